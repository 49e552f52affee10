package ui

import (
	"math"
	"strconv"
	"strings"

	"samsyn/internal/language"
)

// scale turns values into places along an axis.
type scale struct{ min, max, from, to float64 }

func (s scale) at(v float64) float64 {
	if s.max == s.min {
		return (s.from + s.to) / 2
	}
	return s.from + (v-s.min)/(s.max-s.min)*(s.to-s.from)
}

// bounds are the values that the axis must hold: those given, else those of the rows. Bars begin at zero.
func (c Chart) bounds() (lo, hi float64) {
	if c.Max > c.Min {
		return c.Min, c.Max
	}
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, d := range c.Rows {
		if d.Known == Shown {
			lo, hi = min(lo, d.Value), max(hi, d.Value)
		}
		if d.uncertain() {
			lo, hi = min(lo, d.Low), max(hi, d.High)
		}
	}
	if c.Reference != nil {
		lo, hi = min(lo, c.Reference.Value), max(hi, c.Reference.Value)
	}
	if math.IsInf(lo, 1) {
		return 0, 1
	}
	if c.Shape == Bars {
		lo = min(lo, 0)
	}
	return widen(lo, hi)
}

// widen rounds the ends outwards to even steps.
func widen(lo, hi float64) (float64, float64) {
	if lo == hi {
		lo, hi = lo-1, hi+1
	}
	s := step(hi-lo, 5)
	return math.Floor(lo/s) * s, math.Ceil(hi/s) * s
}

// step is the even step (1, 2 or 5 times a power of ten) that divides a span into at most about n parts.
func step(span float64, n int) float64 {
	raw := span / float64(n)
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if raw <= m*unit*1.0000001 {
			return m * unit
		}
	}
	return 10 * unit
}

// tick is a place on an axis with its words.
type tick struct {
	at   float64
	text string
}

// valueTicks are the even steps from lo to hi.
func (c Chart) valueTicks(s scale, n int) []tick {
	by := step(s.max-s.min, n)
	if c.Whole {
		by = max(by, 1)
	}
	var out []tick
	for i := 0; ; i++ {
		v := s.min + float64(i)*by
		if v > s.max+by/1000 {
			return c.withMax(out, s, by)
		}
		out = append(out, tick{s.at(v), c.tickText(v)})
	}
}

// withMax adds the axis' end when it is no even step and has room: 290 of 290.
func (c Chart) withMax(out []tick, s scale, by float64) []tick {
	over := math.Mod(s.max-s.min, by)
	if over < by*0.3 || over > by*0.999 {
		return out
	}
	return append(out, tick{s.at(s.max), c.tickText(s.max)})
}

func (c Chart) tickText(v float64) string {
	t := strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
	if c.Lang != language.English {
		t = strings.Replace(t, ".", ",", 1)
	}
	if c.Unit == "" {
		return t
	}
	return t + "\u00a0" + c.Unit
}
