package command

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"samsyn/internal/config"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

type backupCommand struct {
	config.Database
	To string `arg:"" name:"file" help:"${backup_file_help}"`
}

// Run writes a backup to a new file.
func (c *backupCommand) Run(ctx context.Context, t *terminal) error {
	if _, err := os.Lstat(c.To); err == nil {
		return taken(c.To)
	}
	if _, err := os.Stat(filepath.Dir(c.To)); err != nil {
		return fault.Wrap(err, fault.NotFound, language.T("Mappen %s finns inte eller går inte att nå. Skapa den eller ange en annan.", "The folder %s does not exist or cannot be reached. Make it or give another.").With(filepath.Dir(c.To)))
	}
	d, w, err := db.Open(ctx, c.Address(), db.Options{Must: true, Frozen: true})
	if err != nil {
		return err
	}
	w.Close()
	rows, err := db.BackupFile(ctx, d, c.To, t.table)
	err = errors.Join(err, d.Close())
	if errors.Is(err, fs.ErrExist) {
		return taken(c.To)
	}
	if err != nil {
		return err
	}
	t.say(language.T("Säkerhetskopian %s är klar: %s. Kopiera också nyckelfilen, och förvara den för sig.",
		"The backup %s is done: %s. Copy the key file too, and keep it apart.").With(c.To, rowCount(rows)))
	return nil
}

func taken(path string) error {
	return fault.New(fault.Conflict, language.T("Filen %s finns redan. Välj ett annat namn.", "The file %s exists already. Choose another name.").With(path))
}

func rowCount(n int64) language.Text {
	return language.Plural(n, language.T("%d rad", "%d row"), language.T("%d rader", "%d rows"))
}

func (t *terminal) table(name string, rows int64) {
	if rows > 0 {
		t.tell(language.T("  %s: %s", "  %s: %s").With(name, rowCount(rows)))
	}
}

type restoreCommand struct {
	config.Database
	From string `arg:"" name:"file" help:"${backup_file_help}"`
}

// Run restores a backup into a new database. A file that was begun and could not be finished is taken away.
func (c *restoreCommand) Run(ctx context.Context, t *terminal) error {
	f, err := os.Open(c.From)
	if err != nil {
		return fault.Wrap(err, fault.NotFound, language.T("Säkerhetskopian %s kan inte läsas.", "The backup %s cannot be read.").With(c.From))
	}
	defer f.Close()
	fresh := c.IsNew()
	rows, err := db.Restore(ctx, c.Address(), f, t.table)
	if err != nil {
		if fresh {
			removeFile(c.Address())
		}
		return err
	}
	t.say(language.T("Återläst: %s i %s. %s",
		"Restored: %s in %s. %s").With(rowCount(rows), c.Database.Database.String(), withKeys(c.Database)))
	return nil
}

// withKeys says what to do with the key file after a move: beside a file it is found, elsewhere it must be named.
func withKeys(d config.Database) language.Text {
	if d.IsPostgres() {
		return language.T("Kör samsyn verify med samma nyckelfil, angiven med --keys.", "Run samsyn verify with the same key file, given with --keys.")
	}
	return language.T("Lägg nyckelfilen bredvid och kör samsyn verify.", "Put the key file beside it and run samsyn verify.")
}

// removeFile takes away a database file that was begun and could not be finished.
func removeFile(path string) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + end)
	}
}
