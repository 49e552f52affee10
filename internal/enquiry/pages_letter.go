package enquiry

import (
	"bytes"
	"context"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/contact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
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
	if !ok && p.declinedUnopened() {
		return ui.A(p.Page()+"/brev.pdf", p.say(sayPrint)), nil
	}
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

// declinedUnopened tells whether the own side declined without ever having opened who the person is: the answer then says
// no more than what whoever may see the question without the person knows already.
func (v View) declinedUnopened() bool {
	info, _ := OutcomeOf(v.Outcome)
	return info.Refusal && v.Needs() && !v.Noted && v.Desk.LeftAt.IsZero() && (v.State == Done || v.State == Closed)
}

// toPrint gives the thread to whoever may print its answer: whoever handles the question, and of one declined without
// opening any colleague who may see it, without anything else of the thread. That it was read is noted.
func (s *Service) toPrint(ctx context.Context, actor policy.Actor, id string) (t Thread, err error) {
	v, err := s.Get(ctx, s.Trail.DB(), actor, id)
	if err != nil {
		return t, err
	}
	if v.Reads || !v.declinedUnopened() {
		return s.Open(ctx, actor, id)
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		t = Thread{}
		by, err := policy.CheckReadBy(ctx, tx, actor, policy.ReadEnquiry, v.Ref())
		if err != nil {
			return err
		}
		if t.View, err = s.view(ctx, tx, actor, id, v.Can); err != nil {
			return err
		}
		if !t.declinedUnopened() {
			return fault.NotFoundThing()
		}
		if err := s.ownAnswers(ctx, tx, &t); err != nil {
			return err
		}
		return tx.Note(policy.ReadEnquiry, t.Ref(), noted{State: t.State, Outcome: t.Outcome, Hidden: t.Needs(), By: by})
	})
	return t, err
}

func (s *Service) ownAnswers(ctx context.Context, tx *audit.Tx, t *Thread) error {
	copies, err := s.Exchange.Thread(ctx, tx, t.Conversation, t.Desk.Authority)
	for _, c := range copies {
		if p := part(c, t.View); p.Own && p.Kind == msgAnswer {
			t.Parts = append(t.Parts, p)
		}
	}
	return err
}

// letterPDF gives an answer as a letter to print and post: to whoever asked by letter, or could not be reached by
// telephone. It is in Swedish, the language of what passes between authorities.
func (s *Service) letterPDF(r *web.Request) (web.Response, error) {
	ctx, q := r.Context(), s.Trail.DB()
	t, err := s.toPrint(ctx, r.Actor, r.Path("id"))
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
