package ui

import "samsyn/internal/language"

// Clause is a numbered part of a text that has versions.
type Clause struct {
	ID      string // the same in both versions: "K9.1"
	Heading string
	Text    string
}

// Change is one clause compared.
type Change struct {
	Clause Clause
	State  ClauseState
	Pieces []Piece
	Local  []Piece // after them: what was written in Swedish, on a page in another language
}

// ClauseState is what happened to a clause as a whole.
type ClauseState int

// The states of a clause.
const (
	Unchanged ClauseState = iota
	Changed
	New
	Gone
)

// Compare compares two versions clause by clause, in the new order; a clause that is gone stands where it was.
func Compare(old, new []Clause) []Change {
	was, is := map[string]Clause{}, map[string]bool{}
	for _, c := range old {
		was[c.ID] = c
	}
	for _, c := range new {
		is[c.ID] = true
	}
	var out []Change
	i := 0
	for _, c := range new {
		o, ok := was[c.ID]
		for ; ok && i < len(old) && old[i].ID != c.ID && !is[old[i].ID]; i++ {
			out = append(out, Change{Clause: old[i], State: Gone, Pieces: []Piece{{Deleted, old[i].Text}}})
		}
		out = append(out, compare(o, c, ok))
		if ok && i < len(old) && old[i].ID == c.ID {
			i++
		}
	}
	for _, c := range old[i:] {
		if !is[c.ID] {
			out = append(out, Change{Clause: c, State: Gone, Pieces: []Piece{{Deleted, c.Text}}})
		}
	}
	return out
}

func compare(old, new Clause, known bool) Change {
	switch {
	case !known:
		return Change{Clause: new, State: New, Pieces: []Piece{{Inserted, new.Text}}}
	case old.Text == new.Text && old.Heading == new.Heading:
		return Change{Clause: new, State: Unchanged, Pieces: []Piece{{Kept, new.Text}}}
	default:
		return Change{Clause: new, State: Changed, Pieces: Words(old.Text, new.Text)}
	}
}

// Difference is two versions compared, to be shown.
type Difference struct {
	Lang    language.Lang
	Changes []Change
}

// run is a stretch of clauses that are shown alike: changed ones open, unchanged ones folded.
type run struct {
	folded  bool
	changes []Change
}

func (d Difference) runs() []run {
	var out []run
	for _, c := range d.Changes {
		folded := c.State == Unchanged
		if len(out) == 0 || out[len(out)-1].folded != folded {
			out = append(out, run{folded: folded})
		}
		out[len(out)-1].changes = append(out[len(out)-1].changes, c)
	}
	return out
}

// changed tells whether anything is.
func (d Difference) changed() bool {
	for _, c := range d.Changes {
		if c.State != Unchanged {
			return true
		}
	}
	return false
}
