package agreement_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/policy"
)

var updateGolden = flag.Bool("update", false, "write the golden files anew")

// people of the tests.
var (
	afCoordinator = policy.Actor{ID: "per", Authority: directory.PES, Roles: []policy.Role{policy.Coordinator}}
	headOffice    = policy.Actor{ID: "hanna", Authority: directory.PES, Roles: []policy.Role{policy.HeadOffice}}
)

func coordinatorOf(board string) policy.Actor {
	return policy.Actor{ID: "kim", Authority: board, Roles: []policy.Role{policy.Coordinator}}
}

// board gives the executive board of a municipality, entered when it is missing.
func (h house) board(code string) string {
	h.t.Helper()
	var id string
	err := h.Trail.Do(context.Background(), policy.Process("test"), func(tx *audit.Tx) error {
		a, err := directory.BoardFor(context.Background(), tx, code)
		if err != nil {
			return err
		}
		id = a.ID
		return tx.Note(policy.AddAuthority, a.Ref(), nil)
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

func draft(from, to string, bound ...agreement.Bound) agreement.Draft {
	d := agreement.Draft{Kind: agreement.Template2022, From: date(from), Source: "protokoll", RegistryAF: "Af-1", Bound: bound}
	if to != "" {
		d.To = date(to)
	}
	return d
}

func TestLifeOfARegisteredAgreement(t *testing.T) {
	each(t, func(h house) {
		ctx, board := context.Background(), h.board("2085")
		var followed []string
		h.svc.Record = func(_ context.Context, _ *audit.Tx, changed []agreement.Agreement) error {
			for _, a := range changed {
				followed = append(followed, a.ID)
			}
			return nil
		}
		a, err := h.svc.Register(ctx, coordinatorOf(board), draft("2024-01-01", "2026-12-31", agreement.Bound{Municipality: "2085", Authority: board, RegistryNumber: "AMN 1"}))
		if err != nil {
			t.Fatal(err)
		}
		if s, _ := h.signed("2026-03-02"); s != 1 {
			t.Errorf("registered: %d", s)
		}
		edited := agreement.DraftOf(a)
		edited.To, edited.RegistryAF = date("2025-12-31"), "Af-2"
		b, err := h.svc.Edit(ctx, afCoordinator, a.ID, a.Version, edited)
		if err != nil || b.Version != 2 || b.RegistryNumber(directory.PES) != "Af-2" {
			t.Fatalf("edited: %v %+v", err, b)
		}
		if s, _ := h.signed("2026-03-02"); s != 0 {
			t.Errorf("shortened: %d", s)
		}
		stale := edited
		stale.To = date("2025-11-30")
		if _, err := h.svc.Edit(ctx, afCoordinator, a.ID, a.Version, stale); !fault.Is(err, fault.Conflict) {
			t.Errorf("an old version: %v", err)
		}
		if _, err := h.svc.Edit(ctx, afCoordinator, a.ID, b.Version, edited); !fault.Is(err, fault.Invalid) {
			t.Errorf("nothing changed: %v", err)
		}
		c, err := h.svc.End(ctx, afCoordinator, a.ID, b.Version, date("2025-06-30"))
		if err != nil || c.StateOn(date("2025-07-01")) != agreement.EndedEarly {
			t.Fatalf("ended: %v", err)
		}
		if _, err := h.svc.End(ctx, afCoordinator, a.ID, c.Version, date("2027-01-01")); !fault.Is(err, fault.Invalid) {
			t.Errorf("ended after its end: %v", err)
		}
		if d, err := h.svc.End(ctx, afCoordinator, a.ID, c.Version, calendar.Date{}); err != nil || d.StateOn(date("2025-07-01")) != agreement.InForce {
			t.Errorf("taken back: %v", err)
		}
		if len(followed) != 4 || slices.ContainsFunc(followed, func(id string) bool { return id != a.ID }) {
			t.Errorf("followed by %v", followed)
		}
	})
}

func TestRegisterRefuses(t *testing.T) {
	each(t, func(h house) {
		ctx, board, other := context.Background(), h.board("2085"), h.board("0114")
		ludvika := agreement.Bound{Municipality: "2085", Authority: board}
		if _, err := h.svc.Register(ctx, headOffice, draft("2024-01-01", "2026-12-31", ludvika)); err != nil {
			t.Fatal(err)
		}
		entries := h.rows("trail_entry")
		for name, c := range map[string]struct {
			actor policy.Actor
			d     agreement.Draft
			kind  fault.Kind
			field string
		}{
			"another board's coordinator":   {coordinatorOf(other), draft("2027-01-01", "", ludvika), fault.Denied, ""},
			"a caseworker":                  {policy.Actor{ID: "x", Authority: board, Roles: []policy.Role{policy.Caseworker}}, draft("2027-01-01", "", ludvika), fault.Denied, ""},
			"nobody":                        {policy.Public(), draft("2027-01-01", "", ludvika), fault.Internal, ""},
			"no municipality":               {afCoordinator, draft("2027-01-01", ""), fault.Invalid, "parties"},
			"another municipality's board":  {afCoordinator, draft("2027-01-01", "", agreement.Bound{Municipality: "2085", Authority: other}), fault.Invalid, "parties"},
			"no such municipality":          {afCoordinator, draft("2027-01-01", "", agreement.Bound{Municipality: "9999"}), fault.Invalid, "parties"},
			"the same board twice":          {afCoordinator, draft("2027-01-01", "", ludvika, ludvika), fault.Invalid, "parties"},
			"while another is in force":     {afCoordinator, draft("2026-12-31", "", ludvika), fault.Invalid, "valid_from"},
			"the last day before the first": {afCoordinator, draft("2027-01-01", "2026-12-31", ludvika), fault.Invalid, "valid_to"},
		} {
			_, err := h.svc.Register(ctx, c.actor, c.d)
			if fault.KindOf(err) != c.kind || err == nil {
				t.Errorf("%s: got %v", name, err)
			}
			if c.field != "" && !strings.Contains(err.Error(), c.field) {
				t.Errorf("%s: %v does not name %s", name, err, c.field)
			}
		}
		if h.rows("agreement") != 1 || h.rows("trail_entry") != entries {
			t.Error("something was written")
		}
	})
}

func TestOnlyAPartyEditsOrOpensTheScan(t *testing.T) {
	each(t, func(h house) {
		ctx, board, other := context.Background(), h.board("2085"), h.board("0114")
		a, err := h.svc.Register(ctx, afCoordinator, draft("2024-01-01", "", agreement.Bound{Municipality: "2085", Authority: board}))
		if err != nil {
			t.Fatal(err)
		}
		pdf := []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
		checked, err := file.Check(file.Input{Name: "avtal.pdf", Content: bytes.NewReader(pdf), Size: int64(len(pdf)), Owner: board})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.svc.AttachScan(ctx, coordinatorOf(other), a.ID, a.Version, checked); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger attached: %v", err)
		}
		if _, err := h.svc.Scan(ctx, coordinatorOf(board), a.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a scan that is not there: %v", err)
		}
		a, err = h.svc.AttachScan(ctx, coordinatorOf(board), a.ID, a.Version, checked)
		if err != nil {
			t.Fatal(err)
		}
		before := h.rows("trail_entry")
		if id, err := h.svc.Scan(ctx, coordinatorOf(board), a.ID); err != nil || id != a.Scan || h.rows("trail_entry") != before+1 {
			t.Errorf("opening is not noted: %v", err)
		}
		if _, err := h.svc.Scan(ctx, coordinatorOf(other), a.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a stranger opened: %v", err)
		}
		if _, err := h.svc.Edit(ctx, coordinatorOf(other), a.ID, a.Version, draft("2023-01-01", "", agreement.Bound{Municipality: "2085", Authority: board})); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger edited: %v", err)
		}
	})
}

// What SQL finds in a state is what the rule says is in it, on every day around the dates of a varied register.
func TestListFindsTheStatesThatTheRuleGives(t *testing.T) {
	text := "code;status;valid_from;valid_to;terminated_on\n" +
		"0114;agreement;2023-01-01;2023-12-31;\n0115;agreement;2023-01-01;;2023-06-30\n0117;agreement;2023-01-01;2023-12-31;2023-06-30\n" +
		"0120;agreement;2023-01-01;;\n0123;announced;2023-01-01;2023-12-31;\n0125;declined;2023-01-01;;\n0126;agreement;2023-01-01;2023-12-31;2023-12-31\n"
	each(t, func(h house) {
		h.mustTake(agreement.Input{}, text)
		ctx := context.Background()
		all, err := agreement.List(ctx, h.DB, agreement.Filter{})
		if err != nil || len(all) != 7 {
			t.Fatalf("%v, %d", err, len(all))
		}
		for _, day := range []string{"2022-12-31", "2023-01-01", "2023-04-01", "2023-06-30", "2023-07-01", "2023-10-02", "2023-12-31", "2024-01-01"} {
			for _, state := range agreement.States() {
				f := agreement.Filter{State: state, On: date(day)}
				found, err := agreement.List(ctx, h.DB, f)
				if err != nil {
					t.Fatal(err)
				}
				var got, want []string
				for _, a := range found {
					got = append(got, a.Municipalities()[0])
				}
				for _, a := range all {
					s := a.StateOn(date(day))
					if s == state || state == agreement.InForce && s == agreement.Ending || state == agreement.EndedEarly && a.UnderNotice(date(day)) {
						want = append(want, a.Municipalities()[0])
					}
				}
				if n, err := agreement.Total(ctx, h.DB, f); err != nil || n != len(want) || fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s on %s: got %v (total %d), want %v", state, day, got, n, want)
				}
			}
		}
	})
}

func TestListIsReadPageByPageInSwedishOrder(t *testing.T) {
	each(t, func(h house) {
		h.mustTake(agreement.Input{}, "code;valid_from\n1860;2023-01-01\n2260;2023-01-01\n1440;2023-01-01\n1489;2023-01-01\n1492;2023-01-01\n2583;2023-01-01\n")
		var names []string
		f := agreement.Filter{Limit: 2}
		for range 10 {
			page, err := agreement.List(context.Background(), h.DB, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range page {
				names = append(names, a.Municipalities()[0])
				f.After = []string{a.SortKey, a.ID}
			}
		}
		if got := strings.Join(names, " "); got != "1440 1489 2583 1860 1492 2260" { // Ale Alingsås Haparanda Laxå Åmål Ånge
			t.Errorf("got %s", got)
		}
		if found, _ := agreement.List(context.Background(), h.DB, agreement.Filter{County: "14"}); len(found) != 3 {
			t.Errorf("county: %d", len(found))
		}
		if found, _ := agreement.List(context.Background(), h.DB, agreement.Filter{Municipality: "1860"}); len(found) != 1 {
			t.Errorf("municipality: %d", len(found))
		}
	})
}

func TestGoldenCoverage(t *testing.T) {
	text := "code;status;valid_from;valid_to\n0114;agreement;2023-01-01;2023-05-31\n0117;declined;2023-01-01;\n2404;announced;2023-01-01;\n2085;agreement;2020-01-01;2022-12-31\n"
	each(t, func(h house) {
		h.mustTake(agreement.Input{Kind: agreement.Template2022}, text)
		c, err := agreement.CoverageOn(context.Background(), h.DB, date("2023-03-15"))
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := json.Marshal(c.Headline()); string(b) != `{"on":"2023-03-15","signed":1,"of":290}` {
			t.Errorf("the command prints %s", b)
		}
		full := c.Full()
		full.Without = slices.DeleteFunc(full.Without, func(w agreement.WithoutOne) bool { return w.State == "" && w.Since.IsZero() })
		for i := range full.Ending {
			full.Ending[i].Agreement = "…"
		}
		golden(t, "testdata/coverage.json", full)
	})
}

func golden(t *testing.T, path string, value any) {
	t.Helper()
	got, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *updateGolden {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("%s is not what was made; run the test with -update and look at the difference:\n%s", path, got)
	}
}
