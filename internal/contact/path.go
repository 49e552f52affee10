package contact

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Kind names a contact path in the trail and to policy.
const Kind ref.Kind = "contact-path"

// Channel is how a question travels.
type Channel string

// The channels.
const (
	Samsyn  Channel = "samsyn"
	SDK     Channel = "sdk"
	WebForm Channel = "form"
	Phone   Channel = "phone"
	Video   Channel = "video"
	Visit   Channel = "visit"
	Letter  Channel = "letter"
)

// Channels lists the channels in the order in which a question prefers them: what is written and kept first, then voice,
// then meeting (domain facts 0.5).
func Channels() []Channel { return []Channel{Samsyn, SDK, WebForm, Phone, Video, Visit, Letter} }

// Label names a channel.
func (c Channel) Label() language.Text {
	switch c {
	case Samsyn:
		return language.Same("Samsyn")
	case SDK:
		return language.T("säker digital kommunikation (SDK)", "secure digital communication (SDK)")
	case WebForm:
		return language.T("webbformulär", "web form")
	case Phone:
		return language.T("telefon med återuppringning", "telephone with call-back")
	case Video:
		return language.T("videomöte", "video meeting")
	case Visit:
		return language.T("besök", "visit")
	case Letter:
		return language.T("brev", "letter")
	}
	return language.Same(string(c))
}

// Shields tells whether a question about somebody with a protected identity may go by the channel: never in text over a
// network (domain facts 0.5).
func (c Channel) Shields() bool { return c == Phone || c == Visit || c == Letter }

func (c Channel) rank() int { return slices.Index(Channels(), c) }

// State is what is known of whether a path works.
type State string

// The states.
const (
	Confirmed   State = "confirmed"   // the owner said so within 90 days
	Unconfirmed State = "unconfirmed" // nobody has, or it was too long ago
	Inactive    State = "inactive"    // it has ended
)

// FreshDays is for how many days a confirmation holds (K8.1).
const FreshDays = 90

// Path is one way to reach an authority: about what, for which municipalities, in which channel, when and how soon.
type Path struct {
	ID          string         `db:"id"`
	Authority   string         `db:"authority_id"`
	Unit        string         `db:"unit_id"` // of the authority; may be empty
	Name        string         `db:"name"`
	Channel     Channel        `db:"channel"`
	Address     string         `db:"address"` // functional address, telephone number, place: what the channel needs
	Hours       calendar.Hours `db:"hours"`
	Personal    bool           `db:"personal"`    // takes what is about a person
	Protected   bool           `db:"protected"`   // takes what is about somebody with a protected identity
	Urgent      bool           `db:"urgent"`      // is meant for what cannot wait
	Open        bool           `db:"open"`        // the public may see it
	FirstDays   int64          `db:"first_days"`  // promised first human response, working days; 0 is the same day
	AnswerDays  int64          `db:"answer_days"` // promised answer, working days
	Kept        State          `db:"state"`       // as stored; StateAt says how it stands
	Owner       string         `db:"owner_id"`    // the account that answers for it; may be empty
	ConfirmedAt db.Time        `db:"confirmed_at"`
	ConfirmedBy string         `db:"confirmed_by"`
	CheckedAt   db.Time        `db:"checked_at"`   // last confirmed or shown to work, else when it was made
	SilentSince calendar.Date  `db:"silent_since"` // the day on which it was found that it is used and nobody answers; zero otherwise
	From        calendar.Date  `db:"valid_from"`
	To          calendar.Date  `db:"valid_to"`  // last day; zero until further notice
	Languages   string         `db:"languages"` // in words: "svenska, arabiska"
	Place       string         `db:"place"`     // where to go and how to get in, for a visit
	Note        string         `db:"note"`
	Version     int64          `db:"version"`
	Topics      []Topic
	Areas       []string // municipality codes, by code; none is every municipality that the authority serves
}

// Ref names the path.
func (p Path) Ref() ref.Ref { return ref.To(Kind, p.ID) }

// Path is the address of its page.
func (p Path) Path() string { return "/kontaktvagar/" + p.ID }

// On tells whether the path is there on a day.
func (p Path) On(day calendar.Date) bool {
	return p.Kept != Inactive && calendar.Period{From: p.From, To: p.To}.Contains(day)
}

// StateAt is how the path stands at an instant: a confirmation that is too old no longer counts, whether or not the clock
// has come by.
func (p Path) StateAt(at time.Time) State {
	switch {
	case p.Kept == Inactive || !p.To.IsZero() && calendar.DateOf(at).After(p.To):
		return Inactive
	case p.Kept == Confirmed && !p.ConfirmedAt.IsZero() && at.Before(p.FreshUntil()):
		return Confirmed
	}
	return Unconfirmed
}

// FreshUntil is when the latest confirmation ceases to hold: at the end of the 90th day after it.
func (p Path) FreshUntil() time.Time { return freshUntil(p.ConfirmedAt.Time) }

func freshUntil(at time.Time) time.Time { return calendar.DateOf(at).AddDays(FreshDays).End() }

// Takes tells whether the path answers a topic.
func (p Path) Takes(t Topic) bool { return slices.Contains(p.Topics, t) }

// Serves tells whether the path is for a municipality.
func (p Path) Serves(code string) bool { return len(p.Areas) == 0 || slices.Contains(p.Areas, code) }

// key is where a path stands in lists: Swedish order of its name.
func (p Path) key() string { return language.SortKey(p.Name) }

// searchKey is what a path is found by: its name, address, place and the names of its topics in both languages.
func (p Path) searchKey() string {
	words := []string{p.Name, p.Address, p.Place}
	for _, t := range p.Topics {
		if info, ok := TopicOf(t); ok {
			words = append(words, info.Name.Sv, info.Name.En)
		}
	}
	return language.SearchKey(strings.Join(words, " "))
}
