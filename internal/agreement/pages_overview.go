package agreement

import (
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) overviewPage(r *web.Request) (web.Response, error) {
	day, err := s.day(r)
	if err != nil {
		return web.Response{}, err
	}
	c, err := CoverageOn(r.Context(), s.Trail.DB(), day)
	if err != nil {
		return web.Response{}, err
	}
	series, err := SeriesUntil(r.Context(), s.Trail.DB(), day)
	if err != nil {
		return web.Response{}, err
	}
	m := Map(r.Lang, c, "")
	twin := MapTable(r.Lang, c)
	m.Twin = &twin
	left := ui.Parts(Number(r.Lang, c), dayForm(r, "/oversikt", day), s.aboutCounts(r, c),
		partSection(r, "grupper", sayByGroup, sayGroup, c.Groups, ""), partSection(r, "lan", sayByCounty, sayCounty, c.Counties, paramCounty), ui.Note(r.Say(sayGroupSource)))
	body := ui.Parts(ui.HalvesOf(left, ui.TileMapOf(m)), endingSection(r, c), withoutSection(r, c), historySection(r, series))
	return web.Page(sayOverview, body).Frame(func(f *ui.Frame) { f.Canonical = "/oversikt?" + directory.DayParam + "=" + day.String() }), nil
}

// Number is the coverage as a headline: "261 av 290 kommuner". The front page shows it too.
func Number(l language.Lang, c Coverage) templ.Component {
	return ui.BigNumber(fmt.Sprint(c.Signed), sayRest.With(c.Of).In(l), sayHave.With(c.On).In(l))
}

// aboutCounts is what stands under the number: population, rule, files.
func (s *Service) aboutCounts(r *web.Request, c Coverage) templ.Component {
	on := directory.DayParam + "=" + c.On.String()
	return ui.Parts(
		ui.Paragraph(r.Say(sayPopulation.With(language.Number(c.PopulationCovered), language.Share(c.PopulationCovered, c.Population, 1)))),
		kindsLine(r, c),
		ui.Folded(r.Say(sayRule), ui.Paragraph(r.Say(sayRuleText))),
		ui.Links([]ui.Link{
			{Label: r.Say(sayCSV), Href: "/data/tackning.csv?" + on},
			{Label: "JSON", Href: web.APIBase + "/coverage?on=" + c.On.String()},
			{Label: r.Say(sayAgreements), Href: "/overenskommelser?lage=" + string(InForce) + "&" + on},
			{Label: r.Say(sayAsOneText), Href: "/oversikt/texter?" + on},
			{Label: r.Say(sayCountryTargets), Href: "/oversikt/ataganden?" + on},
			{Label: r.Say(sayTransitions), Href: "/omstallning"},
			{Label: r.Say(sayRoutines), Href: "/rutiner"},
		}))
}

// kindsLine says which templates the agreements in force are made from.
func kindsLine(r *web.Request, c Coverage) templ.Component {
	if len(c.Kinds) == 0 {
		return nil
	}
	var parts []language.Text
	for _, k := range c.Kinds {
		parts = append(parts, language.T("%s: %d", "%s: %d").With(k.Kind.Label(), k.Signed))
	}
	return ui.Paragraph(r.Say(language.T("Mall: %s.", "Template: %s.").With(language.List(parts...))))
}

// dayForm asks for another day; it works without script.
func dayForm(r *web.Request, path string, day calendar.Date) templ.Component {
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "dag", Action: path, Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(sayShow), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.DateField, Name: directory.DayParam, Label: r.Say(sayDay), Value: day.String(), Width: ui.Short}}})
}

// Map is the coverage as a tile map. twin is the address of its table; empty when the page gives the map a Twin.
func Map(l language.Lang, c Coverage, twin string) ui.TileMap {
	m := ui.TileMap{Lang: l, ID: "karta", Title: sayMapTitle.In(l), Text: sayMapAll.With(c.Of).In(l)}
	if n := c.Of - c.Signed; n > 0 {
		m.Text = sayMapSome.With(without(n), c.Announced, c.Declined).In(l)
	}
	if twin != "" {
		m.Links = append(m.Links, ui.Link{Label: sayTable.In(l), Href: twin})
	}
	m.Links = append(m.Links, ui.Link{Label: sayCSV.In(l), Href: "/data/tackning.csv?" + directory.DayParam + "=" + c.On.String()})
	used := map[State]bool{}
	places := make([]directory.Municipality, len(c.Places))
	for i, p := range c.Places {
		places[i] = p.Municipality
		used[p.State] = true
	}
	for i, t := range directory.Tiles(places) {
		p := c.Places[i]
		m.Tiles = append(m.Tiles, ui.Tile{Code: t.Code, Name: t.Name, Short: t.Label, County: t.County, State: string(p.State),
			Facts: p.facts(l), Href: p.Path()})
	}
	for _, state := range mapStates(l) {
		if used[State(state.Key)] {
			m.States = append(m.States, state)
		}
	}
	return m
}

func mapStates(l language.Lang) []ui.TileState {
	return []ui.TileState{
		{Key: string(InForce), Words: InForce.Label().In(l), Fill: ui.Solid},
		{Key: string(Ending), Words: language.T("löper ut inom 90 dagar", "end within 90 days").In(l), Fill: ui.Pale},
		{Key: string(NotYet), Words: NotYet.Label().In(l), Fill: ui.Absent},
		{Key: string(IntentionStated), Words: IntentionStated.Label().In(l), Fill: ui.Hatched},
		{Key: string(RefusalStated), Words: RefusalStated.Label().In(l), Fill: ui.Dotted},
		{Key: "", Words: sayNone.In(l), Fill: ui.Hollow},
	}
}

// facts are the short lines of a municipality's tile.
func (c Covered) facts(l language.Lang) []string {
	switch {
	case c.HasAgreement() && c.Last.IsZero():
		return []string{language.T("Gäller tills vidare", "In force until further notice").In(l)}
	case c.HasAgreement():
		return []string{language.T("Gäller till %s", "In force until %s").With(c.Last).In(l)}
	case c.State == NotYet:
		return []string{language.T("Börjar gälla %s", "In force from %s").With(c.Next).In(l)}
	}
	lines := []string{language.T("Ingen gällande överenskommelse", "No agreement in force").In(l)}
	if c.State != "" {
		lines = append(lines, c.State.Label().In(l))
	}
	if !c.Since.IsZero() {
		lines = append(lines, language.T("Sedan %s", "Since %s").With(c.Since).In(l))
	}
	return lines
}
