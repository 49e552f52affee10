package public

import "samsyn/internal/language"

// graph is a description of things by their properties (RDF), written as RDF/XML (rdfxml.go) and Turtle (turtle.go).
type graph []node

// node is one thing: its address, what it is, and what is said of it.
type node struct {
	about string // address
	class string // "dcat:Dataset"
	says  []statement
}

// statement is one property with its value.
type statement struct {
	property string // "dcterms:title"
	to       string // address of another thing; or
	text     string // a text
	lang     language.Lang
	datatype string // of text, within XML Schema: "date"
}

// vocabulary is a prefix and what it stands for.
type vocabulary struct{ prefix, address string }

func vocabularies() []vocabulary {
	return []vocabulary{
		{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
		{"xsd", "http://www.w3.org/2001/XMLSchema#"},
		{"dcat", "http://www.w3.org/ns/dcat#"},
		{"dcatap", "http://data.europa.eu/r5r/"},
		{"dcterms", "http://purl.org/dc/terms/"},
		{"foaf", "http://xmlns.com/foaf/0.1/"},
		{"vcard", "http://www.w3.org/2006/vcard/ns#"},
	}
}

// points says that a property leads to other things.
func (n *node) points(property string, to ...string) {
	for _, each := range to {
		n.says = append(n.says, statement{property: property, to: each})
	}
}

// text says a text in both languages.
func (n *node) text(property string, t language.Text) {
	for _, l := range []language.Lang{language.Swedish, language.English} {
		n.says = append(n.says, statement{property: property, text: t.In(l), lang: l})
	}
}

// plain says a text that is of no language.
func (n *node) plain(property, text string) {
	n.says = append(n.says, statement{property: property, text: text})
}

func (n *node) date(property, day string) {
	n.says = append(n.says, statement{property: property, text: day, datatype: "date"})
}
