package deviation

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// recurring is how many of a type in one agreement in one quarter are no accident (K25.4).
const recurring = 3

// AnalysisState is how far an analysis has come.
type AnalysisState string

// The states of an analysis.
const (
	AnalysisOpen    AnalysisState = "open"    // cause and measure are still to be said
	AnalysisNoted   AnalysisState = "noted"   // both are said
	AnalysisDone    AnalysisState = "done"    // the measure is carried out
	AnalysisDropped AnalysisState = "dropped" // fewer than three were left
)

// Name gives the state in words.
func (s AnalysisState) Name() language.Text {
	switch s {
	case AnalysisOpen:
		return language.T("ska skrivas", "to be written")
	case AnalysisNoted:
		return language.T("åtgärd beslutad", "measure decided")
	case AnalysisDone:
		return language.T("genomförd", "carried out")
	case AnalysisDropped:
		return language.T("behövs inte", "not needed")
	}
	return language.Same(string(s))
}

// Analysis is why deviations of one type recur in an agreement, and what the parties do about it.
type Analysis struct {
	ID           string        `db:"id"`
	Agreement    string        `db:"agreement_id"`
	Municipality string        `db:"municipality_code"` // of the deviation that was one too many
	Type         Type          `db:"kind"`
	Quarter      calendar.Date `db:"quarter"`  // its first day
	Owner        string        `db:"owner_id"` // the authority that answers for it
	Account      string        `db:"account_id"`
	State        AnalysisState `db:"state"`
	Due          calendar.Date `db:"due"` // by when it is to be written: the last day of the following quarter
	Cause        string        `db:"cause"`
	Measure      string        `db:"measure"`
	MeasureDue   calendar.Date `db:"measure_due"`
	Result       string        `db:"result"`
	OpenedAt     db.Time       `db:"opened_at"`
	NotedAt      db.Time       `db:"noted_at"`
	DoneAt       db.Time       `db:"done_at"`
	Fact         string        `db:"fact_id"`
	WarnedAt     db.Time       `db:"warned_at"` // when its owner was told that the next day is near; zero: not yet
	Version      int64         `db:"version"`
}

const analysisColumns = `a.id, a.agreement_id, a.municipality_code, a.kind, a.quarter, a.owner_id, a.account_id, a.state, a.due, a.cause, a.measure, a.measure_due,
	a.result, a.opened_at, a.noted_at, a.done_at, a.fact_id, a.warned_at, a.version`

// Ref names the analysis.
func (a Analysis) Ref() ref.Ref { return ref.To(AnalysisKind, a.ID) }

// Page is the address of its page.
func (a Analysis) Page() string { return analysesPath + "/" + a.ID }

// QuarterName is its quarter in words: "kvartal 1 2026".
func (a Analysis) QuarterName() language.Text {
	return language.T("kvartal %d %s", "quarter %d of %s").With((int(a.Quarter.Month)+2)/3, fmt.Sprint(a.Quarter.Year))
}

// Late tells whether it should have been written, or its measure carried out.
func (a Analysis) Late(today calendar.Date) bool {
	return a.State == AnalysisOpen && a.Due.Before(today) || a.State == AnalysisNoted && a.MeasureDue.Before(today)
}

// NextDue is the day of what is to be done next; zero when nothing is.
func (a Analysis) NextDue() calendar.Date {
	switch a.State {
	case AnalysisOpen:
		return a.Due
	case AnalysisNoted:
		return a.MeasureDue
	}
	return calendar.Date{}
}

// fact tells whether what recurred was analysed by the following quarter (K25.4).
func (a Analysis) fact(now time.Time) fact.Fact {
	f := fact.Fact{ID: a.Fact, Metric: fact.RecurringAnalysed, Clause: "K25.4", Agreement: a.Agreement, Municipality: a.Municipality, Authority: a.Owner,
		Opened: a.OpenedAt, Due: db.At(a.Due.End())}
	switch {
	case a.State == AnalysisDropped:
		f.Closed, f.Outcome = db.At(now), fact.Withdrawn
	case !a.NotedAt.IsZero():
		f.Closed, f.Outcome = a.NotedAt, "analysed"
	}
	return f
}

// analysisDue is the last day of the quarter after one.
func analysisDue(quarter calendar.Date) calendar.Date { return quarter.AddMonths(6).AddDays(-1) }

// recurs opens an analysis when a deviation of the actor's is one too many in its quarter, and drops one that is still to
// be written when one was taken back or struck off and too few are left.
func (w *work) recurs() error {
	last := w.d.State
	changed := w.was.State == "" || last != w.was.State && (last == Withdrawn || last == Struck)
	if w.d.Agreement == "" || !changed {
		return nil
	}
	quarter := w.d.Quarter()
	found, err := sameKind(w.ctx, w.tx, w.d.Agreement, w.d.Type, quarter)
	if err != nil {
		return err
	}
	a, have, err := analysisOf(w.ctx, w.tx, w.d.Agreement, w.d.Type, quarter)
	switch {
	case err != nil:
		return err
	case len(found) < recurring && have && a.State == AnalysisOpen:
		a.State = AnalysisDropped
		return w.putAnalysis(a)
	case len(found) < recurring || have && a.State != AnalysisDropped:
		return nil
	case have:
		a.State = AnalysisOpen
		return w.putAnalysis(a)
	}
	return w.openAnalysis(Analysis{ID: w.tx.RandomID(), Agreement: w.d.Agreement, Municipality: w.d.Municipality, Type: w.d.Type, Quarter: quarter, Owner: owner(found, w.d.Asked),
		State: AnalysisOpen, Due: analysisDue(quarter), OpenedAt: db.At(w.tx.Now()), Version: 1})
}

// owner is who was asked most often; of as many, the latest.
func owner(found []Deviation, latest string) string {
	n := map[string]int{}
	for _, d := range found {
		n[d.Asked]++
	}
	best := latest
	for _, d := range found {
		if n[d.Asked] > n[best] {
			best = d.Asked
		}
	}
	return best
}

func (w *work) openAnalysis(a Analysis) (err error) {
	if a.Fact, err = fact.Record(w.ctx, w.tx, a.fact(w.tx.Now())); err != nil {
		return err
	}
	if err := db.Insert(w.ctx, w.tx, "deviation_analysis", a); err != nil {
		return err
	}
	if err := w.tx.Note(ActionRecur, a.Ref(), analysisNoted{a.State, a.Type}); err != nil {
		return err
	}
	text := language.T("Samma slags avvikelse har rapporterats %d gånger i kvartalet: %s. Skriv en orsaksanalys.", "The same kind of deviation was reported %d times this quarter: %s. Write an analysis of causes.").
		With(recurring, lower(a.Type.Name()))
	for _, authority := range []string{w.d.Reporter, w.d.Asked} {
		to, err := w.audience(authority, Coordinators)
		if err != nil {
			return err
		}
		if len(to) > 0 {
			w.news = append(w.news, News{Kind: NewsRecurs, Thing: a.Ref(), Text: text, Accounts: to})
		}
	}
	return nil
}

func (w *work) putAnalysis(a Analysis) error {
	if _, err := fact.Record(w.ctx, w.tx, a.fact(w.tx.Now())); err != nil {
		return err
	}
	if err := updateAnalysis(w.ctx, w.tx, &a); err != nil {
		return err
	}
	return w.tx.Note(ActionRecur, a.Ref(), analysisNoted{a.State, a.Type})
}

// ActionRecur is what the trail says when an analysis is opened or dropped by what was reported or taken back.
const ActionRecur policy.Action = "analysis.recur"

type analysisNoted struct {
	State AnalysisState `json:"state"`
	Type  Type          `json:"type"`
}

// sameKind gives the deviations of a type in an agreement that were reported in a quarter and stand.
func sameKind(ctx context.Context, q db.Reader, agreementID string, t Type, quarter calendar.Date) ([]Deviation, error) {
	return db.All[Deviation](ctx, q, "SELECT "+columns+` FROM deviation d WHERE d.agreement_id = $1 AND d.kind = $2 AND d.reported_at >= $3 AND d.reported_at < $4
		AND d.state NOT IN ('struck', 'withdrawn') ORDER BY d.reported_at, d.id`, agreementID, t, db.At(quarter.Start()), db.At(quarter.AddMonths(3).Start()))
}

func analysisOf(ctx context.Context, q db.Reader, agreementID string, t Type, quarter calendar.Date) (a Analysis, ok bool, err error) {
	a, err = db.One[Analysis](ctx, q, "SELECT "+analysisColumns+" FROM deviation_analysis a WHERE a.agreement_id = $1 AND a.kind = $2 AND a.quarter = $3", agreementID, t, quarter)
	if errors.Is(err, db.ErrNone) {
		return a, false, nil
	}
	return a, err == nil, err
}

func getAnalysis(ctx context.Context, q db.Reader, id string) (Analysis, error) {
	a, err := db.One[Analysis](ctx, q, "SELECT "+analysisColumns+" FROM deviation_analysis a WHERE a.id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return a, fault.NotFoundThing()
	}
	return a, err
}

func lower(t language.Text) language.Text {
	down := func(s string) string {
		if s == "" {
			return s
		}
		r := []rune(s)
		return strings.ToLower(string(r[0])) + string(r[1:])
	}
	return language.T(down(t.Sv), down(t.En))
}
