package policy

import "samsyn/internal/language"

// Reach is how far a permit goes, in one word. What it means for a kind of thing stands with the thing.
type Reach string

// The reaches. A cell without any reach is None: forbidden.
const (
	All        Reach = "all"         // not bound to an authority or a person
	Self       Reach = "self"        // about the acting person
	Own        Reach = "own"         // belongs to the authority acted for
	Party      Reach = "party"       // the authority holds a file, is bound, or was sent a copy
	Former     Reach = "former"      // the authority was bound, and is no longer
	Assigned   Reach = "assigned"    // the acting person is named on it, now
	Substitute Reach = "substitute"  // the acting person is on the rota for somebody named on it, now
	Sampled    Reach = "sampled"     // drawn in a sample that the acting person reviews, until the sample closes
	Opened     Reach = "opened"      // opened by the acting person in an emergency that still lasts
	Ground     Reach = "ground"      // a ground for telling lives now: a consent, a statutory duty …
	Municipal  Reach = "municipal"   // the authority acted for is a municipal board
	Agency     Reach = "agency"      // the authority acted for is the employment agency
	Income     Reach = "income-unit" // the unit acted for decides income support
)

// ReachInfo is a reach with its name.
type ReachInfo struct {
	Reach Reach
	Name  language.Text
}

// Reaches lists every reach in the order in which they are shown.
func Reaches() []ReachInfo {
	t := language.T
	return []ReachInfo{
		{All, t("alla", "all")},
		{Self, t("sig själv", "self")},
		{Own, t("egna myndigheten", "own authority")},
		{Party, t("part", "party")},
		{Former, t("tidigare part", "former party")},
		{Assigned, t("utsedd", "assigned")},
		{Substitute, t("ersättare i tjänst", "substitute on duty")},
		{Sampled, t("urval", "sampled")},
		{Opened, t("nödöppnad", "opened in an emergency")},
		{Ground, t("gällande grund", "live ground")},
		{Municipal, t("kommunal nämnd", "municipal board")},
		{Agency, t("Arbetsförmedlingen", "the employment agency")},
		{Income, t("enhet för ekonomiskt bistånd", "income support unit")},
	}
}

// reachName gives a reach's name; ok is false for one that is not listed.
func reachName(r Reach) (name language.Text, ok bool) {
	for _, info := range Reaches() {
		if info.Reach == r {
			return info.Name, true
		}
	}
	return language.Same(string(r)), false
}

// unbound is what All means for every kind of thing.
func unbound() Cond {
	return Cond{
		Text: language.T("det inte är begränsat till någon myndighet eller person", "it is not limited to any authority or person"),
		SQL:  "TRUE",
	}
}

// Permit is what must hold together for one way of being allowed: Permit{Assigned, Ground}.
type Permit []Reach

// Open tells whether the permit reaches things of any authority and any person.
func (p Permit) Open() bool {
	for _, r := range p {
		if r != All {
			return false
		}
	}
	return len(p) > 0
}

// Permits are the ways of being allowed: one that holds is enough.
type Permits []Permit

// Who says, for each role, how far an action reaches. A role that is left out may not.
type Who map[Role]Permits
