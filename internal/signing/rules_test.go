package signing_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/signing"
)

var monday = calendar.NewDate(2026, time.March, 2)

func slot(id string, group int64, authority, account string, capacity signing.Capacity) signing.Slot {
	return signing.Slot{ID: id, Group: group, Authority: authority, Account: account, Name: account, Capacity: capacity, State: signing.Waiting,
		Decision: "AMN § 88", Decided: monday, Ground: "4.2", RegistryNumber: "AMN 2026/17"}
}

func round(slots ...signing.Slot) signing.Round {
	return signing.Round{ID: "r", Digest: "abc", Text: 2, State: signing.Open, Slots: slots}
}

func TestWhoMaySign(t *testing.T) {
	first, second := slot("1", 1, "board", "karin", signing.Administrative), slot("2", 2, "af", "per", signing.Administrative)
	bare := slot("3", 1, "board", "lars", signing.Political)
	bare.Ground = " "
	signed := first
	signed.State = signing.Signed
	over := round(first)
	over.State, over.Reason = signing.Refused, "fel nämnd"
	for _, c := range []struct {
		name  string
		round signing.Round
		slot  signing.Slot
		with  signing.Signature
		want  fault.Kind
	}{
		{"the one whose turn it is", round(first, second), first, signing.Signature{Account: "karin", Digest: "abc"}, ""},
		{"the next group too early", round(first, second), second, signing.Signature{Account: "per", Digest: "abc"}, fault.Conflict},
		{"the next group in its time", round(signed, second), second, signing.Signature{Account: "per", Digest: "abc"}, ""},
		{"another text", round(first), first, signing.Signature{Account: "karin", Digest: "old"}, fault.Conflict},
		{"somebody else", round(first), first, signing.Signature{Account: "anna", Digest: "abc"}, fault.Denied},
		{"nobody", round(slot("4", 1, "board", "", signing.Political)), slot("4", 1, "board", "", signing.Political), signing.Signature{Digest: "abc"}, fault.Denied},
		{"twice", round(signed), signed, signing.Signature{Account: "karin", Digest: "abc"}, fault.Conflict},
		{"without a ground", round(bare), bare, signing.Signature{Account: "lars", Digest: "abc"}, fault.Invalid},
		{"after a refusal", over, first, signing.Signature{Account: "karin", Digest: "abc"}, fault.Conflict},
	} {
		if err := c.round.MaySign(c.slot, c.with, monday); (err == nil) != (c.want == "") || err != nil && fault.KindOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestADelegationOfTomorrowIsNone(t *testing.T) {
	d := slot("1", 1, "board", "karin", signing.Political).Delegation()
	d.Decided = monday.AddDays(1)
	if err := d.Check(monday); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
}

// Whatever the groups, signing always in turn ends with nobody left, and nobody out of turn gets through.
func TestSigningInTurnEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var slots []signing.Slot
		for i := range rapid.IntRange(1, 6).Draw(t, "slots") {
			id := string(rune('a' + i))
			slots = append(slots, slot(id, int64(rapid.IntRange(1, 3).Draw(t, "group")), "p"+id, id, signing.Political))
		}
		r := round(slots...)
		for n := len(r.Left()); n > 0; n-- {
			i := rapid.IntRange(0, len(r.Slots)-1).Draw(t, "who")
			for r.MaySign(r.Slots[i], signing.Signature{Account: r.Slots[i].Account, Digest: "abc"}, monday) != nil {
				i = (i + 1) % len(r.Slots)
			}
			for _, s := range r.Left() {
				if s.Group < r.Slots[i].Group {
					t.Fatalf("%s signed before %s", r.Slots[i].ID, s.ID)
				}
			}
			r.Slots[i].State = signing.Signed
		}
		if r.Step() != 0 {
			t.Fatal("somebody is left")
		}
	})
}

func TestReminders(t *testing.T) {
	for _, c := range []struct {
		working, given, want int
	}{{0, 0, 0}, {1, 0, 0}, {2, 0, 2}, {4, 2, 0}, {5, 2, 5}, {9, 0, 5}, {10, 5, 10}, {40, 10, 0}} {
		if got := signing.ReminderDue(monday, calendar.AddWorkingDays(monday, c.working), c.given); got != c.want {
			t.Errorf("after %d working days, %d given: %d, want %d", c.working, c.given, got, c.want)
		}
	}
}

func TestSlotsOfARound(t *testing.T) {
	a, b := slot("1", 1, "board", "karin", signing.Administrative), slot("2", 1, "af", "per", signing.Administrative)
	twice, same := b, a
	twice.Account = "karin"
	same.Account = "lars"
	for name, c := range map[string]struct {
		slots []signing.Slot
		ok    bool
	}{
		"one each":               {[]signing.Slot{a, b}, true},
		"a party without":        {[]signing.Slot{a}, false},
		"a stranger":             {[]signing.Slot{a, b, slot("3", 1, "other", "x", signing.Political)}, false},
		"one person twice":       {[]signing.Slot{a, twice}, false},
		"two of one capacity":    {[]signing.Slot{a, b, same}, false},
		"a capacity of no kind":  {[]signing.Slot{a, b, slot("3", 1, "af", "y", "royal")}, false},
		"political beside it":    {[]signing.Slot{a, b, slot("3", 1, "af", "y", signing.Political)}, true},
		"two papers, no account": {[]signing.Slot{slot("1", 1, "board", "", signing.Political), slot("2", 1, "af", "", signing.Political)}, true},
	} {
		if err := signing.CheckSlots([]string{"board", "af"}, c.slots, negotiation.Requirement{Signatures: negotiation.NoSignatures}); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the table of changes asks for is what a round holds: each party signs in each capacity, by two or by one whose
// delegation covers both.
func TestARoundHoldsTheSignaturesThatTheChangeNeeds(t *testing.T) {
	a, b := slot("1", 1, "board", "karin", signing.Administrative), slot("2", 1, "af", "per", signing.Administrative)
	pa, pb := slot("3", 1, "board", "lars", signing.Political), slot("4", 1, "af", "karl", signing.Political)
	whole := b
	whole.Both = true
	for name, c := range map[string]struct {
		needs   negotiation.Signatures
		slots   []signing.Slot
		missing []string
	}{
		"both, by four":                    {negotiation.Both, []signing.Slot{a, pa, b, pb}, nil},
		"both, one party by one":           {negotiation.Both, []signing.Slot{a, pa, b}, []string{"seat:af:political"}},
		"both, one party politically":      {negotiation.Both, []signing.Slot{pa, b, pb}, []string{"seat:board:administrative"}},
		"both, one on a whole delegation":  {negotiation.Both, []signing.Slot{a, pa, whole}, nil},
		"both, the other party not at all": {negotiation.Both, []signing.Slot{a, pa}, []string{"seat:af:administrative", "seat:af:political"}},
		"a whole delegation and one more":  {negotiation.Both, []signing.Slot{a, pa, whole, pb}, []string{"seat:af:political"}},
		"administrative":                   {negotiation.Administrative, []signing.Slot{a, b}, nil},
		"administrative, and more":         {negotiation.Administrative, []signing.Slot{a, pa, b}, nil},
		"administrative, only politically": {negotiation.Administrative, []signing.Slot{pa, b}, []string{"seat:board:administrative"}},
		"none, anybody of each":            {negotiation.NoSignatures, []signing.Slot{pa, b}, nil},
	} {
		err := signing.CheckSlots([]string{"board", "af"}, c.slots, negotiation.Requirement{Signatures: c.needs, Why: language.T("Därför.", "Therefore.")})
		var fields []string
		for _, p := range fault.ProblemsOf(err) {
			fields = append(fields, p.Field)
			if !strings.Contains(p.Text.Sv, "Välj") && !strings.Contains(p.Text.Sv, "Lämna") {
				t.Errorf("%s: %q says no remedy", name, p.Text.Sv)
			}
		}
		if !slices.Equal(fields, c.missing) {
			t.Errorf("%s: %v, want %v", name, fields, c.missing)
		}
	}
}
