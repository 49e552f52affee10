package ui

import (
	"fmt"
	"math"
	"strings"
)

// drawn is a chart worked out for one width: everything has its place, in CSS pixels of the drawing.
type drawn struct {
	width, height float64
	plot          box
	grid          []tick // values: vertical lines in rows, horizontal lines over time
	along         []tick // times, for a Line
	rows          []drawnRow
	lines         []string // one path per unbroken run of one kind
	marks         []mark
	reference     *drawnReference
}

type box struct{ left, top, right, bottom float64 }

type drawnRow struct {
	Datum
	y, x, low, high float64
	shown           bool
}

// mark is a point of a Line.
type mark struct {
	x, y  float64
	kind  int
	label string // said beside it; empty when there is no room
	hover string
}

type drawnReference struct {
	at   float64
	text string
}

const (
	rowHeight  = 28.0
	charWidth  = 7.1 // of the drawing's 13 px text, on average
	lineHeight = 230.0
)

// rowsIn works out bars and strips: labels to the left, values to the right.
func (c Chart) rowsIn(width float64) drawn {
	left, right := 0, 0
	for _, d := range c.Rows {
		left, right = max(left, len([]rune(d.Label))), max(right, len([]rune(d.said(c.Lang))))
	}
	d := drawn{width: width}
	d.plot = box{
		left: math.Min(float64(left)*charWidth+14, width*0.42), right: width - math.Min(float64(right)*charWidth+12, width*0.34), top: 22,
		bottom: 22 + rowHeight*float64(len(c.Rows)),
	}
	d.height = d.plot.bottom + 24
	lo, hi := c.bounds()
	s := scale{lo, hi, d.plot.left, d.plot.right}
	d.grid = c.valueTicks(s, gridParts(d.plot.right-d.plot.left))
	for i, row := range c.Rows {
		d.rows = append(d.rows, drawnRow{
			Datum: row, y: d.plot.top + rowHeight*(float64(i)+0.5), x: s.at(row.Value),
			low: s.at(row.Low), high: s.at(row.High), shown: row.Known == Shown,
		})
	}
	d.reference = c.referenceIn(s)
	return d
}

// gridParts is how many parts an axis of this length has room for.
func gridParts(length float64) int { return max(1, int(length/64)) }

func (c Chart) referenceIn(s scale) *drawnReference {
	if c.Reference == nil {
		return nil
	}
	return &drawnReference{s.at(c.Reference.Value), c.Reference.Text}
}

// overTime works out a Line.
func (c Chart) overTime(width float64) drawn {
	lo, hi := c.bounds()
	d := drawn{width: width, height: lineHeight + 46}
	gutter := 12.0
	for _, v := range []float64{lo, hi} {
		gutter = math.Max(gutter, float64(len([]rune(c.tickText(v))))*charWidth+10)
	}
	d.plot = box{left: gutter, top: 18, right: width - 24, bottom: lineHeight + 18}
	y := scale{lo, hi, d.plot.bottom, d.plot.top}
	d.grid = c.valueTicks(y, 5)
	x := c.timeScale(d.plot)
	d.along = c.timeTicks(x)
	d.marks = c.marks(x, y)
	for _, k := range c.lineKinds() {
		d.lines = append(d.lines, c.runs(k, x, y)...)
	}
	d.reference = c.referenceIn(y)
	return d
}

func (c Chart) timeScale(plot box) scale {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, d := range c.Rows {
		lo, hi = min(lo, d.X), max(hi, d.X)
	}
	return scale{lo, hi, plot.left + 14, plot.right - 14}
}

// timeTicks are the turns of the years, as many as there is room for; over less than two years, the rows' own labels.
func (c Chart) timeTicks(x scale) []tick {
	if x.max-x.min < 2 {
		return spaced(c.rowTicks(x))
	}
	var out []tick
	for year := math.Ceil(x.min); year <= x.max; year++ {
		out = append(out, tick{x.at(year), fmt.Sprint(int(year))})
	}
	return spaced(out)
}

func (c Chart) rowTicks(x scale) []tick {
	out := make([]tick, len(c.Rows))
	for i, d := range c.Rows {
		out[i] = tick{x.at(d.X), d.Label}
	}
	return out
}

// spaced leaves out ticks whose words would stand in those before them.
func spaced(all []tick) []tick {
	var out []tick
	end := math.Inf(-1)
	for _, t := range all {
		half := float64(len([]rune(t.text)))*charWidth/2 + 5
		if t.at-half < end {
			continue
		}
		out, end = append(out, t), t.at+half
	}
	return out
}

// mostMarks is how many points a line may have for each to be marked; a longer one is a line with its last point.
const mostMarks = 24

func (c Chart) pointsOf(kind string) (n int) {
	for _, d := range c.Rows {
		if d.Kind == kind && d.Known == Shown {
			n++
		}
	}
	return n
}

// marks are the points that can be shown. A point that stands for itself is labelled, and of a line its last, each where
// no other label stands in its way.
func (c Chart) marks(x, y scale) []mark {
	var out []mark
	var taken labels
	last := c.lastOfLines()
	for i, d := range c.Rows {
		if d.Known != Shown {
			continue
		}
		end, joined := last[d.Kind]
		if joined && end != i && c.pointsOf(d.Kind) > mostMarks {
			continue
		}
		m := mark{x: x.at(d.X), y: y.at(d.Value), kind: c.kindIndex(d.Kind), hover: d.Label + ": " + d.Text}
		if !joined || end == i {
			m.label = taken.put(m, d.Text)
		}
		out = append(out, m)
	}
	return out
}

// lastOfLines is the last row that is shown of each kind whose points are joined.
func (c Chart) lastOfLines() map[string]int {
	last := map[string]int{}
	for _, k := range c.lineKinds() {
		for i, d := range c.Rows {
			if d.Kind == k && d.Known == Shown {
				last[k] = i
			}
		}
	}
	return last
}

// labels are the places that words have taken.
type labels []struct{ x, y float64 }

// put gives the text if there is room for it at a point, else nothing.
func (l *labels) put(m mark, text string) string {
	room := float64(len([]rune(text)))*charWidth + 4
	for _, s := range *l {
		if math.Abs(s.x-m.x) < room && math.Abs(s.y-m.y) < 18 {
			return ""
		}
	}
	*l = append(*l, struct{ x, y float64 }{m.x, m.y})
	return text
}

// lineKinds are the kinds whose own points are joined.
func (c Chart) lineKinds() []string {
	if len(c.Kinds) == 0 {
		return []string{""}
	}
	var out []string
	for _, k := range c.Kinds {
		if k.Joined {
			out = append(out, k.Key)
		}
	}
	return out
}

// runs are the unbroken lines of one kind. A value that is not shown breaks the line.
func (c Chart) runs(kind string, x, y scale) []string {
	var out []string
	var b strings.Builder
	points := 0
	flush := func() {
		if points > 1 {
			out = append(out, b.String())
		}
		b.Reset()
		points = 0
	}
	for _, d := range c.Rows {
		if d.Kind != kind {
			continue
		}
		if d.Known != Shown {
			flush()
			continue
		}
		fmt.Fprintf(&b, "%s%.1f %.1f", map[bool]string{true: "M", false: "L"}[points == 0], x.at(d.X), y.at(d.Value))
		points++
	}
	flush()
	return out
}

// markPath is the shape of a kind: filled dot, hollow square, filled diamond, hollow triangle, in that order.
func markPath(kind int, x, y float64) string {
	switch kind % 4 {
	case 1:
		return fmt.Sprintf("M%.1f %.1fh9v9h-9z", x-4.5, y-4.5)
	case 2:
		return fmt.Sprintf("M%.1f %.1fl6 6-6 6-6-6z", x, y-6)
	case 3:
		return fmt.Sprintf("M%.1f %.1fl5.5 9.5h-11z", x, y-6)
	default:
		return fmt.Sprintf("M%.1f %.1fa4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z", x-4.5, y)
	}
}

// fit shortens a name to the room it has; the whole name stands in the twin.
func fit(name string, room float64) string {
	r, n := []rune(name), int(room/charWidth)
	if len(r) <= n || n < 2 {
		return name
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}
