package person

import (
	"net/http"
	"strings"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// personTaskBody is one thing to do about a person, as the API gives it: never who the person is.
type personTaskBody struct {
	ID      string    `json:"id"`
	Version int64     `json:"version"`
	Person  string    `json:"person"`
	Kind    TaskKind  `json:"kind" enum:"returned-mail,inform,stop"`
	Says    string    `json:"says" doc:"Vad som ska göras, i ord || What is to be done, in words"`
	About   string    `json:"about,omitempty" doc:"Det som uppgiften kommer av || What the task comes from"`
	Created time.Time `json:"created"`
}

type personTasksBody struct {
	Items []personTaskBody `json:"items" nullable:"false"`
}

// taskOperations registers what is to be done about persons, and the opening of a record in an emergency.
func (s *Service) taskOperations(rt *web.Router) {
	t := language.T
	web.API(rt, apiOp("list-person-tasks", http.MethodGet, "/person-tasks", t("Lista vad som ska göras om personer", "List what is to be done about persons")), policy.ReadPersonTasks, s.apiTasks)
	web.API(rt, apiOp("complete-person-task", http.MethodPost, "/person-tasks/{task}/completions", t("Anteckna att något är gjort, och hur", "Note that something is done, and how")), policy.DoPersonTask, s.apiDone)
	web.API(rt, apiOp("open-person-in-emergency", http.MethodPost, onePersonAPI+"/emergency-openings", t("Nödöppna uppgifter om en person i 24 timmar. Öppningen granskas i efterhand.", "Open a record in an emergency for 24 hours. The opening is reviewed afterwards.")), policy.OpenPerson, s.apiEmergency)
}

func (s *Service) apiTasks(r *web.Request, _ *struct{}) (*answer[personTasksBody], error) {
	list, err := Tasks(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return nil, err
	}
	out := personTasksBody{Items: make([]personTaskBody, len(list))}
	for i, task := range list {
		out.Items[i] = personTaskBody{ID: task.ID, Version: task.Version, Person: task.Person, Kind: task.Kind, Says: r.Say(task.Kind.Name()), Created: task.CreatedAt.Time}
		if !task.About.IsZero() {
			out.Items[i].About = task.About.String()
		}
	}
	return &answer[personTasksBody]{out}, nil
}

func (s *Service) apiDone(r *web.Request, in *struct {
	Task string `path:"task" maxLength:"40"`
	Body struct {
		PersonSeen
		Note string `json:"note" maxLength:"1000" doc:"Vad som gjordes || What was done"`
	}
}) (*answer[doneBody], error) {
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.DoPersonTask, ref.To(TaskRef, in.Task)); err != nil {
		return nil, err
	}
	note := strings.TrimSpace(in.Body.Note)
	if note == "" {
		return nil, fault.New(fault.Invalid, noteNeeded, fault.Field("note", noteNeeded))
	}
	err := s.Done(r.Context(), r.Actor, in.Task, in.Body.Version, note)
	return &answer[doneBody]{doneBody{err == nil}}, err
}

// apiEmergency opens a record as the page does: with a reason, for a day, and whom the page tells is told.
func (s *Service) apiEmergency(r *web.Request, in *struct {
	PersonID
	Body struct {
		Reason string `json:"reason" maxLength:"2000" doc:"Varför akten måste öppnas nu; det står i loggen || Why the record must be opened now; it stands in the log"`
	}
}) (*answer[doneBody], error) {
	err := s.OpenInEmergency(r.Context(), r.Actor, in.ID, in.Body.Reason)
	return &answer[doneBody]{doneBody{err == nil}}, err
}
