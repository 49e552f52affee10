package contact

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// calendarPart is the rota of a path for four weeks, a row for each week and a column for each weekday on which the path is
// open. A day without anybody says so in words. On a narrow screen each week becomes a list of its days.
func (s *Service) calendarPart(r *web.Request, p Path) (templ.Component, error) {
	q := s.Trail.DB()
	from, to := today(q), calendar.DateOf(rotaEnd(today(q)))
	all, err := readRotas(r.Context(), q, []Path{p}, from.Start(), to.End())
	plan := all[p.ID]
	if err != nil || len(plan.shifts) == 0 {
		return nil, err
	}
	weeks := plan.weeks(p, from, to)
	names, err := s.namesIn(r.Context(), weeks)
	if err != nil {
		return nil, err
	}
	t := ui.Table{Lang: r.Lang, ID: "kalender", Caption: r.Say(language.T("Bemanningen de närmaste fyra veckorna", "The rota for the next four weeks")), ShowCaption: true,
		Columns: []ui.Column{{Label: r.Say(language.T("Vecka", "Week")), RowHeader: true}}}
	days := openDays(weeks)
	for _, i := range days {
		t.Columns = append(t.Columns, ui.Column{Label: r.Say(calendar.WeekdayName(week()[i]))})
	}
	for _, w := range weeks {
		t.Rows = append(t.Rows, weekRow(r, w, days, names))
	}
	return ui.TableOf(t), nil
}

func (s *Service) namesIn(ctx context.Context, weeks [][]Day) (map[string]string, error) {
	var ids []string
	for _, w := range weeks {
		for _, d := range w {
			ids = append(ids, d.People...)
		}
	}
	return account.NamesOf(ctx, s.Trail.DB(), once(ids))
}

// openDays are the weekdays, Monday as 0, on which the path is open in any of the weeks.
func openDays(weeks [][]Day) (out []int) {
	for i := range week() {
		for _, w := range weeks {
			if len(w[i].Open) > 0 {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

func weekRow(r *web.Request, w []Day, days []int, names map[string]string) ui.Row {
	_, number := w[0].Date.ISOWeek()
	row := ui.Row{Cells: []templ.Component{ui.Text(r.Say(language.T("v. %d", "w. %d").With(number)))}}
	for _, i := range days {
		if len(w[i].Holes) > 0 {
			row.Level = ui.Warn
		}
		row.Cells = append(row.Cells, dayCell(r, w[i], names))
	}
	return row
}

// dayCell says who answers on a day, and when nobody does. A day that has passed, or lies after the four weeks, is empty.
func dayCell(r *web.Request, d Day, names map[string]string) templ.Component {
	if len(d.Open) == 0 {
		if day := calendar.Look(d.Date); !day.Working && !day.Reason.IsZero() { // no hole: everybody is off
			return ui.Stack(ui.Text(r.Say(language.T("stängt", "closed"))), ui.Muted(r.Say(day.Reason)))
		}
		return ui.Text("–")
	}
	var parts []templ.Component
	var people []string
	for _, id := range d.People {
		people = append(people, strings.TrimSuffix(names[id], " (Demo)"))
	}
	if len(people) > 0 {
		parts = append(parts, ui.Text(strings.Join(people, ", ")))
	}
	switch {
	case d.Whole():
		parts = append(parts, ui.StatusChip(ui.Status{Level: ui.Warn, Words: r.Say(language.T("ingen", "nobody"))}))
	case len(d.Holes) > 0:
		for _, h := range d.Holes {
			parts = append(parts, ui.StatusChip(ui.Status{Level: ui.Warn, Words: r.Say(language.T("ingen %s–%s", "nobody %s–%s").With(calendar.Clock(h.From), calendar.Clock(h.To)))}))
		}
	}
	date := language.T("%d %s", "%d %s").With(d.Date.Day, calendar.MonthName(d.Date.Month))
	return ui.Stack(ui.Parts(parts...), ui.Muted(r.Say(date)))
}
