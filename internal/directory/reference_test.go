package directory

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

func load(t *testing.T) *Reference {
	t.Helper()
	r, err := LoadReference()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReferenceIsWhole(t *testing.T) {
	r := load(t)
	if len(r.Municipalities) != 290 || len(r.Counties) != 21 || len(r.Groups) != 9 {
		t.Fatalf("%d municipalities, %d counties, %d groups", len(r.Municipalities), len(r.Counties), len(r.Groups))
	}
	counties, groups := map[string]bool{}, map[string]bool{}
	for _, c := range r.Counties {
		counties[c.Code] = true
	}
	for _, g := range r.Groups {
		groups[g.Code] = true
	}
	total := 0
	for i, m := range r.Municipalities {
		total += m.Population
		if !IsCode(m.Code) || m.Code[:2] != m.CountyCode || !counties[m.CountyCode] || !groups[m.GroupCode] {
			t.Errorf("%s %s: county %s, group %s", m.Code, m.Name, m.CountyCode, m.GroupCode)
		}
		if i > 0 && r.Municipalities[i-1].Code >= m.Code {
			t.Errorf("%s stands out of order", m.Code)
		}
		if m.Name == "" || m.OfficialName == "" || m.Seat == "" || m.From.IsZero() || !m.To.IsZero() {
			t.Errorf("%s lacks something: %+v", m.Code, m)
		}
		if m.Latitude < 55.3 || m.Latitude > 69.1 || m.Longitude < 10.9 || m.Longitude > 24.2 {
			t.Errorf("%s lies outside Sweden", m.Code)
		}
	}
	if total != 10_587_710 {
		t.Errorf("the sum of the populations is %d, SCB's total for 2024 is 10 587 710", total)
	}
}

func TestSimilarAndNeighbours(t *testing.T) {
	r := load(t)
	alone := []string{}
	for _, m := range r.Municipalities {
		similar, near := r.Similar(m.Code), r.Neighbours(m.Code)
		if len(similar) != 7 || slices.Contains(similar, m.Code) {
			t.Errorf("%s has similar %v", m.Code, similar)
		}
		if len(near) == 0 {
			alone = append(alone, m.Name)
		}
		for _, n := range near {
			if n == m.Code || !slices.Contains(r.Neighbours(n), m.Code) {
				t.Errorf("%s and %s are not neighbours both ways", m.Code, n)
			}
		}
	}
	if want := []string{"Ekerö", "Lidingö", "Gotland", "Öckerö", "Tjörn"}; !slices.Equal(alone, want) {
		t.Errorf("without a land border: %v, want the islands %v", alone, want)
	}
	// Ludvika's neighbours as any map shows them.
	if got, want := r.Neighbours("2085"), []string{"1782", "1863", "1864", "2021", "2026", "2061", "2081", "2082"}; !slices.Equal(got, want) {
		t.Errorf("Ludvika borders on %v, want %v", got, want)
	}
}

func TestTiles(t *testing.T) {
	r := load(t)
	letter := map[string]string{}
	for _, c := range r.Counties {
		letter[c.Code] = c.Letter
	}
	all := slices.Clone(r.Municipalities)
	for i := range all {
		all[i].CountyLetter = letter[all[i].CountyCode]
	}
	slices.Reverse(all)
	seen := map[string]string{}
	for i, tile := range Tiles(all) {
		if tile.Code != all[i].Code {
			t.Fatalf("tile %d is %s, want the order given", i, tile.Code)
		}
		if n := len([]rune(tile.Label)); n != 3 || seen[tile.Label] != "" {
			t.Errorf("%s has label %q, which %q has", tile.Name, tile.Label, seen[tile.Label])
		}
		seen[tile.Label] = tile.Name
	}
	if seen["LUD"] != "Ludvika" || seen["STO"] != "Stockholm" {
		t.Errorf("LUD is %q, STO is %q", seen["LUD"], seen["STO"])
	}
}

// corrected is where our table differs from the source on purpose: code, column, and what we hold.
var corrected = map[[2]string]string{
	{"0180", "official_name"}: "Stockholms stad",
	{"1480", "official_name"}: "Göteborgs Stad",
	{"1280", "official_name"}: "Malmö stad",
	{"0980", "official_name"}: "Region Gotland",
	{"1440", "seat"}:          "Nödinge",
	{"2326", "seat"}:          "Svenstavik",
	{"0138", "seat"}:          "Tyresö",
	{"0128", "seat"}:          "Salem",
}

// moved is the municipalities whose seat we place elsewhere than the source, since it names another locality.
var moved = []string{"1440", "2326", "0128"}

func TestReferenceAgreesWithSource(t *testing.T) {
	folder := os.Getenv("SAMSYN_DATA")
	if folder == "" {
		t.Skip("SAMSYN_DATA IS NOT SET: the 290 municipalities were NOT compared with their source")
	}
	ours := map[string]Municipality{}
	for _, m := range load(t).Municipalities {
		ours[m.Code] = m
	}
	rows := sourceRows(t, filepath.Join(folder, "municipalities.csv"))
	if len(rows) != len(ours) {
		t.Fatalf("the source has %d municipalities, we have %d", len(rows), len(ours))
	}
	for _, row := range rows {
		compareWithSource(t, ours[row["code"]], row)
	}
}

func compareWithSource(t *testing.T, m Municipality, row map[string]string) {
	t.Helper()
	for column, have := range map[string]string{
		"code": m.Code, "name": m.Name, "official_name": m.OfficialName, "county_code": m.CountyCode, "skr_group_code": m.GroupCode,
		"population": strconv.Itoa(m.Population), "population_year": strconv.Itoa(m.PopulationYear), "seat": m.Seat,
	} {
		want := row[column]
		if ours, ok := corrected[[2]string{row["code"], column}]; ok {
			if want == ours {
				t.Errorf("%s: %s is right in the source now; take it off the list of corrections", row["code"], column)
			}
			want = ours
		}
		if have != want {
			t.Errorf("%s: %s is %q, want %q", row["code"], column, have, want)
		}
	}
	lat, _ := strconv.ParseFloat(row["seat_lat"], 64)
	lon, _ := strconv.ParseFloat(row["seat_lon"], 64)
	off := math.Hypot(m.Latitude-lat, (m.Longitude-lon)/2)
	if limit := 0.06; slices.Contains(moved, m.Code) && (off == 0 || off > limit) || !slices.Contains(moved, m.Code) && off > 1e-9 {
		t.Errorf("%s: the seat lies %.4f degrees from the source's", m.Code, off)
	}
}

func sourceRows(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}
