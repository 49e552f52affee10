package template

import (
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// helpAPI registers requests for help with an agreement. They are between the authority that asks and the body asked.
func (s *Service) helpAPI(rt *web.Router) {
	t := language.T
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: "/help-requests" + path, Tags: []string{web.Both(t("Stöd", "Support"))}, Summary: web.Both(sum)}
	}
	ask := op("ask-for-help", http.MethodPost, "", t("Be SKR eller Arbetsförmedlingen om stöd", "Ask SKR or the employment agency for help"))
	ask.DefaultStatus = http.StatusCreated
	web.API(rt, op("list-help-requests", http.MethodGet, "", t("Lista frågor om stöd, den senaste först", "List requests for help, the latest first")), policy.ListHelp, s.apiHelps)
	web.API(rt, ask, policy.AskHelp, s.apiAsk)
	web.API(rt, op("get-help-request", http.MethodGet, "/{help}", t("Hämta en fråga om stöd med svaren", "Get a request for help with its answers")), policy.ReadHelp, s.apiHelp)
	web.API(rt, op("answer-help-request", http.MethodPost, "/{help}/answers", t("Svara på en fråga om stöd", "Answer a request for help")), policy.AnswerHelp, s.apiAnswer)
	web.API(rt, op("follow-help-request", http.MethodPost, "/{help}/questions", t("Fråga vidare", "Ask on")), policy.FollowHelp, s.apiFollow)
	web.API(rt, op("close-help-request", http.MethodPost, "/{help}/closings", t("Avsluta en fråga om stöd", "Close a request for help")), policy.CloseHelp, s.apiClose)
}

// helpBody is a request for help without what was answered.
type helpBody struct {
	ID        string        `json:"id"`
	Version   int64         `json:"version" doc:"Skickas med när något ändras || Sent along when something is changed"`
	Authority string        `json:"authority" doc:"Vem som frågar || Who asks"`
	To        string        `json:"to" enum:"skr,af" doc:"Vem som är tillfrågad || Who is asked"`
	Clause    string        `json:"clause,omitempty"`
	Phase     string        `json:"phase,omitempty"`
	Draft     string        `json:"draft,omitempty"`
	Subject   string        `json:"subject"`
	Question  string        `json:"question"`
	State     HelpState     `json:"state" enum:"open,answered,closed"`
	OpenedAt  time.Time     `json:"openedAt"`
	Due       calendar.Date `json:"due" doc:"Sista arbetsdag för svar || Last working day for an answer"`
}

func helpOf(h Help) helpBody {
	return helpBody{h.ID, h.Version, h.Authority, h.To, h.Clause, h.Phase, h.Draft, h.Subject, h.Question, h.State, h.OpenedAt.Time, h.Due}
}

type lineBody struct {
	Authority string    `json:"authority"`
	Text      string    `json:"text"`
	At        time.Time `json:"at"`
}

type helpText struct {
	helpBody
	Lines []lineBody `json:"lines" nullable:"false" doc:"Svar och följdfrågor i ordning || Answers and further questions in order"`
}

type helpList struct {
	Items []helpBody `json:"items" nullable:"false"`
	Total int        `json:"total" doc:"Antal i hela listan || Number in the whole list"`
	Next  string     `json:"next,omitempty" doc:"Skicka som after för nästa sida || Send as after for the next page"`
}

func (s *Service) apiHelps(r *web.Request, in *struct {
	web.Paging
	State string `query:"state" enum:"open,answered,closed"`
}) (*answer[helpList], error) {
	after, err := in.Cursor(1)
	if err != nil {
		return nil, err
	}
	f := HelpFilter{State: HelpState(in.State), Limit: in.Limit + 1}
	if len(after) == 1 {
		f.After = after[0]
	}
	found, err := s.Helps(r.Context(), r.Actor, f)
	if err != nil {
		return nil, err
	}
	found, next := web.Cut(found, in.Limit, func(h Help) web.Cursor { return web.Cursor{h.ID} })
	out := helpList{Items: []helpBody{}, Next: next.String()}
	for _, h := range found {
		out.Items = append(out.Items, helpOf(h))
	}
	f.After = ""
	out.Total, err = s.CountHelps(r.Context(), r.Actor, f)
	return &answer[helpList]{out}, err
}

// Asked names a request for help in an address of the API.
type Asked struct {
	Help string `path:"help" maxLength:"40"`
}

func (s *Service) apiHelp(r *web.Request, in *Asked) (*answer[helpText], error) {
	h, lines, err := s.ReadHelp(r.Context(), r.Actor, in.Help)
	out := helpText{helpOf(h), []lineBody{}}
	for _, l := range lines {
		out.Lines = append(out.Lines, lineBody{l.Authority, l.Text, l.At.Time})
	}
	return &answer[helpText]{out}, err
}

func (s *Service) apiAsk(r *web.Request, in *struct {
	Body struct {
		To       string `json:"to" enum:"skr,af"`
		Clause   string `json:"clause,omitempty" maxLength:"20" doc:"Paragrafens id || Id of the clause"`
		Phase    string `json:"phase,omitempty" maxLength:"40" doc:"Fasens id i checklistan || Id of the phase of the checklist"`
		Subject  string `json:"subject" maxLength:"200"`
		Question string `json:"question" maxLength:"4000" doc:"Skriv inga uppgifter om enskilda. || Write nothing about individuals."`
	}
}) (*answer[helpBody], error) {
	b := in.Body
	h, err := s.Ask(r.Context(), r.Actor, Question{To: b.To, Clause: b.Clause, Phase: b.Phase, Subject: strings.TrimSpace(b.Subject), Question: strings.TrimSpace(b.Question)})
	return &answer[helpBody]{helpOf(h)}, err
}

// Versioned is the version of the request that the program read and acts on.
type Versioned struct {
	Version int64 `json:"version" minimum:"1" doc:"Versionen som du läste; har den ändrats sedan dess görs inget || The version that you read; when it has changed since, nothing is done"`
}

// Texted is an act on a request that says something.
type Texted struct {
	Asked
	Body struct {
		Versioned
		Text string `json:"text" maxLength:"4000" doc:"Skriv inga uppgifter om enskilda. || Write nothing about individuals."`
	}
}

func (s *Service) apiAnswer(r *web.Request, in *Texted) (*answer[helpBody], error) {
	h, err := s.Answer(r.Context(), r.Actor, in.Help, in.Body.Version, strings.TrimSpace(in.Body.Text))
	return &answer[helpBody]{helpOf(h)}, err
}

func (s *Service) apiFollow(r *web.Request, in *Texted) (*answer[helpBody], error) {
	h, err := s.Follow(r.Context(), r.Actor, in.Help, in.Body.Version, strings.TrimSpace(in.Body.Text))
	return &answer[helpBody]{helpOf(h)}, err
}

func (s *Service) apiClose(r *web.Request, in *struct {
	Asked
	Body Versioned
}) (*answer[helpBody], error) {
	h, err := s.Close(r.Context(), r.Actor, in.Help, in.Body.Version)
	return &answer[helpBody]{helpOf(h)}, err
}
