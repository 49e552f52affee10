package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// isGone tells whether PostgreSQL could not be reached, broke off, is starting or stopping, takes no more connections, or
// is a standby: another server is the leader, or soon will be.
func isGone(err error) bool {
	if err == nil || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return errors.Is(err, errSilent)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return strings.HasPrefix(pg.Code, "57P") || strings.HasPrefix(pg.Code, "08") || pg.Code == "53300" || pg.Code == "25006" || pg.Code == "25P03"
	}
	var network net.Error
	var connect *pgconn.ConnectError
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, net.ErrClosed)
}

// mayBeKept is what a caller is told whose commit was sent and never answered: only by looking can anybody know.
func mayBeKept(err error) error {
	return fault.Wrap(err, fault.Unavailable, language.T(
		"Databasen försvann medan det sparades. Det är ovisst om det hann sparas. Se efter om en stund, eller skicka samma sak igen: samma formulär, eller samma anrop med sin Idempotency-Key, utförs bara en gång.",
		"The database was lost while saving. It is uncertain whether it was saved. Look in a moment, or send the same again: the same form, or the same call with its Idempotency-Key, is carried out only once."))
}
