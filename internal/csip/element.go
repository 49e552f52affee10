package csip

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// spaces are the namespaces of a METS file by the prefixes that they have here. Elements are of METS.
var spaces = map[string]string{
	"csip": "https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "sip": "https://DILCIS.eu/XML/METS/SIPExtensionMETS",
	"xlink": "http://www.w3.org/1999/xlink", "": "",
}

const metsSpace = "http://www.loc.gov/METS/"

// element is an element of a METS file.
type element struct {
	name  xml.Name
	attrs []xml.Attr
	text  string
	in    []*element
}

// parse reads an XML file as its elements.
func parse(r io.Reader) (*element, error) {
	d, top := xml.NewDecoder(r), &element{}
	open := []*element{top}
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			e := &element{name: t.Name, attrs: append([]xml.Attr(nil), t.Attr...)}
			last.in, open = append(last.in, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(t)
		}
	}
	if len(top.in) != 1 || top.in[0].name != (xml.Name{Space: metsSpace, Local: "mets"}) {
		return nil, errors.New("csip: not a METS file")
	}
	return top.in[0], nil
}

// attr gives an attribute by name, such as "ID" or "xlink:href"; empty when it is not there.
func (e *element) attr(name string) string {
	prefix, local, found := strings.Cut(name, ":")
	if !found {
		prefix, local = "", name
	}
	for _, a := range e.attrs {
		if a.Name.Local == local && a.Name.Space == spaces[prefix] {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// at gives the elements at a place below, such as "metsHdr/agent[ROLE=CREATOR]/name"; the empty place is the element itself.
func (e *element) at(place string) []*element {
	if place == "" {
		return []*element{e}
	}
	first, rest := step(place)
	var out []*element
	for _, c := range e.in {
		if c.fits(first) {
			out = append(out, c.at(rest)...)
		}
	}
	return out
}

// step cuts off the first step of a place; a slash in brackets is no step.
func step(place string) (first, rest string) {
	inside := false
	for i, r := range place {
		switch {
		case r == '[':
			inside = true
		case r == ']':
			inside = false
		case r == '/' && !inside:
			return place[:i], place[i+1:]
		}
	}
	return place, ""
}

// fits tells whether an element is named as a step says and is such as stands in its brackets: [A=V] an attribute is, [A!=V] is
// not, [A^=V] begins with a value, [/E] it has a child element.
func (e *element) fits(step string) bool {
	parts := strings.Split(strings.ReplaceAll(step, "]", ""), "[")
	if e.name != (xml.Name{Space: metsSpace, Local: parts[0]}) {
		return false
	}
	for _, p := range parts[1:] {
		if !e.is(p) {
			return false
		}
	}
	return true
}

func (e *element) is(condition string) bool {
	if child, found := strings.CutPrefix(condition, "/"); found {
		return len(e.at(child)) > 0
	}
	key, value, _ := strings.Cut(condition, "=")
	have := e.attr(strings.TrimRight(key, "!^"))
	switch {
	case strings.HasSuffix(key, "!"):
		return have != value
	case strings.HasSuffix(key, "^"):
		return strings.HasPrefix(have, value)
	}
	return have == value
}

// ids counts the identifiers of a METS file.
func (e *element) ids(into map[string]int) {
	if id := e.attr("ID"); id != "" {
		into[id]++
	}
	for _, c := range e.in {
		c.ids(into)
	}
}
