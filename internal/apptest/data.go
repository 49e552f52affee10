package apptest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"samsyn/internal/db"
)

// known keeps the texts of the house's database, which read alike in both languages.
type known struct {
	once  sync.Once
	texts []string // the longest first
}

// isLeftover tells whether a text that stands on the English page as on the Swedish one is Swedish.
func (h *Samsyn) isLeftover(text string) bool {
	own := h.withoutData(text)
	letters := strings.Count(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return 'x'
		}
		return -1
	}, own), "x")
	return letters > 12 && (swedish.MatchString(own) || strings.ContainsAny(own, "åäöÅÄÖ"))
}

// withoutData takes out of a text what stands in the house's registers, as they were when this was first asked.
func (h *Samsyn) withoutData(text string) string {
	h.known.once.Do(func() { h.known.texts = h.allTexts() })
	for _, t := range h.known.texts {
		if strings.Contains(text, t) {
			text = strings.ReplaceAll(text, t, " ")
		}
	}
	return text
}

// allTexts reads every text column of the rooms' tables.
func (h *Samsyn) allTexts() (texts []string) {
	for table, columns := range h.textColumns() {
		for _, c := range columns {
			all, err := db.All[string](h.T.Context(), h.DB, fmt.Sprintf("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", c, table, c))
			if err != nil {
				h.T.Errorf("texts of %s.%s: %v", table, c, err)
			}
			for _, text := range slices.Concat(all, listed(all)) {
				for line := range strings.SplitSeq(text, "\n") { // each by itself, as minutes in Markdown are shown
					if line = strings.TrimLeft(line, "#- "); len(line) > 3 {
						texts = append(texts, spaced(line))
					}
				}
				if text = spaced(text); len(text) > 3 {
					texts = append(texts, text, lowerFirst(text))
				}
			}
		}
	}
	slices.SortFunc(texts, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(texts)
}

func (h *Samsyn) textColumns() map[string][]string {
	type column struct {
		Table string `db:"tab"`
		Name  string `db:"col"`
	}
	text := `SELECT m.name AS tab, c.name AS col FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.type = 'TEXT' ORDER BY 1, 2`
	if h.DB.Dialect() == db.Postgres {
		text = `SELECT table_name AS tab, column_name AS col FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text' ORDER BY 1, 2`
	}
	all, err := db.All[column](h.T.Context(), h.DB, text)
	if err != nil {
		h.T.Fatalf("the house's columns: %v", err)
	}
	out := map[string][]string{}
	for _, c := range all {
		for _, room := range []string{"directory", "agreement", "account", "steering", "routine", "responsibility", "negotiation", "signing", "commitment", "template_help", "contact", "enquiry", "deviation", "statutory", "request", "handover", "matter", "webhook"} {
			if strings.HasPrefix(c.Table, room) && !strings.HasSuffix(c.Name, "_key") && !strings.HasSuffix(c.Name, "id") {
				out[c.Table] = append(out[c.Table], c.Name)
			}
		}
	}
	return out
}

// listed are the texts of lists that are kept as one value.
func listed(values []string) (texts []string) {
	for _, v := range values {
		var list []map[string]any
		if !strings.HasPrefix(v, "[{") || json.Unmarshal([]byte(v), &list) != nil {
			continue
		}
		for _, item := range list {
			for _, said := range item {
				if text, ok := said.(string); ok {
					texts = append(texts, text)
				}
			}
		}
	}
	return texts
}

// lowerFirst is a name as it stands after another: "Ludvika kommun, socialnämnden".
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
