package mypages

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/seeker"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Tongue is a language of my pages. Beside the two of the house there may be any number, each with a table of texts; what a
// table lacks is said in Swedish, and marked as Swedish.
type Tongue struct {
	Code string            // of the html element: "ar"
	Name string            // in the language itself, on the button that chooses it
	RTL  bool              // written from right to left
	Lang language.Lang     // of what the table lacks, and of dates and numbers
	Say  map[string]string // texts by the Swedish one; nil for the two of the house
}

// Tongues lists the languages of my pages, in the order in which they are offered.
func Tongues() []Tongue {
	return []Tongue{
		{Code: "sv", Name: "Svenska", Lang: language.Swedish},
		{Code: "en", Name: "English", Lang: language.English},
		{Code: "ar", Name: "العربية", RTL: true, Lang: language.Swedish, Say: arabic},
	}
}

// tongueCookie keeps which language a browser has chosen beside the two of the house.
const (
	tongueCookie = "tongue"
	tongueFor    = 365 * 24 * time.Hour
)

func tongueOf(code string) (Tongue, bool) {
	for _, t := range Tongues() {
		if t.Code == code {
			return t, true
		}
	}
	return Tongue{}, false
}

// reader is who a page is made for, in the language that they read.
type reader struct {
	*web.Request
	tongue Tongue
}

func readerOf(r *web.Request) reader {
	t, ok := tongueOf(r.Handed(tongueCookie))
	if !ok || t.Say == nil {
		t, _ = tongueOf(string(r.Lang))
	} else {
		r.Lang = t.Lang
	}
	return reader{r, t}
}

// in gives a text in a language, else in Swedish, filled.
func (t Tongue) in(text language.Text, args ...any) string {
	if said := t.Say[text.Sv]; said != "" {
		text = language.Same(said)
	}
	if len(args) == 0 {
		return text.In(t.Lang)
	}
	return text.Fill(t.Lang, t.apart(args)...)
}

// apart keeps what is filled into a text from right to left in its own order: a date, or a name in another script. A number
// stays as it is.
func (t Tongue) apart(args []any) []any {
	if !t.RTL {
		return args
	}
	out := slices.Clone(args)
	for i, a := range out {
		switch v := a.(type) {
		case int, int64:
		case language.Text:
			out[i] = isolateBegin + t.in(v) + isolateEnd
		default:
			out[i] = isolateBegin + fmt.Sprint(a) + isolateEnd
		}
	}
	return out
}

// The marks of Unicode (UAX 9) around text whose direction is its own.
const (
	isolateBegin = "\u2068"
	isolateEnd   = "\u2069"
)

// said is a text in the table of the language; empty when the table lacks it.
func (t Tongue) said(text language.Text) string { return t.Say[text.Sv] }

// fault is what is wrong with a form, in the language as far as its table has it.
func (t Tongue) fault(err error) error {
	var f *fault.Fault
	if t.Say == nil || !errors.As(err, &f) {
		return err
	}
	out := *f
	out.Text = language.Same(t.in(f.Text))
	out.Problems = slices.Clone(f.Problems)
	for i := range out.Problems {
		out.Problems[i].Text = language.Same(t.in(out.Problems[i].Text))
	}
	return &out
}

// say gives a text to the reader.
func (r reader) say(text language.Text, args ...any) string { return r.tongue.in(text, args...) }

// dir is the direction of the page.
func (t Tongue) dir() string {
	if t.RTL {
		return "rtl"
	}
	return ""
}

// swedish marks a part that the table of the reader's language lacks as what it is.
func (r reader) swedish(part templ.Component) templ.Component {
	if r.tongue.Say == nil || part == nil {
		return part
	}
	return inSwedish(part)
}

// speech is how the parts that other rooms show speak to the reader.
func (r reader) speech() web.Speech {
	return web.Speech{Say: r.say, Said: r.tongue.said, Swedish: r.swedish}
}

// page is a page of my pages in the reader's language.
func (r reader) page(title language.Text, parts ...templ.Component) web.Response {
	return web.Page(language.Same(r.say(title)), ui.Parts(append(parts, tongues(r))...)).Frame(r.frame(title)).Header("Cache-Control", "no-store")
}

func (r reader) frame(here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Narrow = true
		if r.tongue.Say != nil {
			f.Tongue, f.Dir, f.SwitchHref = r.tongue.Code, r.tongue.dir(), ""
			f.Said = r.tongue.said
		}
		if f.User == nil {
			f.SignIn = SignInPath
			return
		}
		f.User.Name, f.Nav = r.say(saySignedIn), r.menu()
	}
}

// menu is the ways of my pages.
func (r reader) menu() (items []ui.NavItem) {
	for _, w := range ways {
		items = append(items, ui.NavItem{Label: r.say(w.name), Href: w.path, Current: r.URL.Path == w.path})
	}
	return items
}

type way struct {
	name language.Text
	path string
}

var saySignedIn = language.T("Inloggad", "Signed in")

// speak keeps the language that somebody chooses, and leads back.
func (v *View) speak(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	t, ok := tongueOf(f.Value("sprak"))
	if !ok {
		t, _ = tongueOf("sv")
	}
	to := onward(r)
	if f.Value("till") == SignInPath {
		to = SignInPath
	}
	if r.Actor.Has(policy.Jobseeker) {
		if err := v.Seekers.Speak(r.Context(), r.Actor, t.Code); err != nil {
			return web.Response{}, err
		}
	}
	return t.kept(r, web.Redirect(t.at(to))), nil
}

// at is an address, in a language of the house when it is one.
func (t Tongue) at(to string) string {
	u, err := url.Parse(to)
	if err != nil || t.Say != nil {
		return to
	}
	q := u.Query()
	q.Set("lang", t.Code)
	u.RawQuery = q.Encode()
	return u.String()
}

// kept makes the browser remember the language.
func (t Tongue) kept(r *web.Request, out web.Response) web.Response {
	if t.Say == nil {
		return out.Cookie(r.TakeBack(tongueCookie))
	}
	return out.Cookie(r.Hand(tongueCookie, t.Code, tongueFor))
}

// signIn lets a job seeker in, in the language that they have chosen before, on whatever computer.
func signIn(r *web.Request, who seeker.Seeker, to string) (web.Response, error) {
	t, chosen := tongueOf(who.Lang)
	if !chosen {
		return r.SignIn(who.ID, "", to)
	}
	out, err := r.SignIn(who.ID, "", t.at(to))
	return t.kept(r, out), err
}
