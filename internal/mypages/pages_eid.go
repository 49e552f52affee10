package mypages

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/seal"
	"samsyn/internal/seeker"
	"samsyn/internal/signin"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	eidPath    = SignInPath + "/e-legitimation"
	answerPath = SignInPath + "/svar" // where the provider sends the browser back
)

// visitCookie keeps what was begun at the provider, sealed, in the browser that began.
const (
	visitCookie = "begun-my-pages"
	visitFor    = 10 * time.Minute
)

var visitPlace = seal.Place{Table: "signin_spent", Column: "cookie", Row: "my-pages"}

// eid is the way in by e-identification; nil when the installation has no provider of it.
func (v *View) eid(s reader) templ.Component {
	if v.Provider == nil {
		return nil
	}
	t := language.T
	to := eidPath + "?" + url.Values{"till": {onward(s.Request)}}.Encode()
	return ui.SectionOf("med-e-legitimation", s.say(t("Med e-legitimation", "With e-identification")), ui.Buttons(ui.Button{Label: s.say(t("Logga in med %s", "Sign in with %s"), v.Provider.Name), Href: to}))
}

func (v *View) backAt(r *web.Request) string {
	if v.Base != "" {
		return v.Base + answerPath
	}
	return r.Origin() + answerPath
}

func (v *View) visit(r *web.Request) (web.Response, error) {
	begun, err := v.Provider.NewVisit(v.Trail.DB().Rand(), onward(r))
	if err != nil {
		return web.Response{}, err
	}
	to, err := v.Provider.Depart(begun, v.backAt(r))
	if err != nil {
		return web.Response{}, err
	}
	plain, err := json.Marshal(begun)
	if err != nil {
		return web.Response{}, err
	}
	sealed, err := v.Trail.Keys().Seal(visitPlace, plain)
	if err != nil {
		return web.Response{}, err
	}
	return web.RedirectOut(to).Cookie(r.Hand(visitCookie, base64.RawURLEncoding.EncodeToString(sealed), visitFor)).Header("Cache-Control", "no-store"), nil
}

// begun is what this browser has begun; zero when nothing, which no answer matches.
func (v *View) begun(r *web.Request) (begun signin.Visit) {
	sealed, err := base64.RawURLEncoding.DecodeString(r.Handed(visitCookie))
	if err != nil {
		return signin.Visit{}
	}
	plain, err := v.Trail.Keys().Open(visitPlace, sealed)
	if err != nil || json.Unmarshal(plain, &begun) != nil {
		return signin.Visit{}
	}
	return begun
}

// comeBack signs in whoever comes back from the provider, by the number that it states. Whether any authority knows the
// number makes no difference.
func (v *View) comeBack(r *web.Request) (web.Response, error) {
	q, begun := r.URL.Query(), v.begun(r)
	number, err := v.Provider.Number(r.Context(), begun, v.backAt(r), q.Get("state"), q.Get("code"))
	if fault.Is(err, fault.Invalid) {
		return web.Redirect(SignInPath).Message(ui.Bad, language.T("Det gick inte att bekräfta vem du är. Försök igen, eller logga in med en engångskod.", "It could not be confirmed who you are. Try again, or sign in with a one-time code.")).Cookie(r.TakeBack(visitCookie)), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	return v.enter(r, number, begun.Till)
}

func (v *View) enter(r *web.Request, number identity.PersonalNumber, till string) (web.Response, error) {
	who, err := v.Seekers.Enter(r.Context(), number, seeker.ByIdentification)
	if err != nil {
		return web.Response{}, err
	}
	p, err := signIn(r, who, till)
	return p.Cookie(r.TakeBack(visitCookie)), err
}
