package cast

import (
	"context"
	"errors"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
)

// Escalations lets questions rise by hand: one of Elin's and one of Sara's lie with the coordinators of both sides, and for
// another of Elin's they have agreed on a new time. What is not answered in time rises by itself while the demo runs.
func Escalations(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM escalation")
	if err != nil || have > 0 {
		return err
	}
	elin, err := actorOf(ctx, a, Elin)
	if err != nil {
		return err
	}
	per, err := actorOf(ctx, a, Per)
	if err != nil {
		return err
	}
	if err := sarasQuestion(ctx, a); err != nil {
		return fmt.Errorf("an escalation: %w", err)
	}
	for _, step := range []struct {
		topic string
		why   escalation.Reason
		agree bool
	}{{"Q-PLAN", escalation.CannotWait, false}, {"Q-OFFICER", escalation.WhoAnswers, true}} {
		id, err := db.One[string](ctx, a.DB, "SELECT id FROM enquiry WHERE asker_id = $1 AND topic = $2 AND state = 'open' ORDER BY id LIMIT 1", elin.Authority, step.topic)
		if errors.Is(err, db.ErrNone) {
			continue
		}
		if err != nil {
			return err
		}
		e, err := a.Escalations.Raise(ctx, elin, enquiry.Key{ID: id}, step.why)
		if err != nil {
			return fmt.Errorf("an escalation: %w", err)
		}
		if !step.agree {
			continue
		}
		if _, err := a.Escalations.Decide(ctx, per, escalation.Key{ID: e.ID}, escalation.Decision{Until: calendar.AddWorkingDays(today(a), 4), Text: "Vi har utsett en handläggare som återkommer med namn och direktnummer."}); err != nil {
			return fmt.Errorf("an escalation: %w", err)
		}
	}
	return nil
}

// sarasQuestion is asked by the employment board about nobody, and rises to Anna and Per.
func sarasQuestion(ctx context.Context, a *app.App) error {
	sara, err := actorOf(ctx, a, Sara)
	if err != nil {
		return err
	}
	e, err := a.Enquiries.Send(ctx, sara, enquiry.Key{}, enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-GENERAL"},
		Text: "Vilka dagar i januari tar ni emot grupper på kontoret? Vi behöver boka bussen."})
	if err != nil {
		return err
	}
	_, err = a.Escalations.Raise(ctx, sara, enquiry.Key{ID: e.ID}, escalation.Unreachable)
	return err
}
