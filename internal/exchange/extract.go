package exchange

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// Written adds to an entry of an extract what passed in a conversation, from an authority's own copies: what it sent, and
// what came to it as it came.
func Written(e *person.Entry, thread []Copy, authority string) {
	for _, c := range thread {
		name := language.T("Kom %s", "Came %s")
		if c.From == authority {
			name = language.T("Skickat %s", "Sent %s")
		}
		e.Pairs = append(e.Pairs, person.Pair{Name: name.With(calendar.DateTime(c.SentAt.Time)), Value: language.Same(c.Body)})
		for _, f := range c.Files {
			e.Add("Bifogad fil", "Attached file", f.Name)
		}
	}
}
