package exchange

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

type answer[T any] struct{ Body T }

type items[T any] struct {
	Items []T `json:"items" nullable:"false"`
}

// AddressBody is an address in SDK as the API gives and takes it.
type AddressBody struct {
	ID           string `json:"id,omitempty" readOnly:"true"`
	Organisation string `json:"organisation" maxLength:"200" doc:"0203: och domänen || 0203: and the domain"`
	Function     string `json:"function" maxLength:"256" doc:"Funktionsadressen i SDK:s adressbok || The functional address in the address book of SDK"`
	Label        string `json:"label,omitempty" maxLength:"256"`
	Unit         string `json:"unit,omitempty" maxLength:"40"`
}

// RefusedBody is a file that was not taken in.
type RefusedBody struct {
	ID      string    `json:"id" doc:"SHA-256 av filens innehåll || SHA-256 of the file's content"`
	At      time.Time `json:"at"`
	Size    int64     `json:"size" doc:"Byte || Bytes"`
	Sender  string    `json:"sender,omitempty"`
	Problem string    `json:"problem"`
}

// TakenBody is what became of a file that was tried again.
type TakenBody struct {
	Already bool `json:"already" doc:"Filen var redan mottagen || The file was taken in already"`
}

func (s *Service) apiRoutes(rt *web.Router) {
	t, tag := language.T, []string{web.Both(sayAddresses)}
	op := func(id, method, path string, status int, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: tag, DefaultStatus: status, Summary: web.Both(sum)}
	}
	web.API(rt, op("list-sdk-addresses", http.MethodGet, "/sdk-addresses", 200, t("Lista myndighetens adresser i SDK", "List the authority's addresses in SDK")), policy.EditAddress, s.apiAddresses)
	web.API(rt, op("add-sdk-address", http.MethodPost, "/sdk-addresses", 201, t("Lägg till en adress i SDK", "Add an address in SDK")), policy.EditAddress, s.apiAddAddress)
	web.API(rt, op("remove-sdk-address", http.MethodPost, "/sdk-addresses/{address}/removals", 200, t("Ta bort en adress i SDK", "Remove an address in SDK")), policy.EditAddress, s.apiRemoveAddress)
	web.API(rt, op("list-refused-sdk-files", http.MethodGet, "/sdk-refusals", 200, t("Lista filer från SDK som inte togs emot", "List files from SDK that were not taken in")), policy.ReadRefused, s.apiRefused)
	web.API(rt, op("retry-refused-sdk-file", http.MethodPost, "/sdk-refusals/{file}/retries", 200, t("Försök ta emot en fil igen", "Try to take in a file again")), policy.RetryRefused, s.apiRetry)
}

func (s *Service) apiAddresses(r *web.Request, _ *struct{}) (*answer[items[AddressBody]], error) {
	list, _, err := s.own(r)
	out := items[AddressBody]{Items: make([]AddressBody, len(list))}
	for i, a := range list {
		out.Items[i] = AddressBody{a.ID, a.Actor, a.Function, a.Label, a.Unit}
	}
	return &answer[items[AddressBody]]{out}, err
}

func (s *Service) apiAddAddress(r *web.Request, in *struct{ Body AddressBody }) (*answer[items[AddressBody]], error) {
	b := in.Body
	if err := s.AddAddress(r.Context(), r.Actor, Address{Authority: r.Actor.Authority, Actor: b.Organisation, Function: b.Function, Label: b.Label, Unit: b.Unit}); err != nil {
		return nil, err
	}
	return s.apiAddresses(r, nil)
}

func (s *Service) apiRemoveAddress(r *web.Request, in *struct {
	Address string `path:"address" maxLength:"40"`
}) (*answer[items[AddressBody]], error) {
	a, err := s.ownAddress(r.Context(), r.Actor, in.Address)
	if err == nil {
		err = s.RemoveAddress(r.Context(), r.Actor, a.Actor, a.Function)
	}
	if err != nil {
		return nil, err
	}
	return s.apiAddresses(r, nil)
}

func (s *Service) apiRefused(r *web.Request, _ *struct{}) (*answer[items[RefusedBody]], error) {
	list, err := s.RefusedFiles(r.Context(), r.Actor)
	out := items[RefusedBody]{Items: make([]RefusedBody, len(list))}
	for i, f := range list {
		out.Items[i] = RefusedBody{f.ID, f.At, f.Size, f.Sender, f.Problem}
	}
	return &answer[items[RefusedBody]]{out}, err
}

func (s *Service) apiRetry(r *web.Request, in *struct {
	File string `path:"file" maxLength:"64"`
}) (*answer[TakenBody], error) {
	t, err := s.TryRefused(r.Context(), r.Actor, in.File)
	return &answer[TakenBody]{TakenBody{t.Already}}, err
}
