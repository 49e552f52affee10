package web

import (
	"encoding/json"
	"net/http"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/ref"
)

// Again says how the answer of an act on a kind of thing is made anew, from how the thing is now, when the act stands but
// its answer was lost with the process that made it. fn gives the body that the acts answer with, and asks who may read.
func (rt *Router) Again(kind ref.Kind, fn func(r *Request, id string) (any, error)) {
	rt.again[kind] = fn
}

// carriedOut is told of an act whose answer is lost, where nobody can make it anew.
type carriedOut struct {
	ID   string    `json:"id,omitempty"`
	Kind ref.Kind  `json:"kind,omitempty"`
	At   time.Time `json:"carriedOutAt"`
}

// answerAgain answers a repetition of a call that was carried out and never answered.
func (rt *Router) answerAgain(w http.ResponseWriter, r *Request, first idempotencyRow, status int) error {
	var body any = carriedOut{first.Thing, ref.Kind(first.Kind), first.Acted.Time}
	if fn, ok := rt.again[ref.Kind(first.Kind)]; ok {
		now, err := fn(r, first.Thing)
		if err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
			return err
		}
		if err == nil {
			body = now
		}
	}
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	if status == http.StatusNoContent {
		status = http.StatusOK
	}
	w.Header().Set("Content-Type", "application/json")
	return send(w, status, append(text, '\n'))
}
