package agreement

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/ref"
)

// The kinds of thing that this room names in the trail and in links.
const (
	AgreementKind ref.Kind = "agreement"
	ImportKind    ref.Kind = "agreement-import" // the id is the digest of the file
)

// Standing is what was taken in, as it is kept; it does not change when a day passes.
type Standing string

// The standings.
const (
	Concluded Standing = "agreement" // an agreement
	Announced Standing = "announced" // the municipality has said that it intends to sign one
	Declined  Standing = "declined"  // the municipality has said that it will not
)

// Agreement is one local agreement, or a stated intention or refusal.
type Agreement struct {
	ID         string        `db:"id"`
	Kind       Kind          `db:"kind"`
	Standing   Standing      `db:"standing"`
	Signed     calendar.Date `db:"signed_on"`     // by the last party; zero when not known
	From       calendar.Date `db:"valid_from"`    // first day in force
	To         calendar.Date `db:"valid_to"`      // last day in force as agreed; zero until further notice
	Terminated calendar.Date `db:"terminated_on"` // last day in force when it was ended before its time; else zero
	// RenewedFrom is the first day of the latest renewal: what was agreed before holds until the day before, To is the
	// renewal's own. Zero when it has not been renewed.
	RenewedFrom calendar.Date `db:"renewed_from"`
	Source      string        `db:"source"`       // where the knowledge comes from: an address or a few words
	Scan        string        `db:"scan_file_id"` // the scanned copy; empty when there is none
	Key         string        `db:"natural_key"`  // what an import knows it again by; see NaturalKey
	Version     int64         `db:"version"`      // rises with every change
	SortKey     string        `db:"sort_key"`     // its place in lists, in Swedish order; made when it is written
	Parties     []Party
}

// Party is an authority that the agreement binds.
type Party struct {
	Authority      string `db:"authority_id"`
	Municipality   string `db:"municipality_code"` // whose board it is; empty for Arbetsförmedlingen
	RegistryNumber string `db:"registry_number"`   // the party's own (diarienummer); may be empty
	// First and last day as a party, when they are not the agreement's own: one that joined later, one that left before.
	Joined calendar.Date `db:"joined_on"`
	Left   calendar.Date `db:"left_on"`
}

// Ref names the agreement.
func (a Agreement) Ref() ref.Ref { return ref.To(AgreementKind, a.ID) }

// Path is the address of its page.
func (a Agreement) Path() string { return "/overenskommelser/" + a.ID }

// Last is the last day in force: the earlier of what was agreed and what termination made of it. Zero means until
// further notice.
func (a Agreement) Last() calendar.Date {
	switch {
	case a.Terminated.IsZero():
		return a.To
	case a.To.IsZero():
		return a.Terminated
	}
	return calendar.Min(a.To, a.Terminated)
}

// Period is the days in which it holds.
func (a Agreement) Period() calendar.Period { return calendar.Period{From: a.From, To: a.Last()} }

// InForce tells whether it is an agreement and holds on the day.
func (a Agreement) InForce(day calendar.Date) bool {
	return a.Standing == Concluded && a.Period().Contains(day)
}

// Municipalities are the codes of the municipalities bound, each once, by code.
func (a Agreement) Municipalities() []string {
	var codes []string
	for _, p := range a.Parties {
		if p.Municipality != "" {
			codes = append(codes, p.Municipality)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// RegistryNumber is a party's own number; empty when there is none or it is no party.
func (a Agreement) RegistryNumber(authority string) string {
	for _, p := range a.Parties {
		if p.Authority == authority {
			return p.RegistryNumber
		}
	}
	return ""
}

// Binds tells whether the authority is a party.
func (a Agreement) Binds(authority string) bool {
	return slices.ContainsFunc(a.Parties, func(p Party) bool { return p.Authority == authority })
}
