package routine

import (
	"context"
	"strconv"
	"strings"

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
	const under, one = "/overenskommelser/{id}/rutiner", "/rutiner/{id}"
	rt.Handle("GET /rutiner", policy.ReadLibrary, s.libraryPage)
	rt.Handle("GET "+under, policy.ReadLibrary, s.underPage)
	rt.Handle("GET "+under+"/ny", policy.AddRoutine, s.newPage)
	rt.Handle("POST "+under+"/ny", policy.AddRoutine, s.newPost)
	rt.Handle("GET "+one, policy.ReadLibrary, s.onePage)
	rt.Handle("GET "+one+"/jamfor", policy.ReadLibrary, s.comparePage)
	rt.Handle("GET "+one+"/andra", policy.EditRoutine, s.editPage)
	rt.Handle("POST "+one+"/andra", policy.EditRoutine, s.editPost)
	rt.Handle("GET "+one+"/galler", policy.EditRoutine, s.forcePage)
	rt.Handle("POST "+one+"/galler", policy.EditRoutine, s.forcePost)
	rt.Handle("GET "+one+"/oversyn", policy.EditRoutine, s.reviewPage)
	rt.Handle("POST "+one+"/oversyn", policy.EditRoutine, s.reviewPost)
	rt.Handle("POST "+one+"/upphor", policy.EditRoutine, s.retirePost)
	rt.Handle("POST "+one+"/dela", policy.ShareRoutine, s.sharePost)
	rt.Handle("GET "+one+"/ursprung", policy.EditRoutine, s.originPage)
	rt.Handle("POST "+one+"/ursprung", policy.EditRoutine, s.originPost)
	rt.Handle("GET "+one+"/ta-over", policy.AddRoutine, s.takePage)
	rt.Handle("POST "+one+"/ta-over", policy.AddRoutine, s.takePost)
	s.apiRoutes(rt)
}

// around is what pages say of routines besides themselves: the places of their agreements and the names of authorities.
type around struct {
	day     calendar.Date
	places  map[string]string // by agreement: "Ludvika", "Mora, Orsa och Älvdalen"
	parties map[string][]party
	named   map[string]directory.Authority
}

func lookAround(ctx context.Context, q db.Reader, l language.Lang, agreements ...string) (a around, err error) {
	a = around{day: today(q), places: map[string]string{}, parties: map[string][]party{}}
	parties, err := partiesOf(ctx, q, agreements...)
	if err != nil {
		return a, err
	}
	var ids, codes []string
	for _, p := range parties {
		a.parties[p.Agreement] = append(a.parties[p.Agreement], p)
		ids = append(ids, p.Authority)
		if p.Municipality != "" {
			codes = append(codes, p.Municipality)
		}
	}
	if a.named, err = directory.Authorities(ctx, q, ids, a.day); err != nil {
		return a, err
	}
	found, err := directory.Named(ctx, q, codes, a.day)
	name := map[string]string{}
	for _, m := range found {
		name[m.Code] = m.Name
	}
	for id, all := range a.parties {
		a.places[id] = placeOf(all, name, l)
	}
	return a, err
}

// placeOf names the municipalities of an agreement, each once.
func placeOf(parties []party, name map[string]string, l language.Lang) string {
	var names []string
	seen := map[string]bool{}
	for _, p := range parties {
		if p.Municipality != "" && !seen[p.Municipality] {
			seen[p.Municipality] = true
			names = append(names, name[p.Municipality])
		}
	}
	return language.List(language.Names(names...)...).In(l)
}

// status is a routine's state as a chip: an overdue review is what one must see first.
func (r Routine) status(l language.Lang, day calendar.Date) ui.Status {
	switch {
	case r.Overdue(day):
		return ui.Status{Level: ui.Bad, Words: sayOverdue.In(l)}
	case r.State == InForce:
		return ui.Status{Level: ui.Good, Words: r.State.Label().In(l)}
	case r.State == Draft:
		return ui.Status{Level: ui.Waiting, Words: r.State.Label().In(l)}
	}
	return ui.Status{Words: r.State.Label().In(l)}
}

// agreementOf gives the agreement of the address, or a fault of kind NotFound.
func (s *Service) agreementOf(r *web.Request) (string, around, error) {
	id := r.Path("id")
	a, err := lookAround(r.Context(), s.Trail.DB(), r.Lang, id)
	if err == nil && len(a.parties[id]) == 0 {
		err = fault.NotFoundThing()
	}
	return id, a, err
}

// mayAdd tells whether the reader may write routines under an agreement.
func (s *Service) mayAdd(r *web.Request, id string) bool {
	return r.May(policy.AddRoutine) && policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AddRoutine, ref.To(agreement.AgreementKind, id)) == nil
}

func versionText(v int64) string { return strconv.FormatInt(v, 10) }

// versionOf reads the version that the person saw; anything else is none, and conflicts.
func versionOf(f *web.Form, name string) int64 {
	v, err := strconv.ParseInt(f.Value(name), 10, 64)
	if err != nil {
		return -1
	}
	return v
}

// formPage is a page with one form in a narrow column.
func formPage(r *web.Request, title language.Text, crumbs []ui.Link, form ui.Form) web.Response {
	status := 200
	if form.Error != "" {
		status = 422
	}
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), ""), ui.FormOf(form))).Status(status).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = append(crumbs, ui.Link{Label: r.Say(title)})
	})
}

// crumbs is the way to a routine.
func (r Routine) crumbs(rq *web.Request, a around) []ui.Link {
	return []ui.Link{{Label: rq.Say(sayAgreements), Href: "/overenskommelser"}, {Label: a.places[r.Agreement], Href: "/overenskommelser/" + r.Agreement},
		{Label: rq.Say(sayRoutines), Href: "/overenskommelser/" + r.Agreement + "/rutiner"}, {Label: r.Title, Href: r.Path()}}
}

// clausesSaid are clauses as they are written: "§ 9, K9.1".
func clausesSaid(ids []string) string {
	said := make([]string, len(ids))
	for i, id := range ids {
		said[i] = ClauseName(id)
	}
	return strings.Join(said, ", ")
}
