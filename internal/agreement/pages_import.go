package agreement

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Field names of the import form.
const (
	importFrom = "from"
	importTo   = "to"
	importKind = "kind"
)

func (s *Service) importPage(r *web.Request) (web.Response, error) {
	return importView(r, importForm(r), nil), nil
}

func importView(r *web.Request, form ui.Form, report *Report) web.Response {
	parts := []templ.Component{ui.FormOf(form)}
	if report != nil && len(report.Rows) > 0 {
		parts = append(parts, reportSection(r, *report))
	}
	parts = append(parts, columnHelp(r))
	status := 200
	if form.Error != "" {
		status = 422
	}
	return web.Page(sayImport, stackOf(r.Say(sayImport), parts...)).Status(status).Frame(importFrame(r))
}

func importFrame(r *web.Request) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: r.Say(sayImport)}}
	}
}

func importForm(r *web.Request) ui.Form {
	t := language.T
	kinds := []ui.Option{{Label: r.Say(t("Som det står i filen", "As the file says"))}}
	for _, k := range Kinds() {
		kinds = append(kinds, ui.Option{Value: string(k), Label: r.Say(k.Label())})
	}
	return ui.Form{Lang: r.Lang, ID: "import", Action: "/overenskommelser/importera", Submit: ui.Button{Label: r.Say(t("Provläs filen", "Read the file on trial"))},
		Before: paragraph(r.Say(t("Filen läses först på prov. Du ser vad som händer med varje rad innan något sparas. Är något fel sparas inget alls.", "The file is first read on trial. You see what happens with each row before anything is saved. If anything is wrong nothing at all is saved."))),
		Fields: []ui.Field{
			{Kind: ui.FileField, Name: file.Field, Label: r.Say(sayFile), Accept: ".csv,.xlsx", Hint: r.Say(t("CSV (UTF-8, komma eller semikolon) eller XLSX, högst 20 MB.", "CSV (UTF-8, comma or semicolon) or XLSX, at most 20 MB."))},
			{Kind: ui.DateField, Name: importFrom, Label: r.Say(sayFrom), Optional: true, Width: ui.Short, Hint: r.Say(t("Bara för en lista utan datum: första dagen som alla rader gäller.", "Only for a list without dates: the first day for all rows."))},
			{Kind: ui.DateField, Name: importTo, Label: r.Say(sayTo), Optional: true, Width: ui.Short, Hint: r.Say(t("Bara för en lista utan datum. Sista dagen räknas med.", "Only for a list without dates. The last day is included."))},
			{Kind: ui.SelectField, Name: importKind, Label: r.Say(sayKind), Optional: true, Options: kinds},
		}}
}

// importPost reads the file on trial and leads to its report, or shows what is wrong with it.
func (s *Service) importPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	kind, _ := ParseKind(f.Value(importKind))
	in := Input{From: f.Date(importFrom), To: f.Date(importTo), Kind: kind}
	var report Report
	up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize, Required: true})
	if ok && f.OK() {
		in.Name = up.Name
		content, err := whole(up)
		if err != nil {
			return web.Response{}, err
		}
		var st Staged
		st, report, err = s.Stage(r.Context(), r.Actor, in, []byte(content))
		if err == nil {
			return web.Redirect(st.Path()), nil
		}
		if !takeFile(f, err) {
			return web.Response{}, err
		}
	}
	return importView(r, importForm(r).Fill(f.Values()).WithFault(f.Err()), &report), nil
}

// takeFile shows a file's fault in the form; also one that is too large, which is a person's to mend here.
func takeFile(f *web.Form, err error) bool {
	var flt *fault.Fault
	if errors.As(err, &flt) && flt.Kind == fault.TooLarge {
		f.Problem(file.Field, flt.Text)
		return true
	}
	return f.Take(err)
}

// stagedPage shows what a file would do, then how far its reading has come, then what it did.
func (s *Service) stagedPage(r *web.Request) (web.Response, error) {
	st, err := staged(r.Context(), s.Trail.DB(), r.Path("import"))
	if err != nil {
		return web.Response{}, err
	}
	if st.JobID != "" {
		return s.progressPage(r, st)
	}
	_, report, err := s.Preview(r.Context(), r.Actor, st.ID)
	if err != nil && !fault.Is(err, fault.Invalid) {
		return web.Response{}, err
	}
	var action templ.Component
	switch {
	case err != nil:
		action = ui.Alert(ui.AlertBox{Level: ui.Bad, Text: r.Say(faultText(err))})
	case report.Count(Added)+report.Count(Changed) == 0:
		action = ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(report.Sentence())})
	default:
		action = confirmForm(r, st, report)
	}
	return web.Page(sayImport, stackOf(report.Name, action, reportSection(r, report))).Frame(importFrame(r)), nil
}

func confirmForm(r *web.Request, st Staged, report Report) templ.Component {
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "spara", Action: st.Path(), Before: paragraph(r.Say(report.Sentence())),
		Submit: ui.Button{Label: r.Say(language.T("Spara i registret", "Save in the register"))},
		Other:  []ui.Button{{Label: r.Say(language.T("Välj en annan fil", "Choose another file")), Href: "/overenskommelser/importera", Kind: ui.Quiet}}})
}

func faultText(err error) language.Text {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f.Text
	}
	return language.Same(err.Error())
}

func (s *Service) stagedPost(r *web.Request) (web.Response, error) {
	st, err := s.Confirm(r.Context(), r.Actor, r.Path("import"))
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(st.Path()), nil
}

func (s *Service) progressPage(r *web.Request, st Staged) (web.Response, error) {
	j, err := job.Look(r.Context(), s.Trail.DB(), st.JobID)
	if err != nil {
		return web.Response{}, err
	}
	view := ui.Progress(progressOf(r, st, j))
	return web.Page(sayImport, stackOf(r.Say(sayImport), view)).Part("import", view).Frame(importFrame(r)), nil
}

func progressOf(r *web.Request, st Staged, j job.State) ui.Job {
	out := ui.Job{Lang: r.Lang, ID: "import", Title: r.Say(language.T("Överenskommelserna läses in", "The agreements are being imported")), State: ui.JobWaiting,
		Done: j.Progress, Total: j.Total, Path: st.Path()}
	switch {
	case j.DoneAt != (db.Time{}):
		out.State, out.Text = ui.JobFinished, said(r.Lang, j.Result)
		out.Links = []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: r.Say(sayOverview), Href: "/oversikt"}}
	case j.StuckAt != (db.Time{}):
		out.State, out.Text = ui.JobFailed, said(r.Lang, j.Result)
		out.Links = []ui.Link{{Label: r.Say(sayImport), Href: "/overenskommelser/importera"}}
	case j.Attempt > 0:
		out.State = ui.JobRunning
	}
	return out
}

// said is one language of what sayBoth kept.
func said(l language.Lang, both string) string {
	sv, en, _ := strings.Cut(both, "\n")
	return language.T(sv, en).In(l)
}

// mostRows is how many rows of a report the page shows; those refused come first.
const mostRows = 500

// reportSection is the report of every row.
func reportSection(r *web.Request, report Report) templ.Component {
	t := ui.Table{Lang: r.Lang, ID: "rapport", Caption: r.Say(language.T("Rad för rad", "Row by row")), Tight: true, Count: r.Say(report.Sentence()), Columns: []ui.Column{
		{Label: r.Say(language.T("Rad", "Row")), Number: true, RowHeader: true}, {Label: r.Say(sayCode)}, {Label: r.Say(sayMunicipality)},
		{Label: r.Say(language.T("Vad händer", "What happens"))}, {Label: r.Say(language.T("Vad som ändras eller är fel", "What changes or is wrong"))}}}
	for _, refused := range []bool{true, false} {
		for _, row := range report.Rows {
			if (row.Outcome == Refused) == refused && len(t.Rows) < mostRows {
				t.Rows = append(t.Rows, rowOf(r, row))
			}
		}
	}
	if n := len(report.Rows) - len(t.Rows); n > 0 {
		t.Note = ui.Text(r.Say(language.T("%d rader till visas inte här.", "%d more rows are not shown here.").With(n)))
	}
	return section("rad-for-rad", r.Say(language.T("Rad för rad", "Row by row")), "", ui.TableOf(t))
}

func rowOf(r *web.Request, row RowReport) ui.Row {
	level := map[Outcome]ui.Level{Added: ui.Good, Changed: ui.Info, Refused: ui.Bad}[row.Outcome]
	var why []string
	for _, t := range row.Reasons {
		why = append(why, r.Say(t))
	}
	for _, f := range row.Fields {
		why = append(why, r.Say(fieldName(f)))
	}
	out := ui.Row{Cells: []templ.Component{ui.Text(strconv.Itoa(row.Row)), ui.Text(row.Code), ui.Text(row.Name),
		ui.StatusChip(ui.Status{Level: level, Words: r.Say(row.Outcome.Label())}), ui.Text(strings.Join(why, "; "))}}
	if row.Outcome == Refused {
		out.Level = ui.Bad
	}
	return out
}

// columnHelp lists the columns that a file can have.
func columnHelp(r *web.Request) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(language.T("Kolumner", "Columns")), Tight: true, Columns: []ui.Column{
		{Label: r.Say(language.T("Rubrik", "Heading")), RowHeader: true}, {Label: r.Say(language.T("Kan också heta", "May also be called"))}, {Label: r.Say(language.T("Vad den säger", "What it says"))}}}
	for _, c := range Columns() {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(c.Name), ui.Text(strings.Join(c.Also, ", ")), ui.Text(r.Say(columnText(c)))}})
	}
	return section("kolumner", r.Say(language.T("Vilka kolumner kan filen ha?", "Which columns can the file have?")), "", ui.TableOf(t))
}

func columnText(c sheet.Column) language.Text {
	t := language.T
	switch c.Name {
	case colCode:
		return t("Fyra siffror. Behövs alltid.", "Four digits. Always needed.")
	case colName:
		return t("Jämförs med koden.", "Compared with the code.")
	case colBoard:
		return t("Nämnd som är part; tomt är kommunstyrelsen.", "Board that is a party; empty is the executive board.")
	case colStatus:
		return t("agreement, announced eller declined; utan kolumn är alla agreement.", "agreement, announced or declined; without the column all are agreement.")
	case colID:
		return t("Samma id på flera rader: en gemensam överenskommelse.", "The same id on several rows: one joint agreement.")
	case fieldFrom:
		return t("Första dagen. Utan den kolumnen anges datum för hela filen.", "First day. Without this column the dates are given for the whole file.")
	case fieldTo:
		return t("Sista dagen, inräknad; tomt är tills vidare.", "Last day, included; empty is until further notice.")
	case fieldTerminated:
		return t("Sista dagen om den upphörde i förtid.", "Last day if it ended early.")
	case fieldKind:
		return t("template-2022, dua-2015 eller other.", "template-2022, dua-2015 or other.")
	case fieldSigned:
		return t("Dagen den undertecknades.", "The day it was signed.")
	case fieldRegistryAF:
		return sayRegistryAF
	case fieldRegistry:
		return sayRegistry
	}
	return t("Var uppgiften kommer från.", "Where the knowledge comes from.")
}

// whole reads an upload, whose size is bounded already.
func whole(up web.Upload) (string, error) {
	in, err := up.Open()
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(in)
	return string(b), errors.Join(err, in.Close())
}

func version(v int64) string { return fmt.Sprint(v) }

func versionOf(f *web.Form) int64 {
	v, err := strconv.ParseInt(f.Value(fieldVersion), 10, 64)
	if err != nil {
		return 0 // no version is 0, so the change is told as made by somebody else meanwhile
	}
	return v
}

// at moves a problem from the rule's field to the one that this form has for it.
func at(err error, from, to string) error {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return err
	}
	problems := append([]fault.Problem{}, f.Problems...)
	for i := range problems {
		if problems[i].Field == from {
			problems[i].Field = to
		}
	}
	return fault.New(f.Kind, f.Text, problems...)
}
