package policy_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// TestWorlds: in random worlds single check, list, explanation and the oracle agree, on both engines.
func TestWorlds(t *testing.T) {
	table := hardTable(t)
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		seen := tally{}
		rapid.Check(t, func(rt *rapid.T) {
			w := drawWorld(rt)
			if err := d.Writer.Do(context.Background(), w.fill); err != nil {
				rt.Fatal(err)
			}
			for i := range 4 {
				a := drawActor(rt, i)
				for _, line := range table.Matrix() {
					compare(rt, d, table, w, a, line, seen)
				}
			}
		})
		for _, line := range table.Matrix() {
			if n := seen[line.Action]; n[true] < 5 || n[false] < 50 {
				t.Errorf("the worlds show too little of %s: %d permitted, %d refused", line.Action, n[true], n[false])
			}
		}
	})
}

// tally counts for each action how often it was permitted and refused, so that the worlds can be seen to show both.
type tally map[policy.Action]map[bool]int

func (n tally) add(act policy.Action, permitted bool) {
	if n[act] == nil {
		n[act] = map[bool]int{}
	}
	n[act][permitted]++
}

// compare asks about every thing of an action's kind in every way.
func compare(t *rapid.T, d *dbtest.Database, table *policy.Table, w world, a policy.Actor, line policy.Line, seen tally) {
	o := w.oracle(a, d.Now())
	list := listed(t, d, table, a, line)
	open := table.May(a, line.Action)
	for i, id := range append(w.ids(line.Over), "missing") {
		want := o.may(line.Action, id)
		if want && !open {
			t.Fatalf("%s: the route is closed to %+v, who may", line.Action, a)
		}
		if !open && i > 0 {
			seen.add(line.Action, want)
			continue // the route's guard has said no; one thing is enough to see that the check says so too
		}
		if have := checked(t, d, table, a, line, id); have != want {
			t.Fatalf("%s of %s by %+v: check says %v, oracle %v\n%+v", line.Action, id, a, have, want, w)
		}
		if have := slices.Contains(list, id); have != (want && !line.Reason) {
			t.Fatalf("%s of %s by %+v: list says %v, oracle %v\n%+v", line.Action, id, a, have, want, w)
		}
		seen.add(line.Action, want)
	}
}

func checked(t *rapid.T, d *dbtest.Database, table *policy.Table, a policy.Actor, line policy.Line, id string) bool {
	ctx, thing := context.Background(), ref.To(line.Over, id)
	err := table.CheckRead(ctx, d, a, line.Action, thing)
	if line.Reason {
		err = table.CheckEmergency(ctx, d, a, line.Action, thing, "Personen står här och är i akut nöd.")
	}
	if err != nil && !fault.Is(err, fault.NotFound) {
		t.Fatalf("%s: %v", line.Action, err)
	}
	if err != nil && id != "missing" {
		return false // the explanation takes the same way
	}
	reasons, why := table.Explain(ctx, d, a, line.Action, thing)
	if (why == nil) != (err == nil) || (len(reasons) > 0) != (err == nil) {
		t.Fatalf("%s of %s by %+v: check %v, explanation %v %v", line.Action, id, a, err, reasons, why)
	}
	return err == nil
}

func listed(t *rapid.T, q db.Reader, table *policy.Table, a policy.Actor, line policy.Line) []string {
	args := []any{"no such id"} // the list has values of its own before the predicate's
	where := table.Where(q, a, line.Action, "x", &args)
	ids, err := db.All[string](context.Background(), q, "SELECT x.id FROM "+tableOf(line.Over)+" AS x WHERE x.id <> $1 AND "+where+" ORDER BY x.id", args...)
	if err != nil {
		t.Fatalf("%s: list: %v", line.Action, err)
	}
	return ids
}

func tableOf(k ref.Kind) string { return "try_" + string(k[len("try-"):]) }

func (w world) ids(k ref.Kind) (out []string) {
	switch k {
	case "try-matter":
		return idsOf(w.Matters, func(m matter) string { return m.ID })
	case "try-file":
		return idsOf(w.Files, func(f file) string { return f.ID })
	case "try-copy":
		return idsOf(w.Copies, func(c sent) string { return c.ID })
	case "try-enquiry":
		return idsOf(w.Enquiries, func(e enquiry) string { return e.ID })
	case "try-log":
		return idsOf(w.Log, func(l logLine) string { return l.ID })
	}
	return nil
}

func idsOf[T any](all []T, id func(T) string) (out []string) {
	for _, x := range all {
		out = append(out, id(x))
	}
	return out
}

// few names, so that things meet
var (
	authorities = []string{"af", "sn", "amn"} // the agency, and two boards of one municipality
	staffIDs    = []string{"anna", "bo", "cilla"}
	personIDs   = []string{"p1", "p2"}
	matterIDs   = []string{"m1", "m2"}
)

func one(t *rapid.T, from []string, what string) string { return rapid.SampledFrom(from).Draw(t, what) }

// day is near today, mostly before for a first day and after for a last; a last day may be missing.
func firstDay(t *rapid.T) calendar.Date {
	return today().AddDays(rapid.SampledFrom([]int{-30, -7, -7, -1, 0, 1}).Draw(t, "first day"))
}

func lastDay(t *rapid.T) calendar.Date {
	n := rapid.SampledFrom([]int{99, 99, 30, 1, 0, -1}).Draw(t, "last day")
	if n == 99 {
		return calendar.Date{}
	}
	return today().AddDays(n)
}

func start(t *rapid.T) db.Time {
	return db.At(dbtest.Monday().Add(rapid.SampledFrom([]time.Duration{-time.Hour, -time.Minute, 0, -time.Microsecond, time.Microsecond}).Draw(t, "start")))
}

func end(t *rapid.T) db.Time {
	return db.At(dbtest.Monday().Add(rapid.SampledFrom([]time.Duration{time.Hour, time.Minute, time.Microsecond, 0, -time.Microsecond}).Draw(t, "end")))
}

func maybe(t *rapid.T, at db.Time) db.Time {
	if rapid.Bool().Draw(t, "none") {
		return db.Time{}
	}
	return at
}

func today() calendar.Date { return calendar.DateOf(dbtest.Monday()) }

func many[T any](t *rapid.T, what string, most int, draw func() T) []T {
	out := make([]T, rapid.IntRange(most/2, most).Draw(t, what))
	for i := range out {
		out[i] = draw()
	}
	return out
}

func drawWorld(t *rapid.T) (w world) {
	who := map[string]string{}
	for _, id := range personIDs {
		p := person{ID: id}
		if rapid.IntRange(0, 2).Draw(t, "protected") == 0 {
			p.From, p.To = firstDay(t), lastDay(t)
		}
		w.Persons = append(w.Persons, p)
	}
	for _, id := range matterIDs {
		who[id] = one(t, personIDs, "person")
		w.Matters = append(w.Matters, matter{ID: id, Person: who[id]})
	}
	for i := range 8 {
		m := one(t, matterIDs, "matter")
		w.Files = append(w.Files, file{ID: fmt.Sprintf("f%d", i), Matter: m, Person: who[m], Authority: one(t, authorities, "authority")})
	}
	for i := range 3 {
		m := one(t, matterIDs, "matter")
		w.Copies = append(w.Copies, sent{ID: fmt.Sprintf("c%d", i), Matter: m, Person: who[m], To: one(t, authorities, "to")})
		w.Enquiries = append(w.Enquiries, enquiry{fmt.Sprintf("e%d", i), one(t, personIDs, "person"), one(t, authorities, "by"), one(t, authorities, "of")})
		w.Log = append(w.Log, logLine{fmt.Sprintf("l%d", i), one(t, authorities, "authority"), one(t, append([]string{""}, personIDs...), "person")})
	}
	drawRelations(t, &w)
	return w
}

func drawRelations(t *rapid.T, w *world) {
	authority := func() string { return one(t, authorities, "authority") }
	staff := func() string { return one(t, staffIDs, "staff") }
	mid := func() string { return one(t, matterIDs, "matter") }
	w.Clearances = many(t, "clearances", 4, func() clearance {
		return clearance{one(t, personIDs, "person"), staff(), authority(), firstDay(t), lastDay(t)}
	})
	w.Bars = many(t, "bars", 1, func() bar { return bar{one(t, personIDs, "person"), staff()} })
	w.Parties = many(t, "parties", 10, func() party { return party{mid(), authority(), firstDay(t), lastDay(t)} })
	w.Assignments = many(t, "assignments", 20, func() assignment { return assignment{mid(), staff(), authority(), firstDay(t), lastDay(t)} })
	if rapid.Bool().Draw(t, "somebody is named for certain") {
		w.Parties, w.Assignments = append(w.Parties, basic().Parties...), append(w.Assignments, basic().Assignments...)
	}
	w.Rota = many(t, "rota", 4, func() rota { return rota{staff(), staff(), authority(), start(t), end(t)} })
	w.Grounds = many(t, "grounds", 6, func() grant {
		return grant{mid(), authority(), authority(), start(t), maybe(t, end(t)), maybe(t, end(t))}
	})
	w.Openings = many(t, "openings", 6, func() opening {
		return opening{one(t, []string{"f0", "f1", "f2", "f3"}, "file"), staff(), start(t), end(t)}
	})
	for _, a := range authorities {
		w.Units = append(w.Units, unit{"income-" + a, a, "income-support"}, unit{"work-" + a, a, "employment"})
	}
	for i := range rapid.IntRange(2, 6).Draw(t, "samples") {
		s := sample{fmt.Sprintf("s%d", i), staff(), start(t), end(t)}
		w.Samples = append(w.Samples, s)
		w.Items = append(w.Items, item{s.ID, "e0"}, item{s.ID, one(t, []string{"e1", "e2"}, "enquiry")})
	}
}

// drawActor gives staff, at times a job seeker, the public or a process.
func drawActor(t *rapid.T, i int) policy.Actor {
	switch rapid.IntRange(0, 9).Draw(t, fmt.Sprintf("actor %d", i)) {
	case 0:
		return policy.Actor{ID: one(t, personIDs, "person"), Roles: []policy.Role{policy.Jobseeker}}
	case 1:
		return policy.Public()
	case 2:
		return policy.Process("samsyn import")
	}
	if i == 0 {
		return anna
	}
	authority := one(t, authorities, "acts for")
	return policy.Actor{
		ID: one(t, staffIDs, "staff"), Authority: authority, Cleared: rapid.Bool().Draw(t, "cleared"),
		Unit: one(t, []string{"income-" + authority, "", "work-" + authority, "income-sn"}, "unit"), Roles: drawRoles(t),
	}
}

func drawRoles(t *rapid.T) []policy.Role {
	desk := rapid.SampledFrom([]policy.Role{policy.Caseworker, policy.Caseworker, policy.EmploymentOfficer}).Draw(t, "desk")
	other := rapid.SampledFrom([]policy.Role{policy.Reviewer, policy.LogAuditor, policy.LocalAdmin, policy.Analyst}).Draw(t, "other")
	return [][]policy.Role{{desk}, {other}, {desk, other}}[rapid.IntRange(0, 2).Draw(t, "roles")]
}
