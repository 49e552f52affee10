package web

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"samsyn/internal/fault"
)

// finish logs and counts a request. The log has the route's pattern and never the path, the query, an address, an
// account or anything a person wrote: those would be personal data, and the trail says who did what.
func (rt *Router) finish(rec *recorder, r *Request, began time.Time) {
	took := time.Since(began)
	rt.meter.observe(rec.route, methodLabel(r.Method), rec.status, took)
	level := slog.LevelInfo
	if rec.status >= 500 && rec.route != "/readyz" && rec.route != "/healthz" { // their no is told by the check itself
		level = slog.LevelError
	}
	rt.o.Log.LogAttrs(r.Context(), level, "request", append(r.logAttrs(),
		slog.String("method", methodLabel(r.Method)), slog.String("route", rec.route), slog.Int("status", rec.status),
		slog.Int64("bytes", rec.bytes), slog.Duration("took", took))...)
}

func (r *Request) logAttrs() []slog.Attr {
	return []slog.Attr{slog.String("request", r.ID), slog.String("trace_id", r.trace.id), slog.String("span_id", r.trace.span)}
}

// Logger is the log with the names of this request on every line. Nothing personal may be written to it.
func (r *Request) Logger() *slog.Logger {
	l := r.router.o.Log
	for _, a := range r.logAttrs() {
		l = l.With(a)
	}
	return l
}

// recover turns a panic into an answer, so that one bad request takes nothing else down.
func (rt *Router) recover(rec *recorder, r *Request) {
	p := recover()
	if p == nil {
		return
	}
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		rec.status = or(rec.status, 499)
		panic(http.ErrAbortHandler)
	}
	rt.o.Log.LogAttrs(r.Context(), slog.LevelError, "panic", append(r.logAttrs(), slog.String("route", rec.route),
		slog.String("kind", fmt.Sprintf("%T", p)), slog.String("stack", string(debug.Stack())))...)
	if rec.status != 0 {
		panic(http.ErrAbortHandler) // something was sent: the client must see that it is not whole
	}
	rt.tell(rec, r, errInternal)
}

// logFault logs what went wrong inside us. A fault that the person can mend is no event of ours.
func (rt *Router) logFault(r *Request, err error) {
	kind := shown(err).Kind
	if kind != fault.Internal && kind != fault.Unavailable || clientGone(r) {
		return
	}
	rt.o.Log.LogAttrs(r.Context(), slog.LevelError, "fault", append(r.logAttrs(),
		slog.String("route", r.route.String()), slog.String("kind", string(kind)), slog.String("error", err.Error()))...)
}

// routeLabel is the pattern without its method, as logs and metrics name a route.
func routeLabel(pattern string) string {
	if _, path, ok := strings.Cut(pattern, " "); ok {
		return path
	}
	return pattern
}

// methodLabel keeps made-up methods out of logs and metrics.
func methodLabel(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "OTHER"
}
