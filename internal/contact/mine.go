package contact

import (
	"context"
	"fmt"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Mine is the condition that a column names the actor, or somebody of the same authority for whom the actor stands in now:
// what is somebody's is also their substitute's while they are away. It puts what it asks with into args.
func Mine(column string, q db.Reader, actor policy.Actor, args *[]any) string {
	*args = append(*args, actor.ID, actor.Authority, db.At(q.Now()))
	n := len(*args)
	return fmt.Sprintf(`%s IN (SELECT CAST($%d AS TEXT) UNION ALL SELECT contact_cover.absent_id FROM contact_cover
		WHERE contact_cover.substitute_id = $%[2]d AND contact_cover.authority_id = $%[3]d AND contact_cover.starts_at <= $%[4]d AND contact_cover.ends_at > $%[4]d)`, column, n-2, n-1, n)
}

// StandIn is that the actor stands in for somebody now.
type StandIn struct {
	Name string  `db:"name"` // of who is absent
	Ends db.Time `db:"ends_at"`
}

// Until is the last day of it.
func (s StandIn) Until() calendar.Date { return calendar.DateOf(s.Ends.Add(-1)) }

// StandsIn gives for whom the actor stands in now, whoever comes back first first.
func StandsIn(ctx context.Context, q db.Reader, actor policy.Actor) ([]StandIn, error) {
	if actor.Authority == "" {
		return nil, nil
	}
	return db.All[StandIn](ctx, q, `SELECT a.name, c.ends_at FROM contact_cover c JOIN account a ON a.id = c.absent_id
		WHERE c.substitute_id = $1 AND c.authority_id = $2 AND c.starts_at <= $3 AND c.ends_at > $3 ORDER BY c.ends_at, a.id`, actor.ID, actor.Authority, db.At(q.Now()))
}
