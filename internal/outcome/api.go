package outcome

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

const oneAPI = "/outcomes/{id}"

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

// apiRoutes registers the readings and the act. The act may be sent with an Idempotency-Key, after which it is done once.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	web.API(rt, apiOp("list-outcomes-to-follow-up", http.MethodGet, "/outcomes", t("Lista de uppföljningar som väntar", "List the follow-ups that wait")), policy.ListOutcomes, s.apiList)
	web.API(rt, apiOp("sum-outcomes", http.MethodGet, "/outcome-sums", t("Hämta hur det gick per kommun, utan uppgifter om någon", "Get how it went by municipality, with nobody in it")), policy.SumOutcomes, s.apiSums)
	web.API(rt, apiOp("read-outcome", http.MethodPost, oneAPI+"/readings", t("Läs vad som sagts. Läsningen antecknas.", "Read what was said. The reading is noted.")), policy.ReadOutcomeText, s.apiRead, web.Reading())
	web.API(rt, apiOp("note-outcome", http.MethodPost, oneAPI+"/answers", t("Anteckna hur det gick", "Note how it went")), policy.NoteOutcome, s.apiNote)
}

type outcomeAsked struct {
	ID string `path:"id" maxLength:"40" doc:"Uppföljningens id || Id of the follow-up"`
}

// OutcomeBody is a follow-up in the API, without whom it is about.
type OutcomeBody struct {
	ID           string        `json:"id"`
	Version      int64         `json:"version" doc:"Skickas med i svaret || Sent along with the answer"`
	Matter       string        `json:"matter" doc:"Ärendets id || Id of the matter"`
	Municipality string        `json:"municipality" doc:"Kommunkod || Municipality code"`
	Point        Point         `json:"point" enum:"closing,days-90,days-180,months-12"`
	DueOn        calendar.Date `json:"dueOn"`
	State        State         `json:"state" enum:"waiting,noted,dropped"`
}

func bodyOf(o Outcome) OutcomeBody {
	return OutcomeBody{ID: o.ID, Version: o.Version, Matter: o.Matter, Municipality: o.Municipality, Point: o.Point, DueOn: o.Due, State: o.State}
}

func (s *Service) apiList(r *web.Request, in *struct {
	Mine   bool `query:"mine"`
	Coming bool `query:"coming" doc:"Vars dag inte har kommit || Whose day has not come"`
	Noted  bool `query:"noted" doc:"De besvarade || Those that are answered"`
	web.Paging
}) (*web.PageOf[OutcomeBody], error) {
	f := Filter{Mine: in.Mine, Coming: in.Coming, Noted: in.Noted}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Item, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.Total(r.Context(), s.Trail.DB(), r.Actor, f) }, func(i Item) OutcomeBody { return bodyOf(i.Outcome) })
}

// OutcomeSum is how it went in one municipality; what is not there is too few to show.
type OutcomeSum struct {
	Municipality string         `json:"municipality" doc:"Kommunkod || Municipality code"`
	Answers      *int64         `json:"answers,omitempty" doc:"Utelämnas när de är för få för att visas || Left out when they are too few to show"`
	Outcomes     map[What]int64 `json:"outcomes,omitempty" doc:"Utelämnas när något antal är för litet för att visas || Left out when any number is too small to show"`
}

func (s *Service) apiSums(r *web.Request, in *struct {
	Part  matter.Part `query:"part" enum:"agency,municipality" default:"agency" doc:"Vems svar || Whose answers"`
	Point Point       `query:"point" enum:"closing,days-90,days-180,months-12" default:"closing"`
}) (*struct {
	Body struct {
		Items []OutcomeSum `json:"items" nullable:"false"`
	}
}, error) {
	q := s.Trail.DB()
	rows, err := Sums(r.Context(), q, in.Part, in.Point, today(q).AddMonths(-12))
	out := &struct {
		Body struct {
			Items []OutcomeSum `json:"items" nullable:"false"`
		}
	}{}
	out.Body.Items = []OutcomeSum{}
	for _, row := range rows {
		x := OutcomeSum{Municipality: row.Municipality, Outcomes: row.Of}
		if !row.Few {
			x.Answers = &row.All
		}
		out.Body.Items = append(out.Body.Items, x)
	}
	return out, err
}

// OutcomeAnswerBody is what an authority says became of somebody, in the API.
type OutcomeAnswerBody struct {
	What   What          `json:"what" enum:"work,subsidised,study,other,none,unknown"`
	Form   string        `json:"form,omitempty" maxLength:"20" doc:"Närmare bestämt || More closely"`
	Since  calendar.Date `json:"since,omitzero" doc:"Från vilken dag || From which day"`
	Source Source        `json:"source,omitempty" enum:"own,phone,in-person,letter,my-pages,told" doc:"Hur ni vet det || How you know"`
	Ground law.GroundID  `json:"ground,omitempty" maxLength:"40" doc:"På vilken grund en annan myndighet lämnade uppgiften || On which ground another authority told it"`
	Note   string        `json:"note,omitempty" maxLength:"300"`
}

// OutcomeSaid is an answer with when it was given.
type OutcomeSaid struct {
	OutcomeAnswerBody
	At time.Time `json:"at"`
}

type outcomeRead struct {
	Body struct {
		OutcomeBody
		Number  string        `json:"number" doc:"Personnummer eller samordningsnummer || Personal or coordination number"`
		Name    string        `json:"name"`
		Answers []OutcomeSaid `json:"answers" nullable:"false" doc:"Det sista gäller || The last one holds"`
	}
}

func (s *Service) apiRead(r *web.Request, in *outcomeAsked) (*outcomeRead, error) {
	o, err := s.Open(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := &outcomeRead{}
	out.Body.OutcomeBody, out.Body.Number, out.Body.Name, out.Body.Answers = bodyOf(o.Outcome), o.Person.Number.TwelveDigits(), o.Person.Name, []OutcomeSaid{}
	for _, x := range o.Said {
		if !x.Gone {
			out.Body.Answers = append(out.Body.Answers, OutcomeSaid{OutcomeAnswerBody(x.Answer), x.At.Time})
		}
	}
	return out, nil
}

func (s *Service) apiNote(r *web.Request, in *struct {
	outcomeAsked
	Body struct {
		OutcomeAnswerBody
		Version int64 `json:"version" minimum:"1" doc:"Den version som ni har sett || The version that you have seen"`
	}
}) (*struct{ Body OutcomeBody }, error) {
	o, err := s.Note(r.Context(), r.Actor, in.ID, in.Body.Version, Answer(in.Body.OutcomeAnswerBody))
	if err != nil {
		return nil, err
	}
	return &struct{ Body OutcomeBody }{bodyOf(o)}, nil
}
