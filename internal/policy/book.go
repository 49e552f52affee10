package policy

import (
	"errors"
	"fmt"
	"regexp"

	"samsyn/internal/ref"
)

// Table is a table of rules that has been checked and can decide. Its rules never change once made.
type Table struct {
	chapters []Chapter
	rules    map[Action]Rule
	things   map[ref.Kind]Thing
	roles    []Role // in the order in which they are shown
	texts    texts  // that have been asked with
}

// New makes a table and tells everything that is wrong with it: a reach without a meaning, an action said twice, a
// text that lacks a language.
func New(things []Thing, chapters []Chapter) (*Table, error) {
	t := &Table{chapters: chapters, rules: map[Action]Rule{}, things: map[ref.Kind]Thing{}}
	for _, info := range Roles() {
		t.roles = append(t.roles, info.Role)
	}
	var faults []error
	for _, th := range things {
		if _, twice := t.things[th.Kind]; twice {
			faults = append(faults, fmt.Errorf("policy: thing %s stands twice", th.Kind))
		}
		t.things[th.Kind] = th
		faults = append(faults, checkThing(th)...)
	}
	for _, c := range chapters {
		for _, r := range c.Rules {
			if _, twice := t.rules[r.Action]; twice {
				faults = append(faults, fmt.Errorf("policy: action %s stands twice", r.Action))
			}
			t.rules[r.Action] = r
			faults = append(faults, t.checkRule(r)...)
		}
	}
	return t, errors.Join(faults...)
}

func checkThing(th Thing) (faults []error) {
	if th.Kind == "" || th.Table == "" || th.Name.Sv == "" || th.Name.En == "" {
		faults = append(faults, fmt.Errorf("policy: thing %q lacks a kind, a table or a name", th.Kind))
	}
	for r, c := range th.Means {
		if _, ok := reachName(r); !ok || r == All {
			faults = append(faults, fmt.Errorf("policy: %s: %s is not a reach that a thing can mean", th.Kind, r))
		}
		faults = append(faults, checkCond(string(th.Kind)+"/"+string(r), c)...)
	}
	for _, c := range th.Never {
		faults = append(faults, checkCond(string(th.Kind)+"/never", c)...)
	}
	return faults
}

func (t *Table) checkRule(r Rule) (faults []error) {
	th, known := t.things[r.Over]
	if r.Over != "" && !known {
		faults = append(faults, fmt.Errorf("policy: %s is over the unknown kind %s", r.Action, r.Over))
	}
	if r.Action == "" || r.Says.Sv == "" || r.Says.En == "" {
		faults = append(faults, fmt.Errorf("policy: action %q is not said in both languages", r.Action))
	}
	for role, permits := range r.Who {
		if RoleName(role).Sv == string(role) {
			faults = append(faults, fmt.Errorf("policy: %s names the unknown role %s", r.Action, role))
		}
		for _, p := range permits {
			faults = append(faults, checkPermit(r.Action, role, th, p)...)
		}
	}
	for _, c := range r.Never {
		faults = append(faults, checkCond(string(r.Action)+"/never", c)...)
	}
	return faults
}

func checkPermit(act Action, role Role, th Thing, p Permit) (faults []error) {
	if len(p) == 0 {
		faults = append(faults, fmt.Errorf("policy: %s for %s has an empty permit", act, role))
	}
	for _, r := range p {
		if _, means := th.Means[r]; r != All && !means {
			faults = append(faults, fmt.Errorf("policy: %s for %s: %s means nothing for the kind %q", act, role, r, th.Kind))
		}
	}
	return faults
}

var (
	wordPattern   = regexp.MustCompile(`[a-z_][a-z0-9_]*`)
	holePattern   = regexp.MustCompile(`\{[^}]*\}`)
	stringPattern = regexp.MustCompile(`'[^']*'`)
)

func checkCond(where string, c Cond) (faults []error) {
	if c.Text.Sv == "" || c.Text.En == "" || c.SQL == "" {
		faults = append(faults, fmt.Errorf("policy: %s lacks its words in a language, or its predicate", where))
	}
	for _, hole := range holePattern.FindAllString(c.SQL, -1) {
		if _, ok := written(hole); !ok {
			faults = append(faults, fmt.Errorf("policy: %s has the unknown placeholder %s", where, hole))
		}
	}
	if usesWord(c.SQL, rowAlias) || usesWord(c.SQL, askedAlias) {
		faults = append(faults, fmt.Errorf("policy: %s uses a name that stands for the row asked for", where))
	}
	return faults
}

// usesWord tells whether a predicate uses a name outside its placeholders and string constants.
func usesWord(sql, word string) bool {
	bare := stringPattern.ReplaceAllString(holePattern.ReplaceAllString(sql, " "), " ")
	for _, w := range wordPattern.FindAllString(bare, -1) {
		if w == word {
			return true
		}
	}
	return false
}

// meaning gives what all reaches of a permit mean together for the kind of thing that a rule is over.
func (t *Table) meaning(r Rule, p Permit) Cond {
	all := make([]Cond, len(p))
	for i, reach := range p {
		if reach == All {
			all[i] = unbound()
		} else {
			all[i] = t.things[r.Over].Means[reach]
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return And(all...)
}

// never gives the prohibitions of a rule: those of its thing first.
func (t *Table) never(r Rule) []Cond {
	th := t.things[r.Over]
	return append(append([]Cond{}, th.Never...), r.Never...)
}
