package policy_test

import (
	"context"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// The people of the hard cases. Anna works for the social welfare board, Bo for the employment agency, Cilla for
// another board of the same municipality as Anna.
var (
	anna  = policy.Actor{ID: "anna", Authority: "sn", Unit: "income-sn", Roles: []policy.Role{policy.Caseworker}}
	bo    = policy.Actor{ID: "bo", Authority: "af", Roles: []policy.Role{policy.EmploymentOfficer}}
	cilla = policy.Actor{ID: "cilla", Authority: "amn", Unit: "work-amn", Roles: []policy.Role{policy.Caseworker}}
	disa  = policy.Actor{ID: "disa", Authority: "sn", Unit: "income-sn", Roles: []policy.Role{policy.Caseworker}}
	eva   = policy.Actor{ID: "eva", Authority: "ivo", Roles: []policy.Role{policy.Reviewer}}
	log   = policy.Actor{ID: "lo", Authority: "sn", Roles: []policy.Role{policy.LogAuditor}}
	self  = policy.Actor{ID: "p1", Roles: []policy.Role{policy.Jobseeker}}
)

func cleared(a policy.Actor) policy.Actor { a.Cleared = true; return a }

func forUnit(a policy.Actor, unit string) policy.Actor { a.Unit = unit; return a }

func forAuthority(a policy.Actor, authority string) policy.Actor { a.Authority = authority; return a }

// basic is one matter between the board and the agency with a consent that began an hour ago: Anna and Bo are named.
func basic() world {
	since, hour := today().AddDays(-30), db.At(dbtest.Monday().Add(-time.Hour))
	return world{
		Persons: []person{{ID: "p1"}, {ID: "p2"}},
		Matters: []matter{{"m1", "p1"}},
		Parties: []party{{Matter: "m1", Authority: "sn", From: since}, {Matter: "m1", Authority: "af", From: since}},
		Assignments: []assignment{
			{Matter: "m1", Staff: "anna", Authority: "sn", From: since}, {Matter: "m1", Staff: "bo", Authority: "af", From: since}},
		Grounds:   []grant{{Matter: "m1", From: "sn", To: "af", Starts: hour}},
		Files:     []file{{"f-sn", "m1", "p1", "sn"}, {"f-af", "m1", "p1", "af"}},
		Copies:    []sent{{"c1", "m1", "p1", "af"}},
		Enquiries: []enquiry{{"e1", "p1", "sn", "af"}, {"e2", "p2", "sn", "af"}},
		Units:     []unit{{"income-sn", "sn", "income-support"}, {"work-sn", "sn", "employment"}, {"work-amn", "amn", "employment"}},
		Log:       []logLine{{"l1", "sn", "p1"}, {"l2", "af", "p1"}, {"l3", "sn", ""}},
	}
}

// ask is one question and the answer expected.
type ask struct {
	who  policy.Actor
	act  policy.Action
	id   string
	want bool
}

// expect asks every question as check, list and explanation.
func expect(t *testing.T, d *dbtest.Database, w world, asks ...ask) {
	t.Helper()
	table := hardTable(t)
	write(t, d, w.fill)
	for _, q := range asks {
		line := lineOf(t, table, q.act)
		err := table.CheckRead(context.Background(), d, q.who, q.act, ref.To(line.Over, q.id))
		if (err == nil) != q.want || err != nil && !fault.Is(err, fault.NotFound) {
			t.Errorf("%s by %s for %s on %s: want %v, got %v", q.act, q.who.ID, q.who.Authority, q.id, q.want, err)
		}
		if w.oracle(q.who, d.Now()).may(q.act, q.id) != q.want {
			t.Errorf("%s by %s on %s: the oracle does not say %v", q.act, q.who.ID, q.id, q.want)
		}
		var args []any
		where := table.Where(d, q.who, q.act, "x", &args)
		n, err := db.One[int](context.Background(), d, "SELECT count(*) FROM "+tableOf(line.Over)+" AS x WHERE x.id = '"+q.id+"' AND "+where, args...)
		if err != nil || (n == 1) != q.want {
			t.Errorf("%s by %s on %s: want %v, the list has %d, %v", q.act, q.who.ID, q.id, q.want, n, err)
		}
	}
}

func lineOf(t testing.TB, table *policy.Table, act policy.Action) policy.Line {
	t.Helper()
	line, ok := find(table.Matrix(), func(l policy.Line) bool { return l.Action == act })
	if !ok {
		t.Fatalf("no line for %s", act)
	}
	return line
}

// A case where nothing is hard, so that the others differ from it in one thing only.
func TestBasicCase(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		expect(t, d, basic(),
			ask{anna, readMatter, "m1", true}, ask{bo, readMatter, "m1", true}, ask{self, readMatter, "m1", true},
			ask{cilla, readMatter, "m1", false}, ask{policy.Public(), readMatter, "m1", false}, ask{policy.Process("job"), readMatter, "m1", false},
			ask{anna, readFile, "f-sn", true}, ask{anna, readFile, "f-af", false}, ask{bo, readFile, "f-af", true}, ask{bo, readFile, "f-sn", false},
			ask{bo, readCopy, "c1", true}, ask{anna, readCopy, "c1", false}, ask{anna, sendFile, "f-sn", true})
	})
}

func TestProtectedPersonBetweenTwoAuthorities(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Persons[0].From = today() // protected as of today
		w.Clearances = []clearance{{Person: "p1", Staff: "anna", Authority: "sn", From: today()}}
		expect(t, d, w,
			ask{anna, readMatter, "m1", false}, // on the list for this person, but not cleared at all
			ask{cleared(anna), readMatter, "m1", true},
			ask{cleared(anna), readFile, "f-sn", true},
			ask{cleared(bo), readMatter, "m1", false}, // cleared, but for other persons
			ask{bo, readCopy, "c1", false}, ask{bo, readFile, "f-af", false}, ask{bo, readEnquiry, "e1", false}, ask{bo, exportEnquiry, "e1", false},
			ask{bo, readEnquiry, "e2", true},                                     // somebody else
			ask{self, readMatter, "m1", true}, ask{self, readFile, "f-sn", true}, // the person sees their own
			ask{log, readLog, "l1", false}, ask{log, readLog, "l3", true}) // nor does the log tell
		w.Persons[0].To = today().AddDays(-1) // the protection has ended
		w.Persons[0].From = today().AddDays(-9)
		expect(t, d, w, ask{bo, readMatter, "m1", true}, ask{anna, readMatter, "m1", true}, ask{log, readLog, "l1", true})
	})
}

func TestConsentWithdrawnToday(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Grounds[0].Withdrawn = db.At(d.Now())
		expect(t, d, w,
			ask{anna, readMatter, "m1", false}, ask{bo, readMatter, "m1", false}, // the door closes at once, on both sides
			ask{anna, sendFile, "f-sn", false},                                 // nothing more is told
			ask{anna, readFile, "f-sn", true}, ask{bo, readFile, "f-af", true}, // each keeps its own file
			ask{bo, readCopy, "c1", true},     // what was sent stays with who got it
			ask{self, readMatter, "m1", true}) // the person sees it still
		w.Grounds[0].Withdrawn = db.At(d.Now().Add(time.Microsecond))
		expect(t, d, w, ask{anna, readMatter, "m1", true}, ask{bo, readMatter, "m1", true}, ask{anna, sendFile, "f-sn", true})
	})
}

func TestLogAuditorSeesLinesNotData(t *testing.T) {
	table := hardTable(t)
	for _, act := range []policy.Action{readMatter, readFile, sendFile, openFile, readCopy, readEnquiry, exportEnquiry} {
		if table.May(log, act) {
			t.Errorf("a log auditor may %s", act)
		}
	}
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		expect(t, d, basic(), ask{log, readLog, "l1", true}, ask{log, readLog, "l2", false}, ask{log, readLog, "l3", true},
			ask{log, readMatter, "m1", false}, ask{log, readFile, "f-sn", false}, ask{anna, readLog, "l1", false})
	})
}

func TestSubstituteOnlyDuringTheDuty(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		now := d.Now()
		duty := func(from, to time.Duration) world {
			w := basic()
			w.Rota = []rota{{"anna", "disa", "sn", db.At(now.Add(from)), db.At(now.Add(to))}}
			return w
		}
		yes := []ask{{disa, readMatter, "m1", true}, {disa, readFile, "f-sn", true}}
		no := []ask{{disa, readMatter, "m1", false}, {disa, readFile, "f-sn", false}, {disa, sendFile, "f-sn", false}}
		expect(t, d, basic(), no...)
		expect(t, d, duty(0, time.Hour), yes...)
		expect(t, d, duty(-time.Hour, time.Microsecond), yes...)
		expect(t, d, duty(-time.Hour, 0), no...)
		expect(t, d, duty(time.Microsecond, time.Hour), no...)
		expect(t, d, duty(0, time.Hour), ask{forAuthority(disa, "amn"), readMatter, "m1", false}) // duty for another board
		ended := duty(0, time.Hour)
		ended.Assignments[0].To = today().AddDays(-1) // nothing to stand in for
		expect(t, d, ended, no...)
	})
}

func TestReviewerWithOneSampledEnquiry(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Samples = []sample{{"s1", "eva", db.At(d.Now().Add(-time.Hour)), db.At(d.Now().Add(time.Hour))}}
		w.Items = []item{{"s1", "e1"}}
		expect(t, d, w, ask{eva, reviewEnquiry, "e1", true}, ask{eva, reviewEnquiry, "e2", false}, // that one only
			ask{eva, readEnquiry, "e1", false}, ask{eva, exportEnquiry, "e1", false}, // for that purpose only
			ask{eva, readFile, "f-sn", false}, ask{eva, readMatter, "m1", false})
		w.Samples[0].Closes = db.At(d.Now()) // the sample closes
		expect(t, d, w, ask{eva, reviewEnquiry, "e1", false})
	})
}

func TestTwoBoardsOfOneMunicipalityAreTwoAuthorities(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Files = append(w.Files, file{"f-amn", "m1", "p1", "amn"})
		expect(t, d, w, ask{cilla, readFile, "f-sn", false}, ask{cilla, readMatter, "m1", false},
			ask{anna, readFile, "f-amn", false},
			ask{forAuthority(anna, "amn"), readFile, "f-sn", false}) // the same person, acting for the other board
	})
}

func TestSSBTEKOnlyForTheUnitThatDecides(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		expect(t, d, basic(), ask{anna, readBenefit, "f-sn", true}, ask{forUnit(anna, "work-sn"), readBenefit, "f-sn", false},
			ask{forUnit(anna, ""), readBenefit, "f-sn", false}, ask{bo, readBenefit, "f-af", false})
	})
}

func TestBarredOverridesEverything(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Bars = []bar{{"p1", "anna"}}
		expect(t, d, w, ask{anna, readMatter, "m1", false}, ask{anna, readFile, "f-sn", false}, ask{anna, readEnquiry, "e2", true})
	})
}

func TestReachEndsWithTheRole(t *testing.T) {
	duties := []policy.Duty{
		{Role: policy.Caseworker, Authority: "sn", From: today().AddDays(-9), To: today()},
		{Role: policy.Caseworker, Authority: "sn", From: today().AddDays(-9), To: today()}, // given twice, held once
		{Role: policy.Controller, Authority: "amn", From: today()},
		{Role: policy.LocalAdmin, Authority: "sn"}, // no first day: never began
	}
	for _, c := range []struct {
		authority string
		on        calendar.Date
		want      []policy.Role
	}{
		{"sn", today(), []policy.Role{policy.Caseworker}},
		{"sn", today().AddDays(1), nil},
		{"sn", today().AddDays(-10), nil},
		{"amn", today(), []policy.Role{policy.Controller}},
		{"amn", today().AddDays(-1), nil},
		{"", today(), nil},
	} {
		have := policy.Held(duties, c.authority, c.on)
		if len(have) != len(c.want) || len(have) == 1 && have[0] != c.want[0] {
			t.Errorf("%s on %s: held %v, want %v", c.authority, c.on, have, c.want)
		}
	}
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		a := anna
		a.Roles = policy.Held(duties, a.Authority, today())
		expect(t, d, basic(), ask{a, readMatter, "m1", true})
		a.Roles = policy.Held(duties, a.Authority, today().AddDays(1))
		expect(t, d, basic(), ask{a, readMatter, "m1", false}, ask{a, readFile, "f-sn", false})
	})
}

func TestEmergencyOpening(t *testing.T) {
	table := hardTable(t)
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		ctx, why := context.Background(), "Personen ringer från akuten och behöver hjälp nu."
		open := func(a policy.Actor, id, reason string) error {
			return table.CheckEmergency(ctx, d, a, openFile, ref.To("try-file", id), reason)
		}
		write(t, d, basic().fill)
		if err := open(disa, "f-sn", why); err != nil {
			t.Errorf("a colleague of the same authority: %v", err)
		}
		for _, reason := range []string{"", "   ", "akut", "  .        . "} {
			if err := open(disa, "f-sn", reason); !fault.Is(err, fault.Invalid) {
				t.Errorf("reason %q: %v", reason, err)
			}
		}
		for id, a := range map[string]policy.Actor{"f-sn": bo, "f-af": disa, "missing": disa} {
			if err := open(a, id, why); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s by %s: %v", id, a.ID, err)
			}
		}
		if err := table.Check(ctx, d, disa, openFile, ref.To("try-file", "f-sn")); !fault.Is(err, fault.Invalid) {
			t.Errorf("without being asked for a reason: %v", err)
		}
		w := basic()
		w.Openings = []opening{{"f-sn", "disa", db.At(d.Now()), db.At(d.Now().Add(time.Hour))}}
		expect(t, d, w, ask{disa, readFile, "f-sn", true}, ask{disa, readMatter, "m1", false}, ask{cilla, readFile, "f-sn", false})
		w.Persons[0].From = today()
		expect(t, d, w, ask{disa, readFile, "f-sn", false})
		if err := open(disa, "f-sn", why); !fault.Is(err, fault.NotFound) {
			t.Errorf("a protected person in an emergency: %v", err)
		}
	})
}
