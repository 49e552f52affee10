package apptest

import (
	"slices"
	"strings"

	"samsyn/internal/accesslog"
	"samsyn/internal/cast"
	"samsyn/internal/handover"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/request"
	"samsyn/internal/statutory"
	"samsyn/internal/web"
)

// sight is how much of a thing about somebody one may know. It is said here in plain rules, and nowhere taken from the
// table that the house decides by.
type sight int

const (
	absent  sight = iota // as if there were no such thing
	refused              // that there is one may be known, but not this of it
	head                 // that there is one, when and with which authority: not who and what
	takes                // one may begin to work with it; not tried here
	whole                // all of it
)

func (s sight) String() string {
	return [...]string{"absent", "refused", "head", "takes", "whole"}[s]
}

// betweenRoutes are where things about a person between two authorities are named in a path, and of what kind they are.
var betweenRoutes = map[string]ref.Kind{
	"/overlamningar/{id}": handover.Kind, "/api/v1/handovers/{id}": handover.Kind, "/arenden/{id}": matter.Kind, "/api/v1/matters/{id}": matter.Kind,
	"/personmoten/{id}": meeting.Kind, "/api/v1/meetings/{id}": meeting.Kind, "/utfall/{id}": outcome.Kind, "/api/v1/outcomes/{id}": outcome.Kind,
	"/underrattelser/{id}": statutory.Kind, "/api/v1/statutory-notices/{id}": statutory.Kind, "/begaran/{id}": request.Kind, "/api/v1/requests/{id}": request.Kind,
	"/personer/{id}/mina-sidor": person.PersonKind, "/mina-sidor/begaran/{id}": request.Kind, "/mina-sidor/plan/{id}": plan.Kind, "/mina-sidor/moten/{id}": meeting.Kind, "/mina-sidor/utfall/{id}": outcome.Kind,
	"/mina-sidor/samtycken/{grund}": person.GroundKind, "/loggkontroll/lasning/{id}": accesslog.LineKind, "/loggkontroll/fraga/{id}": accesslog.LineKind,
	"/loggkontroll/nodoppning/{id}": accesslog.EmergencyKind, "/api/v1/reviewed-readings/{id}": accesslog.LineKind, "/api/v1/emergency-openings/{id}": accesslog.EmergencyKind,
}

// betweenOf finds which of them a route is about.
func betweenOf(route web.Route) (start string, kind ref.Kind) {
	for at, k := range betweenRoutes {
		if route.Action != "" && (route.Pattern == at || strings.HasPrefix(route.Pattern, at+"/")) {
			return at, k
		}
	}
	return "", ""
}

// takingEnds are the acts by which a colleague of the unit begins to work with something, or gives it to somebody who will.
var takingEnds = map[string][]string{
	"/overlamningar/{id}": {"/ta-emot", "/aterlamna", "/fraga", "/kollega"}, "/api/v1/handovers/{id}": {"/acceptance", "/return", "/questions", "/officer"},
	"/arenden/{id}": {"/handlaggare"}, "/api/v1/matters/{id}": {"/officer"},
	"/underrattelser/{id}": {"/ta", "/ge", "/enhet"}, "/api/v1/statutory-notices/{id}": {"/handlers", "/units"},
	"/begaran/{id}": {"/ta", "/ge", "/diarienummer"}, "/api/v1/requests/{id}": {"/takings", "/handlers", "/registry-numbers"},
}

// hasHead tells of the rooms whose things a colleague of the unit may know of without reading them.
func hasHead(start string) bool {
	return start == "/personmoten/{id}" || start == "/api/v1/meetings/{id}" || len(takingEnds[start]) > 0
}

// may is what somebody may know by a route of what there is about a person: the two who are named for the person all that
// is theirs, the person what is about themselves on their own pages, a colleague of theirs that there is something, and of
// somebody with a protected identity nobody else anything.
func (s *betweenScene) may(m member, route web.Route, c *betweenCase) sight {
	start, kind := betweenOf(route)
	rest := strings.TrimPrefix(route.Pattern, start)
	switch {
	case strings.HasPrefix(start, "/mina-sidor"):
		return onlyIf(m.account == c.self.account, whole)
	case strings.HasPrefix(start, "/loggkontroll"), kind == accesslog.LineKind, kind == accesslog.EmergencyKind:
		return s.mayReview(m, start, rest, c)
	case m.account == s.asks.account:
		return whole
	case m.account == s.answers.account:
		return onlyIf(slices.Contains([]ref.Kind{handover.Kind, matter.Kind, meeting.Kind, statutory.Kind}, kind), whole)
	case c.protected(), !s.isColleague(m, kind), !hasHead(start):
		return absent
	case rest == "" || rest == "/mote.ics":
		return head
	case slices.Contains(takingEnds[start], rest) && (m.role != policy.Coordinator || rest != "/diarienummer" && rest != "/registry-numbers"):
		return takes
	}
	return refused
}

// isColleague tells of those whose authority takes part and whose role works with persons; of what a person asks, those
// who lead the work too.
func (s *betweenScene) isColleague(m member, kind ref.Kind) bool {
	works := m.role == policy.Caseworker || m.role == policy.EmploymentOfficer
	if kind == request.Kind {
		return m.place == owner && (works || m.role == policy.Coordinator)
	}
	return works && (m.place == owner || m.place == cast.Agency)
}

// mayReview is what those who review the log of the owner may see: that somebody has read, and whom it was about unless the
// identity is protected. Why one read only who read is asked, and nobody is.
func (s *betweenScene) mayReview(m member, start, rest string, c *betweenCase) sight {
	audits := m.place == owner && m.role == policy.LogAuditor
	switch _, isLine := map[string]bool{"/loggkontroll/lasning/{id}": true, "/api/v1/reviewed-readings/{id}": true}[start]; {
	case start == "/loggkontroll/fraga/{id}" || rest == "/explanations":
		return absent
	case rest == "/person":
		return onlyIf(audits && !c.protected(), whole)
	case isLine && rest == "":
		return onlyIf(audits, head)
	case isLine:
		return onlyIf(audits, takes)
	case rest == "":
		return onlyIf(audits || m.place == owner && m.role == policy.LocalAdmin, head)
	}
	return onlyIf(audits || m.place == owner && m.role == policy.LocalAdmin, takes)
}

func onlyIf(ok bool, s sight) sight {
	if ok {
		return s
	}
	return absent
}
