package corpus

import (
	"slices"
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of what the list of targets is searched by, in its address.
const (
	paramClause = "paragraf"
	paramWords  = "sok"
)

// wanted is which measures a reader looks for.
type wanted struct {
	Clause string // id; empty: all
	Words  string // in the measure's name, what it counts, or the number of its commitment
}

func wantedOf(r *web.Request) wanted {
	f := r.ReadQuery()
	return wanted{f.Value(paramClause), f.Value(paramWords)}
}

func (w wanted) some() bool { return w != wanted{} }

// of keeps the series that are looked for.
func (w wanted) of(l language.Lang, all []Series) []Series {
	words := strings.Fields(strings.ToLower(w.Words))
	return slices.DeleteFunc(slices.Clone(all), func(s Series) bool {
		said := strings.ToLower(strings.Join([]string{s.name().In(l), s.What().In(l), strings.Join(s.Numbers, " "), s.Metric}, " "))
		misses := slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(said, word) })
		return misses || w.Clause != "" && s.Clause != w.Clause
	})
}

// fields are the two that ask for it, with the template's clauses to choose from.
func (w wanted) fields(r *web.Request, doc clause.Document) []ui.Field {
	clauses := []ui.Option{{Label: r.Say(language.T("Alla paragrafer", "All clauses"))}}
	for i, c := range doc.Clauses {
		clauses = append(clauses, ui.Option{Value: c.ID, Label: r.Say(title(i+1, c))})
	}
	return []ui.Field{
		{Kind: ui.SearchField, Name: paramWords, Label: r.Say(language.T("Sök mått eller nummer", "Find measure or number")), Value: w.Words, Optional: true, MaxLength: 80},
		{Kind: ui.SelectField, Name: paramClause, Label: r.Say(sayClause), Value: w.Clause, Options: clauses, Optional: true},
	}
}
