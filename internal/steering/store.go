package steering

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const groupColumns = `id, agreement_id, kind, name, task, valid_from, valid_to, version`

func getGroup(ctx context.Context, q db.Reader, id string) (Group, error) {
	return found(db.One[Group](ctx, q, `SELECT `+groupColumns+` FROM steering_group WHERE id = $1`, id))
}

// groupsOf gives the groups of an agreement in the order in which they were set up.
func groupsOf(ctx context.Context, q db.Reader, agreement string) ([]Group, error) {
	return db.All[Group](ctx, q, `SELECT `+groupColumns+` FROM steering_group WHERE agreement_id = $1 ORDER BY id`, agreement)
}

func insertGroup(ctx context.Context, tx *audit.Tx, g Group) error {
	return db.Insert(ctx, tx, "steering_group", g)
}

func updateGroup(ctx context.Context, tx *audit.Tx, g *Group) error {
	n, err := tx.Exec(ctx, `UPDATE steering_group SET kind = $3, name = $4, task = $5, valid_from = $6, valid_to = $7, version = version + 1
		WHERE id = $1 AND version = $2`, g.ID, g.Version, g.Kind, g.Name, g.Task, g.From, g.To)
	g.Version++
	return changed(n, err)
}

const memberColumns = `id, group_id, authority_id, account_id, name, function, part, valid_from, valid_to, version`

// membersOf gives everybody who is or has been in a group.
func membersOf(ctx context.Context, q db.Reader, group string) ([]Member, error) {
	all, err := db.All[Member](ctx, q, `SELECT `+memberColumns+` FROM steering_member WHERE group_id = $1 ORDER BY id`, group)
	order(all)
	return all, err
}

func insertMember(ctx context.Context, tx *audit.Tx, m Member) error {
	return db.Insert(ctx, tx, "steering_member", m)
}

func endMember(ctx context.Context, tx *audit.Tx, m Member) error {
	return changed(tx.Exec(ctx, `UPDATE steering_member SET valid_to = $3, version = version + 1 WHERE id = $1 AND version = $2`, m.ID, m.Version, m.To))
}

// changed is the fault of a change of what somebody else changed first.
func changed(n int64, err error) error {
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	return err
}

func found[T any](x T, err error) (T, error) {
	if errors.Is(err, db.ErrNone) {
		return x, fault.NotFoundThing()
	}
	return x, err
}

var changedMeanwhile = language.T("Någon annan ändrade samtidigt. Öppna sidan på nytt och gör om din ändring.", "Somebody else made a change at the same time. Open the page again and redo yours.")

const reviewColumns = `id, agreement_id, kind, on_day, conclusion, result, next_on, due`

// reviewsOf gives the reviews of an agreement, the latest first, without their answers.
func reviewsOf(ctx context.Context, q db.Reader, agreement string) ([]Review, error) {
	return db.All[Review](ctx, q, `SELECT `+reviewColumns+` FROM steering_review WHERE agreement_id = $1 ORDER BY on_day DESC, id DESC`, agreement)
}

func getReview(ctx context.Context, q db.Reader, agreement, id string) (Review, error) {
	v, err := found(db.One[Review](ctx, q, `SELECT `+reviewColumns+` FROM steering_review WHERE id = $1 AND agreement_id = $2`, id, agreement))
	if err != nil {
		return v, err
	}
	v.Answers, err = db.All[Answer](ctx, q, `SELECT review_id, code, verdict, remark FROM steering_answer WHERE review_id = $1 ORDER BY code`, id)
	return v, err
}

func insertReview(ctx context.Context, tx *audit.Tx, v Review) error {
	err := db.Insert(ctx, tx, "steering_review", v)
	if db.IsUnique(err) {
		return conflict("En sådan översyn är redan registrerad den dagen. Öppna den i listan.", "Such a review is entered for that day already. Open it in the list.")
	}
	if err != nil {
		return err
	}
	for i := range v.Answers {
		v.Answers[i].Review = v.ID
	}
	return db.InsertAll(ctx, tx, "steering_answer", v.Answers)
}
