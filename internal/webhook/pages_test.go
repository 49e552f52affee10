package webhook

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the pages; somebody is signed in by name.
type site struct {
	*house
	http.Handler
	cookie string
}

func serve(h *house) *site {
	people := map[string]policy.Actor{h.admin.ID: h.admin, h.alien.ID: h.alien, "carl": {ID: "carl", Authority: board, Roles: []policy.Role{policy.Caseworker}}}
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.keys(), Now: h.Clock.Now, Authenticate: func(_ context.Context, s web.Session) (policy.Actor, error) { return people[s.Account], nil }})
	h.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), people[r.Path("who")].Authority, "/")
	})
	return &site{house: h, Handler: rt}
}

func (s *site) as(who string) *site {
	s.cookie = ""
	c := s.do("GET", "/prova/"+who, "", "").Result().Cookies()[0]
	s.cookie = c.Name + "=" + c.Value
	return s
}

func (s *site) do(method, path, body, kind string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if s.cookie != "" {
		r.Header.Set("Cookie", s.cookie)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) post(path string, form url.Values) *httptest.ResponseRecorder {
	return s.do("POST", path, form.Encode(), "application/x-www-form-urlencoded")
}

// want asserts a status and words.
func (s *site) want(w *httptest.ResponseRecorder, status int, words ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	if w.Code != status {
		s.t.Fatalf("answers %d, want %d: %s", w.Code, status, w.Body)
	}
	for _, word := range words {
		if !strings.Contains(w.Body.String(), word) {
			s.t.Errorf("does not say %q:\n%s", word, w.Body)
		}
	}
	return w
}

var secretForm = regexp.MustCompile(`whsec_[A-Za-z0-9_-]{43}`)

// TestAnAdminMakesTriesAndEndsAWebhook on the pages, with a receiver that is down at first.
func TestAnAdminMakesTriesAndEndsAWebhook(t *testing.T) {
	each(t, func(h *house) {
		up := false
		r := listen(h.t, func(w http.ResponseWriter, _ int) {
			if !up {
				w.WriteHeader(http.StatusInternalServerError)
			}
		})
		s := serve(h).as("anna")
		s.want(s.do("GET", Path, "", ""), 200, "Ingen webhook finns än", "Verksamhetssystemet (Demo)", "något har hänt")
		s.want(s.post(Path, url.Values{"name": {"Ärenden"}, "client": {"c1"}, "address": {"http://10.0.0.1/"}, "events": {string(closed)}}), 422, "Adressen måste börja med https://", "Ärenden")
		made := s.want(s.post(Path, url.Values{"name": {"Ärenden"}, "client": {"c1"}, "address": {r.URL}, "events": {string(closed)}}), 200, "Den visas bara den här gången")
		secret := secretForm.FindString(made.Body.String())
		if secret == "" || made.Header().Get("Cache-Control") != "no-store" {
			h.t.Fatalf("no secret, or it may be kept: %v", made.Header())
		}
		all, err := h.List(h.t.Context(), h.admin, board)
		must(h.t, err)
		at := Path + "/" + all[0].ID
		if strings.Contains(s.want(s.do("GET", at, "", ""), 200, "Ärenden", r.URL, "Inget har skickats än").Body.String(), secret) {
			h.t.Error("the secret is shown again")
		}
		s.want(s.post(at+"/prova", nil), http.StatusSeeOther)
		h.exhaust()
		s.as("anna") // two days have passed
		s.want(s.do("GET", at, "", ""), 200, "har fastnat", "answered 500", "Skicka igen", "Mottagaren tog inte emot")
		s.want(s.do("GET", Path, "", ""), 200, "1 sändning har fastnat")
		up = true
		s.want(s.post("/admin/webhook-sandningar/"+h.sent(all[0])[0].ID+"/igen", nil), http.StatusSeeOther)
		h.work()
		s.want(s.do("GET", at, "", ""), 200, "mottagen")
		s.want(s.post(at+"/avsluta", nil), http.StatusSeeOther)
		s.want(s.do("GET", at, "", ""), 200, "Webhooken är avslutad")
		// Nobody else sees that it is there.
		s.as("bo")
		s.want(s.do("GET", at, "", ""), 404)
		s.want(s.post(at+"/prova", nil), 404)
		s.as("carl")
		if w := s.do("GET", Path, "", ""); w.Code == 200 {
			h.t.Error("a caseworker sees the webhooks")
		}
	})
}

// TestTheSameByTheAPI does what the pages do.
func TestTheSameByTheAPI(t *testing.T) {
	each(t, func(h *house) {
		r := listen(h.t, nil)
		s := serve(h).as("anna")
		call := func(method, path, body string, status int, words ...string) []byte {
			h.t.Helper()
			return s.want(s.do(method, "/api/v1"+path, body, "application/json"), status, words...).Body.Bytes()
		}
		call("GET", "/webhook-events", "", 200, string(closed))
		call("POST", "/webhooks", `{"name":"","client":"c1","address":"x","events":[]}`, 422, `"name":"address"`)
		body := `{"name":"Ärenden","client":"c1","address":"` + r.URL + `","events":["` + string(closed) + `"]}`
		var made struct{ ID, Secret string }
		must(h.t, json.Unmarshal(call("POST", "/webhooks", body, 201, "whsec_"), &made))
		if strings.Contains(string(call("GET", "/webhooks", "", 200, made.ID)), made.Secret) {
			h.t.Error("the list holds the secret")
		}
		call("POST", "/webhooks/"+made.ID+"/tests", "", 201, `"state":"waiting"`)
		h.work()
		var sent struct{ Items []struct{ ID string } }
		must(h.t, json.Unmarshal(call("GET", "/webhooks/"+made.ID+"/deliveries", "", 200, `"state":"sent"`, `"answer":"200"`), &sent))
		call("POST", "/webhook-deliveries/"+sent.Items[0].ID+"/retries", "", 409)
		call("POST", "/webhooks/"+made.ID+"/endings", "", 200, `"ended"`)
		call("POST", "/webhooks/"+made.ID+"/tests", "", 409)
		s.as("bo")
		call("GET", "/webhooks/"+made.ID, "", 404)
		call("GET", "/webhooks/"+made.ID+"/deliveries", "", 404)
		call("POST", "/webhooks/"+made.ID+"/endings", "", 404)
	})
}
