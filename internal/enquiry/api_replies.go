package enquiry

import (
	"net/http"

	"samsyn/internal/contact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiReplies are the authority's standard replies: to read, to write and to throw away.
func (s *Service) apiReplies(rt *web.Router) {
	t, post := language.T, http.MethodPost
	const all, one = "/standard-replies", "/standard-replies/{reply}"
	gone := apiOp("remove-standard-reply", post, one+"/removals", t("Ta bort ett standardsvar", "Remove a standard reply"))
	gone.DefaultStatus = http.StatusNoContent
	web.API(rt, apiOp("list-standard-replies", http.MethodGet, all, t("Lista myndighetens standardsvar", "List the authority's standard replies")), policy.ReadReplies, s.apiStandards)
	web.API(rt, apiOp("write-standard-reply", post, all, t("Skriv ett standardsvar", "Write a standard reply")), policy.EditReplies, func(r *web.Request, in *struct{ Body StandardBody }) (*toldStandard, error) {
		return s.apiKeep(r, in.Body.standard())
	})
	web.API(rt, apiOp("change-standard-reply", post, one+"/versions", t("Ändra ett standardsvar", "Change a standard reply")), policy.EditReplies, func(r *web.Request, in *struct {
		AskedReply
		Body struct {
			StandardSeen
			StandardBody
		}
	}) (*toldStandard, error) {
		reply := in.Body.standard()
		reply.ID, reply.Version = in.ID, in.Body.Version
		return s.apiKeep(r, reply)
	})
	web.API(rt, gone, policy.EditReplies, func(r *web.Request, in *struct {
		AskedReply
		Body StandardSeen
	}) (*struct{}, error) {
		return &struct{}{}, s.DropStandard(r.Context(), r.Actor, in.ID, in.Body.Version)
	})
}

// AskedReply names a standard reply in an address of the API.
type AskedReply struct {
	ID string `path:"reply" maxLength:"40" doc:"Standardsvarets id || Id of the standard reply"`
}

// StandardSeen is the version of a standard reply that the caller saw.
type StandardSeen struct {
	Version int64 `json:"version" minimum:"1" doc:"Den version av standardsvaret som ni har sett || The version of the standard reply that you have seen"`
}

// StandardBody is a standard reply as a program writes it.
type StandardBody struct {
	Name    string        `json:"name" minLength:"1" maxLength:"100"`
	Topic   contact.Topic `json:"topic,omitempty" maxLength:"20" doc:"Tomt: alla ämnen || Empty: any topic"`
	Outcome Outcome       `json:"outcome,omitempty" maxLength:"60" doc:"Tomt: alla utfall || Empty: any outcome"`
	Text    string        `json:"text" minLength:"1" maxLength:"4000" doc:"Skriv aldrig något om en person || Never write anything about a person"`
}

func (b StandardBody) standard() Standard {
	return Standard{Name: b.Name, Topic: b.Topic, Outcome: b.Outcome, Text: b.Text}
}

// standardItem is a standard reply as the API gives it.
type standardItem struct {
	ID      string        `json:"id"`
	Version int64         `json:"version" doc:"Skickas med vid nästa ändring || Sent along with the next change"`
	Name    string        `json:"name"`
	Topic   contact.Topic `json:"topic,omitempty"`
	Outcome Outcome       `json:"outcome,omitempty"`
	Text    string        `json:"text"`
}

func standardOf(r Standard) standardItem {
	return standardItem{ID: r.ID, Version: r.Version, Name: r.Name, Topic: r.Topic, Outcome: r.Outcome, Text: r.Text}
}

type toldStandard struct{ Body standardItem }

func (s *Service) apiKeep(r *web.Request, reply Standard) (*toldStandard, error) {
	kept, err := s.KeepStandard(r.Context(), r.Actor, reply)
	return &toldStandard{standardOf(kept)}, err
}

type standardsAnswer struct {
	Body struct {
		Items []standardItem `json:"items" nullable:"false"`
	}
}

func (s *Service) apiStandards(r *web.Request, _ *struct{}) (*standardsAnswer, error) {
	list, err := s.Standards(r.Context(), s.Trail.DB(), r.Actor)
	out := standardsAnswer{}
	out.Body.Items = []standardItem{}
	for _, reply := range list {
		out.Body.Items = append(out.Body.Items, standardOf(reply))
	}
	return &out, err
}
