package promise

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/fact"
)

// Result is the outcome of a window that has ended, as it was last reckoned.
type Result struct {
	Agreement string        `db:"agreement_id"`
	Number    string        `db:"number"`
	Measure   int64         `db:"measure"`
	Side      clause.Side   `db:"side"`
	From      calendar.Date `db:"starts"`
	To        calendar.Date `db:"ends"`
	Metric    string        `db:"metric"`
	N         int64         `db:"n"`
	Kept      int64         `db:"kept"`
	Relieved  int64         `db:"relieved"`
	Figure    *int64        `db:"figure"` // in hundredths, as a clause.Number; nil when there is none
	Target    *int64        `db:"target"`
	Verdict   Verdict       `db:"verdict"`
	Bare      Verdict       `db:"bare"`
	Reckoned  db.Time       `db:"reckoned"` // when all results of the agreement last were
}

const resultColumns = "agreement_id, number, measure, side, starts, ends, metric, n, kept, relieved, figure, target, verdict, bare, reckoned"

// key is what a result is of.
type key struct {
	number  string
	measure int64
	side    clause.Side
	from    calendar.Date
}

func (r Result) key() key { return key{r.Number, r.Measure, r.Side, r.From} }

// same tells whether two results say the same, whenever they were reckoned.
func (r Result) same(o Result) bool {
	return r.key() == o.key() && r.To == o.To && r.Metric == o.Metric && r.N == o.N && r.Kept == o.Kept && r.Relieved == o.Relieved &&
		equal(r.Figure, o.Figure) && equal(r.Target, o.Target) && r.Verdict == o.Verdict && r.Bare == o.Bare
}

func equal(a, b *int64) bool { return a == b || a != nil && b != nil && *a == *b }

// result is what is kept of an outcome.
func (o Outcome) result() Result {
	m := o.Of()
	r := Result{Agreement: o.Agreement, Number: o.Number, Measure: int64(o.Measure), Side: o.Side, From: o.Window.From, To: o.Window.To, Metric: m.Metric,
		N: o.Sum.N, Kept: o.Sum.Kept, Relieved: o.Sum.Relieved, Verdict: o.Verdict, Bare: o.Bare}
	if m.Statistic == clause.Counts {
		r.N, r.Kept = o.Sum.Least, o.Sum.Least
	}
	if o.HasFigure {
		figure := int64(o.Figure)
		r.Figure = &figure
	}
	if m.Target != nil {
		target := int64(*m.Target)
		r.Target = &target
	}
	return r
}

// settled tells whether a verdict is worth keeping: those that say how a promise turned out.
func (v Verdict) settled() bool { return v != NotYet && v != Upheld }

func results(ctx context.Context, q db.Reader, agreementID string) ([]Result, error) {
	return db.All[Result](ctx, q, "SELECT "+resultColumns+" FROM promise_result WHERE agreement_id = $1 ORDER BY number, measure, side, starts", agreementID)
}

func put(ctx context.Context, tx *audit.Tx, r Result) error {
	if err := drop(ctx, tx, r); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "promise_result", r)
}

func drop(ctx context.Context, tx *audit.Tx, r Result) error {
	_, err := tx.Exec(ctx, "DELETE FROM promise_result WHERE agreement_id = $1 AND number = $2 AND measure = $3 AND side = $4 AND starts = $5",
		r.Agreement, r.Number, r.Measure, r.Side, r.From)
	return err
}

// read gives all that outcomes of an agreement are made of, in a fixed number of questions: of some of its municipalities,
// or of all when there are none.
func read(ctx context.Context, q db.Reader, a agreement.Agreement, codes ...string) (book, error) {
	return readOnly(ctx, q, a, "", codes...)
}

// readOnly is read of one commitment alone, by its number.
func readOnly(ctx context.Context, q db.Reader, a agreement.Agreement, number string, codes ...string) (b book, err error) {
	b = book{a: a, codes: codes, today: calendar.DateOf(q.Now())}
	switch len(codes) {
	case 0:
		b.codes = a.Municipalities()
	case 1:
		b.only = codes[0]
	}
	if b.held, err = commitment.LoadOnly(ctx, q, a, number); err != nil {
		return b, err
	}
	all, err := b.held.All()
	if err != nil {
		return b, err
	}
	b.cells, err = fact.DueOf(ctx, q, metrics(all), fact.Filter{Municipalities: a.Municipalities(), From: a.From, To: b.today})
	return b, err
}

// lastChange is when a fact was last written in some municipalities.
func lastChange(ctx context.Context, q db.Reader, codes []string) (db.Time, error) {
	var args []any
	return db.One[db.Time](ctx, q, "SELECT max(changed) FROM fact WHERE municipality "+db.In(codes, &args), args...)
}

// reckoned says of all results of an agreement that they were reckoned in this act.
func reckoned(ctx context.Context, tx *audit.Tx, agreementID string) error {
	_, err := tx.Exec(ctx, "UPDATE promise_result SET reckoned = $2 WHERE agreement_id = $1", agreementID, db.At(tx.Now()))
	return err
}
