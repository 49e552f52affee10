package directory

import (
	"context"
	"errors"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const importMost = 20 << 20 // bytes in a file

// importKind is one of the two files that the directory takes in.
type importKind struct {
	path    string
	title   language.Text
	sub     language.Text
	columns []sheet.Column
	take    func(context.Context, policy.Actor, Input) (sheet.Report, error)
}

func (s *Service) importRoutes(rt *web.Router) {
	for _, k := range []importKind{
		{adminPath + "/namnder/las-in", say.importBoards, say.boardsSub, BoardColumns(), s.ImportBoards},
		{adminPath + "/kontor/las-in", say.importOffices, say.officesSub, OfficeColumns(), s.ImportOffices},
	} {
		rt.Handle("GET "+k.path, policy.ImportDirectory, func(r *web.Request) (web.Response, error) { return k.page(r, nil, nil), nil })
		rt.Handle("POST "+k.path, policy.ImportDirectory, k.post, web.Body(importMost+(1<<20)), web.Patient())
	}
}

func (k importKind) post(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := Input{From: f.Date("from"), DryRun: f.Ticked("dry_run")}
	file, ok := f.File("file", web.FileRule{Max: importMost, Types: []string{".csv", ".txt", ".xlsx"}, Required: true})
	if !ok || !f.OK() {
		return k.page(r, f, nil), nil
	}
	content, err := file.Open()
	if err != nil {
		return web.Response{}, err
	}
	in.Reader, in.Name = content, file.Name
	report, err := k.take(r.Context(), r.Actor, in)
	if err = errors.Join(f.TakeFile(err), content.Close()); err != nil {
		return web.Response{}, err
	}
	return k.page(r, f, &report), nil
}

func (k importKind) form(r *web.Request) ui.Form {
	names := make([]string, len(k.columns))
	for i, c := range k.columns {
		names[i] = c.Name
	}
	return ui.Form{Lang: r.Lang, ID: "fil", Action: k.path, Submit: ui.Button{Label: r.Say(say.take)}, Fields: []ui.Field{
		{Kind: ui.FileField, Name: "file", Label: r.Say(say.file), Hint: r.Say(say.fileHint) + " " + r.Say(say.columns.With(strings.Join(names, ", "))), Accept: ".csv,.xlsx"},
		{Kind: ui.DateField, Name: "from", Label: r.Say(say.changesFrom), Hint: r.Say(say.changesFromHint), Optional: true},
		{Kind: ui.CheckboxField, Name: "dry_run", Label: r.Say(say.dryRun), Optional: true}}}
}

func (k importKind) page(r *web.Request, sent *web.Form, report *sheet.Report) web.Response {
	parts := []templ.Component{ui.Heading(r.Say(k.title), r.Say(k.sub))}
	if report != nil && len(report.Rows) > 0 {
		level := ui.Good
		if report.Count(sheet.Refused) > 0 {
			level = ui.Bad
		}
		parts = append(parts, ui.Alert(ui.AlertBox{Level: level, Text: r.Say(report.Sentence())}), ui.TableOf(web.ReportTable(r, *report, nil)))
	}
	parts = append(parts, ui.FormOf(refill(k.form(r), sent, true)))
	resp := adminPage(r, k.title, stack(parts...))
	if sent != nil {
		resp = resp.Status(sent.Status())
	}
	return resp
}
