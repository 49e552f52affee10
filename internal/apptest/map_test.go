package apptest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// atlas finds the route of a path, as the router does.
type atlas struct{ mux *http.ServeMux }

func newAtlas(h *Samsyn) atlas {
	a := atlas{http.NewServeMux()}
	for _, r := range h.Routes() {
		path := r.Pattern
		if path == "/" {
			path = "/{$}"
		}
		a.mux.HandleFunc(r.Method+" "+path, func(http.ResponseWriter, *http.Request) {})
	}
	return a
}

// atlasOnce is of a house with the demo's sign-in, as all houses of the world are.
var atlasOnce sync.Map

// atlasOf is the atlas of a house of the world, made once in a process.
func atlasOf(h *Samsyn) atlas {
	if a, ok := atlasOnce.Load("world"); ok {
		return a.(atlas)
	}
	a := newAtlas(h)
	atlasOnce.Store("world", a)
	return a
}

// pattern gives "GET /kommun/{code}", or "" for a path that no route answers.
func (a atlas) pattern(method, path string) string {
	_, p := a.mux.Handler(httptest.NewRequest(method, origin+path, nil))
	return strings.Replace(p, "/{$}", "/", 1)
}
