package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"samsyn/internal/dbtest"
)

func main() {
	ctx := context.Background()
	if err := run(ctx); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "samsyn-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Println("Acts that are durable, per second. raw: the same rows, a commit each; bare: the same rows, without checks or trail.")
	if err := engine(ctx, "SQLite, synchronous=FULL", filepath.Join(dir, "bench.db")); err != nil {
		return err
	}
	if err := secrecy(ctx, "SQLite", filepath.Join(dir, "secrecy.db")); err != nil {
		return err
	}
	if err := inbox(ctx, "SQLite", filepath.Join(dir, "inbox.db")); err != nil {
		return err
	}
	return onPostgres(
		func(url string) error { return engine(ctx, "PostgreSQL, synchronous commit, fsync on", url) },
		func(url string) error { return secrecy(ctx, "PostgreSQL", url) },
		func(url string) error { return inbox(ctx, "PostgreSQL", url) })
}

// onPostgres measures each on a server of its own.
func onPostgres(all ...func(url string) error) error {
	for _, measure := range all {
		server, err := dbtest.StartDurablePostgres()
		if err != nil {
			return fmt.Errorf("PostgreSQL cannot be had: %w", err)
		}
		if err := errors.Join(measure(server.URL), server.Stop()); err != nil {
			return err
		}
	}
	return nil
}

// way is one way of doing the same thing.
type way struct {
	name string
	do   func(ctx context.Context, client, n int) error
}

// engine measures every way on one engine, with one client and with sixteen.
func engine(ctx context.Context, title, dsn string) (err error) {
	s, err := newScene(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	ways := s.ways()
	for _, clients := range []int{1, 16} {
		fmt.Printf("\n%s, %d client(s)\n", title, clients)
		done, took := make([]int64, len(ways)), make([]time.Duration, len(ways))
		// The ways take turns in short slices, so that what else the machine does falls on all of them alike.
		for round := range rounds {
			for i, w := range ways {
				n, d, err := measure(ctx, w, clients, slice)
				if err != nil {
					return fmt.Errorf("%s: %w", w.name, err)
				}
				if round > 0 { // the first round warms up
					done[i], took[i] = done[i]+n, took[i]+d
				}
			}
		}
		rates := map[string]float64{}
		for i, w := range ways {
			rates[w.name] = float64(done[i]) / took[i].Seconds()
			fmt.Printf("  %-46s %8.0f /s   %s\n", w.name, rates[w.name], ratios(rates, w.name))
		}
	}
	return nil
}

const (
	rounds = 13
	slice  = 250 * time.Millisecond
)

func ratios(rates map[string]float64, name string) string {
	text := ""
	for _, base := range []string{raw, bare} {
		if r, ok := rates[base]; ok && base != name {
			text += fmt.Sprintf("%.2f × %s   ", rates[name]/r, base)
		}
	}
	return text
}

// measure lets clients do one thing for a while, and gives how often and how long it took.
func measure(ctx context.Context, w way, clients int, most time.Duration) (int64, time.Duration, error) {
	var done atomic.Int64
	var first atomic.Pointer[error]
	var wg sync.WaitGroup
	began := time.Now()
	for c := range clients {
		wg.Go(func() {
			for time.Since(began) < most && first.Load() == nil {
				if err := w.do(ctx, c, int(counter.Add(1))); err != nil {
					first.Store(&err)
					return
				}
				done.Add(1)
			}
		})
	}
	wg.Wait()
	took := time.Since(began)
	if err := first.Load(); err != nil {
		return 0, took, *err
	}
	return done.Load(), took, nil
}

var counter atomic.Int64 // makes every office's name its own

const (
	raw  = "raw"
	bare = "bare"
)
