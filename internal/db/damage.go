package db

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// damage is what was last found in the database that cannot be read: a page that was changed behind the engine's back.
type damage struct{ last atomic.Pointer[found] }

type found struct {
	err error
	at  time.Time
}

// damageShows is how long a part that could not be read is told of in the health after it was last met. Nobody can know
// by asking little that it is mended.
const damageShows = 5 * time.Minute

// asked tells the error of a question apart: when the database cannot be reached or read the answer is that it is
// unavailable, and not that something went wrong. A part that is damaged shows in the health too.
func (s *source) asked(err error) error {
	switch {
	case isDamage(err):
		s.harm.last.Store(&found{err, s.now()})
		return fault.Wrap(err, fault.Unavailable, language.T("En del av databasen går inte att läsa. Driften är larmad. Försök igen om en stund.",
			"A part of the database cannot be read. Operations have been alerted. Try again in a moment."))
	case isGone(err), isAiling(err):
		return fault.Wrap(err, fault.Unavailable, language.T("Databasen svarar inte just nu. Försök igen om en stund.",
			"The database does not answer right now. Try again in a moment."))
	}
	return err
}

// whole is the damage that was lately met, or nil.
func (s *source) whole() error {
	last := s.harm.last.Load()
	if last == nil || s.now().Sub(last.at).Abs() >= damageShows {
		return nil
	}
	return fmt.Errorf("a part of the database cannot be read; restore it from a backup: %w", last.err)
}

// isDamage tells whether the engine found what it has stored changed.
func isDamage(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "XX001" || pg.Code == "XX002"
	}
	var lite *sqlite.Error
	return errors.As(err, &lite) && (lite.Code()&0xff == sqlite3.SQLITE_CORRUPT || lite.Code()&0xff == sqlite3.SQLITE_NOTADB)
}
