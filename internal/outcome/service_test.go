package outcome_test

import (
	"slices"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seeker"
)

// TestTheLifeOfAnOutcome: asked of both when the matter is closed, answered, put right, followed up when its day comes.
func TestTheLifeOfAnOutcome(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.close(matter.Reached)
		h.tend()
		if want := []string{"anna", "per"}; !slices.Equal(sorted(h.told), want) {
			t.Fatalf("told %v, want %v", h.told, want)
		}
		h.tend()
		if len(h.told) != 2 {
			t.Fatal("told twice")
		}
		day := calendar.DateOf(h.Now())
		o, err := h.svc.Note(ctx, h.anna, h.at(h.anna, outcome.Closing).ID, 0, outcome.Answer{What: outcome.Study, Form: "komvux", Since: day, Source: outcome.ByPhone})
		must(t, err)
		if o.State != outcome.Noted || o.Answers != 1 {
			t.Fatalf("noted is %+v", o)
		}
		o, err = h.svc.Note(ctx, h.anna, o.ID, o.Version, work(day))
		must(t, err)
		seen, err := h.svc.Open(ctx, h.anna, o.ID)
		must(t, err)
		if last, _ := seen.Latest(); len(seen.Said) != 2 || seen.Said[0].What != outcome.Study || last.What != outcome.Work || last.Account != "anna" {
			t.Fatalf("said is %+v", seen.Said)
		}
		_, err = h.svc.Note(ctx, h.anna, o.ID, 1, work(day))
		refused(t, fault.Conflict, err)

		late := h.at(h.per, outcome.Days90)
		_, err = h.svc.Note(ctx, h.per, late.ID, 0, outcome.Answer{What: outcome.Unknown})
		refused(t, fault.Conflict, err) // the day has not come
		h.Clock.Set(day.AddDays(90).At(9, 0))
		h.tend()
		if len(h.told) != 4 {
			t.Fatalf("after 90 days told %v", h.told)
		}
		_, err = h.svc.Note(ctx, h.per, late.ID, 0, outcome.Answer{What: outcome.Unknown})
		must(t, err)
		if days := h.at(h.per, outcome.Months12).Due; days != day.AddMonths(12) {
			t.Errorf("the last is due %s", days)
		}
	})
}

func sorted(list []string) []string { list = slices.Clone(list); slices.Sort(list); return list }

// What is said needs to be whole, and nobody but whoever works with the person at the own authority says or reads it.
func TestOutcomesAreRefused(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.close(matter.Alone)
		day, id := calendar.DateOf(h.Now()), h.at(h.anna, outcome.Closing).ID
		for field, a := range map[string]outcome.Answer{
			"what":   {Source: outcome.OwnFile},
			"form":   {What: outcome.Work, Form: "komvux", Since: day, Source: outcome.OwnFile},
			"since":  {What: outcome.Study, Form: "sfi", Since: day.AddDays(1), Source: outcome.OwnFile},
			"source": {What: outcome.NotYet},
			"ground": {What: outcome.NotYet, Source: outcome.Told},
		} {
			_, err := h.svc.Note(ctx, h.anna, id, 0, a)
			named(t, field, err)
		}
		for _, what := range []outcome.What{outcome.NotYet, outcome.Unknown} { // and still it is said what it came to
			_, err := h.svc.Note(ctx, h.anna, id, 0, outcome.Answer{What: what, Form: "permanent", Source: outcome.OwnFile})
			named(t, "form", err)
			_, err = h.svc.Note(ctx, h.anna, id, 0, outcome.Answer{What: what, Since: day, Source: outcome.OwnFile})
			named(t, "since", err)
		}
		for _, a := range []policy.Actor{h.per, h.eva, h.cia} {
			_, err := h.svc.Note(ctx, a, id, 0, work(day))
			refused(t, fault.NotFound, err)
			_, err = h.svc.Open(ctx, a, id)
			refused(t, fault.NotFound, err)
		}
		_, err := h.svc.Note(ctx, h.anna, id, 0, outcome.Answer{What: outcome.NotYet, Source: outcome.Told, Ground: law.Consent})
		must(t, err)
	})
}

// Nobody is asked about somebody whose processing is restricted, and a matter that is opened again is not over.
func TestWhatIsNotAsked(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.close(matter.Silent)
		p, err := person.ByID(ctx, h.DB, h.at(h.anna, outcome.Closing).Person)
		must(t, err)
		h.Act(t, func(tx *audit.Tx) error {
			return db.Insert(ctx, tx, "person_restriction", person.Restriction{ID: tx.NewID(), Person: p.ID, Authority: p.Authority, AboutKind: "request", AboutID: "r1", StartsAt: db.At(tx.Now()), By: "anna"})
		})
		_, err = h.svc.Note(ctx, h.anna, h.at(h.anna, outcome.Closing).ID, 0, work(calendar.DateOf(h.Now())))
		refused(t, fault.Conflict, err)
		h.tend()
		if len(h.told) != 1 || h.told[0] != "per" || h.at(h.anna, outcome.Closing).State != outcome.Dropped {
			t.Fatalf("told %v, and the restricted is %s", h.told, h.at(h.anna, outcome.Closing).State)
		}
		_, err = h.matters.Reopen(ctx, h.per, matter.Key{ID: h.m.ID})
		must(t, err)
		h.Clock.Set(calendar.DateOf(h.Now()).AddDays(90).At(9, 0))
		h.tend()
		if len(h.told) != 1 || h.at(h.per, outcome.Days90).State != outcome.Dropped {
			t.Fatalf("reopened, told %v", h.told)
		}
		_, err = h.matters.CloseMatter(ctx, h.per, matter.Key{ID: h.m.ID}, matter.Reached)
		must(t, err)
		if o := h.at(h.per, outcome.Days90); o.Spell != 2 || o.State != outcome.Waiting {
			t.Fatalf("closed anew, it is %+v", o)
		}
	})
}

// The person says it on pages of their own, to one authority, and to nobody else's.
func TestThePersonSaysIt(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.close(matter.Reached)
		as := func(digits string) policy.Actor {
			who, err := seeker.New(h.Trail).Enter(ctx, h.number(digits), seeker.ByIdentification)
			must(t, err)
			return policy.Actor{ID: who.ID, Roles: []policy.Role{policy.Jobseeker}}
		}
		nora, id := as(number), h.at(h.anna, outcome.Closing).ID
		own, err := h.svc.Own(ctx, h.DB, nora)
		must(t, err)
		if len(own) != 2 {
			t.Fatalf("the person can answer %d", len(own))
		}
		_, err = h.svc.Say(ctx, nora, id, work(calendar.DateOf(h.Now())))
		must(t, err)
		_, err = h.svc.Say(ctx, as("199201012391"), id, work(calendar.DateOf(h.Now())))
		refused(t, fault.NotFound, err)
		seen, err := h.svc.Open(ctx, h.anna, id)
		must(t, err)
		if last, _ := seen.Latest(); last.Source != outcome.OnMyPages || last.Account != "" {
			t.Fatalf("said is %+v", last)
		}
		_, err = h.svc.Note(ctx, h.anna, id, 0, outcome.Answer{What: outcome.Study, Form: "sfi", Since: calendar.DateOf(h.Now()), Source: outcome.ByPhone, Note: "Ord för den egna akten."})
		must(t, err)
		read, err := h.svc.OpenOwn(ctx, nora, id)
		must(t, err)
		if n := len(read.Said); n != 2 || !read.Now || read.Said[1].What != outcome.Study || read.Said[1].Account != h.anna.ID || read.Said[1].Note != "" {
			t.Fatalf("the person reads %+v", read.Said)
		}
		_, err = h.svc.OpenOwn(ctx, as("199201012391"), id)
		refused(t, fault.NotFound, err)
		ahead, err := h.svc.OpenOwn(ctx, nora, h.at(h.anna, outcome.Days90).ID)
		must(t, err)
		if ahead.Now {
			t.Error("what is asked in ninety days can be answered today")
		}
		if n, err := db.One[int64](ctx, h.DB, `SELECT COUNT(*) FROM trail_entry WHERE action = 'outcome.own'`); err != nil || n != 2 {
			t.Errorf("%d readings are noted, %v", n, err)
		}
		h.protect(h.anna, calendar.DateOf(h.Now())) // it is still the person's own
		_, err = h.svc.Say(ctx, nora, id, work(calendar.DateOf(h.Now())))
		must(t, err)
		_, err = h.svc.OpenOwn(ctx, nora, id)
		must(t, err)
	})
}

// A plan is judged once, when it becomes twelve months old: by what was said then, and again when more is said.
func TestWorkOrStudyWithinTwelveMonths(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		made := calendar.DateOf(h.Now())
		h.close(matter.Alone)
		_, err := h.svc.Note(ctx, h.anna, h.at(h.anna, outcome.Closing).ID, 0, outcome.Answer{What: outcome.NotYet, Source: outcome.OwnFile})
		must(t, err)
		h.Clock.Set(made.AddMonths(12).AddDays(-1).At(9, 0))
		h.tend()
		if got := h.facts(); len(got) != 0 {
			t.Fatalf("before its day there is %v", got)
		}
		h.Clock.Set(made.AddMonths(12).AddDays(1).At(9, 0))
		h.tend()
		h.tend()
		if got := h.facts(); !slices.Equal(got, []string{fact.Missed}) {
			t.Fatalf("at twelve months there is %v", got)
		}
		last := h.at(h.per, outcome.Months12).ID
		for _, c := range []struct {
			a    outcome.Answer
			want string
		}{
			{work(made.AddMonths(12).AddDays(1)), fact.Missed}, // too late
			{work(made.AddMonths(11)), "work-or-study"},
			{outcome.Answer{What: outcome.Other, Form: "moved", Source: outcome.OwnFile}, fact.Withdrawn},
			{outcome.Answer{What: outcome.Study, Form: "sfi", Since: made.AddDays(3), Source: outcome.ByLetter}, "work-or-study"},
			{outcome.Answer{What: outcome.Unknown}, fact.Missed},
		} {
			_, err := h.svc.Note(ctx, h.per, last, 0, c.a)
			must(t, err)
			if got := h.facts(); !slices.Equal(got, []string{c.want}) {
				t.Errorf("after %s %s it is %v, want %s", c.a.What, c.a.Since, got, c.want)
			}
		}
		found, err := fact.Verify(ctx, h.DB)
		must(t, err)
		if len(found) > 0 {
			t.Errorf("the sums differ: %v", found)
		}
	})
}

// What is counted holds nobody, follows what is put right, and small numbers are not shown.
func TestSums(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.close(matter.Reached)
		day, id := calendar.DateOf(h.Now()), h.at(h.anna, outcome.Closing).ID
		for range 3 {
			_, err := h.svc.Note(ctx, h.anna, id, 0, work(day))
			must(t, err)
			_, err = h.svc.Note(ctx, h.anna, id, 0, outcome.Answer{What: outcome.Unknown})
			must(t, err)
		}
		n, err := db.All[int64](ctx, h.DB, `SELECT n FROM outcome_tally ORDER BY kind`)
		must(t, err)
		if !slices.Equal(n, []int64{1, 0}) {
			t.Fatalf("counted %v", n)
		}
		rows, err := outcome.Sums(ctx, h.DB, matter.Municipality, outcome.Closing, day)
		must(t, err)
		if len(rows) != 1 || !rows[0].Few || rows[0].All != 0 || rows[0].Of != nil {
			t.Fatalf("one person is shown as %+v", rows)
		}
		h.Act(t, func(tx *audit.Tx) error {
			if _, err := tx.Exec(ctx, `UPDATE outcome_tally SET n = 7`); err != nil {
				return err
			}
			return tx.Note("test", ref.To("test", "test"), nil)
		})
		rows, err = outcome.Sums(ctx, h.DB, matter.Municipality, outcome.Closing, day)
		must(t, err)
		if rows[0].Hidden || rows[0].All != 14 || rows[0].Of[outcome.Work] != 7 {
			t.Fatalf("fourteen are shown as %+v", rows)
		}
	})
}
