package outcome

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/matter"
)

// tally counts an answer in, or out with -1, in the quarter in which it was due. Nobody is in the count.
func tally(ctx context.Context, tx *audit.Tx, o Outcome, w What, by int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO outcome_tally (municipality_code, part, point, kind, quarter, n) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (municipality_code, part, point, kind, quarter) DO UPDATE SET n = outcome_tally.n + excluded.n`,
		o.Municipality, o.Part, o.Point, w, quarterOf(o.Due), by)
	return err
}

// quarterOf gives the first day of a day's quarter.
func quarterOf(d calendar.Date) calendar.Date {
	return calendar.NewDate(d.Year, (d.Month-1)/3*3+1, 1)
}

// Sum is how many answers there are of one kind, of one side, at one point.
type Sum struct {
	Municipality string      `db:"municipality_code"`
	Part         matter.Part `db:"part"`
	Point        Point       `db:"point"`
	What         What        `db:"kind"`
	N            int64       `db:"n"`
}

// fewest is how many there are at least where a number is shown: fewer could point at somebody (domain facts 6.6).
const fewest = 5

// Row is what is shown of one municipality: how many answers there are, and of each kind where that points at nobody.
type Row struct {
	Municipality string
	All          int64
	Of           map[What]int64
	Hidden       bool // too few to say how many of each
	Few          bool // too few to say how many
}

// Sums gives what one side has answered at a point since a quarter began, by municipality.
func Sums(ctx context.Context, q db.Reader, part matter.Part, point Point, since calendar.Date) ([]Row, error) {
	list, err := db.All[Sum](ctx, q, `SELECT municipality_code, part, point, kind, CAST(SUM(n) AS BIGINT) AS n FROM outcome_tally WHERE part = $1 AND point = $2 AND quarter >= $3
		GROUP BY municipality_code, part, point, kind HAVING SUM(n) > 0 ORDER BY municipality_code, kind`, part, point, quarterOf(since))
	return rowsOf(list), err
}

// rowsOf puts sums together by municipality. Where any kind has fewer than the fewest, no kind is shown: a number that is
// left out could be reckoned from the others.
func rowsOf(list []Sum) (out []Row) {
	for _, s := range list {
		if len(out) == 0 || out[len(out)-1].Municipality != s.Municipality {
			out = append(out, Row{Municipality: s.Municipality, Of: map[What]int64{}})
		}
		r := &out[len(out)-1]
		r.All += s.N
		r.Of[s.What] += s.N
		r.Hidden = r.Hidden || s.N < fewest
	}
	for i := range out {
		for _, n := range out[i].Of { // what all have in common is known of each
			out[i].Hidden = out[i].Hidden || n == out[i].All
		}
		if out[i].Few = out[i].All < fewest; out[i].Few || out[i].Hidden {
			out[i].Hidden, out[i].Of = true, nil
		}
		if out[i].Few {
			out[i].All = 0
		}
	}
	return out
}
