package statutory

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// deed is an act that the page of a notice offers: what it asks, and what it does.
type deed struct {
	path   string // of the address and of the form
	act    Act
	name   language.Text
	says   language.Text // what happens, over the form
	danger bool
	fields func(p *one) []ui.Field // nil asks nothing
	do     func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error)
	done   language.Text
}

func deeds() []deed {
	t := language.T
	text := func(label, hint language.Text, needed bool) func(*one) []ui.Field {
		return func(p *one) []ui.Field {
			return []ui.Field{{Kind: ui.TextareaField, Name: fieldText, Label: p.say(label), Hint: p.say(hint), Rows: 3, MaxLength: longestText, Optional: !needed, Swedish: true}}
		}
	}
	return []deed{
		{path: "ta", act: Take, name: t("Ta emot underrättelsen", "Receive the notice"), says: t("Du handlägger den och ser vem den gäller. Läsningen antecknas.", "You handle it and see whom it concerns. The reading is noted."),
			do: func(s *Service, r *web.Request, _ *web.Form, k Key) (Notice, error) {
				return s.Take(r.Context(), r.Actor, k)
			}, done: t("Du handlägger underrättelsen nu.", "You handle the notice now.")},
		{path: "aterkoppla", act: Feedback, name: t("Återkoppla", "Say what you have done"), says: t("Avsändaren får veta vad ni har bedömt och gjort.", "The sender gets to know what you have judged and done."),
			fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, o := range Outcomes() {
					options = append(options, ui.Option{Value: string(o.Outcome), Label: p.say(o.Name)})
				}
				return append([]ui.Field{{Kind: ui.RadiosField, Name: fieldOutcome, Label: p.say(t("Vad har ni gjort?", "What have you done?")), Options: options}},
					text(t("Med egna ord", "In your own words"), t("Behövs bara om avsändaren måste veta mer. Skriv inte mer om personen än så.", "Needed only if the sender must know more. Write no more than that about the person."), false)(p)...)
			}, do: func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error) {
				return s.Act(r.Context(), r.Actor, k, Outcome(f.Text(fieldOutcome, web.Max(40))), f.Long(fieldText))
			}, done: t("Återkopplingen är skickad.", "The feedback is sent.")},
		{path: "be-om-mer", act: AskMore, name: t("Be om komplettering", "Ask for more"), says: t("Er tid står stilla tills avsändaren svarar.", "Your time stands still until the sender answers."), fields: text(t("Vad behöver ni veta?", "What do you need to know?"), language.Text{}, true),
			do: func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error) {
				return s.AskMore(r.Context(), r.Actor, k, f.Long(fieldText))
			}, done: t("Frågan är skickad och tiden står stilla.", "The request is sent and time stands still.")},
		{path: "komplettera", act: GiveMore, name: t("Komplettera", "Give what is asked for"), says: t("Mottagarens tid går igen.", "The receiver's time goes on."), fields: text(t("Svar till mottagaren", "Answer to the receiver"), t("Skriv bara det som efterfrågas.", "Write only what is asked for."), true),
			do: func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error) {
				return s.GiveMore(r.Context(), r.Actor, k, f.Long(fieldText))
			}, done: t("Kompletteringen är skickad.", "What was asked for is sent.")},
		{path: "avsluta", act: Close, name: t("Avsluta", "Finish"), says: t("Du har sett till att rätt mottagare får veta, eller att ingen behöver det.", "You have seen to it that the right receiver gets to know, or that nobody needs to."),
			do: func(s *Service, r *web.Request, _ *web.Form, k Key) (Notice, error) {
				return s.Close(r.Context(), r.Actor, k)
			}, done: t("Underrättelsen är avslutad.", "The notice is closed.")},
		{path: "ge", act: Take, name: t("Ge till en kollega", "Give to a colleague"), says: t("Bara kollegan ser sedan vem den gäller.", "Only the colleague then sees whom it concerns."), fields: func(p *one) []ui.Field {
			return []ui.Field{{Kind: ui.SelectField, Name: fieldAccount, Label: p.say(t("Kollega", "Colleague")), Options: p.colleagues, Width: ui.Medium}}
		}, do: func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error) {
			return s.Give(r.Context(), r.Actor, k, f.Text(fieldAccount, web.Max(40)))
		}, done: t("Kollegan handlägger underrättelsen nu.", "The colleague handles the notice now.")},
		{path: "enhet", act: Move, name: t("Ge till en annan enhet", "Give to another unit"), says: t("Tiden går vidare. Ingen handlägger den förrän någon där tar emot den.", "Time goes on. Nobody handles it until somebody there receives it."), fields: func(p *one) []ui.Field {
			return []ui.Field{{Kind: ui.SelectField, Name: fieldUnit, Label: p.say(t("Enhet", "Unit")), Options: p.units, Width: ui.Medium}}
		}, do: func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error) {
			return s.Move(r.Context(), r.Actor, k, f.Text(fieldUnit, web.Max(40)))
		}, done: t("Underrättelsen är hos den andra enheten.", "The notice is with the other unit.")},
		{path: "lamna-tillbaka", act: Return, name: t("Lämna tillbaka, inte för oss", "Return it, not for us"), says: t("Skyldigheten är avsändarens, så den skickar själv till rätt mottagare. Skicka inte personen vidare.", "The duty is the sender's, so it sends to the right receiver itself. Do not pass the person on."), danger: true,
			fields: text(t("Varför är den inte för er?", "Why is it not for you?"), language.Text{}, true),
			do: func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error) {
				return s.Return(r.Context(), r.Actor, k, f.Long(fieldText))
			}, done: t("Underrättelsen är återlämnad.", "The notice is returned.")},
		{path: "ta-tillbaka", act: Withdraw, name: t("Ta tillbaka underrättelsen", "Take the notice back"), says: t("Inget mer behöver göras och inget räknas. Det som har skickats finns kvar hos mottagaren.", "Nothing more needs to be done and nothing counts. What was sent remains with the receiver."), danger: true,
			fields: text(t("Varför?", "Why?"), language.Text{}, true),
			do: func(s *Service, r *web.Request, f *web.Form, k Key) (Notice, error) {
				return s.Withdraw(r.Context(), r.Actor, k, f.Long(fieldText))
			}, done: t("Underrättelsen är återtagen.", "The notice is taken back.")},
	}
}

// offers tells whether a deed can be done by this reader now, and makes sense.
func (p *one) offers(d deed) bool {
	if !slices.Contains(p.Acts, d.act) {
		return false
	}
	switch d.path {
	case "ta":
		return p.Desk.Account != p.r.Actor.ID
	case "ge":
		return len(p.colleagues) > 1
	case "enhet":
		return len(p.units) > 1
	}
	return true
}

// main is the deed that the page is there for; ok is false when nothing waits for this reader.
func (p *one) main() (deed, bool) {
	for _, d := range deeds() {
		waits := p.State.turn() == p.Desk.Side || d.path == "ta" && p.Desk.Side == Receiver && p.State.Waits()
		if waits && p.offers(d) && slices.Contains([]string{"ta", "aterkoppla", "komplettera", "avsluta"}, d.path) && (d.path != "ta" || p.Desk.Account == "") {
			return d, true
		}
	}
	return deed{}, false
}

// forms are those of what this reader can do now: the main one open, the rest one click away.
func (p *one) forms() templ.Component {
	main, has := p.main()
	var open, folded []templ.Component
	for _, d := range deeds() {
		failed := p.failed != nil && p.failed.path == d.path
		if !p.offers(d) && !failed {
			continue
		}
		first := has && d.path == main.path
		form := p.form(d, failed, first)
		if first || failed {
			open = append(open, ui.SectionIntro("gor-"+d.path, p.say(d.name), p.say(d.says), form))
			continue
		}
		folded = append(folded, ui.Fold(ui.FoldOf{ID: "gor-" + d.path, Title: p.say(d.name), Body: ui.Parts(ui.Paragraph(p.say(d.says)), form)}))
	}
	if len(folded) > 0 {
		open = append(open, ui.SectionIntro("annat", p.say(language.T("Annat du kan göra", "What else you can do")), "", ui.Parts(folded...)))
	}
	return ui.Parts(open...)
}

func (p *one) form(d deed, failed, first bool) templ.Component {
	form := ui.Form{Lang: p.r.Lang, ID: d.path, Action: p.Page() + "/" + d.path, Submit: ui.Button{Label: p.say(d.name), Kind: ui.Secondary}}
	switch {
	case d.danger:
		form.Submit.Kind = ui.Danger
	case first && d.fields != nil:
		form.Submit.Kind = ui.Primary
	}
	if d.fields != nil {
		form.Fields = d.fields(p)
	}
	if failed {
		form = form.Fill(p.failed.form.Values()).WithFault(p.failed.form.Err())
	}
	form.Fields = append(form.Fields, hidden(fieldVersion, strconv.FormatInt(p.Version, 10)))
	return ui.FormOf(form)
}

// failed is an act that could not be done: its form is shown again as it was filled in.
type failed struct {
	path string
	form *web.Form
}

// deedPost does an act and leads back; what cannot be done is shown again with all that was written.
func (s *Service) deedPost(d deed) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
		if err != nil {
			return web.Response{}, err
		}
		if f.OK() {
			if _, err = d.do(s, r, f, Key{v.ID, versionOf(f)}); err == nil && f.OK() {
				return web.Redirect(v.Page()).Message(ui.Good, d.done), nil
			}
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
		return s.oneAgain(r, &failed{d.path, f})
	}
}
