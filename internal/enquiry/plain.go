package enquiry

import (
	"regexp"
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// mayBeNumber finds what is written as a personal number is: eight and four digits with or without a sign between, six and
// four with one, or ten that are no telephone number. What it finds is read by package identity.
var mayBeNumber = regexp.MustCompile(`[0-9]{8}[-+\x{2010}-\x{2013}\x{2212} \x{a0}]?[0-9]{4}|[0-9]{6}[-+\x{2010}-\x{2013}\x{2212}][0-9]{4}|[1-9][0-9]{9}`)

// namesSomebody tells whether a text holds somebody's personal or coordination number. A number within a longer row of digits is
// none.
func namesSomebody(text string, on calendar.Date) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	return slices.ContainsFunc(mayBeNumber.FindAllStringIndex(text, -1), func(at []int) bool {
		if digit(at[0]-1) || digit(at[1]) {
			return false
		}
		_, err := identity.ParsePersonal(text[at[0]:at[1]], on)
		return err == nil
	})
}

var noNumber = language.T("Texten innehåller ett personnummer, och den visas utan att någon grund anges. Ta bort numret. Frågor om en person ställs med personnumret i sitt eget fält, på en grund.",
	"The text holds a personal number, and is shown without any ground being recorded. Take the number away. Questions about a person are asked with the number in its own field, on a ground.")

// plain refuses a number in what the other side reads without recording a ground: what belongs to no person, and what is
// said on the way to an answer.
func (w *work) plain(field string, texts ...string) error {
	if w.e.Noted || !namesSomebody(strings.Join(texts, "\n"), today(w.tx)) {
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
// for itself meanwhile. Of an answer the secrecy test asks it.
func (w *work) holds(l exchange.Letter) error {
	if l.Kind != msgGiven || l.Bare || !w.e.Personal || w.me.GroundID == "" {
		return nil
	}
	list, err := person.Grounds(w.ctx, w.tx, w.me.Person)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(g person.Ground) bool { return g.ID == w.me.GroundID && g.Live(w.tx.Now()) }) {
		return fault.New(fault.Invalid, noGround, fault.Field("ground", noGround))
	}
	return nil
}
