package main

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"slices"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

const (
	cellsOf      = `SELECT metric, month, municipality, authority_id, n, kept, relieved, minutes, histogram FROM rollup WHERE metric = $1 AND month >= $2 AND month <= $3 AND municipality = $4`
	smallestSums = `<!doctype html><title>Utfall</title><table>{{range .}}<tr><td>{{.Month}}<td>{{.Municipality}}<td>{{.N}}<td>{{.Kept}}{{end}}</table>`
)

// pages are the ways to the rows of a page past the house, and the page itself.
func pages[T any](n *nation, path, smallest, text string, args ...any) ([]way, error) {
	page := template.Must(template.New("").Parse(smallest))
	return []way{
		{raw, func(ctx context.Context, _, _ int) error { return drain(n.direct.QueryContext(ctx, text, args...)) }},
		{bare, func(ctx context.Context, _, _ int) error {
			list, err := db.All[T](ctx, n.DB, text, args...)
			if err != nil {
				return err
			}
			return page.Execute(io.Discard, list)
		}},
		{"the page", func(context.Context, int, int) error { return n.get(n.officer, path) }},
	}, n.get(n.officer, path)
}

func (n *nation) promisePage(ctx context.Context) (string, error) {
	held, err := db.One[string](ctx, n.DB, "SELECT agreement_id FROM commitment WHERE number = 'K9.1' ORDER BY agreement_id")
	return "/ataganden/" + held + "/K9.1/utfall", err
}

// promises measures the page that says how the figure of a promise was reckoned.
func (n *nation) promises(ctx context.Context) error {
	path, err := n.promisePage(ctx)
	if err != nil {
		return err
	}
	month := n.Accounts.Today().StartOfMonth()
	ways, err := pages[fact.Cell](n, path, smallestSums, cellsOf, fact.AnswerTime, month.AddMonths(-12), month, "2085")
	if err != nil {
		return err
	}
	return n.compare(ctx, n.engine, "promise page", n.size, ways)
}

const (
	covered = `SELECT m.code AS a, m.name AS b, COALESCE(a.id, '') AS c FROM directory_municipality_version m
		LEFT JOIN agreement_party p ON p.municipality_code = m.code LEFT JOIN agreement a ON a.id = p.agreement_id ORDER BY m.sort_key, m.code, a.id`
	smallestCovered = `<!doctype html><title>Täckning</title><table>{{range .}}<tr><td>{{.A}}<td>{{.B}}<td>{{.C}}{{end}}</table>`
)

// coverage measures the page that shows which municipalities have an agreement, beside the rows of all of them.
func (n *nation) coverage(ctx context.Context) error {
	ways, err := pages[threadRow](n, "/oversikt", smallestCovered, covered)
	if err != nil {
		return err
	}
	return n.compare(ctx, n.engine, "coverage page", n.size, ways)
}

// overview measures the sums of the whole nation, 12 and 120 months, as a page of it reads them: by month and municipality,
// with median and 90th percentile: the first reading, which remembers nothing, and those after it; and the same reckoned
// anew from the facts.
func (n *nation) overview(ctx context.Context) error {
	month := n.Accounts.Today().StartOfMonth()
	sums := &fact.Months{}
	read := func(months int) func(context.Context, int, int) error {
		return func(ctx context.Context, _, _ int) error {
			cells, err := sums.Cells(ctx, n.DB, fact.AnswerTime, directory.PES, month.AddMonths(1-months), month)
			if err != nil {
				return err
			}
			for len(cells) > 0 {
				end := slices.IndexFunc(cells, func(c fact.Cell) bool { return c.Month != cells[0].Month })
				if end < 0 {
					end = len(cells)
				}
				all := fact.Total(cells[:end])
				all.Histogram.Quantile(0.5)
				all.Histogram.Quantile(0.9)
				cells = cells[end:]
			}
			return nil
		}
	}
	first := time.Now()
	if err := read(120)(ctx, 0, 0); err != nil {
		return err
	}
	fmt.Printf("  120 months, nothing remembered: %s\n", time.Since(first).Round(time.Millisecond))
	err := n.compare(ctx, n.engine, "overview of the nation", n.size, []way{{"12 months × 290, from the sums", read(12)}, {"120 months × 290, from the sums", read(120)}}, 1)
	if err != nil {
		return err
	}
	began, count := time.Now(), 0
	err = db.Each(ctx, n.DB, func(f struct {
		Municipality string  `db:"municipality"`
		Due          db.Time `db:"due"`
		Minutes      int64   `db:"minutes"`
	}) error {
		count++
		return nil
	}, "SELECT municipality, due, minutes FROM fact WHERE metric = $1 AND closed IS NOT NULL", fact.AnswerTime)
	took := time.Since(began)
	fmt.Printf("  reading all %d facts instead: %s\n", count, took.Round(time.Millisecond))
	return err
}
