package enquiry_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// TestUrgencyIsTakenOffAndANewGroundGiven on the pages: each side sees what the other did.
func TestUrgencyIsTakenOffAndANewGroundGiven(t *testing.T) {
	s := open(t)
	q := s.question()
	q.Urgent, q.UrgentWhy = true, "hotande uppsägning"
	e := s.send(q)
	s.as(s.per)
	s.open(s.per, e)
	s.says(s.post(422, e.Page()+"/lugna", url.Values{}), "Skriv varför")
	s.post(303, e.Page()+"/lugna", url.Values{"why": {"Beslutet kommer i april."}})
	if body := s.see(e.Page(), "tog bort markeringen brådskande"); strings.Contains(body, `/lugna"`) {
		t.Error("it is offered again")
	}
	s.as(s.anna)
	s.see(e.Page(), "Beslutet kommer i april.", "Ange en ny grund")
	s.says(s.post(422, e.Page()+"/ny-grund", url.Values{}), "Välj en grund.")
	s.post(303, e.Page()+"/ny-grund", url.Values{"ground": {"consent"}, "form": {"written"}, "until": {"2026-06-30"}})

	id, err := db.One[string](t.Context(), s.DB, `SELECT ground_id FROM enquiry_side WHERE enquiry_id = $1 AND side = 'asker'`, e.ID)
	must(t, err)
	_, err = s.persons.Withdraw(t.Context(), s.anna, id, 1)
	must(t, err)
	s.see(e.Page(), "Samtycket är återkallat", `id="gor-ny-grund"`)
	if _, err := s.svc.GiveMore(t.Context(), s.per, key(e), enquiry.More{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("the receiver goes on without the consent: %v", err)
	}
	s.post(303, e.Page()+"/ny-grund", url.Values{"ground": {"consent"}, "form": {"written"}, "until": {"2026-06-30"}})
	if body := s.see(e.Page(), "Ange en ny grund"); strings.Contains(body, "Samtycket är återkallat") || strings.Contains(body, "står stilla") {
		t.Error("it is stopped still, or its clock is")
	}
}

// TestTheAnswerAsALetter: whoever answered prints it, the latest or the one named, and nobody else does.
func TestTheAnswerAsALetter(t *testing.T) {
	s := open(t)
	e := s.send(s.question())
	s.as(s.per)
	if w := s.get(e.Page() + "/brev.pdf"); w.Code != http.StatusNotFound {
		t.Fatalf("nothing is answered, and the letter answers %d", w.Code)
	}
	e = s.open(s.per, e)
	_, err := s.svc.Answer(t.Context(), s.per, key(e), reply())
	must(t, err)
	s.see(e.Page(), "Skriv ut som brev (PDF)", "/brev.pdf?meddelande=")
	w := s.get(e.Page() + "/brev.pdf")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/pdf" || !strings.HasPrefix(w.Body.String(), "%PDF-") || !strings.Contains(w.Header().Get("Content-Disposition"), "brev.pdf") {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	if w := s.get(e.Page() + "/brev.pdf?meddelande=nobodys"); w.Code != http.StatusNotFound {
		t.Errorf("nobody's message answers %d", w.Code)
	}
	for _, a := range []policy.Actor{s.anna, s.bo, s.cia, s.eva} {
		if w := s.as(a).get(e.Page() + "/brev.pdf"); w.Code != http.StatusNotFound {
			t.Errorf("%s gets the letter: %d", a.ID, w.Code)
		}
	}
}

// TestADeclinedQuestionIsPrintedByAColleague: what was declined without opening says nothing about the person, so that
// whoever of the unit is at the printer posts it. Nobody else does, and not what was answered in another question.
func TestADeclinedQuestionIsPrintedByAColleague(t *testing.T) {
	s := open(t)
	q := s.question()
	q.Callback, q.Phone = true, "0240-860 00"
	declined, answered := s.send(q), s.open(s.per, s.send(s.question()))
	declined, err := s.svc.Take(t.Context(), s.per, key(declined))
	must(t, err)
	if w := s.as(s.eva).get(declined.Page() + "/brev.pdf"); w.Code != http.StatusNotFound {
		t.Errorf("before it is declined the letter answers %d", w.Code)
	}
	declined, err = s.svc.Answer(t.Context(), s.per, key(declined), enquiry.Reply{Outcome: enquiry.NotDisclosable})
	must(t, err)
	answered, err = s.svc.Answer(t.Context(), s.per, key(answered), reply())
	must(t, err)
	for _, k := range []enquiry.Key{latest(declined), latest(declined)} {
		_, err := s.svc.Call(t.Context(), s.eva, k, false, "på möte")
		must(t, err)
	}
	read := `SELECT COUNT(*) FROM trail_entry WHERE action = 'enquiry.read' AND thing_id = $1 AND actor_id = 'eva'`
	for _, a := range []policy.Actor{s.eva, s.per} {
		s.as(a)
		s.tellsNothing(s.see(declined.Page(), "Skicka svaret som brev", declined.Page()+"/brev.pdf"))
		before := s.number64(read, declined.ID)
		if w := s.get(declined.Page() + "/brev.pdf"); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "%PDF-") {
			t.Errorf("%s gets no letter: %d", a.ID, w.Code)
		}
		if got := s.number64(read, declined.ID); a.ID == "eva" && got != before+1 {
			t.Errorf("the printing is noted %d times", got-before)
		}
	}
	for _, a := range []policy.Actor{s.anna, s.bo, s.cia} {
		if w := s.as(a).get(declined.Page() + "/brev.pdf"); w.Code != http.StatusNotFound {
			t.Errorf("%s gets the letter: %d", a.ID, w.Code)
		}
	}
	s.as(s.eva)
	if strings.Contains(s.see(answered.Page()), "/brev.pdf") || s.get(answered.Page()+"/brev.pdf").Code != http.StatusNotFound {
		t.Error("a colleague gets what was told about the person")
	}
	s.as(s.eva).post(303, declined.Page()+"/brev", url.Values{})
}

// TestAColleagueIsLedToTheEmergencyOpening, and nobody who has the ordinary way or another authority.
func TestAColleagueIsLedToTheEmergencyOpening(t *testing.T) {
	s := open(t)
	e := s.send(s.question())
	for _, c := range []struct {
		who  policy.Actor
		want bool
	}{{s.anna, false}, {s.bo, true}, {s.eva, false}} {
		if got := strings.Contains(s.as(c.who).see(e.Page()), "/nodoppna"); got != c.want {
			t.Errorf("%s is led there: %v", c.who.ID, got)
		}
	}
	s.open(s.per, e)
	s.tellsNothing(s.as(s.eva).see(e.Page(), "/nodoppna", "Nödöppna uppgifterna om personen"))
}

// TestAttachmentsByTheAPI: checked by what they hold and how large they are, told of by place, and fetched again.
func TestAttachmentsByTheAPI(t *testing.T) {
	each(t, func(h *house) {
		p := h.programs()
		content := "Kommentar (Demo)\n"
		attach := func(name, text string) string {
			return strings.TrimSuffix(asks, "}") + `,"files":[{"name":"` + name + `","content":"` + base64.StdEncoding.EncodeToString([]byte(text)) + `"}]}`
		}
		for name, text := range map[string]string{"plan.pdf": "inte en PDF", "plan.exe": "MZ", "plan.txt": strings.Repeat("x", 20<<20+1)} {
			if got := p.refused("/enquiries", attach(name, text)); !strings.Contains(got, `files[0].content`) {
				h.t.Errorf("%s: %s", name, got)
			}
		}
		e := p.call(200, boardKey, "", attach("kommentar.txt", content), "")
		var read struct {
			Messages []struct {
				Files []struct {
					Name, Path string
					Bytes      int64
				}
			}
		}
		p.into(&read, boardKey, "/enquiries/"+e.ID+"/readings", "{}")
		if len(read.Messages) != 1 || len(read.Messages[0].Files) != 1 || read.Messages[0].Files[0].Bytes != int64(len(content)) {
			h.t.Fatalf("%+v", read)
		}
		r := httptest.NewRequest(http.MethodGet, read.Messages[0].Files[0].Path, nil)
		r.Header.Set("Authorization", "Bearer "+boardKey)
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		if w.Code != http.StatusOK || w.Body.String() != content {
			h.t.Fatalf("%d %q", w.Code, w.Body)
		}
	})
}

func (p *programs) refused(path, body string) string {
	p.t.Helper()
	w := p.post(boardKey, path, body)
	if w.Code != http.StatusUnprocessableEntity && w.Code != http.StatusRequestEntityTooLarge {
		p.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

func (p *programs) into(out any, key, path, body string) {
	p.t.Helper()
	w := p.post(key, path, body)
	if w.Code != http.StatusOK {
		p.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	must(p.t, json.Unmarshal(w.Body.Bytes(), out))
}

func (p *programs) post(key, path, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+key)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

// TestThePersonsPageListsTheQuestions of one's own authority about that person, and no others.
func TestThePersonsPageListsTheQuestions(t *testing.T) {
	s := open(t)
	e := s.open(s.per, s.send(s.question()))
	general := s.question()
	general.Personal, general.Number, general.Name, general.Topics = false, "", "", []contact.Topic{"Q-GENERAL"}
	other := s.send(general)
	for _, who := range []policy.Actor{s.anna, s.per} {
		v, err := s.svc.Get(t.Context(), s.DB, who, e.ID)
		must(t, err)
		body := s.as(who).see("/personer/"+v.Desk.Person, "Frågor om personen", e.Page())
		if strings.Contains(body, other.Page()) {
			t.Errorf("%s finds a question that is about nobody", who.ID)
		}
	}
}
