package person

import (
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// tasksPart is what is to be done about the person, each until somebody says that it is.
func (p *shown) tasksPart() templ.Component {
	if len(p.tasks) == 0 {
		return nil
	}
	t := language.T
	var parts []templ.Component
	for _, task := range p.tasks {
		parts = append(parts, ui.Paragraph(p.say(task.Kind.Name())), p.form("klar-"+task.ID, "/uppgift/"+task.ID+"/klar", t("Det är gjort", "It is done"), task.Version,
			ui.Field{Kind: ui.TextField, Name: "note", Label: p.say(t("Vad gjorde du?", "What did you do?"))}))
	}
	return ui.SectionIntro("gora", p.say(t("Att göra", "To do")), "", ui.Parts(parts...))
}

func (p *shown) reachPart() templ.Component {
	t := language.T
	guarded := p.Protected(p.day())
	facts := []ui.Fact{ui.F(p.say(t("Telefon", "Telephone")), orDash(p.Phone))}
	fields := []ui.Field{{Kind: ui.TextField, Name: "name", Label: p.say(t("Namn", "Name")), Value: p.Name, Optional: true, Autocomplete: "off"}, {Kind: ui.TelField, Name: "phone", Label: p.say(t("Telefon", "Telephone")), Value: p.Phone, Optional: true, Autocomplete: "off"}}
	if !guarded {
		facts = append(facts, ui.F(p.say(t("E-post", "E-mail")), orDash(p.Email)), ui.F(p.say(t("Adress", "Address")), orDash(p.Address)))
		fields = append(fields, ui.Field{Kind: ui.EmailField, Name: "email", Label: p.say(t("E-post", "E-mail")), Value: p.Email, Optional: true, Autocomplete: "off"}, ui.Field{Kind: ui.TextField, Name: "address", Label: p.say(t("Adress", "Address")), Value: p.Address, Optional: true, Autocomplete: "off"})
	}
	var edit templ.Component
	if p.may[policy.EditPerson] {
		edit = ui.Fold(ui.FoldOf{Title: p.say(t("Ändra", "Change")), Open: p.failed == "nas", Body: p.form("nas", "/nas", t("Spara", "Save"), p.Version, fields...)})
	}
	return ui.SectionIntro("hur-nas", p.say(t("Så nås personen", "How the person is reached")), "", ui.Parts(ui.KeyValues(facts...), edit))
}

func (p *shown) protectionPart() templ.Component {
	t := language.T
	var body templ.Component
	if p.may[policy.ProtectPerson] {
		fields := []ui.Field{{Kind: ui.RadiosField, Name: "protection", Label: p.say(t("Skydd enligt folkbokföringen", "Protection by the population register")), Value: string(p.Protection), Options: []ui.Option{
			{Value: string(Marker), Label: p.say(Marker.Name())}, {Value: string(Registration), Label: p.say(Registration.Name())}, {Value: "none", Label: p.say(t("skyddet har upphört", "the protection has ended"))}}},
			{Kind: ui.DateField, Name: "from", Label: p.say(t("Från och med", "From")), Value: p.day().String(), Width: ui.Short},
			{Kind: ui.TextareaField, Name: "named", Rows: 3, Label: p.say(t("Användarnamn för dem som får hantera uppgifterna", "User names of those who may handle it")), Optional: true, Hint: p.say(t("Ett på varje rad. De måste vara behöriga för skyddade personuppgifter. Alla andra slutar se personen, du också om du inte är utsedd.", "One on each line. They must be cleared for protected identities. All others cease to see the person, you too unless named."))}}
		body = ui.Fold(ui.FoldOf{Title: p.say(t("Ändra skyddet", "Change the protection")), Open: p.failed == "skydd", Body: p.form("skydd", "/skydd", t("Spara skyddet", "Save the protection"), p.Version, fields...)})
	}
	return ui.SectionIntro("skyddet", p.say(t("Skyddade personuppgifter", "Protected identity")), p.say(capital(p.Protection.Name())), body)
}

// capital begins a text with a capital letter.
func capital(t language.Text) language.Text {
	up := func(s string) string {
		c, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(c)) + s[size:]
	}
	return language.T(up(t.Sv), up(t.En))
}

// posted does an act of the page's form and leads back; what cannot be saved is shown again as it was filled in.
func (s *Service) posted(r *web.Request, id string, done language.Text, act func(f *web.Form) error) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	err = act(f)
	if err == nil && f.OK() {
		return web.Redirect(pagePath+r.Path("id")).Message(ui.Good, done), nil
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	return s.pageAgain(r, id, f)
}

func (s *Service) reachPost(r *web.Request) (web.Response, error) {
	return s.posted(r, "nas", language.T("Uppgifterna är sparade.", "The details are saved."), func(f *web.Form) error {
		name, reach := f.Text("name"), Reached{Phone: f.Text("phone"), Email: f.Text("email"), Address: f.Text("address")}
		if !f.OK() {
			return nil
		}
		return s.Edit(r.Context(), r.Actor, r.Path("id"), versionOf(f), name, reach)
	})
}

func (s *Service) groundPost(r *web.Request) (web.Response, error) {
	side, err := directory.SideOf(r.Context(), s.Trail.DB(), r.Actor.Authority, r.Actor.Unit, calendar.DateOf(s.Trail.DB().Now()))
	if err != nil {
		return web.Response{}, err
	}
	return s.posted(r, "grund", language.T("Grunden är registrerad.", "The ground is registered."), func(f *web.Form) error {
		in := NewGround{Kind: law.GroundID(f.Text("ground")), To: f.Text("to"), Purpose: f.Text("purpose"), Citation: f.Text("citation"), Motive: f.Text("motive"), Until: f.Date("until"), Judged: f.Ticked("judged")}
		if in.Kind == law.Consent {
			in.Form, in.Topics = Form(f.Text("form")), Broad(f.Ticked("health"))
		}
		var err error
		if in.File, err = sentEvidence(r, f, false); err != nil || !f.OK() {
			return err
		}
		_, err = s.AddGround(r.Context(), r.Actor, r.Path("id"), side, in)
		return err
	})
}

func (s *Service) acceptPost(r *web.Request) (web.Response, error) {
	return s.posted(r, "", language.T("Samtycket är godtaget.", "The consent is accepted."), func(f *web.Form) error {
		_, err := s.Accept(r.Context(), r.Actor, r.Path("grund"), versionOf(f))
		return err
	})
}

func (s *Service) rejectPost(r *web.Request) (web.Response, error) {
	return s.posted(r, "avsla-"+r.Path("grund"), language.T("Samtycket är avslaget. Berätta för personen; uppgiften står kvar tills det är gjort.", "The consent is rejected. Tell the person; the task stays until it is done."), func(f *web.Form) error {
		_, err := s.Reject(r.Context(), r.Actor, r.Path("grund"), versionOf(f), f.Long("reason"))
		return err
	})
}

func (s *Service) withdrawPost(r *web.Request) (web.Response, error) {
	return s.posted(r, "", language.T("Utlämnandet är stoppat hos er och hos motparten.", "Disclosure is stopped with you and the counterpart."), func(f *web.Form) error {
		_, err := s.Withdraw(r.Context(), r.Actor, r.Path("grund"), versionOf(f))
		return err
	})
}

func (s *Service) donePost(r *web.Request) (web.Response, error) {
	id := r.Path("uppgift")
	return s.posted(r, "klar-"+id, language.T("Det är antecknat.", "It is noted."), func(f *web.Form) error {
		note := f.Text("note", web.Required)
		if !f.OK() {
			return nil
		}
		return s.Done(r.Context(), r.Actor, id, versionOf(f), note)
	})
}

// emergencyPage asks why a record must be opened now. It is the same page whether there is such a record or not.
func (s *Service) emergencyPage(r *web.Request) (web.Response, error) {
	return emergency(r, web.NewForm(nil))
}

func emergency(r *web.Request, f *web.Form) (web.Response, error) {
	t := language.T
	title := t("Nödöppna", "Open in an emergency")
	form := ui.Form{Lang: r.Lang, ID: "nodoppna", Action: pagePath + r.Path("id") + "/nodoppna", Submit: ui.Button{Label: r.Say(t("Öppna i 24 timmar", "Open for 24 hours")), Kind: ui.Danger}, Fields: []ui.Field{
		{Kind: ui.TextareaField, Name: "reason", Label: r.Say(t("Varför måste akten öppnas nu?", "Why must the record be opened now?")), Rows: 3}}}
	lead := ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Öppningen granskas i efterhand.* Den gäller i 24 timmar, och ditt skäl står i loggen.", "*The opening is reviewed afterwards.* It lasts 24 hours, and your reason stands in the log.")))}
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(lead), ui.FormOf(form.Fill(f.Values()).WithFault(f.Err())))).Status(f.Status()), nil
}

func (s *Service) emergencyPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err = s.OpenInEmergency(r.Context(), r.Actor, r.Path("id"), f.Long("reason")); err == nil {
		return web.Redirect(pagePath+r.Path("id")).Message(ui.Warn, language.T("Öppnad i 24 timmar.", "Opened for 24 hours.")), nil
	}
	if !f.Take(err) {
		return web.Response{}, err
	}
	return emergency(r, f)
}
