package main

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"samsyn/internal/calendar"
)

// Places in the API.
const (
	enquiries   = "enquiries"
	escalations = "escalations"
	deviations  = "deviations"
)

// room is where what a call answers lives.
func (d deed) room() string {
	if strings.HasPrefix(d.path, "/api/v1/enquiries/") && strings.HasSuffix(d.path, "/escalations") {
		return escalations
	}
	return strings.Split(d.path, "/")[3]
}

// read asks for a thing as whoever may read it. The officers' program does not read what the coordinators were given.
func (p *posting) read(at thing, into any) (int, error) {
	secret := p.secret
	if at.room == escalations {
		secret = p.leads
	}
	return p.call(http.MethodGet, "/api/v1/"+at.room+"/"+at.id, "", secret, "", into)
}

// of counts what was acknowledged of one sort.
func (p *posting) of(room string) (n int) {
	for at := range p.last {
		if at.room == room {
			n++
		}
	}
	return n
}

// sorts are what a deviation can be of.
var sorts = []string{"answer-late", "not-reachable", "wrong-recipient", "hand-over", "information", "meeting-not-held", "routine-not-worked", "other"}

// beside is what comes of a question besides its answer: every eighth, which nobody has touched, is raised to the
// coordinators and every second of those settled, and every third gives a deviation with part of its life.
func (p *posting) beside(n int64, key, id string, do func(deed) (said, error)) error {
	if n%8 == 4 {
		e, err := do(deed{p.secret, "/api/v1/enquiries/" + id + "/escalations", `{"reason":"cannot-wait"}`, key + "/raised"})
		if err != nil || n%16 == 4 {
			return err
		}
		_, err = do(deed{p.leads, "/api/v1/escalations/" + e.ID + "/settlements", fmt.Sprintf(`{"version":%d,"text":"Vi löser det vid mötet."}`, e.Version), key + "/settled"})
		return err
	}
	if n%3 != 1 {
		return nil
	}
	today := calendar.DateOf(time.Now()) // in Sweden, where it is tomorrow already an hour or two before it is in UTC
	d, err := do(deed{p.secret, "/api/v1/deviations", fmt.Sprintf(`{"municipality":"2085","type":"%s","happenedOn":"%s","expected":"Svar inom två arbetsdagar.","what":"Svaret kom sent (%s).",
		"effect":"work","effectText":"Planeringen fick vänta."}`, sorts[n/3%int64(len(sorts))], today.AddDays(-1), key), key + "/reported"})
	if err != nil {
		return err
	}
	for _, step := range [][3]string{
		{p.agency, "/acknowledgements", ""},
		{p.agency, "/causes", `,"said":"Frågan låg i fel inkorg."`},
		{p.agency, "/actions", `,"said":"Inkorgen läses varje morgon.","due":"` + today.String() + `"`},
		{p.agency, "/solutions", `,"said":"Inkorgen läses nu varje morgon.","helped":"yes"`},
		{p.secret, "/confirmations", `,"helped":"yes"`},
	}[:n/3%6] {
		if d, err = do(deed{step[0], "/api/v1/deviations/" + d.ID + step[1], fmt.Sprintf(`{"version":%d%s}`, d.Version, step[2]), key + "/deviation" + step[1]}); err != nil {
			return err
		}
	}
	return nil
}

// besideWhole looks behind the service at what came of the questions besides their answers.
func (p *posting) besideWhole(count func(text string, args ...any) int) {
	p.t.Helper()
	parts := map[string]map[string]string{
		escalations: {
			"self":  "SELECT COUNT(*) FROM escalation WHERE id = $1",
			"sides": "SELECT COUNT(*) - 1 FROM escalation_side WHERE escalation_id = $1",
			"step":  "SELECT COUNT(*) FROM escalation_step WHERE escalation_id = $1",
		},
		deviations: {
			"self":  "SELECT COUNT(*) FROM deviation WHERE id = $1",
			"sides": "SELECT COUNT(*) - 1 FROM deviation_side WHERE deviation_id = $1",
			"event": "SELECT COUNT(*) FROM deviation_event WHERE deviation_id = $1",
			"fact":  "SELECT COUNT(*) FROM deviation_fact l JOIN fact f ON f.id = l.fact_id WHERE l.deviation_id = $1",
		},
	}
	for at, state := range p.last {
		table := strings.TrimSuffix(at.room, "s")
		if parts[at.room] != nil && count("SELECT COUNT(*) FROM "+table+" WHERE id = $1 AND state = $2", at.id, state) != 1 {
			p.t.Errorf("the %s %s was acknowledged as %s and is not", table, at.id, state)
		}
		for what, text := range parts[at.room] {
			if count(text, at.id) < 1 {
				p.t.Errorf("the %s %s (%s) lacks its %s", table, at.id, state, what)
			}
		}
	}
	for room := range parts {
		table := strings.TrimSuffix(room, "s")
		if n := count("SELECT COUNT(*) FROM " + table); n != p.of(room) {
			p.t.Errorf("%d of %s were acknowledged, of %d rows", p.of(room), room, n)
		}
	}
	if p.of(escalations) == 0 || p.of(deviations) == 0 {
		p.t.Errorf("%d escalations and %d deviations were acknowledged: the test shows little of them", p.of(escalations), p.of(deviations))
	}
}
