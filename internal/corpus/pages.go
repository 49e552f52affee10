package corpus

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// View is the pages and the API of the view.
type View struct {
	DB     *db.DB
	Drafts *negotiation.Service // begins the amendment that a page proposes
}

// Addresses.
const (
	textsPath      = "/oversikt/texter"
	deviationsPath = textsPath + "/avvikelser"
	targetsPath    = "/oversikt/ataganden"
)

// Names of the filters in an address.
const (
	paramCounty = "lan"
	paramGroup  = "grupp"
)

// Routes registers the view's pages and its API.
func (v *View) Routes(rt *web.Router) {
	rt.Handle("GET "+textsPath, policy.ReadCorpus, v.textsPage)
	rt.Handle("GET "+deviationsPath, policy.ReadCorpus, v.deviationsPage)
	rt.Handle("GET "+textsPath+"/paragraf/{clause}", policy.ReadCorpus, v.clausePage)
	rt.Handle("GET "+textsPath+"/mall/{no}", policy.ReadCorpus, v.changePage)
	rt.Handle("POST "+textsPath+"/mall/{no}/{id}", policy.BeginAmendment, v.proposePost)
	rt.Handle("GET "+targetsPath, policy.ReadCorpus, v.targetsPage)
	rt.Handle("GET "+targetsPath+"/{metric}", policy.ReadCorpus, v.metricPage)
	v.apiRoutes(rt)
}

func clausePath(id string) string { return textsPath + "/paragraf/" + id }
func changePath(no int64) string  { return fmt.Sprintf("%s/mall/%d", textsPath, no) }

// asked is what the pages are asked for: a day, and whose agreements.
type asked struct {
	Filter
	Day calendar.Date
}

func (v *View) asked(r *web.Request) (asked, error) {
	f := r.ReadQuery()
	a := asked{Filter{f.Value(paramCounty), f.Value(paramGroup)}, f.Date(directory.DayParam)}
	if a.Day.IsZero() {
		a.Day = calendar.DateOf(v.DB.Now())
	}
	return a, f.Err()
}

// country reads the agreements that a page is asked for.
func (v *View) country(r *web.Request) (asked, Country, error) {
	a, err := v.asked(r)
	if err != nil {
		return a, Country{}, err
	}
	c, err := Read(r.Context(), v.DB, a.Day, a.Filter)
	return a, c, err
}

// filter asks whose agreements are wanted, after what else a page asks for; it works without script.
func (v *View) filter(r *web.Request, a asked, path string, more ...ui.Field) (templ.Component, error) {
	counties, err := directory.Counties(r.Context(), v.DB)
	if err != nil {
		return nil, err
	}
	groups, err := directory.Groups(r.Context(), v.DB)
	if err != nil {
		return nil, err
	}
	places, sorts := []ui.Option{{Label: r.Say(sayAllPlaces)}}, []ui.Option{{Label: r.Say(sayAllGroups)}}
	for _, c := range counties {
		places = append(places, ui.Option{Value: c.Code, Label: c.Name})
	}
	for _, g := range groups {
		sorts = append(sorts, ui.Option{Value: g.Code, Label: g.Code + " " + g.Name})
	}
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "filter", Action: path, Method: "get", Inline: true,
		Submit: ui.Button{Label: r.Say(sayShow), Kind: ui.Secondary}, Other: []ui.Button{{Label: r.Say(sayClear), Href: path, Kind: ui.Quiet}},
		Fields: append(more,
			ui.Field{Kind: ui.SelectField, Name: paramCounty, Label: r.Say(sayCounty), Value: a.County, Options: places, Optional: true},
			ui.Field{Kind: ui.SelectField, Name: paramGroup, Label: r.Say(sayGroup), Value: a.Group, Options: sorts, Optional: true},
		)}), nil
}

// crumbs leads back, from the overview on.
func crumbs(r *web.Request, links ...ui.Link) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = append([]ui.Link{{Label: r.Say(language.T("Översikt", "Overview")), Href: "/oversikt"}}, links...)
	}
}

// title is a clause as it is spoken of: "§ 9 Frågor om enskilda".
func title(no int, c clause.Clause) language.Text {
	return language.T("§ %d %s", "§ %d %s").With(no, c.Heading)
}

// few shortens a list of names for a table.
func few(names []string, l language.Lang) string {
	const most = 4
	if len(names) <= most+1 {
		return strings.Join(names, ", ")
	}
	return language.T("%s och %d till", "%s and %d more").With(strings.Join(names[:most], ", "), len(names)-most).In(l)
}

// municipalitiesOf counts the municipalities that some agreements bind, each once.
func municipalitiesOf(all []Held) int {
	codes := map[string]bool{}
	for _, h := range all {
		for _, m := range h.Places {
			codes[m.Code] = true
		}
	}
	return len(codes)
}

// agreementsOf counts agreements, each once.
func agreementsOf(all []Held) int {
	ids := map[string]bool{}
	for _, h := range all {
		ids[h.ID] = true
	}
	return len(ids)
}
