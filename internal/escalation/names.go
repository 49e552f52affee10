package escalation

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
)

// names are what pages call the authorities and municipalities of some escalations.
type names struct {
	authorities map[string]directory.Authority
	places      map[string]string
}

// namesOf reads them as they are on the day of q, each in one question to the database.
func namesOf(ctx context.Context, q db.Reader, all ...Escalation) (n names, err error) {
	day := calendar.DateOf(q.Now())
	var authorities, codes []string
	for _, e := range all {
		authorities, codes = append(authorities, e.Asks, e.Owes), append(codes, e.Municipality)
	}
	slices.Sort(authorities)
	slices.Sort(codes)
	if n.authorities, err = directory.Authorities(ctx, q, slices.Compact(authorities), day); err != nil {
		return n, err
	}
	n.places = map[string]string{}
	if len(codes) == 0 {
		return n, nil
	}
	found, err := directory.Named(ctx, q, slices.Compact(codes), day)
	for _, m := range found {
		n.places[m.Code] = m.Name
	}
	return n, err
}

// of names an authority.
func (n names) of(id string) language.Text {
	if a, ok := n.authorities[id]; ok {
		return language.Same(a.Title())
	}
	return language.Same(id)
}

// place names a municipality.
func (n names) place(code string) string {
	if name, ok := n.places[code]; ok {
		return name
	}
	return code
}
