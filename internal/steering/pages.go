package steering

import (
	"context"
	"fmt"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const under, group, meeting = "/overenskommelser/{id}", "/grupper/{group}", "/moten/{meeting}"
	rt.Handle("GET "+under+"/grupper", policy.ReadGroups, s.groupsPage)
	rt.Handle("GET "+under+"/grupper/ny", policy.AddGroup, s.newGroupPage)
	rt.Handle("POST "+under+"/grupper/ny", policy.AddGroup, s.newGroupPost)
	rt.Handle("GET "+under+"/arshjul", policy.ReadGroups, s.wheelPage)
	rt.Handle("GET "+under+"/beslut", policy.ReadGroups, s.decisionsPage)
	rt.Handle("GET "+under+"/oversyn", policy.ReadGroups, s.reviewsPage)
	rt.Handle("GET "+under+"/oversyn/ny", policy.ReviewAgreement, s.newReviewPage)
	rt.Handle("POST "+under+"/oversyn/ny", policy.ReviewAgreement, s.newReviewPost)
	rt.Handle("GET "+under+"/oversyn/{review}", policy.ReadGroups, s.reviewPage)
	rt.Handle("GET "+group, policy.ReadGroup, s.groupPage)
	rt.Handle("GET "+group+"/ratta", policy.EditGroup, s.editGroupPage)
	rt.Handle("POST "+group+"/ratta", policy.EditGroup, s.editGroupPost)
	rt.Handle("GET "+group+"/ledamoter/ny", policy.EditGroup, s.newMemberPage)
	rt.Handle("POST "+group+"/ledamoter/ny", policy.EditGroup, s.newMemberPost)
	rt.Handle("GET "+group+"/ledamoter/{member}/avsluta", policy.EditGroup, s.endMemberPage)
	rt.Handle("POST "+group+"/ledamoter/{member}/avsluta", policy.EditGroup, s.endMemberPost)
	rt.Handle("GET "+group+"/planera", policy.EditGroup, s.planPage)
	rt.Handle("POST "+group+"/planera", policy.EditGroup, s.planPost)
	rt.Handle("GET "+meeting, policy.ReadMeeting, s.meetingPage)
	rt.Handle("GET "+meeting+"/kalender.ics", policy.ReadMeeting, s.meetingICS)
	rt.Handle("GET "+meeting+"/punkt", policy.AddPoint, s.pointPage)
	rt.Handle("POST "+meeting+"/punkt", policy.AddPoint, s.pointPost)
	rt.Handle("GET "+meeting+"/flytta", policy.RunMeeting, s.movePage)
	rt.Handle("POST "+meeting+"/flytta", policy.RunMeeting, s.movePost)
	rt.Handle("GET "+meeting+"/stall-in", policy.RunMeeting, s.cancelPage)
	rt.Handle("POST "+meeting+"/stall-in", policy.RunMeeting, s.cancelPost)
	rt.Handle("GET "+meeting+"/genomfort", policy.RunMeeting, s.holdPage)
	rt.Handle("POST "+meeting+"/genomfort", policy.RunMeeting, s.holdPost)
	rt.Handle("GET "+meeting+"/protokoll", policy.RunMeeting, s.minutesPage)
	rt.Handle("POST "+meeting+"/protokoll", policy.RunMeeting, s.minutesPost)
	rt.Handle("POST "+meeting+"/justera", policy.AdjustMinutes, s.adjustPost)
	rt.Handle("GET "+meeting+"/beslut/nytt", policy.RunMeeting, s.decidePage)
	rt.Handle("POST "+meeting+"/beslut/nytt", policy.RunMeeting, s.decidePost)
	rt.Handle("GET "+meeting+"/beslut/{decision}", policy.RunMeeting, s.closePage)
	rt.Handle("POST "+meeting+"/beslut/{decision}", policy.RunMeeting, s.closePost)
	s.apiRoutes(rt)
}

// place is an agreement with the names that its pages show.
type place struct {
	agreement.Agreement
	day     calendar.Date
	names   []string // of the municipalities
	parties map[string]directory.Authority
}

// at reads the agreement of the address and asks whether the actor may do the action to it.
func (s *Service) at(r *web.Request, act policy.Action) (place, error) {
	a, err := agreement.ByID(r.Context(), s.Trail.DB(), r.Path("id"))
	if err != nil {
		return place{}, err
	}
	if err := s.may(r, act, a.Ref()); err != nil {
		return place{}, err
	}
	return s.place(r.Context(), a)
}

func (s *Service) place(ctx context.Context, a agreement.Agreement) (place, error) {
	q := s.Trail.DB()
	p := place{Agreement: a, day: today(q)}
	found, err := directory.Named(ctx, q, a.Municipalities(), p.day)
	if err != nil {
		return p, err
	}
	for _, m := range found {
		p.names = append(p.names, m.Name)
	}
	p.parties, err = directory.Authorities(ctx, q, partiesOf(a), p.day)
	return p, err
}

// of is who it is between, in a few words.
func (p place) of() string { return language.List(language.Names(p.names...)...).Sv }

func (p place) party(id string) string { return p.parties[id].Title() }

// partyOptions are the parties to choose among.
func (p place) partyOptions() (out []ui.Option) {
	for _, id := range partiesOf(p.Agreement) {
		out = append(out, ui.Option{Value: id, Label: p.party(id)})
	}
	return out
}

// crumbs lead to a page under an agreement.
func (p place) crumbs(r *web.Request, more ...ui.Link) []ui.Link {
	out := []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: p.of(), Href: p.Path()}, {Label: r.Say(sayGroups), Href: p.Path() + "/grupper"}}
	return append(out, more...)
}

// tabs are the four views of what the groups do under an agreement.
func (p place) tabs(r *web.Request, current string) templ.Component {
	var all []ui.Tab
	for _, t := range []struct {
		at   string
		text language.Text
	}{{"/grupper", sayGroups}, {"/arshjul", sayWheel}, {"/beslut", sayDecisions}, {"/oversyn", sayReviews}} {
		all = append(all, ui.Tab{Label: r.Say(t.text), Href: p.Path() + t.at, Current: t.at == current})
	}
	return ui.Tabs(r.Say(sayGroupsOf.With(p.of())), all)
}

// form is a page with one form in a narrow column.
type form struct {
	ui.Form
	title  language.Text
	crumbs []ui.Link
	over   templ.Component // stands over the form; nil for nothing
}

func (p form) page(r *web.Request, f *web.Form) web.Response {
	status := 200
	if f != nil {
		p.Form, status = p.Fill(f.Values()).WithFault(f.Err()), f.Status()
	}
	p.Lang = r.Lang
	return web.Page(p.title, ui.Parts(ui.Heading(r.Say(p.title), ""), p.over, ui.FormOf(p.Form))).Status(status).Frame(func(fr *ui.Frame) {
		fr.Narrow, fr.Crumbs = true, append(p.crumbs, ui.Link{Label: r.Say(p.title)})
	})
}

// take reads the form, does the act and leads on, or shows the form again with what is wrong. read gives the values to
// the act; the act gives the page to lead to.
func (p form) take(r *web.Request, said language.Text, read func(*web.Form), act func() (string, error)) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if read(f); f.OK() {
		to, err := act()
		if err == nil {
			return web.Redirect(to).Message(ui.Good, said), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return p.page(r, f), nil
}

func cancelTo(r *web.Request, path string) []ui.Button {
	return []ui.Button{{Label: r.Say(language.T("Avbryt", "Cancel")), Href: path, Kind: ui.Quiet}}
}

func versionField(v int64) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: fmt.Sprint(v)}
}

// numberOf reads a hidden number; 0 for what is none, which no version is.
func numberOf(f *web.Form, name string) int64 {
	v, err := strconv.ParseInt(f.Value(name), 10, 64)
	if err != nil {
		return 0
	}
	return v
}

// timeOf reads a time of day.
func timeOf(f *web.Form, name string) calendar.TimeOfDay {
	t, err := calendar.ParseTimeOfDay(f.Text(name, web.Required, web.Max(5)))
	if err != nil && f.Text(name) != "" {
		f.Problem(name, language.T("Skriv klockslaget som 09.00.", "Write the time as 09:00."))
	}
	return t
}
