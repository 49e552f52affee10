package incident

import (
	"context"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/fact"
)

// leftFact joins an authority that an incident concerns with the fact that it has left. The row's name here is no id that
// the fact knows.
type leftFact struct {
	Fact  string `db:"fact_id"`
	Party string `db:"party_id"`
}

// clauseTold is the commitment that the measure was made for.
const clauseTold = "K20.5"

// outcomeTold is the outcome of what was told.
const outcomeTold = "told"

// wanted is the fact that an authority concerned amounts to (K20.5), in minutes around the clock; ok is false where no
// agreement stood between the two, since nothing was promised then. It is the whole truth of it.
func wanted(i Incident, p Party) (f fact.Fact, ok bool) {
	if p.Agreement == "" || p.Municipality == "" || i.Origin != Own {
		return fact.Fact{}, false
	}
	f = fact.Fact{Metric: fact.IncidentTold, Clause: p.Clause, Agreement: p.Agreement, Municipality: p.Municipality, Authority: i.Authority, Opened: i.DiscoveredAt, Due: p.Due}
	if f.Clause == "" {
		f.Clause = clauseTold
	}
	switch {
	case i.State == Void:
		f.Closed, f.Outcome = i.EndedAt, fact.Withdrawn
	case !p.ToldAt.IsZero():
		f.Closed, f.Outcome, f.Minutes = p.ToldAt, outcomeTold, int64(p.ToldAt.Sub(i.DiscoveredAt.Time)/time.Minute)
	}
	return f, true
}

// keepFacts records the facts as they are now.
func (w *work) keepFacts() error {
	left, err := leftBy(w.ctx, w.tx, w.i.ID)
	if err != nil {
		return err
	}
	var facts []fact.Fact
	var parties []string
	for _, p := range w.parties {
		if f, ok := wanted(w.i, p); ok {
			f.ID = left[p.ID]
			facts, parties = append(facts, f), append(parties, p.ID)
		}
	}
	ids, err := fact.RecordAll(w.ctx, w.tx, facts)
	if err != nil {
		return err
	}
	var fresh []leftFact
	for n, f := range facts {
		if f.ID == "" {
			fresh = append(fresh, leftFact{ids[n], parties[n]})
		}
	}
	return db.InsertLater(w.ctx, w.tx, "incident_fact", fresh...)
}

// leftBy gives the fact of each authority concerned.
func leftBy(ctx context.Context, q db.Reader, id string) (map[string]string, error) {
	rows, err := db.All[leftFact](ctx, q, `SELECT f.fact_id, f.party_id FROM incident_fact f JOIN incident_party p ON p.id = f.party_id WHERE p.incident_id = $1`, id)
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		out[r.Party] = r.Fact
	}
	return out, err
}
