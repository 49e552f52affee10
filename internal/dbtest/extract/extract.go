package extract

import (
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/person"
)

// Of gives what a room has of the first person that an authority knows, in Swedish: a line for each thing.
func Of(t testing.TB, d *dbtest.Database, e person.Extractor, authority string) string {
	t.Helper()
	id, err := db.One[string](t.Context(), d.DB, `SELECT id FROM person WHERE authority_id = $1 ORDER BY id`+db.Limit(1), authority)
	dbtest.Must(t, err)
	p, err := person.ByID(t.Context(), d.DB, id)
	dbtest.Must(t, err)
	parts, err := e.Read(t.Context(), d.DB, p)
	dbtest.Must(t, err)
	var out strings.Builder
	for _, part := range parts {
		for _, entry := range part.Entries {
			out.WriteString("# " + entry.Heading.Sv + "\n")
			for _, pair := range entry.Pairs {
				out.WriteString(pair.Name.Sv + ": " + pair.Value.Sv + "\n")
			}
		}
	}
	return out.String()
}
