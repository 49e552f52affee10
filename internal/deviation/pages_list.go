package deviation

import (
	"context"
	"fmt"
	"iter"
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
	if r.Format() != "" {
		f.After = nil
		return s.list(r, n, s.every(r, f)).Export(r)
	}
	f.Limit = PageSize + 1
	found, err := s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	items, next := web.Cut(found, PageSize, func(i Item) web.Cursor { return i.Place() })
	t, err := s.list(r, n, web.Rows(items)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := s.finish(r, &t, f, items, next); err != nil {
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
	t := language.T
	chip := func(name language.Text, count int64, current bool, pairs ...string) ui.Tab {
		tab := ui.Tab{Label: r.Say(name), Href: r.Link(append([]string{paramBox, "", paramTurn, "", paramLate, "", paramRegistry, ""}, pairs...)...), Current: current}
		if count >= 0 {
			tab.Count = language.Number(count)
		}
		return tab
	}
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
	t, q := language.T, r.URL.Query()
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: listPath, Method: "get", Inline: true, Live: "avvikelser", Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	for _, name := range []string{paramBox, paramTurn, paramLate, paramAgreement} {
		if v := q.Get(name); v != "" {
			form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: name, Value: v})
		}
	}
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

// mostCounted is how far a list is counted; a larger one says that there are more.
const mostCounted = 1000

func (s *Service) total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	where, err := f.where(ctx, q, actor)
	if err != nil {
		return 0, err
	}
	return db.One[int64](ctx, q, `SELECT COUNT(*) FROM (SELECT s.deviation_id FROM deviation_side s JOIN deviation d ON d.id = s.deviation_id WHERE `+where.String()+db.Limit(mostCounted+1)+`) AS found`, where.Args...)
}

func (s *Service) finish(r *web.Request, t *ui.Table, f Filter, items []Item, next web.Cursor) error {
	total, err := s.total(r.Context(), s.Trail.DB(), r.Actor, f)
	t.ID, t.Keys = "avvikelser", true
	t.Count = r.Say(language.Plural(total, language.T("%d avvikelse", "%d deviation"), language.T("%d avvikelser", "%d deviations")))
	if total > mostCounted {
		t.Count = r.Say(language.T("fler än %s avvikelser", "more than %s deviations").With(language.Number(mostCounted)))
	}
	t.Sorted = r.Say(language.T("sorterade efter tid, kortast först", "sorted by time left, least first"))
	if f.backwards() {
		t.Sorted = r.Say(language.T("sorterade efter när de löstes, senast först", "sorted by when they were resolved, latest first"))
	}
	if r.May(policy.ReadAnalyses) {
		t.Links = append(t.Links, ui.Link{Label: r.Say(sayAnalyses), Href: analysesPath})
	}
	t.Empty = ui.Empty{Text: r.Say(language.T("Här kommer avvikelser som ni har rapporterat eller ska titta på.", "Deviations that you have reported or are to look at come here.")), Button: reportButton(r, listPath+"/ny")}
	if !f.plain() {
		t.Empty = ui.Empty{Text: r.Say(language.T("Ingen avvikelse stämmer med urvalet.", "No deviation fits the selection.")), Button: &ui.Button{Label: r.Say(language.T("Visa alla öppna", "Show all that are open")), Href: listPath, Kind: ui.Secondary}}
	}
	if t.Empty.Button != nil {
		t.Empty.Button.Kind = ui.Secondary
	}
	now := s.Trail.DB().Now()
	for i := range t.Rows {
		t.Rows[i].ID = "a" + items[i].ID
		if items[i].Late(now) {
			t.Rows[i].Level = ui.Bad
		}
	}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return err
}

// every reads all that a filter finds, a stretch at a time, for the files.
func (s *Service) every(r *web.Request, f Filter) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		f.Limit = 501
		for {
			found, err := s.List(r.Context(), s.Trail.DB(), r.Actor, f)
			if err != nil {
				yield(Item{}, err)
				return
			}
			items, next := web.Cut(found, 500, func(i Item) web.Cursor { return i.Place() })
			for _, i := range items {
				if !yield(i, nil) {
					return
				}
			}
			if len(next) == 0 {
				return
			}
			f.After = next
		}
	}
}

func (s *Service) list(r *web.Request, n names, rows iter.Seq2[Item, error]) web.List[Item] {
	now, t := s.Trail.DB().Now(), language.T
	file := func(heading language.Text, value func(Item) any) web.Column[Item] {
		return web.Column[Item]{Heading: heading, FileOnly: true, Value: value}
	}
	return web.List[Item]{Title: sayTitle, File: "avvikelser", Rows: rows, Columns: []web.Column[Item]{
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
	}}
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
