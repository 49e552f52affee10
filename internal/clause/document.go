package clause

import (
	"slices"

	"samsyn/internal/language"
)

// Document is a template's or an agreement's whole text. Its parts keep the order in which they are read.
type Document struct {
	Template    int64            `json:"template"` // number of the template version that it came from; 0 when it came from none
	Clauses     []Clause         `json:"clauses"`
	Variables   []Variable       `json:"variables"`
	Commitments []Commitment     `json:"commitments"`
	Annexes     []Annex          `json:"annexes,omitempty"`
	Values      map[string]Value `json:"values,omitempty"`     // by variable; none in a template
	Deviations  []Deviation      `json:"deviations,omitempty"` // none in a template
}

// Clause is one numbered part of the text (paragraf). Its id never changes, its number is its place.
type Clause struct {
	ID       string        `json:"id"` // "9": stable over versions, also when the clause moves
	Heading  language.Text `json:"heading"`
	Text     language.Text `json:"text"`              // with {variable} where a value stands; the Swedish text is the agreement, the English a gloss
	Guidance language.Text `json:"guidance,omitzero"` // help for those who negotiate; no part of the agreement
}

// Annex is a numbered annex (bilaga) that the agreement counts as its own.
type Annex struct {
	No   int           `json:"no"`
	Name language.Text `json:"name"`
}

// Deviation is what the parties agree otherwise than a clause or a commitment of the template.
type Deviation struct {
	ID     string        `json:"id"`     // "A1", "A2": never reused within an agreement
	On     string        `json:"on"`     // id of a clause ("9") or of a commitment ("K9.1")
	Kind   DeviationKind `json:"kind"`   //
	Text   string        `json:"text"`   // what holds instead or besides, in Swedish; empty when something is left out
	Reason string        `json:"reason"` // why, in Swedish; never empty
}

// DeviationKind is how a deviation relates to what it deviates from.
type DeviationKind string

// The kinds of deviation.
const (
	Replaces DeviationKind = "replaces" // holds instead
	Adds     DeviationKind = "adds"     // holds besides
	Omits    DeviationKind = "omits"    // does not hold
)

// Name is the kind for a reader.
func (k DeviationKind) Name() language.Text {
	switch k {
	case Replaces:
		return language.T("gäller i stället", "holds instead")
	case Adds:
		return language.T("gäller dessutom", "holds besides")
	case Omits:
		return language.T("gäller inte", "does not hold")
	}
	return language.Same(string(k))
}

// Clause gives a clause by its id, and its number (its place from 1); 0 when there is none.
func (d Document) Clause(id string) (Clause, int) {
	i := slices.IndexFunc(d.Clauses, func(c Clause) bool { return c.ID == id })
	if i < 0 {
		return Clause{}, 0
	}
	return d.Clauses[i], i + 1
}

// Variable gives a variable by its id.
func (d Document) Variable(id string) (Variable, bool) {
	i := slices.IndexFunc(d.Variables, func(v Variable) bool { return v.ID == id })
	if i < 0 {
		return Variable{}, false
	}
	return d.Variables[i], true
}

// Commitment gives a commitment by its id.
func (d Document) Commitment(id string) (Commitment, bool) {
	i := slices.IndexFunc(d.Commitments, func(c Commitment) bool { return c.ID == id })
	if i < 0 {
		return Commitment{}, false
	}
	return d.Commitments[i], true
}

// CommitmentsOf gives the commitments of a clause, in order.
func (d Document) CommitmentsOf(id string) []Commitment {
	var out []Commitment
	for _, c := range d.Commitments {
		if c.Clause == id {
			out = append(out, c)
		}
	}
	return out
}

// DeviationsOn gives the deviations from one clause or commitment, in order.
func (d Document) DeviationsOn(id string) []Deviation {
	var out []Deviation
	for _, v := range d.Deviations {
		if v.On == id {
			out = append(out, v)
		}
	}
	return out
}

// Omitted tells whether the parties have left a clause or a commitment out.
func (d Document) Omitted(id string) bool {
	return slices.ContainsFunc(d.Deviations, func(v Deviation) bool { return v.On == id && v.Kind == Omits })
}

// Binding are the commitments that hold: those not left out, alone or with their whole clause.
func (d Document) Binding() []Commitment {
	return slices.DeleteFunc(slices.Clone(d.Commitments), func(c Commitment) bool { return d.Omitted(c.ID) || d.Omitted(c.Clause) })
}
