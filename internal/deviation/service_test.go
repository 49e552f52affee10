package deviation_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// TestADeviationIsSolvedOnTheLowestLevel follows one from the report until it has helped.
func TestADeviationIsSolvedOnTheLowestLevel(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d := h.expect(h.report(), nil, "reported 1 1")
		if d.Asked != directory.PES || d.Agreement != h.agreement.ID || d.Clause != "" {
			t.Errorf("it went to %s under %s § %s", d.Asked, d.Agreement, d.Clause)
		}
		if len(h.news) != 1 || len(h.news[0].Accounts) != 1 || h.news[0].Accounts[0] != h.per.ID {
			t.Errorf("told %+v", h.news)
		}
		h.facts(fact.DeviationAcknowledged, "2026-03-03 16.30")
		h.facts(fact.DeviationResolvedLocally, "2026-03-16 16.30")
		h.facts(fact.EscalatedWhenDue, "2026-03-10 00.00")

		h.to("2026-03-03 10.00")
		d = h.expect2(h.svc.Acknowledge(ctx, h.maja, h.key(d)))("acknowledged 1 1")
		if d.Handler != h.maja.ID || !d.AckDue.IsZero() {
			t.Errorf("handled by %s, acknowledgement due %v", d.Handler, d.AckDue)
		}
		d = h.expect2(h.svc.Analyse(ctx, h.maja, h.key(d), "Frågan låg kvar hos en kollega som var borta."))("analysed 1 1")
		d = h.expect2(h.svc.Decide(ctx, h.maja, h.key(d), deviation.Decision{Text: "Frånvaro läggs in innan ledigheten.", Due: date("2026-03-06")}))("decided 1 1")
		h.to("2026-03-05 15.00")
		d = h.expect2(h.svc.Resolve(ctx, h.maja, h.key(d), deviation.Solution{Text: "Alla i gruppen har lagt in sin ledighet.", Helped: deviation.HelpedYes}))("resolved 1 1")
		h.facts(fact.DeviationAcknowledged, "2026-03-03 16.30 2026-03-03 10.00 responded")
		h.facts(fact.DeviationResolvedLocally, "2026-03-16 16.30 2026-03-05 15.00 resolved")
		h.facts(fact.EscalatedWhenDue, "2026-03-10 00.00 2026-03-05 15.00 withdrawn")
		d = h.expect2(h.svc.Confirm(ctx, h.elin, h.key(d), deviation.HelpedYes))("closed 1 1")
		v, err := h.svc.Get(ctx, h.DB, h.per, d.ID)
		h.must(err)
		if n := len(v.Events); n != 6 {
			t.Errorf("%d events", n)
		}
		h.sums()
	})
}

// expect2 takes what an act gives.
func (h *house) expect2(d deviation.Deviation, err error) func(want string) deviation.Deviation {
	h.t.Helper()
	return func(want string) deviation.Deviation { h.t.Helper(); return h.expect(d, err, want) }
}

// TestTheClockRaises lets the time of each level run out, and the clock look twice each time.
func TestTheClockRaises(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d := h.report()
		tend := func(at, want string) {
			h.t.Helper()
			h.to(at)
			for range 2 {
				h.must(h.svc.Tend(ctx))
			}
			v, err := h.svc.Get(ctx, h.DB, h.per, d.ID)
			h.expect(v.Deviation, err, want)
		}
		tend("2026-03-09 11.00", "reported 1 1")
		news := len(h.news)
		tend("2026-03-09 12.05", "reported 1 1")
		if len(h.news) != news+1 {
			t.Errorf("reminded %d times", len(h.news)-news)
		}
		tend("2026-03-09 16.30", "reported 2 1")
		h.facts(fact.EscalatedWhenDue, "2026-03-10 00.00 2026-03-09 16.30 raised", "2026-03-17 00.00")
		tend("2026-03-16 17.00", "reported 3 1")
		h.facts(fact.DeviationResolvedLocally, "2026-03-16 16.30 2026-03-16 17.00 missed")
		items, err := deviation.Open(ctx, h.DB, h.agreement.ID)
		if h.must(err); len(items) != 1 || items[0].Path != d.Page() {
			t.Errorf("on the agenda: %+v", items)
		}
		// the third level has fifteen working days: Easter is on 5 April
		tend("2026-04-08 16.29", "reported 3 1")
		tend("2026-04-08 16.31", "reported 4 1")
		tend("2027-01-01 12.00", "reported 4 1")
		v, err := h.svc.Get(ctx, h.DB, h.anna, d.ID)
		h.must(err)
		if n := len(v.Events); n != 6 { // reported, raised three times, reminded before the first and the last
			t.Errorf("%d events", n)
		}
		h.facts(fact.EscalatedWhenDue, "2026-03-10 00.00 2026-03-09 16.30 raised", "2026-03-17 00.00 2026-03-16 17.00 raised", "2026-04-09 00.00 2026-04-08 16.31 raised")
		h.sums()
	})
}

// TestAClockThatSlept raises through all levels that have stood their time, and says honestly when it did.
func TestAClockThatSlept(t *testing.T) {
	each(t, func(h *house) {
		d := h.report()
		h.to("2026-03-20 09.00")
		h.must(h.svc.Tend(h.t.Context()))
		v, err := h.svc.Get(h.t.Context(), h.DB, h.per, d.ID)
		h.expect(v.Deviation, err, "reported 3 1")
		h.facts(fact.EscalatedWhenDue, "2026-03-10 00.00 2026-03-20 09.00 raised", "2026-03-17 00.00 2026-03-20 09.00 raised", "2026-04-09 00.00")
		h.sums()
	})
}

func TestTimeStandsStillWhileTheReporterIsWaitedFor(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d := h.report()
		h.to("2026-03-03 09.00")
		d = h.expect2(h.svc.AskMore(ctx, h.per, h.key(d), "Vilken sorts fråga var det?"))("acknowledged 1 1")
		if !d.LevelDue.IsZero() || !d.Waiting {
			t.Errorf("it rises %v", d.LevelDue)
		}
		h.facts(fact.DeviationResolvedLocally, "9999-12-31 00.00")
		h.to("2026-03-12 09.00") // 7 working days later
		h.must(h.svc.Tend(ctx))
		d = h.expect2(h.svc.GiveMore(ctx, h.elin, h.key(d), "En fråga om pågående insats."))("acknowledged 1 1")
		if got := d.LevelDue.In(h.Clock.Now().Location()).Format("2006-01-02"); got != "2026-03-18" {
			t.Errorf("it rises %s", got)
		}
		h.facts(fact.DeviationResolvedLocally, "2026-03-25 16.30")
		h.refusedAct(h.svc.GiveMore(ctx, h.elin, h.key(d), "En gång till."))(fault.Conflict, "given without having been asked")
		h.sums()
	})
}

func (h *house) refusedAct(_ deviation.Deviation, err error) func(kind fault.Kind, what string) {
	h.t.Helper()
	return func(kind fault.Kind, what string) { h.t.Helper(); h.refused(err, kind, what) }
}

// TestBothReadingsStay disputes, answers, and solves it all the same.
func TestBothReadingsStay(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d := h.report()
		d = h.expect2(h.svc.Dispute(ctx, h.per, h.key(d), "Frågan var inte komplett förrän dag fyra."))("disputed 1 1")
		h.refusedAct(h.svc.Answer(ctx, h.per, h.key(d), "Vi svarar oss själva."))(fault.Conflict, "answering oneself")
		h.refusedAct(h.svc.TakeBack(ctx, h.elin, h.key(d)))(fault.Conflict, "taking back the other's")
		d = h.expect2(h.svc.Answer(ctx, h.elin, h.key(d), "Samtycket fanns med från början."))("disputed 1 1")
		d = h.expect2(h.svc.Decide(ctx, h.per, h.key(d), deviation.Decision{Text: "Vi ringer samma dag när något saknas.", Due: date("2026-03-20")}))("decided 1 1")
		v, err := h.svc.Get(ctx, h.DB, h.elin, d.ID)
		h.must(err)
		var said []string
		for _, e := range v.Events {
			said = append(said, e.Said)
		}
		if all := strings.Join(said, "|"); !strings.Contains(all, "dag fyra") || !strings.Contains(all, "från början") {
			t.Errorf("the readings are not kept: %s", all)
		}
		// what both find was none counts nowhere
		none := h.report()
		none = h.expect2(h.svc.Dispute(ctx, h.per, h.key(none), "Det var en annan kommuns fråga."))("disputed 1 1")
		h.expect2(h.svc.Agree(ctx, h.anna, h.key(none), ""))("struck 1 1")
		// what the reporter disputes is looked at anew
		anew := h.report()
		anew = h.expect2(h.svc.Analyse(ctx, h.per, h.key(anew), "Det var semestertider."))("analysed 1 1")
		anew = h.expect2(h.svc.Dispute(ctx, h.anna, h.key(anew), "Det händer varje vecka."))("disputed 1 1")
		h.expect2(h.svc.Agree(ctx, h.maja, h.key(anew), "Det stämmer."))("acknowledged 1 1")
		h.sums()
	})
}

func TestItIsTriedOnceMore(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d := h.report()
		solve := func() {
			h.t.Helper()
			d = h.expect2(h.svc.Resolve(ctx, h.per, h.key(d), deviation.Solution{Cause: "Rutinen var okänd.", Text: "Rutinen är genomgången.", Helped: deviation.HelpedUnknown}))("resolved " + map[bool]string{true: "1 1", false: "2 2"}[d.Round == 1])
		}
		solve()
		h.to("2026-03-09 09.00")
		d = h.expect2(h.svc.Reopen(ctx, h.elin, h.key(d), "Det har hänt igen."))("reported 2 2")
		h.facts(fact.DeviationAcknowledged, "2026-03-03 16.30 2026-03-02 09.00 responded", "2026-03-10 16.30")
		h.facts(fact.DeviationResolvedLocally, "2026-03-16 16.30 2026-03-02 09.00 resolved", "2026-03-23 16.30")
		solve()
		h.refusedAct(h.svc.Reopen(ctx, h.elin, h.key(d), "En tredje gång."))(fault.Conflict, "a third round")
		h.to(d.Closes().AddDays(-1).String() + " 16.00")
		h.must(h.svc.Tend(ctx))
		v, err := h.svc.Get(ctx, h.DB, h.elin, d.ID)
		h.expect(v.Deviation, err, "resolved 2 2")
		h.to(d.Closes().String() + " 09.00")
		h.must(h.svc.Tend(ctx))
		v, err = h.svc.Get(ctx, h.DB, h.elin, d.ID)
		h.expect(v.Deviation, err, "closed 2 2")
		if v.Heard != deviation.HelpedSilent {
			t.Errorf("heard %q", v.Heard)
		}
		h.sums()
	})
}

// TestTakenToTheSteeringGroupEarly is missed, and relieved, when the reporter did it.
func TestTakenToTheSteeringGroupEarly(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d := h.report()
		d = h.expect2(h.svc.Raise(ctx, h.elin, h.key(d), "Det berör alla handläggare."))("reported 2 1")
		h.refusedAct(h.svc.Analyse(ctx, h.per, deviation.Key{ID: d.ID, Version: d.Version - 1}, "För sent."))(fault.Conflict, "a version that is gone")
		h.refusedAct(h.svc.Resolve(ctx, h.maja, h.key(d), deviation.Solution{Cause: "x", Text: "y", Helped: deviation.HelpedYes}))(fault.Denied, "an officer above level 1")
		d = h.expect2(h.svc.Raise(ctx, h.anna, h.key(d), "Vi kommer inte vidare."))("reported 3 1")
		h.facts(fact.DeviationResolvedLocally, "2026-03-16 16.30 2026-03-02 09.00 missed relieved")
		h.facts(fact.EscalatedWhenDue, "2026-03-10 00.00 2026-03-02 09.00 withdrawn", "2026-03-10 00.00 2026-03-02 09.00 withdrawn", "2026-03-24 00.00")
		h.expect2(h.svc.Withdraw(ctx, h.anna, h.key(d), "Det löste sig."))("withdrawn 3 1")
		h.facts(fact.DeviationResolvedLocally, "2026-03-16 16.30 2026-03-02 09.00 withdrawn")
		h.sums()
	})
}

func TestWhatIsRefused(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		for what, c := range map[string]struct {
			change func(in *deviation.Input)
			field  string
		}{
			"a personal number in what happened":    {func(in *deviation.Input) { in.What = "Frågan om 19920101-2383 blev sen." }, "what"},
			"one in what should have":               {func(in *deviation.Input) { in.Expected = "Svar om 920101-2383." }, "expected"},
			"one in the effect":                     {func(in *deviation.Input) { in.EffectText = "199201012383 fick vänta." }, "effectText"},
			"one in the proposal":                   {func(in *deviation.Input) { in.Proposal = "Ring 920101-2383." }, "proposal"},
			"nothing of what happened":              {func(in *deviation.Input) { in.What = "  " }, "what"},
			"more than there is room for":           {func(in *deviation.Input) { in.What = strings.Repeat("å", 2001) }, "what"},
			"no type":                               {func(in *deviation.Input) { in.Type = "blame" }, "type"},
			"no effect":                             {func(in *deviation.Input) { in.Effect = "" }, "effect"},
			"an effect without a word":              {func(in *deviation.Input) { in.EffectText = "" }, "effectText"},
			"tomorrow":                              {func(in *deviation.Input) { in.Happened = date("2026-03-03") }, "happened"},
			"long ago":                              {func(in *deviation.Input) { in.Happened = date("2025-02-28") }, "happened"},
			"a municipality one has no part in":     {func(in *deviation.Input) { in.Municipality = "2080" }, "municipality"},
			"no municipality":                       {func(in *deviation.Input) { in.Municipality = "9999" }, "municipality"},
			"a receiver that is not the other side": {func(in *deviation.Input) { in.Asked = h.elsewhere }, "asked"},
			"a commitment that is not there":        {func(in *deviation.Input) { in.Commitment = "K99.1" }, "commitment"},
		} {
			in := late()
			c.change(&in)
			_, err := h.svc.Report(ctx, h.elin, in)
			h.refused(err, fault.Invalid, what)
			if found := fault.ProblemsOf(err); len(found) != 1 || found[0].Field != c.field {
				t.Errorf("%s: %+v", what, found)
			}
		}
		in := late()
		in.About = ref.To("enquiry", "nothing")
		_, err := h.svc.Report(ctx, h.elin, in)
		h.refused(err, fault.NotFound, "from a question that is not there")
		_, err = h.svc.Report(ctx, policy.Actor{ID: "x", Authority: h.board, Roles: []policy.Role{policy.Controller}}, late())
		h.refused(err, fault.Denied, "a role that may not")

		d := h.report()
		h.refusedAct(h.svc.Acknowledge(ctx, h.elin, h.key(d)))(fault.Conflict, "acknowledging one's own")
		h.refusedAct(h.svc.Confirm(ctx, h.elin, h.key(d), deviation.HelpedYes))(fault.Conflict, "it helped before it was done")
		h.refusedAct(h.svc.Dispute(ctx, h.per, h.key(d), "Gäller 199201012383."))(fault.Invalid, "a personal number in a reading")
		h.refusedAct(h.svc.Raise(ctx, h.elin, h.key(d), " "))(fault.Invalid, "raised without a reason")
		h.refusedAct(h.svc.Resolve(ctx, h.per, h.key(d), deviation.Solution{Text: "Klart.", Helped: deviation.HelpedYes}))(fault.Invalid, "solved without a cause")
		h.refusedAct(h.svc.Resolve(ctx, h.per, h.key(d), deviation.Solution{Cause: "x", Text: "y"}))(fault.Invalid, "solved without whether it helped")
		d = h.expect2(h.svc.Analyse(ctx, h.per, h.key(d), "Det var semestertider."))("analysed 1 1")
		h.refusedAct(h.svc.Decide(ctx, h.per, h.key(d), deviation.Decision{Text: "I går.", Due: date("2026-03-01")}))(fault.Invalid, "to be done yesterday")
		// whoever has no part in it hears that there is none
		for what, err := range map[string]error{
			"read":        second(h.svc.Get(ctx, h.DB, h.other, d.ID)),
			"acknowledge": second(h.svc.Acknowledge(ctx, h.other, h.key(d))),
			"decide":      second(h.svc.Decide(ctx, h.other, h.key(d), deviation.Decision{})),
			"no such":     second(h.svc.Get(ctx, h.DB, h.per, "nothing")),
		} {
			h.refused(err, fault.NotFound, what)
		}
		if list, err := h.svc.List(ctx, h.DB, h.other, deviation.Filter{}); err != nil || len(list) != 0 {
			t.Errorf("another authority's list has %d (%v)", len(list), err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// TestOfTwoOneIsFirst lets two people do what only one can.
func TestOfTwoOneIsFirst(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d := h.report()
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for i, who := range []policy.Actor{h.per, h.maja, h.per, h.maja} {
			wg.Go(func() { _, errs[i] = h.svc.Acknowledge(ctx, who, deviation.Key{ID: d.ID, Version: d.Version}) })
		}
		wg.Wait()
		done := 0
		for _, err := range errs {
			if err == nil {
				done++
			} else if !fault.Is(err, fault.Conflict) {
				t.Errorf("the others: %v", err)
			}
		}
		if done != 1 {
			t.Errorf("%d acknowledged", done)
		}
		if errors.Join(errs...) == nil {
			t.Error("nobody was told to look again")
		}
	})
}

// TestThreeOfAKindAreAnalysed opens one analysis for three in a quarter, and follows it to its end.
func TestThreeOfAKindAreAnalysed(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		find := func(want int) []deviation.Analysis {
			h.t.Helper()
			all, err := h.svc.Analyses(ctx, h.DB, h.anna, deviation.AnalysisFilter{})
			if h.must(err); len(all) != want {
				h.t.Fatalf("%d analyses, want %d", len(all), want)
			}
			return all
		}
		h.report()
		h.report()
		find(0)
		third := h.report()
		a := find(1)[0]
		if a.State != deviation.AnalysisOpen || a.Owner != directory.PES || a.Due != date("2026-06-30") {
			t.Errorf("%+v", a)
		}
		h.facts(fact.RecurringAnalysed, "2026-07-01 00.00")
		h.expect2(h.svc.Withdraw(ctx, h.elin, h.key(third), "Den var med två gånger."))("withdrawn 1 1")
		if a = find(1)[0]; a.State != deviation.AnalysisDropped {
			t.Errorf("with two left it is %s", a.State)
		}
		h.facts(fact.RecurringAnalysed, "2026-07-01 00.00 2026-03-02 09.00 withdrawn")
		h.report()
		h.report()
		a = find(1)[0]
		h.facts(fact.RecurringAnalysed, "2026-07-01 00.00")

		key := deviation.Key{ID: a.ID, Version: a.Version}
		_, err := h.svc.NoteAnalysis(ctx, h.other, key, deviation.Findings{})
		h.refused(err, fault.NotFound, "another authority")
		_, err = h.svc.NoteAnalysis(ctx, h.maja, key, deviation.Findings{})
		h.refused(err, fault.Denied, "an officer")
		_, err = h.svc.NoteAnalysis(ctx, h.per, key, deviation.Findings{Cause: "Det gäller 199201012383.", Measure: "x", Due: date("2026-04-30")})
		h.refused(err, fault.Invalid, "a personal number")
		_, err = h.svc.NoteAnalysis(ctx, h.per, key, deviation.Findings{Cause: "x", Measure: "y", Due: date("2026-04-30"), Owner: h.elsewhere})
		h.refused(err, fault.Invalid, "an owner that is no party")
		_, err = h.svc.FinishAnalysis(ctx, h.per, key, "Klart.")
		h.refused(err, fault.Conflict, "carried out before it was decided")
		h.to("2026-03-20 10.00")
		a, err = h.svc.NoteAnalysis(ctx, h.per, key, deviation.Findings{Cause: "Ingen tar över när någon är borta.", Measure: "Ersättare för alla kontaktvägar.", Due: date("2026-04-30"), Owner: h.board})
		h.must(err)
		h.facts(fact.RecurringAnalysed, "2026-07-01 00.00 2026-03-20 10.00 analysed")
		_, err = h.svc.NoteAnalysis(ctx, h.per, key, deviation.Findings{Cause: "x", Measure: "y", Due: date("2026-04-30")})
		h.refused(err, fault.Conflict, "a version that is gone")
		a, err = h.svc.FinishAnalysis(ctx, h.anna, deviation.Key{ID: a.ID}, "Alla kontaktvägar har ersättare.")
		if h.must(err); a.State != deviation.AnalysisDone || a.Owner != h.board {
			t.Errorf("%+v", a)
		}
		h.sums()
	})
}

// TestWhatTheListHolds reads it page by page, by turn and by what is late.
func TestWhatTheListHolds(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		for range 3 {
			h.report()
		}
		list := func(who policy.Actor, f deviation.Filter) []deviation.Item {
			h.t.Helper()
			all, err := h.svc.List(ctx, h.DB, who, f)
			h.must(err)
			return all
		}
		first := list(h.per, deviation.Filter{Limit: 2})
		rest := list(h.per, deviation.Filter{Limit: 2, After: first[1].Place()})
		if len(first) != 2 || len(rest) != 1 || rest[0].ID == first[0].ID || rest[0].ID == first[1].ID {
			t.Errorf("pages of %d and %d", len(first), len(rest))
		}
		if n := len(list(h.anna, deviation.Filter{Turn: true})); n != 0 {
			t.Errorf("%d wait for the reporter", n)
		}
		h.to("2026-03-04 09.00")
		if n := len(list(h.per, deviation.Filter{Late: true, Turn: true, Level: 1, Type: deviation.AnswerLate, Municipality: "2085", Side: deviation.Asked})); n != 3 {
			t.Errorf("%d are late", n)
		}
		if n := len(list(h.per, deviation.Filter{Unit: "another unit"})); n != 3 { // that no unit has
			t.Errorf("%d are shown to a unit", n)
		}
		n, err := h.svc.Count(ctx, h.DB, h.per)
		if h.must(err); n != (deviation.Counts{Live: 3, Turn: 3, Late: 3}) {
			t.Errorf("%+v", n)
		}
		_, err = h.svc.List(ctx, h.DB, h.per, deviation.Filter{After: []string{"x"}})
		h.refused(err, fault.Invalid, "a place that cannot be read")
		if list(h.maja, deviation.Filter{Box: deviation.Over}) != nil {
			t.Error("what is over holds what is not")
		}
	})
}

// TestAnAnalysisIsRemindedOfBeforeItsDay once, those who own it; and once more of the day of its measure.
func TestAnAnalysisIsRemindedOfBeforeItsDay(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		for range 3 {
			h.report()
		}
		all, err := h.svc.Analyses(ctx, h.DB, h.per, deviation.AnalysisFilter{})
		h.must(err)
		reminded := func(day string, want int) {
			h.t.Helper()
			h.to(day + " 10.00")
			h.must(h.svc.Tend(ctx))
			n := 0
			for _, news := range h.news {
				if news.Kind == deviation.NewsDue && news.Thing == all[0].Ref() {
					n++
				}
			}
			if n != want {
				h.t.Errorf("on %s it was reminded of %d times, not %d", day, n, want)
			}
		}
		reminded("2026-05-29", 0)
		reminded("2026-06-18", 1)
		reminded("2026-06-22", 1)
		last := h.news[len(h.news)-1]
		if last.Text.Sv == "" || len(last.Accounts) == 0 {
			h.t.Errorf("%+v", last)
		}
		_, err = h.svc.NoteAnalysis(ctx, h.per, deviation.Key{ID: all[0].ID}, deviation.Findings{Cause: "Ingen tar över.", Measure: "Ersättare.", Due: date("2026-09-30")})
		h.must(err)
		reminded("2026-07-01", 1)
		reminded("2026-09-25", 2)
		reminded("2026-10-05", 2) // late: it stands as that on the page
	})
}

// TestAnalysesComeInPages that continue where the page before ended, those to be written first.
func TestAnalysesComeInPages(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		for range 3 {
			h.report()
		}
		h.to("2026-04-07 09.00") // another quarter
		for range 3 {
			h.report()
		}
		page := func(after []string) []deviation.Analysis {
			h.t.Helper()
			found, err := h.svc.Analyses(ctx, h.DB, h.anna, deviation.AnalysisFilter{Limit: 1, After: after})
			h.must(err)
			return found
		}
		first := page(nil)
		second := page(first[0].Place())
		if len(second) != 1 || second[0].ID == first[0].ID || second[0].Due.Before(first[0].Due) || len(page(second[0].Place())) != 0 {
			t.Errorf("%+v, then %+v", first, second)
		}
		_, err := h.svc.NoteAnalysis(ctx, h.per, deviation.Key{ID: first[0].ID}, deviation.Findings{Cause: "x", Measure: "y", Due: date("2026-04-30")})
		h.must(err)
		if again := page(nil); again[0].ID != second[0].ID || page(again[0].Place())[0].ID != first[0].ID {
			t.Error("what is written stands before what is not")
		}
		n, err := h.svc.CountAnalyses(ctx, h.DB, h.anna, deviation.AnalysisFilter{})
		if h.must(err); n != (deviation.AnalysisCounts{All: 2, Waiting: 2}) {
			t.Errorf("%+v", n)
		}
		for _, after := range [][]string{{"x"}, {"1", "x", "y"}, {"x", "2026-06-30", "y"}} {
			_, err = h.svc.Analyses(ctx, h.DB, h.anna, deviation.AnalysisFilter{After: after})
			h.refused(err, fault.Invalid, "a place that cannot be read")
		}
	})
}
