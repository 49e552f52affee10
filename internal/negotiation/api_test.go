package negotiation_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/dbtest"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
)

// call asks the API with the key of an actor, and demands a status and some words.
func (s *site) call(by policy.Actor, method, path, body string, want int, texts ...string) string {
	s.t.Helper()
	s.key = by
	r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer a-key-that-is-long-enough")
	r.Header.Set("Content-Type", "application/json")
	if strings.Contains(path, "/documents?") {
		r.Header.Set("Content-Type", "application/octet-stream")
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != want {
		s.t.Fatalf("%s %s answers %d, want %d: %s", method, path, w.Code, want, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("%s %s does not say %q: %s", method, path, text, w.Body)
		}
	}
	return w.Body.String()
}

// value is a member of an answer.
func (s *site) value(answer, name string) string {
	s.t.Helper()
	var all map[string]any
	s.must(json.Unmarshal([]byte(answer), &all))
	return fmt.Sprint(all[name])
}

// TestADraftByTheAPI writes, proposes, answers and calls off a draft as programs of the parties do, on both engines.
func TestADraftByTheAPI(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *dbtest.Database) {
		s := serveOn(open(t, db))
		s.must(seedTemplate(s.house))
		s.call(s.anna, "POST", "/drafts", `{"boards":[]}`, 422, `"in":"body","name":"boards"`)
		s.call(s.outsider, "POST", "/drafts", fmt.Sprintf(`{"boards":[%q]}`, s.anna.Authority), 403)
		one := "/drafts/" + s.value(s.call(s.anna, "POST", "/drafts", fmt.Sprintf(`{"boards":[%q]}`, s.anna.Authority), 201, `"state":"drafting"`), "id")
		s.call(s.outsider, "GET", one+"/fields/variable:ort", "", 404)

		f := s.call(s.anna, "GET", one+"/fields/variable:ort", "", 200, `"open":true`)
		s.call(s.anna, "POST", one+"/fields/variable:ort", `{"seen":"fel","value":{"text":"Ludvika"}}`, 409)
		s.call(s.anna, "POST", one+"/fields/variable:ort", fmt.Sprintf(`{"seen":%q,"value":{"text":"Ludvika"}}`, s.value(f, "seen")), 200, `"text":"Ludvika"`)
		s.call(s.af, "POST", one+"/fields/variable:ort", `{"seen":"x","value":{"text":"Borlänge"}}`, 409)
		f = s.call(s.anna, "GET", one+"/fields/deviation:", "", 200)
		f = s.call(s.anna, "POST", one+"/fields/deviation:", fmt.Sprintf(`{"seen":%q,"deviation":{"id":"","on":"9","kind":"adds","text":"Även på kvällar.","reason":"Så arbetar vi."}}`, s.value(f, "seen")), 200, `"id":"A1"`)
		s.call(s.anna, "POST", one+"/fields/deviation:A1", fmt.Sprintf(`{"seen":%q,"remove":true}`, s.value(f, "seen")), 200)

		s.call(s.anna, "POST", one+"/checklist", `{"item":"finns-inte","on":true}`, 422, `"in":"body","name":"item"`)
		s.call(s.anna, "POST", one+"/proposals", "", 200, `"state":"proposed"`)
		s.call(s.af, "POST", one+"/pen", `{"take":true}`, 409)
		s.call(s.af, "POST", one+"/comments", `{"field":"variable:ort","text":"Orten?"}`, 200)
		s.call(s.anna, "POST", one+"/comments/resolutions", `{"field":"variable:ort"}`, 409)
		s.call(s.af, "POST", one+"/pen", `{"take":true}`, 200, `"turn":"af"`)
		s.call(s.af, "POST", one+"/pen", `{"take":false}`, 200, `"state":"proposed"`)
		s.call(s.af, "POST", one+"/comments/resolutions", `{"field":"variable:ort"}`, 200)

		doc := s.value(s.call(s.anna, "POST", one+"/documents?name=lista.txt&what=Lista", "Målgrupper 2026\n", 201, `"what":"Lista"`), "id")
		s.call(s.af, "GET", one+"/documents", "", 200, doc)
		s.call(s.af, "POST", one+"/documents/"+doc+"/removals", "", 409)
		s.call(s.anna, "POST", one+"/documents/"+doc+"/removals", "", 200, `"items":[]`)

		s.call(s.anna, "POST", one+"/withdrawals", `{"reason":" "}`, 422, `"name":"reason"`)
		s.call(s.anna, "POST", one+"/withdrawals", `{"reason":"Vi börjar om."}`, 200, `"state":"withdrawn"`)
		s.call(s.anna, "POST", one+"/withdrawals", `{"reason":"Vi börjar om."}`, 409)
	})
}

// TestApprovalsAndAmendmentsByTheAPI takes an approval back, and begins the amendment of what holds.
func TestApprovalsAndAmendmentsByTheAPI(t *testing.T) {
	s := serve(t)
	s.must(seedTemplate(s.house))
	d := s.whole()
	one := "/drafts/" + d.ID
	text, err := negotiation.TextAt(ctx, s.DB, d.ID, 1)
	s.must(err)
	s.call(s.anna, "POST", one+"/approvals", fmt.Sprintf(`{"no":1,"digest":%q}`, text.Digest), 200)
	s.call(s.anna, "POST", one+"/approvals/withdrawals", `{"reason":""}`, 422, `"in":"body","name":"reason"`)
	s.call(s.anna, "POST", one+"/approvals/withdrawals", `{"reason":"Vi läste fel."}`, 200, `"approved":false`)
	_, a := s.concluded()
	s.call(s.anna, "POST", "/agreements/"+a.ID+"/drafts", `{"kind":"new"}`, 422, `"name":"kind"`)
	s.call(s.outsider, "POST", "/agreements/"+a.ID+"/drafts", `{"kind":"amendment"}`, 403)
	s.call(s.anna, "POST", "/agreements/"+a.ID+"/drafts", `{"kind":"amendment"}`, 201, `"kind":"amendment"`)
	s.call(s.anna, "POST", "/agreements/"+a.ID+"/drafts", `{"kind":"amendment"}`, 409)
}
