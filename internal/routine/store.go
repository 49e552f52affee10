package routine

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const columns = `r.id, r.agreement_id, r.state, r.owner_authority_id, r.owner_role, r.owner_account_id, r.review_on, r.sharing, r.shared_by,
	r.current_no, r.latest_no, r.title, r.sort_key, r.search_key, r.origin_id, r.origin_version, r.origin_seen, r.version, r.created_at, r.changed_at`

// get gives one routine, or a fault of kind NotFound.
func get(ctx context.Context, q db.Reader, id string) (Routine, error) {
	found, err := db.All[Routine](ctx, q, `SELECT `+columns+` FROM routine r WHERE r.id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Routine{}, err
	}
	return found[0], nil
}

// edition gives one version of a routine, or a fault of kind NotFound.
func edition(ctx context.Context, q db.Reader, id string, no int64) (Edition, error) {
	found, err := db.All[Edition](ctx, q, `SELECT routine_id, no, content, made_at, in_force FROM routine_version WHERE routine_id = $1 AND no = $2`, id, no)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Edition{}, err
	}
	return found[0], nil
}

// editions gives every version of a routine, the newest first.
func editions(ctx context.Context, q db.Reader, id string) ([]Edition, error) {
	return db.All[Edition](ctx, q, `SELECT routine_id, no, content, made_at, in_force FROM routine_version WHERE routine_id = $1 ORDER BY no DESC`, id)
}

// copiesOf gives the routines that were taken over from one and are not retired, the earliest first.
func copiesOf(ctx context.Context, q db.Reader, id string) ([]Routine, error) {
	return db.All[Routine](ctx, q, `SELECT `+columns+` FROM routine r WHERE r.origin_id = $1 AND r.state <> 'retired' ORDER BY r.created_at, r.id`, id)
}

// party is an authority that an agreement binds, as the register has it.
type party struct {
	Agreement    string `db:"agreement_id"`
	Authority    string `db:"authority_id"`
	Municipality string `db:"municipality_code"` // empty for Arbetsförmedlingen
}

// partiesOf gives the parties of agreements.
func partiesOf(ctx context.Context, q db.Reader, agreements ...string) (out []party, err error) {
	slices.Sort(agreements)
	for some := range slices.Chunk(slices.Compact(agreements), 500) {
		var args []any
		found, err := db.All[party](ctx, q, `SELECT agreement_id, authority_id, municipality_code FROM agreement_party
			WHERE agreement_id `+db.In(some, &args)+` ORDER BY agreement_id, municipality_code, authority_id`, args...)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// insert writes a new routine with its first version.
func insert(ctx context.Context, tx *audit.Tx, r *Routine, c Content) error {
	r.Title, r.SortKey, r.SearchKey = c.Title, language.SortKey(c.Title), language.SearchKey(c.words())
	r.Version, r.CreatedAt, r.ChangedAt = 1, db.At(tx.Now()), db.At(tx.Now())
	if err := db.Insert(ctx, tx, "routine", *r); err != nil {
		return err
	}
	if err := putEdition(ctx, tx, Edition{Routine: r.ID, No: r.Latest, Content: c, MadeAt: db.At(tx.Now())}); err != nil {
		return err
	}
	return index(ctx, tx, r.ID, c)
}

// update writes a routine over the version that it was read at and gives it the next. c is the content that lists
// and searches find it by.
func update(ctx context.Context, tx *audit.Tx, r *Routine, c Content) error {
	r.Title, r.SortKey, r.SearchKey = c.Title, language.SortKey(c.Title), language.SearchKey(c.words())
	n, err := tx.Exec(ctx, `UPDATE routine SET state = $3, owner_authority_id = $4, owner_role = $5, owner_account_id = $6, review_on = $7,
		sharing = $8, shared_by = $9, current_no = $10, latest_no = $11, title = $12, sort_key = $13, search_key = $14, origin_version = $15,
		origin_seen = $16, changed_at = $17, version = version + 1 WHERE id = $1 AND version = $2`, r.ID, r.Version, r.State, r.Owner, r.OwnerRole,
		r.OwnerAccount, r.ReviewOn, r.Sharing, r.SharedBy, r.Current, r.Latest, r.Title, r.SortKey, r.SearchKey, r.OriginVersion, r.OriginSeen,
		db.At(tx.Now()))
	switch {
	case err != nil:
		return err
	case n == 0:
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	r.Version++
	return index(ctx, tx, r.ID, c)
}

// putEdition writes a version, over the draft that has its number.
func putEdition(ctx context.Context, tx *audit.Tx, e Edition) error {
	if _, err := tx.Exec(ctx, `DELETE FROM routine_version WHERE routine_id = $1 AND no = $2 AND in_force IS NULL`, e.Routine, e.No); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "routine_version", e)
}

// beginEdition says from which day a version holds.
func beginEdition(ctx context.Context, tx *audit.Tx, id string, no int64, day calendar.Date) error {
	_, err := tx.Exec(ctx, `UPDATE routine_version SET in_force = $3 WHERE routine_id = $1 AND no = $2 AND in_force IS NULL`, id, no, day)
	return err
}

type inClause struct {
	Routine string `db:"routine_id"`
	Clause  string `db:"clause"`
}

type onTopic struct {
	Routine string `db:"routine_id"`
	Topic   Topic  `db:"topic"`
}

// index keeps the clauses and topics that a routine is found by.
func index(ctx context.Context, tx *audit.Tx, id string, c Content) error {
	if _, err := tx.Exec(ctx, `DELETE FROM routine_clause WHERE routine_id = $1`, id); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM routine_topic WHERE routine_id = $1`, id); err != nil {
		return err
	}
	var clauses []inClause
	for _, clause := range c.within() {
		clauses = append(clauses, inClause{id, clause})
	}
	if err := db.InsertAll(ctx, tx, "routine_clause", clauses); err != nil {
		return err
	}
	var topics []onTopic
	for _, t := range c.Topics {
		topics = append(topics, onTopic{id, t})
	}
	return db.InsertAll(ctx, tx, "routine_topic", topics)
}

var changedMeanwhile = language.T("Någon annan ändrade rutinen samtidigt. Öppna den på nytt och gör om din ändring.",
	"Somebody else changed the routine at the same time. Open it again and redo your change.")
