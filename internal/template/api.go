package template

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers the open part of the API: the published versions and their differences.
func (s *Service) apiRoutes(rt *web.Router) {
	tag := []string{web.Both(language.T("Mallen", "The template"))}
	web.API(rt, huma.Operation{OperationID: "list-templates", Method: http.MethodGet, Path: "/templates", Tags: tag,
		Summary: web.Both(language.T("Lista mallens publicerade versioner, den senaste först", "List the template's published versions, the latest first"))}, policy.UseAPI, s.apiList)
	web.API(rt, huma.Operation{OperationID: "get-template", Method: http.MethodGet, Path: "/templates/{no}", Tags: tag,
		Summary: web.Both(language.T("Hämta en version av mallen: paragrafer, variabler och åtaganden", "Get one version of the template: clauses, variables and commitments"))}, policy.UseAPI, s.apiOne)
	web.API(rt, huma.Operation{OperationID: "compare-templates", Method: http.MethodGet, Path: "/templates/{no}/difference", Tags: tag,
		Summary: web.Both(language.T("Jämför två versioner av mallen ställe för ställe", "Compare two versions of the template place by place"))}, policy.UseAPI, s.apiDifference)
	s.nextAPI(rt, tag)
	s.helpAPI(rt)
}

// answer is the body of an answer, in the shape that the API's frame asks for.
type answer[T any] struct{ Body T }

// versionBody is a version without its text.
type versionBody struct {
	No          int64         `json:"no" doc:"Versionens nummer || The version's number"`
	PublishedOn calendar.Date `json:"publishedOn" doc:"När den publicerades || When it was published"`
	Note        language.Text `json:"note" doc:"Vad som ändrades || What it changed"`
	Clauses     int           `json:"clauses" doc:"Antal paragrafer || Number of clauses"`
	Commitments int           `json:"commitments" doc:"Antal åtaganden || Number of commitments"`
	Digest      string        `json:"digest" doc:"SHA-256 av text och not || SHA-256 of text and note"`
}

func bodyOf(v Version) versionBody {
	return versionBody{v.No, v.PublishedOn, v.Note, len(v.Doc.Clauses), len(v.Doc.Commitments), v.Digest}
}

type listBody struct {
	Items []versionBody `json:"items" nullable:"false"`
	Total int           `json:"total" doc:"Antal versioner || Number of versions"`
}

func (s *Service) apiList(r *web.Request, _ *struct{}) (*answer[listBody], error) {
	all, err := All(r.Context(), s.Trail.DB())
	out := listBody{Items: []versionBody{}, Total: len(all)}
	for _, v := range all {
		out.Items = append(out.Items, bodyOf(v))
	}
	return &answer[listBody]{out}, err
}

// wholeBody is a version with its text, in the same shape as the file that can be fetched and taken in.
type wholeBody struct {
	versionBody
	Text clause.Document `json:"text" doc:"Samma form som filen || The same shape as the file"`
}

func (s *Service) apiOne(r *web.Request, in *struct {
	No int64 `path:"no" minimum:"1"`
}) (*answer[wholeBody], error) {
	v, err := ByNumber(r.Context(), s.Trail.DB(), in.No)
	return &answer[wholeBody]{wholeBody{bodyOf(v), v.Doc}}, err
}

// placeBody is one place compared.
type placeBody struct {
	Field   string `json:"field" doc:"Stället: clause:9, variable:giltig_till, commitment:K9.1, guidance:9 eller annex:1 || The place: clause:9, variable:giltig_till, commitment:K9.1, guidance:9 or annex:1"`
	Heading string `json:"heading"`
	State   string `json:"state" enum:"same,changed,added,removed"`
	Moved   bool   `json:"moved"`
	From    int    `json:"from" doc:"Paragrafens nummer förut; 0 när den inte fanns || The clause's number before; 0 when it was not there"`
	To      int    `json:"to" doc:"Paragrafens nummer nu; 0 när den inte finns || The clause's number now; 0 when it is not there"`
	Old     string `json:"old"`
	New     string `json:"new"`
}

type differenceBody struct {
	From  int64       `json:"from"`
	To    int64       `json:"to"`
	Items []placeBody `json:"items" nullable:"false" doc:"De ställen som skiljer || The places that differ"`
}

func (s *Service) apiDifference(r *web.Request, in *struct {
	No   int64 `path:"no" minimum:"1"`
	From int64 `query:"from" minimum:"1" required:"true" doc:"Versionen att jämföra med || The version to compare with"`
}) (*answer[differenceBody], error) {
	v, err := ByNumber(r.Context(), s.Trail.DB(), in.No)
	if err != nil {
		return nil, err
	}
	old, err := ByNumber(r.Context(), s.Trail.DB(), in.From)
	if err != nil {
		return nil, err
	}
	out := differenceBody{From: old.No, To: v.No, Items: []placeBody{}}
	for _, d := range Compare(old.Doc, v.Doc, r.Lang) {
		if d.State != clause.Same || d.Moved {
			out.Items = append(out.Items, placeBody{string(d.Field), d.Heading, stateCode(d.State), d.Moved, d.From, d.To, d.Old, d.New})
		}
	}
	return &answer[differenceBody]{out}, nil
}

func stateCode(s clause.State) string {
	switch s {
	case clause.Changed:
		return "changed"
	case clause.Added:
		return "added"
	case clause.Removed:
		return "removed"
	}
	return "same"
}
