package accesslog

import (
	"slices"
	"testing"
	"time"

	"samsyn/internal/calendar"
)

// all has every rule on, with the usual thresholds.
func all() map[Code]int64 {
	active := map[Code]int64{}
	for _, r := range Rules() {
		active[r.Code] = r.Usual
	}
	return active
}

var monday = calendar.NewDate(2026, 3, 2)

// quiet is a reading that no rule flags.
func quiet() Seen {
	return Seen{At: monday.At(10, 0), Reader: "Elin Wallin (Demo)", Person: "Nora Testberg (Demo)", Address: "Provgatan 7, Ludvika", Homes: []string{"Storgatan 1, Ludvika"},
		ThatDay: 3, Usual: 12, Next: monday.At(10, 5), Now: monday.AddDays(60).At(9, 0), Named: true, Further: true}
}

// TestEachRuleFlagsWhatItSays tries each rule on a reading that it flags and on one that it does not.
func TestEachRuleFlagsWhatItSays(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Seen)
		want   []Code
	}{
		{"nothing is wrong", func(*Seen) {}, nil},
		{"own name", func(x *Seen) { x.Person = "elin  wallin" }, []Code{OwnRecord}},
		{"same surname", func(x *Seen) { x.Person = "Bo Wallin" }, []Code{SameSurname}},
		{"a name of one word has no surname", func(x *Seen) { x.Reader, x.Person = "Wallin", "Wallin, Bo" }, nil},
		{"no name is known", func(x *Seen) { x.Person = "" }, nil},
		{"same address", func(x *Seen) { x.Homes = []string{"provgatan 7  Ludvika"} }, []Code{SameAddress}},
		{"no address is known", func(x *Seen) { x.Address, x.Homes = "", []string{""} }, nil},
		{"a colleague", func(x *Seen) { x.Staff = true }, []Code{Colleague}},
		{"oneself is no colleague", func(x *Seen) { x.Staff, x.Person = true, x.Reader }, []Code{OwnRecord}},
		{"more than usual", func(x *Seen) { x.ThatDay = 12 }, []Code{Volume}},
		{"as usual", func(x *Seen) { x.ThatDay = 11 }, nil},
		{"more than usual, fewer than the threshold", func(x *Seen) { x.ThatDay, x.Usual = 9, 4 }, nil},
		{"Saturday", func(x *Seen) { x.At, x.Next = monday.AddDays(5).At(10, 0), monday.AddDays(5).At(11, 0) }, []Code{OutsideHours}},
		{"late in the evening", func(x *Seen) { x.At, x.Next = monday.At(18, 31), monday.At(19, 0) }, []Code{OutsideHours}},
		{"just within the margin", func(x *Seen) { x.At, x.Next = monday.At(18, 30), monday.At(19, 0) }, nil},
		{"early in the morning", func(x *Seen) { x.At = monday.At(5, 59) }, []Code{OutsideHours}},
		{"nothing done afterwards", func(x *Seen) { x.Next = time.Time{} }, []Code{NoLaterAct}},
		{"nothing done yet", func(x *Seen) { x.Next, x.Now = time.Time{}, monday.AddDays(3).At(9, 0) }, nil},
		{"done too long afterwards", func(x *Seen) { x.Next = monday.AddDays(20).At(9, 0) }, []Code{NoLaterAct}},
		{"a protected identity", func(x *Seen) { x.Protected = true }, []Code{ProtectedPerson}},
		{"watched", func(x *Seen) { x.Watched = true }, []Code{Watched}},
		{"no longer named", func(x *Seen) { x.Further = false }, []Code{AfterAssignment}},
		{"never named", func(x *Seen) { x.Named, x.Further = false, false }, nil},
	} {
		x := quiet()
		c.change(&x)
		if got := Flags(x, all()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestARuleThatIsOffFlagsNothing, and a threshold is the authority's own.
func TestARuleThatIsOffFlagsNothing(t *testing.T) {
	x := quiet()
	x.Protected, x.At, x.ThatDay, x.Usual = true, monday.At(17, 0), 5, 1
	if got := Flags(x, nil); got != nil {
		t.Errorf("with no rules: %v", got)
	}
	if got := Flags(x, map[Code]int64{OutsideHours: 0, Volume: 5}); !slices.Equal(got, []Code{Volume, OutsideHours}) {
		t.Errorf("with narrower thresholds: %v", got)
	}
}

// TestEveryRuleIsTried: each rule has words, and a usual threshold within its bounds.
func TestEveryRuleSaysWhatItLooksAt(t *testing.T) {
	for _, r := range Rules() {
		if r.Name.IsZero() || r.Says.IsZero() || !r.Asks.IsZero() && (r.Usual < r.Lowest || r.Usual > r.Highest) {
			t.Errorf("%+v", r)
		}
	}
}

// TestUnusualIsFarAboveWhatIsUsual: a few who read very much do not make much usual.
func TestUnusualIsFarAboveWhatIsUsual(t *testing.T) {
	for _, c := range []struct {
		days []int
		want int
	}{
		{nil, 1},
		{[]int{3}, 9},
		{[]int{1, 2, 3, 4, 5}, 9},
		{[]int{2, 2, 3, 3, 3, 4, 4, 200, 300}, 9},
		{[]int{20, 30, 40, 50, 60}, 91},
	} {
		if got := Unusual(c.days); got != c.want {
			t.Errorf("of %v: %d, want %d", c.days, got, c.want)
		}
	}
}

// TestTheSameSeedDrawsTheSame: anybody can draw again; each reading is as likely; none is drawn twice.
func TestTheSameSeedDrawsTheSame(t *testing.T) {
	counts := make([]int, 50)
	for seed := range uint64(2000) {
		d := Draw(seed, 50, 10)
		if !slices.Equal(d, Draw(seed, 50, 10)) || len(d) != 10 || !slices.IsSorted(d) || len(slices.Compact(slices.Clone(d))) != 10 {
			t.Fatalf("seed %d: %v", seed, d)
		}
		for _, i := range d {
			counts[i]++
		}
	}
	for i, n := range counts {
		if n < 300 || n > 500 { // 400, give or take five times the deviation
			t.Errorf("reading %d is drawn %d times of 2000", i, n)
		}
	}
	if got := Draw(7, 3, 10); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("of fewer than asked for: %v", got)
	}
	if got := Draw(7, 0, 10); len(got) != 0 {
		t.Errorf("of none: %v", got)
	}
}
