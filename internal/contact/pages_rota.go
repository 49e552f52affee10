package contact

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) rotaPage(r *web.Request) (web.Response, error) {
	f, _, err := s.rotaForm(r)
	if err != nil {
		return web.Response{}, err
	}
	return f.page(r, nil), nil
}

// rotaForm is the rota of a path with its holes, and the form that plans more weeks.
func (s *Service) rotaForm(r *web.Request) (form, place, error) {
	p, err := s.editing(r, policy.EditRota)
	if err != nil {
		return form{}, p, err
	}
	ctx, q := r.Context(), s.Trail.DB()
	from, to := q.Now(), today(q).AddDays(maxWeeks*7).End()
	shifts, err := Shifts(ctx, q, p.ID, from, to)
	if err != nil {
		return form{}, p, err
	}
	holes, err := Holes(ctx, q, p.ID, from, rotaEnd(today(q)))
	if err != nil {
		return form{}, p, err
	}
	table, err := s.shiftsToEdit(r, p, shifts)
	if err != nil {
		return form{}, p, err
	}
	grid, err := s.calendarPart(r, p.Path)
	if err != nil {
		return form{}, p, err
	}
	self, err := s.ownName(ctx, p.Path, r.Actor.ID)
	if err != nil {
		return form{}, p, err
	}
	people, err := account.Suggestions(ctx, s.Trail.DB(), p.Authority, today(s.Trail.DB()))
	t := language.T
	return form{title: sayRota, sub: p.Name, crumbs: p.crumbs(r), wide: true, over: ui.Parts(holesPart(r, p.Path, shifts, holes), grid, table),
		Form: ui.Form{ID: "plan", Action: p.Path.Path() + "/bemanning", Submit: ui.Button{Label: r.Say(t("Lägg till i bemanningen", "Add to the rota"))}, Other: cancelTo(r, p.Path.Path()), Fields: []ui.Field{
			{Kind: ui.TextareaField, Name: fieldAccounts, Label: r.Say(t("Kollegor i tur och ordning", "Colleagues in turn")), Rows: 4, Value: self, Over: r.Say(t("Planera fler veckor", "Plan more weeks")),
				Hint: r.Say(t("Användarnamn, ett per rad. Var och en har en vecka i taget. Hos er finns: %s.", "User names, one on each line. Each has a week at a time. With you there are: %s.").With(someNames(people)))},
			{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(sayFrom), Value: nextFree(shifts, today(q)).String()},
			{Kind: ui.NumberField, Name: fieldWeeks, Label: r.Say(t("Antal veckor", "Number of weeks")), Value: "4"},
			versionField(p.Version)}}}, p, err
}

// ownName is the user name of a reader who may be on a path's rota; empty for whoever would be refused.
func (s *Service) ownName(ctx context.Context, p Path, id string) (string, error) {
	q := s.Trail.DB()
	staff, err := account.StaffOf(ctx, q, p.Authority, []string{id}, today(q))
	if _, works := staff[id]; err != nil || !works {
		return "", err
	}
	if p.answersHere() {
		if refused, err := cannotAnswer(ctx, q, p.Authority, []string{id}); err != nil || len(refused) > 0 {
			return "", err
		}
	}
	return account.UserNameByID(ctx, s.Trail.DB(), id), nil
}

// someNames are the first user names to choose among, with whose they are.
func someNames(people []ui.Option) string {
	var out []string
	for i, o := range people {
		if i == 12 {
			out = append(out, "…")
			break
		}
		out = append(out, o.Value+" ("+strings.TrimSuffix(o.Label, " (Demo)")+")")
	}
	return strings.Join(out, ", ")
}

// nextFree is the day after the last planned turn.
func nextFree(shifts []Shift, day calendar.Date) calendar.Date {
	for _, sh := range shifts {
		day = calendar.Max(day, calendar.DateOf(sh.Ends.Time))
	}
	return day
}

// shiftsToEdit is the planned turns, each with a button that takes it away.
func (s *Service) shiftsToEdit(r *web.Request, p place, shifts []Shift) (templ.Component, error) {
	if len(shifts) == 0 {
		return nil, nil
	}
	var ids []string
	for _, sh := range shifts {
		ids = append(ids, sh.Account)
	}
	names, err := account.NamesOf(r.Context(), s.Trail.DB(), once(ids))
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayRota), Tight: true, Columns: []ui.Column{{Label: r.Say(language.T("Vem", "Who")), RowHeader: true}, {Label: r.Say(sayFrom)}, {Label: r.Say(sayTo)}, {Label: r.Say(language.T("Ta bort", "Remove")), Hidden: true}}}
	for _, sh := range shifts {
		away := ui.Press(p.Path.Path()+"/bemanning/ta-bort", ui.Button{Label: r.Say(language.T("Ta bort %s", "Remove %s").With(calendar.DateOf(sh.Starts.Time))), Kind: ui.Quiet},
			ui.Hidden{Name: fieldShift, Value: sh.ID}, ui.Hidden{Name: fieldVersion, Value: number(p.Version)})
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(names[sh.Account]), ui.Text(r.Say(calendar.DateOf(sh.Starts.Time).DayMonth())), ui.Text(r.Say(calendar.DateOf(sh.Ends.Add(-1)).DayMonth())), away}})
	}
	return ui.TableOf(t), err
}

func (s *Service) rotaPost(r *web.Request) (web.Response, error) {
	form, p, err := s.rotaForm(r)
	if err != nil {
		return web.Response{}, err
	}
	var in RotaPlan
	var version int64
	return form.take(r, language.T("Bemanningen är planerad.", "The rota is planned."), func(f *web.Form) {
		in, version = RotaPlan{From: f.Date(fieldFrom, web.Required), Weeks: f.Int(fieldWeeks, 1, maxWeeks, web.Required)}, versionOf(f)
		in.Accounts = s.colleaguesIn(r, f, p.Authority)
	}, func() (string, error) {
		_, err := s.Plan(r.Context(), r.Actor, p.ID, version, in)
		return p.Path.Path() + "/bemanning", err
	})
}

// colleaguesIn reads user names, one on each line.
func (s *Service) colleaguesIn(r *web.Request, f *web.Form, authority string) (ids []string) {
	for _, line := range strings.Fields(strings.ReplaceAll(f.Long(fieldAccounts, web.Required, web.Max(2000)), ",", " ")) {
		a, found, err := account.StaffNamed(r.Context(), s.Trail.DB(), authority, line, today(s.Trail.DB()))
		if err != nil || !found {
			f.Problem(fieldAccounts, account.NotColleague)
			return nil
		}
		ids = append(ids, a.ID)
	}
	return ids
}

func (s *Service) unshiftPost(r *web.Request) (web.Response, error) {
	return s.press(r, "/bemanning", language.T("Passet är borttaget.", "The turn is removed."), func(p place, f *web.Form) error {
		return s.Unshift(r.Context(), r.Actor, p.ID, versionOf(f), f.Value(fieldShift))
	})
}
