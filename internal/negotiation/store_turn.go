package negotiation

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// urgency is where a draft stands in a reader's list, from the most urgent.
type urgency int64

const (
	mineNow urgency = iota // the reader must act: Todo.Mine says the same
	lapsing                // somebody else must, and it lapses if nobody does
	waiting                // it is being signed
	over                   // concluded, withdrawn or expired
)

// ranked is a draft with its place in a reader's list.
type ranked struct {
	Draft
	Urgency urgency `db:"urgency"`
}

// cursor is the row's place: what it is ordered by, the id last.
func (r ranked) cursor() web.Cursor {
	return web.Cursor{strconv.FormatInt(int64(r.Urgency), 10), r.SteppedAt.UTC().Format(time.RFC3339Nano), r.ID}
}

// listByTurn gives the drafts that the actor may read as their list has them: what waits for them first, what lapses
// first before the rest, and what is over last, the latest first. writes tells whether they write for their authority;
// after is the place of the last row of the page before, nil for the first page.
func listByTurn(ctx context.Context, q db.Reader, a policy.Actor, writes bool, f Filter, after web.Cursor) ([]ranked, error) {
	var args []any
	text := `SELECT ` + columns + `, d.urgency FROM (` + rankedRows(q, a, writes, f, &args) + `) d`
	if after != nil {
		where, err := later(after, &args)
		if err != nil {
			return nil, err
		}
		text += ` WHERE ` + where
	}
	text += ` ORDER BY d.urgency, CASE WHEN d.urgency <= 1 THEN d.stepped_at END, CASE WHEN d.urgency > 1 THEN d.stepped_at END DESC, d.id`
	if f.Limit > 0 {
		text += db.Limit(f.Limit)
	}
	found, err := db.All[ranked](ctx, q, text, args...)
	if err != nil {
		return nil, err
	}
	drafts := make([]Draft, len(found))
	for i, r := range found {
		drafts[i] = r.Draft
	}
	if err := addParties(ctx, q, drafts); err != nil {
		return nil, err
	}
	for i := range found {
		found[i].Draft = drafts[i]
	}
	return found, nil
}

// countMine is how many of the drafts that the filter finds wait for the reader.
func countMine(ctx context.Context, q db.Reader, a policy.Actor, writes bool, f Filter) (int, error) {
	var args []any
	return db.One[int](ctx, q, `SELECT count(*) FROM (`+rankedRows(q, a, writes, f, &args)+`) d WHERE d.urgency = 0`, args...)
}

// later is the condition on the rows after a place in the list.
func later(c web.Cursor, args *[]any) (string, error) {
	rank, err := c.Int(0)
	if err != nil {
		return "", err
	}
	at, err := time.Parse(time.RFC3339Nano, c[1])
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, placeLost)
	}
	n := len(*args)
	*args = append(*args, rank, db.At(at), c[2])
	beyond := ">"
	if urgency(rank) > lapsing {
		beyond = "<"
	}
	return fmt.Sprintf(`(d.urgency > $%[1]d OR (d.urgency = $%[1]d AND (d.stepped_at %[4]s $%[2]d OR (d.stepped_at = $%[2]d AND d.id > $%[3]d))))`, n+1, n+2, n+3, beyond), nil
}

// rankedRows asks for the rows that a filter finds, each with its urgency. It says in SQL what Standing.What says of one
// draft; a test holds them against each other.
func rankedRows(q db.Reader, a policy.Actor, writes bool, f Filter, args *[]any) string {
	where := f.where(q, a, args)
	mine := "1 = 0"
	if writes {
		*args = append(*args, a.Authority)
		mine = fmt.Sprintf(turnOf, len(*args))
	}
	return `SELECT ` + columns + `, CASE WHEN ` + mine + ` THEN 0 WHEN d.state IN ('drafting', 'proposed', 'approved') THEN 1 WHEN d.state = 'signing' THEN 2 ELSE 3 END AS urgency
		FROM negotiation_draft d WHERE ` + where
}

// turnOf is the condition that it is an authority's turn. The authority is a party; it holds the pen, or everybody has
// approved, or a version lies before it in which others wait for its answer, or which it has neither approved nor asked
// about.
const turnOf = `EXISTS (SELECT 1 FROM negotiation_party p WHERE p.draft_id = d.id AND p.authority_id = $%[1]d) AND (
	d.state = 'approved' OR (d.state = 'drafting' AND d.turn_id = $%[1]d) OR (d.state = 'proposed' AND (
		EXISTS (SELECT 1 FROM negotiation_thread t WHERE t.draft_id = d.id AND (
			(t.state = 'answered' AND t.authority_id = $%[1]d)
			OR (t.state = 'open' AND t.authority_id <> $%[1]d AND (
				EXISTS (SELECT 1 FROM negotiation_text v WHERE v.draft_id = d.id AND v.no = d.latest AND v.authority_id = $%[1]d)
				OR EXISTS (SELECT 1 FROM negotiation_comment c WHERE c.thread_id = t.id AND c.authority_id = $%[1]d)))))
		OR (NOT EXISTS (SELECT 1 FROM negotiation_approval v WHERE v.draft_id = d.id AND v.no = d.latest AND v.authority_id = $%[1]d)
			AND NOT EXISTS (SELECT 1 FROM negotiation_thread t WHERE t.draft_id = d.id AND t.state = 'open' AND t.authority_id = $%[1]d)))))`

var placeLost = language.T("Platsen i listan går inte att läsa. Börja om från listans första sida.", "The place in the list cannot be read. Begin again from the first page of the list.")
