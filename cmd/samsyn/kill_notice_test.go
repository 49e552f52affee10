package main

import (
	"fmt"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
)

// statutoryNotices is their place in the API.
const statutoryNotices = "statutory-notices"

// givesNotices gives a board adult education, which notices are about, and finds who receives them.
func (p *posting) givesNotices(a *app.App, board string) {
	ctx, today := p.t.Context(), a.Accounts.Today()
	p.check(a.Directory.SetAreas(ctx, policy.Process("test"), board, "", []directory.BranchArea{directory.AdultsEducation}, today.AddDays(-300)))
	officers, err := account.HoldersOf(ctx, a.DB, policy.EmploymentOfficer, []string{directory.PES}, today)
	p.check(err)
	if len(officers) == 0 {
		p.t.Fatal("nobody receives notices")
	}
	p.officer = officers[0]
}

// notices gives a statutory notice about the person of every fifth question; of every second of those the receiver says
// who handles it.
func (p *posting) notices(n int64, number, key string, do func(deed) (said, error)) error {
	if n%5 != 2 {
		return nil
	}
	today := calendar.DateOf(time.Now()) // in Sweden
	e, err := do(deed{p.secret, "/api/v1/" + statutoryNotices, fmt.Sprintf(`{"type":"education-interruption","municipality":"2085","happenedOn":"%s","number":"%s","name":"Nora Testberg (Demo)",
		"facts":{"education":"Svenska (%s)"},"certified":true}`, today, number, key), key + "/notice"})
	if err != nil || n%10 == 2 {
		return err
	}
	const handlers = "/handlers"
	_, err = do(deed{p.agency, "/api/v1/" + statutoryNotices + "/" + e.ID + handlers, fmt.Sprintf(`{"version":%d,"account":"%s"}`, e.Version, p.officer), key + "/notice" + handlers})
	return err
}

// noticesWhole looks behind the service: each notice that was given is one, with all that belongs to it on both sides, and
// nothing is there of one that was not: no thread, no message, nobody named on a person.
func (p *posting) noticesWhole(count func(text string, args ...any) int) {
	p.t.Helper()
	given := p.of(statutoryNotices)
	if given == 0 {
		p.t.Error("no notice was acknowledged: the test shows nothing of them")
	}
	for what, text := range map[string]string{
		"notices":                           "SELECT COUNT(*) FROM statutory_notice",
		"threads":                           "SELECT COUNT(*) FROM exchange_conversation WHERE kind = 'statutory'",
		"notices with their message first":  "SELECT COUNT(*) FROM exchange_message m JOIN exchange_conversation c ON c.id = m.conversation_id WHERE c.kind = 'statutory' AND m.seq = 1",
		"senders named on the person":       "SELECT COUNT(DISTINCT a.thing_id) FROM person_assignment a JOIN statutory_side s ON s.notice_id = a.thing_id AND s.person_id = a.person_id AND s.side = 'sender' WHERE a.thing_kind = 'statutory-notice'",
		"things that somebody is named for": "SELECT COUNT(DISTINCT thing_id) FROM person_assignment WHERE thing_kind = 'statutory-notice'",
	} {
		if n := count(text); n != given {
			p.t.Errorf("%d notices were acknowledged, and there are %d %s", given, n, what)
		}
	}
	for at, state := range p.last {
		if at.room != statutoryNotices {
			continue
		}
		if count("SELECT COUNT(*) FROM statutory_notice WHERE id = $1 AND state = $2", at.id, state) != 1 {
			p.t.Errorf("the notice %s was acknowledged as %s and is not", at.id, state)
		}
		for what, text := range map[string]string{
			"sides":  "SELECT COUNT(*) - 1 FROM statutory_side WHERE notice_id = $1",
			"event":  "SELECT COUNT(*) FROM statutory_event WHERE notice_id = $1",
			"facts":  "SELECT COUNT(*) - 1 FROM statutory_fact l JOIN fact f ON f.id = l.fact_id WHERE l.notice_id = $1",
			"copies": "SELECT COUNT(*) - 1 FROM exchange_copy c JOIN exchange_message m ON m.id = c.message_id JOIN statutory_notice n ON n.conversation_id = m.conversation_id WHERE n.id = $1",
		} {
			if count(text, at.id) < 1 {
				p.t.Errorf("the notice %s (%s) lacks its %s", at.id, state, what)
			}
		}
	}
}
