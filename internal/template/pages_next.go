package template

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// nextRoutes are the pages of the version that is being written, as a whole.
func (s *Service) nextRoutes(rt *web.Router) {
	rt.Handle("GET /mall/borja", policy.EditTemplate, s.beginPage)
	rt.Handle("POST /mall/borja", policy.EditTemplate, s.beginPost)
	rt.Handle("GET "+nextPath, policy.ReadNextTemplate, s.nextPage)
	rt.Handle("GET "+nextPath+"/text", policy.ReadNextTemplate, s.nextTextPage)
	rt.Handle("GET "+nextPath+"/skillnad", policy.ReadNextTemplate, s.nextDifferencePage)
	rt.Handle("GET "+nextPath+"/fil", policy.ReadNextTemplate, s.nextFilePage)
	rt.Handle("GET "+nextPath+"/las-in", policy.EditTemplate, s.importPage)
	rt.Handle("POST "+nextPath+"/las-in", policy.EditTemplate, s.importPost, web.Body(maxFile+1<<20))
	rt.Handle("GET "+nextPath+"/godkann", policy.ApproveTemplate, s.approvePage)
	rt.Handle("POST "+nextPath+"/godkann", policy.ApproveTemplate, s.approvePost)
	rt.Handle("POST "+nextPath+"/aterta", policy.ApproveTemplate, s.withdrawPost)
	rt.Handle("GET "+nextPath+"/publicera", policy.PublishTemplate, s.publishPage)
	rt.Handle("POST "+nextPath+"/publicera", policy.PublishTemplate, s.publishPost)
	rt.Handle("POST "+nextPath+"/ta-bort", policy.EditTemplate, s.dropPost)
}

// opened reads the next version for a page, and asks whether the reader may.
func (s *Service) opened(r *web.Request) (Version, error) { return s.ReadNext(r.Context(), r.Actor) }

func nextCrumbs(r *web.Request, v Version, more ...ui.Link) func(*ui.Frame) {
	return crumbs(r, append([]ui.Link{{Label: r.Say(v.Name()), Href: nextPath}}, more...)...)
}

// nextPage is the next version with what it waits for, and a way to each of its parts.
func (s *Service) nextPage(r *web.Request) (web.Response, error) {
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	touched, err := s.touched(r, v)
	if err != nil {
		return web.Response{}, err
	}
	name := sayNextVersion.With(v.No)
	body := ui.Parts(ui.Heading(r.Say(name), ""), ui.LeadBlock(v.lead(r)),
		ui.Links([]ui.Link{{Label: r.Say(sayNextDifference), Href: nextPath + "/skillnad"}, {Label: r.Say(sayNextText), Href: nextPath + "/text"},
			{Label: r.Say(sayFile), Href: nextPath + "/fil"}, {Label: r.Say(sayImport), Href: nextPath + "/las-in"}}),
		ui.SectionOf("lage", r.Say(sayState), ui.KeyValues(v.facts(r)...), v.approvalButtons(r)),
		ui.SectionOf("paragrafer", r.Say(sayClauses), ui.Paragraph(r.Say(sayOpenOne)), ui.TableOf(editTable(r, v, touched)), ui.Buttons(ui.Button{Label: r.Say(sayAddClause), Href: nextPath + "/ny-paragraf", Kind: ui.Secondary})),
		ui.SectionOf("bilagor", r.Say(sayAnnexes), ui.TableOf(annexTable(r, v)), ui.Buttons(ui.Button{Label: r.Say(sayAddAnnex), Href: nextPath + "/ny-bilaga", Kind: ui.Secondary})),
		dropBox(r, v))
	return web.Page(name, body).Frame(crumbs(r, ui.Link{Label: r.Say(v.Name())})), nil
}

// lead is what the next version waits for, for this reader.
func (v Version) lead(r *web.Request) ui.Lead {
	own := v.ApprovedBy(r.Actor.Authority)
	var waiting []language.Text
	for _, body := range keepers() {
		if !v.ApprovedBy(body) {
			waiting = append(waiting, bodyName(body))
		}
	}
	note := v.Note.Sv != ""
	switch {
	case len(waiting) == 0:
		return ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(sayAllApproved.With(v.No))), Button: &ui.Button{Label: r.Say(sayPublish), Href: nextPath + "/publicera"}}
	case own:
		return ui.Lead{Level: ui.Waiting, Text: ui.Rich(r.Say(sayWaitsFor.With(v.No, language.List(waiting...)))), Button: &ui.Button{Label: r.Say(sayNextDifference), Href: nextPath + "/skillnad", Kind: ui.Secondary}}
	case !note:
		return ui.Lead{Level: ui.Info, Text: ui.Rich(r.Say(sayLacksNote.With(v.No))), Button: &ui.Button{Label: r.Say(sayWriteNote), Href: nextPath + "/not"}}
	case len(waiting) == 1:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(sayYouLack.With(v.No))), Button: &ui.Button{Label: r.Say(sayReadAndApprove), Href: nextPath + "/godkann"}}
	}
	return ui.Lead{Level: ui.Info, Text: ui.Rich(r.Say(sayBeingWritten.With(v.No))), Button: &ui.Button{Label: r.Say(sayReadAndApprove), Href: nextPath + "/godkann"}}
}

func (v Version) facts(r *web.Request) []ui.Fact {
	var out []ui.Fact
	for _, body := range keepers() {
		st := ui.Status{Level: ui.Waiting, Words: r.Say(sayNotApproved)}
		if v.ApprovedBy(body) {
			st = ui.Status{Level: ui.Good, Words: r.Say(sayHasApproved)}
		}
		out = append(out, ui.Fact{Name: r.Say(bodyTitle(body)), Value: ui.StatusChip(st)})
	}
	said := r.Say(sayNotWritten)
	if v.Note.Sv != "" {
		said = r.Say(v.Note)
	}
	return append(out, ui.Fact{Name: r.Say(sayNote), Value: ui.Join(ui.Text(said+" "), ui.A(nextPath+"/not", r.Say(sayEditNote)))})
}

// bodyTitle is one of the two bodies at the beginning of a line.
func bodyTitle(authority string) language.Text {
	if name := bodyName(authority); name.Sv == "SKR" {
		return name
	}
	return language.T("Arbetsförmedlingen", "The employment agency")
}

func (v Version) approvalButtons(r *web.Request) templ.Component {
	if !v.ApprovedBy(r.Actor.Authority) {
		return nil
	}
	return ui.ConfirmBox(ui.Confirm{ID: "aterta", Open: r.Say(sayWithdraw), Title: r.Say(sayWithdrawAsk), Text: r.Say(sayWithdrawText), Action: nextPath + "/aterta",
		Button: r.Say(sayWithdraw), Cancel: r.Say(sayCancel)})
}

func dropBox(r *web.Request, v Version) templ.Component {
	return ui.ConfirmBox(ui.Confirm{ID: "ta-bort", Open: r.Say(sayDrop.With(v.No)), Title: r.Say(sayDropAsk.With(v.No)), Text: r.Say(sayDropText), Action: nextPath + "/ta-bort",
		Button: r.Say(sayDrop.With(v.No)), Cancel: r.Say(sayCancel), Fields: []ui.Hidden{{Name: fieldRow, Value: rowOf(v)}}})
}

// fieldRow is the row of the next version that the person saw.
const fieldRow = "row"

func rowOf(v Version) string { return strconv.FormatInt(v.Row, 10) }

func readRow(f *web.Form) int64 {
	n, err := strconv.ParseInt(f.Value(fieldRow), 10, 64)
	if err != nil {
		f.Problem(fieldRow, changedMeanwhile)
	}
	return n
}

var sayOpenOne = language.T("Öppna en paragraf för att ändra dess text, vägledning, platser att fylla i eller åtaganden, en del i taget.",
	"Open a clause to change its text, guidance, places to fill in or commitments, one part at a time.")

// touched is what has changed in each clause since the latest published version, by the clause's id.
func (s *Service) touched(r *web.Request, v Version) (map[string]clause.State, error) {
	latest, err := Current(r.Context(), s.Trail.DB())
	if err != nil {
		return nil, err
	}
	out := map[string]clause.State{}
	for _, d := range clause.Compare(latest.Doc, v.Doc, r.Lang) {
		switch was, known := out[d.Clause]; {
		case d.State == clause.Same && !d.Moved:
		case d.Field == clause.ClauseField(d.Clause) && d.State == clause.Added:
			out[d.Clause] = clause.Added
		case !known || was != clause.Added:
			out[d.Clause] = clause.Changed
		}
	}
	return out, nil
}

// touchedChip says whether a clause is as it was.
func touchedChip(r *web.Request, st clause.State, known bool) templ.Component {
	switch {
	case !known:
		return ui.Muted(r.Say(language.T("som förut", "as before")))
	case st == clause.Added:
		return ui.StatusChip(ui.Status{Level: ui.Info, Words: r.Say(language.T("ny", "new"))})
	}
	return ui.StatusChip(ui.Status{Level: ui.Info, Words: r.Say(language.T("ändrad", "changed"))})
}

func editTable(r *web.Request, v Version, touched map[string]clause.State) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayClauses), Tight: true, Columns: []ui.Column{{Label: r.Say(sayClause), RowHeader: true, Wide: true}, {Label: r.Say(sayCommitments), Number: true}, {Label: r.Say(language.T("I den här versionen", "In this version")), Bare: true}}}
	for i, c := range v.Doc.Clauses {
		st, known := touched[c.ID]
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(clausePath(c.ID), title(i+1, c, r.Lang)), ui.Text(strconv.Itoa(len(v.Doc.CommitmentsOf(c.ID)))), touchedChip(r, st, known)}})
	}
	return t
}

func annexTable(r *web.Request, v Version) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayAnnexes), Tight: true, Columns: []ui.Column{{Label: r.Say(sayAnnex), RowHeader: true}}, Empty: ui.Empty{Text: r.Say(sayNoAnnexes)}}
	for _, a := range v.Doc.Annexes {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(annexPath(a.No), r.Say(sayAnnexNamed.With(a.No, a.Name)))}})
	}
	return t
}

func clausePath(id string) string     { return nextPath + "/paragraf/" + id }
func variablePath(id string) string   { return nextPath + "/variabel/" + id }
func commitmentPath(id string) string { return nextPath + "/atagande/" + id }
func annexPath(no int) string         { return nextPath + "/bilaga/" + strconv.Itoa(no) }

func (s *Service) nextTextPage(r *web.Request) (web.Response, error) {
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	name := sayNextVersion.With(v.No)
	return web.Page(name, ui.Parts(ui.Heading(r.Say(name), ""), ui.LeadBlock(v.lead(r)), textOf(r, v.Doc))).Frame(nextCrumbs(r, v, ui.Link{Label: r.Say(sayNextText)})), nil
}

func (s *Service) nextDifferencePage(r *web.Request) (web.Response, error) {
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	return s.difference(r, v)
}

func (s *Service) nextFilePage(r *web.Request) (web.Response, error) {
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	return fileOf(v)
}

// beginPage asks once whether a next version is to be begun.
func (s *Service) beginPage(r *web.Request) (web.Response, error) {
	latest, err := Current(r.Context(), s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditTemplate, latest.Ref()); err != nil {
		return web.Response{}, err
	}
	return askPage(r, sayBegin.With(latest.No+1), crumbs(r), ui.Form{Lang: r.Lang, ID: "borja", Action: "/mall/borja", Submit: ui.Button{Label: r.Say(sayBegin.With(latest.No + 1))},
		Other: []ui.Button{{Label: r.Say(sayCancel), Href: rootPath, Kind: ui.Quiet}}, Before: ui.Paragraph(r.Say(sayBeginText.With(latest.No)))}), nil
}

func (s *Service) beginPost(r *web.Request) (web.Response, error) {
	v, err := s.Begin(r.Context(), r.Actor)
	if fault.Is(err, fault.Conflict) {
		return web.Redirect(nextPath).Message(ui.Info, alreadyBegun), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(nextPath).Message(ui.Good, sayBegun.With(v.No)), nil
}

// askPage is a page with one form in a narrow column.
func askPage(r *web.Request, name language.Text, frame func(*ui.Frame), form ui.Form, more ...templ.Component) web.Response {
	status := 200
	if form.Error != "" {
		status = 422
	}
	parts := append([]templ.Component{ui.Heading(r.Say(name), ""), ui.FormOf(form)}, more...)
	return web.Page(name, ui.Parts(parts...)).Status(status).Frame(frame).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(name)})
	})
}

// saved leads on after a change, and says whose approvals ended with it.
func saved(to string, ended []string) web.Response {
	if len(ended) == 0 {
		return web.Redirect(to).Message(ui.Good, saySaved)
	}
	var names []language.Text
	for _, body := range ended {
		names = append(names, bodyName(body))
	}
	return web.Redirect(to).Message(ui.Warn, saySavedEnded.With(language.List(names...)))
}

// headingOf is how a clause is named where one of its parts is edited.
func headingOf(v Version, id string, l language.Lang) string {
	c, no := v.Doc.Clause(id)
	if no == 0 {
		return clause.On(id)
	}
	return title(no, c, l)
}
