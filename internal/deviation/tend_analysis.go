package deviation

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// aheadOf is how many working days before an analysis is to be written, or its measure carried out, those who answer for
// it are reminded: time enough to ask those who know.
const aheadOf = 10

// ActionRemindAnalysis is what the trail says when the clock reminds of an analysis.
const ActionRemindAnalysis policy.Action = "analysis.remind"

// remindAnalyses tells the coordinators of who owns an analysis that its next day is near, once for each day.
func (s *Service) remindAnalyses(ctx context.Context) error {
	day := calendar.DateOf(s.Trail.DB().Now())
	ids, err := db.All[string](ctx, s.Trail.DB(), `SELECT id FROM deviation_analysis WHERE state = 'open' AND warned_at IS NULL AND due >= $1 AND due <= $2
		UNION ALL SELECT id FROM deviation_analysis WHERE state = 'noted' AND warned_at IS NULL AND measure_due >= $1 AND measure_due <= $2 ORDER BY id`+db.Limit(tendAtOnce),
		day, calendar.AddWorkingDays(day, aheadOf))
	if err != nil {
		return err
	}
	var failed error
	for _, id := range ids {
		err := s.byTheClock(ctx, func(tx *audit.Tx) error { return s.remindAnalysis(ctx, tx, id) })
		if !errors.Is(err, errNothing) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (s *Service) remindAnalysis(ctx context.Context, tx *audit.Tx, id string) error {
	a, err := getAnalysis(ctx, tx, id)
	if err != nil {
		return err
	}
	if !a.WarnedAt.IsZero() || a.NextDue().IsZero() {
		return errNothing
	}
	a.WarnedAt = db.At(tx.Now())
	if err := updateAnalysis(ctx, tx, &a); err != nil {
		return err
	}
	if err := tx.Note(ActionRemindAnalysis, a.Ref(), analysisNoted{a.State, a.Type}); err != nil {
		return err
	}
	text := language.T("Orsaksanalysen ”%s” ska vara skriven senast %s.", "The analysis of causes “%s” is to be written by %s.")
	if a.State == AnalysisNoted {
		text = language.T("Åtgärden i orsaksanalysen ”%s” ska vara genomförd senast %s.", "The measure of the analysis of causes “%s” is to be carried out by %s.")
	}
	w := &work{Service: s, ctx: ctx, tx: tx, d: Deviation{Agreement: a.Agreement, Municipality: a.Municipality}}
	to, err := w.audience(a.Owner, Coordinators)
	if err != nil || len(to) == 0 || s.Tell == nil {
		return err
	}
	return s.Tell(ctx, tx, News{Kind: NewsDue, Thing: a.Ref(), Text: text.With(lower(a.Type.Name()), a.NextDue().Long()), Accounts: to})
}
