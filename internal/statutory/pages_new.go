package statutory

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// What the form's buttons do, and the answers about a protected identity.
const (
	doReview     = "granska"
	doSend       = "skicka"
	doChange     = "andra"
	protectedYes = "ja"
	protectedNo  = "nej"
)

// planned is where a notice would go and by when, before anything about a person is asked.
type planned struct {
	kind    law.Notice
	sw      Switch
	place   string
	way     Way
	promise Promise
	names   names
	today   calendar.Date
}

// newPage asks first what has happened and where, shows where the notice goes, on which law and within which time, and only
// then asks for the person.
func (s *Service) newPage(r *web.Request) (web.Response, error) {
	f := r.ReadQuery()
	p, ok, err := s.planOf(r, f)
	if err != nil {
		return web.Response{}, err
	}
	if !ok {
		return s.whatPage(r, f)
	}
	return s.writePage(r, p, nil), nil
}

// planOf reads type and place and asks where the notice would go; ok is false when they are not both said, or nothing here
// can be given.
func (s *Service) planOf(r *web.Request, f *web.Form) (p planned, ok bool, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	offered, err := Offered(ctx, q, r.Actor)
	if err != nil {
		return p, false, err
	}
	id := f.Text(paramType, web.Max(40))
	for _, k := range offered {
		if string(k.ID) == id {
			p.kind = k
		}
	}
	if p.names, err = s.names(r); err != nil {
		return p, false, err
	}
	p.today = calendar.DateOf(q.Now())
	p.place = f.Text(paramPlace, web.Max(4))
	if own := p.names.Authorities[r.Actor.Authority].MunicipalityCode; own != "" && p.place == "" {
		p.place = own
	}
	if p.kind.ID == "" || !directory.IsCode(p.place) || !f.OK() {
		return p, false, nil
	}
	p.way, err = WayFor(ctx, q, p.kind, r.Actor.Authority, p.place)
	if fault.Is(err, fault.Invalid) {
		f.Problem(paramPlace, noReceiver)
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	all, err := Switches(ctx, q)
	if err != nil {
		return p, false, err
	}
	p.sw = all[p.kind.ID]
	p.promise, err = Promised(ctx, q, p.kind, r.Actor.Authority, p.way.Authority, p.place)
	return p, err == nil, err
}

// whatPage is the first step: what has happened, and where.
func (s *Service) whatPage(r *web.Request, f *web.Form) (web.Response, error) {
	t := language.T
	offered, err := Offered(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	if len(offered) == 0 {
		lead := ui.Lead{Text: ui.Rich(r.Say(t("*Er verksamhet lämnar inga underrättelser enligt de regler som gäller nu.* Har nämnden vuxenutbildning? Be den som sköter katalogen hos er ange det.", "*Your activity gives no notices under the rules that hold now.* Does the board have adult education? Ask whoever keeps your directory to enter it.")))}
		return web.Page(sayNew, ui.Parts(ui.Heading(r.Say(sayNew), ""), ui.LeadBlock(lead), ui.Links([]ui.Link{{Label: r.Say(sayTypes), Href: typesPath}}))).Frame(crumbs(r, sayNew)), nil
	}
	n, err := s.names(r)
	if err != nil {
		return web.Response{}, err
	}
	if f.Has(paramType) && f.Value(paramType) == "" {
		f.Problem(paramType, t("Välj vad som har hänt.", "Choose what has happened."))
	}
	if f.Has(paramPlace) && !directory.IsCode(f.Value(paramPlace)) {
		f.Problem(paramPlace, t("Välj vilken kommun det gäller.", "Choose which municipality it concerns."))
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Välj vad som har hänt, så visar Samsyn *lagrum, mottagare och sista dag*. Inget samtycke behövs: skyldigheten är grunden.", "Choose what has happened, and Samsyn shows *the law, the receiver and the last day*. No consent is needed: the duty is the ground.")))}
	form := s.whatForm(r, offered, n)
	body := ui.Parts(ui.Heading(r.Say(sayNew), ""), ui.LeadBlock(lead), newSteps(r, 0, ""), ui.FormOf(form.Fill(f.Values()).WithFault(f.Err())),
		ui.Paragraph(r.Say(t("Gäller det någon med skyddade personuppgifter ska det inte skrivas här. Ring mottagarens växel.", "If it is about somebody with a protected identity, do not write it here. Call the receiver's switchboard."))))
	return web.Page(sayNew, body).Frame(crumbs(r, sayNew)).Status(f.Status()), nil
}

func (s *Service) whatForm(r *web.Request, offered []law.Notice, n names) ui.Form {
	t := language.T
	types := make([]ui.Option, 0, len(offered))
	for _, k := range offered {
		types = append(types, ui.Option{Value: string(k.ID), Label: r.Say(k.Name), Hint: r.Say(t("Till %s, för %s.", "To %s, for %s.").With(k.To.Name(), k.Purpose))})
	}
	form := ui.Form{Lang: r.Lang, ID: "vad", Action: listPath + "/ny", Method: "get", Submit: ui.Button{Label: r.Say(t("Visa vart den går", "Show where it goes"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: paramType, Label: r.Say(t("Vad har hänt?", "What has happened?")), Options: types}}}
	if n.Authorities[r.Actor.Authority].MunicipalityCode == "" {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(t("Vilken kommun?", "Which municipality?")), Options: n.options(r, t("Välj kommun", "Choose a municipality")), Width: ui.Medium})
	}
	return form
}

func newSteps(r *web.Request, at int, back string) templ.Component {
	t := language.T
	all := []ui.Step{{Label: r.Say(t("Vad har hänt", "What has happened"))}, {Label: r.Say(t("Personen och uppgifterna", "The person and the facts"))}, {Label: r.Say(t("Granska och skicka", "Review and send"))}}
	for i := range all {
		all[i].Current, all[i].Done = i == at, i < at
	}
	if at > 0 {
		all[0].Href = back
	}
	return ui.Steps(r.Say(t("Steg", "Steps")), all)
}

// why unfolds where it goes, the law, and how the days are reckoned.
func (p planned) why(r *web.Request) templ.Component {
	t := language.T
	var reasons []string
	for _, w := range p.way.Why {
		reasons = append(reasons, r.Say(w))
	}
	return ui.Parts(ui.SectionIntro("grund", r.Say(t("Grunden är lagen", "The ground is the law")), "", ui.KeyValues(
		ui.F(r.Say(t("Lagrum", "Law")), citation(p.kind, p.sw)), ui.F(r.Say(t("Ändamål", "Purpose")), r.Say(capital(p.kind.Purpose))),
		ui.F(r.Say(t("Skickas", "Sent")), r.Say(t("inom %s från händelsen", "within %s of the event").With(calendar.CountWorkingDays(int(p.promise.SendDays))))),
		ui.F(r.Say(t("Återkopplas", "Acted on")), r.Say(t("inom %s från att den tagits emot", "within %s of being received").With(calendar.CountWorkingDays(int(p.promise.ActDays))))))),
		ui.Folded(r.Say(t("Varför dit?", "Why there?")), ui.Bullets(reasons...)),
		ui.Folded(r.Say(sayReckoned), ui.Bullets(r.Say(daysFrom(p.promise.SendNo)), r.Say(daysCount), r.Say(daysConfirm))))
}

var (
	sayReckoned = language.T("Hur räknades detta?", "How was this computed?")
	daysCount   = language.T("Arbetsdagar, helgfria. Händelsedagen räknas inte. Den sista dagen räknas till midnatt.", "Working days. The day of the event does not count. The last day counts until midnight.")
	daysConfirm = language.T("Lagen anger inget antal dagar. Det ska bekräftas av en jurist om en förordning gör det.", "The act names no number of days. A lawyer is to confirm whether an ordinance does.")
)

// daysFrom says where the days come from.
func daysFrom(promise string) language.Text {
	if promise == "" {
		return language.T("Er överenskommelse lovar ingen tid, så Samsyns föreslagna tid gäller.", "Your agreement promises no time, so that the time that Samsyn proposes holds.")
	}
	return language.T("Tiden kommer från åtagandet %s i er överenskommelse.", "The time comes from the commitment %s of your agreement.").With(promise)
}

func (p planned) lead(r *web.Request) ui.Lead {
	due := calendar.AddWorkingDays(p.today, int(p.promise.SendDays))
	return ui.Lead{Text: ui.Rich(r.Say(language.T("Underrättelsen går till *%s*. Hände det i dag ska den skickas *senast %s*.", "The notice goes to *%s*. If it happened today it is to be sent *by %s*.").With(p.names.of(r, p.way.Authority), due.Long())))}
}

func (p planned) back() string { return listPath + "/ny" }

// writePage is the second step: the event, that nobody protected is concerned, and then the person and the facts.
func (s *Service) writePage(r *web.Request, p planned, sent *web.Form) web.Response {
	form := writeForm(r, p)
	if sent != nil && asksDespite(sent) {
		form.Fields = append(form.Fields, despiteField(r, p))
	}
	lead := p.lead(r)
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
		if lacksDespite(sent) {
			lead = ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(stoppedByRestriction))}
		}
	}
	body := ui.Parts(ui.Heading(r.Say(p.kind.Name), r.Say(language.T("Ny underrättelse om någon i %s", "New notice about somebody in %s").With(p.names.place(p.place)))),
		ui.LeadBlock(lead), newSteps(r, 1, p.back()), ui.FormOf(form), p.why(r))
	out := web.Page(sayNew, body).Frame(crumbs(r, sayNew))
	if sent != nil && !sent.OK() {
		out = out.Status(sent.Status())
	}
	return out
}

func hidden(name, value string) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: name, Value: value}
}

func writeForm(r *web.Request, p planned) ui.Form {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "underrattelse", Action: listPath + "/ny", Submit: ui.Button{Label: r.Say(t("Granska underrättelsen", "Review the notice")), Name: fieldDo, Value: doReview}, Fields: []ui.Field{
		hidden(paramType, string(p.kind.ID)), hidden(paramPlace, p.place),
		{Kind: ui.DateField, Name: fieldHappened, Label: r.Say(p.kind.Trigger), Hint: r.Say(t("Tiden räknas från den dagen. Inte senare än i dag.", "The time counts from that day. Not later than today.")), Width: ui.Short},
		{Kind: ui.RadiosField, Name: fieldProtected, Over: r.Say(t("Personen", "The person")), Label: r.Say(t("Har personen skyddade personuppgifter?", "Does the person have a protected identity?")), Hint: r.Say(t("Är du osäker: kontrollera i er egen folkbokföringsslagning först.", "If unsure: check your own lookup in the population register first.")),
			Options: []ui.Option{{Value: protectedNo, Label: r.Say(t("Nej, det har jag kontrollerat", "No, I have checked"))}, {Value: protectedYes, Label: r.Say(t("Ja", "Yes")), Hint: r.Say(t("Då stoppas underrättelsen. Du får se vart du ringer.", "Then the notice is stopped. You are shown where to call."))}}},
		{Kind: ui.TextField, Name: fieldNumber, Label: r.Say(t("Personnummer eller samordningsnummer", "Personal or coordination number")), Hint: r.Say(t("Tolv siffror. Bara den som tar emot underrättelsen ser numret.", "Twelve digits. Only whoever receives the notice sees the number.")), Width: ui.Medium, Autocomplete: "off", InputMode: "numeric"},
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Namn", "Name")), Optional: true, Width: ui.Medium, Autocomplete: "off", MaxLength: longest}}}
	for i, f := range p.kind.Fields {
		field := factInput(r, f)
		if i == 0 {
			field.Over = r.Say(t("Uppgifterna", "The facts"))
		}
		form.Fields = append(form.Fields, field)
	}
	return form
}

// factInput is the field of a fact of the type.
func factInput(r *web.Request, f law.NoticeField) ui.Field {
	out := ui.Field{Kind: ui.TextField, Name: factField(f.Code), Label: r.Say(f.Name), Optional: !f.Needed, Width: ui.Medium, MaxLength: longest, Autocomplete: "off"}
	switch f.Kind {
	case law.NoticeDay:
		out.Kind, out.Width, out.MaxLength = ui.DateField, ui.Short, 0
	case law.NoticePercent:
		out.Width, out.InputMode, out.MaxLength = ui.Short, "numeric", 3
	}
	return out
}

// input reads what was written.
func (p planned) input(f *web.Form) Input {
	in := Input{Type: p.kind.ID, Municipality: p.place, Happened: f.Date(fieldHappened), Number: strings.TrimSpace(f.Text(fieldNumber)), Name: f.Text(fieldName, web.Max(longest)),
		Certified: f.Value(fieldProtected) == protectedNo, Despite: f.Ticked(fieldDespite), Facts: map[string]string{}}
	for _, k := range p.kind.Fields {
		value := f.Text(factField(k.Code))
		if k.Kind == law.NoticeDay {
			if day := f.Date(factField(k.Code)); !day.IsZero() {
				value = day.String()
			}
		}
		if value != "" {
			in.Facts[k.Code] = value
		}
	}
	return in
}

// newPost reviews what is written, or sends it. What cannot be sent is shown again with all that was written.
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
		return s.whatPage(r, f)
	}
	if f.Value(fieldProtected) == protectedYes {
		return s.stopPage(r, p)
	}
	in := p.input(f)
	if f.Value(fieldDo) == doChange || !f.OK() {
		return s.writePage(r, p, f), nil
	}
	if f.Value(fieldDo) == doSend {
		var n Notice
		if n, err = s.Send(r.Context(), r.Actor, in); err == nil {
			return web.Redirect(n.Page()).Message(ui.Good, language.T("Underrättelsen är skickad.", "The notice is sent.")), nil
		}
	} else if _, err = s.Checked(r.Context(), r.Actor, in); err == nil {
		return s.reviewPage(r, p, in.clean(), f), nil
	}
	if !f.Take(err) {
		return web.Response{}, err
	}
	return s.writePage(r, p, f), nil
}

// reviewPage is the third step: what is sent, to whom, and whether it is in time. Nothing is kept yet.
func (s *Service) reviewPage(r *web.Request, p planned, in Input, f *web.Form) web.Response {
	t := language.T
	due := sendDue(in.Happened, p.promise.SendDays)
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Stämmer allt?* Underrättelsen går till %s och är i tid till och med %s.", "*Is it all right?* The notice goes to %s and is in time until %s.").With(p.names.of(r, p.way.Authority), calendar.DateOf(due.Add(-1)).Long())))}
	if s.now().After(due) {
		lead = ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("Underrättelsen skulle ha skickats senast %s. *Skicka den ändå*: skyldigheten gäller.", "The notice was to be sent by %s. *Send it all the same*: the duty holds.").With(calendar.DateOf(due.Add(-1)).Long())))}
	}
	facts := []ui.Fact{ui.F(r.Say(t("Personnummer", "Personal number")), in.Number)}
	if in.Name != "" {
		facts = append(facts, ui.F(r.Say(t("Namn", "Name")), in.Name))
	}
	facts = append(facts, ui.F(r.Say(p.kind.Trigger), in.Happened.String()))
	form := ui.Form{Lang: r.Lang, ID: "skicka", Action: listPath + "/ny", Submit: ui.Button{Label: r.Say(t("Skicka underrättelsen", "Send the notice")), Name: fieldDo, Value: doSend},
		Other: []ui.Button{{Label: r.Say(t("Ändra", "Change")), Kind: ui.Secondary, Name: fieldDo, Value: doChange}}}
	for _, name := range []string{paramType, paramPlace, fieldHappened, fieldProtected, fieldNumber, fieldName} {
		form.Fields = append(form.Fields, hidden(name, f.Value(name)))
	}
	var confirmed templ.Component
	if f.Ticked(fieldDespite) {
		form.Fields = append(form.Fields, hidden(fieldDespite, f.Value(fieldDespite)))
		confirmed = ui.SectionIntro("begransad", r.Say(sayRestriction), r.Say(despiteReview.With(citation(p.kind, p.sw))), nil)
	}
	for _, k := range p.kind.Fields {
		form.Fields = append(form.Fields, hidden(factField(k.Code), f.Value(factField(k.Code))))
		if v := in.Facts[k.Code]; v != "" {
			facts = append(facts, ui.F(r.Say(k.Name), v))
		}
	}
	body := ui.Parts(ui.Heading(r.Say(p.kind.Name), ""), ui.LeadBlock(lead), newSteps(r, 2, p.back()), ui.SectionIntro("det-som-skickas", r.Say(t("Det som skickas", "What is sent")), "", ui.KeyValues(facts...)), confirmed, ui.FormOf(form), p.why(r))
	return web.Page(sayNew, body).Frame(crumbs(r, sayNew))
}

// stopPage stops what is about a protected identity before anything is kept, and shows how to tell it instead.
func (s *Service) stopPage(r *web.Request, p planned) (web.Response, error) {
	routing, err := contact.Route(r.Context(), s.Trail.DB(), contact.Ask{From: r.Actor.Authority, Municipality: p.place, Topic: topicFor(p.kind.To), Personal: true, Protected: true})
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	title := t("Underrätta per telefon", "Tell it by telephone")
	var lines []string
	if !routing.Hole {
		lines = append(lines, r.Say(t("%s: %s", "%s: %s").With(routing.Path.Name, routing.Path.Address)))
	}
	for _, w := range routing.Why {
		lines = append(lines, r.Say(w))
	}
	lead := ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Underrättelsen är stoppad och inget är sparat.* Den som har skyddade personuppgifter får inte skrivas om här. Ring växeln och be att få tala med den som är behörig.", "*The notice is stopped and nothing is kept.* Nothing may be written here about somebody with a protected identity. Call the switchboard and ask for whoever is cleared.")))}
	body := ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(lead), ui.SectionIntro("telefon", r.Say(t("Ring hit", "Call here")), "", ui.Bullets(lines...)),
		ui.Paragraph(r.Say(t("Skyldigheten att underrätta gäller ändå, med samma sista dag. Säg inte personnummer eller namn i växeln.", "The duty to tell holds all the same, with the same last day. Do not say the number or the name to the switchboard."))))
	return web.Page(title, body).Frame(crumbs(r, title)), nil
}
