package agreement

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
)

// Draft is what a person says of one agreement that has been signed elsewhere.
type Draft struct {
	Kind       Kind
	Signed     calendar.Date
	From       calendar.Date
	To         calendar.Date
	Source     string
	RegistryAF string
	Bound      []Bound
}

// Bound is a municipality's party in a draft. Without a board it is the one bound when none is named.
type Bound struct {
	Municipality   string
	Authority      string
	RegistryNumber string
}

// apply gives the agreement with what the draft says of it. What a draft does not speak of (standing, termination, the
// scanned copy) stays.
func (d Draft) apply(a Agreement) Agreement {
	if a.Standing == "" {
		a.Standing = Concluded
	}
	a.Kind, a.Signed, a.From, a.To, a.Source = d.Kind, d.Signed, d.From, d.To, d.Source
	before := a
	a.Parties = []Party{{Authority: directory.PES, RegistryNumber: d.RegistryAF}}
	for _, b := range d.Bound {
		a.Parties = append(a.Parties, Party{Authority: b.Authority, Municipality: b.Municipality, RegistryNumber: b.RegistryNumber})
	}
	a.Parties = before.keepDays(a.Parties)
	return a
}

// DraftOf is the draft that leaves the agreement as it is.
func DraftOf(a Agreement) Draft {
	d := Draft{Kind: a.Kind, Signed: a.Signed, From: a.From, To: a.To, Source: a.Source, RegistryAF: a.RegistryNumber(directory.PES)}
	for _, p := range a.Parties {
		if p.Municipality != "" {
			d.Bound = append(d.Bound, Bound{p.Municipality, p.Authority, p.RegistryNumber})
		}
	}
	return d
}

// twice tells whether a board is named more than once.
func (d Draft) twice() bool {
	seen := map[Bound]bool{}
	return slices.ContainsFunc(d.Bound, func(b Bound) bool {
		b.RegistryNumber = ""
		was := seen[b]
		seen[b] = true
		return was
	})
}
