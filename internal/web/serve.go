package web

import (
	"context"
	"net/http"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// ServeHTTP answers one request.
func (rt *Router) ServeHTTP(w http.ResponseWriter, hr *http.Request) {
	began := time.Now() // how long it took is measured with the machine's clock, not the house's
	rec := newRecorder(w, rt.pause)
	r := &Request{ID: newID(rt.o.Rand), router: rt, base: hr.Context(), trace: readTrace(hr.Header.Get("Traceparent"), rt.o.Rand)}
	r.Request = hr.WithContext(context.WithValue(hr.Context(), requestKey{}, r))
	r.Lang = rt.chooseLang(hr)
	r.Actor = publicIn(r)
	defer rt.finish(rec, r, began)
	defer rt.recover(rec, r)
	rt.setHeaders(rec.Header(), r)
	if err := rt.origins.Check(hr); err != nil {
		rt.fail(rec, r, errForeignOrigin(err))
		return
	}
	zipped := compress(rec, r)
	defer zipped.Close()
	rt.dispatch(zipped, r, rec)
}

func publicIn(r *Request) policy.Actor {
	a := policy.Public()
	a.Lang = r.Lang
	return a
}

// dispatch finds the route. What no route answers is told by us rather than in the mux's plain words.
func (rt *Router) dispatch(w http.ResponseWriter, r *Request, rec *recorder) {
	if err := legible(r.URL); err != nil {
		rt.fail(w, r, err)
		return
	}
	h, pattern := rt.mux.Handler(r.Request)
	if pattern == "" {
		rt.miss(w, r, h)
		return
	}
	rec.route = routeLabel(pattern)
	rt.mux.ServeHTTP(w, r.Request)
}

// miss answers a path that is not there, or not with this method.
func (rt *Router) miss(w http.ResponseWriter, r *Request, h http.Handler) {
	probe := &statusProbe{header: http.Header{}}
	h.ServeHTTP(probe, r.Request)
	if err := rt.authenticate(r); err != nil {
		rt.fail(w, r, err)
		return
	}
	if probe.status == http.StatusMethodNotAllowed {
		if r.Method == http.MethodOptions && rt.preflight(w, r, probe.header.Get("Allow")) {
			return
		}
		w.Header().Set("Allow", probe.header.Get("Allow"))
		rt.fail(w, r, errMethod)
		return
	}
	rt.fail(w, r, fault.NotFoundThing())
}

// serve runs one page's handler behind the guard.
func (rt *Router) serve(w http.ResponseWriter, r *Request, route Route, set settings, h Handler) {
	r.route = route
	rt.bound(w, r, set)
	defer r.release()
	resp, err := rt.answer(w, r, h)
	if err != nil {
		rt.fail(w, r, err)
		return
	}
	if err := rt.send(w, r, resp); err != nil {
		rt.fail(w, r, err)
	}
}

func (rt *Router) answer(w http.ResponseWriter, r *Request, h Handler) (Response, error) {
	if resp, ok := rt.switchLang(r); ok {
		return resp, nil
	}
	if err := rt.authenticate(r); err != nil {
		return Response{}, err
	}
	if r.route.Action != "" && !rt.may(r.Actor, r.route.Action) {
		return rt.turnAway(r)
	}
	if err := rt.sound(r); err != nil {
		return Response{}, err
	}
	if err := rt.useKept(r); err != nil {
		return Response{}, err
	}
	r.flash = rt.readFlash(r.Request)
	rt.formOnce(r)
	resp, err := h(r)
	if again, ok := rt.answerDone(r, err); ok {
		resp, err = again, nil
	}
	return resp, rt.dropKept(r, err)
}

// sound stops what is not open to anyone while the house cannot note what happens.
func (rt *Router) sound(r *Request) error {
	if rt.o.Sound == nil || r.route.Action == "" || rt.may(policy.Public(), r.route.Action) {
		return nil
	}
	return rt.o.Sound()
}

// turnAway answers somebody who may not: to sign in if nobody is signed in, else that they may not.
func (rt *Router) turnAway(r *Request) (Response, error) {
	if !r.Actor.IsPublic() {
		return Response{}, policy.House().Refusal(r.Actor, r.route.Action)
	}
	if r.IsAPI() {
		return Response{}, errSignIn
	}
	return rt.toSignIn(r)
}

// bound limits how much is read and for how long the handler works.
func (rt *Router) bound(w http.ResponseWriter, r *Request, set settings) {
	r.set = set
	limitBody(w, r, set.body)
	ctx, cancel := context.WithCancel(r.Context())
	r.cancel, r.stop = cancel, func() bool { return false }
	if !set.patient {
		r.stop = time.AfterFunc(rt.o.Timeout, cancel).Stop
	}
	r.Request = r.WithContext(ctx)
}

// release ends what a request held.
func (r *Request) release() {
	r.stop()
	r.cancel()
	if r.heavy {
		<-r.router.heavy
	}
}
