package escalation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/ladder"
	"samsyn/internal/policy"
)

// Filter is which escalations are asked for.
type Filter struct {
	Ended        bool         // those that are ended, the latest first; else those that are open, by deadline
	Level        ladder.Level // 0: every level
	Municipality string
	Agreement    string
	Owing        bool // the reader's own authority is to answer
	After        *Place
	Limit        int
}

// Place is where a stretch of a list ends.
type Place struct {
	At time.Time
	ID string
}

// Place is the escalation's place in the list.
func (e Escalation) Place() Place { return Place{e.OrderAt.Time, e.ID} }

func (f Filter) where(q db.Reader, a policy.Actor, args *[]any) string {
	add := func(cond string, v any) string {
		*args = append(*args, v)
		return " AND " + fmt.Sprintf(cond, len(*args))
	}
	state := Open
	if f.Ended {
		state = Ended
	}
	text := policy.Where(q, a, policy.ReadEscalation, "x", args) + add("x.state = $%d", state)
	if f.Level > 0 {
		text += add("x.level = $%d", f.Level)
	}
	if f.Municipality != "" {
		text += add("x.municipality_code = $%d", f.Municipality)
	}
	if f.Agreement != "" {
		text += add("x.agreement_id = $%d", f.Agreement)
	}
	if f.Owing {
		text += add("x.owes_id = $%d", a.Authority)
	}
	if f.After != nil {
		sign := ">"
		if f.Ended {
			sign = "<"
		}
		*args = append(*args, db.At(f.After.At), f.After.ID)
		text += fmt.Sprintf(" AND (x.order_at, x.id) %s ($%d, $%d)", sign, len(*args)-1, len(*args)) // both are found in the index
	}
	return text
}

// List gives the escalations that an actor may see.
func (s *Service) List(ctx context.Context, q db.Reader, a policy.Actor, f Filter) ([]Escalation, error) {
	var args []any
	order := "x.order_at, x.id"
	if f.Ended {
		order = "x.order_at DESC, x.id DESC"
	}
	text := `SELECT ` + columns + ` FROM escalation x WHERE ` + f.where(q, a, &args) + " ORDER BY " + order
	return db.All[Escalation](ctx, q, text+db.Limit(f.Limit), args...)
}

// mostCounted is how far a list is counted; a larger one says that there are more.
const mostCounted = 1000

// Count counts what a filter finds, no further than mostCounted and one.
func (s *Service) Count(ctx context.Context, q db.Reader, a policy.Actor, f Filter) (int, error) {
	f.After = nil
	var args []any
	where := f.where(q, a, &args)
	return db.One[int](ctx, q, `SELECT COUNT(*) FROM (SELECT x.id FROM escalation x WHERE `+where+db.Limit(mostCounted+1)+`) AS found`, args...)
}

// View is an escalation as one reader sees it.
type View struct {
	Escalation
	Steps   []Step
	Decides bool   // the reader may take part in a decision
	Link    string // to the question, for those who may read it anyway; empty for others
	Waits   bool   // the question waits for the answer now; false: it waits for whoever asked, or somebody else
}

// Look gives one escalation. Whom the other side has told is left out but for the part in which they were.
func (s *Service) Look(ctx context.Context, q db.Reader, a policy.Actor, id string) (v View, err error) {
	if err := policy.CheckRead(ctx, q, a, policy.ReadEscalation, Escalation{ID: id}.Ref()); err != nil {
		return v, err
	}
	if v.Escalation, err = get(ctx, q, id); err != nil {
		return v, err
	}
	if v.Steps, err = steps(ctx, q, s.Trail.Keys(), id); err != nil {
		return v, err
	}
	v.Steps = seenBy(v.Steps, a.Authority)
	v.Decides = v.State == Open && policy.Check(ctx, q, a, policy.DecideEscalation, v.Ref()) == nil
	if v.Waits, err = s.waitsOnHolder(ctx, q, v.Escalation); err != nil {
		return v, err
	}
	if v.ThingKind == enquiry.Kind && policy.CheckRead(ctx, q, a, policy.ReadEnquiry, v.Thing()) == nil {
		v.Link = enquiry.Enquiry{ID: v.ThingID}.Page()
	}
	return v, nil
}

// OfQuestion gives the escalation of a question's present round for somebody who may see the question; ok is false when
// there is none.
func (s *Service) OfQuestion(ctx context.Context, q db.Reader, a policy.Actor, question enquiry.Enquiry) (v View, ok bool, err error) {
	if v.Escalation, ok, err = of(ctx, q, question.Ref(), question.Round); err != nil || !ok {
		return v, false, err
	}
	if v.Steps, err = steps(ctx, q, s.Trail.Keys(), v.ID); err != nil {
		return v, false, err
	}
	v.Steps, v.Waits = seenBy(v.Steps, a.Authority), question.Escalates()
	return v, true, nil
}

// seenBy leaves of who was told the reader's own side. Of the other side it leaves that somebody was told and as what: in
// a step that goes to a level always the part that the level has, so that nothing can be told from who was left out.
func seenBy(all []Step, authority string) []Step {
	for i := range all {
		own := slices.DeleteFunc(slices.Clone(all[i].Told), func(t Told) bool { return t.Authority != authority })
		all[i].Told = own
		if all[i].Authority != authority {
			all[i].Account = ""
		}
	}
	return all
}

// municipalities are those of what an actor may see, by code. Nobody sees what their authority has no part in, which the
// index of sides begins with; the condition alone would read what the whole nation has.
func (s *Service) municipalities(ctx context.Context, q db.Reader, a policy.Actor) ([]string, error) {
	args := []any{a.Authority}
	return db.All[string](ctx, q, `SELECT DISTINCT x.municipality_code FROM escalation_side o JOIN escalation x ON x.id = o.escalation_id
		WHERE o.authority_id = $1 AND `+policy.Where(q, a, policy.ReadEscalation, "x", &args)+` ORDER BY x.municipality_code`, args...)
}
