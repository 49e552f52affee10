package accesslog

import (
	"context"
	"maps"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
)

// who are the people and places behind some lines.
type who struct {
	staff       map[string]account.Account
	duties      map[string][]account.Duty
	authorities map[string]directory.Authority
	units       map[string]directory.Unit
}

// sorted gives the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func whoOf(ctx context.Context, q db.Reader, lines []audit.Line) (w who, err error) {
	accounts, authorities := map[string]bool{}, map[string]bool{}
	for _, l := range lines {
		accounts[l.ActorID], authorities[l.Authority] = true, true
	}
	if w.staff, w.duties, err = account.Behind(ctx, q, sorted(accounts)); err != nil {
		return w, err
	}
	day := calendar.DateOf(q.Now())
	if w.authorities, err = directory.Authorities(ctx, q, sorted(authorities), day); err != nil {
		return w, err
	}
	units := map[string]bool{}
	for id, a := range w.staff {
		units[a.Unit] = true
		for _, d := range w.duties[id] {
			units[d.Unit] = true
		}
	}
	w.units, err = directory.UnitsByID(ctx, q, sorted(units), day)
	return w, err
}

// fill says who did it. The role and the unit are those of the day; where the trail does not say the role, the first duty
// that the account held there then does.
func (w who) fill(r *Reading, on calendar.Date) {
	r.AuthorityName = w.authorities[r.Authority].Title()
	a, known := w.staff[r.Account]
	if !known {
		return
	}
	r.Name = a.Name
	if a.Authority == r.Authority {
		r.Unit = a.Unit
	}
	for _, d := range w.duties[r.Account] {
		if d.Authority != r.Authority || !d.Holds(on) || r.Role != "" && d.Role != r.Role {
			continue
		}
		if r.Role == "" && reads(d.Role) {
			r.Role = d.Role
		}
		if d.Unit != "" {
			r.Unit = d.Unit
		}
	}
	r.UnitName = w.units[r.Unit].Name
}

// reads tells the roles in which data about persons is read.
func reads(r policy.Role) bool {
	return slices.Contains([]policy.Role{policy.Caseworker, policy.EmploymentOfficer, policy.LogAuditor}, r)
}
