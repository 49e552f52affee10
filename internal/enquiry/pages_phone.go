package enquiry

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	fieldWay         = "way"
	fieldCounterpart = "counterpart"
	fieldPlace       = "municipality"
	fieldAnswered    = "answered"
	fieldAt          = "at"
	wayOut           = "vi"
	wayIn            = "de"
)

// phonePage is the short form for a call: what must be said comes first, the rest may be left as it is.
func (s *Service) phonePage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	place, err := s.ownPlace(r)
	if err != nil {
		return web.Response{}, err
	}
	if v := q.Value(paramPlace); v != "" {
		place = v
	}
	f := web.NewForm(map[string][]string{fieldTopics: {q.Value(paramTopic)}, fieldPlace: {place}, fieldWay: {wayOut}})
	return s.phoneAgain(r, f)
}

func (s *Service) phoneAgain(r *web.Request, f *web.Form) (web.Response, error) {
	form, err := s.phoneForm(r)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Skriv en mening om vad som sades.* Klockan räknas från samtalet, också när motparten inte finns i Samsyn.", "*Write a sentence about what was said.* The clock counts from the call, also when the counterpart is not in Samsyn.")))}
	body := ui.Parts(ui.Heading(r.Say(sayNoteCall), ""), ui.LeadBlock(lead), seldomFolded(r, form.Fill(f.Values()).WithFault(f.Err())))
	return web.Page(sayNoteCall, body).Frame(crumb(r, sayNoteCall)).Status(f.Status()), nil
}

func (s *Service) phonePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	n := phoneNote(f, s.Trail.DB().Now())
	if f.OK() {
		e, err := s.NotedByPhone(r.Context(), r.Actor, n)
		if err == nil {
			return web.Redirect(e.Page()).Message(ui.Good, language.T("Samtalet är antecknat. Klockan räknas från när det var.", "The call is noted. The clock counts from when it was.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.phoneAgain(r, f)
}

// phoneNote reads the form of a call.
func phoneNote(f *web.Form, now time.Time) PhoneNote {
	info, _ := contact.TopicOf(contact.Topic(f.Text(fieldTopics)))
	n := PhoneNote{Incoming: f.Value(fieldWay) == wayIn, Municipality: f.Text(fieldPlace), Personal: info.Personal, Urgent: f.Ticked("urgent"), Text: f.Long(fieldText), Phone: f.Text(fieldPhone), At: timeOf(f, fieldAt, now)}
	if info.Topic != "" {
		n.Topics = []contact.Topic{info.Topic}
	}
	if n.Counterpart = f.Text(fieldCounterpart); n.Counterpart == outside {
		n.Counterpart, n.Name = "", f.Text(fieldName)
	}
	if o := f.Text(fieldOutcome); o != "" {
		n.Answer = &Heard{Outcome: Outcome(o), Text: f.Long("answer"), At: timeOf(f, "answeredAt", now)}
	}
	return n
}

// timeOf reads a day and a time of day; nothing written is the zero time, which is now.
func timeOf(f *web.Form, field string, now time.Time) time.Time {
	day, clock := f.Date(field), f.Text(field+"-kl")
	if day.IsZero() && clock == "" {
		return time.Time{}
	}
	if day.IsZero() {
		day = calendar.DateOf(now)
	}
	if clock == "" {
		clock = "12.00"
	}
	if len(clock) == len("9.10") {
		clock = "0" + clock
	}
	at, err := calendar.ParseTimeOfDay(clock)
	if err != nil {
		f.Problem(field+"-kl", language.T("Skriv klockslaget som 13.45.", "Write the time as 13:45."))
		return time.Time{}
	}
	return at.On(day)
}

func (s *Service) phoneForm(r *web.Request) (ui.Form, error) {
	t := language.T
	who, err := s.counterparts(r)
	if err != nil {
		return ui.Form{}, err
	}
	places, err := s.placeOptions(r, t("Välj kommun", "Choose a municipality"))
	fields := []ui.Field{
		{Kind: ui.RadiosField, Name: fieldWay, Label: r.Say(t("Vem frågade?", "Who asked?")), Options: []ui.Option{{Value: wayOut, Label: r.Say(t("Vi frågade", "We asked"))}, {Value: wayIn, Label: r.Say(t("De frågade oss", "They asked us"))}}},
		{Kind: ui.SelectField, Name: fieldCounterpart, Label: r.Say(t("Vem var samtalet med?", "Whom was the call with?")), Options: who, Width: ui.Medium},
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Annan motparts namn", "Another counterpart's name")), Optional: true, Width: ui.Medium, Hint: r.Say(t("När den inte står i listan. Myndighet eller kontor, inte en persons namn.", "When it is not in the list. Authority or office, not a person's name."))},
		{Kind: ui.SelectField, Name: fieldPlace, Label: r.Say(t("Kommun", "Municipality")), Options: places, Width: ui.Medium},
		{Kind: ui.SelectField, Name: fieldTopics, Label: r.Say(t("Ämne", "Topic")), Options: append([]ui.Option{{Label: r.Say(t("Välj ämne", "Choose a topic"))}}, topicFilter(r)[1:]...), Width: ui.Medium},
		{Kind: ui.TextareaField, Name: fieldText, Label: r.Say(t("Vad sades?", "What was said?")), Rows: 3, Hint: r.Say(t("En mening räcker. Skriv inte personnummer.", "One sentence is enough. Write no personal number."))},
		{Kind: ui.CheckboxField, Name: "urgent", Label: r.Say(t("Brådskande", "Urgent")), Optional: true},
		{Kind: ui.DateField, Name: fieldAt, Label: r.Say(t("Dag för samtalet", "Day of the call")), Optional: true, Width: ui.Short},
		{Kind: ui.TextField, Name: fieldAt + "-kl", Label: r.Say(t("Klockslag", "Time")), Optional: true, Width: ui.Short, Hint: r.Say(t("Till exempel 13.45.", "Such as 13:45."))}}
	fields = append(fields, heardFields(r)...)
	fields = append(fields, ui.Field{Kind: ui.TextareaField, Name: "answer", Label: r.Say(t("Vad blev svaret?", "What was the answer?")), Rows: 2, Optional: true})
	return ui.Form{Lang: r.Lang, ID: "samtal", Action: inboxPath + "/telefon", Submit: ui.Button{Label: r.Say(t("Spara anteckningen", "Save the note"))}, Fields: fields}, err
}

// seldom is the first of the fields that most calls do not need: they come last, folded.
const seldom = fieldAt

// seldomFolded is the form with the fields that most calls do not need folded together, open when any of them is filled in
// or wrong. Everything is sent, folded or not, and it needs no script.
func seldomFolded(r *web.Request, form ui.Form) templ.Component {
	at := slices.IndexFunc(form.Fields, func(fd ui.Field) bool { return fd.Name == seldom })
	var often, rest []templ.Component
	open := false
	for i, fd := range form.Fields {
		if i < at {
			often = append(often, ui.FieldOf(form, fd))
			continue
		}
		rest = append(rest, ui.FieldOf(form, fd))
		open = open || fd.Value != "" || fd.Error != ""
	}
	title := r.Say(language.T("Det var inte nyss, eller är redan besvarat", "It was not just now, or is answered already"))
	inside := ui.Parts(ui.Parts(often...), ui.Fold(ui.FoldOf{ID: "mer", Title: title, Open: open, Body: ui.Parts(rest...)}), ui.Acts(ui.ButtonOf(form.Submit)))
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return ui.FormShell(form).Render(templ.WithChildren(ctx, inside), w)
	})
}

// heardFields ask how and when something was answered.
func heardFields(r *web.Request) []ui.Field {
	t := language.T
	options := []ui.Option{{Label: r.Say(t("Inte besvarad än", "Not answered yet"))}}
	for _, o := range Outcomes() {
		if o.Chosen {
			options = append(options, ui.Option{Value: string(o.Outcome), Label: r.Say(o.Name)})
		}
	}
	return []ui.Field{
		{Kind: ui.SelectField, Name: fieldOutcome, Label: r.Say(t("Besvarades frågan?", "Was it answered?")), Options: options, Optional: true, Width: ui.Medium},
		{Kind: ui.DateField, Name: "answeredAt", Label: r.Say(t("Dag för svaret", "Day of the answer")), Optional: true, Width: ui.Short},
		{Kind: ui.TextField, Name: "answeredAt-kl", Label: r.Say(t("Klockslag för svaret", "Time of the answer")), Optional: true, Width: ui.Short}}
}

// counterparts are whom a call is mostly with: the agency for a board; the boards where the agency works for an officer,
// and anybody outside.
func (s *Service) counterparts(r *web.Request) ([]ui.Option, error) {
	t, q := language.T, s.Trail.DB()
	day := calendar.DateOf(q.Now())
	out := []ui.Option{{Value: outside, Label: r.Say(t("Någon annan, skriv namnet nedan", "Somebody else, write the name below"))}}
	if r.Actor.Authority != directory.PES {
		agency, err := directory.AuthorityByID(r.Context(), q, directory.PES, day)
		return append([]ui.Option{{Value: agency.ID, Label: agency.Title()}}, out...), err
	}
	boards, err := directory.ListAuthorities(r.Context(), q, directory.AuthorityFilter{}, day)
	for _, b := range boards {
		if b.Class == directory.Board {
			out = append(out, ui.Option{Value: b.ID, Label: b.Title()})
		}
	}
	return out, err
}
