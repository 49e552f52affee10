package public

import "samsyn/internal/language"

func (d dataset) about(base string) string { return base + "/data#" + d.id }

// dataset describes one data set and its distributions.
func (c *catalogue) dataset(d dataset) {
	n := node{about: d.about(c.base), class: "dcat:Dataset"}
	n.text("dcterms:title", d.title)
	n.text("dcterms:description", d.what)
	for _, word := range d.words {
		n.text("dcat:keyword", word)
	}
	n.points("dcterms:publisher", c.Address)
	n.points("dcat:contactPoint", c.contact())
	n.points("dcat:theme", euTheme+"/"+d.theme)
	n.points("dcterms:accrualPeriodicity", euFrequency+d.updated)
	n.points("dcterms:language", euLanguage+"SWE")
	n.points("dcterms:conformsTo", c.base+d.defined)
	n.points("dcterms:accessRights", euAccess)
	n.points("dcterms:spatial", euSweden)
	n.date("dcterms:issued", firstOffered)
	n.plain("dcterms:identifier", d.id)
	n.points("dcat:landingPage", d.about(c.base))
	for _, f := range d.files {
		n.points("dcat:distribution", f.about(c.base, d))
	}
	c.graph = append(c.graph, n)
	for _, f := range d.files {
		c.distribution(d, f)
	}
}

func (f distribution) about(base string, d dataset) string {
	if f.api {
		return d.about(base) + "-api"
	}
	return d.about(base) + "-fil"
}

func (c *catalogue) distribution(d dataset, f distribution) {
	n := node{about: f.about(c.base, d), class: "dcat:Distribution"}
	n.text("dcterms:title", f.title)
	n.text("dcterms:description", language.T("%s: %s", "%s: %s").With(f.title, d.title))
	n.points("dcat:accessURL", c.base+f.path)
	if f.api {
		n.points("dcat:accessService", c.service())
		n.points("dcterms:conformsTo", openAPI)
	} else {
		n.points("dcat:downloadURL", c.base+f.path)
		n.points("dcterms:conformsTo", rfcCSV)
	}
	n.plain("dcterms:format", f.media)
	n.points("dcterms:license", d.license.href)
	n.points("dcatap:availability", euLasting)
	c.graph = append(c.graph, n)
}
