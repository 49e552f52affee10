package incident

import (
	"context"
	"net/http"
	"time"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// IncidentSeen is an act without words.
type IncidentSeen struct {
	Version int64 `json:"version,omitempty" minimum:"0" doc:"Den version ni har sett; 0 är som den är nu || The version you have seen; 0 is as it is now"`
}

// IncidentSaid is an act with words.
type IncidentSaid struct {
	IncidentSeen
	Text string `json:"text" maxLength:"4000"`
}

// IncidentTelling is what an authority concerned is told.
type IncidentTelling struct {
	IncidentSaid
	Authority string `json:"authorityId" maxLength:"60"`
}

// IncidentConcern adds an authority concerned.
type IncidentConcern struct {
	IncidentSeen
	Authority string `json:"authorityId" maxLength:"60"`
}

// IncidentNotification is the decision on the supervisory authority.
type IncidentNotification struct {
	IncidentSeen
	Notified Decision  `json:"notified" enum:"yes,no"`
	At       time.Time `json:"at,omitzero" doc:"När den anmäldes || When it was notified"`
	Number   string    `json:"theirNumber,omitempty" maxLength:"100"`
	Why      string    `json:"why,omitempty" maxLength:"4000"`
}

// IncidentInformation is the decision on the persons concerned.
type IncidentInformation struct {
	IncidentSeen
	Told Decision `json:"personsTold" enum:"yes,no"`
	Why  string   `json:"why" maxLength:"4000" doc:"Hur, eller varför inte || How, or why not"`
}

type acting[B any] struct {
	IncidentID
	Body B
}

// apiActs registers what is done with an incident, each as its page does it.
func (s *Service) apiActs(rt *web.Router) {
	t := language.T
	for _, a := range []struct {
		id, path string
		sum      language.Text
		do       func(context.Context, policy.Actor, Key, string) (Incident, error)
	}{
		{"note-incident-measure", "/measures", t("Anteckna en åtgärd", "Note a measure"), s.Measure},
		{"close-incident", "/closings", t("Avsluta en incident", "Close an incident"), s.Close},
		{"annul-incident", "/annulments", t("Ange att det inte var någon incident", "Say that it was no incident"), s.Annul},
	} {
		web.API(rt, apiOp(a.id, http.MethodPost, oneAPI+a.path, a.sum), policy.AssessIncident, func(r *web.Request, in *acting[IncidentSaid]) (*incidentTold, error) {
			return stepped(a.do(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Text))
		})
	}
	web.API(rt, apiOp("acknowledge-incident", http.MethodPost, oneAPI+"/acknowledgements", t("Kvittera en incident som en annan myndighet meddelat", "Acknowledge an incident that another authority told of")), policy.AssessIncident,
		func(r *web.Request, in *acting[IncidentSeen]) (*incidentTold, error) {
			return stepped(s.Acknowledge(r.Context(), r.Actor, in.key(in.Body.Version)))
		})
	web.API(rt, apiOp("add-incident-authority", http.MethodPost, oneAPI+"/concerned", t("Lägg till en myndighet som berörs", "Add an authority concerned")), policy.AssessIncident,
		func(r *web.Request, in *acting[IncidentConcern]) (*incidentTold, error) {
			return stepped(s.Concern(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Authority))
		})
	web.API(rt, apiOp("tell-incident-authority", http.MethodPost, oneAPI+"/tellings", t("Meddela en myndighet som berörs", "Tell an authority concerned")), policy.AssessIncident,
		func(r *web.Request, in *acting[IncidentTelling]) (*incidentTold, error) {
			return stepped(s.TellParty(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Authority, in.Body.Text))
		})
	web.API(rt, apiOp("decide-incident-notification", http.MethodPost, oneAPI+"/notifications", t("Besluta om anmälan", "Decide on notifying")), policy.AssessIncident,
		func(r *web.Request, in *acting[IncidentNotification]) (*incidentTold, error) {
			b := in.Body
			return stepped(s.Supervise(r.Context(), r.Actor, in.key(b.Version), Supervision{b.Notified, b.At, b.Number, b.Why}))
		})
	web.API(rt, apiOp("decide-incident-information", http.MethodPost, oneAPI+"/informations", t("Besluta om de berörda ska informeras", "Decide whether the persons are told")), policy.AssessIncident,
		func(r *web.Request, in *acting[IncidentInformation]) (*incidentTold, error) {
			return stepped(s.Inform(r.Context(), r.Actor, in.key(in.Body.Version), Information{in.Body.Told, in.Body.Why}))
		})
}
