package command

import (
	"context"
	"errors"

	"samsyn/internal/config"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

type copyCommand struct {
	From config.DSN `required:"" placeholder:"URL|PATH" help:"${copy_from_help}"`
	To   config.DSN `required:"" placeholder:"URL|PATH" help:"${copy_to_help}"`
}

// Run copies a database into a new one and compares them; the trail is among what is compared. A file that was begun and could not
// be finished is taken away.
func (c *copyCommand) Run(ctx context.Context, t *terminal) error {
	from, w, err := db.Open(ctx, string(c.From), db.Options{Must: true, Frozen: true})
	if err != nil {
		return err
	}
	w.Close()
	to := config.Database{Database: c.To}
	fresh := to.IsNew()
	rows, err := db.Copy(ctx, from, to.Address(), t.table)
	if err = errors.Join(err, from.Close()); err != nil {
		if fresh {
			removeFile(to.Address())
		}
		return err
	}
	t.say(language.T("Kopierat och jämfört: %s i %s. %s",
		"Copied and compared: %s in %s. %s").With(rowCount(rows), to.Database.String(), withKeys(to)))
	return nil
}
