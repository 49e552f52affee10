package calendar

import (
	"maps"
	"slices"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Interval is a time of a day during which something is open: from From until just before To.
type Interval struct {
	From TimeOfDay `json:"from"`
	To   TimeOfDay `json:"to"`
}

// Hours is when an office or a contact path is open: intervals of each weekday, Swedish time, closed on holidays.
// The zero Hours is never open. Hours are values: nothing changes them once made.
type Hours struct {
	week [7][]Interval // by time.Weekday; in order, none touching the next
}

// OfficeHours is Monday to Friday 08.00–16.30, which holds where nothing else was agreed.
func OfficeHours() Hours {
	day := []Interval{{TimeAt(8, 0), TimeAt(16, 30)}}
	return Hours{week: [7][]Interval{time.Monday: day, time.Tuesday: day, time.Wednesday: day, time.Thursday: day, time.Friday: day}}
}

// OfficeCutoff is 16.00: what arrives later counts as arrived the next working day, where nothing else was agreed.
const OfficeCutoff = TimeOfDay(16 * 60)

// NewHours makes hours of intervals by weekday. It is a fault when an interval ends before it begins, when two of a
// day overlap, or when one is outside the day. Intervals that touch become one.
func NewHours(week map[time.Weekday][]Interval) (Hours, error) {
	var h Hours
	for _, w := range slices.Sorted(maps.Keys(week)) {
		day, ok := tidy(week[w])
		if !ok || w < time.Sunday || w > time.Saturday {
			return Hours{}, fault.New(fault.Invalid, language.T(
				"Öppettiderna på %s går inte ihop. Skriv varje tid från–till i ordning, utan att två överlappar.",
				"The hours on %s do not fit together. Write each from–to in order, without overlap.").With(nameOf(w)))
		}
		h.week[w] = day
	}
	return h, nil
}

func nameOf(w time.Weekday) language.Text {
	if w < time.Sunday || w > time.Saturday {
		return language.T("en okänd veckodag", "an unknown weekday")
	}
	return weekdays[w]
}

func tidy(day []Interval) (tidied []Interval, ok bool) {
	day = slices.SortedFunc(slices.Values(day), func(a, b Interval) int { return int(a.From - b.From) })
	for _, i := range day {
		last := len(tidied) - 1
		switch {
		case i.From < 0 || i.To > dayEnd || i.From >= i.To:
			return nil, false
		case last >= 0 && i.From < tidied[last].To:
			return nil, false
		case last >= 0 && i.From == tidied[last].To:
			tidied[last].To = i.To
		default:
			tidied = append(tidied, i)
		}
	}
	return tidied, true
}

// IsZero tells whether it is never open.
func (h Hours) IsZero() bool {
	return !slices.ContainsFunc(h.week[:], func(day []Interval) bool { return len(day) > 0 })
}

// Equal tells whether both are open at the same times.
func (h Hours) Equal(other Hours) bool {
	return slices.EqualFunc(h.week[:], other.week[:], slices.Equal[[]Interval])
}

// On gives the intervals of a date: those of its weekday, or none on a holiday.
func (h Hours) On(d Date) []Interval {
	if _, closed := HolidayOn(d); closed {
		return nil
	}
	return slices.Clone(h.week[d.Weekday()])
}

// Open tells whether it is open at an instant.
func (h Hours) Open(t time.Time) bool {
	local := t.In(Stockholm())
	minute := TimeAt(local.Hour(), local.Minute())
	return slices.ContainsFunc(h.On(civil(local)), func(i Interval) bool { return i.From <= minute && minute < i.To })
}
