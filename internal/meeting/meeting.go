package meeting

import (
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/ref"
)

// Kind is a meeting in the trail and in rights.
const Kind ref.Kind = "meeting"

// Path is where meetings are listed.
const Path = "/personmoten"

// Sort is what kind of meeting it is.
type Sort string

// The sorts.
const (
	ThreeParty Sort = "three-party"
	SIP        Sort = "sip"
)

// Sorts lists the sorts in the order in which they are shown.
func Sorts() []Sort { return []Sort{ThreeParty, SIP} }

// Name gives the sort in words.
func (s Sort) Name() language.Text {
	if s == SIP {
		return language.T("möte om samordnad individuell plan (SIP)", "meeting on a joint individual plan (SIP)")
	}
	return language.T("trepartsmöte", "three-party meeting")
}

// Way is how those who are called meet.
type Way string

// The ways.
const (
	InPerson Way = "in-person"
	Phone    Way = "phone"
	Video    Way = "video"
)

// Ways lists the ways in the order in which they are shown.
func Ways() []Way { return []Way{InPerson, Phone, Video} }

// Name gives the way in words.
func (w Way) Name() language.Text {
	t := language.T
	switch w {
	case Phone:
		return t("på telefon", "by phone")
	case Video:
		return t("på video", "by video")
	}
	return t("på plats", "in person")
}

// State is where a meeting stands.
type State string

// The states.
const (
	Asked     State = "asked"
	Offered   State = "offered"
	Booked    State = "booked"
	Missed    State = "missed"
	Held      State = "held"
	Cancelled State = "cancelled"
)

// Name gives the state in words.
func (s State) Name() language.Text {
	t := language.T
	switch s {
	case Offered:
		return t("tider är erbjudna", "times are offered")
	case Booked:
		return t("bokat", "booked")
	case Missed:
		return t("blev inte av", "did not take place")
	case Held:
		return t("hållet", "held")
	case Cancelled:
		return t("avbokat", "cancelled")
	}
	return t("väntar på tider", "waits for times")
}

// Over tells whether nothing more comes of it.
func (s State) Over() bool { return s == Held || s == Cancelled }

// Part is one of those who are called: either authority's side, or the person.
type Part string

// The parts. Those of authorities are named as in matters.
const (
	Agency       Part = Part(matter.Agency)
	Municipality Part = Part(matter.Municipality)
	Person       Part = "person"
	House        Part = "house" // nobody: the matter was closed
)

// Parts lists those who are called.
func Parts() []Part { return []Part{Agency, Municipality, Person} }

// PartOf gives the part of an authority.
func PartOf(authority string) Part { return Part(matter.PartOf(authority)) }

// Name gives the part in words.
func (p Part) Name() language.Text {
	t := language.T
	switch p {
	case Agency:
		return t("Arbetsförmedlingen", "the agency")
	case Municipality:
		return t("kommunen", "the municipality")
	case Person:
		return t("personen", "the person")
	}
	return t("ingen: ärendet avslutades", "nobody: the matter was closed")
}

// Turn is whom a meeting waits for.
type Turn string

// Besides the parts, both authorities or nobody can be waited for.
const (
	Nobody Turn = ""
	Both   Turn = "both"
)

// Reply is what was answered to a call to SIP.
type Reply string

// The replies.
const (
	NoReply Reply = ""
	Yes     Reply = "yes"
	No      Reply = "no"
)

// Meeting is what both authorities know of it: nothing in it says who the person is.
type Meeting struct {
	ID           string        `db:"id"`
	Matter       string        `db:"matter_id"`
	Municipality string        `db:"municipality_code"`
	Sort         Sort          `db:"sort"`
	Way          Way           `db:"way"`
	State        State         `db:"state"`
	Turn         Turn          `db:"turn"`
	By           Part          `db:"asked_by"`
	AskedAt      db.Time       `db:"asked_at"`
	Interpreter  bool          `db:"interpreter"`   // one is needed; in which language stands in the call
	Accessible   bool          `db:"accessible"`    // the premises must be
	PlaceMessage string        `db:"place_message"` // that told where it is since the call; empty: the call says
	Message      string        `db:"message_id"`    // the call
	Reply        Reply         `db:"reply"`         // to a call to SIP
	ReplyMessage string        `db:"reply_message"`
	Round        int64         `db:"round"` // of offered times, from 1
	Slot         string        `db:"slot_id"`
	Starts       db.Time       `db:"starts_at"` // booked
	Ends         db.Time       `db:"ends_at"`
	Sequence     int64         `db:"sequence"` // of the calendar file
	WaitsSince   db.Time       `db:"waits_since"`
	CancelledBy  Part          `db:"cancelled_by"`
	Absent       string        `db:"absent"`      // parts, with commas
	Interpreted  string        `db:"interpreted"` // yes or no, when one was needed and it is held
	HeldMessage  string        `db:"held_message"`
	OverAt       db.Time       `db:"over_at"`
	Reminded     calendar.Date `db:"reminded_on"`
	Order        db.Time       `db:"order_at"`
	Version      int64         `db:"version"`
}

// Ref names the meeting.
func (m Meeting) Ref() ref.Ref { return ref.To(Kind, m.ID) }

// Page is the address of its page.
func (m Meeting) Page() string { return Path + "/" + m.ID }

// Waits tells whether the person asked to wait, and has not said that it can go on.
func (m Meeting) Waits() bool { return !m.WaitsSince.IsZero() }

// Passed tells whether a booked meeting is past its end without anybody having noted how it went.
func (m Meeting) Passed(now time.Time) bool { return m.State == Booked && !now.Before(m.Ends.Time) }

// ToDo tells what an authority's side is to do with it now.
func (m Meeting) ToDo(p Part, now time.Time) (text language.Text, ok bool) {
	t := language.T
	mine := m.Turn == Both || m.Turn == Turn(p)
	switch {
	case m.Passed(now):
		return t("anteckna hur det gick", "note how it went"), true
	case !mine:
		return language.Text{}, false
	case (m.State == Asked || m.State == Offered) && m.Sort == SIP && m.Reply == NoReply && m.By != p:
		return t("svara på kallelsen", "reply to the call"), true
	case m.State == Asked:
		return t("erbjuda tider", "offer times"), true
	case m.State == Offered:
		return t("säga vilka tider som passar", "say which times suit"), true
	case m.State == Missed:
		return t("erbjuda nya tider", "offer new times"), true
	}
	return language.Text{}, false
}

// absent lists who did not come.
func (m Meeting) absent() []Part { return partsIn(m.Absent) }

func partsIn(s string) (out []Part) {
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) {
		out = append(out, Part(p))
	}
	return out
}

func joined(list []Part) string {
	var out []string
	for _, p := range list {
		out = append(out, string(p))
	}
	return strings.Join(out, ",")
}

// Slot is a time that was offered.
type Slot struct {
	ID      string  `db:"id"`
	Meeting string  `db:"meeting_id"`
	Round   int64   `db:"round"`
	Starts  db.Time `db:"starts_at"`
	Ends    db.Time `db:"ends_at"`
	By      Part    `db:"offered_by"`
}

// answer is what one part said of one time.
type answer struct {
	Slot  string  `db:"slot_id"`
	Part  Part    `db:"part"`
	Suits bool    `db:"suits"`
	At    db.Time `db:"at"`
}

// Offer is a time with what those who are called have said of it.
type Offer struct {
	Slot
	Says map[Part]bool // nothing: has not said
}

// Suits tells whether everybody who is called has said that they can.
func (o Offer) Suits() bool { return o.Says[Agency] && o.Says[Municipality] && o.Says[Person] }

// Refused tells whether somebody has said that they cannot.
func (o Offer) Refused() bool {
	for _, suits := range o.Says {
		if !suits {
			return true
		}
	}
	return false
}

// Act is what happened in a meeting.
type Act string

// The acts.
const (
	Ask     Act = "ask"
	Propose Act = "offer"
	Answer  Act = "answer"
	Decline Act = "decline" // the person can at none of the times
	Wait    Act = "wait"    // the person asks to wait
	Ready   Act = "ready"   // the person can go on
	Book    Act = "book"
	Moves   Act = "move" // a booked meeting gets new times
	Cancel  Act = "cancel"
	Hold    Act = "hold"
	Miss    Act = "miss"
	Answers Act = "reply" // to a call to SIP
	Remind  Act = "remind"
)

// Event is one thing that happened. What Code means stands with reckon.
type Event struct {
	ID      string  `db:"id"`
	Meeting string  `db:"meeting_id"`
	Seq     int64   `db:"seq"`
	Act     Act     `db:"act"`
	At      db.Time `db:"at"`
	Part    Part    `db:"part"` // whose act
	Code    string  `db:"code"`
	When    db.Time `db:"when_at"` // the first time offered, or the time booked
}
