package responsibility

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// entry is one line of the matrix as page and files have it: a task with a line, or without any.
type entry struct {
	Row
	line *Line
}

func (s *Service) matrixPage(r *web.Request) (web.Response, error) {
	ctx, q := r.Context(), s.Trail.DB()
	a, err := lookAround(ctx, q, r.Lang, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	m, err := On(ctx, q, a.id, a.day)
	if err != nil {
		return web.Response{}, err
	}
	edit := s.mayEdit(r, a.id)
	list := a.list(r, m, edit)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	held, all := m.Counted()
	t.ID, t.Tight = "ansvar", true
	t.Count = r.Say(language.T("%d av %d uppgifter har en bekräftad ansvarig", "%d of %d tasks have somebody confirmed").With(held, all))
	title := language.T("Ansvarsmatris för överenskommelsen med %s", "Responsibility matrix of the agreement with %s").With(a.place)
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(language.T("Bilaga 1. Läget %s. Standardlistans förslag säger vad som är vanligt och behöver bekräftas av parterna.", "Annex 1. As of %s. The standard list’s proposals say what is usual and need to be confirmed by the parties.").With(a.day))),
		ui.LeadBlock(a.lead(r, m, edit)), holesSection(r, m), endsSection(r, m), s.matrixActs(r, a, m, edit), ui.TableOf(t))
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		c := a.crumbs(r)
		c[2].Href = ""
		f.Crumbs, f.Canonical = c, a.path()
	}), nil
}

// lead says whether every task has somebody, and what to do if not.
func (a around) lead(r *web.Request, m Matrix, edit bool) ui.Lead {
	holes := len(m.Holes())
	l := ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(language.T("*Alla uppgifter har någon som ansvarar.*", "*Every task has somebody who answers for it.*")))}
	if holes > 0 {
		l = ui.Lead{Level: ui.Bad, Text: ui.Rich(r.Say(language.Plural(holes, language.T("*%d uppgift har ingen ansvarig.* Bestäm vem som gör den.", "*%d task has nobody.* Decide who does it."),
			language.T("*%d uppgifter har ingen ansvarig.* Bestäm vem som gör dem.", "*%d tasks have nobody.* Decide who does them."))))}
		if edit {
			first := m.Holes()[0]
			l.Button = &ui.Button{Label: r.Say(language.T("Ange ansvarig för den första", "Say who answers for the first")), Href: a.editPath(entryOf(first))}
		}
	}
	return l
}

// entryOf is a row with the line that one changes when it is a hole: what says nobody, or none.
func entryOf(row Row) entry {
	if len(row.Now) > 0 {
		return entry{row, &row.Now[0]}
	}
	return entry{row, nil}
}

// editPath leads to the form of a line, or of a new one for the task.
func (a around) editPath(e entry) string {
	if e.line != nil {
		return a.path() + "/andra?rad=" + e.line.ID
	}
	return a.path() + "/andra?uppgift=" + string(e.Task)
}

// holesSection names the tasks that nobody answers for.
func holesSection(r *web.Request, m Matrix) templ.Component {
	holes := m.Holes()
	if len(holes) == 0 {
		return nil
	}
	var lines []string
	for _, h := range holes {
		lines = append(lines, r.Say(h.Name))
	}
	return ui.SectionOf("luckor", r.Say(sayOrphans), ui.Bullets(lines...))
}

// endsSection names the tasks that nobody answers for from a later day on.
func endsSection(r *web.Request, m Matrix) templ.Component {
	ends := m.Ends()
	if len(ends) == 0 {
		return nil
	}
	var lines []string
	for _, e := range ends {
		lines = append(lines, r.Say(language.T("%s: ingen från %s", "%s: nobody from %s").With(e.Name, e.Until.AddDays(1))))
	}
	return ui.SectionOf("slutar", r.Say(language.T("Uppgifter som blir utan ansvarig", "Tasks that will have nobody")), ui.Paragraphs(lines...))
}

// matrixActs are what a coordinator can do with the whole matrix.
func (s *Service) matrixActs(r *web.Request, a around, m Matrix, edit bool) templ.Component {
	if !edit {
		return nil
	}
	missing, proposals := 0, 0
	for _, row := range m.Rows {
		if len(row.Now)+len(row.Later) == 0 {
			missing++
		}
		for _, l := range row.Now {
			if !l.Confirmed && l.holds() {
				proposals++
			}
		}
	}
	parts := []templ.Component{ui.Buttons(ui.Button{Label: r.Say(sayOwnTask), Href: a.path() + "/andra", Kind: ui.Secondary})}
	if missing > 0 {
		parts = append(parts, button(r, "forslag", a.path()+"/forslag", sayPropose, ui.Secondary))
	}
	if proposals > 0 {
		parts = append(parts, button(r, "bekrafta", a.path()+"/bekrafta", sayConfirmAll, ui.Secondary))
	}
	return ui.Parts(parts...)
}

// entries are the lines now and to come, and the tasks without any.
func (m Matrix) entries() (out []entry) {
	for _, row := range m.Rows {
		lines := append(append([]Line{}, row.Now...), row.Later...)
		for i := range lines {
			out = append(out, entry{row, &lines[i]})
		}
		if len(lines) == 0 {
			out = append(out, entry{row, nil})
		}
	}
	return out
}

// ending tells whether some line has a last day: only then a column for it says something.
func (m Matrix) ending() bool {
	return slices.ContainsFunc(m.entries(), func(e entry) bool { return e.date(false) != "" })
}

// list is the matrix as page and files have it.
func (a around) list(r *web.Request, m Matrix, edit bool) web.List[entry] {
	columns := []web.Column[entry]{
		{Heading: sayGroup, FileOnly: true, Value: func(e entry) any { return e.Group }},
		{Heading: sayTask, RowHeader: true, Value: func(e entry) any { return e.Name }, Cell: func(e entry) templ.Component {
			return ui.Stack(ui.Text(r.Say(e.Name)), ui.Text(r.Say(e.Group)))
		}},
		{Heading: sayHolder, Value: func(e entry) any { return a.held(r, e) }},
		{Heading: sayGround, Value: func(e entry) any { return e.ground(r.Lang) }},
		{Heading: sayFrom, FileOnly: true, Value: func(e entry) any { return e.date(true) }},
		{Heading: sayTo, FileOnly: !m.ending(), Value: func(e entry) any { return e.date(false) }},
		{Heading: sayState, Value: func(e entry) any { return e.status(r.Lang).Words }, Cell: func(e entry) templ.Component { return e.state(r) }},
		{Heading: sayNote, FileOnly: true, Value: func(e entry) any { return e.note() }},
	}
	if edit && r.Format() == "" {
		columns = append(columns, web.Column[entry]{Heading: sayEdit, Value: func(entry) any { return "" }, Cell: func(e entry) templ.Component { return ui.AFor(a.editPath(e), r.Say(sayEdit), r.Say(e.Name)) }})
	}
	return web.List[entry]{Title: sayMatrix, File: "ansvarsmatris", Rows: web.Rows(m.entries()), Columns: columns}
}

// state is how a line stands, with the day from which it does under it.
func (e entry) state(r *web.Request) templ.Component {
	chip := ui.StatusChip(e.status(r.Lang))
	if e.line == nil {
		return chip
	}
	return ui.Stack(chip, ui.Text(r.Say(language.T("från %s", "from %s").With(e.line.From))))
}

func (a around) held(r *web.Request, e entry) string {
	if e.line == nil {
		return r.Say(sayNobody)
	}
	return a.holderOf(r.Lang, *e.line)
}

// ground is the line's own, or what the standard list proposes.
func (e entry) ground(l language.Lang) string {
	if t, standard := TaskOf(e.Task); standard && (e.line == nil || e.line.Ground == t.Ground.Sv) {
		return t.Ground.In(l)
	}
	if e.line != nil {
		return e.line.Ground
	}
	return ""
}

func (e entry) date(from bool) string {
	switch {
	case e.line == nil:
		return ""
	case from:
		return e.line.From.String()
	}
	return e.line.To.String()
}

func (e entry) note() string {
	if e.line == nil {
		return ""
	}
	return e.line.Note
}

// status says first that nobody holds the task, then that a proposal is not confirmed.
func (e entry) status(l language.Lang) ui.Status {
	switch {
	case e.Coming:
		return ui.Status{Level: ui.Waiting, Words: sayComing.In(l)}
	case e.line == nil || !e.line.holds():
		return ui.Status{Level: ui.Bad, Words: sayHole.In(l)}
	case !e.line.Confirmed:
		return ui.Status{Level: ui.Warn, Words: sayProposal.In(l)}
	}
	return ui.Status{Level: ui.Good, Words: sayConfirmed.In(l)}
}

func (s *Service) proposePost(r *web.Request) (web.Response, error) {
	n, err := s.Propose(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	said := language.Plural(n, language.T("%d förslag är intaget. Bekräfta eller ändra det.", "%d proposal is taken in. Confirm or change it."), language.T("%d förslag är intagna. Bekräfta eller ändra dem.", "%d proposals are taken in. Confirm or change them."))
	return web.Redirect("/overenskommelser/"+r.Path("id")+"/ansvar").Message(ui.Good, said), nil
}

func (s *Service) confirmPost(r *web.Request) (web.Response, error) {
	n, err := s.Confirm(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	said := language.Plural(n, language.T("%d uppgift är bekräftad.", "%d task is confirmed."), language.T("%d uppgifter är bekräftade.", "%d tasks are confirmed."))
	return web.Redirect("/overenskommelser/"+r.Path("id")+"/ansvar").Message(ui.Good, said), nil
}

// Panel shows on the agreement's page whether every task has somebody.
func (s *Service) Panel(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	m, err := On(ctx, s.Trail.DB(), a.ID, today(s.Trail.DB()))
	if err != nil {
		return nil, err
	}
	held, all := m.Counted()
	said := []string{r.Say(language.T("%d av %d uppgifter har en bekräftad ansvarig.", "%d of %d tasks have somebody confirmed.").With(held, all))}
	var open []string
	for i, h := range m.Holes() {
		if i == mostInPanel {
			open = append(open, r.Say(language.T("och %d till", "and %d more").With(len(m.Holes())-i)))
			break
		}
		open = append(open, r.Say(h.Name))
	}
	parts := []templ.Component{ui.Paragraphs(said...)}
	if len(open) > 0 {
		parts = append(parts, ui.Paragraphs(r.Say(sayOrphans)+":"), ui.Bullets(open...))
	}
	return ui.SectionOf("ansvar", r.Say(sayMatrix), ui.Parts(parts...), ui.Links([]ui.Link{{Label: r.Say(language.T("Hela ansvarsmatrisen", "The whole responsibility matrix")), Href: "/overenskommelser/" + a.ID + "/ansvar"}})), nil
}

// mostInPanel is how many tasks without anybody an agreement's own page names.
const mostInPanel = 5

// editing asks whether the actor may change the matrix of the address.
func (s *Service) editing(r *web.Request) (around, error) {
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditResponsibility, ref.To(agreement.AgreementKind, r.Path("id"))); err != nil {
		return around{}, err
	}
	return lookAround(r.Context(), s.Trail.DB(), r.Lang, r.Path("id"))
}
