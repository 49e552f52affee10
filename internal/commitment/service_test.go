package commitment_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

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
)

// house is a database with one agreement between Ludvika and the agency, in force 2026-01-01 to 2028-12-31.
type house struct {
	*testing.T
	*dbtest.Database
	svc        *commitment.Service
	agreements *agreement.Service
	id         string // of the agreement
	board      string
	told       []string
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	if err := directory.Seed(t.Context(), d.Trail); err != nil {
		t.Fatal(err)
	}
	h := &house{T: t, Database: d, svc: commitment.New(d.Trail), agreements: agreement.New(d.Trail)}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, k commitment.Held, to []string, _ language.Text) error {
		for _, a := range to {
			h.told = append(h.told, fmt.Sprint(k.Number, " ", a == directory.PES))
		}
		return nil
	}
	h.act(func(tx *audit.Tx) error {
		b, err := directory.BoardFor(t.Context(), tx, "2085")
		if err != nil {
			return err
		}
		h.board = b.ID
		a, err := h.agreements.Conclude(t.Context(), tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: b.ID, Municipality: "2085"}},
			From: date("2026-01-01"), To: date("2028-12-31"), Signed: date("2025-12-01")})
		h.id = a.ID
		return err
	})
	return h
}

func (h *house) act(fn func(tx *audit.Tx) error) {
	h.Helper()
	if err := h.Trail.Do(h.Context(), policy.Process("test"), fn); err != nil {
		h.Fatal(err)
	}
}

func (h *house) enter(doc clause.Document, from, to string) {
	h.Helper()
	h.act(func(tx *audit.Tx) error { return h.svc.Enter(h.Context(), tx, h.id, doc, date(from), date(to)) })
}

func date(s string) calendar.Date {
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func (h *house) actor(authority string) policy.Actor {
	return policy.Actor{ID: "actor-" + authority, Authority: authority, Roles: []policy.Role{policy.Coordinator}}
}

// doc is a text with the targets, in per cent, of its commitments K9.1, K9.2 …, and last a rule.
func doc(targets ...int64) clause.Document {
	d := clause.Document{Template: 1, Clauses: []clause.Clause{{ID: "9", Heading: language.T("Frågor om enskilda", "Questions about individuals"), Text: language.T("Svar ges.", "Answers are given.")}}}
	for i, n := range targets {
		target := clause.N(n)
		by := []clause.Side{clause.Agency, clause.Municipality}[i%2]
		d.Commitments = append(d.Commitments, clause.Commitment{ID: fmt.Sprintf("K9.%d", i+1), Clause: "9", By: by, Kind: clause.Target, Relief: i == 0, Reason: "för att det är rimligt",
			Text:     language.T("Svara på frågor inom två arbetsdagar.", "Answer questions within two working days."),
			Measures: []clause.Measure{{Metric: fact.Coverage, Statistic: clause.Share, Limit: 2, LimitUnit: clause.WorkingDays, Comparator: clause.AtLeast, Target: &target, Window: clause.Month}}})
	}
	d.Commitments = append(d.Commitments, clause.Commitment{ID: "K9.9", Clause: "9", By: clause.Both, Kind: clause.Rule, Text: language.T("En fråga stängs inte utan svar.", "A question is not closed without an answer."),
		Measures: []clause.Measure{{Metric: "no-such-metric", Statistic: clause.Counts, Window: clause.Month}}})
	return d
}

func (h *house) inForce(day string) string {
	h.Helper()
	all, err := commitment.InForce(h.Context(), h.DB, h.id, date(day))
	if err != nil {
		h.Fatal(err)
	}
	out := ""
	for _, k := range all {
		target := "rule"
		if k.Commitment.Kind == clause.Target {
			target = k.Commitment.Measures[0].Target.String()
		}
		out += fmt.Sprintf("%s %s %s %s..%s;", k.Number, target, k.State, k.From, k.To)
	}
	return out
}

func (h *house) expect(day, want string) {
	h.Helper()
	if got := h.inForce(day); got != want {
		h.Errorf("on %s:\n got %s\nwant %s", day, got, want)
	}
}

func (h *house) one(number string) commitment.Held { return h.on("2026-03-02", number) }

func (h *house) on(day, number string) commitment.Held {
	h.Helper()
	a, err := agreement.ByID(h.Context(), h.DB, h.id)
	if err != nil {
		h.Fatal(err)
	}
	all, err := commitment.Of(h.Context(), h.DB, a, date(day))
	if err != nil {
		h.Fatal(err)
	}
	for _, k := range all {
		if k.Number == number {
			return k
		}
	}
	h.Fatalf("there is no %s", number)
	return commitment.Held{}
}

func (h *house) key(number string) commitment.Key {
	return commitment.Key{Agreement: h.id, Number: number, Version: h.one(number).Version}
}

func TestAnAmendmentChangesOnlyWhatItChanges(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.enter(doc(90, 80), "2026-01-01", "2028-12-31")
		h.expect("2026-03-02", "K9.1 90 active 2026-01-01..2028-12-31;K9.2 80 active 2026-01-01..2028-12-31;K9.9 rule active 2026-01-01..2028-12-31;")
		h.expect("2025-12-31", "")
		h.expect("2029-01-01", "")
		if _, err := h.svc.Dispute(t.Context(), h.actor(h.board), h.key("K9.2"), "Det går inte."); err != nil {
			t.Fatal(err)
		}
		h.enter(doc(95, 80), "2026-06-01", "2028-12-31") // K9.1 changes, the disputed K9.2 goes on
		h.expect("2026-05-31", "K9.1 90 active 2026-01-01..2026-05-31;K9.2 80 disputed 2026-01-01..2028-12-31;K9.9 rule active 2026-01-01..2028-12-31;")
		h.expect("2026-06-01", "K9.1 95 active 2026-06-01..2028-12-31;K9.2 80 disputed 2026-01-01..2028-12-31;K9.9 rule active 2026-01-01..2028-12-31;")
		h.enter(doc(95), "2027-01-01", "2028-12-31") // K9.2 is left out
		h.expect("2026-12-31", "K9.1 95 active 2026-06-01..2028-12-31;K9.2 80 disputed 2026-01-01..2026-12-31;K9.9 rule active 2026-01-01..2028-12-31;")
		h.expect("2027-01-01", "K9.1 95 active 2026-06-01..2028-12-31;K9.9 rule active 2026-01-01..2028-12-31;")
		h.enter(doc(95, 85), "2028-01-01", "") // K9.2 comes back with another target: nobody disputes that one
		h.expect("2028-02-01", "K9.1 95 active 2026-06-01..2028-12-31;K9.2 85 active 2028-01-01..2028-12-31;K9.9 rule active 2026-01-01..2028-12-31;")
		if k := h.on("2026-06-01", "K9.1"); k.Since != date("2026-06-01") || k.First != date("2026-01-01") {
			t.Errorf("as it reads since %s, at all since %s", k.Since, k.First)
		}
	})
}

func TestWhatEndsWithItsAgreementEndsThen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.enter(doc(90), "2026-01-01", "2028-12-31")
		if _, err := h.agreements.End(t.Context(), policy.Process("test"), h.id, 1, date("2026-02-28")); err != nil {
			t.Fatal(err)
		}
		h.expect("2026-02-28", "K9.1 90 active 2026-01-01..2026-02-28;K9.9 rule active 2026-01-01..2026-02-28;")
		h.expect("2026-03-01", "")
		if k := h.one("K9.1"); k.State != commitment.Ended {
			t.Errorf("state %s", k.State)
		}
		n := 0
		if err := commitment.Each(t.Context(), h.DB, date("2026-02-28"), func(commitment.Held) error { n++; return nil }); err != nil || n != 2 {
			t.Errorf("each: %d %v", n, err)
		}
		if err := commitment.Each(t.Context(), h.DB, date("2026-03-01"), func(commitment.Held) error { n++; return nil }); err != nil || n != 2 {
			t.Errorf("each after the end: %d %v", n, err)
		}
		if _, err := h.svc.Dispute(t.Context(), h.actor(h.board), h.key("K9.1"), "För sent."); !fault.Is(err, fault.Conflict) {
			t.Errorf("an ended one is disputed: %v", err)
		}
	})
}

func TestADisputeTakesTurns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.enter(doc(90, 80), "2026-01-01", "2028-12-31")
		ctx, board, agency := t.Context(), h.actor(h.board), h.actor(directory.PES)
		must := func(k commitment.Held, err error, want commitment.State) {
			t.Helper()
			if err != nil || k.State != want {
				t.Fatalf("got %s %v, want %s", k.State, err, want)
			}
		}
		refused := func(err error, want fault.Kind) {
			t.Helper()
			if !fault.Is(err, want) {
				t.Errorf("got %v, want %s", err, want)
			}
		}
		_, err := h.svc.Dispute(ctx, h.actor("another-board"), h.key("K9.1"), "x")
		refused(err, fault.Denied)
		_, err = h.svc.Dispute(ctx, policy.Actor{ID: "x", Authority: h.board, Roles: []policy.Role{policy.Caseworker}}, h.key("K9.1"), "x")
		refused(err, fault.Denied)
		_, err = h.svc.Dispute(ctx, board, h.key("K9.1"), "  ")
		refused(err, fault.Invalid)
		_, err = h.svc.Dispute(ctx, board, h.key("K9.9"), "En regel.")
		refused(err, fault.Conflict)
		_, err = h.svc.Answer(ctx, agency, h.key("K9.1"), "Vad?")
		refused(err, fault.Conflict)

		first := h.key("K9.1")
		k, err := h.svc.Dispute(ctx, board, first, "Telefonen låg nere i mars.")
		must(k, err, commitment.Disputed)
		_, err = h.svc.Dispute(ctx, agency, first, "Vi också.") // of the version before
		refused(err, fault.Conflict)
		_, err = h.svc.Answer(ctx, board, h.key("K9.1"), "Vi svarar oss själva.")
		refused(err, fault.Conflict)
		_, err = h.svc.TakeBack(ctx, agency, h.key("K9.1"), "")
		refused(err, fault.Conflict)
		k, err = h.svc.Answer(ctx, agency, h.key("K9.1"), "Det stämmer.")
		must(k, err, commitment.Review)
		_, err = h.svc.Accept(ctx, agency, h.key("K9.1"))
		refused(err, fault.Conflict)
		_, err = h.svc.Propose(ctx, agency, h.key("K9.1"), "something", "Så här.")
		refused(err, fault.Invalid)
		k, err = h.svc.Propose(ctx, agency, h.key("K9.1"), commitment.Adjust, "Mars 2026 räknas inte.")
		must(k, err, commitment.Review)
		_, err = h.svc.Accept(ctx, agency, h.key("K9.1"))
		refused(err, fault.Conflict)
		k, err = h.svc.Accept(ctx, board, h.key("K9.1"))
		must(k, err, commitment.Adjusted)
		if k.Adjustment != "Mars 2026 räknas inte." || k.DisputedBy != "" || k.Proposal.Outcome != "" {
			t.Errorf("adjusted: %+v", k)
		}
		k, err = h.svc.Dispute(ctx, agency, h.key("K9.1"), "Även april.")
		must(k, err, commitment.Disputed)
		k, err = h.svc.TakeBack(ctx, agency, h.key("K9.1"), "")
		must(k, err, commitment.Adjusted) // as it was before
		h.enter(doc(92, 80), "2026-04-01", "2028-12-31")
		h.expect("2026-04-01", "K9.1 92 active 2026-04-01..2028-12-31;K9.2 80 active 2026-01-01..2028-12-31;K9.9 rule active 2026-01-01..2028-12-31;")
		k = h.on("2026-04-01", "K9.1")
		if now := h.one("K9.1"); k.Adjustment != "" || now.Adjustment == "" {
			t.Errorf("the amendment takes the adjustment up on its own day: %q until then, %q after", now.Adjustment, k.Adjustment)
		}
		if n, err := db.One[int](ctx, h.DB, "SELECT count(*) FROM commitment_step WHERE commitment_id = $1", k.ID); err != nil || n != 8 {
			t.Errorf("%d steps, %v", n, err)
		}
		if len(h.told) != 6 || h.told[0] != "K9.1 true" || h.told[1] != "K9.1 false" {
			t.Errorf("told %v", h.told)
		}
	})
}

func TestTwoStepsAtOnceAreOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.enter(doc(90), "2026-01-01", "2028-12-31")
		k, errs := h.key("K9.1"), make(chan error, 2)
		for _, who := range []string{h.board, directory.PES} {
			go func() {
				_, err := h.svc.Dispute(context.Background(), h.actor(who), k, "Samtidigt.")
				errs <- err
			}()
		}
		won := 0
		for range 2 {
			select {
			case err := <-errs:
				if err == nil {
					won++
				} else if !fault.Is(err, fault.Conflict) {
					t.Errorf("the loser hears %v", err)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("no answer")
			}
		}
		if won != 1 {
			t.Errorf("%d of two disputes won", won)
		}
	})
}

// An act that is run again, since another came first or the connection was lost, does what it would have done at once: an
// accepted target is read from the day on which it was accepted.
func TestAStepThatIsRunAgainIsTheSameStep(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.Postgres))
	h.enter(doc(95), "2026-01-01", "2028-12-31")
	us, them := h.actor(h.board), h.actor(directory.PES)
	step := func(_ commitment.Held, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	step(h.svc.Dispute(t.Context(), us, h.key("K9.1"), "Vi når inte dit."))
	step(h.svc.Answer(t.Context(), them, h.key("K9.1"), "Vi ser över det."))
	step(h.svc.ProposeTarget(t.Context(), them, h.key("K9.1"), clause.N(85), "85 procent tills vi är fler."))
	runs := 0
	ctx := audit.Along(t.Context(), func(context.Context, *audit.Tx) error {
		if runs++; runs == 1 {
			return &pgconn.PgError{Code: "40001"}
		}
		return nil
	})
	step(h.svc.Accept(ctx, us, h.key("K9.1")))
	if got := h.one("K9.1"); runs != 2 || got.State != commitment.Adjusted || got.Reading.On != date("2026-03-02") {
		t.Errorf("after %d runs %s, read from %s", runs, got.State, got.Reading.On)
	}
}
