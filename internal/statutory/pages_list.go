package statutory

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the filters in the address of the list.
const (
	paramBox   = "lada"
	paramTurn  = "var-tur"
	paramLate  = "forsenade"
	paramMine  = "mina"
	paramSide  = "sida"
	paramType  = "slag"
	paramPlace = "kommun"
)

func filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{Box: Live, Turn: q.Ticked(paramTurn), Late: q.Ticked(paramLate), Mine: q.Ticked(paramMine), Side: Side(q.Text(paramSide, web.Max(20))), Type: law.NoticeID(q.Text(paramType, web.Max(40))), Municipality: q.Text(paramPlace, web.Max(4))}
	if q.Value(paramBox) == "avslutade" {
		f.Box = Over
	}
	if err := q.Err(); err != nil {
		return f, err
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

func (f Filter) plain() bool {
	return f.Box == Live && !f.Turn && !f.Late && !f.Mine && f.Side == "" && f.Type == "" && f.Municipality == ""
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	n, err := s.names(r)
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
	offered, err := Offered(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Det som lag eller förordning säger att ni ska berätta för varandra", "What an act or ordinance says that you shall tell each other"))),
		ui.LeadBlock(listLead(r, counts, len(offered) > 0)), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f, counts)), ui.FormOf(s.filterForm(r, f, n)), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), nil
}

// listLead says what waits for this reader.
func listLead(r *web.Request, n Counts, gives bool) ui.Lead {
	t := language.T
	lead := ui.Lead{}
	text := t("Ingen underrättelse väntar på er.", "No notice waits for you.")
	if gives {
		lead.Button = newButton(r)
		text = t("Ingen underrättelse väntar på er. *Har något hänt som ni ska underrätta om?* Samsyn visar lagrum, mottagare och sista dag.", "No notice waits for you. *Has something happened that you are to tell of?* Samsyn shows the law, the receiver and the last day.")
	}
	switch {
	case n.Late > 0:
		lead.Level = ui.Bad
		text = language.Plural(n.Late, t("*%d underrättelse är försenad* hos er.", "*%d notice is late* with you."), t("*%d underrättelser är försenade* hos er.", "*%d notices are late* with you."))
		lead.Button = &ui.Button{Label: r.Say(t("Visa de försenade", "Show the late ones")), Href: listPath + "?" + paramLate + "=ja&" + paramTurn + "=ja"}
	case n.Free > 0:
		text = language.Plural(n.Free, t("*%d underrättelse har ingen tagit emot* hos er.", "*%d notice has been received by nobody* with you."), t("*%d underrättelser har ingen tagit emot* hos er.", "*%d notices have been received by nobody* with you."))
	case n.Turn > 0:
		text = language.Plural(n.Turn, t("*%d underrättelse väntar på er.*", "*%d notice waits for you.*"), t("*%d underrättelser väntar på er.* Den som har kortast tid kvar står överst.", "*%d notices wait for you.* The one with the least time left stands on top."))
	}
	lead.Text = ui.Rich(r.Say(text))
	return lead
}

func chips(r *web.Request, f Filter, n Counts) []ui.Tab {
	t, chip := language.T, r.Chips(paramBox, paramTurn, paramLate, paramMine)
	live := f.Box == Live
	return []ui.Tab{
		chip(t("Pågående", "Under way"), n.Live, live && !f.Turn && !f.Late && !f.Mine),
		chip(t("Vår tur", "Our turn"), n.Turn, live && f.Turn && !f.Late, paramTurn, "ja"),
		chip(t("Försenade", "Late"), -1, live && f.Late, paramLate, "ja"),
		chip(t("Mina", "Mine"), -1, live && f.Mine, paramMine, "ja"),
		chip(t("Avslutade", "Over"), -1, f.Box == Over, paramBox, "avslutade"),
	}
}

func (s *Service) filterForm(r *web.Request, f Filter, n names) ui.Form {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: listPath, Method: "get", Inline: true, Live: "underrattelser", Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	form.Fields = r.Kept(paramBox, paramTurn, paramLate, paramMine)
	types := []ui.Option{{Label: r.Say(t("Alla underrättelser", "Every notice"))}}
	for _, k := range law.Notices() {
		if !k.Proposed || k.ID == f.Type {
			types = append(types, ui.Option{Value: string(k.ID), Label: r.Say(k.Name)})
		}
	}
	form.Fields = append(form.Fields,
		ui.Field{Kind: ui.SelectField, Name: paramType, Label: r.Say(sayType), Options: types, Value: string(f.Type), Optional: true},
		ui.Field{Kind: ui.SelectField, Name: paramSide, Label: r.Say(t("Till eller från er", "To or from you")), Value: string(f.Side), Optional: true, Options: []ui.Option{
			{Label: r.Say(t("Båda", "Both"))}, {Value: string(Receiver), Label: r.Say(t("Till oss", "To us"))}, {Value: string(Sender), Label: r.Say(t("Från oss", "From us"))}}})
	if r.Actor.Authority == directory.PES {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(sayPlace), Options: n.options(r, t("Alla kommuner", "Every municipality")), Value: f.Municipality, Optional: true})
	}
	return form
}

// options are all municipalities, with a first choice that is none.
func (n names) options(r *web.Request, none language.Text) []ui.Option {
	out := []ui.Option{{Label: r.Say(none)}}
	for _, m := range n.Municipalities {
		out = append(out, ui.Option{Value: m.Code, Label: m.Name})
	}
	return out
}

func (f Filter) sorted() language.Text {
	if f.Box == Over {
		return language.T("sorterade efter när de avslutades, senast först", "sorted by when they ended, latest first")
	}
	return language.T("sorterade efter tid, kortast först", "sorted by time left, least first")
}

func (f Filter) empty(r *web.Request) ui.Empty {
	t := language.T
	if f.plain() {
		return ui.Empty{Text: r.Say(t("Här kommer underrättelser som ni har lämnat eller fått.", "Notices that you have given or got come here."))}
	}
	return ui.Empty{Text: r.Say(t("Ingen underrättelse stämmer med urvalet.", "No notice fits the selection.")), Button: &ui.Button{Label: r.Say(t("Visa alla pågående", "Show all under way")), Href: listPath}}
}

func (s *Service) list(r *web.Request, n names, f Filter) web.Listing[Item] {
	t, d, now := language.T, s.Trail.DB(), s.now()
	return web.Listing[Item]{ID: "underrattelser", After: f.After, One: t("%d underrättelse", "%d notice"), Many: t("%d underrättelser", "%d notices"), Sorted: f.sorted(), Empty: f.empty(r),
		Links: []ui.Link{{Label: r.Say(sayTypes), Href: typesPath}},
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Item, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Total: func(ctx context.Context) (int64, error) { return s.total(ctx, d, r.Actor, f) },
		Row:   func(i Item) (string, ui.Level) { return "u" + i.ID, i.urgency(now) },
		List:  web.List[Item]{Title: sayTitle, File: "underrattelser", Columns: columnsOf(r, n, now)}}
}

func (n Notice) urgency(now time.Time) ui.Level {
	if n.Late(now) {
		return ui.Bad
	}
	return ui.Neutral
}

func columnsOf(r *web.Request, n names, now time.Time) []web.Column[Item] {
	t := language.T
	file := func(heading language.Text, value func(Item) any) web.Column[Item] {
		return web.Column[Item]{Heading: heading, FileOnly: true, Value: value}
	}
	return []web.Column[Item]{
		{Heading: sayLeft, Value: func(i Item) any { _, words, _ := i.ticking(now); return words }, Cell: func(i Item) templ.Component { return ui.ClockWords(i.clock(now, r.Lang)) }},
		{Heading: sayType, RowHeader: true, Value: func(i Item) any { return i.Name() }, Cell: func(i Item) templ.Component {
			return ui.Stack(ui.A(i.Page(), r.Say(i.Name())), ui.Text(r.Say(i.under())))
		}},
		{Heading: sayOther, Value: func(i Item) any { return n.of(r, i.Other(r.Actor.Authority)) }, Cell: func(i Item) templ.Component {
			return ui.Stack(ui.Text(n.of(r, i.Other(r.Actor.Authority))), ui.Muted(n.place(i.Municipality)))
		}},
		{Heading: sayState, Value: func(i Item) any { return i.State.Name() }, Cell: func(i Item) templ.Component { return ui.StatusChip(i.status(r.Lang)) }},
		{Heading: sayHandler, Value: func(i Item) any { return i.handler() }, Cell: func(i Item) templ.Component { return ui.Text(r.Say(i.handler())) }},
		file(sayPlace, func(i Item) any { return n.place(i.Municipality) }),
		file(sayEvent, func(i Item) any { return i.Happened }),
		file(t("Skickas senast", "Send by"), func(i Item) any { return timeOrNil(i.SendDue) }),
		file(t("Skickad", "Sent"), func(i Item) any { return timeOrNil(i.SentAt) }),
		file(t("Skickad i tid", "Sent in time"), func(i Item) any { return i.sentSaid() }),
		file(t("Mottagen", "Received"), func(i Item) any { return timeOrNil(i.ReceivedAt) }),
		file(t("Återkopplas senast", "Act by"), func(i Item) any { return timeOrNil(i.Due) }),
		file(t("Avslutad", "Ended"), func(i Item) any { return timeOrNil(i.EndedAt) }),
		file(t("Utfall", "Outcome"), func(i Item) any { return i.Outcome.Name() }),
		file(t("Lagrum", "Law"), func(i Item) any { return i.Citation }),
	}
}

func timeOrNil(t db.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Time
}

// under says what else tells one notice from another.
func (i Item) under() language.Text {
	way := language.T("till oss", "to us")
	if i.Side == Sender {
		way = language.T("från oss", "from us")
	}
	return language.T("%s · hände %s", "%s · happened %s").With(way, i.Happened.DayMonth())
}

func (i Item) handler() language.Text {
	if i.Account == "" {
		return language.T("ingen än", "nobody yet")
	}
	return language.Same(i.Handler)
}
