package steering

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"samsyn/internal/language"
)

// target is where a link of the minutes leads.
type target int

const (
	nowhere target = iota // it is left out and its words stay
	inside                // Samsyn itself, or an e-mail address
	outside               // another website, which is named after the link
)

// targetOf reads a link's address as the browser will get it, with character references resolved. An address that begins
// with // takes another host without seeming to, and one without a host after http: is read differently by browsers, so
// both lead nowhere; so does any other scheme.
func targetOf(dest []byte) (to target, host string) {
	at := string(util.URLEscape(dest, true))
	u, err := url.Parse(at)
	switch {
	case err != nil || strings.HasPrefix(at, "//") || strings.Contains(at, `\`):
		return nowhere, ""
	case u.Scheme == "" || u.Scheme == "mailto":
		return inside, ""
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return outside, u.Host
	}
	return nowhere, ""
}

// links goes through what stands directly in a node: a link that leads nowhere leaves its words, one to another website
// says so after it.
func links(n ast.Node, source []byte, l language.Lang) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch link := c.(type) {
		case *ast.Link:
			mark(n, link, link.Destination, l)
		case *ast.AutoLink:
			if link.AutoLinkType != ast.AutoLinkEmail {
				link.AppendChild(link, ast.NewString(link.Label(source))) // its words, should it be left out
				mark(n, link, link.URL(source), l)
				link.RemoveChildren(link)
			}
		}
		c = next
	}
}

func mark(parent, link ast.Node, dest []byte, l language.Lang) {
	switch to, host := targetOf(dest); to {
	case nowhere:
		for w := link.FirstChild(); w != nil; w = link.FirstChild() {
			parent.InsertBefore(parent, link, w)
		}
		parent.RemoveChild(parent, link)
	case outside:
		link.SetAttributeString("rel", []byte("noopener noreferrer"))
		parent.InsertAfter(parent, link, ast.NewString([]byte(" ("+sayOutside.With(host).In(l)+")")))
	}
}

var sayOutside = language.T("annan webbplats: %s", "another website: %s")
