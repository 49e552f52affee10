package negotiation

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Panel shows, on an agreement's page, its text in force to everybody, and to the parties the drafts under way and the
// way to begin one.
func (s *Service) Panel(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	q := s.Trail.DB()
	t, known, err := TextOf(ctx, q, a.ID)
	if err != nil {
		return nil, err
	}
	coming, renewed, err := ComingText(ctx, q, a.ID, calendar.DateOf(q.Now()))
	if err != nil {
		return nil, err
	}
	var parts []templ.Component
	if known {
		say := language.Plural(len(t.Doc.Deviations), language.T("Texten är klar och fryst. Den avviker från mallen på %d ställe.", "The text is concluded and frozen. It deviates from the template in %d place."),
			language.T("Texten är klar och fryst. Den avviker från mallen på %d ställen.", "The text is concluded and frozen. It deviates from the template in %d places."))
		parts = append(parts, paragraph(r.Say(say)), ui.Links([]ui.Link{{Label: r.Say(sayRead), Href: textPath(a.ID)}}))
	}
	if renewed {
		from, _ := Term(coming.Doc)
		parts = append(parts, paragraph(r.Say(sayComing.With(from.Long()))), ui.Links([]ui.Link{{Label: r.Say(language.T("Läs förlängningens text", "Read the renewal's text")), Href: textPathOn(a.ID, from)}}))
	}
	drafts, err := s.panelDrafts(ctx, r, a)
	if err != nil {
		return nil, err
	}
	if drafts != nil {
		parts = append(parts, drafts)
	}
	if r.May(policy.BeginAmendment) && a.Standing == agreement.Concluded && policy.Check(ctx, q, r.Actor, policy.BeginAmendment, a.Ref()) == nil {
		parts = append(parts, ui.Buttons(ui.Button{Label: r.Say(language.T("Ändra, förläng eller anslut en kommun", "Amend, renew or let a municipality join")), Href: listPath + "/nytt?" + paramAgreement + "=" + a.ID, Kind: ui.Secondary}))
	}
	if len(parts) == 0 {
		return nil, nil
	}
	return section("text", r.Say(sayAgreedText), parts...), nil
}

// Lead is the sentence of an agreement's page for whoever must do something about a draft that changes it.
func (s *Service) Lead(ctx context.Context, r *web.Request, a agreement.Agreement) (*ui.Lead, error) {
	if !r.May(policy.ReadDraft) {
		return nil, nil
	}
	found, err := List(ctx, s.Trail.DB(), r.Actor, Filter{Agreement: a.ID})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	all, err := s.shown(r, found)
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		if d.todo.Mine() {
			return &ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(d.todo.Text)), Button: &ui.Button{Label: r.Say(language.T("Öppna utkastet", "Open the draft")), Href: d.Path()}}, nil
		}
	}
	return nil, nil
}

func (s *Service) panelDrafts(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	if !r.May(policy.ReadDraft) {
		return nil, nil
	}
	found, err := List(ctx, s.Trail.DB(), r.Actor, Filter{Agreement: a.ID})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	all, err := s.shown(r, found)
	if err != nil {
		return nil, err
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayDrafts), Tight: true, Columns: []ui.Column{{Label: r.Say(sayDrafts), RowHeader: true}, {Label: r.Say(sayState)}, {Label: r.Say(sayWaits)}}}
	for _, d := range all {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(d.Path(), r.Say(d.Kind.Label())), ui.StatusChip(d.State.chip(r.Lang)), ui.Text(r.Say(d.waits()))}})
	}
	return ui.TableOf(t), nil
}

func textPath(agreementID string) string { return "/overenskommelser/" + agreementID + "/text" }

// agreedPage reads the text in force of an agreement. It is open: what authorities have agreed is a public document.
func (s *Service) agreedPage(r *web.Request) (web.Response, error) {
	a, err := agreement.ByID(r.Context(), s.Trail.DB(), r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	day, err := s.dayAsked(r)
	if err != nil {
		return web.Response{}, err
	}
	t, known, err := TextOn(r.Context(), s.Trail.DB(), a.ID, day)
	if err != nil {
		return web.Response{}, err
	}
	coming, renewed, err := ComingText(r.Context(), s.Trail.DB(), a.ID, day)
	if err != nil {
		return web.Response{}, err
	}
	if !known && !renewed {
		return textless(r, a), nil
	}
	if !known {
		t = coming
	}
	insider, err := s.insider(r, a)
	if err != nil {
		return web.Response{}, err
	}
	if !insider {
		t.Doc = nameless(t.Doc)
	}
	names, _, err := s.named(r.Context(), []Draft{{Parties: partiesOf(a)}})
	if err != nil {
		return web.Response{}, err
	}
	var who []language.Text
	for _, p := range a.Parties {
		who = append(who, language.Same(names[p.Authority]))
	}
	lead, err := s.agreedLead(r, a, t, coming)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(sayAgreedText), r.Say(sayTemplateNo.With(t.Doc.Template))), lead, paragraph(r.Say(language.T("Parter: %s.", "Parties: %s.").With(language.List(who...)))),
		section("avvikelser", r.Say(sayDeviations), deviationsFor(r, t))}
	turns, err := s.turns(r, a, day)
	if err != nil {
		return web.Response{}, err
	}
	parts = append(parts, readOut(r, t, turns)...)
	if !insider {
		parts = append(parts, paragraph(r.Say(sayNameless)))
	}
	parts = append(parts, ui.KeyValues(ui.Fact{Name: r.Say(sayChecksum), Value: tagged("code", ui.Text(t.Digest))})) // code breaks where it must
	return agreedFrame(r, a, parts), nil
}

// turns are how the commitments of the text in force turn out; none of a text of another day.
func (s *Service) turns(r *web.Request, a agreement.Agreement, day calendar.Date) (map[string]commitment.Turnout, error) {
	if today := calendar.DateOf(s.Trail.DB().Now()); s.Turns == nil || day != today || !a.InForce(today) {
		return nil, nil
	}
	return s.Turns(r, a, day)
}

func agreedFrame(r *web.Request, a agreement.Agreement, parts []templ.Component) web.Response {
	return web.Page(sayAgreedText, stack(parts...)).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(language.T("Överenskommelser", "Agreements")), Href: "/overenskommelser"}, {Label: r.Say(sayAgreement), Href: a.Path()}, {Label: r.Say(sayAgreedText)}}
	})
}

// textless is the page of an agreement whose text was never written here: where the text may be had, and what its parties
// can do so that it can be read and followed up.
func textless(r *web.Request, a agreement.Agreement) web.Response {
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Överenskommelsens *text finns inte i Samsyn*. Den skrevs någon annanstans, och registret har bara parterna och datumen.",
		"*The text of the agreement is not in Samsyn.* It was written elsewhere, and the register has only its parties and dates."))),
		Button: &ui.Button{Label: r.Say(sayGoAgree), Href: a.Path()}}
	parts := []templ.Component{ui.Heading(r.Say(sayAgreedText), ""), ui.LeadBlock(lead)}
	if !a.Binds(r.Actor.Authority) || !r.May(policy.BeginDraft) {
		return agreedFrame(r, a, append(parts, paragraph(r.Say(t("Vill du läsa den? Fråga kommunens eller Arbetsförmedlingens registrator. En överenskommelse mellan myndigheter är en allmän handling.",
			"Do you want to read it? Ask the registrar of the municipality or of the employment agency. An agreement between authorities is a public document.")))))
	}
	ways := ui.KeyValues(
		ui.Fact{Name: r.Say(t("Ladda upp en kopia", "Upload a copy")), Value: ui.Join(ui.Text(r.Say(t("Om ni har den undertecknade överenskommelsen som PDF.", "If you have the signed agreement as a PDF."))), ui.A(a.Path(), r.Say(sayGoAgree)))},
		ui.Fact{Name: r.Say(t("Skriv texten här", "Write the text here")), Value: ui.Join(ui.Text(r.Say(t("Börja en ändring eller en förlängning. Då följer åtagandena med och kan följas upp.", "Begin an amendment or a renewal. The commitments then come along and can be followed up."))),
			ui.A(listPath+"/nytt?overenskommelse="+a.ID, r.Say(sayBegin)))})
	return agreedFrame(r, a, append(parts, section("gor", r.Say(t("Det ni kan göra", "What you can do")), ways)))
}

func partiesOf(a agreement.Agreement) (out []Party) {
	for _, p := range a.Parties {
		out = append(out, Party{p.Authority, p.Municipality})
	}
	return out
}
