package negotiation

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// What a version is compared with, in the address.
const (
	paramOld   = "fran"
	paramNew   = "till"
	paramView  = "vy"
	ofTemplate = "mall"
	ofWork     = "arbete"
	viewSides  = "sida"
	viewAll    = "allt"
)

// differencePage compares any two versions, or one with the template that it follows.
func (s *Service) differencePage(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	q := r.ReadQuery()
	was, is := q.Value(paramOld), q.Value(paramNew)
	if is == "" {
		if is = strconv.FormatInt(d.Latest, 10); d.seesWork() {
			is = ofWork
		}
	}
	if was == "" {
		was = "0"
	}
	new, newName, err := s.compared(r.Context(), s.Trail.DB(), d, is, 0)
	if err != nil {
		return web.Response{}, err
	}
	old, oldName, err := s.compared(r.Context(), s.Trail.DB(), d, was, new.Template)
	if err != nil {
		return web.Response{}, err
	}
	var body templ.Component
	switch q.Value(paramView) {
	case viewSides:
		body = sideBySide(r, old, new)
	case viewAll:
		body = wholeDifference(r, old, new)
	default:
		body = stack(differenceOf(r, old, new), ui.Links([]ui.Link{{Label: r.Say(language.T("Visa hela texten med ändringarna på plats", "Show the whole text with the changes in place")), Href: r.Link(paramView, viewAll)}}))
	}
	n := len(clause.ChangedFields(old, new))
	lead := language.Plural(n, language.T("*%d ställe skiljer sig* mellan %s och %s.", "*%d place differs* between %s and %s."), language.T("*%d ställen skiljer sig* mellan %s och %s.", "*%d places differ* between %s and %s.")).With(oldName, newName)
	choose, err := s.chooser(r, d, was, is)
	if err != nil {
		return web.Response{}, err
	}
	return d.page(r, sayDifference, false, ui.Heading(r.Say(sayDifference), r.Say(d.title())), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(lead))}), choose, body), nil
}

// compared gives one side of a comparison: a version by its number, the template, or the document being worked on, for
// those who see it.
func (s *Service) compared(ctx context.Context, q db.Reader, d shown, which string, template int64) (clause.Document, language.Text, error) {
	switch {
	case which == ofTemplate && template > 0:
		doc, err := s.Template(ctx, q, template)
		return doc, sayTemplateNo.With(template), err
	case which == ofWork && d.seesWork():
		doc, err := Work(ctx, q, d.ID)
		return doc, language.T("det ni arbetar med", "what you are working on"), err
	}
	no, err := strconv.ParseInt(which, 10, 64)
	if err != nil || no < 0 {
		return clause.Document{}, language.Text{}, fault.NotFoundThing()
	}
	t, err := TextAt(ctx, q, d.ID, no)
	name := sayNumber.With(no)
	if no == 0 {
		name = sayBase
	}
	return t.Doc, name, err
}

// chooser lets the reader choose what is compared, and how it is shown.
func (s *Service) chooser(r *web.Request, d shown, was, is string) (templ.Component, error) {
	heads, err := Heads(r.Context(), s.Trail.DB(), d.ID)
	if err != nil {
		return nil, err
	}
	var old, new []ui.Option
	for _, h := range heads {
		no, name := fmt.Sprint(h.No), r.Say(sayVersionNo.With(h.No))
		if h.No == 0 {
			name = r.Say(sayBase)
		}
		old, new = append(old, ui.Option{Value: no, Label: name}), append(new, ui.Option{Value: no, Label: name})
	}
	old = append(old, ui.Option{Value: ofTemplate, Label: r.Say(sayTemplate)})
	if d.seesWork() {
		new = append(new, ui.Option{Value: ofWork, Label: r.Say(language.T("det ni arbetar med", "what you are working on"))})
	}
	view := r.ReadQuery().Value(paramView)
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "jamfor", Action: d.Path() + "/skillnad", Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(sayShow), Kind: ui.Secondary},
		Fields: []ui.Field{
			{Kind: ui.SelectField, Name: paramOld, Label: r.Say(language.T("Före", "Before")), Value: was, Options: old},
			{Kind: ui.SelectField, Name: paramNew, Label: r.Say(language.T("Efter", "After")), Value: is, Options: new},
			{Kind: ui.SelectField, Name: paramView, Label: r.Say(language.T("Visa som", "Show as")), Value: view, Options: []ui.Option{{Value: "", Label: r.Say(language.T("bara ändringarna", "only the changes"))}, {Value: viewAll, Label: r.Say(language.T("hela texten", "the whole text"))}, {Value: viewSides, Label: r.Say(language.T("sida vid sida", "side by side"))}}, Optional: true},
		}}), nil
}

// differenceOf shows what differs between two documents, and nothing else: first the text, the promises and the deviations,
// then what has been filled in. A move is said to be one.
func differenceOf(r *web.Request, old, new clause.Document) templ.Component {
	var text, values []ui.Change
	for _, x := range clause.Compare(old, new, r.Lang) {
		if x.State == clause.Same && !x.Moved {
			continue
		}
		c := changeOf(r, withNames(old, new, x, r.Lang))
		if kind, _, _ := strings.Cut(string(x.Field), ":"); kind == "variable" {
			c.Clause.Heading = inClause(old, new, x)
			values = append(values, c)
		} else {
			text = append(text, c)
		}
	}
	if len(text) == 0 || len(values) == 0 {
		return ui.DifferenceOf(ui.Difference{Lang: r.Lang, Changes: append(text, values...)})
	}
	return stack(section("texten", r.Say(language.T("Text, åtaganden och avvikelser", "Text, commitments and deviations")), ui.DifferenceOf(ui.Difference{Lang: r.Lang, Changes: text})),
		section("uppgifter", r.Say(language.T("Ifyllda uppgifter", "What was filled in")), ui.DifferenceOf(ui.Difference{Lang: r.Lang, Changes: values})))
}

// inClause is a place's heading with the clause that it stands in.
func inClause(old, new clause.Document, x clause.Difference) string {
	if _, no := new.Clause(x.Clause); no > 0 {
		return fmt.Sprintf("§ %d · %s", no, x.Heading)
	}
	if _, no := old.Clause(x.Clause); no > 0 {
		return fmt.Sprintf("§ %d · %s", no, x.Heading)
	}
	return x.Heading
}

// wholeDifference shows every place of two documents in order, changed or not, with nothing folded.
func wholeDifference(r *web.Request, old, new clause.Document) templ.Component {
	var all []ui.Change
	for _, x := range clause.Compare(old, new, r.Lang) {
		c := changeOf(r, withNames(old, new, x, r.Lang))
		if c.State == ui.Unchanged {
			c.State = ui.Changed // so that it is not folded; its pieces say that all of it was kept
		}
		all = append(all, c)
	}
	return ui.DifferenceOf(ui.Difference{Lang: r.Lang, Changes: all})
}

// withNames puts a variable's name where a clause has its place: a reader meets no {giltig_till}.
func withNames(old, new clause.Document, x clause.Difference, l language.Lang) clause.Difference {
	for _, id := range append(clause.Holes(x.Old), clause.Holes(x.New)...) {
		v, ok := new.Variable(id)
		if !ok {
			v, _ = old.Variable(id)
		}
		name := strings.NewReplacer("{"+id+"}", "["+v.Name.In(l)+"]")
		x.Old, x.New = name.Replace(x.Old), name.Replace(x.New)
	}
	return x
}

func changeOf(r *web.Request, x clause.Difference) ui.Change {
	c := ui.Change{Clause: ui.Clause{ID: string(x.Field), Heading: x.Heading, Text: x.New}}
	if x.Moved {
		c.Clause.Heading = r.Say(language.T("%s (flyttad från plats %d till %d)", "%s (moved from place %d to %d)").With(x.Heading, x.From, x.To))
	}
	switch x.State {
	case clause.Added:
		c.State, c.Pieces, c.Local = ui.New, whole(ui.Inserted, x.New), whole(ui.Inserted, x.NewLocal)
	case clause.Removed:
		c.State, c.Pieces, c.Local = ui.Gone, whole(ui.Deleted, x.Old), whole(ui.Deleted, x.OldLocal)
	case clause.Changed:
		c.State, c.Pieces, c.Local = ui.Changed, ui.Words(x.Old, x.New), ui.Words(x.OldLocal, x.NewLocal)
	default:
		if c.Pieces, c.Local = whole(ui.Kept, x.New), whole(ui.Kept, x.NewLocal); x.Moved {
			c.State = ui.Changed
		}
	}
	return c
}

// whole is a text with one fate; nothing when it is empty.
func whole(op ui.Op, text string) []ui.Piece {
	if text == "" {
		return nil
	}
	return []ui.Piece{{Op: op, Text: text}}
}

// sideBySide puts before and after beside each other, for long clauses.
func sideBySide(r *web.Request, old, new clause.Document) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayDifference), Keep: true, Empty: ui.Empty{Text: r.Say(language.T("Inget skiljer sig.", "Nothing differs."))},
		Columns: []ui.Column{{Label: r.Say(language.T("Före", "Before"))}, {Label: r.Say(language.T("Efter", "After"))}}}
	for _, x := range clause.Compare(old, new, r.Lang) {
		if x.State == clause.Same && !x.Moved {
			continue
		}
		c := changeOf(r, withNames(old, new, x, r.Lang))
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{side(r.Lang, c, ui.Deleted), side(r.Lang, c, ui.Inserted)}})
	}
	return ui.TableOf(t)
}

// side is one side of a change: what was kept, and what was struck or added.
func side(l language.Lang, c ui.Change, op ui.Op) templ.Component {
	tag := map[ui.Op]string{ui.Deleted: "del", ui.Inserted: "ins"}[op]
	out := []templ.Component{ui.Strong(c.Clause.Heading), ui.Text(" ")}
	for _, p := range c.Pieces {
		switch p.Op {
		case ui.Kept:
			out = append(out, ui.Text(p.Text))
		case op:
			out = append(out, tagged(tag, ui.Text(p.Text)))
		}
	}
	for _, p := range c.Local {
		switch p.Op {
		case ui.Kept:
			out = append(out, ui.Swedish(l, p.Text))
		case op:
			out = append(out, tagged(tag, ui.Swedish(l, p.Text)))
		}
	}
	return stack(out...)
}
