package web

import (
	"io"
	"net/http"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const (
	readPause = 30 * time.Second // how long a client may pause while it sends
	drainMost = 256 << 20        // bytes
	drainTime = 20 * time.Second
)

const (
	heavyBody = 4 << 20 // bytes: a route that takes more waits for one of the places
	heavyMost = 8
)

// hold takes one of the places for large bodies, so that many uploads at once do not fill the memory.
func (r *Request) hold() error {
	if r.router == nil || r.set.body <= heavyBody || r.heavy {
		return nil
	}
	select {
	case r.router.heavy <- struct{}{}:
		r.heavy = true
		return nil
	case <-r.Context().Done():
		return r.Context().Err()
	}
}

// canHold is hold for who does not wait: it tells whether there was a place, or none is needed.
func (r *Request) canHold() bool {
	if r.set.body <= heavyBody || r.heavy {
		return true
	}
	select {
	case r.router.heavy <- struct{}{}:
		r.heavy = true
	default:
	}
	return r.heavy
}

// limitBody bounds how much a request carries and how slowly.
func limitBody(w http.ResponseWriter, r *Request, n int64) {
	if r.Body == nil || r.Body == http.NoBody {
		return
	}
	paced := &pacedBody{ReadCloser: r.Body, control: http.NewResponseController(w)}
	r.raw = paced
	r.Body = http.MaxBytesReader(w, paced, n)
}

// pacedBody gives up a client that stops sending.
type pacedBody struct {
	io.ReadCloser
	control *http.ResponseController
}

// Read waits a bounded time. A writer without deadlines is a test's.
func (b *pacedBody) Read(p []byte) (int, error) {
	_ = b.control.SetReadDeadline(time.Now().Add(readPause))
	return b.ReadCloser.Read(p)
}

// drain reads away what is left of a body that was too large, within bounds, since a browser shows our answer only
// when it has been let finish sending.
func drain(w http.ResponseWriter, r *Request) {
	if r.raw == nil {
		return
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(drainTime))
	_, _ = io.CopyN(io.Discard, r.raw.ReadCloser, drainMost) // as far as it goes
}

func errTooLarge(limit int64) *fault.Fault {
	return fault.New(fault.TooLarge, language.T("Det du skickade är för stort. Här går det bra med högst %s. Dela upp det eller välj en mindre fil.",
		"What you sent is too large. Up to %s can be taken in here. Divide it or choose a smaller file.").With(byteSize(limit)))
}

// byteSize says a number of bytes in a round unit.
func byteSize(n int64) language.Text {
	switch {
	case n >= 1<<20:
		return language.T("%d megabyte", "%d megabytes").With(n >> 20)
	case n >= 1<<10:
		return language.T("%d kilobyte", "%d kilobytes").With(n >> 10)
	}
	return language.T("%d byte", "%d bytes").With(n)
}
