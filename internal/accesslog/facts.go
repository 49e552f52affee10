package accesslog

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/person"
	"samsyn/internal/ref"
)

// owed is what an authority owes by a time; the fact of it says nothing about a person.
type owed struct {
	metric, clause, authority, municipality string
	from, due                               db.Time
}

func (o owed) fact() fact.Fact {
	return fact.Fact{Metric: o.metric, Clause: o.clause, Municipality: o.municipality, Authority: o.authority, Opened: o.from, Due: o.due}
}

// left joins a thing with a fact that it has left. The thing's name here is no id that the fact knows.
type left struct {
	Fact   string   `db:"fact_id"`
	Metric string   `db:"metric"`
	Kind   ref.Kind `db:"thing_kind"`
	Thing  string   `db:"thing_id"`
}

// leave records facts of a thing. One that is of no municipality is of no agreement, and nothing is measured of it.
func (s *Service) leave(ctx context.Context, tx *audit.Tx, thing ref.Ref, facts ...fact.Fact) error {
	var placed []fact.Fact
	for _, f := range facts {
		if f.Municipality != "" {
			placed = append(placed, f)
		}
	}
	ids, err := fact.RecordAll(ctx, tx, placed)
	if err != nil {
		return err
	}
	rows := make([]left, len(ids))
	for i, id := range ids {
		rows[i] = left{id, placed[i].Metric, thing.Kind, thing.ID}
	}
	return db.InsertLater(ctx, tx, "accesslog_fact", rows...)
}

// end closes what a thing has left open of a measure.
func (s *Service) end(ctx context.Context, tx *audit.Tx, thing ref.Ref, metric string, c fact.Closing) error {
	ids, err := db.All[string](ctx, tx, `SELECT l.fact_id FROM accesslog_fact l JOIN fact f ON f.id = l.fact_id
		WHERE l.thing_kind = $1 AND l.thing_id = $2 AND l.metric = $3 AND f.closed IS NULL ORDER BY l.fact_id`, thing.Kind, thing.ID, metric)
	if err != nil {
		return err
	}
	return fact.Close(ctx, tx, metric, c, ids...)
}

// placeOf is the municipality that a record of a person is about: that of the latest thing about it, else the board's own;
// empty when none is known.
func (s *Service) placeOf(ctx context.Context, q db.Reader, authority, person string) (string, error) {
	if s.Place != nil {
		if place, err := s.Place(ctx, q, person); err != nil || place != "" {
			return place, err
		}
	}
	a, err := directory.AuthorityByID(ctx, q, authority, calendar.DateOf(q.Now()))
	return a.MunicipalityCode, err
}

// days is within how many working days an authority has promised something in a municipality; usual where it has not.
func (s *Service) days(ctx context.Context, q db.Reader, authority, municipality, metric string, usual int) (int, error) {
	if municipality == "" {
		return usual, nil
	}
	day := calendar.DateOf(q.Now())
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, Municipality: municipality, On: day})
	if err != nil {
		return usual, err
	}
	for _, a := range found {
		if !a.BindsOn(authority, day) {
			continue
		}
		held, err := commitment.InForce(ctx, q, a.ID, day)
		if err != nil {
			return usual, err
		}
		return limitIn(held, authority, metric, usual), nil
	}
	return usual, nil
}

// limitIn finds the working days that an authority's side has promised in a measure.
func limitIn(held []commitment.Held, authority, metric string, usual int) int {
	side := clause.Municipality
	if authority == directory.PES {
		side = clause.Agency
	}
	for _, h := range held {
		if h.Commitment.By != side && h.Commitment.By != clause.Both {
			continue
		}
		for _, m := range h.Commitment.Measures {
			if m.Metric == metric && m.LimitUnit == clause.WorkingDays {
				return int(m.Limit)
			}
		}
	}
	return usual
}

// Withdrawn measures, in the act that withdraws a consent, that access closed the same day: what follows from the withdrawal
// is in that act, all or nothing (K20.2).
func (s *Service) Withdrawn(ctx context.Context, tx *audit.Tx, g person.Ground) error {
	place, err := s.placeOf(ctx, tx, g.Authority, g.Person)
	if err != nil {
		return err
	}
	now := db.At(tx.Now())
	f := owed{fact.WithdrawalSameDay, "K20.2", g.Authority, place, now, db.At(calendar.DateOf(tx.Now()).End())}.fact()
	f.Closed, f.Outcome = now, "carried-out"
	return s.leave(ctx, tx, g.Ref(), f)
}

// informDays is within how many working days somebody is told that a consent was rejected where nothing else is agreed (K20.3).
const informDays = 3

// Rejected begins the clock of telling the person that a consent was rejected.
func (s *Service) Rejected(ctx context.Context, tx *audit.Tx, g person.Ground) error {
	place, err := s.placeOf(ctx, tx, g.Authority, g.Person)
	if err != nil {
		return err
	}
	days, err := s.days(ctx, tx, g.Authority, place, fact.RejectedConsentTold, informDays)
	if err != nil {
		return err
	}
	return s.leave(ctx, tx, g.Ref(), owed{fact.RejectedConsentTold, "K20.3", g.Authority, place, db.At(tx.Now()), db.At(dueOf(tx.Now(), days))}.fact())
}

// Informed ends that clock when the person has been told.
func (s *Service) Informed(ctx context.Context, tx *audit.Tx, g person.Ground) error {
	began, err := db.All[db.Time](ctx, tx, `SELECT f.opened FROM accesslog_fact l JOIN fact f ON f.id = l.fact_id
		WHERE l.thing_kind = $1 AND l.thing_id = $2 AND l.metric = $3 AND f.closed IS NULL`, person.GroundKind, g.ID, fact.RejectedConsentTold)
	if err != nil || len(began) == 0 {
		return err
	}
	return s.end(ctx, tx, g.Ref(), fact.RejectedConsentTold, fact.Closing{At: db.At(tx.Now()), Outcome: "told", Minutes: minutesOf(began[0].Time, tx.Now())})
}
