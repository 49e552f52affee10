package agreement

import (
	"errors"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// stagedPage shows what a file would do, then how far its reading has come, then what it did.
func (s *Service) stagedPage(r *web.Request) (web.Response, error) {
	st, err := staged(r.Context(), s.Trail.DB(), r.Path("import"))
	if err != nil {
		return web.Response{}, err
	}
	if st.JobID != "" {
		return s.progressPage(r, st, st.JobID, sayListTaken)
	}
	switch err := copiesRead(r.Context(), s.Trail.DB(), st); {
	case fault.Is(err, fault.Conflict):
		return s.progressPage(r, st, st.ZipJob, sayCopiesRead)
	case err != nil:
		return web.Response{}, err
	}
	return s.stagedView(r, st, nil)
}

// stagedView is the page before anything is saved. wrong is a fault of the zip just sent, if any.
func (s *Service) stagedView(r *web.Request, st Staged, wrong error) (web.Response, error) {
	faults, err := s.faultsOf(r.Context(), st)
	if err != nil {
		return web.Response{}, err
	}
	_, report, copies, err := s.Preview(r.Context(), r.Actor, st.ID)
	if err != nil && !fault.Is(err, fault.Invalid) {
		return web.Response{}, err
	}
	var action templ.Component
	switch {
	case err != nil:
		action = ui.Parts(ui.Alert(ui.AlertBox{Level: ui.Bad, Text: r.Say(faultText(err))}), faultList(r, loose(fault.ProblemsOf(err))))
	case report.Writes() == 0:
		action = ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(report.Sentence())})
	default:
		action = confirmForm(r, st, report, copies)
	}
	page := web.Page(sayImport, stackOf(report.Name, action, copiesSection(r, st, copies, faults, wrong), reportSection(r, report))).Frame(importFrame(r))
	if wrong != nil {
		page = page.Status(422)
	}
	return page, nil
}

// loose are the problems that the report has no row for: those of files.
func loose(problems []fault.Problem) (out []fault.Problem) {
	for _, p := range problems {
		if p.Row == 0 {
			out = append(out, p)
		}
	}
	return out
}

func confirmForm(r *web.Request, st Staged, report sheet.Report, copies CopiesReport) templ.Component {
	before, label := r.Say(report.Sentence()), language.T("Spara i registret", "Save in the register")
	if copies.Came() {
		before += " " + r.Say(language.T("PDF-kopior: %s", "PDF copies: %s").With(copies.Sentence()))
		label = language.T("Spara i registret, med kopiorna", "Save in the register, with the copies")
	}
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "spara", Action: st.Path(), Before: ui.Paragraph(before),
		Submit: ui.Button{Label: r.Say(label)},
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

func (s *Service) progressPage(r *web.Request, st Staged, id string, title language.Text) (web.Response, error) {
	j, err := job.Look(r.Context(), s.Trail.DB(), id)
	if err != nil {
		return web.Response{}, err
	}
	view := ui.Progress(progressOf(r, st, j, title))
	return web.Page(sayImport, stackOf(r.Say(sayImport), view)).Part("import", view).Frame(importFrame(r)), nil
}

var (
	sayListTaken  = language.T("Överenskommelserna läses in", "The agreements are being imported")
	sayCopiesRead = language.T("PDF-kopiorna läses", "The PDF copies are being read")
)

func progressOf(r *web.Request, st Staged, j job.State, title language.Text) ui.Job {
	out := ui.Job{Lang: r.Lang, ID: "import", Title: r.Say(title), State: ui.JobWaiting,
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
