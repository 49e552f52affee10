package ui

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The layout is our own: pointy-top hexagons in axial coordinates, r growing southwards, one cell for each of the
// 290 municipalities of 2026. Version 1.
//
//go:embed tiles.csv
var tilesCSV string

// Cell is the place of one municipality in the tile map.
type Cell struct {
	Code string // municipality code, four digits, the first two the county's
	Q, R int    // axial coordinates
}

// cells is the layout in reading order; it is never written to.
var cells = sync.OnceValue(func() []Cell { return readCells(tilesCSV) })

// Layout gives the cells in reading order: from north to south, and from west to east.
func Layout() []Cell { return slices.Clone(cells()) }

func readCells(csv string) []Cell {
	var out []Cell
	for _, line := range strings.Split(strings.TrimSpace(csv), "\n")[1:] {
		f := strings.Split(strings.TrimSpace(line), ",")
		q, _ := strconv.Atoi(f[1])
		r, _ := strconv.Atoi(f[2])
		out = append(out, Cell{Code: f[0], Q: q, R: r})
	}
	slices.SortFunc(out, func(a, b Cell) int {
		if a.R != b.R {
			return a.R - b.R
		}
		return a.Q - b.Q
	})
	return out
}

// side is the length of a hexagon's side in the drawing's units.
const side = 10.0

// center is the middle of the cell's hexagon in the drawing.
func (c Cell) center() (x, y float64) {
	return math.Sqrt(3) * side * (float64(c.Q) + float64(c.R)/2), 1.5 * side * float64(c.R)
}

// County is the county's two digits.
func (c Cell) County() string { return c.Code[:2] }

// neighbours are the six cells around, starting in the east and going south.
func (c Cell) neighbours() [6]Cell {
	var out [6]Cell
	for i, d := range [6][2]int{{1, 0}, {0, 1}, {-1, 1}, {-1, 0}, {0, -1}, {1, -1}} {
		out[i] = Cell{Q: c.Q + d[0], R: c.R + d[1]}
	}
	return out
}
