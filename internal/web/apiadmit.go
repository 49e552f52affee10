package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// admit lets in who may, with an answer and a content that can be had.
func (rt *Router) admit(r *Request, op *huma.Operation) error {
	if err := rt.authenticate(r); err != nil {
		return err
	}
	if !rt.may(r.Actor, r.route.Action) {
		_, err := rt.turnAway(r)
		return err
	}
	if err := rt.sound(r); err != nil {
		return err
	}
	if !takesJSON(r.Header.Values("Accept")) {
		return errAccept
	}
	if op.RequestBody != nil && r.ContentLength != 0 && !isContent(op, r.Header.Get("Content-Type")) {
		return errContentType
	}
	return nil
}

// takesJSON reads Accept: absent takes everything.
func takesJSON(headers []string) bool {
	accept := strings.Join(headers, ",")
	if strings.TrimSpace(accept) == "" {
		return true
	}
	for each := range strings.SplitSeq(accept, ",") {
		media, params, _ := strings.Cut(strings.ToLower(strings.TrimSpace(each)), ";")
		if q := strings.ReplaceAll(params, " ", ""); q == "q=0" || q == "q=0.0" {
			continue
		}
		if slices.Contains([]string{"*/*", "application/*", "application/json", problemType}, strings.TrimSpace(media)) {
			return true
		}
	}
	return false
}

// isContent tells whether the content is of a type that the operation reads, in UTF-8.
func isContent(op *huma.Operation, contentType string) bool {
	media, params, _ := strings.Cut(strings.ToLower(contentType), ";")
	if _, ok := op.RequestBody.Content[strings.TrimSpace(media)]; !ok {
		return false
	}
	charset := strings.TrimPrefix(strings.Trim(strings.ReplaceAll(params, `"`, ""), " "), "charset=")
	return !strings.Contains(params, "charset") || charset == "utf-8"
}

// open lets pages of other sites read what anybody may read.
func (rt *Router) open(h http.Header, r *Request) {
	if isSafe(r.Method) && r.Actor.IsPublic() {
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "ETag, X-Request-Id")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	h.Add("Vary", "Accept-Language, Authorization, Cookie")
}

// preflight answers a browser that asks before another site's script reads open data. Writing from other sites is
// not for browsers.
func (rt *Router) preflight(w http.ResponseWriter, r *Request, allow string) bool {
	if !isAPIPath(r.URL.Path) {
		return false
	}
	w.Header().Set("Allow", allow)
	if strings.Contains(allow, http.MethodGet) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Methods", "GET, HEAD")
		w.Header().Set("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match")
		w.Header().Set("Access-Control-Max-Age", "86400")
	}
	w.WriteHeader(http.StatusNoContent)
	return true
}
