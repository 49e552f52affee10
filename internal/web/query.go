package web

import (
	"net/url"
	"slices"
)

// AfterParam is the name of the cursor in every address.
const AfterParam = "after"

// Link gives the address of this page with some of its filters changed: pairs of name and value, where an empty value
// takes the filter away. A changed filter begins again at the list's first page.
func (r *Request) Link(pairs ...string) string {
	q := r.URL.Query()
	q.Del(langParam)
	if !slices.Contains(names(pairs), AfterParam) {
		q.Del(AfterParam)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Del(pairs[i])
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	dropEmpty(q)
	return localPath(r.URL.EscapedPath(), q)
}

func names(pairs []string) []string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, pairs[i])
	}
	return out
}

// dropEmpty takes away what a filter form sends for the fields that nobody filled in.
func dropEmpty(q url.Values) {
	for name, values := range q {
		values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
		if len(values) == 0 {
			delete(q, name)
		} else {
			q[name] = values
		}
	}
}

// After reads the cursor of the address, of n values.
func (r *Request) After(n int) (Cursor, error) {
	return ParseCursor(r.URL.Query().Get(AfterParam), n)
}
