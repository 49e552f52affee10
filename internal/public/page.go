package public

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// link is a place to go with its words in both languages.
type link struct {
	text language.Text
	href string
}

// part is a piece of a page of running text: a heading with what stands under it.
type part struct {
	id    string
	title language.Text
	text  []language.Text // paragraphs
	list  []language.Text // under the paragraphs
	links []link          // last
	more  templ.Component // last of all: a table
}

// textPage is a page of running text with one heading.
func textPage(r *web.Request, title, intro language.Text, parts []part) web.Response {
	body := []templ.Component{ui.Heading(r.Say(title), ""), prose(paragraph(r.Say(intro)))}
	for _, p := range parts {
		body = append(body, section(p.id, r.Say(p.title), p.body(r)))
	}
	return web.Page(title, stack(body...))
}

func (p part) body(r *web.Request) templ.Component {
	var inside []templ.Component
	for _, t := range p.text {
		inside = append(inside, paragraph(r.Say(t)))
	}
	if len(p.list) > 0 {
		var items []templ.Component
		for _, t := range p.list {
			items = append(items, ui.Text(r.Say(t)))
		}
		inside = append(inside, bullets(items))
	}
	if len(p.links) > 0 {
		inside = append(inside, bullets(links(r, p.links)))
	}
	return stack(prose(inside...), p.more)
}

func links(r *web.Request, all []link) []templ.Component {
	out := make([]templ.Component, len(all))
	for i, l := range all {
		out[i] = ui.A(l.href, r.Say(l.text))
	}
	return out
}
