package agreement

import (
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/directory"
)

func places(codes ...string) []directory.Municipality {
	var out []directory.Municipality
	for _, c := range codes {
		out = append(out, directory.Municipality{Code: c, CountyName: c[:2], MunicipalityDetails: directory.MunicipalityDetails{
			Name: "K" + c, CountyCode: c[:2], GroupCode: "A" + c[3:], Population: 1000}})
	}
	return out
}

func TestCoverCountsMunicipalitiesNotDocuments(t *testing.T) {
	announced := made("e", "2023-01-01", "", "", "2085")
	announced.Standing = Announced
	declined := made("f", "2023-01-01", "2023-12-31", "", "2584")
	declined.Standing = Declined
	all := []Agreement{
		made("a", "2020-01-01", "2022-12-31", "", "0114"), made("b", "2023-01-01", "", "", "0114"), // renewed
		made("c", "2023-01-01", "2023-05-31", "", "0115", "0117"), // joint, ends soon
		made("d", "2023-06-01", "", "", "0115"),                   // taken over by an own one
		made("g", "2020-01-01", "2022-06-30", "", "2085"),         // lapsed; a new one announced
		announced, declined,
	}
	c := Cover(day("2023-03-15"), places("0114", "0115", "0117", "2085", "2584", "1880"), all)
	if c.Signed != 3 || c.Of != 6 || c.Announced != 1 || c.Declined != 1 || c.PopulationCovered != 3000 || c.Population != 6000 {
		t.Fatalf("got %+v", c)
	}
	if e := c.Ending(); len(e) != 2 || e[0].Code != "0115" || !e[0].Renewed || e[1].Renewed {
		t.Errorf("ending: %+v", e)
	}
	w := c.Without()
	if len(w) != 3 || w[0].Since != day("2022-07-01") || w[0].State != IntentionStated || w[1].State != RefusalStated || !w[2].Since.IsZero() || w[2].State != "" {
		t.Errorf("without: %+v", w)
	}
	if len(c.Counties) != 4 || c.Counties[0].Code != "01" || c.Counties[0].Signed != 3 || c.Counties[0].Of != 3 {
		t.Errorf("counties: %+v", c.Counties)
	}
	if len(c.Kinds) != 1 || c.Kinds[0].Signed != 3 {
		t.Errorf("kinds: %+v", c.Kinds)
	}
}

func TestCoverTellsWhatComesLater(t *testing.T) {
	c := Cover(day("2023-03-15"), places("0114"), []Agreement{made("a", "2023-06-01", "", "", "0114")})
	if p := c.Places[0]; p.State != NotYet || p.Next != day("2023-06-01") || c.Signed != 0 {
		t.Errorf("got %+v", p)
	}
}

// However the register looks: every part adds up to the whole, and a municipality counts exactly when one of its
// agreements is in force.
func TestCoverAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(anyAgreement(), 0, 8).Draw(t, "all")
		for i := range all {
			all[i].ID = string(rune('a' + i))
		}
		on := anyDay().Draw(t, "on")
		ms := places("0114", "0115", "0117", "2085", "2584")
		c := Cover(on, ms, all)
		if c.Signed+len(c.Without()) != c.Of || c.Of != len(ms) {
			t.Fatalf("%d and %d of %d", c.Signed, len(c.Without()), c.Of)
		}
		for _, by := range [][]Part{c.Counties, c.Groups} {
			signed, of, covered := 0, 0, 0
			for _, p := range by {
				signed, of, covered = signed+p.Signed, of+p.Of, covered+p.PopulationCovered
			}
			if signed != c.Signed || of != c.Of || covered != c.PopulationCovered {
				t.Fatalf("parts do not add up: %+v", by)
			}
		}
		own := byMunicipality(all)
		var exist []Exists
		for _, p := range c.Places {
			in := false
			for _, a := range own[p.Code] {
				in = in || a.InForce(on)
			}
			if in != p.HasAgreement() || p.HasAgreement() && !p.Since.IsZero() {
				t.Fatalf("%s: %+v", p.Code, p)
			}
			exist = append(exist, Exists{Code: p.Code})
		}
		if s := Series(on, exist, all); len(s) > 0 && s[len(s)-1].Signed != c.Signed {
			t.Fatalf("the series says %d, the coverage %d", s[len(s)-1].Signed, c.Signed)
		}
	})
}

func TestSeriesBeginsWithTheRegister(t *testing.T) {
	exist := []Exists{{Code: "0114"}, {Code: "0115"}}
	all := []Agreement{made("a", "2023-01-15", "2023-03-15", "", "0114"), made("b", "2023-03-01", "", "", "0115")}
	var got []Count
	got = append(got, Series(day("2023-04-10"), exist, all)...)
	want := []Count{{day("2023-01-31"), 1, 2}, {day("2023-02-28"), 1, 2}, {day("2023-03-31"), 1, 2}, {day("2023-04-10"), 1, 2}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
	if Series(day("2022-12-31"), exist, all) != nil || Series(day("2023-01-01"), exist, nil) != nil {
		t.Error("what the register does not know is not zero")
	}
	if s := Series(day("2023-01-31"), exist, all); len(s) != 1 {
		t.Errorf("a month's end is counted once: %v", s)
	}
}

func TestHistoryHasSourcesAndKinds(t *testing.T) {
	for _, h := range History() {
		if h.Source == "" || h.Who.En == "" || h.What.En == "" || h.Short.Sv == "" || h.Count < 1 || h.Count > h.Of || h.On.IsZero() {
			t.Errorf("incomplete: %+v", h)
		}
	}
}
