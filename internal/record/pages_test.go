package record_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// site serves the pages to whoever reader is.
type site struct {
	t      *testing.T
	rt     *web.Router
	reader *policy.Actor
	cookie string
}

func serve(t *testing.T, d *dbtest.Database, r *record.Records) *site {
	s := &site{t: t, reader: &policy.Actor{}}
	s.rt = web.New(web.Options{Trail: d.Trail, Keys: d.Keys, Now: d.Clock.Now, Authenticate: func(context.Context, web.Session) (policy.Actor, error) { return *s.reader, nil }})
	r.Routes(s.rt)
	s.rt.Handle("GET /prova", policy.OpenPage, func(r *web.Request) (web.Response, error) { return r.SignIn(s.reader.ID, s.reader.Authority, "/") })
	return s
}

func (s *site) as(who policy.Actor) *site {
	*s.reader, s.cookie = who, ""
	w := s.send("GET", "/prova", nil)
	s.cookie = w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
	return s
}

func (s *site) send(method, path string, form url.Values) *httptest.ResponseRecorder {
	q := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	q.Header.Set("Sec-Fetch-Site", "same-origin")
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Cookie", s.cookie)
	w := httptest.NewRecorder()
	s.rt.ServeHTTP(w, q)
	return w
}

func (s *site) want(method, path string, form url.Values, status int, words ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	w := s.send(method, path, form)
	if w.Code != status {
		s.t.Fatalf("%s %s answers %d, want %d: %.2000s", method, path, w.Code, status, w.Body)
	}
	for _, word := range words {
		if !strings.Contains(w.Body.String(), word) {
			s.t.Errorf("%s does not say %q: %.6000s", path, word, w.Body)
		}
	}
	return w
}

func closedPapers(ctx context.Context, q db.Reader, _, docType string, until calendar.Date, _ int) (out []record.Candidate, err error) {
	ids, err := db.All[string](ctx, q, "SELECT id FROM pending_form ORDER BY id")
	for _, id := range ids {
		if c := candidate(id); c.DocType == docType && !c.Start.After(until) {
			out = append(out, c)
		}
	}
	return out, err
}

// TestADisposalOnThePages: what is due is listed, one file is put on hold, another person decides, the package is fetched
// before anything goes, and the protocol remains. Another authority finds nothing.
func TestADisposalOnThePages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d, "a", "b", "c")
		room := r.Rooms["paper"]
		room.Closed = closedPapers
		r.Rooms["paper"], r.DocTypes = room, []record.DocType{{Code: "social-file"}}
		numbered(t, d, "c", "SN 2020/c")
		s := serve(t, d, r).as(anna)
		s.want("GET", record.Path, nil, 200, "Er plan är tom")
		rule := url.Values{"doc_type": {"social-file"}, "months": {"60"}, "starts": {string(record.FromLastEntry)}, "valid_from": {"2024-01-01"}}
		s.want("POST", record.Path+"-plan", rule, 422, "Ange rättslig grund")
		rule.Set("source", "Gallringsbeslut (Demo)")
		s.want("POST", record.Path+"-plan", rule, 303)
		s.want("GET", record.Path, nil, 200, "3 akter får gallras", "gallras efter 60 månader")
		s.want("POST", record.Path+"-stopp", url.Values{"number": {"SN 1"}, "reason": {"Granskning"}}, 422, "Ingen akt hos er")
		s.want("POST", record.Path+"-stopp", url.Values{"number": {"sn 2020/C"}, "reason": {"Granskning"}}, 303)
		s.want("GET", record.Path, nil, 200, "2 akter får gallras", "Granskning", "Låt den gallras")

		at := s.want("POST", record.Path, url.Values{"doc_type": {"social-file"}, "export": {"on"}}, 303).Header().Get("Location")
		s.want("GET", at, nil, 200, "En kollega behöver besluta", "2 akter")
		s.want("POST", at+"/beslut", url.Values{"decision": {"approve"}, "reason": {"Enligt planen"}}, 403)
		s.as(bo).want("GET", record.Path, nil, 200, "Du behöver", "besluta om gallringen")
		s.want("POST", at+"/beslut", url.Values{"decision": {"approve"}}, 422)
		s.want("POST", at+"/beslut", url.Values{"decision": {"approve"}, "reason": {"Enligt planen"}}, 303)
		s.want("POST", at+"/genomfor", nil, 403)
		s.as(other).want("GET", at, nil, 404)
		s.want("POST", at+"/paket", nil, 404)
		s.as(anna).want("POST", at+"/genomfor", nil, 409)
		if zip := s.want("POST", at+"/paket", nil, 200); !strings.HasPrefix(zip.Body.String(), "PK") {
			t.Error("the package is no zip file")
		}
		s.want("POST", at+"/genomfor", nil, 303)
		s.want("GET", at, nil, 200, "Protokollet finns kvar", "Enligt planen", "bo")
		if pdf := s.want("GET", at+"/protokoll", nil, 200); !strings.HasPrefix(pdf.Body.String(), "%PDF") {
			t.Error("the protocol is no PDF")
		}
		if n := rows(t, d, "SELECT count(*) FROM pending_form"); n != 1 {
			t.Errorf("%d papers are left, want the one on hold", n)
		}
		hold := regexp.MustCompile(record.Path + `-stopp/[^/"]+/slapp`).FindString(s.want("GET", record.Path, nil, 200).Body.String())
		s.want("POST", hold, nil, 303)
		s.want("GET", record.Path, nil, 200, "1 akt får gallras")
		if report := verified(t, d); len(report.Findings) != 0 {
			t.Errorf("%+v", report.Findings)
		}
	})
}

// TestAPlanAndItsStopsEndThroughTheAPI, each once and by its own authority alone.
func TestAPlanAndItsStopsEndThroughTheAPI(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d, "a")
		rule := plan(t, r)
		must(t, r.Hold(t.Context(), anna, authority, ref.To("paper", "a"), "Granskning"))
		holds, err := record.HoldsOf(t.Context(), d.DB, authority)
		must(t, err)
		ends, lets := "/api/v1/retention-rules/"+rule.ID+"/endings", "/api/v1/record-holds/"+holds[0].ID+"/endings"
		s := serve(t, d, r).as(other)
		s.want("POST", ends, nil, 404)
		s.want("POST", lets, nil, 404)
		s.as(anna).want("GET", "/api/v1/record-holds", nil, 200, "Granskning", "paper")
		s.want("POST", lets, nil, 200, `"items":[]`)
		s.want("POST", lets, nil, 404)
		s.want("POST", ends, nil, 200, `"to":"2026-03-02"`)
		s.want("POST", ends, nil, 409)
	})
}

// TestWhatIsProposedIsNotDueAgain, and what nobody has a rule for is never due.
func TestWhatIsProposedIsNotDueAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d, "a", "b")
		room := r.Rooms["paper"]
		room.Closed = closedPapers
		r.Rooms["paper"] = room
		due := func(want int) {
			t.Helper()
			items, err := r.DueNow(t.Context(), d.DB, anna, authority)
			must(t, err)
			if len(items) != want {
				t.Errorf("%d are due, want %d", len(items), want)
			}
		}
		due(0)
		rule := plan(t, r)
		due(2)
		_, err := r.ProposeDue(t.Context(), anna, authority, "social-file", false)
		must(t, err)
		due(0)
		if _, err := r.ProposeDue(t.Context(), anna, authority, "social-file", false); err == nil {
			t.Error("the same was proposed twice")
		}
		if _, err := r.DueNow(t.Context(), d.DB, other, authority); err == nil {
			t.Error("another authority reads what is due")
		}
		rule.To = calendar.DateOf(d.Clock.Now()).AddDays(-1)
		must(t, r.EndRule(t.Context(), anna, rule))
		due(0)
	})
}

func numbered(t *testing.T, d *dbtest.Database, id, number string) {
	t.Helper()
	must(t, d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
		return errors.Join(record.Register(t.Context(), tx, authority, number, "number", ref.To("paper", id)), tx.Note("paper.number", ref.To("paper", id), number))
	}))
}
