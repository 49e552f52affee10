package config

import (
	"errors"
	"io"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// Keys says where the keys are.
type Keys struct {
	Keys KeySource `name:"keys" placeholder:"FILE" help:"${keys_help}"`
}

// KeySource is the path of a key file or, from the environment, the text of one; the text is never printed.
type KeySource string

func (k KeySource) isText() bool { return strings.HasPrefix(string(k), "samsyn-keys") }

// String is the path, or says that the keys themselves were given.
func (k KeySource) String() string {
	if k.isText() {
		return "(keys)"
	}
	return string(k)
}

// GoString is String.
func (k KeySource) GoString() string { return k.String() }

// Path is the key file for a database: the one that was given, else DATABASE.keys beside a file, else fallback. It
// is empty when the keys themselves were given, and when a PostgreSQL database has neither.
func (k Keys) Path(d Database, fallback string) string {
	switch {
	case k.Keys.isText():
		return ""
	case k.Keys != "":
		return string(k.Keys)
	case d.IsPostgres():
		return fallback
	}
	return d.Address() + ".keys"
}

// Load reads the keys of a database, before the database is opened. Keys are made together with a new database file
// and at the fallback, and never for a database that is there already: what is sealed in it needs the old ones.
// fallback is the key file of a PostgreSQL database that was given none; empty makes that a fault, for production.
// A fault whose cause is seal.ErrNoFile says that the keys are lost; verify then goes on with seal.None.
func (k Keys) Load(d Database, fallback string, random io.Reader) (*seal.Keys, error) {
	if k.Keys.isText() {
		return seal.Load("", string(k.Keys), random)
	}
	path := k.Path(d, fallback)
	// The database is looked for first: whoever makes both makes the keys first.
	if d.IsNew() || path != "" && path == fallback {
		return seal.LoadOrCreate(path, random)
	}
	keys, err := seal.Load(path, "", random)
	if path != "" && errors.Is(err, seal.ErrNoFile) {
		return nil, fault.Wrap(seal.ErrNoFile, fault.Invalid, language.T(
			"Nyckelfilen %s finns inte, och utan den kan det som är förseglat i databasen inte öppnas. Lägg tillbaka filen från din kopia eller ange den med --keys.",
			"The key file %s does not exist, and without it what is sealed in the database cannot be opened. Put the file back from your copy or give it with --keys.").With(path))
	}
	return keys, err
}
