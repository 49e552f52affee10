package routine

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// dated is a page that asks for the day of the next review and then does something.
type dated struct {
	title language.Text
	says  language.Text
	path  string
	done  language.Text
	do    func(ctx context.Context, actor policy.Actor, id string, version int64, day calendar.Date) (Routine, error)
}

func (s *Service) forcing() dated {
	return dated{sayForce, language.T("Utkastet börjar gälla i dag för båda parter. De som har tagit över rutinen erbjuds ändringen. En rutin som ni redan använder kan föras in med den dag för översyn som ni har bestämt, även om den har passerat.", "The draft holds from today for both parties. Those who have taken the routine over are offered the change. A routine that you use already can be entered with the day of review that you have decided, even if it has passed."),
		"/galler", language.T("Den nya versionen gäller.", "The new version is in force."), s.PutInForce}
}

func (s *Service) reviewing() dated {
	return dated{sayReviewIt, language.T("Läs rutinen. Stämmer den än, ange när den ska ses över nästa gång. Stämmer den inte, ändra den i stället.", "Read the routine. If it still holds, say when it is to be reviewed next. If not, change it instead."),
		"/oversyn", language.T("Rutinen är översedd.", "The routine is reviewed."), s.Review}
}

func (s *Service) forcePage(r *web.Request) (web.Response, error)  { return s.dated(r, s.forcing()) }
func (s *Service) forcePost(r *web.Request) (web.Response, error)  { return s.datedPost(r, s.forcing()) }
func (s *Service) reviewPage(r *web.Request) (web.Response, error) { return s.dated(r, s.reviewing()) }
func (s *Service) reviewPost(r *web.Request) (web.Response, error) {
	return s.datedPost(r, s.reviewing())
}

func (s *Service) dated(r *web.Request, d dated) (web.Response, error) {
	x, a, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	form := d.form(r, x)
	form.Fields[0].Value = today(s.Trail.DB()).AddMonths(12).String()
	return formPage(r, d.title, x.crumbs(r, a), form), nil
}

func (d dated) form(r *web.Request, x Routine) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "dag", Action: x.Path() + d.path, Before: ui.Paragraphs(r.Say(d.says)), Submit: ui.Button{Label: r.Say(d.title)},
		Other: []ui.Button{{Label: r.Say(sayEdit), Href: x.Path() + "/andra", Kind: ui.Quiet}},
		Fields: []ui.Field{{Kind: ui.DateField, Name: fieldReview, Label: r.Say(language.T("Ska ses över senast", "To be reviewed by")), Width: ui.Short},
			{Kind: ui.HiddenField, Name: fieldVersion, Value: versionText(x.Version)}}}
}

func (s *Service) datedPost(r *web.Request, d dated) (web.Response, error) {
	x, a, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	day := f.Date(fieldReview, web.Required)
	if f.OK() {
		_, err := d.do(r.Context(), r.Actor, x.ID, versionOf(f, fieldVersion), day)
		if err == nil {
			return web.Redirect(x.Path()).Message(ui.Good, d.done), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, d.title, x.crumbs(r, a), d.form(r, x).Fill(f.Values()).WithFault(f.Err())), nil
}

func (s *Service) retirePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	x, err := s.Retire(r.Context(), r.Actor, r.Path("id"), versionOf(f, fieldVersion))
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(x.Path()).Message(ui.Good, language.T("Rutinen har upphört.", "The routine is retired.")), nil
}
