package template

import (
	"bytes"
	"fmt"
	"io"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// versionPage is the whole text of one version.
func (s *Service) versionPage(r *web.Request) (web.Response, error) {
	no, err := numberOf(r)
	if err != nil {
		return web.Response{}, err
	}
	v, err := ByNumber(r.Context(), s.Trail.DB(), no)
	if fault.Is(err, fault.NotFound) {
		return s.toNext(r, no, err)
	}
	if err != nil {
		return web.Response{}, err
	}
	current, err := Current(r.Context(), s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	links := []ui.Link{{Label: r.Say(sayFile), Href: v.Path() + "/fil"}}
	if v.No > 1 {
		links = append(links, ui.Link{Label: r.Say(sayWhomItConcerns), Href: fmt.Sprintf("/oversikt/texter/mall/%d", v.No)})
		links = append([]ui.Link{{Label: r.Say(sayDifferenceFrom.With(v.No - 1)), Href: fmt.Sprintf("%s/skillnad?fran=%d", v.Path(), v.No-1)}}, links...)
	}
	name := sayTemplateVersion.With(v.No)
	body := ui.Parts(ui.Heading(r.Say(name), ""), ui.LeadBlock(v.readLead(r, current)), ui.Links(links), ui.Paragraph(r.Say(sayHowToRead)), textOf(r, v.Doc))
	return web.Page(name, body).Frame(crumbs(r, ui.Link{Label: r.Say(v.Name())})).Frame(func(f *ui.Frame) { f.Canonical = v.Path() }), nil
}

// toNext leads those who keep the template to the version that is being written, which a notice names by its number;
// for everybody else it is not there.
func (s *Service) toNext(r *web.Request, no int64, missing error) (web.Response, error) {
	if v, err := s.opened(r); err == nil && v.No == no {
		return web.Redirect(nextPath), nil
	}
	return web.Response{}, missing
}

// readLead says whether this is the version to use.
func (v Version) readLead(r *web.Request, current Version) ui.Lead {
	if v.No == current.No {
		return ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(sayIsCurrent.With(v.PublishedOn.Long())))}
	}
	return ui.Lead{Level: ui.Info, Text: ui.Rich(r.Say(sayIsOld.With(v.PublishedOn.Long(), current.No))),
		Button: &ui.Button{Label: r.Say(sayReadVersion.With(current.No)), Href: current.Path()}}
}

// textOf is a whole text: a list of contents, and each clause with its commitments, places and guidance.
func textOf(r *web.Request, d clause.Document) templ.Component {
	var links []ui.Link
	var parts []templ.Component
	for i, c := range d.Clauses {
		links = append(links, ui.Link{Label: title(i+1, c, r.Lang), Href: "#" + anchor(c.ID)})
		parts = append(parts, ui.SectionOf(anchor(c.ID), title(i+1, c, r.Lang), Clause(r.Lang, d, c)...))
	}
	if len(d.Annexes) > 0 {
		var names []templ.Component
		for _, a := range d.Annexes {
			names = append(names, ui.Text(r.Say(sayAnnexNamed.With(a.No, a.Name))))
		}
		parts = append(parts, ui.SectionOf("bilagor", r.Say(sayAnnexes), ui.BulletsOf(names...)))
	}
	return ui.Parts(append([]templ.Component{ui.Contents(r.Say(sayContents), links)}, parts...)...)
}

// Clause shows one clause of a text: its words, what it promises, what is filled in, and the guidance, folded.
func Clause(l language.Lang, d clause.Document, c clause.Clause) []templ.Component {
	parts := []templ.Component{clauseText(d, c, l)}
	if promises := d.CommitmentsOf(c.ID); len(promises) > 0 {
		parts = append(parts, ui.TableOf(Commitments(l, promises)))
	}
	if places := placesOf(l, d, c); len(places) > 0 {
		parts = append(parts, ui.Folded(sayToFillIn.In(l), ui.BulletsOf(places...)))
	}
	if g := Guidance(l, c); g != nil {
		parts = append(parts, g)
	}
	return parts
}

// Guidance is the help beside a clause, folded; nil when there is none.
func Guidance(l language.Lang, c clause.Clause) templ.Component {
	if c.Guidance.IsZero() {
		return nil
	}
	return ui.Folded(sayGuidance.In(l), ui.Lines(c.Guidance.In(l)))
}

func placesOf(l language.Lang, d clause.Document, c clause.Clause) []templ.Component {
	var out []templ.Component
	for _, v := range d.Variables {
		if v.Clause == c.ID {
			out = append(out, ui.Join(ui.Strong(v.Name.In(l)), ui.Text(": "+describe(v).In(l))))
		}
	}
	return out
}

// Commitments is a table of commitments: what is promised, the target, by whom, and how it is measured.
func Commitments(l language.Lang, all []clause.Commitment) ui.Table {
	t := ui.Table{Lang: l, Caption: sayCommitments.In(l), Tight: true, Columns: []ui.Column{{Label: sayCommitment.In(l), RowHeader: true},
		{Label: sayTarget.In(l)}, {Label: sayPromisedBy.In(l)}, {Label: sayMeasuredSo.In(l)}}}
	for _, k := range all {
		t.Rows = append(t.Rows, ui.Row{ID: "atagande-" + k.ID, Cells: []templ.Component{
			ui.Join(ui.Strong(k.ID), ui.Text(" "+k.Text.In(l))), ui.Text(goals(k).In(l)), ui.Text(promiser(k).In(l)), Measured(l, k)}})
	}
	return t
}

func goals(k clause.Commitment) language.Text {
	if k.Relief {
		return language.T("%s. Det som den andra parten har orsakat räknas inte.", "%s. What the other party caused does not count.").With(k.Goals())
	}
	return k.Goals()
}

func promiser(k clause.Commitment) language.Text {
	if k.Mirrors != "" {
		return language.T("%s (speglar %s)", "%s (mirrors %s)").With(k.By.Name(), k.Mirrors)
	}
	return k.By.Name()
}

// Measured says how a commitment is measured, each metric with its definition one click away, and which of them nothing
// records yet.
func Measured(l language.Lang, k clause.Commitment) templ.Component {
	var parts []templ.Component
	for _, m := range k.Measures {
		metric, known := fact.Find(m.Metric)
		if !known {
			parts = append(parts, ui.Text(m.Metric))
			continue
		}
		parts = append(parts, ui.Folded(metric.Name.In(l), ui.Paragraph(metric.Definition.In(l))))
		if !metric.Measured {
			parts = append(parts, ui.StatusChip(ui.Status{Level: ui.Neutral, Words: sayNotMeasured.In(l)}))
		}
	}
	return ui.Parts(parts...)
}

// filePage is a version as a file.
func (s *Service) filePage(r *web.Request) (web.Response, error) {
	no, err := numberOf(r)
	if err != nil {
		return web.Response{}, err
	}
	v, err := ByNumber(r.Context(), s.Trail.DB(), no)
	if err != nil {
		return web.Response{}, err
	}
	return fileOf(v)
}

func fileOf(v Version) (web.Response, error) {
	var b bytes.Buffer
	if err := WriteFile(&b, v.Doc); err != nil {
		return web.Response{}, err
	}
	return web.Stream(v.FileName(), "application/json; charset=utf-8", func(w io.Writer) error {
		_, err := w.Write(b.Bytes())
		return err
	}), nil
}
