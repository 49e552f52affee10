package web

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
)

var apiTitle = language.T("API för öppna uppgifter och system", "API for open data and systems")

// apiPage is the API's description for people.
func (rt *Router) apiPage(r *Request) (Response, error) {
	return Page(apiTitle, apiDoc(r, rt.api.describe(r.Lang))), nil
}

// valueTable lists parameters or fields.
func valueTable(r *Request, title language.Text, values []apiValue) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(title), ShowCaption: true, Tight: true, Columns: []ui.Column{
		{Label: r.Say(language.T("Namn", "Name")), RowHeader: true},
		{Label: r.Say(language.T("Form", "Form"))},
		{Label: r.Say(language.T("Betydelse", "Meaning"))},
	}}
	for _, v := range values {
		form := v.Type
		if v.Required && v.In != "" {
			form += ", " + r.Say(language.T("måste anges", "required"))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{inCode(v.Name), ui.Text(form), ui.Text(v.Text)}})
	}
	return t
}

// faultTable lists the kinds of fault; a problem's type leads to its row.
func faultTable(r *Request) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(language.T("Slag av fel", "Kinds of error")), Tight: true, Columns: []ui.Column{
		{Label: "type", RowHeader: true}, {Label: "status", Number: true}, {Label: "title"},
	}}
	for _, k := range faultKinds() {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			anchored(string(k.kind), APIBase+"#"+string(k.kind)), ui.Text(code(k.status)), ui.Text(r.Say(titleOf(k.status)))}})
	}
	return t
}
