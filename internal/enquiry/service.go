package enquiry

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
	"samsyn/internal/ui"
)

// Service is the use cases of questions. Each act is all or nothing: the state, the clock, both sides' places, the
// messages, the facts, the note and the notices stand together or not at all.
type Service struct {
	Trail    *audit.Trail
	Exchange *exchange.Service
	Persons  *person.Service

	Tell Teller // tells people; nil when nobody is told
	Hook Hook   // tells programs; nil when none is told

	Followers []Follower // told in the act of what becomes of a question
	Asides    []Aside    // parts of a question's page, in its right column

	book   *directory.Book
	counts tally

	promises    *db.Kept[asked, Promise]
	authorities *db.Kept[seat, directory.Authority]
	sides       *db.Kept[seat, law.Side]
	forms       *db.Kept[filterKey, ui.Made]
	saved       *db.Kept[string, []Saved] // by account
	choices     choices
}

// New makes the service, and follows the consents that are withdrawn and the files of threads that are destroyed.
func New(trail *audit.Trail, x *exchange.Service, persons *person.Service) *Service {
	s := &Service{Trail: trail, Exchange: x, Persons: persons, book: directory.NewBook(), counts: newTally(), promises: newPromises(),
		authorities: newAuthorities(), sides: newSides(), forms: newForms(), saved: newSaved(), choices: newChoices()}
	persons.Withdrawn = append(persons.Withdrawn, s.ConsentWithdrawn)
	persons.Hold = append(persons.Hold, s.holdResting)
	x.Erased = append(x.Erased, s.Erased)
	x.Hold = append(x.Hold, s.holdThread)
	return s
}

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

// NewsKind is a sort of notice of this room.
type NewsKind string

// The sorts of notice.
const (
	NewsArrived  NewsKind = "enquiry.arrived"
	NewsMore     NewsKind = "enquiry.more"     // more is asked for, or given
	NewsTime     NewsKind = "enquiry.time"     // the answer comes later
	NewsAnswered NewsKind = "enquiry.answered" // or declined
	NewsMoved    NewsKind = "enquiry.moved"    // given to a colleague, passed on, taken back
	NewsMention  NewsKind = "enquiry.mention"
	NewsDue      NewsKind = "enquiry.due"  // due soon, or late
	NewsStop     NewsKind = "enquiry.stop" // a consent is withdrawn
)

// NewsKinds lists the sorts of notice.
func NewsKinds() []NewsKind {
	return []NewsKind{NewsArrived, NewsMore, NewsTime, NewsAnswered, NewsMoved, NewsMention, NewsDue, NewsStop}
}

// News is what some people are told of a question; it never says anything about the person.
type News struct {
	Kind      NewsKind
	Enquiry   Enquiry
	Authority string // whose people are told
	Accounts  []string
	Text      language.Text
}

// Teller tells people, in the act.
type Teller func(ctx context.Context, tx *audit.Tx, n News) error

// Hook tells the programs of some authorities that something happened to a thing, in the act.
type Hook func(ctx context.Context, tx *audit.Tx, authorities []string, kind string, thing ref.Ref) error

// seat is an authority, or a unit of it, on a day.
type seat struct {
	authority, unit string
	day             calendar.Date
}

// remembered is how old what is remembered of the directory may be, which changes seldom: as old as a promise.
const remembered = 10 * time.Second

func newAuthorities() *db.Kept[seat, directory.Authority] {
	return &db.Kept[seat, directory.Authority]{Tables: []string{"directory_"}, Age: remembered}
}

func newSides() *db.Kept[seat, law.Side] {
	return &db.Kept[seat, law.Side]{Tables: []string{"directory_"}, Age: remembered, Most: 10_000}
}

// sideOf gives the law's side of a desk on the day of q, remembered.
func (s *Service) sideOf(ctx context.Context, q db.Reader, d *Desk) (law.Side, error) {
	at := seat{d.Authority, d.Unit, calendar.DateOf(q.Now())}
	return s.sides.Get(s.Trail.DB(), at, func() (law.Side, error) { return directory.SideOf(ctx, q, at.authority, at.unit, at.day) })
}

// authority gives an authority of the directory as it is on the day of q, remembered.
func (s *Service) authority(ctx context.Context, q db.Reader, id string) (directory.Authority, error) {
	at := seat{authority: id, day: calendar.DateOf(q.Now())}
	return s.authorities.Get(s.Trail.DB(), at, func() (directory.Authority, error) { return directory.AuthorityByID(ctx, q, id, at.day) })
}

// Key says which question, and the version of it that the person saw.
type Key struct {
	ID      string
	Version int64 // zero: as it is now
}
