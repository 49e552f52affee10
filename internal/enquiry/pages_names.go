package enquiry

import (
	"context"
	"slices"
	"unicode"
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
)

// names are what pages call the authorities and municipalities of some questions.
type names struct {
	authorities map[string]directory.Authority
	places      map[string]string
	outside     string // the counterpart of the question that no directory knows, as it was written down
}

// namesOf reads the names of authorities and municipalities as they are on the day of q, each in one query.
func namesOf(ctx context.Context, q db.Reader, authorities, codes []string) (n names, err error) {
	day := calendar.DateOf(q.Now())
	if n.authorities, err = directory.Authorities(ctx, q, tidy(authorities), day); err != nil {
		return n, err
	}
	n.places = map[string]string{}
	codes = tidy(codes)
	if len(codes) == 0 {
		return n, nil
	}
	found, err := directory.Named(ctx, q, codes, day)
	for _, m := range found {
		n.places[m.Code] = m.Name
	}
	return n, err
}

func tidy(ids []string) []string {
	ids = slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return s == "" })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// of names an authority; one that no directory knows is called what was written down, or said to be outside.
func (n names) of(id string) language.Text {
	if a, ok := n.authorities[id]; ok {
		return language.Same(a.Title())
	}
	if n.outside != "" {
		return language.Same(n.outside)
	}
	return language.T("en motpart utanför Samsyn", "a counterpart outside Samsyn")
}

// outsideOf gives what the counterparts outside of some questions were called, by conversation.
func outsideOf(ctx context.Context, q db.Reader, list ...Enquiry) (map[string]string, error) {
	var conversations []string
	for _, e := range list {
		if e.outside() {
			conversations = append(conversations, e.Conversation)
		}
	}
	return exchange.OutsideNames(ctx, q, tidy(conversations))
}

// place names a municipality by its code.
func (n names) place(code string) string {
	if name := n.places[code]; name != "" {
		return name
	}
	return code
}

// both gives the authorities and the municipality of a question.
func (e Enquiry) both() (authorities, codes []string) {
	return []string{e.Asker, e.Receiver}, []string{e.Municipality}
}

// capital begins a text with a capital letter.
func capital(t language.Text) language.Text {
	up := func(s string) string {
		c, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(c)) + s[size:]
	}
	return language.T(up(t.Sv), up(t.En))
}
