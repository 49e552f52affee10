package directory

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// adminUnits lists an authority's units with the way to change each.
func adminUnits(r *web.Request, path string, units []Unit, may bool) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.units), Keep: true, Empty: ui.Empty{Text: r.Say(words.noUnits)}, Columns: []ui.Column{
		{Label: r.Say(words.unit), RowHeader: true}, {Label: r.Say(words.level)}, {Label: r.Say(words.since)}}}
	if may {
		t.Links = []ui.Link{{Label: r.Say(say.addUnit), Href: path + "/enhet"}}
		t.Count = strconv.Itoa(len(units))
	}
	for _, b := range Tree(units) {
		name := ui.Text(indent(b))
		if may {
			name = ui.A(adminPath+"/enhet/"+b.ID, indent(b))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{name, ui.Text(b.Level), ui.Text(r.Say(inWords(b.Validity)))}})
	}
	return section("enheter", r.Say(words.units), "", ui.TableOf(t))
}

// unitFields ask for a unit's details; units are those it may stand under.
func unitFields(r *web.Request, d UnitDetails, self string, units []Unit) []ui.Field {
	options := []ui.Option{{Label: r.Say(say.topUnit)}}
	for _, b := range Tree(units) {
		if b.ID != self {
			options = append(options, ui.Option{Value: b.ID, Label: indent(b)})
		}
	}
	return []ui.Field{
		{Kind: ui.TextField, Name: "name", Label: r.Say(words.name), Value: d.Name, MaxLength: longName},
		{Kind: ui.TextField, Name: "level", Label: r.Say(words.level), Hint: r.Say(say.levelHint), Value: d.Level, Optional: true, Width: ui.Medium, MaxLength: longShort},
		{Kind: ui.SelectField, Name: "parent", Label: r.Say(say.parent), Value: d.Parent, Options: options, Optional: true}}
}

func readUnit(f *web.Form) UnitDetails {
	return UnitDetails{Name: f.Text("name"), Level: f.Text("level"), Parent: f.Text("parent")}
}

func (s *Service) newUnitPage(r *web.Request) (web.Response, error) { return s.newUnitAgain(r, nil) }

func (s *Service) newUnitAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	a, err := s.ownAuthority(r, policy.AddUnit)
	if err != nil {
		return web.Response{}, err
	}
	units, err := Units(r.Context(), s.Trail.DB(), a.ID, s.Today())
	if err != nil {
		return web.Response{}, err
	}
	path := adminPath + "/myndighet/" + a.ID
	form := ui.Form{Lang: r.Lang, ID: "ny", Action: path + "/enhet", Submit: ui.Button{Label: r.Say(say.add)},
		Fields: append(unitFields(r, UnitDetails{}, "", units), spanFields(r, Validity{})...)}
	return newPage(r, say.addUnit, form, sent, ui.Link{Label: a.Title(), Href: path}), nil
}

// ownAuthority gives the authority of the address, when the reader may do the action to it.
func (s *Service) ownAuthority(r *web.Request, act policy.Action) (Authority, error) {
	q, id := s.Trail.DB(), r.Path("id")
	if err := policy.CheckRead(r.Context(), q, r.Actor, act, ref.To(AuthorityKind, id)); err != nil {
		return Authority{}, err
	}
	return AuthorityByID(r.Context(), q, id, s.Today())
}

func (s *Service) postNewUnit(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		u := Unit{Authority: r.Path("id"), UnitDetails: readUnit(f), Validity: readSpan(f)}
		return unless(f, func() error { _, err := s.AddUnit(r.Context(), r.Actor, u); return err })
	}, func() string { return adminPath + "/myndighet/" + r.Path("id") + "#enheter" }, func(f *web.Form) (web.Response, error) { return s.newUnitAgain(r, f) })
}

func (s *Service) adminUnit(r *web.Request) (web.Response, error) {
	return s.adminUnitAgain(r, nil, "")
}

func (s *Service) adminUnitAgain(r *web.Request, sent *web.Form, which string) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	h, others, err := s.unitToEdit(r, day)
	if err != nil {
		return web.Response{}, err
	}
	a, err := AuthorityByID(r.Context(), s.Trail.DB(), h.Authority, day)
	if err != nil {
		return web.Response{}, err
	}
	path, shown := adminPath+"/enhet/"+h.ID, h.History.Nearest(day)
	return record{
		title: language.Same(shown.Details.Name), way: []ui.Link{{Label: a.Title(), Href: adminPath + "/myndighet/" + a.ID}},
		details: editForm(r, path, h.Version, shown.Validity, unitFields(r, shown.Details, h.ID, others)...),
		span:    spanForm(r, path+"/tid", h.Version, h.History.Span()),
		more:    []templ.Component{versionsTable(r, path, h.History, func(d UnitDetails) string { return d.Name })},
	}.page(r, sent, which), nil
}

// unitToEdit gives the unit of the address with its history, and the authority's units of the day.
func (s *Service) unitToEdit(r *web.Request, day calendar.Date) (h UnitHistory, others []Unit, err error) {
	q, id := s.Trail.DB(), r.Path("id")
	if err := policy.CheckRead(r.Context(), q, r.Actor, policy.EditUnit, ref.To(UnitKind, id)); err != nil {
		return h, nil, err
	}
	all, at, err := amongItsOwn(r.Context(), q, id)
	if err != nil {
		return h, nil, err
	}
	for _, u := range all {
		if v, ok := u.History.On(day); ok {
			u.UnitDetails, u.Validity = v.Details, v.Validity
			others = append(others, u.Unit)
		}
	}
	return all[at], others, nil
}

func (s *Service) postUnit(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		e, d := readEdit(f), readUnit(f)
		return unless(f, func() error { return s.ChangeUnit(r.Context(), r.Actor, r.Path("id"), e, d) })
	}, func() string { return adminPath + "/enhet/" + r.Path("id") }, func(f *web.Form) (web.Response, error) { return s.adminUnitAgain(r, f, "details") })
}

func (s *Service) postUnitSpan(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		v, version := readSpan(f), int64(f.Int("version", 0, 1<<31-1))
		return unless(f, func() error { return s.SetUnitSpan(r.Context(), r.Actor, r.Path("id"), version, v) })
	}, func() string { return adminPath + "/enhet/" + r.Path("id") }, func(f *web.Form) (web.Response, error) { return s.adminUnitAgain(r, f, "span") })
}
