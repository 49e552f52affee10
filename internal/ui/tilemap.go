package ui

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/language"
)

// Fill is how a tile is filled. Fills differ in tone, pattern and outline, so that they part without colour.
type Fill string

// The fills.
const (
	Solid   Fill = "solid"
	Hatched Fill = "hatch"
	Hollow  Fill = "hollow" // white with an outline: there is none
	Dotted  Fill = "dots"
	Pale    Fill = "pale"
	Absent  Fill = "absent" // dashed outline: no data, never the same as none
)

// TileState is one of the states that a tile can be in.
type TileState struct {
	Key   string
	Words string // "gäller"; stands after the count
	Fill  Fill
}

// Tile is one municipality in the map.
type Tile struct {
	Code   string
	Name   string
	Short  string   // three letters that no other has: "LUD"
	County string   // the county's letters, "W"; shown once per county
	State  string   // key of a TileState
	Facts  []string // two or three short lines
	Href   string
}

// TileMap is Sweden with one equal tile per municipality.
type TileMap struct {
	Lang   language.Lang
	ID     string
	Title  string // what the map shows
	Text   string // the sentence that says it in words
	States []TileState
	Tiles  []Tile
	Links  []Link // the table twin, files, another measure
	Twin   *Table // the twin in the page itself; else one of Links leads to it
}

// placed is a tile with its place and looks worked out.
type placed struct {
	Tile
	cell Cell
	x, y float64
	fill Fill
	text string // what a screen reader says
}

// placed puts the tiles in reading order. A municipality that the layout does not know stands in the twin only.
func (m TileMap) placed() []placed {
	by := make(map[string]Tile, len(m.Tiles))
	for _, t := range m.Tiles {
		by[t.Code] = t
	}
	var out []placed
	for _, c := range cells() {
		t, ok := by[c.Code]
		if !ok {
			continue
		}
		x, y := c.center()
		out = append(out, placed{Tile: t, cell: c, x: x, y: y, fill: m.fill(t.State), text: m.text(t)})
	}
	return out
}

func (m TileMap) fill(state string) Fill {
	for _, s := range m.States {
		if s.Key == state {
			return s.Fill
		}
	}
	return Absent
}

// text names a tile: short code, name, facts; or the state's words when there are no facts.
func (m TileMap) text(t Tile) string {
	lines := []string{strings.TrimPrefix(t.Short+" · "+t.Name, " · ")}
	if len(t.Facts) == 0 {
		for _, s := range m.States {
			if s.Key == t.State {
				lines = append(lines, s.Words)
			}
		}
	}
	return strings.Join(append(lines, t.Facts...), "\n")
}

// count is how many tiles are in a state.
func (m TileMap) count(key string) string {
	n := 0
	for _, t := range m.Tiles {
		if t.State == key {
			n++
		}
	}
	return strconv.Itoa(n)
}

// viewBox is the drawing's frame, around all cells whatever tiles are given, so that maps stay comparable.
func viewBox() string {
	minX, maxX, maxY := math.Inf(1), math.Inf(-1), 0.0
	for _, c := range cells() {
		x, y := c.center()
		minX, maxX, maxY = min(minX, x), max(maxX, x), max(maxY, y)
	}
	w := math.Sqrt(3) / 2 * side
	return fmt.Sprintf("%.1f %.1f %.1f %.1f", minX-w-2, -side-2, maxX-minX+2*w+4, maxY+2*side+4)
}

// hexagon is the outline of a tile, a little smaller than its cell so that a gap shows between tiles.
func hexagon(x, y float64) string { return hexagonOf(x, y, side*0.93) }

func hexagonOf(x, y, s float64) string {
	w := math.Sqrt(3) / 2 * s
	return fmt.Sprintf("M%.1f %.1fl%.1f %.1fv%.1fl-%.1f %.1f-%.1f-%.1fv-%.1fz", x, y-s, w, s/2, s, w, s/2, w, s/2, s)
}

// borders are the lines between tiles of different counties, as one path.
func borders(all []placed) string {
	at := make(map[[2]int]Cell, len(all))
	for _, p := range all {
		at[[2]int{p.cell.Q, p.cell.R}] = p.cell
	}
	var b strings.Builder
	for _, p := range all {
		for i, n := range p.cell.neighbours() {
			other, ok := at[[2]int{n.Q, n.R}]
			if i > 2 || !ok || other.County() == p.cell.County() {
				continue // each line once, from its western or northern tile
			}
			x1, y1 := corner(p.x, p.y, i)
			x2, y2 := corner(p.x, p.y, i+1)
			fmt.Fprintf(&b, "M%.1f %.1fL%.1f %.1f", x1, y1, x2, y2)
		}
	}
	return b.String()
}

// corner i is where the side towards neighbour i begins, going clockwise from the north-east.
func corner(x, y float64, i int) (float64, float64) {
	angle := (float64(i)*60 - 30) * math.Pi / 180
	return x + side*math.Cos(angle), y + side*math.Sin(angle)
}

// letter is a county's letter and the tile it stands on.
type letter struct {
	text string
	x, y float64
	fill Fill
}

// letters stands each county's letter on its tile nearest to the county's middle; a filled tile if there is one
// about as near, since letters read best there.
func letters(all []placed) []letter {
	by := map[string][]placed{}
	for _, p := range all {
		by[p.cell.County()] = append(by[p.cell.County()], p)
	}
	var out []letter
	for _, tiles := range by {
		p := middle(tiles)
		out = append(out, letter{p.County, p.x, p.y, p.fill})
	}
	slices.SortFunc(out, func(a, b letter) int { return cmp.Compare(a.text, b.text) })
	return out
}

func middle(tiles []placed) placed {
	var mx, my float64
	for _, t := range tiles {
		mx, my = mx+t.x/float64(len(tiles)), my+t.y/float64(len(tiles))
	}
	distance := func(t placed) float64 {
		d := math.Hypot(t.x-mx, t.y-my)
		if t.fill != Solid {
			d += 1.5 * side
		}
		return d
	}
	return slices.MinFunc(tiles, func(a, b placed) int { return cmp.Compare(distance(a), distance(b)) })
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
