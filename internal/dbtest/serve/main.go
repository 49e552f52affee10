// Command serve runs another command beside a PostgreSQL server for tests, whose address the command finds in
// SAMSYN_TEST_POSTGRES, so that all packages of a test run share one server:
//
//	go run ./internal/dbtest/serve go test ./...
//
// A server that is named there already is used as it is. The exit code is the command's own, or 1 when no server could
// be had.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"samsyn/internal/dbtest"
)

const variable = "SAMSYN_TEST_POSTGRES"

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: serve COMMAND [ARGUMENT…]")
		return 2
	}
	if os.Getenv(variable) != "" {
		return beside(args)
	}
	server, err := dbtest.StartPostgres()
	if err != nil {
		fmt.Fprintf(os.Stderr, "PostgreSQL CANNOT BE HAD: %v\nOn Debian: apt-get install postgresql\n", err)
		return 1
	}
	defer server.Stop()
	if err := os.Setenv(variable, server.URL); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return beside(args)
}

// beside runs the command to its end. A signal reaches it from the terminal or is handed on; the server outlives it.
func beside(args []string) int {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	c := exec.Command(args[0], args[1:]...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	go func() {
		for s := range signals {
			_ = c.Process.Signal(s) // it may be gone already
		}
	}()
	var exit *exec.ExitError
	err := c.Wait()
	switch {
	case errors.As(err, &exit) && exit.Exited():
		return exit.ExitCode()
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
