package request

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// fieldStep says how far the form has come: it is shown once more before it is saved.
const (
	fieldStep = "step"
	stepSave  = "save"
	stepBack  = "back"
)

func newSteps(r *web.Request, at int) templ.Component {
	t := language.T
	var out []ui.Step
	for i, label := range []language.Text{t("Vad och hur", "What and how"), t("Vem och vad personen säger", "Who, and what the person says"), t("Granska", "Review")} {
		out = append(out, ui.Step{Label: r.Say(label), Current: i == at, Done: i < at})
	}
	return ui.Steps(r.Say(t("Steg", "Steps")), out)
}

// newPage asks first what is asked for and how it came, which is about nobody and stands in the address; then the rest.
func (s *Service) newPage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	if !q.Has(fieldType) {
		return s.firstPage(r, q), nil
	}
	in := Asking{Type: Type(q.Text(fieldType, web.Max(40))), Channel: Channel(q.Text(fieldChannel, web.Max(40))), By: By(q.Text(fieldBy, web.Max(40)))}
	if in.first(q); !q.OK() {
		return s.firstPage(r, q), nil
	}
	return s.secondPage(r, in, s.secondForm(r, in))
}

// first says what the first step lacks.
func (in Asking) first(q *web.Form) {
	if _, ok := in.Type.Info(); !ok {
		q.Problem(fieldType, chooseType)
	}
	if !isChannel(in.Channel) || in.Channel == MyPages {
		q.Problem(fieldChannel, chooseChannel)
	}
	if in.By != Person && in.By != Guardian && in.By != Representative {
		q.Problem(fieldBy, chooseBy)
	}
}

func (s *Service) firstPage(r *web.Request, q *web.Form) web.Response {
	t := language.T
	var types, channels, bys []ui.Option
	for _, i := range Types() {
		types = append(types, ui.Option{Value: string(i.Type), Label: r.Say(i.Name), Hint: r.Say(i.Hint)})
	}
	for _, c := range Channels() {
		channels = append(channels, ui.Option{Value: string(c), Label: r.Say(capital(c.Name()))})
	}
	for _, b := range Bys() {
		bys = append(bys, ui.Option{Value: string(b), Label: r.Say(capital(b.Name()))})
	}
	form := ui.Form{Lang: r.Lang, ID: "vad", Action: listPath + "/ny", Method: "get", Submit: ui.Button{Label: r.Say(t("Fortsätt", "Continue"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: fieldType, Label: r.Say(t("Vad begärs?", "What is asked for?")), Options: types},
		{Kind: ui.RadiosField, Name: fieldChannel, Label: r.Say(t("Hur kom det?", "How did it come?")), Options: channels},
		{Kind: ui.RadiosField, Name: fieldBy, Label: r.Say(t("Vem frågar?", "Who asks?")), Options: bys}}}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Den som ringer, kommer eller skriver *har samma rätt som den som loggar in*. Skriv in vad personen begär, så går tiden och svaret hittar fram.", "Whoever calls, comes or writes *has the same right as who signs in*. Write down what the person asks, and time runs and the answer finds its way.")))}
	body := ui.Parts(ui.Heading(r.Say(sayNew), ""), ui.LeadBlock(lead), newSteps(r, 0), ui.FormOf(form.Fill(q.Values()).WithFault(q.Err())))
	return web.Page(sayNew, body).Frame(crumbs(r, sayNew))
}

func (s *Service) secondPage(r *web.Request, in Asking, form ui.Form) (web.Response, error) {
	t := language.T
	target := TargetOf(in.Type, today(s.Trail.DB()))
	lead := ui.Lead{Text: ui.Rich(r.Say(t("%s %s. *Personen ska ha svaret inom %s.* Det gäller vilken väg den än kom.", "%s %s. *The person is to be told within %s.* That holds whichever way it came.").With(in.Type.Name(), in.Channel.Name(), target.Words())))}
	body := ui.Parts(ui.Heading(r.Say(sayNew), r.Say(in.Type.Name())), ui.LeadBlock(lead), newSteps(r, 1), ui.FormOf(form))
	return web.Page(sayNew, body).Frame(crumbs(r, sayNew)), nil
}

func hidden(name, value string) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: name, Value: value}
}

func area(r *web.Request, name string, label, hint language.Text, needed bool) ui.Field {
	return ui.Field{Kind: ui.TextareaField, Name: name, Label: r.Say(label), Hint: r.Say(hint), Rows: 4, MaxLength: longest, Optional: !needed, Swedish: true}
}

func line(r *web.Request, name string, label, hint language.Text, needed bool) ui.Field {
	return ui.Field{Kind: ui.TextField, Name: name, Label: r.Say(label), Hint: r.Say(hint), MaxLength: 200, Optional: !needed, Autocomplete: "off", Width: ui.Medium}
}

// secondForm asks who it is, how that was made sure, what the person says and how the person wishes to be told.
func (s *Service) secondForm(r *web.Request, in Asking) ui.Form {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "begaran", Action: listPath + "/ny", Submit: ui.Button{Label: r.Say(t("Granska", "Review"))}, Fields: []ui.Field{
		hidden(fieldType, string(in.Type)), hidden(fieldChannel, string(in.Channel)), hidden(fieldBy, string(in.By))}}
	form.Fields = append(form.Fields, s.whoFields(r, in)...)
	form.Fields = append(form.Fields, whatFields(r, in)...)
	form.Fields = append(form.Fields, wishFields(r, in)...)
	return form
}

func (s *Service) whoFields(r *web.Request, in Asking) (out []ui.Field) {
	t := language.T
	var checks []ui.Option
	for _, c := range Checks() {
		checks = append(checks, ui.Option{Value: string(c), Label: r.Say(capital(c.Name()))})
	}
	if in.By != Person {
		out = append(out, line(r, fieldByName, t("Vem frågar för personen?", "Who asks for the person?"), t("Namnet på den som frågar.", "The name of who asks."), true))
	}
	if in.By == Representative {
		out = append(out, powerFields(r)...)
	}
	out = append(out,
		ui.Field{Kind: ui.TextField, Name: fieldNumber, Label: r.Say(t("Personnummer eller samordningsnummer på den det gäller", "Personal or coordination number of the person concerned")), InputMode: "numeric", Autocomplete: "off", Width: ui.Medium, MaxLength: 20},
		line(r, fieldName, t("Namn", "Name"), t("Används om ni inte redan har det.", "Used if you do not have it already."), false),
		ui.Field{Kind: ui.RadiosField, Name: fieldChecked, Label: r.Say(t("Hur kontrollerade du vem det är?", "How did you make sure who it is?")), Options: checks})
	if r.Actor.Authority == directory.PES {
		out = append(out, s.placeField(r))
	}
	return append(out, ui.Field{Kind: ui.DateField, Name: fieldCame, Label: r.Say(t("När kom begäran in?", "When did the request come in?")), Value: today(s.Trail.DB()).String(), Width: ui.Short})
}

// powerFields ask what the power of attorney says, which is attached last.
func powerFields(r *web.Request) []ui.Field {
	t := language.T
	var covers []ui.Option
	for _, c := range Covers() {
		covers = append(covers, ui.Option{Value: string(c), Label: r.Say(capital(c.Name()))})
	}
	return []ui.Field{
		{Kind: ui.DateField, Name: fieldUntil, Label: r.Say(t("Till och med vilken dag gäller fullmakten?", "Until which day does the power of attorney hold?")), Hint: r.Say(t("Lämna tomt om den gäller tills den tas tillbaka. Du bifogar fullmakten i nästa steg; har den inte kommit än skriver du in begäran när den har det.", "Leave it if it holds until it is taken back. You attach it in the next step; if it has not come yet, enter the request when it has.")), Width: ui.Short, Optional: true},
		{Kind: ui.CheckboxesField, Name: fieldCovers, Label: r.Say(t("Vad får ombudet göra, utöver att fråga?", "What may the representative do, besides asking?")), Hint: r.Say(t("Det som står i fullmakten, inget mer. Står inget om svaret lämnas det till personen.", "What stands in the power of attorney, and no more. If nothing is said of the answer, it goes to the person.")), Options: covers, Optional: true},
	}
}

func powerOf(f *web.Form) (p Power) {
	p.Until = f.Date(fieldUntil)
	for _, c := range f.Values()[fieldCovers] {
		p.Covers = append(p.Covers, Cover(c))
	}
	return p
}

func (s *Service) placeField(r *web.Request) ui.Field {
	options := []ui.Option{{Label: r.Say(language.T("Välj kommun", "Choose a municipality"))}}
	if n, err := s.names(r); err == nil { // without names there is nothing to choose, and saving says so
		for _, m := range n.Municipalities {
			options = append(options, ui.Option{Value: m.Code, Label: m.Name})
		}
	}
	return ui.Field{Kind: ui.SelectField, Name: fieldMunicipality, Label: r.Say(language.T("I vilken kommun bor personen?", "In which municipality does the person live?")), Options: options, Width: ui.Medium}
}

func whatFields(r *web.Request, in Asking) (out []ui.Field) {
	t := language.T
	info, _ := in.Type.Info()
	if in.Type == Meeting {
		var forms []ui.Option
		for _, f := range MeetingForms() {
			forms = append(forms, ui.Option{Value: string(f), Label: r.Say(capital(f.Name()))})
		}
		out = append(out, ui.Field{Kind: ui.RadiosField, Name: fieldForm, Label: r.Say(t("Hur vill personen ses?", "How does the person wish to meet?")), Options: forms},
			line(r, fieldLanguage, t("Tolk på språket", "Interpreter, language"), t("Lämna tomt om ingen tolk behövs. Teckenspråk skrivs också här.", "Leave it if no interpreter is needed. Sign language is written here too."), false),
			ui.Field{Kind: ui.CheckboxField, Name: fieldAccessible, Label: r.Say(t("Lokalen ska gå att nå med rullstol eller rollator", "The venue is to be reached by wheelchair or walker")), Optional: true},
			line(r, fieldWhen, t("När passar det?", "When does it suit?"), t("Till exempel: förmiddagar, inte tisdagar.", "For example: mornings, not Tuesdays."), false))
	}
	needed := in.Type != Extract && in.Type != Meeting
	return append(out, area(r, fieldText, info.Asks, t("Skriv så nära personens egna ord som möjligt.", "Write as close to the person's own words as you can."), needed))
}

func wishFields(r *web.Request, in Asking) []ui.Field {
	t := language.T
	var ways []ui.Option
	for _, c := range []Channel{Phone, Letter, InPerson, MyPages} {
		ways = append(ways, ui.Option{Value: string(c), Label: r.Say(capital(c.Name()))})
	}
	given := func(c Channel, legend language.Text) *ui.Given {
		return &ui.Given{Field: fieldWish, Values: []string{string(c)}, Legend: r.Say(legend)}
	}
	phone := ui.Field{Kind: ui.TelField, Name: fieldPhone, Label: r.Say(t("Telefonnummer för svaret", "Telephone number for the answer")), Autocomplete: "off", Width: ui.Medium, Given: given(Phone, t("Vid svar per telefon", "With an answer by telephone"))}
	address := ui.Field{Kind: ui.TextareaField, Name: fieldAddress, Rows: 3, Label: r.Say(t("Adress för svaret", "Address for the answer")), Autocomplete: "off", Given: given(Letter, t("Vid svar i brev", "With an answer by letter"))}
	take := ui.Field{Kind: ui.CheckboxField, Name: fieldTake, Label: r.Say(t("Jag handlägger den själv", "I handle it myself")), Optional: true}
	return []ui.Field{{Kind: ui.RadiosField, Name: fieldWish, Label: r.Say(t("Hur vill personen få svaret?", "How does the person wish to be told?")), Options: ways}, phone, address, take}
}

// askingOf reads the second step. What cannot be read is a problem of its field.
func (s *Service) askingOf(f *web.Form) Asking {
	in := Asking{Type: Type(f.Text(fieldType, web.Max(40))), Channel: Channel(f.Text(fieldChannel, web.Max(40))), By: By(f.Text(fieldBy, web.Max(40))), ByName: f.Text(fieldByName, web.Max(200)),
		Checked: Checked(f.Text(fieldChecked, web.Max(40))), Municipality: f.Text(fieldMunicipality, web.Max(4)), Name: f.Text(fieldName, web.Max(200)), Text: f.Long(fieldText),
		Meeting: MeetingWish{Form: Form(f.Text(fieldForm, web.Max(40))), Language: f.Text(fieldLanguage, web.Max(200)), Accessible: f.Ticked(fieldAccessible), When: f.Text(fieldWhen, web.Max(200))},
		Wish:    Channel(f.Text(fieldWish, web.Max(40))), Phone: f.Text(fieldPhone, web.Max(60)), Address: f.Long(fieldAddress), Came: f.Date(fieldCame), Take: f.Ticked(fieldTake)}
	if in.Channel == MyPages {
		in.Channel = ""
	}
	if in.By == Representative {
		in.Power = powerOf(f)
	}
	number, err := identity.ParsePersonal(f.Text(fieldNumber, web.Max(20)), today(s.Trail.DB()))
	if err != nil {
		f.Problem(fieldNumber, numberNeeded)
	}
	in.Number = number
	return in
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := s.askingOf(f)
	switch f.Value(fieldStep) {
	case stepSave:
		return s.save(r, f, in)
	case stepBack:
		return s.secondPage(r, in, s.secondForm(r, in).Fill(f.Values()))
	}
	if err := s.reviewed(r, in); err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	if !f.OK() {
		return s.secondAgain(r, f, in)
	}
	return s.reviewPage(r, f, in)
}

// reviewed says what is missing, but for the paper, which is attached last.
func (s *Service) reviewed(r *web.Request, in Asking) error {
	in.tidy(r.Actor)
	in.Evidence = &file.Checked{}
	place, err := s.placed(r.Context(), s.Trail.DB(), in)
	if err != nil {
		return err
	}
	return in.check(place, today(s.Trail.DB()))
}

func (s *Service) secondAgain(r *web.Request, f *web.Form, in Asking) (web.Response, error) {
	out, err := s.secondPage(r, in, s.secondForm(r, in).Fill(f.Values()).WithFault(f.Err()))
	return out.Status(f.Status()), err
}

func (s *Service) save(r *web.Request, f *web.Form, in Asking) (web.Response, error) {
	c, err := sentPaper(r, f, in.By == Representative)
	if err == nil && f.OK() {
		in.Evidence = c
		var made Request
		if made, err = s.Ask(r.Context(), r.Actor, in); err == nil {
			return web.Redirect(listPath).Message(ui.Good, language.T("Begäran %s är inskriven. Personen ska ha svaret senast %s.", "Request %s is written down. The person is to be told by %s.").With(made.Number(), moment(made.Due.Time))), nil
		}
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	if onlyPaper(f.Err()) {
		out, err := s.reviewPage(r, f, in)
		return out.Status(f.Status()), err
	}
	return s.secondAgain(r, f, in)
}

// onlyPaper tells whether all that is wrong is at the paper.
func onlyPaper(err error) bool {
	for _, p := range fault.ProblemsOf(err) {
		if p.Field != file.Field {
			return false
		}
	}
	return len(fault.ProblemsOf(err)) > 0
}

// sentPaper reads and checks the paper of a form; nil when none was sent.
func sentPaper(r *web.Request, f *web.Form, required bool) (*file.Checked, error) {
	up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize, Required: required})
	if !ok {
		return nil, nil
	}
	content, err := up.Open()
	if err != nil {
		return nil, err
	}
	c, err := file.Check(file.Input{Name: up.Name, Content: content, Size: up.Size, Owner: r.Actor.Authority, Accept: person.EvidenceTypes()})
	return &c, err
}

// reviewPage shows what will be saved, with the paper to attach where one is needed.
func (s *Service) reviewPage(r *web.Request, f *web.Form, in Asking) (web.Response, error) {
	t := language.T
	n, err := s.names(r)
	form := ui.Form{Lang: r.Lang, ID: "spara", Action: listPath + "/ny", Submit: ui.Button{Label: r.Say(t("Spara begäran", "Save the request")), Name: fieldStep, Value: stepSave},
		Other: []ui.Button{{Label: r.Say(t("Ändra", "Change")), Kind: ui.Secondary, Name: fieldStep, Value: stepBack}}}
	for _, name := range []string{fieldType, fieldChannel, fieldBy, fieldByName, fieldUntil, fieldCovers, fieldChecked, fieldMunicipality, fieldNumber, fieldName, fieldText, fieldForm, fieldLanguage, fieldAccessible, fieldWhen, fieldWish, fieldPhone, fieldAddress, fieldCame, fieldTake} {
		for _, v := range f.Values()[name] {
			if v != "" {
				form.Fields = append(form.Fields, hidden(name, v))
			}
		}
	}
	if in.By != Person {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.FileField, Name: file.Field, Label: r.Say(t("Fullmakt eller annat som visar rätten att företräda", "Power of attorney, or what else shows the right to represent")), Optional: in.By == Guardian, Accept: file.Accept(person.EvidenceTypes()...),
			Hint: r.Say(t("PDF eller bild. Den sparas krypterad och visas bara för den som handlägger begäran.", "PDF or picture. It is kept encrypted and shown only to who handles the request."))})
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Läs igenom.* När du sparar börjar tiden räknas, och begäran får sitt diarienummer.", "*Read through.* When you save, time begins to run and the request gets its registry number.")))}
	body := ui.Parts(ui.Heading(r.Say(sayNew), r.Say(in.Type.Name())), ui.LeadBlock(lead), newSteps(r, 2), ui.KeyValues(in.said(r, n)...), ui.FormOf(form.WithFault(f.Err())))
	return web.Page(sayNew, body).Frame(crumbs(r, sayNew)), err
}

// said are what was written, for the last look.
func (in Asking) said(r *web.Request, n names) (out []ui.Fact) {
	t := language.T
	add := func(name language.Text, value string) {
		if value != "" {
			out = append(out, ui.F(r.Say(name), value))
		}
	}
	add(sayType, r.Say(in.Type.Name()))
	add(sayChannel, r.Say(in.Channel.Name()))
	add(t("Vem frågar", "Who asks"), r.Say(capital(in.By.Name())))
	add(t("Namn på den som frågar", "Name of who asks"), in.ByName)
	if in.By == Representative {
		add(sayPowerUntil, r.Say(in.Power.UntilSaid()))
		add(sayPowerCovers, r.Say(in.Power.CoversSaid()))
	}
	add(t("Kontrollerat", "Checked"), r.Say(in.Checked.Name()))
	add(t("Personnummer", "Personal number"), in.Number.TwelveDigits())
	add(t("Namn", "Name"), in.Name)
	if in.Municipality != "" {
		add(sayPlace, n.place(in.Municipality))
	}
	add(t("Kom in", "Came in"), in.Came.String())
	add(t("Det personen säger", "What the person says"), in.Text)
	if in.Type == Meeting {
		out = append(out, in.Meeting.facts(r)...)
	}
	add(t("Vill få svaret", "Wishes to be told"), r.Say(in.Wish.Name()))
	if in.Wish == Phone {
		add(t("På telefon", "At telephone"), in.Phone)
	}
	if in.Wish == Letter {
		add(t("Adress", "Address"), in.Address)
	}
	return out
}

// facts are how somebody wishes to meet.
func (m MeetingWish) facts(r *web.Request) []ui.Fact {
	t := language.T
	interpreter, venue := r.Say(t("behövs inte", "not needed")), r.Say(t("nej", "no"))
	if m.Language != "" {
		interpreter = m.Language
	}
	if m.Accessible {
		venue = r.Say(t("ja", "yes"))
	}
	out := []ui.Fact{ui.F(r.Say(t("Mötesform", "Form of meeting")), r.Say(capital(m.Form.Name()))), ui.F(r.Say(t("Tolk", "Interpreter")), interpreter), ui.F(r.Say(t("Tillgänglig lokal", "Accessible venue")), venue)}
	if m.When != "" {
		out = append(out, ui.F(r.Say(t("När det passar", "When it suits")), m.When))
	}
	return out
}

// day is the day of the installation's clock.
func (s *Service) day() calendar.Date { return today(s.Trail.DB()) }
