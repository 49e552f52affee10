package apptest

import (
	"fmt"
	"strings"
	"sync"

	"samsyn/internal/db"
)

// known keeps the texts of the house's database, which read alike in both languages.
type known struct {
	once  sync.Once
	texts map[string]bool
}

// isData tells whether a text is what somebody wrote or a name in the house's registers, as they were when it was
// first asked. A text made of several such parts counts when each part between separators does.
func (h *Samsyn) isData(text string) bool {
	h.known.once.Do(func() { h.known.texts = h.allTexts() })
	if h.known.texts[text] {
		return true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",·;()–", r) })
	for _, p := range parts {
		if p = spaced(p); p != "" && !h.known.texts[p] && swedish.MatchString(p) {
			return false
		}
	}
	return len(parts) > 1
}

// allTexts reads every text column of the rooms' tables.
func (h *Samsyn) allTexts() map[string]bool {
	texts := map[string]bool{}
	for table, columns := range h.textColumns() {
		for _, c := range columns {
			all, err := db.All[string](h.T.Context(), h.DB, fmt.Sprintf("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", c, table, c))
			if err != nil {
				h.T.Errorf("texts of %s.%s: %v", table, c, err)
			}
			for _, text := range all {
				texts[spaced(text)] = true
			}
		}
	}
	return texts
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
		for _, room := range []string{"directory", "agreement", "account"} {
			if strings.HasPrefix(c.Table, room) && !strings.HasSuffix(c.Name, "_key") && !strings.HasSuffix(c.Name, "id") {
				out[c.Table] = append(out[c.Table], c.Name)
			}
		}
	}
	return out
}
