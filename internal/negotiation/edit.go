package negotiation

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Edit is one field's change. Exactly one of Value, Commitment, Deviation and Remove says what the field is to be.
type Edit struct {
	Field      clause.Field // "deviation:" with no id is a new deviation, "commitment:" a new local commitment
	Seen       string       // Stamp of the field as the person saw it
	Value      *clause.Value
	Commitment *clause.Commitment
	Deviation  *clause.Deviation
	Remove     bool // of a deviation, or of a local commitment
}

// The fields of what does not exist yet.
const (
	NewDeviation  clause.Field = "deviation:"
	NewCommitment clause.Field = "commitment:"
)

// Stamp tells one content of a field from another, so that somebody who saw an older one is told.
func Stamp(doc clause.Document, f clause.Field) string {
	kind, id, _ := strings.Cut(string(f), ":")
	var content any
	switch kind {
	case "variable":
		content = doc.Values[id]
	case "commitment":
		if c, ok := doc.Commitment(id); ok {
			content = c
		}
	case "deviation":
		if v, ok := deviation(doc, id); ok {
			content = v
		}
	}
	b, err := json.Marshal(content)
	if err != nil {
		return ""
	}
	return digest(string(b))[:16]
}

func deviation(doc clause.Document, id string) (clause.Deviation, bool) {
	i := slices.IndexFunc(doc.Deviations, func(v clause.Deviation) bool { return v.ID == id })
	if i < 0 {
		return clause.Deviation{}, false
	}
	return doc.Deviations[i], true
}

// apply gives the document with the change, and the field that it came to be; used are ids of deviations and local
// commitments that earlier versions had and that are not used again.
func (e Edit) apply(doc clause.Document, open opening, used []string, measured func(string) bool) (clause.Document, clause.Field, error) {
	doc = Copy(doc)
	kind, id, _ := strings.Cut(string(e.Field), ":")
	switch {
	case kind == "variable" && e.Value != nil:
		return e.value(doc, open, id)
	case kind == "commitment" && e.Remove && isLocal(id):
		if !open.open(doc, e.Field) {
			return doc, e.Field, notOpen()
		}
		return withoutCommitment(doc, id), e.Field, nil
	case kind == "commitment" && e.Commitment != nil:
		return e.commitment(doc, open, id, used, measured)
	case kind == "deviation" && e.Remove:
		if !open.open(doc, e.Field) {
			return doc, e.Field, notOpen()
		}
		doc.Deviations = slices.DeleteFunc(doc.Deviations, func(v clause.Deviation) bool { return v.ID == id })
		return doc, e.Field, nil
	case kind == "deviation" && e.Deviation != nil:
		return e.deviate(doc, open, id, used)
	}
	return doc, e.Field, fault.New(fault.Invalid, proseStays)
}

func (e Edit) value(doc clause.Document, open opening, id string) (clause.Document, clause.Field, error) {
	v, known := doc.Variable(id)
	switch {
	case !known:
		return doc, e.Field, fault.NotFoundThing()
	case !v.Fixed.IsZero():
		return doc, e.Field, fault.New(fault.Invalid, fixedStays)
	case !open.open(doc, e.Field):
		return doc, e.Field, notOpen()
	}
	if err := v.Check(*e.Value); err != nil {
		return doc, e.Field, err
	}
	if doc.Values == nil {
		doc.Values = map[string]clause.Value{}
	}
	if doc.Values[id] = *e.Value; e.Value.IsZero() {
		delete(doc.Values, id)
	}
	return doc, e.Field, nil
}

func (e Edit) commitment(doc clause.Document, open opening, id string, used []string, measured func(string) bool) (clause.Document, clause.Field, error) {
	c := *e.Commitment
	if id == "" {
		if !open.promisable(c.Clause) {
			return doc, e.Field, notOpen()
		}
		c.ID = nextCommitment(doc, c.Clause, used)
		if err := clause.CheckCommitment(doc, c, measured); err != nil {
			return doc, e.Field, err
		}
		doc.Commitments = append(doc.Commitments, c)
		return doc, clause.CommitmentField(c.ID), nil
	}
	old, known := doc.Commitment(id)
	switch {
	case !known:
		return doc, e.Field, fault.NotFoundThing()
	case !open.open(doc, e.Field):
		return doc, e.Field, notOpen()
	}
	if c.ID, c.Clause = id, old.Clause; !isLocal(id) { // what is promised is the template's; how much is the parties'
		c.Text, c.By, c.Kind, c.Mirrors = old.Text, old.By, old.Kind, old.Mirrors
	}
	if err := clause.CheckCommitment(doc, c, measured); err != nil {
		return doc, e.Field, err
	}
	for i := range doc.Commitments {
		if doc.Commitments[i].ID == id {
			doc.Commitments[i] = c
		}
	}
	return doc, e.Field, nil
}

func withoutCommitment(doc clause.Document, id string) clause.Document {
	doc.Commitments = slices.DeleteFunc(doc.Commitments, func(c clause.Commitment) bool { return c.ID == id })
	doc.Deviations = slices.DeleteFunc(doc.Deviations, func(v clause.Deviation) bool { return v.On == id })
	return doc
}

func (e Edit) deviate(doc clause.Document, open opening, id string, used []string) (clause.Document, clause.Field, error) {
	v := *e.Deviation
	old, known := deviation(doc, id)
	switch {
	case id == "" && !open.deviable(v.On), id != "" && known && !open.open(doc, e.Field):
		return doc, e.Field, notOpen()
	case id != "" && !known:
		return doc, e.Field, fault.NotFoundThing()
	case id == "":
		v.ID = nextDeviation(doc, used)
		doc.Deviations = append(doc.Deviations, v)
	default:
		v.ID, v.On = id, old.On
		doc.Deviations[slices.IndexFunc(doc.Deviations, func(o clause.Deviation) bool { return o.ID == id })] = v
	}
	return doc, clause.DeviationField(v.ID), checkDeviation(doc, v)
}

// checkDeviation says what is wrong with one deviation, in the fields of its form.
func checkDeviation(doc clause.Document, v clause.Deviation) error {
	var problems []fault.Problem
	_, isClause := doc.Clause(v.On)
	if _, ok := doc.Commitment(v.On); !ok && isClause == 0 {
		problems = append(problems, fault.Field("on", deviateFrom))
	}
	if v.Kind != clause.Replaces && v.Kind != clause.Adds && v.Kind != clause.Omits {
		problems = append(problems, fault.Field("kind", chooseKind))
	}
	if v.Kind == clause.Omits && v.Text != "" {
		problems = append(problems, fault.Field("text", omitsNothing))
	}
	if v.Kind != clause.Omits && v.Text == "" {
		problems = append(problems, fault.Field("text", saysWhat))
	}
	if v.Reason == "" {
		problems = append(problems, fault.Field(fieldReason, needReason))
	}
	if len(problems) > 0 {
		return fault.New(fault.Invalid, putRight, problems...)
	}
	return nil
}

// nextDeviation is the first id that no deviation has or has had.
func nextDeviation(doc clause.Document, used []string) string {
	most := 0
	for _, id := range append(ids(doc), used...) {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, "A")); err == nil && strings.HasPrefix(id, "A") {
			most = max(most, n)
		}
	}
	return fmt.Sprintf("A%d", most+1)
}

// nextCommitment is the first id of a local commitment in a clause that none has or has had.
func nextCommitment(doc clause.Document, on string, used []string) string {
	most := 0
	for _, id := range append(ids(doc), used...) {
		if rest, ok := strings.CutPrefix(id, "L"+on+"."); ok {
			if n, err := strconv.Atoi(rest); err == nil {
				most = max(most, n)
			}
		}
	}
	return fmt.Sprintf("L%s.%d", on, most+1)
}

// ids are the ids of a document's deviations and local commitments.
func ids(doc clause.Document) []string {
	var out []string
	for _, v := range doc.Deviations {
		out = append(out, v.ID)
	}
	for _, c := range doc.Commitments {
		if isLocal(c.ID) {
			out = append(out, c.ID)
		}
	}
	return out
}

func notOpen() error { return fault.New(fault.Conflict, onlyCommented) }

var (
	onlyCommented = language.T("Fältet är inte öppet. Bara fält med en kommentar som inte är löst går att ändra. Kommentera det först.", "The field is not open. Only fields with a comment that is not resolved can be changed. Comment on it first.")
	proseStays    = language.T("Mallens text ändras inte i ett utkast. Skriv en avvikelse i stället: vad som ska gälla, och varför.", "The template's text is not changed in a draft. Write a deviation instead: what is to hold, and why.")
	fixedStays    = language.T("Uppgiften är bestämd i mallen och ändras inte i ett utkast.", "The value is set by the template and is not changed in a draft.")
	deviateFrom   = language.T("Välj den paragraf eller det åtagande som avvikelsen gäller.", "Choose the clause or the commitment that the deviation is on.")
	chooseKind    = language.T("Välj om det gäller i stället, dessutom eller inte alls.", "Choose whether it holds instead, besides or not at all.")
	omitsNothing  = language.T("Det som inte ska gälla har ingen text. Ta bort texten, eller välj i stället eller dessutom.", "What does not hold has no text. Take the text away, or choose instead or besides.")
	saysWhat      = language.T("Skriv vad som ska gälla.", "Write what is to hold.")
)
