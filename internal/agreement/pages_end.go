package agreement

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) endPage(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayEnd, e.endForm(r)), nil
}

// endForm asks for the last day, and says what happens.
func (e editing) endForm(r *web.Request) ui.Form {
	t := language.T
	return ui.Form{Lang: r.Lang, ID: "avsluta", Action: e.Path() + "/avsluta", Submit: ui.Button{Label: r.Say(sayEnd), Kind: ui.Danger},
		Other:  []ui.Button{{Label: r.Say(t("Avbryt", "Cancel")), Href: e.Path(), Kind: ui.Quiet}},
		Before: ui.Paragraph(r.Say(t("Överenskommelsen slutar gälla efter den dag du anger, och kommunen räknas då som utan om ingen ny tar vid. Uppsägningen i sig sker skriftligt mellan parterna. Lämna tomt för att ta tillbaka ett tidigare datum.", "The agreement is no longer in force after the day you give, and the municipality then counts as without one unless a new one takes over. The notice itself is given in writing between the parties. Leave empty to take back an earlier date."))),
		Fields: []ui.Field{
			{Kind: ui.DateField, Name: fieldLast, Label: r.Say(t("Sista dagen som den gäller", "The last day in force")), Value: e.Terminated.String(), Width: ui.Short, Optional: true},
			{Kind: ui.HiddenField, Name: fieldVersion, Value: version(e.Version)},
		}}
}

func (s *Service) endPost(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	last := f.Date(fieldLast)
	if f.OK() {
		_, err := s.End(r.Context(), r.Actor, e.ID, versionOf(f), last)
		if err == nil {
			return web.Redirect(e.Path()).Message(ui.Good, ended(last)), nil
		}
		if !f.Take(at(err, fieldTerminated, fieldLast)) {
			return web.Response{}, err
		}
	}
	return formPage(r, sayEnd, e.endForm(r).Fill(f.Values()).WithFault(f.Err())), nil
}

func ended(last calendar.Date) language.Text {
	if last.IsZero() {
		return language.T("Avslutet är återtaget.", "The ending is taken back.")
	}
	return language.T("Överenskommelsen gäller till och med %s.", "The agreement is in force until %s, that day included.").With(last)
}
