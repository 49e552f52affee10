package meeting

import (
	"net/http"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

func (s *Service) presenceAPI(rt *web.Router) {
	t := language.T
	web.API(rt, apiOp("list-presence-days", http.MethodGet, "/presence-days", t("Lista närvarodagarna i en månad", "List the days of presence of a month")), policy.ListPresence, s.apiDays)
	web.API(rt, apiOp("plan-presence-day", http.MethodPost, "/presence-days", t("Planera en närvarodag", "Plan a day of presence")), policy.PlanPresence, s.apiPlanDay)
	web.API(rt, apiOp("note-presence-day", http.MethodPost, "/presence-days/{dag}", t("Anteckna hur en närvarodag blev, eller flytta den", "Note what came of a day of presence, or move it")), policy.NotePresence, s.apiNoteDay)
}

type dayBody struct {
	ID           string        `json:"id"`
	Version      int64         `json:"version"`
	Municipality string        `json:"municipality" doc:"Kommunkod || Municipality code"`
	Premises     string        `json:"premises"`
	Day          string        `json:"day" format:"date"`
	Opens        string        `json:"opens"`
	Closes       string        `json:"closes"`
	State        PresenceState `json:"state" enum:"planned,kept,missed"`
	MovedFrom    string        `json:"movedFrom,omitempty" format:"date"`
	Reason       Reason        `json:"reason,omitempty"`
	Counts       bool          `json:"counts" doc:"Den var planerad när månaden började || It was planned when the month began"`
}

func dayOfBody(d Day) dayBody {
	b := dayBody{ID: d.ID, Version: d.Version, Municipality: d.Municipality, Premises: d.Premises, Day: d.Day.String(), Opens: d.Opens, Closes: d.Closes, State: d.State, Reason: d.Reason, Counts: d.Fact != ""}
	if !d.MovedFrom.IsZero() {
		b.MovedFrom = d.MovedFrom.String()
	}
	return b
}

type dayItem struct{ Body dayBody }

func (s *Service) apiDays(r *web.Request, in *struct {
	Month        string `query:"month" format:"date" doc:"En dag i månaden; annars denna || A day of the month; else this one"`
	Municipality string `query:"municipality" maxLength:"4"`
	web.Paging
}) (*web.PageOf[dayBody], error) {
	f := DayFilter{Month: today(s.Trail.DB()), Municipality: in.Municipality}
	if in.Month != "" {
		month, err := calendar.ParseDate(in.Month)
		if err != nil {
			return nil, err
		}
		f.Month = month
	}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Day, error) {
		f.After, f.Limit = after, limit
		return s.Days(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) {
		counts, err := s.CountDays(r.Context(), s.Trail.DB(), r.Actor, f)
		return counts.All, err
	}, dayOfBody)
}

func (s *Service) apiPlanDay(r *web.Request, in *struct {
	Body struct {
		Municipality string `json:"municipality" maxLength:"4" doc:"Kommunkod || Municipality code"`
		Premises     string `json:"premises" maxLength:"120"`
		Day          string `json:"day" format:"date"`
		Opens        string `json:"opens" maxLength:"5" doc:"09.00"`
		Closes       string `json:"closes" maxLength:"5" doc:"15.00"`
	}
}) (*dayItem, error) {
	day, err := calendar.ParseDate(in.Body.Day)
	if err != nil {
		return nil, err
	}
	d, err := s.PlanDay(r.Context(), r.Actor, Planned{Municipality: in.Body.Municipality, Premises: in.Body.Premises, Day: day, Opens: in.Body.Opens, Closes: in.Body.Closes})
	return &dayItem{dayOfBody(d)}, err
}

func (s *Service) apiNoteDay(r *web.Request, in *struct {
	ID   string `path:"dag" maxLength:"40"`
	Body struct {
		Version int64         `json:"version" minimum:"1"`
		State   PresenceState `json:"state" enum:"planned,kept,missed" doc:"planned med to flyttar dagen || planned with to moves the day"`
		Reason  Reason        `json:"reason,omitempty" enum:",staff,premises,need,other"`
		To      string        `json:"to,omitempty" format:"date"`
	}
}) (*dayItem, error) {
	n := DayNote{State: in.Body.State, Reason: in.Body.Reason}
	if in.Body.To != "" {
		to, err := calendar.ParseDate(in.Body.To)
		if err != nil {
			return nil, err
		}
		n.To = to
	}
	d, err := s.NoteDay(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, n)
	return &dayItem{dayOfBody(d)}, err
}
