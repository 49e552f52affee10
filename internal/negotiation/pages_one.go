package negotiation

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// onePage is a draft: what the reader must do, how far it has come, what the parties have said and done.
func (s *Service) onePage(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	doc, err := s.visible(r, d)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := s.lead(r, d)
	if err != nil {
		return web.Response{}, err
	}
	if b, is, err := d.blockedBy(r.Context(), s.Trail.DB(), doc); err != nil {
		return web.Response{}, err
	} else if is {
		lead = stack(lead, ui.Alert(b.alert(r)))
	}
	ready, err := s.readySection(r, d, doc)
	if err != nil {
		return web.Response{}, err
	}
	needs, err := s.needsSection(r, d, doc)
	if err != nil {
		return web.Response{}, err
	}
	versions, err := s.versionsSection(r, d)
	if err != nil {
		return web.Response{}, err
	}
	documents, err := s.documentsSection(r, d)
	if err != nil {
		return web.Response{}, err
	}
	checklist, err := s.checklistSection(r, d)
	if err != nil {
		return web.Response{}, err
	}
	lines, err := audit.Lines(r.Context(), s.Trail.DB(), audit.Filter{Thing: d.Ref()}, 100)
	if err != nil {
		return web.Response{}, err
	}
	sub := language.T("%s · %s · påbörjat %s av %s", "%s · %s · begun %s by %s").With(d.Kind.Label(), sayTemplateNo.With(doc.Template), calendar.DateOf(d.BegunAt.Time), d.name(d.BegunBy))
	body := stack(ui.Heading(r.Say(d.title()), r.Say(sub)), lead, ui.Steps(r.Say(sayState), d.steps(r)), d.buttons(r), d.missingOf(r, doc), ready,
		section("parter", r.Say(sayParties), ui.TableOf(d.partyTable(r))),
		section("kommentarer", r.Say(language.T("%s (%d kvar)", "%s (%d left)").With(sayComments, d.unresolved())), d.commentTable(r, doc)),
		section("avvikelser", r.Say(language.T("%s (%d)", "%s (%d)").With(sayDeviations, len(doc.Deviations))), d.deviationTable(r, doc)),
		d.localSection(r, doc),
		needs, versions, documents, checklist,
		section("historik", r.Say(sayHistory), within(ui.More(r.Say(language.T("Visa alla steg", "Show every step"))), ui.Timeline(d.events(r, doc, lines)))))
	return web.Page(d.title(), body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayDrafts), Href: listPath}, {Label: r.Say(d.title())}}
	}), nil
}

// visible is the document that the reader sees: the one being worked on for the party that holds the pen, else the latest
// version put forward, else what the draft began from.
func (s *Service) visible(r *web.Request, d shown) (clause.Document, error) {
	if d.seesWork() {
		return Work(r.Context(), s.Trail.DB(), d.ID)
	}
	t, err := TextAt(r.Context(), s.Trail.DB(), d.ID, d.Latest)
	return t.Doc, err
}

// lead is the sentence for this reader with the main button.
func (s *Service) lead(r *web.Request, d shown) (templ.Component, error) {
	lead := ui.Lead{Text: ui.Rich(r.Say(d.todo.Text))}
	if d.todo.Mine() {
		lead.Level = ui.Waiting
	}
	button := func(t language.Text, to string) { lead.Button = &ui.Button{Label: r.Say(t), Href: to} }
	switch d.todo.Act {
	case Write:
		button(sayWrite, d.Path()+"/text")
	case Review:
		button(sayApprove, fmt.Sprintf("%s/version/%d", d.Path(), d.Latest))
	case Answer:
		button(sayAnswer, "#kommentarer")
	case GoSign, AtSign:
		if s.Next != nil {
			path, err := s.Next(r.Context(), s.Trail.DB(), d.Draft)
			if err != nil {
				return nil, err
			}
			if path != "" {
				button(map[Act]language.Text{GoSign: saySign, AtSign: saySigning}[d.todo.Act], path)
			}
		}
	case Nothing:
		if d.Concluded != "" {
			button(sayGoAgree, "/overenskommelser/"+d.Concluded)
		}
	}
	return ui.LeadBlock(lead), nil
}

// steps is how far the draft has come.
func (d shown) steps(r *web.Request) []ui.Step {
	order := []State{Drafting, Proposed, Approved, Signing, Concluded}
	at := slices.Index(order, d.State)
	if d.State == Drafting && d.Latest > 0 {
		at = 1 // the parties are negotiating, whoever holds the pen
	}
	words := []language.Text{language.T("Första förslaget", "First proposal"), language.T("Förhandling", "Negotiation"), language.T("Godkänt av alla", "Approved by all"), language.T("Underskrift", "Signing"), language.T("Gäller", "In force")}
	var out []ui.Step
	for i, w := range words {
		out = append(out, ui.Step{Label: r.Say(w), Current: i == at, Done: at > i})
	}
	return out
}

// buttons are what else the reader can do.
func (d shown) buttons(r *web.Request) templ.Component {
	links := []ui.Button{{Label: r.Say(sayRead), Href: d.Path() + "/text", Kind: ui.Secondary}, {Label: r.Say(sayDifference), Href: d.Path() + "/skillnad", Kind: ui.Secondary}}
	if !d.reader.Writes {
		return ui.Buttons(links...)
	}
	var form templ.Component
	pen := func(label language.Text, take string) {
		form = ui.Behind("penna", d.Path()+"/penna", ui.Hidden{Name: "take", Value: take})
		links = append(links, ui.Button{Label: r.Say(label), Form: "penna", Kind: ui.Secondary})
	}
	switch {
	case d.mine():
		links = append([]ui.Button{{Label: r.Say(sayPropose), Href: d.Path() + "/lamna", Kind: ui.Secondary}}, links...)
		if d.Latest > 0 {
			pen(sayLeavePen, "0")
		}
	case d.mayTake(d.reader.Authority, d.Author, d.Threads) == nil:
		pen(sayTakePen, "1")
	}
	if d.mayTakeBack(d.reader.Authority, d.Approvals) == nil {
		links = append(links, ui.Button{Label: r.Say(sayTakeBack), Href: d.Path() + "/ta-tillbaka", Kind: ui.Quiet})
	}
	if d.mayWithdraw() == nil {
		links = append(links, ui.Button{Label: r.Say(sayWithdraw), Href: d.Path() + "/avbryt", Kind: ui.Quiet})
	}
	return stack(form, ui.Buttons(links...))
}

func (d shown) partyTable(r *web.Request) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayParties), Columns: []ui.Column{{Label: r.Say(sayParty), RowHeader: true}, {Label: r.Say(sayApprovedOn)}}}
	decided := slices.ContainsFunc(d.Approvals, func(a Approval) bool { return a.No == d.Latest })
	if decided {
		t.Columns = append(t.Columns, ui.Column{Label: r.Say(sayDecision)})
	}
	for _, p := range d.Parties {
		state, decision := ui.StatusChip(ui.Status{Words: r.Say(sayNotYet)}), ""
		for _, a := range d.Approvals {
			if a.No == d.Latest && a.Authority == p.Authority {
				words := language.T("version %d, %s", "version %d, %s").With(a.No, calendar.DateTime(a.At.Time))
				state, decision = ui.StatusChip(ui.Status{Level: ui.Good, Words: r.Say(words)}), a.Decision
			}
		}
		row := ui.Row{Cells: []templ.Component{ui.A("/myndighet/"+p.Authority, d.name(p.Authority)), state}}
		if decided {
			row.Cells = append(row.Cells, ui.Text(decision))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// commentTable lists what is not resolved, each with the way to its field.
func (d shown) commentTable(r *web.Request, doc clause.Document) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayComments), Empty: ui.Empty{Text: r.Say(sayNoComments)},
		Columns: []ui.Column{{Label: r.Say(sayField), RowHeader: true}, {Label: r.Say(sayState)}, {Label: r.Say(sayLatestWord)}}}
	for _, th := range d.Threads {
		if th.State == Resolved || len(th.Comments) == 0 {
			continue
		}
		last := th.Comments[len(th.Comments)-1]
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(d.fieldPath(th.Field), r.Say(heading(doc, th.Field))), ui.StatusChip(th.State.chip(r.Lang)),
			ui.Stack(ui.Text(last.Body), ui.Text(r.Say(language.T("%s, %s", "%s, %s").With(d.name(last.Authority), calendar.DateTime(last.At.Time)))))}})
	}
	return ui.TableOf(t)
}

func (d shown) deviationTable(r *web.Request, doc clause.Document) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayDeviations), Empty: ui.Empty{Text: r.Say(sayNoDeviate)},
		Columns: []ui.Column{{Label: r.Say(sayOn), RowHeader: true}, {Label: r.Say(sayHow)}, {Label: r.Say(sayInstead)}, {Label: r.Say(sayWhy)}}}
	for _, v := range doc.Deviations {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(d.fieldPath(clause.DeviationField(v.ID)), v.ID+", "+unbroken(doc.On(v.On))),
			ui.Text(r.Say(v.Kind.Name())), ui.Swedish(r.Lang, v.Text), ui.Swedish(r.Lang, v.Reason)}})
	}
	return ui.TableOf(t)
}

// unbroken is "§ 19" that stays on one line.
func unbroken(on string) string { return strings.ReplaceAll(on, "§ ", "§\u00a0") }

// events are the draft's steps as the trail says them, shown alike to every party.
func (d shown) events(r *web.Request, doc clause.Document, lines []audit.Line) []ui.Event {
	var out []ui.Event
	for _, l := range lines {
		var n noted
		if json.Unmarshal([]byte(l.Change), &n) != nil || policy.Action(l.Action) == policy.ReadDraftDocument {
			continue
		}
		text := n.said(policy.Action(l.Action), doc)
		if text.IsZero() {
			continue
		}
		if l.Authority != "" {
			text = language.T("%s: %s", "%s: %s").With(d.name(l.Authority), text)
		}
		out = append(out, ui.Event{When: r.Say(calendar.DateTime(l.At.Time)), At: l.At.UTC().Format("2006-01-02T15:04:05Z"), Title: r.Say(text)})
	}
	return out
}
