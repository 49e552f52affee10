package deviation

import (
	"context"
	"net/http"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

type deviationTold struct{ Body DeviationBody }

func stepped(d Deviation, err error) (*deviationTold, error) { return &deviationTold{bodyOf(d)}, err }

// Seen is an act without words.
type Seen struct {
	Version int64 `json:"version,omitempty" minimum:"0" doc:"Den version ni har sett; 0 är som den är nu || The version you have seen; 0 is as it is now"`
}

// Said is an act with words that both sides read.
type Said struct {
	Seen
	Said string `json:"said" maxLength:"2000" doc:"Båda sidor läser det. Inga personuppgifter. || Both sides read it. No personal data."`
}

type seenInput struct {
	Addressed
	Body Seen
}

type saidInput struct {
	Addressed
	Body Said
}

// saying is an act with words, as a program does it.
func saying(do func(context.Context, policy.Actor, Key, string) (Deviation, error)) func(*web.Request, *saidInput) (*deviationTold, error) {
	return func(r *web.Request, in *saidInput) (*deviationTold, error) {
		return stepped(do(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Said))
	}
}

// apiActs registers what is done with a deviation, each as its page does it.
func (s *Service) apiActs(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("report-deviation", post, listAPI, t("Rapportera en avvikelse", "Report a deviation")), policy.ReportDeviation, func(r *web.Request, in *struct{ Body ReportBody }) (*deviationTold, error) {
		return stepped(s.Report(r.Context(), r.Actor, in.Body.input()))
	})
	web.API(rt, apiOp("acknowledge-deviation", post, oneAPI+"/acknowledgements", t("Säg att en människa har sett den", "Say that a human being has seen it")), policy.TreatDeviation, func(r *web.Request, in *seenInput) (*deviationTold, error) {
		return stepped(s.Acknowledge(r.Context(), r.Actor, in.key(in.Body.Version)))
	})
	web.API(rt, apiOp("take-back-deviation-dispute", post, oneAPI+"/dispute-withdrawals", t("Ta tillbaka en invändning", "Take back what was said against it")), policy.TreatDeviation, func(r *web.Request, in *seenInput) (*deviationTold, error) {
		return stepped(s.TakeBack(r.Context(), r.Actor, in.key(in.Body.Version)))
	})
	for _, a := range []struct {
		id, path string
		sum      language.Text
		do       func(context.Context, policy.Actor, Key, string) (Deviation, error)
	}{
		{"ask-more-of-deviation", "/pauses", t("Be om mer; tiden står still", "Ask for more; time stands still"), s.AskMore},
		{"give-more-of-deviation", "/resumptions", t("Svara på det som frågades; tiden går igen", "Answer what was asked; time goes on"), s.GiveMore},
		{"analyse-deviation", "/causes", t("Beskriv varför det blev så", "Describe why it came about"), s.Analyse},
		{"raise-deviation", "/levels", t("Lyft till nästa nivå, med skäl", "Raise to the next level, with a reason"), s.Raise},
		{"dispute-deviation", "/disputes", t("Säg hur ni läser den på ett annat sätt", "Say how you read it differently"), s.Dispute},
		{"answer-deviation-dispute", "/dispute-answers", t("Svara med er läsning", "Answer with your reading"), s.Answer},
		{"agree-with-deviation-dispute", "/dispute-agreements", t("Håll med motparten", "Agree with the counterpart"), s.Agree},
		{"reopen-deviation", "/rounds", t("Säg att det inte hjälpte; en ny omgång börjar", "Say that it did not help; a new round begins"), s.Reopen},
		{"withdraw-deviation", "/withdrawals", t("Ta tillbaka avvikelsen", "Take the deviation back"), s.Withdraw},
	} {
		web.API(rt, apiOp(a.id, post, oneAPI+a.path, a.sum), policy.TreatDeviation, saying(a.do))
	}
	web.API(rt, apiOp("number-deviation", post, oneAPI+"/registry-numbers", t("Ange avvikelsens nummer i er egen diarieföring", "Give the deviation's number in your own registry")), policy.RegisterDeviation, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Registry string `json:"registryNumber" maxLength:"100"`
		}
	}) (*deviationOne, error) {
		if err := s.Number(r.Context(), r.Actor, in.ID, in.Body.Registry); err != nil {
			return nil, err
		}
		return s.apiOne(r, &struct{ Addressed }{in.Addressed})
	})
	s.apiSettle(rt)
}

func (s *Service) apiSettle(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("decide-deviation", post, oneAPI+"/actions", t("Besluta vad som ska göras", "Decide what is to be done")), policy.SettleDeviation, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Said
			Due calendar.Date `json:"due"`
		}
	}) (*deviationTold, error) {
		return stepped(s.Decide(r.Context(), r.Actor, in.key(in.Body.Version), Decision{in.Body.Said.Said, in.Body.Due}))
	})
	web.API(rt, apiOp("resolve-deviation", post, oneAPI+"/solutions", t("Säg att den är löst", "Say that it is solved")), policy.SettleDeviation, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Said
			Cause  string `json:"cause,omitempty" maxLength:"2000" doc:"Behövs när orsaken inte är beskriven || Needed when the cause is not described"`
			Helped Helped `json:"helped" enum:"yes,partly,unknown"`
		}
	}) (*deviationTold, error) {
		return stepped(s.Resolve(r.Context(), r.Actor, in.key(in.Body.Version), Solution{in.Body.Cause, in.Body.Said.Said, in.Body.Helped}))
	})
	web.API(rt, apiOp("confirm-deviation", post, oneAPI+"/confirmations", t("Säg att det hjälpte", "Say that it helped")), policy.TreatDeviation, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Seen
			Helped Helped `json:"helped" enum:"yes,partly"`
		}
	}) (*deviationTold, error) {
		return stepped(s.Confirm(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Helped))
	})
	web.API(rt, apiOp("note-deviation-analysis", post, analysisAPI+"/findings", t("Skriv en orsaksanalys", "Write an analysis of causes")), policy.EditAnalysis, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Seen
			Cause   string        `json:"cause" maxLength:"2000"`
			Measure string        `json:"measure" maxLength:"2000"`
			Due     calendar.Date `json:"due"`
			Owner   string        `json:"ownerId,omitempty" maxLength:"40"`
		}
	}) (*analysisOne, error) {
		a, err := s.NoteAnalysis(r.Context(), r.Actor, in.key(in.Body.Version), Findings{in.Body.Cause, in.Body.Measure, in.Body.Due, in.Body.Owner})
		return &analysisOne{analysisBody(a)}, err
	})
	web.API(rt, apiOp("finish-deviation-analysis", post, analysisAPI+"/results", t("Säg att åtgärden är genomförd", "Say that the measure is carried out")), policy.EditAnalysis, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Seen
			Result string `json:"result" maxLength:"2000"`
		}
	}) (*analysisOne, error) {
		a, err := s.FinishAnalysis(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Result)
		return &analysisOne{analysisBody(a)}, err
	})
}
