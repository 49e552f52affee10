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
	t := language.T
	demos, err := v.Seekers.Demos(r.Context(), v.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(titleSignIn), ""),
		ui.Paragraph(r.Say(t("Här ser du som är arbetssökande vad kommunen och Arbetsförmedlingen gör tillsammans för dig, och bestämmer vad de får berätta för varandra.", "Here you who look for work see what the municipality and the employment agency do together for you, and decide what they may tell each other.")))}
	if len(demos) > 0 {
		parts = append(parts, demoView(r, demos, onward(r)))
	}
	parts = append(parts, ui.SectionOf("med-kod", r.Say(t("Med engångskod på papper", "With a one-time code on paper")), v.codeForm(r, sent)),
		ui.SectionOf("utan-dator", r.Say(t("Utan dator, eller med hjälp av någon annan", "Without a computer, or with somebody's help")),
			ui.Paragraph(r.Say(t("Allt som går att göra här kan du också göra genom din handläggare: på ett möte, per telefon eller i ett brev. Har du ett ombud eller en god man vänder sig den personen till handläggaren. Ombud kan inte logga in här.", "All that can be done here you can also do through your caseworker: in person, by telephone or by letter. If you have a representative or a guardian, that person turns to the caseworker. Representatives cannot sign in here.")))))
	page := web.Page(titleSignIn, ui.Parts(parts...)).Frame(frame(titleSignIn)).Header("Cache-Control", "no-store")
	if sent != nil {
		page = page.Status(sent.Status())
	}
	return page, nil
}

func (v *View) codeForm(r *web.Request, sent *web.Form) templ.Component {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "kod", Action: SignInPath + "/kod", Submit: ui.Button{Label: r.Say(t("Logga in med koden", "Sign in with the code"))}, Fields: []ui.Field{
		{Kind: ui.TextField, Name: "born", Label: r.Say(t("Födelsedatum", "Date of birth")), Hint: r.Say(t("Åtta siffror: år, månad, dag. Till exempel 19920101. Har du samordningsnummer, skriv numrets åtta första siffror.", "Eight figures: year, month, day. For example 19920101. If you have a coordination number, write its first eight figures.")), Width: ui.Short, InputMode: "numeric", Autocomplete: "off"},
		{Kind: ui.TextField, Name: "code", Label: r.Say(t("Koden i brevet", "The code in the letter")), Hint: r.Say(t("Sexton tecken. Bindestrecken behövs inte.", "Sixteen characters. The hyphens are not needed.")), Width: ui.Medium, Autocomplete: "one-time-code"},
		{Kind: ui.HiddenField, Name: "till", Value: onward(r)},
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
	return r.SignIn(who.ID, "", onward(r))
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
	return r.SignIn(who.ID, "", onward(r))
}

// onward is where the person was going below my pages, else the first of them.
func onward(r *web.Request) string {
	u, err := url.Parse(r.Till())
	if err != nil || !Below(u.Path) || u.Path == SignInPath {
		return Path
	}
	return u.String()
}
