package public

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"samsyn/internal/language"
	"samsyn/internal/web"
)

const (
	dcatPath = "/data/dcat.rdf"
	dcatType = "application/rdf+xml; charset=utf-8"
)

// The vocabularies of the European Union that DCAT-AP-SE 2.2 asks for.
const (
	euTheme     = "http://publications.europa.eu/resource/authority/data-theme/"
	euFrequency = "http://publications.europa.eu/resource/authority/frequency/"
	euLanguage  = "http://publications.europa.eu/resource/authority/language/"
	euAccess    = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
	euSweden    = "http://publications.europa.eu/resource/authority/country/SWE"
)

// dcatFile describes the open data for dataportal.se (DCAT-AP-SE), made from the same list as the page.
func (s *Site) dcatFile(r *web.Request) (web.Response, error) {
	return web.Data(dcatType, catalog(s.base(r), s.today().String())), nil
}

// base is the address of the installation without a slash at the end.
func (s *Site) base(r *web.Request) string {
	if s.Base != "" {
		return s.Base
	}
	return "http://" + r.Host
}

// rdf writes RDF/XML.
type rdf struct{ bytes.Buffer }

func (w *rdf) open(element, about string) {
	fmt.Fprintf(w, "<%s rdf:about=\"%s\">\n", element, escaped(about))
}
func (w *rdf) close(element string) { fmt.Fprintf(w, "</%s>\n", element) }
func (w *rdf) points(element, to string) {
	fmt.Fprintf(w, "<%s rdf:resource=\"%s\"/>\n", element, escaped(to))
}

// says writes a text in both languages.
func (w *rdf) says(element string, t language.Text) {
	for _, l := range []language.Lang{language.Swedish, language.English} {
		fmt.Fprintf(w, "<%s xml:lang=\"%s\">%s</%s>\n", element, l, escaped(t.In(l)), element)
	}
}

func (w *rdf) typed(element, datatype, value string) {
	fmt.Fprintf(w, "<%s rdf:datatype=\"http://www.w3.org/2001/XMLSchema#%s\">%s</%s>\n", element, datatype, escaped(value), element)
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// catalog is the whole description. on is the day it was made.
func catalog(base, on string) []byte {
	t := language.T
	var w rdf
	w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:vcard="http://www.w3.org/2006/vcard/ns#">
`)
	w.open("dcat:Catalog", base+"/data#katalog")
	w.says("dcterms:title", t("Samsyns öppna data", "Samsyn’s open data"))
	w.says("dcterms:description", t("Lokala överenskommelser mellan Sveriges kommuner och Arbetsförmedlingen.", "Local agreements between Sweden’s municipalities and the employment agency."))
	w.points("dcterms:publisher", base+"/om#ansvar")
	w.points("dcterms:license", cc0().href)
	w.points("foaf:homepage", base+"/data")
	w.points("dcterms:spatial", euSweden)
	w.points("dcterms:language", euLanguage+"SWE")
	w.points("dcterms:language", euLanguage+"ENG")
	w.typed("dcterms:modified", "date", on)
	for _, d := range datasets() {
		w.points("dcat:dataset", d.about(base))
	}
	w.close("dcat:Catalog")
	for _, d := range datasets() {
		d.describe(&w, base)
	}
	w.people(base)
	w.WriteString("</rdf:RDF>\n")
	return w.Bytes()
}

// people are the publisher and whom to turn to.
func (w *rdf) people(base string) {
	w.open("foaf:Agent", base+"/om#ansvar")
	w.says("foaf:name", language.Same("Samsyn"))
	w.points("foaf:homepage", base+"/om")
	w.close("foaf:Agent")
	w.open("vcard:Organization", base+"/om#kontakt")
	w.says("vcard:fn", language.Same("Samsyn"))
	w.points("vcard:hasURL", base+"/om")
	w.close("vcard:Organization")
}

func (d dataset) about(base string) string { return base + "/data#" + d.id }

func (d dataset) describe(w *rdf, base string) {
	w.open("dcat:Dataset", d.about(base))
	w.says("dcterms:title", d.title)
	w.says("dcterms:description", d.what)
	for _, word := range d.words {
		w.says("dcat:keyword", word)
	}
	w.points("dcterms:publisher", base+"/om#ansvar")
	w.points("dcat:contactPoint", base+"/om#kontakt")
	w.points("dcat:theme", euTheme+d.theme)
	w.points("dcterms:accrualPeriodicity", euFrequency+d.updated)
	w.points("dcterms:accessRights", euAccess)
	w.points("dcterms:spatial", euSweden)
	w.points("dcat:landingPage", d.about(base))
	for _, f := range d.files {
		w.points("dcat:distribution", f.about(base, d))
	}
	w.close("dcat:Dataset")
	for _, f := range d.files {
		f.describe(w, base, d)
	}
}

func (f distribution) about(base string, d dataset) string {
	if f.api {
		return d.about(base) + "-api"
	}
	return d.about(base) + "-fil"
}

func (f distribution) describe(w *rdf, base string, d dataset) {
	w.open("dcat:Distribution", f.about(base, d))
	w.says("dcterms:title", f.title)
	w.points("dcat:accessURL", base+f.path)
	if !f.api {
		w.points("dcat:downloadURL", base+f.path)
	} else {
		w.points("dcterms:conformsTo", base+web.APIBase+"/openapi.json")
	}
	fmt.Fprintf(w, "<dcterms:format>%s</dcterms:format>\n", f.media)
	w.points("dcterms:license", d.license.href)
	w.close("dcat:Distribution")
}
