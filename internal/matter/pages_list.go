package matter

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayTitle = language.T("Ärenden", "Matters")

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = Path + "/{id}"
	rt.Handle("GET "+Path, policy.ListMatters, s.listPage)
	rt.Handle("GET "+one, policy.ReadMatter, s.onePage)
	rt.Handle("GET "+one+"/bedom", policy.WorkMatter, s.judgePage)
	rt.Handle("POST "+one+"/bedom", policy.WorkMatter, s.judgePost)
	s.acts().Handle(rt, one)
	s.apiRoutes(rt)
}

// Names are what ids are called on a day.
type Names struct{ *directory.Edition }

// NamesOn reads what ids are called today.
func NamesOn(r *web.Request, book *directory.Book, d *db.DB) (Names, error) {
	e, err := book.On(r.Context(), d, calendar.DateOf(d.Now()))
	return Names{e}, err
}

// Of names an authority.
func (n Names) Of(authority string) string {
	if a, ok := n.Authorities[authority]; ok {
		return a.Title()
	}
	return authority
}

// Place names a municipality.
func (n Names) Place(code string) string {
	if name := n.Places[code]; name != "" {
		return name
	}
	return code
}

// Names of the filters in the address of the list.
const (
	paramOver  = "avslutade"
	paramMine  = "mina"
	paramWaits = "vantar"
	paramLate  = "forsenade"
	paramPlace = "kommun"
)

func filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{Over: q.Ticked(paramOver), Mine: q.Ticked(paramMine), Waits: q.Ticked(paramWaits), Late: q.Ticked(paramLate), Municipality: q.Text(paramPlace, web.Max(4))}
	if err := q.Err(); err != nil {
		return f, err
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

func (f Filter) plain() bool {
	return !f.Over && !f.Mine && !f.Waits && !f.Late && f.Municipality == ""
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	n, err := NamesOn(r, s.book, s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	elsewhere, err := s.elsewhere(r)
	if err != nil {
		return web.Response{}, err
	}
	f.Elsewhere = elsewhere.Waits
	list := s.list(r, n, f)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	counts, err := s.Count(r.Context(), s.Trail.DB(), r.Actor, f.Elsewhere...)
	if err != nil {
		return web.Response{}, err
	}
	together, err := s.together(r)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Personer som ni och en annan myndighet arbetar med tillsammans", "Persons whom you and another authority work with together"))),
		ui.LeadBlock(listLead(r, counts, elsewhere)), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f, counts)), s.filterForm(r, f, n), ui.TableOf(t), together)
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), nil
}

// listLead says what waits for this reader.
func listLead(r *web.Request, n Counts, elsewhere Awaits) ui.Lead {
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Inget ärende väntar på er. Ett nytt börjar när en *överlämning* tas emot.", "No matter waits for you. A new one begins when a *hand-over* is accepted.")))}
	if r.May(policy.SendHandover) {
		lead.Button = &ui.Button{Label: r.Say(t("Lämna över en person", "Hand a person over")), Href: "/overlamningar/ny"}
	}
	switch {
	case n.Late > 0:
		lead.Level = ui.Bad
		lead.Text = ui.Rich(r.Say(language.Plural(n.Late, t("I *%d ärende är något försenat* hos er.", "In *%d matter something is late* with you."), t("I *%d ärenden är något försenat* hos er.", "In *%d matters something is late* with you."))))
		lead.Button = &ui.Button{Label: r.Say(t("Visa de försenade", "Show the late ones")), Href: Path + "?" + paramLate + "=ja"}
	case n.Here == 0 && n.Waits > 0:
		return elsewhere.lead(r)
	case n.Waits > 0:
		lead.Text = ui.Rich(r.Say(language.Plural(n.Waits, t("*%d ärende väntar på er.*", "*%d matter waits for you.*"), t("*%d ärenden väntar på er.* Det som ska göras först står överst.", "*%d matters wait for you.* What is due first stands on top."))))
	}
	return lead
}

// lead says that something waits in plans or meetings, and nothing in the matters themselves.
func (a Awaits) lead(r *web.Request) ui.Lead {
	t, n := language.T, len(a.Waits)
	lead := ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(n, t("I *%d av dina ärenden* väntar planen eller ett möte på dig.", "In *%d of your matters* the plan or a meeting waits for you."), t("I *%d av dina ärenden* väntar planen eller ett möte på dig.", "In *%d of your matters* the plan or a meeting waits for you.")))),
		Button: &ui.Button{Label: r.Say(t("Se vad på Min dag", "See what on My day")), Href: "/hem"}}
	if n == 1 {
		lead.Button = &ui.Button{Label: r.Say(t("Öppna ärendet", "Open the matter")), Href: Path + "/" + a.Waits[0]}
	}
	if len(a.Late) > 0 {
		lead.Level = ui.Bad
	}
	return lead
}

func chips(r *web.Request, f Filter, n Counts) []ui.Tab {
	t, chip := language.T, r.Chips(paramOver, paramMine, paramWaits, paramLate)
	live := !f.Over && !f.Late && !f.Waits
	return []ui.Tab{
		chip(t("Öppna", "Open"), n.Live, live && !f.Mine), chip(t("Mina", "Mine"), n.Mine, live && f.Mine, paramMine, "ja"),
		chip(t("Väntar på er", "Waits for you"), n.Waits, f.Waits, paramWaits, "ja"), chip(t("Försenade", "Late"), n.Late, f.Late, paramLate, "ja"),
		chip(t("Avslutade", "Closed"), -1, f.Over, paramOver, "ja"),
	}
}

func (s *Service) filterForm(r *web.Request, f Filter, n Names) templ.Component {
	if r.Actor.Authority != directory.PES {
		return nil
	}
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: Path, Method: "get", Inline: true, Live: "arenden", Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	form.Fields = r.Kept(paramOver, paramMine, paramWaits, paramLate)
	places := []ui.Option{{Label: r.Say(t("Alla kommuner", "Every municipality"))}}
	for _, m := range n.Municipalities {
		places = append(places, ui.Option{Value: m.Code, Label: m.Name})
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(t("Kommun", "Municipality")), Options: places, Value: f.Municipality, Optional: true})
	return ui.FormOf(form)
}

// empty is what the list says when it has no rows.
func (f Filter) empty(r *web.Request) ui.Empty {
	t := language.T
	if f.plain() {
		return ui.Empty{Text: r.Say(t("Här kommer de ärenden som börjar när en överlämning tas emot.", "Matters that begin when a hand-over is accepted come here."))}
	}
	return ui.Empty{Text: r.Say(t("Inget ärende stämmer med urvalet.", "No matter fits the selection.")), Button: &ui.Button{Label: r.Say(t("Visa alla öppna", "Show all that are open")), Href: Path}}
}

func (f Filter) sorted() language.Text {
	if f.Over {
		return language.T("sorterade efter när de avslutades, senast först", "sorted by when they were closed, latest first")
	}
	return language.T("sorterade efter vad som ska göras först", "sorted by what is due first")
}

func (s *Service) list(r *web.Request, n Names, f Filter) web.Listing[Item] {
	t, d := language.T, s.Trail.DB()
	now := d.Now()
	return web.Listing[Item]{ID: "arenden", After: f.After, One: t("%d ärende", "%d matter"), Many: t("%d ärenden", "%d matters"), Sorted: f.sorted(), Empty: f.empty(r),
		Links: []ui.Link{{Label: r.Say(t("Överlämningar", "Hand-overs")), Href: "/overlamningar"}},
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Item, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Total: func(ctx context.Context) (int64, error) { return s.Total(ctx, d, r.Actor, f) },
		Row:   func(i Item) (string, ui.Level) { return "a" + i.ID, i.urgency(now) },
		List:  web.List[Item]{Title: sayTitle, File: "arenden", Columns: s.columns(r, n, f, now)}}
}

func (s *Service) columns(r *web.Request, n Names, f Filter, now time.Time) []web.Column[Item] {
	t := language.T
	return []web.Column[Item]{
		{Heading: t("Tid kvar", "Time left"), Value: func(i Item) any { return f.left(i, now, r.Lang).Words }, Cell: func(i Item) templ.Component { return ui.ClockWords(f.left(i, now, r.Lang)) }},
		{Heading: t("Ärende", "Matter"), RowHeader: true, Value: func(i Item) any { return i.Number }, Cell: func(i Item) templ.Component {
			return ui.Stack(ui.A(i.Page(), i.Number), ui.Text(r.Say(t("sedan %s", "since %s").With(calendar.DateOf(i.BegunAt.Time).String()))))
		}},
		{Heading: t("Att göra hos er", "To do with you"), Value: func(i Item) any { return f.toDo(i) }},
		{Heading: t("Tillsammans med", "Together with"), Value: func(i Item) any { return n.Of(i.Other) }},
		{Heading: t("Kommun", "Municipality"), Value: func(i Item) any { return n.Place(i.Municipality) }},
		{Heading: t("Läge", "State"), Value: func(i Item) any { return i.State.Name() }, Cell: func(i Item) templ.Component { return ui.StatusChip(i.status(r.Lang)) }},
		{Heading: t("Senast", "By"), FileOnly: true, Value: func(i Item) any {
			if i.Due.IsZero() {
				return nil
			}
			return i.Due.Time
		}},
	}
}

// left says how long it is to when something is due. What waits in another room has a time of its own there.
func (f Filter) left(i Item, now time.Time, l language.Lang) ui.Clock {
	if f.hangs(i) {
		return ui.Clock{Level: ui.Waiting, Words: language.T("Väntar på dig", "Waits for you").In(l)}
	}
	return ClockOf(i.Due, now, l)
}

// toDo is what waits in a matter.
func (f Filter) toDo(i Item) language.Text {
	if f.hangs(i) {
		return language.T("planen eller ett möte", "the plan or a meeting")
	}
	return i.What.Name()
}

func (i Item) urgency(now time.Time) ui.Level {
	if i.Due.IsZero() || now.Before(i.Due.Time) {
		return ui.Neutral
	}
	return ui.Bad
}

// status is where a matter stands, in shape, words and colour.
func (m Matter) status(l language.Lang) ui.Status {
	switch {
	case m.State == Closed:
		return ui.Status{Level: ui.Neutral, Words: m.State.Name().In(l)}
	case !m.StoppedAt.IsZero():
		return ui.Status{Level: ui.Paused, Words: language.T("samtycket är återkallat", "the consent is withdrawn").In(l)}
	}
	return ui.Status{Level: ui.Info, Words: m.State.Name().In(l)}
}
