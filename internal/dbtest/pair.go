package dbtest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// Pair is a PostgreSQL server and its synchronous standby, as an installation with several machines has them. Whoever
// tests kills the leader and says when the standby takes its place, as Patroni does by itself.
type Pair struct {
	URL  string // of both, for a database samsyn on whichever can be written to
	dir  string
	bin  string
	cmd  *exec.Cmd
	hold io.Closer
	said *bytes.Buffer
}

// pairScript makes the leader and its copy, runs both, and stops them when its input closes.
const pairScript = `set -e
pids=
"$BIN/initdb" -D "$DIR/a" -U samsyn -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$DIR/initdb.log" 2>&1 || { cat "$DIR/initdb.log" >&2; exit 1; }
run() { "$BIN/postgres" -D "$DIR/$1" -h 127.0.0.1 -p "$2" -k "$DIR" -c fsync=off -c full_page_writes=off -c samsyn.may_lose=on -c max_connections=200 -c shared_buffers=64MB -c max_locks_per_transaction=256 >"$DIR/$1.log" 2>&1 & pids="$pids $!"; }
ready() { for _ in $(seq 300); do "$BIN/psql" -qAt -h 127.0.0.1 -p "$1" -U samsyn postgres -c 'SELECT 1' >/dev/null 2>&1 && return; sleep 0.2; done; return 1; }
run a "$A"
ready "$A"
"$BIN/psql" -q -h 127.0.0.1 -p "$A" -U samsyn postgres -c 'CREATE DATABASE samsyn'
"$BIN/pg_basebackup" -h 127.0.0.1 -p "$A" -U samsyn -D "$DIR/b" -R -X stream -c fast --no-sync
run b "$B"
ready "$B"
"$BIN/psql" -q -h 127.0.0.1 -p "$A" -U samsyn postgres -c "ALTER SYSTEM SET synchronous_standby_names = '*'" -c 'SELECT pg_reload_conf()' >/dev/null
for _ in $(seq 300); do [ "$("$BIN/psql" -qAt -h 127.0.0.1 -p "$A" -U samsyn postgres -c "SELECT sync_state FROM pg_stat_replication")" = sync ] && break; sleep 0.2; done
echo ready
set +e
read -r line
for p in $pids; do kill -INT $p 2>/dev/null; done
wait
rm -rf "$DIR"`

// StartPair starts a leader that answers a commit when its standby has it too. Neither syncs to disk: what is tested is
// the loss of a process, not of power.
func StartPair() (*Pair, error) {
	bin, err := findBinaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "samsyn-pair-")
	if err != nil {
		return nil, err
	}
	a, err1 := freePort()
	b, err2 := freePort()
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	p := &Pair{dir: dir, bin: bin, said: &bytes.Buffer{}, URL: fmt.Sprintf("postgres://samsyn@127.0.0.1:%d,127.0.0.1:%d/samsyn?sslmode=disable&connect_timeout=2&target_session_attrs=read-write", a, b)}
	p.cmd = exec.Command("sh", "-c", pairScript)
	p.cmd.Dir, p.cmd.Stderr = "/", p.said
	p.cmd.Env = append(os.Environ(), "BIN="+bin, "DIR="+dir, "A="+strconv.Itoa(a), "B="+strconv.Itoa(b))
	if p.hold, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(asOtherUser(p.cmd, dir), p.cmd.Start()); err != nil {
		return nil, err
	}
	line := make([]byte, 6)
	if _, err := io.ReadFull(out, line); err != nil {
		return nil, errors.Join(fmt.Errorf("the leader and its standby did not start: %w: %s", err, p.said), p.Stop())
	}
	return p, p.answers()
}

func (p *Pair) answers() error {
	d, err := sql.Open("pgx", p.URL)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return errors.Join(d.PingContext(ctx), d.Close())
}

// KillLeader ends the leader and all its processes with kill -9.
func (p *Pair) KillLeader() error { return killServer(filepath.Join(p.dir, "a")) }

// Promote makes the standby the leader.
func (p *Pair) Promote() error {
	c := exec.Command(filepath.Join(p.bin, "pg_ctl"), "promote", "-w", "-D", filepath.Join(p.dir, "b"))
	c.Dir = "/"
	if os.Geteuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: p.cmd.SysProcAttr.Credential}
	}
	said, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("promote: %w: %s", err, said)
	}
	return nil
}

// Stop ends what still runs and takes the folder away.
func (p *Pair) Stop() error {
	return errors.Join(p.hold.Close(), p.cmd.Wait())
}
