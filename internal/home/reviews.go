package home

import (
	"context"

	"samsyn/internal/accesslog"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// reviews is what whoever reviews the log is to look at: emergency openings first, then reviews that go on.
func (h *Home) reviews(ctx context.Context, a policy.Actor) (all []task, err error) {
	if h.AccessLog == nil || !policy.May(a, policy.ListEmergencies) {
		return nil, nil
	}
	t, now := language.T, h.DB.Now()
	waiting, err := h.AccessLog.Emergencies(ctx, h.DB, a, accesslog.EmergencyFilter{Limit: mostWaiting})
	if err != nil {
		return nil, err
	}
	for _, e := range waiting {
		if e.Account == a.ID {
			continue
		}
		level := ui.Warn
		if e.Late(now) {
			level = ui.Bad
		}
		all = append(all, task{level, calendar.DateOf(e.Due.Time), t("*Granska en nödöppning* senast %s.", "*Review an emergency opening* by %s.").With(calendar.LongDateTime(e.Due.Time)), t("Granska", "Review"), e.Page()})
	}
	open, err := h.AccessLog.Reviews(ctx, h.DB, a, "", mostWaiting)
	for _, w := range open {
		if w.State == accesslog.Open {
			last := calendar.DateOf(w.Due.Time).AddDays(-1)
			all = append(all, task{ui.Waiting, last, t("*Loggkontrollen av %s* ska vara avslutad %s.", "*The log review of %s* is to be closed by %s.").With(w.Name(), last.Long()), t("Fortsätt granska", "Go on reviewing"), w.Page()})
		}
	}
	return all, err
}
