package apptest

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/commitment"
	"samsyn/internal/policy"
	"samsyn/internal/responsibility"
	"samsyn/internal/steering"
	"samsyn/internal/template"
	"samsyn/internal/web"
)

// apiExamples are the parameters of the API's paths that the pages' have other words for.
func apiExamples(have map[string]example) map[string]example {
	return map[string]example{
		"/commitments/{number}":             {kind: commitment.Kind, id: "K1.1", missing: "K99.9"},
		"/outcomes/{number}":                {kind: commitment.Kind, id: "K1.1", missing: "K99.9"},
		"/notices/{notice}":                 {kind: "agreement-notice", id: nothing, missing: nothing},
		"/handovers/{handover}":             {kind: agreement.HandoverKind, id: nothing, missing: nothing},
		"/responsibilities/{line}":          {kind: "responsibility-line", id: nothing, missing: nothing},
		"/transitions/{id}":                 {kind: responsibility.TransitionKind, missing: nothing},
		"/groups/{group}":                   {kind: steering.GroupThing, missing: nothing},
		"/members/{member}":                 {kind: memberExample, missing: nothing},
		"/decisions/{decision}":             {kind: decisionExample, missing: nothing},
		"/help-requests/{help}":             {kind: template.HelpKind, id: have["/stod/{help}"].id, missing: nothing},
		"/grounds/{ground}":                 have["/grund/{grund}"],
		"/person-tasks/{task}":              have["/uppgift/{uppgift}"],
		"/retention-rules/{rule}":           have["/admin/gallring-plan/{rule}"],
		"/record-holds/{hold}":              have["/admin/gallring-stopp/{hold}"],
		"/fields/{field}":                   have["/utkast/{id}/falt/{field}"],
		"/drafts/{id}/documents/{document}": have["/utkast/{id}/dokument/{document}"],
	}
}

// narrowAPI are the operations whose handler asks for more than the operation's own action, as their pages do.
func narrowAPI() map[string]narrow {
	nothingThere := narrow{"thing", func(cell, visit, policy.Actor) bool { return false }}
	return map[string]narrow{
		"POST /api/v1/agreements/{id}/notices/{notice}/withdrawals":        nothingThere, // nobody has given notice
		"POST /api/v1/agreements/{id}/responsibilities/{line}/corrections": nothingThere, // no line has that id
		"POST /api/v1/routines/{id}/copies":                                nothingThere, // the body names no agreement
		"POST /api/v1/agreements/{id}/corrections": {"thing", func(_ cell, _ visit, a policy.Actor) bool {
			return a.Authority == "af" || a.Has(policy.HeadOffice) // the least that is sent names a board that is nobody's own
		}},
		"POST /api/v1/groups/{group}/members/{member}/endings": {"thing", func(c cell, _ visit, a policy.Actor) bool {
			return a.Authority == c.w.owner // each party ends its own members alone
		}},
		"POST /api/v1/municipalities/{code}/transitions": beginsPlan(),
	}
}

// said is what a program sends to an operation, in the least that its schema asks for.
type said struct{ body, kind string }

type apiSchema struct {
	Ref        string `json:"$ref"`
	Type       any
	Properties map[string]apiSchema
	Required   []string
	Items      *apiSchema
	Enum       []any
	Format     string
	Minimum    float64
	MinItems   int
}

type apiSpec struct {
	Paths map[string]map[string]struct {
		RequestBody *struct {
			Content map[string]struct{ Schema apiSchema }
		}
	}
	Components struct{ Schemas map[string]apiSchema }
}

var specOnce sync.Map // of a house's description, which is the same in all of them

func specOf(t testing.TB, h *Samsyn) *apiSpec {
	t.Helper()
	if s, ok := specOnce.Load("spec"); ok {
		return s.(*apiSpec)
	}
	var s apiSpec
	if err := json.Unmarshal(h.Public().JSON("/api/v1/openapi.json").Body.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	specOnce.Store("spec", &s)
	return &s
}

// least is the smallest that an operation takes; empty for one that takes nothing.
func least(t testing.TB, h *Samsyn, route web.Route) said {
	t.Helper()
	if body := bodies()[route.String()]; body != "" {
		return said{body, "application/json"}
	}
	s := specOf(t, h)
	op := s.Paths[strings.TrimPrefix(route.Pattern, web.APIBase)][strings.ToLower(route.Method)]
	if op.RequestBody == nil {
		return said{}
	}
	if _, raw := op.RequestBody.Content["application/octet-stream"]; raw {
		return said{onePDF, "application/octet-stream"}
	}
	b, err := json.Marshal(s.sample(op.RequestBody.Content["application/json"].Schema))
	if err != nil {
		t.Fatal(err)
	}
	return said{string(b), "application/json"}
}

func (s *apiSpec) sample(x apiSchema) any {
	if name, ok := strings.CutPrefix(x.Ref, "#/components/schemas/"); ok {
		return s.sample(s.Components.Schemas[name])
	}
	if len(x.Enum) > 0 {
		return x.Enum[0]
	}
	switch kind := typeOf(x.Type); kind {
	case "string":
		switch x.Format {
		case "date":
			return "2026-03-02"
		case "date-time":
			return "2026-03-02T09:00:00+01:00"
		}
		return "x"
	case "integer", "number":
		return x.Minimum
	case "boolean":
		return false
	case "array":
		out := []any{}
		for range x.MinItems {
			out = append(out, s.sample(*x.Items))
		}
		return out
	}
	out := map[string]any{}
	for _, name := range x.Required {
		out[name] = s.sample(x.Properties[name])
	}
	return out
}

// typeOf is a schema's type, which may be said to be null besides.
func typeOf(x any) string {
	if all, ok := x.([]any); ok {
		i := slices.IndexFunc(all, func(v any) bool { return v != "null" })
		return all[i].(string)
	}
	s, _ := x.(string)
	return s
}
