// Command minutes runs a go test and tells at its end which packages took longest:
//
//	go run ./internal/dbtest/minutes go test ./...
//
// What the test prints passes through as it comes, and the exit code is the test's own.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: minutes COMMAND [ARGUMENT…]")
		return 2
	}
	c := exec.Command(args[0], args[1:]...)
	c.Stdin, c.Stderr = os.Stdin, os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	handOn(c)
	var t tally
	err = errors.Join(t.pass(out, os.Stdout), c.Wait())
	fmt.Print(t.summary())
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		return exit.ExitCode()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// handOn gives the command the signals that ask to stop, so that what it ends with is still told.
func handOn(c *exec.Cmd) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for s := range signals {
			_ = c.Process.Signal(s) // it may be gone already
		}
	}()
}

// pass copies line by line and takes down what each package took.
func (t *tally) pass(from io.Reader, to io.Writer) error {
	in := bufio.NewReader(from)
	for {
		line, err := in.ReadString('\n')
		t.take(line)
		if _, err := io.WriteString(to, line); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
