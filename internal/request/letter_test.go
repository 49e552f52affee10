package request

import (
	"slices"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/person"
)

// A letter with an answer goes to whoever asked, but to the person when the power of attorney does not cover that, or no
// longer: then nothing of it goes to the representative's address.
func TestToWhomALetterGoes(t *testing.T) {
	today := calendar.NewDate(2026, 3, 2)
	v := View{Who: person.Opened{Identity: person.Identity{Name: "Nora Testberg (Demo)", Reached: person.Reached{Address: "Provgatan 7, Ludvika"}}}}
	v.Content.Address = "Ombudsgatan 1, Ludvika"
	for _, c := range []struct {
		by    By
		power *Power
		want  []string
	}{
		{Person, nil, []string{"Nora Testberg (Demo)", "Ombudsgatan 1", "Ludvika"}},
		{Guardian, nil, []string{"Vera Ombud (Demo)", "Ombudsgatan 1", "Ludvika"}},
		{Representative, nil, []string{"Vera Ombud (Demo)", "Ombudsgatan 1", "Ludvika"}}, // from before it was read
		{Representative, &Power{}, []string{"Nora Testberg (Demo)", "Provgatan 7", "Ludvika"}},
		{Representative, &Power{Covers: []Cover{CoverActs}}, []string{"Nora Testberg (Demo)", "Provgatan 7", "Ludvika"}},
		{Representative, &Power{Covers: []Cover{CoverTold}}, []string{"Vera Ombud (Demo)", "Ombudsgatan 1", "Ludvika"}},
		{Representative, &Power{Covers: []Cover{CoverTold}, Until: today}, []string{"Vera Ombud (Demo)", "Ombudsgatan 1", "Ludvika"}},
		{Representative, &Power{Covers: []Cover{CoverTold}, Until: today.AddDays(-1)}, []string{"Nora Testberg (Demo)", "Provgatan 7", "Ludvika"}},
	} {
		v.By, v.Content.ByName, v.Content.Power = c.by, "Vera Ombud (Demo)", c.power
		if c.by == Person {
			v.Content.ByName = ""
		}
		if got := v.addressed(today); !slices.Equal(got, c.want) {
			t.Errorf("%s with %v: %q, want %q", c.by, c.power, got, c.want)
		}
	}
}
