package person

import (
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayProtected = language.T("Skyddet är sparat.", "The protection is saved.")

// protectPost sets or ends the protection. It leads back to the person; whoever has lost sight of the person by it is told
// what was saved.
func (s *Service) protectPost(r *web.Request) (web.Response, error) {
	var p Protection
	var from calendar.Date
	saved := false
	out, err := s.posted(r, "skydd", sayProtected, func(f *web.Form) (err error) {
		p, from = Protection(f.Choice("protection", []string{string(Marker), string(Registration), "none"}, web.Required)), f.Date("from")
		named, err := s.namedBy(r, f)
		if err != nil || !f.OK() {
			return err
		}
		if p == "none" {
			err = s.Unprotect(r.Context(), r.Actor, r.Path("id"), versionOf(f))
		} else {
			err = s.Protect(r.Context(), r.Actor, r.Path("id"), versionOf(f), p, from, named)
		}
		saved = err == nil
		return err
	})
	if err != nil || !saved {
		return out, err
	}
	err = policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadPerson, ref.To(PersonKind, r.Path("id")))
	if fault.Is(err, fault.NotFound) {
		return outOfSight(r, p, from), nil
	}
	return out, err
}

// outOfSight tells somebody who is not named for a person what they saved, without a word of who it is.
func outOfSight(r *web.Request, p Protection, from calendar.Date) web.Response {
	t := language.T
	title := t("Skyddet är sparat", "The protection is saved")
	says := t("*Bara de som du utsåg ser personen nu.* Du är inte en av dem. Därför finns personen inte längre i dina listor.",
		"*Only those you named see the person now.* You are not one of them, so the person is no longer in your lists.")
	lead := ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(says)), Button: &ui.Button{Label: r.Say(t("Till frågorna", "To the questions")), Href: "/fragor"}}
	facts := ui.KeyValues(ui.F(r.Say(t("Skydd", "Protection")), r.Say(p.Name())), ui.F(r.Say(t("Gäller från", "Holds from")), r.Say(from.Long())),
		ui.F(r.Say(t("Om det blev fel", "If it was a mistake")), r.Say(t("Be någon som du utsåg att ändra skyddet.", "Ask somebody whom you named to change the protection."))))
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), r.Say(t("Er myndighets egna uppgifter", "Your authority's own record"))), ui.LeadBlock(lead), facts))
}
