package contact

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Stockholm())
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// agencyPaths are those of domain facts 10.
func agencyPaths() []Candidate {
	all := []Topic{"Q-REG", "Q-PLAN", "Q-DECISION"}
	of := func(id string, c Channel, edit func(*Path)) Candidate {
		p := Path{ID: id, Authority: directory.PES, Name: id, Channel: c, Personal: true, Kept: Confirmed, ConfirmedAt: db.At(at("2026-02-01 09:00")), From: day("2026-01-01"), FirstDays: 1, AnswerDays: 2, Topics: all}
		edit(&p)
		return Candidate{Path: p, Title: "Arbetsförmedlingen"}
	}
	return []Candidate{
		of("sdk", SDK, func(*Path) {}),
		of("form", WebForm, func(*Path) {}),
		of("line", Phone, func(p *Path) { p.Protected = true }),
		of("urgent", Phone, func(p *Path) { p.Urgent = true }),
		of("dalarna", Samsyn, func(p *Path) { p.Areas = []string{"2085", "2080"} }),
		of("general", Samsyn, func(p *Path) { p.Personal, p.Topics = false, []Topic{"Q-GENERAL"} }),
	}
}

// boardPaths are those of a municipality with two boards.
func boardPaths() []Candidate {
	of := func(id string, topics []Topic, does ...directory.BranchArea) Candidate {
		p := Path{ID: id, Authority: id, Name: id, Channel: Samsyn, Personal: true, Kept: Unconfirmed, From: day("2026-01-01"), Topics: topics}
		return Candidate{Path: p, Title: id, Branches: does}
	}
	return []Candidate{
		of("social", []Topic{"M-INCOME", "M-MEASURE", "M-PLAN"}, directory.IncomeSupport, directory.SocialServices),
		of("work", []Topic{"M-MEASURE", "M-PLAN", "M-GENERAL"}, directory.Employment),
	}
}

// held are the areas of the boards that the candidates belong to.
func held(all []Candidate) (out []directory.BranchArea) {
	for _, c := range all {
		out = append(out, c.Branches...)
	}
	return out
}

func TestWhatABoardWithoutAPathHasNoOtherBoardAnswers(t *testing.T) {
	a := Ask{From: directory.PES, Municipality: "2085", Topic: "M-MEASURE", Personal: true, At: at("2026-03-02 09:00")}
	if r := Choose(a, "Ludvika kommun", []directory.BranchArea{directory.Employment, directory.IncomeSupport}, boardPaths()[:1]); !r.Hole {
		t.Errorf("it goes to %s", r.Path.ID)
	}
}

func TestWhereAQuestionGoes(t *testing.T) {
	without := func(all []Candidate, id string) []Candidate {
		return slices.DeleteFunc(all, func(c Candidate) bool { return c.ID == id })
	}
	for name, c := range map[string]struct {
		ask  Ask
		from []Candidate
		to   string // empty is a hole
		why  string
	}{
		"a local unit comes before the national gateway": {Ask{Municipality: "2085", Topic: "Q-PLAN", Personal: true}, agencyPaths(), "dalarna", "Kontaktvägen gäller Ludvika kommun."},
		"elsewhere the national gateway":                 {Ask{Municipality: "0180", Topic: "Q-PLAN", Personal: true}, agencyPaths(), "sdk", "alla kommuner"},
		"then the form":                                  {Ask{Municipality: "0180", Topic: "Q-PLAN", Personal: true}, without(agencyPaths(), "sdk"), "form", "uppgifter om enskilda"},
		"a protected identity by telephone alone":        {Ask{Municipality: "2085", Topic: "Q-PLAN", Personal: true, Protected: true}, agencyPaths(), "line", "aldrig text över nätet"},
		"a protected identity without such a path":       {Ask{Municipality: "2085", Topic: "Q-PLAN", Protected: true}, without(agencyPaths(), "line"), "", "växel"},
		"what is urgent":                                 {Ask{Municipality: "2085", Topic: "Q-PLAN", Personal: true, Urgent: true}, agencyPaths(), "urgent", "avsedd för det som är brådskande"},
		"what is urgent without a path for it":           {Ask{Municipality: "2085", Topic: "Q-PLAN", Personal: true, Urgent: true}, without(agencyPaths(), "urgent"), "dalarna", "ingen särskild väg"},
		"a general question":                             {Ask{Municipality: "2085", Topic: "Q-GENERAL"}, agencyPaths(), "general", "utan personuppgifter"},
		"a general path takes no person":                 {Ask{Municipality: "2085", Topic: "Q-GENERAL", Personal: true}, agencyPaths(), "", "tar emot uppgifter om enskilda"},
		"nobody answers about it":                        {Ask{Municipality: "2085", Topic: "Q-LANG", Personal: true}, agencyPaths(), "", "svarar om ”Språk och tolk”"},
		"an unknown topic":                               {Ask{Municipality: "2085", Topic: "Q-NOTHING"}, agencyPaths(), "", "finns inte"},
		"no path on the day":                             {Ask{Municipality: "2085", Topic: "Q-PLAN", At: at("2025-06-01 09:00")}, agencyPaths(), "", "gäller den dagen"},
		"not to oneself":                                 {Ask{From: directory.PES, Municipality: "2085", Topic: "Q-PLAN"}, agencyPaths(), "", "gäller den dagen"},
		"income support goes to the social board":        {Ask{From: directory.PES, Municipality: "2085", Topic: "M-INCOME", Personal: true}, boardPaths(), "social", "svarar för ekonomiskt bistånd"},
		"a measure to the board that has it":             {Ask{From: directory.PES, Municipality: "2085", Topic: "M-MEASURE", Personal: true}, boardPaths(), "work", "svarar för arbetsmarknad"},
		"income support, when its board has no path":     {Ask{From: directory.PES, Municipality: "2085", Topic: "M-INCOME", Personal: true}, []Candidate{{Path: boardPaths()[0].Path, Title: "social", Branches: []directory.BranchArea{directory.SocialServices}}, {Path: boardPaths()[1].Path, Branches: []directory.BranchArea{directory.IncomeSupport}}}, "", "svarar om ”Ekonomiskt bistånd”"},
		"a plan to the board that was chosen":            {Ask{From: directory.PES, Municipality: "2085", Topic: "M-PLAN", Area: Work, Personal: true}, boardPaths(), "work", "obekräftad"},
	} {
		if c.ask.At.IsZero() {
			c.ask.At = at("2026-03-02 09:00")
		}
		if c.why == "obekräftad" {
			c.why = "Ingen har bekräftat"
		}
		r := Choose(c.ask, "Ludvika kommun", held(c.from), c.from)
		var why []string
		for _, w := range r.Why {
			why = append(why, w.Sv)
		}
		if r.Path.ID != c.to || r.Hole != (c.to == "") || !strings.Contains(strings.Join(why, " "), c.why) {
			t.Errorf("%s: goes to %q (hole %v) because %q, not %q because %q", name, r.Path.ID, r.Hole, why, c.to, c.why)
		}
	}
}

func anyCandidate(n int) *rapid.Generator[Candidate] {
	return rapid.Custom(func(t *rapid.T) Candidate {
		flip := func(name string) bool { return rapid.Bool().Draw(t, name) }
		p := Path{ID: fmt.Sprint(n), Authority: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "authority"), Name: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "name"),
			Channel: rapid.SampledFrom(Channels()).Draw(t, "channel"), Personal: flip("personal"), Urgent: flip("urgent"), From: day("2026-01-01"),
			Kept: rapid.SampledFrom([]State{Confirmed, Unconfirmed, Inactive}).Draw(t, "state"), ConfirmedAt: db.At(at("2026-02-01 09:00")),
			FirstDays: rapid.Int64Range(0, 2).Draw(t, "first"), Topics: rapid.SliceOfDistinct(rapid.SampledFrom([]Topic{"Q-PLAN", "M-INCOME", "M-PLAN"}), rapid.ID[Topic]).Draw(t, "topics"),
			Areas: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"2085", "2080"}), rapid.ID[string]).Draw(t, "areas")}
		p.Protected = p.Personal && p.Channel.Shields() && flip("protected")
		return Candidate{Path: p, Branches: rapid.SliceOfDistinct(rapid.SampledFrom(directory.BranchAreas()), rapid.ID[directory.BranchArea]).Draw(t, "branches")}
	})
}

// Whatever paths there are, a question goes to exactly one that takes it, or is told to go nowhere; and to the same one in
// whatever order they are read.
func TestAQuestionGoesToOnePathThatTakesItOrIsToldThatNoneDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Candidate
		for i := range rapid.IntRange(0, 8).Draw(t, "n") {
			all = append(all, anyCandidate(i).Draw(t, "path"))
		}
		a := Ask{From: rapid.SampledFrom([]string{"a", ""}).Draw(t, "from"), Municipality: rapid.SampledFrom([]string{"2085", "2080", "0180"}).Draw(t, "code"),
			Topic: rapid.SampledFrom([]Topic{"Q-PLAN", "M-INCOME", "M-PLAN"}).Draw(t, "topic"), Area: rapid.SampledFrom([]Area{AnyArea, Work, Income}).Draw(t, "area"),
			Personal: rapid.Bool().Draw(t, "personal"), Protected: rapid.Bool().Draw(t, "protected"), Urgent: rapid.Bool().Draw(t, "urgent"), At: at("2026-03-02 09:00")}
		r := Choose(a, "Ludvika kommun", held(all), all)
		if len(r.Why) == 0 || r.Hole != (r.Path.ID == "") || r.Hole && len(r.Other) > 0 {
			t.Fatalf("neither one path nor a hole with its reason: %+v", r)
		}
		for _, p := range append([]Path{r.Path}, r.Other...) {
			if r.Hole {
				break
			}
			if !p.Takes(a.Topic) || !p.Serves(a.Municipality) || !p.On(calendar.DateOf(a.At)) || p.Authority == a.From ||
				a.about() && !p.Personal || a.Protected && (!p.Protected || !p.Channel.Shields()) {
				t.Fatalf("%+v goes by %+v", a, p)
			}
		}
		shuffled := rapid.Permutation(all).Draw(t, "order")
		if again := Choose(a, "Ludvika kommun", held(all), shuffled); again.Path.ID != r.Path.ID || len(again.Other) != len(r.Other) {
			t.Fatalf("%q, and in another order %q", r.Path.ID, again.Path.ID)
		}
	})
}

func TestAConfirmationHoldsNinetyDays(t *testing.T) {
	p := Path{Kept: Confirmed, ConfirmedAt: db.At(at("2026-03-02 09:00")), From: day("2026-01-01"), To: day("2026-12-31")}
	for when, want := range map[string]State{"2026-03-02 09:00": Confirmed, "2026-05-31 23:59": Confirmed, "2026-06-01 00:00": Unconfirmed, "2027-01-01 00:00": Inactive} {
		if got := p.StateAt(at(when)); got != want {
			t.Errorf("%s: %s, not %s", when, got, want)
		}
	}
}
