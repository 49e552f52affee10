package routine

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// agreementShown is the agreement that a panel is shown for.
type agreementShown = agreement.Agreement

// plain takes the stars away from a text that is written for ui.Rich.
func plain(t language.Text) language.Text {
	return language.T(strings.ReplaceAll(t.Sv, "*", ""), strings.ReplaceAll(t.En, "*", ""))
}

// foundBy is what routines are found by, each by its id.
type foundBy struct {
	clauses map[string][]string
	topics  map[string][]Topic
}

// indexOf gives the clauses and topics of routines, in the order in which they are shown.
func indexOf(ctx context.Context, q db.Reader, all []Routine) (foundBy, error) {
	out := foundBy{map[string][]string{}, map[string][]Topic{}}
	for some := range slices.Chunk(all, 500) {
		var ids []string
		for _, r := range some {
			ids = append(ids, r.ID)
		}
		var args []any
		clauses, err := db.All[inClause](ctx, q, `SELECT routine_id, clause FROM routine_clause WHERE routine_id `+db.In(ids, &args), args...)
		if err != nil {
			return out, err
		}
		for _, c := range clauses {
			out.clauses[c.Routine] = append(out.clauses[c.Routine], c.Clause)
		}
		args = nil
		topics, err := db.All[onTopic](ctx, q, `SELECT routine_id, topic FROM routine_topic WHERE routine_id `+db.In(ids, &args)+` ORDER BY topic`, args...)
		if err != nil {
			return out, err
		}
		for _, t := range topics {
			out.topics[t.Routine] = append(out.topics[t.Routine], t.Topic)
		}
	}
	for _, clauses := range out.clauses {
		slices.SortFunc(clauses, compareClauses)
	}
	return out, nil
}
