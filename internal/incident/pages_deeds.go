package incident

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// pathOf gives the deed of an act that the sentence on top can lead to.
func pathOf(a Act) string {
	return map[Act]string{Receive: "kvittera", Tell: "meddela", Supervise: "anmalan", Inform: "informera", Close: "avsluta"}[a]
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*one] {
	return web.Deeds[*one]{All: deeds(), May: func(p *one, a policy.Action) bool { return p.Can.May(a) && p.State == Open }, Load: s.toAct, Show: s.oneAgain,
		Address: func(p *one) string { return p.Page() }, Page: func(p *one) web.DeedPage {
			_, main := p.sentence()
			return web.DeedPage{Version: p.Version, Main: main, Failed: p.failed}
		}}
}

// toAct asks whether an act that somebody has sent may be done. What it is done with is read by the service.
func (s *Service) toAct(r *web.Request, act policy.Action) (*one, error) {
	p := &one{s: s, r: r, now: s.Trail.DB().Now()}
	p.ID = r.Path("id")
	for _, a := range []policy.Action{policy.ReadIncident, act} {
		if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, a, p.Ref()); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *one) key(f *web.Form) Key { return Key{ID: p.ID, Version: f.Version()} }

// worded is a deed that asks for a text alone.
func worded(label, hint language.Text) func(p *one) []ui.Field {
	return func(p *one) []ui.Field { return []ui.Field{area(p.r, fieldText, label, hint, true)} }
}

func doWorded(act func(s *Service, ctx context.Context, actor policy.Actor, k Key, text string) (Incident, error)) func(p *one, f *web.Form) error {
	return func(p *one, f *web.Form) error {
		return web.ErrorOf(act(p.s, p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldText)))
	}
}

var (
	sayNoNames   = language.T("Inga namn på enskilda.", "No names of persons.")
	sayOnlyYours = language.T("Stannar i ert eget register.", "Stays in your own register.")
)

// deeds lists the acts in the order in which the page offers them.
func deeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "kvittera", May: policy.AssessIncident, When: func(p *one) bool { return p.Origin == ToldOf && p.ReceivedAt.IsZero() }, Name: t("Kvittera", "Acknowledge"),
			Says: t("Myndigheten som meddelade er ser att det kom fram.", "The authority that told you sees that it arrived."), Done: t("Kvitterat.", "Acknowledged."),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Acknowledge(p.r.Context(), p.r.Actor, p.key(f)))
			}},
		{Path: "meddela", May: policy.AssessIncident, When: func(p *one) bool { return len(p.Parties) > 0 }, Name: t("Meddela en myndighet som berörs", "Tell an authority concerned"),
			Says: t("Myndigheten får det du skriver här, och inget annat. Det går inte att ändra sedan.", "The authority gets what you write here, and nothing else. It cannot be changed afterwards."), Done: t("Myndigheten har fått meddelandet.", "The authority has the message."),
			Fields: tellFields, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.TellParty(p.r.Context(), p.r.Actor, p.key(f), f.Text(fieldConcerned, web.Max(60)), f.Long(fieldText)))
			}},
		{Path: "anmalan", May: policy.AssessIncident, When: func(p *one) bool { return p.Breach() }, Name: t("Besluta om anmälan", "Decide on notifying"),
			Says: t("Anmälan görs hos Integritetsskyddsmyndigheten. Anteckna här att den är gjord, eller varför den inte görs.", "The notification is made at the supervisory authority. Note here that it is made, or why it is not."), Done: t("Beslutet är antecknat.", "The decision is noted."),
			Fields: superviseFields, Do: doSupervise},
		{Path: "informera", May: policy.AssessIncident, When: func(p *one) bool { return p.Breach() }, Name: t("Besluta om de berörda ska informeras", "Decide whether the persons are told"),
			Says: t("De berörda informeras när incidenten sannolikt leder till en hög risk för dem.", "The persons are told when the breach is likely to result in a high risk to them."), Done: t("Beslutet är antecknat.", "The decision is noted."),
			Fields: informFields, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Inform(p.r.Context(), p.r.Actor, p.key(f), Information{Decision(f.Text(fieldTold, web.Max(10))), f.Long(fieldWhy)}))
			}},
		{Path: "berors", May: policy.AssessIncident, Name: t("Lägg till en myndighet som berörs", "Add an authority that is concerned"), Says: t("Tiden räknas från upptäckten, även för den som läggs till senare.", "Time runs from the discovery, also for one that is added later."),
			Done: t("Myndigheten är tillagd. Meddela den.", "The authority is added. Tell it."), Fields: func(p *one) []ui.Field {
				but := []string{p.Authority, p.From}
				for _, c := range p.Parties {
					but = append(but, c.Authority)
				}
				return []ui.Field{{Kind: ui.SelectField, Name: fieldConcerned, Label: p.say(t("Myndighet", "Authority")), Options: p.n.others(p.r, calendar.DateOf(p.now), but...), Width: ui.Medium}}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Concern(p.r.Context(), p.r.Actor, p.key(f), f.Text(fieldConcerned, web.Max(60))))
			}},
		{Path: "atgard", May: policy.AssessIncident, Name: t("Anteckna en åtgärd", "Note a measure"), Says: t("Vad som har gjorts för att stoppa incidenten eller mildra den.", "What was done to stop the incident or make it less."), Done: t("Åtgärden är antecknad.", "The measure is noted."),
			Fields: worded(t("Vad är gjort?", "What was done?"), sayOnlyYours), Do: doWorded((*Service).Measure)},
		{Path: "avsluta", May: policy.AssessIncident, Name: t("Avsluta incidenten", "Close the incident"), Says: t("När allt är beslutat och alla som berörs har fått veta.", "When everything is decided and all concerned are told."), Done: t("Incidenten är avslutad.", "The incident is closed."),
			When: func(p *one) bool { return len(lacks(p.Incident, p.Parties)) == 0 }, Fields: worded(t("Vad har ni lärt er och ändrat?", "What did you learn and change?"), sayOnlyYours), Do: doWorded((*Service).Close)},
		{Path: "ingen-incident", May: policy.AssessIncident, Name: t("Det var ingen incident", "It was no incident"), Danger: true, Says: t("Står kvar i registret med skälet. Myndigheter som fått veta får veta att det inte var något.", "Stays in the register with the reason. Authorities that were told are told that it was nothing."),
			Done: t("Antecknat att det inte var någon incident.", "Noted that it was no incident."), Fields: worded(t("Varför?", "Why?"), sayOnlyYours), Do: doWorded((*Service).Annul)},
	}
}

func tellFields(p *one) []ui.Field {
	t := language.T
	var options []ui.Option
	chosen := ""
	for _, c := range p.Parties {
		options = append(options, ui.Option{Value: c.Authority, Label: p.n.authority(c.Authority)})
		if c.ToldAt.IsZero() && chosen == "" {
			chosen = c.Authority
		}
	}
	if chosen == "" {
		chosen = p.Parties[0].Authority
	}
	return []ui.Field{{Kind: ui.SelectField, Name: fieldConcerned, Label: p.say(t("Myndighet", "Authority")), Options: options, Value: chosen, Width: ui.Medium},
		area(p.r, fieldText, t("Vad behöver myndigheten veta?", "What does the authority need to know?"), sayNoNames, true)}
}

func superviseFields(p *one) []ui.Field {
	t := language.T
	given := func(d Decision, legend language.Text) *ui.Given {
		return &ui.Given{Field: fieldNotified, Values: []string{string(d)}, Legend: p.say(legend)}
	}
	made := given(Yes, t("När den är anmäld", "When it is notified"))
	day := ui.Field{Kind: ui.DateField, Name: fieldDay, Label: p.say(t("Vilken dag anmäldes den?", "On which day was it notified?")), Width: ui.Short, Optional: true, Given: made}
	at := timeField(p.r, t("Klockan", "Time"))
	at.Given, at.Optional = made, true
	return []ui.Field{
		{Kind: ui.RadiosField, Name: fieldNotified, Label: p.say(t("Är incidenten anmäld?", "Is the incident notified?")), Options: []ui.Option{{Value: string(Yes), Label: p.say(t("Ja, den är anmäld", "Yes, it is notified"))}, {Value: string(No), Label: p.say(t("Nej, den anmäls inte", "No, it is not to be"))}}},
		day, at, {Kind: ui.TextField, Name: fieldNumber, Label: p.say(t("Deras diarienummer", "Their registry number")), Width: ui.Medium, MaxLength: 100, Optional: true, Given: made},
		area(p.r, fieldWhy, t("Skäl", "Reasons"), t("Behövs när den inte anmäls, eller anmäls efter 72 timmar.", "Needed when it is not notified, or is after 72 hours."), false)}
}

func doSupervise(p *one, f *web.Form) error {
	in := Supervision{Notified: Decision(f.Text(fieldNotified, web.Max(10))), Number: f.Text(fieldNumber, web.Max(100)), Why: f.Long(fieldWhy)}
	if in.Notified == Yes {
		in.At = momentOf(f)
	}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(p.s.Supervise(p.r.Context(), p.r.Actor, p.key(f), in))
}

func informFields(p *one) []ui.Field {
	t := language.T
	return []ui.Field{
		{Kind: ui.RadiosField, Name: fieldTold, Label: p.say(t("Är de berörda informerade?", "Are the persons told?")), Options: []ui.Option{{Value: string(Yes), Label: p.say(t("Ja, de är informerade", "Yes, they are told"))}, {Value: string(No), Label: p.say(t("Nej, de informeras inte", "No, they are not to be"))}}},
		area(p.r, fieldWhy, t("Hur, eller varför inte?", "How, or why not?"), sayOnlyYours, true)}
}
