package agreement

import (
	"slices"

	"samsyn/internal/calendar"
)

// Period is the days in which the party is bound, within the agreement's own.
func (p Party) Period(a Agreement) calendar.Period {
	days := a.Period()
	if !p.Joined.IsZero() {
		days.From = calendar.Max(days.From, p.Joined)
	}
	days.To = earlierEnd(days.To, p.Left)
	return days
}

// Gone tells whether the party left before a day.
func (p Party) Gone(day calendar.Date) bool { return !p.Left.IsZero() && p.Left.Before(day) }

// PartiesOn are the parties on a day: those that have not left. One that joins later is among them, since it must be
// able to prepare.
func (a Agreement) PartiesOn(day calendar.Date) []Party {
	var out []Party
	for _, p := range a.Parties {
		if !p.Gone(day) {
			out = append(out, p)
		}
	}
	return out
}

// BindsOn tells whether the authority is a party on a day, as PartiesOn has it.
func (a Agreement) BindsOn(authority string, day calendar.Date) bool {
	for _, p := range a.Parties {
		if p.Authority == authority && !p.Gone(day) {
			return true
		}
	}
	return false
}

// Within is the agreement as it is for one of its municipalities: with the days from the first that one of its boards
// joined to the last that one of them left. A municipality that left early has ended the agreement early.
func (a Agreement) Within(code string) Agreement {
	var joined, left calendar.Date
	first := true
	for _, p := range a.Parties {
		switch {
		case p.Municipality != code:
			continue
		case first:
			joined, left, first = p.Joined, p.Left, false
			continue
		}
		if p.Joined.IsZero() || !joined.IsZero() && p.Joined.Before(joined) {
			joined = p.Joined
		}
		if p.Left.IsZero() || !left.IsZero() && p.Left.After(left) {
			left = p.Left
		}
	}
	if !joined.IsZero() {
		a.From = calendar.Max(a.From, joined)
	}
	if !left.IsZero() {
		a.Terminated = calendar.Max(earlierEnd(a.Terminated, left), a.From.AddDays(-1))
	}
	return a
}

// keepDays gives the parties with the days of their own that the agreement knows of, and with those that have left: a
// correction does not speak of either.
func (a Agreement) keepDays(parties []Party) []Party {
	out := slices.Clone(parties)
	for _, p := range a.Parties {
		at := slices.IndexFunc(out, func(q Party) bool { return q.Authority == p.Authority })
		switch {
		case at >= 0:
			out[at].Joined, out[at].Left = p.Joined, p.Left
		case !p.Left.IsZero():
			out = append(out, p)
		}
	}
	return out
}
