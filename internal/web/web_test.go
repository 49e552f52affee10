package web

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Actions of the tests' own: anybody may see, staff may see, nobody may.
const (
	seeOpen  policy.Action = "test.open"
	seeStaff policy.Action = "test.staff"
	seeNone  policy.Action = "test.none"
)

// desk is a router with its log, for tests that need no database.
type desk struct {
	*Router
	log *bytes.Buffer
	t   *testing.T
}

func newDesk(t *testing.T, change ...func(*Options)) *desk {
	t.Helper()
	log := &bytes.Buffer{}
	o := Options{Log: slog.New(slog.NewJSONHandler(log, nil))}
	for _, c := range change {
		c(&o)
	}
	d := &desk{Router: New(o), log: log, t: t}
	d.may = mayInTests
	return d
}

func mayInTests(a policy.Actor, act policy.Action) bool {
	switch act {
	case seeOpen, policy.OpenPage, policy.UseAPI:
		return true
	case seeStaff:
		return !a.IsPublic()
	}
	return false
}

// answer is what came back.
type answer struct {
	*http.Response
	body string
}

func (d *desk) do(method, target, body string, header ...string) answer {
	d.t.Helper()
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	return d.send(httptest.NewRequest(method, target, in), header...)
}

func (d *desk) send(r *http.Request, header ...string) answer {
	d.t.Helper()
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	res := w.Result()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer{res, string(b)}
}

func (d *desk) get(target string, header ...string) answer {
	d.t.Helper()
	return d.do(http.MethodGet, target, "", header...)
}

func (d *desk) post(target string, form url.Values, header ...string) answer {
	d.t.Helper()
	return d.do(http.MethodPost, target, form.Encode(), append([]string{"Content-Type", "application/x-www-form-urlencoded"}, header...)...)
}

func (a answer) want(t *testing.T, status int, parts ...string) {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("status %d, want %d; body:\n%s", a.StatusCode, status, a.body)
	}
	for _, p := range parts {
		if !strings.Contains(a.body, p) {
			t.Errorf("the answer lacks %q:\n%s", p, a.body)
		}
	}
}

// text is a component that is only a text.
func text(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(s))
		return err
	})
}

func hello(s string) Handler {
	return func(*Request) (Response, error) { return Page(language.T("Hej", "Hello"), text(s)), nil }
}
