package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"
)

// send writes an answer.
func (rt *Router) send(w http.ResponseWriter, r *Request, p Response) error {
	rt.carry(w, r, p)
	switch {
	case p.to != "":
		return rt.sendRedirect(w, r, p)
	case p.stream != nil:
		return rt.sendStream(w, r, p)
	case p.body != nil:
		return rt.sendPage(w, r, p)
	}
	rt.setCaching(w.Header(), r)
	w.WriteHeader(p.status)
	return nil
}

// carry puts the answer's own header fields and its message's cookie in place.
func (rt *Router) carry(w http.ResponseWriter, r *Request, p Response) {
	for name, values := range p.header {
		if name != "Set-Cookie" && name != "Vary" {
			w.Header().Del(name)
		}
		for _, v := range values {
			w.Header().Add(name, v)
		}
	}
	if p.to == "" && len(r.flash) > 0 && p.body != nil {
		http.SetCookie(w, rt.gone(r.Request, "flash"))
	}
}

func (rt *Router) sendRedirect(w http.ResponseWriter, r *Request, p Response) error {
	if len(p.flash) > 0 {
		if c := rt.flashCookie(r.Request, p.flash); c != nil {
			http.SetCookie(w, c)
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	if r.Fragment() != "" { // a script would follow a redirect unseen and put a whole page in a part of this one
		w.Header().Set("HX-Redirect", p.to)
		w.WriteHeader(http.StatusOK)
		return nil
	}
	w.Header().Set("Location", p.to)
	w.WriteHeader(p.status)
	return nil
}

// draft is where a page is made before any of it is sent; the room that one page took is another's next.
type draft struct {
	rendered bytes.Buffer
	keyed    []byte
}

var drafts = sync.Pool{New: func() any { return new(draft) }}

// roomKept is how large a draft may be and still be kept for another page.
const roomKept = 1 << 20

func (d *draft) done() {
	if d.rendered.Cap() > roomKept || cap(d.keyed) > roomKept {
		return
	}
	d.rendered.Reset()
	d.keyed = d.keyed[:0]
	drafts.Put(d)
}

// sendPage renders all before it sends any, so that what fails becomes a fault page and not half a page.
func (rt *Router) sendPage(w http.ResponseWriter, r *Request, p Response) error {
	b := drafts.Get().(*draft)
	defer b.done()
	if err := rt.render(r.Context(), &b.rendered, r, p); err != nil {
		return err
	}
	page, err := rt.withKeys(r, b)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(r.Lang))
	h.Add("Vary", "Cookie, Accept-Language, HX-Request, HX-Target")
	rt.setCaching(h, r)
	if p.status == http.StatusOK && isSafe(r.Method) && r.Actor.IsPublic() && len(r.flash) == 0 {
		if notModified(w, r, page) {
			return nil
		}
	}
	return write(w, r, p.status, page)
}

func (rt *Router) render(ctx context.Context, b *bytes.Buffer, r *Request, p Response) error {
	ctx = templ.InitializeContext(ctx)
	if id := r.Fragment(); id != "" {
		if part, ok := p.parts[id]; ok {
			return part.Render(ctx, b)
		}
	}
	return rt.page(r, p).Render(ctx, b)
}

// setCaching keeps pages of the signed-in out of every cache, and lets the open pages be kept and asked about.
func (rt *Router) setCaching(h http.Header, r *Request) {
	switch {
	case h.Get("Cache-Control") != "":
	case !r.Actor.IsPublic():
		h.Set("Cache-Control", "no-store")
	default:
		h.Set("Cache-Control", "private, no-cache")
	}
}

// notModified marks an answer with a tag of its content, and answers 304 to whoever has it already.
func notModified(w http.ResponseWriter, r *Request, body []byte) bool {
	sum := sha256.Sum256(body)
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:15]) + `"`
	w.Header().Set("ETag", tag)
	if !matches(r.Header.Get("If-None-Match"), tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

func matches(header, tag string) bool {
	for each := range strings.SplitSeq(header, ",") {
		each = strings.TrimSpace(each)
		if each == "*" || strings.TrimPrefix(each, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

func write(w http.ResponseWriter, r *Request, status int, body []byte) error {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, _ = w.Write(body) // a client that has gone is nobody to tell
	return nil
}

// sendStream sends what is made while it is sent. What fails half-way breaks the connection, so that nobody takes
// half a file for a whole one.
func (rt *Router) sendStream(w http.ResponseWriter, r *Request, p Response) error {
	r.stop() // a stream takes as long as its reader reads
	rt.setCaching(w.Header(), r)
	if r.Method == http.MethodHead {
		w.WriteHeader(p.status)
		return nil
	}
	lazy := &lazyWriter{w: w, status: p.status}
	err := p.stream(lazy)
	if err == nil {
		lazy.start()
		return nil
	}
	if !lazy.started {
		for _, name := range []string{"Content-Disposition", "Content-Type", "Content-Length", "ETag", "Cache-Control"} {
			w.Header().Del(name)
		}
		return err
	}
	if !errors.Is(err, errGone) {
		rt.logFault(r, err)
	}
	panic(http.ErrAbortHandler)
}

var errGone = errors.New("web: the client has gone")

// lazyWriter sends the status with the first byte, so that a stream that fails at once can still become a fault page.
type lazyWriter struct {
	w       http.ResponseWriter
	status  int
	started bool
}

func (l *lazyWriter) start() {
	if !l.started {
		l.started = true
		l.w.WriteHeader(l.status)
	}
}

// Write passes on; an error means that the client has gone.
func (l *lazyWriter) Write(b []byte) (int, error) {
	l.start()
	n, err := l.w.Write(b)
	if err != nil {
		err = errors.Join(errGone, err)
	}
	return n, err
}
