package negotiation

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// DraftKind is the kind of thing that this room names in the trail and in links.
const DraftKind ref.Kind = "draft"

// Kind is what a draft is for.
type Kind string

// The kinds of draft.
const (
	NewAgreement Kind = "new"
	Amendment    Kind = "amendment" // a new version of an agreement in force: only what is chosen changes
	Renewal      Kind = "renewal"   // the next agreement, from the current one's text
	Joining      Kind = "joining"   // a municipality more in an agreement in force
)

// Kinds lists the kinds in the order in which they are shown.
func Kinds() []Kind { return []Kind{NewAgreement, Amendment, Renewal, Joining} }

// Label is the kind in a few words.
func (k Kind) Label() language.Text {
	switch k {
	case NewAgreement:
		return language.T("ny överenskommelse", "new agreement")
	case Amendment:
		return language.T("ändring", "amendment")
	case Renewal:
		return language.T("förlängning", "renewal")
	case Joining:
		return language.T("ny kommun ansluts", "a municipality joins")
	}
	return language.Same(string(k))
}

// Title is the kind as the beginning of a line about a draft.
func (k Kind) Title() language.Text {
	switch k {
	case Amendment:
		return language.T("Ändring", "Amendment")
	case Renewal:
		return language.T("Förlängning", "Renewal")
	case Joining:
		return language.T("Anslutning", "Joining")
	}
	return language.T("Ny överenskommelse", "New agreement")
}

// State is where a draft stands.
type State string

// The states.
const (
	Drafting  State = "drafting" // somebody holds the pen
	Proposed  State = "proposed" // a version lies before the parties
	Approved  State = "approved" // every party has approved the latest version
	Signing   State = "signing"
	Concluded State = "concluded"
	Withdrawn State = "withdrawn"
	Expired   State = "expired"
)

// States lists the states in the order in which a draft passes through them.
func States() []State {
	return []State{Drafting, Proposed, Approved, Signing, Concluded, Withdrawn, Expired}
}

// Label is the state in a word or two.
func (s State) Label() language.Text {
	switch s {
	case Drafting:
		return language.T("skrivs", "being written")
	case Proposed:
		return language.T("föreslagen", "proposed")
	case Approved:
		return language.T("godkänd av alla", "approved by all")
	case Signing:
		return language.T("undertecknas", "being signed")
	case Concluded:
		return language.T("gäller", "in force")
	case Withdrawn:
		return language.T("avbrutet", "called off")
	case Expired:
		return language.T("förfallet", "lapsed")
	}
	return language.Same(string(s))
}

// Live tells whether something can still become of the draft.
func (s State) Live() bool { return s != Concluded && s != Withdrawn && s != Expired }

// Draft is one draft with its parties, without its texts.
type Draft struct {
	ID        string        `db:"id"`
	Kind      Kind          `db:"kind"`
	Agreement string        `db:"agreement_id"` // the one amended, renewed or joined; empty for a new one
	Template  int64         `db:"template"`     // number of the template version that it began from
	State     State         `db:"state"`
	Turn      string        `db:"turn_id"` // authority that holds the pen; empty when nobody does
	Latest    int64         `db:"latest"`  // number of the latest version put forward; 0 when none is
	BegunAt   db.Time       `db:"begun_at"`
	BegunBy   string        `db:"begun_by"`     // authority
	SteppedAt db.Time       `db:"stepped_at"`   // when something last happened; it lapses ExpiryDays later
	ClosedAt  db.Time       `db:"closed_at"`    // concluded, withdrawn or expired; else zero
	Reason    string        `db:"reason"`       // why it was withdrawn or opened again
	Concluded string        `db:"concluded_id"` // the agreement that it became
	Holds     calendar.Date `db:"holds_from"`   // first day of its text as the agreement's, once concluded; zero when that was before days were kept
	Version   int64         `db:"version"`      // rises with every change
	Parties   []Party
}

// Party is an authority that the agreement is to bind.
type Party struct {
	Authority    string `db:"authority_id"`
	Municipality string `db:"municipality_code"` // whose board it is; empty for the employment agency
}

// Ref names the draft.
func (d Draft) Ref() ref.Ref { return ref.To(DraftKind, d.ID) }

// Path is the address of its page.
func (d Draft) Path() string { return "/utkast/" + d.ID }

// Binds tells whether an authority is a party.
func (d Draft) Binds(authority string) bool {
	return slices.ContainsFunc(d.Parties, func(p Party) bool { return p.Authority == authority })
}

// Municipalities are the codes of the municipalities, each once, by code.
func (d Draft) Municipalities() []string {
	var codes []string
	for _, p := range d.Parties {
		if p.Municipality != "" {
			codes = append(codes, p.Municipality)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// ExpiryDays is how long a draft waits for somebody to do something before it lapses: twelve weeks.
const ExpiryDays = 84

// Lapses is the day on which the draft lapses if nothing happens; zero when it cannot.
func (d Draft) Lapses() calendar.Date {
	if !d.State.Live() || d.State == Signing {
		return calendar.Date{}
	}
	return calendar.DateOf(d.SteppedAt.Time).AddDays(ExpiryDays)
}

// Approval is one party's approval of one version.
type Approval struct {
	Draft     string  `db:"draft_id"`
	No        int64   `db:"no"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
	Decision  string  `db:"decision"` // the party's own decision, such as "AMN 2026-03-02 § 14"; may be empty
	At        db.Time `db:"at"`
}

// Missing are the parties that have not approved the latest version.
func (d Draft) Missing(all []Approval) []string {
	var out []string
	for _, p := range d.Parties {
		if !approved(all, d.Latest, p.Authority) {
			out = append(out, p.Authority)
		}
	}
	return out
}

func approved(all []Approval, no int64, authority string) bool {
	return slices.ContainsFunc(all, func(a Approval) bool { return a.No == no && a.Authority == authority })
}
