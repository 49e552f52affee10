package deviation

import (
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// Deviation is one thing that did not go as agreed. All of it may be read by both sides, and nothing in it is about a person.
type Deviation struct {
	ID           string `db:"id"`
	Agreement    string `db:"agreement_id"`      // empty when the two have none
	Municipality string `db:"municipality_code"` // where it happened
	Clause       string `db:"clause"`            // of the agreement: "9"; may be empty
	Commitment   string `db:"commitment"`        // "K9.1"; may be empty
	Type         Type   `db:"kind"`
	Reporter     string `db:"reporter_id"` // authority
	Asked        string `db:"asked_id"`    // authority
	Account      string `db:"account_id"`  // of whoever reported it
	Handler      string `db:"handler_id"`  // of the asked side, who acknowledged it; empty before
	Path         string `db:"path_id"`     // the contact path for general matters that it went by; may be empty
	Unit         string `db:"unit_id"`     // of the agency, that has its side of it; empty when none is known
	About
	Happened   calendar.Date `db:"happened_on"`
	Expected   string        `db:"expected"` // what should have happened
	What       string        `db:"happened"` // what happened instead
	Effect     Effect        `db:"effect"`
	EffectText string        `db:"effect_text"`
	Proposal   string        `db:"proposal"`
	Standing
	AckDays        int64         `db:"ack_days"`   // working days until a human being of the asked side is to acknowledge it
	SolveDays      int64         `db:"solve_days"` // working days in which it is to be solved on level 1 or 2
	AckDue         db.Time       `db:"ack_due"`    // zero when it is acknowledged
	LevelDue       db.Time       `db:"level_due"`  // when it rises; zero when it does not, or time stands still
	ActionDue      calendar.Date `db:"action_due"` // when what was decided is to be done
	Helped         Helped        `db:"helped"`     // what the side that solved it says
	Heard          Helped        `db:"heard"`      // what the reporter says
	ReportedAt     db.Time       `db:"reported_at"`
	AcknowledgedAt db.Time       `db:"acknowledged_at"`
	EndedAt        db.Time       `db:"ended_at"` // resolved, struck off or withdrawn
	WarnedAt       db.Time       `db:"warned_at"`
	Version        int64         `db:"version"`
}

// About is what a deviation was reported from: a question, a commitment, a contact path, a meeting. Whoever may read that
// sees the link, others nothing of it.
type About struct {
	ThingKind ref.Kind `db:"thing_kind"`
	ThingID   string   `db:"thing_id"`
}

// Thing is what it was reported from; a zero one when from nothing.
func (a About) Thing() ref.Ref { return ref.Ref{Kind: a.ThingKind, ID: a.ThingID} }

// Ref names the deviation.
func (d Deviation) Ref() ref.Ref { return ref.To(Kind, d.ID) }

// Number is what people call a deviation between them, whatever its registry number is at either side: "A-7D1C6F".
func (d Deviation) Number() string {
	return "A-" + strings.ToUpper(d.ID[max(0, len(d.ID)-6):])
}

// Page is the address of its page.
func (d Deviation) Page() string { return listPath + "/" + d.ID }

// SideOf tells on which side an authority stands.
func (d Deviation) SideOf(authority string) Side {
	switch authority {
	case d.Reporter:
		return Reporter
	case d.Asked:
		return Asked
	}
	return Group
}

// At gives the authority on a side.
func (d Deviation) At(s Side) string {
	switch s {
	case Reporter:
		return d.Reporter
	case Asked:
		return d.Asked
	}
	return ""
}

// Due is what the deviation is due for next: the acknowledgement while it is owed, else the level's time. Zero: nothing.
func (d Deviation) Due() time.Time {
	if !d.AckDue.IsZero() && (d.LevelDue.IsZero() || d.AckDue.Before(d.LevelDue.Time)) {
		return d.AckDue.Time
	}
	return d.LevelDue.Time
}

// Quarter is the first day of the quarter in which it was reported.
func (d Deviation) Quarter() calendar.Date { return quarterOf(calendar.DateOf(d.ReportedAt.Time)) }

func quarterOf(day calendar.Date) calendar.Date {
	first := day.StartOfMonth()
	return first.AddMonths(-(int(first.Month) - 1) % 3)
}

// Event is one thing that happened to a deviation, with what was said. Both readings of a dispute are events.
type Event struct {
	ID        string        `db:"id"`
	Deviation string        `db:"deviation_id"`
	Round     int64         `db:"round"`
	No        int64         `db:"no"`
	At        db.Time       `db:"at"`
	Act       Act           `db:"act"`
	Side      Side          `db:"side"`
	Authority string        `db:"authority_id"` // empty for the clock
	Account   string        `db:"account_id"`
	Level     int64         `db:"level"` // after it
	Days      int64         `db:"days"`  // of the level that begins with it; 0 when none does, or it has no end
	Why       string        `db:"why"`   // where those days come from, a source of package ladder
	Said      string        `db:"said"`
	Due       calendar.Date `db:"due"` // of a decision: when it is to be done
}

// Told is who was told of an event: how many people of an authority, by what they are to it. Their names stand nowhere.
type Told struct {
	Event     string   `db:"event_id"`
	Authority string   `db:"authority_id"`
	Audience  Audience `db:"audience"`
	People    int64    `db:"people"`
}
