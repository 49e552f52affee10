package responsibility

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const under, plan = "/overenskommelser/{id}/ansvar", "/omstallning/{id}"
	rt.Handle("GET "+under, policy.ReadResponsibility, s.matrixPage)
	rt.Handle("POST "+under+"/forslag", policy.EditResponsibility, s.proposePost)
	rt.Handle("POST "+under+"/bekrafta", policy.EditResponsibility, s.confirmPost)
	rt.Handle("GET "+under+"/andra", policy.EditResponsibility, s.linePage)
	rt.Handle("POST "+under+"/andra", policy.EditResponsibility, s.linePost)
	rt.Handle("GET /omstallning", policy.ReadTransition, s.openPage)
	rt.Handle("GET /kommun/{code}/omstallning", policy.ReadTransition, s.placePage)
	rt.Handle("GET /kommun/{code}/omstallning/ny", policy.AddTransition, s.beginPage)
	rt.Handle("POST /kommun/{code}/omstallning/ny", policy.AddTransition, s.beginPost)
	rt.Handle("GET "+plan, policy.ReadTransition, s.planPage)
	rt.Handle("GET "+plan+"/andra", policy.EditTransition, s.editPlanPage)
	rt.Handle("POST "+plan+"/andra", policy.EditTransition, s.editPlanPost)
	rt.Handle("POST "+plan+"/uppgift", policy.EditTransition, s.movePost)
	rt.Handle("POST "+plan+"/punkt", policy.EditTransition, s.pointPost)
	rt.Handle("POST "+plan+"/steg", policy.EditTransition, s.stepPost)
	s.apiRoutes(rt)
}

// around is an agreement's parties with their names, and its municipalities.
type around struct {
	day     calendar.Date
	id      string
	parties []party
	named   map[string]directory.Authority
	place   string
}

// lookAround reads the parties of an agreement; one that does not exist is a fault of kind NotFound.
func lookAround(ctx context.Context, q db.Reader, l language.Lang, id string) (a around, err error) {
	a = around{day: today(q), id: id}
	if a.parties, err = partiesOf(ctx, q, id); err != nil {
		return a, err
	}
	if len(a.parties) == 0 {
		return a, fault.NotFoundThing()
	}
	var ids, codes []string
	for _, p := range a.parties {
		ids = append(ids, p.Authority)
		if p.Municipality != "" {
			codes = append(codes, p.Municipality)
		}
	}
	if a.named, err = directory.Authorities(ctx, q, ids, a.day); err != nil {
		return a, err
	}
	found, err := directory.Named(ctx, q, codes, a.day)
	var names []string
	for _, m := range found {
		names = append(names, m.Name)
	}
	a.place = language.List(language.Names(names...)...).In(l)
	return a, err
}

// name is a party by its id; Nobody is said clearly.
func (a around) name(l language.Lang, id string) string {
	if id == string(Nobody) {
		return sayNobody.In(l)
	}
	return a.named[id].Title()
}

// holderOf says who holds a task by a line.
func (a around) holderOf(l language.Lang, x Line) string {
	var names []language.Text
	for _, id := range x.heldBy() {
		names = append(names, language.Same(a.name(l, id)))
	}
	if len(names) == 0 {
		return sayNobody.In(l)
	}
	return language.List(names...).In(l)
}

func (a around) path() string { return "/overenskommelser/" + a.id + "/ansvar" }

func (a around) crumbs(r *web.Request) []ui.Link {
	return []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: a.place, Href: "/overenskommelser/" + a.id}, {Label: r.Say(sayMatrix), Href: a.path()}}
}

// mayEdit tells whether the reader may change the matrix of an agreement.
func (s *Service) mayEdit(r *web.Request, id string) bool {
	return r.May(policy.EditResponsibility) && policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditResponsibility, ref.To(agreement.AgreementKind, id)) == nil
}

func versionText(v int64) string { return strconv.FormatInt(v, 10) }

// versionOf reads the version that the person saw; anything else is none, and conflicts.
func versionOf(f *web.Form) int64 {
	v, err := strconv.ParseInt(f.Value(fieldVersion), 10, 64)
	if err != nil {
		return -1
	}
	return v
}

// formPage is a page with one form in a narrow column.
func formPage(r *web.Request, title language.Text, sub string, crumbs []ui.Link, form ui.Form) web.Response {
	status := 200
	if form.Error != "" {
		status = 422
	}
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), sub), ui.FormOf(form))).Status(status).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = append(crumbs, ui.Link{Label: r.Say(title)})
	})
}

// button posts a form without fields of its own.
func button(r *web.Request, id, action string, label language.Text, kind ui.ButtonKind, fields ...ui.Field) templ.Component {
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: id, Action: action, Fields: fields, Submit: ui.Button{Label: r.Say(label), Kind: kind}})
}

// dateText is a day, or nothing.
func dateText(d calendar.Date, none language.Text) language.Text {
	if d.IsZero() {
		return none
	}
	return language.Same(d.String())
}
