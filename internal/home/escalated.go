package home

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/escalation"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// mostEscalated is how many escalations are counted on my day; the list counts on.
const mostEscalated = 100

// escalated is what has risen to the reader and is not solved, with the one that goes on first. Nothing in it says whom or
// what it is about.
func (h *Home) escalated(ctx context.Context, a policy.Actor) ([]task, error) {
	if h.Escalations == nil || !policy.May(a, policy.ReadEscalation) {
		return nil, nil
	}
	all, err := h.Escalations.List(ctx, h.DB, a, escalation.Filter{Limit: mostEscalated})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	t, first := language.T, all[0]
	text := language.Plural(len(all), t("*%d eskalering är inte löst.*", "*%d escalation is not solved.*"), t("*%d eskaleringar är inte lösta.*", "*%d escalations are not solved.*"))
	if len(all) == mostEscalated {
		text = t("*Minst %d eskaleringar är inte lösta.*", "*At least %d escalations are not solved.*").With(mostEscalated)
	}
	by, level := calendar.Date{}, ui.Waiting
	if !first.NextAt.IsZero() && first.Level < ladder.Heads {
		by = calendar.DateOf(first.NextAt.Time)
		text = t("%s Nästa går till %s %s.", "%s The next goes to %s %s.").With(text, (first.Level + 1).Role(), by)
	}
	for _, e := range all {
		if e.Owes == a.Authority {
			level = ui.Warn
		}
	}
	return []task{{level, by, text, t("Öppna eskaleringarna", "Open the escalations"), "/eskaleringar"}}, nil
}
