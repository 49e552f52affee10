package steering

import (
	"bytes"
	"context"
	"io"

	"github.com/a-h/templ"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"samsyn/internal/language"
)

// markdown shows minutes as they were written in Markdown. HTML in them is left out, as goldmark does by itself. Links to
// other websites name them, and such as hide where they lead are left out (see targetOf). Headings begin on the third level, under the page's own, and skip none; pictures are shown by their words,
// since they would be fetched from elsewhere.
func markdown(l language.Lang, source string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		src, md := []byte(source), goldmark.New()
		doc := md.Parser().Parse(text.NewReader(src))
		if err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering {
				links(n, src, l) // first: the words of a link that is left out may hold a picture
				words(n)
			}
			return ast.WalkContinue, nil
		}); err != nil {
			return err
		}
		level(doc)
		var b bytes.Buffer
		if err := md.Renderer().Render(&b, src, doc); err != nil {
			return err
		}
		_, err := w.Write(b.Bytes())
		return err
	})
}

// words puts the words of pictures in their place.
func words(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if picture, ok := c.(*ast.Image); ok {
			words := ast.NewEmphasis(1)
			for t := picture.FirstChild(); t != nil; t = picture.FirstChild() {
				words.AppendChild(words, t)
			}
			n.ReplaceChild(n, picture, words)
			c = words
		}
	}
}

// level puts the headings under the page's own: the highest on the third level, and each at most one below the one before.
func level(doc ast.Node) {
	highest, before := 6, 2
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			highest = min(highest, h.Level)
		}
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			h.Level = min(h.Level-highest+3, before+1, 6)
			before = h.Level
		}
	}
}
