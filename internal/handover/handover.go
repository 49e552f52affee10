package handover

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/ref"
)

// Kind is a hand-over in the trail and in links.
const Kind ref.Kind = "handover"

// Path is where hand-overs are listed.
const Path = "/overlamningar"

// Aim is what the sender asks of the receiver.
type Aim string

// The aims.
const (
	Assess   Aim = "assess"   // judge what support the person needs from you
	Joint    Aim = "joint"    // plan together; the sender stays
	Transfer Aim = "transfer" // take over; the sender leaves when the person is received
)

// Aims lists the aims in the order in which they are shown.
func Aims() []Aim { return []Aim{Joint, Assess, Transfer} }

// Name gives the aim in words.
func (a Aim) Name() language.Text {
	t := language.T
	switch a {
	case Assess:
		return t("Bedömning", "Assessment")
	case Joint:
		return t("Gemensam planering", "Joint planning")
	case Transfer:
		return t("Övertagande", "Transfer")
	}
	return language.Text{}
}

// Says tells what the aim means.
func (a Aim) Says() language.Text {
	t := language.T
	switch a {
	case Assess:
		return t("Bedöm vilket stöd personen behöver från er. Vi har kvar vårt.", "Judge what support the person needs from you. We keep ours.")
	case Joint:
		return t("Personen behöver stöd av båda. Vi planerar tillsammans.", "The person needs support from both. We plan together.")
	case Transfer:
		return t("Ni tar över. Vi har insyn en tid och lämnar sedan.", "You take over. We keep sight for a time and then leave.")
	}
	return language.Text{}
}

// State is where a hand-over stands.
type State string

// The states.
const (
	Open      State = "open"
	Paused    State = "paused" // the receiver waits for more
	Accepted  State = "accepted"
	Returned  State = "returned"
	Withdrawn State = "withdrawn"
)

// Live tells whether the receiver has still to decide.
func (s State) Live() bool { return s == Open || s == Paused }

// Name gives the state in words.
func (s State) Name() language.Text {
	t := language.T
	switch s {
	case Open:
		return t("väntar på besked", "waits for a reply")
	case Paused:
		return t("väntar på komplettering", "waits for more")
	case Accepted:
		return t("mottagen", "accepted")
	case Returned:
		return t("återlämnad", "returned")
	case Withdrawn:
		return t("återtagen", "taken back")
	}
	return language.Text{}
}

// Age is how old the person is, as roughly as the receiver needs to know it.
type Age string

// The ages.
const (
	AgeUnsaid Age = ""
	Under25   Age = "under-25"
	Adult     Age = "25-59"
	Over59    Age = "60"
)

// Name gives the age in words.
func (a Age) Name() language.Text {
	t := language.T
	switch a {
	case Under25:
		return t("under 25 år", "under 25")
	case Adult:
		return t("25–59 år", "25 to 59")
	case Over59:
		return t("60 år eller äldre", "60 or older")
	}
	return t("anges inte", "not said")
}

// Reason is why a hand-over was returned.
type Reason string

// The reasons (features B3: a no says why, and whose it was).
const (
	NotOurs    Reason = "not-ours"   // somebody else has the task
	Incomplete Reason = "incomplete" // what was asked for did not come
	Full       Reason = "full"       // no place within a fair time
	Already    Reason = "already"    // the person is with us already, or in what is asked for
	Unwilling  Reason = "unwilling"  // the person does not want it
	Else       Reason = "other"
)

// Reasons lists the reasons in the order in which they are shown.
func Reasons() []Reason { return []Reason{NotOurs, Incomplete, Full, Already, Unwilling, Else} }

// Name gives the reason in words.
func (r Reason) Name() language.Text {
	t := language.T
	switch r {
	case NotOurs:
		return t("uppgiften är inte vår", "the task is not ours")
	case Incomplete:
		return t("det som behövdes kom inte", "what was needed did not come")
	case Full:
		return t("vi har ingen plats inom rimlig tid", "we have no place within a fair time")
	case Already:
		return t("det stöd som efterfrågas ges redan", "the support asked for is given already")
	case Unwilling:
		return t("personen vill inte", "the person does not want it")
	case Else:
		return t("annat skäl", "another reason")
	}
	return language.Text{}
}

// How is how the first contact with a person was made. A letter is no contact until it is answered (K10.2).
type How string

// The ways.
const (
	Call    How = "call"
	Meeting How = "meeting"
	Message How = "message" // answered by the person
)

// Hows lists the ways in the order in which they are shown.
func Hows() []How { return []How{Call, Meeting, Message} }

// Name gives the way in words.
func (h How) Name() language.Text {
	t := language.T
	switch h {
	case Call:
		return t("samtal", "a call")
	case Meeting:
		return t("möte", "a meeting")
	case Message:
		return t("brev eller meddelande som personen svarat på", "a letter or message that the person has answered")
	}
	return language.Text{}
}

// Handover is one hand-over, as both sides may know it before it is accepted: nothing in it says who the person is.
type Handover struct {
	ID           string        `db:"id"`
	Conversation string        `db:"conversation_id"`
	Municipality string        `db:"municipality_code"`
	Sender       string        `db:"sender_id"` // authority
	Receiver     string        `db:"receiver_id"`
	PathID       string        `db:"path_id"` // contact path that it goes by, if any
	Aim          Aim           `db:"aim"`
	Needs        Needs         `db:"needs"` // what support is wanted with; none about health
	Age          Age           `db:"age"`
	Interpreter  bool          `db:"interpreter"`
	State        State         `db:"state"`
	Reason       Reason        `db:"reason"` // why it was returned
	Agreement    string        `db:"agreement_id"`
	Commitment   string        `db:"commitment"` // "K10.1"
	Days         int64         `db:"days"`       // working days promised for the reply
	Due          db.Time       `db:"due_at"`     // of the reply
	SentAt       db.Time       `db:"sent_at"`
	DecidedAt    db.Time       `db:"decided_at"`     // accepted, returned or taken back
	ContactDays  int64         `db:"contact_days"`   // working days promised for the first contact
	ContactDue   db.Time       `db:"contact_due_at"` // zero before it is accepted
	ContactAt    db.Time       `db:"contact_at"`
	ContactHow   How           `db:"contact_how"`
	SightUntil   calendar.Date `db:"sight_until"` // last day on which whoever handed over sees the matter; zero: as long as it lasts
	Matter       string        `db:"matter_id"`   // once it is accepted
	StoppedAt    db.Time       `db:"stopped_at"`  // a consent was withdrawn before it was accepted
	RemindedAt   db.Time       `db:"reminded_at"`

	YouthContactDue db.Time `db:"youth_contact_due"` // of the first contact with somebody below 25; zero for others
	YouthPlanDue    db.Time `db:"youth_plan_due"`    // of a joint plan for somebody below 25; zero for others
	YouthPlanEnd    db.Time `db:"youth_plan_end"`    // when the waiting for it ended
	YouthPlan       Youth   `db:"youth_plan"`        // and how

	Version int64 `db:"version"`
}

// Ref names the hand-over.
func (h Handover) Ref() ref.Ref { return ref.To(Kind, h.ID) }

// Page is the address of its page.
func (h Handover) Page() string { return Path + "/" + h.ID }

// Other gives the authority on the other side.
func (h Handover) Other(authority string) string {
	if authority == h.Sender {
		return h.Receiver
	}
	return h.Sender
}

// Needs are codes of needs, kept as one text.
type Needs string

// NewNeeds puts codes together, each once, in the order of the list of needs.
func NewNeeds(codes []matter.Need) Needs {
	var out []string
	for _, n := range matter.Needs() {
		if slices.Contains(codes, n.Need) {
			out = append(out, string(n.Need))
		}
	}
	return Needs(strings.Join(out, " "))
}

// List gives the codes.
func (n Needs) List() (out []matter.Need) {
	for _, code := range strings.Fields(string(n)) {
		out = append(out, matter.Need(code))
	}
	return out
}

// Side is on which side of the hand-over an authority stands.
type Side string

// The sides.
const (
	Sender   Side = "sender"
	Receiver Side = "receiver"
)

// Desk is what one authority has for itself of a hand-over.
type Desk struct {
	ID           string       `db:"id"`
	Handover     string       `db:"handover_id"`
	Authority    string       `db:"authority_id"`
	Side         Side         `db:"side"`
	Unit         string       `db:"unit_id"`
	Account      string       `db:"account_id"`
	Person       string       `db:"person_id"` // its own record; the receiver's only after accepting
	GroundID     string       `db:"ground_id"`
	Ground       law.GroundID `db:"ground"`
	Shielded     bool         `db:"shielded"` // its own register has the person as protected
	Box          Box          `db:"box"`
	Mine         bool         `db:"mine"` // it is this side's turn
	Municipality string       `db:"municipality_code"`
	Due          db.Time      `db:"due_at"`
	Order        db.Time      `db:"order_at"`
	JoinedAt     db.Time      `db:"joined_at"`
}

// DeskKind is the kind of thing that a side's place for a hand-over is.
const DeskKind ref.Kind = "handover-desk"

// Box is where a side keeps a hand-over.
type Box string

// The boxes.
const (
	Live Box = "live"
	Over Box = "over"
)
