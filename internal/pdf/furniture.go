package pdf

import (
	"fmt"

	"samsyn/internal/language"
)

// pageOf is the page number at the foot of each page.
var pageOf = language.T("Sida %d av %d", "Page %d of %d")

// furnish draws what stands on every page beside the text: header, footer and page number. It is not read aloud.
func (f *flow) furnish(d Document) {
	for i, p := range f.pages {
		number := pageOf.With(i+1, len(f.pages)).In(d.Lang)
		if d.Header != "" {
			f.furniture(p, "Header", "Top", d.Header, "", pageHeight-46)
		}
		f.furniture(p, "Footer", "Bottom", d.Footer, number, 50)
	}
}

// furniture draws one line, with text to the left and to the right, and a thin rule towards the text.
func (f *flow) furniture(p *page, kind, edge, left, right string, y float64) {
	s := smallStyle
	fmt.Fprintf(&p.content, "/Artifact <</Type /Pagination /Subtype /%s /Attached [/%s]>> BDC\n", kind, edge)
	rule := y + s.lead
	if edge == "Top" {
		rule = y - s.lead - 4
	}
	p.rule(sideMargin, rule, sideMargin+bodyWidth, rule, 0.5, mist)
	end := f.set.glyphs(Text(right), s.face)
	endWidth := measure(end) * s.size / 1000
	if ls := f.set.lines(f.set.glyphs(Text(left), s.face), s.size, bodyWidth-endWidth-12); len(ls) > 0 {
		showIf(p, ls[0].glyphs, sideMargin, s.baseline(y), s.size)
	}
	showIf(p, end, sideMargin+bodyWidth-endWidth, s.baseline(y), s.size)
	p.end()
}

func showIf(p *page, gs []glyph, x, y, size float64) {
	if len(gs) > 0 {
		p.show(gs, x, y, size)
	}
}
