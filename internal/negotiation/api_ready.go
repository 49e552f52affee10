package negotiation

import (
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/web"
)

type readyAnswer struct {
	Body struct {
		Items []readyBody `json:"items" nullable:"false"`
	}
}

type readyBody struct {
	Field     clause.Field   `json:"field" doc:"Fältet som förslaget gäller || The field that the proposal is of"`
	Number    string         `json:"number" doc:"Åtagandets nummer || Number of the commitment"`
	Measure   int            `json:"measure" doc:"Vilket av åtagandets mått, från 0 || Which of the commitment's measures, from 0"`
	Target    *clause.Number `json:"target,omitempty" doc:"Föreslaget mål || Proposed target"`
	Limit     int            `json:"limit,omitempty" doc:"Föreslagen gräns || Proposed limit"`
	Said      language.Text  `json:"said" doc:"Förslaget i ord || The proposal in words"`
	Found     language.Text  `json:"found" doc:"Hur åtagandet har fallit ut || How the commitment has turned out"`
	Dismissed string         `json:"dismissedBy,omitempty" doc:"Myndigheten som har avfärdat det || The authority that has dismissed it"`
	Reason    string         `json:"reason,omitempty" doc:"Varför det är avfärdat || Why it is dismissed"`
}

func (s *Service) apiReady(r *web.Request, _ *struct{ Drafted }) (*readyAnswer, error) {
	d, err := s.look(r)
	if err != nil {
		return nil, err
	}
	doc, err := s.visible(r, d)
	if err != nil {
		return nil, err
	}
	all, dismissed, err := s.ReadyFor(r.Context(), s.Trail.DB(), d.Draft, doc)
	out := readyAnswer{}
	out.Body.Items = []readyBody{}
	for _, p := range all {
		x := dismissed[p.Field()]
		out.Body.Items = append(out.Body.Items, readyBody{p.Field(), p.Number, p.Measure, p.Target, p.Limit, p.said(), p.Found, x.Authority, x.Reason})
	}
	return &out, err
}

func (s *Service) apiDismiss(r *web.Request, in *struct {
	Placed
	Body Reasoned
}) (*readyAnswer, error) {
	if err := s.Dismiss(r.Context(), r.Actor, in.Draft, clause.Field(in.Field), in.Body.Reason); err != nil {
		return nil, err
	}
	return s.apiReady(r, &struct{ Drafted }{in.Drafted})
}
