package app_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/job"
	"samsyn/internal/seal"
)

// TestNoJobRunsBeforeTheHouseIsReady: while a demo is being filled the clock's work does not meet the filling.
func TestNoJobRunsBeforeTheHouseIsReady(t *testing.T) {
	keys, err := seal.New(nil)
	must(t, err)
	a, err := app.Open(t.Context(), app.Options{Database: dbtest.Empty(t, db.SQLite), Keys: keys, Quick: true})
	must(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	var ready atomic.Bool
	ran := make(chan bool, 1)
	a.Queue.Clockwork(job.Every("test.ready", time.Hour), func(context.Context, job.Job) error {
		select {
		case ran <- ready.Load():
		default: // it is the first that counts
		}
		return nil
	})
	a.NotReady(errors.New("being filled"))
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx, l) }()
	for range 50 { // long enough for a queue that does not wait
		if got := status(t, "http://"+l.Addr().String()+"/readyz"); got != http.StatusServiceUnavailable {
			t.Fatalf("/readyz answers %d before the house is ready", got)
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n, err := db.One[int64](t.Context(), a.DB, "SELECT count(*) FROM job WHERE kind = 'test.ready'"); err != nil || n != 0 {
		t.Errorf("%d jobs wait before the house is ready: %v", n, err)
	}
	ready.Store(true)
	a.Ready()
	if !<-ran {
		t.Error("a job ran before the house was ready")
	}
	stop()
	must(t, <-done)
	must(t, a.Close())
}

func status(t *testing.T, url string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	must(t, err)
	w, err := http.DefaultClient.Do(r)
	must(t, err)
	must(t, w.Body.Close())
	return w.StatusCode
}
