package contact

import (
	"net/url"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names in the address of the search for the right path.
const (
	paramProtected = "skyddad"
	paramUrgent    = "bradskande"
	paramArea      = "omrade"
)

// findPage shows where a question would go and why, before anybody writes it. It asks nothing about a person.
func (s *Service) findPage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	a := Ask{Municipality: q.Value(paramPlace), Topic: Topic(q.Value(paramTopic)), Area: Area(q.Value(paramArea)), Protected: q.Ticked(paramProtected), Urgent: q.Ticked(paramUrgent)}
	form, err := s.findForm(r, a)
	if err != nil {
		return web.Response{}, err
	}
	title := language.T("Hitta rätt kontaktväg", "Find the right path")
	parts := []templ.Component{ui.Heading(r.Say(title), r.Say(language.T("Ämne, plats och sekretess avgör vart en fråga ska.", "Topic, place and secrecy decide where a question goes."))), ui.FormOf(form)}
	if info, known := TopicOf(a.Topic); known && a.Municipality != "" {
		a.Personal = info.Personal
		routing, err := Route(r.Context(), s.Trail.DB(), a)
		if err != nil {
			return web.Response{}, err
		}
		parts = append(parts, s.routingShown(r, routing, askingPath(r, a, info, routing)))
	}
	return web.Page(title, ui.Parts(parts...)).Frame(func(f *ui.Frame) {
		f.Crumbs, f.Canonical = []ui.Link{{Label: r.Say(sayPaths), Href: "/kontaktvagar"}, {Label: r.Say(title)}}, "/kontaktvagar/hitta"
	}), nil
}

func (s *Service) findForm(r *web.Request, a Ask) (ui.Form, error) {
	t := language.T
	places, err := s.placeOptions(r, r.Say(t("Välj kommun", "Choose a municipality")))
	topics := topicOptions(r, Topics(), true)
	topics[0].Label = r.Say(t("Välj ämne", "Choose a topic"))
	areaOptions := []ui.Option{{Label: r.Say(t("Den som svarar om ämnet", "Whoever answers about the topic"))}}
	for _, o := range areas() {
		areaOptions = append(areaOptions, ui.Option{Value: string(o.area), Label: r.Say(o.name)})
	}
	return ui.Form{Lang: r.Lang, ID: "hitta", Action: "/kontaktvagar/hitta", Method: "get", Submit: ui.Button{Label: r.Say(t("Visa vart frågan ska", "Show where the question goes"))}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: paramTopic, Label: r.Say(t("Vad gäller frågan?", "What is the question about?")), Value: string(a.Topic), Options: topics},
		{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(t("Kommun", "Municipality")), Value: a.Municipality, Options: places},
		{Kind: ui.SelectField, Name: paramArea, Label: r.Say(t("Verksamhet i kommunen", "Activity of the municipality")), Value: string(a.Area), Options: areaOptions, Optional: true},
		{Kind: ui.CheckboxField, Name: paramProtected, Label: r.Say(t("Frågan gäller någon med skyddade personuppgifter", "The question is about somebody with a protected identity")), Value: ticked(a.Protected), Optional: true},
		{Kind: ui.CheckboxField, Name: paramUrgent, Label: r.Say(t("Frågan är brådskande", "The question is urgent")), Value: ticked(a.Urgent), Optional: true},
	}}, err
}

// routingShown is where a question goes, or what is missing. The public is not told of a path that it may not see.
func (s *Service) routingShown(r *web.Request, routing Routing, asking string) templ.Component {
	var why []string
	for _, w := range routing.Why {
		why = append(why, r.Say(w))
	}
	reasons := ui.SectionOf("varfor", r.Say(language.T("Varför?", "Why?")), ui.Bullets(why...))
	hidden := !r.May(policy.ReadAllContacts)
	switch {
	case routing.Hole:
		return ui.Parts(ui.LeadBlock(ui.Lead{Level: ui.Bad, Text: ui.Rich(r.Say(language.T("*Ingen kontaktväg* tar emot frågan.", "*No contact path* takes the question.")))}), reasons)
	case hidden && !routing.Path.Open:
		return ui.Paragraph(r.Say(language.T("Kontaktvägen visas bara för den som har loggat in.", "The contact path is shown only to those who have signed in.")))
	}
	lead := ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(language.T("Frågan går till *%s*: %s. Svar %s.", "The question goes to *%s*: %s. Answer %s.").With(routing.Path.Name, routing.Path.Channel.Label(), promise(routing.Path.AnswerDays)))),
		Button: &ui.Button{Label: r.Say(language.T("Visa kontaktvägen", "Show the contact path")), Href: routing.Path.Path()}}
	if asking != "" {
		lead.Button = &ui.Button{Label: r.Say(language.T("Ställ frågan", "Ask the question")), Href: asking}
		reasons = ui.Parts(reasons, ui.A(routing.Path.Path(), r.Say(language.T("Visa kontaktvägen", "Show the contact path"))))
	}
	var other []templ.Component
	for _, p := range routing.Other {
		if !hidden || p.Open {
			other = append(other, ui.A(p.Path(), p.Name))
		}
	}
	parts := []templ.Component{ui.LeadBlock(lead), reasons}
	if len(other) > 0 {
		parts = append(parts, ui.SectionOf("andra", r.Say(language.T("Andra vägar som också tar emot den", "Other paths that take it too")), ui.BulletsOf(other...)))
	}
	return ui.Parts(parts...)
}

// askingPath leads on to asking where the search ended; empty for who may not ask, or asks themselves, and for questions
// that are never written.
func askingPath(r *web.Request, a Ask, info TopicInfo, routing Routing) string {
	out := (info.Direction == ToAgency) == (r.Actor.Authority != directory.PES)
	if !r.May(policy.AskEnquiry) || !out || a.Protected || routing.Hole || routing.Path.Authority == r.Actor.Authority {
		return ""
	}
	v := url.Values{paramTopic: {string(a.Topic)}, paramPlace: {a.Municipality}}
	if a.Area != "" {
		v.Set(paramArea, string(a.Area))
	}
	if a.Urgent {
		v.Set(paramUrgent, "1")
	}
	return "/fragor/ny?" + v.Encode()
}
