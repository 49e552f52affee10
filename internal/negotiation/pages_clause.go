package negotiation

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// clauseText is what a clause says, read once: the template's words, or what the parties have agreed in their place with
// the template's folded away and marked, and then what holds besides.
func clauseText(r *web.Request, doc clause.Document, c clause.Clause) []templ.Component {
	t := language.T
	own := tagged("p", words(r.Lang, doc, c))
	var out []templ.Component
	switch {
	case doc.Omitted(c.ID):
		for _, v := range doc.Left(c.ID) {
			out = append(out, deviating(r, t("Avviker från mallen (%s): paragrafen gäller inte.", "Deviates from the template (%s): the clause does not hold.").With(v.ID), v))
		}
	case !doc.Reads(c.ID):
		for _, v := range doc.Instead(c.ID) {
			out = append(out, deviating(r, t("Avviker från mallen (%s). Det här gäller i stället:", "Deviates from the template (%s). This holds instead:").With(v.ID), v))
		}
	default:
		out = append(out, own)
	}
	if !doc.Reads(c.ID) {
		out = append(out, ui.Folded(r.Say(t("Mallens text, som inte gäller", "The template's text, which does not hold")), tagged("del", own)))
	}
	for _, v := range doc.Besides(c.ID) {
		out = append(out, deviating(r, t("Gäller dessutom (%s):", "Holds besides (%s):").With(v.ID), v))
	}
	return out
}

// deviating is a deviation where it stands in the text, with the reason.
func deviating(r *web.Request, how language.Text, v clause.Deviation) templ.Component {
	said := []templ.Component{ui.Strong(r.Say(how))}
	if v.Text != "" {
		said = append(said, ui.Text(" "), ui.Swedish(r.Lang, v.Text))
	}
	why := []templ.Component{ui.Text(r.Say(language.T("Skäl: ", "Reason: "))), ui.Swedish(r.Lang, v.Reason)}
	return stack(tagged("p", stack(said...)), tagged("p", stack(why...)))
}

// promiseText is what a commitment reads as: marked, when something stands in its place or it is left out.
func promiseText(r *web.Request, doc clause.Document, f clause.Field, read templ.Component) templ.Component {
	id, is := strings.CutPrefix(string(f), string(clause.CommitmentField("")))
	if !is || doc.Reads(id) {
		return read
	}
	level, say := ui.Warn, language.T("ersatt, se %s", "replaced, see %s")
	v := append(doc.Left(id), doc.Instead(id)...)[0]
	if v.Kind == clause.Omits {
		say = language.T("gäller inte, se %s", "does not hold, see %s")
	}
	return ui.Stack(ui.StatusChip(ui.Status{Level: level, Words: r.Say(say.With(v.ID))}), tagged("del", read))
}

// onClause tells whether a field is a deviation from the clause itself.
func onClause(doc clause.Document, c clause.Clause, f clause.Field) bool {
	return slices.ContainsFunc(doc.DeviationsOn(c.ID), func(v clause.Deviation) bool { return clause.DeviationField(v.ID) == f })
}
