package main

import (
	"database/sql"
	"os"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fact"
)

// harm is something done to a database behind the program's back, and what verify must say of it.
type harm struct {
	name  string
	do    func(h *house)
	names []string
}

func harms() []harm {
	return []harm{
		{"a changed entry", sqlHarm(`UPDATE trail_entry SET change = '{}' WHERE seq = 15`), []string{"15", "changed"}},
		{"another actor", sqlHarm(`UPDATE trail_entry SET actor = 'Nobody' WHERE seq = 5`), []string{"5", "changed"}},
		{"a removed entry", sqlHarm(`DELETE FROM trail_entry WHERE seq = 20`), []string{"place 20", "removed"}},
		{"a removed entry and leaf", sqlHarm(`DELETE FROM trail_entry WHERE seq = 20`, `DELETE FROM trail_leaf WHERE seq = 20`), []string{"20", "missing"}},
		{"an entry disposed of without a protocol", sqlHarm(`DELETE FROM trail_entry WHERE seq = 20`,
			`INSERT INTO trail_disposed (seq, protocol) VALUES (20, 'G-2026-1')`), []string{"place 20", "without a disposal protocol"}},
		{"a changed leaf", sqlHarm(`UPDATE trail_leaf SET digest = (SELECT digest FROM trail_leaf WHERE seq = 1) WHERE seq = 7`), []string{"7"}},
		{"an invented entry", sqlHarm(`INSERT INTO trail_entry (id, seq, at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt)
			SELECT 'invented', 5000, at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt FROM trail_entry WHERE seq = 3`),
			[]string{"invented"}},
		{"the whole trail wiped", sqlHarm(`DELETE FROM trail_entry`, `DELETE FROM trail_leaf`, `DELETE FROM trail_head`, `DELETE FROM trail_anchor`), []string{"empty", "removed"}},
		{"a head that says another size", sqlHarm(`UPDATE trail_head SET size = 3`), []string{"says 3 entries"}},
		{"an entry forged to wait", sqlHarm(`INSERT INTO trail_entry (id, at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt)
			SELECT 'forged', at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt FROM trail_entry WHERE seq = 3`),
			[]string{"forged"}},
		{"the newest entries cut off", sqlHarm(`DELETE FROM trail_entry WHERE seq >= 25`, `DELETE FROM trail_leaf WHERE seq >= 25`), []string{"head"}},
		{"a changed sum", sqlHarm(`UPDATE rollup SET n = n + 1 WHERE metric = 'coverage' AND municipality = '0114' AND month = '2024-02-01'`),
			[]string{"sum", "0114", "2024-02"}},
		{"a changed sum that waits", sqlHarm(`UPDATE rollup_delta SET n = n + 1 WHERE metric = 'coverage' AND municipality = '2580' AND month = '2025-02-01'`),
			[]string{"sum", "2580", "2025-02"}},
		{"a changed fact", sqlHarm(`UPDATE fact SET agreement_id = 'another' WHERE metric = 'coverage' AND municipality = '0115'`), []string{"fact", "0115", "2024-01", "changed"}},
		{"a changed fact and its sum", sqlHarm(`UPDATE fact SET municipality = '2584' WHERE metric = 'coverage' AND municipality = '0115'`,
			`UPDATE rollup SET municipality = '2584' WHERE metric = 'coverage' AND municipality = '0115'`), []string{"fact", "2584", "2024-01", "changed"}},
		{"an invented fact", sqlHarm(`INSERT INTO fact (id, metric, version, clause, agreement_id, municipality, authority_id, opened, outcome, minutes, paused)
			SELECT 'invented', metric, version, clause, agreement_id, '2085', authority_id, opened, outcome, minutes, paused FROM fact WHERE municipality = '0115'`),
			[]string{"invented", "2085", "not written"}},
		{"a removed fact and its sum", sqlHarm(`DELETE FROM fact WHERE metric = 'coverage' AND municipality = '0115'`,
			`DELETE FROM rollup WHERE metric = 'coverage' AND municipality = '0115'`), []string{"fact", "an agreement", "removed"}},
		{"a flipped byte in a sealed field", flipped, []string{"account.email", "changed or damaged"}},
		{"a lost key file", func(h *house) { h.check(os.Remove(h.keys)) }, []string{"keys", "missing", "does not exist"}},
		{"another installation's keys", func(h *house) {
			h.check(os.Remove(h.keys))
			h.must("keys", "create", h.keys)
		}, []string{"signature", "missing"}},
	}
}

func sqlHarm(texts ...string) func(h *house) {
	return func(h *house) {
		for _, text := range texts {
			h.exec(text)
		}
	}
}

// flipped changes one bit of a sealed value.
func flipped(h *house) {
	raw := h.raw()
	defer raw.Close()
	var id string
	var sealed []byte
	h.check(raw.QueryRow(`SELECT id, email FROM account WHERE email IS NOT NULL`).Scan(&id, &sealed))
	sealed[len(sealed)-3] ^= 1
	_, err := raw.Exec(`UPDATE account SET email = $1 WHERE id = $2`, sealed, id)
	h.check(err)
}

// raw is the database without the program around it.
func (h *house) raw() *sql.DB {
	h.t.Helper()
	driver := "sqlite"
	if h.dialect == db.Postgres {
		driver = "pgx"
	}
	raw, err := sql.Open(driver, h.database)
	h.check(err)
	return raw
}

func (h *house) exec(text string) {
	h.t.Helper()
	raw := h.raw()
	did, err := raw.Exec(text)
	h.check(err)
	if n, err := did.RowsAffected(); err != nil || n == 0 {
		h.t.Fatalf("%s changed %d rows (%v)", text, n, err)
	}
	h.check(raw.Close())
}

func (h *house) check(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// filled is a house with a register, an account whose address is sealed, and a trail that is sound.
func filled(h *house) {
	h.t.Helper()
	few := [][]string{{"code", "valid_from"}}
	for _, code := range codes(h.t)[:30] {
		few = append(few, []string{code, "2024-01-01"})
	}
	h.mustOn("import", "agreements", h.write("few.csv", sheetOf(few...)))
	h.fold()
	h.mustOn("import", "agreements", h.write("one.csv", sheetOf([]string{"code", "valid_from"}, []string{"2580", "2025-01-01"})))
	h.mustOn("user", "add", "anna", "--name", "Anna (Demo)", "--authority", "af", "--email", "anna@example.org", "--role", "coordinator")
	h.head()
}

// fold does what the clock does with sums that wait.
func (h *house) fold() {
	h.t.Helper()
	d, w, err := db.Open(h.t.Context(), h.database, db.Options{})
	h.check(err)
	h.check(fact.Fold(h.t.Context(), audit.New(w, nil)))
	w.Close()
	h.check(d.Close())
}

// becomes makes the house a copy of another, which nobody is in.
func (h *house) becomes(other *house) {
	h.t.Helper()
	h.database = dbtest.Copy(h.t, other.database)
	keys, err := os.ReadFile(other.keys)
	h.check(err)
	if h.dialect == db.SQLite {
		h.keys = h.database + ".keys"
	}
	h.check(os.WriteFile(h.keys, keys, 0o600))
}

func TestVerifyNamesWhatWasHarmed(t *testing.T) {
	whole := map[db.Dialect]*house{}
	each(t, func(h *house) {
		whole[h.dialect] = newHouse(t, h.dialect) // which lasts longer than this part of the test
		filled(whole[h.dialect])
	})
	for _, x := range harms() {
		t.Run(strings.ReplaceAll(x.name, " ", "_"), func(t *testing.T) {
			each(t, func(h *house) {
				h.becomes(whole[h.dialect])
				x.do(h)
				r := h.on("verify")
				if r.code != 1 || !strings.HasPrefix(r.out, "head ") {
					h.t.Errorf("verify: exit %d, want 1 after a first line with the head", r.code)
				}
				said := findings(r)
				for _, want := range x.names {
					if !strings.Contains(said, want) {
						h.t.Errorf("verify does not name %q:\n%s", want, r)
					}
				}
			})
		})
	}
}

// findings are the lines that say what is wrong, and standard error.
func findings(r ran) string {
	var said []string
	for line := range strings.Lines(r.out) {
		if strings.HasPrefix(line, "FAULT: ") {
			said = append(said, line)
		}
	}
	return strings.Join(said, "") + r.err
}

// A database that was put back to an older state is sound in itself; a head that was printed before tells.
func TestVerifyTellsARollbackFromAKeptHead(t *testing.T) {
	each(t, func(h *house) {
		filled(h)
		before := strings.TrimPrefix(h.head(), "head ")
		h.mustOn("user", "block", "anna")
		after := strings.TrimPrefix(h.head(), "head ")
		h.mustOn("verify", "--head", before)
		h.mustOn("verify", "--head", after)
		r := h.on("verify", "--head", "9999 "+strings.Fields(after)[1])
		if r.code != 1 || !strings.Contains(findings(r), "9999") {
			h.t.Errorf("a head beyond the log: %s", r)
		}
		other := strings.Fields(before)[0] + " " + strings.Fields(after)[1]
		if r := h.on("verify", "--head", other); r.code != 1 || findings(r) == "" {
			h.t.Errorf("a head of another log: %s", r)
		}
	})
}
