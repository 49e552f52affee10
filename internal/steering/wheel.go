package steering

import (
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Plan is how often and when a group meets in a year: "the second Tuesday of the month, monthly".
type Plan struct {
	Year    int
	PerYear int          // 1 to 12
	Weekday time.Weekday // Monday to Friday
	Week    int          // which of that weekday in the month, 1 to 4
}

// Propose gives the days of a plan, each in a month of its own: the weekday that was asked for, or the next working day
// when that one is a holiday.
func (p Plan) Propose() []calendar.Date {
	var out []calendar.Date
	for _, month := range p.months() {
		first := calendar.NewDate(p.Year, month, 1)
		day := first.AddDays((int(p.Weekday-first.Weekday())+7)%7 + 7*(p.Week-1))
		if !calendar.IsWorkingDay(day) {
			day = calendar.NextWorkingDay(day)
		}
		out = append(out, day)
	}
	return out
}

// months spreads the meetings over the year and leaves July out as long as there is another month to take.
func (p Plan) months() (out []time.Month) {
	n := min(max(p.PerYear, 1), 12)
	if n > 6 {
		quiet := []time.Month{time.July, time.January, time.August, time.June, time.December}[:12-n]
		for m := time.January; m <= time.December; m++ {
			if !slices.Contains(quiet, m) {
				out = append(out, m)
			}
		}
		return out
	}
	for i := range n {
		m := time.Month((2*i+1)*12/(2*n) + 1)
		if m == time.July {
			m = time.June
		}
		out = append(out, m)
	}
	return out
}

// TurnKind is what happens on a day of the yearly wheel.
type TurnKind string

// The kinds of turn.
const (
	TurnMeeting TurnKind = "meeting"
	TurnMinutes TurnKind = "minutes" // the last day for publishing minutes that wait
	TurnReview  TurnKind = "review"  // the last day for the annual review
	TurnNotice  TurnKind = "notice"  // the last day for giving notice
	TurnSign    TurnKind = "sign"    // when a new agreement should be signed
	TurnEnd     TurnKind = "end"     // the agreement's last day
)

// Turn is one day of the yearly wheel (årshjul) of an agreement.
type Turn struct {
	Day     calendar.Date
	Kind    TurnKind
	Text    language.Text
	Path    string // where it leads; empty when nowhere
	Done    bool
	Late    bool
	Meeting string // id, of a meeting
}

// SignDays is how many days before its last day a new agreement should be signed (K28.2).
const SignDays = 30

// Term is what the wheel must know of an agreement.
type Term struct {
	Path     string
	From     calendar.Date
	Last     calendar.Date // zero until further notice
	Notice   int           // whole months of notice: what the parties' text says, or the template proposes (§ 28)
	ReviewBy calendar.Date // when the next annual review is due; see ReviewDue
}

// turns are the days that the agreement itself gives.
func (t Term) turns(today calendar.Date) (out []Turn) {
	if !t.ReviewBy.IsZero() {
		out = append(out, Turn{Day: t.ReviewBy, Kind: TurnReview, Text: language.T("Sista dag för årlig översyn", "Last day for the annual review"), Path: t.Path + "/oversyn", Late: today.After(t.ReviewBy)})
	}
	if t.Last.IsZero() {
		return out
	}
	return append(out,
		Turn{Day: t.Last.AddMonths(-t.Notice), Kind: TurnNotice, Text: t.lastNotice(), Path: t.Path},
		Turn{Day: t.Last.AddDays(-SignDays), Kind: TurnSign, Text: language.T("En ny överenskommelse bör vara undertecknad", "A new agreement should be signed"), Path: t.Path},
		Turn{Day: t.Last, Kind: TurnEnd, Text: language.T("Överenskommelsens sista dag", "The agreement’s last day"), Path: t.Path})
}

// lastNotice says what passes when the term of notice before the end begins.
func (t Term) lastNotice() language.Text {
	months := language.Plural(t.Notice, language.T("%d månad", "%d month"), language.T("%d månader", "%d months"))
	return language.T("Sista dag att säga upp före slutdagen (%s i förväg)", "Last day to give notice before the end (%s ahead)").With(months)
}

// Wheel is the year of an agreement: the meetings of its groups, minutes that wait, the review, the notice and the end,
// in the order of their days.
func Wheel(year int, today calendar.Date, t Term, groups []Group, meetings []Meeting) []Turn {
	names := map[string]string{}
	for _, g := range groups {
		names[g.ID] = g.Name
	}
	all := t.turns(today)
	for _, m := range meetings {
		if m.State == Cancelled {
			continue
		}
		name := language.Same(names[m.Group])
		all = append(all, Turn{Day: m.Day, Kind: TurnMeeting, Text: language.T("Möte i %s", "Meeting of %s").With(name), Path: m.Path(), Done: m.State == Held, Late: m.State == Planned && today.After(m.Day), Meeting: m.ID})
		if m.MinutesWait() {
			all = append(all, Turn{Day: m.MinutesDue(), Kind: TurnMinutes, Text: language.T("Protokollet från mötet %s i %s ska vara publicerat", "The minutes of the meeting on %s of %s are to be published").With(m.Day, name), Path: m.Path(), Late: m.MinutesLate(today)})
		}
	}
	all = slices.DeleteFunc(all, func(x Turn) bool { return x.Day.Year != year })
	slices.SortStableFunc(all, func(a, b Turn) int { return a.Day.Compare(b.Day) })
	return all
}
