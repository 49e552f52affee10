package account

import (
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Kind names an account in the trail and to policy.
const Kind ref.Kind = "account"

// Account is one member of staff.
type Account struct {
	ID         string        `db:"id"`
	Version    int64         `db:"version"`
	Authority  string        `db:"authority_id"` // where they are employed and their account is administered
	Unit       string        `db:"unit_id"`      // in that authority; empty when none is known
	UserName   string        `db:"user_name"`
	Name       string        `db:"name"`
	SortKey    string        `db:"sort_key"`
	SearchKey  string        `db:"search_key"`
	Email      []byte        `db:"email"`   // sealed
	Lang       language.Lang `db:"lang"`    // what is sent to them is written in it
	Cleared    bool          `db:"cleared"` // named to handle protected identities
	Password   string        `db:"password"`
	PasswordAt db.Time       `db:"password_at"`
	BlockedAt  db.Time       `db:"blocked_at"`
	Demo       bool          `db:"demo"` // invented, may be signed in as without a password in demo mode
}

// Ref names it.
func (a Account) Ref() ref.Ref { return ref.To(Kind, a.ID) }

// State is how an account stands.
type State string

// The states.
const (
	Invited State = "invited" // has not chosen a password
	Active  State = "active"
	Blocked State = "blocked"
)

// State gives how the account stands.
func (a Account) State() State { return stateOf(!a.BlockedAt.IsZero(), a.Password != "" || a.Demo) }

func stateOf(blocked, opens bool) State {
	switch {
	case blocked:
		return Blocked
	case !opens:
		return Invited
	}
	return Active
}

// StateName says a state in words.
func StateName(s State) language.Text {
	switch s {
	case Invited:
		return language.T("har inte valt lösenord", "has not chosen a password")
	case Blocked:
		return language.T("spärrat", "blocked")
	}
	return language.T("kan logga in", "can sign in")
}
