package web

// RouteOption changes how one route is served.
type RouteOption func(*settings)

type settings struct {
	body    int64
	patient bool
	reading bool
}

// DefaultBody is how many bytes a request may carry where the route says nothing else.
const DefaultBody = 1 << 20

// Body lets a route take in up to n bytes.
func Body(n int64) RouteOption { return func(s *settings) { s.body = n } }

// Patient lifts the time limit of a handler, for work that a person waits for with progress.
func Patient() RouteOption { return func(s *settings) { s.patient = true } }

// Reading says that an API route only reads, though its method is not one of a reading (the reading is noted): it may be
// done any number of times, and what it answers is not kept for repetition.
func Reading() RouteOption { return func(s *settings) { s.reading = true } }

func routeSettings(opts []RouteOption) settings {
	s := settings{body: DefaultBody}
	for _, o := range opts {
		o(&s)
	}
	return s
}
