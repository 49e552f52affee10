package public

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// xml writes the graph as RDF/XML 1.1.
func (g graph) xml() []byte {
	var w bytes.Buffer
	w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")
	for _, v := range vocabularies() {
		fmt.Fprintf(&w, " xmlns:%s=\"%s\"", v.prefix, v.address)
	}
	w.WriteString(">\n")
	for _, n := range g {
		fmt.Fprintf(&w, "<%s rdf:about=\"%s\">\n", n.class, escaped(n.about))
		for _, s := range n.says {
			s.xml(&w)
		}
		fmt.Fprintf(&w, "</%s>\n", n.class)
	}
	w.WriteString("</rdf:RDF>\n")
	return w.Bytes()
}

func (s statement) xml(w *bytes.Buffer) {
	switch {
	case s.to != "":
		fmt.Fprintf(w, "<%s rdf:resource=\"%s\"/>\n", s.property, escaped(s.to))
		return
	case s.lang != "":
		fmt.Fprintf(w, "<%s xml:lang=\"%s\">", s.property, s.lang)
	case s.datatype != "":
		fmt.Fprintf(w, "<%s rdf:datatype=\"http://www.w3.org/2001/XMLSchema#%s\">", s.property, s.datatype)
	default:
		fmt.Fprintf(w, "<%s>", s.property)
	}
	fmt.Fprintf(w, "%s</%s>\n", escaped(s.text), s.property)
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
