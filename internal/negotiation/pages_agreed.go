package negotiation

import (
	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// dayAsked is the day that the address asks about; today when it does not say.
func (s *Service) dayAsked(r *web.Request) (calendar.Date, error) {
	f := r.ReadQuery()
	day := f.Date(directory.DayParam)
	if day.IsZero() {
		day = calendar.DateOf(s.Trail.DB().Now())
	}
	return day, f.Err()
}

func textPathOn(agreementID string, day calendar.Date) string {
	return textPath(agreementID) + "?" + directory.DayParam + "=" + day.String()
}

// agreedLead says of the text shown when it holds as of today, and leads from the text in force to a renewal's that is
// signed and coming, and back.
func (s *Service) agreedLead(r *web.Request, a agreement.Agreement, t, coming Text) (templ.Component, error) {
	d, err := Get(r.Context(), s.Trail.DB(), t.Draft)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(s.Trail.DB().Now())
	lead := ui.Lead{Text: ui.Rich(r.Say(language.T("Det här är överenskommelsens text sedan %s.", "This is the text of the agreement since %s.").With(d.since(a, t))))}
	switch next, _ := Term(coming.Doc); {
	case d.since(a, t).After(today):
		lead.Text = ui.Rich(r.Say(language.T("Den här texten är undertecknad och *börjar gälla %s*. Till dess gäller den tidigare texten.", "This text is signed and *begins to hold on %s*. Until then the earlier text holds.").With(d.since(a, t).Long())))
		if d.Kind == Renewal && d.Concluded == d.Agreement {
			lead.Button = &ui.Button{Label: r.Say(language.T("Texten som gäller nu", "The text in force now")), Href: textPath(a.ID), Kind: ui.Secondary}
		} else {
			lead.Text = ui.Rich(r.Say(language.T("Den här texten är undertecknad och *börjar gälla %s*.", "This text is signed and *begins to hold on %s*.").With(d.since(a, t).Long())))
		}
	case coming.No > 0 && coming.Digest != t.Digest:
		lead.Text = ui.Rich(r.Say(language.T("Det här är överenskommelsens text sedan %s, och den *gäller till och med %s*. Sedan gäller förlängningens text.", "This is the text of the agreement since %s, and it *holds until %s*, that day included. After that the renewal's text holds.").With(d.since(a, t), next.AddDays(-1).Long())))
		lead.Button = &ui.Button{Label: r.Say(language.T("Läs förlängningens text", "Read the renewal's text")), Href: textPathOn(a.ID, next), Kind: ui.Secondary}
	}
	return ui.LeadBlock(lead), nil
}

// since is the first day on which a text was or will be the agreement's: of the first one the agreement's own first day,
// when that is after the signing.
func (d Draft) since(a agreement.Agreement, t Text) calendar.Date {
	if d.Holds.IsZero() {
		return calendar.Max(calendar.DateOf(t.FrozenAt.Time), a.From)
	}
	return calendar.Max(d.Holds, a.From)
}

var sayComing = language.T("En förlängning är undertecknad. Dess text gäller från %s; till dess gäller texten ovan.", "A renewal is signed. Its text holds from %s; until then the text above holds.")
