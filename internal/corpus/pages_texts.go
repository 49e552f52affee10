package corpus

import (
	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/template"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// tally is every clause of the template, counted over the agreements asked for.
type tally struct {
	asked
	current template.Version
	clauses []ClauseCount
	held    int // agreements in force
	known   int // of them, those whose text is here
	plain   int // of those, the ones that have every clause as the template has it
	older   int // of those, the ones that come from an older template version
}

func (v *View) tally(r *web.Request) (t tally, err error) {
	var c Country
	if t.asked, c, err = v.country(r); err != nil {
		return t, err
	}
	if t.current, err = template.Current(r.Context(), v.DB); err != nil {
		return t, err
	}
	t.held, t.clauses = len(c.Held), counts(t.current.Doc)
	t.known, err = c.EachText(r.Context(), v.DB, func(h Held, doc clause.Document) error {
		if count(t.clauses, h, doc) {
			t.plain++
		}
		if doc.Template < t.current.No {
			t.older++
		}
		return nil
	})
	settle(t.clauses)
	return t, err
}

func (v *View) textsPage(r *web.Request) (web.Response, error) {
	t, err := v.tally(r)
	if err != nil {
		return web.Response{}, err
	}
	list := t.list(r)
	if r.Format() != "" {
		return list.Export(r)
	}
	table, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	table.ID, table.Tight = "paragrafer", true
	table.Count = r.Say(language.T("%d paragrafer", "%d clauses").With(len(t.clauses)))
	filter, err := v.filter(r, t.asked, textsPath)
	if err != nil {
		return web.Response{}, err
	}
	without, err := v.without(r, t)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTexts), r.Say(language.T("Mallens %s, paragraf för paragraf. Läget %s.", "The template's %s, clause by clause. As of %s.").With(t.current.Name(), t.Day))),
		ui.LeadBlock(t.lead(r)), ui.Links([]ui.Link{{Label: r.Say(sayDeviations), Href: deviationsPath}, {Label: r.Say(sayTargets), Href: targetsPath},
			{Label: r.Say(language.T("Läs mallens %s", "Read the template's %s").With(t.current.Name())), Href: t.current.Path()}}),
		filter, t.shown(r, table), without)
	return web.Page(sayTexts, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts)})).Part(table.ID, t.shown(r, table)), nil
}

// shown is the count of each clause; while no text is here there is nothing to count, and the clauses are only named.
func (t tally) shown(r *web.Request, table ui.Table) templ.Component {
	if t.known > 0 {
		table.Columns[0].Wide = true
		return ui.TableOf(table)
	}
	links := make([]ui.Link, len(t.clauses))
	for i, c := range t.clauses {
		links[i] = ui.Link{Label: r.Say(title(c.No, c.Clause)), Href: clausePath(c.Clause.ID)}
	}
	head := ui.Table{ID: table.ID, Lang: r.Lang, Links: table.Links}
	return ui.ListOf(head, ui.Paragraph(r.Say(language.T("När en överenskommelse undertecknas i Samsyn jämförs den här med mallen, paragraf för paragraf.", "When an agreement is signed in Samsyn it is compared here with the template, clause by clause."))),
		ui.Contents(r.Say(language.T("Mallens %d paragrafer", "The template's %d clauses").With(len(links))), links))
}

// departed is in how many clauses some text says otherwise than the template.
func (t tally) departed() (n int) {
	for _, c := range t.clauses {
		if len(c.Otherwise) > 0 {
			n++
		}
	}
	return n
}

// lead says how many follow the template, and leads to what the latest version would change.
func (t tally) lead(r *web.Request) ui.Lead {
	text := language.T("Ingen gällande överenskommelse har sin text i Samsyn än. Därför går det inte att säga var någon avviker.", "No agreement in force has its text in Samsyn yet. So it cannot be said where anybody deviates.")
	if t.known > 0 {
		follow := language.T("*%d* av dem har varje paragraf som mallen har den.", "*%d* of them have every clause as the template has it.").With(t.plain)
		if t.plain == 0 {
			follow = language.Plural(t.known, language.T("Den avviker i *%d av %d paragrafer*.", "It deviates in *%d of %d clauses*.").With(t.departed(), len(t.clauses)), language.T("*Alla avviker* någonstans från mallen.", "*All deviate* somewhere from the template."))
		}
		text = language.T("*%d* av %s har sin text i Samsyn. %s", "*%d* of %s have their text in Samsyn. %s").
			With(t.known, language.Plural(t.held, language.T("%d gällande överenskommelse", "%d agreement in force"), language.T("%d gällande överenskommelser", "%d agreements in force")), follow)
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(text))}
	if t.known > t.plain {
		lead.Button = &ui.Button{Label: r.Say(language.T("Se avvikelserna", "See the deviations")), Href: deviationsPath}
	}
	if t.older > 0 {
		lead.Text = ui.Rich(r.Say(language.T("%s *%d* bygger på en äldre version av mallen.", "%s *%d* come from an older version of the template.").With(text, t.older)))
		lead.Button = &ui.Button{Label: r.Say(language.T("Se vad %s skulle ändra", "See what %s would change").With(t.current.Name())), Href: changePath(t.current.No)}
	}
	return lead
}

// list is the clauses as page and files have them.
func (t tally) list(r *web.Request) web.List[ClauseCount] {
	columns := []web.Column[ClauseCount]{
		{Heading: sayClauseID, FileOnly: true, Value: func(c ClauseCount) any { return c.Clause.ID }},
		{Heading: sayClause, RowHeader: true, Value: func(c ClauseCount) any { return title(c.No, c.Clause) },
			Cell: func(c ClauseCount) templ.Component {
				return ui.A(clausePath(c.Clause.ID), r.Say(title(c.No, c.Clause)))
			}},
		{Heading: sayOf, FileOnly: true, Value: func(c ClauseCount) any { return c.Of }},
	}
	for _, s := range []Standing{AsIs, Older, Deviates, Omitted, Absent} {
		columns = append(columns, web.Column[ClauseCount]{Heading: upper(s.Name()), Number: true, Value: func(c ClauseCount) any { return c.Count[s] }})
	}
	columns = append(columns, web.Column[ClauseCount]{Heading: sayWhere, Value: func(c ClauseCount) any { return joined(c.Otherwise) },
		Cell: func(c ClauseCount) templ.Component { return ui.Text(few(c.Otherwise, r.Lang)) }})
	return web.List[ClauseCount]{Title: sayTexts, File: "paragrafer", Rows: web.Rows(t.clauses), Columns: columns}
}

// without says honestly whose text is not here: agreements taken in from outside, and municipalities that have none.
func (v *View) without(r *web.Request, t tally) (templ.Component, error) {
	c, err := agreement.CoverageOn(r.Context(), v.DB, t.Day)
	if err != nil {
		return nil, err
	}
	lacks, ended := 0, 0
	for _, p := range c.Without() {
		if t.fits(p.Municipality) {
			lacks++
			if !p.Since.IsZero() {
				ended++
			}
		}
	}
	var parts []templ.Component
	if n := t.held - t.known; n > 0 {
		parts = append(parts, ui.Paragraph(r.Say(language.T("%s gäller, men %s: de är inlästa ur en lista eller undertecknade på annat håll. De räknas inte i tabellen.", "%s in force, but %s: they were taken in from a list or signed elsewhere. They are not counted in the table.").
			With(agreements(n), sayNoText))))
	}
	parts = append(parts, ui.Paragraph(r.Say(language.T("%s har ingen gällande överenskommelse. %d av dem har haft en som har gått ut.", "%s without an agreement in force. %d of them had one that has ended.").With(municipalities(lacks), ended))),
		ui.Links([]ui.Link{{Label: r.Say(language.T("Se vilka i översikten", "See which in the overview")), Href: "/oversikt?" + directory.DayParam + "=" + t.Day.String()}}))
	return ui.SectionOf("utan", r.Say(language.T("Det som inte syns här", "What is not seen here")), parts...), nil
}
