package pdf

import "strconv"

const (
	listIndent = 18.0
	deepest    = 6 // levels of lists that are moved inwards; deeper ones stand under the sixth
)

func (l List) place(f *flow) error {
	f.list(f.root, l, 0)
	f.skip(bodyStyle.below - 3)
	return nil
}

func (f *flow) list(parent *element, l List, depth int) {
	if len(l.Items) == 0 {
		return
	}
	e := parent.child("L")
	e.attrs = "<</O /List /ListNumbering /Disc>>"
	if l.Numbered {
		e.attrs = "<</O /List /ListNumbering /Decimal>>"
	}
	for i, item := range l.Items {
		f.item(e.child("LI"), item, label(l, i), depth)
	}
}

func label(l List, i int) string {
	if l.Numbered {
		return strconv.Itoa(i+1) + "."
	}
	return "•"
}

// item sets the label and the text on one line, and what stands under it.
func (f *flow) item(e *element, item Item, label string, depth int) {
	s := bodyStyle
	x := sideMargin + listIndent*float64(min(depth, deepest))
	gs := f.set.glyphs(Text(label), s.face)
	indent := max(listIndent, measure(gs)*s.size/1000+4)
	ls := f.set.lines(f.set.glyphs(item.Text, s.face), s.size, pageWidth-sideMargin-x-indent)
	f.open(max(len(ls), 1), s)
	f.page().text(e.child("Lbl"), gs, x, s.baseline(f.y), s.size)
	body := e.child("LBody")
	if len(ls) == 0 {
		f.y -= s.lead
	}
	f.write(body, ls, s, x+indent)
	f.skip(3)
	if item.Sub != nil {
		f.list(body, *item.Sub, depth+1)
	}
}
