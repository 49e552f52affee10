package negotiation

import (
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// needsSection says whose signature the draft takes as it stands, why, and the table that decides it.
func (s *Service) needsSection(r *web.Request, d shown, doc clause.Document) (templ.Component, error) {
	need, err := NeedsOf(r.Context(), s.Trail.DB(), d.Draft, doc)
	if err != nil {
		return nil, err
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayNeedsTable), Tight: true, Columns: []ui.Column{{Label: r.Say(sayIfChanged), RowHeader: true}, {Label: r.Say(saySignatures)}}}
	for _, rule := range NeedsTable() {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(r.Say(rule.Change), r.Say(rule.Needs.Label()))})
	}
	say := language.T("Som utkastet ser ut nu: %s. %s", "As the draft stands: %s. %s").With(need.Signatures.Label(), need.Why)
	return section("underskrift", r.Say(saySignatures), paragraph(r.Say(say)), within(ui.More(r.Say(sayNeedsTable)), ui.TableOf(t))), nil
}

// versionsSection lists what has been put forward, each with what it changed.
func (s *Service) versionsSection(r *web.Request, d shown) (templ.Component, error) {
	heads, err := Heads(r.Context(), s.Trail.DB(), d.ID)
	if err != nil {
		return nil, err
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayVersions), Empty: ui.Empty{Text: r.Say(language.T("Ingen version är lämnad än.", "No version has been put forward yet."))},
		Columns: []ui.Column{{Label: r.Say(sayVersion), RowHeader: true}, {Label: r.Say(sayBy)}, {Label: r.Say(sayWhen)}, {Label: r.Say(sayDifference)}}}
	if d.mine() {
		t.Empty.Text = r.Say(language.T("Ni har inte lämnat något förslag än. Det ni lämnar först blir version 1.", "You have not put any proposal forward yet. What you put forward first becomes version 1."))
	}
	for i := len(heads) - 1; i > 0; i-- {
		h := heads[i]
		from := sayNumber.With(heads[i-1].No)
		if heads[i-1].No == 0 {
			from = sayBase
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.A(fmt.Sprintf("%s/version/%d", d.Path(), h.No), r.Say(sayVersionNo.With(h.No))), ui.Text(d.name(h.By)), ui.Text(r.Say(calendar.DateTime(h.FrozenAt.Time))),
			ui.A(fmt.Sprintf("%s/skillnad?fran=%d&till=%d", d.Path(), heads[i-1].No, h.No), r.Say(language.T("mot %s", "against %s").With(from)))}})
	}
	return section("versioner", r.Say(sayVersions), ui.TableOf(t)), nil
}

// documentsSection lists what is attached, with size and who may take it away.
func (s *Service) documentsSection(r *web.Request, d shown) (templ.Component, error) {
	all, err := Documents(r.Context(), s.Trail.DB(), d.ID)
	if err != nil {
		return nil, err
	}
	open := d.reader.Writes && d.mayWithdraw() == nil
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayDocuments), Empty: ui.Empty{Text: r.Say(sayNoDocument)},
		Columns: []ui.Column{{Label: r.Say(sayDocuments), RowHeader: true}, {Label: r.Say(sayBy)}, {Label: r.Say(saySize)}, {Label: r.Say(sayRemove), Hidden: true}}}
	for _, doc := range all {
		remove := ui.Text("")
		if open && doc.Authority == d.reader.Authority {
			remove = ui.ConfirmBox(ui.Confirm{ID: "ta-bort-" + doc.ID, Open: r.Say(sayRemove), Title: r.Say(language.T("Ta bort %s?", "Remove %s?").With(doc.What)),
				Text:   r.Say(language.T("Dokumentet försvinner för alla parter.", "The document disappears for all parties.")),
				Action: d.Path() + "/dokument/" + doc.ID + "/ta-bort", Button: r.Say(sayRemove), Cancel: r.Say(sayCancel)})
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(d.Path()+"/dokument/"+doc.ID, doc.What), ui.Text(d.name(doc.Authority)),
			ui.Text(r.Say(language.T("%s kB", "%s kB").With(language.Decimal(float64(doc.Size)/1000, 1)))), remove}})
	}
	parts := []templ.Component{ui.TableOf(t)}
	if open {
		parts = append(parts, ui.Buttons(ui.Button{Label: r.Say(sayAttach), Href: d.Path() + "/dokument", Kind: ui.Secondary}))
	}
	return section("dokument", r.Say(sayDocuments), parts...), nil
}
