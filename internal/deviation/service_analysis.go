package deviation

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

func updateAnalysis(ctx context.Context, tx *audit.Tx, a *Analysis) error {
	n, err := tx.Exec(ctx, `UPDATE deviation_analysis SET owner_id = $3, account_id = $4, state = $5, cause = $6, measure = $7, measure_due = $8, result = $9,
		noted_at = $10, done_at = $11, warned_at = $12, version = version + 1 WHERE id = $1 AND version = $2`, a.ID, a.Version, a.Owner, a.Account, a.State, a.Cause, a.Measure, a.MeasureDue,
		a.Result, a.NotedAt, a.DoneAt, a.WarnedAt)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, meanwhile)
	}
	a.Version++
	return err
}

// Findings is why deviations recur and what is done about it.
type Findings struct {
	Cause   string
	Measure string
	Due     calendar.Date // by when the measure is to be carried out
	Owner   string        // authority that answers for it; empty: the one that does
}

// NoteAnalysis writes an analysis, or puts it right while its measure is not carried out.
func (s *Service) NoteAnalysis(ctx context.Context, actor policy.Actor, k Key, in Findings) (Analysis, error) {
	return s.analyse(ctx, actor, k, func(tx *audit.Tx, a *Analysis) error {
		today := calendar.DateOf(tx.Now())
		in.Cause, in.Measure = strings.TrimSpace(in.Cause), strings.TrimSpace(in.Measure)
		if a.State != AnalysisOpen && a.State != AnalysisNoted {
			return fault.New(fault.Conflict, analysisNot.With(a.State.Name()))
		}
		if err := neutral(fieldCause, in.Cause, true, today); err != nil {
			return err
		}
		if err := neutral(fieldMeasure, in.Measure, true, today); err != nil {
			return err
		}
		if in.Due.Before(today) {
			return problem(fieldDue, dueAhead)
		}
		if err := own(ctx, tx, a, in.Owner); err != nil {
			return err
		}
		a.Cause, a.Measure, a.MeasureDue, a.Account, a.State = in.Cause, in.Measure, in.Due, actor.ID, AnalysisNoted
		a.WarnedAt = db.Time{} // of the new day nobody was told
		if a.NotedAt.IsZero() {
			a.NotedAt = db.At(tx.Now())
		}
		return nil
	})
}

// own gives an analysis to one of the agreement's parties.
func own(ctx context.Context, tx *audit.Tx, a *Analysis, authority string) error {
	if authority == "" || authority == a.Owner {
		return nil
	}
	of, err := agreement.ByID(ctx, tx, a.Agreement)
	if err != nil {
		return err
	}
	if !of.BindsOn(authority, calendar.DateOf(tx.Now())) {
		return problem(fieldOwner, ownerParty)
	}
	a.Owner = authority
	return nil
}

// FinishAnalysis says that the measure is carried out, and what came of it.
func (s *Service) FinishAnalysis(ctx context.Context, actor policy.Actor, k Key, result string) (Analysis, error) {
	return s.analyse(ctx, actor, k, func(tx *audit.Tx, a *Analysis) error {
		result = strings.TrimSpace(result)
		if a.State != AnalysisNoted {
			return fault.New(fault.Conflict, analysisNot.With(a.State.Name()))
		}
		if err := neutral(fieldResult, result, true, calendar.DateOf(tx.Now())); err != nil {
			return err
		}
		a.Result, a.State, a.DoneAt = result, AnalysisDone, db.At(tx.Now())
		return nil
	})
}

func (s *Service) analyse(ctx context.Context, actor policy.Actor, k Key, rule func(tx *audit.Tx, a *Analysis) error) (a Analysis, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := Analysis{ID: k.ID}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadAnalyses, thing); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.EditAnalysis, thing); err != nil {
			return err
		}
		if a, err = getAnalysis(ctx, tx, k.ID); err != nil {
			return err
		}
		if k.Version != 0 && k.Version != a.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := rule(tx, &a); err != nil {
			return err
		}
		if _, err := fact.Record(ctx, tx, a.fact(tx.Now())); err != nil {
			return err
		}
		if err := updateAnalysis(ctx, tx, &a); err != nil {
			return err
		}
		if err := tx.Note(policy.EditAnalysis, a.Ref(), analysisNoted{a.State, a.Type}); err != nil {
			return err
		}
		return s.hookAnalysis(ctx, tx, a)
	})
	return a, err
}

// hookAnalysis tells the parties' programs that an analysis has changed.
func (s *Service) hookAnalysis(ctx context.Context, tx *audit.Tx, a Analysis) error {
	if s.Hook == nil {
		return nil
	}
	of, err := agreement.ByID(ctx, tx, a.Agreement)
	if err != nil {
		return err
	}
	for _, p := range of.PartiesOn(calendar.DateOf(tx.Now())) {
		if err := s.Hook(ctx, tx, p.Authority, analysisHook, a.Ref()); err != nil {
			return err
		}
	}
	return nil
}

// GetAnalysis gives an analysis to whoever may read it, with the deviations that it is of.
func (s *Service) GetAnalysis(ctx context.Context, q db.Reader, actor policy.Actor, id string) (Analysis, []Deviation, error) {
	if err := policy.CheckRead(ctx, q, actor, policy.ReadAnalyses, Analysis{ID: id}.Ref()); err != nil {
		return Analysis{}, nil, err
	}
	a, err := getAnalysis(ctx, q, id)
	if err != nil {
		return a, nil, err
	}
	all, err := sameKind(ctx, q, a.Agreement, a.Type, a.Quarter)
	return a, all, err
}

// AnalysisFilter says which analyses are asked for. Empty fields ask for all.
type AnalysisFilter struct {
	State     AnalysisState
	Agreement string
	Waiting   bool     // those in which something is still to be done
	After     []string // the place of the last row of the page before: Analysis.Place
	Limit     int      // most rows; 0 is web.PageSize
}

// Place is where an analysis stands in the list: what After continues from.
func (a Analysis) Place() []string { return []string{itoa(a.order()), a.Due.String(), a.ID} }

// order is what stands first in the list: what is to be written, then what is to be carried out.
func (a Analysis) order() int {
	switch a.State {
	case AnalysisOpen:
		return 1
	case AnalysisNoted:
		return 2
	}
	return 3
}

// analysisOrder is order in the database.
const analysisOrder = "CASE a.state WHEN 'open' THEN 1 WHEN 'noted' THEN 2 ELSE 3 END"

// Analyses gives those that the actor may read, what is due first before the others.
func (s *Service) Analyses(ctx context.Context, q db.Reader, actor policy.Actor, f AnalysisFilter) ([]Analysis, error) {
	w := &db.Where{}
	if err := f.where(q, actor, w); err != nil {
		return nil, err
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	list, err := db.All[Analysis](ctx, q, "SELECT "+analysisColumns+" FROM deviation_analysis a WHERE "+w.String()+
		" ORDER BY "+analysisOrder+", a.due, a.id"+db.Limit(f.Limit), w.Args...)
	return slices.Clip(list), err
}

func (f AnalysisFilter) where(q db.Reader, actor policy.Actor, w *db.Where) error {
	w.Add(policy.Where(q, actor, policy.ReadAnalyses, "a", &w.Args))
	w.Equal("a.state", string(f.State))
	w.Equal("a.agreement_id", f.Agreement)
	w.When(f.Waiting, "a.state IN ('open', 'noted')")
	if len(f.After) == 0 {
		return nil
	}
	order, due, err := f.place()
	if err != nil {
		return err
	}
	w.Add("("+analysisOrder+" > $%[1]d OR "+analysisOrder+" = $%[1]d AND (a.due, a.id) > ($%[2]d, $%[3]d))", order, due, f.After[2])
	return nil
}

// place reads the place that a page continues from.
func (f AnalysisFilter) place() (order int, due calendar.Date, err error) {
	unread := fault.New(fault.Invalid, placeUnread, fault.Field("query.after", placeUnread))
	if len(f.After) != 3 {
		return 0, due, unread
	}
	order, err = strconv.Atoi(f.After[0])
	if err != nil || order < 1 || order > 3 {
		return 0, due, unread
	}
	if due, err = calendar.ParseDate(f.After[1]); err != nil {
		return 0, due, unread
	}
	return order, due, nil
}

// AnalysisCounts are how many analyses the actor may read, those in which something is to be done, and those late.
type AnalysisCounts struct {
	All     int64 `db:"n"`
	Waiting int64 `db:"waiting"`
	Late    int64 `db:"late"`
}

// CountAnalyses counts what a filter finds, in one query.
func (s *Service) CountAnalyses(ctx context.Context, q db.Reader, actor policy.Actor, f AnalysisFilter) (AnalysisCounts, error) {
	f.After = nil
	w := &db.Where{Args: []any{calendar.DateOf(q.Now())}}
	if err := f.where(q, actor, w); err != nil {
		return AnalysisCounts{}, err
	}
	return db.One[AnalysisCounts](ctx, q, `SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN a.state IN ('open', 'noted') THEN 1 ELSE 0 END), 0) AS waiting,
		COALESCE(SUM(CASE WHEN a.state = 'open' AND a.due < $1 OR a.state = 'noted' AND a.measure_due < $1 THEN 1 ELSE 0 END), 0) AS late FROM deviation_analysis a WHERE `+w.String(), w.Args...)
}

var (
	analysisNot = language.T("Det går inte nu: analysens läge är ”%s”. Läs in sidan på nytt.", "It cannot be done now: the analysis is “%s”. Load the page again.")
	ownerParty  = language.T("Välj en part i överenskommelsen.", "Choose a party to the agreement.")
)
