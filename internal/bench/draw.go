package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
)

// redraw reads what was measured, prints it as tables for docs/performance.md, and draws how the cost of each measure grows.
func redraw(svg, rows string) error {
	f, err := os.Open(rows)
	if err != nil {
		return err
	}
	defer f.Close()
	var all []row
	for in := bufio.NewScanner(f); in.Scan(); {
		var x row
		if err := json.Unmarshal(in.Bytes(), &x); err != nil {
			return err
		}
		all = latest(all, x)
	}
	fmt.Print(tables(all))
	return os.WriteFile(svg, []byte(curves(all)), 0o644)
}

// latest puts a row in the place of an older one of the same.
func latest(all []row, x row) []row {
	i := slices.IndexFunc(all, func(o row) bool {
		return o.Engine == x.Engine && o.Measure == x.Measure && o.Size == x.Size && o.Clients == x.Clients && o.Way == x.Way
	})
	if i < 0 {
		return append(all, x)
	}
	all[i] = x
	return all
}

// tables are the rows as Markdown, one table for each measure.
func tables(all []row) string {
	var b strings.Builder
	for _, measure := range distinct(all, func(x row) string { return x.Measure }) {
		fmt.Fprintf(&b, "### %s\n\n| engine | questions | clients | way | /s | median ms | p99 ms | × raw | × bare | p99 × raw |\n| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n", strings.ToUpper(measure[:1])+measure[1:])
		for _, x := range all {
			if x.Measure == measure {
				fmt.Fprintf(&b, "| %s | %s | %d | %s | %.0f | %.2f | %.2f | %s | %s | %s |\n", x.Engine, grouped(x.Size), x.Clients, x.Way, x.Rate, x.Median, x.P99, share(x.OfRaw), share(x.OfBare), share(x.P99Raw))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func share(v float64) string {
	if v == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", v)
}

func grouped(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + " " + text[i:]
	}
	return text
}

func distinct(all []row, of func(row) string) (list []string) {
	for _, x := range all {
		if v := of(x); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// The drawing's measures, in pixels.
const (
	wide, high          = 860, 480
	left, top, low, far = 70, 30, 430, 600
)

// colours are told apart also by those who see few colours (Okabe and Ito).
func colours() []string {
	return []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"}
}

// curves draws the median time of each measure's last way, with one client, by the number of questions; both scales are of
// powers of ten. Whole lines are SQLite, dashed ones PostgreSQL.
func curves(all []row) string {
	points := map[string][]row{}
	var measures []string
	for _, x := range all {
		if x.Clients == 1 && x.Size > 0 && x.Way == lastWay(all, x) {
			points[x.Measure+x.Engine] = append(points[x.Measure+x.Engine], x)
			if !slices.Contains(measures, x.Measure) {
				measures = append(measures, x.Measure)
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13"><title>Median time of each measure by the number of questions</title><rect width="%d" height="%d" fill="#fff"/>`, wide, high, wide, high)
	for ms := 0.1; ms < 2000; ms *= 10 {
		fmt.Fprintf(&b, `<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%g ms</text>`, left, yOf(ms), far, left-6, yOf(ms)+4, ms)
	}
	for _, n := range []int{10_000, 100_000, 1_000_000, 5_000_000} {
		fmt.Fprintf(&b, `<path d="M%.1f %dV%d" stroke="#ddd"/><text x="%.1f" y="%d" text-anchor="middle">%s</text>`, xOf(n), top, low, xOf(n), low+20, grouped(n))
	}
	for i, m := range measures {
		colour := colours()[i%len(colours())]
		for engine, dash := range map[string]string{sqliteName: "", postgresName: ` stroke-dasharray="7 5"`} {
			b.WriteString(line(points[m+engine], colour, dash))
		}
		fmt.Fprintf(&b, `<path d="M%d %dh24" stroke="%s" stroke-width="3"/><text x="%d" y="%d">%s</text>`, far+20, top+10+22*i, colour, far+52, top+14+22*i, m)
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d">whole: SQLite</text><text x="%d" y="%d">dashed: PostgreSQL</text><text x="%d" y="%d" text-anchor="middle">questions</text></svg>`+"\n", far+20, top+40+22*len(measures), far+20, top+60+22*len(measures), (left+far)/2, low+42)
	return b.String()
}

// lastWay is the way of a measure that the house goes: the last of those measured.
func lastWay(all []row, of row) (name string) {
	for _, x := range all {
		if x.Measure == of.Measure {
			name = x.Way
		}
	}
	return name
}

func line(points []row, colour, dash string) string {
	slices.SortFunc(points, func(a, b row) int { return a.Size - b.Size })
	var path, dots strings.Builder
	for i, p := range points {
		x, y := xOf(p.Size), yOf(p.Median)
		fmt.Fprintf(&path, "%s%.1f %.1f", map[bool]string{true: "M", false: "L"}[i == 0], x, y)
		fmt.Fprintf(&dots, `<circle cx="%.1f" cy="%.1f" r="4" fill="%s"/>`, x, y, colour)
	}
	if len(points) == 0 {
		return ""
	}
	return fmt.Sprintf(`<path d="%s" fill="none" stroke="%s" stroke-width="2"%s/>`, path.String(), colour, dash) + dots.String()
}

func xOf(n int) float64 {
	return left + 20 + (math.Log10(float64(n))-4)/(math.Log10(5e6)-4)*(far-left-40)
}

func yOf(ms float64) float64 {
	return low - (math.Log10(max(ms, 0.1))+1)/(math.Log10(1000)+1)*(low-top-10)
}
