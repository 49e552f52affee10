package contact

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/db"
)

// Absence is that somebody is away, and who stands in.
type Absence struct {
	ID         string  `db:"id"`
	Authority  string  `db:"authority_id"`
	Account    string  `db:"account_id"`
	Substitute string  `db:"substitute_id"` // empty when nobody does
	Starts     db.Time `db:"starts_at"`
	Ends       db.Time `db:"ends_at"` // the first instant back
	Version    int64   `db:"version"`
}

// At tells whether it is so at an instant.
func (a Absence) At(at time.Time) bool { return !at.Before(a.Starts.Time) && at.Before(a.Ends.Time) }

func (a Absence) overlaps(b Absence) bool {
	return a.Starts.Before(b.Ends.Time) && b.Starts.Before(a.Ends.Time)
}

// Cover is that somebody stands in for somebody absent: the end of a chain of absences, not its next link.
type Cover struct {
	Authority  string  `db:"authority_id"`
	Absent     string  `db:"absent_id"`
	Substitute string  `db:"substitute_id"`
	Starts     db.Time `db:"starts_at"`
	Ends       db.Time `db:"ends_at"`
}

// standIn follows the chain from somebody to who is there at an instant. Nobody is when the chain ends without a
// substitute or comes back to somebody in it.
func standIn(all []Absence, account string, at time.Time) (who string, there bool) {
	for seen := map[string]bool{}; !seen[account]; {
		seen[account] = true
		i := slices.IndexFunc(all, func(a Absence) bool { return a.Account == account && a.At(at) })
		if i < 0 {
			return account, true
		}
		if account = all[i].Substitute; account == "" {
			return "", false
		}
	}
	return "", false
}

// Covers gives who stands in for each who is absent, from an instant on, of the absences of one authority. Between two
// instants at which somebody goes or comes back nothing changes, so it is asked once between each.
func Covers(all []Absence, from time.Time) (out []Cover) {
	turns := turnsOf(all, from)
	for i := 0; i+1 < len(turns); i++ {
		for _, a := range all {
			if !a.At(turns[i]) {
				continue
			}
			if who, there := standIn(all, a.Account, turns[i]); there && who != a.Account {
				out = append(out, Cover{a.Authority, a.Account, who, db.At(turns[i]), db.At(turns[i+1])})
			}
		}
	}
	return merged(out)
}

func turnsOf(all []Absence, from time.Time) []time.Time {
	turns := []time.Time{from}
	for _, a := range all {
		for _, at := range []time.Time{a.Starts.Time, a.Ends.Time} {
			if at.After(from) {
				turns = append(turns, at)
			}
		}
	}
	slices.SortFunc(turns, time.Time.Compare)
	return slices.CompactFunc(turns, time.Time.Equal)
}

// merged joins covers of the same two that follow on each other.
func merged(all []Cover) (out []Cover) {
	slices.SortStableFunc(all, func(a, b Cover) int {
		if a.Absent != b.Absent {
			return strings.Compare(a.Absent, b.Absent)
		}
		return a.Starts.Compare(b.Starts.Time)
	})
	for _, c := range all {
		if n := len(out) - 1; n >= 0 && out[n].Absent == c.Absent && out[n].Substitute == c.Substitute && out[n].Ends.Equal(c.Starts.Time) {
			out[n].Ends = c.Ends
			continue
		}
		out = append(out, c)
	}
	return out
}

// Chain gives who would stand in, link by link, if an absence were entered among the others, at the first instant at which
// the chain comes back to somebody in it; nothing when it never does.
func Chain(all []Absence, added Absence) (loop []string) {
	all = append(slices.DeleteFunc(slices.Clone(all), func(a Absence) bool { return a.ID == added.ID }), added)
	for _, at := range turnsOf(all, added.Starts.Time) {
		if !added.At(at) {
			continue
		}
		if links, round := follow(all, added.Account, at); round {
			return links
		}
	}
	return nil
}

// follow gives the links of a chain from somebody, and whether it comes back to one of them.
func follow(all []Absence, account string, at time.Time) (links []string, round bool) {
	for account != "" {
		if slices.Contains(links, account) {
			return append(links, account), true
		}
		links = append(links, account)
		i := slices.IndexFunc(all, func(a Absence) bool { return a.Account == account && a.At(at) })
		if i < 0 {
			return links, false
		}
		account = all[i].Substitute
	}
	return links, false
}
