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
"$BIN/initdb" -D "$DIR/data" -U samsyn -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$DIR/initdb.log" 2>&1 || { cat "$DIR/initdb.log" >&2; exit 1; }
start() {
  "$BIN/postgres" -D "$DIR/data" -h 127.0.0.1 -p "$PORT" -k "$DIR" -c fsync=$FSYNC -c full_page_writes=$FSYNC \
  -c max_connections=300 -c shared_buffers=128MB -c max_locks_per_transaction=256 >>"$DIR/server.log" 2>&1 &
  pid=$!
}
start
set +e
while read -r line; do
  case $line in
  halt) kill -INT $pid 2>/dev/null; wait $pid ;;
  start) start ;;
  esac
done
kill -INT $pid 2>/dev/null
wait $pid
rm -rf "$DIR"`

// StartPostgres starts a server for tests, which does not sync to disk.
func StartPostgres() (*Postgres, error) { return startPostgres("off") }

// StartDurablePostgres starts a server that syncs to disk as one in production does, for measuring.
func StartDurablePostgres() (*Postgres, error) { return startPostgres("on") }

func startPostgres(fsync string) (*Postgres, error) {
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
	p.cmd.Env = append(os.Environ(), "BIN="+bin, "DIR="+dir, "PORT="+strconv.Itoa(port), "FSYNC="+fsync)
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
	return p, p.await(60 * time.Second)
}

// await returns when the server answers.
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
	}
	serverLog, _ := os.ReadFile(filepath.Join(p.Dir, "server.log"))
	return errors.Join(fmt.Errorf("PostgreSQL did not answer within %s: %w\n%s%s", most, err, p.log, serverLog), p.Stop())
}

// Halt stops the server as its operator does, with what it keeps.
func (p *Postgres) Halt() error {
	if _, err := io.WriteString(p.hold, "halt\n"); err != nil {
		return err
	}
	for {
		c, err := sql.Open("pgx", p.URL)
		if err != nil {
			return err
		}
		err = c.Ping()
		_ = c.Close()
		if err != nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Resume starts it again, and returns when it answers.
func (p *Postgres) Resume() error {
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
