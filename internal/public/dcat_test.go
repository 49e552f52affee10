package public_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/dbtest"
	"samsyn/internal/public"
)

// triple is one statement, with full addresses; what is said carries its language or type: "hej"@sv.
type triple struct{ thing, property, value string }

const (
	rdfNS   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	dcat    = "http://www.w3.org/ns/dcat#"
	dcterms = "http://purl.org/dc/terms/"
	foaf    = "http://xmlns.com/foaf/0.1/"
	vcard   = "http://www.w3.org/2006/vcard/ns#"
)

// fromXML reads the RDF/XML of typed nodes with flat properties.
func fromXML(t *testing.T, text string) (out []triple) {
	t.Helper()
	var thing string
	var said *triple
	depth := 0
	for dec := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := e.Name.Space + e.Name.Local
			attr := map[string]string{}
			for _, a := range e.Attr {
				attr[a.Name.Local] = a.Value
			}
			switch depth++; depth {
			case 2:
				thing = attr["about"]
				out = append(out, triple{thing, rdfNS + "type", "<" + name + ">"})
			case 3:
				said = &triple{thing: thing, property: name}
				if to, points := attr["resource"]; points {
					said.value = "<" + to + ">"
				} else {
					said.value = "\x00" + attr["lang"] + "\x00" + attr["datatype"]
				}
			}
		case xml.CharData:
			if depth == 3 && said != nil && said.value != "" && said.value[0] == 0 {
				said.value = literal(string(e), said.value)
			}
		case xml.EndElement:
			if depth == 3 && said != nil {
				out = append(out, *said)
				said = nil
			}
			depth--
		}
	}
}

func literal(text, kind string) string {
	parts := strings.Split(kind, "\x00")
	switch {
	case parts[1] != "":
		return `"` + text + `"@` + parts[1]
	case parts[2] != "":
		return `"` + text + `"^^<` + parts[2] + ">"
	}
	return `"` + text + `"`
}

// fromTurtle reads Turtle without blank nodes and lists.
func fromTurtle(t *testing.T, text string) (out []triple) {
	t.Helper()
	token := regexp.MustCompile(`@prefix|<[^<>"{}|^` + "`" + `\\\x00-\x20]*>|"(?:[^"\\\n]|\\.)*"(?:@[a-z]+|\^\^[a-z]+:[A-Za-z]+)?|[A-Za-z]*:[A-Za-z]*|a|[.;]`)
	rest := token.ReplaceAllString(text, "")
	if strings.TrimSpace(rest) != "" {
		t.Fatalf("the Turtle has %q that is no token", rest)
	}
	prefixes := map[string]string{}
	full := func(s string) string {
		prefix, name, found := strings.Cut(s, ":")
		if strings.HasPrefix(s, "<") || strings.HasPrefix(s, `"`) || !found {
			return s
		}
		if prefixes[prefix] == "" {
			t.Fatalf("%s has no prefix", s)
		}
		return "<" + prefixes[prefix] + name + ">"
	}
	words := token.FindAllString(text, -1)
	for len(words) > 0 {
		if words[0] == "@prefix" {
			prefixes[strings.TrimSuffix(words[1], ":")] = strings.Trim(words[2], "<>")
			words = words[4:]
			continue
		}
		thing := strings.Trim(words[0], "<>")
		for words = words[1:]; ; words = words[3:] {
			property, value := words[0], words[1]
			if property == "a" {
				property = "<" + rdfNS + "type>"
			}
			if text, kind, typed := strings.Cut(value, "^^"); typed {
				value = text + "^^" + full(kind)
			}
			out = append(out, triple{thing, strings.Trim(full(property), "<>"), strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(full(value))})
			if words[2] == "." {
				words = words[3:]
				break
			}
		}
	}
	return out
}

// mandatory is what DCAT-AP-SE 3.0.1 asks of each class (cardinality at least one), and what this catalogue promises
// besides.
var mandatory = map[string][]string{
	dcat + "Catalog": {dcterms + "title", dcterms + "description", dcterms + "publisher", dcterms + "license", dcat + "dataset",
		dcterms + "language", dcterms + "spatial", foaf + "homepage", dcat + "themeTaxonomy", dcterms + "issued", dcterms + "modified"},
	dcat + "Dataset": {dcterms + "title", dcterms + "description", dcterms + "publisher", dcat + "distribution", dcat + "contactPoint",
		dcat + "theme", dcat + "keyword", dcterms + "accrualPeriodicity", dcterms + "language", dcterms + "conformsTo", dcterms + "spatial", dcterms + "accessRights", dcterms + "issued"},
	dcat + "Distribution":  {dcat + "accessURL", dcterms + "format", dcterms + "license", dcterms + "conformsTo", dcterms + "description", "http://data.europa.eu/r5r/availability"},
	dcat + "DataService":   {dcterms + "title", dcat + "endpointURL", dcterms + "format", dcat + "endpointDescription", dcat + "contactPoint"},
	foaf + "Agent":         {foaf + "name", dcterms + "type"},
	vcard + "Organization": {vcard + "fn", vcard + "hasEmail"},
}

func values(all []triple, thing, property string) (out []string) {
	for _, x := range all {
		if x.thing == thing && x.property == property {
			out = append(out, x.value)
		}
	}
	return out
}

// TestCatalogue: both forms say the same, each thing has what the profile asks of it, texts stand in both languages,
// what is pointed at here is described, and every file answers.
func TestCatalogue(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"), false)
	h.site.Publisher = public.Publisher{Name: `Arbetsförmedlingen & "Co" <1>`, Address: "https://arbetsformedlingen.se/", Mail: "oppnadata@example.se"}
	w := h.get("/data/katalog.rdf", "")
	if got := w.Header().Get("Content-Type"); got != "application/rdf+xml; charset=utf-8" {
		t.Errorf("the description is %q", got)
	}
	all := fromXML(t, w.Body.String())
	ttl := h.get("/data/katalog.ttl", "")
	if got := ttl.Header().Get("Content-Type"); got != "text/turtle; charset=utf-8" {
		t.Errorf("the Turtle is %q", got)
	}
	compare := func(a, b triple) int {
		return strings.Compare(a.thing+"\x00"+a.property, b.thing+"\x00"+b.property)
	}
	other := fromTurtle(t, ttl.Body.String())
	slices.SortStableFunc(all, compare)
	slices.SortStableFunc(other, compare)
	if !slices.Equal(all, other) {
		for i := range min(len(all), len(other)) {
			if all[i] != other[i] {
				t.Fatalf("the two forms differ (%d and %d statements): %v, %v", len(all), len(other), all[i], other[i])
			}
		}
		t.Fatalf("%d and %d statements", len(all), len(other))
	}
	found := map[string]int{}
	for _, x := range all {
		if x.property != rdfNS+"type" {
			continue
		}
		class := strings.Trim(x.value, "<>")
		found[class]++
		for _, property := range mandatory[class] {
			if len(values(all, x.thing, property)) == 0 {
				t.Errorf("%s, a %s, has no %s", x.thing, class, property)
			}
		}
		for _, text := range []string{"title", "description"} {
			if all := values(all, x.thing, dcterms+text); len(all) > 0 && (len(all) != 2 || !strings.HasSuffix(all[0], "@sv") || !strings.HasSuffix(all[1], "@en")) {
				t.Errorf("%s says its %s as %v", x.thing, text, all)
			}
		}
	}
	if found[dcat+"Catalog"] != 1 || found[dcat+"Dataset"] != 3 || found[dcat+"Distribution"] != 6 || found[dcat+"DataService"] != 1 || found[foaf+"Agent"] != 1 || found[vcard+"Organization"] != 1 || len(found) != 6 {
		t.Errorf("described: %v", found)
	}
	h.followed(all)
}

// followed looks at where the statements lead.
func (h house) followed(all []triple) {
	h.t.Helper()
	for _, x := range all {
		to, points := strings.CutPrefix(x.value, "<")
		to = strings.TrimSuffix(to, ">")
		switch strings.TrimPrefix(x.property, dcat) {
		case "dataset", "distribution", "service", "accessService", "servesDataset", "contactPoint", dcterms + "publisher":
			if len(values(all, to, rdfNS+"type")) != 1 {
				h.t.Errorf("%s is pointed at by %s and not described", to, x.property)
			}
		case "accessURL", "downloadURL", "endpointURL", "endpointDescription":
			path, ours := strings.CutPrefix(to, "https://samsyn.example")
			if w := h.get(path, ""); !ours || w.Code != http.StatusOK {
				h.t.Errorf("%s answers %d", to, w.Code)
			}
		}
		if points && !regexp.MustCompile(`^(https?://|mailto:)[^\s]+$`).MatchString(to) {
			h.t.Errorf("%s leads to %q", x.property, to)
		}
	}
	catalog := "https://samsyn.example/data#katalog"
	for property, want := range map[string]string{dcterms + "license": "<https://creativecommons.org/publicdomain/zero/1.0/>", dcterms + "publisher": "<https://arbetsformedlingen.se/>"} {
		if got := values(all, catalog, property); len(got) != 1 || got[0] != want {
			h.t.Errorf("the catalogue's %s is %v", property, got)
		}
	}
	if got := values(all, "https://samsyn.example/om#kontakt", vcard+"hasEmail"); len(got) != 1 || got[0] != "<mailto:oppnadata@example.se>" {
		h.t.Errorf("the contact is %v", got)
	}
	for _, file := range []string{"/data/overenskommelser.csv", "/data/tackning.csv"} {
		if !slices.ContainsFunc(all, func(x triple) bool {
			return x.property == dcat+"downloadURL" && x.value == "<https://samsyn.example"+file+">"
		}) {
			h.t.Errorf("%s is not described", file)
		}
	}
}

// TestCatalogueOfItself: an installation that was told nothing of who answers for it says what it knows.
func TestCatalogueOfItself(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"), false)
	all := fromXML(t, h.get("/data/dcat.rdf", "").Body.String())
	if got := values(all, "https://samsyn.example/om#ansvar", foaf+"name"); len(got) != 1 || got[0] != `"Samsyn"` {
		t.Errorf("the publisher is %v", got)
	}
	if got := values(all, "https://samsyn.example/om#kontakt", vcard+"hasEmail"); len(got) != 1 || got[0] != "<mailto:postmaster@samsyn.example>" {
		t.Errorf("the contact is %v", got)
	}
	h.see("/data", "", `href="/data/katalog.rdf"`, `href="/data/katalog.ttl"`)
}
