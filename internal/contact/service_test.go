package contact_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

func TestAPathIsMadeConfirmedChangedAndEnded(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		d := samsyn(h.ali, "Vägledningen", "M-MEASURE", "M-PLAN")
		_, err := h.svc.Add(ctx, h.birgit, h.work, d)
		h.refused(err, fault.Denied, "another board's path")
		_, err = h.svc.Add(ctx, h.ali, h.work, d)
		h.refused(err, fault.Denied, "a caseworker adds")
		for what, edit := range map[string]func(*contact.Draft){
			"a stranger owns it":          func(d *contact.Draft) { d.Owner = h.johan.ID },
			"a topic of the other party":  func(d *contact.Draft) { d.Topics = []contact.Topic{"Q-PLAN"} },
			"protected in text":           func(d *contact.Draft) { d.Protected = true },
			"no topic it can answer":      func(d *contact.Draft) { d.Personal = false },
			"an answer before the first":  func(d *contact.Draft) { d.AnswerDays = 0 },
			"a municipality there is not": func(d *contact.Draft) { d.Areas = []string{"9999"} },
			"a unit there is not":         func(d *contact.Draft) { d.Unit = "x" },
			"ends before it begins":       func(d *contact.Draft) { d.To = date("2025-01-01") },
		} {
			bad := d
			edit(&bad)
			_, err := h.svc.Add(ctx, h.anna, h.work, bad)
			h.refused(err, fault.Invalid, what)
		}
		p := h.add(h.anna, d)
		if p.StateAt(h.now()) != contact.Unconfirmed {
			t.Errorf("a new path is %s", p.StateAt(h.now()))
		}
		_, err = h.svc.Confirm(ctx, h.birgit, p.ID, p.Version)
		h.refused(err, fault.Denied, "another board confirms")
		confirmed, err := h.svc.Confirm(ctx, h.ali, p.ID, p.Version) // answers for it
		h.must(err)
		_, err = h.svc.Confirm(ctx, h.anna, p.ID, p.Version)
		h.refused(err, fault.Conflict, "an old version")
		_, err = h.svc.Change(ctx, h.anna, p.ID, confirmed.Version, contact.DraftOf(confirmed))
		h.refused(err, fault.Invalid, "nothing changed")
		d = contact.DraftOf(confirmed)
		d.Note = "Ring på porttelefonen."
		noted, err := h.svc.Change(ctx, h.anna, p.ID, confirmed.Version, d)
		h.must(err)
		if noted.StateAt(h.now()) != contact.Confirmed {
			t.Error("a note makes the path unconfirmed")
		}
		d.Channel, d.Address = contact.Phone, "0240-000 00"
		moved, err := h.svc.Change(ctx, h.anna, p.ID, noted.Version, d)
		h.must(err)
		if moved.StateAt(h.now()) != contact.Unconfirmed {
			t.Error("another channel leaves it confirmed")
		}
		over, err := h.svc.End(ctx, h.anna, p.ID, moved.Version, date("2026-03-01"))
		h.must(err)
		if over.StateAt(h.now()) != contact.Inactive {
			t.Errorf("ended yesterday and %s", over.StateAt(h.now()))
		}
		_, err = h.svc.Confirm(ctx, h.anna, p.ID, over.Version)
		h.refused(err, fault.Conflict, "what has ended")
	})
}

func TestEachCheckIsAFact(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		p := h.add(h.anna, samsyn(h.anna, "Vägledningen", "M-MEASURE"))
		national := h.add(h.per, phone(h.per, "Myndighetstelefonen", "Q-PLAN"))
		if n := h.count("SELECT count(*) FROM contact_fact WHERE path_id = $1", national.ID); n != 290 {
			t.Errorf("a national path owes its check in %d municipalities", n)
		}
		kept := func(authority string) string {
			cells, err := fact.Due(ctx, h.DB, fact.ContactPathCheck, fact.Filter{})
			h.must(err)
			var out string
			for _, c := range cells {
				if c.Authority == authority {
					out += fmt.Sprintf("%s %d/%d ", c.Month, c.Kept, c.N)
				}
			}
			return strings.TrimSpace(out)
		}
		h.Clock.Advance(80 * 24 * time.Hour) // 2026-05-21: in time
		p, err := h.svc.Confirm(ctx, h.anna, p.ID, p.Version)
		h.must(err)
		if got := kept(h.work); got != "2026-05-01 1/1" {
			t.Errorf("kept in time: %s", got)
		}
		h.Clock.Advance(100 * 24 * time.Hour) // 2026-08-29: the check was due on 2026-08-19
		p, err = h.svc.Confirm(ctx, h.anna, p.ID, p.Version)
		h.must(err)
		if got := kept(h.work); got != "2026-05-01 1/1 2026-08-01 0/1" {
			t.Errorf("kept late: %s", got)
		}
		_, err = h.svc.End(ctx, h.anna, p.ID, p.Version, date("2026-08-28"))
		h.must(err)
		if n := h.count("SELECT count(*) FROM contact_fact WHERE path_id = $1", p.ID); n != 0 || kept(h.work) != "2026-05-01 1/1 2026-08-01 0/1" {
			t.Errorf("what has ended is owed: %d, %s", n, kept(h.work))
		}
		d := contact.DraftOf(national)
		d.Areas, d.Owner, d.OwnerFrom = []string{"2085"}, h.ola.ID, date("2026-08-27")
		_, err = h.svc.Change(ctx, h.per, national.ID, national.Version, d)
		h.must(err)
		if n := h.count("SELECT count(*) FROM contact_fact WHERE path_id = $1", national.ID); n != 1 {
			t.Errorf("narrowed to one municipality it owes %d checks", n)
		}
		told, err := fact.Due(ctx, h.DB, fact.ContactChangeTold, fact.Filter{})
		h.must(err)
		if len(told) != 1 || told[0].N != 1 || told[0].Kept != 0 {
			t.Errorf("a change of who answers told two days late: %+v", told)
		}
	})
}

func TestRouteReadsBoardsAndPaths(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		work := h.add(h.anna, samsyn(h.anna, "Arbetsmarknadsenheten", "M-MEASURE", "M-INCOME"))
		social := h.add(h.birgit, samsyn(h.birgit, "Ekonomiskt bistånd", "M-INCOME"))
		line := h.add(h.per, phone(h.per, "Myndighetstelefonen", "Q-PLAN"))
		d := samsyn(h.per, "Dalarna", "Q-PLAN")
		d.Areas = []string{"2085"}
		dalarna := h.add(h.per, d)
		for _, c := range []struct {
			ask contact.Ask
			to  string
		}{
			{contact.Ask{From: directory.PES, Municipality: "2085", Topic: "M-INCOME", Personal: true}, social.ID},
			{contact.Ask{From: directory.PES, Municipality: "2085", Topic: "M-MEASURE", Personal: true}, work.ID},
			{contact.Ask{From: directory.PES, Municipality: "2080", Topic: "M-MEASURE", Personal: true}, ""},
			{contact.Ask{From: h.work, Municipality: "2085", Topic: "Q-PLAN", Personal: true}, dalarna.ID},
			{contact.Ask{From: h.work, Municipality: "2085", Topic: "Q-PLAN", Personal: true, Protected: true}, line.ID},
			{contact.Ask{From: h.elsewhere, Municipality: "2080", Topic: "Q-PLAN", Personal: true}, line.ID},
			{contact.Ask{From: h.work, Municipality: "2085", Topic: "M-MEASURE"}, ""},
		} {
			r, err := contact.Route(ctx, h.DB, c.ask)
			h.must(err)
			if r.Path.ID != c.to || len(r.Why) == 0 {
				t.Errorf("%+v goes to %q because %v", c.ask, r.Path.Name, r.Why)
			}
		}
		shared := contact.DraftOf(work)
		shared.Areas = []string{"2080", "2085"}
		_, err := h.svc.Change(ctx, h.anna, work.ID, work.Version, shared)
		h.must(err)
		r, err := contact.Route(ctx, h.DB, contact.Ask{From: directory.PES, Municipality: "2080", Topic: "M-MEASURE", Personal: true})
		h.must(err)
		if r.Path.ID != work.ID {
			t.Errorf("a shared board's path is not found: %+v", r.Why)
		}
	})
}

func TestSomebodyIsOnDutyOrThereIsAHole(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		bo, cia := h.hire("bosse", h.work, policy.Caseworker), h.hire("cia", h.work, policy.Caseworker)
		p := h.add(h.anna, samsyn(h.anna, "Arbetsmarknadsenheten", "M-MEASURE"))
		monday := date("2026-03-02")
		holes := func() string {
			found, err := contact.Holes(ctx, h.DB, p.ID, h.now(), monday.AddDays(28).Start())
			h.must(err)
			var out string
			for _, g := range contact.Gaps(p, found) {
				out += g.From.String() + "–" + g.To.String() + " "
			}
			return strings.TrimSpace(out)
		}
		onDuty := func(days int) (names []string) {
			found, err := contact.OnDuty(ctx, h.DB, p.ID, h.now().AddDate(0, 0, days))
			h.must(err)
			all := []policy.Actor{h.anna, h.ali, bo, cia}
			for _, id := range found {
				names = append(names, strings.TrimSuffix(all[slices.IndexFunc(all, func(a policy.Actor) bool { return a.ID == id })].Name, " (Demo)"))
			}
			return names
		}
		if got := onDuty(0); got != nil {
			t.Errorf("an empty rota has %v", got)
		}
		_, err := h.svc.Plan(ctx, h.birgit, p.ID, p.Version, contact.RotaPlan{Accounts: []string{h.ali.ID}, From: monday, Weeks: 1})
		h.refused(err, fault.Denied, "another board's rota")
		_, err = h.svc.Plan(ctx, h.anna, p.ID, p.Version, contact.RotaPlan{Accounts: []string{h.johan.ID}, From: monday, Weeks: 1})
		h.refused(err, fault.Invalid, "a stranger on the rota")
		_, err = h.svc.Plan(ctx, h.anna, p.ID, p.Version, contact.RotaPlan{Accounts: []string{h.anna.ID}, From: monday, Weeks: 1})
		h.refused(err, fault.Invalid, "somebody who may answer no question on the rota")
		_, err = h.svc.Away(ctx, h.ali, h.work, contact.AbsenceInput{Account: h.ali.ID, Substitute: h.anna.ID, From: monday, To: monday})
		h.refused(err, fault.Invalid, "a substitute who may answer no question")
		_, err = h.svc.Plan(ctx, h.anna, p.ID, p.Version, contact.RotaPlan{Accounts: []string{h.ali.ID, bo.ID}, From: monday, Weeks: 3})
		h.must(err)
		if got := holes(); got != "2026-03-23–2026-03-27" || fmt.Sprint(onDuty(0), onDuty(7), onDuty(14)) != "[ali] [bosse] [ali]" {
			t.Errorf("holes %s, on duty %v %v %v", got, onDuty(0), onDuty(7), onDuty(14))
		}
		_, err = h.svc.Plan(ctx, h.anna, p.ID, p.Version, contact.RotaPlan{Accounts: []string{bo.ID}, From: monday, Weeks: 1})
		h.refused(err, fault.Conflict, "an old version")

		_, err = h.svc.Away(ctx, h.ali, h.work, contact.AbsenceInput{Account: bo.ID, From: monday, To: monday})
		h.refused(err, fault.Denied, "a caseworker says that another is away")
		_, err = h.svc.Away(ctx, h.birgit, h.social, contact.AbsenceInput{Account: bo.ID, From: monday, To: monday})
		h.refused(err, fault.Denied, "another board says so")
		_, err = h.svc.Away(ctx, h.ali, h.work, contact.AbsenceInput{Account: h.ali.ID, Substitute: h.johan.ID, From: monday, To: monday})
		h.refused(err, fault.Invalid, "a stranger stands in")
		ali, err := h.svc.Away(ctx, h.ali, h.work, contact.AbsenceInput{Account: h.ali.ID, Substitute: cia.ID, From: monday, To: monday.AddDays(3)})
		h.must(err)
		_, err = h.svc.Away(ctx, cia, h.work, contact.AbsenceInput{Account: cia.ID, Substitute: bo.ID, From: monday.AddDays(1), To: monday.AddDays(1)})
		h.must(err)
		_, err = h.svc.Away(ctx, h.anna, h.work, contact.AbsenceInput{Account: bo.ID, Substitute: h.ali.ID, From: monday, To: monday.AddDays(5)})
		h.refused(err, fault.Invalid, "a chain that goes round")
		_, err = h.svc.Away(ctx, h.anna, h.work, contact.AbsenceInput{Account: bo.ID, From: monday.AddDays(1), To: monday.AddDays(1)})
		h.must(err)
		if got := fmt.Sprint(onDuty(0), onDuty(1), onDuty(2)); got != "[cia] [] [cia]" || holes() != "2026-03-03–2026-03-03 2026-03-23–2026-03-27" {
			t.Errorf("on duty %s, holes %s", got, holes())
		}
		h.Clock.Advance(48 * time.Hour)
		h.refused(h.svc.Back(ctx, h.birgit, ali.ID, ali.Version), fault.NotFound, "another board says that she is back")
		h.must(h.svc.Back(ctx, h.ali, ali.ID, ali.Version))
		if got := fmt.Sprint(onDuty(0)); got != "[ali]" {
			t.Errorf("back, and on duty is %s", got)
		}
		past, err := contact.StandIns(ctx, h.DB, h.work, []string{h.ali.ID}, h.now().Add(-time.Hour))
		h.must(err)
		if len(past) != 1 || past[0] != cia.ID {
			t.Errorf("who stood in an hour ago is forgotten: %v", past)
		}
		p, err = contact.Get(ctx, h.DB, p.ID)
		h.must(err)
		shifts, err := contact.Shifts(ctx, h.DB, p.ID, h.now(), h.now().AddDate(0, 1, 0))
		h.must(err)
		h.must(h.svc.Unshift(ctx, h.anna, p.ID, p.Version, shifts[0].ID))
		if got := fmt.Sprint(onDuty(0), onDuty(7)); got != "[] [bosse]" {
			t.Errorf("taken off the rota, on duty is %s", got)
		}
	})
}

func TestWhoStandsInForTheOwnerConfirms(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		bo := h.hire("bosse", h.work, policy.Caseworker)
		p := h.add(h.anna, samsyn(h.ali, "Arbetsmarknadsenheten", "M-MEASURE"))
		_, err := h.svc.Confirm(ctx, bo, p.ID, p.Version)
		h.refused(err, fault.Denied, "a colleague who answers for nothing")
		_, err = h.svc.Away(ctx, h.ali, h.work, contact.AbsenceInput{Account: h.ali.ID, Substitute: bo.ID, From: date("2026-03-02"), To: date("2026-03-02")})
		h.must(err)
		_, err = h.svc.Confirm(ctx, bo, p.ID, p.Version)
		h.must(err)
	})
}

// told are what was told, to whom.
type told []string

func (n *told) tell(_ context.Context, _ *audit.Tx, x contact.News) error {
	*n = append(*n, fmt.Sprintf("%s: %s", strings.Join(x.Accounts, "+"), x.Text.Sv))
	return nil
}

func TestTheClockFindsOldAndDeadPathsAndHoles(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		p := h.add(h.anna, samsyn(h.ali, "Arbetsmarknadsenheten", "M-MEASURE"))
		p, err := h.svc.Confirm(ctx, h.ali, p.ID, p.Version)
		h.must(err)
		dead := h.add(h.birgit, samsyn(h.birgit, "Ekonomiskt bistånd", "M-INCOME"))
		_, err = h.svc.Confirm(ctx, h.birgit, dead.ID, dead.Version)
		h.must(err)
		_, err = h.svc.Plan(ctx, h.anna, p.ID, p.Version, contact.RotaPlan{Accounts: []string{h.ali.ID}, From: date("2026-03-02"), Weeks: 1})
		h.must(err)
		var news told
		tick := func() { h.t.Helper(); news = nil; h.must(h.svc.Tick(ctx, news.tell)) }
		tick()
		if len(news) != 1 || !strings.HasPrefix(news[0], h.ali.ID+": Ingen är bemannad") || !strings.Contains(news[0], "måndag 9 mars") {
			t.Errorf("a hole is told as %q", news)
		}
		if tick(); len(news) != 0 {
			t.Errorf("told twice: %q", news)
		}
		h.Clock.Advance(35 * 24 * time.Hour)
		for range 3 {
			h.must(h.svc.Try(ctx, h.per, dead.ID, false))
		}
		h.must(h.svc.Try(ctx, h.per, p.ID, false))
		h.Clock.Advance(24 * time.Hour)
		tick()
		if !slices.ContainsFunc(news, func(s string) bool { return strings.HasPrefix(s, h.birgit.ID+": Ingen har svarat") }) {
			t.Errorf("a dead path is told as %q", news)
		}
		if found, err := contact.Get(ctx, h.DB, dead.ID); err != nil || found.Kept != contact.Unconfirmed || found.SilentSince != date("2026-04-07") {
			t.Errorf("a dead path is %s since %s: %v", found.Kept, found.SilentSince, err)
		}
		r, err := contact.Reachability(ctx, h.DB, dead.ID)
		h.must(err)
		if r.NoAnswer != 3 || h.count("SELECT count(*) FROM contact_event") != 0 || h.count("SELECT count(*) FROM contact_reach") != 2 {
			t.Errorf("days are not summed: %+v", r)
		}
		h.Clock.Advance(45 * 24 * time.Hour) // 81 days after the confirmation
		tick()
		if !slices.ContainsFunc(news, func(s string) bool { return strings.Contains(s, "behöver bekräftas senast 2026-05-31") }) {
			t.Errorf("what grows old is told as %q", news)
		}
		h.must(h.Trail.Do(ctx, h.per, func(tx *audit.Tx) error {
			if err := contact.Told(ctx, tx, p.ID, contact.Answered, 120); err != nil {
				return err
			}
			return tx.Note(policy.TryContact, p.Ref(), nil)
		}))
		tick()
		tick()
		if n := h.count("SELECT count(*) FROM contact_path WHERE id = $1 AND checked_at = $2", p.ID, db.At(h.now())); n != 1 {
			t.Error("an answer through the path is no check")
		}
		h.Clock.Advance(15 * 24 * time.Hour)
		tick()
		if found, err := contact.Get(ctx, h.DB, p.ID); err != nil || found.Kept != contact.Unconfirmed {
			t.Errorf("96 days after its confirmation it is %s %v", found.Kept, err)
		}
	})
}
