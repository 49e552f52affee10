package outcome

import (
	"context"
	"iter"

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
	if r.Format() != "" {
		return s.list(r, n, nil, s.every(r, f)).Export(r)
	}
	f.Limit = PageSize + 1
	found, err := s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	items, next := web.Cut(found, PageSize, func(i Item) web.Cursor { return i.Place() })
	staff, err := staffOf(r.Context(), s.Trail.DB(), items)
	if err != nil {
		return web.Response{}, err
	}
	t, err := s.list(r, n, staff, web.Rows(items)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	s.finish(r, &t, f, items, next)
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
	t := language.T
	chip := func(name language.Text, current bool, pairs ...string) ui.Tab {
		return ui.Tab{Label: r.Say(name), Href: r.Link(append([]string{paramMine, "", paramComing, "", paramNoted, "", web.AfterParam, ""}, pairs...)...), Current: current}
	}
	return []ui.Tab{chip(t("Väntar", "Waiting"), !f.Mine && !f.Coming && !f.Noted), chip(t("Mina", "Mine"), f.Mine, paramMine, "ja"), chip(t("Kommande", "Coming"), f.Coming, paramComing, "ja"), chip(t("Besvarade", "Answered"), f.Noted, paramNoted, "ja")}
}

func (s *Service) finish(r *web.Request, t *ui.Table, f Filter, items []Item, next web.Cursor) {
	say := language.T
	t.ID, t.Keys = "utfall", true
	t.Count = r.Say(language.Plural(int64(len(items)), say("%d uppföljning", "%d follow-up"), say("%d uppföljningar", "%d follow-ups")))
	if len(next) > 0 || len(f.After) > 0 {
		t.Count = r.Say(say("%d på den här sidan", "%d on this page").With(int64(len(items))))
	}
	t.Sorted = r.Say(say("sorterade efter dag", "sorted by day"))
	t.Links = append(t.Links, ui.Link{Label: r.Say(say("Ärenden", "Matters")), Href: matter.Path}, ui.Link{Label: r.Say(say("Utfall per kommun", "Outcomes by municipality")), Href: sumsPath})
	t.Empty = ui.Empty{Text: r.Say(say("Ingen uppföljning stämmer med urvalet.", "No follow-up fits the selection."))}
	for i := range t.Rows {
		t.Rows[i].ID = "u" + items[i].ID
		if items[i].Late(today(s.Trail.DB())) {
			t.Rows[i].Level = ui.Bad
		}
	}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
}

func (s *Service) every(r *web.Request, f Filter) iter.Seq2[Item, error] {
	return web.Stretches(func(after web.Cursor, limit int) ([]Item, error) {
		f := f
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func(i Item) web.Cursor { return i.Place() })
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

func (s *Service) list(r *web.Request, n matter.Names, staff map[string]string, rows iter.Seq2[Item, error]) web.List[Item] {
	t, day := language.T, today(s.Trail.DB())
	return web.List[Item]{Title: sayTitle, File: "utfall", Rows: rows, Columns: []web.Column[Item]{
		{Heading: t("Ärende", "Matter"), RowHeader: true, Value: func(i Item) any { return i.Number }, Cell: func(i Item) templ.Component { return ui.A(i.Page(), i.Number) }},
		{Heading: t("Vad", "What"), Value: func(i Item) any { return i.Point.Name() }},
		{Heading: t("Dag", "Day"), Value: func(i Item) any { return i.Due }},
		{Heading: t("Läge", "State"), Value: func(i Item) any { return i.said(day) }, Cell: func(i Item) templ.Component { return ui.StatusChip(i.status(day, r.Lang)) }},
		{Heading: t("Kommun", "Municipality"), Value: func(i Item) any { return n.Place(i.Municipality) }},
		{Heading: t("Handläggare", "Officer"), Value: func(i Item) any { return staff[i.Account] }},
	}}
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
