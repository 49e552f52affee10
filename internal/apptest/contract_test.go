package apptest_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/apptest"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

var update = flag.Bool("update", false, "write docs/routes.md and the API's golden answers anew")

// newIDs are new in each house.
var newIDs = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// golden compares an answer with a kept one.
func golden(t *testing.T, path string, have []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, have, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(have, want) {
		return
	}
	a, b := strings.Split(string(have), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Errorf("line %d is %q, kept is %q", i+1, a[i], b[i])
			break
		}
	}
	t.Errorf("%s is not as kept (%d lines, kept %d). If the change is meant, write it anew with: go test ./internal/apptest -run '%s' -update", path, len(a), len(b), t.Name())
}

// The OpenAPI document names each route of the API, and no other.
func TestOpenAPINamesEveryRoute(t *testing.T) {
	h := apptest.House(t, db.SQLite)
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]struct{ OperationID string }
	}
	w := h.Public().JSON("/api/v1/openapi.json")
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("it is OpenAPI %q", doc.OpenAPI)
	}
	said, want := map[string]string{}, map[string]string{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			said[strings.ToUpper(method)+" "+web.APIBase+path] = op.OperationID
		}
	}
	for _, r := range h.Routes() {
		if r.Operation != "" {
			want[r.String()] = r.Operation
		}
	}
	if !maps.Equal(said, want) {
		t.Errorf("the document says %v\nthe router says %v", said, want)
	}
}

func TestGoldenAnswers(t *testing.T) {
	for _, dialect := range engines {
		t.Run(string(dialect), func(t *testing.T) {
			p := apptest.House(t, dialect).Public()
			for name, path := range map[string]string{
				"municipalities": "/api/v1/municipalities?limit=2",
				"coverage":       "/api/v1/coverage?on=2026-03-02", "counties": "/api/v1/counties", "problem": "/api/v1/municipalities/9999",
			} {
				w := p.JSON(path)
				var doc map[string]any
				if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
					t.Fatalf("%s: %v: %s", path, err, w.Body)
				}
				for _, own := range []string{"requestId", "request", "instance", "traceId"} { // names one request
					if _, has := doc[own]; has {
						doc[own] = "…"
					}
				}
				out, err := json.MarshalIndent(doc, "", "  ")
				if err != nil {
					t.Fatal(err)
				}
				golden(t, "testdata/"+name+".json", newIDs.ReplaceAll(append(out, '\n'), []byte("…")))
			}
		})
	}
}

// docs/routes.md is written from the route table and the table of who may what.
func TestRoutesDocumentIsFresh(t *testing.T) {
	h := apptest.House(t, db.SQLite)
	golden(t, "../../docs/routes.md", []byte(routesDocument(h.Routes())))
}

const routesHead = `# Vägarna in · Routes

Skriven av ett test ur routrarnas tabell och behörighetstabellen; ändra inte för hand. *Written by a test from the route
table and the policy table; do not edit.* Skriv om den med:

    go test ./internal/apptest -run TestRoutesDocumentIsFresh -update

Vem som når vad av det som vägen leder till (egna myndigheten, part, alla) står i [policy.md](policy.md).

`

func routesDocument(routes []web.Route) string {
	var b strings.Builder
	b.WriteString(routesHead)
	for _, part := range []struct {
		title string
		fits  func(web.Route) bool
	}{
		{"Sidor och filer", func(r web.Route) bool { return !r.API && r.Action != "" }},
		{"API", func(r web.Route) bool { return r.API }},
		{"Drift och filer som sidorna består av, utan vakt", func(r web.Route) bool { return !r.API && r.Action == "" }},
	} {
		fmt.Fprintf(&b, "## %s\n\n| metod | väg | vad | handling | vem |\n| --- | --- | --- | --- | --- |\n", part.title)
		for _, r := range routes {
			if part.fits(r) {
				fmt.Fprintf(&b, "| %s | `%s` | %s | `%s` | %s |\n", r.Method, r.Pattern, says(r), r.Action, whoMay(r.Action))
			}
		}
		b.WriteString("\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func says(r web.Route) string {
	if r.Action == "" {
		return "–"
	}
	return policy.House().Says(r.Action).Sv
}

// whoMay lists the roles that may, in the order of the roles; one that everybody has stands alone.
func whoMay(act policy.Action) string {
	i := slices.IndexFunc(policy.House().Matrix(), func(l policy.Line) bool { return l.Action == act })
	if i < 0 {
		return "alla"
	}
	line := policy.House().Matrix()[i]
	var names []string
	for _, info := range policy.Roles() {
		if info.Role == policy.System || len(line.Reach[info.Role]) == 0 {
			continue
		}
		if info.Role == policy.Anyone {
			return info.Name.Sv
		}
		names = append(names, info.Name.Sv)
	}
	if len(names) == 0 {
		return "ingen"
	}
	return strings.Join(names, ", ")
}
