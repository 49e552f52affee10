package signin

import (
	"errors"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// heldSince tells the owner that their account waits to be confirmed; false when it does not.
func (t site) heldSince(r *web.Request) (said string, waits bool, err error) {
	all, err := waiting(r.Context(), t.Trail.DB(), r.Actor.ID)
	if err != nil || len(all) == 0 {
		return "", false, err
	}
	return r.Say(language.T("Ditt konto öppnades på nytt av någon annan %s. Det du lägger till efter det räcker inte för att underteckna förrän en annan administratör har bekräftat att det är du.",
		"Your account was opened anew by somebody else on %s. What you add after that is not enough for signing until another admin has confirmed that it is you.").With(calendar.DateTime(all[0].At.Time))), true, nil
}

// resetPart is what an admin sees of an account that waits to be confirmed, with the button of who may do it.
func (t site) resetPart(r *web.Request, a account.Account) (templ.Component, error) {
	all, err := waiting(r.Context(), t.Trail.DB(), a.ID)
	if err != nil || len(all) == 0 || a.ID == r.Actor.ID {
		return nil, err
	}
	by, err := account.ByID(r.Context(), t.Trail.DB(), all[0].By)
	if err != nil {
		return nil, err
	}
	said := language.T("%s öppnade kontot på nytt %s. Fråga %s själv om det stämmer, helst i ett samtal. Tills någon annan än %s har bekräftat räcker nya inloggningssätt inte för att underteckna.",
		"%s opened the account anew on %s. Ask %s yourself whether that is right, preferably in a talk. Until somebody other than %s has confirmed, new means of sign-in are not enough for signing.").With(by.Name, calendar.DateTime(all[0].At.Time), a.Name, by.Name)
	var button templ.Component
	if !slices.Contains(resetters(all), r.Actor.ID) {
		button = postButton(PathOf(a.ID)+"/bekrafta", r.Say(language.T("Bekräfta kontot", "Confirm the account")), a.Name)
	}
	return section("bekrafta", r.Say(language.T("Kontot väntar på bekräftelse", "The account waits to be confirmed")), r.Say(said), button), nil
}

// confirm is a third person's word. Who has not lately shown who they are is asked to, and comes back.
func (t site) confirm(r *web.Request) (web.Response, error) {
	id := r.Path("id")
	err := t.Confirm(r.Context(), r.Actor, id)
	if errors.Is(err, errProve) {
		return web.Redirect(StepUpPath(PathOf(id))), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(PathOf(id)).Message(ui.Good, language.T("Kontot är bekräftat. Dess ägare kan underteckna.", "The account is confirmed. Its owner can sign.")), nil
}
