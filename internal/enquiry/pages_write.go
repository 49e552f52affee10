package enquiry

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The fields of a question, named as the faults of the service name them.
const (
	fieldUrgentWhy = "urgentWhy"
	fieldPurpose   = "purpose"
	fieldProtected = "certified"
	fieldHealth    = "health"
	fieldNumber    = "number"
	fieldName      = "name"
	fieldText      = "text"
	fieldMore      = "also"
	fieldCallback  = "callback"
	fieldPhone     = "phone"
	fieldDo        = "gor"
	fieldVersion   = "version"

	protectedYes = "ja"
	protectedNo  = "nej"
	doSave       = "spara"
	doPart       = "del"
)

// room is how much a request with files may carry.
const room = file.MaxSize + 1<<20

// writing is the draft that is written on; zero for a new question.
type writing struct{ Enquiry }

func (w writing) key() Key { return Key{ID: w.ID, Version: w.Version} }

func versionOf(f *web.Form) int64 {
	n, err := strconv.ParseInt(f.Value(fieldVersion), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// writePage is the second step: where it goes stands first, then the ground, the purpose and as little as is needed.
func (s *Service) writePage(r *web.Request, p plan, w writing, sent *web.Form) web.Response {
	back := inboxPath + "/ny"
	parts := []templ.Component{ui.Heading(r.Say(p.topic.Asks), r.Say(language.T("Ny fråga om %s", "New question about %s").With(p.names.place(p.place)))),
		ui.LeadBlock(p.lead(r)), newSteps(r, 1, back), p.ssbtek(r), p.why(r)}
	if p.written() {
		form := s.writeForm(r, p, w)
		if sent != nil {
			form = form.Fill(sent.Values()).WithFault(sent.Err())
		}
		parts = append(parts, ui.FormOf(form))
		if w.ID != "" {
			parts = append(parts, ui.Press(inboxPath+"/"+w.ID+"/slang", ui.Button{Label: r.Say(language.T("Ta bort utkastet", "Throw the draft away")), Kind: ui.Quiet}, ui.Hidden{Name: fieldVersion, Value: strconv.FormatInt(w.Version, 10)}))
		}
	}
	out := web.Page(sayNewTitle, ui.Parts(parts...)).Frame(crumb(r, sayNewTitle))
	if sent != nil && !sent.OK() {
		out = out.Status(sent.Status())
	}
	return out
}

func (s *Service) writeForm(r *web.Request, p plan, w writing) ui.Form {
	t := language.T
	hide := func(name, value string) ui.Field { return ui.Field{Kind: ui.HiddenField, Name: name, Value: value} }
	form := ui.Form{Lang: r.Lang, ID: "fraga", Action: inboxPath + "/ny", Submit: ui.Button{Label: r.Say(t("Skicka frågan", "Send the question"))},
		Other: []ui.Button{{Label: r.Say(t("Spara utkast", "Save draft")), Kind: ui.Secondary, Name: fieldDo, Value: doSave}}}
	form.Fields = append(form.Fields, hide(paramTopic, string(p.topic.Topic)), hide(paramPlace, p.place), hide(paramArea, string(p.area)))
	if p.urgent {
		form.Fields = append(form.Fields, hide(paramUrgent, "ja"), ui.Field{Kind: ui.TextField, Name: fieldUrgentWhy, Label: r.Say(t("Varför är frågan brådskande?", "Why is the question urgent?")),
			Hint: r.Say(t("Skriv inget som pekar ut personen.", "Write nothing that tells who the person is."))})
	}
	if w.ID != "" {
		form.Fields = append(form.Fields, hide(paramDraft, w.ID), hide(fieldVersion, strconv.FormatInt(w.Version, 10)))
	}
	if p.topic.Personal {
		form.Fields = append(form.Fields, personFields(r, p)...)
		form.Other = append(form.Other, ui.Button{Label: r.Say(t("Skicka nu, komplettera senare", "Send now, complete later")), Kind: ui.Quiet, Name: fieldDo, Value: doPart})
	}
	form.Fields = append(form.Fields, textFields(r, p)...)
	return form
}

// personFields ask for ground, purpose and the least that says who it is; that nobody protected is concerned comes
// before the number.
func personFields(r *web.Request, p plan) []ui.Field {
	t := language.T
	fields := person.BasisFields(r, p.side, calendar.DateOf(p.now), t("Grund och ändamål", "Ground and purpose"), t("Grund för att berätta vem det gäller", "Ground for telling who it is about"))
	return append(fields,
		ui.Field{Kind: ui.TextField, Name: fieldPurpose, Label: r.Say(t("Vad behövs uppgifterna till?", "What is the information needed for?")), Hint: r.Say(t("Kort, till exempel ”planera språkpraktik”. Skriv inget om personen.", "Short, such as “plan a language placement”. Write nothing about the person."))},
		ui.Field{Kind: ui.RadiosField, Name: fieldProtected, Over: r.Say(t("Personen", "The person")), Label: r.Say(t("Har personen skyddade personuppgifter?", "Does the person have a protected identity?")), Hint: r.Say(t("Är du osäker: kontrollera i er egen folkbokföringsslagning först.", "If unsure: check your own lookup in the population register first.")),
			Options: []ui.Option{{Value: protectedNo, Label: r.Say(t("Nej, det har jag kontrollerat", "No, I have checked"))}, {Value: protectedYes, Label: r.Say(t("Ja", "Yes")), Hint: r.Say(t("Då stoppas frågan. Du får se vart du ringer.", "Then the question is stopped. You are shown where to call."))}}},
		ui.Field{Kind: ui.TextField, Name: fieldNumber, Label: r.Say(t("Personnummer eller samordningsnummer", "Personal or coordination number")), Hint: r.Say(t("Tolv siffror. Mottagaren ser numret först när den har angett en egen grund.", "Twelve digits. The receiver sees the number only when it has recorded a ground of its own.")), Width: ui.Medium, Autocomplete: "off", InputMode: "numeric"},
		ui.Field{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Namn", "Name")), Optional: true, Width: ui.Medium, Autocomplete: "off"})
}

var textOfHealth = language.T("Texten handlar om personens hälsa", "The text is about the person's health")

// healthField asks whether a text or a ground is about the person's health.
func healthField(r *web.Request, label language.Text) ui.Field {
	return ui.Field{Kind: ui.CheckboxField, Name: fieldHealth, Label: r.Say(label), Optional: true}
}

func textFields(r *web.Request, p plan) []ui.Field {
	t := language.T
	more := []ui.Option{{Label: r.Say(t("Nej", "No"))}}
	for _, info := range contact.TopicsOf(p.topic.Direction) {
		if info.Topic != p.topic.Topic && info.Personal == p.topic.Personal && info.Area == p.topic.Area {
			more = append(more, ui.Option{Value: string(info.Topic), Label: r.Say(info.Name)})
		}
	}
	text := ui.Field{Kind: ui.TextareaField, Name: fieldText, Over: r.Say(t("Frågan", "The question")), Label: r.Say(t("Vad vill ni veta?", "What do you want to know?")), Rows: 5, Optional: p.topic.Personal,
		Hint: r.Say(t("Skriv bara det som behövs för att få svar. Ämnets egen fråga står redan överst: ”%s”", "Write only what is needed for an answer. The topic's own question stands on top already: “%s”").With(p.topic.Asks))}
	fields := []ui.Field{text}
	if p.topic.Personal {
		fields = append(fields, healthField(r, textOfHealth))
	}
	if len(more) > 1 {
		fields = append(fields, ui.Field{Kind: ui.SelectField, Name: fieldMore, Label: r.Say(t("Gäller den något mer?", "Is it about something more?")), Options: more, Optional: true, Width: ui.Medium})
	}
	return append(fields,
		ui.Field{Kind: ui.CheckboxField, Name: fieldCallback, Label: r.Say(t("Ring upp oss med svaret", "Call us back with the answer")), Optional: true},
		ui.Field{Kind: ui.TelField, Name: fieldPhone, Label: r.Say(t("Telefon till er växel", "Your switchboard's telephone")), Optional: true, Width: ui.Medium},
		ui.Field{Kind: ui.FileField, Name: file.Field, Label: r.Say(t("Bilaga", "Attachment")), Optional: true, Hint: r.Say(t("PDF eller bild.", "PDF or picture."))})
}

// question reads what was written.
func (p plan) question(r *web.Request, f *web.Form) (Question, error) {
	q := Question{Receiver: p.routing.Path.Authority, Unit: p.routing.Path.Unit, Path: p.routing.Path.ID, Municipality: p.place, Topics: []contact.Topic{p.topic.Topic},
		Personal: p.topic.Personal, Urgent: p.urgent, UrgentWhy: f.Text(fieldUrgentWhy), Number: f.Text(fieldNumber), Name: f.Text(fieldName), Text: f.Long(fieldText),
		Purpose: f.Text(fieldPurpose), Health: f.Ticked(fieldHealth), Certified: f.Value(fieldProtected) == protectedNo, Callback: f.Ticked(fieldCallback), Phone: f.Text(fieldPhone), Part: f.Value(fieldDo) == doPart}
	if !q.Personal { // the fields are not shown: a topic chosen before left them
		q.Number, q.Name, q.Health = "", "", false
	}
	if more := f.Text(fieldMore); more != "" && more != string(p.topic.Topic) {
		q.Topics = append(q.Topics, contact.Topic(more))
	}
	if p.topic.Personal && f.Value(fieldDo) == "" {
		q.Basis = person.BasisOf(f)
	} else if p.topic.Personal && f.Value(person.FieldGround) != "" && f.Value(person.FieldGround) != person.GroundExists {
		q.Basis = person.BasisOf(f)
	}
	files, err := filesOf(r, f)
	q.Files = files
	return q, err
}

// filesOf reads the attachment of a form; what is wrong with it is said at its field.
func filesOf(r *web.Request, f *web.Form) ([]file.Checked, error) {
	up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize})
	if !ok {
		return nil, nil
	}
	content, err := up.Open()
	if err != nil {
		return nil, err
	}
	c, err := file.Check(file.Input{Name: up.Name, Content: content, Size: up.Size, Owner: r.Actor.Authority})
	if err != nil {
		if f.Take(err) {
			return nil, nil
		}
		return nil, err
	}
	return []file.Checked{c}, nil
}

// questionValues are what question reads, for the form of a draft.
func questionValues(q Question) *web.Form {
	v := map[string][]string{fieldUrgentWhy: {q.UrgentWhy}, fieldNumber: {q.Number}, fieldName: {q.Name}, fieldText: {q.Text}, fieldPurpose: {q.Purpose}, fieldPhone: {q.Phone}}
	q.Basis.Values(v)
	if q.Callback {
		v[fieldCallback] = []string{"ja"}
	}
	if q.Health {
		v[fieldHealth] = []string{"ja"}
	}
	if q.Certified {
		v[fieldProtected] = []string{protectedNo}
	}
	if len(q.Topics) > 1 {
		v[fieldMore] = []string{string(q.Topics[1])}
	}
	return web.NewForm(v)
}
