package policy

import (
	"slices"
	"strings"

	"samsyn/internal/language"
)

// Scope is a group of actions that a program may be given: what there is to read, or to do, of one subject. It is named
// by the first word of the actions: "agreement:read" is every action agreement.… that only shows. What is done in an
// emergency, with a reason, is a scope of its own, so that a key is given it by itself: "person:emergency".
type Scope string

// ScopeInfo is a scope with what it lets a program do.
type ScopeInfo struct {
	Scope Scope
	Says  []language.Text // its actions, in the infinitive
}

// personal are the subjects that only a person deals with: who people are, how they sign in, what was done.
func personal(subject string) bool {
	return slices.Contains([]string{"account", "session", "signin", "apiclient", "home", "notice", "trail", "page", "admin", "mine", "seeker"}, subject)
}

func (r Rule) scope() Scope {
	subject, _, _ := strings.Cut(string(r.Action), ".")
	if r.Reason {
		return Scope(subject + ":emergency")
	}
	if r.Read {
		return Scope(subject + ":read")
	}
	return Scope(subject + ":write")
}

// open tells whether anybody may do it, so that no scope is needed.
func (r Rule) open() bool { return len(r.Who[Anyone]) > 0 }

// Scopes lists the scopes that a program may be given, in the order of the table.
func (t *Table) Scopes() (out []ScopeInfo) {
	for _, c := range t.chapters {
		for _, r := range c.Rules {
			subject, _, _ := strings.Cut(string(r.Action), ".")
			if r.open() || personal(subject) {
				continue
			}
			i := slices.IndexFunc(out, func(s ScopeInfo) bool { return s.Scope == r.scope() })
			if i < 0 {
				out, i = append(out, ScopeInfo{Scope: r.scope()}), len(out)
			}
			out[i].Says = append(out[i].Says, r.Says)
		}
	}
	return out
}

// Scopes lists the house's scopes.
func Scopes() []ScopeInfo { return house.Scopes() }

// lacks tells whether an actor is a program without the scope that a rule takes, where a program can be given one.
func (a Actor) lacks(r Rule) bool {
	subject, _, _ := strings.Cut(string(r.Action), ".")
	return a.Program && !r.open() && !personal(subject) && !slices.Contains(a.Scopes, r.scope())
}

// within tells whether an actor's scopes leave a role's permit standing. They bind programs alone.
func (a Actor) within(r Rule, role Role) bool {
	return !a.Program || role == Anyone || slices.Contains(a.Scopes, r.scope())
}
