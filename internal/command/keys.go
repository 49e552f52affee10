package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"samsyn/internal/app"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

type keysCommands struct {
	Create keysCreate `cmd:"" help:"${keys_create_help}"`
	Status keysStatus `cmd:"" help:"${keys_status_help}"`
	Rotate keysRotate `cmd:"" help:"${keys_rotate_help}"`
	Add    keysAdd    `cmd:"" help:"${keys_add_help}"`
	Use    keysUse    `cmd:"" help:"${keys_use_help}"`
	Retire keysRetire `cmd:"" help:"${keys_retire_help}"`
}

type keysCreate struct {
	File string `arg:"" help:"${keys_file_help}"`
}

// Run makes a key file, for a database on PostgreSQL or one that is to be restored.
func (c *keysCreate) Run(t *terminal) error {
	if err := seal.Create(c.File, nil); err != nil {
		return err
	}
	t.say(language.T("Nyckelfilen %s är skapad. Kopiera den och förvara kopian för sig.", "The key file %s is made. Copy it and keep the copy apart.").With(c.File))
	return nil
}

type keysAdd struct {
	base
}

// Run adds a key without using it yet, so that every node can learn of it first.
func (c *keysAdd) Run(ctx context.Context, t *terminal) error {
	return c.turn(ctx, t, "add", func(a *app.App) (string, error) { return a.Keys.Add(nil) })
}

type keysUse struct {
	base
	ID string `arg:"" help:"${keys_id_help}"`
}

// Run makes a key current.
func (c *keysUse) Run(ctx context.Context, t *terminal) error {
	return c.turn(ctx, t, "use", func(a *app.App) (string, error) {
		if err := errors.Join(a.Keys.Refresh(), a.Keys.Known(c.ID)); err != nil {
			return "", err
		}
		if err := a.KeyKnown(ctx, c.ID); err != nil {
			return "", err
		}
		return c.ID, a.Keys.Use(c.ID)
	})
}

type keysRetire struct {
	base
	ID string `arg:"" help:"${keys_id_help}"`
}

// Run takes a key away for good, once nothing is sealed with it and no node seals with it.
func (c *keysRetire) Run(ctx context.Context, t *terminal) error {
	return c.turn(ctx, t, "retire", func(a *app.App) (string, error) {
		if err := a.KeyUnused(ctx, c.ID); err != nil {
			return "", err
		}
		found, err := seal.Survey(ctx, a.DB, a.Keys, app.Sealed(), nil)
		if err != nil {
			return "", err
		}
		if found.Uses(c.ID) {
			return "", fault.New(fault.Conflict, language.T("Nyckeln %s används fortfarande för %s. Kör samsyn keys rotate eller vänta tills allt är förseglat på nytt.",
				"Key %s still seals %s. Run samsyn keys rotate, or wait until everything is sealed anew.").With(c.ID, sealedCount(found.ByKey[c.ID])))
		}
		if marks, err := fact.MarkedWith(ctx, a.DB, c.ID); err != nil || marks {
			return "", cmp.Or[error](err, fault.New(fault.Conflict, language.T("Nyckeln %s märker fortfarande händelser. Kör samsyn keys rotate eller vänta tills allt är märkt på nytt.",
				"Key %s still marks facts. Run samsyn keys rotate, or wait until all are marked anew.").With(c.ID)))
		}
		return c.ID, a.Keys.Retire(c.ID)
	})
}

// turn changes the keyring and notes so in the trail.
func (b base) turn(ctx context.Context, t *terminal, what string, fn func(a *app.App) (string, error)) error {
	return b.there(ctx, t, func(a *app.App) error {
		id, err := fn(a)
		if err != nil {
			return err
		}
		if err := a.NoteKeys(ctx, what, id); err != nil {
			return err
		}
		fmt.Fprintln(t.out, id)
		return nil
	})
}

type keysStatus struct {
	base
}

// Run lists the keys and how many values each has sealed.
func (c *keysStatus) Run(ctx context.Context, t *terminal) error {
	return c.there(ctx, t, func(a *app.App) error {
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
	return c.there(ctx, t, func(a *app.App) error {
		id, err := a.Keys.Add(nil)
		if err != nil {
			return err
		}
		// Whoever does not know the new key yet would not find what is digested with it, and make it a second time.
		followed := func() error { return a.KeysFollowed(ctx) }
		use := func() error { return a.Keys.Use(id) }
		note := func() error { return a.NoteKeys(ctx, "rotate", id) }
		for _, step := range []func() error{followed, use, note, followed} {
			if err := step(); err != nil {
				return err
			}
		}
		t.say(language.T("Ny nyckel: %s. Försegla på nytt …", "New key: %s. Sealing anew …").With(id))
		n, err := a.Reseal(ctx)
		if err != nil {
			return err
		}
		t.say(language.T("Förseglat eller märkt med den nya nyckeln: %s. Kopiera nyckelfilen. Den gamla nyckeln får vara kvar tills inga kopior behöver den.",
			"Sealed or marked with the new key: %s. Copy the key file. Keep the old key until no backup needs it.").With(sealedCount(n)))
		return nil
	})
}

func sealedCount(n int) language.Text {
	return language.Plural(n, language.T("%d värde", "%d value"), language.T("%d värden", "%d values"))
}
