package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Line is one action with its reach for each role: what generated tests go through.
type Line struct {
	Action Action
	Over   ref.Kind // empty: done to nothing in particular
	Read   bool
	Reason bool
	Reach  map[Role]Permits // every role is there; nil permits is None
}

// May tells whether a role may do it at all, as itself or as Anyone or SignedIn.
func (l Line) May(r Role) bool { return len(l.permits(r)) > 0 }

// Foreign tells whether somebody in the role may do it to a thing that no authority, person or duty of theirs has to
// do with. Where it is false, a generated test must find nothing.
func (l Line) Foreign(r Role) bool {
	for _, p := range l.permits(r) {
		if p.Open() {
			return true
		}
	}
	return false
}

func (l Line) permits(r Role) Permits {
	all := append(Permits{}, l.Reach[r]...)
	if r != Anyone {
		all = append(all, l.Reach[Anyone]...)
	}
	if r != Anyone && r != SignedIn && r != System && r != Jobseeker {
		all = append(all, l.Reach[SignedIn]...)
	}
	return all
}

// Matrix lists every action in the table's order with the reach of every role.
func (t *Table) Matrix() (lines []Line) {
	for _, c := range t.chapters {
		for _, r := range c.Rules {
			l := Line{Action: r.Action, Over: r.Over, Read: r.Read, Reason: r.Reason, Reach: map[Role]Permits{}}
			for _, info := range Roles() {
				l.Reach[info.Role] = r.Who[info.Role]
			}
			lines = append(lines, l)
		}
	}
	return lines
}

// Known tells whether an action stands in the table.
func (t *Table) Known(act Action) bool { _, ok := t.rules[act]; return ok }

// TableOf gives the table or view in which the things of a kind stand; empty for an unknown kind.
func (t *Table) TableOf(k ref.Kind) string { return t.things[k].Table }

// KindName names a kind of thing: "en fråga"; an unknown kind gives its code.
func (t *Table) KindName(k ref.Kind) language.Text {
	if th, known := t.things[k]; known {
		return th.Name
	}
	return language.Same(string(k))
}

// KindName names one of the house's kinds of thing.
func KindName(k ref.Kind) language.Text { return house.KindName(k) }

// ReachName gives a reach's name; an unknown one gives its code.
func ReachName(r Reach) language.Text {
	name, _ := reachName(r)
	return name
}

// LineOf gives one action's line of the house's table; ok is false for an action that is not in it.
func LineOf(act Action) (l Line, ok bool) {
	r, known := house.rules[act]
	return Line{Action: act, Over: r.Over, Read: r.Read, Reason: r.Reason}, known
}
