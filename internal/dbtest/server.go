package dbtest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Postgres is a server that runs until it is stopped or the process that started it is gone.
type Postgres struct {
	URL  string // of its database postgres, on the loopback
	Dir  string
	cmd  *exec.Cmd
	hold io.WriteCloser
	log  *bytes.Buffer
}

// script makes a data folder, runs the server, and waits on its input, by which it is told to halt the server and to start
// it again. When that closes, because the process that started it stopped it or died, it stops the server and takes the
// folder away.
const script = `set -e
"$BIN/initdb" -D "$DIR/data" -U samsyn -A trust -E UTF8 --locale=C.UTF-8 --no-sync $INITDB >"$DIR/initdb.log" 2>&1 || { cat "$DIR/initdb.log" >&2; exit 1; }
start() {
  env $UNDER "$BIN/postgres" -D "$DIR/data" -h 127.0.0.1 -p "$PORT" -k "$DIR" -c fsync=$FSYNC -c full_page_writes=$FSYNC \
  -c max_connections=300 -c shared_buffers=128MB -c max_locks_per_transaction=256 $SETTINGS >>"$DIR/server.log" 2>&1 &
  pid=$!
  echo $pid >"$DIR/server.pid"
}
start
set +e
while read -r line; do
  case $line in
  halt) kill -INT $pid 2>/dev/null; wait $pid ;;
  start) wait $pid; start ;;
  esac
done
kill -INT $pid 2>/dev/null
wait $pid
rm -rf "$DIR"`

// StartPostgres starts a server for tests, which does not sync to disk.
func StartPostgres() (*Postgres, error) { return StartPostgresWith(PostgresOptions{}) }

// StartDurablePostgres starts a server that syncs to disk as one in production does, for measuring.
func StartDurablePostgres() (*Postgres, error) {
	return StartPostgresWith(PostgresOptions{Durable: true})
}

// PostgresOptions are what a test wants of a server of its own.
type PostgresOptions struct {
	Durable  bool                                     // it syncs to disk
	Initdb   string                                   // more arguments of initdb
	Settings string                                   // more arguments of the server: -c NAME=VALUE …
	Under    func(dir string) (env string, err error) // what is put under the server in its folder: NAME=VALUE …
}

// MayLose is a setting by which a server says that it is for tests, so that the house takes it though it does not sync.
const MayLose = "-c samsyn.may_lose=on"

// StartPostgresWith starts a server as a test wants it.
func StartPostgresWith(o PostgresOptions) (*Postgres, error) {
	bin, err := findBinaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "samsyn-postgres-")
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	p := &Postgres{Dir: dir, URL: fmt.Sprintf("postgres://samsyn@127.0.0.1:%d/postgres?sslmode=disable&connect_timeout=5", port), log: &bytes.Buffer{}}
	p.cmd = exec.Command("sh", "-c", script)
	p.cmd.Dir = "/"
	fsync, under := "off", ""
	if o.Durable {
		fsync = "on"
	} else {
		o.Settings = MayLose + " " + o.Settings
	}
	if o.Under != nil {
		if under, err = o.Under(dir); err != nil {
			return nil, errors.Join(err, os.RemoveAll(dir))
		}
	}
	p.cmd.Env = append(os.Environ(), "BIN="+bin, "DIR="+dir, "PORT="+strconv.Itoa(port), "FSYNC="+fsync, "INITDB="+o.Initdb, "SETTINGS="+o.Settings, "UNDER="+under)
	p.cmd.Stderr = p.log
	if p.hold, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := asOtherUser(p.cmd, dir); err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	if err := p.await(60 * time.Second); err != nil {
		return nil, errors.Join(err, p.Stop())
	}
	return p, nil
}

// await returns when the server answers, or has ended without.
func (p *Postgres) await(most time.Duration) error {
	c, err := sql.Open("pgx", p.URL)
	if err != nil {
		return err
	}
	defer c.Close()
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		err = c.PingContext(ctx)
		cancel()
		if err == nil {
			return nil
		}
		if p.Down() {
			break
		}
	}
	return fmt.Errorf("PostgreSQL does not answer: %w\n%s%s", err, p.log, p.Log())
}

// Halt stops the server as its operator does, with what it keeps, and returns when it has ended.
func (p *Postgres) Halt() error {
	if _, err := io.WriteString(p.hold, "halt\n"); err != nil {
		return err
	}
	p.Ended()
	return nil
}

// Ended waits until the server has ended, by whatever cause.
func (p *Postgres) Ended() {
	for {
		if _, err := os.Stat(p.pidFile()); errors.Is(err, os.ErrNotExist) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Down tells whether the server was started and has ended, of itself or otherwise.
func (p *Postgres) Down() bool {
	text, err := os.ReadFile(p.started())
	pid, err2 := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || err2 != nil {
		return false // it is not started yet
	}
	state := stateOf(pid)
	return state == "Z" || state == ""
}

// started is the file in which the script says which process the server is.
func (p *Postgres) started() string { return filepath.Join(p.Dir, "server.pid") }

// Data is the folder of what the server keeps.
func (p *Postgres) Data() string { return filepath.Join(p.Dir, "data") }

func (p *Postgres) pidFile() string { return filepath.Join(p.Data(), "postmaster.pid") }

// Log is what the server has said of itself since it was made.
func (p *Postgres) Log() string {
	said, _ := os.ReadFile(filepath.Join(p.Dir, "server.log")) // without it a test says that nothing was said
	return string(said)
}

// Kill ends the server and all its processes with kill -9, and returns when they are gone.
func (p *Postgres) Kill() error { return killServer(p.Data()) }

// Resume starts it again, and returns when it answers.
func (p *Postgres) Resume() error {
	if err := os.Remove(p.started()); err != nil {
		return err
	}
	if _, err := io.WriteString(p.hold, "start\n"); err != nil {
		return err
	}
	return p.await(60 * time.Second)
}

// Stop ends the server and takes its folder away.
func (p *Postgres) Stop() error {
	if err := p.hold.Close(); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// findBinaries looks where Debian keeps the server and then in PATH.
func findBinaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(found) > 0 {
		sort.Slice(found, func(i, j int) bool { return majorOf(found[i]) > majorOf(found[j]) })
		return filepath.Dir(found[0]), nil
	}
	path, err := exec.LookPath("postgres")
	if err != nil {
		return "", errors.New("no PostgreSQL server is installed")
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	return filepath.Dir(path), nil
}

func majorOf(binary string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(binary))))
	return n
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// asOtherUser runs the server as postgres (or nobody) when the tests run as root, whom the server refuses.
func asOtherUser(cmd *exec.Cmd, dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return fmt.Errorf("root may not run PostgreSQL and there is no other user: %w", err)
		}
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err := errors.Join(err1, err2, os.Chown(dir, uid, gid)); err != nil {
		return err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, Setpgid: true}
	return nil
}
