package routine

import (
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The kinds of thing in the trail and in links. SharedKind is the same routine, as everybody may read it.
const (
	Kind       ref.Kind = "routine"
	SharedKind ref.Kind = "shared-routine"
)

// State is how far a routine has come.
type State string

// The states.
const (
	Draft   State = "draft"    // no version has been put in force
	InForce State = "in-force" // a version holds; a next one may be a draft beside it
	Retired State = "retired"  // no longer used; kept for reading
)

// Label is the state in a word or two.
func (s State) Label() language.Text {
	switch s {
	case Draft:
		return language.T("utkast", "draft")
	case InForce:
		return language.T("gäller", "in force")
	}
	return language.T("upphörd", "retired")
}

// Sharing is whether others may see a routine.
type Sharing string

// The ways of sharing.
const (
	Own      Sharing = "own"      // for the parties alone
	Proposed Sharing = "proposed" // one party wants to share it; the other has not answered
	Shared   Sharing = "shared"   // a good example, for everybody
)

// Label says it in words.
func (s Sharing) Label() language.Text {
	switch s {
	case Proposed:
		return language.T("föreslagen att delas", "proposed for sharing")
	case Shared:
		return language.T("delas som gott exempel", "shared as a good example")
	}
	return language.T("bara för parterna", "for the parties alone")
}

// Routine is one document under an agreement.
type Routine struct {
	ID            string        `db:"id"`
	Agreement     string        `db:"agreement_id"`
	State         State         `db:"state"`
	Owner         string        `db:"owner_authority_id"`
	OwnerRole     string        `db:"owner_role"`       // what the owner is called there: "samverkansansvarig"
	OwnerAccount  string        `db:"owner_account_id"` // empty when nobody is named
	ReviewOn      calendar.Date `db:"review_on"`        // to be looked over by then; zero while a draft
	Sharing       Sharing       `db:"sharing"`
	SharedBy      string        `db:"shared_by"`  // authority that proposed it
	Current       int64         `db:"current_no"` // version in force; 0 when none has been
	Latest        int64         `db:"latest_no"`  // newest version; a draft when above Current
	Title         string        `db:"title"`      // of the version that is read
	SortKey       string        `db:"sort_key"`
	SearchKey     string        `db:"search_key"`
	Origin        string        `db:"origin_id"`      // taken over from; empty when written here
	OriginVersion int64         `db:"origin_version"` // that the text was last brought together with
	OriginSeen    int64         `db:"origin_seen"`    // newest that was decided on
	Version       int64         `db:"version"`        // rises with every change
	CreatedAt     db.Time       `db:"created_at"`
	ChangedAt     db.Time       `db:"changed_at"`
}

// Ref names the routine.
func (r Routine) Ref() ref.Ref { return ref.To(Kind, r.ID) }

// Path is the address of its page.
func (r Routine) Path() string { return "/rutiner/" + r.ID }

// HasDraft tells whether a version waits to be put in force.
func (r Routine) HasDraft() bool { return r.Latest > r.Current }

// Overdue tells whether the routine holds and its day of review has passed.
func (r Routine) Overdue(day calendar.Date) bool {
	return r.State == InForce && r.ReviewOn.Before(day)
}

// shown is the number of the version that a list speaks of: the one in force, else the draft.
func (r Routine) shown() int64 {
	if r.Current > 0 {
		return r.Current
	}
	return r.Latest
}

// Edition is one numbered version of a routine.
type Edition struct {
	Routine string        `db:"routine_id"`
	No      int64         `db:"no"`
	Content Content       `db:"content"`
	MadeAt  db.Time       `db:"made_at"`
	InForce calendar.Date `db:"in_force"` // first day in force; zero for a draft
}
