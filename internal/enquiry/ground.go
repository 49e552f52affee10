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
func (w *work) ground(p person.Person, d *Desk, to string, b Basis, purpose string, topics []contact.Topic) error {
	switch {
	case b.Kind != "":
		return w.writeGround(p, d, to, b, purpose, topics)
	case b.Existing != "":
		return w.existing(p, d, to, b.Existing, topics)
	}
	list, err := person.GroundsHeld(w.ctx, w.tx, p.ID)
	if err != nil {
		return err
	}
	for _, t := range topics {
		g, ok := person.Live(list, person.Use{From: d.Authority, To: to, Topic: string(t)}, w.tx.Now())
		if !ok {
			return fault.New(fault.Invalid, noGround, fault.Field("ground", noGround))
		}
		d.GroundID, d.Ground = g.ID, g.Kind
	}
	return nil
}

func (w *work) writeGround(p person.Person, d *Desk, to string, b Basis, purpose string, topics []contact.Topic) error {
	side, err := w.sideOf(w.ctx, w.tx, d)
	if err != nil {
		return err
	}
	var names []string
	for _, t := range topics {
		names = append(names, string(t))
	}
	g, err := w.Persons.Write(w.ctx, w.tx, p, side, person.NewGround{Kind: b.Kind, To: to, Purpose: purpose, Topics: person.NewTopics(names...),
		Form: b.Form, Evidence: b.Evidence, Citation: b.Citation, Motive: b.Motive, Until: b.Until, Judged: true})
	d.GroundID, d.Ground = g.ID, g.Kind
	return err
}

func (w *work) existing(p person.Person, d *Desk, to, id string, topics []contact.Topic) error {
	list, err := person.GroundsHeld(w.ctx, w.tx, p.ID)
	if err != nil {
		return err
	}
	for _, g := range list {
		if g.ID == id && covers(g, person.Use{From: d.Authority, To: to}, topics, w) {
			d.GroundID, d.Ground = g.ID, g.Kind
			return nil
		}
	}
	return fault.New(fault.Invalid, noGround, fault.Field("ground", noGround))
}

func covers(g person.Ground, u person.Use, topics []contact.Topic, w *work) bool {
	for _, t := range topics {
		u.Topic = string(t)
		if !g.Allows(u, w.tx.Now()) {
			return false
		}
	}
	return true
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
