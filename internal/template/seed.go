package template

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Seed takes in and publishes the first version of the template when the database has none. It is run at every start.
func Seed(ctx context.Context, trail *audit.Trail) error {
	have, err := begun(ctx, trail.DB())
	if err != nil || have {
		return err
	}
	doc, err := First()
	if err != nil {
		return err
	}
	return trail.Do(ctx, policy.Process("samsyn template"), func(tx *audit.Tx) error { return seed(ctx, tx, doc) })
}

func begun(ctx context.Context, q db.Reader) (bool, error) {
	n, err := db.One[int64](ctx, q, "SELECT count(*) FROM template_version")
	return n > 0, err
}

// seed is run again when another process was first; then there is nothing left to do but say so.
func seed(ctx context.Context, tx *audit.Tx, doc clause.Document) error {
	v := Version{No: 1, State: Published, Doc: doc, Row: 1, PublishedOn: calendar.DateOf(tx.Now()), Note: firstNote}
	have, err := begun(ctx, tx)
	if err != nil {
		return err
	}
	if !have {
		if err := insert(ctx, tx, &v); err != nil {
			return err
		}
	}
	return tx.Note(policy.PublishTemplate, v.Ref(), noted{Digest: v.Digest})
}

var firstNote = language.T("Den första versionen.", "The first version.")
