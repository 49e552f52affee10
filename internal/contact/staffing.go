package contact

import (
	"context"
	"errors"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
)

// ActionStaff is what the trail says when a day changed how many roles of a party are staffed.
const ActionStaff policy.Action = "contact.staff"

// staffing is how many of a party's roles in a municipality are staffed from one day to another (K7.1), and the fact that
// tells of it. The roles are the coordinator and the contact of each path that the party has for the municipality.
type staffing struct {
	Agreement    string        `db:"agreement_id"`
	Municipality string        `db:"municipality_code"`
	Authority    string        `db:"authority_id"`
	Since        calendar.Date `db:"since"`
	Until        calendar.Date `db:"until"` // first day on which it no longer was so; zero while it is
	Staffed      int64         `db:"staffed"`
	Roles        int64         `db:"roles"`
	Fact         string        `db:"fact_id"`
}

func (s staffing) about(o staffing) bool {
	return s.Agreement == o.Agreement && s.Municipality == o.Municipality && s.Authority == o.Authority
}

func (s staffing) fact() fact.Fact {
	return fact.Fact{ID: s.Fact, Metric: fact.RolesStaffed, Clause: "K7.1", Agreement: s.Agreement, Municipality: s.Municipality, Authority: s.Authority,
		Opened: db.At(s.Since.Start()), Part: s.Staffed, Whole: s.Roles}
}

var errAsItWas = errors.New("contact: the staffing is as it was")

const staffingColumns = "agreement_id, municipality_code, authority_id, since, until, staffed, roles, fact_id"

// CountRoles records what the day has changed of which roles are staffed, agreement by agreement. It runs by the clock and
// can be run again at any time: the day's last count is the day's.
func (s *Service) CountRoles(ctx context.Context) error {
	q := s.Trail.DB()
	live, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, On: today(q)})
	if err != nil {
		return err
	}
	open, err := db.All[staffing](ctx, q, `SELECT `+staffingColumns+` FROM contact_staffing WHERE until IS NULL ORDER BY agreement_id, municipality_code, authority_id`)
	if err != nil {
		return err
	}
	is, order, known := map[string][]staffing{}, []string{}, parties{}
	for _, a := range live {
		order = append(order, a.ID)
		if is[a.ID], err = known.staffing(ctx, q, a); err != nil {
			return err
		}
	}
	for _, o := range open {
		order = append(order, o.Agreement)
	}
	for _, id := range once(order) {
		if err := s.countRoles(ctx, agreement.Agreement{ID: id}, is[id]); err != nil {
			return err
		}
	}
	return nil
}

// countRoles brings the facts of one agreement to what is; of one that is no longer in force there is nothing.
func (s *Service) countRoles(ctx context.Context, of agreement.Agreement, is []staffing) error {
	err := s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		was, err := db.All[staffing](ctx, tx, `SELECT `+staffingColumns+` FROM contact_staffing WHERE agreement_id = $1 AND until IS NULL ORDER BY municipality_code, authority_id`, of.ID)
		if err != nil {
			return err
		}
		changed, err := moveStaffing(ctx, tx, was, is)
		if err == nil && !changed {
			err = errAsItWas
		}
		if err != nil {
			return err
		}
		return tx.Note(ActionStaff, of.Ref(), map[string]int{"counted": len(is)})
	})
	if errors.Is(err, errAsItWas) || db.IsUnique(err) { // another node was first
		return nil
	}
	return err
}

// parties keeps the roles of authorities while agreements are gone through, since one authority is a party to many.
type parties map[string]partyRoles

type partyRoles struct {
	coordinated bool // two coordinators or more
	paths       []staffedPath
}

type staffedPath struct {
	areas []string
	both  bool // somebody who answers for it, and somebody else on its rota
}

// staffing counts the roles of each party of an agreement, in each municipality that it binds.
func (known parties) staffing(ctx context.Context, q db.Reader, a agreement.Agreement) (out []staffing, err error) {
	for _, code := range a.Municipalities() {
		if !a.Within(code).InForce(today(q)) {
			continue
		}
		for _, p := range a.Parties {
			if p.Municipality != "" && p.Municipality != code || !p.Period(a).Contains(today(q)) {
				continue
			}
			r, err := known.of(ctx, q, p.Authority)
			if err != nil {
				return nil, err
			}
			n := staffing{Agreement: a.ID, Municipality: code, Authority: p.Authority, Since: today(q)}
			n.Staffed, n.Roles = r.in(code)
			out = append(out, n)
		}
	}
	return out, nil
}

func (known parties) of(ctx context.Context, q db.Reader, authority string) (r partyRoles, err error) {
	if r, done := known[authority]; done {
		return r, nil
	}
	day := today(q)
	coordinators, err := account.HoldersOf(ctx, q, policy.Coordinator, []string{authority}, day)
	if err != nil {
		return r, err
	}
	r.coordinated = len(coordinators) > 1
	paths, err := Of(ctx, q, authority)
	if err != nil {
		return r, err
	}
	for _, p := range paths {
		if !p.On(day) {
			continue
		}
		both, err := hasBoth(ctx, q, p, day)
		if err != nil {
			return r, err
		}
		r.paths = append(r.paths, staffedPath{p.Areas, both})
	}
	known[authority] = r
	return r, nil
}

// in counts the roles for one municipality: the coordinator, and the contact of each path that is for it.
func (r partyRoles) in(code string) (staffed, all int64) {
	all = 1
	if r.coordinated {
		staffed++
	}
	for _, p := range r.paths {
		if len(p.areas) > 0 && !slices.Contains(p.areas, code) {
			continue
		}
		if all++; p.both {
			staffed++
		}
	}
	return staffed, all
}

// hasBoth tells whether who answers for a path works there, and somebody else on its rota of the next four weeks too.
func hasBoth(ctx context.Context, q db.Reader, p Path, day calendar.Date) (bool, error) {
	shifts, err := Shifts(ctx, q, p.ID, day.Start(), rotaEnd(day))
	if err != nil {
		return false, err
	}
	ids := []string{p.Owner}
	for _, sh := range shifts {
		ids = append(ids, sh.Account)
	}
	there, err := account.StaffOf(ctx, q, p.Authority, once(ids), day)
	_, owner := there[p.Owner]
	return owner && len(there) > 1, err
}

// moveStaffing brings the facts from what was counted to what is, and tells whether anything is otherwise.
func moveStaffing(ctx context.Context, tx *audit.Tx, was, is []staffing) (changed bool, err error) {
	for _, n := range is {
		i := slices.IndexFunc(was, n.about)
		if i >= 0 && was[i].Staffed == n.Staffed && was[i].Roles == n.Roles {
			continue
		}
		changed = true
		if i >= 0 && was[i].Since == n.Since {
			err = n.again(ctx, tx, was[i])
		} else {
			if i >= 0 {
				err = was[i].close(ctx, tx)
			}
			if err == nil {
				err = n.begin(ctx, tx)
			}
		}
		if err != nil {
			return changed, err
		}
	}
	for _, o := range was {
		if !slices.ContainsFunc(is, o.about) {
			changed = true
			if err := o.close(ctx, tx); err != nil {
				return changed, err
			}
		}
	}
	return changed, nil
}

func (s staffing) begin(ctx context.Context, tx *audit.Tx) error {
	ids, err := fact.Open(ctx, tx, s.fact())
	if err != nil {
		return err
	}
	s.Fact = ids[0]
	return db.Insert(ctx, tx, "contact_staffing", s)
}

// again is a second count of one day, which takes the first one's place.
func (s staffing) again(ctx context.Context, tx *audit.Tx, first staffing) error {
	s.Fact = first.Fact
	if _, err := fact.Record(ctx, tx, s.fact()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE contact_staffing SET staffed = $5, roles = $6 WHERE agreement_id = $1 AND municipality_code = $2 AND authority_id = $3 AND since = $4`,
		s.Agreement, s.Municipality, s.Authority, s.Since, s.Staffed, s.Roles)
	return err
}

// close ends a count yesterday; one that began today never was.
func (s staffing) close(ctx context.Context, tx *audit.Tx) error {
	const row = ` WHERE agreement_id = $1 AND municipality_code = $2 AND authority_id = $3 AND since = $4`
	day, args := today(tx), []any{s.Agreement, s.Municipality, s.Authority, s.Since}
	if !s.Since.Before(day) {
		if err := fact.Forget(ctx, tx, fact.RolesStaffed, s.Fact); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "DELETE FROM contact_staffing"+row, args...)
		return err
	}
	if err := fact.Close(ctx, tx, fact.RolesStaffed, fact.Closing{At: db.At(day.Start())}, s.Fact); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "UPDATE contact_staffing SET until = $5"+row, append(args, day)...)
	return err
}
