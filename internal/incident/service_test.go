package incident_test

import (
	"strings"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/incident"
	"samsyn/internal/policy"
)

// agree lets the agency and the board of Ludvika have an agreement in force.
func (h *house) agree() string {
	h.t.Helper()
	a, err := agreement.New(h.Trail).Register(h.t.Context(), policy.Process("test"), agreement.Draft{Kind: agreement.Template2022, From: date("2025-12-01"), To: date("2028-11-30"),
		Bound: []agreement.Bound{{Municipality: "2085", Authority: h.board}}})
	h.must(err)
	return a.ID
}

// told gives the facts of the measure.
func (h *house) told() []fact.Fact {
	h.t.Helper()
	all, err := db.All[fact.Fact](h.t.Context(), h.DB, "SELECT id, metric, version, clause, agreement_id, municipality, authority_id, opened, due, closed, outcome, minutes, paused, part, whole, relieved, changed, mark FROM fact WHERE metric = $1 ORDER BY opened, due", fact.IncidentTold)
	h.must(err)
	return all
}

// there is the entry of an authority that was told.
func (h *house) there(a policy.Actor) incident.Incident {
	h.t.Helper()
	list, err := h.svc.List(h.t.Context(), h.DB, a, incident.Filter{Told: true})
	h.must(err)
	if len(list) != 1 {
		h.t.Fatalf("%s has %d entries that another told of", a.Name, len(list))
	}
	return list[0]
}

func TestTheLifeOfAnIncident(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		under := h.agree()
		i := h.report(directory.PES)
		if got := h.notices[0]; got.Kind != incident.NoticeReported || strings.Join(got.Accounts, " ") != h.gun.ID {
			t.Errorf("told when reported: %+v", got)
		}
		if want := i.DiscoveredAt.Add(72 * time.Hour); !i.SupervisorDue.Equal(want) {
			t.Errorf("the supervisory authority is to be notified by %s, not %s", i.SupervisorDue, want)
		}
		if want := i.DiscoveredAt.Add(24 * time.Hour); !i.Due.Equal(want) {
			t.Errorf("first due %s, not %s", i.Due, want)
		}
		_, err := h.svc.Close(ctx, h.gun, key(i), "Vi kontrollerar adresser.")
		h.refused(err, fault.Conflict, "closed before anything was decided")
		h.Clock.Advance(2 * time.Hour)
		_, err = h.svc.TellParty(ctx, h.gun, key(i), directory.PES, "Ett brev med uppgifter från er hamnade fel.")
		h.must(err)
		there := h.there(h.ann)
		v, err := h.svc.Open(ctx, h.ann, there.ID)
		h.must(err)
		if len(v.Thread) != 1 || v.Thread[0].Body != "Ett brev med uppgifter från er hamnade fel." || v.Text != "" {
			t.Errorf("the agency reads %+v, and %q of the board's own words", v.Thread, v.Text)
		}
		_, err = h.svc.Open(ctx, h.ann, i.ID)
		h.refused(err, fault.NotFound, "the agency opens the board's own entry")
		_, err = h.svc.Acknowledge(ctx, h.ann, key(there))
		h.must(err)
		_, err = h.svc.Acknowledge(ctx, h.ann, key(there))
		h.refused(err, fault.Conflict, "acknowledged twice")
		if v, err = h.svc.Open(ctx, h.gun, i.ID); err != nil || v.Parties[0].ReceivedAt.IsZero() || v.Text == "" {
			t.Errorf("the board sees no acknowledgement: %+v %v", v.Parties, err)
		}
		_, err = h.svc.Supervise(ctx, h.gun, key(i), incident.Supervision{Notified: incident.Yes, At: h.Clock.Now(), Number: "IMY-2026-1"})
		h.must(err)
		_, err = h.svc.Inform(ctx, h.gun, key(i), incident.Information{Told: incident.No, Why: "Brevet kom tillbaka oöppnat."})
		h.must(err)
		_, err = h.svc.Measure(ctx, h.gun, key(i), "Brevet är hämtat.")
		h.must(err)
		closed, err := h.svc.Close(ctx, h.gun, key(i), "Vi kontrollerar adresser.")
		h.must(err)
		if closed.State != incident.Closed || !closed.Due.IsZero() {
			t.Errorf("closed: %+v", closed)
		}
		_, err = h.svc.Measure(ctx, h.gun, key(i), "Mer.")
		h.refused(err, fault.Conflict, "a measure after it was closed")
		facts := h.told()
		if len(facts) != 1 {
			t.Fatalf("%d facts", len(facts))
		}
		f := facts[0]
		if f.Agreement != under || f.Clause != "K20.5" || f.Municipality != "2085" || f.Authority != h.board || f.Outcome != "told" || f.Minutes != 180 || !f.Due.Equal(i.DiscoveredAt.Add(24*time.Hour)) {
			t.Errorf("the fact: %+v", f)
		}
	})
}

func TestWhatWasToldTooLateIsMissed(t *testing.T) {
	each(t, func(h *house) {
		h.agree()
		i := h.report(directory.PES)
		h.Clock.Advance(30 * time.Hour)
		_, err := h.svc.TellParty(t.Context(), h.gun, key(i), directory.PES, "Ett brev hamnade fel.")
		h.must(err)
		if f := h.told()[0]; !f.Closed.After(f.Due.Time) || f.Minutes != 31*60 {
			t.Errorf("told after 31 hours, around the clock: %+v", f)
		}
	})
}

func TestWhatWasNoneIsWithdrawn(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.agree()
		i := h.report(directory.PES)
		_, err := h.svc.TellParty(ctx, h.gun, key(i), directory.PES, "Ett brev hamnade fel.")
		h.must(err)
		_, err = h.svc.Annul(ctx, h.gun, key(i), "")
		h.refused(err, fault.Invalid, "annulled without a reason")
		_, err = h.svc.Annul(ctx, h.gun, key(i), "Brevet låg kvar.")
		h.must(err)
		if f := h.told()[0]; f.Outcome != fact.Withdrawn {
			t.Errorf("the fact: %+v", f)
		}
		v, err := h.svc.Open(ctx, h.ann, h.there(h.ann).ID)
		h.must(err)
		if len(v.Thread) != 2 || !strings.Contains(v.Thread[1].Body, "inte vara någon incident") {
			t.Errorf("the agency is told that it was none: %+v", v.Thread)
		}
	})
}

// Without an agreement between the two nothing was promised; the authority is told all the same.
func TestWithoutAnAgreementNothingIsMeasured(t *testing.T) {
	each(t, func(h *house) {
		i := h.report(directory.PES, h.elsewhere)
		_, err := h.svc.TellParty(t.Context(), h.gun, key(i), h.elsewhere, "Ett brev hamnade fel.")
		h.must(err)
		if facts := h.told(); len(facts) != 0 {
			t.Errorf("measured: %+v", facts)
		}
		if there := h.there(h.ture); there.From != h.board {
			t.Errorf("told by %s", there.From)
		}
	})
}

func TestAnAuthorityAddedLaterIsOwedItFromTheDiscovery(t *testing.T) {
	each(t, func(h *house) {
		h.agree()
		i := h.report()
		h.Clock.Advance(25 * time.Hour)
		i, err := h.svc.Concern(t.Context(), h.gun, key(i), directory.PES)
		h.must(err)
		if f := h.told()[0]; !f.Opened.Equal(i.DiscoveredAt.Time) || !f.Due.Equal(i.DiscoveredAt.Add(24*time.Hour)) || !f.Closed.IsZero() {
			t.Errorf("the fact: %+v", f)
		}
		_, err = h.svc.Concern(t.Context(), h.gun, key(i), directory.PES)
		if h.refused(err, fault.Invalid, "added twice"); fields(err) != "concerned" {
			t.Errorf("named %q", fields(err))
		}
		_, err = h.svc.Concern(t.Context(), h.gun, key(i), h.board)
		h.refused(err, fault.Invalid, "the own authority added")
	})
}

func TestWhoMay(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		i := h.report()
		if v, err := h.svc.Open(ctx, h.elin, i.ID); err != nil || v.Can.May(policy.AssessIncident) {
			t.Errorf("whoever reported reads it, and does not assess: %v", err)
		}
		_, err := h.svc.Measure(ctx, h.elin, key(i), "Gjort.")
		h.refused(err, fault.NotFound, "whoever reported assesses")
		colleague := h.hire("nora", h.board, policy.Caseworker)
		_, err = h.svc.Open(ctx, colleague, i.ID)
		h.refused(err, fault.NotFound, "a colleague reads it")
		for _, a := range []policy.Actor{h.maja, h.ann, h.ture, {ID: "x", Roles: []policy.Role{policy.Jobseeker}}} {
			_, err = h.svc.Open(ctx, a, i.ID)
			h.refused(err, fault.NotFound, a.Name+" reads it")
			_, err = h.svc.Annul(ctx, a, key(i), "Nej.")
			h.refused(err, fault.NotFound, a.Name+" annuls it")
			if list, err := h.svc.List(ctx, h.DB, a, incident.Filter{}); err != nil || len(list) != 0 {
				t.Errorf("%s lists %d, %v", a.Name, len(list), err)
			}
		}
		if list, err := h.svc.List(ctx, h.DB, colleague, incident.Filter{}); err != nil || len(list) != 0 {
			t.Errorf("a colleague lists %d, %v", len(list), err)
		}
		_, err = h.svc.Report(ctx, policy.Actor{ID: "x", Roles: []policy.Role{policy.Jobseeker}}, h.letter())
		h.refused(err, fault.NotFound, "a job seeker reports")
	})
}

func TestWhatIsRefused(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		for what, c := range map[string]struct {
			change func(in *incident.Input)
			field  string
		}{
			"no sort":            {func(in *incident.Input) { in.Sort = "" }, "kind"},
			"no words":           {func(in *incident.Input) { in.Text = " " }, "text"},
			"a personal number":  {func(in *incident.Input) { in.Text = "Brev till 19920101-2383" }, "text"},
			"ahead":              {func(in *incident.Input) { in.Discovered = h.Clock.Now().Add(time.Hour) }, "day"},
			"long ago":           {func(in *incident.Input) { in.Discovered = h.Clock.Now().AddDate(-2, 0, 0) }, "day"},
			"nobody":             {func(in *incident.Input) { in.Categories = nil }, "categories"},
			"the own authority":  {func(in *incident.Input) { in.Concerned = []string{h.board} }, "concerned"},
			"nobody's authority": {func(in *incident.Input) { in.Concerned = []string{"x"} }, "concerned"},
		} {
			in := h.letter()
			c.change(&in)
			_, err := h.svc.Report(ctx, h.elin, in)
			if h.refused(err, fault.Invalid, what); fields(err) != c.field {
				t.Errorf("%s names %q, not %q", what, fields(err), c.field)
			}
		}
		i := h.report(directory.PES)
		_, err := h.svc.TellParty(ctx, h.gun, key(i), directory.PES, "Det gäller 19920101-2383.")
		if h.refused(err, fault.Invalid, "a personal number to another authority"); fields(err) != "text" {
			t.Errorf("named %q", fields(err))
		}
		_, err = h.svc.TellParty(ctx, h.gun, key(i), h.elsewhere, "Ett brev hamnade fel.")
		h.refused(err, fault.Invalid, "an authority that is not concerned")
		_, err = h.svc.Supervise(ctx, h.gun, key(i), incident.Supervision{Notified: incident.No})
		if h.refused(err, fault.Invalid, "not notified without a reason"); fields(err) != "why" {
			t.Errorf("named %q", fields(err))
		}
		h.Clock.Advance(80 * time.Hour)
		_, err = h.svc.Supervise(ctx, h.gun, key(i), incident.Supervision{Notified: incident.Yes, At: h.Clock.Now()})
		if h.refused(err, fault.Invalid, "notified late without a reason"); fields(err) != "why" {
			t.Errorf("named %q", fields(err))
		}
		_, err = h.svc.Inform(ctx, h.gun, key(i), incident.Information{Told: incident.No})
		h.refused(err, fault.Invalid, "persons not told without a reason")
		_, err = h.svc.Measure(ctx, h.gun, incident.Key{ID: i.ID, Version: i.Version + 7}, "Gjort.")
		h.refused(err, fault.Conflict, "another version")
		in := h.letter()
		in.Sort, in.Categories = incident.Security, nil
		none, err := h.svc.Report(ctx, h.elin, in)
		h.must(err)
		_, err = h.svc.Supervise(ctx, h.gun, key(none), incident.Supervision{Notified: incident.No, Why: "Nej."})
		h.refused(err, fault.Conflict, "article 33 of what is no breach")
		_, err = h.svc.Close(ctx, h.gun, key(none), "Vi bytte lås.")
		h.must(err)
	})
}

func TestTheClockReminds(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		i := h.report(directory.PES)
		h.notices = nil
		said := func() int {
			h.notices = nil
			h.must(h.svc.Tend(ctx))
			h.must(h.svc.Tend(ctx)) // again, nothing twice
			return len(h.notices)
		}
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{10, 0}, {18, 1}, {24, 1}, {30, 0}, {48, 1}, {72, 1}, {200, 0}} { // hours from the discovery
			h.Clock.Set(i.DiscoveredAt.Add(step.after * time.Hour))
			if got := said(); got != step.want {
				t.Errorf("after %d hours %d notices, not %d: %+v", step.after, got, step.want, h.notices)
			}
		}
	})
}

// What is due is the first of what is not done yet.
func TestDueIsTheFirst(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		i := h.report(directory.PES, h.elsewhere)
		for _, a := range []string{directory.PES, h.elsewhere} {
			if !i.Due.Equal(i.DiscoveredAt.Add(24 * time.Hour)) {
				t.Errorf("due %s before %s is told", i.Due, a)
			}
			var err error
			i, err = h.svc.TellParty(ctx, h.gun, key(i), a, "Ett brev hamnade fel.")
			h.must(err)
		}
		if !i.Due.Equal(i.DiscoveredAt.Add(72 * time.Hour)) {
			t.Errorf("due %s when all are told", i.Due)
		}
		i, err := h.svc.Supervise(ctx, h.gun, key(i), incident.Supervision{Notified: incident.No, Why: "Ingen risk."})
		h.must(err)
		if !i.Due.IsZero() || calendar.DateOf(i.Order.Time).Year < 9000 {
			t.Errorf("nothing is due: %+v", i)
		}
	})
}
