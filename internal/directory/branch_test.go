package directory_test

import (
	"fmt"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

func TestWhatABoardDoesSaysWhichSecrecyBindsIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx, system := t.Context(), policy.Process("test")
		check := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		check(directory.Seed(ctx, d.Trail))
		dir, err := directory.New(d.Trail)
		check(err)
		from := calendar.NewDate(2020, 1, 1)
		board, err := dir.AddAuthority(ctx, system, directory.Authority{Class: directory.Board, MunicipalityCode: "2085",
			AuthorityDetails: directory.AuthorityDetails{Name: "Välfärdsnämnden (Demo)"}, Validity: directory.Validity{From: from}})
		check(err)
		unit, err := dir.AddUnit(ctx, system, directory.Unit{Authority: board.ID, UnitDetails: directory.UnitDetails{Name: "Arbetsmarknadsenheten"}, Validity: directory.Validity{From: from}})
		check(err)
		check(dir.SetAreas(ctx, system, board.ID, "", []directory.BranchArea{directory.SocialServices, directory.Employment}, from))
		check(dir.SetAreas(ctx, system, board.ID, unit.ID, []directory.BranchArea{directory.Employment}, from))
		check(dir.SetAreas(ctx, system, board.ID, "", []directory.BranchArea{directory.Employment}, calendar.NewDate(2026, 1, 1)))
		check(dir.SetAreas(ctx, system, board.ID, "", []directory.BranchArea{directory.Employment, directory.IncomeSupport}, calendar.NewDate(2026, 3, 1)))
		for _, c := range []struct {
			unit string
			on   calendar.Date
			want string
			side law.Side
		}{
			{"", calendar.NewDate(2025, 12, 31), "[social-services employment]", law.SocialServices},
			{"", calendar.NewDate(2026, 1, 1), "[employment]", law.Municipal},
			{"", calendar.NewDate(2026, 3, 1), "[income-support employment]", law.SocialServices},
			{unit.ID, calendar.NewDate(2026, 3, 1), "[employment]", law.Municipal},
			{"another", calendar.NewDate(2026, 3, 1), "[income-support employment]", law.SocialServices},
			{"", calendar.NewDate(2019, 1, 1), "[]", law.Municipal},
		} {
			areas, err := directory.AreasOf(ctx, d.DB, board.ID, c.unit, c.on)
			check(err)
			side, err := directory.SideOf(ctx, d.DB, board.ID, c.unit, c.on)
			check(err)
			if fmt.Sprint(areas) != c.want || side != c.side {
				t.Errorf("unit %q on %s: %v %s", c.unit, c.on, areas, side)
			}
		}
		if side, err := directory.SideOf(ctx, d.DB, directory.PES, "", from); err != nil || side != law.PES {
			t.Errorf("the agency: %s %v", side, err)
		}
		if err := dir.SetAreas(ctx, system, directory.PES, "", []directory.BranchArea{directory.Employment}, from); !fault.Is(err, fault.Invalid) {
			t.Errorf("the agency is given a board's area: %v", err)
		}
		if err := dir.SetAreas(ctx, policy.Actor{ID: "x", Authority: board.ID, Roles: []policy.Role{policy.Caseworker}}, board.ID, "", nil, from); !fault.Is(err, fault.Denied) {
			t.Errorf("a caseworker decides: %v", err)
		}
	})
}

func TestWhatABoardDoesIsSaidOnItsPage(t *testing.T) {
	each(t, func(h house) {
		board, err := h.AddAuthority(h.t.Context(), policy.Process("test"), directory.Authority{Class: directory.Board, MunicipalityCode: "2085",
			AuthorityDetails: directory.AuthorityDetails{Name: "Välfärdsnämnden (Demo)"}, Validity: directory.Validity{From: calendar.NewDate(2020, 1, 1)}})
		if err != nil {
			h.t.Fatal(err)
		}
		path := "/admin/katalog/myndighet/" + board.ID
		nina := h.as(national())
		nina.see(path, "Välfärdsnämnden (Demo): inget är sagt")
		nina.post(path+"/verksamhet", "areas", "income-support", "areas_from", "2026-03-02")
		nina.see(path, "Välfärdsnämnden (Demo): ekonomiskt bistånd")
		if body := nina.see("/admin/katalog/myndighet/af"); strings.Contains(body, "Spara verksamheten") {
			h.t.Error("the agency is asked which board's work it does")
		}
		if w := h.as(local(board.ID)).do("POST", path+"/verksamhet", values([]string{"areas", "youth", "areas_from", "2026-03-02"})); w.Code != 403 {
			h.t.Errorf("a local admin decides which secrecy binds the board: %d", w.Code)
		}
	})
}
