package escalation

import (
	"strconv"
	"time"

	"samsyn/internal/ladder"
	"samsyn/internal/web"
)

func cursorOf(e Escalation) web.Cursor {
	return web.Cursor{strconv.FormatInt(e.OrderAt.UnixMicro(), 10), e.ID}
}

func placeOf(c web.Cursor) (*Place, error) {
	if len(c) == 0 {
		return nil, nil
	}
	n, err := c.Int(0)
	return &Place{At: time.UnixMicro(n), ID: c[1]}, err
}

func (s *Service) apiList(r *web.Request, in *struct {
	web.Paging
	State        State  `query:"state" enum:"open,ended" default:"open"`
	Level        int    `query:"level" minimum:"0" maximum:"4"`
	Municipality string `query:"municipality" maxLength:"4"`
	Agreement    string `query:"agreement" maxLength:"40"`
	Owing        bool   `query:"owing" doc:"Den egna myndigheten ska svara || The own authority is to answer"`
}) (*web.PageOf[escalationBody], error) {
	c, err := in.Cursor(2)
	if err != nil {
		return nil, err
	}
	f := Filter{Ended: in.State == Ended, Level: ladder.Level(in.Level), Municipality: in.Municipality, Agreement: in.Agreement, Owing: in.Owing, Limit: in.Limit + 1}
	if f.After, err = placeOf(c); err != nil {
		return nil, err
	}
	found, err := s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return nil, err
	}
	total, err := s.Count(r.Context(), s.Trail.DB(), r.Actor, f)
	page := web.NewPageOf(found, in.Limit, total, cursorOf)
	out := &web.PageOf[escalationBody]{}
	out.Body.Items, out.Body.Total, out.Body.Next = []escalationBody{}, page.Body.Total, page.Body.Next
	for _, e := range page.Body.Items {
		out.Body.Items = append(out.Body.Items, bodyOf(e))
	}
	return out, err
}
