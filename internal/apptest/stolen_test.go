package apptest

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"samsyn/internal/app"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/person"
	"samsyn/internal/seal"
)

// A stolen database without its keys tells nothing about anybody who is asked about: after the whole cast has worked, and
// after questions in every state of a ground and every level of protection, no number in any written form, name, address
// or free text stands in the file, in what the engine keeps beside it, in any column, or in a backup. What is looked for
// is all that the house has sealed, opened with its keys, so that what a new story or a new room writes is looked for too.
func TestAStolenDatabaseTellsNothing(t *testing.T) {
	t.Parallel()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect)+"/the cast", func(t *testing.T) { stolen(t, Demo(t, dialect)) })
		t.Run(string(dialect)+"/every state", func(t *testing.T) {
			if dialect == db.Postgres {
				stolen(t, theStory(t).open(t, dialect))
				return
			}
			place := theScene(t) // told here, so that what the engine keeps beside its file is there too
			h := place.open(t, dialect)
			place.place.tell(t, h, secretCases(person.Unprotected, person.Marker, person.Registration))
			settle(t, h)
			stolen(t, h)
		})
	}
}

func stolen(t *testing.T, h *Samsyn) {
	secrets := map[string]string{} // and where each is sealed
	for _, c := range app.Sealed() {
		if room, _, _ := strings.Cut(c.Table, "_"); room == "web" || room == "webhook" || room == "idempotency" {
			continue // keys and answers of programs, whose parts are ids and words of the house
		}
		h.opened(t, c, secrets)
	}
	for _, published := range h.published(t) {
		delete(secrets, published)
	}
	if len(secrets) < 15 {
		t.Fatalf("only %d secrets were found: the test shows nothing", len(secrets))
	}
	heaps := h.loot(t)
	t.Logf("%d secrets were looked for in %d places", len(secrets), len(heaps))
	for place, heap := range heaps {
		if !strings.Contains(heap, "Ludvika") && strings.HasPrefix(place, "whole") {
			t.Errorf("%s does not even tell of Ludvika: the test shows nothing", place)
		}
		for secret, from := range secrets {
			if strings.Contains(heap, secret) {
				t.Errorf("%s tells %q, which is sealed in %s", place, secret, from)
			}
		}
	}
}

// published are the numbers and addresses of the authorities themselves, by which the public reaches them, and the names
// of topics, which stand for a purpose where nobody wrote one.
func (h *Samsyn) published(t *testing.T) []string {
	t.Helper()
	all, err := db.All[string](t.Context(), h.DB, "SELECT address FROM contact_path WHERE NOT personal OR open")
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range contact.Topics() {
		all = append(all, strings.ToLower(topic.Name.Sv))
	}
	return all
}

// opened adds what a sealed column holds.
func (h *Samsyn) opened(t *testing.T, c seal.Column, secrets map[string]string) {
	t.Helper()
	type row struct {
		ID     string `db:"id"`
		Sealed []byte `db:"sealed"`
	}
	rows, err := db.All[row](t.Context(), h.DB, fmt.Sprintf("SELECT %s AS id, %s AS sealed FROM %s WHERE %s IS NOT NULL", c.RowID, c.Column, c.Table, c.Column))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		plain, err := h.Keys.Open(seal.Place{Table: c.Table, Column: c.Column, Row: r.ID}, r.Sealed)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(plain) || strings.HasPrefix(string(plain), "%PDF") {
			continue
		}
		for _, text := range pieces(string(plain)) {
			for _, form := range forms(text) {
				secrets[form] = c.Table + "." + c.Column
			}
		}
	}
}

// pieces are the texts in what was sealed: the values of an object, the lines of a letter.
func pieces(plain string) (out []string) {
	var object map[string]any
	if json.Unmarshal([]byte(plain), &object) == nil {
		for _, v := range object {
			if text, ok := v.(string); ok && !identified.MatchString(text) {
				out = append(out, pieces(text)...)
			}
		}
		return out
	}
	for line := range strings.Lines(plain) {
		line = strings.TrimSpace(line)
		for _, label := range []string{"Personnummer: ", "Namn: ", "Ring upp: "} {
			line = strings.TrimPrefix(line, label)
		}
		if line = strings.TrimSuffix(line, " (Demo)"); tells(line) {
			out = append(out, line)
		}
	}
	return out
}

// tells tells of texts that can say something of somebody: a number, an address, words. A code or a single word of the
// house's own does not.
func tells(text string) bool {
	return numbered.MatchString(text) || strings.Contains(text, "@") || len(text) > 7 && strings.ContainsFunc(text, unicode.IsSpace)
}

var (
	identified = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	numbered   = regexp.MustCompile(`\d{6}`)
	personal12 = regexp.MustCompile(`^\d{12}$`)
)

// forms are the ways in which a text can be written.
func forms(text string) []string {
	if !personal12.MatchString(text) {
		return []string{text}
	}
	d, n := text[:8], text[8:]
	return []string{text, d + "-" + n, d + " " + n, d[2:] + n, d[2:] + "-" + n, d[2:] + "+" + n, d[2:] + " " + n}
}

// loot is what a thief has: every row of every table, a backup, and the files of an engine that keeps its own.
func (h *Samsyn) loot(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	content, err := db.Content(t.Context(), h.DB)
	if err != nil {
		t.Fatal(err)
	}
	for table, rows := range content {
		out["table "+table] = strings.Join(rows, "\n") + bytesIn(rows)
	}
	var backup bytes.Buffer
	if _, err := db.Backup(t.Context(), h.DB, &backup, nil); err != nil {
		t.Fatal(err)
	}
	out["whole backup"] = unpacked(t, backup.Bytes())
	if h.DB.Dialect() == db.Postgres {
		return out
	}
	for _, ending := range []string{"", "-wal", "-shm", "-journal"} {
		b, err := os.ReadFile(h.dsn + ending)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err == nil {
			out["file"+ending] = string(b)
		}
	}
	return out
}

// bytesIn are the values that a backup writes in base64: those of columns that hold bytes.
func bytesIn(rows []string) string {
	var b strings.Builder
	for _, row := range rows {
		var values []any
		if json.Unmarshal([]byte(row), &values) != nil {
			continue
		}
		for _, v := range values {
			if text, ok := v.(string); ok {
				if raw, err := base64.StdEncoding.DecodeString(text); err == nil {
					b.Write(append(raw, '\n'))
				}
			}
		}
	}
	return b.String()
}

// unpacked reads a backup as whoever finds one would.
func unpacked(t *testing.T, b []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return string(b)
	}
	whole, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(whole)
}
