package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"samsyn/internal/fault"
	"samsyn/internal/ui"
)

// fail answers an error: a page for a person, a problem document for a program.
func (rt *Router) fail(w http.ResponseWriter, r *Request, err error) {
	rt.logFault(r, err)
	rt.tell(w, r, err)
}

func (rt *Router) tell(w http.ResponseWriter, r *Request, err error) {
	r.Request = r.WithContext(context.WithoutCancel(r.Context())) // a handler out of time is still answered
	status := statusOf(err)
	f := shown(err)
	var h *httpFault
	if !errors.As(err, &h) {
		status = statusOf(f)
	}
	setRetry(w.Header(), err)
	w.Header().Set("Cache-Control", "no-store")
	if status == http.StatusRequestEntityTooLarge {
		drain(w, r)
	}
	if r.IsAPI() {
		if status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", `Bearer realm="Samsyn"`)
		}
		writeProblem(w, newProblem(r, status, f))
		return
	}
	rt.sendFault(w, r, status, f)
}

// sendFault sends a fault's page; one that cannot be made is a plain line.
func (rt *Router) sendFault(w http.ResponseWriter, r *Request, status int, f *fault.Fault) {
	p := Page(titleOf(status), faultPage(r, status, f, rt.notTakenIn(r, status))).Status(status).Frame(func(fr *ui.Frame) { fr.Narrow = true })
	if err := rt.sendPage(w, r, p); err != nil {
		rt.logFault(r, err)
		http.Error(w, titleOf(status).In(r.Lang), status)
	}
}

// setRetry says when it is worth trying again.
func setRetry(h http.Header, err error) {
	var wait *waitFault
	switch {
	case errors.As(err, &wait):
		h.Set("Retry-After", strconv.Itoa(wait.seconds()))
	case fault.Is(err, fault.Unavailable):
		h.Set("Retry-After", "30")
	}
}
