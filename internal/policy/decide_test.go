package policy_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// A missing thing and a forbidden one get the same answer, from a query of the same form.
func TestMissingAndForbiddenReadAlike(t *testing.T) {
	table := hardTable(t)
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		write(t, d, basic().fill)
		ctx := context.Background()
		for _, a := range []policy.Actor{cilla, policy.Public()} {
			forbidden := table.CheckRead(ctx, d, a, readFile, ref.To("try-file", "f-sn"))
			missing := table.CheckRead(ctx, d, a, readFile, ref.To("try-file", "no such file"))
			if forbidden == nil || missing == nil || forbidden.Error() != missing.Error() || !fault.Is(missing, fault.NotFound) {
				t.Errorf("%q: forbidden %v, missing %v", a.ID, forbidden, missing)
			}
			denied := table.Check(ctx, d, a, readFile, ref.To("try-file", "f-sn"))
			gone := table.Check(ctx, d, a, readFile, ref.To("try-file", "no such file"))
			if denied == nil || gone == nil || denied.Error() != gone.Error() {
				t.Errorf("%q: denied %v, gone %v", a.ID, denied, gone)
			}
		}
		if _, err := table.Explain(ctx, d, cilla, readFile, ref.To("try-file", "f-sn")); !fault.Is(err, fault.NotFound) {
			t.Errorf("an explanation to somebody who may not: %v", err)
		}
	})
}

// The query for one thing depends on who asks and for what, never on the thing.
func TestOneQueryOfOneForm(t *testing.T) {
	table := hardTable(t)
	for _, line := range table.Matrix() {
		for _, a := range []policy.Actor{anna, bo, cilla, eva, log, self, policy.Public()} {
			first, n := policy.Question(table, a, dbtest.Monday(), line.Action, "there")
			second, m := policy.Question(table, a, dbtest.Monday(), line.Action, "not there")
			if first != second || n != m {
				t.Errorf("%s by %s: two forms", line.Action, a.ID)
			}
		}
	}
}

func TestExplainSaysEveryReason(t *testing.T) {
	table := hardTable(t)
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Openings = []opening{{"f-sn", "anna", db.At(d.Now()), db.At(d.Now().AddDate(0, 0, 1))}}
		write(t, d, w.fill)
		have, err := table.Explain(context.Background(), d, anna, readFile, ref.To("try-file", "f-sn"))
		want := []policy.Reason{
			{Role: policy.Caseworker, Text: language.T(
				"Du ser detta därför att akten är din myndighets, och du är utsedd i ärendet av din myndighet, som deltar i det.",
				"You see this because the file is your authority's, and your authority, which takes part in the matter, has named you on it.")},
			{Role: policy.Caseworker, Text: language.T(
				"Du ser detta därför att akten är din myndighets, och du har nödöppnat akten och öppningen gäller ännu.",
				"You see this because the file is your authority's, and you opened the file in an emergency and the opening still lasts.")},
		}
		if err != nil || !slices.Equal(have, want) {
			t.Errorf("have %+v, %v\nwant %+v", have, err, want)
		}
		reasons, err := table.Explain(context.Background(), d, anna, sendFile, ref.To("try-file", "f-sn"))
		if err != nil || len(reasons) != 1 || !strings.HasPrefix(reasons[0].Text.Sv, "Du får göra detta därför att akten är") {
			t.Errorf("an act: %+v, %v", reasons, err)
		}
	})
}

// What an actor does not have equals nothing, not even an empty column.
func TestWithoutAuthorityNothingIsOwn(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Log = append(w.Log, logLine{ID: "stray"})
		stray := policy.Actor{ID: "x", Roles: []policy.Role{policy.LogAuditor}}
		write(t, d, w.fill)
		if err := hardTable(t).CheckRead(context.Background(), d, stray, readLog, ref.To("try-log", "stray")); err == nil {
			t.Error("a line of no authority belongs to an actor of no authority")
		}
	})
}

func TestKindsAreNotMixedUp(t *testing.T) {
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		err := hardTable(t).CheckRead(context.Background(), d, anna, readFile, ref.To("try-matter", "m1"))
		if !fault.Is(err, fault.Internal) {
			t.Errorf("asked about another kind: %v", err)
		}
	})
}

func TestRowMayNotBearANameOfThePredicate(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	defer func() {
		if recover() == nil {
			t.Error("a list called its row try_ground, and the predicate uses that name")
		}
	}()
	var args []any
	hardTable(t).Where(d, anna, readMatter, "try_ground", &args)
}

func TestUnknownActionIsForbidden(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	var args []any
	table := hardTable(t)
	if table.May(anna, "no.such") || table.Where(d, anna, "no.such", "x", &args) != "FALSE" || len(args) != 0 {
		t.Error("an unknown action is permitted")
	}
	if err := table.Check(context.Background(), d, anna, "no.such", ref.Ref{}); !fault.Is(err, fault.Denied) {
		t.Errorf("an unknown action: %v", err)
	}
}

// An act with its Tx has one instant for list and check.
func TestActHasOneInstant(t *testing.T) {
	table := hardTable(t)
	eachEngine(t, func(t *testing.T, d *dbtest.Database) {
		w := basic()
		w.Grounds[0].Withdrawn = db.At(d.Now().Add(1000))
		write(t, d, w.fill)
		write(t, d, func(tx *db.Tx) error {
			d.Clock.Advance(1e9) // time passes while the act goes on
			var args []any
			where := table.Where(tx, anna, readMatter, "x", &args)
			n, err := db.One[int](context.Background(), tx, "SELECT count(*) FROM try_matter AS x WHERE "+where, args...)
			if checked := table.Check(context.Background(), tx, anna, readMatter, ref.To("try-matter", "m1")); checked != nil || n != 1 {
				t.Errorf("in the act: list %d, check %v", n, checked)
			}
			return err
		})
		if err := table.Check(context.Background(), d, anna, readMatter, ref.To("try-matter", "m1")); err == nil {
			t.Error("after the act the consent is withdrawn")
		}
	})
}
