package app

import (
	"context"
	"net"
	"net/http"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"samsyn/internal/fault"
	"samsyn/internal/job"
	"samsyn/internal/language"
)

// meters puts what the house counts beside what web counts.
func (a *App) meters() {
	set := a.Router.Metrics()
	backlog := func(pick func(due, stuck int64) int64) func() float64 {
		return func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			defer cancel()
			due, stuck, err := job.Backlog(ctx, a.DB)
			if err != nil {
				return -1
			}
			return float64(pick(due, stuck))
		}
	}
	set.NewGauge("samsyn_jobs_due", backlog(func(due, _ int64) int64 { return due }))
	set.NewGauge("samsyn_jobs_stuck", backlog(func(_, stuck int64) int64 { return stuck }))
	set.NewGauge("samsyn_sound", func() float64 {
		if a.sound() != nil {
			return 0
		}
		return 1
	})
}

// serveMetrics answers /metrics on an address of its own, for a network that only operations reach.
func (a *App) serveMetrics() (stop func() error, err error) {
	if a.o.MetricsListen == "" {
		return func() error { return nil }, nil
	}
	l, err := net.Listen("tcp", a.o.MetricsListen)
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, language.T("Det går inte att svara på %s. Välj en annan adress med --metrics-listen.",
			"It is not possible to answer on %s. Choose another address with --metrics-listen.").With(a.o.MetricsListen))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		a.Router.Metrics().WritePrometheus(w)
		metrics.WriteProcessMetrics(w)
	})
	s := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go func() { _ = s.Serve(l) }() // ends with Close
	return s.Close, nil
}
