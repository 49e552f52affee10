package pdf

import (
	"errors"
	"fmt"
)

// Figure is a drawing with a text that says what it shows, for those who do not see it.
type Figure struct {
	Alt    string // required (ISO 14289-1, 7.3)
	Height float64
	Draw   func(*Canvas)
}

// Colour is a colour in sRGB.
type Colour struct{ R, G, B uint8 }

// Canvas is what a figure draws on: points from its upper left corner, y downwards.
type Canvas struct {
	Width, Height float64
	set           *typesetter
	page          *page
	left, top     float64
}

// Point is a place on a canvas.
type Point struct{ X, Y float64 }

func (fig Figure) place(f *flow) error {
	if fig.Alt == "" || fig.Draw == nil {
		return errors.New("pdf: a figure needs a text alternative and a drawing")
	}
	height := min(max(fig.Height, 1), bodyHeight)
	f.need(height)
	e, p := f.root.child("Figure"), f.page()
	e.alt = fig.Alt
	e.attrs = fmt.Sprintf("<</O /Layout /Placement /Block /BBox [%s %s %s %s]>>",
		num(sideMargin), num(f.y-height), num(sideMargin+bodyWidth), num(f.y))
	p.begin(e)
	p.content.WriteString("q\n")
	fig.Draw(&Canvas{Width: bodyWidth, Height: height, set: f.set, page: p, left: sideMargin, top: f.y})
	p.content.WriteString("Q\n")
	p.end()
	f.y -= height
	f.skip(bodyStyle.below + 3)
	return nil
}

// Rect fills a rectangle whose upper left corner is at x, y.
func (c *Canvas) Rect(x, y, w, h float64, fill Colour) {
	fmt.Fprintf(&c.page.content, "%s sc %s %s %s %s re f\n", fill, num(c.left+x), num(c.top-y-h), num(w), num(h))
}

// Line draws a line of a width in points.
func (c *Canvas) Line(from, to Point, width float64, stroke Colour) {
	fmt.Fprintf(&c.page.content, "%s SC %s w %s m %s l S\n", stroke, num(width), c.at(from), c.at(to))
}

// Polygon fills the area within the points.
func (c *Canvas) Polygon(corners []Point, fill Colour) {
	if len(corners) < 3 {
		return
	}
	fmt.Fprintf(&c.page.content, "%s sc %s m", fill, c.at(corners[0]))
	for _, p := range corners[1:] {
		fmt.Fprintf(&c.page.content, " %s l", c.at(p))
	}
	c.page.content.WriteString(" h f\n")
}

// Text writes one line that begins at a point on its baseline.
func (c *Canvas) Text(at Point, size float64, s string, ink Colour) {
	c.write(at, size, s, ink, 0)
}

// TextRight writes one line that ends at a point on its baseline.
func (c *Canvas) TextRight(at Point, size float64, s string, ink Colour) {
	c.write(at, size, s, ink, 1)
}

// TextCentre writes one line with its middle at a point on its baseline.
func (c *Canvas) TextCentre(at Point, size float64, s string, ink Colour) {
	c.write(at, size, s, ink, 0.5)
}

func (c *Canvas) write(at Point, size float64, s string, ink Colour, anchor float64) {
	ls := c.set.lines(c.set.glyphs(Text(s), regular), size, 1e6)
	if len(ls) == 0 || len(ls[0].glyphs) == 0 {
		return
	}
	fmt.Fprintf(&c.page.content, "%s sc ", ink)
	c.page.show(ls[0].glyphs, c.left+at.X-anchor*ls[0].width, c.top-at.Y, size)
}

func (c *Canvas) at(p Point) string { return num(c.left+p.X) + " " + num(c.top-p.Y) }

// String writes the colour's parts as the operators want them.
func (c Colour) String() string {
	return num(float64(c.R)/255) + " " + num(float64(c.G)/255) + " " + num(float64(c.B)/255)
}
