package escalation

import (
	"strconv"

	"samsyn/internal/calendar"
	"samsyn/internal/enquiry"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names in the address of the list.
const (
	paramLevel = "niva"
	paramPlace = "kommun"
	paramWhose = "vems"
	paramState = "lage"
	whoseOurs  = "vi"
	stateEnded = "avslutade"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = listPath + "/{id}"
	rt.Handle("GET "+listPath, policy.ReadEscalation, s.listPage)
	rt.Handle("GET "+one, policy.ReadEscalation, s.onePage)
	rt.Handle("POST "+one+"/ny-tid", policy.DecideEscalation, s.agreePost)
	rt.Handle("POST "+one+"/avgor", policy.DecideEscalation, s.settlePost)
	rt.Handle("POST "+one+"/lyft", policy.DecideEscalation, s.risePost)
	rt.Handle("POST /fragor/{id}/eskalera", policy.RaiseEnquiry, s.raisePost)
	s.apiRoutes(rt)
}

// raisePost raises a question from its page.
func (s *Service) raisePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	e, err := s.Raise(r.Context(), r.Actor, enquiry.Key{ID: r.Path("id")}, Reason(f.Value(fieldReason)))
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(enquiry.Enquiry{ID: e.ThingID}.Page()+"#trappan").Message(ui.Good, language.T("Frågan är lyft. De samverkansansvariga hos båda parter får veta det.", "The question is raised. The coordinators of both parties are told.")), nil
}

func (s *Service) agreePost(r *web.Request) (web.Response, error) {
	return s.decide(r, "ny-tid", language.T("Den nya tiden gäller. Alla som har fått eskaleringen får veta det.", "The new time holds. Everybody whom the escalation has gone to is told."), func(f *web.Form) Decision {
		return Decision{Until: f.Date(fieldUntil), Text: f.Long(fieldText)}
	})
}

func (s *Service) settlePost(r *web.Request) (web.Response, error) {
	return s.decide(r, "avgor", language.T("Eskaleringen är avgjord.", "The escalation is settled."), func(f *web.Form) Decision {
		return Decision{Settle: true, Text: f.Long(fieldText)}
	})
}

func (s *Service) risePost(r *web.Request) (web.Response, error) {
	return s.decide(r, "lyft", language.T("Det är lyft till nästa nivå.", "It is raised to the next level."), func(f *web.Form) Decision {
		return Decision{Next: true, Reason: Reason(f.Value(fieldReason))}
	})
}

// decide reads a form of a decision, takes it, and shows the page again when it cannot be taken.
func (s *Service) decide(r *web.Request, form string, done language.Text, read func(f *web.Form) Decision) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	version, _ := strconv.ParseInt(f.Value(fieldVersion), 10, 64)
	d := read(f)
	if f.OK() {
		_, err = s.Decide(r.Context(), r.Actor, Key{r.Path("id"), version}, d)
		if err == nil {
			return web.Redirect(Escalation{ID: r.Path("id")}.Path()).Message(ui.Good, done), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.oneAgain(r, form, f)
}

// levelStatus is a level with how pressing it is.
func levelStatus(e Escalation, l language.Lang) ui.Status {
	if e.State == Ended {
		return ui.Status{Level: ui.Good, Words: capital(e.Ending.Name()).In(l)}
	}
	st := ui.Status{Level: ui.Warn, Words: language.T("Nivå %d", "Level %d").With(int(e.Level)).In(l)}
	if e.Level >= ladder.Steering {
		st.Level = ui.Bad
	}
	return st
}

// leftSaid says how long a level has: "3 arbetsdagar kvar".
func leftSaid(e Escalation, today calendar.Date) language.Text {
	if e.NextAt.IsZero() {
		return language.T("ingen tidsgräns", "no time limit")
	}
	switch n := calendar.WorkingDaysBetween(today, calendar.DateOf(e.NextAt.Time)); {
	case n < 0:
		return language.T("väntar på att frågan ska kompletteras", "waits for the question to be completed")
	case n == 0:
		return language.T("sista dagen", "last day")
	default:
		return language.T("%s kvar", "%s left").With(calendar.CountWorkingDays(n))
	}
}
