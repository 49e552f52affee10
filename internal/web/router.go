package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Handler answers one request to a page. It returns an answer or an error; an error that is a *fault.Fault is told to
// the person, any other is logged and told without detail.
type Handler func(r *Request) (Response, error)

// Route is one line of the route table.
type Route struct {
	Method    string
	Pattern   string        // as given, without the method: "/kommun/{code}"
	Action    policy.Action // what policy.May is asked before the handler; empty for a route that web itself owns
	API       bool          // answers problem documents instead of pages
	Operation string        // OpenAPI operation id of an API route
}

// String gives "GET /kommun/{code}".
func (r Route) String() string { return r.Method + " " + r.Pattern }

// Router is the one http.Handler of the service. Make it with New; register everything before it serves.
type Router struct {
	o        Options
	mux      *http.ServeMux
	routes   []Route
	origins  *http.CrossOriginProtection
	meter    *meter
	sessions *Sessions
	limiter  *Limiter
	api      *apiFrame
	may      func(policy.Actor, policy.Action) bool
	pause    time.Duration // how long a client may take to receive what was written
	heavy    chan struct{} // places for large bodies, which are read into memory
	stopping atomic.Bool
	underway sync.Map // ids of idempotency keys whose call this process carries out now
	again    map[ref.Kind]func(r *Request, id string) (any, error)
}

// New makes a router with the routes that belong to no room: health, metrics, assets, robots, the API's description.
func New(o Options) *Router {
	o = o.withDefaults()
	rt := &Router{o: o, mux: http.NewServeMux(), origins: http.NewCrossOriginProtection(), meter: newMeter(), may: policy.May, pause: writePause,
		heavy: make(chan struct{}, heavyMost), again: map[ref.Kind]func(*Request, string) (any, error){}}
	if o.Trail != nil {
		rt.sessions = newSessions(o)
		rt.limiter = newLimiter(o)
	}
	rt.health()
	rt.assets()
	rt.openAPI()
	rt.keptForms()
	return rt
}

// Routes is the route table, sorted by pattern and method.
func (rt *Router) Routes() []Route {
	out := slices.Clone(rt.routes)
	slices.SortFunc(out, func(a, b Route) int {
		return strings.Compare(a.Pattern+" "+a.Method, b.Pattern+" "+b.Method)
	})
	return out
}

// FromElsewhere lets other sites have a browser POST to a path. The handler must believe nothing for its coming from the
// browser of whoever is signed in: the browser shows none of our cookies there.
func (rt *Router) FromElsewhere(path string) { rt.origins.AddInsecureBypassPattern("POST " + path) }

// Sessions gives the sessions of the house; nil when the router has no database.
func (rt *Router) Sessions() *Sessions { return rt.sessions }

// Handle registers a page: "GET /kommun/{code}". The guard asks policy.May(actor, act) before the handler runs.
// "GET /" means the front page alone. A pattern without a method, or without an action, is a fault of the program.
func (rt *Router) Handle(pattern string, act policy.Action, h Handler, opts ...RouteOption) {
	if act == "" {
		panic("web: no action for " + pattern)
	}
	route := parsePattern(pattern)
	route.Action = act
	rt.handle(route, h, opts)
}

// plain registers an answer that is neither a page nor of the API: health, files, robots.
func (rt *Router) plain(pattern string, h http.HandlerFunc) {
	rt.register(parsePattern(pattern), h)
}

func (rt *Router) handle(route Route, h Handler, opts []RouteOption) {
	set := routeSettings(opts)
	rt.register(route, func(w http.ResponseWriter, hr *http.Request) {
		rt.serve(w, requestOf(hr), route, set, h)
	})
}

func (rt *Router) register(route Route, h http.HandlerFunc) {
	rt.routes = append(rt.routes, route)
	rt.mux.HandleFunc(route.Method+" "+muxPath(route.Pattern), h)
}

func muxPath(pattern string) string {
	if pattern == "/" {
		return "/{$}"
	}
	return pattern
}

func parsePattern(pattern string) Route {
	method, path, ok := strings.Cut(pattern, " ")
	if !ok || !strings.HasPrefix(path, "/") {
		panic(fmt.Sprintf("web: the pattern %q must be a method and a path", pattern))
	}
	return Route{Method: method, Pattern: path, API: isAPIPath(path)}
}
