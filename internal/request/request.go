package request

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// Request is what a person has asked of one authority, without what is sealed.
type Request struct {
	ID           string  `db:"id"`
	Authority    string  `db:"authority_id"`
	Unit         string  `db:"unit_id"` // that has it; empty when it is the whole authority's
	Municipality string  `db:"municipality_code"`
	Person       string  `db:"person_id"` // the authority's own record
	Type         Type    `db:"kind"`
	Channel      Channel `db:"channel"`
	By           By      `db:"asked_by"`
	Checked      Checked `db:"checked"`
	Evidence     string  `db:"evidence_id"` // file: the power of attorney, or the letter
	Wish         Channel `db:"wish"`        // how the person wishes to be told
	Way          Channel `db:"way"`         // how the person is told now: by letter after two calls that nobody took
	Account      string  `db:"account_id"`  // of whoever handles it; empty before
	EnteredBy    string  `db:"entered_by"`  // of whoever wrote it down; empty when the person did
	State        State   `db:"state"`
	Outcome      State   `db:"outcome"` // how it was decided; stays when it is closed
	Helped       Helped  `db:"helped"`
	Waiting      bool    `db:"waiting"`  // the person is asked for more
	Extended     bool    `db:"extended"` // the month was made three
	Round        int64   `db:"round"`
	Calls        int64   `db:"calls"` // tries to tell the answer by telephone that nobody took, in this round
	Box          Box     `db:"box"`
	AskedAt      db.Time `db:"asked_at"`
	Due          db.Time `db:"due_at"` // by when the person is to be told; zero when time stands still, or it is done
	Order        db.Time `db:"order_at"`
	TakenAt      db.Time `db:"taken_at"`
	DecidedAt    db.Time `db:"decided_at"`
	ToldAt       db.Time `db:"told_at"`
	EndedAt      db.Time `db:"ended_at"`
	RemindedAt   db.Time `db:"reminded_at"`
	RaisedAt     db.Time `db:"raised_at"`
	Registry     string  `db:"registry"`
	ErasedAt     db.Time `db:"erased_at"`
	Version      int64   `db:"version"`
}

// Ref names the request.
func (r Request) Ref() ref.Ref { return ref.To(Kind, r.ID) }

const listPath = "/begaran"

// Page is the address of its page.
func (r Request) Page() string { return listPath + "/" + r.ID }

// Number is what people call it between them, whatever its registry number is: "B-7D1C6F".
func (r Request) Number() string { return "B-" + strings.ToUpper(r.ID[max(0, len(r.ID)-6):]) }

// Late tells whether the person should have been told by now.
func (r Request) Late(now time.Time) bool {
	return r.Box == Live && !r.Due.IsZero() && !now.Before(r.Due.Time)
}

// Box is where the list has a request.
type Box string

// The boxes.
const (
	Live   Box = "live" // the person is owed an answer
	Told   Box = "told" // the person says whether it helped
	Over   Box = "over"
	AnyBox Box = "any"
)

// MeetingWish is how, when and with what somebody wishes to meet.
type MeetingWish struct {
	Form       Form   `json:"form,omitempty"`
	Language   string `json:"language,omitempty"` // of an interpreter; empty when none is needed
	Accessible bool   `json:"accessible,omitempty"`
	When       string `json:"when,omitempty"`
}

// Content is what a request says, sealed.
type Content struct {
	Text    string      `json:"text,omitempty"`
	ByName  string      `json:"byName,omitempty"` // of a guardian or a representative
	Phone   string      `json:"phone,omitempty"`  // at which the answer is told
	Address string      `json:"address,omitempty"`
	Meeting MeetingWish `json:"meeting,omitzero"`
	Power   *Power      `json:"power,omitempty"` // of a representative
}

// Event is one thing that happened to a request.
type Event struct {
	ID      string  `db:"id"`
	Request string  `db:"request_id"`
	Round   int64   `db:"round"`
	No      int64   `db:"no"`
	At      db.Time `db:"at"`
	Act     Act     `db:"act"`
	Side    Side    `db:"side"`
	Account string  `db:"account_id"` // of the member of staff, also when it was done for the person
	By      By      `db:"spoken_by"`  // who spoke, of what the person does; empty before it was kept
	Days    int64   `db:"days"`       // working days that begin with it
	Months  int64   `db:"months"`     // or months
	Changed string  `db:"changed"`    // what was changed in the person's record: names of fields
	Starts  db.Time `db:"starts_at"`  // of the meeting that is offered
	Said    string  // sealed: opened for who may read it
}

// Fields lists what an event has changed in the person's record.
func (e Event) Fields() []string { return strings.Fields(e.Changed) }

// Key says which request, and the version of it that the person saw; 0 is as it is now. Of what the person does it says who
// spoke, when staff write it down; nobody said is the person.
type Key struct {
	ID      string
	Version int64
	By      By
}

// roundOf gives the events of one round.
func roundOf(events []Event, round int64) []Event {
	return slices.DeleteFunc(slices.Clone(events), func(e Event) bool { return e.Round != round })
}

// last gives the latest event of one of some acts; ok is false when there is none.
func last(events []Event, acts ...Act) (Event, bool) {
	for _, e := range slices.Backward(events) {
		if slices.Contains(acts, e.Act) {
			return e, true
		}
	}
	return Event{}, false
}

func dayOf(t db.Time) calendar.Date { return calendar.DateOf(t.Time) }
