package accesslog

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Outcome is what the review of an emergency opening came to.
type Outcome string

// The outcomes.
const (
	Justified   Outcome = "justified"
	Unjustified Outcome = "unjustified"
)

// Name says the outcome in words; empty for one that there is none of.
func (o Outcome) Name() language.Text {
	switch o {
	case Justified:
		return language.T("befogad", "justified")
	case Unjustified:
		return language.T("inte befogad", "not justified")
	}
	return language.Text{}
}

// Emergency is an emergency opening that somebody else of the authority reviews. Its id is the opening's. Why it was opened
// and about whom is opened in the review alone.
type Emergency struct {
	ID         string  `db:"id"`
	Authority  string  `db:"authority_id"`
	Person     string  `db:"person_id"`
	Account    string  `db:"account_id"` // who opened
	OpenedAt   db.Time `db:"opened_at"`
	Due        db.Time `db:"due_at"`
	Outcome    Outcome `db:"outcome"`
	ReviewedBy string  `db:"reviewed_by"`
	ReviewedAt db.Time `db:"reviewed_at"`
	RemindedAt db.Time `db:"reminded_at"`
	Version    int64   `db:"version"`
}

// Ref names it.
func (e Emergency) Ref() ref.Ref { return ref.To(EmergencyKind, e.ID) }

// Page is its page.
func (e Emergency) Page() string { return PathOf(e.Ref()) }

// Waits tells whether it is still to be reviewed.
func (e Emergency) Waits() bool { return e.Outcome == "" }

// Late tells whether it should have been reviewed.
func (e Emergency) Late(now time.Time) bool { return e.Waits() && now.After(e.Due.Time) }

// emergencyDays is within how many working days an opening is reviewed where nothing else is agreed (K20.4).
const emergencyDays = 5

// judge is the rule: it is judged once, with words that say why.
func (e Emergency) judge(o Outcome, words string) error {
	if !e.Waits() {
		return fault.New(fault.Conflict, language.T("Nödöppningen är redan granskad.", "The emergency opening has been reviewed already."))
	}
	var p []fault.Problem
	if o.Name().IsZero() {
		p = append(p, fault.Field(fieldOutcome, language.T("Välj om öppningen var befogad.", "Choose whether the opening was justified.")))
	}
	if words == "" {
		p = append(p, fault.Field(fieldWords, language.T("Skriv varför du kom fram till det.", "Write why you came to that.")))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, language.T("Granskningen är inte sparad.", "The review is not saved."), p...)
	}
	return nil
}

// dueOf is when something that began at an instant is to be done, in working days: the end of office hours of the last.
func dueOf(from time.Time, days int) time.Time {
	return clock.DueOf(from, clock.Office(days, language.Text{}))
}

// minutesOf counts the office minutes between two instants.
func minutesOf(from, to time.Time) int64 {
	return int64(calendar.OfficeHours().MinutesBetween(from, to))
}
