package routine

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// actRoutes registers the acts on a routine, each as its page does it.
func (s *Service) actRoutes(rt *web.Router) {
	t := language.T
	op := func(id, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Tags: []string{web.Both(sayRoutines)}, Summary: web.Both(sum)}
	}
	made := func(o huma.Operation) huma.Operation { o.DefaultStatus = http.StatusCreated; return o }
	const one = "/routines/{id}"
	web.API(rt, made(op("write-routine", "/agreements/{id}/routines", t("Skriv en rutin under en överenskommelse", "Write a routine under an agreement"))), policy.AddRoutine, s.apiWrite)
	web.API(rt, op("edit-routine", one+"/versions", t("Ändra utkastet, eller börja nästa version", "Change the draft, or begin the next version")), policy.EditRoutine, s.apiEdit)
	web.API(rt, op("put-routine-in-force", one+"/in-force", t("Låt utkastet gälla", "Let the draft hold")), policy.EditRoutine, s.apiInForce)
	web.API(rt, op("review-routine", one+"/reviews", t("Registrera att en rutin är översedd", "Enter that a routine has been reviewed")), policy.EditRoutine, s.apiReview)
	web.API(rt, op("retire-routine", one+"/retirements", t("Låt en rutin upphöra", "Let a routine end")), policy.EditRoutine, s.apiRetire)
	web.API(rt, op("share-routine", one+"/sharing", t("Föreslå delning, svara på den, eller sluta dela", "Propose sharing, answer it, or stop sharing")), policy.ShareRoutine, s.apiShare)
	web.API(rt, made(op("take-over-routine", one+"/copies", t("Ta över en delad rutin till er överenskommelse", "Take over a shared routine to your agreement"))), policy.AddRoutine, s.apiTakeOver)
	web.API(rt, op("decide-on-origin", one+"/origin-changes", t("Ta in ändringen i den rutin som ni tog över, eller låt bli", "Take in the change of the routine that you took over, or do not")), policy.EditRoutine, s.apiOrigin)
}

// Written is what a program says of a routine.
type Written struct {
	Title        string        `json:"title"`
	Purpose      string        `json:"purpose"`
	Steps        []routineStep `json:"steps" maxItems:"100" nullable:"false"`
	Clauses      []string      `json:"clauses,omitempty" maxItems:"100" doc:"Paragrafer och åtaganden: 9 eller K9.1 || Clauses and commitments: 9 or K9.1"`
	Topics       []Topic       `json:"topics,omitempty" maxItems:"20"`
	Owner        string        `json:"owner" maxLength:"40" doc:"Id för den part som äger rutinen || Id of the party that owns the routine"`
	OwnerRole    string        `json:"ownerRole" maxLength:"120" example:"samverkansansvarig"`
	OwnerAccount string        `json:"ownerAccount,omitempty" maxLength:"40" doc:"Kontots id, när en person är utsedd || Id of the account, when a person is named"`
}

func (b Written) input() Input {
	in := Input{Owner: b.Owner, OwnerRole: b.OwnerRole, OwnerAccount: b.OwnerAccount, Content: Content{Title: b.Title, Purpose: b.Purpose, Clauses: b.Clauses, Topics: b.Topics}}
	for _, x := range b.Steps {
		in.Steps = append(in.Steps, Step(x))
	}
	return in
}

// Seen is the row of the routine that the program read and acts on.
type Seen struct {
	Row int64 `json:"row" minimum:"1" doc:"Raden som du läste; har rutinen ändrats sedan dess görs inget || The row that you read; when the routine has changed since, nothing is done"`
}

// Named names a routine in an address of the API.
type Named struct {
	ID string `path:"id" maxLength:"40"`
}

// told gives a routine as it is after an act.
func (s *Service) told(r *web.Request, x Routine, err error) (*answer[routineText], error) {
	if err != nil {
		return nil, err
	}
	return s.text(r, x, x.Latest)
}

// text gives a routine with the text of one of its versions.
func (s *Service) text(r *web.Request, x Routine, no int64) (*answer[routineText], error) {
	ctx, q := r.Context(), s.Trail.DB()
	e, err := edition(ctx, q, x.ID, no)
	if err != nil {
		return nil, err
	}
	a, err := lookAround(ctx, q, r.Lang, x.Agreement)
	l := listed{Routine: x, place: a.places[x.Agreement], owner: a.named[x.Owner].Title(), clauses: e.Content.Clauses, topics: e.Content.Topics}
	return &answer[routineText]{routineText{s.bodyOf(l), e.Content.Purpose, stepsOf(e.Content.Steps)}}, err
}

func (s *Service) apiWrite(r *web.Request, in *struct {
	Agreement string `path:"id" maxLength:"40"`
	Body      Written
}) (*answer[routineText], error) {
	x, err := s.Write(r.Context(), r.Actor, in.Agreement, in.Body.input())
	return s.told(r, x, err)
}

func (s *Service) apiEdit(r *web.Request, in *struct {
	Named
	Body struct {
		Seen
		Written
	}
}) (*answer[routineText], error) {
	x, err := s.Edit(r.Context(), r.Actor, in.ID, in.Body.Row, in.Body.input())
	return s.told(r, x, err)
}

// Dated is an act that says when the routine is to be looked over next.
type Dated struct {
	Named
	Body struct {
		Seen
		ReviewOn calendar.Date `json:"reviewOn" doc:"Ses över senast || To be reviewed by"`
	}
}

func (s *Service) apiInForce(r *web.Request, in *Dated) (*answer[routineText], error) {
	x, err := s.PutInForce(r.Context(), r.Actor, in.ID, in.Body.Row, in.Body.ReviewOn)
	return s.told(r, x, err)
}

func (s *Service) apiReview(r *web.Request, in *Dated) (*answer[routineText], error) {
	x, err := s.Review(r.Context(), r.Actor, in.ID, in.Body.Row, in.Body.ReviewOn)
	return s.told(r, x, err)
}

func (s *Service) apiRetire(r *web.Request, in *struct {
	Named
	Body Seen
}) (*answer[routineText], error) {
	x, err := s.Retire(r.Context(), r.Actor, in.ID, in.Body.Row)
	return s.told(r, x, err)
}

func (s *Service) apiShare(r *web.Request, in *struct {
	Named
	Body struct {
		Seen
		Want string `json:"want" enum:"propose,yes,no,stop" doc:"propose föreslår, yes och no svarar på den andra partens förslag, stop slutar dela || propose proposes, yes and no answer the other party's proposal, stop ends the sharing"`
	}
}) (*answer[routineText], error) {
	ctx, row := r.Context(), in.Body.Row
	var x Routine
	var err error
	switch in.Body.Want {
	case "propose":
		x, err = s.ProposeSharing(ctx, r.Actor, in.ID, row)
	case "stop":
		x, err = s.StopSharing(ctx, r.Actor, in.ID, row)
	default:
		x, err = s.AnswerSharing(ctx, r.Actor, in.ID, row, in.Body.Want == "yes")
	}
	return s.told(r, x, err)
}

func (s *Service) apiTakeOver(r *web.Request, in *struct {
	Named
	Body struct {
		Agreement string `json:"agreement" maxLength:"40" doc:"Er överenskommelse || Your agreement"`
		OwnerRole string `json:"ownerRole" maxLength:"120"`
	}
}) (*answer[routineText], error) {
	x, err := s.TakeOver(r.Context(), r.Actor, in.ID, in.Body.Agreement, in.Body.OwnerRole)
	return s.told(r, x, err)
}

func (s *Service) apiOrigin(r *web.Request, in *struct {
	Named
	Body struct {
		Seen
		Newer  int64  `json:"newer" minimum:"1" doc:"Originalets version som du läste || The original's version that you read"`
		Take   bool   `json:"take" doc:"false behåller er text || false keeps your text"`
		Theirs []Part `json:"theirs,omitempty" maxItems:"5" doc:"Delar där originalets text tas när båda har ändrat: title, purpose, steps, clauses, topics || Parts where the original's text is taken when both have changed"`
	}
}) (*answer[routineText], error) {
	b := in.Body
	if !b.Take {
		x, err := s.DeclineChange(r.Context(), r.Actor, in.ID, b.Row, b.Newer)
		return s.told(r, x, err)
	}
	x, err := s.TakeChange(r.Context(), r.Actor, in.ID, b.Row, b.Newer, b.Theirs...)
	return s.told(r, x, err)
}
