package negotiation

import (
	"context"
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Signatures is whose signatures a change takes.
type Signatures string

// From the least to the most.
const (
	NoSignatures   Signatures = "none"           // the coordinators' approval is enough
	Administrative Signatures = "administrative" // the heads of administration sign
	Both           Signatures = "both"           // the political and the administrative signatories sign
)

// Label is whose signatures in words.
func (s Signatures) Label() language.Text {
	switch s {
	case NoSignatures:
		return language.T("samverkansansvarigas godkännande räcker", "the coordinators' approval is enough")
	case Administrative:
		return language.T("förvaltningscheferna undertecknar", "the heads of administration sign")
	}
	return language.T("både politiska och administrativa företrädare undertecknar", "both political and administrative representatives sign")
}

func (s Signatures) weight() int {
	switch s {
	case NoSignatures:
		return 0
	case Administrative:
		return 1
	}
	return 2
}

// Requirement is whose signatures a draft takes, and why.
type Requirement struct {
	Signatures Signatures
	Why        language.Text
	Field      clause.Field // the change that asks for it; empty for a whole new agreement
}

// NeedsRule is one line of the table of which change needs whose signature.
type NeedsRule struct {
	Change language.Text
	Needs  Signatures
	when   func(change) bool
}

// change is one place that differs, with the documents that it differs between.
type change struct {
	clause.Difference
	kind     string // "clause", "variable", "commitment", "deviation"
	id       string
	old, new clause.Document
}

// NeedsTable is the table of which change needs whose signature. The first line that fits a change speaks for it, and the
// change that asks for the most speaks for the whole. It follows how municipal delegation is commonly drawn (domain facts
// 9.3): what the parties promise the board decides, how much of it the heads of administration, and who answers the
// telephone the coordinators.
func NeedsTable() []NeedsRule {
	t := language.T
	return []NeedsRule{
		{t("En paragraf i texten har kommit till, försvunnit, flyttats eller ändrats", "A clause of the text was added, removed, moved or changed"), Both,
			func(c change) bool { return c.kind == "clause" }},
		{t("En avvikelse från mallen har kommit till, försvunnit eller ändrats", "A deviation from the template was added, removed or changed"), Both,
			func(c change) bool { return c.kind == "deviation" }},
		{t("Ett åtagande har kommit till eller försvunnit, eller lovar något annat", "A commitment was added or removed, or promises something else"), Both,
			func(c change) bool { return c.kind == "commitment" && !c.onlyFigures() }},
		{t("Parterna eller vad överenskommelsen omfattar har ändrats", "The parties or the scope of the agreement changed"), Both,
			func(c change) bool { return c.kind == "variable" && c.Clause == firstClause }},
		{t("Ett datum har ändrats, såsom hur länge överenskommelsen gäller", "A date changed, such as how long the agreement holds"), Both,
			func(c change) bool { return c.variable() == clause.Date }},
		{t("Ett måls nivå, tidsgräns eller giltighet har ändrats", "The level, limit or validity of a target changed"), Administrative,
			func(c change) bool { return c.kind == "commitment" }},
		{t("En kontaktperson har ändrats", "A contact person changed"), NoSignatures,
			func(c change) bool { return c.variable() == clause.Person }},
		{t("En annan ifylld uppgift har ändrats", "Another filled-in value changed"), Administrative,
			func(change) bool { return true }},
	}
}

const firstClause = "1" // parties and scope, in the clause library

// Needs says whose signatures it takes to go from one document to another. From a document without clauses, which is a
// wholly new agreement, it takes both.
func Needs(old, new clause.Document) Requirement {
	if len(old.Clauses) == 0 {
		return Requirement{Signatures: Both, Why: language.T("Det är en ny överenskommelse.", "It is a new agreement.")}
	}
	most := Requirement{Signatures: NoSignatures, Why: language.T("Inget i texten skiljer sig.", "Nothing in the text differs.")}
	table, found := NeedsTable(), false
	for _, d := range clause.Compare(old, new, language.Swedish) {
		if d.State == clause.Same && !d.Moved {
			continue
		}
		kind, id, _ := strings.Cut(string(d.Field), ":")
		c := change{d, kind, id, old, new}
		for _, rule := range table {
			if !rule.when(c) {
				continue
			}
			if !found || rule.Needs.weight() > most.Signatures.weight() {
				most, found = Requirement{rule.Needs, language.T("%s.", "%s.").With(rule.Change), d.Field}, true
			}
			break
		}
	}
	return most
}

// NeedsFor says whose signatures a draft takes: a new agreement, a renewal and a municipality that joins bind anew and
// take both, an amendment what has changed in it.
func NeedsFor(k Kind, old, new clause.Document) Requirement {
	switch k {
	case Amendment:
		return Needs(old, new)
	case Renewal:
		return Requirement{Signatures: Both, Why: language.T("En förlängning binder parterna för en ny tid.", "A renewal binds the parties for a new term.")}
	case Joining:
		return Requirement{Signatures: Both, Why: language.T("En ny part binds av överenskommelsen.", "A new party becomes bound by the agreement.")}
	}
	return Needs(clause.Document{}, new)
}

// NeedsOf says whose signatures it takes for a text of a draft to hold. An amendment of an agreement whose text was never
// known here makes the whole text new, and takes both.
func NeedsOf(ctx context.Context, q db.Reader, d Draft, doc clause.Document) (Requirement, error) {
	base, err := TextAt(ctx, q, d.ID, 0)
	if err != nil || d.Kind != Amendment {
		return NeedsFor(d.Kind, base.Doc, doc), err
	}
	if _, known, err := TextOf(ctx, q, d.Agreement); err != nil || !known {
		return Requirement{Signatures: Both, Why: language.T("Hela texten är ny för överenskommelsen.", "The whole text is new to the agreement.")}, err
	}
	return NeedsFor(d.Kind, base.Doc, doc), nil
}

// variable is the kind of the variable that changed; empty when it is something else.
func (c change) variable() clause.VariableKind {
	if c.kind != "variable" {
		return ""
	}
	if v, ok := c.new.Variable(c.id); ok {
		return v.Kind
	}
	v, _ := c.old.Variable(c.id)
	return v.Kind
}

// onlyFigures tells whether a commitment promises the same as before by the same measures, at most with other figures,
// another validity or another reason.
func (c change) onlyFigures() bool {
	o, was := c.old.Commitment(c.id)
	n, is := c.new.Commitment(c.id)
	if !was || !is || c.Moved || o.Text != n.Text || o.By != n.By || o.Kind != n.Kind || o.Relief != n.Relief || o.Mirrors != n.Mirrors || len(o.Measures) != len(n.Measures) {
		return false
	}
	for i := range o.Measures {
		a, b := o.Measures[i], n.Measures[i]
		if a.Metric != b.Metric || a.Statistic != b.Statistic || a.Comparator != b.Comparator || a.Window != b.Window {
			return false
		}
	}
	return true
}
