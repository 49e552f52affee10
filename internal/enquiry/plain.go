package enquiry

import (
	"slices"
	"strings"

	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

var noNumber = language.T("Texten innehåller ett personnummer, och den visas utan att någon grund anges. Ta bort numret. Frågor om en person ställs med personnumret i sitt eget fält, på en grund.",
	"The text holds a personal number, and is shown without any ground being recorded. Take the number away. Questions about a person are asked with the number in its own field, on a ground.")

// plain refuses a number in what the other side reads without recording a ground: what belongs to no person, and what is
// said on the way to an answer.
func (w *work) plain(field string, texts ...string) error {
	if w.e.Noted || !identity.Mentioned(strings.Join(texts, "\n"), today(w.tx)) {
		return nil
	}
	return fault.New(fault.Invalid, noNumber, fault.Field(field, noNumber))
}

// unnamed refuses a number outside its own field in a question: in the purpose, in why it is urgent, and in the text of a
// general one.
func (w *work) unnamed(q Question) error {
	for field, text := range map[string]string{"purpose": q.Purpose, "urgentWhy": q.UrgentWhy} {
		if err := w.plain(field, text); err != nil {
			return err
		}
	}
	if q.Personal {
		return nil
	}
	return w.plain("text", q.Text)
}

// openly refuses a number in a message that goes without a ground.
func (w *work) openly(l exchange.Letter) error {
	if !l.Bare && w.e.Personal {
		return nil
	}
	return w.plain("text", l.Body)
}

// holds refuses that the asker tells more on a ground that has ended or is withdrawn, whatever the other side has recorded
// for itself meanwhile, or about health on one that leaves it out. Of an answer the secrecy test asks it.
func (w *work) holds(l exchange.Letter) error {
	if l.Kind != msgGiven || l.Bare || !w.e.Personal || w.me.GroundID == "" {
		return nil
	}
	list, err := person.GroundsHeld(w.ctx, w.tx, w.me.Person)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(g person.Ground) bool {
		return g.ID == w.me.GroundID && g.Live(w.tx.Now()) && (!w.e.Health || g.Topics.Covers(topicHealth))
	}) {
		return fault.New(fault.Invalid, noGround, fault.Field("ground", noGround))
	}
	return nil
}
