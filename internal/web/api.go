package web

import (
	"context"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"samsyn/internal/policy"
)

// APIBase is where the API's first major version stands.
const APIBase = "/api/v1"

// apiFrame is what all JSON routes share.
type apiFrame struct {
	huma huma.API
	ops  []operation
	spec map[string]func() ([]byte, error) // by language
}

// operation is one JSON route as it was registered.
type operation struct {
	*huma.Operation
	route Route
}

// routeMeta carries route and settings through huma to its adapter.
const routeMeta = "samsyn.route"

type apiRoute struct {
	route Route
	set   settings
}

// API registers a JSON route, the only way one comes to be. op.Path is under APIBase: "/municipalities". The input
// and output are huma's: struct fields tagged path, query, header, and Body. Texts of op and of doc tags are written
// "svenska || English" (see Both). The guard asks policy.May before fn; an error of fn becomes a problem document.
func API[I, O any](rt *Router, op huma.Operation, act policy.Action, fn func(r *Request, in *I) (*O, error), opts ...RouteOption) {
	if act == "" || op.OperationID == "" || !strings.HasPrefix(op.Path, "/") {
		panic("web: an API route needs an action, an operation id and a path: " + op.Path)
	}
	set := routeSettings(opts)
	op.MaxBodyBytes = set.body
	op.RejectUnknownQueryParameters = true
	op.Metadata = map[string]any{routeMeta: apiRoute{
		route: Route{Method: op.Method, Pattern: APIBase + op.Path, Action: act, API: true, Operation: op.OperationID},
		set:   set,
	}}
	rt.api.document(&op, rt.may(policy.Public(), act))
	huma.Register(rt.api.huma, op, func(ctx context.Context, in *I) (*O, error) {
		r := ctx.Value(requestKey{}).(*Request)
		out, err := fn(r, in)
		if err != nil {
			return nil, rt.problemOf(r, err)
		}
		return out, nil
	})
}

// problemOf makes the problem document of a handler's error.
func (rt *Router) problemOf(r *Request, err error) error {
	rt.logFault(r, err)
	p := newProblem(r, statusOf(err), shown(err))
	if !isSafe(r.Method) {
		p.inBody()
	}
	h := http.Header{}
	setRetry(h, err)
	return huma.ErrorWithHeaders(p, h)
}

// adapter puts huma's routes in our table, behind our guard.
type adapter struct {
	huma.Adapter
	rt *Router
}

// Handle registers one operation.
func (a adapter) Handle(op *huma.Operation, handler func(huma.Context)) {
	meta, ok := op.Metadata[routeMeta].(apiRoute)
	if !ok {
		panic("web: a JSON route was registered past web.API: " + op.Path)
	}
	a.rt.api.ops = append(a.rt.api.ops, operation{Operation: op, route: meta.route})
	a.rt.register(meta.route, func(w http.ResponseWriter, hr *http.Request) {
		r := requestOf(hr)
		r.route = meta.route
		a.rt.bound(w, r, meta.set)
		defer r.release()
		a.rt.serveAPI(w, r, op, meta.set, handler)
	})
}

func (rt *Router) serveAPI(w http.ResponseWriter, r *Request, op *huma.Operation, set settings, handler func(huma.Context)) {
	if err := rt.admit(r, op); err != nil {
		rt.fail(w, r, err)
		return
	}
	if err := r.hold(); err != nil {
		rt.fail(w, r, err)
		return
	}
	rt.open(w.Header(), r)
	run := func(w http.ResponseWriter) { handler(humago.NewContext(op, r.Request, w)) }
	if isSafe(r.Method) {
		rt.sendTagged(w, r, run)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	if set.reading {
		run(w)
		return
	}
	if err := rt.once(w, r, op.DefaultStatus, run); err != nil {
		rt.fail(w, r, err)
	}
}

func newAPIFrame(rt *Router) *apiFrame {
	f := &apiFrame{spec: map[string]func() ([]byte, error){}}
	f.huma = huma.NewAPI(apiConfig(rt.o.API, rt), adapter{rt: rt})
	for _, l := range []string{"sv", "en"} {
		f.spec[l] = sync.OnceValues(func() ([]byte, error) { return f.marshal(l) })
	}
	return f
}
