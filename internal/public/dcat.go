package public

import (
	"net/url"

	"samsyn/internal/language"
	"samsyn/internal/web"
)

const (
	catalogXML    = "/data/katalog.rdf"
	catalogTurtle = "/data/katalog.ttl"
	rdfType       = "application/rdf+xml; charset=utf-8"
	turtleType    = "text/turtle; charset=utf-8"
)

// The vocabularies that DCAT-AP-SE 3.0.1 asks for.
const (
	euTheme      = "http://publications.europa.eu/resource/authority/data-theme"
	euFrequency  = "http://publications.europa.eu/resource/authority/frequency/"
	euLanguage   = "http://publications.europa.eu/resource/authority/language/"
	euAccess     = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
	euSweden     = "http://publications.europa.eu/resource/authority/country/SWE"
	euLasting    = "http://publications.europa.eu/resource/authority/planned-availability/STABLE"
	national     = "http://purl.org/adms/publishertype/NationalAuthority"
	rfcCSV       = "https://www.rfc-editor.org/rfc/rfc4180"
	openAPI      = "https://spec.openapis.org/oas/v3.1.0"
	diggProfile  = "https://dev.dataportal.se/rest-api-profil"
	firstOffered = "2026-11-22" // the day that the data was first offered in this form
)

// Publisher is who answers for the catalogue of an installation's open data and whom to turn to.
type Publisher struct {
	Name    string // "Arbetsförmedlingen"; empty is Samsyn
	Address string // of the organisation: a page, or its own address in linked data; empty is the page /om
	Mail    string // of the contact point; empty is the postmaster of the installation's host, whom every host has (RFC 5321)
}

// catalogRDF describes the open data for data portals (DCAT-AP-SE 3.0.1), made from the same list as the page.
func (s *Site) catalogRDF(r *web.Request) (web.Response, error) {
	return web.Data(rdfType, s.catalog(r).xml()), nil
}

// catalogTTL is the same description as Turtle.
func (s *Site) catalogTTL(r *web.Request) (web.Response, error) {
	return web.Data(turtleType, s.catalog(r).turtle()), nil
}

// base is the address of the installation without a slash at the end.
func (s *Site) base(r *web.Request) string {
	if s.Base != "" {
		return s.Base
	}
	return "http://" + r.Host
}

// catalogue is what the description is made of.
type catalogue struct {
	base string
	Publisher
	graph graph
}

func (s *Site) catalog(r *web.Request) graph {
	c := catalogue{base: s.base(r), Publisher: s.Publisher}
	if c.Name == "" {
		c.Name = "Samsyn"
	}
	if c.Address == "" {
		c.Address = c.base + "/om#ansvar"
	}
	if u, err := url.Parse(c.base); c.Mail == "" && err == nil {
		c.Mail = "postmaster@" + u.Hostname()
	}
	c.describe(s.today().String())
	return c.graph
}

// describe makes the whole description. on is the day it was made.
func (c *catalogue) describe(on string) {
	t := language.T
	n := node{about: c.base + "/data#katalog", class: "dcat:Catalog"}
	n.text("dcterms:title", t("Samsyns öppna data", "Samsyn’s open data"))
	n.text("dcterms:description", t("Lokala överenskommelser mellan Sveriges kommuner och Arbetsförmedlingen.", "Local agreements between Sweden’s municipalities and the employment agency."))
	n.points("dcterms:publisher", c.Address)
	n.points("dcterms:license", cc0().href) // of the catalogue itself; the profile allows no other
	n.points("foaf:homepage", c.base+"/data")
	n.points("dcterms:spatial", euSweden)
	n.points("dcterms:language", euLanguage+"SWE", euLanguage+"ENG")
	n.points("dcat:themeTaxonomy", euTheme)
	n.date("dcterms:issued", firstOffered)
	n.date("dcterms:modified", on)
	for _, d := range datasets() {
		n.points("dcat:dataset", d.about(c.base))
	}
	n.points("dcat:service", c.service())
	c.graph = append(c.graph, n)
	for _, d := range datasets() {
		c.dataset(d)
	}
	c.api()
	c.people()
}

// people are the publisher and the contact point.
func (c *catalogue) people() {
	n := node{about: c.Address, class: "foaf:Agent"}
	n.plain("foaf:name", c.Name)
	n.points("dcterms:type", national)
	n.points("foaf:homepage", c.base+"/om")
	contact := node{about: c.contact(), class: "vcard:Organization"}
	contact.plain("vcard:fn", c.Name)
	contact.points("vcard:hasEmail", "mailto:"+c.Mail)
	contact.points("vcard:hasURL", c.base+"/om#kontakt")
	c.graph = append(c.graph, n, contact)
}

func (c *catalogue) contact() string { return c.base + "/om#kontakt" }
func (c *catalogue) service() string { return c.base + "/data#api" }

// api is the service that answers questions about every data set.
func (c *catalogue) api() {
	n := node{about: c.service(), class: "dcat:DataService"}
	n.text("dcterms:title", language.T("Samsyns API", "Samsyn’s API"))
	n.points("dcat:endpointURL", c.base+web.APIBase)
	n.points("dcat:endpointDescription", c.base+web.APIBase+"/openapi.json")
	n.points("dcterms:conformsTo", openAPI, diggProfile)
	n.plain("dcterms:format", "application/json")
	n.points("dcterms:publisher", c.Address)
	n.points("dcat:contactPoint", c.contact())
	n.points("dcterms:accessRights", euAccess)
	n.text("dcat:keyword", language.T("överenskommelser", "agreements"))
	for _, d := range datasets() {
		n.points("dcat:servesDataset", d.about(c.base))
	}
	c.graph = append(c.graph, n)
}
