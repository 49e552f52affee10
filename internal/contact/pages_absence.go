package contact

import (
	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// leadsAbsence tells whether the reader may say of colleagues that they are away.
func leadsAbsence(a policy.Actor) bool {
	return a.Has(policy.Coordinator) || a.Has(policy.LocalAdmin) || a.Has(policy.HeadOffice)
}

func (s *Service) absencePage(r *web.Request) (web.Response, error) {
	if r.Format() != "" {
		return s.absenceFile(r)
	}
	f, err := s.absenceForm(r)
	if err != nil {
		return web.Response{}, err
	}
	return f.page(r, nil), nil
}

// absenceRow is an absence with the names that lists show.
type absenceRow struct {
	Absence
	who, substitute string
}

// absences are those that the reader may see: their own, and for who leads, those of colleagues.
func (s *Service) absences(r *web.Request) ([]absenceRow, error) {
	ctx, q := r.Context(), s.Trail.DB()
	if r.Actor.ID == "" || r.Actor.Authority == "" {
		return nil, fault.NotFoundThing()
	}
	only := r.Actor.ID
	if s.mayForOthers(r) {
		only = ""
	}
	all, err := Absences(ctx, q, r.Actor.Authority, only)
	if err != nil {
		return nil, err
	}
	if all, err = s.readable(r, q, all); err != nil {
		return nil, err
	}
	ids := []string{}
	for _, a := range all {
		ids = append(ids, a.Account, a.Substitute)
	}
	names, err := account.NamesOf(ctx, q, once(ids))
	rows := make([]absenceRow, len(all))
	for i, a := range all {
		rows[i] = absenceRow{a, names[a.Account], names[a.Substitute]}
	}
	return rows, err
}

func (s *Service) absenceFile(r *web.Request) (web.Response, error) {
	rows, err := s.absences(r)
	if err != nil {
		return web.Response{}, err
	}
	return s.absenceList(r, rows).Export(r)
}

// absenceList is what is entered, as page and files have it.
func (s *Service) absenceList(r *web.Request, rows []absenceRow) web.List[absenceRow] {
	t, q := language.T, s.Trail.DB()
	return web.List[absenceRow]{Title: t("Inlagd frånvaro", "Absence entered"), File: "franvaro", Rows: web.Rows(rows), Columns: []web.Column[absenceRow]{
		{Heading: t("Vem", "Who"), RowHeader: true, Value: func(a absenceRow) any { return a.who }},
		{Heading: sayFrom, Value: func(a absenceRow) any { return calendar.DateOf(a.Starts.Time) }},
		{Heading: sayTo, Value: func(a absenceRow) any { return calendar.DateOf(a.Ends.Add(-1)) }},
		{Heading: t("Ersättare", "Substitute"), Value: func(a absenceRow) any { return orNobody(a.substitute) }},
		{Heading: t("Avsluta", "End"), PageOnly: true, Cell: func(a absenceRow) templ.Component {
			return ui.Press("/franvaro/tillbaka", ui.Button{Label: r.Say(endWords(a.Absence, q)), Kind: ui.Quiet}, ui.Hidden{Name: "absence", Value: a.ID}, ui.Hidden{Name: fieldVersion, Value: number(a.Version)})
		}},
	}}
}

// absenceForm is the reader's own absence, that of colleagues for who leads them, and the form that enters one.
func (s *Service) absenceForm(r *web.Request) (form, error) {
	if r.Actor.ID == "" || r.Actor.Authority == "" {
		return form{}, fault.NotFoundThing()
	}
	mine, err := s.myAbsence(r)
	if err != nil {
		return form{}, err
	}
	people, err := account.Suggestions(r.Context(), s.Trail.DB(), r.Actor.Authority, today(s.Trail.DB()))
	t := language.T
	var fields []ui.Field
	if s.mayForOthers(r) {
		fields = append(fields, ui.Field{Kind: ui.SuggestField, Name: fieldAccount, Label: r.Say(t("Vem är borta?", "Who is away?")), Value: account.UserNameByID(r.Context(), s.Trail.DB(), r.Actor.ID), Options: people, Width: ui.Medium})
	}
	day := today(s.Trail.DB())
	fields = append(fields,
		ui.Field{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(t("Första dag", "First day")), Value: day.String()},
		ui.Field{Kind: ui.DateField, Name: fieldTo, Label: r.Say(t("Sista dag", "Last day")), Value: day.String()},
		ui.Field{Kind: ui.SuggestField, Name: fieldSubstitute, Label: r.Say(t("Ersättare", "Substitute")), Options: people, Width: ui.Medium, Optional: true,
			Hint: r.Say(t("Kollegans namn eller användarnamn. Ersättaren ser och svarar i ditt ställe under tiden. Är ersättaren också borta gäller den personens ersättare.", "The colleague’s name or user name. The substitute sees and answers in your place meanwhile. If the substitute is away too, that person’s substitute counts."))})
	return form{title: t("Frånvaro", "Absence"), sub: r.Say(t("Säg när du är borta och vem som svarar i ditt ställe. Varför frågar Samsyn inte.", "Say when you are away and who answers in your place. Samsyn does not ask why.")), over: mine,
		Form: ui.Form{ID: "franvaro", Action: "/franvaro", Submit: ui.Button{Label: r.Say(t("Spara frånvaron", "Save the absence"))}, Fields: fields}}, err
}

// mayForOthers tells whether the reader may enter the absence of colleagues.
func (s *Service) mayForOthers(r *web.Request) bool { return leadsAbsence(r.Actor) }

// myAbsence lists what is entered.
func (s *Service) myAbsence(r *web.Request) (templ.Component, error) {
	rows, err := s.absences(r)
	if err != nil || len(rows) == 0 {
		return ui.Paragraph(r.Say(language.T("Ingen frånvaro är inlagd.", "No absence is entered."))), err
	}
	t, err := s.absenceList(r, rows).Table(r)
	t.Tight = true
	return ui.TableOf(t), err
}

func endWords(a Absence, q db.Reader) language.Text {
	if a.At(q.Now()) {
		return language.T("Tillbaka nu", "Back now")
	}
	return language.T("Ta bort", "Remove")
}

// readable leaves out what the reader may not see.
func (s *Service) readable(r *web.Request, q db.Reader, all []Absence) (out []Absence, err error) {
	for _, a := range all {
		err := policy.CheckRead(r.Context(), q, r.Actor, policy.ReadAbsence, ref.To(account.Kind, a.Account))
		if err == nil {
			out = append(out, a)
		} else if !fault.Is(err, fault.NotFound) {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) absencePost(r *web.Request) (web.Response, error) {
	form, err := s.absenceForm(r)
	if err != nil {
		return web.Response{}, err
	}
	in := AbsenceInput{Account: r.Actor.ID}
	return form.take(r, language.T("Frånvaron är sparad.", "The absence is saved."), func(f *web.Form) {
		if f.Value(fieldAccount) != "" {
			in.Account = account.ReadColleague(r.Context(), s.Trail.DB(), f, fieldAccount, r.Actor.Authority, today(s.Trail.DB()))
		}
		in.From, in.To, in.Substitute = f.Date(fieldFrom, web.Required), f.Date(fieldTo, web.Required), account.ReadColleague(r.Context(), s.Trail.DB(), f, fieldSubstitute, r.Actor.Authority, today(s.Trail.DB()))
	}, func() (string, error) {
		_, err := s.Away(r.Context(), r.Actor, r.Actor.Authority, in)
		return "/franvaro", err
	})
}

func (s *Service) backPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err := s.Back(r.Context(), r.Actor, f.Value("absence"), versionOf(f)); err != nil {
		return web.Response{}, err
	}
	return web.Redirect("/franvaro").Message(ui.Good, language.T("Frånvaron är avslutad.", "The absence is ended.")), nil
}
