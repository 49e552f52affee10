package template_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/template"
)

// boards gives two boards the coordinators of the tests.
func (h house) boards() (ludvika, falun policy.Actor) {
	h.Helper()
	ludvika, falun = anna, johan
	h.must(h.Trail.Do(context.Background(), policy.Process("test"), func(tx *audit.Tx) error {
		for code, actor := range map[string]*policy.Actor{"2085": &ludvika, "2080": &falun} {
			a, err := directory.BoardFor(context.Background(), tx, code)
			if err != nil {
				return err
			}
			actor.Authority = a.ID
			if err := tx.Note(policy.AddAuthority, a.Ref(), nil); err != nil {
				return err
			}
		}
		return nil
	}))
	return ludvika, falun
}

var question = template.Question{To: directory.SKR, Clause: "2", Subject: "Delegation", Question: "Vem får underteckna?"}

func TestARequestForHelpIsSeenByTwoBodiesAlone(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		ludvika, falun := h.boards()
		asked, err := h.svc.Ask(ctx, ludvika, question)
		h.must(err)
		signatory := ludvika
		signatory.ID, signatory.Roles = "karin", []policy.Role{policy.Signatory}
		for name, c := range map[string]struct {
			actor policy.Actor
			sees  bool
		}{
			"who asked": {ludvika, true}, "SKR": {nils, true}, "AF's template lead": {vera, false}, "another board": {falun, false},
			"AF's coordinator": {per, false}, "another role": {signatory, false}, "the public": {policy.Public(), false},
		} {
			_, _, err := h.svc.ReadHelp(ctx, c.actor, asked.ID)
			if c.sees != (err == nil) || err != nil && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
			all, err := h.svc.Helps(ctx, c.actor, template.HelpFilter{})
			h.must(err)
			if (len(all) == 1) != c.sees {
				t.Errorf("%s sees %d in the list", name, len(all))
			}
			if n, err := h.svc.CountHelps(ctx, c.actor, template.HelpFilter{}); err != nil || n != len(all) {
				t.Errorf("%s counts %d, %v", name, n, err)
			}
			if !c.sees {
				_, err := h.svc.Answer(ctx, c.actor, asked.ID, 1, "Svar")
				if err == nil {
					t.Errorf("%s answered", name)
				}
			}
		}
		_, err = h.svc.Ask(ctx, nils, question)
		h.refuses(err, fault.Denied)
		_, err = h.svc.Answer(ctx, ludvika, asked.ID, 1, "Svar")
		h.refuses(err, fault.Denied)
		_, err = h.svc.Follow(ctx, nils, asked.ID, 1, "Fråga")
		h.refuses(err, fault.Denied)
	})
}

func TestARequestIsTimed(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		ludvika, _ := h.boards()
		h.Clock.Set(calendar.NewDate(2026, 4, 2).At(16, 45)) // Maundy Thursday, after office hours
		asked, err := h.svc.Ask(ctx, ludvika, question)
		h.must(err)
		if asked.Due.String() != "2026-04-14" { // counts as come on Tuesday the 7th
			t.Errorf("due %s", asked.Due)
		}
		h.Clock.Set(calendar.NewDate(2026, 4, 9).At(10, 0))
		answered, err := h.svc.Answer(ctx, nils, asked.ID, 1, "Enligt delegationen.")
		h.must(err)
		if days, ok := answered.Took(); !ok || days != 3 || answered.State != template.Answered {
			t.Errorf("took %d, %v, %s", days, ok, answered.State)
		}
		_, err = h.svc.Answer(ctx, nils, asked.ID, 1, "Igen.")
		h.refuses(err, fault.Conflict)
		h.Clock.Advance(24 * time.Hour)
		closed, err := h.svc.Close(ctx, ludvika, asked.ID, 2)
		h.must(err)
		_, err = h.svc.Close(ctx, ludvika, asked.ID, 3)
		h.refuses(err, fault.Conflict)
		_, err = h.svc.Answer(ctx, nils, asked.ID, 3, "För sent.")
		h.refuses(err, fault.Conflict)
		again, err := h.svc.Follow(ctx, ludvika, closed.ID, 3, "En sak till.")
		h.must(err)
		if again.State != template.Open || !again.ClosedAt.IsZero() || again.Due.String() != "2026-04-17" || !again.AnsweredAt.Equal(answered.AnsweredAt.Time) {
			t.Errorf("asked on: %+v", again)
		}
		_, lines, err := h.svc.ReadHelp(ctx, nils, asked.ID)
		if err != nil || len(lines) != 2 || lines[0].Name != nils.Name || lines[1].Text != "En sak till." {
			t.Errorf("%v %+v", err, lines)
		}
		if !slices.Contains(*h.told, "template.help anna") {
			t.Errorf("told %v", *h.told)
		}
	})
}

func TestAQuestionIsChecked(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite))
	ludvika, _ := h.boards()
	for field, spoil := range map[string]func(*template.Question){
		"to": func(q *template.Question) { q.To = "iaf" }, "clause": func(q *template.Question) { q.Clause = "999" }, "phase": func(q *template.Question) { q.Phase = "x" },
		"subject": func(q *template.Question) { q.Subject = "" }, "question": func(q *template.Question) { q.Question = "" },
	} {
		q := question
		spoil(&q)
		_, err := h.svc.Ask(context.Background(), ludvika, q)
		problems := fault.ProblemsOf(err)
		if len(problems) != 1 || problems[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestHelpIsAskedAndAnsweredOnPages(t *testing.T) {
	s := open(t)
	ludvika, falun := s.boards()
	s.as(ludvika).see("/stod", "Ingen fråga passar", "Be om stöd")
	at := s.saves("/stod/ny?paragraf=2", map[string]string{"to": "af", "subject": "Kontaktvägar", "question": "Hur gör ni?\nHär?", "clause": "2"})
	s.see(at, "Kontaktvägar", "Hur gör ni?", "Arbetsförmedlingen svarar", "5 arbetsdagar kvar", "§ 2", "Fråga vidare")
	if w := s.fill("/stod/ny", map[string]string{"to": "af", "subject": "", "question": ""}); w.Code != 422 {
		t.Errorf("an empty question answers %d", w.Code)
	}
	if w := s.as(falun).get(at); w.Code != http.StatusNotFound {
		t.Errorf("another board gets %d", w.Code)
	}
	if body := s.see("/stod?format=csv"); strings.Contains(body, "Kontaktvägar") {
		t.Error("another board fetches it")
	}
	s.as(vera).see("/stod", "Ni behöver svara på <strong>1 fråga", "Kontaktvägar", "väntar på svar", "Ludvika")
	s.see(at, "Ni behöver <strong>svara senast", "Skicka svaret")
	form := map[string][]string{"text": {"Så här gör vi."}, "version": {"1"}}
	if w := s.post(at+"/svara", form); w.Code != http.StatusSeeOther {
		t.Fatalf("the answer answers %d: %s", w.Code, w.Body)
	}
	if w := s.post(at+"/svara", form); w.Code != 422 && w.Code != 409 || !strings.Contains(w.Body.String(), "Någon annan skrev") {
		t.Errorf("an old version answers %d", w.Code)
	}
	s.as(ludvika).see(at, "Så här gör vi.", "har <strong>svarat</strong>", "första svaret kom samma dag")
	if w := s.post(at+"/avsluta", map[string][]string{"version": {"2"}}); w.Code != http.StatusSeeOther {
		t.Errorf("closing answers %d", w.Code)
	}
	s.see("/stod?lage=closed", "Kontaktvägar")
	s.see("/stod?lage=open", "Ingen fråga passar")
	s.see("/stod?format=csv", "Kontaktvägar", "Arbetsdagar till första svar")
}

func TestTheChecklistIsTickedByParty(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		ludvika, falun := h.boards()
		phases, err := template.Checklist()
		if err != nil || len(phases) == 0 || len(phases[0].Items) == 0 {
			t.Fatalf("%v, %d phases", err, len(phases))
		}
		seen := map[string]bool{}
		first, err := template.First()
		h.must(err)
		for _, p := range phases {
			for _, i := range p.Items {
				if i.ID == "" || seen[i.ID] || i.Text.Sv == "" || i.Text.En == "" {
					t.Errorf("item %+v", i)
				}
				seen[i.ID] = true
				for _, c := range i.Clauses {
					if _, no := first.Clause(c); no == 0 {
						t.Errorf("%s is about clause %s, which does not exist", i.ID, c)
					}
				}
			}
		}
		draft, item := ref.To("draft", "1"), phases[0].Items[0].ID
		tick := func(a policy.Actor, item string, on bool) error {
			return h.Trail.Do(ctx, a, func(tx *audit.Tx) error { return template.SetTick(ctx, tx, draft, a.Authority, item, on) })
		}
		h.must(tick(ludvika, item, true))
		h.must(tick(ludvika, item, true))
		h.must(tick(falun, item, true))
		h.refuses(tick(ludvika, "finns-inte", true), fault.Invalid)
		ticks, err := template.Ticks(ctx, h.DB, draft)
		if err != nil || len(ticks) != 2 || ticks[0].Item != item {
			t.Errorf("%v %+v", err, ticks)
		}
		h.must(tick(falun, item, false))
		if ticks, _ := template.Ticks(ctx, h.DB, draft); len(ticks) != 1 || ticks[0].Party != ludvika.Authority {
			t.Errorf("%+v", ticks)
		}
		if other, _ := template.Ticks(ctx, h.DB, ref.To("draft", "2")); len(other) != 0 {
			t.Errorf("another draft has %+v", other)
		}
	})
}

// TestADraftThatOneAsksAboutIsOnesOwn: a request for help names only a draft that there is and that the asker may see.
func TestADraftThatOneAsksAboutIsOnesOwn(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		ludvika, falun := h.boards()
		h.must(h.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error {
			now := db.At(tx.Now())
			if _, err := tx.Exec(ctx, `INSERT INTO negotiation_draft (id, kind, agreement_id, template, state, turn_id, latest, begun_at, begun_by, stepped_at, closed_at, reason, concluded_id, work, version)
				VALUES ('d1', 'new', '', 1, 'drafting', 'af', 0, $1, 'af', $1, NULL, '', '', '{}', 1)`, now); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `INSERT INTO negotiation_party (draft_id, authority_id, municipality_code) VALUES ('d1', $1, '2085')`, ludvika.Authority); err != nil {
				return err
			}
			return tx.Note("test", ref.To("draft", "d1"), nil)
		}))
		about := question
		about.Draft = "d1"
		if asked, err := h.svc.Ask(ctx, ludvika, about); err != nil || asked.Draft != "d1" {
			t.Errorf("a party asks about its draft: %v", err)
		}
		if _, err := h.svc.Ask(ctx, falun, about); len(fault.ProblemsOf(err)) != 1 || fault.ProblemsOf(err)[0].Field != "draft" {
			t.Errorf("another municipality asks about it: %v", err)
		}
		about.Draft = "d2"
		if _, err := h.svc.Ask(ctx, ludvika, about); len(fault.ProblemsOf(err)) != 1 || fault.ProblemsOf(err)[0].Field != "draft" {
			t.Errorf("a draft that is not: %v", err)
		}
	})
}
