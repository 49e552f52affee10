package policy_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// TestCanSaysWhatCheckSays: in random worlds, of every thing and of one that is missing, all actions asked in one query get
// the answer that each gets alone, by every role and reach, of those with a protected identity and of others.
func TestCanSaysWhatCheckSays(t *testing.T) {
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
				for kind, acts := range policy.Actions(table) {
					asked := append(slices.Clone(acts), "no.such")
					for _, id := range append(w.ids(kind), "missing") {
						sameAnswers(rt, d, table, a, ref.To(kind, id), asked, seen)
					}
				}
			}
		})
		for act, n := range seen {
			if act != "no.such" && act != openFile && (n[true] < 5 || n[false] < 50) {
				t.Errorf("the worlds show too little of %s: %d permitted, %d refused", act, n[true], n[false])
			}
		}
	})
}

type failing interface{ Fatalf(string, ...any) }

func sameAnswers(t failing, d *dbtest.Database, table *policy.Table, a policy.Actor, thing ref.Ref, acts []policy.Action, seen tally) {
	ctx := context.Background()
	can, err := table.Can(ctx, d, a, thing, acts...)
	if err != nil {
		t.Fatalf("%v by %+v: %v", thing, a, err)
	}
	for _, act := range acts {
		check, read := table.Check(ctx, d, a, act, thing), table.CheckRead(ctx, d, a, act, thing)
		if fault.Is(check, fault.Internal) {
			t.Fatalf("%s of %v: %v", act, thing, check)
		}
		if can.May(act) != (check == nil) || said(can.Check(act)) != said(check) || said(can.CheckRead(act)) != said(read) {
			t.Fatalf("%s of %v by %+v: together %v, %v, %v; alone %v, %v", act, thing, a, can.May(act), can.Check(act), can.CheckRead(act), check, read)
		}
		seen.add(act, check == nil)
	}
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// The house's own table is asked together as alone, by every role, a program, a process and the public.
func TestTheHouseCanBeAskedTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		actors := []policy.Actor{policy.Public(), policy.Process("samsyn verify"), {ID: "x", Authority: "y", Program: true, Roles: []policy.Role{policy.Caseworker}, Scopes: []policy.Scope{"enquiry:read"}}}
		for _, info := range policy.Roles() {
			actors = append(actors, policy.Actor{ID: "x", Authority: "af", Unit: "z", Cleared: true, Roles: []policy.Role{info.Role}})
		}
		for kind, acts := range policy.Actions(policy.House()) {
			for _, a := range actors {
				for _, id := range []string{"no such thing", "af", "2085"} { // two of them are there
					thing := ref.To(kind, id)
					if kind == "" {
						thing = ref.Ref{}
					}
					sameAnswers(t, d, policy.House(), a, thing, acts, tally{})
				}
			}
		}
	})
}

// One query is asked for all, and it evaluates no condition twice.
func TestManyAreAskedOnce(t *testing.T) {
	table := hardTable(t)
	asked := 0
	d := dbtest.OpenWith(t, db.SQLite, db.Options{Ran: func(string) { asked++ }})
	write(t, d, func(tx *db.Tx) error { return errors.Join(execAll(tx, hardSchema), basic().fill(tx)) })
	before := asked
	if _, err := table.Can(context.Background(), d, anna, ref.To("try-file", "f-sn"), readFile, sendFile, openFile, readBenefit); err != nil || asked != before+1 {
		t.Errorf("%d queries, %v", asked-before, err)
	}
}

// What was not asked about is not allowed, nor anything by nobody's answer.
func TestWhatWasNotAskedIsNotAllowed(t *testing.T) {
	if (policy.Allowed{}).May(readFile) || (policy.Allowed{}).Check(readFile) == nil || (policy.Allowed{}).CheckRead(readFile) == nil {
		t.Error("nothing was asked, and it is allowed")
	}
}
