package directory

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const adminPath = "/admin/katalog"

// adminRoutes registers the pages on which authorities keep their own part of the directory, and the installation's
// administrators municipalities and authorities.
func (s *Service) adminRoutes(rt *web.Router) {
	rt.Handle("GET "+adminPath, policy.OpenDirectory, s.adminIndex)
	rt.Handle("GET "+adminPath+"/myndigheter", policy.OpenDirectory, s.adminAuthorities)
	rt.Handle("GET "+adminPath+"/myndigheter/ny", policy.AddAuthority, s.newAuthorityPage)
	rt.Handle("POST "+adminPath+"/myndigheter/ny", policy.AddAuthority, s.postNewAuthority)
	rt.Handle("GET "+adminPath+"/myndighet/{id}", policy.OpenDirectory, s.adminAuthority)
	rt.Handle("POST "+adminPath+"/myndighet/{id}", policy.EditAuthority, s.postAuthority)
	rt.Handle("POST "+adminPath+"/myndighet/{id}/tid", policy.EditAuthority, s.postAuthoritySpan)
	rt.Handle("POST "+adminPath+"/myndighet/{id}/verksamhet", policy.EditAuthority, s.postBranches)
	rt.Handle("GET "+adminPath+"/myndighet/{id}/enhet", policy.AddUnit, s.newUnitPage)
	rt.Handle("POST "+adminPath+"/myndighet/{id}/enhet", policy.AddUnit, s.postNewUnit)
	rt.Handle("GET "+adminPath+"/enhet/{id}", policy.EditUnit, s.adminUnit)
	rt.Handle("POST "+adminPath+"/enhet/{id}", policy.EditUnit, s.postUnit)
	rt.Handle("POST "+adminPath+"/enhet/{id}/tid", policy.EditUnit, s.postUnitSpan)
	rt.Handle("GET "+adminPath+"/myndighet/{id}/kontor", policy.AddOffice, s.newOfficePage)
	rt.Handle("POST "+adminPath+"/myndighet/{id}/kontor", policy.AddOffice, s.postNewOffice)
	rt.Handle("GET "+adminPath+"/kontor/{id}", policy.EditOffice, s.adminOffice)
	rt.Handle("POST "+adminPath+"/kontor/{id}", policy.EditOffice, s.postOffice)
	rt.Handle("POST "+adminPath+"/kontor/{id}/tid", policy.EditOffice, s.postOfficeSpan)
	rt.Handle("GET "+adminPath+"/kommun/{code}", policy.EditMunicipality, s.adminMunicipality)
	rt.Handle("POST "+adminPath+"/kommun/{code}", policy.EditMunicipality, s.postMunicipality)
	s.importRoutes(rt)
}

// adminIndex leads to what this reader keeps.
func (s *Service) adminIndex(r *web.Request) (web.Response, error) {
	var ways []ui.Link
	if r.May(policy.AddUnit) && r.Actor.Authority != "" {
		ways = append(ways, ui.Link{Label: r.Say(say.ownAuthority), Href: adminPath + "/myndighet/" + r.Actor.Authority})
	}
	if r.May(policy.EditAuthority) {
		ways = append(ways, ui.Link{Label: r.Say(say.allAuthorities), Href: adminPath + "/myndigheter"})
	}
	if r.May(policy.AddAuthority) {
		ways = append(ways, ui.Link{Label: r.Say(say.newAuthority), Href: adminPath + "/myndigheter/ny"})
	}
	if r.May(policy.EditMunicipality) {
		ways = append(ways, ui.Link{Label: r.Say(say.editMunicipalities), Href: "/kommuner"})
	}
	if r.May(policy.ImportDirectory) {
		ways = append(ways, ui.Link{Label: r.Say(say.importBoards), Href: adminPath + "/namnder/las-in"}, ui.Link{Label: r.Say(say.importOffices), Href: adminPath + "/kontor/las-in"})
	}
	return adminPage(r, say.directory, stack(ui.Heading(r.Say(say.directory), r.Say(say.directorySub)), ui.Links(ways))), nil
}

// adminPage is a page of the administration with the way to it.
func adminPage(r *web.Request, title language.Text, body templ.Component, way ...ui.Link) web.Response {
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = append([]ui.Link{{Label: r.Say(say.admin), Href: "/admin"}, {Label: r.Say(say.directory), Href: adminPath}}, way...)
		if last := len(f.Crumbs) - 1; f.Crumbs[last].Label == r.Say(title) {
			f.Crumbs[last].Href = ""
		} else {
			f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(title)})
		}
	})
}

// record is an administration page about one thing that has a history.
type record struct {
	title   language.Text
	way     []ui.Link
	details *ui.Form // nil when the reader may not change it
	span    *ui.Form
	more    []templ.Component // after the forms
}

// page shows the record; with the form that was sent, if it has to be put right.
func (rec record) page(r *web.Request, sent *web.Form, which string) web.Response {
	parts := []templ.Component{ui.Heading(r.Say(rec.title), "")}
	if rec.details != nil {
		parts = append(parts, section("uppgifter", r.Say(say.details), "", ui.FormOf(refill(*rec.details, sent, which == "details"))))
	}
	if rec.span != nil {
		parts = append(parts, section("tid", r.Say(say.span), r.Say(say.spanWhat), ui.FormOf(refill(*rec.span, sent, which == "span"))))
	}
	resp := adminPage(r, rec.title, stack(append(parts, rec.more...)...), rec.way...)
	if sent != nil {
		resp = resp.Status(sent.Status())
	}
	return resp
}

// refill puts back what was written, with what is wrong at each field.
func refill(f ui.Form, sent *web.Form, this bool) ui.Form {
	if sent == nil || !this {
		return f
	}
	return f.Fill(sent.Values()).WithFault(sent.Err())
}

// editForm is the form that changes the details of a thing, as they are in one version.
func editForm(r *web.Request, action string, version int64, shown Validity, fields ...ui.Field) *ui.Form {
	fields = append(fields,
		ui.Field{Kind: ui.RadiosField, Name: "how", Label: r.Say(say.how), Options: []ui.Option{
			{Value: "change", Label: r.Say(say.change), Hint: r.Say(say.changeWhat)}, {Value: "correct", Label: r.Say(say.correct), Hint: r.Say(say.correctWhat.With(inWords(shown)))}}},
		ui.Field{Kind: ui.DateField, Name: "from", Label: r.Say(say.changeFrom), Hint: r.Say(say.changeFromHint), Optional: true},
		hidden("version", strconv.FormatInt(version, 10)), hidden("shown", shown.From.String()))
	return &ui.Form{Lang: r.Lang, ID: "details", Action: action, Fields: fields, Submit: ui.Button{Label: r.Say(say.save)}}
}

func hidden(name, value string) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: name, Value: value}
}

// readEdit reads what editForm asks beside the details.
func readEdit(f *web.Form) Edit {
	e := Edit{Version: int64(f.Int("version", 0, 1<<31-1))}
	switch f.Choice("how", []string{"change", "correct"}, web.Required) {
	case "change":
		e.From = f.Date("from")
	case "correct":
		e.Correct, e.From = true, f.Date("shown")
	}
	return e
}

// spanForm is the form that sets the first and the last day of a thing.
func spanForm(r *web.Request, action string, version int64, v Validity) *ui.Form {
	return &ui.Form{Lang: r.Lang, ID: "span", Action: action, Submit: ui.Button{Label: r.Say(say.saveSpan), Kind: ui.Secondary},
		Fields: append(spanFields(r, v), hidden("version", strconv.FormatInt(version, 10)))}
}

func spanFields(r *web.Request, v Validity) []ui.Field {
	return []ui.Field{
		{Kind: ui.DateField, Name: "from", Label: r.Say(say.firstDay), Hint: r.Say(say.firstDayHint), Value: v.From.String(), Optional: true},
		{Kind: ui.DateField, Name: "to", Label: r.Say(say.lastDay), Hint: r.Say(say.lastDayHint), Value: v.To.String(), Optional: true}}
}

func readSpan(f *web.Form) Validity { return Validity{From: f.Date("from"), To: f.Date("to")} }

// submit reads a form, does the act when the form reads well, and leads on, or gives the form back to be put right.
func submit(r *web.Request, act func(f *web.Form) error, to func() string, again func(f *web.Form) (web.Response, error)) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err := act(f); err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	if !f.OK() {
		return again(f)
	}
	return web.Redirect(to()).Message(ui.Good, say.saved), nil
}

// unless gives the act's fault only when the form itself reads well: else its own problems are told first.
func unless(f *web.Form, act func() error) error {
	if !f.OK() {
		return nil
	}
	return act()
}

// hiddenFrom says "not found" of a page about a thing that the reader may do nothing with.
func (s *Service) hiddenFrom(r *web.Request, thing ref.Ref, acts ...policy.Action) (may map[policy.Action]bool, err error) {
	may = map[policy.Action]bool{}
	for _, act := range acts {
		err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, thing)
		if err != nil && !fault.Is(err, fault.Denied) {
			return nil, err
		}
		may[act] = err == nil
	}
	if !slices.ContainsFunc(acts, func(a policy.Action) bool { return may[a] }) {
		return nil, fault.NotFoundThing()
	}
	return may, nil
}

// versionsTable lists the versions of a thing, the last first, each with the way to put it right.
func versionsTable[D comparable](r *web.Request, path string, h History[D], name func(D) string) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.history), Columns: []ui.Column{
		{Label: r.Say(words.period), RowHeader: true}, {Label: r.Say(words.name)}, {Label: r.Say(say.edit), Hidden: true}}}
	for _, v := range slices.Backward(h) {
		day := v.From
		if day.IsZero() {
			day = v.To
		}
		link := ui.A(fmt.Sprintf("%s?%s=%s", path, DayParam, day), r.Say(say.showVersion.With(inWords(v.Validity))))
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(inWords(v.Validity))), ui.Text(name(v.Details)), link}})
	}
	return section("historik", r.Say(words.history), r.Say(say.historyWhat), ui.TableOf(t))
}
