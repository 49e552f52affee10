package measure

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/ref"
)

// Kind is a measure in the trail and in links.
const Kind ref.Kind = "measure"

// Path is where measures are listed.
const Path = "/insatser"

// State is how a measure stands.
type State string

// The states.
const (
	Offered State = "offered"
	Paused  State = "paused" // nobody new is taken in for the time being
	Ended   State = "ended"  // in history only
)

// Name gives the state in words.
func (s State) Name() language.Text {
	switch s {
	case Offered:
		return language.T("erbjuds", "offered")
	case Paused:
		return language.T("tar en paus", "paused")
	}
	return language.T("upphörd", "ended")
}

// Measure is an entry of the toolbox.
type Measure struct {
	ID        string          `db:"id"`
	Authority string          `db:"authority_id"` // that keeps the entry
	Scheme    law.ProgrammeID `db:"scheme"`       // what sort of measure it is, and who decides on it
	Name      string          `db:"name"`
	Says      string          `db:"says"`       // what one does there, in plain words
	Organiser string          `db:"organiser"`  // who carries it out, when it is not the authority
	Apply     string          `db:"apply"`      // how a person comes to it
	Site      string          `db:"site"`       // street address or the like
	Remote    bool            `db:"remote"`     // can be taken part in from home
	HoursFrom int64           `db:"hours_from"` // hours a week; 0 when nothing is said
	HoursTo   int64           `db:"hours_to"`
	Weeks     int64           `db:"weeks"`  // how long it lasts; 0 is as long as the person needs
	Places    int64           `db:"places"` // how many at once; 0 sets no limit
	Taken     int64           `db:"taken"`  // how many of the places are taken; only Take and Leave move it
	Starts    calendar.Date   `db:"starts"` // next day on which it begins; zero when one begins at any time
	Rules     Rules           `db:"rules"`
	State     State           `db:"state"`
	From      calendar.Date   `db:"valid_from"`
	To        calendar.Date   `db:"valid_to"`   // last day; zero until further notice
	Owner     string          `db:"owner_id"`   // the account that answers for the entry
	CheckedAt db.Time         `db:"checked_at"` // last changed or confirmed
	ChangedAt db.Time         `db:"changed_at"` // last time when there was something new to tell
	Version   int64           `db:"version"`
	Needs     []matter.Need   // what it helps with
	Groups    []Group         // for whom; none is for anybody
	Areas     []string        // municipality codes; none is every municipality that the authority serves
	Languages []string        // in which one can take part, as language tags
}

// Ref names the measure.
func (m Measure) Ref() ref.Ref { return ref.To(Kind, m.ID) }

// Page is the address of its page.
func (m Measure) Page() string { return Path + "/" + m.ID }

// Sort gives the scheme that the measure is of.
func (m Measure) Sort() law.Scheme {
	s, _ := law.SchemeOf(m.Scheme)
	return s
}

// On tells how the measure stands on a day: whose last day has passed has ended, whether or not the clock has come by.
func (m Measure) On(day calendar.Date) State {
	if m.State != Ended && !m.To.IsZero() && m.To.Before(day) {
		return Ended
	}
	return m.State
}

// Open tells whether somebody can be proposed it on a day.
func (m Measure) Open(day calendar.Date) bool { return m.On(day) == Offered }

// Left is how many places are free; limited is false when there is no limit.
func (m Measure) Left() (free int64, limited bool) {
	return max(0, m.Places-m.Taken), m.Places > 0
}

// Full tells whether every place is taken.
func (m Measure) Full() bool {
	free, limited := m.Left()
	return limited && free == 0
}

// FreshUntil is when the entry must have been changed or confirmed again: at the end of the day a calendar month after the
// last time (K14.1).
func (m Measure) FreshUntil() time.Time { return calendar.DateOf(m.CheckedAt.Time).AddMonths(1).End() }

// Stale tells whether nobody has said for a month that the entry is right.
func (m Measure) Stale(now time.Time) bool { return m.State != Ended && !now.Before(m.FreshUntil()) }

// Serves tells whether the measure is for a municipality. An entry that names none is for all that its authority serves,
// which whoever lists entries has asked for already.
func (m Measure) Serves(code string) bool { return len(m.Areas) == 0 || slices.Contains(m.Areas, code) }

// Provider is who carries it out, for times and results by provider: the organiser, else the authority by its id.
func (m Measure) Provider() string {
	if m.Organiser != "" {
		return m.Organiser
	}
	return m.Authority
}

func (m Measure) sortKey() string { return language.SortKey(m.Name) }

// searchKey is what a measure is found by, in both languages.
func (m Measure) searchKey() string {
	kind := m.Sort()
	words := []string{m.Name, m.Says, m.Organiser, m.Site, kind.Name.Sv, kind.Name.En}
	for _, n := range m.Needs {
		info, _ := matter.NeedOf(n)
		words = append(words, info.Name.Sv, info.Name.En)
	}
	for _, g := range m.Groups {
		words = append(words, g.Name().Sv, g.Name().En)
	}
	return language.SearchKey(strings.Join(words, " "))
}
