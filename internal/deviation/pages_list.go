package deviation

import (
	"context"
	"fmt"
	"strconv"
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

// Names of the filters in the address of the list.
const (
	paramBox       = "lada"
	paramTurn      = "var-tur"
	paramLate      = "forsenade"
	paramSide      = "sida"
	paramLevel     = "niva"
	paramType      = "slag"
	paramPlace     = "kommun"
	paramAgreement = "overenskommelse"
	paramUnit      = "min-enhet"
	paramRegistry  = "diarienummer"
)

func boxNames() map[string]Box {
	return map[string]Box{"losta": Solved, "avslutade": Over}
}

func filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{Box: boxNames()[q.Value(paramBox)], Turn: q.Ticked(paramTurn), Late: q.Ticked(paramLate), Side: Side(q.Text(paramSide, web.Max(20))),
		Type: Type(q.Text(paramType, web.Max(40))), Municipality: q.Text(paramPlace, web.Max(4)), Agreement: q.Text(paramAgreement, web.Max(40)),
		Registry: q.Text(paramRegistry, web.Max(100))}
	switch {
	case f.Registry != "":
		f.Box = AnyBox
	case f.Box == "":
		f.Box = Live
	}
	if n, err := strconv.Atoi(q.Value(paramLevel)); err == nil && n >= 1 && n <= Highest {
		f.Level = int64(n)
	}
	if q.Ticked(paramUnit) && r.Actor.Authority == directory.PES {
		f.Unit = r.Actor.Unit
	}
	if err := q.Err(); err != nil {
		return f, err
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

func (f Filter) plain() bool {
	return f.Box == Live && !f.Turn && !f.Late && f.Side == "" && f.Level == 0 && f.Type == "" && f.Municipality == "" && f.Agreement == "" && f.Unit == "" && f.Registry == ""
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
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Det som inte gick som ni kommit överens om, utan skuld", "What did not go as you agreed, without blame"))),
		ui.LeadBlock(listLead(r, counts)), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f, counts)), ui.FormOf(s.filterForm(r, f, n)), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), nil
}

// listLead says what waits for this reader.
func listLead(r *web.Request, n Counts) ui.Lead {
	t := language.T
	lead := ui.Lead{Button: reportButton(r, listPath+"/ny")}
	text := t("Ingen avvikelse väntar på er. *Rapportera det som inte gick som ni kommit överens om*, så hittar Samsyn rätt mottagare.", "No deviation waits for you. *Report what did not go as you agreed*, and Samsyn finds the right receiver.")
	switch {
	case n.Late > 0:
		lead.Level = ui.Bad
		text = language.Plural(n.Late, t("*%d avvikelse är försenad* hos er.", "*%d deviation is late* with you."), t("*%d avvikelser är försenade* hos er.", "*%d deviations are late* with you."))
		lead.Button = &ui.Button{Label: r.Say(t("Visa de försenade", "Show the late ones")), Href: listPath + "?" + paramLate + "=ja&" + paramTurn + "=ja"}
	case n.Turn > 0:
		text = language.Plural(n.Turn, t("*%d avvikelse väntar på er.* Den som har kortast tid kvar står överst.", "*%d deviation waits for you.* The one with the least time left stands on top."),
			t("*%d avvikelser väntar på er.* Den som har kortast tid kvar står överst.", "*%d deviations wait for you.* The one with the least time left stands on top."))
	}
	lead.Text = ui.Rich(r.Say(text))
	return lead
}

// reportButton leads to the form for who may report; nil for others.
func reportButton(r *web.Request, href string) *ui.Button {
	if !r.May(policy.ReportDeviation) {
		return nil
	}
	return &ui.Button{Label: r.Say(sayNew), Href: href}
}

func chips(r *web.Request, f Filter, n Counts) []ui.Tab {
	t, chip := language.T, r.Chips(paramBox, paramTurn, paramLate, paramRegistry)
	live := f.Box == Live
	return []ui.Tab{
		chip(t("Öppna", "Open"), n.Live, live && !f.Turn && !f.Late),
		chip(t("Vår tur", "Our turn"), -1, live && f.Turn && !f.Late, paramTurn, "ja"),
		chip(t("Försenade", "Late"), -1, live && f.Late, paramLate, "ja"),
		chip(t("Lösta, väntar på om det hjälpte", "Resolved, wait for whether it helped"), n.Solved, f.Box == Solved, paramBox, "losta"),
		chip(t("Avslutade", "Closed"), -1, f.Box == Over, paramBox, "avslutade"),
	}
}

func (s *Service) filterForm(r *web.Request, f Filter, n names) ui.Form {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: listPath, Method: "get", Inline: true, Live: "avvikelser", Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	form.Fields = r.Kept(paramBox, paramTurn, paramLate, paramAgreement)
	if r.Actor.Authority == directory.PES {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(sayPlace), Options: n.options(r, t("Alla kommuner", "Every municipality")), Value: f.Municipality, Optional: true})
	}
	types := []ui.Option{{Label: r.Say(t("Alla slag", "Every kind"))}}
	for _, i := range Types() {
		types = append(types, ui.Option{Value: string(i.Type), Label: r.Say(i.Name)})
	}
	levels := []ui.Option{{Label: r.Say(t("Alla nivåer", "Every level"))}}
	for l := int64(1); l <= Highest; l++ {
		levels = append(levels, ui.Option{Value: fmt.Sprint(l), Label: r.Say(levelSaid(l))})
	}
	level := ""
	if f.Level > 0 {
		level = fmt.Sprint(f.Level)
	}
	form.Fields = append(form.Fields,
		ui.Field{Kind: ui.SelectField, Name: paramType, Label: r.Say(sayType), Options: types, Value: string(f.Type), Optional: true},
		ui.Field{Kind: ui.SelectField, Name: paramLevel, Label: r.Say(sayLevel), Options: levels, Value: level, Optional: true},
		ui.Field{Kind: ui.SelectField, Name: paramSide, Label: r.Say(t("Vem rapporterade", "Who reported")), Value: string(f.Side), Optional: true, Options: []ui.Option{
			{Label: r.Say(t("Alla", "All"))}, {Value: string(Reporter), Label: r.Say(t("Vi rapporterade", "We reported"))}, {Value: string(Asked), Label: r.Say(t("Motparten rapporterade", "The counterpart reported"))}}})
	form.Fields = append(form.Fields, ui.Field{Kind: ui.TextField, Name: paramRegistry, Label: r.Say(sayRegistry), Value: f.Registry, Width: ui.Medium, MaxLength: 100, Optional: true})
	if r.Actor.Authority == directory.PES && r.Actor.Unit != "" {
		own := ui.Field{Kind: ui.CheckboxField, Name: paramUnit, Label: r.Say(t("Bara min enhets", "Only my unit’s")), Optional: true}
		if f.Unit != "" {
			own.Value = "1"
		}
		form.Fields = append(form.Fields, own)
	}
	return form
}

func levelSaid(l int64) language.Text {
	return language.T("Nivå %d, %s", "Level %d, %s").With(l, LevelName(l))
}

// levelShort is a level under a heading that says that it is one: "1, handläggarna".
func levelShort(l int64) language.Text {
	return language.T("%d, %s", "%d, %s").With(l, LevelName(l))
}

// options are all municipalities, with a first choice that is none.
func (n names) options(r *web.Request, none language.Text) []ui.Option {
	out := []ui.Option{{Label: r.Say(none)}}
	for _, m := range n.Municipalities {
		out = append(out, ui.Option{Value: m.Code, Label: m.Name})
	}
	return out
}

func (s *Service) total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	where, err := f.where(ctx, q, actor)
	if err != nil {
		return 0, err
	}
	return web.CountTo(ctx, q, `SELECT s.deviation_id FROM deviation_side s JOIN deviation d ON d.id = s.deviation_id WHERE `+where.String(), where.Args...)
}

func (f Filter) sorted() language.Text {
	if f.backwards() {
		return language.T("sorterade efter när de löstes, senast först", "sorted by when they were resolved, latest first")
	}
	return language.T("sorterade efter tid, kortast först", "sorted by time left, least first")
}

func (f Filter) empty(r *web.Request) ui.Empty {
	t := language.T
	if f.plain() {
		return ui.Empty{Text: r.Say(t("Här kommer avvikelser som ni har rapporterat eller ska titta på.", "Deviations that you have reported or are to look at come here.")), Button: reportButton(r, listPath+"/ny")}
	}
	return ui.Empty{Text: r.Say(t("Ingen avvikelse stämmer med urvalet.", "No deviation fits the selection.")), Button: &ui.Button{Label: r.Say(t("Visa alla öppna", "Show all that are open")), Href: listPath}}
}

func (s *Service) list(r *web.Request, n names, f Filter) web.Listing[Item] {
	t, d := language.T, s.Trail.DB()
	now := d.Now()
	var links []ui.Link
	if r.May(policy.ReadAnalyses) {
		links = append(links, ui.Link{Label: r.Say(sayAnalyses), Href: analysesPath})
	}
	return web.Listing[Item]{ID: "avvikelser", After: f.After, One: t("%d avvikelse", "%d deviation"), Many: t("%d avvikelser", "%d deviations"), Sorted: f.sorted(), Links: links, Empty: f.empty(r),
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Item, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Total: func(ctx context.Context) (int64, error) { return s.total(ctx, d, r.Actor, f) },
		Row:   func(i Item) (string, ui.Level) { return "a" + i.ID, i.urgency(now) },
		List:  web.List[Item]{Title: sayTitle, File: "avvikelser", Columns: columnsOf(r, n, now)}}
}

func (d Deviation) urgency(now time.Time) ui.Level {
	if d.Late(now) {
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
		{Heading: t("Tid kvar", "Time left"), Value: func(i Item) any { _, words, _ := i.ticking(now); return words }, Cell: func(i Item) templ.Component { return ui.ClockWords(i.clock(now, r.Lang)) }},
		{Heading: sayType, RowHeader: true, Value: func(i Item) any { return i.Type.Name() }, Cell: func(i Item) templ.Component {
			return ui.Stack(ui.A(i.Page(), r.Say(i.Type.Name())), ui.Text(r.Say(i.under())))
		}},
		{Heading: sayPlace, Value: func(i Item) any { return n.place(i.Municipality) }},
		{Heading: t("Motpart", "Counterpart"), Value: func(i Item) any { return i.counterpart(n) }},
		{Heading: sayLevel, Value: func(i Item) any { return i.Level }, Cell: func(i Item) templ.Component { return ui.Text(r.Say(levelShort(i.Level))) }},
		{Heading: sayState, Value: func(i Item) any { return i.State.Name() }, Cell: func(i Item) templ.Component { return ui.StatusChip(i.status(r.Lang)) }},
		{Heading: t("Vems tur", "Whose turn"), Value: func(i Item) any { return i.turnSaid() }},
		file(t("Bekräftas senast", "Acknowledge by"), func(i Item) any { return timeOrNil(i.AckDue) }),
		file(t("Lyfts", "Rises"), func(i Item) any { return timeOrNil(i.LevelDue) }),
		file(t("Rapporterad", "Reported"), func(i Item) any { return timeOrNil(i.ReportedAt) }),
		file(t("Paragraf", "Clause"), func(i Item) any { return i.Clause }),
		file(t("Åtagande", "Commitment"), func(i Item) any { return i.Commitment }),
		file(t("Följd för", "Consequence for"), func(i Item) any { return i.Effect.Name() }),
		file(t("Hjälpte det", "Did it help"), func(i Item) any { return i.Heard.Name() }),
		file(sayRegistry, func(i Item) any { return i.Registry }),
		file(t("Nummer", "Number"), func(i Item) any { return i.Number() }),
	}
}

func timeOrNil(t db.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Time
}

// under says what else tells one deviation from another.
func (i Item) under() language.Text {
	said := language.T("rapporterad %s", "reported %s").With(calendar.DateTime(i.ReportedAt.In(time.UTC)))
	switch {
	case i.Commitment != "":
		said = language.T("%s · %s", "%s · %s").With(i.Commitment, said)
	case i.Clause != "":
		said = language.T("§ %s · %s", "§ %s · %s").With(i.Clause, said)
	}
	return language.T("%s · %s", "%s · %s").With(i.Number(), said)
}

func (i Item) counterpart(n names) string {
	if i.Side == Group {
		return n.of(i.Reporter) + " – " + n.of(i.Asked)
	}
	return n.of(i.At(i.Side.Other()))
}

func (i Item) turnSaid() language.Text {
	switch {
	case i.Mine:
		return language.T("vår", "ours")
	case i.Turn() != "":
		return language.T("motpartens", "the counterpart’s")
	}
	return language.T("ingens", "nobody’s")
}
