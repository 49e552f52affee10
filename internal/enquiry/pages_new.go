package enquiry

import (
	"github.com/a-h/templ"

	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const paramArea = "omrade"

var (
	sayNewTitle    = language.T("Ställ en fråga", "Ask a question")
	sayHowReckoned = language.T("Hur räknades detta?", "How was this computed?")
)

// newPage asks first what the question is about and where, shows where it goes, why and when it is due, and only then
// asks for anything about a person.
func (s *Service) newPage(r *web.Request) (web.Response, error) {
	f := r.ReadQuery()
	if id := f.Value(paramDraft); id != "" {
		return s.draftPage(r, id)
	}
	p, ok, err := s.planOf(r, f)
	if err != nil {
		return web.Response{}, err
	}
	if !ok {
		return s.whatPage(r, f)
	}
	return s.writePage(r, p, writing{}, nil), nil
}

// planOf reads topic and place, and asks where the question would go; ok is false when they are not both said.
func (s *Service) planOf(r *web.Request, f *web.Form) (plan, bool, error) {
	info, known := contact.TopicOf(contact.Topic(f.Text(paramTopic)))
	place := f.Text(paramPlace, web.Max(4))
	if !known || !directory.IsCode(place) || !f.OK() {
		return plan{}, false, nil
	}
	p, err := s.planFor(r, plan{topic: info, place: place, area: contact.Area(f.Text(paramArea)), urgent: f.Ticked(paramUrgent)})
	return p, true, err
}

// whatPage is the first step: what about, and where.
func (s *Service) whatPage(r *web.Request, f *web.Form) (web.Response, error) {
	form, err := s.whatForm(r)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	if f.Has(paramTopic) && f.Value(paramTopic) == "" {
		f.Problem(paramTopic, t("Välj vad frågan gäller.", "Choose what the question is about."))
	}
	if f.Has(paramPlace) && !directory.IsCode(f.Value(paramPlace)) {
		f.Problem(paramPlace, t("Välj vilken kommun frågan gäller.", "Choose which municipality the question concerns."))
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Välj ämne och kommun, så visar Samsyn *vart frågan går, varför och när den ska besvaras*. Inget om personen behövs än.", "Choose a topic and a municipality, and Samsyn shows *where the question goes, why and when it is due*. Nothing about the person is needed yet.")))}
	body := ui.Parts(ui.Heading(r.Say(sayNewTitle), ""), ui.LeadBlock(lead), newSteps(r, 0, ""), ui.FormOf(form.Fill(f.Values()).WithFault(f.Err())),
		ui.Paragraph(r.Say(t("Gäller frågan någon med skyddade personuppgifter ska den inte skrivas här. Ring mottagarens växel.", "If the question is about somebody with a protected identity, do not write it here. Call the receiver's switchboard."))))
	return web.Page(sayNewTitle, body).Frame(crumb(r, sayNewTitle)), nil
}

func (s *Service) whatForm(r *web.Request) (ui.Form, error) {
	t := language.T
	direction := contact.ToAgency
	if r.Actor.Authority == directory.PES {
		direction = contact.ToMunicipality
	}
	topics := []ui.Option{}
	for _, info := range contact.TopicsOf(direction) {
		topics = append(topics, ui.Option{Value: string(info.Topic), Label: r.Say(info.Name), Hint: r.Say(info.Asks)})
	}
	places, err := s.placeOptions(r, t("Välj kommun", "Choose a municipality"))
	if err != nil {
		return ui.Form{}, err
	}
	own, err := s.ownPlace(r)
	form := ui.Form{Lang: r.Lang, ID: "vad", Action: inboxPath + "/ny", Method: "get", Submit: ui.Button{Label: r.Say(t("Visa vart frågan går", "Show where it goes"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: paramTopic, Label: r.Say(t("Vad gäller frågan?", "What is the question about?")), Options: topics},
		{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(t("Vilken kommun?", "Which municipality?")), Options: places, Value: own, Width: ui.Medium}}}
	if direction == contact.ToMunicipality {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramArea, Label: r.Say(t("Vilken verksamhet i kommunen?", "Which activity of the municipality?")), Optional: true, Width: ui.Medium,
			Hint: r.Say(t("Behövs bara för frågor som flera nämnder kan svara på, som vem handläggaren är.", "Needed only for questions that several boards may answer, such as who the officer is.")), Options: areaOptions(r)})
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.CheckboxField, Name: paramUrgent, Label: r.Say(t("Brådskande: en nödsituation, eller försörjningen hotas inom tre arbetsdagar", "Urgent: an emergency, or the livelihood threatened within three working days")), Optional: true})
	return form, err
}

func areaOptions(r *web.Request) []ui.Option {
	options := []ui.Option{{Label: r.Say(language.T("Ingen särskild", "None in particular"))}}
	for _, a := range directory.BranchAreas() {
		options = append(options, ui.Option{Value: string(a), Label: r.Say(capital(a.Label()))})
	}
	return options
}

// ownPlace is the municipality of the reader's own board.
func (s *Service) ownPlace(r *web.Request) (string, error) {
	e, err := s.edition(r.Context())
	if err != nil {
		return "", err
	}
	return e.Authorities[r.Actor.Authority].MunicipalityCode, nil
}

func newSteps(r *web.Request, at int, back string) templ.Component {
	t := language.T
	all := []ui.Step{{Label: r.Say(t("Vad och var", "What and where"))}, {Label: r.Say(t("Grund och fråga", "Ground and question"))}}
	for i := range all {
		all[i].Current, all[i].Done = i == at, i < at
	}
	all[0].Href = back
	return ui.Steps(r.Say(t("Steg", "Steps")), all)
}

func crumb(r *web.Request, here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayInbox), Href: inboxPath}, {Label: r.Say(here)}}
	}
}

// draftPage goes on with a draft: what was written is there again.
func (s *Service) draftPage(r *web.Request, id string) (web.Response, error) {
	q, e, err := s.Draft(r.Context(), r.Actor, id)
	if err != nil {
		return web.Response{}, err
	}
	info, _ := contact.TopicOf(e.Topic)
	p, err := s.planFor(r, plan{topic: info, place: q.Municipality, urgent: q.Urgent})
	if err != nil {
		return web.Response{}, err
	}
	return s.writePage(r, p, writing{Enquiry: e}, questionValues(q)), nil
}

// newPost saves or sends what is written. What cannot be sent is shown again with all that was written.
func (s *Service) newPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	p, ok, err := s.planOf(r, f)
	if err != nil {
		return web.Response{}, err
	}
	if !ok {
		return web.Redirect(inboxPath + "/ny"), nil
	}
	w := writing{Enquiry: Enquiry{ID: f.Value(paramDraft), Version: versionOf(f)}}
	switch {
	case f.Value(fieldProtected) == protectedYes:
		return s.stopPage(r, p)
	case f.Value(fieldDo) == doSave:
		return s.saveDraft(r, f, p, w)
	}
	q, err := p.question(r, f)
	if err != nil {
		return web.Response{}, err
	}
	if f.OK() {
		e, err := s.Send(r.Context(), r.Actor, w.key(), q)
		if err == nil {
			return web.Redirect(e.Page()).Message(ui.Good, language.T("Frågan är skickad.", "The question is sent.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.writePage(r, p, w, f), nil
}

func (s *Service) saveDraft(r *web.Request, f *web.Form, p plan, w writing) (web.Response, error) {
	q, err := p.question(r, f)
	if err != nil {
		return web.Response{}, err
	}
	e, err := s.Save(r.Context(), r.Actor, w.key(), q)
	if err == nil {
		return web.Redirect(inboxPath+"/ny?"+paramDraft+"="+e.ID).Message(ui.Good, language.T("Utkastet är sparat. Bara du ser det.", "The draft is saved. Only you see it.")), nil
	}
	if !f.Take(err) {
		return web.Response{}, err
	}
	return s.writePage(r, p, w, f), nil
}

// discardPost throws a draft away.
func (s *Service) discardPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err := s.Discard(r.Context(), r.Actor, Key{ID: r.Path("id"), Version: versionOf(f)}); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(inboxPath).Message(ui.Good, language.T("Utkastet är borttaget.", "The draft is thrown away.")), nil
}

// stopPage stops what is about a protected identity before anything is kept, and shows how to ask instead.
func (s *Service) stopPage(r *web.Request, p plan) (web.Response, error) {
	ask := contact.Ask{From: r.Actor.Authority, Municipality: p.place, Topic: p.topic.Topic, Area: p.area, Personal: true, Protected: true, Urgent: p.urgent}
	routing, err := contact.Route(r.Context(), s.Trail.DB(), ask)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	title := t("Ställ frågan per telefon", "Ask by telephone")
	lines := said(r, routing.Why)
	if !routing.Hole {
		lines = append([]string{r.Say(t("%s: %s", "%s: %s").With(routing.Path.Name, routing.Path.Address))}, lines...)
	}
	lead := ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Frågan är stoppad och inget är sparat.* Den som har skyddade personuppgifter får inte skrivas om här. Ring växeln och be att få tala med den som är behörig.", "*The question is stopped and nothing is kept.* Nothing may be written here about somebody with a protected identity. Call the switchboard and ask for whoever is cleared.")))}
	body := ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(lead), ui.SectionIntro("telefon", r.Say(t("Ring hit", "Call here")), "", ui.Bullets(lines...)),
		ui.Paragraph(r.Say(t("Säg inte personnummer eller namn i växeln. Anteckna inte samtalet här.", "Do not say the number or the name to the switchboard. Do not note the call here."))))
	return web.Page(title, body).Frame(crumb(r, title)), nil
}
