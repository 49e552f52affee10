package accesslog

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const pageSize = 40

func (s *Service) listPage(r *web.Request) (web.Response, error) { return s.listAgain(r, nil) }

func (s *Service) listAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	ctx, q := r.Context(), s.Trail.DB()
	reviews, err := s.Reviews(ctx, q, r.Actor, r.URL.Query().Get(web.AfterParam), pageSize+1)
	if err != nil {
		return web.Response{}, err
	}
	waiting, err := s.Emergencies(ctx, q, r.Actor, EmergencyFilter{Limit: pageSize})
	if err != nil {
		return web.Response{}, err
	}
	table := ui.Table{Lang: r.Lang, ID: "kontroller", Caption: r.Say(sayTitle), Keys: true, Sorted: r.Say(language.T("den senaste först", "the latest first"))}
	if len(reviews) > pageSize {
		reviews = reviews[:pageSize]
		table.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, reviews[pageSize-1].ID)}
	}
	list := s.reviewList(r, reviews)
	if r.Format() != "" {
		return list.Export(r)
	}
	shown, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	shown.ID, shown.Keys, shown.Sorted, shown.Cursor = table.ID, table.Keys, table.Sorted, table.Cursor
	shown.Count = r.Say(language.Plural(len(reviews), language.T("%d loggkontroll", "%d log review"), language.T("%d loggkontroller", "%d log reviews")))
	shown.Empty = ui.Empty{Text: r.Say(language.T("Ingen loggkontroll är dragen än. Samsyn drar en i början av varje kvartal.", "No log review is drawn yet. Samsyn draws one at the beginning of each quarter."))}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Vem som har läst uppgifter om enskilda hos er, och varför", "Who has read data about persons at yours, and why"))),
		ui.LeadBlock(s.listLead(r, reviews, waiting)), ui.Links([]ui.Link{{Label: r.Say(sayEmergencies), Href: Path + "/nodoppningar"}, {Label: r.Say(sayRules), Href: Path + "/regler"}}),
		ui.TableOf(shown), s.beginForm(r, sent))
	out := page(r, sayTitle, body)
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (s *Service) listLead(r *web.Request, reviews []Review, waiting []Emergency) ui.Lead {
	t, now := language.T, s.Trail.DB().Now()
	if n := len(waiting); n > 0 {
		lead := ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(n, t("*%d nödöppning väntar på granskning*, senast %s.", "*%d emergency opening waits for review*, by %s."), t("*%d nödöppningar väntar på granskning*, den första senast %s.", "*%d emergency openings wait for review*, the first by %s.")).With(calendar.LongDateTime(waiting[0].Due.Time)))),
			Button: &ui.Button{Label: r.Say(t("Granska nödöppningar", "Review emergency openings")), Href: Path + "/nodoppningar"}}
		if waiting[0].Late(now) {
			lead.Level = ui.Bad
		}
		return lead
	}
	for _, w := range reviews {
		if w.State == Open {
			return ui.Lead{Text: ui.Rich(r.Say(t("*%s pågår.* Den ska vara avslutad %s.", "*%s goes on.* It is to be closed by %s.").With(w.Name(), calendar.DateOf(w.Due.Time).AddDays(-1).Long()))),
				Button: &ui.Button{Label: r.Say(t("Fortsätt granska", "Go on reviewing")), Href: w.Page()}}
		}
	}
	return ui.Lead{Text: ui.Rich(r.Say(t("*Inget väntar på granskning.* Samsyn drar nästa loggkontroll när kvartalet är slut.", "*Nothing waits for review.* Samsyn draws the next log review when the quarter has ended.")))}
}

func (s *Service) reviewList(r *web.Request, reviews []Review) web.List[Review] {
	t, now := language.T, db.At(s.Trail.DB().Now())
	return web.List[Review]{Title: sayTitle, File: "loggkontroller", Rows: web.Rows(reviews), Columns: []web.Column[Review]{
		{Heading: t("Period", "Period"), RowHeader: true, Value: func(w Review) any { return w.Name() }, Cell: func(w Review) templ.Component { return ui.A(w.Page(), r.Say(w.Name())) }},
		{Heading: t("Läsningar", "Readings"), Number: true, Value: func(w Review) any { return w.Readings }},
		{Heading: t("Antal som läste", "How many read"), Number: true, Value: func(w Review) any { return w.Readers }},
		{Heading: sayDue, Value: func(w Review) any { return calendar.DateOf(w.Due.Time).AddDays(-1) }},
		{Heading: sayState, Value: func(w Review) any { return w.status(r, now).Words }, Cell: func(w Review) templ.Component { return ui.StatusChip(w.status(r, now)) }},
	}}
}

// beginForm draws a review of a period of one's own choice.
func (s *Service) beginForm(r *web.Request, sent *web.Form) templ.Component {
	t := language.T
	today := calendar.DateOf(s.Trail.DB().Now())
	form := ui.Form{Lang: r.Lang, ID: "ny", Action: Path + "/ny", Submit: ui.Button{Label: r.Say(t("Dra en loggkontroll", "Draw a log review")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(t("Första dagen", "First day")), Value: quarterOf(today).From.String(), Width: ui.Short},
		{Kind: ui.DateField, Name: fieldTo, Label: r.Say(t("Sista dagen", "Last day")), Value: today.String(), Width: ui.Short},
		{Kind: ui.NumberField, Name: fieldSize, Label: r.Say(t("Så många läsningar i urvalet", "So many readings in the sample")), Value: "20", Min: "1", Max: "500", Width: ui.Short,
			Hint: r.Say(t("Urvalet dras slumpvis. Reglerna letar dessutom igenom alla läsningar i perioden.", "The sample is drawn at random. The rules look through all readings of the period besides."))}}}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	return ui.Fold(ui.FoldOf{ID: "dra", Title: r.Say(t("Dra en egen loggkontroll", "Draw a log review of your own")), Open: sent != nil, Body: ui.FormOf(form)})
}

func (s *Service) beginPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := calendar.Period{From: f.Date(fieldFrom), To: f.Date(fieldTo)}
	size := f.Int(fieldSize, 1, MostDrawn)
	if f.OK() {
		w, err := s.Begin(r.Context(), r.Actor, in, size)
		if err == nil {
			return web.Redirect(w.Page()).Message(ui.Good, language.T("Loggkontrollen är dragen.", "The log review is drawn.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.listAgain(r, f)
}

func (s *Service) emergenciesPage(r *web.Request) (web.Response, error) {
	ctx, q, t := r.Context(), s.Trail.DB(), language.T
	waiting, err := s.Emergencies(ctx, q, r.Actor, EmergencyFilter{Limit: 200})
	if err != nil {
		return web.Response{}, err
	}
	done, err := s.Emergencies(ctx, q, r.Actor, EmergencyFilter{Done: true, After: r.URL.Query().Get(web.AfterParam), Limit: pageSize + 1})
	if err != nil {
		return web.Response{}, err
	}
	var cursor *ui.Cursor
	if len(done) > pageSize {
		done = done[:pageSize]
		cursor = &ui.Cursor{Next: r.Link(web.AfterParam, done[pageSize-1].ID)}
	}
	names, err := s.openers(r, append(waiting, done...))
	if err != nil {
		return web.Response{}, err
	}
	list := s.emergencyList(r, append(waiting, done...), names)
	if r.Format() != "" {
		return list.Export(r)
	}
	table, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	table.ID, table.Keys, table.Cursor = "nodoppningar", true, cursor
	table.Sorted = r.Say(t("de som ska granskas först", "those to be reviewed first"))
	table.Count = r.Say(language.Plural(len(waiting)+len(done), t("%d nödöppning", "%d emergency opening"), t("%d nödöppningar", "%d emergency openings")))
	table.Empty = ui.Empty{Text: r.Say(t("Ingen har nödöppnat uppgifter hos er.", "Nobody has opened data in an emergency at yours."))}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Ingen nödöppning väntar på granskning.*", "*No emergency opening waits for review.*")))}
	for _, e := range waiting {
		if e.Account != r.Actor.ID {
			lead = ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Granska nödöppningen* som %s gjorde, senast %s.", "*Review the emergency opening* that %s made, by %s.").With(names[e.Account], calendar.LongDateTime(e.Due.Time)))),
				Button: &ui.Button{Label: r.Say(t("Granska den", "Review it")), Href: e.Page()}}
			break
		}
	}
	body := ui.Parts(ui.Heading(r.Say(sayEmergencies), r.Say(t("Varje nödöppning granskas av någon annan inom fem arbetsdagar", "Each emergency opening is reviewed by somebody else within five working days"))), ui.LeadBlock(lead), ui.TableOf(table))
	return page(r, sayEmergencies, body, home(r)...), nil
}

func (e Emergency) status(r *web.Request, now db.Time) ui.Status {
	t := language.T
	switch {
	case e.Outcome == Justified:
		return ui.Status{Level: ui.Good, Words: r.Say(e.Outcome.Name())}
	case e.Outcome == Unjustified:
		return ui.Status{Level: ui.Bad, Words: r.Say(e.Outcome.Name())}
	case e.Late(now.Time):
		return ui.Status{Level: ui.Bad, Words: r.Say(t("granskning försenad", "review late"))}
	}
	return ui.Status{Level: ui.Waiting, Words: r.Say(t("väntar på granskning", "waits for review"))}
}

func (s *Service) emergencyList(r *web.Request, all []Emergency, names map[string]string) web.List[Emergency] {
	t, now := language.T, db.At(s.Trail.DB().Now())
	return web.List[Emergency]{Title: sayEmergencies, File: "nodoppningar", Rows: web.Rows(all), Columns: []web.Column[Emergency]{
		{Heading: t("Öppnad", "Opened"), RowHeader: true, Value: func(e Emergency) any { return calendar.DateTime(e.OpenedAt.Time) }, Cell: func(e Emergency) templ.Component {
			if e.Account == r.Actor.ID || !r.May(policy.ReviewEmergency) {
				return ui.Text(r.Say(calendar.DateTime(e.OpenedAt.Time)))
			}
			return ui.A(e.Page(), r.Say(calendar.DateTime(e.OpenedAt.Time)))
		}},
		{Heading: t("Av", "By"), Value: func(e Emergency) any { return names[e.Account] }},
		{Heading: t("Granskas senast", "Review by"), Value: func(e Emergency) any { return calendar.DateTime(e.Due.Time) }},
		{Heading: t("Granskad av", "Reviewed by"), Value: func(e Emergency) any { return names[e.ReviewedBy] }},
		{Heading: sayState, Value: func(e Emergency) any { return e.status(r, now).Words }, Cell: func(e Emergency) templ.Component { return ui.StatusChip(e.status(r, now)) }},
	}}
}
