package enquiry

import (
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Kind is a question in the trail and in links.
const Kind ref.Kind = "enquiry"

// Channel is how the question came.
type Channel string

// The channels of a question.
const (
	InSamsyn Channel = "samsyn"
	BySDK    Channel = "sdk"
	ByPhone  Channel = "phone"
)

// Enquiry is one question, as both sides may know it: nothing in it is about the person.
type Enquiry struct {
	ID           string         `db:"id"`
	Conversation string         `db:"conversation_id"`
	Municipality string         `db:"municipality_code"`
	Asker        string         `db:"asker_id"`    // authority
	Receiver     string         `db:"receiver_id"` // the authority that holds it now
	Path         string         `db:"path_id"`     // the contact path that it goes by, if any
	Personal     bool           `db:"personal"`
	Urgent       bool           `db:"urgent"`
	Health       bool           `db:"health"` // what the asker tells is about the person's health
	Topic        contact.Topic  `db:"topic"`  // the first of its topics
	Channel      Channel        `db:"channel"`
	Noted        bool           `db:"noted"`    // one side wrote down what was said by telephone; the other has no copy here
	Callback     bool           `db:"callback"` // the answer is to be given by a call back
	Reach        calendar.Hours `db:"reach"`    // when the asker can be reached; zero is office hours
	State        State          `db:"state"`
	Turn         clock.Side     `db:"turn"` // whom it waits for
	Round        int64          `db:"round"`
	Agreement    string         `db:"agreement_id"` // whose promise holds, if any
	Commitment   string         `db:"commitment"`   // "K9.1"
	Due          db.Time        `db:"due_at"`       // zero before it is complete
	FirstDue     db.Time        `db:"first_due_at"` // the original one of the first round
	Outcome      Outcome        `db:"outcome"`
	Purpose      string         // what the information is needed for; kept sealed, and empty in lists
	Ground       law.GroundID   `db:"ground"`  // on which the asker tells who the person is
	Refusal      string         `db:"refusal"` // the provision on which nothing is told
	SSBTEK       bool           `db:"ssbtek"`  // the receiver marked that the answer is in SSBTEK
	Helped       string         `db:"helped"`  // "", "yes", "partly", "no"
	JoinedTo     string         `db:"joined_to"`
	Forwards     int64          `db:"forwards"`
	FirstDays    int64          `db:"first_days"` // working days promised for the first human response
	CreatedAt    db.Time        `db:"created_at"`
	SentAt       db.Time        `db:"sent_at"`
	FirstAt      db.Time        `db:"first_at"` // the first human response
	AnsweredAt   db.Time        `db:"answered_at"`
	DeliveredAt  db.Time        `db:"delivered_at"`
	ReturnedAt   db.Time        `db:"returned_at"` // the letter came back and nothing has been done about it yet
	RemindedAt   db.Time        `db:"reminded_at"`
	StoppedAt    db.Time        `db:"stopped_at"` // a consent was withdrawn: nothing more may be told on it
	Version      int64          `db:"version"`
	Parted       bool           // the reader's authority has passed it on and sees it as it was then
}

// Ref names the question.
func (e Enquiry) Ref() ref.Ref { return ref.To(Kind, e.ID) }

// Page is the address of its page.
func (e Enquiry) Page() string { return "/fragor/" + e.ID }

// purposeByTopic lets the topic say what the information is needed for, where no words do.
func (e *Enquiry) purposeByTopic() {
	if e.Purpose == "" {
		e.Purpose = strings.ToLower(e.topic().Name.Sv)
	}
}

// Other gives the authority on the other side.
func (e Enquiry) Other(authority string) string {
	if authority == e.Asker {
		return e.Receiver
	}
	return e.Asker
}

// Topic of a question with whether it is answered: a question may need several answers.
type Topic struct {
	Enquiry    string        `db:"enquiry_id"`
	Code       contact.Topic `db:"topic"`
	AnsweredAt db.Time       `db:"answered_at"`
}

// Box is where a side keeps a question.
type Box string

// The boxes.
const (
	Drafts  Box = "draft"
	Waiting Box = "live"
	Replied Box = "answered" // and not closed yet
	Past    Box = "over"
)

// box gives the box of a state.
func (s State) box() Box {
	switch s {
	case Draft:
		return Drafts
	case Incomplete, Open, Paused:
		return Waiting
	case Done:
		return Replied
	}
	return Past
}

// Desk is what one authority has for itself of a question: who handles it, its own record of the person, its place in
// the inbox.
type Desk struct {
	ID           string        `db:"id"`
	Enquiry      string        `db:"enquiry_id"`
	Authority    string        `db:"authority_id"`
	Side         Side          `db:"side"`
	Unit         string        `db:"unit_id"`
	Account      string        `db:"account_id"` // who handles it; empty: nobody yet
	Person       string        `db:"person_id"`  // the authority's own record; the receiver's only after opening
	Shielded     bool          `db:"shielded"`   // the authority's own register has the person as protected
	Box          Box           `db:"box"`
	Mine         bool          `db:"mine"` // it is this side's turn
	Due          db.Time       `db:"due_at"`
	Order        db.Time       `db:"order_at"` // its place in the box
	Urgent       bool          `db:"urgent"`
	Topic        contact.Topic `db:"topic"`
	Municipality string        `db:"municipality_code"`
	OpenedAt     db.Time       `db:"opened_at"`
	OpenedBy     string        `db:"opened_by"`
	GroundID     string        `db:"ground_id"` // of the authority's own record of the person
	Ground       law.GroundID  `db:"ground"`    // on which this side tells
	LeftAt       db.Time       `db:"left_at"`   // it was passed on; the copies remain
	Number       string        `db:"number"`    // the digits of the question's Number; written, and never read with the rest
	CreatedAt    db.Time       `db:"created_at"`
}

// DeskKind is the kind of thing that a side's place for a question is.
const DeskKind ref.Kind = "enquiry-desk"

// Event is what happened, as it is kept. The clock is read from the events of a round.
type Event struct {
	clock.Event
	Round     int64
	Seq       int64
	Act       Act
	Authority string // that did it
	Account   string
}

// View is a question as one reader's authority sees it, without what is about the person.
type View struct {
	Enquiry
	Desk   Desk    // the reader's own side
	Topics []Topic // in the order asked
	Clock  clock.Clock
	Events []Event        // of every round, in order
	Acts   []Act          // what the reader's side can do in this state
	Can    policy.Allowed // what the reader may do, of what was asked
	Reads  bool           // the reader is the one who handles it, or stands in: the text can be opened
	Other  language.Text
}

// Needs tells whether the reader's side must record a ground before the person and the text are shown.
func (v View) Needs() bool { return v.Personal && v.Desk.Side == Receiver && v.Desk.OpenedAt.IsZero() }

// outside is how a counterpart that no directory knows is named.
const outside = exchange.Outside

// outside tells whether one of the two is in no directory, so that no measure is of it.
func (e Enquiry) outside() bool { return e.Asker == outside || e.Receiver == outside }
