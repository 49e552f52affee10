package measure

import (
	"errors"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The names of the fields of the form that takes a file in.
const (
	fieldFile   = "file"
	fieldDryRun = "dry_run"
)

const mostFile = 5 << 20 // bytes

func (s *Service) importPage(r *web.Request) (web.Response, error) { return s.importAgain(r, nil, nil) }

func (s *Service) importPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := File{DryRun: f.Ticked(fieldDryRun)}
	file, ok := f.File(fieldFile, web.FileRule{Max: mostFile, Types: []string{".csv", ".txt", ".xlsx"}, Required: true})
	if !ok || !f.OK() {
		return s.importAgain(r, f, nil)
	}
	content, err := file.Open()
	if err != nil {
		return web.Response{}, err
	}
	in.Reader, in.Name = content, file.Name
	report, err := s.Import(r.Context(), r.Actor, in)
	if err = errors.Join(f.TakeFile(err), content.Close()); err != nil {
		return web.Response{}, err
	}
	if report.Written {
		return web.Redirect(Path+"?"+Filter{Authority: r.Actor.Authority}.query().Encode()).Message(ui.Good, report.Sentence()), nil
	}
	return s.importAgain(r, f, &report)
}

func (s *Service) importAgain(r *web.Request, f *web.Form, report *sheet.Report) (web.Response, error) {
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AddMeasure, directory.Authority{ID: r.Actor.Authority}.Ref()); err != nil {
		return web.Response{}, err
	}
	t := language.T
	var names []string
	for _, c := range columnsOf() {
		if c.takes != nil || c.Name == "id" {
			names = append(names, c.Name)
		}
	}
	hint := t("CSV eller XLSX, högst 5 MB och 1 000 rader. Kolumner: %s. Filen från listan går att läsa in igen: andra myndigheters insatser hoppas över, och vad som är ledigt, läget och när det bekräftades läses inte. En rad utan id gäller insatsen med samma namn. Listor i en ruta skiljs med semikolon.", "CSV or XLSX, at most 5 MB and 1,000 rows. Columns: %s. The file of the list can be read in again: measures of other authorities are passed over, and what is free, the state and when it was confirmed are not read. A row without an id is of the measure with the same name. Lists in a cell are separated by semicolons.")
	form := ui.Form{Lang: r.Lang, ID: "fil", Action: Path + "/las-in", Submit: ui.Button{Label: r.Say(t("Läs in", "Read in"))}, Other: []ui.Button{{Label: r.Say(sayCancel), Href: Path, Kind: ui.Quiet}}, Fields: []ui.Field{
		{Kind: ui.FileField, Name: fieldFile, Label: r.Say(t("Fil med era insatser", "File with your measures")), Hint: r.Say(hint.With(strings.Join(names, ", "))), Accept: ".csv,.xlsx"},
		{Kind: ui.CheckboxField, Name: fieldDryRun, Label: r.Say(t("Kontrollera bara, skriv inget", "Only check, write nothing")), Optional: true}}}
	status := 200
	if f != nil {
		form, status = form.Fill(f.Values()).WithFault(f.Err()), f.Status()
	}
	parts := []templ.Component{ui.Heading(r.Say(sayImport), r.Say(t("Allt i filen läses in, eller inget.", "All of the file is read in, or nothing.")))}
	if report != nil && len(report.Rows) > 0 {
		level := ui.Good
		if report.Count(sheet.Refused) > 0 {
			level = ui.Bad
		}
		parts = append(parts, ui.Alert(ui.AlertBox{Level: level, Text: r.Say(report.Sentence())}), ui.TableOf(web.ReportTable(r, *report, columnName)))
	}
	return web.Page(sayImport, ui.Parts(append(parts, ui.FormOf(form))...)).Status(status).Frame(crumbs(r, r.Say(sayImport))), nil
}

// columnName names a field as the file does.
func columnName(field string) language.Text {
	for _, c := range columnsOf() {
		if c.field == field {
			return language.Same(c.Name)
		}
	}
	return sayRules
}
