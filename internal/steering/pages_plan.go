package steering

import (
	"fmt"
	"strconv"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the questions in the address of the plan.
const (
	paramYear    = "ar"
	paramPerYear = "antal"
	paramWeekday = "veckodag"
	paramWeek    = "vecka"
	mostMeetings = 12 // that one plan makes
)

// planOf reads the plan of the address: by default as often as the kind of group usually meets, on second Tuesdays of
// this year, or of the next when this one is nearly over.
func (g shown) planOf(f *web.Form) Plan {
	p := Plan{Year: g.day.AddMonths(1).Year, PerYear: g.Kind.Usual(), Weekday: time.Tuesday, Week: 2}
	set := func(to *int, name string, least, most int) {
		if n := f.Int(name, least, most); n > 0 {
			*to = n
		}
	}
	set(&p.Year, paramYear, 2000, 2200)
	set(&p.PerYear, paramPerYear, 1, mostMeetings)
	set(&p.Week, paramWeek, 1, 4)
	weekday := int(p.Weekday)
	set(&weekday, paramWeekday, 1, 5)
	p.Weekday = time.Weekday(weekday)
	return p
}

// days are the plan's days that can still be meetings of the group.
func (g shown) days(p Plan) (out []calendar.Date) {
	for _, d := range p.Propose() {
		if !d.Before(g.day) && g.Group.Period().Contains(d) && len(taken(g.meetings, Meeting{Day: d})) == 0 {
			out = append(out, d)
		}
	}
	return out
}

func (s *Service) planPage(r *web.Request) (web.Response, error) {
	g, err := s.group(r, policy.EditGroup)
	if err != nil {
		return web.Response{}, err
	}
	q := r.ReadQuery()
	plan := g.planOf(q)
	if err := q.Err(); err != nil {
		return web.Response{}, err
	}
	return g.planForm(r, plan).page(r, nil), nil
}

// planForm shows the days that a plan gives, each to be moved or taken away before they become meetings.
func (g shown) planForm(r *web.Request, p Plan) form {
	t := language.T
	days := g.days(p)
	fields := make([]ui.Field, 0, len(days)+4)
	for i := range max(len(days), 1) {
		fd := ui.Field{Kind: ui.DateField, Name: dayField(i), Label: r.Say(t("Möte %d", "Meeting %d").With(i + 1)), Width: ui.Short, Optional: true}
		if i < len(days) {
			fd.Value, fd.Hint = days[i].String(), r.Say(days[i].Long())
		}
		fields = append(fields, fd)
	}
	fields = append(fields, ui.Field{Kind: ui.TextField, Name: fieldStarts, Label: r.Say(t("Börjar", "Begins")), Value: "09.00", Width: ui.Short, Hint: r.Say(t("Till exempel 09.00", "Such as 09:00"))},
		ui.Field{Kind: ui.TextField, Name: fieldEnds, Label: r.Say(t("Slutar", "Ends")), Value: "11.00", Width: ui.Short},
		ui.Field{Kind: ui.TextField, Name: fieldPlace, Label: r.Say(sayPlace), Width: ui.Medium, Optional: true, MaxLength: 200})
	return form{title: sayPlanYear, crumbs: g.crumbs(r, ui.Link{Label: g.Group.Name, Href: g.Group.Path()}), over: ui.Parts(ui.FormOf(g.planQuestion(r, p)),
		ui.Paragraph(r.Say(t("Förslaget ligger på arbetsdagar och hoppar över juli så långt det går. Ändra en dag, eller töm fältet för att hoppa över mötet.", "The proposal is on working days and leaves July out as far as it can. Change a day, or empty the field to leave the meeting out.")))),
		Form: ui.Form{ID: "plan", Action: g.Group.Path() + "/planera?" + p.query(), Submit: ui.Button{Label: r.Say(t("Planera mötena", "Plan the meetings"))}, Other: cancelTo(r, g.Group.Path()), Fields: fields}}
}

// query is the plan as it stands in an address.
func (p Plan) query() string {
	return fmt.Sprintf("%s=%d&%s=%d&%s=%d&%s=%d", paramYear, p.Year, paramPerYear, p.PerYear, paramWeek, p.Week, paramWeekday, int(p.Weekday))
}

func dayField(i int) string { return fmt.Sprintf("%s%d", fieldDay, i+1) }

// planQuestion asks how often and when.
func (g shown) planQuestion(r *web.Request, p Plan) ui.Form {
	t := language.T
	var weekdays, weeks []ui.Option
	for d := time.Monday; d <= time.Friday; d++ {
		weekdays = append(weekdays, ui.Option{Value: strconv.Itoa(int(d)), Label: r.Say(calendar.WeekdayName(d))})
	}
	for i, w := range []language.Text{t("första", "first"), t("andra", "second"), t("tredje", "third"), t("fjärde", "fourth")} {
		weeks = append(weeks, ui.Option{Value: strconv.Itoa(i + 1), Label: r.Say(w)})
	}
	return ui.Form{Lang: r.Lang, ID: "fraga", Action: g.Group.Path() + "/planera", Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(t("Föreslå dagar", "Propose days")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.NumberField, Name: paramYear, Label: r.Say(sayYear), Value: strconv.Itoa(p.Year), Width: ui.Short},
		{Kind: ui.NumberField, Name: paramPerYear, Label: r.Say(t("Möten per år", "Meetings a year")), Value: strconv.Itoa(p.PerYear), Width: ui.Short},
		{Kind: ui.SelectField, Name: paramWeek, Label: r.Say(t("Vilken i månaden", "Which of the month")), Value: strconv.Itoa(p.Week), Options: weeks},
		{Kind: ui.SelectField, Name: paramWeekday, Label: r.Say(t("Veckodag", "Weekday")), Value: strconv.Itoa(int(p.Weekday)), Options: weekdays},
	}}
}

func (s *Service) planPost(r *web.Request) (web.Response, error) {
	g, err := s.group(r, policy.EditGroup)
	if err != nil {
		return web.Response{}, err
	}
	q := r.ReadQuery()
	plan := g.planOf(q)
	if err := q.Err(); err != nil {
		return web.Response{}, err
	}
	var all []When
	return g.planForm(r, plan).take(r, language.T("Mötena är planerade.", "The meetings are planned."),
		func(f *web.Form) { all = readPlan(f) }, func() (string, error) {
			_, err := s.PlanMeetings(r.Context(), r.Actor, g.Group.ID, all)
			return g.Group.Path(), err
		})
}

// readPlan reads the days that were left in the plan.
func readPlan(f *web.Form) (all []When) {
	starts, ends, place := timeOf(f, fieldStarts), timeOf(f, fieldEnds), f.Text(fieldPlace, web.Max(200))
	for i := range mostMeetings {
		if d := f.Date(dayField(i)); !d.IsZero() {
			all = append(all, When{Day: d, Starts: starts, Ends: ends, Place: place})
		}
	}
	return all
}
