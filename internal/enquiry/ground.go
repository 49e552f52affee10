package enquiry

import (
	"errors"

	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
)

// ground finds or writes down the ground on which a side may tell the other about the person, and keeps it at the side's
// place. It must be one that law lets that side use today, and that covers every topic.
func (w *work) ground(p person.Person, d *Desk, to string, b Basis, purpose string, topics []string) error {
	side, err := w.sideOf(w.ctx, w.tx, d)
	if err != nil {
		return err
	}
	g, err := w.Persons.Rest(w.ctx, w.tx, p, b, person.Telling{Side: side, To: to, Purpose: purpose, Topics: topics})
	if err != nil {
		return err
	}
	d.GroundID, d.Ground = g.ID, g.Kind
	return nil
}

// topicHealth is what a ground must cover besides, where a text tells of the person's health whatever its topic.
var topicHealth = person.Health("enquiry")

// covering gives what a ground must cover for something to be told about topics.
func covering(topics []contact.Topic, health bool) (out []string) {
	for _, t := range topics {
		code := string(t)
		if info, _ := contact.TopicOf(t); info.Health {
			code = person.Health(code)
		}
		out = append(out, code)
	}
	if health {
		out = append(out, topicHealth)
	}
	return out
}

func covers(g person.Ground, u person.Use, topics []string, w *work) bool {
	for _, t := range topics { // at least one: what is told is about something
		u.Topic = t
		if !g.Allows(u, w.tx.Now()) {
			return false
		}
	}
	return len(topics) > 0
}

// usable asks whether law lets a side tell on a kind of ground today.
func usable(kind law.GroundID, side law.Side, w *work) bool {
	g, ok := law.GroundOf(kind)
	return ok && !g.Restricted && g.UsableBy(side, today(w.tx))
}

func orNotFound(err error) error {
	if errors.Is(err, db.ErrNone) {
		return fault.NotFoundThing()
	}
	return err
}
