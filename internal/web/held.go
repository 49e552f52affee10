package web

import "net/http"

// held keeps an answer back until all of it is there.
type held struct {
	http.ResponseWriter
	status int
	body   []byte
}

// WriteHeader notes the status.
func (h *held) WriteHeader(code int) { h.status = code }

// Write keeps the bytes.
func (h *held) Write(b []byte) (int, error) {
	h.body = append(h.body, b...)
	return len(b), nil
}

// Unwrap lets http.ResponseController reach the connection.
func (h *held) Unwrap() http.ResponseWriter { return h.ResponseWriter }

// sendTagged sends what was read with a tag of its content, so that a program need not fetch it twice.
func (rt *Router) sendTagged(w http.ResponseWriter, r *Request, run func(http.ResponseWriter)) {
	h := &held{ResponseWriter: w, status: http.StatusOK}
	run(h)
	if h.status == http.StatusOK {
		if r.Actor.IsPublic() && w.Header().Get("Cache-Control") == "" {
			w.Header().Set("Cache-Control", "public, no-cache")
		}
		rt.setCaching(w.Header(), r)
		if w.Header().Get("ETag") == "" && notModified(w, r, h.body) {
			return
		}
	} else {
		w.Header().Set("Cache-Control", "no-store")
	}
	_ = write(w, r, h.status, h.body)
}
