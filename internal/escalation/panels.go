package escalation

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/enquiry"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Aside says on a question's page what happens if the time runs out: who learns what, and when; and once it is escalated,
// how far it has come.
func (s *Service) Aside(r *web.Request, v enquiry.View) (templ.Component, error) {
	if v.State == enquiry.Draft || v.Noted || !enquiry.BothHere(v.Enquiry) {
		return nil, nil
	}
	ctx, q := r.Context(), s.Trail.DB()
	e, ok, err := s.OfQuestion(ctx, q, r.Actor, v.Enquiry)
	if err != nil {
		return nil, err
	}
	if ok {
		return s.risen(r, e)
	}
	if !v.State.Live() || v.Due.IsZero() {
		return nil, nil
	}
	l, err := s.ladderFor(ctx, v.Enquiry)
	if err != nil {
		return nil, err
	}
	title := language.T("Om tiden går ut", "If the time runs out")
	lines := aheadOf(r, l, v.Enquiry, q.Now())
	if !v.Escalates() {
		lines = []string{r.Say(language.T("Klockan står stilla. Inget lyfts så länge.", "The clock stands still. Nothing is raised meanwhile."))}
	}
	return ui.SectionIntro("trappan", r.Say(title), "", ui.Parts(ui.Bullets(lines...), ladderLink(r, v.Agreement, l), raiseForm(r, v))), nil
}

// ladderFor is the ladder that would hold, from what the question's promise is of; read from texts that are kept.
func (s *Service) ladderFor(ctx context.Context, e enquiry.Enquiry) (ladder.Ladder, error) {
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	id := e.Agreement
	if id == "" {
		var err error
		if id, err = s.ladders.agreementOf(ctx, q, e.Asker, e.Receiver, e.Municipality, day); err != nil {
			return ladder.Ladder{}, err
		}
	}
	return s.ladders.of(ctx, q, id, day)
}

// aheadOf is who learns what and when, from now on.
func aheadOf(r *web.Request, l ladder.Ladder, e enquiry.Enquiry, now time.Time) (lines []string) {
	t := language.T
	stand := ladder.Question(e.SentAt.Time, e.Due.Time)
	if remind := l.Remind(stand); remind.After(now) {
		lines = append(lines, r.Say(t("%s: den som ska svara påminns", "%s: whoever is to answer is reminded").With(shortDay(remind))))
	}
	for _, st := range l.Ahead(stand) {
		says := t("%s: frågan går till %s", "%s: the question goes to %s").With(shortDay(st.Since), st.Level.Role())
		if st.Level == ladder.Coordinators {
			says = t("%s: de samverkansansvariga hos båda får veta kommun, slag och tid, inte personen", "%s: the coordinators of both are told the municipality, the sort and the time, not the person").With(shortDay(st.Since))
		}
		lines = append(lines, r.Say(says))
	}
	return lines
}

// raiseForm lets whoever works with the question raise it now.
func raiseForm(r *web.Request, v enquiry.View) templ.Component {
	if !v.Can.May(policy.RaiseEnquiry) {
		return nil
	}
	f := ui.Form{Lang: r.Lang, ID: "eskalera", Action: v.Page() + "/eskalera", Fields: []ui.Field{reasonField(r)}, Submit: ui.Button{Label: r.Say(language.T("Lyft frågan", "Raise the question")), Kind: ui.Secondary}}
	return ui.Fold(ui.FoldOf{Title: r.Say(language.T("Lyft frågan nu", "Raise the question now")), Body: ui.Parts(ui.Paragraph(r.Say(language.T("De samverkansansvariga hos båda parter får veta kommun, slag av fråga, tid och skälet. Inget om personen.", "The coordinators of both parties are told the municipality, the sort of question, the time and the reason. Nothing about the person."))), ui.FormOf(f))})
}

// risen is how far a question has come.
func (s *Service) risen(r *web.Request, v View) (templ.Component, error) {
	n, err := namesOf(r.Context(), s.Trail.DB(), v.Escalation)
	if err != nil {
		return nil, err
	}
	t := language.T
	said := t("Avslutad.", "Ended.")
	if v.State == Open {
		said = t("Ligger hos %s.", "With %s.").With(v.Level.Name())
		if !v.NextAt.IsZero() {
			said = t("Ligger hos %s till %s.", "With %s until %s.").With(v.Level.Name(), calendar.LongDateTime(v.NextAt.Time))
		}
	}
	parts := []templ.Component{ui.Join(ui.StatusChip(levelStatus(v.Escalation, r.Lang)), ui.Text(r.Say(said))), ui.Timeline(events(r, v, n)), ladderLink(r, v.Agreement, v.Ladder.Ladder)}
	if policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadEscalation, v.Ref()) == nil {
		parts = append(parts, ui.A(v.Path(), r.Say(t("Öppna eskaleringen", "Open the escalation"))))
	}
	return ui.SectionIntro("trappan", r.Say(t("Eskalerad som %s", "Escalated as %s").With(v.Number())), "", ui.Parts(parts...)), nil
}

// AgreementPanel shows an agreement's ladder on its page, with what is on it now for those who may see that.
func (s *Service) AgreementPanel(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	if !a.InForce(day) {
		return nil, nil
	}
	l, err := s.ladders.of(ctx, q, a.ID, day)
	if err != nil {
		return nil, err
	}
	t := language.T
	var facts []ui.Fact
	for _, v := range ladder.Levels()[1:] {
		said := t("ingen tidsgräns", "no time limit")
		if n := l.Days(v); n > 0 {
			said = calendar.CountWorkingDays(n)
		}
		facts = append(facts, ui.F(r.Say(capital(v.Name())), r.Say(said)))
	}
	intro := t("Det som inte löses i tid går uppåt: %s.", "What is not solved in time rises: %s.").With(l.Why())
	parts := []templ.Component{ui.KeyValues(facts...)}
	if r.May(policy.ReadEscalation) {
		n, err := s.Count(ctx, q, r.Actor, Filter{Agreement: a.ID})
		if err != nil {
			return nil, err
		}
		if n > 0 {
			parts = append(parts, ui.A(listPath, r.Say(language.Plural(n, t("%d öppen eskalering hos er", "%d open escalation with you"), t("%d öppna eskaleringar hos er", "%d open escalations with you")))))
		} else {
			parts = append(parts, ui.A(listPath, r.Say(sayTitle)))
		}
	}
	return ui.SectionIntro("eskalering", r.Say(t("Trappan", "The ladder")), r.Say(intro), ui.Parts(parts...)), nil
}
