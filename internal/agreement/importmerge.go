package agreement

import (
	"slices"
	"strings"
)

// merge gives the registered agreement with what the file says of it.
func (r *reader) merge(before, said Agreement) Agreement {
	after := before
	after.Standing = said.Standing
	if r.table.Knows(fieldTo) || !r.table.Knows(fieldFrom) {
		after.To = said.To
	}
	if r.table.Knows(fieldFrom) {
		after.From = said.From // only an agreement with an id of the source's own can begin on another day
	}
	if r.table.Knows(fieldKind) || r.in.Kind != "" {
		after.Kind = said.Kind
	}
	if r.table.Knows(fieldSigned) {
		after.Signed = said.Signed
	}
	if r.table.Knows(fieldTerminated) {
		after.Terminated = said.Terminated
	}
	if r.table.Knows(fieldSource) {
		after.Source = said.Source
	}
	after.Parties = r.mergeParties(before, said)
	if !strings.HasPrefix(before.Key, "id:") {
		after.Key = after.NaturalKey("")
	}
	return after
}

// mergeParties keeps the registered parties where the file names no boards, and registry numbers that it does not have.
func (r *reader) mergeParties(before, said Agreement) []Party {
	parties := said.Parties
	if !r.table.Knows(colBoard) && slices.Equal(before.Municipalities(), said.Municipalities()) {
		parties = slices.Clone(before.Parties)
	}
	for i, p := range parties {
		has := r.table.Knows(fieldRegistry)
		if p.Municipality == "" {
			has = r.table.Knows(fieldRegistryAF)
		}
		parties[i].RegistryNumber = before.RegistryNumber(p.Authority)
		if number := said.numberFor(p); has && (number != "" || said.Binds(p.Authority)) {
			parties[i].RegistryNumber = number
		}
	}
	return before.keepDays(parties)
}

// numberFor is what a file says is a party's number: its own row's, or that of the municipality's only row.
func (a Agreement) numberFor(p Party) string {
	if a.Binds(p.Authority) {
		return a.RegistryNumber(p.Authority)
	}
	for _, q := range a.Parties {
		if q.Municipality == p.Municipality {
			return q.RegistryNumber
		}
	}
	return ""
}

// differs names the fields in which two agreements are not the same.
func (a Agreement) differs(b Agreement) []string {
	var out []string
	for _, f := range []struct {
		name string
		same bool
	}{
		{fieldStanding, a.Standing == b.Standing}, {fieldKind, a.Kind == b.Kind}, {fieldSigned, a.Signed == b.Signed},
		{fieldFrom, a.From == b.From}, {fieldTo, a.To == b.To}, {fieldTerminated, a.Terminated == b.Terminated},
		{fieldSource, a.Source == b.Source}, {fieldScan, a.Scan == b.Scan},
		{fieldParties, slices.Equal(sortedParties(a.Parties), sortedParties(b.Parties))},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}

func sortedParties(parties []Party) []Party {
	return slices.SortedFunc(slices.Values(parties), func(x, y Party) int {
		return strings.Compare(x.Municipality+"|"+x.Authority, y.Municipality+"|"+y.Authority)
	})
}
