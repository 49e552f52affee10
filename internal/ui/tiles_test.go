package ui

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
)

// place is a municipality's name and seat, as the reference table of the directory has them.
type place struct {
	name     string
	lat, lon float64
}

// places reads the reference table by its path: ui knows no room, but its layout is about these municipalities.
func places(t *testing.T) map[string]place {
	t.Helper()
	f, err := os.Open("../directory/reference/municipalities.csv")
	if err != nil {
		t.Fatalf("the layout can only be tested against the 290 municipalities: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := map[string]int{}
	for i, name := range rows[0] {
		col[name] = i
	}
	out := map[string]place{}
	for _, r := range rows[1:] {
		lat, err1 := strconv.ParseFloat(r[col["seat_lat"]], 64)
		lon, err2 := strconv.ParseFloat(r[col["seat_lon"]], 64)
		if err1 != nil || err2 != nil {
			t.Fatalf("%v has no seat", r)
		}
		out[r[col["code"]]] = place{r[col["name"]], lat, lon}
	}
	return out
}

func TestLayoutHasOneCellForEachMunicipality(t *testing.T) {
	known, seen := places(t), map[[2]int]string{}
	for _, c := range Layout() {
		at := [2]int{c.Q, c.R}
		if other := seen[at]; other != "" {
			t.Errorf("%s and %s share a cell", c.Code, other)
		}
		seen[at] = c.Code
		if known[c.Code].name == "" {
			t.Errorf("%s is no municipality", c.Code)
		}
	}
	if len(seen) != 290 || len(known) != 290 {
		t.Errorf("%d cells, %d municipalities; want 290", len(seen), len(known))
	}
}

func TestEachCountyIsConnected(t *testing.T) {
	at, byCounty := map[[2]int]Cell{}, map[string][]Cell{}
	for _, c := range Layout() {
		at[[2]int{c.Q, c.R}] = c
		byCounty[c.County()] = append(byCounty[c.County()], c)
	}
	if len(byCounty) != 21 {
		t.Errorf("%d counties, want 21", len(byCounty))
	}
	for county, all := range byCounty {
		seen, todo := map[string]bool{all[0].Code: true}, []Cell{all[0]}
		for len(todo) > 0 {
			c := todo[0]
			todo = todo[1:]
			for _, n := range c.neighbours() {
				o, ok := at[[2]int{n.Q, n.R}]
				if ok && o.County() == county && !seen[o.Code] {
					seen[o.Code] = true
					todo = append(todo, o)
				}
			}
		}
		if len(seen) != len(all) {
			t.Errorf("county %s: %d of %d connected", county, len(seen), len(all))
		}
	}
}

func TestNorthStandsAboveSouth(t *testing.T) {
	known, all := places(t), Layout()
	pairs, right := 0, 0
	for i, a := range all {
		for _, b := range all[i+1:] {
			pa, pb := known[a.Code], known[b.Code]
			if kilometres(pa, pb) <= 100 || pa.lat == pb.lat {
				continue
			}
			pairs++
			if (pa.lat > pb.lat) == (a.R < b.R) && a.R != b.R {
				right++
			}
		}
	}
	if share := float64(right) / float64(pairs); share < 0.95 {
		t.Errorf("%.2f %% of %d pairs over 100 km apart stand right, want 95 %%", 100*share, pairs)
	} else {
		t.Logf("%.2f %% of %d pairs", 100*share, pairs)
	}
}

func kilometres(a, b place) float64 {
	dy := (a.lat - b.lat) * 111.2
	dx := (a.lon - b.lon) * 111.2 * math.Cos((a.lat+b.lat)/2*math.Pi/180)
	return math.Hypot(dx, dy)
}

// Gotland (0980), Borgholm (0885) and Mörbylånga (0840) lie off the east coast: nothing of the mainland is east of
// them in their rows.
func TestIslandsLieInTheEast(t *testing.T) {
	island := map[string]bool{"0980": true, "0885": true, "0840": true}
	for _, isle := range Layout() {
		if !island[isle.Code] {
			continue
		}
		ix, _ := isle.center()
		for _, c := range Layout() {
			x, _ := c.center()
			if c.R == isle.R && !island[c.Code] && x > ix {
				t.Errorf("%s stands east of the island %s", c.Code, isle.Code)
			}
		}
		if all := places(t); isle.Code == "0980" && all[isle.Code].name != "Gotland" {
			t.Errorf("0980 is %s", all[isle.Code].name)
		}
	}
}

// At 320 px the page has 288 px for the map.
func TestTilesAreWideEnoughOnTheNarrowestScreen(t *testing.T) {
	minX, maxX := math.Inf(1), math.Inf(-1)
	for _, c := range Layout() {
		x, _ := c.center()
		minX, maxX = min(minX, x), max(maxX, x)
	}
	width := math.Sqrt(3) * side
	if px := 288 * width * 0.93 / (maxX - minX + width + 4); px < 12 {
		t.Errorf("a tile is %.1f px wide, want 12", px)
	}
}
