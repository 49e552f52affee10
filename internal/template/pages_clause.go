package template

import (
	"errors"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// clausePage is one clause of the next version, with a way to change each of its parts.
func (s *Service) clausePage(r *web.Request) (web.Response, error) {
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	c, no := v.Doc.Clause(r.Path("clause"))
	if no == 0 {
		return web.Response{}, fault.NotFoundThing()
	}
	at := clausePath(c.ID)
	secondary := func(t language.Text, href string) ui.Button {
		return ui.Button{Label: r.Say(t), Href: href, Kind: ui.Secondary}
	}
	body := ui.Parts(ui.Heading(title(no, c, r.Lang), r.Say(sayClauseID.With(c.ID, v.No))), neighbours(r, v, no),
		ui.LeadBlock(ui.Lead{Level: ui.Neutral, Text: ui.Rich(r.Say(sayOneAtATime)), Button: &ui.Button{Label: r.Say(sayEditText), Href: at + "/text"}}),
		clauseText(v.Doc, c, r.Lang), ui.Buttons(secondary(sayMove, at+"/flytta")),
		ui.SectionOf("vagledning", r.Say(sayGuidance), guidanceOr(r, c), ui.Buttons(secondary(sayEditGuidance, at+"/vagledning"))),
		ui.SectionOf("variabler", r.Say(sayPlaces), variableLinks(r, v, c), ui.Buttons(secondary(sayAddVariable, at+"/ny-variabel"))),
		ui.SectionOf("ataganden", r.Say(sayCommitments), commitmentLinks(r, v, c), ui.Buttons(secondary(sayAddCommitment, at+"/nytt-atagande"))),
		ui.ConfirmBox(ui.Confirm{ID: "ta-bort", Open: r.Say(sayRemoveClause), Title: r.Say(sayRemoveAsk.With(title(no, c, r.Lang))), Text: r.Say(sayRemoveClauseText),
			Action: at + "/ta-bort", Button: r.Say(sayRemoveClause), Cancel: r.Say(sayCancel), Fields: []ui.Hidden{{Name: fieldRow, Value: rowOf(v)}}}))
	return web.Page(language.Same(title(no, c, r.Lang)), body).Frame(nextCrumbs(r, v, ui.Link{Label: title(no, c, r.Lang)})), nil
}

// neighbours lead to the clause before and the clause after.
func neighbours(r *web.Request, v Version, no int) templ.Component {
	var links []ui.Link
	if no > 1 {
		before := v.Doc.Clauses[no-2]
		links = append(links, ui.Link{Label: r.Say(language.T("Föregående: %s", "Previous: %s").With(title(no-1, before, r.Lang))), Href: clausePath(before.ID)})
	}
	if no < len(v.Doc.Clauses) {
		after := v.Doc.Clauses[no]
		links = append(links, ui.Link{Label: r.Say(language.T("Nästa: %s", "Next: %s").With(title(no+1, after, r.Lang))), Href: clausePath(after.ID)})
	}
	return ui.Links(links)
}

func guidanceOr(r *web.Request, c clause.Clause) templ.Component {
	if c.Guidance.IsZero() {
		return ui.Note(r.Say(sayNoGuidance))
	}
	return ui.Lines(r.Say(c.Guidance))
}

func variableLinks(r *web.Request, v Version, c clause.Clause) templ.Component {
	var out []templ.Component
	for _, x := range v.Doc.Variables {
		if x.Clause == c.ID {
			out = append(out, ui.Join(ui.A(variablePath(x.ID), r.Say(x.Name)), ui.Text(" {"+x.ID+"}: "+r.Say(describe(x)))))
		}
	}
	return someOr(r, out)
}

func commitmentLinks(r *web.Request, v Version, c clause.Clause) templ.Component {
	var out []templ.Component
	for _, k := range v.Doc.CommitmentsOf(c.ID) {
		out = append(out, ui.Join(ui.A(commitmentPath(k.ID), k.ID), ui.Text(" "+r.Say(k.Sentence()))))
	}
	return someOr(r, out)
}

func someOr(r *web.Request, items []templ.Component) templ.Component {
	if len(items) == 0 {
		return ui.Note(r.Say(sayNone))
	}
	return ui.BulletsOf(items...)
}

func clausePart(r *web.Request, v Version) (part, error) {
	c, no := v.Doc.Clause(r.Path("clause"))
	if no == 0 {
		return part{}, fault.NotFoundThing()
	}
	return part{name: sayEditTextOf.With(title(no, c, r.Lang)), back: clausePath(c.ID), before: ui.Paragraph(r.Say(sayHoles)), fields: clauseFields(r, c),
		read: func(f *web.Form) Edit { return SetClause(c.ID, readClause(f)) }}, nil
}

func newClausePart(r *web.Request, v Version) (part, error) {
	var added string
	return part{name: sayAddClause, back: nextPath, before: ui.Paragraph(r.Say(sayNewClauseText)), fields: clauseFields(r, clause.Clause{}),
		read: func(f *web.Form) Edit { return AddClause(readClause(f), &added) }, to: func() string { return clausePath(added) }}, nil
}

func clauseFields(r *web.Request, c clause.Clause) []ui.Field {
	return append(twoLanguages(r, "heading", sayHeading, c.Heading, ui.TextField, false), twoLanguages(r, "text", sayText, c.Text, ui.TextareaField, false)...)
}

func readClause(f *web.Form) ClauseText {
	return ClauseText{readText(f, "heading"), readLong(f, "text")}
}

func guidancePart(r *web.Request, v Version) (part, error) {
	c, no := v.Doc.Clause(r.Path("clause"))
	if no == 0 {
		return part{}, fault.NotFoundThing()
	}
	return part{name: sayGuidanceOf.With(title(no, c, r.Lang)), back: clausePath(c.ID), before: ui.Paragraph(r.Say(sayGuidanceWhat)),
		fields: twoLanguages(r, "text", sayGuidance, c.Guidance, ui.TextareaField, true),
		read:   func(f *web.Form) Edit { return SetGuidance(c.ID, readLong(f, "text")) }}, nil
}

func movePart(r *web.Request, v Version) (part, error) {
	c, no := v.Doc.Clause(r.Path("clause"))
	if no == 0 {
		return part{}, fault.NotFoundThing()
	}
	var places []ui.Option
	var values []string
	for i, o := range v.Doc.Clauses {
		n := strconv.Itoa(i + 1)
		label := sayPlaceOf.With(i+1, o.Heading)
		if o.ID == c.ID {
			label = sayPlaceNow.With(i + 1)
		}
		values = append(values, n)
		places = append(places, ui.Option{Value: n, Label: r.Say(label)})
	}
	return part{name: sayMoveOf.With(title(no, c, r.Lang)), back: clausePath(c.ID), before: ui.Paragraph(r.Say(sayMoveText)),
		fields: []ui.Field{{Kind: ui.SelectField, Name: "place", Label: r.Say(sayPlace), Value: strconv.Itoa(no), Options: places}},
		read: func(f *web.Form) Edit {
			place, _ := strconv.Atoi(f.Choice("place", values, web.Required)) // one of the numbers offered
			return MoveClause(c.ID, place)
		}}, nil
}

func notePart(r *web.Request, v Version) (part, error) {
	return part{name: sayWriteNote, back: nextPath, before: ui.Paragraph(r.Say(sayNoteWhat)),
		fields: twoLanguages(r, "text", sayNote, v.Note, ui.TextareaField, false),
		read:   func(f *web.Form) Edit { return SetNote(readLong(f, "text")) }}, nil
}

func newAnnexPart(r *web.Request, _ Version) (part, error) { return annexForm(r, clause.Annex{}), nil }

func annexPart(r *web.Request, v Version) (part, error) {
	for _, a := range v.Doc.Annexes {
		if strconv.Itoa(a.No) == r.Path("annex") {
			p := annexForm(r, a)
			p.remove = &ui.Confirm{ID: "ta-bort", Open: r.Say(sayRemove), Title: r.Say(sayRemoveAsk.With(r.Say(sayAnnexNo.With(a.No)))), Text: r.Say(sayRemoveText),
				Action: annexPath(a.No) + "/ta-bort", Button: r.Say(sayRemove), Cancel: r.Say(sayCancel)}
			return p, nil
		}
	}
	return part{}, fault.NotFoundThing()
}

func annexForm(r *web.Request, a clause.Annex) part {
	name := sayAddAnnex
	if a.No > 0 {
		name = sayAnnexNo.With(a.No)
	}
	return part{name: name, back: nextPath, fields: twoLanguages(r, "name", sayName, a.Name, ui.TextField, false),
		read: func(f *web.Form) Edit { return SetAnnex(a.No, readText(f, "name")) }}
}

// textOfFault is the fault's own sentence.
func textOfFault(err error) language.Text {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f.Text
	}
	return changedMeanwhile
}

// Texts of the pages of a clause.
var (
	sayClauseID         = language.T("Paragrafens id är %s och ändras aldrig. Version %d.", "The clause’s id is %s and never changes. Version %d.")
	sayOneAtATime       = language.T("Ändra en sak i taget. Varje ändring sparas för sig.", "Change one thing at a time. Each change is saved by itself.")
	sayEditText         = language.T("Ändra rubrik och text", "Change heading and text")
	sayEditTextOf       = language.T("Ändra texten i %s", "Change the text of %s")
	sayHoles            = language.T("Skriv {variabelns_id} där parterna ska fylla i något. Variabeln ska finnas innan texten nämner den.", "Write {id_of_the_variable} where the parties fill something in. The variable must exist before the text names it.")
	sayNewClauseText    = language.T("Paragrafen hamnar sist och kan flyttas sedan. Den får ett id som ingen har haft.", "The clause comes last and can be moved afterwards. It gets an id that none has had.")
	sayHeading          = language.T("Rubrik", "Heading")
	sayText             = language.T("Text", "Text")
	sayName             = language.T("Namn", "Name")
	sayEditGuidance     = language.T("Ändra vägledningen", "Change the guidance")
	sayGuidanceOf       = language.T("Vägledning till %s", "Guidance to %s")
	sayGuidanceWhat     = language.T("Vägledningen hjälper dem som förhandlar. Den är ingen del av överenskommelsen. Lämna tomt för att ta bort den.", "Guidance helps those who negotiate. It is no part of the agreement. Leave empty to take it away.")
	sayNoGuidance       = language.T("Ingen vägledning än.", "No guidance yet.")
	sayMove             = language.T("Flytta", "Move")
	sayMoveOf           = language.T("Flytta %s", "Move %s")
	sayMoveText         = language.T("Paragrafen behåller sitt id, så i jämförelser visas flytten som en flytt.", "The clause keeps its id, so comparisons show the move as a move.")
	sayPlace            = language.T("Plats", "Place")
	sayPlaceOf          = language.T("%d: där %s står nu", "%d: where %s stands now")
	sayPlaceNow         = language.T("%d: där den står nu", "%d: where it stands now")
	sayAddVariable      = language.T("Lägg till något att fylla i", "Add something to fill in")
	sayAddCommitment    = language.T("Lägg till ett åtagande", "Add a commitment")
	sayNone             = language.T("Inga.", "None.")
	sayRemove           = language.T("Ta bort", "Take away")
	sayRemoveClause     = language.T("Ta bort paragrafen", "Take the clause away")
	sayRemoveAsk        = language.T("Ta bort %s?", "Take away %s?")
	sayRemoveText       = language.T("Den försvinner ur nästa version. Publicerade versioner ändras inte.", "It disappears from the next version. Published versions do not change.")
	sayRemoveClauseText = language.T("Paragrafen försvinner ur nästa version med sina åtaganden och variabler. Deras id används aldrig igen. Publicerade versioner ändras inte.", "The clause disappears from the next version with its commitments and variables. Their ids are never used again. Published versions do not change.")
	sayNoteWhat         = language.T("Skriv kort vad som är nytt och varför, för dem som har en överenskommelse enligt en äldre version. Texten publiceras med versionen.", "Write briefly what is new and why, for those who have an agreement on an older version. The text is published with the version.")
)
