package mypages

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/request"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The addresses of what a person asks.
const (
	askPath = Path + "/begaran"
	newPath = askPath + "/ny"
)

var titleAsk = language.T("Fråga och be om något", "Ask and request")

// Fields of the form.
const (
	fieldWhat   = "vad"
	fieldPlace  = "kommun"
	fieldWhom   = "whom"
	fieldText   = "text"
	fieldForm   = "meetingForm"
	fieldSpoken = "interpreter"
	fieldReach  = "accessible"
	fieldWhen   = "when"
	fieldWish   = "wish"
	fieldPhone  = "phone"
	fieldPost   = "address"
)

// wanted is something that a person can ask for, in words to the person.
type wanted struct {
	Type  request.Type
	Name  language.Text // what one does
	Hint  language.Text
	Asks  language.Text // over what one writes
	Needs bool          // something must be written
}

// wants lists what can be asked for, the most common first.
func wants() []wanted {
	t := language.T
	return []wanted{
		{request.Question, t("Ställ en fråga", "Ask a question"), t("Om ditt ärende, ett beslut eller vad som händer nu.", "About your matter, a decision or what happens now."), t("Vad vill du veta?", "What do you want to know?"), true},
		{request.Meeting, t("Be om ett möte", "Ask for a meeting"), t("På plats, per telefon eller på video, med tolk om du behöver det.", "In person, by telephone or by video, with an interpreter if you need one."), t("Vad vill du tala om?", "What do you want to talk about?"), false},
		{request.Complaint, t("Lämna ett klagomål", "Make a complaint"), t("Om något har gått fel, dröjt eller om du blivit illa bemött.", "If something went wrong, took long or if you were treated badly."), t("Vad är du missnöjd med?", "What are you not satisfied with?"), true},
		{request.Extract, t("Be om allt som finns om dig", "Ask for all there is about you"), t("Ett registerutdrag: allt som myndigheten har om dig.", "An extract: all that the authority has about you."), t("Är det något särskilt du vill se?", "Is there something in particular that you want to see?"), false},
		{request.Correction, t("Rätta en uppgift", "Have something put right"), t("Om något om dig är fel eller saknas.", "If something about you is wrong or missing."), t("Vad är fel, och vad är rätt?", "What is wrong, and what is right?"), true},
		{request.Restriction, t("Be myndigheten vänta med dina uppgifter", "Ask the authority to hold your data"), t("Inget nytt lämnas om dig medan det prövas.", "Nothing new is told about you while it is judged."), t("Varför ska myndigheten vänta?", "Why is the authority to wait?"), true},
		{request.Objection, t("Säg emot hur uppgifterna används", "Object to how your data is used"), t("Myndigheten prövar om den får fortsätta.", "The authority judges whether it may go on."), t("Vad säger du emot, och varför?", "What do you object to, and why?"), true},
	}
}

func wantedOf(t request.Type) (wanted, bool) {
	i := slices.IndexFunc(wants(), func(w wanted) bool { return w.Type == t })
	if i < 0 {
		return wanted{}, false
	}
	return wants()[i], true
}

// asks is what the person has asked, and can ask.
func (v *View) asks(r *web.Request) (web.Response, error) {
	t := language.T
	o, err := v.read(r)
	if err != nil {
		return web.Response{}, err
	}
	mine, err := v.Requests.List(r.Context(), v.Trail.DB(), r.Actor, request.Filter{Box: request.AnyBox})
	if err != nil {
		return web.Response{}, err
	}
	if err := v.know(r, &o, mine); err != nil {
		return web.Response{}, err
	}
	var choices []templ.Component
	for _, w := range wants() {
		choices = append(choices, ui.Stack(ui.A(newPath+"?"+fieldWhat+"="+string(w.Type), o.say(w.Name)), ui.Note(o.say(w.Hint))))
	}
	lead := ui.Lead{Text: ui.Rich(o.say(t("*Här frågar du din kommun eller Arbetsförmedlingen.* Du ser när de ska ha svarat, och svaret när det kommer.", "*Here you ask your municipality or the employment agency.* You see by when they are to answer, and the answer when it comes.")))}
	return o.page(titleAsk, ui.Heading(o.say(titleAsk), ""), ui.LeadBlock(lead), o.band(),
		ui.SectionIntro("vad", o.say(t("Vad vill du göra?", "What do you want to do?")), "", ui.BulletsOf(choices...)), o.requested(mine)), nil
}

// know reads the names of the authorities that somebody has asked, beside those that have a record.
func (v *View) know(r *web.Request, o *own, mine []request.Request) (err error) {
	ids := o.authorities()
	for _, q := range mine {
		ids = append(ids, q.Authority)
	}
	o.names, err = directory.Authorities(r.Context(), v.Trail.DB(), ids, calendar.DateOf(o.now))
	return err
}

// requested lists what the person has asked, the latest first.
func (o own) requested(mine []request.Request) templ.Component {
	t := language.T
	title := o.say(t("Det du har bett om", "What you have asked for"))
	if len(mine) == 0 {
		return ui.SectionIntro("mina", title, o.say(t("Du har inte bett om något här än.", "You have not asked for anything here yet.")), nil)
	}
	var lines []templ.Component
	for _, q := range mine {
		lines = append(lines, ui.Stack(ui.A(ownPage(q.ID), o.wanted(q)), ui.StatusChip(o.standing(q))))
	}
	return ui.SectionIntro("mina", title, "", ui.BulletsOf(lines...))
}

// wanted says what the person has asked, of whom and when.
func (o own) wanted(q request.Request) string {
	return o.say(language.T("%s till %s, %s", "%s to %s, %s"), o.say(q.Type.Name()), o.authority(q.Authority), calendar.DateOf(q.AskedAt.Time))
}

func ownPage(id string) string { return askPath + "/" + id }

// standing is how it stands, in words for the person.
func (o own) standing(q request.Request) ui.Status {
	t := language.T
	switch {
	case q.State == request.Withdrawn:
		return ui.Status{Level: ui.Neutral, Words: o.say(t("Du har tagit tillbaka det", "You have taken it back"))}
	case q.Box == request.Over:
		return ui.Status{Level: ui.Neutral, Words: o.say(t("Avslutat", "Closed"))}
	case untold(q):
		return ui.Status{Level: ui.Waiting, Words: o.say(t("Svaret är på väg", "The answer is on its way"))}
	case q.State == request.Offered:
		return ui.Status{Level: ui.Waiting, Words: o.say(t("Du har fått en tid", "You have been given a time"))}
	case q.State.Decided():
		return ui.Status{Level: ui.Good, Words: o.say(t("Du har fått svar", "You have been answered"))}
	case q.Waiting:
		return ui.Status{Level: ui.Waiting, Words: o.say(t("Väntar på dig", "Waits for you"))}
	case q.Late(o.now):
		return ui.Status{Level: ui.Bad, Words: o.say(t("Svaret är försenat", "The answer is late"))}
	}
	return ui.Status{Level: ui.Waiting, Words: o.say(t("Svar senast %s", "Answer by %s"), lastDay(q.Due))}
}

// newAsk is the form of one thing to ask.
func (v *View) newAsk(r *web.Request) (web.Response, error) { return v.newAgain(r, nil) }

func (v *View) newAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	what, place := r.URL.Query().Get(fieldWhat), r.URL.Query().Get(fieldPlace)
	if sent != nil {
		what, place = sent.Value(fieldWhat), sent.Value(fieldPlace)
	}
	w, ok := wantedOf(request.Type(what))
	if !ok {
		return web.Redirect(askPath), nil
	}
	o, err := v.read(r)
	if err != nil {
		return web.Response{}, err
	}
	e, err := v.book.On(r.Context(), v.Trail.DB(), calendar.DateOf(o.now))
	if err != nil {
		return web.Response{}, err
	}
	if place == "" && !r.URL.Query().Has(fieldPlace) {
		place = o.home(e)
	}
	parts := []templ.Component{ui.Heading(o.say(w.Name), o.say(w.Hint))}
	if e.Places[place] == "" {
		return o.page(w.Name, append(parts, o.whereForm(e, w))...), nil
	}
	page := o.page(w.Name, append(parts, o.askForm(e, w, place, sent), ui.A(newPath+"?"+fieldWhat+"="+what+"&"+fieldPlace+"=", o.say(language.T("Jag bor inte i %s", "I do not live in %s"), e.Places[place])))...)
	if sent != nil {
		page = page.Status(sent.Status())
	}
	return page, nil
}

// home is the municipality that the person is known in; none of somebody whose identity is protected, so that no page says
// where that is.
func (o own) home(e *directory.Edition) string {
	if o.protected() {
		return ""
	}
	for _, p := range o.records {
		if code := e.Authorities[p.Authority].MunicipalityCode; code != "" {
			return code
		}
	}
	return ""
}

// whereForm asks where the person lives, which says whom one can ask.
func (o own) whereForm(e *directory.Edition, w wanted) templ.Component {
	t := language.T
	options := []ui.Option{{Label: o.say(t("Välj kommun", "Choose a municipality"))}}
	for _, m := range e.Municipalities {
		options = append(options, ui.Option{Value: m.Code, Label: m.Name})
	}
	return ui.FormOf(ui.Form{Lang: o.tongue.Lang, Said: o.tongue.said, ID: "var", Method: "get", Action: newPath, Submit: ui.Button{Label: o.say(t("Fortsätt", "Go on"))}, Fields: []ui.Field{
		{Kind: ui.HiddenField, Name: fieldWhat, Value: string(w.Type)},
		{Kind: ui.SelectField, Name: fieldPlace, Label: o.say(t("I vilken kommun bor du?", "In which municipality do you live?")), Options: options, Width: ui.Medium}}})
}

func (o own) askForm(e *directory.Edition, w wanted, place string, sent *web.Form) templ.Component {
	t := language.T
	form := ui.Form{Lang: o.tongue.Lang, Said: o.tongue.said, ID: "begaran", Action: newPath, Submit: ui.Button{Label: o.say(t("Skicka", "Send"))}, Fields: []ui.Field{
		{Kind: ui.HiddenField, Name: fieldWhat, Value: string(w.Type)}, {Kind: ui.HiddenField, Name: fieldPlace, Value: place},
		{Kind: ui.RadiosField, Name: fieldWhom, Label: o.say(t("Till vem?", "To whom?")), Options: o.whom(e, place)}}}
	if w.Type == request.Meeting {
		form.Fields = append(form.Fields, o.meetingFields()...)
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.TextareaField, Name: fieldText, Label: o.say(w.Asks), Rows: 5, Optional: !w.Needs, MaxLength: 4000})
	form.Fields = append(form.Fields, o.wishFields()...)
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(o.tongue.fault(sent.Err()))
	}
	return ui.FormOf(form)
}

// whom are the agency and the boards of the municipality.
func (o own) whom(e *directory.Edition, place string) []ui.Option {
	options := []ui.Option{{Value: directory.PES, Label: "Arbetsförmedlingen"}}
	for _, a := range e.BoardsOf(place) {
		options = append(options, ui.Option{Value: a.ID, Label: a.Title()})
	}
	return options
}

func (o own) meetingFields() []ui.Field {
	t := language.T
	var forms []ui.Option
	for _, f := range request.MeetingForms() {
		forms = append(forms, ui.Option{Value: string(f), Label: o.say(f.Name().Capital())})
	}
	return []ui.Field{{Kind: ui.RadiosField, Name: fieldForm, Label: o.say(t("Hur vill du ses?", "How do you want to meet?")), Options: forms},
		{Kind: ui.TextField, Name: fieldSpoken, Label: o.say(t("Tolk på vilket språk?", "An interpreter in which language?")), Hint: o.say(t("Lämna tomt om du inte behöver tolk. Skriv teckenspråk om du behöver det.", "Leave it empty if you need none. Write sign language if you need that.")), Optional: true, Width: ui.Medium, MaxLength: 100},
		{Kind: ui.CheckboxField, Name: fieldReach, Label: o.say(t("Jag behöver en lokal som går att nå med rullstol eller rollator", "I need a venue that can be reached by wheelchair or walker")), Optional: true},
		{Kind: ui.TextField, Name: fieldWhen, Label: o.say(t("När passar det dig?", "When does it suit you?")), Hint: o.say(t("Till exempel: förmiddagar, inte tisdagar.", "For example: mornings, not Tuesdays.")), Optional: true, MaxLength: 200}}
}

// wishFields ask how the person wants the answer. A letter is not offered to somebody whose identity is protected.
func (o own) wishFields() []ui.Field {
	t := language.T
	ways := []ui.Option{{Value: string(request.MyPages), Label: o.say(t("Här på mina sidor", "Here on my pages"))}, {Value: string(request.Phone), Label: o.say(t("Per telefon", "By telephone"))}}
	if !o.protected() {
		ways = append(ways, ui.Option{Value: string(request.Letter), Label: o.say(t("I brev", "By letter"))})
	}
	ways = append(ways, ui.Option{Value: string(request.InPerson), Label: o.say(t("När vi ses", "When we meet"))})
	given := func(c request.Channel, legend language.Text) *ui.Given {
		return &ui.Given{Field: fieldWish, Values: []string{string(c)}, Legend: o.say(legend)}
	}
	fields := []ui.Field{{Kind: ui.RadiosField, Name: fieldWish, Label: o.say(t("Hur vill du få svaret?", "How do you want to be answered?")), Options: ways, Value: string(request.MyPages)},
		{Kind: ui.TelField, Name: fieldPhone, Label: o.say(t("Telefonnummer", "Telephone number")), Width: ui.Medium, Autocomplete: "off", MaxLength: 60, Given: given(request.Phone, t("Vid svar per telefon", "With an answer by telephone"))}}
	if !o.protected() {
		fields = append(fields, ui.Field{Kind: ui.TextareaField, Name: fieldPost, Label: o.say(t("Adress", "Address")), Rows: 3, Autocomplete: "off", Given: given(request.Letter, t("Vid svar i brev", "With an answer by letter"))})
	}
	return fields
}

// ask sends what the person asks.
func (v *View) ask(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	w, ok := wantedOf(request.Type(f.Value(fieldWhat)))
	if !ok {
		return web.Redirect(askPath), nil
	}
	in, err := v.askingOf(r, f, w)
	if err != nil {
		return web.Response{}, err
	}
	var made request.Request
	if f.OK() {
		made, err = v.Requests.Ask(r.Context(), r.Actor, in)
	}
	if err != nil && (fault.Is(err, fault.NotFound) || !f.Take(err)) {
		return web.Response{}, err
	}
	if !f.OK() {
		return v.newAgain(r, f)
	}
	done := readerOf(r).say(language.T("Det är skickat. Du ska ha svar senast %s.", "It is sent. You are to be answered by %s."), lastDay(made.Due))
	return web.Redirect(ownPage(made.ID)).Message(ui.Good, language.Same(done)), nil
}

// askingOf reads the form. What is missing is said to the person, not as to staff.
func (v *View) askingOf(r *web.Request, f *web.Form, w wanted) (in request.Asking, err error) {
	t := language.T
	e, err := v.book.On(r.Context(), v.Trail.DB(), calendar.DateOf(v.Trail.DB().Now()))
	if err != nil {
		return in, err
	}
	in = request.Asking{Type: w.Type, Authority: f.Text(fieldWhom, web.Max(60)), Municipality: f.Text(fieldPlace, web.Max(4)), Text: f.Long(fieldText), Wish: request.Channel(f.Value(fieldWish)), Phone: f.Text(fieldPhone, web.Max(60)), Address: f.Long(fieldPost)}
	if in.Authority != directory.PES && !slices.ContainsFunc(e.BoardsOf(in.Municipality), func(a directory.Authority) bool { return a.ID == in.Authority }) {
		f.Problem(fieldWhom, t("Välj vem du frågar.", "Choose whom you ask."))
	}
	if w.Needs && in.Text == "" {
		f.Problem(fieldText, t("Skriv något, så att den som läser förstår.", "Write something, so that whoever reads understands."))
	}
	if w.Type == request.Meeting {
		in.Meeting = request.MeetingWish{Form: request.Form(f.Value(fieldForm)), Language: f.Text(fieldSpoken, web.Max(100)), Accessible: f.Ticked(fieldReach), When: f.Text(fieldWhen, web.Max(200))}
		if !slices.Contains(request.MeetingForms(), in.Meeting.Form) {
			f.Problem(fieldForm, t("Välj hur du vill ses.", "Choose how you want to meet."))
		}
	}
	wishProblems(f, in)
	in.Number, err = v.Seekers.Number(r.Context(), v.Trail.DB(), r.Actor)
	return in, err
}

func wishProblems(f *web.Form, in request.Asking) {
	t := language.T
	switch {
	case !slices.Contains(request.AllChannels(), in.Wish):
		f.Problem(fieldWish, t("Välj hur du vill få svaret.", "Choose how you want to be answered."))
	case in.Wish == request.Phone && in.Phone == "":
		f.Problem(fieldPhone, t("Skriv numret som vi ska ringa.", "Write the number that we are to call."))
	case in.Wish == request.Letter && in.Address == "":
		f.Problem(fieldPost, t("Skriv adressen som brevet ska skickas till.", "Write the address that the letter is to be sent to."))
	}
}
