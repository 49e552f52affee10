package contact

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// ForPersons gives the paths by which persons reach an authority on a day: those that are open to the public, go by telephone,
// visit or letter, and serve one of the municipalities, the telephone first. For somebody with a protected identity it gives the
// telephone alone. Nothing in them is about anybody.
func ForPersons(ctx context.Context, q db.Reader, authority string, municipalities []string, protected bool, day calendar.Date) ([]Path, error) {
	by := []Channel{Phone, Visit, Letter}
	if protected {
		by = by[:1]
	}
	all, err := Of(ctx, q, authority)
	all = slices.DeleteFunc(all, func(p Path) bool {
		return !p.Open || !p.On(day) || !slices.Contains(by, p.Channel) || len(p.Areas) > 0 && !slices.ContainsFunc(municipalities, p.Serves)
	})
	slices.SortStableFunc(all, func(x, y Path) int { return slices.Index(by, x.Channel) - slices.Index(by, y.Channel) })
	return all, err
}

// SaidToPersons are the ways of ForPersons in plain Swedish, for a letter to somebody whose identity is not protected.
func SaidToPersons(ctx context.Context, q db.Reader, authority, municipality string, day calendar.Date) (lines []string, err error) {
	list, err := ForPersons(ctx, q, authority, []string{municipality}, false, day)
	for _, p := range list {
		lines = append(lines, p.Said().Sv)
	}
	return lines, err
}

// Said is how the path is used, as one tells a person: "telefon: 0240-000 00 (vardagar 8–16)".
func (p Path) Said() language.Text {
	name := p.Channel.Label()
	if p.Channel == Phone {
		name = language.T("telefon", "telephone")
	}
	said := language.T("%s: %s", "%s: %s").With(name, p.Address)
	if p.Hours.IsZero() {
		return said
	}
	return language.T("%s (%s)", "%s (%s)").With(said, p.Hours)
}
