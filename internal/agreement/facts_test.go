package agreement_test

import (
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// What the sums say of a month is what the register says of its last day, after every change.
func TestCoverageAsFactsIsCoverageAsDates(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if err := directory.Seed(t.Context(), d.Trail); err != nil {
			t.Fatal(err)
		}
		s := agreement.New(d.Trail)
		s.Record = agreement.RecordCoverage
		for _, file := range []string{
			"code,valid_from,valid_to,status\n0114,2023-01-15,2026-01-14,agreement\n2085,2025-06-01,,agreement\n0115,2024-01-01,,announced\n",
			"code,valid_from,valid_to,agreement_id\n1904,2024-05-01,2025-12-30,j\n1962,2024-05-01,2025-12-30,j\n",
		} {
			if _, err := s.Import(t.Context(), policy.Process("test"), agreement.Input{Reader: strings.NewReader(file), Name: "a.csv"}, nil); err != nil {
				t.Fatal(err)
			}
			same(t, d)
		}
		id, err := db.One[string](t.Context(), d, "SELECT id FROM agreement WHERE natural_key LIKE '%2085%' OR id IN (SELECT agreement_id FROM agreement_party WHERE municipality_code = '2085')")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.End(t.Context(), policy.Process("test"), id, 1, mustDate(t, "2025-12-15")); err != nil {
			t.Fatal(err)
		}
		same(t, d)
	})
}

func same(t *testing.T, d *dbtest.Database) {
	t.Helper()
	cells, err := fact.Cells(t.Context(), d, fact.Coverage, fact.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	byMonth := map[string]map[string]bool{}
	for _, c := range cells {
		month := c.Month.String()
		if byMonth[month] == nil {
			byMonth[month] = map[string]bool{}
		}
		byMonth[month][c.Municipality] = true
	}
	for month := mustDate(t, "2022-12-01"); month.Before(mustDate(t, "2026-03-02")); month = month.AddMonths(1) {
		cover, err := agreement.CoverageOn(t.Context(), d, month.EndOfMonth())
		if err != nil {
			t.Fatal(err)
		}
		if got := len(byMonth[month.String()]); got != cover.Signed {
			t.Errorf("%s: %d by facts, %d by dates", month, got, cover.Signed)
		}
	}
	differ, err := fact.Verify(t.Context(), d.DB)
	if err != nil || len(differ) > 0 {
		t.Errorf("%v %v", differ, err)
	}
}

func mustDate(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A board's coordinator puts no other municipality's name to an agreement, neither when it is registered nor later; the
// agency, a party to every agreement, registers the joint ones.
func TestNobodyBindsAnotherMunicipality(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if err := directory.Seed(t.Context(), d.Trail); err != nil {
			t.Fatal(err)
		}
		rooms, err := directory.New(d.Trail)
		if err != nil {
			t.Fatal(err)
		}
		board := func(code, name string) string {
			b, err := rooms.AddAuthority(t.Context(), policy.Process("test"), directory.Authority{Class: directory.Board, MunicipalityCode: code,
				AuthorityDetails: directory.AuthorityDetails{Name: name}})
			if err != nil {
				t.Fatal(err)
			}
			return b.ID
		}
		work, social, foreign := board("2085", "Arbetsmarknadsnämnden"), board("2085", "Socialnämnden"), board("0180", "Socialnämnden")
		anna := policy.Actor{ID: "anna", Authority: work, Roles: []policy.Role{policy.Coordinator}}
		per := policy.Actor{ID: "per", Authority: directory.PES, Roles: []policy.Role{policy.Coordinator}}
		s := agreement.New(d.Trail)
		draft := func(bound ...agreement.Bound) agreement.Draft {
			return agreement.Draft{Kind: agreement.Template2022, From: mustDate(t, "2026-01-01"), To: mustDate(t, "2028-12-31"), Bound: bound}
		}
		own := []agreement.Bound{{Municipality: "2085", Authority: work}, {Municipality: "2085", Authority: social}}
		joint := append(own[:2:2], agreement.Bound{Municipality: "0180", Authority: foreign})
		if _, err := s.Register(t.Context(), anna, draft(joint...)); !fault.Is(err, fault.Denied) {
			t.Errorf("a joint one by a board: %v", err)
		}
		if _, err := s.Register(t.Context(), anna, draft(joint[2])); !fault.Is(err, fault.Denied) {
			t.Errorf("another municipality's by a board: %v", err)
		}
		a, err := s.Register(t.Context(), anna, draft(own...))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Edit(t.Context(), anna, a.ID, a.Version, draft(joint...)); !fault.Is(err, fault.Denied) {
			t.Errorf("another municipality added later: %v", err)
		}
		if _, err := s.Edit(t.Context(), per, a.ID, a.Version, draft(joint...)); err != nil {
			t.Errorf("the same by the agency: %v", err)
		}
	})
}
