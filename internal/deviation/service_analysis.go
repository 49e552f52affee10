package deviation

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

func updateAnalysis(ctx context.Context, tx *audit.Tx, a *Analysis) error {
	n, err := tx.Exec(ctx, `UPDATE deviation_analysis SET owner_id = $3, account_id = $4, state = $5, cause = $6, measure = $7, measure_due = $8, result = $9,
		noted_at = $10, done_at = $11, version = version + 1 WHERE id = $1 AND version = $2`, a.ID, a.Version, a.Owner, a.Account, a.State, a.Cause, a.Measure, a.MeasureDue,
		a.Result, a.NotedAt, a.DoneAt)
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
	Waiting   bool // those in which something is still to be done
	Limit     int
}

// Analyses gives those that the actor may read, what is due first before the others.
func (s *Service) Analyses(ctx context.Context, q db.Reader, actor policy.Actor, f AnalysisFilter) ([]Analysis, error) {
	var args []any
	where := []string{policy.Where(q, actor, policy.ReadAnalyses, "a", &args)}
	for _, eq := range []struct{ column, value string }{{"a.state", string(f.State)}, {"a.agreement_id", f.Agreement}} {
		if eq.value != "" {
			args = append(args, eq.value)
			where = append(where, eq.column+" = $"+itoa(len(args)))
		}
	}
	if f.Waiting {
		where = append(where, "a.state IN ('open', 'noted')")
	}
	if f.Limit == 0 {
		f.Limit = 1000
	}
	args = append(args, f.Limit)
	list, err := db.All[Analysis](ctx, q, "SELECT "+analysisColumns+" FROM deviation_analysis a WHERE "+strings.Join(where, " AND ")+
		" ORDER BY CASE a.state WHEN 'open' THEN 1 WHEN 'noted' THEN 2 ELSE 3 END, a.due, a.id LIMIT $"+itoa(len(args)), args...)
	return slices.Clip(list), err
}

var (
	analysisNot = language.T("Det går inte nu: analysens läge är ”%s”. Läs in sidan på nytt.", "It cannot be done now: the analysis is “%s”. Load the page again.")
	ownerParty  = language.T("Välj en part i överenskommelsen.", "Choose a party to the agreement.")
)
