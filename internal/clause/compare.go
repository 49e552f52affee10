package clause

import (
	"slices"
	"strings"

	"samsyn/internal/language"
)

// Field names one place in a document that can be commented on and opened on its own: "clause:9", "variable:giltig_till",
// "commitment:K9.1", "deviation:A1".
type Field string

// ClauseField is the place of a clause.
func ClauseField(id string) Field { return Field("clause:" + id) }

// VariableField is the place of a variable's value.
func VariableField(id string) Field { return Field("variable:" + id) }

// CommitmentField is the place of a commitment.
func CommitmentField(id string) Field { return Field("commitment:" + id) }

// DeviationField is the place of a deviation.
func DeviationField(id string) Field { return Field("deviation:" + id) }

// Difference is one place compared between two documents. Old and New are what is read there, in one language; the words
// that differ are for the page to mark.
type Difference struct {
	Field    Field
	Clause   string // the clause that it belongs to
	Heading  string // "§ 9 Frågor om enskilda", "K9.1", "Giltig till"
	State    State
	Old, New string

	// What the parties themselves wrote there, in Swedish, when another language is asked for; else it is part of the above.
	OldLocal, NewLocal string

	Moved    bool // stands in another order among those that both documents have
	From, To int  // its number before and after; 0 where it is not
}

// State is what happened to a place.
type State int

// The states.
const (
	Same State = iota
	Changed
	Added
	Removed
)

// entry is one place as it reads in one document.
type entry struct {
	field   Field
	clause  string
	heading string
	text    string
	local   string // what the parties wrote in Swedish, when the text is in another language
	no      int
	metrics string // of a commitment
}

// Compare gives every place of the two documents in the order of the new one, what was removed after what it stood behind.
// Places are known again by their ids, so that a clause that moves is a move and not a loss and a gain.
func Compare(old, new Document, l language.Lang) []Difference {
	was, is := old.entries(l), new.entries(l)
	moved := movedFields(was, is)
	before := byField(was)
	now := byField(is)
	var out []Difference
	for _, e := range is {
		o, known := before[e.field]
		d := Difference{Field: e.field, Clause: e.clause, Heading: e.heading, New: e.text, NewLocal: e.local, To: e.no, State: Added}
		if known {
			d.Old, d.OldLocal, d.From, d.State = o.text, o.local, o.no, Same
			if o.text != e.text || o.local != e.local || o.heading != e.heading && !sameButNumber(o, e) {
				d.State = Changed
			}
			if o.metrics != e.metrics {
				d.State = Changed
				measured := language.T(" Mäts med: %s.", " Measured by: %s.")
				d.Old, d.New = o.text+measured.With(o.metrics).In(l), e.text+measured.With(e.metrics).In(l)
			}
			d.Moved = moved[e.field]
		}
		out = append(out, d)
	}
	for i, e := range was {
		if _, stays := now[e.field]; !stays {
			gone := Difference{Field: e.field, Clause: e.clause, Heading: e.heading, Old: e.text, OldLocal: e.local, From: e.no, State: Removed}
			out = slices.Insert(out, placeAfter(out, was[:i]), gone)
		}
	}
	return out
}

// sameButNumber tells whether two headings differ only in the number before them, which a move elsewhere may change.
func sameButNumber(a, b entry) bool {
	return a.no != b.no && headingWords(a.heading) == headingWords(b.heading)
}

// placeAfter is where something removed is shown: after the nearest of what stood before it.
func placeAfter(out []Difference, before []entry) int {
	for _, e := range slices.Backward(before) {
		if i := slices.IndexFunc(out, func(d Difference) bool { return d.Field == e.field }); i >= 0 {
			return i + 1
		}
	}
	return 0
}

func byField(all []entry) map[Field]entry {
	m := make(map[Field]entry, len(all))
	for _, e := range all {
		m[e.field] = e
	}
	return m
}

// movedFields are the clauses that are not in the longest run which keeps its order, the fewest moves that explain the
// new order, and likewise the commitments within each clause. What moves along with its clause is not moved itself.
func movedFields(was, is []entry) map[Field]bool {
	moved := map[Field]bool{}
	old, new := ordered(was), ordered(is)
	for group, entries := range new {
		place := map[Field]int{}
		for i, e := range old[group] {
			place[e.field] = i
		}
		common := slices.DeleteFunc(entries, func(e entry) bool { _, stayed := place[e.field]; return !stayed })
		for i, kept := range longestRise(common, place) {
			if !kept {
				moved[common[i].field] = true
			}
		}
	}
	before := clausesOf(was)
	for field, clause := range clausesOf(is) {
		if had, known := before[field]; known && had != clause {
			moved[field] = true
		}
	}
	return moved
}

// ordered are the places whose order means something, apart: the clauses under "", the commitments under their clause.
func ordered(all []entry) map[string][]entry {
	out := map[string][]entry{}
	for _, e := range all {
		switch {
		case strings.HasPrefix(string(e.field), "clause:"):
			out[""] = append(out[""], e)
		case strings.HasPrefix(string(e.field), "commitment:"):
			out[e.clause] = append(out[e.clause], e)
		}
	}
	return out
}

// clausesOf tells under which clause each commitment stands.
func clausesOf(all []entry) map[Field]string {
	out := map[Field]string{}
	for _, e := range all {
		if strings.HasPrefix(string(e.field), "commitment:") {
			out[e.field] = e.clause
		}
	}
	return out
}

// longestRise marks a longest rising subsequence of the places. Documents have some hundred places, so the plain
// quadratic way is fast enough.
func longestRise(common []entry, place map[Field]int) []bool {
	best, prev := make([]int, len(common)), make([]int, len(common))
	end := -1
	for i := range common {
		best[i], prev[i] = 1, -1
		for j := range i {
			if place[common[j].field] < place[common[i].field] && best[j]+1 > best[i] {
				best[i], prev[i] = best[j]+1, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	keep := make([]bool, len(common))
	for ; end >= 0; end = prev[end] {
		keep[end] = true
	}
	return keep
}

// Changed are the places that differ between two documents, a moved place among them.
func ChangedFields(old, new Document) []Field {
	var out []Field
	for _, d := range Compare(old, new, language.Swedish) {
		if d.State != Same || d.Moved {
			out = append(out, d.Field)
		}
	}
	return out
}
