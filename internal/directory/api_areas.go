package directory

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// areasBody is what an authority, or one of its units, does on a day.
type areasBody struct {
	Authority string       `json:"authority"`
	Unit      string       `json:"unit,omitempty"`
	Areas     []BranchArea `json:"areas" nullable:"false"`
}

func (s *Service) areasRoutes(rt *web.Router) {
	web.API(rt, huma.Operation{OperationID: "set-authority-areas", Method: http.MethodPost, Path: "/authorities/{id}/areas", Tags: []string{web.Both(words.apiTag)},
		Summary: web.Both(language.T("Ange vad en nämnd eller enhet gör, från och med en dag", "Say what a board or a unit does, from a day on"))}, policy.EditAuthority, s.apiSetAreas)
}

func (s *Service) apiSetAreas(r *web.Request, in *struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		Unit  string        `json:"unit,omitempty" maxLength:"40" doc:"Utelämnas för hela myndigheten || Left out for the whole authority"`
		Areas []BranchArea  `json:"areas" maxItems:"5" enum:"income-support,social-services,employment,youth,adult-education"`
		From  calendar.Date `json:"from"`
	}
}) (*answer[areasBody], error) {
	b := in.Body
	if err := s.SetAreas(r.Context(), r.Actor, in.ID, b.Unit, b.Areas, b.From); err != nil {
		return nil, err
	}
	areas, err := AreasOf(r.Context(), s.Trail.DB(), in.ID, b.Unit, b.From)
	return &answer[areasBody]{areasBody{in.ID, b.Unit, orEmpty(areas)}}, err
}
