package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

const (
	openOnes = 2_000 // of the agency's questions, which the inbox shows a page of
	atOnce   = 200_000
	monthsOf = 120 // that the facts are spread over
)

// fill makes many questions like the one that was asked, from have of them to n, each with both its sides' places: the first are open, the rest
// are over. They are copied by the engine itself from the rows that the service wrote, column by column.
func fill(ctx context.Context, direct *sql.DB, question string, dialect db.Dialect, have, n int) error {
	over := func(now, then string) string {
		return fmt.Sprintf("CASE WHEN n <= %d THEN '%s' ELSE '%s' END", openOnes, now, then)
	}
	const id = "'many-' || CAST(100000000 + n AS TEXT)"
	for _, t := range []struct {
		table, of string
		other     map[string]string
	}{
		{"enquiry", "id", map[string]string{"id": id, "conversation_id": id, "state": over("open", "closed")}},
		{"enquiry_side", "enquiry_id", map[string]string{"id": "side || " + id, "enquiry_id": id, "box": over("live", "over"), "person_id": "''"}},
	} {
		columns, err := columnsOf(ctx, direct, t.table)
		if err != nil {
			return err
		}
		values := slices.Clone(columns)
		for i, name := range columns {
			if other := t.other[name]; other != "" {
				values[i] = other
			}
		}
		for from := have + 1; from <= n; from += atOnce {
			text := fmt.Sprintf(`INSERT INTO %s (%s) WITH RECURSIVE counted(n) AS (SELECT %d UNION ALL SELECT n + 1 FROM counted WHERE n < %d)
				SELECT %s FROM %s CROSS JOIN counted WHERE %s = $1`, t.table, strings.Join(columns, ", "), from, min(n, from+atOnce-1), strings.Join(values, ", "), t.table, t.of)
			if _, err := direct.ExecContext(ctx, text, question); err != nil {
				return err
			}
		}
		if dialect == db.Postgres { // which does it by itself; SQLite never does
			if _, err := direct.ExecContext(ctx, "ANALYZE "+t.table); err != nil {
				return err
			}
		}
	}
	return nil
}

func columnsOf(ctx context.Context, direct *sql.DB, table string) ([]string, error) {
	rows, err := direct.QueryContext(ctx, "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		return nil, err
	}
	columns, err := rows.Columns()
	return columns, errors.Join(err, rows.Close())
}

// figures records as many facts as there are questions, from have to n, spread over ten years and all municipalities, through the same
// door as any fact, so that the sums are those of the facts.
func figures(ctx context.Context, trail *audit.Trail, have, n int) error {
	codes, err := db.All[string](ctx, trail.DB(), "SELECT code FROM directory_municipality ORDER BY code")
	if err != nil {
		return err
	}
	last := calendar.DateOf(trail.DB().Now()).StartOfMonth()
	for i, code := range codes {
		facts := make([]fact.Fact, 0, n/len(codes)+1)
		for k := have + i; k < n; k += len(codes) {
			facts = append(facts, answered(code, last.AddMonths(-(k/len(codes))%monthsOf), k))
		}
		for part := range slices.Chunk(facts, 5000) {
			err := trail.Do(ctx, policy.Process("bench"), func(tx *audit.Tx) error {
				if _, err := fact.RecordAll(ctx, tx, part); err != nil {
					return err
				}
				return tx.Note(policy.TendEnquiries, ref.To(directory.MunicipalityKind, code), nil)
			})
			if err != nil {
				return err
			}
		}
	}
	return fact.Fold(ctx, trail)
}

// answered is the fact of a question that was answered, in time or late.
func answered(code string, month calendar.Date, n int) fact.Fact {
	due := month.AddDays(n * 7 % 27).Start().Add(15 * time.Hour)
	minutes := int64(30 + n*7919%1400)
	return fact.Fact{Metric: fact.AnswerTime, Clause: "K9.1", Municipality: code, Authority: directory.PES, Outcome: "answered", Minutes: minutes,
		Opened: db.At(due.Add(-48 * time.Hour)), Due: db.At(due), Closed: db.At(due.Add(time.Duration(minutes-1200) * time.Minute))}
}
