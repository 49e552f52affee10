package statutory_test

import (
	"slices"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/statutory"
)

// The life of a notice: sent on the duty, seen by the unit without the person, received and read by one, acted on in time.
func TestLifeOfANotice(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		n := h.send()
		if n.State != statutory.Sent || n.Receiver != directory.PES || n.Ground != law.AdultEducationDuty || !strings.Contains(n.Citation, "2000:625") || n.SentLate() {
			h.t.Fatalf("%+v", n)
		}
		if want := calendar.NewDate(2026, 3, 6).End(); !n.SendDue.Equal(want) {
			h.t.Errorf("an event on Sunday 1 March is told by %v, not %v", want, n.SendDue)
		}
		v, err := h.svc.Get(ctx, h.DB, h.eva, n.ID)
		must(h.t, err)
		if v.Reads || v.Due.IsZero() || !slices.Equal(v.Acts, []statutory.Act{statutory.Take, statutory.Move}) {
			h.t.Errorf("the unit sees that there is one and when it is due, and can take it: %+v %v", v.Acts, v.Reads)
		}
		if seen, err := h.svc.Look(ctx, h.eva, n.ID); err != nil || len(seen.Parts) != 0 {
			h.t.Errorf("who has not taken it sees nothing of what it says: %v %v", seen.Parts, err)
		}
		_, err = h.svc.Open(ctx, h.eva, n.ID)
		denied(h.t, err, fault.NotFound, "")

		n = h.take(h.per, n)
		if n.State != statutory.Received || n.ReceivedAt.IsZero() {
			h.t.Fatalf("taken is received: %+v", n)
		}
		_, err = h.svc.Open(ctx, h.eva, n.ID)
		denied(h.t, err, fault.NotFound, "")
		read, err := h.svc.Open(ctx, h.per, n.ID)
		must(h.t, err)
		if body := read.Parts[0].Body; !strings.Contains(body, number) || !strings.Contains(body, course) || !strings.Contains(body, name) || read.Parts[0].Own {
			h.t.Errorf("the one who has taken it reads it: %q", body)
		}
		if line := read.Parts[0].Lines; line[0].Value != number || line[1].Value != name {
			h.t.Errorf("%+v", line)
		}
		h.at(calendar.NewDate(2026, 3, 5), 10)
		n, err = h.svc.Act(ctx, h.per, key(n), statutory.PlanChanged, "Ny planering gjord den 5 mars.")
		must(h.t, err)
		if n.State != statutory.Acted || n.Outcome != statutory.PlanChanged || !n.Due.IsZero() {
			h.t.Fatalf("%+v", n)
		}
		told, err := h.svc.Open(ctx, h.anna, n.ID)
		must(h.t, err)
		if len(told.Parts) != 2 || !strings.Contains(told.Parts[1].Body, "Ny planering") {
			h.t.Errorf("the sender reads what was done: %+v", told.Parts)
		}
		h.kept()
		h.traces(n)
	})
}

// kept asserts the facts of an interruption that was told and acted on in time.
func (h *house) kept() {
	h.t.Helper()
	facts := h.stored()
	if len(facts) != 2 || facts[0].Metric != fact.EducationNotice || facts[1].Metric != fact.InterruptionActed {
		h.t.Fatalf("%+v", facts)
	}
	for i, owes := range []string{h.anna.Authority, directory.PES} {
		if f := facts[i]; f.Authority != owes || f.Closed.After(f.Due.Time) || f.Closed.IsZero() {
			h.t.Errorf("%+v is not kept by %s", f, owes)
		}
	}
}

// traces asserts that each reading is noted, that nothing of the person stands in the trail or in what people and programs
// are told.
func (h *house) traces(n statutory.Notice) {
	h.t.Helper()
	lines, err := db.All[struct {
		Action string `db:"action"`
		Change string `db:"change"`
	}](h.t.Context(), h.DB, `SELECT action, change FROM trail_entry WHERE thing_id = $1`, n.ID)
	must(h.t, err)
	read := 0
	for _, l := range lines {
		if l.Action == string(policy.ReadStatutoryText) {
			read++
		}
		h.bare("the trail", l.Change)
	}
	if read != 2 {
		h.t.Errorf("%d readings are noted, not 2", read)
	}
	for _, each := range h.news {
		h.bare("news", each.Text.Sv+each.Text.En)
	}
	h.bare("webhooks", strings.Join(h.hooks, " "))
	if !slices.Contains(h.hooks, "statutory-notice.act "+h.anna.Authority) || len(h.news) == 0 {
		h.t.Errorf("nobody is told: %v %v", h.hooks, h.news)
	}
}

func (h *house) bare(where, text string) {
	h.t.Helper()
	for _, secret := range []string{number, another, "Testberg", course, "planering gjord"} {
		if strings.Contains(text, secret) {
			h.t.Errorf("%s tells %q: %s", where, secret, text)
		}
	}
}

// Told and acted on too late, both sides are measured as missed, each for its own part; the fact is open from when the notice
// was sent, so that one never acted on is among what was due.
func TestLateIsMeasuredForWhoeverOwedIt(t *testing.T) {
	each(t, func(h *house) {
		h.at(calendar.NewDate(2026, 3, 10), 10)
		n := h.send()
		if !n.SentLate() {
			h.t.Fatalf("sent on the 10th, due on %v", n.SendDue)
		}
		facts := h.stored()
		if f := facts[0]; !f.Closed.After(f.Due.Time) || f.Authority != h.anna.Authority {
			h.t.Errorf("%+v", f)
		}
		if f := facts[1]; !f.Closed.IsZero() || f.Authority != directory.PES || !f.Due.Equal(calendar.NewDate(2026, 3, 18).At(16, 30)) {
			h.t.Errorf("unread, it counts as received on the 11th at eight, and is due on the 18th: %+v", f)
		}
		h.at(calendar.NewDate(2026, 3, 17), 9)
		n = h.take(h.per, n)
		if !n.Due.Equal(calendar.NewDate(2026, 3, 18).At(16, 30)) {
			h.t.Errorf("who opens it late has no more time: %v", n.Due)
		}
		h.at(calendar.NewDate(2026, 3, 20), 9)
		if !n.Late(h.Now()) {
			h.t.Error("it is late")
		}
		_, err := h.svc.Act(h.t.Context(), h.per, key(n), statutory.NothingToDo, "")
		must(h.t, err)
		if f := h.stored()[1]; !f.Closed.After(f.Due.Time) || f.Outcome != string(statutory.NothingToDo) {
			h.t.Errorf("%+v", f)
		}
	})
}

// While the receiver waits for more, its time stands still; then it goes on with what was left.
func TestPauseMovesTheReceiversTime(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		n := h.take(h.per, h.send())
		due := n.Due
		n, err := h.svc.AskMore(ctx, h.per, key(n), "Vilken kurs avbröts?")
		must(h.t, err)
		if n.State != statutory.Paused || !n.Due.IsZero() {
			h.t.Fatalf("%+v", n)
		}
		_, err = h.svc.GiveMore(ctx, h.bo, key(n), "Delkurs 2.")
		denied(h.t, err, fault.Denied, "") // Bo sees that there is one, and does not handle it
		h.at(calendar.NewDate(2026, 3, 4), 9)
		n, err = h.svc.GiveMore(ctx, h.anna, key(n), "Delkurs 2.")
		must(h.t, err)
		if n.State != statutory.Received || !n.Due.After(due.Time) {
			h.t.Errorf("due %v, was %v", n.Due, due)
		}
		_, err = h.svc.GiveMore(ctx, h.anna, key(n), "Och mer.")
		denied(h.t, err, fault.Conflict, "")
	})
}

// What is not for the receiver goes back to the sender, whose duty it is; nobody passes the person on to a third.
func TestReturnedAndWithdrawnDoNotCount(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		n := h.take(h.per, h.send())
		_, err := h.svc.Return(ctx, h.per, key(n), " ")
		denied(h.t, err, fault.Invalid, "text")
		n, err = h.svc.Return(ctx, h.per, key(n), "Personen har inget ärende hos oss.")
		must(h.t, err)
		if n.State != statutory.Returned || n.Outcome != statutory.NotForUs || h.stored()[1].Outcome != fact.Withdrawn {
			h.t.Fatalf("%+v %+v", n, h.stored())
		}
		if list, err := h.svc.List(ctx, h.DB, h.anna, statutory.Filter{Turn: true}); err != nil || len(list) != 1 {
			h.t.Errorf("it is the sender's turn: %v %v", list, err)
		}
		_, err = h.svc.Act(ctx, h.per, key(n), statutory.NothingToDo, "")
		denied(h.t, err, fault.Conflict, "")
		n, err = h.svc.Close(ctx, h.anna, key(n))
		must(h.t, err)
		if n.State != statutory.Closed {
			h.t.Error(n.State)
		}

		in := h.interruption()
		in.Number = another
		n, err = h.svc.Send(ctx, h.anna, in)
		must(h.t, err)
		_, err = h.svc.Withdraw(ctx, h.anna, key(n), "Skickad om fel person.")
		must(h.t, err)
		for _, f := range h.stored()[1:] {
			if f.Outcome != fact.Withdrawn && f.Metric == fact.InterruptionActed {
				h.t.Errorf("%+v", f)
			}
		}
	})
}

// Another authority's people, other roles and the agency's people before anything is theirs see nothing at all.
func TestNobodyElseSeesANotice(t *testing.T) {
	each(t, func(h *house) {
		n := h.take(h.per, h.send())
		h.hidden(h.cia, n)
		for _, role := range []policy.Role{policy.Coordinator, policy.Analyst, policy.Reviewer, policy.LocalAdmin, policy.LogAuditor, policy.InstallationAdmin, policy.HeadOffice, policy.Jobseeker, policy.Signatory} {
			h.hidden(policy.Actor{ID: "somebody", Authority: directory.PES, Roles: []policy.Role{role}}, n)
			h.hidden(policy.Actor{ID: "somebody", Authority: h.anna.Authority, Roles: []policy.Role{role}}, n)
		}
		_, err := h.svc.Act(h.t.Context(), h.eva, key(n), statutory.NothingToDo, "")
		denied(h.t, err, fault.Denied, "")
		_, err = h.svc.Withdraw(h.t.Context(), h.per, key(n), "fel")
		denied(h.t, err, fault.Conflict, "")
	})
}

// A type is given by the side whose duty it is, of an event on a day on which it holds, and carries what it may and no more.
func TestWhatCannotBeSent(t *testing.T) {
	each(t, func(h *house) {
		change := func(fn func(*statutory.Input)) statutory.Input {
			in := h.interruption()
			fn(&in)
			return in
		}
		for what, c := range map[string]struct {
			who   policy.Actor
			in    statutory.Input
			kind  fault.Kind
			field string
		}{
			"the agency gives no notice of what adult education holds": {h.per, h.interruption(), fault.Denied, ""},
			"a board without adult education neither":                  {h.cia, h.interruption(), fault.Denied, ""},
			"a board does not give the agency's":                       {h.anna, change(func(in *statutory.Input) { in.Type = law.StudiesPlanned }), fault.Denied, ""},
			"no such type":                                             {h.anna, change(func(in *statutory.Input) { in.Type = "whim" }), fault.Invalid, "type"},
			"before the duty":                                          {h.anna, change(func(in *statutory.Input) { in.Happened = calendar.NewDate(2026, 2, 28) }), fault.Invalid, "happened"},
			"before it has happened":                                   {h.anna, change(func(in *statutory.Input) { in.Happened = calendar.NewDate(2026, 3, 3) }), fault.Invalid, "happened"},
			"no day":                                                   {h.anna, change(func(in *statutory.Input) { in.Happened = calendar.Date{} }), fault.Invalid, "happened"},
			"not certified":                                            {h.anna, change(func(in *statutory.Input) { in.Certified = false }), fault.Invalid, "certified"},
			"no number":                                                {h.anna, change(func(in *statutory.Input) { in.Number = "" }), fault.Invalid, "number"},
			"a wrong number":                                           {h.anna, change(func(in *statutory.Input) { in.Number = "199201012384" }), fault.Invalid, "number"},
			"a fact that the type does not carry":                      {h.anna, change(func(in *statutory.Input) { in.Facts["diagnosis"] = "x" }), fault.Invalid, "fact-diagnosis"},
			"a fact that is needed":                                    {h.anna, change(func(in *statutory.Input) { delete(in.Facts, "education") }), fault.Invalid, "fact-education"},
			"another person's number":                                  {h.anna, change(func(in *statutory.Input) { in.Facts["education"] = "med " + another }), fault.Invalid, "fact-education"},
			"too much":                                                 {h.anna, change(func(in *statutory.Input) { in.Facts["education"] = strings.Repeat("å", 201) }), fault.Invalid, "fact-education"},
			"no per cent":                                              {h.anna, change(func(in *statutory.Input) { in.Facts["extent"] = "110" }), fault.Invalid, "fact-extent"},
			"switched off":                                             {h.anna, change(func(in *statutory.Input) { in.Type = law.ActivityMayBeSubject }), fault.Invalid, "type"},
		} {
			_, err := h.svc.Send(h.t.Context(), c.who, c.in)
			if !fault.Is(err, c.kind) {
				h.t.Errorf("%s: %v %v", what, err, fault.ProblemsOf(err))
				continue
			}
			if c.field != "" {
				denied(h.t, err, c.kind, c.field)
			}
			if _, again := h.svc.Checked(h.t.Context(), c.who, c.in); !fault.Is(again, c.kind) {
				h.t.Errorf("%s: the review says %v", what, again)
			}
		}
		for _, role := range []policy.Role{policy.Coordinator, policy.Reviewer, policy.InstallationAdmin, policy.Jobseeker} {
			a := h.anna
			a.Roles = []policy.Role{role}
			if _, err := h.svc.Send(h.t.Context(), a, h.interruption()); !fault.Is(err, fault.Denied) {
				h.t.Errorf("%s sends: %v", role, err)
			}
		}
		if n, err := db.One[int64](h.t.Context(), h.DB, `SELECT COUNT(*) FROM exchange_message`); err != nil || n != 0 {
			h.t.Errorf("%d messages were sent: %v", n, err)
		}
	})
}

// A proposed type is offered to nobody until the installation says from which day it holds and which statute says so.
func TestSwitchOfAProposedType(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		offered := func(a policy.Actor) (ids []law.NoticeID) {
			list, err := statutory.Offered(ctx, h.DB, a)
			must(h.t, err)
			for _, t := range list {
				ids = append(ids, t.ID)
			}
			return ids
		}
		h.at(calendar.NewDate(2026, 8, 3), 9)
		for _, a := range []policy.Actor{h.anna, h.per} {
			if slices.ContainsFunc(offered(a), func(id law.NoticeID) bool { return strings.HasPrefix(string(id), "activity-") }) {
				h.t.Errorf("%s is offered a type that does not hold: %v", a.ID, offered(a))
			}
		}
		from := calendar.NewDate(2026, 8, 1)
		for _, a := range []policy.Actor{h.anna, h.per, {ID: "x", Authority: directory.PES, Roles: []policy.Role{policy.HeadOffice}}} {
			denied(h.t, h.svc.SetSwitch(ctx, a, law.ActivityMayBeSubject, from, "lag (2026:1)"), fault.Denied, "")
		}
		denied(h.t, h.svc.SetSwitch(ctx, h.ingrid, law.EducationInterrupted, from, "lag"), fault.Invalid, "type")
		denied(h.t, h.svc.SetSwitch(ctx, h.ingrid, law.ActivityMayBeSubject, calendar.NewDate(2026, 6, 30), "lag"), fault.Invalid, "applies")
		denied(h.t, h.svc.SetSwitch(ctx, h.ingrid, law.ActivityMayBeSubject, from, " "), fault.Invalid, "citation")
		denied(h.t, h.svc.SetSwitch(ctx, h.ingrid, "whim", from, "lag"), fault.NotFound, "")
		must(h.t, h.svc.SetSwitch(ctx, h.ingrid, law.ActivityMayBeSubject, from, "lag (2026:1) 3 § (Demo)"))
		if !slices.Contains(offered(h.anna), law.ActivityMayBeSubject) || slices.Contains(offered(h.per), law.ActivityMayBeSubject) {
			h.t.Errorf("%v %v", offered(h.anna), offered(h.per))
		}
		in := statutory.Input{Type: law.ActivityMayBeSubject, Municipality: "2085", Happened: calendar.NewDate(2026, 7, 31), Number: number, Certified: true}
		_, err := h.svc.Send(ctx, h.anna, in)
		denied(h.t, err, fault.Invalid, "happened")
		in.Happened = from
		n, err := h.svc.Send(ctx, h.anna, in)
		must(h.t, err)
		if n.Citation != "lag (2026:1) 3 § (Demo)" || n.Ground != law.OtherDuty {
			h.t.Errorf("%+v", n)
		}
		if f := h.stored(); len(f) != 2 || f[0].Metric != fact.ActivityNotice || f[1].Metric != fact.ActivityNoticeActed || f[0].Closed.After(f[0].Due.Time) {
			h.t.Errorf("%+v", f)
		}
		must(h.t, h.svc.SetSwitch(ctx, h.ingrid, law.ActivityMayBeSubject, calendar.Date{}, ""))
		if slices.Contains(offered(h.anna), law.ActivityMayBeSubject) {
			h.t.Error("it is switched off")
		}
		in.Number = another
		_, err = h.svc.Send(ctx, h.anna, in)
		denied(h.t, err, fault.Invalid, "type")
		n = h.take(h.per, n) // what was sent meanwhile is acted on as before
		_, err = h.svc.Act(ctx, h.per, key(n), statutory.Examined, "")
		must(h.t, err)
	})
}

// Nobody writes about somebody whom the own register has as protected, and the sender's form says where to telephone.
func TestProtectedPersonIsNotSentInText(t *testing.T) {
	each(t, func(h *house) {
		h.protect(h.anna.Authority, number)
		_, err := h.svc.Send(h.t.Context(), h.anna, h.interruption())
		denied(h.t, err, fault.Invalid, "certified")
		if n, err := db.One[int64](h.t.Context(), h.DB, `SELECT COUNT(*) FROM statutory_notice`); err != nil || n != 0 {
			h.t.Errorf("%d notices: %v", n, err)
		}
		if n, err := db.One[int64](h.t.Context(), h.DB, `SELECT COUNT(*) FROM trail_entry WHERE action = $1 AND actor_id = $2`, string(person.ActionStopped), h.anna.ID); err != nil || n != 1 {
			h.t.Errorf("that it was stopped is noted %d times, %v", n, err)
		}
	})
}

// One whom the receiver's register has as protected is seen there by the one named for that person and by no others,
// neither in lists, counts, news nor by programs; the sender notices nothing.
func TestProtectedAtTheReceiverIsForTheNamedAlone(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p := h.protect(directory.PES, number, "vera")
		n := h.send()
		if n.State != statutory.Sent {
			h.t.Fatalf("the sender notices: %+v", n)
		}
		h.hidden(h.per, n)
		for _, hook := range h.hooks {
			if strings.HasSuffix(hook, " "+directory.PES) {
				h.t.Errorf("a program of the agency's is told: %s", hook)
			}
		}
		for _, each := range h.news {
			if len(each.Accounts) != 1 || each.Accounts[0] != "vera" {
				h.t.Errorf("%v are told", each.Accounts)
			}
		}
		other := h.vera
		other.ID = "other" // cleared, and not named for this person
		h.employ(other)
		_, err := h.svc.Take(ctx, other, key(n))
		denied(h.t, err, fault.NotFound, "")
		n = h.take(h.vera, n)
		h.hidden(h.per, n)
		h.hidden(other, n)
		if _, err := h.svc.Open(ctx, h.vera, n.ID); err != nil {
			h.t.Error(err)
		}
		_, err = h.svc.Act(ctx, h.vera, key(n), statutory.Contacted, "Vi har ringt.")
		denied(h.t, err, fault.Invalid, "text")
		_, err = h.svc.Act(ctx, h.vera, key(n), statutory.Contacted, "")
		must(h.t, err)
		_ = p
	})
}

// Who saw an older version is told so; a notice given to a colleague is read by that one alone.
func TestVersionsAreHeld(t *testing.T) {
	each(t, func(h *house) {
		n := h.send()
		h.take(h.per, n)
		_, err := h.svc.Take(h.t.Context(), h.eva, key(n)) // as she saw it before Per took it
		denied(h.t, err, fault.Conflict, "")
		n, err = h.svc.Give(h.t.Context(), h.eva, statutory.Key{ID: n.ID}, "eva")
		must(h.t, err)
		if _, err := h.svc.Open(h.t.Context(), h.per, n.ID); !fault.Is(err, fault.NotFound) {
			h.t.Errorf("Per has given it away and reads it: %v", err)
		}
		_, err = h.svc.Give(h.t.Context(), h.eva, key(n), "anna")
		denied(h.t, err, fault.Invalid, "account")
	})
}

// The clock reminds once, a working day ahead, whoever has it.
func TestTheClockRemindsOnce(t *testing.T) {
	each(t, func(h *house) {
		n := h.take(h.per, h.send())
		h.news = nil
		must(h.t, h.svc.Tend(h.t.Context()))
		if len(h.news) != 0 {
			h.t.Errorf("too early: %v", h.news)
		}
		h.Clock.Set(calendar.AddWorkingDays(calendar.DateOf(n.Due.Time), -1).At(9, 0))
		must(h.t, h.svc.Tend(h.t.Context()))
		must(h.t, h.svc.Tend(h.t.Context()))
		if len(h.news) != 1 || h.news[0].Kind != statutory.NewsDue || !slices.Equal(h.news[0].Accounts, []string{"per"}) {
			h.t.Errorf("%+v", h.news)
		}
	})
}
