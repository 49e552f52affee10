package policy

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Action is something a person can do or see, named in the table: "agreement.import".
type Action string

// Role is a duty that a member of staff has in an authority for a time.
type Role string

// Actor is who acts: a member of staff in an authority, the public, or a process that somebody started.
// The zero Actor is the public.
type Actor struct {
	ID        string // id of the staff account, or of who a job seeker is to Samsyn; empty for the public and for a process
	Name      string // name as colleagues see it
	Authority string // id of the authority acted for; a person with duties in two chooses one at a time
	Unit      string // id of the unit, if any
	Roles     []Role // duties held at this moment, in the authority acted for: see Held
	Cleared   bool   // named to handle protected identities
	Process   string // name of the process, when no person acts: "samsyn import agreements"
	Session   string // id of the session, for the trail; never the session's secret
	Program   bool   // it came with an API key: beside what is open it may do what Scopes name, and nothing else
	Scopes    []Scope
	Lang      language.Lang
}

// Public is whoever has not signed in.
func Public() Actor { return Actor{} }

// Process is an actor for work that no signed-in person does: a command, a job by the clock, the demo's making.
func Process(name string) Actor { return Actor{Process: name, Roles: []Role{System}} }

// IsPublic tells whether nobody is behind it.
func (a Actor) IsPublic() bool { return a.ID == "" && a.Process == "" }

// Has tells whether the actor holds a role now.
func (a Actor) Has(r Role) bool { return slices.Contains(a.Roles, r) }

// holds is Has with the two roles that are nobody's duty. A role does not count for somebody who has not signed in,
// and System not for a person. Whoever signs in as the person whom the data is about holds no role of staff, whatever
// else was given: who is both signs in twice.
func (a Actor) holds(r Role) bool {
	switch r {
	case Anyone:
		return true
	case SignedIn:
		return a.ID != "" && !a.Has(Jobseeker)
	case System:
		return a.Process != "" && a.ID == "" && a.Has(System)
	}
	return a.ID != "" && a.Has(r) && (r == Jobseeker || !a.Has(Jobseeker))
}

// Duty is a role that somebody has in an authority from one day to another, both days included. A zero To has no end.
type Duty struct {
	Role      Role
	Authority string
	From, To  calendar.Date
}

// Held gives the roles that duties give in one authority on a day. Who acts for two authorities, such as two boards of
// one municipality, holds in each only what was given there.
func Held(duties []Duty, authority string, on calendar.Date) []Role {
	var roles []Role
	for _, d := range duties {
		began := !d.From.IsZero() && !on.Before(d.From)
		ended := !d.To.IsZero() && on.After(d.To)
		if d.Authority == authority && began && !ended && !slices.Contains(roles, d.Role) {
			roles = append(roles, d.Role)
		}
	}
	return roles
}
