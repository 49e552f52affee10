package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// hidden is what a server does not tell of how it keeps what it acknowledges.
type hidden struct{ settings atomic.Pointer[string] }

// mayLose marks a server for tests, in its own settings: it may lose what it acknowledged.
const mayLose = "samsyn.may_lose"

// keptByServer refuses each server that would lose an acknowledged write, also one that has become the leader since the
// start.
func (h *hidden) keptByServer(ctx context.Context, c *pgx.Conn) error {
	said := map[string]string{}
	rows, err := c.Query(ctx, `SELECT name, setting FROM pg_settings WHERE name IN ('synchronous_commit', 'synchronous_standby_names', 'fsync', 'full_page_writes')
		UNION ALL SELECT $1, coalesce(current_setting($1, true), '')`, mayLose)
	if err != nil {
		return err
	}
	var name, setting string
	if _, err := pgx.ForEachRow(rows, []any{&name, &setting}, func() error { said[name] = setting; return nil }); err != nil {
		return err
	}
	h.remember(said)
	return durable(said)
}

// remember keeps the names of the settings that the server hides.
func (h *hidden) remember(said map[string]string) {
	var names []string
	for _, name := range []string{"synchronous_commit", "fsync", "full_page_writes"} {
		if _, known := said[name]; !known {
			names = append(names, name)
		}
	}
	text := strings.Join(names, ", ")
	h.settings.Store(&text)
}

// Unknown tells, for whoever runs the house, what cannot be known of how the server keeps what it acknowledges; empty when
// all is known and as it must be.
func (d *DB) Unknown() string {
	settings := d.hidden.settings.Load()
	if settings == nil || *settings == "" {
		return ""
	}
	return fmt.Sprintf("the database server does not show %s: whether it keeps what it acknowledges when its power goes cannot be known; ask whoever runs it", *settings)
}

// durable tells why a server with these settings would lose an acknowledged write: when its machine dies, or when another
// takes its place. Of a setting that the server hides nothing is said.
func durable(set map[string]string) error {
	switch {
	case set["synchronous_commit"] == "off":
		return errors.New("synchronous_commit is off: acknowledged writes could be lost; set it to on for this database")
	case set["synchronous_commit"] == "local" && set["synchronous_standby_names"] != "":
		return errors.New("synchronous_commit is local: acknowledged writes would be lost when a standby takes over; set it to on for this database")
	case set[mayLose] == "on": // only for tests
		return nil
	case set["fsync"] == "off":
		return errors.New("fsync is off: acknowledged writes, or the whole database, would be lost with the power; set it to on in the server's settings")
	case set["full_page_writes"] == "off":
		return errors.New("full_page_writes is off: a page that the power cut off halfway could not be mended; set it to on in the server's settings")
	}
	return nil
}
