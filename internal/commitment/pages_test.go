package commitment_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room and the agreement's page with its part; people sign in by authority.
type site struct {
	*house
	http.Handler
	cookie string
}

func open(t *testing.T) *site {
	h := furnish(t, dbtest.Open(t, db.SQLite))
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) {
		return h.actor(se.Authority), nil
	}})
	h.svc.Routes(rt)
	h.agreements.Wides = append(h.agreements.Wides, h.svc.Panel)
	h.agreements.Leads = append(h.agreements.Leads, h.svc.Lead)
	h.agreements.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn("actor-"+r.Path("who"), r.Path("who"), "/")
	})
	return &site{house: h, Handler: rt}
}

func (s *site) as(authority string) {
	s.cookie = ""
	w := s.do(httptest.NewRequest(http.MethodGet, "/prova/"+authority, nil))
	s.cookie = w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if s.cookie != "" {
		r.Header.Set("Cookie", s.cookie)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) post(path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

func (s *site) see(path string, texts ...string) string {
	s.Helper()
	w := s.do(httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		s.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.Errorf("%s does not say %q", path, text)
		}
	}
	return w.Body.String()
}

func TestAReaderSeesWhatIsPromised(t *testing.T) {
	s := open(t)
	one := "/overenskommelser/" + s.id
	if body := s.see(one); strings.Contains(body, "Vad är lovat?") {
		t.Error("promises are shown where there are none")
	}
	s.see(one+"/ataganden", "har inga åtaganden i Samsyn")
	s.enter(doc(90, 80), "2026-01-01", "2028-12-31")
	s.see(one, "Vad är lovat?", "Av 3 åtaganden", "1 är en regel som alltid gäller", "Svara på frågor inom två arbetsdagar.", "minst 90\u00a0% inom 2 arbetsdagar, per månad", "<span class=\"s-sub\">mäts</span>", "gäller alltid")
	s.see(one+"/ataganden", "3 åtaganden", "K9.1", "/ataganden/"+s.id+"/K9.2", "?format=xlsx")
	s.see(one+"/ataganden?format=csv", "Nr;Paragraf;Löfte", "K9.1;§ 1 Frågor om enskilda;", "för att det är rimligt")
	if w := s.do(httptest.NewRequest(http.MethodGet, one+"/ataganden?format=xlsx", nil)); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") {
		t.Errorf("the workbook answers %d", w.Code)
	}
	page := "/ataganden/" + s.id + "/K9.1"
	body := s.see(page, "Arbetsförmedlingen lovar det här sedan 2026-01-01", "Det som den andra parten har orsakat räknas inte", "Kommuner räknas, inte dokument", "Åtagandet ingicks")
	if strings.Contains(body, "Bestrid") {
		t.Error("the public is offered to dispute")
	}
	rule := s.see("/ataganden/"+s.id+"/K9.9", "regel som alltid gäller", "mäts inte i procent")
	if strings.Contains(rule, "\u00a0%") {
		t.Error("a rule is shown as a percentage")
	}
	s.see("/api/v1/agreements/"+s.id+"/commitments?on=2026-03-02", `"number":"K9.1"`, `"target":"90"`, `"measured":true`, `"kind":"rule"`)
	for _, path := range []string{"/ataganden/" + s.id + "/K1.1", "/ataganden/x/K9.1", "/overenskommelser/x/ataganden"} {
		if w := s.do(httptest.NewRequest(http.MethodGet, path, nil)); w.Code != 404 {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}

func TestADisputeByForms(t *testing.T) {
	s := open(t)
	s.enter(doc(90, 80), "2026-01-01", "2028-12-31")
	one, page := "/overenskommelser/"+s.id, "/ataganden/"+s.id+"/K9.1"
	send := func(who, step string, form url.Values, want int) string {
		t.Helper()
		s.as(who)
		form.Set("version", "")
		if v := s.one("K9.1").Version; v > 0 {
			form.Set("version", string(rune('0'+v)))
		}
		w := s.post(page+"/"+step, form)
		if w.Code != want {
			t.Fatalf("%s answers %d, want %d: %s", step, w.Code, want, w.Body)
		}
		return w.Body.String()
	}
	if body := send(s.board, "bestrid", url.Values{"said": {""}}, 422); !strings.Contains(body, "Skriv så att den andra parten förstår") {
		t.Error("an empty reason is not explained")
	}
	send(s.board, "bestrid", url.Values{"said": {"Telefonen låg nere."}}, 303)
	s.see(one, "1 är bestritt")
	s.see(page, "Den andra parten ska svara", "Telefonen låg nere.", "Ta tillbaka bestridandet")
	s.cookie = ""
	if body := s.see(page, "bestritt"); strings.Contains(body, "Telefonen låg nere.") {
		t.Error("the public reads what the parties say to each other")
	}
	s.as(directory.PES)
	s.see(one, "Ni behöver svara")
	s.see(page, "Ni behöver svara", `href="#svara"`)
	send(directory.PES, "svara", url.Values{"said": {"Det stämmer."}}, 303)
	send(directory.PES, "foresla", url.Values{"said": {"Mars räknas inte."}}, 422)
	send(directory.PES, "foresla", url.Values{"said": {"Mars räknas inte."}, "outcome": {string(commitment.Adjust)}}, 303)
	s.as(s.board)
	s.see(one, "Ni behöver ta ställning")
	s.see(page, "Ni behöver ta ställning", "Godta förslaget", "Mars räknas inte.")
	send(directory.PES, "godta", url.Values{}, 409)
	send(s.board, "godta", url.Values{}, 303)
	s.see(page, "justerat", "Parternas justering", "Mars räknas inte.", "godtog förslaget")
	s.as("another-board")
	if w := s.post(page+"/bestrid", url.Values{"said": {"Hej."}, "version": {"9"}}); w.Code != 403 {
		t.Errorf("a stranger's dispute answers %d", w.Code)
	}
}

// TestADisputeByTheAPI takes the steps of a dispute as programs do, by the same rules and with the version that was read.
func TestADisputeByTheAPI(t *testing.T) {
	s := open(t)
	s.enter(doc(90, 80), "2026-01-01", "2028-12-31")
	one := "/api/v1/agreements/" + s.id + "/commitments/K9.1"
	send := func(who, step, body string, want int, texts ...string) {
		t.Helper()
		s.as(who)
		body = strings.Replace(body, `"V"`, strconv.FormatInt(s.one("K9.1").Version, 10), 1)
		r := httptest.NewRequest(http.MethodPost, one+"/"+step, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := s.do(r)
		if w.Code != want {
			t.Fatalf("%s answers %d, want %d: %s", step, w.Code, want, w.Body)
		}
		for _, text := range texts {
			if !strings.Contains(w.Body.String(), text) {
				t.Errorf("%s does not say %q: %s", step, text, w.Body)
			}
		}
	}
	s.see(one, `"number":"K9.1"`, `"version":1`, `"state":"active"`)
	send(s.board, "disputes", `{"version":"V","said":""}`, 422, `"in":"body"`, `"name":"said"`)
	send(s.board, "disputes", `{"version":99,"said":"Telefonen låg nere."}`, 409)
	send("another-board", "disputes", `{"version":"V","said":"Hej."}`, 403)
	send(s.board, "disputes", `{"version":"V","said":"Telefonen låg nere."}`, 200, `"state":"disputed"`)
	send(s.board, "answers", `{"version":"V","said":"Vi svarar själva."}`, 409)
	send(directory.PES, "answers", `{"version":"V","said":"Det stämmer."}`, 200, `"state":"review"`)
	send(directory.PES, "proposals", `{"version":"V","said":"Mars räknas inte.","outcome":"adjusted"}`, 200)
	send(directory.PES, "acceptances", `{"version":"V"}`, 409)
	send(s.board, "acceptances", `{"version":"V"}`, 200, `"state":"adjusted"`, "Mars räknas inte.")
	send(s.board, "disputes", `{"version":"V","said":"Och april?"}`, 200)
	send(s.board, "withdrawals", `{"version":"V"}`, 200)
}
