package ui

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/language"
)

// Points of different kinds count different things: no line may join them.
func TestKindsAreNeverJoined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomChart(t)
		d := c.overTime(640)
		shownBy := map[string]int{}
		for _, r := range c.Rows {
			if r.Known == Shown {
				shownBy[r.Kind]++
			}
		}
		points := 0
		for _, l := range d.lines {
			points += strings.Count(l, "M") + strings.Count(l, "L")
		}
		if points > shownBy["b"] {
			t.Fatalf("%d points are joined, only %d are of a joined kind", points, shownBy["b"])
		}
		if len(d.marks) != shownBy["a"]+shownBy["b"] {
			t.Fatalf("%d marks for %d shown values", len(d.marks), shownBy["a"]+shownBy["b"])
		}
	})
}

func randomChart(t *rapid.T) Chart {
	c := Chart{Lang: language.Swedish, Shape: Line, Kinds: []Kind{{"a", "apart", false}, {"b", "joined", true}}}
	for i := range rapid.IntRange(0, 12).Draw(t, "rows") {
		c.Rows = append(c.Rows, Datum{
			Label: "x", X: float64(2010 + i), Value: rapid.Float64Range(-1e6, 1e6).Draw(t, "value"), Text: "v",
			Known: rapid.SampledFrom([]Known{Shown, Shown, NoData, Suppressed}).Draw(t, "known"),
			Kind:  rapid.SampledFrom([]string{"a", "b"}).Draw(t, "kind"),
		})
	}
	return c
}

// What is not known is said in words, never drawn and never zero.
func TestUnknownIsNotZero(t *testing.T) {
	c := Chart{Lang: language.Swedish, ID: "x", Shape: Bars, RowLabel: "Kommun", ValueLabel: "Andel", Rows: []Datum{
		{Label: "A", Value: 0, Text: "0 %"}, {Label: "B", Known: NoData}, {Label: "C", Known: Suppressed},
	}}
	page := render(t, ChartOf(c))
	if n := strings.Count(page, "<rect"); n != 2 { // one in each of the two widths
		t.Errorf("%d bars drawn, want 2", n)
	}
	if n := strings.Count(page, "ingen uppgift"); n != 3 {
		t.Errorf("ingen uppgift is said %d times, want in both drawings and the table", n)
	}
	if n := strings.Count(page, "visas inte"); n != 3 {
		t.Errorf("visas inte is said %d times", n)
	}
}

func TestTwinHoldsEveryRow(t *testing.T) {
	for _, c := range []Chart{sample{language.English}.lineChart(), sample{language.English}.stripChart(), sample{language.English}.barChart()} {
		twin := c.Twin()
		if len(twin.Rows) != len(c.Rows) {
			t.Errorf("%s: %d rows of %d", c.Title, len(twin.Rows), len(c.Rows))
		}
		page := render(t, TableOf(twin))
		for _, d := range c.Rows {
			for _, want := range []string{d.Label, d.said(c.Lang), d.Range, d.N, d.Source} {
				if !strings.Contains(page, want) {
					t.Errorf("%s: the table does not say %q", c.Title, want)
				}
			}
		}
	}
}

func TestStepsAreEven(t *testing.T) {
	for _, c := range []struct {
		span float64
		n    int
		want float64
	}{{100, 5, 20}, {40, 5, 10}, {1, 5, 0.2}, {290, 5, 100}, {7, 5, 2}, {0.03, 3, 0.01}} {
		if got := step(c.span, c.n); math.Abs(got-c.want) > c.want/1e6 {
			t.Errorf("step(%v, %d) = %v, want %v", c.span, c.n, got, c.want)
		}
	}
}

// Every value that is drawn lies within the drawing.
func TestNothingIsDrawnOutside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomChart(t)
		for _, width := range []float64{300, 640} {
			d := c.overTime(width)
			for _, m := range d.marks {
				if !(m.x >= d.plot.left && m.x <= d.plot.right && m.y >= d.plot.top-0.1 && m.y <= d.plot.bottom+0.1) {
					t.Fatalf("a mark stands at %v, %v outside %v", m.x, m.y, d.plot)
				}
			}
		}
	})
}

func TestSparkBreaksWhereNothingIsKnown(t *testing.T) {
	nan := math.NaN()
	if p := (Spark{Values: []float64{1, nan, 2, 3}, Target: nan}).path(); strings.Count(p, "M") != 2 || strings.Contains(p, "NaN") {
		t.Error(p)
	}
	if (Spark{Values: []float64{nan, 2}, Target: 1}).drawable() {
		t.Error("one value is no curve")
	}
}
