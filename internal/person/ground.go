package person

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ref"
)

// GroundState is where a ground stands.
type GroundState string

// The states.
const (
	Submitted GroundState = "submitted" // given, not yet judged to be enough
	Accepted  GroundState = "accepted"
	Rejected  GroundState = "rejected" // not enough; the person is told (JO 3185-2017)
	Withdrawn GroundState = "withdrawn"
)

// Form is how a consent was given.
type Form string

// The forms.
const (
	Written Form = "written"
	Digital Form = "digital"
	Oral    Form = "oral" // said, and noted by who heard it
	Letter  Form = "letter"
)

// Forms lists the forms in the order in which they are shown.
func Forms() []Form { return []Form{Written, Digital, Oral, Letter} }

// Name gives the form in words.
func (f Form) Name() language.Text {
	switch f {
	case Written:
		return language.T("på papper", "on paper")
	case Digital:
		return language.T("digitalt", "digitally")
	case Oral:
		return language.T("muntligt, antecknat av den som tog emot det", "orally, noted by whoever heard it")
	case Letter:
		return language.T("i brev", "in a letter")
	}
	return language.Text{}
}

// Ground is one ground on which something about a person may be told by one authority to another.
type Ground struct {
	ID        string       `db:"id"`
	Person    string       `db:"person_id"`
	Authority string       `db:"authority_id"` // whose record it stands in
	Kind      law.GroundID `db:"ground"`
	From      string       `db:"from_authority"` // who may tell
	To        string       `db:"to_authority"`   // who may be told
	Purpose   string       // what the information is needed for; kept sealed, and opened for the person's own page
	Topics    Topics       `db:"topics"` // what about; none is everything for the purpose
	Form      Form         `db:"form"`
	Evidence  string       `db:"evidence_id"` // file, if any
	Citation  string       `db:"citation"`    // the provision, where the ground is a duty in another act
	StartsAt  db.Time      `db:"starts_at"`
	EndsAt    db.Time      `db:"ends_at"` // zero until further notice; not included
	State     GroundState  `db:"state"`
	DecidedAt db.Time      `db:"decided_at"`
	Informed  db.Time      `db:"informed_at"` // when the person was told of a rejection
	Stopped   db.Time      `db:"withdrawn_at"`
	Version   int64        `db:"version"`
}

// Ref names the ground.
func (g Ground) Ref() ref.Ref { return ref.To(GroundKind, g.ID) }

// Topics are codes of what a ground covers, kept as one text.
type Topics string

// NewTopics puts codes together, in order and each once.
func NewTopics(codes ...string) Topics {
	codes = slices.Clone(codes)
	slices.Sort(codes)
	return Topics(strings.Join(slices.Compact(codes), " "))
}

// List gives the codes; none when every topic is covered.
func (t Topics) List() []string { return strings.Fields(string(t)) }

// WithoutHealth covers every topic but those about health, whose codes end in healthMark. It stands alone.
const (
	WithoutHealth Topics = "without-health-data"
	healthMark    string = "-health"
)

// Health gives the code of a topic where what is told about it is about health.
func Health(code string) string { return code + healthMark }

// Broad covers every topic: what is about health too only when that is said. Data concerning health is a special category of
// personal data (the regulation (EU) 2016/679, article 9), and what the person agrees to must be clear.
func Broad(health bool) Topics {
	if health {
		return ""
	}
	return WithoutHealth
}

// Covers tells whether a topic is covered.
func (t Topics) Covers(topic string) bool {
	switch t {
	case "":
		return true
	case WithoutHealth:
		return !strings.HasSuffix(topic, healthMark)
	}
	return slices.Contains(t.List(), topic)
}

// Health tells whether anything about health is covered.
func (t Topics) Health() bool {
	return t == "" || slices.ContainsFunc(t.List(), func(code string) bool { return strings.HasSuffix(code, healthMark) })
}

// Use is what a ground is needed for: who tells whom about what.
type Use struct {
	From, To string // authorities
	Topic    string
}

// Live tells whether the ground holds at an instant: accepted, begun, not ended and not withdrawn.
func (g Ground) Live(at time.Time) bool {
	return g.State == Accepted && !at.Before(g.StartsAt.Time) && (g.EndsAt.IsZero() || at.Before(g.EndsAt.Time))
}

// Allows tells whether the ground lets a use happen at an instant.
func (g Ground) Allows(u Use, at time.Time) bool {
	return g.Live(at) && g.From == u.From && g.To == u.To && g.Topics.Covers(u.Topic)
}

// Accept gives the ground as judged to be enough.
func (g Ground) Accept() (Ground, error) {
	if g.State != Submitted {
		return g, decided()
	}
	g.State = Accepted
	return g, nil
}

// Reject gives the ground as judged not to be enough.
func (g Ground) Reject() (Ground, error) {
	if g.State != Submitted {
		return g, decided()
	}
	g.State = Rejected
	return g, nil
}

// Withdraw gives the ground as withdrawn. Only what rests on the person's will can be: a consent.
func (g Ground) Withdraw(at time.Time) (Ground, error) {
	if g.Kind != law.Consent {
		return g, fault.New(fault.Invalid, language.T("Bara ett samtycke kan återkallas. Övriga grunder följer av lag.", "Only a consent can be withdrawn. Other grounds follow from law."))
	}
	if g.State != Accepted && g.State != Submitted {
		return g, decided()
	}
	g.State, g.Stopped = Withdrawn, db.At(at)
	return g, nil
}

func decided() error {
	return fault.New(fault.Conflict, language.T("Grunden är redan avgjord eller återkallad. Läs in sidan igen.", "The ground has been decided or withdrawn already. Load the page again."))
}

// Choices gives the grounds that the staff of a side may choose on a day, the ordinary ones first. Those that belong to a
// flow set apart from collaboration are left out, and the general clause is not for the social services (OSL 10:27).
func Choices(side law.Side, on calendar.Date) []law.Ground {
	return slices.DeleteFunc(law.GroundsFor(side, on), func(g law.Ground) bool { return g.Restricted })
}
