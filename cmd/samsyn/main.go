// Command samsyn is the whole service in one program: it serves, fills a demo, imports, counts, verifies, backs up.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"samsyn/internal/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(command.Run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}
