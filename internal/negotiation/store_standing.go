package negotiation

import (
	"context"
	"slices"

	"samsyn/internal/db"
)

// standings reads what decides whose turn it is, of many drafts in a fixed number of questions. Threads come without
// their words.
func standings(ctx context.Context, q db.Reader, drafts []Draft) ([]Standing, error) {
	out := make([]Standing, len(drafts))
	at := map[string]int{}
	ids := make([]string, len(drafts))
	for i, d := range drafts {
		out[i], at[d.ID], ids[i] = Standing{Draft: d}, i, d.ID
	}
	for part := range slices.Chunk(ids, 500) {
		if err := standingsOf(ctx, q, part, func(id string) *Standing { return &out[at[id]] }); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func standingsOf(ctx context.Context, q db.Reader, ids []string, of func(id string) *Standing) error {
	var args []any
	in := db.In(ids, &args)
	threads, err := db.All[Thread](ctx, q, `SELECT id, draft_id, no, field, state, authority_id, opened_at, version FROM negotiation_thread WHERE draft_id `+in+` ORDER BY id`, args...)
	if err != nil {
		return err
	}
	comments, err := db.All[Comment](ctx, q, `SELECT DISTINCT '' AS id, thread_id, draft_id, authority_id, '' AS account_id, '' AS body FROM negotiation_comment WHERE draft_id `+in, args...)
	if err != nil {
		return err
	}
	by := map[string][]Comment{}
	for _, c := range comments {
		by[c.Thread] = append(by[c.Thread], c)
	}
	for _, t := range threads {
		t.Comments = by[t.ID]
		of(t.Draft).Threads = append(of(t.Draft).Threads, t)
	}
	approvals, err := db.All[Approval](ctx, q, `SELECT draft_id, no, authority_id, account_id, decision, at FROM negotiation_approval WHERE draft_id `+in+` ORDER BY draft_id, no, at, authority_id`, args...)
	if err != nil {
		return err
	}
	for _, a := range approvals {
		of(a.Draft).Approvals = append(of(a.Draft).Approvals, a)
	}
	type author struct {
		Draft     string `db:"draft_id"`
		No        int64  `db:"no"`
		Authority string `db:"authority_id"`
	}
	authors, err := db.All[author](ctx, q, `SELECT draft_id, no, authority_id FROM negotiation_text WHERE no > 0 AND draft_id `+in, args...)
	for _, a := range authors {
		if s := of(a.Draft); s.Latest == a.No {
			s.Author = a.Authority
		}
	}
	return err
}
