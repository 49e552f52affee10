package contact_test

import (
	"slices"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
)

// TestHowPersonsReachAnAuthority asks for the ways by which a person reaches an authority: open ones alone, the telephone
// first, of the municipality, and for a protected identity nothing but the telephone.
func TestHowPersonsReachAnAuthority(t *testing.T) {
	each(t, func(h *house) {
		give := func(name string, change func(*contact.Draft)) {
			d := phone(h.anna, name, "M-PLAN")
			d.Protected = false
			change(&d)
			h.add(h.anna, d)
		}
		give("Besök", func(d *contact.Draft) {
			d.Channel, d.Address, d.Place, d.Open = contact.Visit, "Storgatan 1, Ludvika", "Medborgarhuset", true
		})
		give("Telefon", func(d *contact.Draft) { d.Channel, d.Address, d.Open = contact.Phone, "0240-000 00", true })
		give("Bara för myndigheter", func(d *contact.Draft) { d.Channel, d.Address, d.Open = contact.Phone, "0240-000 01", false })
		give("Formulär", func(d *contact.Draft) {
			d.Channel, d.Address, d.Open = contact.WebForm, "https://ludvika.example", true
		})
		give("Falun", func(d *contact.Draft) {
			d.Channel, d.Address, d.Open, d.Areas = contact.Phone, "023-000 00", true, []string{"2080"}
		})
		give("Senare", func(d *contact.Draft) {
			d.Channel, d.Address, d.Open, d.From = contact.Phone, "0240-000 02", true, calendar.DateOf(h.now()).AddDays(30)
		})
		for _, c := range []struct {
			protected bool
			places    []string
			want      []string
		}{
			{false, []string{"2085"}, []string{"Telefon", "Besök"}},
			{false, []string{"2080"}, []string{"Falun", "Telefon", "Besök"}},
			{false, nil, []string{"Telefon", "Besök"}},
			{true, []string{"2085"}, []string{"Telefon"}},
		} {
			found, err := contact.ForPersons(t.Context(), h.DB, h.work, c.places, c.protected, calendar.DateOf(h.now()))
			h.must(err)
			var names []string
			for _, p := range found {
				names = append(names, p.Name)
			}
			if !slices.Equal(names, c.want) {
				t.Errorf("protected %t in %v: %v, not %v", c.protected, c.places, names, c.want)
			}
		}
		said, err := contact.SaidToPersons(t.Context(), h.DB, h.work, "2085", calendar.DateOf(h.now()))
		h.must(err)
		if want := "telefon: 0240-000 00 (" + calendar.OfficeHours().String() + ")"; len(said) != 2 || said[0] != want {
			t.Errorf("said as %q, not %q first", said, want)
		}
	})
}
