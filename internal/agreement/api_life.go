package agreement

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// lifeAPI registers notices of termination and hand-overs to another board. Both are open to read, as their page is.
func (s *Service) lifeAPI(rt *web.Router) {
	t := language.T
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: "/agreements/{id}" + path, Tags: []string{web.Both(sayAgreements)}, Summary: web.Both(sum)}
	}
	made := func(o huma.Operation) huma.Operation { o.DefaultStatus = http.StatusCreated; return o }
	web.API(rt, op("list-notices", http.MethodGet, "/notices", t("Lista uppsägningar av en överenskommelse", "List notices of termination of an agreement")), policy.ReadRegister, s.apiNotices)
	web.API(rt, made(op("give-notice", http.MethodPost, "/notices", t("Säg upp en överenskommelse, eller en kommuns del", "Give notice of an agreement, or of one municipality's part"))), policy.GiveNotice, s.apiGive)
	web.API(rt, op("withdraw-notice", http.MethodPost, "/notices/{notice}/withdrawals", t("Ta tillbaka en uppsägning", "Withdraw a notice")), policy.GiveNotice, s.apiWithdraw)
	web.API(rt, op("list-handovers", http.MethodGet, "/handovers", t("Lista överlämnanden till en annan nämnd", "List hand-overs to another board")), policy.ReadRegister, s.apiHandovers)
	web.API(rt, made(op("propose-handover", http.MethodPost, "/handovers", t("Föreslå att en annan nämnd tar över", "Propose that another board takes over"))), policy.HandOver, s.apiPropose)
	web.API(rt, op("agree-to-handover", http.MethodPost, "/handovers/{handover}/approvals", t("Godkänn ett överlämnande för din myndighet", "Agree to a hand-over for your authority")), policy.AgreeHandOver, s.apiAgree)
	web.API(rt, op("stop-handover", http.MethodPost, "/handovers/{handover}/stops", t("Stoppa ett överlämnande", "Stop a hand-over")), policy.AgreeHandOver, s.apiStop)
}

type listBody[T any] struct {
	Items []T `json:"items" nullable:"false"`
}

type noticeBody struct {
	ID           string        `json:"id"`
	Authority    string        `json:"authority" doc:"Vem som har sagt upp || Who gave notice"`
	Municipality string        `json:"municipality,omitempty" doc:"Kommunkod, när bara en kommuns del sägs upp || Municipality code, when one municipality's part alone ends"`
	GivenOn      calendar.Date `json:"givenOn"`
	Last         calendar.Date `json:"last" doc:"Sista dagen som den gäller || The last day in force"`
	Reason       string        `json:"reason"`
	State        NoticeState   `json:"state" enum:"given,withdrawn"`
}

func (s *Service) apiNotices(r *web.Request, in *struct{ Registered }) (*answer[listBody[noticeBody]], error) {
	if _, err := get(r.Context(), s.Trail.DB(), in.ID); err != nil {
		return nil, err
	}
	all, err := NoticesOf(r.Context(), s.Trail.DB(), in.ID)
	out := listBody[noticeBody]{Items: []noticeBody{}}
	for _, n := range all {
		out.Items = append(out.Items, noticeBody{n.ID, n.Authority, n.Municipality, n.Given, n.Last, n.Reason, n.State})
	}
	return &answer[listBody[noticeBody]]{out}, err
}

func (s *Service) apiGive(r *web.Request, in *struct {
	Registered
	Body struct {
		Seen
		Municipality   string        `json:"municipality,omitempty" maxLength:"4" doc:"Kommunkod, när bara den kommunens del sägs upp || Municipality code, when that municipality's part alone ends"`
		GivenOn        calendar.Date `json:"givenOn"`
		Last           calendar.Date `json:"last,omitzero" doc:"Saknas för sex månader efter uppsägningen || Absent for six months after the notice"`
		Reason         string        `json:"reason" doc:"Alla som läser överenskommelsen ser det. Skriv inga namn på personer. || Everybody who reads the agreement sees it. Write no names of persons."`
		RegistryNumber string        `json:"registryNumber,omitempty"`
	}
}) (*answer[body], error) {
	b := in.Body
	a, err := s.Terminate(r.Context(), r.Actor, Notice{Agreement: in.ID, Municipality: b.Municipality, Given: b.GivenOn, Last: b.Last, Reason: b.Reason, RegistryNumber: b.RegistryNumber}, b.Version)
	return s.told(r, a, at(err, fieldRegistry, "registry_number"))
}

func (s *Service) apiWithdraw(r *web.Request, in *struct {
	Registered
	Notice string `path:"notice" maxLength:"40"`
	Body   Seen
}) (*answer[body], error) {
	a, err := s.Withdraw(r.Context(), r.Actor, in.ID, in.Notice, in.Body.Version)
	return s.told(r, a, err)
}

type handoverBody struct {
	ID        string        `json:"id"`
	Version   int64         `json:"version"`
	FromBoard string        `json:"fromBoard" doc:"Nämnden som lämnar över || The board that hands over"`
	ToBoard   string        `json:"toBoard" doc:"Nämnden som tar över || The board that takes over"`
	StartsOn  calendar.Date `json:"startsOn"`
	Reason    string        `json:"reason"`
	State     HandoverState `json:"state" enum:"proposed,agreed,withdrawn"`
	Waiting   []string      `json:"waiting" nullable:"false" doc:"Myndigheter som inte har godkänt än || Authorities that have not agreed yet"`
}

func handoverOf(h Handover) handoverBody {
	return handoverBody{h.ID, h.Version, h.From, h.To, h.Starts, h.Reason, h.State, append([]string{}, h.Waiting()...)}
}

func (s *Service) apiHandovers(r *web.Request, in *struct{ Registered }) (*answer[listBody[handoverBody]], error) {
	if _, err := get(r.Context(), s.Trail.DB(), in.ID); err != nil {
		return nil, err
	}
	all, err := HandoversOf(r.Context(), s.Trail.DB(), in.ID)
	out := listBody[handoverBody]{Items: []handoverBody{}}
	for _, h := range all {
		out.Items = append(out.Items, handoverOf(h))
	}
	return &answer[listBody[handoverBody]]{out}, err
}

func (s *Service) apiPropose(r *web.Request, in *struct {
	Registered
	Body struct {
		FromBoard string        `json:"fromBoard" maxLength:"40"`
		ToBoard   string        `json:"toBoard" maxLength:"40"`
		StartsOn  calendar.Date `json:"startsOn"`
		Reason    string        `json:"reason"`
	}
}) (*answer[handoverBody], error) {
	h, err := s.ProposeHandover(r.Context(), r.Actor, Handover{Agreement: in.ID, From: in.Body.FromBoard, To: in.Body.ToBoard, Starts: in.Body.StartsOn, Reason: in.Body.Reason})
	return &answer[handoverBody]{handoverOf(h)}, err
}

// HandedOver names a hand-over in an address of the API.
type HandedOver struct {
	Registered
	Handover string `path:"handover" maxLength:"40"`
}

func (s *Service) apiAgree(r *web.Request, in *struct {
	HandedOver
	Body Seen
}) (*answer[handoverBody], error) {
	h, err := s.AgreeToHandover(r.Context(), r.Actor, in.Handover, in.Body.Version)
	return &answer[handoverBody]{handoverOf(h)}, err
}

func (s *Service) apiStop(r *web.Request, in *struct {
	HandedOver
	Body Seen
}) (*answer[handoverBody], error) {
	h, err := s.StopHandover(r.Context(), r.Actor, in.Handover, in.Body.Version)
	return &answer[handoverBody]{handoverOf(h)}, err
}
