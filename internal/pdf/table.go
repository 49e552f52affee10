package pdf

import "fmt"

const (
	cellPad  = 4.0 // beside the text of a cell
	rowPad   = 3.0 // above and below it
	keyShare = 0.34
)

// grid is a table while it is placed.
type grid struct {
	flow    *flow
	element *element
	widths  []float64
	right   []bool
	head    *row // repeated on each page; nil when there is none
}

// row is one row: its cells broken into lines.
type row struct {
	element *element // nil when it is drawn as page furniture
	cells   []cell
	lines   int
	head    bool
}

type cell struct {
	role  string
	attrs string
	lines []line
	style style
}

func (t Table) place(f *flow) error {
	if len(t.Columns) == 0 {
		return nil
	}
	for i, r := range t.Rows {
		if len(r) > len(t.Columns) {
			return fmt.Errorf("pdf: table %q: row %d has %d cells and the table %d columns", t.Caption, i+1, len(r), len(t.Columns))
		}
	}
	g := &grid{flow: f, element: f.root.child("Table"), widths: t.widths(f.set)}
	titles := make([]Rich, len(t.Columns))
	for i, c := range t.Columns {
		titles[i], g.right = Text(c.Title), append(g.right, c.Right)
	}
	g.caption(t.Caption)
	head := g.row(titles, true, false)
	rows := make([]row, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = g.row(r, false, t.RowHeaders)
	}
	g.open(head, rows)
	g.draw(head)
	if head.height() < bodyHeight/3 {
		g.head = &head
	}
	for _, r := range rows {
		g.draw(r)
	}
	f.skip(bodyStyle.below + 3)
	return nil
}

func (kv KeyValues) place(f *flow) error {
	if len(kv) == 0 {
		return nil
	}
	g := &grid{flow: f, element: f.root.child("Table"), right: make([]bool, 2)}
	g.widths = []float64{bodyWidth * keyShare, bodyWidth * (1 - keyShare)}
	for _, pair := range kv {
		g.draw(g.row([]Rich{Text(pair.Key), pair.Value}, false, true))
	}
	f.skip(bodyStyle.below + 3)
	return nil
}

func (g *grid) caption(text string) {
	f, s := g.flow, captionStyle
	ls := f.set.lines(f.set.glyphs(Text(text), s.face), s.size, bodyWidth)
	if len(ls) == 0 {
		return
	}
	f.skip(s.above)
	f.need(min(float64(len(ls))*s.lead+s.below+5*cellStyle.lead, bodyHeight))
	f.write(g.element.child("Caption"), ls, s, sideMargin)
	f.skip(s.below)
}

// open turns the page when the headings and the first two rows would not stand on this one together.
func (g *grid) open(head row, rows []row) {
	height := head.height()
	for _, r := range rows[:min(2, len(rows))] {
		height += r.height()
	}
	g.flow.need(min(height, bodyHeight))
}

// row breaks the cells of a row into lines.
func (g *grid) row(texts []Rich, head, named bool) row {
	r := row{element: g.element.child("TR"), head: head}
	for i, width := range g.widths {
		c := cell{role: "TD", style: cellStyle}
		switch {
		case head:
			c = cell{role: "TH", style: headStyle, attrs: "<</O /Table /Scope /Column>>"}
		case named && i == 0:
			c = cell{role: "TH", style: headStyle, attrs: "<</O /Table /Scope /Row>>"}
		}
		if i < len(texts) {
			c.lines = g.flow.set.lines(g.flow.set.glyphs(texts[i], c.style.face), c.style.size, width-2*cellPad)
		}
		r.lines = max(r.lines, len(c.lines))
		r.cells = append(r.cells, c)
	}
	r.lines = max(r.lines, 1)
	return r
}

func (r row) height() float64 { return float64(r.lines)*cellStyle.lead + 2*rowPad }

// draw places a row: whole, on the next page when it fits there, or divided when it is taller than a page.
func (g *grid) draw(r row) {
	f := g.flow
	whole := bodyHeight
	if g.head != nil {
		whole -= g.head.height()
	}
	if r.height() > f.room() && r.height() <= whole {
		g.turn()
	}
	elements := make([]*element, len(r.cells))
	for i, c := range r.cells {
		elements[i] = r.element.child(c.role)
		elements[i].attrs = c.attrs
	}
	for from := 0; from < r.lines; {
		n := min(int((f.room()-2*rowPad)/cellStyle.lead+1e-6), r.lines-from)
		if n < 1 {
			g.turn()
			continue
		}
		g.band(r, elements, from, from+n)
		from += n
	}
}

// turn begins a new page with the column headings again, as page furniture.
func (g *grid) turn() {
	g.flow.turn()
	if g.head != nil {
		g.band(*g.head, make([]*element, len(g.head.cells)), 0, g.head.lines)
	}
}

// band draws lines from..to of a row's cells.
func (g *grid) band(r row, elements []*element, from, to int) {
	f, p := g.flow, g.flow.page()
	height := float64(to-from)*cellStyle.lead + 2*rowPad
	p.begin(nil)
	if r.head {
		p.fill(sideMargin, f.y-height, bodyWidth, height, shade)
	}
	p.rule(sideMargin, f.y-height, sideMargin+bodyWidth, f.y-height, 0.5, mist)
	p.end()
	x := sideMargin
	for i, c := range r.cells {
		for n := from; n < min(to, len(c.lines)); n++ {
			l := c.lines[n]
			at := x + cellPad
			if g.right[i] {
				at = x + g.widths[i] - cellPad - l.width
			}
			y := f.y - rowPad - float64(n-from)*cellStyle.lead
			p.text(elements[i], l.glyphs, at, c.style.baseline(y), c.style.size)
		}
		x += g.widths[i]
	}
	f.y -= height
}
