package calendar

import "testing"

func TestADayIsTooFarAheadAfterThreeYears(t *testing.T) {
	today := NewDate(2028, 2, 29)
	for day, want := range map[Date]bool{today: false, NewDate(2031, 2, 28): false, NewDate(2031, 3, 1): true, NewDate(9999, 1, 1): true, {}: false} {
		if got := TooFar(day, today); got != want {
			t.Errorf("%s: %v", day, got)
		}
	}
}

func TestTheHourThatIsLackingInMarchDoesNotExist(t *testing.T) {
	for _, c := range []struct {
		day  Date
		at   TimeOfDay
		want bool
	}{
		{NewDate(2027, 3, 28), TimeAt(2, 0), false}, {NewDate(2027, 3, 28), TimeAt(2, 59), false},
		{NewDate(2027, 3, 28), TimeAt(1, 59), true}, {NewDate(2027, 3, 28), TimeAt(3, 0), true},
		{NewDate(2027, 3, 29), TimeAt(2, 30), true}, {NewDate(2026, 10, 25), TimeAt(2, 30), true},
	} {
		if got := c.at.Exists(c.day); got != c.want {
			t.Errorf("%s %s: %v", c.day, c.at, got)
		}
	}
}
