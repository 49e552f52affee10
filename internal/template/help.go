package template

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
)

// HelpState is how far a request for help has come.
type HelpState string

// The states of a request.
const (
	Open     HelpState = "open"     // waits for the body that was asked
	Answered HelpState = "answered" // waits for who asked to say that it helped
	Closed   HelpState = "closed"
)

// helpStates are the states in the order in which they are shown.
func helpStates() []HelpState { return []HelpState{Open, Answered, Closed} }

// Label is a state for a reader.
func (s HelpState) Label() language.Text {
	switch s {
	case Open:
		return language.T("väntar på svar", "waits for an answer")
	case Answered:
		return language.T("besvarad", "answered")
	case Closed:
		return language.T("avslutad", "closed")
	}
	return language.Same(string(s))
}

func (s HelpState) status(l language.Lang) ui.Status {
	level := map[HelpState]ui.Level{Open: ui.Waiting, Answered: ui.Good}[s]
	return ui.Status{Level: level, Words: s.Label().In(l)}
}

// Help is a request for help with an agreement, from an authority to SKR or Arbetsförmedlingen.
type Help struct {
	ID         string        `db:"id"`
	Authority  string        `db:"authority_id"` // whose coordinator asks
	AskedBy    string        `db:"asked_by"`     // account
	Asker      string        `db:"asker"`        // the person's name at the time
	To         string        `db:"to_id"`        // directory.SKR or directory.PES
	Clause     string        `db:"clause"`       // id of the clause that it is about; empty when none
	Phase      string        `db:"phase"`        // id of the phase of the checklist; empty when none
	Draft      string        `db:"draft"`        // id of the draft that it is about; empty when none
	Subject    string        `db:"subject"`
	Question   string        `db:"question"`
	State      HelpState     `db:"state"`
	OpenedAt   db.Time       `db:"opened_at"`
	Due        calendar.Date `db:"due_on"`      // last working day for an answer to what was asked last
	AnsweredAt db.Time       `db:"answered_at"` // of the first answer; zero before it
	ClosedAt   db.Time       `db:"closed_at"`
	Version    int64         `db:"version"`
}

// Ref names the request.
func (h Help) Ref() ref.Ref { return ref.To(HelpKind, h.ID) }

// Path is the address of its page.
func (h Help) Path() string { return helpPath + "/" + h.ID }

// AnswerDays is within how many working days a request is answered.
const AnswerDays = 5

// dueAfter is the last day for an answer to what is asked at an instant. What comes after office hours, or on a day that
// is none, counts as come the next working day.
func dueAfter(t time.Time) calendar.Date {
	return calendar.AddWorkingDays(calendar.Arrived(t, calendar.TimeAt(16, 30)), AnswerDays)
}

// Took is how many working days the first answer took; ok is false before it has come.
func (h Help) Took() (days int, ok bool) {
	if h.AnsweredAt.IsZero() {
		return 0, false
	}
	return calendar.WorkingDaysBetween(calendar.DateOf(h.OpenedAt.Time), calendar.DateOf(h.AnsweredAt.Time)), true
}

// clock is the request's clock in words: what is left while it waits, else how long the first answer took.
func (h Help) clock(today calendar.Date, l language.Lang) ui.Clock {
	if h.State == Open {
		level := ui.Waiting
		switch {
		case h.Due.Before(today):
			level = ui.Bad
		case h.Due == today:
			level = ui.Warn
		}
		return ui.Clock{Level: level, Words: h.Due.DueIn(today).In(l), When: sayAnswerBy.With(h.Due.String()).In(l)}
	}
	days, ok := h.Took()
	if !ok {
		return ui.Clock{Level: ui.Neutral, Words: sayClosedUnanswered.In(l)}
	}
	if days <= 0 {
		return ui.Clock{Level: ui.Good, Words: saySameDay.In(l), When: calendar.DateOf(h.AnsweredAt.Time).String()}
	}
	return ui.Clock{Level: ui.Good, Words: sayTook.With(calendar.CountWorkingDays(days)).In(l), When: calendar.DateOf(h.AnsweredAt.Time).String()}
}

// Line is something written in a request after the question: an answer, or what was asked on.
type Line struct {
	Help      string  `db:"help_id"`
	No        int64   `db:"no"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
	Name      string  `db:"name"`
	Text      string  `db:"text"`
	At        db.Time `db:"written_at"`
}

var (
	sayAnswerBy         = language.T("svar senast %s", "answer by %s")
	sayTook             = language.T("första svaret kom efter %s", "the first answer came after %s")
	saySameDay          = language.T("första svaret kom samma dag", "the first answer came the same day")
	sayClosedUnanswered = language.T("avslutad utan svar", "closed without an answer")
)
