package agreement_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
)

// call sends JSON to the API as whoever is signed in, and demands a status and some words.
func (s *site) call(method, path, body string, want int, texts ...string) []byte {
	s.t.Helper()
	r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if strings.Contains(path, "/copy?") {
		r.Header.Set("Content-Type", "application/octet-stream")
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if s.cookie != "" {
		r.Header.Set("Cookie", s.cookie)
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
	return w.Body.Bytes()
}

func (s *site) made(body []byte) (out struct {
	ID      string
	Version int64
}) {
	s.t.Helper()
	if err := json.Unmarshal(body, &out); err != nil {
		s.t.Fatal(err)
	}
	return out
}

// TestTheRegisterByTheAPI does on both engines what the pages of one agreement do, with the version that was read.
func TestTheRegisterByTheAPI(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if err := directory.Seed(t.Context(), d.Trail); err != nil {
			t.Fatal(err)
		}
		s := serve(house{t, d, agreement.New(d.Trail)})
		board := s.board("2085")
		s.call("POST", "/agreements", `{"kind":"other","validFrom":"2026-01-01","parties":[{"municipalityCode":"2085"}]}`, 401)
		s.as(coordinatorOf(board))
		s.call("POST", "/agreements", `{"kind":"other","validFrom":"2026-01-01","validTo":"2025-01-01","parties":[{"municipalityCode":"2085"}]}`, 422, `"in":"body","name":"validTo"`)
		s.call("POST", "/agreements", `{"kind":"other","validFrom":"2026-01-01","parties":[{"municipalityCode":"0180"}]}`, 403)
		a := s.made(s.call("POST", "/agreements", fmt.Sprintf(`{"kind":"other","validFrom":"2026-01-01","parties":[{"municipalityCode":"2085","authority":%q}]}`, board), 201, `"state":"in-force"`, `"version":1`))
		one := "/agreements/" + a.ID
		s.call("POST", one+"/corrections", fmt.Sprintf(`{"version":1,"kind":"dua-2015","validFrom":"2026-01-01","validTo":"2027-12-31","parties":[{"municipalityCode":"2085","authority":%q}]}`, board), 200, `"kind":"dua-2015"`, `"version":2`)
		s.call("POST", one+"/registry-numbers", `{"version":2,"registryNumber":" "}`, 422, `"in":"body","name":"registryNumber"`)
		s.call("POST", one+"/registry-numbers", `{"version":1,"registryNumber":"AMN 2026/1"}`, 409)
		s.call("POST", one+"/registry-numbers", `{"version":2,"registryNumber":"AMN 2026/1"}`, 200, "AMN 2026/1")
		s.call("POST", one+"/endings", `{"version":3,"last":"2028-01-01"}`, 422, `"name":"last"`)
		s.call("POST", one+"/endings", `{"version":3,"last":"2026-12-31"}`, 200, `"terminated":"2026-12-31"`)
		s.call("POST", one+"/endings", `{"version":4}`, 200, `"version":5`)
		s.call("POST", one+"/copy?version=5&name=kopia.pdf", "inte en pdf", 422)
		s.call("POST", one+"/copy?version=5&name=kopia.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n", 200, `"version":6`)
		if scan, err := s.svc.Scan(t.Context(), coordinatorOf(board), a.ID); err != nil || scan == "" {
			t.Errorf("the copy that was sent cannot be opened: %v", err)
		}
		s.as(coordinatorOf(s.board("0180")))
		s.call("POST", one+"/endings", `{"version":6,"last":"2026-12-31"}`, 403)
	})
}

// TestLifeByTheAPI gives notice, withdraws it, and hands over to another board.
func TestLifeByTheAPI(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if err := directory.Seed(t.Context(), d.Trail); err != nil {
			t.Fatal(err)
		}
		s := serve(house{t, d, agreement.New(d.Trail)})
		board := s.board("2085")
		a := s.conclude(agreement.Conclusion{Parties: s.parties("2085"), From: date("2025-01-01"), To: date("2027-12-31"), Signed: date("2026-02-02")})
		one := "/agreements/" + a.ID
		s.as(coordinatorOf(board))
		s.call("POST", one+"/notices", `{"version":1,"givenOn":"2026-03-02","reason":""}`, 422, `"in":"body","name":"reason"`)
		s.call("POST", one+"/notices", `{"version":1,"givenOn":"2026-03-02","reason":"Nämnden läggs ned."}`, 201, `"terminated":"2026-09-02"`)
		var list struct {
			Items []struct{ ID, State, Reason string }
		}
		if err := json.Unmarshal(s.call("GET", one+"/notices", "", 200), &list); err != nil || len(list.Items) != 1 || list.Items[0].State != "given" || list.Items[0].Reason != "Nämnden läggs ned." {
			t.Fatal(err, list)
		}
		s.call("POST", one+"/notices/nej/withdrawals", `{"version":2}`, 404)
		s.call("POST", one+"/notices/"+list.Items[0].ID+"/withdrawals", `{"version":2}`, 200, `"version":3`)

		next := s.anotherBoard("2085", "Arbetsmarknadsnämnden")
		s.call("POST", one+"/handovers", fmt.Sprintf(`{"fromBoard":%q,"toBoard":%q,"startsOn":"2026-04-01","reason":""}`, board, next), 422, `"name":"reason"`)
		h := s.made(s.call("POST", one+"/handovers", fmt.Sprintf(`{"fromBoard":%q,"toBoard":%q,"startsOn":"2026-04-01","reason":"Ny organisation."}`, board, next), 201, `"state":"proposed"`))
		s.call("GET", one+"/handovers", "", 200, h.ID, `"waiting":["af",`)
		s.as(coordinatorOf(next))
		s.call("POST", one+"/handovers/"+h.ID+"/approvals", `{"version":7}`, 409)
		s.call("POST", one+"/handovers/"+h.ID+"/approvals", `{"version":1}`, 200, `"waiting":["af"]`)
		s.as(coordinatorOf(directory.PES))
		s.call("POST", one+"/handovers/"+h.ID+"/stops", `{"version":2}`, 200, `"state":"withdrawn"`)
		s.cookie = ""
		s.call("GET", "/agreements/finns-inte/notices", "", 404)
		if w := s.get("/api/v1" + one + "/handovers"); w.Code != http.StatusOK {
			t.Errorf("the public reads the hand-overs: %d", w.Code)
		}
	})
}
