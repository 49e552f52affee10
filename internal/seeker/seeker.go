package seeker

import (
	"strings"
	"time"

	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// Kind names a job seeker in the trail.
const Kind ref.Kind = "seeker"

// prefix begins the id of every job seeker, so that nobody takes it for the id of an account of staff.
const prefix = "seeker:"

// Is tells whether an id, of an actor or of whoever a session is for, is a job seeker's.
func Is(id string) bool { return strings.HasPrefix(id, prefix) }

// Seeker is a person who may sign in to my pages, without what is sealed.
type Seeker struct {
	ID   string `db:"id"`
	Lang string `db:"lang"` // code of what the person has chosen for my pages; empty before
	Demo bool   `db:"demo"` // invented, may be signed in as without anything in demo mode
}

// Ref names the job seeker.
func (s Seeker) Ref() ref.Ref { return ref.To(Kind, s.ID) }

// Actor is the job seeker as who acts: of no authority, with no role but this.
func (s Seeker) Actor() policy.Actor {
	return policy.Actor{ID: s.ID, Roles: []policy.Role{policy.Jobseeker}}
}

// For is an actor as the trail is to name them in an act that concerns one authority's records, so that the line stands in
// that authority's part of the log.
func For(actor policy.Actor, authority string) policy.Actor {
	actor.Authority = authority
	return actor
}

// idle is how long a job seeker may be away: shorter than staff, since the computer may be the library's.
const idle = 30 * time.Minute

// away tells whether nobody has been there for too long.
func away(s web.Session, now time.Time) bool { return !now.Before(s.Seen.Add(idle)) }
