package template_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/template"
)

// people of the tests.
var (
	nils  = policy.Actor{ID: "nils", Name: "Nils Ahl (Demo)", Authority: directory.SKR, Roles: []policy.Role{policy.TemplateLead}}
	vera  = policy.Actor{ID: "vera", Name: "Vera Sjö (Demo)", Authority: directory.PES, Roles: []policy.Role{policy.TemplateLead}}
	anna  = policy.Actor{ID: "anna", Name: "Anna Sundin (Demo)", Authority: "ludvika", Roles: []policy.Role{policy.Coordinator}}
	johan = policy.Actor{ID: "johan", Name: "Johan Åkesson (Demo)", Authority: "falun", Roles: []policy.Role{policy.Coordinator}}
	per   = policy.Actor{ID: "per", Name: "Per Nordin (Demo)", Authority: directory.PES, Roles: []policy.Role{policy.Coordinator}}
)

type house struct {
	*testing.T
	*dbtest.Database
	svc  *template.Service
	told *[]string
}

func furnish(t *testing.T, d *dbtest.Database) house {
	t.Helper()
	ctx := context.Background()
	if err := directory.Seed(ctx, d.Trail); err != nil {
		t.Fatal(err)
	}
	if err := template.Seed(ctx, d.Trail); err != nil {
		t.Fatal(err)
	}
	h := house{t, d, template.New(d.Trail), &[]string{}}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n notice.News, accounts ...string) error {
		for _, a := range accounts {
			*h.told = append(*h.told, n.Kind+" "+a)
		}
		return nil
	}
	return h
}

func each(t *testing.T, fn func(h house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func (h house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h house) refuses(err error, kind fault.Kind) {
	h.Helper()
	if !fault.Is(err, kind) {
		h.Errorf("got %v, want %s", err, kind)
	}
}

func (h house) next() template.Version {
	h.Helper()
	v, err := h.svc.ReadNext(context.Background(), nils)
	h.must(err)
	return v
}

func (h house) change(e template.Edit) template.Version {
	h.Helper()
	v, _, err := h.svc.Change(context.Background(), nils, h.next().Row, e)
	h.must(err)
	return v
}

func both(s string) language.Text { return language.T(s, s+" (en)") }

func TestTheFirstVersionIsPublishedOnce(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		h.must(template.Seed(ctx, h.Trail))
		all, err := template.All(ctx, h.DB)
		if err != nil || len(all) != 1 || all[0].No != 1 || all[0].Doc.Template != 1 || all[0].PublishedOn.String() != "2026-03-02" {
			t.Fatalf("%v %+v", err, all)
		}
		first, err := template.First()
		h.must(err)
		digest, err := template.Digest(first, all[0].Note)
		if err != nil || digest != all[0].Digest {
			t.Errorf("what was read back is not what the file says: %v", err)
		}
		if _, err := template.ByNumber(ctx, h.DB, 2); !fault.Is(err, fault.NotFound) {
			t.Errorf("version 2: %v", err)
		}
	})
}

func TestOnlyTheBodiesThatKeepTheTemplateChangeIt(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		elsewhere := policy.Actor{ID: "x", Authority: "ludvika", Roles: []policy.Role{policy.TemplateLead}}
		for _, a := range []policy.Actor{anna, per, elsewhere} {
			_, err := h.svc.Begin(ctx, a)
			h.refuses(err, fault.Denied)
		}
		v, err := h.svc.Begin(ctx, nils)
		h.must(err)
		if v.No != 2 || v.Row != 1 {
			t.Errorf("begun: %d, row %d", v.No, v.Row)
		}
		_, err = h.svc.Begin(ctx, vera)
		h.refuses(err, fault.Conflict)
		for _, a := range []policy.Actor{anna, per, elsewhere, policy.Public()} {
			_, err := h.svc.ReadNext(ctx, a)
			h.refuses(err, fault.NotFound)
		}
		_, _, err = h.svc.Change(ctx, elsewhere, 1, template.SetNote(both("x")))
		h.refuses(err, fault.Denied)
		if _, err := template.ByNumber(ctx, h.DB, 2); !fault.Is(err, fault.NotFound) {
			t.Errorf("the next version is read as if it were published: %v", err)
		}
		h.refuses(h.svc.Drop(ctx, vera, 7), fault.Conflict)
		h.must(h.svc.Drop(ctx, vera, 1))
		_, err = h.svc.ReadNext(ctx, nils)
		h.refuses(err, fault.NotFound)
	})
}

func TestFourEyesOnTheSameContent(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		_, err := h.svc.Begin(ctx, nils)
		h.must(err)
		_, err = h.svc.Approve(ctx, nils, h.next().Digest)
		h.refuses(err, fault.Invalid) // no note
		h.change(template.SetNote(both("Tydligare text.")))
		_, err = h.svc.Approve(ctx, nils, h.next().Digest)
		h.refuses(err, fault.Invalid) // nothing changed
		v := h.change(template.SetGuidance("1", both("Börja här.")))
		_, err = h.svc.Approve(ctx, nils, "x"+v.Digest)
		h.refuses(err, fault.Conflict)
		_, err = h.svc.Approve(ctx, nils, v.Digest)
		h.must(err)
		_, err = h.svc.Approve(ctx, nils, v.Digest)
		h.refuses(err, fault.Conflict)
		_, err = h.svc.Publish(ctx, nils, v.Row)
		h.refuses(err, fault.Conflict)
		same := nils
		same.Authority = directory.PES
		_, err = h.svc.Approve(ctx, same, v.Digest)
		h.refuses(err, fault.Denied)

		// A change after an approval ends it, and says whose.
		_, ended, err := h.svc.Change(ctx, vera, v.Row, template.SetGuidance("1", both("Börja hellre här.")))
		if err != nil || !slices.Equal(ended, []string{directory.SKR}) || !slices.Contains(*h.told, "template.next nils") {
			t.Fatalf("%v ended %v, told %v", err, ended, *h.told)
		}
		_, err = h.svc.Approve(ctx, vera, v.Digest)
		h.refuses(err, fault.Conflict)

		// Taken back is not given.
		v = h.next()
		for _, a := range []policy.Actor{nils, vera} {
			_, err = h.svc.Approve(ctx, a, v.Digest)
			h.must(err)
		}
		_, err = h.svc.Withdraw(ctx, vera)
		h.must(err)
		_, err = h.svc.Withdraw(ctx, vera)
		h.refuses(err, fault.Conflict)
		_, err = h.svc.Publish(ctx, nils, v.Row)
		h.refuses(err, fault.Conflict)
		_, err = h.svc.Approve(ctx, vera, v.Digest)
		h.must(err)
		out, err := h.svc.Publish(ctx, vera, v.Row)
		if err != nil || out.No != 2 || out.State != template.Published {
			t.Fatalf("published: %v %+v", err, out.State)
		}
		now, err := template.Current(ctx, h.DB)
		if err != nil || now.No != 2 || now.Digest != v.Digest || now.Note != both("Tydligare text.") {
			t.Errorf("%v, the current one is %d", err, now.No)
		}
		if _, _, err = h.svc.Change(ctx, nils, out.Row, template.SetGuidance("1", both("Efteråt."))); !fault.Is(err, fault.NotFound) {
			t.Errorf("a published version was changed: %v", err)
		}
	})
}

// Of an approval of one content and a change of it at once, never a publication of what only one has read.
func TestApproveChangeAndPublishAtOnce(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		_, err := h.svc.Begin(ctx, nils)
		h.must(err)
		h.change(template.SetNote(both("Nytt.")))
		v := h.change(template.SetGuidance("1", both("Läst av båda.")))
		_, err = h.svc.Approve(ctx, nils, v.Digest)
		h.must(err)
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = h.svc.Approve(ctx, vera, v.Digest) })
		wg.Go(func() { _, _, _ = h.svc.Change(ctx, nils, v.Row, template.SetGuidance("1", both("Läst av en."))) })
		wg.Go(func() { _, _ = h.svc.Publish(ctx, nils, v.Row) })
		wg.Wait()
		all, err := template.All(ctx, h.DB)
		h.must(err)
		for _, p := range all {
			if c, _ := p.Doc.Clause("1"); p.No == 2 && c.Guidance.Sv != "Läst av båda." {
				t.Errorf("published what one had read: %q", c.Guidance.Sv)
			}
		}
		stale, err := db.One[int64](ctx, h.DB, `SELECT count(*) FROM template_approval a JOIN template_version v ON v.id = a.template_id WHERE a.digest <> v.digest`)
		if err != nil || stale > 0 {
			t.Errorf("%d approvals of another content, %v", stale, err)
		}
	})
}

func TestTwoChangesAtOnceOneIsTold(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		v, err := h.svc.Begin(ctx, nils)
		h.must(err)
		_, _, err = h.svc.Change(ctx, nils, v.Row, template.SetNote(both("ett")))
		h.must(err)
		_, _, err = h.svc.Change(ctx, vera, v.Row, template.SetNote(both("två")))
		h.refuses(err, fault.Conflict)
		_, _, err = h.svc.Change(ctx, vera, h.next().Row, template.SetNote(both("ett")))
		h.refuses(err, fault.Invalid)
	})
}

func TestIDsAreNeverUsedAgain(t *testing.T) {
	each(t, func(h house) {
		ctx := context.Background()
		_, err := h.svc.Begin(ctx, nils)
		h.must(err)
		latest, err := template.Current(ctx, h.DB)
		h.must(err)
		var id, again string
		h.change(template.AddClause(template.ClauseText{Heading: both("Ny"), Text: both("Text.")}, &id))
		h.change(template.AddVariable(clause.Variable{ID: "ny_plats", Clause: id, Name: both("Plats"), Kind: clause.Line}))
		with := h.next()
		var promise string
		k := clause.Commitment{Clause: id, Text: both("Något lovas."), By: clause.Both, Kind: clause.Signal,
			Measures: []clause.Measure{{Metric: "coverage", Statistic: clause.Counts, Window: clause.Month}}}
		h.change(template.AddCommitment(k, &promise))
		if promise != "K"+id+".1" {
			t.Errorf("the commitment is %s", promise)
		}
		h.change(template.RemoveCommitment(promise))
		h.change(template.AddCommitment(k, &promise))
		if promise != "K"+id+".2" {
			t.Errorf("the second commitment is %s", promise)
		}
		h.change(template.RemoveClause(id))
		h.change(template.AddClause(template.ClauseText{Heading: both("En annan"), Text: both("Text.")}, &again))
		if again == id {
			t.Errorf("%s was used again", id)
		}
		_, _, err = h.svc.Change(ctx, nils, h.next().Row, template.AddVariable(clause.Variable{ID: "ny_plats", Clause: again, Name: both("Plats"), Kind: clause.Line}))
		h.refuses(err, fault.Invalid)
		// Nor by way of a file.
		_, _, err = h.svc.Change(ctx, nils, h.next().Row, template.Replace(with.Doc, latest.Doc))
		h.refuses(err, fault.Invalid)
		// What the latest version has may come back.
		h.change(template.RemoveClause(latest.Doc.Clauses[len(latest.Doc.Clauses)-1].ID))
		h.change(template.Replace(latest.Doc, latest.Doc))
	})
}
