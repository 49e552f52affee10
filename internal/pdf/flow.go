package pdf

// The page is A4; lengths are points (1/72 inch).
const (
	pageWidth    = 595.28
	pageHeight   = 841.89
	sideMargin   = 64.0
	topMargin    = 76.0
	bottomMargin = 76.0
	bodyWidth    = pageWidth - 2*sideMargin
	bodyTop      = pageHeight - topMargin
	bodyHeight   = bodyTop - bottomMargin
)

// style is how a kind of text is set.
type style struct {
	size  float64 // font size
	lead  float64 // from one baseline to the next
	face  face
	above float64 // space before, not at the top of a page
	below float64 // space after
}

var (
	bodyStyle    = style{size: 10.5, lead: 15, below: 7}
	cellStyle    = style{size: 9.5, lead: 13}
	headStyle    = style{size: 9.5, lead: 13, face: bold}
	captionStyle = style{size: 9.5, lead: 13, face: bold, above: 6, below: 4}
	smallStyle   = style{size: 8.5, lead: 11}
)

// headingStyle gives the style of a heading of level 1, 2 or 3.
func headingStyle(level int) style {
	switch level {
	case 1:
		return style{size: 20, lead: 25, face: bold, above: 14, below: 10}
	case 2:
		return style{size: 14, lead: 18, face: bold, above: 14, below: 6}
	}
	return style{size: 11.5, lead: 15, face: bold, above: 9, below: 3}
}

// flow places blocks from top to bottom, page after page.
type flow struct {
	set      *typesetter
	pages    []*page
	y        float64 // upper edge of what comes next
	root     *element
	level    int // of the last heading
	headings []bookmark
}

func newFlow(set *typesetter) *flow {
	f := &flow{set: set, root: &element{role: "Document"}}
	f.turn()
	return f
}

// page is the page being filled.
func (f *flow) page() *page { return f.pages[len(f.pages)-1] }

// turn begins a new page.
func (f *flow) turn() {
	f.pages = append(f.pages, newPage())
	f.y = bodyTop
}

// fresh tells whether nothing stands on the page yet.
func (f *flow) fresh() bool { return f.y >= bodyTop }

// room is the height left on the page.
func (f *flow) room() float64 { return f.y - bottomMargin }

// need turns the page when less than a height is left.
func (f *flow) need(height float64) {
	if f.room() < height && !f.fresh() {
		f.turn()
	}
}

// skip leaves space, but not at the top of a page.
func (f *flow) skip(height float64) {
	if !f.fresh() {
		f.y -= height
	}
}

// baseline of a line whose upper edge is y.
func (s style) baseline(y float64) float64 { return y - (s.lead-s.size)/2 - s.size*0.84 }

// take says how many of total lines go on a page where fit lines have room: never a single line alone on either side.
func take(fit, total int) int {
	if fit >= total {
		return total
	}
	if total-fit == 1 {
		fit--
	}
	if fit < 2 {
		return 0
	}
	return fit
}

// fit is how many lines of a style have room.
func (f *flow) fit(s style) int { return int(f.room()/s.lead + 1e-6) }

// open turns the page when the first lines of a text of n lines would not stand well on this one.
func (f *flow) open(n int, s style) {
	if n > 0 && take(f.fit(s), n) == 0 && !f.fresh() {
		f.turn()
	}
}

// write sets lines from x on as many pages as they need.
func (f *flow) write(e *element, ls []line, s style, x float64) {
	for len(ls) > 0 {
		f.open(len(ls), s)
		n := max(take(f.fit(s), len(ls)), 1)
		for _, l := range ls[:n] {
			f.page().text(e, l.glyphs, x, s.baseline(f.y), s.size)
			f.y -= s.lead
		}
		ls = ls[n:]
	}
}

func (h Heading) place(f *flow) error {
	s := headingStyle(min(max(h.Level, 1), f.level+1, 3))
	ls := f.set.lines(f.set.glyphs(Text(h.Text), s.face), s.size, bodyWidth)
	if len(ls) == 0 {
		return nil
	}
	f.level = min(max(h.Level, 1), f.level+1, 3)
	f.skip(s.above)
	f.need(min(float64(len(ls))*s.lead+s.below+3*bodyStyle.lead, bodyHeight))
	e := f.root.child("H" + num(float64(f.level)))
	f.headings = append(f.headings, bookmark{level: f.level, text: h.Text, page: f.page(), y: f.y})
	f.write(e, ls, s, sideMargin)
	f.skip(s.below)
	return nil
}

func (p Paragraph) place(f *flow) error {
	s := bodyStyle
	ls := f.set.lines(f.set.glyphs(p.Text, s.face), s.size, bodyWidth)
	if len(ls) > 0 {
		f.write(f.root.child("P"), ls, s, sideMargin)
		f.skip(s.below)
	}
	return nil
}

func (PageBreak) place(f *flow) error {
	if !f.fresh() {
		f.turn()
	}
	return nil
}
