package apptest

import (
	"strings"

	"golang.org/x/net/html"
)

// labelsOf gives what a control is called: by its label, its own words, and the legend of its group.
func (g *Page) labelsOf(e *html.Node) (labels []string) {
	add := func(s string) {
		if s != "" {
			labels = append(labels, s)
		}
	}
	if e.Data == "button" {
		text := attr(e, "aria-label")
		if text == "" {
			text = visible(e)
		}
		return []string{text}
	}
	if id := attr(e, "id"); id != "" {
		for n := range elements(g.doc) {
			if n.Data == "label" && attr(n, "for") == id {
				add(visible(n))
			}
		}
	}
	for p := e.Parent; p != nil; p = p.Parent {
		if p.Data == "label" {
			add(visible(p))
		}
	}
	add(attr(e, "aria-label"))
	for _, id := range strings.Fields(attr(e, "aria-labelledby")) {
		if n := g.byID(id); n != nil {
			add(visible(n))
		}
	}
	if len(labels) > 0 { // a legend alone does not name a control
		add(legendOf(e))
	}
	return labels
}

func legendOf(e *html.Node) string {
	for p := e.Parent; p != nil; p = p.Parent {
		if p.Data == "fieldset" {
			if l := first(p, "legend"); l != nil {
				return visible(l)
			}
			return ""
		}
	}
	return ""
}

func (g *Page) byID(id string) *html.Node {
	for n := range elements(g.doc) {
		if attr(n, "id") == id {
			return n
		}
	}
	return nil
}
