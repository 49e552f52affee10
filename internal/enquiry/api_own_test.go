package enquiry_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/enquiry"
)

// TestAProgramNotesInItsOwnHouse: an internal note is written once, is read by who handles the question and by the
// colleague it mentions, and never by the other side.
func TestAProgramNotesInItsOwnHouse(t *testing.T) {
	each(t, func(h *house) {
		t, p := h.t, h.programs()
		e := p.call(http.StatusOK, boardKey, "", asks, "")
		const text = "Fråga Bo om lokalerna"
		note := `{"text":"` + text + `","mentions":["bo"]}`
		for range 2 {
			if a := p.call(http.StatusOK, boardKey, "/"+e.ID+"/notes", note, "n1"); a.ID != e.ID || a.Version != e.Version {
				t.Errorf("the note changed the question: %+v", a)
			}
		}
		if a := p.call(http.StatusOK, boardKey, "/"+e.ID+"/readings", `{}`, ""); len(a.Notes) != 1 || a.Notes[0].Text != text || len(a.Notes[0].Mentions) != 1 {
			t.Errorf("who handles it reads %+v", a.Notes)
		}
		if a := p.call(http.StatusOK, bosKey, "/"+e.ID+"/mentions/readings", `{}`, ""); len(a.Notes) != 1 || a.Notes[0].Text != text {
			t.Errorf("who is mentioned reads %+v", a.Notes)
		}
		if seen, err := db.One[int64](t.Context(), h.DB, `SELECT count(*) FROM enquiry_mention WHERE account_id = 'bo' AND seen_at IS NOT NULL`); seen != 1 || err != nil {
			t.Errorf("%d mentions are seen, %v", seen, err)
		}
		p.call(http.StatusForbidden, bosKey, "/"+e.ID+"/notes", `{"text":"x"}`, "") // handles nothing
		p.call(http.StatusUnprocessableEntity, boardKey, "/"+e.ID+"/notes", `{"text":"x","mentions":["per"]}`, "")
		p.call(http.StatusUnprocessableEntity, boardKey, "/"+e.ID+"/notes", `{"text":" "}`, "")
		v := p.call(http.StatusOK, agencyKey, "/"+e.ID, "", "").Version
		p.call(http.StatusOK, agencyKey, "/"+e.ID+"/openings", fmt.Sprintf(`{"version":%d,"basis":{"kind":"no-harm","motive":"behövs"}}`, v), "")
		read := p.call(http.StatusOK, agencyKey, "/"+e.ID+"/readings", `{}`, "")
		mentions := p.call(http.StatusOK, agencyKey, "/"+e.ID+"/mentions/readings", `{}`, "")
		if len(read.Notes)+len(mentions.Notes) != 0 {
			t.Errorf("the other side reads %+v and %+v", read.Notes, mentions.Notes)
		}
	})
}

// TestAProgramNotesTheHeardAnswer: the clock of a noted call stops when the answer came, and only of a noted call.
func TestAProgramNotesTheHeardAnswer(t *testing.T) {
	each(t, func(h *house) {
		t, p := h.t, h.programs()
		e := p.call(http.StatusOK, boardKey, "/noted", `{"counterpart":"af","municipality":"2085","topics":["Q-GENERAL"],"personal":false,"text":"Vem kallar till mötet?"}`, "")
		h.Clock.Advance(2 * time.Hour)
		came := h.Now().Add(-time.Hour).Format(time.RFC3339)
		heard := func(version int64, more string) string {
			return fmt.Sprintf(`{"version":%d,"outcome":"answered","text":"Det gör de själva."%s}`, version, more)
		}
		path := "/" + e.ID + "/heard-answers"
		p.call(http.StatusForbidden, bosKey, path, heard(e.Version, ""), "") // a colleague handles it
		p.call(http.StatusNotFound, agencyKey, path, heard(e.Version, ""), "")
		p.call(http.StatusUnprocessableEntity, boardKey, path, heard(e.Version, `,"answeredAt":"2030-01-01T09:00:00Z"`), "")
		done := p.call(http.StatusOK, boardKey, path, heard(e.Version, `,"answeredAt":"`+came+`"`), "h1")
		if done.State != string(enquiry.Done) || done.Outcome != string(enquiry.Answered) || done.AnsweredAt.Format(time.RFC3339) != came {
			t.Fatalf("answered as %+v, not at %s", done, came)
		}
		if again := p.call(http.StatusOK, boardKey, path, heard(e.Version, `,"answeredAt":"`+came+`"`), "h1"); again.Version != done.Version {
			t.Errorf("done twice: %+v", again)
		}
		p.call(http.StatusConflict, boardKey, path, heard(e.Version, ""), "h2")
		sent := p.call(http.StatusOK, boardKey, "", asks, "")
		p.call(http.StatusConflict, boardKey, "/"+sent.ID+"/heard-answers", heard(sent.Version, ""), "")
	})
}

// TestAProgramKeepsStandardReplies: an authority's own are written, changed in the version that was seen and thrown away;
// another authority's are not there.
func TestAProgramKeepsStandardReplies(t *testing.T) {
	each(t, func(h *house) {
		t, p := h.t, h.programs()
		const all, body = "/standard-replies", `{"name":"Plan finns","topic":"Q-PLAN","text":"Det finns en plan."}`
		made := p.at(http.StatusOK, boardKey, all, body, "s1")
		if again := p.at(http.StatusOK, boardKey, all, body, "s1"); again.ID != made.ID || made.Version != 1 {
			t.Errorf("made %+v and %+v", made, again)
		}
		p.at(http.StatusUnprocessableEntity, boardKey, all, strings.Replace(body, "Q-PLAN", "Q-NONE", 1), "")
		one := all + "/" + made.ID
		changed := strings.Replace(body, "en plan", "två planer", 1)
		change := func(version int64) string { return fmt.Sprintf(`{"version":%d,`, version) + changed[1:] }
		p.at(http.StatusNotFound, agencyKey, one+"/versions", change(1), "")
		p.at(http.StatusNotFound, agencyKey, one+"/removals", `{"version":1}`, "")
		if now := p.at(http.StatusOK, boardKey, one+"/versions", change(1), ""); now.Version != 2 || now.Text != "Det finns två planer." {
			t.Errorf("changed to %+v", now)
		}
		p.at(http.StatusConflict, boardKey, one+"/versions", change(1), "")
		p.at(http.StatusConflict, boardKey, one+"/removals", `{"version":1}`, "")
		if list := p.at(http.StatusOK, bosKey, all, "", "").Items; len(list) != 1 || list[0].ID != made.ID || list[0].Version != 2 || list[0].Topic != "Q-PLAN" {
			t.Errorf("a colleague sees %+v", list)
		}
		if list := p.at(http.StatusOK, agencyKey, all, "", "").Items; len(list) != 0 {
			t.Errorf("another authority sees %+v", list)
		}
		p.at(http.StatusNoContent, boardKey, one+"/removals", `{"version":2}`, "s2")
		p.at(http.StatusNoContent, boardKey, one+"/removals", `{"version":2}`, "s2")
		if list := p.at(http.StatusOK, boardKey, all, "", "").Items; len(list) != 0 {
			t.Errorf("still there: %+v", list)
		}
	})
}

// TestAProgramKeepsFilters: each keeps its own, and a colleague's is not there.
func TestAProgramKeepsFilters(t *testing.T) {
	each(t, func(h *house) {
		t, p := h.t, h.programs()
		const all, body = "/enquiry-filters", `{"name":"Ludvika","query":"kommun=2085&after=x"}`
		made := p.at(http.StatusOK, bosKey, all, body, "f1")
		if again := p.at(http.StatusOK, bosKey, all, body, "f1"); again.ID != made.ID || made.Query != "kommun=2085" || made.Path != "/fragor?kommun=2085" {
			t.Errorf("saved %+v and %+v", made, again)
		}
		p.at(http.StatusUnprocessableEntity, bosKey, all, `{"name":"Ludvika","query":"%zz"}`, "")
		p.at(http.StatusUnprocessableEntity, bosKey, all, `{"name":" "}`, "")
		if list := p.at(http.StatusOK, bosKey, all, "", "").Items; len(list) != 1 || list[0].Name != "Ludvika" {
			t.Errorf("its keeper sees %+v", list)
		}
		if list := p.at(http.StatusOK, boardKey, all, "", "").Items; len(list) != 0 {
			t.Errorf("a colleague sees %+v", list)
		}
		p.at(http.StatusNotFound, boardKey, all+"/"+made.ID+"/removals", `{}`, "")
		p.at(http.StatusNoContent, bosKey, all+"/"+made.ID+"/removals", `{}`, "")
		if list := p.at(http.StatusOK, bosKey, all, "", "").Items; len(list) != 0 {
			t.Errorf("still there: %+v", list)
		}
	})
}
