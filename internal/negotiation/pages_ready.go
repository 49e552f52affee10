package negotiation

import (
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// readySection shows the ready proposals for commitments that are not kept, each with what this reader can do about it.
func (s *Service) readySection(r *web.Request, d shown, doc clause.Document) (templ.Component, error) {
	all, dismissed, err := s.ReadyFor(r.Context(), s.Trail.DB(), d.Draft, doc)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayReady), Tight: true, Long: true, Columns: []ui.Column{{Label: r.Say(language.T("Åtagande", "Commitment")), RowHeader: true}, {Label: r.Say(language.T("Utfall", "Turnout")), Wide: true},
		{Label: r.Say(language.T("Förslag", "Proposal"))}, {Label: r.Say(language.T("Ni kan", "You can")), Bare: true}}}
	for _, p := range all {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(d.fieldPath(p.Field()), p.Number), ui.Stack(ui.Text(r.Say(p.Found)), ui.A(p.Path, r.Say(sayReckoned))),
			ui.Text(r.Say(p.said())), d.readyActs(r, doc, p, dismissed)}})
	}
	return section("forslag", r.Say(sayReady), paragraph(r.Say(sayReadySub)), ui.TableOf(t)), nil
}

// said is what is proposed, in words.
func (p Ready) said() language.Text {
	if p.Target == nil && p.Limit == 0 {
		return language.T("Behåll målet, och skriv vilken åtgärd som ska göra att det nås.", "Keep the target, and write which measure will make it reached.")
	}
	return p.measure().Goal()
}

// readyActs are what this reader can do about a ready proposal: put it in, say it in a comment, write a measure to take, or
// dismiss it.
func (d shown) readyActs(r *web.Request, doc clause.Document, p Ready, dismissed map[clause.Field]Dismissal) templ.Component {
	t, f := language.T, p.Field()
	if x, is := dismissed[f]; is {
		return ui.Stack(ui.Text(r.Say(t("Avfärdat av %s.", "Dismissed by %s.").With(d.name(x.Authority)))), ui.Swedish(r.Lang, x.Reason))
	}
	if !d.reader.Writes {
		return ui.Text("–")
	}
	var acts []templ.Component
	open := openFields(d.Draft, d.Threads)
	changes := p.Target != nil || p.Limit > 0
	switch {
	case d.mine() && open.open(doc, f):
		if changes {
			acts = append(acts, ui.Press(d.fieldPath(f), ui.Button{Label: r.Say(t("Lägg in i utkastet", "Put it into the draft")), Kind: ui.Secondary}, p.hidden(doc)...))
		}
		acts = append(acts, ui.A(d.fieldPath(NewDeviation)+"?pa="+p.Number, r.Say(t("Behåll målet och skriv en åtgärd", "Keep the target and write a measure to take"))))
	case d.mayComment() == nil:
		acts = append(acts, ui.Press(d.fieldPath(f)+"/kommentar", ui.Button{Label: r.Say(t("Föreslå det i en kommentar", "Propose it in a comment")), Kind: ui.Secondary}, ui.Hidden{Name: "comment", Value: p.Reason + " Förslag: " + p.said().Sv}))
	}
	form := ui.FormOf(ui.Form{Lang: r.Lang, ID: "avfarda-" + p.Number, Action: d.fieldPath(f) + "/avfarda", Submit: ui.Button{Label: r.Say(t("Avfärda", "Dismiss")), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.TextField, Name: fieldReason, Label: r.Say(t("Varför avfärdar ni förslaget?", "Why do you dismiss the proposal?")), MaxLength: longReason}}})
	return ui.Parts(append(acts, ui.Folded(r.Say(t("Avfärda", "Dismiss")), form))...)
}

// hidden is the field's own form, filled in: putting a proposal in is saving the field.
func (p Ready) hidden(doc clause.Document) []ui.Hidden {
	c, _ := doc.Commitment(p.Number)
	out := []ui.Hidden{{Name: fieldSeen, Value: Stamp(doc, p.Field())}, {Name: fieldReason, Value: p.Reason}, {Name: fieldFrom, Value: c.From.String()}, {Name: fieldTo, Value: c.To.String()}}
	if c.Relief {
		out = append(out, ui.Hidden{Name: fieldRelief, Value: "1"})
	}
	if p.Target != nil {
		out = append(out, ui.Hidden{Name: fmt.Sprintf("target%d", p.Measure), Value: p.Target.In(language.Swedish)})
	}
	if p.Limit > 0 {
		out = append(out, ui.Hidden{Name: fmt.Sprintf("limit%d", p.Measure), Value: fmt.Sprint(p.Limit)})
	}
	return out
}

func (s *Service) dismissPost(r *web.Request) (web.Response, error) {
	p, err := s.place(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err := s.Dismiss(r.Context(), r.Actor, p.ID, p.field, f.Text(fieldReason)); err != nil {
		return p.told(err)
	}
	return web.Redirect(p.Path()+"#forslag").Message(ui.Good, language.T("Förslaget är avfärdat och de andra parterna får veta.", "The proposal is dismissed and the other parties are told.")), nil
}

var (
	sayReady    = language.T("Förslag utifrån utfallet", "Proposals from the turnout")
	sayReadySub = language.T("Åtaganden som inte hålls, eller är i fara. Förslaget är räknat på det som parterna faktiskt nådde i perioden. Det är ni som avgör.", "Commitments that are broken or at risk. The proposal is reckoned from what the parties did reach in the period. You decide.")
	sayReckoned = language.T("Så är talet räknat", "How the figure was reckoned")
)
