package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

// Check is one thing that must work: "databas", and a function that tells why it does not.
type Check struct {
	Name string
	Fn   func(ctx context.Context) error
	// Unknown tells what cannot be known though nothing is wrong, in a line for whoever runs the house; nil or empty for
	// nothing.
	Unknown func() string
}

const checkTime = 3 * time.Second

func (rt *Router) health() {
	rt.plain("GET /healthz", func(w http.ResponseWriter, r *http.Request) { rt.checked(w, r, rt.o.Health) })
	rt.plain("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		rt.checked(w, r, append([]Check{{Name: "stopping", Fn: rt.running}}, rt.o.Ready...))
	})
	rt.plain("GET /metrics", rt.metricsPage)
}

var errStopping = errors.New("web: the service is stopping")

func (rt *Router) running(context.Context) error {
	if rt.stopping.Load() {
		return errStopping
	}
	return nil
}

// checked answers 200 when every check holds, else 503 and which did not. Why goes to the log alone.
func (rt *Router) checked(w http.ResponseWriter, hr *http.Request, checks []Check) {
	ctx, cancel := context.WithTimeout(hr.Context(), checkTime)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	status, text := http.StatusOK, "ok\n"
	for _, c := range checks {
		if err := c.Fn(ctx); err != nil {
			rt.o.Log.WarnContext(ctx, "check failed", slog.String("check", c.Name), slog.String("error", err.Error()))
			status, text = http.StatusServiceUnavailable, fmt.Sprintf("not ready: %s\n", c.Name)
			break
		}
		if c.Unknown != nil && c.Unknown() != "" {
			text += fmt.Sprintf("%s: %s\n", c.Name, c.Unknown())
		}
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // a prober that has gone is nobody to tell
}
