package enquiry

import (
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// noteDeeds are what stays within the reader's own authority, and the answer to what was asked by telephone.
func noteDeeds() []deed {
	t := language.T
	return []deed{
		{path: "hort", act: policy.FollowEnquiry, main: true, name: t("Notera svaret", "Note the answer"), says: t("Motparten svarade per telefon eller på annat sätt. Klockan stannar när svaret kom.", "The counterpart answered by telephone or otherwise. The clock stops when the answer came."),
			when: func(p *one) bool { return p.Noted && p.Desk.Side == Asker && (p.State == Open || p.State == Paused) },
			fields: func(p *one) ([]ui.Field, error) {
				return append(heardFields(p.r), ui.Field{Kind: ui.TextareaField, Name: fieldText, Label: p.say(t("Vad blev svaret?", "What was the answer?")), Rows: 3, Optional: true}), nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				h := Heard{Outcome: Outcome(f.Text(fieldOutcome)), Text: f.Long(fieldText), At: timeOf(f, "answeredAt", p.now)}
				return unless(f, func() (Enquiry, error) { return p.s.Heard(p.r.Context(), p.r.Actor, k, h) })
			}, done: t("Svaret är antecknat och klockan har stannat.", "The answer is noted and the clock has stopped.")},
		{path: "anteckna", act: policy.NoteEnquiry, name: t("Skriv en intern anteckning", "Write an internal note"), says: t("Anteckningen lämnar aldrig er myndighet. En kollega som du nämner får veta att den finns.", "The note never leaves your authority. A colleague whom you mention is told that it is there."),
			when: func(p *one) bool { return p.Reads },
			fields: func(p *one) ([]ui.Field, error) {
				options, err := p.colleagues(p.r.Actor.ID)
				return []ui.Field{{Kind: ui.TextareaField, Name: fieldText, Label: p.say(t("Anteckning", "Note")), Rows: 3},
					{Kind: ui.SelectField, Name: "named", Label: p.say(t("Nämn en kollega", "Mention a colleague")), Options: append([]ui.Option{{Label: p.say(t("Ingen", "Nobody"))}}, options...), Optional: true, Width: ui.Medium}}, err
			},
			do: func(p *one, f *web.Form, k Key) error {
				text, named := f.Long(fieldText), tidy([]string{f.Text("named")})
				return unless(f, func() (Enquiry, error) { return Enquiry{}, p.s.Note(p.r.Context(), p.r.Actor, k.ID, text, named) })
			}, done: t("Anteckningen är sparad hos er.", "The note is kept with you.")},
	}
}

// colleagues are those of the reader's authority who handle questions, but for one.
func (p *one) colleagues(but string) (options []ui.Option, err error) {
	found, err := p.s.colleaguesKept(p.r.Context(), p.r.Actor.Authority)
	for _, a := range found {
		if a.ID != but {
			options = append(options, ui.Option{Value: a.ID, Label: a.Name})
		}
	}
	return options, err
}

// notesPart are the internal notes: all of them for who handles the question, else those that mention the reader.
func (p *one) notesPart() templ.Component {
	if len(p.notes) == 0 {
		return nil
	}
	var events []ui.Event
	for _, n := range p.notes {
		body := []templ.Component{ui.Lines(n.Text)}
		for _, id := range n.Named {
			body = append(body, ui.Note(p.say(language.T("Nämner %s", "Mentions %s").With(p.called[id]))))
		}
		events = append(events, ui.Event{When: p.say(calendar.LongDateTime(n.At.Time)), At: n.At.UTC().Format(time.RFC3339), Title: p.called[n.Account], Body: ui.Parts(body...)})
	}
	return ui.SectionIntro("anteckningar", p.say(language.T("Interna anteckningar", "Internal notes")), p.say(language.T("Stannar hos er.", "They stay with you.")), ui.Timeline(events))
}
