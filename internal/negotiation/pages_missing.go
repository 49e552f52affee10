package negotiation

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// lacking are the fields that stand in the way of approving a document, each once, as the check finds them.
func lacking(doc clause.Document) (out []clause.Field) {
	for _, p := range fault.ProblemsOf(clause.CheckComplete(doc)) {
		if f := clause.Field(p.Field); has(doc, f) && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// missingSection lists what is missing or does not hold, with why and the way to each field; nil when nothing is.
func (d shown) missingSection(r *web.Request, doc clause.Document) templ.Component {
	left := lacking(doc)
	if len(left) == 0 {
		return nil
	}
	why := map[clause.Field]language.Text{}
	for _, p := range fault.ProblemsOf(clause.CheckComplete(doc)) {
		why[clause.Field(p.Field)] = p.Text
	}
	var facts []ui.Fact
	for _, f := range left {
		facts = append(facts, ui.Fact{Name: r.Say(fieldWord(doc, f)), Value: ui.Join(ui.Text(r.Say(why[f])), ui.AFor(d.fieldPath(f), r.Say(d.toField(doc, f)), r.Say(fieldWord(doc, f))))})
	}
	return section("saknas", r.Say(language.T("Det här saknas (%d)", "This is missing (%d)").With(len(left))), ui.KeyValues(facts...))
}

// missingOf is the list on the draft's own page, while the parties can still do something about it.
func (d shown) missingOf(r *web.Request, doc clause.Document) templ.Component {
	if !d.reader.Writes || d.State != Drafting && d.State != Proposed {
		return nil
	}
	return d.missingSection(r, doc)
}

// toField is what the reader can do with a field that is missing.
func (d shown) toField(doc clause.Document, f clause.Field) language.Text {
	if d.mine() && openFields(d.Draft, d.Threads).open(doc, f) {
		return language.T("Fyll i", "Fill in")
	}
	return sayOpenField
}

var sayNextEmpty = language.T("Fyll i nästa tomma fält", "Fill in the next empty field")
