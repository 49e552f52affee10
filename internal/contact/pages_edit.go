package contact

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) newPage(r *web.Request) (web.Response, error) {
	f, err := s.newForm(r)
	if err != nil {
		return web.Response{}, err
	}
	return f.page(r, nil), nil
}

// newForm is the form of a new path of the authority that the reader acts for.
func (s *Service) newForm(r *web.Request) (form, error) {
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AddContact, directory.Authority{ID: r.Actor.Authority}.Ref()); err != nil {
		return form{}, err
	}
	p := Path{Authority: r.Actor.Authority, Channel: Samsyn, Hours: calendar.OfficeHours(), Personal: true, FirstDays: 1, AnswerDays: 2, From: today(s.Trail.DB()), Owner: r.Actor.ID, Languages: "svenska"}
	fields, err := s.fields(r, p)
	return form{title: language.T("Lägg till en kontaktväg", "Add a contact path"), crumbs: []ui.Link{{Label: r.Say(sayPaths), Href: "/kontaktvagar"}},
		Form: ui.Form{ID: "kontaktvag", Action: "/kontaktvagar/ny", Submit: ui.Button{Label: r.Say(saySave)}, Other: cancelTo(r, "/kontaktvagar"), Fields: fields}}, err
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	form, err := s.newForm(r)
	if err != nil {
		return web.Response{}, err
	}
	var d Draft
	return form.take(r, language.T("Kontaktvägen är tillagd. Bekräfta att den stämmer.", "The contact path is added. Confirm that it is right."),
		func(f *web.Form) { d = s.readDraft(r, f, r.Actor.Authority) }, func() (string, error) {
			p, err := s.Add(r.Context(), r.Actor, r.Actor.Authority, d)
			return p.Path(), err
		})
}

func (s *Service) editPage(r *web.Request) (web.Response, error) {
	f, _, err := s.editForm(r)
	if err != nil {
		return web.Response{}, err
	}
	return f.page(r, nil), nil
}

func (s *Service) editForm(r *web.Request) (form, place, error) {
	p, err := s.editing(r, policy.EditContact)
	if err != nil {
		return form{}, p, err
	}
	fields, err := s.fields(r, p.Path)
	fields = append(fields, versionField(p.Version))
	return form{title: language.T("Ändra kontaktvägen", "Change the contact path"), crumbs: p.crumbs(r),
		Form: ui.Form{ID: "kontaktvag", Action: p.Path.Path() + "/andra", Submit: ui.Button{Label: r.Say(saySave)}, Other: cancelTo(r, p.Path.Path()), Fields: fields}}, p, err
}

func (s *Service) editPost(r *web.Request) (web.Response, error) {
	form, p, err := s.editForm(r)
	if err != nil {
		return web.Response{}, err
	}
	var d Draft
	var version int64
	return form.take(r, language.T("Ändringen är sparad.", "The change is saved."), func(f *web.Form) { d, version = s.readDraft(r, f, p.Authority), versionOf(f) }, func() (string, error) {
		p, err := s.Change(r.Context(), r.Actor, p.ID, version, d)
		return p.Path(), err
	})
}

// fields are the questions of the form, what it is for first.
func (s *Service) fields(r *web.Request, p Path) ([]ui.Field, error) {
	t := language.T
	units, err := s.unitOptions(r, p.Authority)
	if err != nil {
		return nil, err
	}
	places, err := s.placeOptions(r, "")
	if err != nil {
		return nil, err
	}
	people, err := account.Suggestions(r.Context(), s.Trail.DB(), p.Authority, today(s.Trail.DB()))
	topics := TopicsOf(ToMunicipality)
	if p.Authority == directory.PES {
		topics = TopicsOf(ToAgency)
	}
	fields := []ui.Field{
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Namn", "Name")), Value: p.Name, MaxLength: 200, Hint: r.Say(t("Funktionens namn, inte en persons: ”Myndighetstelefonen”.", "The name of the function, not a person’s: “The authorities’ line”."))},
		{Kind: ui.SelectField, Name: fieldUnit, Label: r.Say(t("Enhet", "Unit")), Value: p.Unit, Options: units, Optional: true},
		{Kind: ui.RadiosField, Name: fieldChannel, Label: r.Say(sayChannel), Value: string(p.Channel), Options: channelOptions(r, false)},
		{Kind: ui.TextField, Name: fieldAddress, Label: r.Say(sayAddress), Value: p.Address, MaxLength: 300, Optional: true, Hint: r.Say(t("Telefonnummer, funktionsadress, webbadress eller gatuadress. Lämna tomt för Samsyn.", "Telephone number, functional address, web address or street address. Leave empty for Samsyn."))},
		{Kind: ui.CheckboxesField, Name: fieldTopics, Label: r.Say(t("Vad man kan fråga om", "What one can ask about")), Values: texts(p.Topics), Options: topicOptions(r, topics, false)},
		{Kind: ui.CheckboxField, Name: fieldPersonal, Label: r.Say(t("Tar emot uppgifter om enskilda", "Takes data about a person")), Value: ticked(p.Personal), Optional: true},
		{Kind: ui.CheckboxField, Name: fieldProtected, Label: r.Say(t("Tar emot frågor om skyddade personuppgifter (bara telefon, besök eller brev)", "Takes questions about protected identities (only telephone, visit or letter)")), Value: ticked(p.Protected), Optional: true},
		{Kind: ui.CheckboxField, Name: fieldUrgent, Label: r.Say(t("Avsedd för det som är brådskande", "Meant for what is urgent")), Value: ticked(p.Urgent), Optional: true},
		{Kind: ui.CheckboxField, Name: fieldOpen, Label: r.Say(t("Visas för allmänheten på kommunens sida", "Shown to the public on the municipality’s page")), Value: ticked(p.Open), Optional: true},
		{Kind: ui.TextareaField, Name: fieldAreas, Label: r.Say(t("Kommuner", "Municipalities")), Value: namesOf(places, p.Areas), Rows: 2, Optional: true, Hint: r.Say(t("En per rad, namn eller kommunkod. Lämna tomt för alla som myndigheten arbetar för.", "One on each line, name or municipality code. Leave empty for all that the authority serves."))},
	}
	fields = append(fields, hourFields(r, p.Hours)...)
	return append(fields,
		ui.Field{Kind: ui.NumberField, Name: fieldFirst, Label: r.Say(t("Första svar av en människa, inom arbetsdagar", "First response by a human being, within working days")), Value: number(p.FirstDays), Hint: r.Say(t("0 är samma dag.", "0 is the same day.")), Over: r.Say(t("Vad ni utlovar", "What you promise"))},
		ui.Field{Kind: ui.NumberField, Name: fieldAnswer, Label: r.Say(t("Svar, inom arbetsdagar", "Answer, within working days")), Value: number(p.AnswerDays)},
		ui.Field{Kind: ui.SuggestField, Name: fieldOwner, Label: r.Say(t("Vem bekräftar att den stämmer?", "Who confirms that it is right?")), Value: account.UserNameByID(r.Context(), s.Trail.DB(), p.Owner), Options: people, Width: ui.Medium, Hint: r.Say(t("Kollegans användarnamn. Visas aldrig för andra myndigheter.", "The colleague’s user name. Never shown to other authorities.")), Over: r.Say(sayOwner)},
		ui.Field{Kind: ui.DateField, Name: fieldOwnerFrom, Label: r.Say(t("Tog över den", "Took over on")), Optional: true, Hint: r.Say(t("Bara när ni byter ansvarig.", "Only when you change who answers for it."))},
		ui.Field{Kind: ui.TextField, Name: fieldLanguages, Label: r.Say(t("Språk", "Languages")), Value: p.Languages, Optional: true, Over: r.Say(t("Övrigt", "Other"))},
		ui.Field{Kind: ui.TextField, Name: fieldPlace, Label: r.Say(t("Plats och tillgänglighet", "Place and accessibility")), Value: p.Place, Optional: true, Hint: r.Say(t("Vid besök: var man går in, hiss, hörslinga.", "For visits: where to go in, lift, hearing loop."))},
		ui.Field{Kind: ui.TextareaField, Name: fieldNote, Label: r.Say(t("Bra att veta", "Good to know")), Value: p.Note, Rows: 2, Optional: true, Hint: r.Say(t("Skriv inga namn på personer.", "Write no names of persons."))},
		ui.Field{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(sayFrom), Value: p.From.String()},
		ui.Field{Kind: ui.DateField, Name: fieldTo, Label: r.Say(sayTo), Value: p.To.String(), Optional: true}), err
}

func (s *Service) unitOptions(r *web.Request, authority string) ([]ui.Option, error) {
	units, err := directory.Units(r.Context(), s.Trail.DB(), authority, today(s.Trail.DB()))
	out := []ui.Option{{Label: r.Say(language.T("Hela myndigheten", "The whole authority"))}}
	for _, u := range units {
		out = append(out, ui.Option{Value: u.ID, Label: u.Name})
	}
	return out, err
}

func texts[T ~string](all []T) (out []string) {
	for _, t := range all {
		out = append(out, string(t))
	}
	return out
}

func ticked(is bool) string {
	if is {
		return "1"
	}
	return ""
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// namesOf are the names of municipalities by code, one on each line.
func namesOf(places []ui.Option, codes []string) string {
	var out []string
	for _, p := range places {
		for _, c := range codes {
			if p.Value == c && c != "" {
				out = append(out, p.Label)
			}
		}
	}
	return strings.Join(out, "\n")
}

// readDraft reads the form; what is wrong is noted at its field.
func (s *Service) readDraft(r *web.Request, f *web.Form, authority string) Draft {
	var channels, topics []string
	for _, c := range Channels() {
		channels = append(channels, string(c))
	}
	for _, t := range Topics() {
		topics = append(topics, string(t.Topic))
	}
	d := Draft{Unit: f.Text(fieldUnit), Name: f.Text(fieldName, web.Required, web.Max(200)), Channel: Channel(f.Choice(fieldChannel, channels, web.Required)), Address: f.Text(fieldAddress, web.Max(300)),
		Hours: readHours(f), Personal: f.Ticked(fieldPersonal), Protected: f.Ticked(fieldProtected), Urgent: f.Ticked(fieldUrgent), Open: f.Ticked(fieldOpen),
		FirstDays: int64(f.Int(fieldFirst, 0, maxDays)), AnswerDays: int64(f.Int(fieldAnswer, 0, maxDays)), Owner: account.ReadColleague(r.Context(), s.Trail.DB(), f, fieldOwner, authority, today(s.Trail.DB())), OwnerFrom: f.Date(fieldOwnerFrom),
		From: f.Date(fieldFrom, web.Required), To: f.Date(fieldTo), Languages: f.Text(fieldLanguages, web.Max(200)), Place: f.Text(fieldPlace, web.Max(300)), Note: f.Long(fieldNote, web.Max(1000)), Areas: s.readAreas(r, f)}
	for _, t := range f.Choices(fieldTopics, topics, web.Required) {
		d.Topics = append(d.Topics, Topic(t))
	}
	return d
}

// readAreas reads municipalities by name or code, one on each line.
func (s *Service) readAreas(r *web.Request, f *web.Form) (codes []string) {
	text := f.Long(fieldAreas)
	if strings.TrimSpace(text) == "" {
		return nil
	}
	all, err := directory.All(r.Context(), s.Trail.DB(), today(s.Trail.DB()))
	byName := map[string]string{}
	for _, m := range all {
		byName[language.SearchKey(m.Name)], byName[m.Code] = m.Code, m.Code
	}
	for _, line := range strings.FieldsFunc(text, func(c rune) bool { return c == '\n' || c == ',' }) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		code, known := byName[language.SearchKey(line)]
		if !known || err != nil {
			f.Problem(fieldAreas, language.T("Skriv kommunernas namn som i katalogen, en per rad.", "Write the names of the municipalities as in the directory, one on each line."))
			return nil
		}
		codes = append(codes, code)
	}
	return codes
}

// week is Monday first, as Swedish weeks begin.
func week() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

func hourField(w time.Weekday) string { return fieldHours + "_" + strings.ToLower(w.String()) }

func hourFields(r *web.Request, h calendar.Hours) (out []ui.Field) {
	for i, w := range week() {
		var said []string
		for _, v := range h.On(plainWeek().AddDays(i)) {
			said = append(said, v.From.String()+"–"+v.To.String())
		}
		f := ui.Field{Kind: ui.TextField, Name: hourField(w), Label: r.Say(calendar.WeekdayName(w)), Value: strings.Join(said, ", "), Width: ui.Medium, Optional: true}
		if i == 0 {
			f.Over, f.Hint = r.Say(language.T("Öppettider", "Open hours")), r.Say(language.T("Till exempel 08.00–16.30, eller 09.00–11.00, 13.00–15.00. Lämna dagen tom när det är stängt.", "For example 08:00–16:30, or 09:00–11:00, 13:00–15:00. Leave the day empty when it is closed."))
		}
		out = append(out, f)
	}
	return out
}

var errHours = errors.New("contact: no hours")

// readHours reads the hours of each weekday; a day that is not hours is noted at its field.
func readHours(f *web.Form) calendar.Hours {
	open := map[time.Weekday][]calendar.Interval{}
	for _, w := range week() {
		day, err := parseDay(f.Text(hourField(w)))
		if err == nil {
			_, err = calendar.NewHours(map[time.Weekday][]calendar.Interval{w: day})
		}
		if err != nil {
			f.Problem(hourField(w), language.T("Skriv tiderna som 08.00–16.30, med komma mellan flera.", "Write the times as 08:00–16:30, with a comma between several."))
			continue
		}
		open[w] = day
	}
	h, err := calendar.NewHours(open)
	if err != nil {
		return calendar.Hours{}
	}
	return h
}

func parseDay(text string) (out []calendar.Interval, err error) {
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' }) {
		from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", " ", "").Replace(part), "-")
		if !ok {
			return nil, errHours
		}
		a, errA := calendar.ParseTimeOfDay(from)
		b, errB := calendar.ParseTimeOfDay(to)
		if err := errors.Join(errA, errB); err != nil {
			return nil, err
		}
		out = append(out, calendar.Interval{From: a, To: b})
	}
	return out, nil
}

func (s *Service) endPage(r *web.Request) (web.Response, error) {
	f, _, err := s.endForm(r)
	if err != nil {
		return web.Response{}, err
	}
	return f.page(r, nil), nil
}

func (s *Service) endForm(r *web.Request) (form, place, error) {
	p, err := s.editing(r, policy.EditContact)
	t := language.T
	return form{title: t("Avsluta kontaktvägen", "End the contact path"), crumbs: p.crumbs(r),
		over: ui.Paragraph(r.Say(t("Efter sista dagen går inga nya frågor hit. Det som redan är skickat ligger kvar hos den som fick det.", "After the last day no new questions come here. What was sent already stays with whoever received it."))),
		Form: ui.Form{ID: "avsluta", Action: p.Path.Path() + "/avsluta", Submit: ui.Button{Label: r.Say(t("Avsluta", "End"))}, Other: cancelTo(r, p.Path.Path()), Fields: []ui.Field{
			{Kind: ui.DateField, Name: fieldTo, Label: r.Say(t("Sista dag", "Last day")), Value: today(s.Trail.DB()).String()}, versionField(p.Version)}}}, p, err
}

func (s *Service) endPost(r *web.Request) (web.Response, error) {
	form, p, err := s.endForm(r)
	if err != nil {
		return web.Response{}, err
	}
	var last calendar.Date
	var version int64
	return form.take(r, language.T("Kontaktvägen är avslutad.", "The contact path is ended."), func(f *web.Form) { last, version = f.Date(fieldTo, web.Required), versionOf(f) }, func() (string, error) {
		p, err := s.End(r.Context(), r.Actor, p.ID, version, last)
		return p.Path(), err
	})
}
