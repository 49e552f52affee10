package apptest

import (
	"context"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/policy"
)

// soon is an hour so many working days from now.
func soon(a *app.App, days int) meeting.Span {
	at := calendar.AddWorkingDays(calendar.DateOf(a.DB.Now()), days).At(10, 0)
	return meeting.Span{Starts: at, Ends: at.Add(time.Hour)}
}

func aCall(a *app.App) meeting.Asking {
	return meeting.Asking{Sort: meeting.ThreeParty, Way: meeting.InPerson, Why: "Bestämma om praktik (Demo)", Interpreter: meeting.Needed, Language: "arabiska (Demo)", Place: "Rum Sjön (Demo)", Times: []meeting.Span{soon(a, 3), soon(a, 4)}, Basis: aConsent()}
}

// meetingExamples are a meeting that an account of the owner's has asked for, and a day on which the agency is present.
func meetingExamples(ctx context.Context, a *app.App, actor policy.Actor, m matter.Matter) (map[string]example, error) {
	met, err := a.Meetings.Ask(ctx, actor, matter.Key{ID: m.ID}, aCall(a))
	if err != nil {
		return nil, err
	}
	day, err := a.Meetings.PlanDay(ctx, policy.Actor{ID: "nobody", Authority: directory.PES, Roles: []policy.Role{policy.EmploymentOfficer}}, meeting.Planned{Municipality: "2085", Premises: "Biblioteket, plan två (Demo)", Day: calendar.DateOf(soon(a, 5).Starts), Opens: "09.00", Closes: "15.00"})
	one, two := example{kind: meeting.Kind, id: met.ID, missing: nothing}, example{kind: meeting.PresenceKind, id: day.ID, missing: nothing}
	return map[string]example{"/personmoten/{id}": one, "/meetings/{id}": one, "/mina-sidor/moten/{id}": one, "/narvarodagar/{dag}": two, "/presence-days/{dag}": two}, err
}

// met makes meetings in the states that the forms of their pages need: one whose times suit the agency, one that is booked, a
// call to SIP from the agency, and one with which the person wants to wait.
func (s *questioning) met(k matter.Key) {
	s.suits(k)
	if booked, slots := s.suits(k); s.err == nil {
		_, err := s.Meetings.Book(s, s.asks, booked, slots[0], true)
		s.keep("", err)
	}
	call := aCall(s.App)
	call.Sort, call.Times = meeting.SIP, nil
	m, err := s.Meetings.Ask(s, s.answers, k, call)
	s.keep(m.Page(), err)
	call.Sort = meeting.ThreeParty
	m, err = s.Meetings.Ask(s, s.asks, k, call)
	s.keep(m.Page(), err)
	_, err = s.Meetings.Pause(s, s.asks, meeting.Key{ID: m.ID}, true)
	s.keep("", err)
	s.pages = append(s.pages, "/personmoten", matter.Path+"/"+k.ID+"/mote")
}

// suits asks for a meeting all of whose times suit the agency.
func (s *questioning) suits(k matter.Key) (meeting.Key, []string) {
	m, err := s.Meetings.Ask(s, s.asks, k, aCall(s.App))
	s.keep(m.Page(), err)
	v, err := s.Meetings.Get(s, s.DB, s.answers, m.ID)
	s.keep("", err)
	var slots []string
	for _, o := range v.Offers {
		slots = append(slots, o.ID)
	}
	_, err = s.Meetings.Suit(s, s.answers, meeting.Key{ID: m.ID}, false, slots)
	s.keep("", err)
	return meeting.Key{ID: m.ID}, slots
}
