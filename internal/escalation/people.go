package escalation

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/ladder"
	"samsyn/internal/negotiation"
)

// toldOf gives who at one side is told when a matter comes to a level: of its own people alone, and of those alone who may
// know that it is there. Who is named for the level and has no account there stands by name, and the coordinators are told
// in that one's place; so they are when nobody is named at all.
func (s *Service) toldOf(ctx context.Context, q db.Reader, e Escalation, side Side, level ladder.Level) ([]Told, error) {
	named, err := named(ctx, q, e, side, level)
	if err != nil {
		return nil, err
	}
	told, err := s.allowed(ctx, q, e, side, named)
	if err != nil {
		return nil, err
	}
	if n := len(accountsOf(told)); n == 0 || n < len(named) && level > ladder.Coordinators {
		more, err := coordinators(ctx, q, e, side)
		if err != nil {
			return nil, err
		}
		if more, err = s.allowed(ctx, q, e, side, more); err != nil {
			return nil, err
		}
		told = append(told, more...)
	}
	if len(accountsOf(told)) == 0 {
		handlers, err := s.handlersOf(ctx, q, e, side.Authority)
		if err != nil {
			return nil, err
		}
		told = append(told, handlers...)
	}
	return unique(told), nil
}

// named are those whom the ladder names for a level at one side.
func named(ctx context.Context, q db.Reader, e Escalation, side Side, level ladder.Level) ([]Told, error) {
	switch level {
	case ladder.Coordinators:
		return coordinators(ctx, q, e, side)
	case ladder.Steering:
		return members(ctx, q, e.Agreement, side.Authority)
	case ladder.Heads:
		return heads(ctx, q, e.Ladder.Ladder, side.Authority)
	}
	return nil, nil
}

// coordinators are those of the unit that has the matter or of a unit above it; where no unit is known or none of them has
// any, those who have worked with the agreement; else all of the authority's.
func coordinators(ctx context.Context, q db.Reader, e Escalation, side Side) ([]Told, error) {
	day := calendar.DateOf(q.Now())
	all, err := db.All[coordinator](ctx, q, `SELECT DISTINCT a.id, a.name, a.sort_key, CASE WHEN d.unit_id <> '' THEN d.unit_id WHEN a.authority_id = d.authority_id THEN a.unit_id ELSE '' END AS unit_id
		FROM account_duty d JOIN account a ON a.id = d.account_id WHERE d.role = 'coordinator' AND d.authority_id = $1 AND d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2)
		AND a.blocked_at IS NULL ORDER BY a.sort_key, a.id`, side.Authority, day)
	if err != nil {
		return nil, err
	}
	if side.Unit != "" {
		above, err := unitsAbove(ctx, q, side.Unit, day)
		if err != nil {
			return nil, err
		}
		if of := slices.DeleteFunc(slices.Clone(all), func(c coordinator) bool { return !slices.Contains(above, c.Unit) }); len(of) > 0 {
			return told(of, side.Authority), nil
		}
	}
	if side.Authority == directory.PES && e.Agreement != "" {
		involved, err := negotiation.InvolvedIn(ctx, q, e.Agreement, side.Authority)
		if err != nil {
			return nil, err
		}
		if of := slices.DeleteFunc(slices.Clone(all), func(c coordinator) bool { return !slices.Contains(involved, c.ID) }); len(of) > 0 {
			return told(of, side.Authority), nil
		}
	}
	return told(all, side.Authority), nil
}

type coordinator struct {
	ID      string `db:"id"`
	Name    string `db:"name"`
	SortKey string `db:"sort_key"`
	Unit    string `db:"unit_id"`
}

func told(all []coordinator, authority string) (out []Told) {
	for _, c := range all {
		out = append(out, Told{Authority: authority, Account: c.ID, Name: c.Name, Part: Coordinator})
	}
	return out
}

// unitsAbove are a unit and those that it belongs to.
func unitsAbove(ctx context.Context, q db.Reader, unit string, day calendar.Date) ([]string, error) {
	return db.All[string](ctx, q, `WITH RECURSIVE above(id) AS (SELECT CAST($1 AS TEXT) UNION SELECT v.parent_id FROM directory_unit_version v JOIN above ON v.unit_id = above.id
		WHERE v.parent_id <> '' AND v.valid_from <= $2 AND (v.valid_to IS NULL OR v.valid_to >= $2)) SELECT id FROM above`, unit, day)
}

// members are those of the agreement's steering group who stand for the side.
func members(ctx context.Context, q db.Reader, agreementID, authority string) ([]Told, error) {
	if agreementID == "" {
		return nil, nil
	}
	rows, err := db.All[Told](ctx, q, `SELECT '' AS step_id, 0 AS place, '' AS escalation_id, 3 AS level, m.authority_id, m.account_id, m.name, 'member' AS part FROM steering_member m
		JOIN steering_group g ON g.id = m.group_id WHERE g.agreement_id = $1 AND g.kind = 'steering' AND m.authority_id = $2
		AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to >= $3) AND m.valid_from <= $3 AND (m.valid_to IS NULL OR m.valid_to >= $3) ORDER BY m.name, m.id`,
		agreementID, authority, calendar.DateOf(q.Now()))
	return rows, err
}

// heads are those whom the agreement names for level 4 at the side. One whose name is that of exactly one account of the
// authority is told there.
func heads(ctx context.Context, q db.Reader, l ladder.Ladder, authority string) ([]Told, error) {
	v := l.Municipality
	if authority == directory.PES {
		v = l.Agency
	}
	if v.Text == "" {
		return nil, nil
	}
	t := Told{Authority: authority, Name: titled(v), Part: Head}
	found, err := db.All[string](ctx, q, `SELECT id FROM account WHERE authority_id = $1 AND name = $2 AND blocked_at IS NULL ORDER BY id LIMIT 2`, authority, v.Text)
	if len(found) == 1 {
		t.Account = found[0]
	}
	return []Told{t}, err
}

func titled(v clause.Value) string {
	if v.Function == "" {
		return v.Text
	}
	return v.Text + ", " + v.Function
}

// allowed leaves those who may know that the matter is there. Somebody without an account is not told by the house, so
// that name stands.
func (s *Service) allowed(ctx context.Context, q db.Reader, e Escalation, side Side, all []Told) ([]Told, error) {
	if e.ThingKind != enquiry.Kind {
		return all, nil
	}
	may, err := enquiry.MayKnow(ctx, q, e.ThingID, side.Authority, accountsOf(all))
	return slices.DeleteFunc(slices.Clone(all), func(t Told) bool { return t.Account != "" && !slices.Contains(may, t.Account) }), err
}

// handlersOf are those who handle the question at one side.
func (s *Service) handlersOf(ctx context.Context, q db.Reader, e Escalation, authority string) ([]Told, error) {
	if e.ThingKind != enquiry.Kind {
		return nil, nil
	}
	question, desks, err := s.Enquiries.ByID(ctx, q, e.ThingID)
	if err != nil {
		return nil, err
	}
	for _, d := range desks {
		if d.Authority != authority || !d.LeftAt.IsZero() {
			continue
		}
		ids, err := s.Enquiries.Handlers(ctx, q, question, d)
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		names, err := account.NamesOf(ctx, q, ids)
		var out []Told
		for _, id := range ids {
			out = append(out, Told{Authority: authority, Account: id, Name: names[id], Part: Owing})
		}
		return out, err
	}
	return nil, nil
}

func accountsOf(all []Told) (ids []string) {
	for _, t := range all {
		if t.Account != "" && !slices.Contains(ids, t.Account) {
			ids = append(ids, t.Account)
		}
	}
	return ids
}

// unique leaves each account once, as it was named first.
func unique(all []Told) (out []Told) {
	var seen []string
	for _, t := range all {
		if t.Account != "" {
			if slices.Contains(seen, t.Account) {
				continue
			}
			seen = append(seen, t.Account)
		}
		out = append(out, t)
	}
	return out
}
