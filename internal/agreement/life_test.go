package agreement_test

import (
	"context"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// conclude enters what these boards' municipalities have signed.
func (h house) conclude(c agreement.Conclusion) agreement.Agreement {
	h.t.Helper()
	a, err := h.tryConclude(c)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

func (h house) tryConclude(c agreement.Conclusion) (a agreement.Agreement, err error) {
	err = h.Trail.Do(context.Background(), policy.Process("test"), func(tx *audit.Tx) error {
		a, err = h.svc.Conclude(context.Background(), tx, c)
		return err
	})
	return a, err
}

func (h house) parties(codes ...string) []agreement.Party {
	var out []agreement.Party
	for _, c := range codes {
		out = append(out, agreement.Party{Authority: h.board(c), Municipality: c})
	}
	return out
}

// covered says how many municipalities have an agreement on each day; the sums of facts must say the same at each
// month's end.
func (h house) covered(want map[string]int) {
	h.t.Helper()
	for day, n := range want {
		if got, _ := h.signed(day); got != n {
			h.t.Errorf("%s: %d covered, want %d", day, got, n)
		}
	}
	differ, err := fact.Verify(h.t.Context(), h.DB)
	if err != nil || len(differ) > 0 {
		h.t.Errorf("the sums differ: %v %v", differ, err)
	}
}

func (h house) held() map[string]string {
	h.t.Helper()
	type row struct {
		Code   string  `db:"municipality"`
		Opened db.Time `db:"opened"`
		Closed db.Time `db:"closed"`
	}
	rows, err := db.All[row](h.t.Context(), h.DB, "SELECT municipality, opened, closed FROM fact WHERE metric = $1", fact.Coverage)
	if err != nil {
		h.t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range rows {
		to := ""
		if !r.Closed.IsZero() {
			to = calendar.DateOf(r.Closed.Time).AddDays(-1).String()
		}
		out[r.Code] += calendar.DateOf(r.Opened.Time).String() + ".." + to + ";"
	}
	return out
}

func TestAnAgreementOfThreeRaisesCoverageByThree(t *testing.T) {
	each(t, func(h house) {
		h.svc.Record = agreement.RecordCoverage
		a := h.conclude(agreement.Conclusion{Parties: h.parties("2401", "2403", "2404"), From: date("2026-03-02"), To: date("2029-02-28"), Signed: date("2026-03-02"), File: "sealed"})
		h.covered(map[string]int{"2026-03-01": 0, "2026-03-02": 3, "2029-02-28": 3, "2029-03-01": 0})
		if a.Scan != "sealed" || a.Standing != agreement.Concluded || !a.Binds(directory.PES) || a.Kind != agreement.Template2022 {
			t.Errorf("entered as %+v", a)
		}
		per := afCoordinator
		a, err := h.svc.Terminate(t.Context(), per, agreement.Notice{Agreement: a.ID, Given: date("2026-03-02"), Reason: "Organisationen ändras."}, a.Version)
		if err != nil || a.Terminated != date("2026-09-02") {
			t.Fatalf("six months later: %v %s", err, a.Terminated)
		}
		h.covered(map[string]int{"2026-09-02": 3, "2026-09-03": 0})
		if got := h.held()["2403"]; got != "2026-03-02..2026-09-02;" {
			t.Errorf("the fact holds %s", got)
		}
	})
}

func TestOneOfSeveralMunicipalitiesLeavesAndComesBack(t *testing.T) {
	each(t, func(h house) {
		ctx := t.Context()
		h.svc.Record = agreement.RecordCoverage
		a := h.conclude(agreement.Conclusion{Parties: h.parties("2401", "2403", "2404"), From: date("2025-01-01"), To: date("2027-12-31"), Signed: date("2024-12-01")})
		kim := coordinatorOf(h.board("2403"))
		give := agreement.Notice{Agreement: a.ID, Municipality: "2403", Given: date("2026-02-27"), Reason: "Vi går över till en egen."}
		other := give
		other.Municipality = "2401"
		if _, err := h.svc.Terminate(ctx, kim, other, a.Version); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "sin egen kommun") {
			t.Errorf("for another municipality: %v", err)
		}
		other.Municipality = ""
		if _, err := h.svc.Terminate(ctx, kim, other, a.Version); !fault.Is(err, fault.Invalid) {
			t.Errorf("for all: %v", err)
		}
		if _, err := h.svc.Terminate(ctx, coordinatorOf(h.board("0114")), give, a.Version); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger: %v", err)
		}
		b, err := h.svc.Terminate(ctx, kim, give, a.Version)
		if err != nil {
			t.Fatal(err)
		}
		h.covered(map[string]int{"2026-08-27": 3, "2026-08-28": 2, "2027-12-31": 2})
		if got := h.held(); got["2403"] != "2025-01-01..2026-08-27;" || got["2401"] != "2025-01-01..2027-12-31;" {
			t.Errorf("facts: %v", got)
		}
		if b.Within("2403").StateOn(date("2026-09-01")) != agreement.EndedEarly || b.StateOn(date("2026-09-01")) != agreement.InForce {
			t.Error("the state of the part and of the whole are mixed up")
		}
		if _, err := h.svc.Terminate(ctx, kim, give, b.Version); !fault.Is(err, fault.Invalid) {
			t.Errorf("twice: %v", err)
		}
		notices, err := agreement.NoticesOf(ctx, h.DB, a.ID)
		if err != nil || len(notices) != 1 {
			t.Fatal(err, len(notices))
		}
		if _, err := h.svc.Withdraw(ctx, afCoordinator, a.ID, notices[0].ID, b.Version); !fault.Is(err, fault.Denied) {
			t.Errorf("withdrawn by the other party: %v", err)
		}
		c, err := h.svc.Withdraw(ctx, kim, a.ID, notices[0].ID, b.Version)
		if err != nil || c.Version != b.Version+1 {
			t.Fatalf("withdrawn: %v", err)
		}
		h.covered(map[string]int{"2026-08-28": 3, "2027-12-31": 3})
		if _, err := h.svc.Withdraw(ctx, kim, a.ID, notices[0].ID, c.Version); !fault.Is(err, fault.Conflict) {
			t.Errorf("withdrawn twice: %v", err)
		}
	})
}

func TestAmendedRenewedAndJoinedInPlace(t *testing.T) {
	each(t, func(h house) {
		h.svc.Record = agreement.RecordCoverage
		first := agreement.Conclusion{Parties: h.parties("2401"), From: date("2024-01-01"), To: date("2026-12-31"), Signed: date("2023-12-01"), File: "f1"}
		first.Parties[0].RegistryNumber = "KS 1"
		a := h.conclude(first)
		joins := agreement.Conclusion{ID: a.ID, Parties: h.parties("2401", "2403"), From: date("2026-03-01"), To: date("2026-12-31"), Signed: date("2026-02-20"), File: "f2"}
		a = h.conclude(joins)
		h.covered(map[string]int{"2026-02-28": 1, "2026-03-01": 2, "2026-12-31": 2, "2027-01-01": 0})
		if a.RegistryNumber(h.board("2401")) != "KS 1" || a.From != date("2024-01-01") || a.Scan != "f2" {
			t.Errorf("joined: %+v", a)
		}
		renewed := agreement.Conclusion{ID: a.ID, Parties: h.parties("2401"), From: date("2027-01-01"), To: date("2029-12-31"), Signed: date("2026-03-01")}
		b := h.conclude(renewed)
		if b.ID != a.ID {
			t.Error("a renewal without a gap is another agreement")
		}
		h.covered(map[string]int{"2026-12-31": 2, "2027-01-01": 1, "2029-12-31": 1, "2030-01-01": 0})
		later := agreement.Conclusion{ID: a.ID, Parties: h.parties("2401"), From: date("2030-06-01"), To: date("2032-05-31"), Signed: date("2026-03-02")}
		if c := h.conclude(later); c.ID == a.ID {
			t.Error("what begins after a gap goes on with the old one")
		}
		h.covered(map[string]int{"2030-05-31": 0, "2030-06-01": 1})
		twice := agreement.Conclusion{Parties: h.parties("2401"), From: date("2028-01-01"), To: date("2028-12-31"), Signed: date("2026-03-02")}
		if _, err := h.tryConclude(twice); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "valid_from") {
			t.Errorf("a second one at the same time: %v", err)
		}
	})
}

// anotherBoard enters a board of a municipality in the directory.
func (h house) anotherBoard(code, name string) string {
	h.t.Helper()
	rooms, err := directory.New(h.Trail)
	if err != nil {
		h.t.Fatal(err)
	}
	b, err := rooms.AddAuthority(context.Background(), policy.Process("test"), directory.Authority{Class: directory.Board, MunicipalityCode: code, AuthorityDetails: directory.AuthorityDetails{Name: name}})
	if err != nil {
		h.t.Fatal(err)
	}
	return b.ID
}

func TestABoardHandsOver(t *testing.T) {
	each(t, func(h house) {
		ctx := t.Context()
		h.svc.Record = agreement.RecordCoverage
		old := h.board("2085")
		next := h.anotherBoard("2085", "Arbetsmarknadsnämnden")
		a := h.conclude(agreement.Conclusion{Parties: h.parties("2085"), From: date("2025-01-01"), To: date("2027-12-31"), Signed: date("2024-12-01")})
		kim, anna := coordinatorOf(old), coordinatorOf(next)
		anna.ID = "anna"
		plan := agreement.Handover{Agreement: a.ID, From: old, To: next, Starts: date("2026-03-02"), Reason: "Ny nämndorganisation."}
		if _, err := h.svc.ProposeHandover(ctx, anna, plan); !fault.Is(err, fault.Denied) {
			t.Errorf("by one that is no party: %v", err)
		}
		for field, wrong := range map[string]agreement.Handover{
			"to_board":  {Agreement: a.ID, From: old, To: h.board("0114"), Starts: date("2026-03-02"), Reason: "x"},
			"starts_on": {Agreement: a.ID, From: old, To: next, Starts: date("2028-01-01"), Reason: "x"},
			"reason":    {Agreement: a.ID, From: old, To: next, Starts: date("2026-03-02")},
		} {
			if _, err := h.svc.ProposeHandover(ctx, kim, wrong); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), field) {
				t.Errorf("%s: %v", field, err)
			}
		}
		p, err := h.svc.ProposeHandover(ctx, kim, plan)
		if err != nil || strings.Join(p.Waiting(), " ") != directory.PES+" "+next {
			t.Fatal(err, p.Waiting())
		}
		if q, err := h.svc.AgreeToHandover(ctx, afCoordinator, p.ID, p.Version); err != nil || q.State != agreement.HandoverProposed {
			t.Fatal(err, q.State)
		}
		if _, err := h.svc.AgreeToHandover(ctx, anna, p.ID, p.Version); !fault.Is(err, fault.Conflict) {
			t.Errorf("with the version before: %v", err)
		}
		if _, err := h.svc.AgreeToHandover(ctx, coordinatorOf(h.board("0114")), p.ID, p.Version+1); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger: %v", err)
		}
		if q, err := h.svc.AgreeToHandover(ctx, anna, p.ID, p.Version+1); err != nil || q.State != agreement.HandoverAgreed {
			t.Fatal(err, q.State)
		}
		after, err := agreement.ByID(ctx, h.DB, a.ID)
		if err != nil || after.BindsOn(old, date("2026-03-02")) || !after.BindsOn(old, date("2026-03-01")) || !after.BindsOn(next, date("2026-03-02")) {
			t.Fatalf("parties: %v %+v", err, after.Parties)
		}
		h.covered(map[string]int{"2026-03-01": 1, "2026-03-02": 1, "2027-12-31": 1, "2028-01-01": 0})
		for _, c := range []struct {
			who  policy.Actor
			act  policy.Action
			want bool
		}{{kim, policy.EditAgreement, false}, {kim, policy.GiveNotice, false}, {kim, policy.ReadScan, true}, {anna, policy.EditAgreement, true}, {anna, policy.ReadScan, true}} {
			if err := policy.Check(ctx, h.DB, c.who, c.act, a.Ref()); (err == nil) != c.want {
				t.Errorf("%s %s: %v", c.who.ID, c.act, err)
			}
		}
		if _, err := h.svc.ProposeHandover(ctx, anna, agreement.Handover{Agreement: a.ID, From: next, To: old, Starts: date("2026-06-01"), Reason: "Tillbaka."}); !fault.Is(err, fault.Invalid) {
			t.Errorf("back to one that has been a party: %v", err)
		}
	})
}

func TestEveryPartyEntersItsOwnNumber(t *testing.T) {
	each(t, func(h house) {
		ctx := t.Context()
		a := h.conclude(agreement.Conclusion{Parties: h.parties("2085"), From: date("2026-03-02"), To: date("2027-12-31"), Signed: date("2026-02-27")})
		if due := a.NumberDue(); due != date("2026-03-06") {
			t.Errorf("due %s, want five working days after Friday 27 February", due)
		}
		if n := len(a.Unnumbered(date("2026-03-02"))); n != 2 {
			t.Errorf("%d lack a number", n)
		}
		kim := coordinatorOf(h.board("2085"))
		b, err := h.svc.Number(ctx, kim, a.ID, a.Version, " AMN 2026/17 ")
		if err != nil || b.RegistryNumber(kim.Authority) != "AMN 2026/17" || b.RegistryNumber(directory.PES) != "" {
			t.Fatalf("%v %+v", err, b.Parties)
		}
		if _, err := h.svc.Number(ctx, afCoordinator, a.ID, a.Version, "Af-2"); !fault.Is(err, fault.Conflict) {
			t.Errorf("over an old version: %v", err)
		}
		if _, err := h.svc.Number(ctx, kim, a.ID, b.Version, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("empty: %v", err)
		}
		if _, err := h.svc.Number(ctx, coordinatorOf(h.board("0114")), a.ID, b.Version, "KS 9"); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger: %v", err)
		}
	})
}

// A correction says nothing of when a party joined or left, so it changes nothing of that.
func TestACorrectionKeepsThePartiesDays(t *testing.T) {
	each(t, func(h house) {
		ctx := t.Context()
		a := h.conclude(agreement.Conclusion{Parties: h.parties("2401", "2403"), From: date("2025-01-01"), To: date("2027-12-31"), Signed: date("2024-12-01")})
		a = h.conclude(agreement.Conclusion{ID: a.ID, Parties: h.parties("2401", "2404"), From: date("2026-01-01"), To: date("2027-12-31"), Signed: date("2025-12-01")})
		d := agreement.DraftOf(a)
		d.RegistryAF = "Af-7"
		b, err := h.svc.Edit(ctx, afCoordinator, a.ID, a.Version, d)
		if err != nil || b.Within("2403").Last() != date("2025-12-31") || b.Within("2404").From != date("2026-01-01") {
			t.Fatalf("%v %+v", err, b.Parties)
		}
		h.mustTake(agreement.Input{}, "agreement_id,code,valid_from,valid_to,source\n"+a.ID+",2401,2025-01-01,2027-12-31,ny\n"+a.ID+",2404,2025-01-01,2027-12-31,ny\n")
		c, err := agreement.ByID(ctx, h.DB, a.ID)
		if err != nil || c.Source != "ny" || c.Within("2403").Last() != date("2025-12-31") || c.Within("2404").From != date("2026-01-01") {
			t.Errorf("after an import: %v %+v", err, c.Parties)
		}
	})
}

// TestTheTermOfNoticeIsThatOfTheText: an empty last day is counted by the parties' own text, an earlier one is refused
// with the rule, and without a text six months are counted and another day may be entered.
func TestTheTermOfNoticeIsThatOfTheText(t *testing.T) {
	each(t, func(h house) {
		texts := map[string]int{}
		h.svc.Notice = func(_ context.Context, _ db.Reader, id string) (int, bool, error) {
			n, ok := texts[id]
			return n, ok, nil
		}
		conclude := func(code string) agreement.Agreement {
			return h.conclude(agreement.Conclusion{Parties: h.parties(code), From: date("2026-01-01"), To: date("2028-12-31"), Signed: date("2025-12-01")})
		}
		with, without := conclude("2401"), conclude("2403")
		texts[with.ID] = 3
		give := func(a agreement.Agreement, last string) (agreement.Agreement, error) {
			n := agreement.Notice{Agreement: a.ID, Given: date("2026-03-02"), Reason: "Organisationen ändras."}
			if last != "" {
				n.Last = date(last)
			}
			return h.svc.Terminate(t.Context(), afCoordinator, n, a.Version)
		}
		_, err := give(with, "2026-06-01")
		if p := fault.ProblemsOf(err); len(p) != 1 || p[0].Field != "last_day" && p[0].Field != "last" || !strings.Contains(p[0].Text.Sv, "3 månaders uppsägningstid") || !strings.Contains(p[0].Text.Sv, "2026-06-02") {
			t.Errorf("an earlier day than the text allows: %v %v", err, p)
		}
		if a, err := give(with, ""); err != nil || a.Terminated != date("2026-06-02") {
			t.Errorf("by the text: %v %s", err, a.Terminated)
		}
		if a, err := give(without, "2026-06-01"); err != nil || a.Terminated != date("2026-06-01") {
			t.Errorf("another day where no text is known: %v %s", err, a.Terminated)
		}
	})
}
