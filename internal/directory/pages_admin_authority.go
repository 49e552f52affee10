package directory

import (
	"github.com/a-h/templ"

	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// adminAuthorities lists authorities, a page at a time.
func (s *Service) adminAuthorities(r *web.Request) (web.Response, error) {
	after, err := r.After(1)
	if err != nil {
		return web.Response{}, err
	}
	f := AuthorityFilter{Query: r.ReadQuery().Text("q"), Limit: web.PageSize + 1}
	if len(after) > 0 {
		f.After = after[0]
	}
	found, err := ListAuthorities(r.Context(), s.Trail.DB(), f, s.Today())
	if err != nil {
		return web.Response{}, err
	}
	total, err := CountAuthorities(r.Context(), s.Trail.DB(), f, s.Today())
	if err != nil {
		return web.Response{}, err
	}
	filter := ui.Form{Lang: r.Lang, ID: "filter", Action: adminPath + "/myndigheter", Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(words.show)},
		Fields: []ui.Field{{Kind: ui.SearchField, Name: "q", Label: r.Say(words.name), Value: f.Query, Width: ui.Medium}}}
	return adminPage(r, say.authorities, listView(r.Say(say.authorities), "", filter, adminAuthorityTable(r, found, total))), nil
}

func adminAuthorityTable(r *web.Request, found []Authority, total int) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "myndigheter", Caption: r.Say(say.authorities),
		Count:   r.Say(language.Plural(total, language.T("%d myndighet", "%d authority"), language.T("%d myndigheter", "%d authorities"))),
		Sorted:  r.Say(language.T("sorterade efter kommunkod, äldst först", "sorted by municipality code, oldest first")),
		Empty:   ui.Empty{Text: r.Say(say.noAuthorities), Button: &ui.Button{Label: r.Say(say.newAuthority), Href: adminPath + "/myndigheter/ny"}},
		Columns: []ui.Column{{Label: r.Say(words.authority), RowHeader: true}, {Label: r.Say(say.class)}, {Label: r.Say(words.municipality)}, {Label: r.Say(words.since)}}}
	if r.May(policy.AddAuthority) {
		t.Links = []ui.Link{{Label: r.Say(say.newAuthority), Href: adminPath + "/myndigheter/ny"}}
	}
	shown, next := web.Cut(found, web.PageSize, func(a Authority) web.Cursor { return web.Cursor{a.ID} })
	for _, a := range shown {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.A(adminPath+"/myndighet/"+a.ID, a.Name), ui.Text(r.Say(ClassName(a.Class))), ui.Text(a.MunicipalityName), ui.Text(r.Say(inWords(a.Validity)))}})
	}
	if len(next) > 0 || r.URL.Query().Has(web.AfterParam) {
		t.Cursor = &ui.Cursor{}
		if len(next) > 0 {
			t.Cursor.Next = r.Link(web.AfterParam, next.String())
		}
	}
	return t
}

func authorityFields(r *web.Request, d AuthorityDetails) []ui.Field {
	return []ui.Field{
		{Kind: ui.TextField, Name: "name", Label: r.Say(words.name), Value: d.Name, MaxLength: longName},
		{Kind: ui.TextField, Name: "short_name", Label: r.Say(say.shortName), Value: d.ShortName, Optional: true, Width: ui.Short, MaxLength: longShort},
		{Kind: ui.TextField, Name: "organisation_number", Label: r.Say(words.number), Hint: r.Say(say.numberHint), Value: d.OrganisationNumber.String(), Optional: true, Width: ui.Medium},
	}
}

func readAuthority(f *web.Form) AuthorityDetails {
	return AuthorityDetails{Name: f.Text("name"), ShortName: f.Text("short_name"), OrganisationNumber: identity.OrganisationNumber(f.Text("organisation_number"))}
}

func newAuthorityForm(r *web.Request) ui.Form {
	fields := append([]ui.Field{
		{Kind: ui.RadiosField, Name: "class", Label: r.Say(say.class), Options: []ui.Option{
			{Value: string(Board), Label: r.Say(ClassName(Board))}, {Value: string(StateAgency), Label: r.Say(ClassName(StateAgency))}, {Value: string(OtherBody), Label: r.Say(ClassName(OtherBody))}}},
		{Kind: ui.TextField, Name: "municipality", Label: r.Say(words.municipality), Hint: r.Say(say.municipalityHint), Optional: true, Width: ui.Short, InputMode: "numeric"},
		{Kind: ui.CheckboxField, Name: "executive", Label: r.Say(say.executive), Hint: r.Say(say.executiveHint), Optional: true}},
		authorityFields(r, AuthorityDetails{})...)
	return ui.Form{Lang: r.Lang, ID: "ny", Action: adminPath + "/myndigheter/ny", Fields: append(fields, spanFields(r, Validity{})...), Submit: ui.Button{Label: r.Say(say.add)}}
}

func (s *Service) newAuthorityPage(r *web.Request) (web.Response, error) {
	return newPage(r, say.newAuthority, newAuthorityForm(r), nil), nil
}

// newPage is a page with one form for a new thing.
func newPage(r *web.Request, title language.Text, form ui.Form, sent *web.Form, way ...ui.Link) web.Response {
	resp := adminPage(r, title, stack(ui.Heading(r.Say(title), ""), ui.FormOf(refill(form, sent, true))), way...)
	if sent != nil {
		resp = resp.Status(sent.Status())
	}
	return resp.Frame(func(f *ui.Frame) { f.Narrow = true })
}

func (s *Service) postNewAuthority(r *web.Request) (web.Response, error) {
	var made Authority
	return submit(r, func(f *web.Form) error {
		a := Authority{Class: AuthorityClass(f.Value("class")), MunicipalityCode: f.Text("municipality"), Executive: f.Ticked("executive"),
			AuthorityDetails: readAuthority(f), Validity: readSpan(f)}
		return unless(f, func() (err error) { made, err = s.AddAuthority(r.Context(), r.Actor, a); return err })
	}, func() string { return adminPath + "/myndighet/" + made.ID },
		func(f *web.Form) (web.Response, error) {
			return newPage(r, say.newAuthority, newAuthorityForm(r), f), nil
		})
}

// adminAuthority shows what the reader may change about an authority: itself, or its units and offices.
func (s *Service) adminAuthority(r *web.Request) (web.Response, error) {
	return s.adminAuthorityAgain(r, nil, "")
}

func (s *Service) adminAuthorityAgain(r *web.Request, sent *web.Form, which string) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	may, err := s.hiddenFrom(r, ref.To(AuthorityKind, r.Path("id")), policy.EditAuthority, policy.AddUnit)
	if err != nil {
		return web.Response{}, err
	}
	v, err := s.view(r.Context(), r.Path("id"), day)
	if err != nil {
		return web.Response{}, err
	}
	path := adminPath + "/myndighet/" + v.ID
	rec := record{title: language.Same(v.Title())}
	if may[policy.EditAuthority] {
		shown := v.History.Nearest(day)
		rec.way = []ui.Link{{Label: r.Say(say.authorities), Href: adminPath + "/myndigheter"}}
		rec.details = editForm(r, path, v.Version, shown.Validity, authorityFields(r, shown.Details)...)
		rec.span = spanForm(r, path+"/tid", v.Version, v.History.Span())
	}
	rec.more = []templ.Component{adminUnits(r, path, v.units, may[policy.AddUnit]), adminOffices(r, path, v.offices, day, may[policy.AddUnit]),
		versionsTable(r, path, v.History, func(d AuthorityDetails) string { return d.Name })}
	if may[policy.EditAuthority] {
		again := sent
		if which != "branches" {
			again = nil
		}
		branches, err := s.adminBranches(r, v.Authority, v.units, again)
		if err != nil {
			return web.Response{}, err
		}
		if branches != nil {
			rec.more = append([]templ.Component{branches}, rec.more...)
		}
	}
	return rec.page(r, sent, which), nil
}

func (s *Service) postAuthority(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		e, d := readEdit(f), readAuthority(f)
		return unless(f, func() error { return s.ChangeAuthority(r.Context(), r.Actor, r.Path("id"), e, d) })
	}, func() string { return adminPath + "/myndighet/" + r.Path("id") }, func(f *web.Form) (web.Response, error) { return s.adminAuthorityAgain(r, f, "details") })
}

func (s *Service) postAuthoritySpan(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		v, version := readSpan(f), int64(f.Int("version", 0, 1<<31-1))
		return unless(f, func() error { return s.SetAuthoritySpan(r.Context(), r.Actor, r.Path("id"), version, v) })
	}, func() string { return adminPath + "/myndighet/" + r.Path("id") }, func(f *web.Form) (web.Response, error) { return s.adminAuthorityAgain(r, f, "span") })
}
