package signing

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The kinds of thing that this room names in the trail and in links.
const (
	RoundKind ref.Kind = "signing"
	SlotKind  ref.Kind = "signing-slot"
)

// State is where a round stands.
type State string

// The states of a round.
const (
	Open      State = "open"
	Completed State = "completed"
	Refused   State = "refused"
	Withdrawn State = "withdrawn"
)

// Round is the signing of one frozen version.
type Round struct {
	ID        string  `db:"id"`
	Draft     string  `db:"draft_id"`
	Text      int64   `db:"text_no"`     // number of the version
	Digest    string  `db:"text_digest"` // SHA-256 of its frozen text, in hexadecimal
	State     State   `db:"state"`
	StartedAt db.Time `db:"started_at"`
	EndedAt   db.Time `db:"ended_at"`     // zero while open
	Reason    string  `db:"reason"`       // why it was refused or withdrawn
	Agreement string  `db:"agreement_id"` // what it became part of; empty until completed
	Sealed    string  `db:"sealed_file_id"`
	Version   int64   `db:"version"`
	Slots     []Slot
}

// Ref names the round.
func (r Round) Ref() ref.Ref { return ref.To(RoundKind, r.ID) }

// Path is the address of its page.
func (r Round) Path() string { return "/underskrift/" + r.ID }

// Capacity is as what somebody signs for a party. One agreement may need both (two signatories).
type Capacity string

// The capacities.
const (
	Political      Capacity = "political"      // chair of the board, or whom it has chosen
	Administrative Capacity = "administrative" // head of the administration or unit
)

// SlotState is where one signature stands.
type SlotState string

// The states of a slot.
const (
	Waiting SlotState = "waiting"
	Brought SlotState = "brought" // on a paper that one side has brought and the other has not confirmed
	Signed  SlotState = "signed"
	Refuses SlotState = "refused"
)

// Slot is the place of one signature.
type Slot struct {
	ID             string        `db:"id"`
	Round          string        `db:"round_id"`
	Group          int64         `db:"step"` // groups sign one after the other, from 1
	Authority      string        `db:"authority_id"`
	Capacity       Capacity      `db:"capacity"`
	Both           bool          `db:"both_capacities"` // signs in the other capacity too, on a delegation that says so
	Account        string        `db:"account_id"`      // who is to sign; empty when somebody without an account signs on paper
	Name           string        `db:"name"`            // as it stands in the document
	Function       string        `db:"function"`        // "nämndens ordförande"
	Decision       string        `db:"decision"`        // the delegation: see Delegation
	Decided        calendar.Date `db:"decided_on"`
	Ground         string        `db:"ground"`
	RegistryNumber string        `db:"registry_number"`
	State          SlotState     `db:"state"`
	At             db.Time       `db:"at"`        // of the signature or the refusal
	Reason         string        `db:"reason"`    // of a refusal
	Method         string        `db:"method"`    // how the signatory showed who they were; "paper" for a paper
	Assurance      string        `db:"assurance"` // level that a provider of sign-in stated, if any
	ProvedAt       db.Time       `db:"proved_at"`
	Paper          string        `db:"paper_file_id"` // the scan of a paper
	BroughtBy      string        `db:"brought_by"`    // account that brought the paper
	ConfirmedBy    string        `db:"confirmed_by"`  // account of another party that confirmed it
	Version        int64         `db:"version"`
}

// Delegation is what gives somebody the right to sign for a party: the decision, its day, its ground in the party's
// order of delegation, and the number it is registered under.
type Delegation struct {
	Decision       string // "AMN § 88"
	Decided        calendar.Date
	Ground         string // "delegationsordningen punkt 4.2"
	RegistryNumber string
	Both           bool // it lets one person sign both for the board and for the administration
}

// Delegation is what the slot stands on.
func (s Slot) Delegation() Delegation {
	return Delegation{s.Decision, s.Decided, s.Ground, s.RegistryNumber, s.Both && s.Decision != ""}
}

// record lets the slot stand on a delegation, whole or empty. A slot that stands for both capacities needs one that says
// that it covers both.
func (s *Slot) record(d Delegation) error {
	if s.Both && d != (Delegation{}) && !d.Both {
		return fault.New(fault.Invalid, language.T("Delegationen räcker inte till för den här underskriften.", "The delegation does not suffice for this signature."), fault.Field("both", sayCoversBoth))
	}
	s.Decision, s.Decided, s.Ground, s.RegistryNumber = d.Decision, d.Decided, d.Ground, d.RegistryNumber
	return nil
}

var sayCoversBoth = language.T("Personen undertecknar både för nämnden och för förvaltningen. Intyga att beslutet omfattar båda, eller ta tillbaka versionen och välj två undertecknare.",
	"The person signs both for the board and for the administration. Confirm that the decision covers both, or take the version back and choose two signatories.")

// Step is the group whose turn it is: the lowest with a signature missing; 0 when none is.
func (r Round) Step() int64 {
	step := int64(0)
	for _, s := range r.Slots {
		if s.State != Signed && (step == 0 || s.Group < step) {
			step = s.Group
		}
	}
	return step
}

// Left are the slots that are not signed, in order.
func (r Round) Left() []Slot {
	return slices.DeleteFunc(slices.Clone(r.Slots), func(s Slot) bool { return s.State == Signed })
}

// Due are the slots whose turn it is.
func (r Round) Due() []Slot {
	step := r.Step()
	return slices.DeleteFunc(r.Left(), func(s Slot) bool { return s.Group != step })
}

// Slot gives a slot by its id.
func (r Round) Slot(id string) (Slot, bool) {
	i := slices.IndexFunc(r.Slots, func(s Slot) bool { return s.ID == id })
	if i < 0 {
		return Slot{}, false
	}
	return r.Slots[i], true
}
