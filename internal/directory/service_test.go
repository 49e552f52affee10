package directory_test

import (
	"context"
	"errors"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

var ctx = context.Background()

// house is a seeded database with the service over it.
type house struct {
	*dbtest.Database
	*directory.Service
	t *testing.T
}

func each(t *testing.T, fn func(h house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if err := directory.Seed(ctx, d.Trail); err != nil {
			t.Fatal(err)
		}
		s, err := directory.New(d.Trail)
		if err != nil {
			t.Fatal(err)
		}
		fn(house{d, s, t})
	})
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// refused asks for a fault of a kind, with a problem in a field unless the field is empty.
func (h house) refused(err error, kind fault.Kind, field string) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Fatalf("got %v, want a refusal of the kind %s", err, kind)
	}
	var f *fault.Fault
	errors.As(err, &f)
	for _, p := range f.Problems {
		if p.Field == field {
			return
		}
	}
	if field != "" {
		h.t.Fatalf("%v names no problem in %s", err, field)
	}
}

func (h house) lines() int {
	h.t.Helper()
	n, err := db.One[int](ctx, h.DB, `SELECT count(*) FROM trail_entry`)
	h.must(err)
	return n
}

func (h house) board(code, name string) directory.Authority {
	h.t.Helper()
	a, err := h.AddAuthority(ctx, national(), directory.Authority{
		Class: directory.Board, MunicipalityCode: code, AuthorityDetails: directory.AuthorityDetails{Name: name}})
	h.must(err)
	return a
}

func national() policy.Actor {
	return policy.Actor{ID: "nina", Name: "Nina Nord (Demo)", Authority: directory.SKR, Roles: []policy.Role{policy.InstallationAdmin}}
}

func head() policy.Actor {
	return policy.Actor{ID: "hans", Name: "Hans Huvud (Demo)", Authority: directory.PES, Roles: []policy.Role{policy.HeadOffice}}
}

func local(authority string) policy.Actor {
	return policy.Actor{ID: "lisa", Name: "Lisa Lokal (Demo)", Authority: authority, Roles: []policy.Role{policy.LocalAdmin}}
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

var monday = date("2026-03-02")

func TestSeed(t *testing.T) {
	each(t, func(h house) {
		all, err := directory.All(ctx, h.DB, monday)
		h.must(err)
		if len(all) != 290 || all[0].Name != "Upplands Väsby" || all[0].CountyLetter != "AB" || all[0].GroupName != "Pendlingskommun nära storstad" {
			h.t.Fatalf("%d municipalities, the first %+v", len(all), all[0])
		}
		af, err := directory.AuthorityByID(ctx, h.DB, directory.PES, monday)
		h.must(err)
		if af.Name != "Arbetsförmedlingen" || af.OrganisationNumber.String() != "202100-2114" || af.Class != directory.StateAgency {
			h.t.Fatalf("%+v", af)
		}
		before := h.lines()
		h.must(directory.Seed(ctx, h.Database.Trail))
		if before != 1 || h.lines() != 1 {
			h.t.Fatalf("%d lines in the trail after one loading, %d after two; want one", before, h.lines())
		}
	})
}

func TestNewerEditionKeepsWhatIsEdited(t *testing.T) {
	each(t, func(h house) {
		m, err := directory.ByCode(ctx, h.DB, "2085", monday)
		h.must(err)
		m.Seat = "Grängesberg"
		h.must(h.ChangeMunicipality(ctx, national(), "2085", directory.Edit{Version: 1, From: date("2026-07-01")}, m.MunicipalityDetails))
		h.must(h.Database.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error {
			if _, err := tx.Exec(ctx, `UPDATE directory_reference SET version = 0`); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `UPDATE directory_municipality_version SET seat = 'Fel'`)
			return orNote(tx, err)
		}))
		h.must(directory.Seed(ctx, h.Database.Trail))
		ludvika, err := directory.ByCode(ctx, h.DB, "2085", monday)
		h.must(err)
		falun, err := directory.ByCode(ctx, h.DB, "2080", monday)
		h.must(err)
		if ludvika.Seat != "Fel" || falun.Seat != "Falun" {
			h.t.Fatalf("the edited has seat %q, the other %q", ludvika.Seat, falun.Seat)
		}
	})
}

func orNote(tx *audit.Tx, err error) error {
	if err != nil {
		return err
	}
	return tx.Note(policy.ImportDirectory, directory.Authority{ID: directory.PES}.Ref(), nil)
}

// The life of a municipality's record: changed from a day, put right, asked for as of any day.
func TestMunicipalityLife(t *testing.T) {
	each(t, func(h house) {
		was, err := directory.ByCode(ctx, h.DB, "0139", monday)
		h.must(err)
		d := was.MunicipalityDetails
		d.Name, d.OfficialName = "Upplands-Bro  stad ", "Upplands-Bro stad"
		h.must(h.ChangeMunicipality(ctx, national(), "0139", directory.Edit{Version: 1, From: date("2027-01-01")}, d))
		for day, want := range map[string]string{"2026-12-31": "Upplands-Bro", "2027-01-01": "Upplands-Bro stad", "2007-01-01": "Upplands-Bro"} {
			m, err := directory.ByCode(ctx, h.DB, "0139", date(day))
			h.must(err)
			if m.Name != want {
				h.t.Errorf("on %s it is %q, want %q", day, m.Name, want)
			}
		}
		_, err = directory.ByCode(ctx, h.DB, "0139", date("2006-12-31"))
		h.refused(err, fault.NotFound, "")

		h.refused(h.ChangeMunicipality(ctx, national(), "0139", directory.Edit{Version: 1, From: date("2027-06-01")}, was.MunicipalityDetails), fault.Conflict, "")
		h.refused(h.ChangeMunicipality(ctx, local(directory.SKR), "0139", directory.Edit{Version: 2, From: monday}, d), fault.Denied, "")
		h.refused(h.ChangeMunicipality(ctx, national(), "9999", directory.Edit{Version: 1, From: monday}, d), fault.NotFound, "")
		h.refused(h.ChangeMunicipality(ctx, national(), "0139", directory.Edit{Version: 2}, d), fault.Invalid, "from")
		bad := d
		bad.Name, bad.CountyCode, bad.GroupCode, bad.Population, bad.PopulationYear, bad.Latitude, bad.Longitude = "", "99", "X1", -1, 2027, 0, 0
		err = h.ChangeMunicipality(ctx, national(), "0139", directory.Edit{Version: 2, From: date("2000-01-01")}, bad)
		for _, field := range []string{"name", "county_code", "group_code", "population", "population_year", "latitude", "longitude", "from"} {
			h.refused(err, fault.Invalid, field)
		}
	})
}

func TestFind(t *testing.T) {
	each(t, func(h house) {
		for text, want := range map[string][]string{
			"Ludvika": {"2085"}, "ludvika kommun": {"2085"}, "2085": {"2085"}, " HABO ": {"0643"}, "Håbo": {"0305"},
			"Region Gotland": {"0980"}, "uppsala": {"0380"}, "väsby": {"0114"}, "finns inte": nil, "100%": nil, "_": nil,
			"Upplands-": {"0139"},
		} {
			found, err := directory.Find(ctx, h.DB, text, monday)
			h.must(err)
			var codes []string
			for _, m := range found {
				codes = append(codes, m.Code)
			}
			if len(codes) != len(want) || len(want) > 0 && codes[0] != want[0] {
				h.t.Errorf("%q finds %v, want %v", text, codes, want)
			}
		}
		skane, err := directory.List(ctx, h.DB, directory.Filter{County: "12", Group: "A"}, monday)
		h.must(err)
		if len(skane) == 0 || skane[0].Name != "Bjuv" && skane[0].Name != "Burlöv" {
			h.t.Errorf("Skåne's group A: %v", skane)
		}
		last, err := directory.List(ctx, h.DB, directory.Filter{}, monday)
		h.must(err)
		if last[289].Name != "Övertorneå" || last[0].Name != "Ale" {
			h.t.Errorf("in Swedish order the first is %s and the last %s", last[0].Name, last[289].Name)
		}
	})
}

// The life of a board: entered, renamed, closed, gone on; other boards stand beside it.
func TestAuthorityLife(t *testing.T) {
	each(t, func(h house) {
		a, err := h.AddAuthority(ctx, national(), directory.Authority{Class: directory.Board, MunicipalityCode: "0180",
			AuthorityDetails: directory.AuthorityDetails{Name: " Arbetsmarknads\u00adnämnden", ShortName: "AMN", OrganisationNumber: "2120000142"},
			Validity:         directory.Validity{From: date("2020-01-01")}})
		h.must(err)
		h.must(h.ChangeAuthority(ctx, national(), a.ID, directory.Edit{Version: 1, From: date("2025-01-01")}, directory.AuthorityDetails{Name: "Jobbnämnden"}))
		for day, want := range map[string]string{"2019-01-01": "Arbetsmarknadsnämnden", "2024-12-31": "Arbetsmarknadsnämnden", "2025-01-01": "Jobbnämnden", "2030-01-01": "Jobbnämnden"} {
			got, err := directory.AuthorityByID(ctx, h.DB, a.ID, date(day))
			h.must(err)
			if got.Name != want {
				h.t.Errorf("on %s it is %q, want %q", day, got.Name, want)
			}
		}
		got, err := directory.AuthorityByID(ctx, h.DB, a.ID, monday)
		h.must(err)
		if got.Title() != "Stockholms stad, jobbnämnden" || got.Version != 2 {
			h.t.Errorf("%q, version %d", got.Title(), got.Version)
		}

		again := directory.Authority{Class: directory.Board, MunicipalityCode: "0180", AuthorityDetails: directory.AuthorityDetails{Name: "JOBBNÄMNDEN"}}
		_, err = h.AddAuthority(ctx, national(), again)
		h.refused(err, fault.Invalid, "name")
		again.MunicipalityCode = "0184"
		other, err := h.AddAuthority(ctx, national(), again)
		h.must(err)
		h.must(h.SetAuthoritySpan(ctx, national(), other.ID, 1, directory.Validity{To: date("2026-06-30")}))
		boards, err := directory.Boards(ctx, h.DB, "0184", date("2026-07-01"))
		h.must(err)
		if len(boards) != 0 {
			h.t.Errorf("after its last day there is still %v", boards)
		}

		h.refused(h.ChangeAuthority(ctx, national(), a.ID, directory.Edit{Version: 1, From: monday}, directory.AuthorityDetails{Name: "Sen"}), fault.Conflict, "")
		h.refused(h.ChangeAuthority(ctx, national(), a.ID, directory.Edit{Version: 2, From: monday}, directory.AuthorityDetails{OrganisationNumber: "212000-0143"}), fault.Invalid, "organisation_number")
		h.refused(h.ChangeAuthority(ctx, local(a.ID), a.ID, directory.Edit{Version: 2, From: monday}, directory.AuthorityDetails{Name: "Egen"}), fault.Denied, "")
		_, err = h.AddAuthority(ctx, local(a.ID), again)
		h.refused(err, fault.Denied, "")
		_, err = h.AddAuthority(ctx, national(), directory.Authority{Class: "okänd"})
		h.refused(err, fault.Invalid, "class")
		_, err = h.AddAuthority(ctx, national(), directory.Authority{Class: directory.Board})
		h.refused(err, fault.Invalid, "municipality")
		_, err = h.AddAuthority(ctx, national(), directory.Authority{Class: directory.Board, MunicipalityCode: "0001", AuthorityDetails: directory.AuthorityDetails{Name: "X"}})
		h.refused(err, fault.Invalid, "municipality")
		h.refused(h.ChangeAuthority(ctx, national(), "okänd", directory.Edit{Version: 1, From: monday}, directory.AuthorityDetails{Name: "X"}), fault.NotFound, "")
	})
}

func TestBoardFor(t *testing.T) {
	each(t, func(h house) {
		boards := map[string]string{}
		for range 2 {
			h.must(h.Database.Trail.Do(ctx, policy.Process("samsyn import agreements"), func(tx *audit.Tx) error {
				for _, code := range []string{"2085", "0980"} {
					b, err := directory.BoardFor(ctx, tx, code)
					if err != nil {
						return err
					}
					if had := boards[code]; had != "" && had != b.ID {
						h.t.Errorf("%s has a second executive board", code)
					}
					boards[code] = b.ID
				}
				return orNote(tx, nil)
			}))
		}
		found, err := directory.Authorities(ctx, h.DB, []string{boards["2085"], boards["0980"], "okänd"}, date("2016-01-01"))
		h.must(err)
		if len(found) != 2 || found[boards["2085"]].Title() != "Ludvika kommun, kommunstyrelsen" || found[boards["0980"]].Title() != "Region Gotland, regionstyrelsen" {
			h.t.Fatalf("%+v", found)
		}
		err = h.Database.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error { _, err := directory.BoardFor(ctx, tx, "9999"); return err })
		h.refused(err, fault.NotFound, "")
	})
}

// The life of the tree of units: the agency's head office keeps its own, a board its own, nobody another's.
func TestUnitLife(t *testing.T) {
	each(t, func(h house) {
		region, err := h.AddUnit(ctx, head(), directory.Unit{Authority: directory.PES, UnitDetails: directory.UnitDetails{Name: "Region Mitt (Demo)", Level: "region"}})
		h.must(err)
		unit, err := h.AddUnit(ctx, head(), directory.Unit{Authority: directory.PES, UnitDetails: directory.UnitDetails{Name: "Af Dalarna (Demo)", Parent: region.ID}, Validity: directory.Validity{From: date("2024-01-01")}})
		h.must(err)
		h.must(h.ChangeUnit(ctx, head(), unit.ID, directory.Edit{Version: 1, From: date("2026-04-01")}, directory.UnitDetails{Name: "Af Dalarna Väst (Demo)", Parent: region.ID}))
		units, err := directory.Units(ctx, h.DB, directory.PES, date("2026-04-01"))
		h.must(err)
		if tree := directory.Tree(units); len(tree) != 2 || tree[1].Name != "Af Dalarna Väst (Demo)" || tree[1].Depth != 1 {
			h.t.Fatalf("%+v", tree)
		}

		h.refused(h.ChangeUnit(ctx, head(), region.ID, directory.Edit{Version: 1, Correct: true}, directory.UnitDetails{Name: "Region Mitt (Demo)", Parent: unit.ID}), fault.Conflict, "parent")
		h.refused(h.SetUnitSpan(ctx, head(), region.ID, 1, directory.Validity{To: date("2026-12-31")}), fault.Conflict, "parent")
		h.refused(h.SetAuthoritySpan(ctx, national(), directory.PES, 1, directory.Validity{To: date("2030-12-31")}), fault.Invalid, "to")
		h.must(h.SetUnitSpan(ctx, head(), unit.ID, 2, directory.Validity{From: date("2024-01-01"), To: date("2026-12-31")}))
		h.must(h.SetUnitSpan(ctx, head(), region.ID, 1, directory.Validity{To: date("2026-12-31")}))

		socialnamnd := h.board("2085", "Socialnämnden (Demo)")
		own, err := h.AddUnit(ctx, local(socialnamnd.ID), directory.Unit{Authority: socialnamnd.ID, UnitDetails: directory.UnitDetails{Name: "Ekonomiskt bistånd (Demo)"}})
		h.must(err)
		_, err = h.AddUnit(ctx, local(socialnamnd.ID), directory.Unit{Authority: directory.PES, UnitDetails: directory.UnitDetails{Name: "Annans"}})
		h.refused(err, fault.Denied, "")
		h.refused(h.ChangeUnit(ctx, local(socialnamnd.ID), unit.ID, directory.Edit{Version: 3, From: monday}, directory.UnitDetails{Name: "Annans"}), fault.Denied, "")
		h.refused(h.ChangeUnit(ctx, local(socialnamnd.ID), own.ID, directory.Edit{Version: 7, From: monday, Correct: true}, directory.UnitDetails{Name: "Gammal sida"}), fault.Conflict, "")
		h.refused(h.ChangeUnit(ctx, local(socialnamnd.ID), own.ID, directory.Edit{Version: 1, Correct: true}, directory.UnitDetails{}), fault.Invalid, "name")
		_, err = h.AddUnit(ctx, local(socialnamnd.ID), directory.Unit{Authority: socialnamnd.ID, UnitDetails: directory.UnitDetails{Name: "Under annans", Parent: unit.ID}})
		h.refused(err, fault.Conflict, "parent")
	})
}

// The life of an office: opened nobody knows when, other hours, a closing decided ahead, moved, and taken back.
func TestOfficeLife(t *testing.T) {
	each(t, func(h house) {
		o, err := h.AddOffice(ctx, head(), directory.Office{Authority: directory.PES, MunicipalityCode: "2085",
			OfficeDetails: directory.OfficeDetails{Name: "Medborgarkontoret (Demo)", Services: "Bokade möten", Hours: "tis 9–15"}})
		h.must(err)
		d := o.OfficeDetails
		d.Hours = "tis och tor 9–15"
		h.must(h.ChangeOffice(ctx, head(), o.ID, directory.Edit{Version: 1, From: date("2026-04-01")}, d))
		h.must(h.SetOfficeSpan(ctx, head(), o.ID, 2, directory.Validity{To: date("2026-12-31")}))
		for day, want := range map[string]struct {
			hours string
			state directory.OfficeState
		}{"2026-03-02": {"tis 9–15", directory.OfficeClosing}, "2026-04-01": {"tis och tor 9–15", directory.OfficeClosing}, "2027-01-01": {"tis och tor 9–15", directory.OfficeClosed}} {
			in, err := directory.OfficesIn(ctx, h.DB, "2085", date(day))
			h.must(err)
			if len(in) != 1 || in[0].Hours != want.hours || in[0].State(date(day)) != want.state || in[0].Closes != date("2026-12-31") || in[0].AuthorityName != "Arbetsförmedlingen" {
				h.t.Errorf("on %s: %+v", day, in)
			}
		}
		h.must(h.SetOfficeSpan(ctx, head(), o.ID, 3, directory.Validity{From: date("2021-02-01")}))
		in, err := directory.OfficesOf(ctx, h.DB, directory.PES, monday)
		h.must(err)
		if in[0].State(monday) != directory.OfficeOpen || in[0].Opened != date("2021-02-01") {
			h.t.Errorf("after the closing was taken back: %+v", in[0])
		}

		foreign := h.board("2085", "Socialnämnden (Demo)")
		unit, err := h.AddUnit(ctx, local(foreign.ID), directory.Unit{Authority: foreign.ID, UnitDetails: directory.UnitDetails{Name: "Enhet (Demo)"}})
		h.must(err)
		d.Unit = unit.ID
		h.refused(h.ChangeOffice(ctx, head(), o.ID, directory.Edit{Version: 4, From: monday}, d), fault.Invalid, "unit")
		h.refused(h.ChangeOffice(ctx, local(foreign.ID), o.ID, directory.Edit{Version: 4, From: monday}, d), fault.Denied, "")
		h.refused(h.SetOfficeSpan(ctx, head(), o.ID, 4, directory.Validity{From: date("2021-02-01"), To: date("2020-01-01")}), fault.Invalid, "to")
		_, err = h.AddOffice(ctx, head(), directory.Office{Authority: directory.PES, MunicipalityCode: "0001"})
		for _, field := range []string{"name", "services", "municipality"} {
			h.refused(err, fault.Invalid, field)
		}
	})
}
