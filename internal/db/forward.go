package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// written are the steps forward that no text for both engines can say. Each stands between two files of migrations.
func written() []*goose.Migration {
	return []*goose.Migration{goose.NewGoMigration(153, &goose.GoFunc{RunTx: carryFacts}, nil)}
}

// startOver takes away the tables of an empty database, which are further on than a backup: the rows of the backup must be
// there when its schema is brought forward, or what is carried over then would be lost.
func (d *DB) startOver(ctx context.Context) (*goose.Provider, error) {
	tables, err := All[string](ctx, d, d.dialect.tablesText())
	if err != nil {
		return nil, err
	}
	for _, t := range append(tables, "goose_db_version") {
		text := "DROP TABLE " + t
		if d.dialect == Postgres {
			text += " CASCADE"
		}
		if _, err := d.write.ExecContext(ctx, text); err != nil {
			return nil, fmt.Errorf("start over: %w", err)
		}
	}
	return provider(d.dialect, d.write)
}

// carried is how many questions are read at a time.
const carried = 1000

// carryFacts puts the fact ids that a question had as JSON into rows of enquiry_fact: {"answer-time":"…",
// "answer-time#2":"…"} of the second round, {"callback-received@3":"…"} of the third call.
func carryFacts(ctx context.Context, tx *sql.Tx) error {
	put, err := tx.PrepareContext(ctx, "INSERT INTO enquiry_fact (fact_id, enquiry_id, metric, round, no) VALUES ($1, $2, $3, $4, $5)")
	if err != nil {
		return err
	}
	for last := ""; ; {
		found, at, err := factsAfter(ctx, tx, last)
		if err != nil || len(found) == 0 {
			return err
		}
		for id, text := range found {
			if err := carryOne(ctx, put, id, text); err != nil {
				return err
			}
		}
		last = at
	}
}

// factsAfter reads the facts of the next questions by id, and the id of the last of them.
func factsAfter(ctx context.Context, tx *sql.Tx, last string) (found map[string]string, at string, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, facts FROM enquiry WHERE id > $1 ORDER BY id"+Limit(carried), last)
	if err != nil {
		return nil, "", err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	found = map[string]string{}
	for rows.Next() {
		var text string
		if err := rows.Scan(&at, &text); err != nil {
			return nil, "", err
		}
		found[at] = text
	}
	return found, at, rows.Err()
}

func carryOne(ctx context.Context, put *sql.Stmt, enquiry, text string) error {
	ids := map[string]string{}
	if err := json.Unmarshal([]byte(text), &ids); err != nil {
		return fmt.Errorf("the facts of question %s: %w", enquiry, err)
	}
	for key, id := range ids {
		metric, round, no, err := factKey(key)
		if err != nil {
			return fmt.Errorf("the facts of question %s: %w", enquiry, err)
		}
		if _, err := put.ExecContext(ctx, id, enquiry, metric, round, no); err != nil {
			return err
		}
	}
	return nil
}

// factKey reads "answer-time", "answer-time#2" or "callback-received@3".
func factKey(key string) (metric string, round, no int64, err error) {
	if metric, n, ok := strings.Cut(key, "#"); ok {
		round, err = strconv.ParseInt(n, 10, 64)
		return metric, round, 0, err
	}
	if metric, n, ok := strings.Cut(key, "@"); ok {
		no, err = strconv.ParseInt(n, 10, 64)
		return metric, 1, no, err
	}
	return key, 1, 0, nil
}
