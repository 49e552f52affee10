package enquiry

import (
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// sortDeeds is the act on a question that came without a topic.
func sortDeeds() []deed {
	t := language.T
	return []deed{
		{path: "sortera", act: policy.TalkEnquiry, main: true, name: t("Ange vad frågan gäller", "Say what the question is about"), says: t("Frågan kom utan ämne. När du anger det gäller den tid som ni har lovat för ämnet, räknad från när frågan kom.", "The question came without a topic. Once you set it, what you promised for that topic holds, reckoned from when the question came."),
			when:   func(p *one) bool { return p.unsorted() && p.Desk.Side == Receiver && p.State.Live() && p.Reads },
			fields: (*one).sortFields,
			do: func(p *one, f *web.Form, k Key) error {
				in := Sorting{Topics: []contact.Topic{contact.Topic(f.Text("topics"))}, Municipality: f.Text("municipality", web.Max(4)), Number: f.Text(fieldNumber), Name: f.Text(fieldName)}
				if in.Topics[0] == "" {
					in.Topics = nil
				}
				if in.Number != "" {
					in.Basis = person.BasisOf(f)
				}
				return unless(f, func() (Enquiry, error) { return p.s.Sort(p.r.Context(), p.r.Actor, k, in) })
			}, done: t("Ämnet är angivet och tiden följer av det.", "The topic is set and the time follows from it.")},
	}
}

// sortFields ask what it is about and where; and, only where there is one, about whom and on what ground you may tell.
func (p *one) sortFields() ([]ui.Field, error) {
	t := language.T
	direction := contact.ToMunicipality
	if p.Desk.Authority == directory.PES {
		direction = contact.ToAgency
	}
	topics := []ui.Option{{Label: p.say(t("Välj ämne", "Choose a topic"))}}
	for _, info := range contact.TopicsOf(direction) {
		if info.Topic != general {
			topics = append(topics, ui.Option{Value: string(info.Topic), Label: p.say(info.Name)})
		}
	}
	places, err := p.s.placeOptions(p.r, t("Välj kommun", "Choose a municipality"))
	fields := []ui.Field{
		{Kind: ui.SelectField, Name: "topics", Label: p.say(t("Vad gäller frågan?", "What is the question about?")), Options: topics, Width: ui.Medium},
		{Kind: ui.SelectField, Name: "municipality", Label: p.say(t("Vilken kommun gäller den?", "Which municipality does it concern?")), Options: places, Value: p.Municipality, Width: ui.Medium},
		{Kind: ui.TextField, Name: fieldNumber, Over: p.say(t("Personen, om frågan gäller någon", "The person, if it is about somebody")), Label: p.say(t("Personnummer eller samordningsnummer", "Personal or coordination number")), Optional: true, Width: ui.Medium, Autocomplete: "off", InputMode: "numeric"},
		{Kind: ui.TextField, Name: fieldName, Label: p.say(t("Namn", "Name")), Optional: true, Width: ui.Medium, Autocomplete: "off"},
	}
	ground := person.NewBasisFields(p.r, p.side, calendar.DateOf(p.now), t("Grund för att lämna uppgifter om personen", "Ground for telling about the person"))
	ground[0].Optional = true
	return append(fields, ground...), err
}
