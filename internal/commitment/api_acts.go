package commitment

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// oneAPI is the address of a commitment in the API.
const oneAPI = "/agreements/{id}/commitments/{number}"

// actRoutes registers the commitment itself and the steps of a dispute, each as its page takes it.
func (s *Service) actRoutes(rt *web.Router) {
	t, tag := language.T, []string{web.Both(language.T("Överenskommelser", "Agreements"))}
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: oneAPI + path, Tags: tag, Summary: web.Both(sum)}
	}
	web.API(rt, op("get-commitment", http.MethodGet, "", t("Hämta ett åtagande", "Get one commitment")), policy.ReadCommitments, s.apiOne)
	web.API(rt, op("dispute-commitment", http.MethodPost, "/disputes", t("Bestrid ett åtagande för din myndighet, med skäl", "Dispute a commitment for your authority, with a reason")), policy.DisputeCommitment, s.apiDispute)
	web.API(rt, op("answer-dispute", http.MethodPost, "/answers", t("Svara på den andra sidans bestridande", "Answer the other side's dispute")), policy.DisputeCommitment, s.apiAnswer)
	web.API(rt, op("propose-outcome", http.MethodPost, "/proposals", t("Föreslå hur åtagandet ska läsas", "Propose how the commitment is to be read")), policy.DisputeCommitment, s.apiPropose)
	web.API(rt, op("accept-outcome", http.MethodPost, "/acceptances", t("Godta den andra sidans förslag", "Accept the other side's proposal")), policy.DisputeCommitment, s.apiAccept)
	web.API(rt, op("take-back-dispute", http.MethodPost, "/withdrawals", t("Ta tillbaka ert bestridande", "Take your dispute back")), policy.DisputeCommitment, s.apiTakeBack)
}

// Promised names a commitment in an address of the API.
type Promised struct {
	ID     string `path:"id" maxLength:"40" doc:"Överenskommelsens id || Id of the agreement"`
	Number string `path:"number" maxLength:"20" doc:"Åtagandets nummer || Number of the commitment" example:"K9.1"`
}

func (p Promised) key(version int64) Key { return Key{p.ID, p.Number, version} }

type told struct{ Body item }

func (s *Service) apiOne(r *web.Request, in *struct{ Promised }) (*told, error) {
	day, err := s.day(r)
	if err != nil {
		return nil, err
	}
	h, _, err := one(r.Context(), s.Trail.DB(), in.ID, in.Number, day)
	return &told{itemOf(h)}, err
}

// SeenBody is a step without words.
type SeenBody struct {
	Version int64 `json:"version" minimum:"1" doc:"Den version av åtagandet som ni har sett || The version of the commitment that you have seen"`
}

// SaidBody is a step with what the party says.
type SaidBody struct {
	SeenBody
	Said string `json:"said" maxLength:"2000" doc:"Parterna läser det. Skriv inga namn på personer. || The parties read it. Write no names of persons."`
}

func stepped(h Held, err error) (*told, error) { return &told{itemOf(h)}, err }

func (s *Service) apiDispute(r *web.Request, in *struct {
	Promised
	Body SaidBody
}) (*told, error) {
	return stepped(s.Dispute(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Said))
}

func (s *Service) apiAnswer(r *web.Request, in *struct {
	Promised
	Body SaidBody
}) (*told, error) {
	return stepped(s.Answer(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Said))
}

func (s *Service) apiPropose(r *web.Request, in *struct {
	Promised
	Body struct {
		SaidBody
		Outcome Outcome        `json:"outcome" enum:"stands,adjusted" doc:"Det står kvar, eller läses som förslaget säger || It stands, or is read as the proposal says"`
		Target  *clause.Number `json:"target,omitempty" doc:"Ett mål att läsa det efter tills överenskommelsen ändras || A target to read it by until the agreement is amended"`
	}
}) (*told, error) {
	if in.Body.Outcome == Adjust && in.Body.Target != nil {
		return stepped(s.ProposeTarget(r.Context(), r.Actor, in.key(in.Body.Version), *in.Body.Target, in.Body.Said))
	}
	return stepped(s.Propose(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Outcome, in.Body.Said))
}

func (s *Service) apiAccept(r *web.Request, in *struct {
	Promised
	Body SeenBody
}) (*told, error) {
	return stepped(s.Accept(r.Context(), r.Actor, in.key(in.Body.Version)))
}

func (s *Service) apiTakeBack(r *web.Request, in *struct {
	Promised
	Body struct {
		SeenBody
		Said string `json:"said,omitempty" maxLength:"2000"`
	}
}) (*told, error) {
	return stepped(s.TakeBack(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Said))
}
