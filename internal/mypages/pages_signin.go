package mypages

import (
	"net/url"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/seeker"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var titleSignIn = language.T("Logga in på mina sidor", "Sign in to my pages")

func (v *View) signInPage(r *web.Request) (web.Response, error) { return v.signInAgain(r, nil) }

// signInAgain shows the ways to sign in, with what was written in the form but for the code.
func (v *View) signInAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	t, s := language.T, readerOf(r)
	demos, err := v.Seekers.Demos(r.Context(), v.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(s.say(titleSignIn), ""),
		ui.Paragraph(s.say(t("Här ser du som är arbetssökande vad kommunen och Arbetsförmedlingen gör tillsammans för dig, och bestämmer vad de får berätta för varandra.", "Here you who look for work see what the municipality and the employment agency do together for you, and decide what they may tell each other.")))}
	if len(demos) > 0 {
		parts = append(parts, demoView(s, demos, onward(r)))
	}
	parts = append(parts, v.eid(s), ui.SectionOf("med-kod", s.say(t("Med engångskod på papper", "With a one-time code on paper")), codeForm(s, sent)), without(s))
	page := s.page(titleSignIn, parts...)
	if sent != nil {
		page = page.Status(sent.Status())
	}
	return page, nil
}

func codeForm(s reader, sent *web.Form) templ.Component {
	t := language.T
	form := ui.Form{Lang: s.tongue.Lang, ID: "kod", Action: SignInPath + "/kod", Submit: ui.Button{Label: s.say(t("Logga in med koden", "Sign in with the code"))}, Fields: []ui.Field{
		{Kind: ui.TextField, Name: "born", Label: s.say(t("Födelsedatum", "Date of birth")), Hint: s.say(t("Åtta siffror: år, månad, dag. Till exempel 19920101. Har du samordningsnummer, skriv numrets åtta första siffror.", "Eight figures: year, month, day. For example 19920101. If you have a coordination number, write its first eight figures.")), Width: ui.Short, InputMode: "numeric", Autocomplete: "off"},
		{Kind: ui.TextField, Name: "code", Label: s.say(t("Koden i brevet", "The code in the letter")), Hint: s.say(t("Sexton tecken. Bindestrecken behövs inte.", "Sixteen characters. The hyphens are not needed.")), Width: ui.Medium, Autocomplete: "one-time-code"},
		{Kind: ui.HiddenField, Name: "till", Value: onward(s.Request)},
	}}
	if sent != nil {
		sent.Set("code")
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	return ui.FormOf(form)
}

// evenly is how long an attempt takes at least, whatever it finds.
const evenly = 250 * time.Millisecond

func (v *View) signInByCode(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	born, code := f.Text("born", web.Required, web.Max(20)), f.Text("code", web.Required, web.Max(40))
	if !f.OK() {
		return v.signInAgain(r, f)
	}
	var who seeker.Seeker
	err = r.LimitSignIn("my pages " + code)
	if err == nil {
		err = web.Even(r.Context(), evenly, func() (err error) {
			who, err = v.Seekers.EnterByCode(r.Context(), born, code)
			return err
		})
	}
	if err != nil {
		if !f.Take(err) {
			return web.Response{}, err
		}
		return v.signInAgain(r, f)
	}
	return signIn(r, who, onward(r))
}

func (v *View) signInDemo(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	who, err := v.Seekers.EnterDemo(r.Context(), f.Value("seeker"))
	if err != nil {
		return web.Response{}, err
	}
	return signIn(r, who, onward(r))
}

// onward is where the person was going below my pages, else the first of them.
func onward(r *web.Request) string {
	u, err := url.Parse(r.Till())
	if err != nil || !Below(u.Path) || u.Path == SignInPath {
		return Path
	}
	return u.String()
}
