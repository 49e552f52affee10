package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

//go:embed migrations/*.sql
var embedded embed.FS

// Migrations are the numbered files that make the schema, forward only.
func Migrations() fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}

func provider(d Dialect, pool *sql.DB) (*goose.Provider, error) {
	if d == SQLite {
		return goose.NewProvider(goose.DialectSQLite3, pool, Migrations(), goose.WithGoMigrations(written()...))
	}
	// Several nodes start at once; one migrates and the others wait for it, asking often.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 120), lock.WithUnlockTimeout(1, 10))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, pool, Migrations(), goose.WithSessionLocker(locker), goose.WithGoMigrations(written()...))
}

// migrate brings the schema forward. Two processes may open a new file at once: the one that comes second finds the
// tables there and looks again.
func migrate(ctx context.Context, d Dialect, pool *sql.DB, frozen bool) (err error) {
	p, err := provider(d, pool)
	if err != nil {
		return err
	}
	if err := sortOnDisk(ctx, d, pool, true); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sortOnDisk(ctx, d, pool, false)) }()
	for try := 0; ; try++ {
		err = bringForward(ctx, p, frozen)
		if err == nil || fault.KindOf(err) != fault.Internal || try == 5 {
			return err
		}
		select {
		case <-time.After(time.Duration(100*(try+1)) * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// sortOnDisk lets SQLite sort the rows of a whole table, for an index of it, outside memory, as acts need not.
func sortOnDisk(ctx context.Context, d Dialect, pool *sql.DB, on bool) error {
	if d != SQLite {
		return nil
	}
	where := map[bool]string{true: "FILE", false: "MEMORY"}
	_, err := pool.ExecContext(ctx, "PRAGMA temp_store = "+where[on])
	return err
}

func bringForward(ctx context.Context, p *goose.Provider, frozen bool) error {
	current, target, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("schema version: %w", err)
	}
	switch {
	case current == target:
		return nil
	case current > target:
		return fault.New(fault.Unavailable, language.T(
			"Databasen (version %d) är nyare än programmet (version %d). Installera en nyare version av Samsyn.",
			"The database (version %d) is newer than the program (version %d). Install a newer Samsyn.").With(current, target))
	case frozen:
		return fault.New(fault.Unavailable, language.T(
			"Databasen (version %d) är äldre än programmet (version %d). Starta samsyn serve en gång, så förs den framåt.",
			"The database (version %d) is older than the program (version %d). Start samsyn serve once to bring it forward.").With(current, target))
	}
	if _, err := p.Up(ctx); err != nil {
		var partial *goose.PartialError
		if errors.As(err, &partial) {
			return fmt.Errorf("migration %s: %w", partial.Failed.Source.Path, partial.Err)
		}
		return err
	}
	return nil
}
