package negotiation

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// textPage reads the document clause by clause with the values in place. Who holds the pen has a link to change each
// open field; every coordinator one to comment.
func (s *Service) textPage(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	doc, err := s.visible(r, d)
	if err != nil {
		return web.Response{}, err
	}
	base, err := TextAt(r.Context(), s.Trail.DB(), d.ID, 0)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(sayText), r.Say(d.which())), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(d.textLead(doc))), Button: d.textButton(r, doc)}),
		d.missingSection(r, doc), changedPlaces(r, base.Doc, doc)}
	return d.page(r, sayText, false, append(parts, d.clauses(r, doc, d.mine())...)...), nil
}

// which says which text the reader sees.
func (d shown) which() language.Text {
	switch {
	case d.seesWork():
		return language.T("Det ni arbetar med. De andra parterna ser det när ni har lämnat det.", "What you are working on. The other parties see it when you have put it forward.")
	case d.Latest == 0:
		return language.T("Det som utkastet utgår från. Inget förslag är lämnat än.", "What the draft began from. No proposal has been put forward yet.")
	}
	return language.T("Version %d, som parterna har framför sig.", "Version %d, which the parties have before them.").With(d.Latest)
}

// textLead says what is left before the text is whole.
func (d shown) textLead(doc clause.Document) language.Text {
	left := len(fault.ProblemsOf(clause.CheckComplete(doc)))
	switch {
	case left == 0:
		if d.todo.Act == Review {
			return d.todo.Text
		}
		return language.T("*Allt som behövs är ifyllt.*", "*All that is needed is filled in.*")
	case d.mine():
		return language.Plural(left, language.T("*%d fält saknas* innan texten kan godkännas. Öppna fältet och fyll i det; varje fält sparas för sig.", "*%d field is missing* before the text can be approved. Open the field and fill it in; each field is saved by itself."),
			language.T("*%d fält saknas* innan texten kan godkännas. Öppna ett fält i taget och fyll i det; varje fält sparas för sig.", "*%d fields are missing* before the text can be approved. Open one field at a time and fill it in; each is saved by itself."))
	}
	return language.Plural(left, language.T("%d fält saknas innan texten kan godkännas.", "%d field is missing before the text can be approved."),
		language.T("%d fält saknas innan texten kan godkännas.", "%d fields are missing before the text can be approved."))
}

func (d shown) textButton(r *web.Request, doc clause.Document) *ui.Button {
	if d.mine() {
		if left := lacking(doc); len(left) > 0 {
			return &ui.Button{Label: r.Say(sayNextEmpty), Href: d.fieldPath(left[0])}
		}
		return &ui.Button{Label: r.Say(sayPropose), Href: d.Path() + "/lamna"}
	}
	if d.todo.Act == Review {
		return &ui.Button{Label: r.Say(sayApprove), Href: fmt.Sprintf("%s/version/%d", d.Path(), d.Latest)}
	}
	return nil
}

// clauses are the document's clauses for reading, each with its fields.
func (d shown) clauses(r *web.Request, doc clause.Document, writes bool) []templ.Component {
	open := openFields(d.Draft, d.Threads)
	out := []templ.Component{contents(r, doc)}
	for i, c := range doc.Clauses {
		title := clauseTitle(r, i, c)
		parts := clauseText(r, doc, c)
		if rows := d.fieldRows(r, doc, c, open, writes); len(rows) > 0 {
			parts = append(parts, ui.Fold(ui.FoldOf{Title: r.Say(language.T("Uppgifter och åtaganden i § %d", "Values and commitments in § %d").With(i + 1)), Count: language.Number(len(rows)), Open: d.unfolded(doc, c, open, writes),
				Body: ui.TableOf(ui.Table{Lang: r.Lang, Caption: title, Tight: true, Columns: []ui.Column{{Label: r.Say(sayField), RowHeader: true}, {Label: r.Say(sayInstead)}, {Label: r.Say(sayComments)}}, Rows: rows})}))
		}
		links := []ui.Link{{Label: r.Say(language.T("Kommentarer på § %d", "Comments on § %d").With(i + 1)), Href: d.fieldPath(clause.ClauseField(c.ID))}}
		if writes && open.deviable(c.ID) {
			links = append(links, ui.Link{Label: r.Say(language.T("Avvik från § %d", "Deviate from § %d").With(i + 1)), Href: d.fieldPath(NewDeviation) + "?pa=" + c.ID})
		}
		if writes && open.promisable(c.ID) {
			links = append(links, ui.Link{Label: r.Say(language.T("Lägg till ett åtagande i § %d", "Add a commitment to § %d").With(i + 1)), Href: d.fieldPath(NewCommitment) + "?pa=" + c.ID})
		}
		out = append(out, section("p"+c.ID, title, append(parts, ui.Links(links))...))
	}
	return out
}

// unfolded tells whether a clause's fields are open from the start: those that the reader can change now, those that
// somebody has commented on, and those that deviate from the template. The rest is one click away, since the clause itself
// has every value in place.
func (d shown) unfolded(doc clause.Document, c clause.Clause, open opening, writes bool) bool {
	for _, f := range fieldsOf(doc, c) {
		_, said := live(d.Threads, f)
		if said || writes && open.open(doc, f) || strings.HasPrefix(string(f), string(clause.DeviationField(""))) {
			return true
		}
	}
	return false
}

// changedPlaces leads to the clauses in which something differs from what the draft began from, so that nobody has to look
// for it in a long text. When most of the text differs there is nothing to lead to.
func changedPlaces(r *web.Request, old, new clause.Document) templ.Component {
	changed := map[string]bool{}
	for _, x := range clause.Compare(old, new, r.Lang) {
		if x.State != clause.Same || x.Moved {
			changed[x.Clause] = true
		}
	}
	var links []ui.Link
	for i, c := range new.Clauses {
		if changed[c.ID] {
			links = append(links, ui.Link{Label: clauseTitle(r, i, c), Href: "#p" + c.ID})
		}
	}
	if len(links) == 0 || len(links) > mostPlaces {
		return nil
	}
	return section("andrat", r.Say(language.T("Här är texten ändrad", "Here the text has changed")), ui.Links(links))
}

// mostPlaces is how many changed clauses a reader is led to; more than that is the whole text.
const mostPlaces = 12

// clauseTitle is a clause's number and heading.
func clauseTitle(r *web.Request, i int, c clause.Clause) string {
	return fmt.Sprintf("§ %d %s", i+1, c.Heading.In(r.Lang))
}

// contents is the way to each clause of a long text.
func contents(r *web.Request, doc clause.Document) templ.Component {
	var links []ui.Link
	for i, c := range doc.Clauses {
		links = append(links, ui.Link{Label: clauseTitle(r, i, c), Href: "#p" + c.ID})
	}
	return ui.Contents(r.Say(language.T("Innehåll", "Contents")), links)
}

// fieldRows are the values, commitments and deviations of one clause.
func (d shown) fieldRows(r *web.Request, doc clause.Document, c clause.Clause, open opening, writes bool) []ui.Row {
	read := reading(doc, r.Lang)
	var rows []ui.Row
	for _, f := range fieldsOf(doc, c) {
		value := read[f]
		if value == nil {
			value = ui.StatusChip(ui.Status{Level: ui.Warn, Words: r.Say(language.T("inte ifyllt", "not filled in"))})
		}
		value = promiseText(r, doc, f, value)
		label := sayOpenField
		if writes && open.open(doc, f) {
			label = sayChange
		}
		said := ui.AFor(d.fieldPath(f), r.Say(label), r.Say(fieldWord(doc, f)))
		if th, ok := live(d.Threads, f); ok {
			said = ui.Join(said, ui.StatusChip(th.State.chip(r.Lang)))
		}
		rows = append(rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(fieldWord(doc, f))), value, said}})
	}
	return rows
}

// fieldsOf are the values, commitments and deviations of one clause, in reading order.
func fieldsOf(doc clause.Document, c clause.Clause) []clause.Field {
	var fields []clause.Field
	for _, v := range doc.Variables {
		if v.Clause == c.ID {
			fields = append(fields, clause.VariableField(v.ID))
		}
	}
	for _, k := range doc.CommitmentsOf(c.ID) {
		fields = append(fields, clause.CommitmentField(k.ID))
		for _, v := range doc.DeviationsOn(k.ID) {
			fields = append(fields, clause.DeviationField(v.ID))
		}
	}
	for _, v := range doc.DeviationsOn(c.ID) {
		fields = append(fields, clause.DeviationField(v.ID))
	}
	return fields
}

// fieldWord is a field's short name in a row.
func fieldWord(doc clause.Document, f clause.Field) language.Text {
	if h := heading(doc, f); len(h.Sv) < 60 {
		return h
	}
	return language.Same(fieldName(f))
}

// reading is how every field of a document that says something reads, what the parties wrote in Swedish marked as that.
func reading(doc clause.Document, l language.Lang) map[clause.Field]templ.Component {
	out := map[clause.Field]templ.Component{}
	for _, e := range clause.Compare(clause.Document{}, doc, l) {
		switch {
		case e.New != "" && e.NewLocal != "":
			out[e.Field] = ui.Join(ui.Text(e.New), ui.Swedish(l, e.NewLocal))
		case e.NewLocal != "":
			out[e.Field] = ui.Swedish(l, e.NewLocal)
		case e.New != "":
			out[e.Field] = ui.Text(e.New)
		}
	}
	return out
}

// words are a clause's pieces with what is missing marked. What the parties have written is in Swedish.
func words(l language.Lang, doc clause.Document, c clause.Clause) templ.Component {
	var out []templ.Component
	for _, p := range doc.Words(c, l) {
		v, _ := doc.Variable(p.Variable)
		switch {
		case p.Missing:
			out = append(out, tagged("mark", ui.Text("["+p.Text+"]")))
		case v.Kind == clause.Line, v.Kind == clause.List, v.Kind == clause.Person:
			out = append(out, tagged("strong", ui.Swedish(l, p.Text)))
		case p.Variable != "":
			out = append(out, ui.Strong(p.Text))
		default:
			out = append(out, ui.Text(p.Text))
		}
	}
	return stack(out...)
}

// versionPage reads one frozen version, and lets who has read it approve it.
func (s *Service) versionPage(r *web.Request) (web.Response, error) {
	d, t, err := s.version(r)
	if err != nil {
		return web.Response{}, err
	}
	return d.versionPage(r, t, d.approveForm(r, t)), nil
}

func (s *Service) version(r *web.Request) (shown, Text, error) {
	d, err := s.look(r)
	if err != nil {
		return d, Text{}, err
	}
	no, err := strconv.ParseInt(r.Path("no"), 10, 64)
	if err != nil || no < 0 {
		return d, Text{}, fault.NotFoundThing()
	}
	t, err := TextAt(r.Context(), s.Trail.DB(), d.ID, no)
	return d, t, err
}

func (d shown) versionPage(r *web.Request, t Text, form *ui.Form) web.Response {
	name := sayVersionNo.With(t.No)
	old := t.No < d.Latest
	lead := ui.Lead{Text: ui.Rich(r.Say(d.todo.Text))}
	if form != nil {
		lead.Button = &ui.Button{Label: r.Say(language.T("Till godkännandet", "To the approval")), Href: "#godkann"}
	}
	if old {
		lead = ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.T("Det här är en äldre version. *Nu gäller version %d.*", "This is an older version. *Version %d is the current one.*").With(d.Latest))),
			Button: &ui.Button{Label: r.Say(sayVersionNo.With(d.Latest)), Href: fmt.Sprintf("%s/version/%d", d.Path(), d.Latest)}}
	}
	parts := []templ.Component{ui.Heading(r.Say(name), r.Say(language.T("%s, lämnad av %s %s", "%s, put forward by %s on %s").With(d.title(), d.name(t.By), calendar.DateTime(t.FrozenAt.Time)))), ui.LeadBlock(lead),
		ui.Links([]ui.Link{{Label: r.Say(language.T("Se bara det som ändras", "See only what changes")), Href: fmt.Sprintf("%s/skillnad?fran=0&till=%d", d.Path(), t.No)}})}
	frozen := d
	frozen.State = Proposed
	parts = append(parts, frozen.clauses(r, t.Doc, false)...)
	if form != nil {
		parts = append(parts, section("godkann", r.Say(sayApproveNo.With(t.No)), ui.FormOf(*form)))
	}
	parts = append(parts, within(ui.More(r.Say(sayChecksum)), paragraph(t.Digest)))
	return d.page(r, name, false, parts...)
}

// readOut is a text for somebody who is no party: each clause with its values, commitments and deviations, and of each
// commitment how it turns out.
func readOut(r *web.Request, t Text, turns map[string]commitment.Turnout) []templ.Component {
	read := reading(t.Doc, r.Lang)
	out := []templ.Component{contents(r, t.Doc)}
	for i, c := range t.Doc.Clauses {
		title := clauseTitle(r, i, c)
		parts := clauseText(r, t.Doc, c)
		var facts []ui.Fact
		for _, f := range fieldsOf(t.Doc, c) {
			if read[f] != nil && !onClause(t.Doc, c, f) { // what deviates from the clause stands in its text
				value := promiseText(r, t.Doc, f, read[f])
				if turn := turns[fieldName(f)]; turn.Judged {
					value = ui.Stack(value, turn.Cell(r))
				}
				facts = append(facts, ui.Fact{Name: r.Say(fieldWord(t.Doc, f)), Value: value})
			}
		}
		if len(facts) > 0 {
			parts = append(parts, ui.KeyValues(facts...))
		}
		out = append(out, section("p"+c.ID, title, parts...))
	}
	return out
}

func deviationsFor(r *web.Request, t Text) templ.Component {
	if len(t.Doc.Deviations) == 0 {
		return paragraph(r.Say(sayNoDeviate))
	}
	table := ui.Table{Lang: r.Lang, Caption: r.Say(sayDeviations), Columns: []ui.Column{{Label: r.Say(sayOn), RowHeader: true}, {Label: r.Say(sayHow)}, {Label: r.Say(sayInstead)}, {Label: r.Say(sayWhy)}}}
	for _, v := range t.Doc.Deviations {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(v.ID + ", " + t.Doc.On(v.On)), ui.Text(r.Say(v.Kind.Name())), ui.Swedish(r.Lang, v.Text), ui.Swedish(r.Lang, v.Reason)}})
	}
	return ui.TableOf(table)
}
