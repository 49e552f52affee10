package contact

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

var hour0 = at("2026-03-02 00:00")

func away(id, who, instead string, from, to int) Absence {
	return Absence{ID: id, Authority: "x", Account: who, Substitute: instead, Starts: db.At(hour0.Add(time.Duration(from) * time.Hour)), Ends: db.At(hour0.Add(time.Duration(to) * time.Hour))}
}

// anyAbsences are absences of five people, each away at most once at a time.
func anyAbsences(t *rapid.T) (all []Absence) {
	for i := range rapid.IntRange(0, 8).Draw(t, "n") {
		from := rapid.IntRange(0, 20).Draw(t, "from")
		a := away(fmt.Sprint(i), rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(t, "who"), rapid.SampledFrom([]string{"", "a", "b", "c", "d", "e"}).Draw(t, "instead"), from, from+rapid.IntRange(1, 10).Draw(t, "hours"))
		if a.Account == a.Substitute || fits(all, a) != nil && rapid.Bool().Draw(t, "refused") {
			continue
		}
		overlap := false
		for _, o := range all {
			overlap = overlap || o.Account == a.Account && o.overlaps(a)
		}
		if !overlap {
			all = append(all, a)
		}
	}
	return all
}

// At every half hour the covers say for each who is absent exactly who is at the end of the chain: somebody present, never
// the absent themselves, at most one; and they say nothing of those who are there. Chains that go round end in nobody.
func TestCoversAreTheEndsOfChains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := anyAbsences(t)
		from := hour0.Add(time.Duration(rapid.IntRange(0, 10).Draw(t, "since")) * time.Hour)
		covers := Covers(all, from)
		for m := 0; m < 32*60; m += 30 {
			now := hour0.Add(time.Duration(m) * time.Minute)
			for _, who := range []string{"a", "b", "c", "d", "e"} {
				var said []string
				for _, c := range covers {
					if c.Absent == who && !now.Before(c.Starts.Time) && now.Before(c.Ends.Time) {
						said = append(said, c.Substitute)
					}
				}
				want, there := standIn(all, who, now)
				switch {
				case now.Before(from) || there && want == who || !there:
					if len(said) != 0 {
						t.Fatalf("%v: %s is covered by %v and need not be", now, who, said)
					}
				case len(said) != 1 || said[0] != want:
					t.Fatalf("%v: %s is covered by %v, not %s", now, who, said, want)
				}
			}
		}
	})
}

// What is let in never makes a chain that goes round, however many are let in.
func TestNoChainThatIsLetInGoesRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Absence
		for i := range 12 {
			from := rapid.IntRange(0, 20).Draw(t, "from")
			a := away(fmt.Sprint(i), rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "who"), rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "instead"), from, from+rapid.IntRange(1, 10).Draw(t, "hours"))
			if a.Account != a.Substitute && fits(all, a) == nil {
				all = append(all, a)
			}
		}
		for h := range 32 {
			for _, who := range []string{"a", "b", "c"} {
				if links, round := follow(all, who, hour0.Add(time.Duration(h)*time.Hour)); round {
					t.Fatalf("hour %d: %v", h, links)
				}
			}
		}
	})
}

func TestAChainChangesHandsInTheMiddle(t *testing.T) {
	all := []Absence{away("1", "anna", "bo", 0, 10), away("2", "bo", "cia", 4, 6), away("3", "cia", "", 5, 6)}
	var got string
	for _, c := range Covers(all, hour0) {
		got += fmt.Sprintf("%s %s %d-%d\n", c.Absent, c.Substitute, int(c.Starts.Sub(hour0).Hours()), int(c.Ends.Sub(hour0).Hours()))
	}
	want := "anna bo 0-4\nanna cia 4-5\nanna bo 6-10\nbo cia 4-5\n"
	if got != want {
		t.Errorf("covers:\n%swant:\n%s", got, want)
	}
	if loop := Chain(all[:2], away("4", "cia", "anna", 5, 7)); fmt.Sprint(loop) != "[cia anna bo cia]" {
		t.Errorf("the chain round is %v", loop)
	}
	if loop := Chain(all[:2], away("4", "cia", "anna", 6, 7)); loop != nil {
		t.Errorf("no chain round at that time: %v", loop)
	}
}

func TestHolesAreWhatIsOpenAndNotAnswered(t *testing.T) {
	p := Path{Hours: calendar.OfficeHours()}
	from, to := at("2026-03-02 00:00"), at("2026-03-09 00:00")
	shift := Shift{Account: "anna", Starts: db.At(from), Ends: db.At(to)}
	anna := Absence{Account: "anna", Starts: db.At(at("2026-03-03 12:00")), Ends: db.At(at("2026-03-06 00:00"))}
	said := func(r rota) (out string) {
		for _, g := range Gaps(p, r.holes(p, from, to)) {
			out += g.From.String() + "–" + g.To.String()
			for _, h := range g.Times {
				out += " " + h.From.In(calendar.Stockholm()).Format("15.04") + "–" + h.To.In(calendar.Stockholm()).Format("15.04")
			}
			out += "; "
		}
		return out
	}
	for name, c := range map[string]struct {
		r    rota
		want string
	}{
		"nobody":               {rota{}, "2026-03-02–2026-03-06; "},
		"all week":             {rota{shifts: []Shift{shift}}, ""},
		"away":                 {rota{shifts: []Shift{shift}, absences: []Absence{anna}}, "2026-03-03–2026-03-03 12.00–16.30; 2026-03-04–2026-03-05; "},
		"away and covered":     {rota{shifts: []Shift{shift}, absences: []Absence{anna}, covers: []Cover{{Absent: "anna", Substitute: "bo", Starts: anna.Starts, Ends: anna.Ends}}}, ""},
		"covered for a while":  {rota{shifts: []Shift{shift}, absences: []Absence{anna}, covers: []Cover{{Absent: "anna", Substitute: "bo", Starts: anna.Starts, Ends: db.At(at("2026-03-05 10:00"))}}}, "2026-03-05–2026-03-05 10.00–16.30; "},
		"somebody else covers": {rota{shifts: []Shift{shift}, absences: []Absence{anna}, covers: []Cover{{Absent: "per", Substitute: "bo", Starts: anna.Starts, Ends: anna.Ends}}}, "2026-03-03–2026-03-03 12.00–16.30; 2026-03-04–2026-03-05; "},
	} {
		if got := said(c.r); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}
