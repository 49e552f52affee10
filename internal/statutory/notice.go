package statutory

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Kind is a notice in the trail and in links.
const Kind ref.Kind = "statutory-notice"

// SwitchKind is the day from which a proposed type holds, in the trail.
const SwitchKind ref.Kind = "statutory-switch"

// Channel is how a notice came.
type Channel string

// The channels.
const (
	InSamsyn Channel = "samsyn"
	BySDK    Channel = "sdk"
)

// Side is on which side of a notice an authority stands.
type Side string

// The sides.
const (
	Sender   Side = "sender"
	Receiver Side = "receiver"
)

// Notice is one notice, as both sides may know it: nothing in it is about the person.
type Notice struct {
	ID           string        `db:"id"`
	Conversation string        `db:"conversation_id"`
	Type         law.NoticeID  `db:"kind"`
	Municipality string        `db:"municipality_code"`
	Sender       string        `db:"sender_id"`   // authority
	Receiver     string        `db:"receiver_id"` // authority
	Path         string        `db:"path_id"`     // the contact path that it goes by, if any
	Channel      Channel       `db:"channel"`
	Happened     calendar.Date `db:"happened_on"` // the event
	Ground       law.GroundID  `db:"ground"`
	Citation     string        `db:"citation"` // the provision as it is cited, in Swedish
	Agreement    string        `db:"agreement_id"`
	SendPromise  string        `db:"send_commitment"` // "K16.1"; empty when the two have agreed on none
	ActPromise   string        `db:"act_commitment"`  // "K16.2"
	SendDays     int64         `db:"send_days"`       // working days
	ActDays      int64         `db:"act_days"`        // working days
	SendDue      db.Time       `db:"send_due"`
	SentAt       db.Time       `db:"sent_at"`
	ReceivedAt   db.Time       `db:"received_at"` // by somebody of the receiver's
	Due          db.Time       `db:"due_at"`      // when it is to be acted on; zero while time stands still and when it is over
	EndedAt      db.Time       `db:"ended_at"`    // acted on, returned or withdrawn
	Outcome      Outcome       `db:"outcome"`
	State        State         `db:"state"`
	WarnedAt     db.Time       `db:"warned_at"`
	Version      int64         `db:"version"`
}

// Ref names the notice.
func (n Notice) Ref() ref.Ref { return ref.To(Kind, n.ID) }

// Page is the address of its page.
func (n Notice) Page() string { return listPath + "/" + n.ID }

// Kind gives the type's row in law; the zero type for one that this installation does not know.
func (n Notice) Kind() law.Notice {
	t, _ := law.NoticeOf(n.Type)
	return t
}

// Name says the type in words.
func (n Notice) Name() language.Text {
	if t, ok := law.NoticeOf(n.Type); ok {
		return t.Name
	}
	return language.T("Underrättelse av ett slag som inte är känt här", "Notice of a type that is not known here")
}

// Other gives the authority on the other side.
func (n Notice) Other(authority string) string {
	if authority == n.Sender {
		return n.Receiver
	}
	return n.Sender
}

// SentLate tells whether it was sent after its time.
func (n Notice) SentLate() bool { return n.SentAt.After(n.SendDue.Time) }

// Late tells whether the receiver's time has passed.
func (n Notice) Late(now time.Time) bool {
	return n.State.Waits() && !n.Due.IsZero() && !now.Before(n.Due.Time)
}

// Box is where a side keeps a notice.
type Box string

// The boxes.
const (
	Live Box = "live" // somebody owes something
	Over Box = "over"
)

// Desk is what one authority has for itself of a notice: who handles it, its own record of the person, its place in the
// list.
type Desk struct {
	ID        string  `db:"id"`
	Notice    string  `db:"notice_id"`
	Authority string  `db:"authority_id"`
	Side      Side    `db:"side"`
	Unit      string  `db:"unit_id"`
	Account   string  `db:"account_id"` // who handles it; empty: nobody yet
	Person    string  `db:"person_id"`  // the authority's own record; the receiver's when somebody has taken the notice
	Shielded  bool    `db:"shielded"`   // the authority's own register has the person as protected
	Despite   bool    `db:"despite"`    // the sender confirmed that it is told although the processing is restricted
	Box       Box     `db:"box"`
	Mine      bool    `db:"mine"` // it is this side's turn
	Order     db.Time `db:"order_at"`
}

// Event is one thing that happened; what was said stands in each side's copies.
type Event struct {
	ID        string  `db:"id"`
	Notice    string  `db:"notice_id"`
	No        int64   `db:"no"`
	At        db.Time `db:"at"`
	Act       Act     `db:"act"`
	Side      Side    `db:"side"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
}

// View is a notice as one reader's authority sees it, without what is about the person.
type View struct {
	Notice
	Desk   Desk
	Events []Event
	Acts   []Act          // what the reader's side can do in this state
	Can    policy.Allowed // what the reader may do, of what was asked
	Reads  bool           // the reader is the one who handles it, or stands in
}

// outside is how a counterpart that no directory knows is named.
const outside = exchange.Outside

// listPath is the address of the room.
const listPath = "/underrattelser"
