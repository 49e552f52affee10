package responsibility

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The kinds of thing in the trail and in links.
const (
	LineKind       ref.Kind = "responsibility"
	TransitionKind ref.Kind = "transition"
)

// Line says who holds a task from one day to another.
type Line struct {
	ID        string        `db:"id"`
	Agreement string        `db:"agreement_id"`
	Task      TaskID        `db:"task"`
	Name      string        `db:"name"` // of a task of the agreement's own; empty for one of the standard list
	Holder    Holder        `db:"holder"`
	Authority string        `db:"authority_id"` // the board, when the holder is one or both
	Ground    string        `db:"ground"`       // legal ground, in Swedish as it is cited
	From      calendar.Date `db:"valid_from"`
	To        calendar.Date `db:"valid_to"`  // last day; zero until further notice
	Confirmed bool          `db:"confirmed"` // by a coordinator; else it is a proposal from the standard list
	Note      string        `db:"note"`
	Place     int64         `db:"place"`
	Version   int64         `db:"version"`
}

// Ref names the line.
func (l Line) Ref() ref.Ref { return ref.To(LineKind, l.ID) }

// On tells whether the line holds on a day.
func (l Line) On(day calendar.Date) bool {
	return calendar.Period{From: l.From, To: l.To}.Contains(day)
}

// holds tells whether somebody answers for the task by the line.
func (l Line) holds() bool { return l.Holder != Nobody }

// Label is the task in words.
func (l Line) Label() language.Text {
	if t, ok := TaskOf(l.Task); ok {
		return t.Name
	}
	return language.Same(l.Name)
}

// Row is a task of a matrix on a day.
type Row struct {
	Task   TaskID
	Name   language.Text
	Group  language.Text
	Coming bool          // its reform step has not taken effect: no hole yet
	Now    []Line        // that hold on the day, also one that says nobody
	Later  []Line        // that begin after it
	Until  calendar.Date // last day on which somebody holds it without a gap from the day on; zero when no end is known
}

// Hole tells whether nobody answers for the task on the day.
func (r Row) Hole() bool {
	return !r.Coming && !slices.ContainsFunc(r.Now, Line.holds)
}

// Matrix is the whole of an agreement on a day.
type Matrix struct {
	Day  calendar.Date
	Rows []Row
}

// MatrixOn puts the lines of one agreement in rows: every task of the standard list, then the agreement's own.
func MatrixOn(day calendar.Date, lines []Line) Matrix {
	m := Matrix{Day: day}
	for _, t := range Tasks() {
		m.Rows = append(m.Rows, rowOf(day, Row{Task: t.ID, Name: t.Name, Group: t.Group, Coming: t.Coming(day)}, lines))
	}
	seen := map[TaskID]bool{}
	for _, l := range lines {
		if _, standard := TaskOf(l.Task); !standard && !seen[l.Task] {
			seen[l.Task] = true
			m.Rows = append(m.Rows, rowOf(day, Row{Task: l.Task, Name: language.Same(l.Name), Group: ownGroup}, lines))
		}
	}
	return m
}

func rowOf(day calendar.Date, r Row, lines []Line) Row {
	var own []Line
	for _, l := range lines {
		switch {
		case l.Task != r.Task:
		case l.On(day):
			r.Now = append(r.Now, l)
			own = append(own, l)
		case l.From.After(day):
			r.Later = append(r.Later, l)
			own = append(own, l)
		}
	}
	if !r.Hole() {
		r.Until = heldUntil(day, own)
	}
	return r
}

// heldUntil follows the lines from a day on, each beginning no later than the day after the ones before have ended.
func heldUntil(day calendar.Date, lines []Line) calendar.Date {
	slices.SortStableFunc(lines, func(a, b Line) int { return a.From.Compare(b.From) })
	until := calendar.Date{}
	for _, l := range lines {
		switch {
		case !l.holds(), until.IsZero() && !l.On(day), !until.IsZero() && l.From.After(until.AddDays(1)):
			continue
		case l.To.IsZero():
			return calendar.Date{}
		}
		until = calendar.Max(until, l.To)
	}
	return until
}

// Holes are the tasks that nobody answers for on the day.
func (m Matrix) Holes() (out []Row) {
	for _, r := range m.Rows {
		if r.Hole() {
			out = append(out, r)
		}
	}
	return out
}

// Ends are the tasks that somebody answers for today and nobody from a later day on.
func (m Matrix) Ends() (out []Row) {
	for _, r := range m.Rows {
		if !r.Hole() && !r.Coming && !r.Until.IsZero() {
			out = append(out, r)
		}
	}
	return out
}

// Counted gives K2.1: how many tasks there are on the day, and how many of them have somebody who answers and are
// confirmed.
func (m Matrix) Counted() (held, all int) {
	for _, r := range m.Rows {
		if r.Coming {
			continue
		}
		all++
		if slices.ContainsFunc(r.Now, func(l Line) bool { return l.holds() && l.Confirmed }) {
			held++
		}
	}
	return held, all
}

// boundBoard is a board that is a party, with its name.
type boundBoard struct{ id, name string }

// suggest gives the holder that the standard list proposes among the boards that are parties. A task for a board that
// cannot be told from the boards' names is nobody's, so that it is seen and decided on. A single board that is a party
// holds what is not another's.
func (t Task) suggest(boards []boundBoard) (Holder, string) {
	if t.Holder == Agency {
		return Agency, ""
	}
	for _, word := range t.boards {
		for _, b := range boards {
			if strings.Contains(strings.ToLower(b.name), word) {
				return t.Holder, b.id
			}
		}
	}
	if len(boards) == 1 {
		return t.Holder, boards[0].id
	}
	return Nobody, ""
}

// heldBy are the authorities that a line names.
func (l Line) heldBy() []string {
	switch l.Holder {
	case Agency:
		return []string{directory.PES}
	case Board:
		return []string{l.Authority}
	case Both:
		return []string{directory.PES, l.Authority}
	}
	return nil
}

var ownGroup = language.T("Egna uppgifter i överenskommelsen", "The agreement’s own tasks")
