package audit

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// DoRows is Do for an act whose rightness hangs on rows that it holds (db.Writer.DoRows): what it reads of other rows may
// change before it ends. The room whose act it is says what it relies on.
func (t *Trail) DoRows(ctx context.Context, actor policy.Actor, fn func(tx *Tx) error) error {
	if err := t.Health(); err != nil {
		return err
	}
	if actor.IsPublic() {
		return errNobody
	}
	return t.kept(t.writer.DoRows(ctx, func(dtx *db.Tx) error { return t.act(ctx, actor, dtx, fn) }))
}
