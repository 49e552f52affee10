package template

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	rt.Handle("GET /mall", policy.ReadTemplate, s.rootPage)
	rt.Handle("GET /mall/checklista", policy.ReadTemplate, s.checklistPage)
	rt.Handle("GET /mall/{no}", policy.ReadTemplate, s.versionPage)
	rt.Handle("GET /mall/{no}/skillnad", policy.ReadTemplate, s.differencePage)
	rt.Handle("GET /mall/{no}/fil", policy.ReadTemplate, s.filePage)
	s.nextRoutes(rt)
	s.partRoutes(rt)
	s.helpRoutes(rt)
	s.apiRoutes(rt)
}

// numberOf reads the number of a version in the address.
func numberOf(r *web.Request) (int64, error) {
	no, err := strconv.ParseInt(r.Path("no"), 10, 64)
	if err != nil || no < 1 {
		return 0, fault.NotFoundThing()
	}
	return no, nil
}

func crumbs(r *web.Request, more ...ui.Link) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = append([]ui.Link{{Label: r.Say(sayTemplate), Href: rootPath}}, more...)
	}
}

// rootPage is what the template is, its versions, and the clauses of the current one.
func (s *Service) rootPage(r *web.Request) (web.Response, error) {
	ctx, q := r.Context(), s.Trail.DB()
	all, err := All(ctx, q)
	if err != nil {
		return web.Response{}, err
	}
	if len(all) == 0 {
		return web.Response{}, fault.NotFoundThing()
	}
	lead, err := s.rootLead(r, all[0])
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(
		ui.Heading(r.Say(sayTemplate), r.Say(sayWhatItIs)),
		ui.LeadBlock(lead),
		ui.SectionOf("paragrafer", r.Say(sayClausesOf.With(all[0].No)), ui.TableOf(clauseTable(r, all[0]))),
		ui.SectionOf("versioner", r.Say(sayVersions), ui.TableOf(versionTable(r, all))),
		ui.SectionOf("stod", r.Say(saySupport), ui.Paragraph(r.Say(saySupportText)), ui.Links(s.supportLinks(r))))
	return web.Page(sayTemplate, body).Frame(func(f *ui.Frame) { f.Canonical = rootPath }), nil
}

func (s *Service) supportLinks(r *web.Request) []ui.Link {
	out := []ui.Link{{Label: r.Say(sayChecklist), Href: "/mall/checklista"}}
	if r.May(policy.ListHelp) {
		out = append(out, ui.Link{Label: r.Say(sayHelps), Href: helpPath})
	}
	return append(out, ui.Link{Label: r.Say(sayFileFormat), Href: "/mall/1/fil"})
}

// rootLead is the sentence for this reader: those who keep the template hear what the next version waits for.
func (s *Service) rootLead(r *web.Request, latest Version) (ui.Lead, error) {
	read := ui.Lead{Level: ui.Neutral, Text: ui.Rich(r.Say(sayHolds.With(latest.No, latest.PublishedOn.Long()))),
		Button: &ui.Button{Label: r.Say(sayReadText), Href: latest.Path()}}
	if !s.keeps(r, latest) {
		return read, nil
	}
	v, err := next(r.Context(), s.Trail.DB())
	if fault.Is(err, fault.NotFound) {
		read.Text = ui.Rich(r.Say(sayNoneBegun.With(latest.No, latest.PublishedOn.Long())))
		read.Button = &ui.Button{Label: r.Say(sayBegin.With(latest.No + 1)), Href: "/mall/borja"}
		return read, nil
	}
	if err != nil {
		return read, err
	}
	lead := v.lead(r)
	lead.Button = &ui.Button{Label: r.Say(sayOpenNext.With(v.No)), Href: nextPath}
	return lead, nil
}

// keeps tells whether the reader is one of those who keep the template.
func (s *Service) keeps(r *web.Request, v Version) bool {
	return r.May(policy.EditTemplate) && policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditTemplate, v.Ref()) == nil
}

func versionTable(r *web.Request, all []Version) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayVersions), Columns: []ui.Column{{Label: r.Say(sayVersion), RowHeader: true},
		{Label: r.Say(sayPublishedOn)}, {Label: r.Say(sayNote)}, {Label: r.Say(sayMore)}}}
	for i, v := range all {
		links := []ui.Link{{Label: r.Say(sayFile), Href: v.Path() + "/fil"}}
		if i+1 < len(all) {
			before := all[i+1].No
			links = append([]ui.Link{{Label: r.Say(sayDifferenceFrom.With(before)), Href: fmt.Sprintf("%s/skillnad?fran=%d", v.Path(), before)}}, links...)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(v.Path(), r.Say(v.Name())), ui.Text(v.PublishedOn.String()), ui.Text(r.Say(v.Note)), ui.Links(links)}})
	}
	return t
}

func clauseTable(r *web.Request, v Version) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayClauses), Tight: true, Columns: []ui.Column{{Label: r.Say(sayClause), RowHeader: true},
		{Label: r.Say(sayCommitments), Number: true}, {Label: r.Say(sayPlaces), Number: true}}}
	for i, c := range v.Doc.Clauses {
		places := 0
		for _, x := range v.Doc.Variables {
			if x.Clause == c.ID {
				places++
			}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(v.Path()+"#"+anchor(c.ID), title(i+1, c, r.Lang)),
			ui.Text(strconv.Itoa(len(v.Doc.CommitmentsOf(c.ID)))), ui.Text(strconv.Itoa(places))}})
	}
	return t
}

func anchor(id string) string { return "paragraf-" + id }

// title is a clause's number and heading: "§ 9 Frågor om enskilda".
func title(no int, c clause.Clause, l language.Lang) string {
	return "§ " + strconv.Itoa(no) + " " + c.Heading.In(l)
}

// paragraphs cuts the pieces of a text where a new line begins.
func paragraphs(pieces []clause.Piece) [][]clause.Piece {
	var out [][]clause.Piece
	var at []clause.Piece
	end := func() {
		if len(at) > 0 {
			out = append(out, at)
		}
		at = nil
	}
	for _, p := range pieces {
		if p.Variable != "" {
			at = append(at, p)
			continue
		}
		for i, line := range strings.Split(p.Text, "\n") {
			if i > 0 {
				end()
			}
			if line != "" {
				at = append(at, clause.Piece{Text: line})
			}
		}
	}
	end()
	return out
}
