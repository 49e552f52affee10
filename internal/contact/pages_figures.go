package contact

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// figuresPath is the address of the page that shows paths as figures.
const figuresPath = "/kontaktvagar/tillganglighet"

const paramPeriod = "period"

// measured is a path with its figures and the names that the list shows.
type measured struct {
	place
	Figures
}

func (m measured) after() web.Cursor { return m.place.after() }

// lookAt is what the page of figures shows: which paths, over which time.
type lookAt struct {
	Filter
	month calendar.Date // the first day of a month; zero is the latest twelve months
	by    onlooker
}

// monthsShown is how many months can be chosen, with this one.
const monthsShown = 12

// lookOf reads the choice of the address. Without any, a board sees its municipality, which is both parties, and the
// agency its own paths.
func (s *Service) lookOf(r *web.Request) (l lookAt, err error) {
	q := r.ReadQuery()
	l.Municipality, l.Agency = q.Value(paramPlace), true
	l.month = s.monthOf(q.Value(paramPeriod))
	if l.by, err = s.onlooker(r); err != nil {
		return l, err
	}
	if l.Municipality == "" && r.Actor.Authority != "" {
		if l.Municipality = l.by.municipality; l.Municipality == "" {
			l.Authority = r.Actor.Authority
		}
	}
	l.After, err = r.After(2)
	return l, err
}

// monthOf reads "2026-02", one of the months that can be chosen; anything else is the latest twelve months.
func (s *Service) monthOf(said string) calendar.Date {
	for _, m := range s.months() {
		if said == monthCode(m) {
			return m
		}
	}
	return calendar.Date{}
}

// months are the months that can be chosen, this one first.
func (s *Service) months() (out []calendar.Date) {
	first := today(s.Trail.DB()).StartOfMonth()
	for i := range monthsShown {
		out = append(out, first.AddMonths(-i))
	}
	return out
}

func monthCode(m calendar.Date) string { return m.String()[:7] }

// period is the time that is measured, until today at most.
func (l lookAt) period(day calendar.Date) calendar.Period {
	if l.month.IsZero() {
		return latestYear(day)
	}
	p := calendar.Period{From: l.month, To: l.month.AddMonths(1).AddDays(-1)}
	if day.Before(p.To) {
		p.To = day
	}
	return p
}

// latestYear is the latest twelve months, today included.
func latestYear(day calendar.Date) calendar.Period {
	return calendar.Period{From: day.AddMonths(-12).AddDays(1), To: day}
}

func (s *Service) figuresPage(r *web.Request) (web.Response, error) {
	l, err := s.lookOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		l.After = nil
		return s.figuresList(r, s.eachMeasured(r.Context(), l)).Export(r)
	}
	l.Limit = web.PageSize + 1
	found, err := s.measured(r.Context(), l)
	if err != nil {
		return web.Response{}, err
	}
	found, next := web.Cut(found, web.PageSize, measured.after)
	t, err := s.figuresList(r, web.Rows(found)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	l.After = nil
	total, err := Total(r.Context(), s.Trail.DB(), l.Filter)
	if err != nil {
		return web.Response{}, err
	}
	t.ID, t.Tight, t.Long = "tillganglighet", true, true
	t.Count = r.Say(language.Plural(total, language.T("%d kontaktväg", "%d contact path"), language.T("%d kontaktvägar", "%d contact paths")))
	t.Sorted = r.Say(language.T("sorterade efter namn", "sorted by name"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Ingen kontaktväg är registrerad här.", "No contact path is entered here."))}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	choice, err := s.figuresForm(r, l)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayFigures), r.Say(language.T("Både kommunen och Arbetsförmedlingen ser samma siffror.", "The municipality and the employment agency see the same figures."))),
		ui.LeadBlock(s.figuresLead(r, found)), listTabs(r, figuresPath), ui.FormOf(choice), ui.TableOf(t), howCounted(r))
	return web.Page(sayFigures, body).Part(t.ID, ui.TableOf(t)).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayPaths), Href: "/kontaktvagar"}, {Label: r.Say(sayFigures)}}
	}), nil
}

// listTabs are the two ways to see contact paths; none for who may only see how they are reached.
func listTabs(r *web.Request, current string) templ.Component {
	if !r.May(policy.ReadAllContacts) {
		return nil
	}
	place := ""
	if code := r.ReadQuery().Value(paramPlace); code != "" {
		place = "?" + paramPlace + "=" + code
	}
	return ui.Tabs(r.Say(sayPaths), []ui.Tab{{Label: r.Say(language.T("Så når man dem", "How to reach them")), Href: "/kontaktvagar" + place, Current: current == "/kontaktvagar"},
		{Label: r.Say(sayFigures), Href: figuresPath + place, Current: current == figuresPath}})
}

// figuresLead says what the reader's own authority must see to among what is shown; else how many paths hold.
func (s *Service) figuresLead(r *web.Request, found []measured) ui.Lead {
	now := s.Trail.DB().Now()
	var mine, others []measured
	for _, m := range found {
		if len(m.troubles(now)) == 0 {
			continue
		}
		if s.can(r, policy.ConfirmContact, m.place.Ref()) {
			mine = append(mine, m)
		} else {
			others = append(others, m)
		}
	}
	t := language.T
	see := func(m measured) *ui.Button {
		return &ui.Button{Label: r.Say(t("Öppna den", "Open it")), Href: m.place.Path.Path()}
	}
	switch {
	case len(mine) == 1:
		return ui.Lead{Level: ui.Warn, Button: see(mine[0]), Text: ui.Rich(r.Say(t("Ni behöver se till *%s*: %s.", "You need to see to *%s*: %s.").With(mine[0].place.Name, mine[0].troubles(now)[0])))}
	case len(mine) > 1:
		return ui.Lead{Level: ui.Warn, Button: see(mine[0]), Text: ui.Rich(r.Say(t("Ni behöver se till *%d kontaktvägar*. Först %s: %s.", "You need to see to *%d contact paths*. First %s: %s.").With(len(mine), mine[0].place.Name, mine[0].troubles(now)[0])))}
	case len(others) > 0:
		return ui.Lead{Level: ui.Info, Button: see(others[0]), Text: ui.Rich(r.Say(t("Er del är i ordning. Hos andra: *%s*, %s.", "Your part is in order. At others: *%s*, %s.").With(others[0].place.Name, others[0].troubles(now)[0])))}
	case len(found) == 0:
		return ui.Lead{Text: ui.Rich(r.Say(t("Här finns *ingen kontaktväg* att mäta.", "There is *no contact path* to measure here.")))}
	}
	return ui.Lead{Text: ui.Rich(r.Say(t("Alla kontaktvägar här är *bekräftade och bemannade* de närmaste fyra veckorna.", "All contact paths here are *confirmed and staffed* for the next four weeks.")))}
}

// troubles says what is wrong with a path, the worst first; nothing when nothing is.
func (f Figures) troubles(now time.Time) (out []language.Text) {
	t := language.T
	if !f.SilentSince.IsZero() {
		out = append(out, t("ingen har svarat genom den på 30 dagar", "nobody has answered through it in 30 days"))
	}
	if f.StateAt(now) == Unconfirmed {
		out = append(out, t("den är inte bekräftad på 90 dagar", "it has not been confirmed in 90 days"))
	}
	if len(f.Gaps) > 0 {
		out = append(out, t("ingen är bemannad %s", "nobody is on duty %s").With(f.Gaps[0].words()))
	}
	return out
}

func (s *Service) figuresForm(r *web.Request, l lookAt) (ui.Form, error) {
	places, err := s.placeOptions(r, r.Say(language.T("Vår myndighet", "Our authority")))
	periods := []ui.Option{{Label: r.Say(sayYear)}}
	for _, m := range s.months() {
		periods = append(periods, ui.Option{Value: monthCode(m), Label: r.Say(m.MonthYear())})
	}
	chosen := ""
	if !l.month.IsZero() {
		chosen = monthCode(l.month)
	}
	return ui.Form{Lang: r.Lang, ID: "val", Action: figuresPath, Method: "get", Inline: true, Live: "tillganglighet", Submit: ui.Button{Label: r.Say(language.T("Visa", "Show")), Kind: ui.Secondary},
		Fields: []ui.Field{
			{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(language.T("Kommun", "Municipality")), Value: l.Municipality, Options: places, Optional: true},
			{Kind: ui.SelectField, Name: paramPeriod, Label: r.Say(language.T("Period", "Period")), Value: chosen, Options: periods, Optional: true},
		}}, err
}

// figuresList is the figures as page and files have them.
func (s *Service) figuresList(r *web.Request, rows iter.Seq2[measured, error]) web.List[measured] {
	q, t := s.Trail.DB(), language.T
	in, calls, tries := func(m measured) Share { return m.InTime() }, func(m measured) Share { return m.Calls() }, func(m measured) Share { return m.Tries() }
	shown := func(of func(measured) Share) func(measured) templ.Component {
		return func(m measured) templ.Component { return of(m).cell(r) }
	}
	list := web.List[measured]{Title: sayFigures, File: "kontaktvagar-tillganglighet", Rows: rows, Columns: []web.Column[measured]{
		{Heading: t("Kontaktväg", "Contact path"), RowHeader: true, Value: func(m measured) any { return m.place.Name }, Cell: func(m measured) templ.Component {
			return ui.Stack(ui.A(m.place.Path.Path(), m.place.Name), ui.Text(m.who()))
		}},
		{Heading: sayWho, FileOnly: true, Value: func(m measured) any { return m.who() }},
		{Heading: sayConfirmed, Value: func(m measured) any { return calendar.DateOf(m.place.ConfirmedAt.Time) }, Cell: func(m measured) templ.Component {
			return ui.Stack(ui.StatusChip(m.place.status(q, r.Lang)), ui.Text(r.Say(m.place.confirmedWords())))
		}},
		{Heading: sayInTime, Value: func(m measured) any { return in(m).percent() }, Cell: shown(in)},
		{Heading: sayCalls, Value: func(m measured) any { return calls(m).percent() }, Cell: shown(calls)},
		{Heading: sayTries, Value: func(m measured) any { return tries(m).percent() }, Cell: shown(tries)},
		{Heading: sayGaps, Value: func(m measured) any { return m.gapsWords() }, Cell: func(m measured) templ.Component { return m.gapsCell(r) }},
	}}
	for _, c := range []struct {
		name language.Text
		of   func(measured) Share
	}{{sayInTime, in}, {sayCalls, calls}, {sayTries, tries}} {
		list.Columns = append(list.Columns,
			web.Column[measured]{Heading: t("%s, antal", "%s, number").With(c.name), FileOnly: true, Value: func(m measured) any { return c.of(m).Kept }},
			web.Column[measured]{Heading: t("%s, av", "%s, of").With(c.name), FileOnly: true, Value: func(m measured) any { return c.of(m).Of }})
	}
	return list
}

// percent is the share for a file; nil when there are too few.
func (s Share) percent() any {
	if p, ok := s.Percent(); ok {
		return p
	}
	return nil
}

// cell shows a share: the percent over how many of how many, and of few only how many.
func (s Share) cell(r *web.Request) templ.Component {
	p, ok := s.Percent()
	switch {
	case s.Of == 0:
		return ui.Muted("–")
	case !ok:
		return ui.Text(r.Say(s.words()))
	}
	return ui.Stack(ui.Text(fmt.Sprintf("%d %%", p)), ui.Text(r.Say(s.words())))
}

// words says how many of how many.
func (s Share) words() language.Text { return language.T("%d av %d", "%d of %d").With(s.Kept, s.Of) }

// said is the share in one line, for people: "91 % (20 av 22)".
func (s Share) said(none language.Text) language.Text {
	p, ok := s.Percent()
	switch {
	case s.Of == 0:
		return none
	case !ok:
		return language.T("%s, för få för en andel", "%s, too few for a share").With(s.words())
	}
	return language.T("%d %% (%s)", "%d%% (%s)").With(p, s.words())
}

func (p Path) confirmedWords() language.Text {
	if p.ConfirmedAt.IsZero() {
		return language.T("aldrig", "never")
	}
	return language.Same(calendar.DateOf(p.ConfirmedAt.Time).String())
}

// gapsWords says the holes of the next four weeks.
func (f Figures) gapsWords() language.Text {
	switch {
	case !f.Rota:
		return language.T("ingen bemanningslista", "no rota")
	case len(f.Gaps) == 0:
		return language.T("inga", "none")
	case len(f.Gaps) == 1:
		return f.Gaps[0].words()
	}
	return language.T("%d, först %s", "%d, first %s").With(len(f.Gaps), f.Gaps[0].words())
}

func (f Figures) gapsCell(r *web.Request) templ.Component {
	switch {
	case !f.Rota:
		return ui.Muted(r.Say(f.gapsWords()))
	case len(f.Gaps) == 0:
		return ui.Text(r.Say(f.gapsWords()))
	}
	n := language.Plural(len(f.Gaps), language.T("%d lucka", "%d hole"), language.T("%d luckor", "%d holes"))
	return ui.Stack(ui.StatusChip(ui.Status{Level: ui.Warn, Words: r.Say(n)}), ui.Text(r.Say(f.Gaps[0].words())))
}

// howCounted is what each figure means.
func howCounted(r *web.Request) templ.Component {
	var lines []string
	for _, t := range definitions() {
		lines = append(lines, r.Say(t))
	}
	return ui.Folded(r.Say(language.T("Så räknas siffrorna", "How the figures are counted")), ui.Bullets(lines...))
}

func definitions() []language.Text {
	t := language.T
	return []language.Text{
		t("Bekräftad: den dag då den som ansvarar senast sade att kanal, öppettider och vem som svarar stämmer. Bekräftelsen gäller i 90 dagar (K8.1).",
			"Confirmed: the day on which whoever answers for it last said that channel, hours and who answers are right. It holds for 90 days (K8.1)."),
		t("Första svar i tid: frågor som fick ett svar av en människa inom utlovad tid, av alla vars svar kom eller vars tid gick ut i perioden. Det som ännu inte har förfallit räknas inte, inte heller det som togs tillbaka i tid (K8.2).",
			"First response in time: questions that had a response from a human being within the promised time, of all whose response came or whose time ran out in the period. What is not due yet does not count, nor what was withdrawn in time (K8.2)."),
		t("Återuppringning: av dem som bad att bli uppringda, hur många som nåddes vid första eller andra samtalet. Blev det ett brev, eller avslutades frågan utan samtal, räknas det som inte nådd (K8.3).",
			"Call back: of those who asked to be called, how many were reached at the first or second call. When it became a letter, or the question ended without a call, it counts as not reached (K8.3)."),
		t("Nådde fram: försök att ringa eller besöka som antecknats, och hur många där någon svarade.", "Came through: attempts to call or visit that were noted, and how many where somebody answered."),
		t("Luckor: öppna tider de närmaste fyra veckorna då ingen på bemanningslistan, och ingen ersättare, är där.", "Holes: open times in the next four weeks when nobody on the rota, and nobody who stands in, is there."),
		t("Är det färre än fem visas antalet men ingen andel: ett enda fall skulle avgöra. Antalet är för parterna: andra ser inte heller det.", "With fewer than five the number is shown but no share: one case alone would decide. The number is for the parties: others do not see it."),
	}
}

// measured reads one stretch of paths with their figures, in a fixed number of questions.
func (s *Service) measured(ctx context.Context, l lookAt) ([]measured, error) {
	places, err := s.listed(ctx, l.Filter)
	if err != nil || len(places) == 0 {
		return nil, err
	}
	return s.measuring(ctx, places, l.period(today(s.Trail.DB())), l.by)
}

func (s *Service) measuring(ctx context.Context, places []place, on calendar.Period, by onlooker) ([]measured, error) {
	figures, err := FiguresOf(ctx, s.Trail.DB(), pathsOf(places), on)
	if err != nil {
		return nil, err
	}
	out := make([]measured, len(places))
	for i := range places {
		figures[i].Reach = by.told(places[i], figures[i].Reach)
		out[i] = measured{places[i], figures[i]}
	}
	return out, nil
}

func (s *Service) eachMeasured(ctx context.Context, l lookAt) iter.Seq2[measured, error] {
	return web.Stretches(func(after web.Cursor, limit int) ([]measured, error) {
		l.After, l.Limit = after, limit
		return s.measured(ctx, l)
	}, measured.after)
}

var (
	sayFigures   = language.T("Tillgänglighet i siffror", "Reachability as figures")
	sayYear      = language.T("de senaste 12 månaderna", "the latest 12 months")
	sayConfirmed = language.T("Bekräftad", "Confirmed")
	sayInTime    = language.T("Första svar i tid", "First response in time")
	sayCalls     = language.T("Återuppringning", "Call back")
	sayTries     = language.T("Nådde fram", "Came through")
	sayGaps      = language.T("Luckor inom fyra veckor", "Holes within four weeks")
)
