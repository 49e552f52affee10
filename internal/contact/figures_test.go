package contact_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// happen lets something happen n times through a path.
func (h *house) happen(p contact.Path, kind contact.EventKind, n int) {
	h.t.Helper()
	h.must(h.Trail.Do(h.t.Context(), h.per, func(tx *audit.Tx) error {
		for range n {
			if err := contact.Told(h.t.Context(), tx, p.ID, kind, 0); err != nil {
				return err
			}
		}
		return tx.Note(policy.TryContact, p.Ref(), nil)
	}))
}

func (h *house) figures(p contact.Path, on calendar.Period) contact.Figures {
	h.t.Helper()
	found, err := contact.FiguresOf(h.t.Context(), h.DB, []contact.Path{p}, on)
	h.must(err)
	return found[0]
}

// What was due counts by the day, whether summed or not; a miss counts once, whether or not an answer came later.
func TestFiguresCountWhatWasDue(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		p := h.add(h.anna, samsyn(h.ali, "Arbetsmarknadsenheten", "M-MEASURE"))
		other := h.add(h.birgit, samsyn(h.birgit, "Ekonomiskt bistånd", "M-INCOME"))
		h.happen(other, contact.Missed, 1)
		h.happen(p, contact.Asked, 12)
		h.happen(p, contact.Answered, 8)
		h.happen(p, contact.Missed, 2)
		h.happen(p, contact.CalledBack, 3)
		h.happen(p, contact.NotCalled, 1)
		march, april := calendar.Period{From: date("2026-03-01"), To: date("2026-03-31")}, calendar.Period{From: date("2026-04-01"), To: date("2026-04-30")}
		check := func(on calendar.Period, in, calls contact.Share) {
			t.Helper()
			f := h.figures(p, on)
			if f.InTime() != in || f.Calls() != calls {
				t.Errorf("%v: %+v", on, f.Reach)
			}
		}
		check(march, contact.Share{Kept: 8, Of: 10}, contact.Share{Kept: 3, Of: 4})
		h.Clock.Advance(31 * 24 * time.Hour)
		h.happen(p, contact.Late, 2) // of what was missed in March
		h.happen(p, contact.Answered, 1)
		h.must(h.svc.Tick(ctx, new(told).tell))
		check(march, contact.Share{Kept: 8, Of: 10}, contact.Share{Kept: 3, Of: 4})
		check(april, contact.Share{Kept: 1, Of: 1}, contact.Share{})
		if percent, ok := (contact.Share{Kept: 8, Of: 10}).Percent(); percent != 80 || !ok {
			t.Errorf("8 of 10 is %d %v", percent, ok)
		}
		if _, ok := (contact.Share{Kept: 4, Of: 4}).Percent(); ok {
			t.Error("four are enough for a share")
		}
	})
}

// A rota shows where it has holes, also those of an absence; a path that never had one has none to show.
func TestFiguresShowTheHolesAhead(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		p := h.add(h.anna, samsyn(h.ali, "Arbetsmarknadsenheten", "M-MEASURE"))
		bare := h.add(h.birgit, samsyn(h.birgit, "Ekonomiskt bistånd", "M-INCOME"))
		_, err := h.svc.Plan(ctx, h.anna, p.ID, p.Version, contact.RotaPlan{Accounts: []string{h.ali.ID}, From: date("2026-03-02"), Weeks: 5})
		h.must(err)
		day := calendar.Period{From: date("2026-03-02"), To: date("2026-03-02")}
		if f := h.figures(p, day); !f.Rota || len(f.Gaps) != 0 {
			t.Errorf("a full rota has %v", f.Gaps)
		}
		if f := h.figures(bare, day); f.Rota || len(f.Gaps) != 0 {
			t.Errorf("no rota has %v", f.Gaps)
		}
		_, err = h.svc.Away(ctx, h.anna, h.work, contact.AbsenceInput{Account: h.ali.ID, From: date("2026-03-10"), To: date("2026-03-11")})
		h.must(err)
		if f := h.figures(p, day); len(f.Gaps) != 1 || f.Gaps[0].From != date("2026-03-10") || f.Gaps[0].To != date("2026-03-11") {
			t.Errorf("an absence without a substitute leaves %v", f.Gaps)
		}
		h.must(h.svc.Tick(ctx, new(told).tell))
		duties, err := contact.Duties(ctx, h.DB, h.anna)
		h.must(err)
		if !slices.ContainsFunc(duties, func(d contact.Duty) bool {
			return d.ID == p.ID && d.By == date("2026-03-10") || strings.Contains(d.Text.Sv, "inte bekräftad")
		}) {
			t.Errorf("the coordinator's day: %+v", duties)
		}
		if others, err := contact.Duties(ctx, h.DB, h.johan); err != nil || len(others) != 0 {
			t.Errorf("another authority's coordinator sees %+v %v", others, err)
		}
	})
}

// A path that nobody answers is found by itself: questions go another way, whoever asks is warned, its owner and its
// coordinators are told once, and it comes back when somebody answers.
func TestADeadPathIsFoundAndAvoided(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		path := h.add(h.anna, samsyn(h.ali, "A-vägen", "M-MEASURE"))
		spare := h.add(h.anna, phone(h.ali, "B-vägen", "M-MEASURE"))
		for _, p := range []contact.Path{path, spare} {
			_, err := h.svc.Confirm(ctx, h.ali, p.ID, p.Version)
			h.must(err)
		}
		ask := contact.Ask{Municipality: "2085", Topic: "M-MEASURE", Area: contact.Work}
		goes := func(want contact.Path) contact.Routing {
			t.Helper()
			r, err := contact.Route(ctx, h.DB, ask)
			h.must(err)
			if r.Path.ID != want.ID {
				t.Errorf("goes by %q, want %q", r.Path.Name, want.Name)
			}
			return r
		}
		h.Clock.Advance(40 * 24 * time.Hour)
		h.happen(path, contact.Asked, 5) // asked a moment ago: nothing is late yet
		var news []contact.News
		tick := func() {
			t.Helper()
			h.must(h.svc.Tick(ctx, func(_ context.Context, _ *audit.Tx, n contact.News) error { news = append(news, n); return nil }))
		}
		tick()
		goes(path)
		h.happen(path, contact.Missed, 3)
		tick()
		tick()
		grave := slices.DeleteFunc(slices.Clone(news), func(n contact.News) bool { return !n.Grave })
		if len(grave) != 1 || fmt.Sprint(grave[0].Accounts) != fmt.Sprint([]string{h.ali.ID}) {
			t.Errorf("told %+v", grave)
		}
		goes(spare)
		duties, err := contact.Duties(ctx, h.DB, h.ali)
		h.must(err)
		if len(duties) == 0 || !strings.Contains(duties[0].Text.Sv, "Ingen har svarat") {
			t.Errorf("its owner's day: %+v", duties)
		}
		spare, err = contact.Get(ctx, h.DB, spare.ID)
		h.must(err)
		_, err = h.svc.End(ctx, h.anna, spare.ID, spare.Version, date("2026-03-31"))
		h.must(err)
		if r := goes(path); !slices.ContainsFunc(r.Why, func(w language.Text) bool { return strings.Contains(w.Sv, "Ingen har svarat") }) {
			t.Errorf("nobody is warned: %v", r.Why)
		}
		h.happen(path, contact.Late, 1)
		tick()
		if now, err := contact.Get(ctx, h.DB, path.ID); err != nil || !now.SilentSince.IsZero() {
			t.Errorf("silent since %s though somebody answered: %v", now.SilentSince, err)
		}
	})
}

// The page shows both parties the same figure; the public sees it on the municipality's page, but not of few.
func TestReachabilityPages(t *testing.T) {
	s := open(t)
	p := s.add(s.anna, samsyn(s.ali, "Arbetsmarknadsenheten", "M-MEASURE"))
	_, err := s.svc.Confirm(t.Context(), s.ali, p.ID, p.Version)
	s.must(err)
	few := s.add(s.birgit, samsyn(s.birgit, "Ekonomiskt bistånd", "M-INCOME"))
	s.happen(p, contact.Answered, 9)
	s.happen(p, contact.Missed, 1)
	s.happen(few, contact.Answered, 3)
	_, err = s.svc.Plan(t.Context(), s.anna, p.ID, p.Version+1, contact.RotaPlan{Accounts: []string{s.ali.ID}, From: date("2026-03-02"), Weeks: 1})
	s.must(err)
	const page = "/kontaktvagar/tillganglighet"
	s.as(s.anna).see(page, "Ni behöver se till", "90 %", "9 av 10", "3 av 3", "måndag 9 mars", "Så räknas siffrorna")
	s.as(s.per).see(page+"?kommun=2085", "90 %", "9 av 10", "3 av 3", "måndag 9 mars")
	s.as(s.per).see(page+"?kommun=2085&period=2025-12", "–")
	for _, address := range []string{page + "?kommun=2085", page + "?kommun=2085&format=csv", few.Path(), "/kommun/2085", "/api/v1/contact-reachability?municipality=2085", "/api/v1/contact-paths/" + few.ID} {
		w := s.as(s.johan).do("GET", address, nil)
		seen := strings.ReplaceAll(w.Body.String(), " ", "")
		if w.Code != 200 || strings.Contains(seen, "3av3") || strings.Contains(seen, ",3,3") || strings.Contains(seen, `"kept":3`) || strings.Contains(seen, `"answered":3`) {
			t.Errorf("%s answers another municipality %d with a number of three: %s", address, w.Code, seen)
		}
	}
	s.as(s.johan).see(page+"?kommun=2085", "90 %", "9 av 10")
	s.as(s.anna).see(page+"?kommun=2085&format=csv", "Första svar i tid", "90")
	s.as(s.per).see(p.Path(), "90 % (9 av 10)", "Jämför kontaktvägar och månader")
	s.as(s.per).see("/kontaktvagar", "obemannad måndag 9 mars")
	s.as(s.per).see("/kontaktvagar?format=csv", "Nästa lucka", "obemannad måndag 9 mars")
	s.as(policy.Public()).lacks("/kontaktvagar", "obemannad")
	s.as(s.per).see("/kommun/2085", "Kontaktvägar som behöver ses till", "ingen är bemannad", "3 av 3")
	seen := s.as(policy.Public()).see("/kommun/2085", "90 %")
	for _, hidden := range []string{"3 av 3", "ingen är bemannad"} {
		if strings.Contains(seen, hidden) {
			t.Errorf("the public sees %q", hidden)
		}
	}
	if w := s.do("GET", page, nil); w.Code == 200 {
		t.Error("the public sees the page of figures")
	}
}
