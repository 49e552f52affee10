package handover

import (
	"context"
	"fmt"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Item is a hand-over in the list of one authority.
type Item struct {
	Handover
	Side    Side    `db:"side"`
	Mine    bool    `db:"mine"`
	DeskDue db.Time `db:"desk_due"`
	Order   db.Time `db:"order_at"`
}

// Filter chooses hand-overs; the zero Filter chooses those that somebody owes something in.
type Filter struct {
	Over  bool // that are decided, with the first contact made
	Turn  bool // the own side's turn
	Late  bool
	Side  Side
	After []string
	Limit int
}

// Place is where the row stands: what After continues from.
func (i Item) Place() []string { return web.PlaceAt(i.Order, i.ID) }

// List gives the hand-overs of the actor's authority, what is due first first; what is over, the latest first.
func (s *Service) List(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Item, error) {
	w, err := f.where(q, actor)
	if err != nil {
		return nil, err
	}
	direction := "ASC"
	if f.Over {
		direction = "DESC"
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	return db.All[Item](ctx, q, fmt.Sprintf(`SELECT `+columns+`, s.side, s.mine, s.due_at AS desk_due, s.order_at FROM handover_side s JOIN handover h ON h.id = s.handover_id
		WHERE %s ORDER BY s.order_at %s, s.handover_id %s`, w, direction, direction)+db.Limit(f.Limit), w.Args...)
}

func (f Filter) where(q db.Reader, actor policy.Actor) (*db.Where, error) {
	w := &db.Where{}
	box, sign := Live, ">"
	if f.Over {
		box, sign = Over, "<"
	}
	w.Add("s.authority_id = $%d", actor.Authority)
	w.Add("s.box = $%d", box)
	w.Equal("s.side", string(f.Side))
	w.When(f.Turn, "s.mine")
	if f.Late {
		w.Add("s.due_at <= $%d", db.At(q.Now()))
	}
	if len(f.After) > 0 {
		at, id, err := web.Cursor(f.After).TimeAndID()
		if err != nil {
			return nil, err
		}
		w.Add("(s.order_at, s.handover_id) "+sign+" ($%d, $%d)", at, id)
	}
	w.Add(policy.Where(q, actor, policy.ListHandovers, "s", &w.Args))
	return w, nil
}

// Total counts what a filter finds, as far as lists are counted.
func (s *Service) Total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	w, err := f.where(q, actor)
	if err != nil {
		return 0, err
	}
	return web.CountTo(ctx, q, `SELECT s.handover_id FROM handover_side s WHERE `+w.String(), w.Args...)
}

// Counts are how many hand-overs the actor's authority has.
type Counts struct {
	Live int64 `db:"live"`
	Turn int64 `db:"turn"`
	Late int64 `db:"late"` // and the own side's turn
}

// Count counts them in one query.
func (s *Service) Count(ctx context.Context, q db.Reader, actor policy.Actor) (Counts, error) {
	args := []any{actor.Authority, db.At(q.Now())}
	return db.One[Counts](ctx, q, `SELECT COUNT(*) AS live, COUNT(*) FILTER (WHERE s.mine) AS turn, COUNT(*) FILTER (WHERE s.mine AND s.due_at <= $2) AS late
		FROM handover_side s WHERE s.authority_id = $1 AND s.box = 'live' AND `+policy.Where(q, actor, policy.ListHandovers, "s", &args), args...)
}

var sayTitle = language.T("Överlämningar", "Hand-overs")

// Names of the filters in the address of the list.
const (
	paramOver = "avgjorda"
	paramTurn = "var-tur"
	paramLate = "forsenade"
	paramSide = "sida"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = Path + "/{id}"
	rt.Handle("GET "+Path, policy.ListHandovers, s.listPage)
	rt.Handle("GET "+Path+"/ny", policy.SendHandover, s.newPage)
	rt.Handle("POST "+Path+"/ny", policy.SendHandover, s.newPost)
	rt.Handle("GET "+one, policy.ReadHandover, s.onePage)
	s.acts().Handle(rt, one)
	s.apiRoutes(rt)
}

func filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{Over: q.Ticked(paramOver), Turn: q.Ticked(paramTurn), Late: q.Ticked(paramLate), Side: Side(q.Text(paramSide, web.Max(20)))}
	if err := q.Err(); err != nil {
		return f, err
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
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
	counts, err := s.Count(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Personer som ni ber en annan myndighet ta emot, och som ni blir ombedda att ta emot", "Persons whom you ask another authority to receive, and whom you are asked to receive"))),
		ui.LeadBlock(listLead(r, counts)), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f, counts)), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), nil
}

func listLead(r *web.Request, n Counts) ui.Lead {
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Ingen överlämning väntar på er. En person är *er tills den andra har tagit emot*.", "No hand-over waits for you. A person is *yours until the other has received them*."))), Button: newButton(r)}
	switch {
	case n.Late > 0:
		lead.Level = ui.Bad
		lead.Text = ui.Rich(r.Say(language.Plural(n.Late, t("*%d överlämning är försenad* hos er.", "*%d hand-over is late* with you."), t("*%d överlämningar är försenade* hos er.", "*%d hand-overs are late* with you."))))
		lead.Button = &ui.Button{Label: r.Say(t("Visa de försenade", "Show the late ones")), Href: Path + "?" + paramLate + "=ja&" + paramTurn + "=ja"}
	case n.Turn > 0:
		lead.Text = ui.Rich(r.Say(language.Plural(n.Turn, t("*%d överlämning väntar på er.*", "*%d hand-over waits for you.*"), t("*%d överlämningar väntar på er.* Den som har kortast tid kvar står överst.", "*%d hand-overs wait for you.* The one with the least time left stands on top."))))
		lead.Button = &ui.Button{Label: r.Say(t("Visa det som väntar på er", "Show what waits for you")), Href: Path + "?" + paramTurn + "=ja"}
	}
	return lead
}

func newButton(r *web.Request) *ui.Button {
	if !r.May(policy.SendHandover) {
		return nil
	}
	return &ui.Button{Label: r.Say(sayNew), Href: Path + "/ny"}
}

func chips(r *web.Request, f Filter, n Counts) []ui.Tab {
	t, chip := language.T, r.Chips(paramOver, paramTurn, paramLate, paramSide)
	live := !f.Over && !f.Turn && !f.Late
	return []ui.Tab{
		chip(t("Pågående", "Under way"), n.Live, live && f.Side == ""), chip(t("Vår tur", "Our turn"), n.Turn, f.Turn && !f.Late, paramTurn, "ja"), chip(t("Försenade", "Late"), n.Late, f.Late, paramLate, "ja", paramTurn, "ja"),
		chip(t("Till er", "To you"), -1, live && f.Side == Receiver, paramSide, string(Receiver)), chip(t("Från er", "From you"), -1, live && f.Side == Sender, paramSide, string(Sender)), chip(t("Avgjorda", "Decided"), -1, f.Over, paramOver, "ja"),
	}
}

func (f Filter) sorted() language.Text {
	if f.Over {
		return language.T("sorterade efter när de avgjordes, senast först", "sorted by when they were decided, latest first")
	}
	return language.T("sorterade efter tid, kortast först", "sorted by time left, least first")
}

func (s *Service) list(r *web.Request, n matter.Names, f Filter) web.Listing[Item] {
	t, d := language.T, s.Trail.DB()
	now := d.Now()
	links := []ui.Link{{Label: r.Say(t("Ärenden", "Matters")), Href: matter.Path}}
	if b := newButton(r); b != nil {
		links = append(links, ui.Link{Label: b.Label, Href: b.Href})
	}
	return web.Listing[Item]{ID: "overlamningar", After: f.After, One: t("%d överlämning", "%d hand-over"), Many: t("%d överlämningar", "%d hand-overs"), Sorted: f.sorted(), Links: links,
		Empty: ui.Empty{Text: r.Say(t("Här finns ingen överlämning.", "There is no hand-over here."))},
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Item, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Total: func(ctx context.Context) (int64, error) { return s.Total(ctx, d, r.Actor, f) },
		Row:   func(i Item) (string, ui.Level) { return "o" + i.ID, i.urgency(now) },
		List:  web.List[Item]{Title: sayTitle, File: "overlamningar", Columns: columnsOf(r, n, now)}}
}

func (i Item) urgency(now time.Time) ui.Level {
	if !i.Mine || i.DeskDue.IsZero() || now.Before(i.DeskDue.Time) {
		return ui.Neutral
	}
	return ui.Bad
}

func columnsOf(r *web.Request, n matter.Names, now time.Time) []web.Column[Item] {
	t := language.T
	return []web.Column[Item]{
		{Heading: t("Tid kvar", "Time left"), Value: func(i Item) any { _, words := i.ticking(i.DeskDue, now); return words }, Cell: func(i Item) templ.Component {
			level, words := i.ticking(i.DeskDue, now)
			c := matter.ClockOf(i.DeskDue, now, r.Lang)
			c.Level, c.Words = level, r.Say(words)
			return ui.ClockWords(c)
		}},
		{Heading: t("Vad som efterfrågas", "What is asked"), RowHeader: true, Value: func(i Item) any { return i.Aim.Name() }, Cell: func(i Item) templ.Component {
			return ui.Stack(ui.A(i.Page(), r.Say(i.Aim.Name())), ui.Text(r.Say(needsSaid(i.Needs))))
		}},
		{Heading: t("Motpart", "Counterpart"), Value: func(i Item) any { return n.Of(i.Other(r.Actor.Authority)) }},
		{Heading: t("Kommun", "Municipality"), Value: func(i Item) any { return n.Place(i.Municipality) }},
		{Heading: t("Läge", "State"), Value: func(i Item) any { return i.State.Name() }, Cell: func(i Item) templ.Component { return ui.StatusChip(i.status(r.Lang)) }},
		{Heading: t("Vems tur", "Whose turn"), Value: func(i Item) any { return i.turn() }},
		{Heading: t("Skickad", "Sent"), FileOnly: true, Value: func(i Item) any { return i.SentAt.Time }},
		{Heading: t("Skäl", "Reason"), FileOnly: true, Value: func(i Item) any { return i.Reason.Name() }},
	}
}

func needsSaid(n Needs) language.Text {
	var names []language.Text
	for _, code := range n.List() {
		if info, ok := matter.NeedOf(code); ok {
			names = append(names, info.Name.Small())
		}
	}
	return language.List(names...)
}

func (i Item) turn() language.Text {
	switch {
	case i.Mine:
		return language.T("er", "yours")
	case i.State.Live() || i.State == Accepted && i.ContactAt.IsZero():
		return language.T("motpartens", "the counterpart's")
	}
	return language.T("ingens", "nobody's")
}

// ticking says in words how long it is to what is due next.
func (h Handover) ticking(due db.Time, now time.Time) (ui.Level, language.Text) {
	t := language.T
	switch {
	case h.State == Paused:
		return ui.Paused, t("Tiden står still", "Time stands still")
	case due.IsZero():
		return ui.Neutral, h.State.Name().Capital()
	}
	level, words := matter.Ticking(due, now)
	if level == ui.Bad {
		return level, words
	}
	if h.State == Accepted {
		return level, t("%s till första kontakt", "%s to the first contact").With(words)
	}
	return level, t("%s att ge besked", "%s to reply").With(words)
}

func (h Handover) status(l language.Lang) ui.Status {
	level := map[State]ui.Level{Open: ui.Waiting, Paused: ui.Paused, Accepted: ui.Good, Returned: ui.Warn, Withdrawn: ui.Neutral}[h.State]
	return ui.Status{Level: level, Words: h.State.Name().In(l)}
}
