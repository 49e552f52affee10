package web

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"time"
)

const (
	headerTime = 10 * time.Second // for a request's head, so that nobody holds a connection by dripping it
	bodyTime   = 15 * time.Minute // for a whole request, at the pace that pacedBody asks for
	idleTime   = 2 * time.Minute
	stopTime   = 20 * time.Second // for the requests under way when the service stops
	headBytes  = 64 << 10
)

// Serve answers on a listener until ctx is done. Then it says on /readyz that it is stopping, takes no new
// connections, lets the requests under way end, and returns nil.
func (rt *Router) Serve(ctx context.Context, l net.Listener) error {
	s := &http.Server{
		Handler: rt, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, IdleTimeout: idleTime, MaxHeaderBytes: headBytes,
		ErrorLog: log.New(quiet{rt.o.Log}, "", 0),
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	rt.stopping.Store(true)
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := s.Shutdown(late); err != nil {
		rt.o.Log.Warn("requests were cut off at the stop", slog.String("error", err.Error()))
		return s.Close()
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// quiet passes on what net/http complains about, without the addresses in it, which are personal data.
type quiet struct{ log *slog.Logger }

var address = regexp.MustCompile(`\[?[0-9a-fA-F]*[.:][0-9a-fA-F.:]+\]?:\d+`)

// Write logs one complaint.
func (q quiet) Write(line []byte) (int, error) {
	q.log.Warn("http", slog.String("message", address.ReplaceAllString(string(line), "(address)")))
	return len(line), nil
}
