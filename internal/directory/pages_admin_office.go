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

// adminOffices lists an authority's offices with the way to change each.
func adminOffices(r *web.Request, path string, offices []Office, day calendar.Date, may bool) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.officesOf), Empty: ui.Empty{Text: r.Say(words.noOfficesOf)}, Columns: []ui.Column{
		{Label: r.Say(words.place), RowHeader: true}, {Label: r.Say(words.code)}, {Label: r.Say(words.from)}, {Label: r.Say(words.to)}, {Label: r.Say(words.state)}}}
	if may {
		t.Links = []ui.Link{{Label: r.Say(say.addOffice), Href: path + "/kontor"}}
		t.Count = strconv.Itoa(len(offices))
	}
	for _, o := range offices {
		name := ui.Text(joinNonEmpty(o.Name, o.Address))
		if may {
			name = ui.A(adminPath+"/kontor/"+o.ID, joinNonEmpty(o.Name, o.Address))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{name, ui.Text(o.MunicipalityCode),
			ui.Text(orElse(o.Opened.String(), r.Say(words.notKnown))), lastDay(r, o.Closes), ui.StatusChip(stateOf(o.State(day), r.Lang))}})
	}
	return section("kontor", r.Say(words.officesOf), "", ui.TableOf(t))
}

func officeFields(r *web.Request, d OfficeDetails, units []Unit) []ui.Field {
	options := []ui.Option{{Label: r.Say(say.noUnit)}}
	for _, b := range Tree(units) {
		options = append(options, ui.Option{Value: b.ID, Label: indent(b)})
	}
	return []ui.Field{
		{Kind: ui.TextField, Name: "name", Label: r.Say(words.name), Value: d.Name, MaxLength: longName},
		{Kind: ui.TextField, Name: "address", Label: r.Say(say.address), Value: d.Address, Optional: true, MaxLength: longText},
		{Kind: ui.TextField, Name: "services", Label: r.Say(words.services), Hint: r.Say(say.servicesHint), Value: d.Services, MaxLength: longText},
		{Kind: ui.TextField, Name: "hours", Label: r.Say(words.hours), Hint: r.Say(say.hoursHint), Value: d.Hours, Optional: true, MaxLength: longText},
		{Kind: ui.SelectField, Name: "unit", Label: r.Say(say.unitOf), Value: d.Unit, Options: options, Optional: true}}
}

func readOffice(f *web.Form) OfficeDetails {
	return OfficeDetails{Name: f.Text("name"), Address: f.Text("address"), Services: f.Text("services"), Hours: f.Text("hours"), Unit: f.Text("unit")}
}

func (s *Service) newOfficePage(r *web.Request) (web.Response, error) {
	return s.newOfficeAgain(r, nil)
}

func (s *Service) newOfficeAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	a, err := s.ownAuthority(r, policy.AddOffice)
	if err != nil {
		return web.Response{}, err
	}
	units, err := Units(r.Context(), s.Trail.DB(), a.ID, s.Today())
	if err != nil {
		return web.Response{}, err
	}
	path := adminPath + "/myndighet/" + a.ID
	fields := append([]ui.Field{{Kind: ui.TextField, Name: "municipality", Label: r.Say(words.municipality), Hint: r.Say(say.toFile), Value: a.MunicipalityCode, Width: ui.Short, InputMode: "numeric"}},
		officeFields(r, OfficeDetails{}, units)...)
	form := ui.Form{Lang: r.Lang, ID: "ny", Action: path + "/kontor", Submit: ui.Button{Label: r.Say(say.add)}, Fields: append(fields, spanFields(r, Validity{})...)}
	return newPage(r, say.addOffice, form, sent, ui.Link{Label: a.Title(), Href: path}), nil
}

func (s *Service) postNewOffice(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		o := Office{Authority: r.Path("id"), MunicipalityCode: f.Text("municipality"), OfficeDetails: readOffice(f), Validity: readSpan(f)}
		return unless(f, func() error { _, err := s.AddOffice(r.Context(), r.Actor, o); return err })
	}, func() string { return adminPath + "/myndighet/" + r.Path("id") + "#kontor" }, func(f *web.Form) (web.Response, error) { return s.newOfficeAgain(r, f) })
}

func (s *Service) adminOffice(r *web.Request) (web.Response, error) {
	return s.adminOfficeAgain(r, nil, "")
}

func (s *Service) adminOfficeAgain(r *web.Request, sent *web.Form, which string) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	q, id := s.Trail.DB(), r.Path("id")
	if err := policy.CheckRead(r.Context(), q, r.Actor, policy.EditOffice, ref.To(OfficeKind, id)); err != nil {
		return web.Response{}, err
	}
	h, err := officeHistory(r.Context(), q, id)
	if err != nil {
		return web.Response{}, err
	}
	units, err := Units(r.Context(), q, h.Authority, day)
	if err != nil {
		return web.Response{}, err
	}
	path, shown := adminPath+"/kontor/"+id, h.History.Nearest(day)
	return record{
		title: language.Same(shown.Details.Name), way: []ui.Link{{Label: h.AuthorityName, Href: adminPath + "/myndighet/" + h.Authority}},
		details: editForm(r, path, h.Version, shown.Validity, officeFields(r, shown.Details, units)...),
		span:    spanForm(r, path+"/tid", h.Version, h.History.Span()),
		more:    []templ.Component{versionsTable(r, path, h.History, func(d OfficeDetails) string { return joinNonEmpty(d.Name, d.Hours) })},
	}.page(r, sent, which), nil
}

func (s *Service) postOffice(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		e, d := readEdit(f), readOffice(f)
		return unless(f, func() error { return s.ChangeOffice(r.Context(), r.Actor, r.Path("id"), e, d) })
	}, func() string { return adminPath + "/kontor/" + r.Path("id") }, func(f *web.Form) (web.Response, error) { return s.adminOfficeAgain(r, f, "details") })
}

func (s *Service) postOfficeSpan(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		v, version := readSpan(f), int64(f.Int("version", 0, 1<<31-1))
		return unless(f, func() error { return s.SetOfficeSpan(r.Context(), r.Actor, r.Path("id"), version, v) })
	}, func() string { return adminPath + "/kontor/" + r.Path("id") }, func(f *web.Form) (web.Response, error) { return s.adminOfficeAgain(r, f, "span") })
}
