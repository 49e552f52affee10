package request

import (
	"context"
	"maps"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the filters in the address of the list. None is about a person.
const (
	paramBox     = "lada"
	paramMine    = "mina"
	paramUntaken = "inte-tagna"
	paramLate    = "forsenade"
	paramType    = "slag"
	paramChannel = "kanal"
)

func filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{Box: map[string]Box{"berattade": Told, "avslutade": Over}[q.Value(paramBox)], Mine: q.Ticked(paramMine), Untaken: q.Ticked(paramUntaken), Late: q.Ticked(paramLate),
		Type: Type(q.Text(paramType, web.Max(40))), Channel: Channel(q.Text(paramChannel, web.Max(40)))}
	if f.Box == "" {
		f.Box = Live
	}
	if err := q.Err(); err != nil {
		return f, err
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

func (f Filter) plain() bool {
	return f.Box == Live && !f.Mine && !f.Untaken && !f.Late && f.Type == "" && f.Channel == ""
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	list, err := s.list(r, f)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	counts, err := s.Count(r.Context(), s.Trail.DB(), r.Actor)
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Det som enskilda har bett er om, vilken väg det än kom", "What persons have asked of you, whichever way it came"))),
		ui.LeadBlock(listLead(r, counts)), enterLink(r, counts), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f, counts)), ui.FormOf(filterForm(r, f)), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), err
}

func handlersIn(items []Request) (ids []string) {
	for _, i := range items {
		if i.Account != "" {
			ids = append(ids, i.Account)
		}
	}
	return ids
}

// listLead says what waits for this reader.
func listLead(r *web.Request, n Counts) ui.Lead {
	t := language.T
	lead := ui.Lead{Button: newButton(r)}
	text := t("Inget väntar.", "Nothing waits.")
	if lead.Button != nil {
		text = t("Inget väntar. Ringer, kommer eller skriver någon till er: *skriv in det här*, så går tiden och svaret hittar fram.", "Nothing waits. When somebody calls, comes or writes to you: *write it down here*, and time runs and the answer finds its way.")
	}
	switch {
	case n.Late > 0:
		lead.Level = ui.Bad
		text = language.Plural(n.Late, t("*%d begäran är försenad.*", "*%d request is late.*"), t("*%d begäran är försenade.*", "*%d requests are late.*"))
		lead.Button = &ui.Button{Label: r.Say(t("Visa de försenade", "Show the late ones")), Href: listPath + "?" + paramLate + "=ja"}
	case n.Untaken > 0:
		lead.Level = ui.Warn
		text = language.Plural(n.Untaken, t("*%d begäran har ingen handläggare än.* Ta den, så ser du vad den gäller.", "*%d request has no handler yet.* Take it, and you see what it is about."), t("*%d begäran har ingen handläggare än.* Ta en, så ser du vad den gäller.", "*%d requests have no handler yet.* Take one, and you see what it is about."))
		lead.Button = &ui.Button{Label: r.Say(t("Visa de som ingen tagit", "Show those that nobody has taken")), Href: listPath + "?" + paramUntaken + "=ja"}
	case n.Mine > 0:
		text = language.Plural(n.Mine, t("*Du handlägger %d begäran.* Den som har kortast tid kvar står överst.", "*You handle %d request.* The one with the least time left stands on top."), t("*Du handlägger %d begäran.* Den som har kortast tid kvar står överst.", "*You handle %d requests.* The one with the least time left stands on top."))
	}
	lead.Text = ui.Rich(r.Say(text))
	return lead
}

// enterLink leads to the form where the sentence on top leads elsewhere.
func enterLink(r *web.Request, n Counts) templ.Component {
	if n.Late+n.Untaken == 0 || newButton(r) == nil {
		return nil
	}
	return ui.Links([]ui.Link{{Label: r.Say(sayNew), Href: listPath + "/ny"}})
}

// newButton leads to the form for who may write a request down; nil for others.
func newButton(r *web.Request) *ui.Button {
	if !r.May(policy.EnterRequest) {
		return nil
	}
	return &ui.Button{Label: r.Say(sayNew), Href: listPath + "/ny"}
}

func chips(r *web.Request, f Filter, n Counts) []ui.Tab {
	t, chip := language.T, r.Chips(paramBox, paramMine, paramUntaken, paramLate)
	live := f.Box == Live
	return []ui.Tab{
		chip(t("Öppna", "Open"), n.Live, live && !f.Mine && !f.Untaken && !f.Late),
		chip(t("Mina", "Mine"), n.Mine, live && f.Mine, paramMine, "ja"),
		chip(t("Ingen har tagit", "Nobody has taken"), n.Untaken, live && f.Untaken, paramUntaken, "ja"),
		chip(t("Försenade", "Late"), n.Late, live && f.Late, paramLate, "ja"),
		chip(t("Berättade, väntar på om det hjälpte", "Told, wait for whether it helped"), n.Told, f.Box == Told, paramBox, "berattade"),
		chip(t("Avslutade", "Closed"), -1, f.Box == Over, paramBox, "avslutade"),
	}
}

func filterForm(r *web.Request, f Filter) ui.Form {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: listPath, Method: "get", Inline: true, Live: "begaran", Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	form.Fields = r.Kept(paramBox, paramMine, paramUntaken, paramLate)
	types, channels := []ui.Option{{Label: r.Say(t("Allt", "Everything"))}}, []ui.Option{{Label: r.Say(t("Alla vägar", "Every way"))}}
	for _, i := range Types() {
		types = append(types, ui.Option{Value: string(i.Type), Label: r.Say(i.Name)})
	}
	for _, c := range AllChannels() {
		channels = append(channels, ui.Option{Value: string(c), Label: r.Say(capital(c.Name()))})
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramType, Label: r.Say(sayType), Options: types, Value: string(f.Type), Optional: true},
		ui.Field{Kind: ui.SelectField, Name: paramChannel, Label: r.Say(sayChannel), Options: channels, Value: string(f.Channel), Optional: true})
	return form
}

func (f Filter) sorted() language.Text {
	if f.backwards() {
		return language.T("sorterade efter tid, senast först", "sorted by time, the latest first")
	}
	return language.T("sorterade efter tid, kortast först", "sorted by time left, least first")
}

func (f Filter) empty(r *web.Request) ui.Empty {
	t := language.T
	if f.plain() {
		return ui.Empty{Text: r.Say(t("Här kommer det som enskilda begär av er.", "What persons ask of you comes here.")), Button: newButton(r)}
	}
	return ui.Empty{Text: r.Say(t("Ingen begäran stämmer med urvalet.", "No request fits the selection.")), Button: &ui.Button{Label: r.Say(t("Visa alla öppna", "Show all that are open")), Href: listPath}}
}

func (s *Service) list(r *web.Request, f Filter) (web.Listing[Request], error) {
	t, d := language.T, s.Trail.DB()
	now := d.Now()
	n, err := s.names(r)
	return web.Listing[Request]{ID: "begaran", After: f.After, One: t("%d begäran", "%d request"), Many: t("%d begäran", "%d requests"), Sorted: f.sorted(), Empty: f.empty(r),
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Request, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Learn: func(ctx context.Context, rows []Request) error {
			found, err := account.NamesOf(ctx, d, handlersIn(rows))
			maps.Copy(n.staff, found)
			return err
		},
		Total: func(ctx context.Context) (int64, error) { return s.Total(ctx, d, r.Actor, f) },
		Row:   func(i Request) (string, ui.Level) { return "b" + i.ID, i.urgency(now) },
		List:  web.List[Request]{Title: sayTitle, File: "begaran", Columns: columnsOf(r, n, now)}}, err
}

func (r Request) urgency(now time.Time) ui.Level {
	if r.Late(now) {
		return ui.Bad
	}
	return ui.Neutral
}

func columnsOf(r *web.Request, n names, now time.Time) []web.Column[Request] {
	t := language.T
	return []web.Column[Request]{
		{Heading: t("Tid kvar", "Time left"), Value: func(i Request) any { _, words, _ := i.ticking(now); return words }, Cell: func(i Request) templ.Component { return ui.ClockWords(i.clock(now, r.Lang)) }},
		{Heading: sayType, RowHeader: true, Value: func(i Request) any { return i.Type.Name() }, Cell: func(i Request) templ.Component {
			return ui.Stack(ui.A(i.Page(), r.Say(i.Type.Name())), ui.Text(r.Say(i.under())))
		}},
		{Heading: sayChannel, Value: func(i Request) any { return i.Channel.Name() }},
		{Heading: sayHandler, Value: func(i Request) any { return n.handler(i) }},
		{Heading: sayState, Value: func(i Request) any { return i.State.Name() }, Cell: func(i Request) templ.Component { return ui.StatusChip(i.status(r.Lang)) }},
		{Heading: sayPlace, FileOnly: true, Value: func(i Request) any { return n.place(i.Municipality) }},
		{Heading: t("Kom in", "Came in"), FileOnly: true, Value: func(i Request) any { return i.AskedAt.Time }},
		{Heading: sayRegistry, FileOnly: true, Value: func(i Request) any { return i.Registry }},
	}
}

// under says what else tells one request from another.
func (r Request) under() language.Text {
	return language.T("%s · kom %s", "%s · came %s").With(r.Number(), calendar.DateTime(r.AskedAt.Time))
}

func (n names) handler(i Request) language.Text {
	switch name := n.staff[i.Account]; {
	case i.Account == "":
		return language.T("ingen än", "nobody yet")
	case name != "":
		return language.Same(name)
	}
	return language.T("en kollega", "a colleague")
}
