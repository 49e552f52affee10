package command

import (
	"context"
	"fmt"
	"slices"

	"samsyn/internal/app"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

type keysCommands struct {
	Status keysStatus `cmd:"" help:"${keys_status_help}"`
	Rotate keysRotate `cmd:"" help:"${keys_rotate_help}"`
}

type keysStatus struct {
	base
}

// Run lists the keys and how many values each has sealed.
func (c *keysStatus) Run(ctx context.Context, t *terminal) error {
	return c.within(ctx, t, func(a *app.App) error {
		found, err := seal.Survey(ctx, a.DB, a.Keys, app.Sealed(), nil)
		if err != nil {
			return err
		}
		ids := append(a.Keys.IDs(), found.MissingIDs()...)
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			mark := language.Text{}
			switch {
			case id == a.Keys.Current():
				mark = language.T("används", "current")
			case slices.Contains(found.MissingIDs(), id):
				mark = language.T("saknas", "missing")
			}
			fmt.Fprintf(t.out, "%s\t%d\t%s\n", id, max(found.ByKey[id], found.Missing[id].Values), mark.In(t.lang))
		}
		return nil
	})
}

type keysRotate struct {
	base
}

// Run adds a key to the file, begins to use it, and seals everything anew.
func (c *keysRotate) Run(ctx context.Context, t *terminal) error {
	return c.within(ctx, t, func(a *app.App) error {
		id, err := a.Keys.Rotate(nil)
		if err != nil {
			return err
		}
		t.say(language.T("Ny nyckel: %s. Försegla på nytt …", "New key: %s. Sealing anew …").With(id))
		n, err := a.Reseal(ctx)
		if err != nil {
			return err
		}
		t.say(language.T("%d värden är förseglade med den nya nyckeln. Kopiera nyckelfilen. Den gamla nyckeln får vara kvar tills inga kopior behöver den.",
			"%d values are sealed with the new key. Copy the key file. Keep the old key until no backup needs it.").With(n))
		return nil
	})
}
