package template

import (
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// Differences are every place of two texts compared, in the order of the new one.
type Differences []clause.Difference

// Changed are the places that differ, a moved one among them.
func (all Differences) Changed() []clause.Field {
	var out []clause.Field
	for _, d := range all {
		if d.State != clause.Same || d.Moved {
			out = append(out, d.Field)
		}
	}
	return out
}

// GuidanceField is the place of the guidance beside a clause.
func GuidanceField(id string) clause.Field { return clause.Field("guidance:" + id) }

// AnnexField is the place of an annex.
func AnnexField(no int) clause.Field { return clause.Field(fmt.Sprintf("annex:%d", no)) }

// Compare compares two templates place by place: what clause.Compare does of agreements, and what only a template has:
// the guidance, how a variable is to be filled in, and the annexes.
func Compare(old, new clause.Document, l language.Lang) Differences {
	var out Differences
	for _, d := range clause.Compare(old, new, l) {
		kind, id, _ := strings.Cut(string(d.Field), ":")
		switch kind {
		case "variable":
			out = append(out, compareVariable(old, new, d, id, l))
			continue
		case "clause":
			d.Old, d.New = plain(old, d.Old, l), plain(new, d.New, l)
			out = append(out, d)
			if g, ok := compareGuidance(old, new, id, d, l); ok {
				out = append(out, g)
			}
			continue
		}
		out = append(out, d)
	}
	return append(out, compareAnnexes(old, new, l)...)
}

// plain reads a clause's text with the variables' names, in square brackets, where their values will stand.
func plain(d clause.Document, text string, l language.Lang) string {
	return d.Plain(clause.Clause{Text: language.Same(text)}, l)
}

func compareVariable(old, new clause.Document, d clause.Difference, id string, l language.Lang) clause.Difference {
	was, had := old.Variable(id)
	is, has := new.Variable(id)
	d.Old, d.New = "", ""
	if had {
		d.Old = describe(was).In(l)
	}
	if has {
		d.New = describe(is).In(l)
	}
	if d.State == clause.Same && d.Old != d.New {
		d.State = clause.Changed
	}
	return d
}

func compareGuidance(old, new clause.Document, id string, of clause.Difference, l language.Lang) (clause.Difference, bool) {
	was, _ := old.Clause(id)
	is, _ := new.Clause(id)
	g := clause.Difference{Field: GuidanceField(id), Clause: id, Heading: sayGuidance.In(l), Old: was.Guidance.In(l), New: is.Guidance.In(l), From: of.From, To: of.To}
	switch {
	case g.Old == g.New:
		return g, g.Old != ""
	case g.Old == "":
		g.State = clause.Added
	case g.New == "":
		g.State = clause.Removed
	default:
		g.State = clause.Changed
	}
	return g, true
}

func compareAnnexes(old, new clause.Document, l language.Lang) (out Differences) {
	was, is := annexNames(old, l), annexNames(new, l)
	numbers := make([]int, 0, len(was)+len(is))
	for _, a := range slices.Concat(old.Annexes, new.Annexes) {
		numbers = append(numbers, a.No)
	}
	slices.Sort(numbers)
	for _, no := range slices.Compact(numbers) {
		d := clause.Difference{Field: AnnexField(no), Heading: sayAnnexNo.With(no).In(l), Old: was[no], New: is[no]}
		_, had := was[no]
		_, has := is[no]
		switch {
		case !had:
			d.State = clause.Added
		case !has:
			d.State = clause.Removed
		case d.Old != d.New:
			d.State = clause.Changed
		}
		out = append(out, d)
	}
	return out
}

func annexNames(d clause.Document, l language.Lang) map[int]string {
	names := make(map[int]string, len(d.Annexes))
	for _, a := range d.Annexes {
		names[a.No] = a.Name.In(l)
	}
	return names
}

// Marked makes compared places ready to be shown: a move is said beside the heading, and its text stays unfolded.
func Marked(all []clause.Difference, l language.Lang) ui.Difference {
	out := ui.Difference{Lang: l}
	for _, d := range all {
		c := ui.Change{Clause: ui.Clause{ID: string(d.Field), Heading: d.Heading, Text: d.New}}
		switch d.State {
		case clause.Added:
			c.State, c.Pieces = ui.New, []ui.Piece{{Op: ui.Inserted, Text: d.New}}
		case clause.Removed:
			c.State, c.Pieces = ui.Gone, []ui.Piece{{Op: ui.Deleted, Text: d.Old}}
		case clause.Changed:
			c.State, c.Pieces = ui.Changed, ui.Words(d.Old, d.New)
		default:
			c.Pieces = []ui.Piece{{Op: ui.Kept, Text: d.New}}
		}
		if d.Moved {
			c.Clause.Heading += " " + sayMoved.With(d.From, d.To).In(l)
			c.State = max(c.State, ui.Changed)
		}
		out.Changes = append(out.Changes, c)
	}
	return out
}

var (
	sayGuidance = language.T("Vägledning", "Guidance")
	sayAnnexNo  = language.T("Bilaga %d", "Annex %d")
	sayMoved    = language.T("(flyttad från plats %d till plats %d)", "(moved from place %d to place %d)")
)
