package steering

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// term is what the yearly wheel must know of the agreement.
func (p place) term(w work, notice agreement.NoticeTerm) Term {
	return Term{Path: p.Path(), From: p.From, Last: p.Last(), Notice: notice.Months, ReviewBy: ReviewDue(p.From, p.Last(), w.reviews)}
}

func (s *Service) wheelPage(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.ReadGroups)
	if err != nil {
		return web.Response{}, err
	}
	q := r.ReadQuery()
	year := q.Int(paramYear, 2000, 2200)
	if err := q.Err(); err != nil {
		return web.Response{}, err
	}
	if year == 0 {
		year = p.day.Year
	}
	w, err := workOf(r.Context(), s.Trail.DB(), p.ID)
	if err != nil {
		return web.Response{}, err
	}
	notice, err := s.Notice.Term(r.Context(), s.Trail.DB(), p.ID)
	if err != nil {
		return web.Response{}, err
	}
	list := turnList(r, p, Wheel(year, p.day, p.term(w, notice), w.groups, w.meetings))
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	t.ID, t.Sorted = "arshjul", r.Say(language.T("sorterat efter dag", "sorted by day"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Inget är planerat det året.", "Nothing is planned in that year."))}
	title := language.T("Årshjul %d", "The year %d").With(year)
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(sayBetween.With(p.of()))), ui.LeadBlock(p.lead(r, w)), p.tabs(r, "/arshjul"), yearLinks(r, p, year), ui.TableOf(t))
	return p.show(r, title, body, ui.Link{Label: r.Say(sayWheel)}), err
}

// yearLinks lead to the year before and after.
func yearLinks(r *web.Request, p place, year int) templ.Component {
	var all []ui.Tab
	for y := year - 1; y <= year+1; y++ {
		all = append(all, ui.Tab{Label: strconv.Itoa(y), Href: p.Path() + "/arshjul?" + paramYear + "=" + strconv.Itoa(y), Current: y == year})
	}
	return ui.Chips(r.Say(sayYear), all)
}

func turnList(r *web.Request, p place, all []Turn) web.List[Turn] {
	return web.List[Turn]{Title: sayWheel, File: "arshjul", Rows: web.Rows(all), Columns: []web.Column[Turn]{
		{Heading: language.T("Månad", "Month"), FileOnly: true, Value: func(t Turn) any { return calendar.MonthName(t.Day.Month) }},
		{Heading: sayDay, RowHeader: true, Value: func(t Turn) any { return t.Day }, Cell: func(t Turn) templ.Component { return ui.Text(r.Say(t.Day.DayMonth())) }},
		{Heading: language.T("Vecka", "Week"), Value: func(t Turn) any { return t.Day.Week() }},
		{Heading: sayWhat, Value: func(t Turn) any { return t.Text }, Cell: func(t Turn) templ.Component { return ui.A(t.Path, r.Say(t.Text)) }},
		{Heading: sayState, Value: func(t Turn) any { return t.said(p.day) }, Cell: func(t Turn) templ.Component {
			return ui.StatusChip(ui.Status{Level: t.level(), Words: r.Say(t.said(p.day))})
		}},
	}}
}

func (t Turn) level() ui.Level {
	switch {
	case t.Done:
		return ui.Good
	case t.Late:
		return ui.Bad
	}
	return ui.Waiting
}

// said is how a turn stands, in words.
func (t Turn) said(today calendar.Date) language.Text {
	switch {
	case t.Done:
		return Held.label()
	case t.Late && t.Kind == TurnMeeting:
		return language.T("har passerat utan att registreras", "has passed without being entered")
	case t.Late:
		return t.Day.DueIn(today)
	}
	return t.Day.Relative(today)
}
