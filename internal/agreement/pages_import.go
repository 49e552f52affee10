package agreement

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	importFrom = "from"
	importTo   = "to"
	importKind = "kind"
)

func (s *Service) importPage(r *web.Request) (web.Response, error) {
	return importView(r, importForm(r), nil), nil
}

func importView(r *web.Request, form ui.Form, report *sheet.Report) web.Response {
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
		Before: ui.Paragraph(r.Say(t("Filen läses först på prov. Du ser vad som händer med varje rad innan något sparas. Är något fel sparas inget alls.", "The file is first read on trial. You see what happens with each row before anything is saved. If anything is wrong nothing at all is saved."))),
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
	var report sheet.Report
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
	return f.With(problems...)
}
