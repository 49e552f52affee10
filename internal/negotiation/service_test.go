package negotiation_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
)

func TestFromFirstWordToSignature(t *testing.T) {
	each(t, func(h *house) {
		d := h.begun()
		if d.State != negotiation.Drafting || d.Turn != directory.PES || len(d.Parties) != 3 || d.Template != 1 {
			t.Fatalf("%+v", d)
		}
		_, err := h.svc.Comment(ctx, h.anna, d.ID, clause.ClauseField("9"), "Vad menas?")
		h.refused(err, fault.Conflict, "ingen version")
		_, err = h.svc.Propose(ctx, h.anna, d.ID)
		h.refused(err, fault.Conflict, "pennan")
		d, err = h.svc.Propose(ctx, h.af, d.ID)
		h.must(err)
		_, err = h.svc.Approve(ctx, h.anna, d.ID, h.seen(d.ID, 1))
		h.refused(err, fault.Invalid, "inte hel")

		_, err = h.svc.Comment(ctx, h.anna, d.ID, clause.CommitmentField("K9.2"), "Fem dagar räcker för oss.")
		h.must(err)
		_, err = h.svc.TakePen(ctx, h.birgit, d.ID)
		h.refused(err, fault.Conflict, "Kommentera först")
		d, err = h.svc.TakePen(ctx, h.anna, d.ID)
		h.must(err)
		h.must(h.target(h.anna, d.ID, "K9.2", 5))
		h.refused(h.target(h.anna, d.ID, "K9.1", 80), fault.Conflict, "inte öppet")
		d, err = h.svc.Propose(ctx, h.anna, d.ID)
		h.must(err)
		if d.Latest != 2 || d.Turn != "" || d.State != negotiation.Proposed {
			t.Fatalf("%+v", d)
		}
		one, _ := negotiation.TextAt(ctx, h.DB, d.ID, 1)
		two, _ := negotiation.TextAt(ctx, h.DB, d.ID, 2)
		if got := clause.ChangedFields(one.Doc, two.Doc); !slices.Equal(got, []clause.Field{"commitment:K9.2"}) {
			t.Errorf("between the versions %v", got)
		}
		for _, f := range []string{"ort", "giltig_fran", "giltig_till"} {
			_, err = h.svc.Comment(ctx, h.anna, d.ID, clause.VariableField(f), "Fyll i.")
			h.must(err)
		}
		d, err = h.svc.TakePen(ctx, h.anna, d.ID)
		h.must(err)
		h.set(h.anna, d.ID, "ort", "Ludvika kommun")
		h.set(h.anna, d.ID, "giltig_fran", "2026-04-01")
		h.set(h.anna, d.ID, "giltig_till", "2029-03-31")
		d, err = h.svc.Propose(ctx, h.anna, d.ID)
		h.must(err)

		_, err = h.svc.Approve(ctx, h.af, d.ID, h.seen(d.ID, 2))
		h.refused(err, fault.Conflict, "nu gäller version 3")
		for _, a := range []policy.Actor{h.anna, h.af} {
			d, err = h.svc.Approve(ctx, a, d.ID, h.seen(d.ID, 3))
			h.must(err)
		}
		_, err = h.svc.Approve(ctx, h.af, d.ID, h.seen(d.ID, 3))
		h.refused(err, fault.Conflict, "redan godkänt")
		h.refused(h.act(func(tx *audit.Tx) error { _, _, err := h.svc.BeginSigning(ctx, tx, d.ID); return err }), fault.Conflict, "Alla parter behöver godkänna")
		d, err = h.svc.Approve(ctx, h.birgit, d.ID, h.seen(d.ID, 3))
		h.must(err)
		if d.State != negotiation.Approved {
			t.Fatalf("%+v", d)
		}
		h.must(h.act(func(tx *audit.Tx) error {
			d2, text, err := h.svc.BeginSigning(ctx, tx, d.ID)
			if d2.State != negotiation.Signing || text.No != 3 {
				t.Errorf("%+v", d2)
			}
			return err
		}))
		_, err = h.svc.Withdraw(ctx, h.anna, d.ID, "Vi ångrar oss.")
		h.refused(err, fault.Conflict, "undertecknas")
		h.must(h.act(func(tx *audit.Tx) error { _, err := h.svc.Reopen(ctx, tx, d.ID, "Fel firmatecknare."); return err }))
		d, _ = negotiation.Get(ctx, h.DB, d.ID)
		approvals, _ := negotiation.Approvals(ctx, h.DB, d.ID)
		if d.State != negotiation.Proposed || len(d.Missing(approvals)) != 3 {
			t.Errorf("reopened: %+v, %d approvals", d, len(approvals))
		}
		lines, err := audit.Lines(ctx, h.DB, audit.Filter{Thing: d.Ref()}, 100)
		h.must(err)
		if len(lines) < 16 {
			t.Errorf("the trail has %d lines of the draft", len(lines))
		}
	})
}

func TestOnlyThePartiesSeeADraft(t *testing.T) {
	h := openSQLite(t)
	d := h.whole()
	for name, a := range map[string]policy.Actor{"another municipality": h.outsider, "template lead": h.lead,
		"head office": {ID: "astrid", Authority: directory.PES, Roles: []policy.Role{policy.HeadOffice}}} {
		if err := policy.CheckRead(ctx, h.DB, a, policy.ReadDraft, d.Ref()); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
		_, err := h.svc.Propose(ctx, a, d.ID)
		h.refused(err, fault.NotFound, "")
	}
	h.must(policy.CheckRead(ctx, h.DB, h.signatory, policy.ReadDraft, d.Ref()))
	_, err := h.svc.Comment(ctx, h.signatory, d.ID, clause.ClauseField("9"), "Jag också.")
	h.refused(err, fault.Denied, "")
	_, err = h.svc.Start(ctx, h.johan, negotiation.Beginning{Kind: negotiation.NewAgreement, Boards: []string{h.work}})
	h.refused(err, fault.Denied, "")
}

// TestTwoEditorsOfOneParty: in different fields both are kept; in the same field the second is told what it reads now.
func TestTwoEditorsOfOneParty(t *testing.T) {
	each(t, func(h *house) {
		d := h.begun()
		seen := h.doc(d.ID)
		edit := func(variable, text string) error {
			f := clause.VariableField(variable)
			_, _, err := h.svc.Change(ctx, h.af, d.ID, negotiation.Edit{Field: f, Seen: negotiation.Stamp(seen, f), Value: &clause.Value{Text: text}})
			return err
		}
		h.must(edit("ort", "Ludvika kommun"))
		h.must(edit("giltig_fran", "2026-04-01"))
		h.refused(edit("ort", "Ludvika"), fault.Conflict, "Nu står det: Ludvika kommun")
		h.refused(edit("giltig_till", "i morgon"), fault.Invalid, "")
		if v := h.doc(d.ID).Values; v["ort"].Text != "Ludvika kommun" || v["giltig_fran"].Text != "2026-04-01" {
			t.Errorf("%v", v)
		}
	})
}

func TestDeviationsAndLocalCommitments(t *testing.T) {
	h := openSQLite(t)
	d := h.whole()
	change := func(e negotiation.Edit) (clause.Field, error) {
		e.Seen = negotiation.Stamp(h.doc(d.ID), e.Field)
		_, f, err := h.svc.Change(ctx, h.anna, d.ID, e)
		return f, err
	}
	_, err := h.svc.Comment(ctx, h.anna, d.ID, clause.ClauseField("9"), "Hos oss gäller annat.")
	h.must(err)
	_, err = h.svc.TakePen(ctx, h.anna, d.ID)
	h.must(err)
	add := func(v clause.Deviation) (clause.Field, error) {
		return change(negotiation.Edit{Field: negotiation.NewDeviation, Deviation: &v})
	}
	_, err = add(clause.Deviation{On: "1", Kind: clause.Adds, Text: "x", Reason: "y"})
	h.refused(err, fault.Conflict, "inte öppet")
	_, err = add(clause.Deviation{On: "9", Kind: clause.Adds, Text: "Även på lördagar."})
	h.refused(err, fault.Invalid, "")
	f, err := add(clause.Deviation{On: "9", Kind: clause.Adds, Text: "Även på lördagar.", Reason: "Öppet då."})
	h.must(err)
	if f != "deviation:A1" {
		t.Error(f)
	}
	_, err = change(negotiation.Edit{Field: f, Deviation: &clause.Deviation{On: "9", Kind: clause.Replaces, Text: "Även på söndagar.", Reason: "Öppet då."}})
	h.must(err)
	c := clause.Commitment{Clause: "9", Text: language.T("Lokalt löfte.", "A local promise."), By: clause.Both, Kind: clause.Target,
		Measures: []clause.Measure{{Metric: "m.answer", Statistic: clause.Counts, Comparator: clause.AtLeast, Target: num(4), Window: clause.Year}}}
	f, err = change(negotiation.Edit{Field: negotiation.NewCommitment, Commitment: &c})
	h.must(err)
	if f != "commitment:L9.1" {
		t.Error(f)
	}
	_, err = h.svc.Propose(ctx, h.anna, d.ID)
	h.must(err)
	_, err = h.svc.Comment(ctx, h.af, d.ID, clause.DeviationField("A1"), "Stryk den.")
	h.must(err)
	_, err = h.svc.TakePen(ctx, h.af, d.ID)
	h.must(err)
	_, _, err = h.svc.Change(ctx, h.af, d.ID, negotiation.Edit{Field: "deviation:A1", Seen: negotiation.Stamp(h.doc(d.ID), "deviation:A1"), Remove: true})
	h.must(err)
	_, f, err = h.svc.Change(ctx, h.af, d.ID, negotiation.Edit{Field: negotiation.NewDeviation, Seen: negotiation.Stamp(h.doc(d.ID), negotiation.NewDeviation),
		Deviation: &clause.Deviation{On: "9", Kind: clause.Adds, Text: "Ny.", Reason: "Ny."}})
	h.must(err)
	if f != "deviation:A2" {
		t.Errorf("the id of a deviation that is gone is used again: %s", f)
	}
}

func TestCommentsGoOpenAnsweredResolved(t *testing.T) {
	each(t, func(h *house) {
		d, f := h.whole(), clause.CommitmentField("K9.1")
		state := func() negotiation.Thread {
			all, err := negotiation.Threads(ctx, h.DB, d.ID)
			h.must(err)
			return all[len(all)-1]
		}
		th, err := h.svc.Comment(ctx, h.anna, d.ID, f, "För högt.")
		h.must(err)
		if th.State != negotiation.Open || th.No != 1 {
			t.Errorf("%+v", th)
		}
		th, err = h.svc.Comment(ctx, h.af, d.ID, f, "Det är mallens.")
		h.must(err)
		if th.State != negotiation.Answered || len(state().Comments) != 2 {
			t.Errorf("%+v", th)
		}
		h.refused(h.svc.Resolve(ctx, h.af, d.ID, f), fault.Conflict, "Bara den part")
		th, err = h.svc.Comment(ctx, h.anna, d.ID, f, "Men ändå.")
		h.must(err)
		if th.State != negotiation.Open {
			t.Errorf("%+v", th)
		}
		d, err = h.svc.TakePen(ctx, h.af, d.ID) // who wrote the version may answer a comment with the next
		h.must(err)
		h.must(h.target(h.af, d.ID, "K9.1", 85))
		d, err = h.svc.Propose(ctx, h.af, d.ID)
		h.must(err)
		if state().State != negotiation.Answered {
			t.Error("a changed field does not answer its comment")
		}
		h.must(h.svc.Resolve(ctx, h.anna, d.ID, f))
		h.refused(h.svc.Resolve(ctx, h.anna, d.ID, f), fault.Conflict, "redan löst")
		_, err = h.svc.Comment(ctx, h.anna, d.ID, "variable:finns_inte", "?")
		h.refused(err, fault.NotFound, "")
		_, err = h.svc.Comment(ctx, h.birgit, d.ID, clause.ClauseField("1"), "Vår nämnd saknas.")
		h.must(err)
		_, err = h.svc.Approve(ctx, h.birgit, d.ID, h.seen(d.ID, 2))
		h.must(err)
		if state().State != negotiation.Resolved {
			t.Error("who approves still asks")
		}
	})
}

func TestLeavingThePen(t *testing.T) {
	h := openSQLite(t)
	d := h.whole()
	_, err := h.svc.Comment(ctx, h.anna, d.ID, clause.VariableField("ort"), "Fel namn.")
	h.must(err)
	d, err = h.svc.TakePen(ctx, h.anna, d.ID)
	h.must(err)
	_, err = h.svc.Propose(ctx, h.anna, d.ID)
	h.refused(err, fault.Invalid, "Inget skiljer sig")
	h.set(h.anna, d.ID, "ort", "Falu kommun")
	d, err = h.svc.LeavePen(ctx, h.anna, d.ID)
	h.must(err)
	if d.State != negotiation.Proposed || h.doc(d.ID).Values["ort"].Text != "Ludvika kommun" {
		t.Errorf("%+v", d)
	}
}

func TestAmendmentRenewalJoining(t *testing.T) {
	each(t, func(h *house) {
		first, a := h.concluded()
		text, ok, err := negotiation.TextOf(ctx, h.DB, a.ID)
		h.must(err)
		if !ok || text.Draft != first.ID || text.No != 1 {
			t.Fatalf("the text in force: %v %+v", ok, text)
		}
		if n, err := db.One[int](ctx, h.DB, "SELECT count(*) FROM fact WHERE metric = 'draft-to-signed' AND municipality = '2085' AND closed IS NOT NULL"); err != nil || n != 1 {
			t.Errorf("from draft to signature is recorded %d times (%v)", n, err)
		}
		amend, err := h.svc.Start(ctx, h.af, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID, Template: 2, Propose: true})
		h.must(err)
		got, err := negotiation.TextAt(ctx, h.DB, amend.ID, 1)
		h.must(err)
		if fields := clause.ChangedFields(text.Doc, got.Doc); !slices.Equal(fields, []clause.Field{"clause:9", "clause:30"}) {
			t.Errorf("going over to template 2 changes %v", fields)
		}
		if k, _ := got.Doc.Commitment("K9.2"); *k.Measures[0].Target != clause.N(5) || got.Doc.Template != 2 {
			t.Error("the local target is lost")
		}
		_, err = h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID})
		h.refused(err, fault.Conflict, "redan ett pågående")
		renewal, err := h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Renewal, Agreement: a.ID})
		h.must(err)
		if from, to := negotiation.Term(h.doc(renewal.ID)); from != calendar.NewDate(2029, 1, 1) || to != calendar.NewDate(2031, 12, 31) || renewal.Turn != h.work {
			t.Errorf("renewed %s–%s, turn %s", from, to, renewal.Turn)
		}
		_, err = h.svc.Start(ctx, h.af, negotiation.Beginning{Kind: negotiation.Joining, Agreement: a.ID})
		h.refused(err, fault.Invalid, "")
		joining, err := h.svc.Start(ctx, h.af, negotiation.Beginning{Kind: negotiation.Joining, Agreement: a.ID, Boards: []string{h.falun}})
		h.must(err)
		if !slices.Equal(joining.Municipalities(), []string{"2080", "2085"}) || len(joining.Parties) != 4 {
			t.Errorf("%+v", joining.Parties)
		}
		_, err = h.svc.Start(ctx, h.johan, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID})
		if err == nil {
			t.Error("who is no party begins an amendment")
		}
		var texts []string
		h.must(negotiation.EachText(ctx, h.DB, calendar.NewDate(2026, 3, 2), func(id string, t negotiation.Text) error { texts = append(texts, id+t.Draft); return nil }))
		if !slices.Equal(texts, []string{a.ID + first.ID}) {
			t.Errorf("the texts in force: %v", texts)
		}
		h.must(negotiation.EachText(ctx, h.DB, calendar.NewDate(2029, 3, 2), func(string, negotiation.Text) error { t.Error("a text after its last day"); return nil }))
	})
}

// TestAContactPersonNeedsNoSignature: the amendment holds with the last approval.
func TestAContactPersonNeedsNoSignature(t *testing.T) {
	h := openSQLite(t)
	_, a := h.concluded()
	d, err := h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID})
	h.must(err)
	f := clause.VariableField("kontakt")
	_, _, err = h.svc.Change(ctx, h.anna, d.ID, negotiation.Edit{Field: f, Seen: negotiation.Stamp(h.doc(d.ID), f), Value: &clause.Value{Text: "Kim Ny (Demo)", Function: "samordnare"}})
	h.must(err)
	d, err = h.svc.Propose(ctx, h.anna, d.ID)
	h.must(err)
	for _, who := range []policy.Actor{h.af, h.anna, h.birgit} {
		d, err = h.svc.Approve(ctx, who, d.ID, h.seen(d.ID, 1))
		h.must(err)
	}
	text, _, err := negotiation.TextOf(ctx, h.DB, a.ID)
	h.must(err)
	if d.State != negotiation.Concluded || text.Doc.Values["kontakt"].Text != "Kim Ny (Demo)" {
		t.Errorf("%+v", d)
	}
}

func TestADraftLapsesAfterWarnings(t *testing.T) {
	each(t, func(h *house) {
		var told []string
		h.svc.Tell = func(_ context.Context, _ *audit.Tx, d negotiation.Draft, what language.Text, to []string) error {
			told = append(told, what.Sv)
			return nil
		}
		d := h.begun()
		lapse := func() string {
			told = nil
			h.must(h.svc.Lapse(ctx))
			h.must(h.svc.Lapse(ctx)) // run again it says nothing more
			return strings.Join(told, "|")
		}
		for _, c := range []struct {
			days int
			says string
		}{{76, ""}, {1, "förfaller 2026-05-25"}, {5, ""}, {1, "förfaller 2026-05-25"}} {
			h.Clock.Advance(time.Duration(c.days) * 24 * time.Hour)
			if got := lapse(); !strings.Contains(got, c.says) || c.says == "" && got != "" {
				t.Errorf("%s: told %q, want %q", h.Clock.Now(), got, c.says)
			}
		}
		h.Clock.Advance(24 * time.Hour)
		if got := lapse(); !strings.Contains(got, "har förfallit") {
			t.Errorf("told %q", got)
		}
		d, _ = negotiation.Get(ctx, h.DB, d.ID)
		if d.State != negotiation.Expired || d.Turn != "" {
			t.Errorf("%+v", d)
		}
		_, err := h.svc.Propose(ctx, h.af, d.ID)
		h.refused(err, fault.Conflict, "förfallit")
	})
}

// at runs things at once.
func at(fns ...func() error) []error {
	errs := make([]error, len(fns))
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i, fn := range fns {
		wg.Go(func() { <-start; errs[i] = fn() })
	}
	close(start)
	wg.Wait()
	return errs
}

func one(t *testing.T, errs []error, words ...string) {
	t.Helper()
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !fault.Is(err, fault.Conflict) || !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(err.Error(), w) }):
			t.Errorf("the one who lost is told %v", err)
		}
	}
	if won != 1 {
		t.Errorf("%d won: %v", won, errs)
	}
}

func TestTwoTakeThePen(t *testing.T) {
	each(t, func(h *house) {
		for range 5 {
			d := h.whole()
			for _, a := range []policy.Actor{h.anna, h.birgit} {
				_, err := h.svc.Comment(ctx, a, d.ID, clause.ClauseField("9"), "Kommentar.")
				h.must(err)
			}
			one(t, at(func() error { _, err := h.svc.TakePen(ctx, h.anna, d.ID); return err },
				func() error { _, err := h.svc.TakePen(ctx, h.birgit, d.ID); return err }), "hann ta pennan")
			_, err := h.svc.Withdraw(ctx, h.af, d.ID, "Prov.")
			h.must(err)
		}
	})
}

// TestTwoApproveDifferentVersions: one approves version 1 while another puts version 2 forward and approves it. Whatever
// the order, no version is ever approved by all but the latest.
func TestTwoApproveDifferentVersions(t *testing.T) {
	each(t, func(h *house) {
		for range 5 {
			d := h.whole()
			_, err := h.svc.Approve(ctx, h.birgit, d.ID, h.seen(d.ID, 1))
			h.must(err)
			_, err = h.svc.Comment(ctx, h.anna, d.ID, clause.VariableField("ort"), "Fel.")
			h.must(err)
			_, err = h.svc.TakePen(ctx, h.anna, d.ID)
			h.must(err)
			h.set(h.anna, d.ID, "ort", "Ludvika stad")
			old := h.seen(d.ID, 1)
			errs := at(func() error { _, err := h.svc.Approve(ctx, h.af, d.ID, old); return err },
				func() error {
					if _, err := h.svc.Propose(ctx, h.anna, d.ID); err != nil {
						return err
					}
					_, err := h.svc.Approve(ctx, h.anna, d.ID, h.seen(d.ID, 2))
					return err
				})
			one(t, errs, "nu gäller version 2", "tagit pennan")
			d, _ = negotiation.Get(ctx, h.DB, d.ID)
			approvals, _ := negotiation.Approvals(ctx, h.DB, d.ID)
			if d.State != negotiation.Proposed || d.Latest != 2 || len(d.Missing(approvals)) != 2 {
				t.Errorf("%+v, missing %v", d, d.Missing(approvals))
			}
		}
	})
}

func TestOneWithdrawsWhileAnotherBeginsSigning(t *testing.T) {
	each(t, func(h *house) {
		for range 5 {
			d := h.approved()
			errs := at(func() error { _, err := h.svc.Withdraw(ctx, h.anna, d.ID, "Vi ångrar oss."); return err },
				func() error {
					return h.act(func(tx *audit.Tx) error { _, _, err := h.svc.BeginSigning(ctx, tx, d.ID); return err })
				})
			one(t, errs, "avbrutet", "undertecknas")
			after, _ := negotiation.Get(ctx, h.DB, d.ID)
			if (errs[0] == nil) != (after.State == negotiation.Withdrawn) || (errs[1] == nil) != (after.State == negotiation.Signing) {
				t.Errorf("%v but the draft is %s", errs, after.State)
			}
		}
	})
}

// TestManyEditManyFields: colleagues of one party save different fields at once, and none is lost.
func TestManyEditManyFields(t *testing.T) {
	each(t, func(h *house) {
		d := h.begun()
		doc := h.doc(d.ID)
		var all []func() error
		for id, text := range map[string]string{"ort": "Ludvika kommun", "giltig_fran": "2026-04-01", "giltig_till": "2028-03-31"} {
			all = append(all, func() error {
				f := clause.VariableField(id)
				_, _, err := h.svc.Change(ctx, h.af, d.ID, negotiation.Edit{Field: f, Seen: negotiation.Stamp(doc, f), Value: &clause.Value{Text: text}})
				return err
			})
		}
		for _, err := range at(all...) {
			h.must(err)
		}
		if v := h.doc(d.ID).Values; len(v) != 3 {
			t.Errorf("kept %v", v)
		}
	})
}
