package contact

import (
	"samsyn/internal/calendar"
	"samsyn/internal/web"
)

// contactShareBody is how many of those that counted were kept. The share is left out of fewer than five.
type contactShareBody struct {
	Kept    int64  `json:"kept"`
	Of      int64  `json:"of"`
	Percent *int64 `json:"percent,omitempty" doc:"Utelämnas när de är färre än fem || Left out when there are fewer than five"`
}

func (s Share) body() contactShareBody {
	b := contactShareBody{Kept: s.Kept, Of: s.Of}
	if p, ok := s.Percent(); ok {
		b.Percent = &p
	}
	return b
}

type contactGapBody struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to" doc:"Sista dagen || Last day"`
}

type contactFiguresBody struct {
	Path        string           `json:"path" doc:"Kontaktvägens id || Id of the contact path"`
	Name        string           `json:"name"`
	Authority   string           `json:"authority"`
	State       State            `json:"state" enum:"confirmed,unconfirmed,inactive"`
	ConfirmedOn calendar.Date    `json:"confirmedOn,omitzero"`
	SilentSince calendar.Date    `json:"silentSince,omitzero" doc:"Sedan den dagen har ingen svarat || Nobody has answered since that day"`
	From        calendar.Date    `json:"from" doc:"Periodens första dag || First day of the period"`
	To          calendar.Date    `json:"to" doc:"Periodens sista dag || Last day of the period"`
	FirstInTime contactShareBody `json:"firstInTime" doc:"Första svar av en människa i tid, av dem som förföll (K8.2) || First response by a human being in time, of those that were due (K8.2)"`
	Callbacks   contactShareBody `json:"callbacks" doc:"Återuppringningar som nådde fram vid första eller andra samtalet (K8.3) || Calls back that reached at the first or second call (K8.3)"`
	Attempts    contactShareBody `json:"attempts" doc:"Antecknade försök där någon svarade || Noted attempts where somebody answered"`
	Rota        bool             `json:"rota" doc:"Det finns en bemanningslista || There is a rota"`
	Gaps        []contactGapBody `json:"gaps" nullable:"false" doc:"Luckor i bemanningen de närmaste fyra veckorna || Holes in the rota in the next four weeks"`
}

func (s *Service) figuresBody(m measured, on calendar.Period) contactFiguresBody {
	b := contactFiguresBody{Path: m.place.ID, Name: m.place.Name, Authority: m.place.Authority, State: m.place.StateAt(s.Trail.DB().Now()), SilentSince: m.place.SilentSince, From: on.From, To: on.To,
		FirstInTime: m.InTime().body(), Callbacks: m.Calls().body(), Attempts: m.Tries().body(), Rota: m.Rota, Gaps: []contactGapBody{}}
	if !m.place.ConfirmedAt.IsZero() {
		b.ConfirmedOn = calendar.DateOf(m.place.ConfirmedAt.Time)
	}
	for _, g := range m.Gaps {
		b.Gaps = append(b.Gaps, contactGapBody{g.From, g.To})
	}
	return b
}

func (s *Service) apiFigures(r *web.Request, in *struct {
	web.Paging
	Municipality string `query:"municipality" maxLength:"4" doc:"Kommunkod: båda parternas kontaktvägar för kommunen || Municipality code: the paths of both parties for the municipality"`
	Authority    string `query:"authority" maxLength:"40"`
	Month        string `query:"month" maxLength:"7" doc:"ÅÅÅÅ-MM, en av de senaste 12; utan den de senaste 12 månaderna || YYYY-MM, one of the latest 12; without it the latest 12 months"`
}) (*web.PageOf[contactFiguresBody], error) {
	after, err := in.Cursor(2)
	if err != nil {
		return nil, err
	}
	l := lookAt{Filter: Filter{Municipality: in.Municipality, Agency: true, Authority: in.Authority, After: after, Limit: in.Limit + 1}, month: s.monthOf(in.Month)}
	if l.by, err = s.onlooker(r); err != nil {
		return nil, err
	}
	found, err := s.measured(r.Context(), l)
	if err != nil {
		return nil, err
	}
	l.After = nil
	total, err := Total(r.Context(), s.Trail.DB(), l.Filter)
	rows, last, on := make([]contactFiguresBody, len(found)), map[string]web.Cursor{}, l.period(today(s.Trail.DB()))
	for i, m := range found {
		rows[i], last[m.place.ID] = s.figuresBody(m, on), m.after()
	}
	return web.NewPageOf(rows, in.Limit, total, func(b contactFiguresBody) web.Cursor { return last[b.Path] }), err
}
