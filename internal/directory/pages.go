package directory

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// DayParam is the name of the day in the address of a page that can be asked for as of any day.
const DayParam = "datum"

// Panel is what another room shows on a municipality's page: a section with its own heading, or nil for nothing.
type Panel func(ctx context.Context, r *web.Request, m Municipality) (templ.Component, error)

// Lead is the sentence with which a municipality's page begins, from the room that knows what matters most; nil for
// none.
type Lead func(ctx context.Context, r *web.Request, m Municipality) (*ui.Lead, error)

// Shown is what other rooms give to a municipality's page, joined in app.
type Shown struct {
	Lead   Lead
	Panels []Panel // in the order in which they are read, before the directory's own
}

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router, shown Shown) {
	rt.Handle("GET /kommuner", policy.ReadMunicipality, s.listPage)
	rt.Handle("GET /kommuner.csv", policy.ReadOpenData, s.exportCSV)
	rt.Handle("GET /kommuner.xlsx", policy.ReadOpenData, s.exportXLSX)
	rt.Handle("GET /kommun/{code}", policy.ReadMunicipality, func(r *web.Request) (web.Response, error) { return s.municipalityPage(r, shown) })
	rt.Handle("GET /sok", policy.ReadMunicipality, s.findPage)
	rt.Handle("GET /myndighet/{id}", policy.ReadMunicipality, s.authorityPage)
	s.adminRoutes(rt)
	s.apiRoutes(rt)
}

// Today is the day now in Sweden, by the clock of the house.
func (s *Service) Today() calendar.Date { return today(s.Trail.DB()) }

// Day is the day that a page is asked for: the one in its address, else today. A day that cannot be read is a fault.
func (s *Service) Day(r *web.Request) (calendar.Date, error) {
	f := r.ReadQuery()
	day := f.Date(DayParam)
	if err := f.Err(); err != nil {
		return day, err
	}
	if day.IsZero() {
		day = s.Today()
	}
	return day, nil
}
