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

// names are what pages call the authorities and municipalities of questions.
type names struct {
	*directory.Edition
	outside string // the counterpart of the question that no directory knows, as it was written down
}

// edition is the directory as it is today.
func (s *Service) edition(ctx context.Context) (*directory.Edition, error) {
	d := s.Trail.DB()
	return s.book.On(ctx, d, calendar.DateOf(d.Now()))
}

func (s *Service) names(ctx context.Context) (names, error) {
	e, err := s.edition(ctx)
	return names{Edition: e}, err
}

func tidy(ids []string) []string {
	ids = slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return s == "" })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// of names an authority; one that no directory knows is called what was written down, or said to be outside.
func (n names) of(id string) language.Text {
	if a, ok := n.Authorities[id]; ok {
		return language.Same(a.Title())
	}
	if n.outside != "" {
		return language.Same(n.outside)
	}
	return language.T("en motpart utanför Samsyn", "a counterpart outside Samsyn")
}

// outsideOf gives what the counterparts outside of some questions were called, by conversation.
func outsideOf[E interface{ without() string }](ctx context.Context, q db.Reader, list ...E) (map[string]string, error) {
	var conversations []string
	for _, e := range list {
		if c := e.without(); c != "" {
			conversations = append(conversations, c)
		}
	}
	return exchange.OutsideNames(ctx, q, tidy(conversations))
}

// without is the conversation of a question whose counterpart stands outside.
func (e *Enquiry) without() string {
	if !e.outside() {
		return ""
	}
	return e.Conversation
}

// place names a municipality by its code.
func (n names) place(code string) string {
	if name := n.Places[code]; name != "" {
		return name
	}
	return code
}

// capital begins a text with a capital letter.
func capital(t language.Text) language.Text {
	up := func(s string) string {
		c, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(c)) + s[size:]
	}
	return language.T(up(t.Sv), up(t.En))
}
