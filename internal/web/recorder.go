package web

import (
	"net/http"
	"time"
)

const writePause = 30 * time.Second

// recorder remembers what was answered, and gives a slow client a bounded time for every write.
type recorder struct {
	http.ResponseWriter
	control *http.ResponseController
	pause   time.Duration // how long a client may take to receive what was written
	status  int
	bytes   int64
	route   string // the pattern that answered; "none" when no route did
}

func newRecorder(w http.ResponseWriter, pause time.Duration) *recorder {
	rec := &recorder{ResponseWriter: w, control: http.NewResponseController(w), pause: pause, route: "none"}
	_ = rec.control.SetWriteDeadline(time.Time{}) // the one before on this connection; net/http leaves it
	return rec
}

// Unwrap lets http.ResponseController reach the connection.
func (rec *recorder) Unwrap() http.ResponseWriter { return rec.ResponseWriter }

// WriteHeader notes the first final status.
func (rec *recorder) WriteHeader(code int) {
	if rec.status == 0 && code >= 200 {
		rec.status = code
	}
	rec.hurry()
	rec.ResponseWriter.WriteHeader(code)
}

// hurry gives the client its time for what is sent now. A writer that knows no deadlines is a test's, and does not
// stall.
func (rec *recorder) hurry() { _ = rec.control.SetWriteDeadline(time.Now().Add(rec.pause)) }

// Write passes on and counts.
func (rec *recorder) Write(b []byte) (int, error) {
	if rec.status == 0 {
		rec.status = http.StatusOK
	}
	rec.hurry()
	n, err := rec.ResponseWriter.Write(b)
	rec.bytes += int64(n)
	return n, err
}

// statusProbe hears what a handler of the mux would have answered.
type statusProbe struct {
	header http.Header
	status int
}

func (p *statusProbe) Header() http.Header         { return p.header }
func (p *statusProbe) Write(b []byte) (int, error) { return len(b), nil }
func (p *statusProbe) WriteHeader(code int)        { p.status = code }
