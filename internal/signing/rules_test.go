package signing_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
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
		if err := signing.CheckSlots([]string{"board", "af"}, c.slots); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
