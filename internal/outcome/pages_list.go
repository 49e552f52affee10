package outcome

import (
	"context"
	"maps"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// sumsPath is where the sums by municipality stand.
const sumsPath = Path + "/kommuner"

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	rt.Handle("GET "+Path, policy.ListOutcomes, s.listPage)
	rt.Handle("GET "+sumsPath, policy.SumOutcomes, s.sumsPage)
	rt.Handle("GET "+Path+"/{id}", policy.ReadOutcomeText, s.onePage)
	rt.Handle("POST "+Path+"/{id}", policy.NoteOutcome, s.onePost)
	s.apiRoutes(rt)
}

// Names of the filters in the address of the list.
const (
	paramMine   = "mina"
	paramComing = "kommande"
	paramNoted  = "besvarade"
)

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	f := Filter{Mine: q.Ticked(paramMine), Coming: q.Ticked(paramComing), Noted: q.Ticked(paramNoted)}
	after, err := r.After(2)
	if err != nil {
		return web.Response{}, err
	}
	if err := q.Err(); err != nil {
		return web.Response{}, err
	}
	f.After = after
	n, err := matter.NamesOn(r, s.book, s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	list := s.list(r, n, f)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := s.listLead(r)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Hur det gick för dem som ni har planerat med tillsammans med en annan myndighet", "How it went for those whom you planned with together with another authority"))),
		lead, ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f)), ui.TableOf(t))
	return web.Page(sayTitle, body), nil
}

func (s *Service) listLead(r *web.Request) (templ.Component, error) {
	t := language.T
	waits, late, err := s.Awaiting(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return nil, err
	}
	mine, err := s.List(r.Context(), s.Trail.DB(), r.Actor, Filter{Mine: true, Limit: 1})
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Ingen uppföljning väntar på dig. De kommer hit när ett ärende avslutas, efter *90 och 180 dagar* och efter *tolv månader*.", "No follow-up waits for you. They come here when a matter is closed, after *90 and 180 days* and after *twelve months*."))),
		Button: &ui.Button{Label: r.Say(t("Visa utfall per kommun", "Show outcomes by municipality")), Href: sumsPath}}
	switch {
	case late > 0:
		lead.Level, lead.Text = ui.Bad, ui.Rich(r.Say(language.Plural(late, t("*%d uppföljning är försenad.* Att ni inte vet är också ett svar.", "*%d follow-up is late.* That you do not know is an answer too."), t("*%d uppföljningar är försenade.* Att ni inte vet är också ett svar.", "*%d follow-ups are late.* That you do not know is an answer too."))))
	case waits > 0:
		lead.Text = ui.Rich(r.Say(language.Plural(waits, t("*%d uppföljning väntar på dig.* Att ni inte vet är också ett svar.", "*%d follow-up waits for you.* That you do not know is an answer too."), t("*%d uppföljningar väntar på dig.* Att ni inte vet är också ett svar.", "*%d follow-ups wait for you.* That you do not know is an answer too."))))
	}
	if len(mine) > 0 && r.May(policy.NoteOutcome) {
		lead.Button = &ui.Button{Label: r.Say(t("Svara på den första", "Answer the first")), Href: mine[0].Page()}
	}
	return ui.LeadBlock(lead), err
}

func chips(r *web.Request, f Filter) []ui.Tab {
	t, chip := language.T, r.Chips(paramMine, paramComing, paramNoted)
	return []ui.Tab{chip(t("Väntar", "Waiting"), -1, !f.Mine && !f.Coming && !f.Noted), chip(t("Mina", "Mine"), -1, f.Mine, paramMine, "ja"), chip(t("Kommande", "Coming"), -1, f.Coming, paramComing, "ja"), chip(t("Besvarade", "Answered"), -1, f.Noted, paramNoted, "ja")}
}

func (s *Service) list(r *web.Request, n matter.Names, f Filter) web.Listing[Item] {
	t, d := language.T, s.Trail.DB()
	staff := map[string]string{}
	return web.Listing[Item]{ID: "utfall", After: f.After, One: t("%d uppföljning", "%d follow-up"), Many: t("%d uppföljningar", "%d follow-ups"), Sorted: t("sorterade efter dag", "sorted by day"),
		Links: []ui.Link{{Label: r.Say(t("Ärenden", "Matters")), Href: matter.Path}, {Label: r.Say(t("Utfall per kommun", "Outcomes by municipality")), Href: sumsPath}},
		Empty: ui.Empty{Text: r.Say(t("Ingen uppföljning stämmer med urvalet.", "No follow-up fits the selection."))},
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Item, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Learn: func(ctx context.Context, rows []Item) error {
			found, err := staffOf(ctx, d, rows)
			maps.Copy(staff, found)
			return err
		},
		Total: func(ctx context.Context) (int64, error) { return s.Total(ctx, d, r.Actor, f) },
		Row:   func(i Item) (string, ui.Level) { return "u" + i.ID, i.urgency(today(d)) },
		List:  web.List[Item]{Title: sayTitle, File: "utfall", Columns: columnsOf(r, n, staff, today(d))}}
}

func (o Outcome) urgency(day calendar.Date) ui.Level {
	if o.Late(day) {
		return ui.Bad
	}
	return ui.Neutral
}

func staffOf(ctx context.Context, q db.Reader, items []Item) (map[string]string, error) {
	seen, ids := map[string]bool{"": true}, []string{}
	for _, i := range items {
		if !seen[i.Account] {
			seen[i.Account], ids = true, append(ids, i.Account)
		}
	}
	return account.NamesOf(ctx, q, ids)
}

func columnsOf(r *web.Request, n matter.Names, staff map[string]string, day calendar.Date) []web.Column[Item] {
	t := language.T
	return []web.Column[Item]{
		{Heading: t("Ärende", "Matter"), RowHeader: true, Value: func(i Item) any { return i.Number }, Cell: func(i Item) templ.Component { return ui.A(i.Page(), i.Number) }},
		{Heading: t("Vad", "What"), Value: func(i Item) any { return i.Point.Name() }},
		{Heading: t("Dag", "Day"), Value: func(i Item) any { return i.Due }},
		{Heading: t("Läge", "State"), Value: func(i Item) any { return i.said(day) }, Cell: func(i Item) templ.Component { return ui.StatusChip(i.status(day, r.Lang)) }},
		{Heading: t("Kommun", "Municipality"), Value: func(i Item) any { return n.Place(i.Municipality) }},
		{Heading: t("Handläggare", "Officer"), Value: func(i Item) any { return staff[i.Account] }},
	}
}

// said is the state in words, with what is late.
func (o Outcome) said(day calendar.Date) language.Text {
	switch {
	case o.Late(day):
		return language.T("försenad", "late")
	case o.State == Waiting && !o.asked(day):
		return language.T("kommande", "coming")
	}
	return o.State.Name()
}

func (o Outcome) status(day calendar.Date, l language.Lang) ui.Status {
	st := ui.Status{Level: ui.Neutral, Words: o.said(day).In(l)}
	switch {
	case o.Late(day):
		st.Level = ui.Bad
	case o.State == Noted:
		st.Level = ui.Good
	case o.State == Waiting && o.asked(day):
		st.Level = ui.Waiting
	}
	return st
}
