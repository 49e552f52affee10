package webhook

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

type answer[T any] struct{ Body T }

// subscriptionBody is a webhook as the API gives it.
type subscriptionBody struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Client  string     `json:"client" doc:"API-nyckelns id || Id of the API key"`
	Address string     `json:"address"`
	Events  []Event    `json:"events" nullable:"false"`
	Created time.Time  `json:"created"`
	Ended   *time.Time `json:"ended,omitempty"`
	Secret  string     `json:"secret,omitempty" doc:"Hemligheten som signerar; bara i svaret när webhooken läggs upp || The secret that signs; only in the answer when the webhook is made"`
}

func bodyOf(s Subscription, secret string) subscriptionBody {
	b := subscriptionBody{ID: s.ID, Name: s.Name, Client: s.Client, Address: s.Address, Events: s.Events(), Created: s.CreatedAt.Time, Secret: secret}
	if !s.EndedAt.IsZero() {
		b.Ended = &s.EndedAt.Time
	}
	return b
}

// deliveryBody is a delivery as the API gives it.
type deliveryBody struct {
	ID     string     `json:"id"`
	Kind   Event      `json:"kind"`
	Thing  thingBody  `json:"thing"`
	At     time.Time  `json:"at"`
	State  string     `json:"state" enum:"waiting,sent,withheld,stuck"`
	Tries  int64      `json:"tries"`
	Sent   *time.Time `json:"sent,omitempty"`
	Answer string     `json:"answer,omitempty" doc:"Mottagarens statuskod || The receiver's status code"`
	Why    string     `json:"why,omitempty" doc:"Varför det senaste försöket inte gick || Why the latest try failed"`
}

func deliveryOf(d Sent) deliveryBody {
	b := deliveryBody{ID: d.ID, Kind: d.Event, Thing: thingBody{d.ThingKind, d.ThingID}, At: d.At.Time, State: d.State(), Tries: d.Attempt, Answer: d.Answer, Why: d.LastError}
	if !d.SentAt.IsZero() {
		b.Sent = &d.SentAt.Time
	}
	return b
}

type list[T any] struct {
	Items []T `json:"items" nullable:"false"`
}

type eventBody struct {
	Kind Event         `json:"kind"`
	Name language.Text `json:"name"`
}

type oneInput struct {
	ID string `path:"webhook" maxLength:"40"`
}

func (s *Service) apiRoutes(rt *web.Router) {
	t, tag := language.T, []string{web.Both(sayTitle)}
	op := func(id, method, path string, status int, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: tag, DefaultStatus: status, Summary: web.Both(sum)}
	}
	web.API(rt, op("list-webhook-events", http.MethodGet, "/webhook-events", 200, t("Lista händelser som en webhook kan berätta om", "List the events that a webhook can tell of")), policy.ReadWebhooks, s.apiEvents)
	web.API(rt, op("list-webhooks", http.MethodGet, "/webhooks", 200, t("Lista myndighetens webhookar", "List the authority's webhooks")), policy.ReadWebhooks, s.apiList)
	web.API(rt, op("make-webhook", http.MethodPost, "/webhooks", 201, t("Lägg upp en webhook", "Make a webhook")), policy.ManageWebhook, s.apiAdd)
	web.API(rt, op("get-webhook", http.MethodGet, "/webhooks/{webhook}", 200, t("Hämta en webhook", "Get one webhook")), policy.ReadWebhooks, s.apiOne)
	web.API(rt, op("end-webhook", http.MethodPost, "/webhooks/{webhook}/endings", 200, t("Avsluta en webhook", "End a webhook")), policy.ManageWebhook, s.apiEnd)
	web.API(rt, op("try-webhook", http.MethodPost, "/webhooks/{webhook}/tests", 201, t("Skicka ett prov", "Send a test")), policy.ManageWebhook, s.apiTry)
	web.API(rt, op("list-webhook-deliveries", http.MethodGet, "/webhooks/{webhook}/deliveries", 200, t("Lista de senaste sändningarna", "List the latest deliveries")), policy.ReadWebhooks, s.apiSent)
	web.API(rt, op("resend-webhook-delivery", http.MethodPost, "/webhook-deliveries/{delivery}/retries", 200, t("Skicka det som har fastnat igen", "Send again what is stuck")), policy.ManageWebhook, s.apiAgain)
}

func (s *Service) apiEvents(_ *web.Request, _ *struct{}) (*answer[list[eventBody]], error) {
	out := list[eventBody]{Items: []eventBody{}}
	for _, k := range s.Kinds {
		out.Items = append(out.Items, eventBody{k.Event, k.Name})
	}
	return &answer[list[eventBody]]{out}, nil
}

func (s *Service) apiList(r *web.Request, _ *struct{}) (*answer[list[subscriptionBody]], error) {
	all, err := s.List(r.Context(), r.Actor, r.Actor.Authority)
	out := list[subscriptionBody]{Items: []subscriptionBody{}}
	for _, sub := range all {
		out.Items = append(out.Items, bodyOf(sub, ""))
	}
	return &answer[list[subscriptionBody]]{out}, err
}

func (s *Service) apiAdd(r *web.Request, in *struct {
	Body struct {
		Name    string  `json:"name" maxLength:"100"`
		Client  string  `json:"client" maxLength:"40" doc:"API-nyckelns id || Id of the API key"`
		Address string  `json:"address" maxLength:"2000"`
		Events  []Event `json:"events" maxItems:"100"`
	}
}) (*answer[subscriptionBody], error) {
	sub, secret, err := s.Add(r.Context(), r.Actor, r.Actor.Authority, Input{Name: in.Body.Name, Client: in.Body.Client, Address: in.Body.Address, Events: in.Body.Events})
	return &answer[subscriptionBody]{bodyOf(sub, secret)}, err
}

func (s *Service) apiOne(r *web.Request, in *oneInput) (*answer[subscriptionBody], error) {
	sub, _, err := s.Get(r.Context(), r.Actor, r.Actor.Authority, in.ID)
	return &answer[subscriptionBody]{bodyOf(sub, "")}, err
}

func (s *Service) apiEnd(r *web.Request, in *oneInput) (*answer[subscriptionBody], error) {
	if err := s.End(r.Context(), r.Actor, r.Actor.Authority, in.ID); err != nil {
		return nil, err
	}
	return s.apiOne(r, in)
}

func (s *Service) apiTry(r *web.Request, in *oneInput) (*answer[deliveryBody], error) {
	d, err := s.Try(r.Context(), r.Actor, r.Actor.Authority, in.ID)
	return &answer[deliveryBody]{deliveryOf(Sent{Delivery: d})}, err
}

func (s *Service) apiSent(r *web.Request, in *oneInput) (*answer[list[deliveryBody]], error) {
	_, sent, err := s.Get(r.Context(), r.Actor, r.Actor.Authority, in.ID)
	out := list[deliveryBody]{Items: []deliveryBody{}}
	for _, d := range sent {
		out.Items = append(out.Items, deliveryOf(d))
	}
	return &answer[list[deliveryBody]]{out}, err
}

func (s *Service) apiAgain(r *web.Request, in *struct {
	ID string `path:"delivery" maxLength:"40"`
}) (*answer[deliveryBody], error) {
	if _, err := s.Resend(r.Context(), r.Actor, r.Actor.Authority, in.ID); err != nil {
		return nil, err
	}
	d, err := sentByID(r.Context(), s.Trail.DB(), r.Actor.Authority, in.ID)
	return &answer[deliveryBody]{deliveryOf(d)}, err
}
