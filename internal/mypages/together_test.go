package mypages

import (
	"testing"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// Readings that are alike and follow on each other are one row with how many; nothing is left out, and nothing else is put
// together with them.
func TestReadingsThatAreAlikeStandTogether(t *testing.T) {
	at := func(s string) db.Time {
		x, err := time.Parse("2006-01-02T15:04Z", s)
		if err != nil {
			t.Fatal(err)
		}
		return db.At(x)
	}
	one := accesslog.Reading{At: at("2026-03-02T10:00Z"), Account: "elin", Name: "Elin", Action: "matter.read", Thing: ref.To("matter", "m")}
	with := func(change func(*accesslog.Reading)) accesslog.Reading {
		x := one
		change(&x)
		return x
	}
	earlier := with(func(x *accesslog.Reading) { x.At = at("2026-03-02T08:00Z") })
	for name, other := range map[string]accesslog.Reading{
		"another day": with(func(x *accesslog.Reading) { x.At = at("2026-03-01T10:00Z") }), "somebody else": with(func(x *accesslog.Reading) { x.Account, x.Name = "maja", "Maja" }),
		"another of the same name": with(func(x *accesslog.Reading) { x.Account = "elin2" }),
		"another thing":            with(func(x *accesslog.Reading) { x.Thing = ref.To("matter", "n") }), "the person": with(func(x *accesslog.Reading) { x.Own = true }),
		"another act": with(func(x *accesslog.Reading) { x.Action = "plan.read" }),
	} {
		groups := together([]accesslog.Reading{one, earlier, other, one})
		if len(groups) != 3 || len(groups[0]) != 2 || len(groups[1]) != 1 || len(groups[2]) != 1 {
			t.Errorf("%s: %d groups", name, len(groups))
		}
	}
	if groups := together(nil); len(groups) != 0 {
		t.Errorf("nothing is %v", groups)
	}
}
