package accesslog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// TestTheLifeOfAReview: drawn, looked at, whoever read is asked and answers, all judged, closed and counted.
func TestTheLifeOfAReview(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p := h.known(h.elin.Authority, number, "Bo Wallin", h.elin, h.nora)
		h.read(h.elin, p)
		h.Clock.Advance(time.Hour)
		h.read(h.nora, p)
		h.Clock.Advance(24 * time.Hour)
		w := h.begin(1)
		if w.Readings != 2 || w.Readers != 2 || w.State != accesslog.Open || len(h.news) != 1 || !slices.Equal(h.news[0].Accounts, []string{"uno"}) {
			h.t.Fatalf("%+v, told %+v", w.Review, h.news)
		}
		i := slices.IndexFunc(w.Lines, func(l accesslog.Line) bool { return slices.Contains(l.Flags(), accesslog.SameSurname) })
		if i < 0 || w.Lines[i].Account != "elin" {
			h.t.Fatalf("nothing is flagged: %+v", w.Lines)
		}
		l := w.Lines[i]
		name, err := h.svc.Whom(ctx, h.ulla, l.ID)
		must(h.t, err)
		if name != "Bo Wallin" {
			h.t.Errorf("it was about %q", name)
		}
		seen, err := h.svc.Of(ctx, h.DB, []string{p.ID}, "", 1)
		must(h.t, err)
		if len(seen) != 1 || seen[0].Account != "ulla" || seen[0].Action != policy.SeeReviewed || seen[0].Ground.Reach != policy.Sampled {
			h.t.Errorf("that the auditor saw the person is not a reading: %+v", seen)
		}
		l, err = h.svc.Ask(ctx, h.ulla, l.ID, l.Version)
		must(h.t, err)
		_, err = h.svc.Ask(ctx, h.ulla, l.ID, l.Version)
		refused(h.t, err, fault.Conflict, "")
		_, _, err = h.svc.Asked(ctx, h.DB, h.nora, l.ID)
		refused(h.t, err, fault.NotFound, "")
		_, err = h.svc.Explain(ctx, h.elin, l.ID, 0, " ")
		refused(h.t, err, fault.Invalid, "said")
		l, err = h.svc.Explain(ctx, h.elin, l.ID, l.Version, "Det är min bror, och det var fel av mig.")
		must(h.t, err)
		_, err = h.svc.Explain(ctx, h.elin, l.ID, 0, "En gång till.")
		refused(h.t, err, fault.Conflict, "")
		_, err = h.svc.Judge(ctx, h.ulla, l.ID, l.Version, accesslog.Misuse, "")
		refused(h.t, err, fault.Invalid, "words")
		_, err = h.svc.Judge(ctx, h.ulla, l.ID, l.Version, "", "")
		refused(h.t, err, fault.Invalid, "result")
		_, err = h.svc.Judge(ctx, h.ulla, l.ID, 99, accesslog.InOrder, "")
		refused(h.t, err, fault.Conflict, "")
		_, err = h.svc.Close(ctx, h.ulla, w.ID, 0)
		refused(h.t, err, fault.Conflict, "")
		for _, each := range w.Lines {
			result, words := accesslog.InOrder, ""
			if each.ID == l.ID {
				result, words = accesslog.Misuse, "Anmäld till chefen."
			}
			_, err = h.svc.Judge(ctx, h.ulla, each.ID, 0, result, words)
			must(h.t, err)
		}
		w, err = h.svc.Close(ctx, h.ulla, w.ID, 0)
		must(h.t, err)
		_, said, _, err := h.svc.LineOf(ctx, h.DB, h.ulla, l.ID)
		must(h.t, err)
		if w.State != accesslog.Closed || said.Explanation != "Det är min bror, och det var fel av mig." || said.Words != "Anmäld till chefen." {
			h.t.Errorf("%+v %+v", w.Review, said)
		}
		_, err = h.svc.Whom(ctx, h.ulla, l.ID) // whom it was about is for the review alone
		refused(h.t, err, fault.NotFound, "")
		_, err = h.svc.Judge(ctx, h.ulla, l.ID, 0, accesslog.InOrder, "")
		refused(h.t, err, fault.NotFound, "")
		h.counts(fact.LogReviews, 1, 1)
	})
}

// counts asserts how many facts there are of a measure, and how many were in time.
func (h *house) counts(metric string, n, kept int) {
	h.t.Helper()
	rows, err := db.All[fact.Fact](h.t.Context(), h.DB, "SELECT id, metric, version, clause, agreement_id, municipality, authority_id, opened, due, closed, outcome, minutes, paused, part, whole, relieved, changed, mark FROM fact WHERE metric = $1", metric)
	must(h.t, err)
	in := 0
	for _, f := range rows {
		if f.Municipality != "2085" || f.Authority != h.elin.Authority || !strings.HasPrefix(f.Clause, "K20.") {
			h.t.Errorf("%+v", f)
		}
		if !f.Closed.IsZero() && !f.Closed.After(f.Due.Time) {
			in++
		}
	}
	if len(rows) != n || in != kept {
		h.t.Errorf("of %s: %d facts, %d in time; want %d and %d", metric, len(rows), in, n, kept)
	}
}

// TestNobodyReviewsTheirOwn: an auditor's own readings are another's to judge, and the review waits for them.
func TestNobodyReviewsTheirOwn(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p := h.known(h.elin.Authority, number, "Nora Testberg", h.elin)
		h.read(h.elin, p)
		w := h.begin(10)
		_, err := h.svc.Whom(ctx, h.ulla, w.Lines[0].ID)
		must(h.t, err)
		h.Clock.Advance(time.Minute)
		r, err := h.svc.Begin(ctx, h.uno, calendar.Period{From: calendar.NewDate(2026, 2, 1), To: calendar.NewDate(2026, 6, 30)}, 10)
		must(h.t, err)
		w = h.whole(r.ID)
		i := slices.IndexFunc(w.Lines, func(l accesslog.Line) bool { return l.Account == "ulla" })
		if i < 0 {
			h.t.Fatalf("the auditor's own reading is not among the readings: %+v", w.Lines)
		}
		_, err = h.svc.Judge(ctx, h.ulla, w.Lines[i].ID, 0, accesslog.InOrder, "")
		refused(h.t, err, fault.NotFound, "")
		_, err = h.svc.Whom(ctx, h.ulla, w.Lines[i].ID)
		refused(h.t, err, fault.NotFound, "")
		if l, ok := w.Next("ulla"); !ok || l.Account == "ulla" {
			h.t.Errorf("one's own is offered: %+v", l)
		}
		_, err = h.svc.Judge(ctx, h.uno, w.Lines[i].ID, 0, accesslog.InOrder, "")
		must(h.t, err)
	})
}

// TestNobodyElseSeesAReview: neither another authority's auditor, nor those who read, nor who answers for the accounts.
func TestNobodyElseSeesAReview(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		h.read(h.elin, h.known(h.elin.Authority, number, "Nora Testberg", h.elin))
		h.read(h.maja, h.known(h.maja.Authority, number, "Nora Testberg", h.maja))
		w := h.begin(10)
		if w.Readings != 1 {
			h.t.Errorf("readings of another authority are drawn: %+v", w.Review)
		}
		for _, a := range []policy.Actor{h.gunilla, h.elin, h.olle, h.maja} {
			_, err := h.svc.Get(ctx, h.DB, a, w.ID)
			refused(h.t, err, fault.NotFound, "")
			_, _, _, err = h.svc.LineOf(ctx, h.DB, a, w.Lines[0].ID)
			refused(h.t, err, fault.NotFound, "")
			_, err = h.svc.Whom(ctx, a, w.Lines[0].ID)
			refused(h.t, err, fault.NotFound, "")
			_, err = h.svc.Judge(ctx, a, w.Lines[0].ID, 0, accesslog.InOrder, "")
			refused(h.t, err, fault.NotFound, "")
			_, err = h.svc.Ask(ctx, a, w.Lines[0].ID, 0)
			refused(h.t, err, fault.NotFound, "")
			_, err = h.svc.Close(ctx, a, w.ID, 0)
			refused(h.t, err, fault.NotFound, "")
			list, err := h.svc.Reviews(ctx, h.DB, a, "", 10)
			must(h.t, err)
			if len(list) != 0 {
				h.t.Errorf("%s sees %+v", a.ID, list)
			}
		}
		for _, a := range []policy.Actor{h.elin, h.olle} {
			_, err := h.svc.Begin(ctx, a, halfYear(), 5)
			refused(h.t, err, fault.NotFound, "")
			refused(h.t, h.svc.SetRule(ctx, a, accesslog.Volume, false, 5), fault.NotFound, "")
			_, err = h.svc.AddWatch(ctx, a, number, "känd")
			refused(h.t, err, fault.NotFound, "")
		}
	})
}

// TestAReviewCanBeDrawnAgain: who holds the seed draws the same lines.
func TestAReviewCanBeDrawnAgain(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(h.elin.Authority, number, "Nora Testberg", h.elin)
		for range 40 {
			h.Clock.Advance(time.Minute)
			h.read(h.elin, p)
		}
		w := h.begin(7)
		all, err := audit.Lines(h.t.Context(), h.DB, audit.Filter{Authority: h.elin.Authority, Action: string(policy.ReadPerson)}, 100)
		must(h.t, err)
		slices.Reverse(all)
		var want, got []string
		for _, i := range accesslog.Draw(uint64(w.Seed), len(all), 7) {
			want = append(want, all[i].ID)
		}
		for _, l := range w.Lines {
			if l.Drawn {
				got = append(got, l.Entry)
			}
		}
		if w.Readings != 40 || !slices.Equal(got, want) {
			h.t.Errorf("of %d drawn %v, drawn again %v", w.Readings, got, want)
		}
		_, err = h.svc.Begin(h.t.Context(), h.uno, halfYear(), 7)
		refused(h.t, err, fault.Conflict, "")
	})
}

// TestWhatARuleIsSetTo holds from the day; the watch list finds a person and shows nobody.
func TestRulesAndTheWatchListAreTheAuthoritysOwn(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p := h.known(h.elin.Authority, number, "Bo Wallin", h.elin)
		h.read(h.elin, p)
		must(h.t, h.svc.SetRule(ctx, h.ulla, accesslog.SameSurname, false, 0))
		refused(h.t, h.svc.SetRule(ctx, h.ulla, accesslog.Volume, true, 1), fault.Invalid, "threshold")
		refused(h.t, h.svc.SetRule(ctx, h.ulla, "astrology", true, 1), fault.Invalid, "rule")
		_, err := h.svc.AddWatch(ctx, h.ulla, "1", "känd")
		refused(h.t, err, fault.Invalid, "number")
		_, err = h.svc.AddWatch(ctx, h.ulla, number, "")
		refused(h.t, err, fault.Invalid, "reason")
		id, err := h.svc.AddWatch(ctx, h.ulla, number, "Känd person")
		must(h.t, err)
		_, err = h.svc.AddWatch(ctx, h.ulla, another, "Ingen som myndigheten känner")
		must(h.t, err)
		w := h.begin(1)
		if flags := w.Lines[0].Flags(); !slices.Equal(flags, []accesslog.Code{accesslog.Watched}) {
			h.t.Errorf("flagged %v", flags)
		}
		list, err := h.svc.Watches(ctx, h.DB, h.uno)
		must(h.t, err)
		if len(list) != 2 || list[0].Reason != "Känd person" {
			h.t.Errorf("%+v", list)
		}
		_, err = h.svc.Watches(ctx, h.DB, h.olle)
		refused(h.t, err, fault.NotFound, "")
		refused(h.t, h.svc.EndWatch(ctx, h.gunilla, id), fault.NotFound, "")
		must(h.t, h.svc.EndWatch(ctx, h.ulla, id))
		h.Clock.Advance(24 * time.Hour)
		must(h.t, h.svc.SetRule(ctx, h.ulla, accesslog.SameSurname, true, 0))
		yesterday, err := h.svc.Settings(ctx, h.DB, h.ulla.Authority, calendar.DateOf(h.Now()).AddDays(-1))
		must(h.t, err)
		i := slices.IndexFunc(yesterday, func(s accesslog.Setting) bool { return s.Rule == accesslog.SameSurname })
		if yesterday[i].Active {
			h.t.Error("how the rule was set yesterday is not kept")
		}
	})
}

// TestAProtectedPersonIsSeenByThoseNamed: the rule flags the reading, and the auditor does not see whom it was about.
func TestAProtectedPersonIsSeenByThoseNamed(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p := h.known(h.elin.Authority, number, "Nora Testberg", h.elin)
		cleared := h.elin
		cleared.Cleared = true
		h.act(func(tx *audit.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE account SET cleared = TRUE WHERE id = 'elin'")
			return err
		})
		must(h.t, h.persons.Protect(ctx, cleared, p.ID, p.Version, person.Marker, calendar.DateOf(h.Now()), []string{"elin"}))
		h.read(cleared, p)
		w := h.begin(5)
		i := slices.IndexFunc(w.Lines, func(l accesslog.Line) bool { return slices.Contains(l.Flags(), accesslog.ProtectedPerson) })
		if i < 0 {
			h.t.Fatalf("%+v", w.Lines)
		}
		_, err := h.svc.Whom(ctx, h.ulla, w.Lines[i].ID)
		refused(h.t, err, fault.NotFound, "")
		_, err = h.svc.Judge(ctx, h.ulla, w.Lines[i].ID, 0, accesslog.InOrder, "")
		must(h.t, err)
	})
}

// TestEachQuarterIsDrawnOnce by the clock, where somebody can make the review and there is anything to review; its auditors are
// told, and reminded once.
func TestEachQuarterIsDrawnOnce(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		h.read(h.elin, h.known(h.elin.Authority, number, "Nora Testberg", h.elin))
		must(h.t, h.svc.Tend(ctx))
		if len(h.news) != 0 {
			h.t.Fatalf("the quarter is not over: %+v", h.news)
		}
		h.Clock.Set(calendar.NewDate(2026, 4, 1).At(6, 0))
		for range 3 {
			must(h.t, h.svc.Tend(ctx))
		}
		list, err := h.svc.Reviews(ctx, h.DB, h.ulla, "", 10)
		must(h.t, err)
		if len(list) != 1 || list[0].From != calendar.NewDate(2026, 1, 1) || list[0].To != calendar.NewDate(2026, 3, 31) || len(h.news) != 1 || !slices.Equal(h.news[0].Accounts, []string{"ulla", "uno"}) {
			h.t.Fatalf("%+v %+v", list, h.news)
		}
		h.Clock.Set(calendar.NewDate(2026, 6, 22).At(6, 0))
		for range 3 {
			must(h.t, h.svc.Tend(ctx))
		}
		if len(h.news) != 2 || h.news[1].Kind != accesslog.NewsDrawn {
			h.t.Errorf("%+v", h.news)
		}
	})
}
