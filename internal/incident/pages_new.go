package incident

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func timeOrNil(t db.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Time
}

// said gives a decision in words.
func (d Decision) said() language.Text {
	switch d {
	case Yes:
		return language.T("ja", "yes")
	case No:
		return language.T("nej, med skäl", "no, with reasons")
	}
	return language.T("inte beslutat än", "not decided yet")
}

func (s *Service) newPage(r *web.Request) (web.Response, error) { return s.newAgain(r, nil) }

func (s *Service) newAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	d, t := s.Trail.DB(), language.T
	if err := policy.CheckRead(r.Context(), d, r.Actor, policy.ReportIncident, ref.To("authority", r.Actor.Authority)); err != nil {
		return web.Response{}, err
	}
	n, err := s.names(r)
	if err != nil {
		return web.Response{}, err
	}
	form := s.newForm(r, n)
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Berätta vad som har hänt, även om du är osäker.* Den som granskar loggen hos er bedömer den. Skriv inga namn och inga personnummer.", "*Tell what has happened, also when you are not sure.* Whoever reviews the log at yours assesses it. Write no names and no personal numbers.")))}
	out := web.Page(sayNew, ui.Parts(ui.Heading(r.Say(sayNew), ""), ui.LeadBlock(lead), ui.FormOf(form))).Frame(crumbs(r, sayNew))
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (s *Service) newForm(r *web.Request, n names) ui.Form {
	t, now := language.T, s.Trail.DB().Now()
	var sorts, categories []ui.Option
	for _, k := range Sorts() {
		sorts = append(sorts, ui.Option{Value: string(k), Label: r.Say(k.Name())})
	}
	for _, c := range Categories() {
		categories = append(categories, ui.Option{Value: string(c), Label: r.Say(c.Name().Capital())})
	}
	return ui.Form{Lang: r.Lang, ID: "incident", Action: Path + "/ny", Submit: ui.Button{Label: r.Say(t("Rapportera incidenten", "Report the incident"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: fieldSort, Label: r.Say(t("Vad för slags incident är det?", "What sort of incident is it?")), Options: sorts},
		area(r, fieldText, t("Vad har hänt?", "What has happened?"), t("Med egna ord, utan namn på enskilda.", "In your own words, without names of persons."), true),
		{Kind: ui.DateField, Name: fieldDay, Label: r.Say(t("Vilken dag upptäcktes den?", "On which day was it discovered?")), Value: calendar.DateOf(now).String(), Width: ui.Short},
		timeField(r, t("Klockan", "Time")),
		{Kind: ui.NumberField, Name: fieldPersons, Label: r.Say(t("Ungefär hur många personer rör det?", "Roughly how many persons does it concern?")), Hint: r.Say(t("Lämna tomt om det inte är känt.", "Leave it if it is not known.")), Min: "0", Width: ui.Short, Optional: true},
		{Kind: ui.CheckboxesField, Name: fieldCategories, Label: r.Say(t("Vilka berörs?", "Who is concerned?")), Hint: r.Say(t("Inga vid en säkerhetsincident utan personuppgifter.", "None with a security incident without personal data.")), Options: categories, Optional: true},
		{Kind: ui.CheckboxField, Name: fieldProtected, Label: r.Say(t("Personer med skyddade personuppgifter berörs, eller kan beröras", "Persons with protected identities are concerned, or may be")), Optional: true},
		{Kind: ui.SelectField, Name: fieldConcerned, Label: r.Say(t("Rör det uppgifter från en annan myndighet?", "Does it concern data from another authority?")), Hint: r.Say(t("Fler kan läggas till sedan.", "More can be added later.")), Options: n.others(r, calendar.DateOf(now), r.Actor.Authority), Optional: true, Width: ui.Medium},
	}}
}

func area(r *web.Request, name string, label, hint language.Text, needed bool) ui.Field {
	return ui.Field{Kind: ui.TextareaField, Name: name, Label: r.Say(label), Hint: r.Say(hint), Rows: 4, MaxLength: longest, Optional: !needed, Swedish: true}
}

func timeField(r *web.Request, label language.Text) ui.Field {
	return ui.Field{Kind: ui.TextField, Name: fieldTime, Label: r.Say(label), Hint: r.Say(language.T("Till exempel 13.30.", "For example 13.30.")), Width: ui.Short, MaxLength: 5}
}

// momentOf reads a day and a time of day; zero when one of them cannot be read, which is a problem of its field.
func momentOf(f *web.Form) time.Time {
	day := f.Date(fieldDay)
	at, err := calendar.ParseTimeOfDay(f.Text(fieldTime, web.Max(5)))
	if err != nil {
		f.Problem(fieldTime, writeTime)
	}
	if day == (calendar.Date{}) || err != nil {
		return time.Time{}
	}
	return at.On(day)
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := Input{Sort: Sort(f.Text(fieldSort, web.Max(40))), Text: f.Long(fieldText), Protected: f.Ticked(fieldProtected), Discovered: momentOf(f)}
	if f.Value(fieldPersons) != "" {
		in.Persons = int64(f.Int(fieldPersons, 0, mostPersons))
	}
	for _, c := range f.Values()[fieldCategories] {
		in.Categories = append(in.Categories, Category(c))
	}
	if id := f.Text(fieldConcerned, web.Max(60)); id != "" {
		in.Concerned = []string{id}
	}
	if f.OK() {
		made, err := s.Report(r.Context(), r.Actor, in)
		if err == nil {
			return web.Redirect(made.Page()).Message(ui.Good, language.T("Incidenten är rapporterad. De som bedömer incidenter hos er har fått veta det.", "The incident is reported. Those who assess incidents at yours have been told.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.newAgain(r, f)
}
