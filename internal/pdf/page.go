package pdf

import (
	"bytes"
	"fmt"
	"strconv"
)

// page is one page while it is drawn. Coordinates are points from the lower left corner.
type page struct {
	content bytes.Buffer
	marks   []*element // the element of each marked-content id
	notes   []*note
	object  int
}

// The greys of the page: of text, of rules, and behind column headings.
var (
	black = Colour{}
	mist  = Colour{191, 191, 191}
	shade = Colour{238, 238, 238}
)

func newPage() *page {
	p := &page{}
	p.content.WriteString("/C cs /C CS 0 0 0 sc 0 0 0 SC\n")
	return p
}

// begin opens marked content that belongs to an element; nil stands for page furniture, which is not read aloud.
func (p *page) begin(e *element) {
	if e == nil {
		p.content.WriteString("/Artifact BMC\n")
		return
	}
	actual := ""
	if e.actual != "" {
		actual = " /ActualText " + utf16Hex(e.actual)
	}
	fmt.Fprintf(&p.content, "/%s <</MCID %d%s>> BDC\n", e.role, len(p.marks), actual)
	e.kids = append(e.kids, kid{page: p, mark: len(p.marks)})
	p.marks = append(p.marks, e)
}

func (p *page) end() { p.content.WriteString("EMC\n") }

// text draws glyphs from x on a baseline. Each link, and each character that the font cannot show, is an element of
// its own under e.
func (p *page) text(e *element, gs []glyph, x, baseline, size float64) {
	for len(gs) > 0 {
		n := 1
		for n < len(gs) && gs[n].link == gs[0].link && gs[n].actual == "" && gs[0].actual == "" {
			n++
		}
		x = p.piece(e, gs[:n], x, baseline, size)
		gs = gs[n:]
	}
}

// piece draws glyphs that belong to one element and returns where the pen stands.
func (p *page) piece(e *element, gs []glyph, x, baseline, size float64) float64 {
	link, end := gs[0].link, x+measure(gs)*size/1000
	if e != nil && link != nil {
		e = link.under(e)
	}
	if e != nil && gs[0].actual != "" {
		e = e.child("Span")
		e.actual = gs[0].actual
	}
	p.begin(e)
	p.show(gs, x, baseline, size)
	p.end()
	if e != nil && link != nil {
		p.underline(x, end, baseline)
		p.annotate(link, [4]float64{x, baseline - size*0.25, end, baseline + size*0.85})
	}
	return end
}

// show writes one text object.
func (p *page) show(gs []glyph, x, baseline, size float64) {
	fmt.Fprintf(&p.content, "BT 1 0 0 1 %s %s Tm\n", num(x), num(baseline))
	for len(gs) > 0 {
		n := 1
		for n < len(gs) && gs[n].font() == gs[0].font() {
			n++
		}
		fmt.Fprintf(&p.content, "/%s %s Tf <", gs[0].font(), num(size))
		for _, g := range gs[:n] {
			fmt.Fprintf(&p.content, "%04X", int(g.index))
		}
		p.content.WriteString("> Tj\n")
		gs = gs[n:]
	}
	p.content.WriteString("ET\n")
}

// font names the font of a glyph among the page's resources: F for text, S for the same font where the hyphen
// reads as a soft hyphen.
func (g glyph) font() string {
	if g.char == softHyphen {
		return "S" + strconv.Itoa(int(g.face))
	}
	return "F" + strconv.Itoa(int(g.face))
}

func (p *page) underline(x0, x1, baseline float64) {
	p.begin(nil)
	p.rule(x0, baseline-1.5, x1, baseline-1.5, 0.5, black)
	p.end()
}

func (p *page) annotate(t *target, rect [4]float64) {
	n := &note{rect: rect, target: t, element: t.element}
	p.notes = append(p.notes, n)
	t.element.kids = append(t.element.kids, kid{page: p, note: n})
}

// rule draws a line of a width in points.
func (p *page) rule(x0, y0, x1, y1, width float64, ink Colour) {
	fmt.Fprintf(&p.content, "q %s w %s SC %s %s m %s %s l S Q\n", num(width), ink, num(x0), num(y0), num(x1), num(y1))
}

// fill draws an area.
func (p *page) fill(x, y, w, h float64, ink Colour) {
	fmt.Fprintf(&p.content, "q %s sc %s %s %s %s re f Q\n", ink, num(x), num(y), num(w), num(h))
}

// num writes a number with at most two decimals.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64) // always has a decimal point
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}
