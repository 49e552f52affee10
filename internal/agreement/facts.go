package agreement

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

// keptFact joins an agreement's part in a municipality with the fact that tells of it.
type keptFact struct {
	Agreement    string `db:"agreement_id"`
	Municipality string `db:"municipality_code"`
	Fact         string `db:"fact_id"`
}

// RecordCoverage is the Recorder of the house: each municipality that an agreement binds is a fact that holds while the
// agreement is in force (K28.3). An intention or a refusal is no such fact.
func RecordCoverage(ctx context.Context, tx *audit.Tx, changed []Agreement) error {
	held, err := factsOf(ctx, tx, changed)
	if err != nil {
		return err
	}
	var facts []fact.Fact
	var rows []keptFact
	for _, a := range changed {
		for _, f := range coverageFacts(a) {
			k := keptFact{a.ID, f.Municipality, ""}
			f.ID = held[k]
			delete(held, k)
			facts, rows = append(facts, f), append(rows, k)
		}
	}
	if err := forget(ctx, tx, held); err != nil {
		return err
	}
	ids, err := fact.RecordAll(ctx, tx, facts)
	if err != nil {
		return err
	}
	return joinFacts(ctx, tx, rows, ids, facts)
}

func coverageFacts(a Agreement) (facts []fact.Fact) {
	if a.Standing != Concluded {
		return nil
	}
	for _, code := range a.Municipalities() {
		part := a.Within(code)
		f := fact.Fact{Metric: fact.Coverage, Clause: "K28.3", Agreement: a.ID, Municipality: code, Authority: directory.PES, Opened: db.At(part.From.Start())}
		if last := part.Last(); !last.IsZero() {
			f.Closed = db.At(last.End())
		}
		facts = append(facts, f)
	}
	return facts
}

// factsOf gives the facts of agreements that are there already.
func factsOf(ctx context.Context, q db.Reader, changed []Agreement) (map[keptFact]string, error) {
	held := map[keptFact]string{}
	for part := range slices.Chunk(changed, 500) {
		ids := make([]string, len(part))
		for i, a := range part {
			ids[i] = a.ID
		}
		var args []any
		rows, err := db.All[keptFact](ctx, q, "SELECT agreement_id, municipality_code, fact_id FROM agreement_fact WHERE agreement_id "+db.In(ids, &args), args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			held[keptFact{r.Agreement, r.Municipality, ""}] = r.Fact
		}
	}
	return held, nil
}

// forget takes away the facts of municipalities that are no longer bound.
func forget(ctx context.Context, tx *audit.Tx, gone map[keptFact]string) error {
	for k, id := range gone {
		if err := fact.Forget(ctx, tx, fact.Coverage, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM agreement_fact WHERE agreement_id = $1 AND municipality_code = $2", k.Agreement, k.Municipality); err != nil {
			return err
		}
	}
	return nil
}

// joinFacts remembers which fact tells of which part, where that is new.
func joinFacts(ctx context.Context, tx *audit.Tx, rows []keptFact, ids []string, facts []fact.Fact) error {
	var fresh []keptFact
	for i, r := range rows {
		if facts[i].ID == "" {
			r.Fact = ids[i]
			fresh = append(fresh, r)
		}
	}
	return db.InsertAll(ctx, tx, "agreement_fact", fresh)
}
