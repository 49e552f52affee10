package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// TestScripts runs the scripts of testdata/both on each engine, and those of testdata/once once. A script finds
//
//	$DB      an empty database; $ELSEWHERE another of the same engine, $OTHER one of the other engine
//	$LISTEN  a free address
//	$READY   how long a demo may take to be ready: 30s
func TestScripts(t *testing.T) {
	once, err := filepath.Glob("testdata/once/*.txtar")
	both, err2 := filepath.Glob("testdata/both/*.txtar")
	if err != nil || err2 != nil || len(once) == 0 || len(both) == 0 {
		t.Fatalf("no scripts: %v %v", err, err2)
	}
	for _, file := range once {
		script(t, file, db.SQLite)
	}
	for _, file := range both {
		script(t, file, db.SQLite)
		script(t, file, db.Postgres)
	}
}

func script(t *testing.T, file string, dialect db.Dialect) {
	t.Run(string(dialect), func(t *testing.T) {
		at := map[string]string{}
		for name, engine := range map[string]db.Dialect{"DB": dialect, "ELSEWHERE": dialect, "OTHER": opposite(dialect)} {
			if engine == db.Postgres {
				at[name] = dbtest.Empty(t, engine)
			} else {
				at[name] = filepath.Join(t.TempDir(), "samsyn.db")
			}
		}
		testscript.Run(t, testscript.Params{
			Files: []string{file},
			Cmds: map[string]func(*testscript.TestScript, bool, []string){
				"awaits": awaits, "exits": exits, "firstline": firstLine, "keephead": keepHead,
			},
			Setup: func(env *testscript.Env) error {
				for name, dsn := range at {
					env.Setenv(name, dsn)
				}
				env.Setenv("LISTEN", freeAddress(t))
				env.Setenv("SAMSYN_KEYS", filepath.Join(env.WorkDir, "keys"))
				env.Setenv("LANG", "en_GB.UTF-8")
				return nil
			},
		})
	})
}

func opposite(d db.Dialect) db.Dialect {
	if d == db.SQLite {
		return db.Postgres
	}
	return db.SQLite
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// awaits PATH DURATION waits until the service at $LISTEN answers 200 there.
func awaits(ts *testscript.TestScript, _ bool, args []string) {
	most, err := time.ParseDuration(args[1])
	ts.Check(err)
	began, last := time.Now(), ""
	for time.Since(began) < most {
		answer, err := http.Get("http://" + ts.Getenv("LISTEN") + args[0])
		if err == nil {
			_ = answer.Body.Close() // only read from
			if last = answer.Status; answer.StatusCode == http.StatusOK {
				ts.Logf("%s is 200 after %s", args[0], time.Since(began).Round(10*time.Millisecond))
				return
			}
		} else {
			last = err.Error()
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("%s was not 200 within %s: %s", args[0], most, last)
}

// exits CODE COMMAND… runs a command that must end with that code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	var exit *exec.ExitError
	code, err := 0, ts.Exec(args[1], args[2:]...)
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("%v ended with %d, want %s", args[1:], code, args[0])
	}
}

// keepHead puts the head that samsyn verify has printed into $HEAD, for verify to be asked whether a trail goes on from it.
func keepHead(ts *testscript.TestScript, _ bool, _ []string) {
	line, _, _ := strings.Cut(ts.ReadFile("stdout"), "\n")
	ts.Setenv("HEAD", strings.TrimPrefix(line, "head "))
}

// firstline FILE keeps the first line of standard output.
func firstLine(ts *testscript.TestScript, _ bool, args []string) {
	line, _, _ := strings.Cut(ts.ReadFile("stdout"), "\n")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(line+"\n"), 0o600))
}
