package apptest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// form is a form as the browser holds it: every field with what stands in it.
type form struct {
	method, action string
	multipart      bool
	fields         []*field
	buttons        []button
	values         url.Values
	files          map[string]upload
}

// field is all controls of one name: one text field, or the buttons and boxes of a group.
type field struct {
	name, kind string
	labels     []string // of the field or its group
	options    []option // of a list, radio buttons or boxes
	values     url.Values
	required   bool
}

type option struct{ value, label string }

type button struct{ name, value, label, action string }

type upload struct {
	name    string
	content []byte
}

// forms are the forms of the page, those of the header last.
func (g *Page) forms() (out []*form) {
	var header []*form
	for n := range elements(g.doc) {
		if n.Data != "form" {
			continue
		}
		f := g.read(n)
		if within(n, func(e *html.Node) bool { return e.Data == "header" }) {
			header = append(header, f)
		} else {
			out = append(out, f)
		}
	}
	return append(out, header...)
}

func (g *Page) read(n *html.Node) *form {
	f := &form{method: strings.ToUpper(attr(n, "method")), action: attr(n, "action"), values: url.Values{}, files: map[string]upload{},
		multipart: attr(n, "enctype") == "multipart/form-data"}
	if f.method == "" {
		f.method = http.MethodGet
	}
	id := attr(n, "id")
	for e := range elements(g.doc) {
		owner, named := lookup(e, "form")
		inside := within(e, func(p *html.Node) bool { return p == n })
		if named && owner == id && id != "" || !named && inside {
			f.take(e, g.labelsOf(e))
		}
	}
	return f
}

// take puts one control in the form.
func (f *form) take(e *html.Node, labels []string) {
	name, kind := attr(e, "name"), attr(e, "type")
	switch e.Data {
	case "button":
		if kind == "" || kind == "submit" {
			f.buttons = append(f.buttons, button{name, attr(e, "value"), labels[0], attr(e, "formaction")})
		}
		return
	case "select", "textarea":
		kind = e.Data
	case "input":
		if kind == "submit" {
			f.buttons = append(f.buttons, button{name, attr(e, "value"), attr(e, "value"), attr(e, "formaction")})
			return
		}
	default:
		return
	}
	if _, off := lookup(e, "disabled"); name == "" || off {
		return
	}
	in := f.byName(name)
	if in == nil {
		in = &field{name: name, kind: kind, values: f.values}
		f.fields = append(f.fields, in)
	}
	_, must := lookup(e, "required")
	in.required = in.required || must
	in.labels = append(in.labels, labels...)
	in.begin(e, kind, labels)
}

// begin takes what stands in a control from the beginning.
func (in *field) begin(e *html.Node, kind string, labels []string) {
	value := attr(e, "value")
	switch kind {
	case "checkbox", "radio":
		if _, said := lookup(e, "value"); !said {
			value = "on"
		}
		in.options = append(in.options, option{value, first0(labels)})
		if _, ticked := lookup(e, "checked"); ticked {
			in.values.Add(in.name, value)
		}
	case "select":
		in.choose(e)
	case "textarea":
		in.values.Add(in.name, strings.TrimPrefix(rawText(e), "\n"))
	case "file":
	default:
		in.values.Add(in.name, value)
	}
}

func (in *field) choose(e *html.Node) {
	_, many := lookup(e, "multiple")
	chosen := false
	for o := range elements(e) {
		if o.Data != "option" {
			continue
		}
		value, said := lookup(o, "value")
		if !said {
			value = visible(o)
		}
		in.options = append(in.options, option{value, visible(o)})
		if _, sel := lookup(o, "selected"); sel {
			in.values.Add(in.name, value)
			chosen = true
		}
	}
	if !chosen && !many && len(in.options) > 0 {
		in.values.Set(in.name, in.options[0].value)
	}
}

func first0(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func (f *form) byName(name string) *field {
	for _, in := range f.fields {
		if in.name == name {
			return in
		}
	}
	return nil
}

// find gives the field of a name or label, or nil. A label may go on after its first words: "E-post (frivilligt)".
func (f *form) find(what string) *field {
	if in := f.byName(what); in != nil {
		return in
	}
	for _, in := range f.fields {
		if in.kind != "hidden" && slices.Contains(in.labels, spaced(what)) {
			return in
		}
	}
	for _, in := range f.fields {
		for _, label := range in.labels {
			if in.kind != "hidden" && strings.HasPrefix(label, spaced(what)+" (") {
				return in
			}
		}
	}
	return nil
}

// fill puts a value in the field; false when the field takes no such value.
func (in *field) fill(value string) bool {
	switch in.kind {
	case "select", "radio":
		for _, o := range in.options {
			if o.value == value || o.label == value {
				in.values.Set(in.name, o.value)
				return true
			}
		}
		return false
	case "checkbox":
		return in.tick(value)
	}
	in.values.Set(in.name, value)
	return true
}

// tick ticks one box of a group by its value or label, or a box of its own; "" takes every tick away.
func (in *field) tick(value string) bool {
	if value == "" {
		in.values.Del(in.name)
		return true
	}
	for _, o := range in.options {
		if o.value == value || o.label == value || len(in.options) == 1 && value == "on" {
			if !slices.Contains(in.values[in.name], o.value) {
				in.values.Add(in.name, o.value)
			}
			return true
		}
	}
	return false
}
