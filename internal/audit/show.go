package audit

import (
	"context"
	"errors"

	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Reading is something that is read to be shown, and noted.
type Reading struct {
	// Look reads it, from one state of the database, and says whether that is noted.
	Look func(q db.Reader) (noted bool, err error)
	// Still asks in the act whether what Look read beside it may be shown yet.
	Still func(tx *Tx) error
	// Note notes that it was read, and writes what follows from it.
	Note func(tx *Tx) error
}

// Show is Do for a reading: it returns when the note is durable, and nothing is shown before. What cannot be noted is not
// shown. Look and Note may be run more than once. See db.Writer.Show for what is read when.
func (t *Trail) Show(ctx context.Context, actor policy.Actor, r Reading) error {
	if err := t.Health(); err != nil {
		return err
	}
	if actor.IsPublic() {
		return errNobody
	}
	return t.proven(t.writer.Show(ctx, r.Look, func(dtx *db.Tx, beside bool) error {
		return t.act(ctx, actor, dtx, func(tx *Tx) error {
			if beside {
				if err := r.Still(tx); err != nil {
					return err
				}
			}
			return r.Note(tx)
		})
	}))
}

// errNobody is the refusal of an act that nobody does.
var errNobody = errors.New("audit: no write without an actor")
