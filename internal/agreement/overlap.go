package agreement

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
)

// Overlap is two agreements in force for one municipality on the same days, which K1.2 does not allow.
type Overlap struct {
	Municipality string
	A, B         int             // positions among the agreements that were looked at; A is the one that begins first
	Days         calendar.Period // the days in common
}

// span is the days of one agreement for one municipality.
type span struct {
	at int
	calendar.Period
}

// Overlaps finds every municipality with two agreements in force at once, of whatever kind. Announcements and refusals
// are not agreements and never overlap. Of several in a row each is held against the one that lasts longest before it.
func Overlaps(all []Agreement) []Overlap {
	by := map[string][]span{}
	for i, a := range all {
		if a.Standing != Concluded {
			continue
		}
		for _, code := range a.Municipalities() {
			by[code] = append(by[code], span{i, a.Within(code).Period()})
		}
	}
	var out []Overlap
	for code, spans := range by {
		out = append(out, overlapsOf(code, spans)...)
	}
	slices.SortFunc(out, func(x, y Overlap) int {
		if c := strings.Compare(x.Municipality, y.Municipality); c != 0 {
			return c
		}
		return x.B - y.B
	})
	return out
}

func overlapsOf(code string, spans []span) (out []Overlap) {
	slices.SortStableFunc(spans, func(x, y span) int { return x.From.Compare(y.From) })
	longest := spans[0]
	for _, s := range spans[1:] {
		if longest.Overlaps(s.Period) {
			out = append(out, Overlap{Municipality: code, A: longest.at, B: s.at,
				Days: calendar.Period{From: s.From, To: earlierEnd(longest.To, s.To)}})
		}
		if !longest.To.IsZero() && (s.To.IsZero() || s.To.After(longest.To)) {
			longest = s
		}
	}
	return out
}

// earlierEnd is the earlier of two last days, of which zero is no end.
func earlierEnd(a, b calendar.Date) calendar.Date {
	switch {
	case a.IsZero():
		return b
	case b.IsZero():
		return a
	}
	return calendar.Min(a, b)
}

// NaturalKey is what a register knows an agreement again by when it is told twice: the id that the source gave it, or
// else whom it binds, by which template and from when. The boards and the standing are not part of it: boards may be
// added, and what was announced may be signed.
func (a Agreement) NaturalKey(sourceID string) string {
	if sourceID != "" {
		return "id:" + sourceID
	}
	return strings.Join([]string{strings.Join(a.Municipalities(), "+"), string(a.Kind), a.From.String()}, "|")
}
