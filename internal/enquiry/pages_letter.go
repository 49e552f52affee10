package enquiry

import (
	"bytes"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/contact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// paramMessage names which answer is printed; without it the latest.
const paramMessage = "meddelande"

var sayPrint = language.T("Skriv ut som brev (PDF)", "Print as a letter (PDF)")

// letterPath is the address of an answer as a letter.
func (p *one) letterPath(message string) string {
	return p.Page() + "/brev.pdf?" + url.Values{paramMessage: {message}}.Encode()
}

// letterLink leads to the answer as a letter to print.
func (p *one) letterLink() (templ.Component, error) {
	answer, ok := p.answer("")
	if !ok {
		return nil, nil
	}
	return ui.A(p.letterPath(answer.ID), p.say(sayPrint)), nil
}

// answer gives an answer of the own authority: the one named, or the latest.
func (t Thread) answer(id string) (Part, bool) {
	for _, part := range slices.Backward(t.Parts) {
		if part.Own && part.Kind == msgAnswer && (id == "" || part.ID == id) {
			return part, true
		}
	}
	return Part{}, false
}

// letterPDF gives an answer as a letter to print and post: to whoever asked by letter, or could not be reached by
// telephone. That it was read is noted. It is in Swedish, the language of what passes between authorities.
func (s *Service) letterPDF(r *web.Request) (web.Response, error) {
	ctx, q := r.Context(), s.Trail.DB()
	t, err := s.Open(ctx, r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	answer, ok := t.answer(r.URL.Query().Get(paramMessage))
	if !ok || t.Desk.Side != Receiver || !t.Desk.LeftAt.IsZero() {
		return web.Response{}, fault.NotFoundThing()
	}
	paths, err := contact.Of(ctx, q, t.Asker)
	if err != nil {
		return web.Response{}, err
	}
	subject := language.T("Svar på er fråga: %s", "Answer to your question: %s").With(t.topic().Name)
	paper, err := s.Exchange.PaperOf(ctx, q, t.Conversation, answer.ID, r.Actor.Authority, subject.Sv, postal(paths, t.Municipality))
	if err != nil {
		return web.Response{}, err
	}
	content, err := paper.Render(language.Swedish)
	if err != nil {
		return web.Response{}, err
	}
	return web.Download("brev.pdf", "application/pdf", int64(len(content)), io.NopCloser(bytes.NewReader(content))), nil
}

// postal gives the lines of the postal address of an authority, by its contact paths: one for the municipality before
// one for any. Without such a path there are none, and the address is written by hand.
func postal(paths []contact.Path, municipality string) []string {
	var found string
	for _, p := range paths {
		if p.Channel == contact.Letter && p.Address != "" && (found == "" || slices.Contains(p.Areas, municipality)) {
			found = p.Address
		}
	}
	lines := strings.FieldsFunc(found, func(c rune) bool { return c == ',' || c == '\n' })
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines
}
