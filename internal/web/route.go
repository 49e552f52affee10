package web

// RouteOption changes how one route is served.
type RouteOption func(*settings)

type settings struct {
	body    int64
	patient bool
}

// DefaultBody is how many bytes a request may carry where the route says nothing else.
const DefaultBody = 1 << 20

// Body lets a route take in up to n bytes.
func Body(n int64) RouteOption { return func(s *settings) { s.body = n } }

// Patient lifts the time limit of a handler, for work that a person waits for with progress.
func Patient() RouteOption { return func(s *settings) { s.patient = true } }

func routeSettings(opts []RouteOption) settings {
	s := settings{body: DefaultBody}
	for _, o := range opts {
		o(&s)
	}
	return s
}
