package corpus

import (
	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/template"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// reading is the deviations on one clause, or on all, and who has the clause in which way.
type reading struct {
	asked
	deviants []Deviant
	held     map[Standing][]Held
	known    int
}

func (v *View) reading(r *web.Request, c clause.Clause) (out reading, err error) {
	var country Country
	if out.asked, country, err = v.country(r); err != nil {
		return out, err
	}
	out.held = map[Standing][]Held{}
	out.known, err = country.EachText(r.Context(), v.DB, func(h Held, doc clause.Document) error {
		out.deviants = append(out.deviants, deviants(h, doc, c.ID)...)
		if c.ID != "" {
			s := StandingOf(doc, c)
			out.held[s] = append(out.held[s], h)
		}
		return nil
	})
	sortDeviants(out.deviants)
	return out, err
}

// clausePage is one clause of the template, and everybody who has it otherwise.
func (v *View) clausePage(r *web.Request) (web.Response, error) {
	current, err := template.Current(r.Context(), v.DB)
	if err != nil {
		return web.Response{}, err
	}
	c, no := current.Doc.Clause(r.Path("clause"))
	if no == 0 {
		return web.Response{}, fault.NotFoundThing()
	}
	all, err := v.reading(r, c)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return list(r, all.deviants).Export(r)
	}
	name := title(no, c)
	words := ui.Folded(r.Say(language.T("Så står det i mallens %s", "What the template's %s says").With(current.Name())), ui.Parts(template.Clause(r.Lang, current.Doc, c)...))
	body, table, err := v.deviationsBody(r, all, clausePath(c.ID), ui.Parts(ui.Heading(r.Say(name), r.Say(sayTexts)), ui.LeadBlock(all.lead(r)), words))
	if err != nil {
		return web.Response{}, err
	}
	body = ui.Parts(body, all.rest(r, Omitted), all.rest(r, Older), all.rest(r, Absent))
	return web.Page(name, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts), Href: textsPath}, ui.Link{Label: r.Say(name)})).Part(table.ID, ui.TableOf(table)), nil
}

// deviationsPage is every deviation in the country.
func (v *View) deviationsPage(r *web.Request) (web.Response, error) {
	all, err := v.reading(r, clause.Clause{})
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return list(r, all.deviants).Export(r)
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(language.T("Det här är allt som parterna har kommit överens om på annat sätt än mallen, i %s som har sin text i Samsyn.", "This is all that parties have agreed otherwise than the template, in %s that have their text in Samsyn.").With(agreements(all.known))))}
	body, table, err := v.deviationsBody(r, all, deviationsPath, ui.Parts(ui.Heading(r.Say(sayDeviations), ""), ui.LeadBlock(lead)))
	return web.Page(sayDeviations, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts), Href: textsPath}, ui.Link{Label: r.Say(sayDeviations)})).Part(table.ID, ui.TableOf(table)), err
}

func (v *View) deviationsBody(r *web.Request, all reading, path string, top templ.Component) (templ.Component, ui.Table, error) {
	table, err := list(r, all.deviants).Table(r)
	if err != nil {
		return nil, table, err
	}
	table.ID = "avvikelser"
	table.Count = r.Say(language.Plural(len(all.deviants), language.T("%d avvikelse, en rad för varje kommun", "%d deviation, a line for each municipality"), language.T("%d avvikelser, en rad för varje kommun", "%d deviations, a line for each municipality")))
	table.Empty = ui.Empty{Text: r.Say(sayNoneDeviates)}
	filter, err := v.filter(r, all.asked, path)
	return ui.Parts(top, filter, ui.TableOf(table)), table, err
}

// lead says how the country has the clause.
func (a reading) lead(r *web.Request) ui.Lead {
	if a.known == 0 {
		return ui.Lead{Text: ui.Text(r.Say(language.T("Ingen av de överenskommelser som visas har sin text i Samsyn.", "None of the agreements shown has its text in Samsyn.")))}
	}
	var parts []language.Text
	for _, s := range []Standing{AsIs, Older, Deviates, Omitted, Absent} {
		if n := len(a.held[s]); n > 0 {
			parts = append(parts, language.T("*%d* %s", "*%d* %s").With(n, said(s)))
		}
	}
	return ui.Lead{Text: ui.Rich(r.Say(language.T("Av %s med text i Samsyn %s.", "Of %s with a text in Samsyn %s.").With(agreements(a.known), language.List(parts...))))}
}

// said is a standing within a sentence.
func said(s Standing) language.Text {
	t := language.T
	switch s {
	case AsIs:
		return t("har den som i mallen", "have it as in the template")
	case Older:
		return t("har en äldre lydelse", "have an older wording")
	case Deviates:
		return t("avviker", "deviate")
	case Omitted:
		return t("har kommit överens om att den inte gäller", "have agreed that it does not hold")
	}
	return t("har den inte, eftersom den kom med en senare version", "do not have it, since it came with a later version")
}

// rest names those who have the clause in one way, folded; nil when nobody has.
func (a reading) rest(r *web.Request, s Standing) templ.Component {
	if len(a.held[s]) == 0 {
		return nil
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(upper(s.Name())), Tight: true, Keep: true, Columns: []ui.Column{{Label: r.Say(sayMunicipality), RowHeader: true}}}
	for _, h := range a.held[s] {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(h.Path()+"/text", h.Names())}})
	}
	return ui.Folded(r.Say(language.T("%s: %s", "%s: %s").With(upper(s.Name()), agreements(len(a.held[s])))), ui.TableOf(t))
}

// list is deviations as page and files have them.
func list(r *web.Request, all []Deviant) web.List[Deviant] {
	file := func(heading language.Text, value func(Deviant) any) web.Column[Deviant] {
		return web.Column[Deviant]{Heading: heading, FileOnly: true, Value: value}
	}
	return web.List[Deviant]{Title: sayDeviations, File: "avvikelser", Rows: web.Rows(all), Columns: []web.Column[Deviant]{
		{Heading: sayMunicipality, RowHeader: true, Value: func(d Deviant) any { return d.Municipality.Name },
			Cell: func(d Deviant) templ.Component { return ui.A(d.Agreement.Path()+"/text", d.Municipality.Name) }},
		file(sayCode, func(d Deviant) any { return d.Municipality.Code }),
		file(sayCounty, func(d Deviant) any { return d.Municipality.CountyName }),
		file(sayGroup, func(d Deviant) any { return d.Municipality.GroupCode + " " + d.Municipality.GroupName }),
		file(sayAgreement, func(d Deviant) any { return d.Agreement.ID }),
		file(sayVersion, func(d Deviant) any { return d.Template }),
		{Heading: sayOn, Value: func(d Deviant) any { return d.concerns() }},
		{Heading: sayKind, Value: func(d Deviant) any { return d.Kind.Name() }},
		{Heading: sayWords, Value: func(d Deviant) any { return d.Text }},
		{Heading: sayReason, Value: func(d Deviant) any { return d.Reason }},
	}}
}

// concerns says what a deviation is from: "§ 9 Frågor om enskilda", and which commitment in it.
func (d Deviant) concerns() language.Text {
	c := title(d.ClauseNo, clause.Clause{Heading: d.Heading})
	if d.On == d.Clause {
		return c
	}
	return language.T("%s, åtagande %s", "%s, commitment %s").With(c, d.On)
}
