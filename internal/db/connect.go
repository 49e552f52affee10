package db

import (
	"database/sql"
	"fmt"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	connectTime = 5 * time.Second  // that a server has to let a connection in, where the URL says nothing
	silentTime  = 10 * time.Second // that a server's machine may be silent before its connections count as gone
	frozenTime  = 25 * time.Second // that a server lets an act of ours stand still and hold its rows
	poolMost    = 16               // connections for acts, and as many for reading
)

// openPostgres opens one pool for acts and one for reading. Every statement is planned once, whatever its values: it finds
// rows by keys or along an index, and to plan it takes longer than to run it. A page of the inbox was planned anew each time,
// since its conditions on rights look cheaper once the values are known, and took twice as long for it; and a plan made for
// the place where a page begins believes that little is left when many rows stand at that place, and sorts them all. What an
// index is partial by must therefore stand in the text.
//
// Acts are serializable, and PostgreSQL watches what they read: by an index, the few rows; by a scan, the whole table, so
// that acts that have nothing to do with each other would make each other run again. So acts are planned without scans
// wherever an index will do. Nothing here is so long that it gains from being compiled first, which takes up to a second,
// and which the engine does with every plan that could not do without a scan.
func openPostgres(dsn string, hidden *hidden) (write, read *sql.DB, err error) {
	config, err := connection(dsn)
	if err != nil {
		return nil, nil, err
	}
	setDefault(config.RuntimeParams, "jit", "off")
	setDefault(config.RuntimeParams, "plan_cache_mode", "force_generic_plan")
	acts := config.Copy()
	acts.RuntimeParams["enable_seqscan"] = "off"
	setDefault(acts.RuntimeParams, "idle_in_transaction_session_timeout", fmt.Sprint(frozenTime.Milliseconds()))
	write, read = stdlib.OpenDB(*acts, stdlib.OptionAfterConnect(hidden.keptByServer)), stdlib.OpenDB(*config)
	for _, pool := range []*sql.DB{write, read} {
		pool.SetMaxOpenConns(poolMost)
		pool.SetMaxIdleConns(poolMost)
	}
	return write, read, nil
}

// connection reads a URL, and adds what makes a node find the leader and let go of one that is gone. With several hosts
// it is the one that can be written to.
func connection(dsn string) (*pgx.ConnConfig, error) {
	c, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = connectTime
	}
	if c.ValidateConnect == nil && severalHosts(c) {
		c.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	}
	c.DialFunc = (&net.Dialer{
		Control:         impatient,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: silentTime / 2, Interval: silentTime / 5, Count: 3},
	}).DialContext
	// The server lets go of what a node held whose machine went silent.
	setDefault(c.RuntimeParams, "tcp_keepalives_idle", "5")
	setDefault(c.RuntimeParams, "tcp_keepalives_interval", "2")
	setDefault(c.RuntimeParams, "tcp_keepalives_count", "3")
	setDefault(c.RuntimeParams, "tcp_user_timeout", fmt.Sprint(silentTime.Milliseconds()))
	// What is asked in acts is small, but counts as dear where no index is used, and compiling it takes seconds.
	setDefault(c.RuntimeParams, "jit", "off")
	// A commit that waits for its copy on another server and is cut off by this time would count as kept.
	c.RuntimeParams["statement_timeout"] = "0"
	return c, nil
}

func setDefault(params map[string]string, name, value string) {
	if _, set := params[name]; !set {
		params[name] = value
	}
}

func severalHosts(c *pgx.ConnConfig) bool {
	for _, other := range c.Fallbacks {
		if other.Host != c.Host || other.Port != c.Port {
			return true
		}
	}
	return false
}
