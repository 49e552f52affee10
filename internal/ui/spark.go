package ui

import (
	"fmt"
	"math"
	"strings"
)

// Spark is a small line of values in a table's cell. A value that is not known is math.NaN() and breaks the line.
type Spark struct {
	Values []float64
	Target float64 // drawn dashed; math.NaN() when there is none
	Words  string  // what it shows, for a screen reader: "från 78 till 88 procent"
}

const (
	sparkWidth  = 120.0
	sparkHeight = 26.0
)

func (s Spark) scales() (x, y scale) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range append([]float64{s.Target}, s.Values...) {
		if !math.IsNaN(v) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	return scale{0, float64(len(s.Values) - 1), 3, sparkWidth - 5}, scale{lo, hi, sparkHeight - 4, 4}
}

// drawable tells whether there is a line to draw: two known values.
func (s Spark) drawable() bool {
	n := 0
	for _, v := range s.Values {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n > 1
}

func (s Spark) path() string {
	x, y := s.scales()
	var b strings.Builder
	pen := "M"
	for i, v := range s.Values {
		if math.IsNaN(v) {
			pen = "M"
			continue
		}
		fmt.Fprintf(&b, "%s%.1f %.1f", pen, x.at(float64(i)), y.at(v))
		pen = "L"
	}
	return b.String()
}

// last is the latest known value's place.
func (s Spark) last() (px, py string) {
	x, y := s.scales()
	for i := len(s.Values) - 1; i >= 0; i-- {
		if !math.IsNaN(s.Values[i]) {
			return number(x.at(float64(i))), number(y.at(s.Values[i]))
		}
	}
	return "0", "0"
}

func (s Spark) targetPath() string {
	_, y := s.scales()
	return fmt.Sprintf("M0 %.1fH%.0f", y.at(s.Target), sparkWidth)
}

func (s Spark) hasTarget() bool { return !math.IsNaN(s.Target) }
