package apptest

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// parsed reads a page. The reader of HTML takes anything, so only memory could fail.
func parsed(page string) *html.Node {
	doc, err := html.Parse(strings.NewReader(page))
	must(err)
	return doc
}

// elements walks over the elements below a node.
func elements(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		if n == nil {
			return
		}
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}

// first gives the first element of a name, or nil.
func first(n *html.Node, name string) *html.Node {
	for e := range elements(n) {
		if e.Data == name {
			return e
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	v, _ := lookup(n, name)
	return v
}

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// visible is the text below a node as it is read, with single spaces.
func visible(n *html.Node) string {
	var b strings.Builder
	gather(&b, n)
	return spaced(b.String())
}

func gather(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "template" || n.Data == "head"):
		return
	}
	block := n.Type == html.ElementNode && !isInline(n.Data)
	if block {
		b.WriteByte(' ')
	}
	for c := range n.ChildNodes() {
		gather(b, c)
	}
	if block {
		b.WriteByte(' ')
	}
}

func isInline(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u":
		return true
	}
	return false
}

// spaced puts single spaces between words; those that do not break count as spaces too.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// within tells whether a node stands below an element that fits.
func within(n *html.Node, fits func(*html.Node) bool) bool {
	for p := n; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && fits(p) {
			return true
		}
	}
	return false
}
