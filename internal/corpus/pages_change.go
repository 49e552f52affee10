package corpus

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/template"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// change is what a template version would change in the agreements in force.
type change struct {
	asked
	version template.Version
	current bool // it is the latest: only that can be proposed
	all     []Concerned
	alike   int // of an older version, in which nothing would change
	known   int
	held    int
}

func (v *View) change(r *web.Request) (c change, err error) {
	no, err := strconv.ParseInt(r.Path("no"), 10, 64)
	if err != nil || no < 1 {
		return c, fault.NotFoundThing()
	}
	if c.version, err = template.ByNumber(r.Context(), v.DB, no); err != nil {
		return c, err
	}
	latest, err := template.Current(r.Context(), v.DB)
	if err != nil {
		return c, err
	}
	c.current = latest.No == no
	var country Country
	if c.asked, country, err = v.country(r); err != nil {
		return c, err
	}
	c.held = len(country.Held)
	c.known, err = country.EachText(r.Context(), v.DB, func(h Held, doc clause.Document) error {
		if doc.Template >= no {
			return nil
		}
		touches := Touches(doc, c.version.Doc)
		if len(touches) == 0 {
			c.alike++
			return nil
		}
		c.all = append(c.all, Concerned{Held: h, From: doc.Template, Touches: touches})
		return nil
	})
	if err != nil {
		return c, err
	}
	slices.SortStableFunc(c.all, func(a, b Concerned) int { return bySwedish(a.Names(), b.Names()) })
	return c, v.ways(r, &c)
}

// changePage is what a template version would change, agreement by agreement.
func (v *View) changePage(r *web.Request) (web.Response, error) {
	c, err := v.change(r)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return c.list(r).Export(r)
	}
	table, err := c.list(r).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	table.ID = "kommuner"
	table.Count = r.Say(agreements(len(c.all)))
	table.Empty = ui.Empty{Text: r.Say(language.T("Ingen av de överenskommelser som visas skulle ändras.", "None of the agreements shown would change."))}
	filter, err := v.filter(r, c.asked, changePath(c.version.No))
	if err != nil {
		return web.Response{}, err
	}
	name := language.T("Vad mallens %s skulle ändra", "What the template's %s would change").With(c.version.Name())
	links := []ui.Link{{Label: r.Say(language.T("Läs %s", "Read %s").With(c.version.Name())), Href: c.version.Path()}}
	if c.version.No > 1 {
		links = append(links, ui.Link{Label: r.Say(language.T("Skillnaden mot version %d", "The difference from version %d").With(c.version.No - 1)), Href: fmt.Sprintf("%s/skillnad?fran=%d", c.version.Path(), c.version.No-1)})
	}
	body := ui.Parts(ui.Heading(r.Say(name), ""), ui.LeadBlock(c.lead(r)), ui.Links(links), c.clauses(r), filter, ui.TableOf(table), c.notes(r))
	return web.Page(name, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts), Href: textsPath}, ui.Link{Label: r.Say(name)})).Part(table.ID, ui.TableOf(table)), nil
}

func (c change) lead(r *web.Request) ui.Lead {
	if len(c.all) == 0 {
		return ui.Lead{Level: ui.Good, Text: ui.Text(r.Say(language.T("Mallens %s ändrar ingen gällande överenskommelse som har sin text i Samsyn.", "The template's %s changes no agreement in force that has its text in Samsyn.").With(c.version.Name())))}
	}
	held := make([]Held, len(c.all))
	for i, x := range c.all {
		held[i] = x.Held
	}
	text := language.T("Mallens %s skulle ändra *%s* i *%s*. Inget ändras förrän parterna själva kommer överens om det.", "The template's %s would change *%s* in *%s*. Nothing changes until the parties themselves agree to it.").
		With(c.version.Name(), agreements(len(c.all)), municipalities(municipalitiesOf(held)))
	return ui.Lead{Text: ui.Rich(r.Say(text))}
}

// clauses is how many agreements each changed clause concerns.
func (c change) clauses(r *web.Request) templ.Component {
	if len(c.all) == 0 {
		return nil
	}
	first, count := map[string]Touch{}, map[string]int{}
	var order []string
	for _, x := range c.all {
		for _, t := range x.Touches {
			if count[t.Clause] == 0 {
				first[t.Clause], order = t, append(order, t.Clause)
			}
			count[t.Clause]++
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return first[a].No - first[b].No })
	t := ui.Table{Lang: r.Lang, Caption: r.Say(language.T("Paragrafer som ändras", "Clauses that change")), ShowCaption: true, Tight: true, Columns: []ui.Column{
		{Label: r.Say(sayClause), RowHeader: true}, {Label: r.Say(language.T("Vad som händer", "What happens"))}, {Label: r.Say(language.T("Rör", "Concerns")), Number: true}}}
	for _, id := range order {
		x := first[id]
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(x.title())), ui.Text(r.Say(x.what())), ui.Text(r.Say(agreements(count[id])))}})
	}
	return ui.TableOf(t)
}

// notes says what the list leaves out.
func (c change) notes(r *web.Request) templ.Component {
	var parts []templ.Component
	if c.alike > 0 {
		parts = append(parts, ui.Note(r.Say(language.T("%s bygger på en äldre version, men inget i dem skulle ändras: de har kommit överens om att de paragraferna inte gäller.", "%s from an older version in which nothing would change: the parties have agreed that those clauses do not hold.").With(agreements(c.alike)))))
	}
	if n := c.held - c.known; n > 0 {
		parts = append(parts, ui.Note(r.Say(language.T("Texten till %s finns inte i Samsyn. Vad som skulle ändras i dem går inte att säga.", "The text of %s is not in Samsyn. What would change in them cannot be said.").With(agreements(n)))))
	}
	return ui.Parts(parts...)
}

func (t Touch) title() language.Text { return title(t.No, clause.Clause{Heading: t.Heading}) }

// what says what happens to the clause.
func (t Touch) what() language.Text {
	words := map[clause.State]language.Text{
		clause.Changed: language.T("ny lydelse", "new wording"),
		clause.Added:   language.T("ny paragraf", "new clause"),
		clause.Removed: language.T("tas bort", "goes away"),
	}
	if w, ok := words[t.State]; ok {
		return w
	}
	if slices.Contains(t.Fields, clause.ClauseField(t.Clause)) {
		return language.T("byter plats", "moves")
	}
	return language.T("åtaganden eller uppgifter i den ändras", "commitments or details in it change")
}

// list is the agreements as page and files have them.
func (c change) list(r *web.Request) web.List[Concerned] {
	clauses := func(x Concerned) language.Text {
		var all []language.Text
		for _, t := range x.Touches {
			said := t.title()
			if t.Deviates {
				said = language.T("%s (avvikelsen på den står kvar)", "%s (its deviation stays)").With(said)
			}
			all = append(all, said)
		}
		return language.List(all...)
	}
	columns := []web.Column[Concerned]{
		{Heading: sayMunicipality, RowHeader: true, Value: func(x Concerned) any { return x.Names() },
			Cell: func(x Concerned) templ.Component { return ui.A(x.Path(), x.Names()) }},
		{Heading: sayCode, FileOnly: true, Value: func(x Concerned) any { return x.Codes() }},
		{Heading: sayAgreement, FileOnly: true, Value: func(x Concerned) any { return x.ID }},
		{Heading: language.T("Bygger på", "Comes from"), Value: func(x Concerned) any { return language.T("version %d", "version %d").With(x.From) }},
		{Heading: language.T("Paragrafer som skulle ändras", "Clauses that would change"), Value: func(x Concerned) any { return clauses(x) }},
		{Heading: language.T("Gäller till", "In force until"), Value: func(x Concerned) any { return lastSaid(x.Last()) }},
	}
	if slices.ContainsFunc(c.all, func(x Concerned) bool { return x.May || x.Draft != "" }) && r.Format() == "" {
		columns = append(columns, web.Column[Concerned]{Heading: language.T("Ni kan", "You can"), Value: func(Concerned) any { return "" },
			Cell: func(x Concerned) templ.Component { return c.way(r, x) }})
	}
	return web.List[Concerned]{Title: sayTexts, File: fmt.Sprintf("mallversion-%d", c.version.No), Rows: web.Rows(c.all), Columns: columns}
}

func lastSaid(last calendar.Date) any {
	if last.IsZero() {
		return language.T("tills vidare", "further notice")
	}
	return last
}

// way is what the reader can do about one agreement.
func (c change) way(r *web.Request, x Concerned) templ.Component {
	var parts []templ.Component
	if x.Draft != "" {
		parts = append(parts, ui.A(x.Draft, r.Say(language.T("Öppna utkastet som är på väg", "Open the draft under way"))))
	}
	if x.May && !x.Blocked && c.current {
		parts = append(parts, ui.Press(changePath(c.version.No)+"/"+x.ID, ui.Button{Label: r.Say(language.T("Föreslå ändringen för %s", "Propose the amendment for %s").With(x.Names())), Kind: ui.Secondary}))
	}
	return ui.Parts(parts...)
}
