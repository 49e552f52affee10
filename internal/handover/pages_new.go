package handover

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayNew = language.T("Lämna över en person", "Hand a person over")

// The fields of a hand-over, named as the faults of the service name them.
const (
	paramPlace    = "municipality"
	paramReceiver = "receiver"
	fieldAim      = "aim"
	fieldNeeds    = "needs"
	fieldCertain  = "certified"
	protectedYes  = "ja"
	protectedNo   = "nej"
)

// target is where a hand-over would go.
type target struct {
	municipality string
	receiver     string
	path         contact.Path // zero when none is known
	names        matter.Names
	side         law.Side
}

// newPage asks first where, shows who receives there, and only then asks for anything about a person.
func (s *Service) newPage(r *web.Request) (web.Response, error) {
	f := r.ReadQuery()
	p, ok, err := s.placeOf(r, f)
	if err != nil {
		return web.Response{}, err
	}
	if !ok {
		return s.wherePage(r, p, f)
	}
	return s.writePage(r, p, nil), nil
}

// placeOf reads where the hand-over goes; ok is false when that is not said yet. From the agency it goes to a board of
// the municipality, from a board to the agency.
func (s *Service) placeOf(r *web.Request, f *web.Form) (p target, ok bool, err error) {
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	if p.names, err = matter.NamesOn(r, s.book, q); err != nil {
		return p, false, err
	}
	if p.side, err = directory.SideOf(r.Context(), q, r.Actor.Authority, r.Actor.Unit, day); err != nil {
		return p, false, err
	}
	p.municipality, p.receiver = f.Text(paramPlace, web.Max(4)), f.Text(paramReceiver, web.Max(40))
	if r.Actor.Authority != directory.PES {
		p.receiver = directory.PES
		if p.municipality == "" {
			p.municipality = p.names.Authorities[r.Actor.Authority].MunicipalityCode
		}
	}
	a, known := p.names.Authorities[p.receiver]
	if !f.OK() || !directory.IsCode(p.municipality) || !known || p.receiver != directory.PES && a.MunicipalityCode != p.municipality {
		return p, false, nil
	}
	topic := contact.Topic("Q-REFERRAL")
	if p.receiver != directory.PES {
		topic = "M-PLAN"
	}
	routing, err := contact.Route(r.Context(), q, contact.Ask{From: r.Actor.Authority, Municipality: p.municipality, Topic: topic, Personal: true})
	if err == nil && !routing.Hole && routing.Path.Authority == p.receiver {
		p.path = routing.Path
	}
	return p, true, err
}

// wherePage is the first step for the agency: which municipality, and which of its boards.
func (s *Service) wherePage(r *web.Request, p target, f *web.Form) (web.Response, error) {
	t := language.T
	places := []ui.Option{{Label: r.Say(t("Välj kommun", "Choose a municipality"))}}
	for _, m := range p.names.Municipalities {
		places = append(places, ui.Option{Value: m.Code, Label: m.Name})
	}
	form := ui.Form{Lang: r.Lang, ID: "vart", Action: Path + "/ny", Method: "get", Submit: ui.Button{Label: r.Say(t("Fortsätt", "Continue"))}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(t("Vilken kommun?", "Which municipality?")), Options: places, Value: p.municipality, Width: ui.Medium}}}
	if directory.IsCode(p.municipality) {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.RadiosField, Name: paramReceiver, Label: r.Say(t("Vem i kommunen ska ta emot?", "Who in the municipality is to receive?")), Options: p.boards()})
		if f.Has(paramReceiver) || p.receiver != "" {
			f.Problem(paramReceiver, t("Välj vem som ska ta emot.", "Choose who is to receive."))
		}
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Välj vart först. *Inget om personen behövs än*, och mottagaren får inte veta vem det är förrän den har tagit emot.", "Choose where first. *Nothing about the person is needed yet*, and the receiver does not get to know who it is before it has accepted.")))}
	body := ui.Parts(ui.Heading(r.Say(sayNew), ""), ui.LeadBlock(lead), ui.FormOf(form.WithFault(f.Err())))
	return web.Page(sayNew, body).Frame(crumb(r, sayNew)), nil
}

// boards are the choices of boards in the municipality.
func (p target) boards() (out []ui.Option) {
	for _, a := range p.names.BoardsOf(p.municipality) {
		out = append(out, ui.Option{Value: a.ID, Label: a.Title()})
	}
	return out
}

func crumb(r *web.Request, here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: r.Say(here)}}
	}
}

// writePage asks for the rest: what the receiver sees before accepting, then what it gets when it accepts.
func (s *Service) writePage(r *web.Request, p target, sent *web.Form) web.Response {
	form := s.writeForm(r, p)
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Till *%s*. Mottagaren ser först bara *vad ni ber om och varför*. Vem det är får den veta i samma stund som den tar emot.", "To *%s*. The receiver first sees only *what you ask for and why*. It gets to know who it is in the moment when it accepts.").With(p.names.Of(p.receiver))))}
	parts := []templ.Component{ui.Heading(r.Say(sayNew), r.Say(t("Gäller %s", "Concerns %s").With(p.names.Place(p.municipality)))), ui.LeadBlock(lead)}
	if p.path.ID == "" {
		parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Warn, Title: r.Say(t("Mottagaren har ingen bemannad kontaktväg för överlämningar", "The receiver has no staffed contact path for hand-overs")), Text: r.Say(t("Överlämningen hamnar i mottagarens lista. Ring gärna och säg att den är skickad, utan att säga vem den gäller.", "The hand-over comes to the receiver's list. You may well call and say that it is sent, without saying whom it concerns."))}))
	}
	out := web.Page(sayNew, ui.Parts(append(parts, ui.FormOf(form))...)).Frame(crumb(r, sayNew))
	if sent != nil && !sent.OK() {
		out = out.Status(sent.Status())
	}
	return out
}

func (s *Service) writeForm(r *web.Request, p target) ui.Form {
	t := language.T
	hide := func(name, value string) ui.Field { return ui.Field{Kind: ui.HiddenField, Name: name, Value: value} }
	aims, needs := []ui.Option{}, []ui.Option{}
	for _, a := range Aims() {
		aims = append(aims, ui.Option{Value: string(a), Label: r.Say(a.Name()), Hint: r.Say(a.Says())})
	}
	for _, n := range matter.Needs() {
		if !n.Health {
			needs = append(needs, ui.Option{Value: string(n.Need), Label: r.Say(n.Name)})
		}
	}
	ages := []ui.Option{{Label: r.Say(t("Anges inte", "Not said"))}}
	for _, a := range []Age{Under25, Adult, Over59} {
		ages = append(ages, ui.Option{Value: string(a), Label: r.Say(a.Name())})
	}
	fields := []ui.Field{hide(paramPlace, p.municipality), hide(paramReceiver, p.receiver),
		{Kind: ui.RadiosField, Name: fieldAim, Over: r.Say(t("Det här ser mottagaren innan den tar emot", "The receiver sees this before it accepts")), Label: r.Say(t("Vad ber ni mottagaren om?", "What do you ask of the receiver?")), Options: aims},
		{Kind: ui.CheckboxesField, Name: fieldNeeds, Label: r.Say(t("Vad behöver personen stöd med?", "What does the person need support with?")), Options: needs},
		{Kind: ui.SelectField, Name: "age", Label: r.Say(t("Ålder, ungefär", "Age, roughly")), Options: ages, Width: ui.Short, Optional: true},
		{Kind: ui.CheckboxField, Name: "interpreter", Label: r.Say(t("Tolk behövs", "An interpreter is needed")), Optional: true},
		{Kind: ui.TextareaField, Name: "public", Label: r.Say(t("Något mer som mottagaren behöver veta för att kunna svara?", "Anything more that the receiver needs to know to reply?")), Rows: 3, Optional: true,
			Hint: r.Say(t("Skriv inget som säger vem personen är.", "Write nothing that says who the person is."))}}
	fields = append(fields, person.BasisFields(r, p.side, calendar.DateOf(s.Trail.DB().Now()), t("Det här får mottagaren när den tar emot", "The receiver gets this when it accepts"), t("På vilken grund lämnas uppgifterna?", "On which ground is the information given?"))...)
	fields = append(fields,
		ui.Field{Kind: ui.TextField, Name: "purpose", Label: r.Say(t("Vad behövs uppgifterna till?", "What is the information needed for?")), Hint: r.Say(t("Kort, till exempel ”planering mot arbete”. Skriv inget om personen.", "Short, such as “planning towards work”. Write nothing about the person."))},
		ui.Field{Kind: ui.RadiosField, Name: fieldCertain, Label: r.Say(t("Har personen skyddade personuppgifter?", "Does the person have a protected identity?")), Options: []ui.Option{{Value: protectedNo, Label: r.Say(t("Nej, det har jag kontrollerat", "No, I have checked"))},
			{Value: protectedYes, Label: r.Say(t("Ja", "Yes")), Hint: r.Say(t("Då lämnas inget över i skrift. Du får se vart du ringer.", "Then nothing is handed over in writing. You are shown where to call."))}}},
		ui.Field{Kind: ui.TextField, Name: "number", Label: r.Say(t("Personnummer eller samordningsnummer", "Personal or coordination number")), Hint: r.Say(t("Tolv siffror.", "Twelve digits.")), Width: ui.Medium, Autocomplete: "off", InputMode: "numeric"},
		ui.Field{Kind: ui.TextField, Name: "name", Label: r.Say(t("Namn", "Name")), Width: ui.Medium, Optional: true, Autocomplete: "off"},
		ui.Field{Kind: ui.TelField, Name: "phone", Label: r.Say(t("Personens telefon", "The person's telephone")), Width: ui.Medium, Optional: true, Autocomplete: "off", Hint: r.Say(t("Om personen vill bli uppringd av mottagaren.", "If the person wants to be called by the receiver."))},
		ui.Field{Kind: ui.TextareaField, Name: "text", Label: r.Say(t("Vad behöver mottagaren veta?", "What does the receiver need to know?")), Rows: 6, Hint: r.Say(t("Bara det som behövs för att ta emot: vad som är gjort, vad personen själv vill, vad som återstår.", "Only what is needed to receive: what is done, what the person wants, what remains."))},
		ui.Field{Kind: ui.CheckboxField, Name: "health", Label: r.Say(t("Texten handlar också om hälsa, och grunden omfattar det", "The text is about health too, and the ground covers that")), Optional: true})
	return ui.Form{Lang: r.Lang, ID: "overlamna", Action: Path + "/ny", Submit: ui.Button{Label: r.Say(t("Skicka överlämningen", "Send the hand-over"))}, Fields: fields}
}

// newPost sends what is written; what cannot be sent is shown again with all that was written.
func (s *Service) newPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	p, ok, err := s.placeOf(r, f)
	if err != nil {
		return web.Response{}, err
	}
	if !ok {
		return web.Redirect(Path + "/ny"), nil
	}
	if f.Value(fieldCertain) == protectedYes {
		return s.stopPage(r, p)
	}
	d := p.draft(f)
	if f.OK() {
		h, err := s.Send(r.Context(), r.Actor, d)
		if err == nil {
			return web.Redirect(h.Page()).Message(ui.Good, language.T("Överlämningen är skickad. Personen är er tills den är mottagen.", "The hand-over is sent. The person is yours until it is accepted.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.writePage(r, p, f), nil
}

// draft reads what was written.
func (p target) draft(f *web.Form) Draft {
	d := Draft{Receiver: p.receiver, Municipality: p.municipality, Path: p.path.ID, Unit: p.path.Unit, Aim: Aim(f.Text(fieldAim)), Age: Age(f.Text("age")), Interpreter: f.Ticked("interpreter"), Public: f.Long("public"),
		Number: f.Text("number"), Name: f.Text("name"), Phone: f.Text("phone"), Text: f.Long("text"), Health: f.Ticked("health"), Purpose: f.Text("purpose"), Certified: f.Value(fieldCertain) == protectedNo, Basis: person.BasisOf(f)}
	for _, n := range f.Values()[fieldNeeds] {
		d.Needs = append(d.Needs, matter.Need(n))
	}
	return d
}

// stopPage stops what is about a protected identity before anything is kept, and shows where to call.
func (s *Service) stopPage(r *web.Request, p target) (web.Response, error) {
	topic := contact.Topic("Q-REFERRAL")
	if p.receiver != directory.PES {
		topic = "M-PLAN"
	}
	routing, err := contact.Route(r.Context(), s.Trail.DB(), contact.Ask{From: r.Actor.Authority, Municipality: p.municipality, Topic: topic, Personal: true, Protected: true})
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	title := t("Lämna över per telefon", "Hand over by telephone")
	lines := []string{}
	if !routing.Hole {
		lines = append(lines, r.Say(t("%s: %s", "%s: %s").With(routing.Path.Name, routing.Path.Address)))
	}
	for _, w := range routing.Why {
		lines = append(lines, r.Say(w))
	}
	lead := ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Överlämningen är stoppad och inget är sparat.* Den som har skyddade personuppgifter lämnas inte över i skrift. Ring växeln och be att få tala med den som är behörig.", "*The hand-over is stopped and nothing is kept.* Nobody with a protected identity is handed over in writing. Call the switchboard and ask for whoever is cleared.")))}
	body := ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(lead), ui.SectionIntro("telefon", r.Say(t("Ring hit", "Call here")), "", ui.Bullets(lines...)))
	return web.Page(title, body).Frame(crumb(r, title)), nil
}
