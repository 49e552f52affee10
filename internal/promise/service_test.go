package promise_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/promise"
	"samsyn/internal/ref"
	"samsyn/internal/steering"
)

// house is a database with one agreement between Ludvika and the agency, in force 2025-07-01 to 2027-12-31.
type house struct {
	testing.TB
	*dbtest.Database
	svc   *promise.Service
	a     agreement.Agreement
	board string
	broke []string
}

func furnish(t testing.TB, d *dbtest.Database) *house {
	t.Helper()
	h := &house{TB: t, Database: d, svc: promise.New(d.Trail)}
	h.must(directory.Seed(t.Context(), d.Trail))
	h.svc.Broke = func(_ context.Context, _ *audit.Tx, _ agreement.Agreement, broken []promise.Result) error {
		for _, r := range broken {
			h.broke = append(h.broke, r.Number+" "+string(r.Side)+" "+r.From.String())
		}
		return nil
	}
	h.act(func(tx *audit.Tx) error {
		b, err := directory.BoardFor(t.Context(), tx, "2085")
		if err != nil {
			return err
		}
		h.board = b.ID
		h.a, err = agreement.New(d.Trail).Conclude(t.Context(), tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: b.ID, Municipality: "2085"}},
			From: date("2025-07-01"), To: date("2027-12-31"), Signed: date("2025-06-01")})
		if err != nil {
			return err
		}
		return commitment.New(d.Trail).Enter(t.Context(), tx, h.a.ID, doc(), date("2025-07-01"), date("2027-12-31"))
	})
	return h
}

func (h *house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *house) act(fn func(tx *audit.Tx) error) {
	h.Helper()
	h.must(h.Trail.Do(h.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note("test.act", ref.To("fact", "x"), nil)
	}))
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func measure(metric string, w clause.Window, target int64) clause.Measure {
	n := clause.N(target)
	return clause.Measure{Metric: metric, Statistic: clause.Share, Comparator: clause.AtLeast, Target: &n, Window: w}
}

// doc promises answers by each side, meetings by both together, and what is not recorded.
func doc() clause.Document {
	d := clause.Document{Template: 1, Clauses: []clause.Clause{{ID: "9", Heading: language.T("Frågor", "Questions"), Text: language.T("Svar ges.", "Answers are given.")}}}
	add := func(id string, by clause.Side, kind clause.Nature, m ...clause.Measure) {
		d.Commitments = append(d.Commitments, clause.Commitment{ID: id, Clause: "9", By: by, Kind: kind, Relief: true, Reason: "rimligt", Text: language.T("Löfte.", "Promise."), Measures: m})
	}
	meetings := measure(fact.SteeringMeetings, clause.Year, 2)
	meetings.Statistic = clause.Counts
	add("K6.1", clause.Both, clause.Target, meetings)
	add("K8.2", clause.Both, clause.Target, measure(fact.FirstResponse, clause.Quarter, 90))
	add("K9.1", clause.Agency, clause.Target, measure(fact.AnswerTime, clause.Month, 90))
	add("K9.2", clause.Municipality, clause.Target, measure(fact.AnswerTime, clause.Month, 90))
	add("K4.3", clause.Both, clause.Target, measure("long-term-unemployed-change", clause.Quarter, 100))
	return d
}

// answers records questions due on a day: so many kept, missed and missed with the asker's part in it.
func (h *house) answers(authority, due string, kept, missed, relieved int) {
	h.Helper()
	h.act(func(tx *audit.Tx) error {
		var all []fact.Fact
		for i := range kept + missed + relieved {
			day := date(due)
			f := fact.Fact{Metric: fact.AnswerTime, Agreement: h.a.ID, Municipality: "2085", Authority: authority, Opened: db.At(day.At(9, 0)), Due: db.At(day.At(16, 30)), Closed: db.At(day.At(12, 0)), Minutes: 180}
			if i >= kept {
				f.Closed, f.Minutes = db.At(day.AddDays(5).At(12, 0)), 1800
			}
			f.Relieved = i >= kept+missed
			all = append(all, f)
		}
		_, err := fact.RecordAll(h.Context(), tx, all)
		return err
	})
}

func (h *house) outcomes(day string) map[string]string {
	h.Helper()
	all, err := promise.Outcomes(h.Context(), h.DB, h.a, date(day))
	h.must(err)
	out := map[string]string{}
	for _, o := range all {
		out[o.Number+" "+string(o.Side)] = fmt.Sprintf("%s %d/%d %s", o.FigureSaid().Sv, o.Sum.Kept, o.Sum.N, o.Verdict)
	}
	return out
}

func (h *house) wants(day string, want map[string]string) {
	h.Helper()
	have := h.outcomes(day)
	for k, w := range want {
		if have[k] != w {
			h.Errorf("%s on %s: %q, want %q", k, day, have[k], w)
		}
	}
}

func TestBothSidesAreJudgedByWhatTheyOwe(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.answers(directory.PES, "2026-01-15", 182, 14, 18)
		h.answers(h.board, "2026-01-20", 7, 1, 0)
		h.answers(directory.PES, "2025-06-20", 0, 50, 0) // before anything was promised
		h.answers(directory.PES, "2026-03-02", 4, 2, 0)
		h.wants("2026-01-31", map[string]string{
			"K9.1 agency": "92,8\u00a0% 182/214 kept", "K9.2 municipality": "87,5\u00a0% 7/8 too-few", "K8.2 agency": "– 0/0 nothing",
			"K6.1 both": "– 0/0 nothing", "K4.3 agency": "– 0/0 not-yet"})
		h.wants("2026-03-02", map[string]string{"K9.1 agency": "66,6\u00a0% 4/6 at-risk"})
		if all := h.outcomes("2025-06-20"); all["K9.1 agency"] != "" {
			t.Errorf("before the agreement: %v", all)
		}
	})
}

// What nobody has answered is a miss from the moment it is due, though no act says so.
func TestAQuestionThatNobodyAnswersBreaksAPromise(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.act(func(tx *audit.Tx) error {
			open := fact.Fact{Metric: fact.AnswerTime, Agreement: h.a.ID, Municipality: "2085", Authority: directory.PES, Opened: db.At(date("2026-03-02").At(8, 0)), Due: db.At(date("2026-03-04").At(16, 30))}
			_, err := fact.Open(t.Context(), tx, open, open, open, open, open, open)
			return err
		})
		h.wants("2026-03-02", map[string]string{"K9.1 agency": "– 0/0 nothing"})
		d.Clock.Set(date("2026-03-04").At(16, 31))
		h.wants("2026-03-04", map[string]string{"K9.1 agency": "0\u00a0% 0/6 at-risk"})
		d.Clock.Set(date("2026-04-01").At(9, 0))
		h.wants("2026-03-31", map[string]string{"K9.1 agency": "0\u00a0% 0/6 broken"})
		h.must(h.svc.Settle(t.Context()))
		if got := strings.Join(h.broke, ", "); got != "K9.1 agency 2026-03-01" {
			t.Errorf("told of %s", got)
		}
		h.must(h.svc.Settle(t.Context()))
		if len(h.broke) != 1 {
			t.Errorf("told again: %v", h.broke)
		}
	})
}

// A meeting counts in each municipality, and a year that is promised only in part is not judged as a whole one.
func TestMeetingsAreCountedForBothTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		met := func(days ...string) {
			h.act(func(tx *audit.Tx) error {
				var all []fact.Fact
				for _, on := range days {
					day := date(on)
					all = append(all, fact.Fact{Metric: fact.SteeringMeetings, Agreement: h.a.ID, Municipality: "2085", Authority: directory.PES, Opened: db.At(day.Start()), Due: db.At(day.End()), Closed: db.At(day.At(15, 0))})
				}
				_, err := fact.RecordAll(t.Context(), tx, all)
				return err
			})
		}
		met("2025-09-10")
		h.wants("2025-12-31", map[string]string{"K6.1 both": "1 möte 1/1 partial"})
		d.Clock.Set(date("2026-08-01").At(9, 0))
		h.wants("2026-08-01", map[string]string{"K6.1 both": "0 möten 0/0 at-risk"})
		met("2026-04-10")
		h.wants("2026-08-01", map[string]string{"K6.1 both": "1 möte 1/1 kept"})
		d.Clock.Set(date("2027-01-01").At(9, 0))
		h.wants("2026-12-31", map[string]string{"K6.1 both": "1 möte 1/1 broken"})
	})
}

func (h *house) differences() []promise.Difference {
	h.Helper()
	found, err := promise.Verify(h.Context(), h.DB)
	h.must(err)
	return found
}

func TestAResultChangedByHandIsNamed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.answers(directory.PES, "2026-01-15", 80, 20, 0)
		h.must(h.svc.Settle(t.Context()))
		if found := h.differences(); len(found) != 0 {
			t.Fatalf("sound results differ: %v", found[0].Text.Sv)
		}
		d.Clock.Advance(time.Hour)
		h.answers(directory.PES, "2026-01-16", 10, 0, 0) // the clock will reckon it anew
		if found := h.differences(); len(found) != 0 {
			t.Errorf("a fact written since makes a difference: %v", found[0].Text.Sv)
		}
		d.Clock.Advance(time.Hour)
		h.must(h.svc.Settle(t.Context()))
		for name, text := range map[string]string{
			"the verdict": "UPDATE promise_result SET verdict = 'kept' WHERE number = 'K9.1' AND verdict = 'broken'",
			"the number":  "UPDATE promise_result SET kept = kept + 1 WHERE number = 'K9.1' AND n > 0",
			"its month":   "UPDATE promise_result SET starts = '2025-08-02' WHERE number = 'K9.1' AND starts = '2025-08-01'",
		} {
			h.must(d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
				n, err := tx.Exec(t.Context(), text)
				if n == 0 {
					t.Errorf("%s: nothing to change", name)
				}
				return err
			}))
			if found := h.differences(); len(found) != 1 || found[0].Result.Number != "K9.1" {
				t.Errorf("%s changed by hand: %d found", name, len(found))
			}
			h.must(d.Writer.DoRows(t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), "DELETE FROM promise_result"); return err }))
			h.must(h.svc.Settle(t.Context()))
		}
	})
}

// Whatever is recorded, in whatever order and however late it is put right, the results that are kept are those that the
// facts give, and no one is both kept and broken.
func TestResultsFollowFromTheFactsWhateverHappens(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		clockNow := d.Clock.Now()
		rapid.Check(t, func(r *rapid.T) {
			for range rapid.IntRange(1, 4).Draw(r, "acts") {
				due := date("2025-08-01").AddDays(rapid.IntRange(0, 200).Draw(r, "day")).String()
				who := rapid.SampledFrom([]string{directory.PES, h.board}).Draw(r, "who")
				h.answers(who, due, rapid.IntRange(0, 12).Draw(r, "kept"), rapid.IntRange(0, 3).Draw(r, "missed"), rapid.IntRange(0, 3).Draw(r, "relieved"))
			}
			clockNow = clockNow.Add(time.Minute)
			d.Clock.Set(clockNow)
			h.must(h.svc.Settle(t.Context()))
			if found := h.differences(); len(found) != 0 {
				r.Fatal(found[0].Text.Sv)
			}
		})
	})
}

// The register says of each agreement how its promises stood when they were last reckoned, and can be asked for those
// with broken ones.
func TestTheRegisterSaysHowPromisesStand(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		found := func(p agreement.Promised) int {
			t.Helper()
			n, err := agreement.Total(t.Context(), d.DB, agreement.Filter{Promised: p})
			h.must(err)
			return n
		}
		wants := func(broken, atRisk, kept int) {
			t.Helper()
			h.must(h.svc.Settle(t.Context()))
			if b, r, k := found(agreement.SomeBroken), found(agreement.SomeAtRisk), found(agreement.AllKept); b != broken || r != atRisk || k != kept {
				t.Errorf("with broken ones %d, at risk %d, all kept %d; want %d, %d, %d", b, r, k, broken, atRisk, kept)
			}
		}
		wants(0, 0, 0)
		h.answers(directory.PES, "2026-02-15", 95, 5, 0)
		wants(0, 0, 1)
		h.answers(h.board, "2026-03-02", 2, 5, 0)
		wants(0, 1, 0)
		h.answers(directory.PES, "2026-02-16", 0, 60, 0)
		wants(1, 1, 0)
	})
}

// A commitment that the parties read by another target than the signed one is judged by both, in windows that end once they
// had agreed; what one of them holds against it changes no figure.
func TestADisputedAndAnAdjustedPromiseKeepBothReadings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		ctx, said := t.Context(), commitment.New(d.Trail)
		board := policy.Actor{ID: "anna", Authority: h.board, Roles: []policy.Role{policy.Coordinator}}
		agency := policy.Actor{ID: "per", Authority: directory.PES, Roles: []policy.Role{policy.Coordinator}}
		version := int64(0)
		key := func() commitment.Key {
			version++
			return commitment.Key{Agreement: h.a.ID, Number: "K9.1", Version: version}
		}
		h.answers(directory.PES, "2026-02-16", 88, 12, 0)
		h.answers(directory.PES, "2026-03-02", 44, 6, 0)
		of := func(day string) promise.Outcome {
			t.Helper()
			o, _, err := promise.FigureOf(ctx, d.DB, promise.Which{Agreement: h.a.ID, Number: "K9.1", Side: clause.Agency, On: date(day)})
			h.must(err)
			return o
		}
		_, err := said.Dispute(ctx, agency, key(), "Växeln låg nere.")
		h.must(err)
		o := of("2026-03-02")
		if o.DisputedBy != directory.PES || o.Verdict != promise.AtRisk || o.Read.Target != nil {
			t.Errorf("disputed: %+v", o)
		}
		for text, actor := range map[string]policy.Actor{"Växeln låg nere.": agency, "": {}} {
			if p, err := commitment.PositionsOn(ctx, d.DB, actor, o.Held); err != nil || p.Disputed.Authority != directory.PES || p.Disputed.Text != text {
				t.Errorf("%q reads %+v, %v", actor.ID, p, err)
			}
		}
		_, err = said.Answer(ctx, board, key(), "Det stämmer.")
		h.must(err)
		_, err = said.ProposeTarget(ctx, agency, key(), clause.N(90), "Som förut.")
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("the target that stands was proposed: %v", err)
		}
		version--
		_, err = said.ProposeTarget(ctx, agency, key(), clause.N(85), "Tills växeln är bytt.")
		h.must(err)
		_, err = said.Accept(ctx, board, key())
		h.must(err)
		if o := of("2026-03-02"); o.Verdict != promise.AtRisk || o.Read.Target == nil || *o.Read.Target != clause.N(85) || o.Read.Verdict != promise.Kept {
			t.Errorf("adjusted: %s, and %+v", o.Verdict, o.Read)
		}
		if o := of("2026-02-10"); o.Verdict != promise.Broken || o.Read.Target != nil {
			t.Errorf("a month that had ended before they agreed: %s, and %+v", o.Verdict, o.Read)
		}
		p, err := commitment.PositionsOn(ctx, d.DB, agency, of("2026-03-02").Held)
		if err != nil || p.Proposed.Authority != directory.PES || p.Accepted.Authority != h.board || p.Disputed.Authority != "" {
			t.Errorf("who agreed: %+v, %v", p, err)
		}
	})
}

// A broken promise stands on the next agenda, once however many months it was broken, also when the month after was kept,
// until a meeting that had it on its agenda is held, or the figure is put right.
func TestABrokenPromiseIsOnTheAgendaUntilAMeetingTakesItUp(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		open := func() []steering.Item {
			t.Helper()
			all, err := promise.Open(t.Context(), d.DB, h.a.ID)
			h.must(err)
			return all
		}
		if all := open(); len(all) != 0 {
			t.Errorf("before anything is broken: %+v", all)
		}
		h.answers(directory.PES, "2025-11-15", 80, 20, 0)
		h.answers(directory.PES, "2025-12-15", 70, 30, 0)
		h.answers(directory.PES, "2026-02-16", 100, 0, 0)
		all := open()
		if len(all) != 1 || !strings.Contains(all[0].Text.Sv, "december 2025") || !strings.Contains(all[0].Text.Sv, "Även 1 period") {
			t.Fatalf("on the agenda: %+v", all)
		}
		h.held(all[0])
		if left := open(); len(left) != 0 {
			t.Errorf("after the meeting: %+v", left)
		}
		h.answers(directory.PES, "2026-02-17", 0, 50, 0)
		if all := open(); len(all) != 1 || !strings.Contains(all[0].Text.Sv, "februari 2026") {
			t.Errorf("broken anew: %+v", all)
		}
		h.answers(directory.PES, "2026-02-18", 900, 0, 0) // what had been left out is recorded
		if all := open(); len(all) != 0 {
			t.Errorf("put right: %+v", all)
		}
	})
}

// held is a meeting that was held with an item on its agenda.
func (h *house) held(i steering.Item) {
	h.Helper()
	h.must(h.Writer.DoRows(h.Context(), func(tx *db.Tx) error {
		for _, text := range []string{
			`INSERT INTO steering_group (id, agreement_id, kind, name, task, valid_from, version) VALUES ('g', '` + h.a.ID + `', 'steering', '', '', '2025-07-01', 1)`,
			`INSERT INTO steering_meeting (id, agreement_id, group_id, on_day, starts, ends, place, state, reason, chair, guests, minutes, minutes_no, version)
				VALUES ('m', '` + h.a.ID + `', 'g', '2026-02-20', 540, 600, '', 'held', '', '', '', '', 0, 1)`,
			`INSERT INTO steering_point (id, meeting_id, no, own, authority_id, source_sv, source_en, title_sv, title_en, body, path) VALUES ('p', 'm', 1, FALSE, '', '', '', '', '', '', '` + i.Path + `')`,
		} {
			if _, err := tx.Exec(h.Context(), text); err != nil {
				return err
			}
		}
		return nil
	}))
}
