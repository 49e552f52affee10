package request

import (
	"bytes"
	"context"
	"io"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// letterOf is what the person is told now, as a letter to print and post.
func (s *Service) letterOf(ctx context.Context, v View) (exchange.Paper, error) {
	e, ok := v.Reply()
	if !ok {
		return exchange.Paper{}, fault.New(fault.Conflict, noneYet)
	}
	q := s.Trail.DB()
	of, err := directory.AuthorityByID(ctx, q, v.Authority, today(q))
	to := v.addressed(today(q))
	if err != nil {
		return exchange.Paper{}, err
	}
	reach, err := contact.SaidToPersons(ctx, q, v.Authority, v.Municipality, today(q))
	return exchange.Paper{From: []string{of.Title()}, To: to, Reach: reach, Registry: v.Registry, Subject: v.subject(e).Sv, Text: v.letterText(e, today(q)).Sv, Sent: e.At.Time, Made: q.Now()}, err
}

// addressed is to whom the letter goes, and where: whoever asked, but for a representative who may not be told. Then it is
// the person, at the address of the person's own record.
func (v View) addressed(on calendar.Date) []string {
	name, address := v.Who.Name, v.Content.Address
	switch {
	case !v.Content.answersWhoAsked(on):
		address = ""
	case v.By != Person && v.Content.ByName != "":
		name = v.Content.ByName
	}
	if address == "" {
		address = v.Who.Address
	}
	return append([]string{name}, lines(address)...)
}

// lines are the lines of an address as it was written.
func lines(address string) (out []string) {
	for _, line := range strings.FieldsFunc(address, func(c rune) bool { return c == '\n' || c == ',' }) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// subject is the heading of the letter. It stands inside, never on the envelope.
func (v View) subject(e Event) language.Text {
	t := language.T
	name := lower(v.Type.Name())
	switch {
	case e.Act == AskMore:
		return t("Vi behöver veta mer om din begäran (%s)", "We need to know more of your request (%s)").With(name)
	case e.Act == Extend:
		return t("Vi behöver mer tid för din begäran (%s)", "We need more time for your request (%s)").With(name)
	case e.Act == Offer:
		return t("Tid för möte", "A time to meet")
	case v.Type.Right():
		return t("Beslut om din begäran (%s)", "Decision on your request (%s)").With(name)
	}
	return t("Svar till dig (%s)", "An answer to you (%s)").With(name)
}

// askedSaid says who was in touch, to whom the letter goes.
func (v View) askedSaid(today calendar.Date) language.Text {
	t, on := language.T, dayOf(v.AskedAt).Long()
	switch {
	case v.By == Person:
		return t("Du hörde av dig till oss %s.", "You were in touch with us on %s.").With(on)
	case v.Content.answersWhoAsked(today):
		return t("Du hörde av dig till oss %s för %s.", "You were in touch with us on %s for %s.").With(on, v.Who.Name)
	}
	return t("%s hörde av sig till oss för dig %s.", "%s was in touch with us for you on %s.").With(v.Content.ByName, on)
}

// letterText is what the letter says: the decision, what was said, what follows from it, and how to go on.
func (v View) letterText(e Event, on calendar.Date) language.Text {
	t := language.T
	parts := []language.Text{v.askedSaid(on)}
	switch e.Act {
	case Grant:
		parts = append(parts, t("Vi har beslutat att göra som du begär.", "We have decided to do as you ask."))
	case Refuse:
		parts = append(parts, t("Vi har beslutat att inte göra som du begär. Skälen står här.", "We have decided not to do as you ask. The reasons stand here."))
	case Offer:
		parts = append(parts, t("Vi har en tid för dig: %s.", "We have a time for you: %s.").With(calendar.LongDateTime(e.Starts.Time)))
	case Extend:
		parts = append(parts, t("Du får vårt beslut senast %s. Skälen till att vi behöver mer tid står här.", "You get our decision by %s. The reasons why we need more time stand here.").With(v.dueSaid()))
	}
	parts = append(parts, language.Same(e.Said))
	if e.Act == Refuse {
		for _, a := range AppealsOf(v.Type, dayOf(e.At)) {
			parts = append(parts, t("%s (%s)", "%s (%s)").With(a.Says, language.Same(a.Citation)))
		}
	} else if e.Act != AskMore && e.Act != Extend {
		parts = append(parts, t("Hjälper svaret inte? Hör av dig till oss på det sätt som passar dig, så tittar vi på det igen.", "Does the answer not help? Get in touch with us in the way that suits you, and we look at it again."))
	}
	out := parts[0]
	for _, p := range parts[1:] {
		out = language.T("%s\n\n%s", "%s\n\n%s").With(out, p)
	}
	return out
}

func (v View) dueSaid() language.Text {
	if v.Due.IsZero() {
		return language.Text{}
	}
	return calendar.DateOf(v.Due.Add(-1)).Long()
}

// letterPDF gives what the person is told as a letter, for who handles the request; that it was read is noted.
func (s *Service) letterPDF(r *web.Request) (web.Response, error) {
	v, err := s.readable(r)
	if err != nil {
		return web.Response{}, err
	}
	if v.guarded(s) {
		return web.Response{}, fault.New(fault.Conflict, phoneOnly)
	}
	paper, err := s.letterOf(r.Context(), v)
	if err != nil {
		return web.Response{}, err
	}
	content, err := paper.Render(language.Swedish)
	if err != nil {
		return web.Response{}, err
	}
	return download("brev.pdf", "application/pdf", content), nil
}

// guarded tells whether the identity is protected now, so that no letter is sent.
func (v View) guarded(s *Service) bool { return v.Who.Protected(today(s.Trail.DB())) }

// readable opens a request for who handles it; for others there is nothing here.
func (s *Service) readable(r *web.Request) (View, error) {
	v, err := s.Open(r.Context(), r.Actor, r.Path("id"))
	if err == nil && !v.Reads {
		err = fault.NotFoundThing()
	}
	return v, err
}

func download(name, kind string, content []byte) web.Response {
	return web.Download(name, kind, int64(len(content)), io.NopCloser(bytes.NewReader(content)))
}
