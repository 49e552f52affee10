package e2e

import (
	"bufio"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "samsyn/internal/command" // so that the test is run again when the program has changed
)

var update = flag.Bool("update", false, "write the pictures of the README anew")

// demoNow is the time of the demo that all tests visit.
const demoNow = "2026-03-02T09:00"

// readyWithin is when a demo that is not ready is given up. How fast it is depends on what else the machine does, so that
// is not judged.
const readyWithin = 3 * time.Minute

// theDemo is the one that all tests visit; TestMain starts and stops it.
var theDemo *demo

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if theDemo, err = startDemo(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
	code := m.Run()
	if err := theDemo.stop(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		code = 1
	}
	os.Exit(code)
}

// demo is a running demo.
type demo struct {
	url     string
	dir     string
	program string
	cmd     *exec.Cmd

	guests   []func()            // end the browser, the last one first
	visitors map[string]*visitor // who have followed its links
}

func startDemo() (*demo, error) {
	dir, err := os.MkdirTemp("", "samsyn-e2e-")
	if err != nil {
		return nil, err
	}
	program := filepath.Join(dir, "samsyn")
	build := exec.Command("go", "build", "-trimpath", "-o", program, "../cmd/samsyn")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build: %w\n%s", err, out)
	}
	return runDemo(program, dir, demoNow)
}

// ownDemo is one that a test has for itself, so that what it changes meets no other test.
func ownDemo(t *testing.T) *demo {
	t.Helper()
	return ownDemoAt(t, demoNow)
}

// ownDemoAt is one that begins at another time.
func ownDemoAt(t *testing.T, now string) *demo {
	t.Helper()
	dir, err := os.MkdirTemp("", "samsyn-e2e-")
	if err != nil {
		t.Fatal(err)
	}
	d, err := runDemo(theDemo.program, dir, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.stop(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func runDemo(program, dir, now string) (*demo, error) {
	d := &demo{dir: dir, program: program, visitors: map[string]*visitor{}}
	return d, d.run(now)
}

// run starts the demo at a time of its own, on what it holds already.
func (d *demo) run(now string) error {
	log, err := os.OpenFile(filepath.Join(d.dir, "log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the demo has its own end of it
	d.url = ""
	d.cmd = exec.Command(d.program, "demo", "--listen", "127.0.0.1:0", "--database", filepath.Join(d.dir, "demo.db"), "--now", now)
	d.cmd.Stderr = log
	if err := d.start(); err != nil {
		text, _ := os.ReadFile(log.Name())
		return fmt.Errorf("%w\n%s", err, text)
	}
	return nil
}

// movesTo another time: the demo ends, and goes on from where it was.
func (d *demo) movesTo(t *testing.T, now string) {
	t.Helper()
	if err := d.end(); err != nil {
		t.Fatal(err)
	}
	if err := d.run(now); err != nil {
		t.Fatal(err)
	}
}

// start reads the address from the line that the demo writes when it is filled, and asks whether it is ready.
func (d *demo) start() error {
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := d.cmd.Start(); err != nil {
		return err
	}
	late := time.AfterFunc(readyWithin, func() { _ = d.cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		_, rest, found := strings.Cut(lines.Text(), "http://")
		if found {
			d.url = "http://" + rest[:strings.Index(rest, "/")]
			break
		}
	}
	if late.Stop(); d.url == "" {
		return fmt.Errorf("the demo gave no address: %w", d.cmd.Wait())
	}
	answer, err := http.Get(d.url + "/readyz")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the demo says that it is filled, but /readyz is %s", answer.Status)
	}
	return nil
}

// stop ends the demo and takes away what it left.
func (d *demo) stop() error {
	for _, end := range slices.Backward(d.guests) {
		end()
	}
	if err := d.end(); err != nil {
		return err
	}
	return os.RemoveAll(d.dir)
}

// end tells the demo to end as a service manager does; it must do so without a fault.
func (d *demo) end() error {
	if err := d.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := d.cmd.Wait(); err != nil {
		return fmt.Errorf("the demo did not end well: %w", err)
	}
	return nil
}
