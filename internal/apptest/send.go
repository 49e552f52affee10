package apptest

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

// File is the value of a file field in Send: a name and its content.
func File(name, content string) string { return "file:" + name + "\n" + content }

// Send fills in the form that has the button, by pairs of a field's label or name and its value, and presses the
// button. A field or value that the page does not offer fails the test. A list or group takes an option's label or
// value; a box of its own takes "on", and "" to be unticked; a file field takes File.
func (g *Page) Send(buttonText string, pairs ...string) *Page {
	g.p.t().Helper()
	f, b := g.formWith(buttonText)
	g.fill(f, pairs)
	return g.press(f, b)
}

func (g *Page) formWith(text string) (*form, button) {
	g.p.t().Helper()
	var have []string
	for _, f := range g.forms() {
		for _, b := range f.buttons {
			if b.label == spaced(text) {
				return f, b
			}
			have = append(have, fmt.Sprintf("%q", b.label))
		}
	}
	g.p.t().Fatalf("%s: there is no button %q on %s; there are %s", g.p.Name, text, g.Path, strings.Join(have, ", "))
	return nil, button{}
}

func (g *Page) fill(f *form, pairs []string) {
	g.p.t().Helper()
	if len(pairs)%2 != 0 {
		g.p.t().Fatalf("%s: a field without a value in %q", g.Path, pairs)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		in := f.find(pairs[i])
		if in == nil {
			g.p.t().Fatalf("%s: there is no field %q in the form on %s; there are %s", g.p.Name, pairs[i], g.Path, f.names())
		}
		if name, content, ok := strings.Cut(strings.TrimPrefix(pairs[i+1], "file:"), "\n"); ok && in.kind == "file" {
			f.files[in.name] = upload{name, []byte(content)}
			continue
		}
		if !in.fill(pairs[i+1]) {
			g.p.t().Fatalf("%s: the field %q on %s does not take %q; it takes %v", g.p.Name, pairs[i], g.Path, pairs[i+1], in.options)
		}
	}
}

func (f *form) names() string {
	var all []string
	for _, in := range f.fields {
		if in.kind != "hidden" {
			all = append(all, fmt.Sprintf("%s %q", in.name, in.labels))
		}
	}
	return strings.Join(all, ", ")
}

// press sends the form and follows where it leads.
func (g *Page) press(f *form, b button) *Page {
	g.p.t().Helper()
	if b.name != "" {
		f.values.Add(b.name, b.value)
	}
	action := b.action
	if action == "" {
		action = f.action
	}
	path := g.p.resolve(g.Path, action)
	if action == "" {
		path = g.Path
	}
	if f.method == http.MethodGet {
		path, _, _ = strings.Cut(path, "?")
		return g.p.Try(path + "?" + f.values.Encode())
	}
	body, kind := f.encode()
	return g.p.follow(g.p.send(http.MethodPost, path, strings.NewReader(body), kind), http.MethodPost, path)
}

// encode gives the body and its type.
func (f *form) encode() (body, kind string) {
	if !f.multipart {
		return f.values.Encode(), formType
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range f.values {
		for _, v := range values {
			must(w.WriteField(name, v))
		}
	}
	for name, u := range f.files {
		part, err := w.CreateFormFile(name, u.name)
		must(err)
		_, err = part.Write(u.content)
		must(err)
	}
	must(w.Close())
	return b.String(), w.FormDataContentType()
}

// must is for writes to memory, which cannot fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Values gives what stands in the fields of the form that has the button, as it would be sent.
func (g *Page) Values(buttonText string) url.Values {
	g.p.t().Helper()
	f, _ := g.formWith(buttonText)
	return f.values
}
