package config

import (
	"errors"
	"net/url"
	"os"
	"strings"

	"samsyn/internal/language"
)

// The databases that are used when none is named. The demo has its own, so that it never fills a real one.
const (
	defaultDatabase = "samsyn.db"
	demoDatabase    = "samsyn-demo.db"
)

// Database says which database a command works on.
type Database struct {
	Database DSN `name:"database" placeholder:"URL|PATH" help:"${database_help}"`
}

// DSN is the address of a database. A URL may hold a password, so it is printed masked.
type DSN string

// Validate refuses what is neither a path nor a PostgreSQL URL.
func (d DSN) Validate() error {
	if d.isPostgres() {
		u, err := url.Parse(string(d))
		if err != nil || u.Host == "" && u.Query().Get("host") == "" {
			return wrong(language.T("Skriv PostgreSQL-databasen som postgres://användare@värd/databas.",
				"Write the PostgreSQL database as postgres://user@host/database."))
		}
		return nil
	}
	if scheme, _, ok := strings.Cut(string(d), "://"); ok {
		return wrong(language.T("Databaser av typen %s finns inte här. Ange sökvägen till en fil eller postgres://…",
			"There are no databases of type %s here. Give the path of a file or postgres://…").With(scheme))
	}
	return nil
}

func (d DSN) isPostgres() bool {
	return strings.HasPrefix(string(d), "postgres://") || strings.HasPrefix(string(d), "postgresql://")
}

// String is the address without its password.
func (d DSN) String() string {
	if !d.isPostgres() {
		return string(d)
	}
	return masked(string(d))
}

// GoString is String.
func (d DSN) GoString() string { return d.String() }

// masked is a URL without its password and without what follows the path, where a password can stand too.
func masked(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return "(…)"
	}
	u.RawQuery, u.Fragment = "", ""
	return u.Redacted()
}

// Address is what db.Open takes: what was given, or the usual file in the working directory.
func (d Database) Address() string {
	if d.Database == "" {
		return defaultDatabase
	}
	return string(d.Database)
}

// ForDemo names the demo's own file when no database was given.
func (d Database) ForDemo() Database {
	if d.Database == "" {
		d.Database = demoDatabase
	}
	return d
}

// IsPostgres tells whether it is a PostgreSQL URL.
func (d Database) IsPostgres() bool { return DSN(d.Address()).isPostgres() }

// IsNew tells whether it is a file that holds nothing yet.
func (d Database) IsNew() bool {
	if d.IsPostgres() {
		return false
	}
	info, err := os.Stat(d.Address())
	return errors.Is(err, os.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0
}
