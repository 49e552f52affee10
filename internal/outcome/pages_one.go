package outcome

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	o, err := s.Open(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	q := s.Trail.DB()
	var ids []string
	for _, x := range o.Said {
		if x.Account != "" {
			ids = append(ids, x.Account)
		}
	}
	staff, err := account.NamesOf(r.Context(), q, ids)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	title := t("Hur gick det för %s?", "How did it go for %s?").With(o.Person.Name)
	if o.Person.Name == "" {
		title = t("Hur gick det?", "How did it go?")
	}
	sub := t("Ärende %s, %s", "Matter %s, %s").With(o.Matter.Number, o.Point.Name())
	var form templ.Component
	if o.open(today(q)) {
		form, err = s.form(r, o, sent)
	}
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(sub)), ui.LeadBlock(o.lead(r, today(q))), ui.SecrecyBand(ui.Band{Facts: []ui.Fact{ui.F(r.Say(t("Öppen för", "Open to")), r.Say(t("dig som arbetar med personen", "you who work with the person")))}, Words: r.Say(t("Den här sidvisningen loggas.", "This viewing is logged."))}), form, history(r, o, staff))
	out := web.Page(sayTitle, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: o.Matter.Number, Href: o.Matter.Page()}}
	})
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

// open tells whether it can be answered now.
func (o Opened) open(day calendar.Date) bool {
	return o.State != Dropped && o.asked(day) && o.Can.May(policy.NoteOutcome)
}

func (o Opened) lead(r *web.Request, day calendar.Date) ui.Lead {
	t := language.T
	last, said := o.Latest()
	switch {
	case said:
		return ui.Lead{Text: ui.Rich(r.Say(t("Ni har svarat *%s*. Stämmer det inte längre, skriv ett nytt svar: det förra står kvar.", "You have answered *%s*. If it no longer holds, write a new answer: the one before stays.").With(last.short())))}
	case o.State == Dropped:
		return ui.Lead{Text: ui.Rich(r.Say(t("Uppföljningen *utgår*: ärendet öppnades igen, eller så är behandlingen begränsad.", "The follow-up is *dropped*: the matter was reopened, or the processing is restricted.")))}
	case !o.asked(day):
		return ui.Lead{Text: ui.Rich(r.Say(t("Det här ska följas upp *%s*.", "This is to be followed up on *%s*.").With(o.Due.Long())))}
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Skriv vad ni vet, senast *%s*. Att ni inte vet är också ett svar.", "Write what you know, by *%s*. That you do not know is an answer too.").With(o.by().Long()))), Button: &ui.Button{Label: r.Say(t("Skriv hur det gick", "Write how it went")), Href: "#svara"}}
	if o.Late(day) {
		lead.Level = ui.Bad
	}
	return lead
}

// short says an answer in a few words.
func (a Answer) short() language.Text {
	if f, ok := FormOf(a.Form); ok {
		return language.T("%s, %s", "%s, %s").With(a.What.Name(), f.Name)
	}
	return a.What.Name()
}

func (s *Service) form(r *web.Request, o Opened, sent *web.Form) (templ.Component, error) {
	t, q := language.T, s.Trail.DB()
	side, err := directory.SideOf(r.Context(), q, r.Actor.Authority, r.Actor.Unit, today(q))
	if err != nil {
		return nil, err
	}
	var whats, forms, sources, grounds []ui.Option
	for _, w := range Whats() {
		whats = append(whats, ui.Option{Value: string(w), Label: r.Say(w.Name().Capital())})
	}
	forms = append(forms, ui.Option{Label: r.Say(t("Välj", "Choose"))})
	for _, f := range Forms() {
		forms = append(forms, ui.Option{Value: f.Code, Label: r.Say(f.Name.Capital()), Group: r.Say(f.Of.Name().Capital())})
	}
	for _, x := range Sources() {
		sources = append(sources, ui.Option{Value: string(x), Label: r.Say(x.Name().Capital())})
	}
	grounds = append(grounds, ui.Option{Label: r.Say(t("Välj", "Choose"))})
	for _, g := range law.GroundsFor(side, today(q)) {
		grounds = append(grounds, ui.Option{Value: string(g.ID), Label: r.Say(g.Name)})
	}
	more := &ui.Given{Field: fieldWhat, Values: []string{string(Work), string(Subsidised), string(Study), string(Other)}, Legend: r.Say(t("Vid arbete, studier eller annat", "With work, studies or something else"))}
	begun := &ui.Given{Field: fieldWhat, Values: []string{string(Work), string(Subsidised), string(Study)}, Legend: r.Say(t("Vid arbete eller studier", "With work or studies"))}
	told := &ui.Given{Field: fieldSource, Values: []string{string(Told)}, Legend: r.Say(t("Om en annan myndighet lämnade uppgiften", "If another authority told it"))}
	form := ui.Form{Lang: r.Lang, ID: "svara-form", Action: o.Page(), Submit: ui.Button{Label: r.Say(t("Spara svaret", "Save the answer"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: fieldWhat, Label: r.Say(t("Hur gick det?", "How did it go?")), Options: whats},
		{Kind: ui.SelectField, Name: fieldForm, Label: r.Say(t("Närmare bestämt", "More closely")), Options: forms, Width: ui.Medium, Given: more},
		{Kind: ui.DateField, Name: fieldSince, Label: r.Say(t("Från vilken dag?", "From which day?")), Given: begun},
		{Kind: ui.RadiosField, Name: fieldSource, Label: r.Say(t("Hur vet ni det?", "How do you know?")), Options: sources, Value: string(OwnFile)},
		{Kind: ui.SelectField, Name: fieldGround, Label: r.Say(t("På vilken grund lämnade den andra myndigheten uppgiften?", "On which ground did the other authority tell it?")), Options: grounds, Width: ui.Medium, Given: told},
		{Kind: ui.TextField, Name: fieldNote, Label: r.Say(t("Något mer?", "Anything more?")), Optional: true, MaxLength: longestNote, Swedish: true},
		{Kind: ui.HiddenField, Name: web.FieldVersion, Value: strconv.FormatInt(o.Version, 10)},
	}}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	title := t("Skriv hur det gick", "Write how it went")
	if len(o.Said) > 0 {
		title = t("Skriv ett nytt svar", "Write a new answer")
	}
	return ui.SectionIntro("svara", r.Say(title), "", ui.FormOf(form)), nil
}

// history is what was said before, the latest first.
func history(r *web.Request, o Opened, staff map[string]string) templ.Component {
	t := language.T
	var out []ui.Event
	for i := len(o.Said) - 1; i >= 0; i-- {
		x := o.Said[i]
		who := staff[x.Account]
		if x.Account == "" {
			who = r.Say(t("Personen själv", "The person"))
		}
		out = append(out, ui.Event{When: r.Say(calendar.DateTime(x.At.Time)), At: x.At.UTC().Format("2006-01-02T15:04:05Z"), Title: who, Body: x.body(r)})
	}
	if len(out) == 0 {
		return nil
	}
	return ui.SectionIntro("sagt", r.Say(t("Vad som har sagts", "What has been said")), "", ui.Timeline(out))
}

func (x Said) body(r *web.Request) templ.Component {
	t := language.T
	if x.Gone {
		return ui.Muted(r.Say(t("Svaret är gallrat.", "The answer is destroyed.")))
	}
	facts := []ui.Fact{ui.F(r.Say(t("Utfall", "Outcome")), r.Say(x.short()))}
	if !x.Since.IsZero() {
		facts = append(facts, ui.F(r.Say(t("Sedan", "Since")), x.Since.String()))
	}
	facts = append(facts, ui.F(r.Say(t("Källa", "Source")), r.Say(x.Source.Name())))
	if g, ok := law.GroundOf(x.Ground); ok {
		facts = append(facts, ui.F(r.Say(t("Grund", "Ground")), r.Say(g.Name)))
	}
	if x.Note != "" {
		facts = append(facts, ui.Fact{Name: r.Say(t("Anteckning", "Note")), Value: ui.Swedish(r.Lang, x.Note)})
	}
	return ui.KeyValues(facts...)
}

func (s *Service) onePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	a := Answer{What: What(f.Text(fieldWhat)), Form: f.Text(fieldForm), Since: f.Date(fieldSince), Source: Source(f.Text(fieldSource)), Ground: law.GroundID(f.Text(fieldGround)), Note: f.Text(fieldNote)}
	var o Outcome
	if f.OK() {
		o, err = s.Note(r.Context(), r.Actor, r.Path("id"), f.Version(), a)
	}
	if err == nil && f.OK() {
		return web.Redirect(o.Page()).Message(ui.Good, language.T("Svaret är sparat.", "The answer is saved.")), nil
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	return s.oneAgain(r, f)
}

// Panel shows on the page of a matter that was closed what became of the person, as the own authority has said, and what
// is to be followed up when. The page's reading is noted as one of the matter.
func (s *Service) Panel(r *web.Request, m matter.Opened) (templ.Component, error) {
	q := s.Trail.DB()
	list, err := ofMatter(r.Context(), q, m.ID, r.Actor.Authority)
	if err != nil || len(list) == 0 || m.State == matter.Open {
		return nil, err
	}
	t, day := language.T, today(q)
	table := ui.Table{Lang: r.Lang, ID: "uppfoljningar", Caption: r.Say(t("Hur gick det?", "How did it go?")), Tight: true, Columns: []ui.Column{{Label: r.Say(t("När", "When")), RowHeader: true, Wide: true}, {Label: r.Say(t("Dag", "Day"))}, {Label: r.Say(t("Läge", "State"))}, {Label: r.Say(t("Svar", "Answer"))}}}
	for _, o := range list {
		if o.Spell != list[len(list)-1].Spell || o.State == Dropped {
			continue
		}
		said, err := answers(r.Context(), q, s.keys(), o.ID)
		if err != nil {
			return nil, err
		}
		answer := ui.Muted(r.Say(t("inte sagt än", "not said yet")))
		if n := len(said); n > 0 {
			answer = ui.Text(r.Say(said[n-1].short()))
		}
		table.Rows = append(table.Rows, ui.Row{ID: "u" + o.ID, Cells: []templ.Component{ui.A(o.Page(), r.Say(o.Point.Name().Capital())), ui.Text(o.Due.String()), ui.StatusChip(o.status(day, r.Lang)), answer}})
	}
	if len(table.Rows) == 0 {
		return nil, nil
	}
	return ui.SectionIntro("utfall", r.Say(t("Hur gick det?", "How did it go?")), r.Say(t("Det ni själva vet. Den andra myndigheten svarar för sig.", "What you know yourselves. The other authority answers for itself.")), ui.TableOf(table)), nil
}
