package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/language"
)

// apiGroup is one chapter of the API's description.
type apiGroup struct {
	Name string
	Ops  []apiOp
}

// apiOp is one operation as people read it.
type apiOp struct {
	ID, Method, Path, Summary, Description string
	Open                                   bool // no key needed
	Params                                 []apiValue
	Body, Answer                           []apiValue
}

// apiValue is a parameter, or a field of what is sent or answered.
type apiValue struct {
	Name, In, Type, Text string
	Required             bool
}

// describe reads the operations into chapters, in the order in which they were registered.
func (f *apiFrame) describe(l language.Lang) []apiGroup {
	var groups []apiGroup
	for _, op := range f.ops {
		name := ""
		if len(op.Tags) > 0 {
			name = half(op.Tags[0], l)
		}
		i := slices.IndexFunc(groups, func(g apiGroup) bool { return g.Name == name })
		if i < 0 {
			groups, i = append(groups, apiGroup{Name: name}), len(groups)
		}
		groups[i].Ops = append(groups[i].Ops, f.describeOp(op, l))
	}
	return groups
}

func (f *apiFrame) describeOp(op operation, l language.Lang) apiOp {
	out := apiOp{ID: op.OperationID, Method: op.Method, Path: op.route.Pattern, Summary: half(op.Summary, l),
		Description: half(op.Description, l), Open: len(op.Security) > 1}
	for _, p := range op.Parameters {
		out.Params = append(out.Params, apiValue{Name: p.Name, In: p.In, Type: f.typeOf(p.Schema), Required: p.Required,
			Text: or(half(p.Description, l), half(f.deref(p.Schema).Description, l))})
	}
	if op.RequestBody != nil {
		out.Body = f.fields(op.RequestBody.Content["application/json"], l)
	}
	if ok := op.Responses[code(or(op.DefaultStatus, 200))]; ok != nil {
		out.Answer = f.fields(ok.Content["application/json"], l)
	}
	return out
}

func (f *apiFrame) deref(s *huma.Schema) *huma.Schema {
	if s == nil {
		return &huma.Schema{}
	}
	if s.Ref != "" {
		if found := f.huma.OpenAPI().Components.Schemas.SchemaFromRef(s.Ref); found != nil {
			return found
		}
	}
	return s
}

func (f *apiFrame) fields(m *huma.MediaType, l language.Lang) []apiValue {
	if m == nil {
		return nil
	}
	var out []apiValue
	f.walk("", f.deref(m.Schema), l, 0, &out)
	return out
}

const deepest = 4 // levels of a body that are described

// walk lists the fields of an object, and of the objects in it, by their path.
func (f *apiFrame) walk(prefix string, s *huma.Schema, l language.Lang, depth int, out *[]apiValue) {
	if s.Type == huma.TypeArray {
		f.walk(prefix+"[]", f.deref(s.Items), l, depth, out)
		return
	}
	for _, name := range sortedKeys(s.Properties) {
		p := s.Properties[name]
		path := strings.TrimPrefix(prefix+"."+name, ".")
		inner := f.deref(p)
		*out = append(*out, apiValue{Name: path, Type: f.typeOf(p), Text: or(half(p.Description, l), half(inner.Description, l)),
			Required: slices.Contains(s.Required, name)})
		if depth < deepest {
			f.walk(path, inner, l, depth+1, out)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// typeOf says a type as it is written: "string (date)", "integer 1–1000", "array".
func (f *apiFrame) typeOf(p *huma.Schema) string {
	s := f.deref(p)
	out := s.Type
	if s.Type == huma.TypeArray {
		out = f.typeOf(s.Items) + "[]"
	}
	if s.Format != "" {
		out += " (" + s.Format + ")"
	}
	if s.Minimum != nil && s.Maximum != nil {
		out += fmt.Sprintf(" %g–%g", *s.Minimum, *s.Maximum)
	}
	if len(s.Enum) > 0 {
		var values []string
		for _, v := range s.Enum {
			values = append(values, fmt.Sprint(v))
		}
		out += ": " + strings.Join(values, ", ")
	}
	return out
}
