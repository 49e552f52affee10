package home

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// incidents is what whoever assesses incidents is to decide, tell or acknowledge. Their hours run around the clock.
func (h *Home) incidents(ctx context.Context, a policy.Actor) (all []task, err error) {
	if h.Incidents == nil {
		return nil, nil
	}
	waits, err := h.Incidents.Awaiting(ctx, a, mostWaiting)
	for _, w := range waits {
		one := task{level: ui.Waiting, text: w.Text, button: language.T("Öppna incidenten", "Open the incident"), href: w.Page()}
		if !w.Due.IsZero() {
			one.by, one.level = calendar.DateOf(w.Due.Time), ui.Warn
		}
		if w.Late(h.DB.Now()) {
			one.level = ui.Bad
		}
		all = append(all, one)
	}
	return all, err
}
