package public

import (
	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Site is the open pages of one installation.
type Site struct {
	DB       *db.DB
	Accounts *account.Service // asked for the ready people of the demo; nil when there are none
	Demo     bool
	Version  string // of the program, as /om says it; empty says nothing
	Base     string // where the installation is reached: "https://samsyn.example"; empty takes the request's own host

	Publisher Publisher // as the catalogue of the open data says it
}

// Routes registers the pages.
func (s *Site) Routes(rt *web.Router) {
	rt.Handle("GET /", policy.ReadFront, s.frontPage)
	rt.Handle("GET /om", policy.OpenPage, s.aboutPage)
	rt.Handle("GET /tillganglighet", policy.OpenPage, s.accessibilityPage)
	rt.Handle("GET /personuppgifter", policy.OpenPage, s.privacyPage)
	rt.Handle("GET /sa-raknar-vi", policy.OpenPage, s.countingPage)
	rt.Handle("GET /data", policy.ReadOpenData, s.dataPage)
	rt.Handle("GET "+catalogXML, policy.ReadOpenData, s.catalogRDF)
	rt.Handle("GET "+catalogTurtle, policy.ReadOpenData, s.catalogTTL)
	rt.Handle("GET /data/dcat.rdf", policy.ReadOpenData, s.catalogRDF) // where the first version had it
	rt.Handle("GET /komponenter", policy.OpenPage, s.componentsPage)
}

// today is the day now in Sweden, by the clock of the house.
func (s *Site) today() calendar.Date { return calendar.DateOf(s.DB.Now()) }

func (s *Site) componentsPage(r *web.Request) (web.Response, error) {
	return web.Page(language.T("Sidornas delar", "The parts of the pages"), ui.ComponentsPage(r.Lang)), nil
}
