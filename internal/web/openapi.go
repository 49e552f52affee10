package web

import (
	"encoding/json"
	"net/http"
	"path"
	"reflect"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// APIInfo describes the API.
type APIInfo struct {
	Version  string        // semantic: "1.0.0"
	Released calendar.Date // of that version
	Status   string        // Digg's apiStatus: "active", "deprecated"; "active" when empty
	Server   string        // address of the service; empty leaves it out
	Contact  string        // e-mail address or page; empty leaves it out
}

func (a APIInfo) withDefaults() APIInfo {
	a.Version = or(a.Version, "1.0.0")
	a.Status = or(a.Status, "active")
	return a
}

func apiConfig(info APIInfo, rt *Router) huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	registry.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[dateSchema]())
	c := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{Title: "Samsyn", Version: info.Version, Description: Both(language.T(
				"Vilka kommuner som har en överenskommelse med Arbetsförmedlingen, med vem och sedan när. Öppna uppgifter läses utan nyckel. Svaren är JSON i UTF-8, fel är application/problem+json. Listor läses sida för sida med limit och after.",
				"Which municipalities have an agreement with the employment agency, with whom and since when. Open data is read without a key. Answers are JSON in UTF-8, errors are application/problem+json. Lists are read page by page with limit and after."))},
			Servers: []*huma.Server{{URL: info.Server + APIBase}},
			Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
				"key": {Type: "http", Scheme: "bearer", Description: Both(language.T("API-nyckel från din administratör", "API key from your administrator"))},
			}},
		},
		Formats:       map[string]huma.Format{"application/json": jsonFormat(), "json": jsonFormat()},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{rt.retell},
	}
	if info.Contact != "" {
		c.Info.Contact = &huma.Contact{Name: "Samsyn", URL: info.Contact}
	}
	return c
}

// dateSchema is how a date stands in the description.
type dateSchema struct{}

// Schema gives a text of the form date.
func (dateSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Examples: []any{"2026-03-02"}}
}

// document adds what every operation answers.
func (f *apiFrame) document(op *huma.Operation, open bool) {
	registry := f.huma.OpenAPI().Components.Schemas
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	op.Responses["default"] = &huma.Response{
		Description: Both(language.T("Fel", "Error")),
		Content:     map[string]*huma.MediaType{problemType: {Schema: registry.Schema(reflect.TypeFor[Problem](), true, "Problem")}},
	}
	status := or(op.DefaultStatus, http.StatusOK)
	if _, have := op.Responses[code(status)]; !have {
		op.Responses[code(status)] = &huma.Response{Description: Both(language.T("Svar", "Answer"))}
	}
	op.Security = []map[string][]string{{"key": {}}}
	if open {
		op.Security = append([]map[string][]string{{}}, op.Security...)
	}
	if !isSafe(op.Method) {
		op.Parameters = append(op.Parameters, &huma.Param{Name: idempotencyHeader, In: "header", Schema: &huma.Schema{Type: huma.TypeString},
			Description: Both(language.T("Ett eget id för anropet, så att det kan skickas om utan att utföras två gånger", "An id of your own for the call, so that it can be repeated without being carried out twice"))})
	}
}

func code(status int) string { b, _ := json.Marshal(status); return string(b) }

var pair = regexp.MustCompile(`"((?:[^"\\]|\\.)*?) \|\| ((?:[^"\\]|\\.)*?)"`)

// marshal writes the OpenAPI document in one language.
func (f *apiFrame) marshal(lang string) ([]byte, error) {
	doc := f.huma.OpenAPI()
	for _, name := range []string{"ErrorModel", "ErrorDetail"} { // huma's own, which is never answered
		delete(doc.Components.Schemas.Map(), name)
	}
	b, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	keep := `"$1"`
	if lang == string(language.English) {
		keep = `"$2"`
	}
	return pair.ReplaceAll(b, []byte(keep)), nil
}

// openAPI registers the API's description: as a document, as a page, and Digg's api-info.
func (rt *Router) openAPI() {
	rt.api = newAPIFrame(rt)
	rt.Handle("GET "+APIBase+"/openapi.json", policy.UseAPI, func(r *Request) (Response, error) {
		b, err := rt.api.spec[string(r.Lang)]()
		if err != nil {
			return Response{}, err
		}
		return Data("application/openapi+json", b).Header("Access-Control-Allow-Origin", "*").
			Header("Cross-Origin-Resource-Policy", "cross-origin").Header("Vary", "Accept-Language, Cookie"), nil
	})
	rt.Handle("GET /api", policy.UseAPI, func(*Request) (Response, error) { return Redirect(APIBase), nil })
	rt.Handle("GET "+APIBase, policy.UseAPI, rt.apiPage)
	API(rt, huma.Operation{OperationID: "get-api-info", Method: http.MethodGet, Path: "/api-info", Tags: []string{Both(aboutAPI)},
		Summary: Both(language.T("Vad API:et heter, version och status", "The API's name, version and status"))},
		policy.UseAPI, rt.apiInfo)
}

var aboutAPI = language.T("Om API:et", "About the API")

type apiInfoOutput struct {
	Body struct {
		Name          string        `json:"apiName" doc:"API:ets namn || The API's name"`
		Version       string        `json:"apiVersion" doc:"Version av API:et (semantisk) || Version of the API (semantic)"`
		Released      calendar.Date `json:"apiReleased" doc:"Dagen för den versionen || The day of that version"`
		Documentation string        `json:"apiDocumentation" format:"uri-reference" doc:"Adressen till beskrivningen || The address of the description"`
		Status        string        `json:"apiStatus" enum:"active,beta,deprecated,retired" doc:"Om API:et är i drift || Whether the API is in use"`
	}
}

func (rt *Router) apiInfo(*Request, *struct{}) (*apiInfoOutput, error) {
	var out apiInfoOutput
	out.Body.Name, out.Body.Version, out.Body.Released = "samsyn", rt.o.API.Version, rt.o.API.Released
	out.Body.Documentation, out.Body.Status = rt.o.API.Server+APIBase, rt.o.API.Status
	return &out, nil
}

// schemaName names a type in the description of the API after its room too, so that two rooms may call a part of their
// answers the same.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array {
		t = t.Elem()
	}
	room := path.Base(t.PkgPath())
	if !strings.HasPrefix(t.PkgPath(), "samsyn/internal/") || t.Name() == "" {
		return name
	}
	return strings.ToUpper(room[:1]) + room[1:] + name
}
