package negotiation

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Filter says which drafts are wanted. Empty fields want all.
type Filter struct {
	State        State
	Kind         Kind
	Municipality string // code of a party's municipality
	Agreement    string // id of the agreement that the draft began from
	Over         bool   // also those that are concluded, withdrawn or expired, when no state is asked for
	Limit        int    // most rows; 0 means all
	After        string // id of the last row of the page before
}

// List gives the drafts that the actor may read, the latest begun first.
func List(ctx context.Context, q db.Reader, a policy.Actor, f Filter) ([]Draft, error) {
	var args []any
	where := f.where(q, a, &args)
	if f.After != "" {
		args = append(args, f.After)
		where += fmt.Sprintf(" AND d.id < $%d", len(args))
	}
	limit := ""
	if f.Limit > 0 {
		args = append(args, f.Limit)
		limit = fmt.Sprintf(" LIMIT $%d", len(args))
	}
	return withParties(ctx, q, `SELECT `+columns+` FROM negotiation_draft d WHERE `+where+` ORDER BY d.id DESC`+limit, args...)
}

// Total is how many drafts the filter finds, on all pages together.
func Total(ctx context.Context, q db.Reader, a policy.Actor, f Filter) (int, error) {
	var args []any
	return db.One[int](ctx, q, `SELECT count(*) FROM negotiation_draft d WHERE `+f.where(q, a, &args), args...)
}

func (f Filter) where(q db.Reader, a policy.Actor, args *[]any) string {
	parts := []string{policy.Where(q, a, policy.ReadDraft, "d", args)}
	add := func(condition string, value any) {
		*args = append(*args, value)
		parts = append(parts, fmt.Sprintf(condition, len(*args)))
	}
	switch {
	case f.State != "":
		add("d.state = $%d", f.State)
	case !f.Over:
		parts = append(parts, "d.state NOT IN ('concluded', 'withdrawn', 'expired')")
	}
	if f.Kind != "" {
		add("d.kind = $%d", f.Kind)
	}
	if f.Agreement != "" {
		add("d.agreement_id = $%d", f.Agreement)
	}
	if f.Municipality != "" {
		add("EXISTS (SELECT 1 FROM negotiation_party p WHERE p.draft_id = d.id AND p.municipality_code = $%d)", f.Municipality)
	}
	return strings.Join(parts, " AND ")
}

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
