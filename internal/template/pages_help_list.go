package template

import (
	"context"
	"iter"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// asked is a row of the list with the name of who asked.
type asked struct {
	Help
	from string
}

// Names of the filters in the address of the list.
const (
	paramState = "lage"
	paramTo    = "till"
	paramDraft = "utkast"
)

func helpFilterOf(r *web.Request) (HelpFilter, error) {
	q := r.ReadQuery()
	after, err := r.After(1)
	f := HelpFilter{State: HelpState(q.Choice(paramState, plainly(helpStates()))), To: q.Choice(paramTo, keepers()), Draft: q.Value(paramDraft)}
	if len(after) > 0 {
		f.After = after[0]
	}
	return f, err
}

func (s *Service) helpsPage(r *web.Request) (web.Response, error) {
	f, err := helpFilterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		f.After = ""
		return s.helpList(r, s.eachHelp(r.Context(), r.Actor, f)).Export(r)
	}
	f.Limit = web.PageSize + 1
	found, err := s.askedBy(r.Context(), r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	found, next := web.Cut(found, web.PageSize, func(a asked) web.Cursor { return web.Cursor{a.ID} })
	t, err := s.helpList(r, web.Rows(found)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	total, err := s.CountHelps(r.Context(), r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := s.helpsLead(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID, t.Count, t.Sorted = "fragor", r.Say(language.Plural(total, sayOneHelp, sayManyHelps)), r.Say(sayNewest)
	t.Empty = ui.Empty{Text: r.Say(sayNoHelps)}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	body := ui.Parts(ui.Heading(r.Say(sayHelps), r.Say(sayHelpsWhat.With(AnswerDays))), ui.LeadBlock(lead), askBeside(r, lead), ui.FormOf(helpFilterForm(r, f)), ui.TableOf(t))
	return web.Page(sayHelps, body).Part(t.ID, ui.TableOf(t)).Frame(crumbs(r, ui.Link{Label: r.Say(sayHelps)})), nil
}

// helpsLead says what waits for this reader: those who answer hear of open questions, those who ask of answers.
func (s *Service) helpsLead(r *web.Request) (ui.Lead, error) {
	count := func(state HelpState) (int, error) {
		return s.CountHelps(r.Context(), r.Actor, HelpFilter{State: state})
	}
	open, err := count(Open)
	if err != nil {
		return ui.Lead{}, err
	}
	answered, err := count(Answered)
	if err != nil {
		return ui.Lead{}, err
	}
	lead := ui.Lead{Level: ui.Neutral, Text: ui.Rich(r.Say(sayNoneWaits))}
	switch {
	case r.May(policy.AnswerHelp) && open > 0:
		lead.Level, lead.Text = ui.Waiting, ui.Rich(r.Say(language.Plural(open, sayAnswerOne, sayAnswerMany)))
		lead.Button = &ui.Button{Label: r.Say(sayShowThem), Href: helpPath + "?" + paramState + "=" + string(Open)}
	case r.May(policy.AskHelp) && answered > 0:
		lead.Level, lead.Text = ui.Info, ui.Rich(r.Say(language.Plural(answered, sayReadOne, sayReadMany)))
		if lead.Button, err = s.firstAnswer(r); err != nil {
			return ui.Lead{}, err
		}
	case open > 0:
		lead.Text = ui.Rich(r.Say(language.Plural(open, sayOneWaits, sayManyWait)))
	}
	if lead.Button == nil && r.May(policy.AskHelp) {
		lead.Button = &ui.Button{Label: r.Say(sayAskHelp), Href: helpPath + "/ny"}
	}
	return lead, nil
}

// askBeside is the way to a new request, where something else is the first thing to do.
func askBeside(r *web.Request, lead ui.Lead) templ.Component {
	if !r.May(policy.AskHelp) || lead.Button == nil || lead.Button.Href == helpPath+"/ny" {
		return ui.Parts()
	}
	return ui.Buttons(ui.Button{Label: r.Say(sayAskHelp), Href: helpPath + "/ny", Kind: ui.Secondary})
}

// firstAnswer leads to the answer that came last.
func (s *Service) firstAnswer(r *web.Request) (*ui.Button, error) {
	found, err := s.Helps(r.Context(), r.Actor, HelpFilter{State: Answered, Limit: 1})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &ui.Button{Label: r.Say(language.T("Läs svaret", "Read the answer")), Href: found[0].Path()}, nil
}

func helpFilterForm(r *web.Request, f HelpFilter) ui.Form {
	any := ui.Option{Value: "", Label: r.Say(sayAll)}
	states := append([]ui.Option{any}, named(r, helpStates(), HelpState.Label)...)
	to := append([]ui.Option{any}, named(r, keepers(), bodyTitle)...)
	return ui.Form{Lang: r.Lang, ID: "urval", Action: helpPath, Method: "get", Inline: true, Live: "fragor", Submit: ui.Button{Label: r.Say(sayShow), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: paramState, Label: r.Say(sayState), Value: string(f.State), Options: states, Optional: true},
		{Kind: ui.SelectField, Name: paramTo, Label: r.Say(sayToWhom), Value: f.To, Options: to, Optional: true}}}
}

// helpList is the list as page and files have it.
func (s *Service) helpList(r *web.Request, rows iter.Seq2[asked, error]) web.List[asked] {
	day := today(s.Trail.DB())
	return web.List[asked]{Title: sayHelps, File: "fragor-om-stod", Rows: rows, Columns: []web.Column[asked]{
		{Heading: saySubject, RowHeader: true, Value: func(a asked) any { return a.Subject }, Cell: func(a asked) templ.Component { return ui.A(a.Path(), a.Subject) }},
		{Heading: sayFromWhom, Value: func(a asked) any { return a.from }},
		{Heading: sayToWhom, Value: func(a asked) any { return bodyTitle(a.To) }},
		{Heading: sayState, Value: func(a asked) any { return a.State.Label() }, Cell: func(a asked) templ.Component { return ui.StatusChip(a.State.status(r.Lang)) }},
		{Heading: sayClock, Value: func(a asked) any { return a.clock(day, r.Lang).Words }, Cell: func(a asked) templ.Component { return ui.ClockWords(a.clock(day, r.Lang)) }},
		{Heading: sayOpenedOn, Value: func(a asked) any { return calendar.DateOf(a.OpenedAt.Time) }},
		{Heading: sayAnsweredOn, FileOnly: true, Value: func(a asked) any { return dateOr(a.AnsweredAt) }},
		{Heading: sayDaysTaken, FileOnly: true, Value: func(a asked) any {
			if n, ok := a.Took(); ok {
				return n
			}
			return nil
		}},
		{Heading: sayClosedOn, FileOnly: true, Value: func(a asked) any { return dateOr(a.ClosedAt) }},
	}}
}

func dateOr(t db.Time) any {
	if t.IsZero() {
		return nil
	}
	return calendar.DateOf(t.Time)
}

func (s *Service) askedBy(ctx context.Context, actor policy.Actor, f HelpFilter) ([]asked, error) {
	found, err := s.Helps(ctx, actor, f)
	if err != nil {
		return nil, err
	}
	names, err := s.names(ctx, found...)
	out := make([]asked, len(found))
	for i, h := range found {
		out[i] = asked{h, names[h.Authority].Title()}
	}
	return out, err
}

// stretch is how many rows a file is read by at a time.
const stretch = 500

func (s *Service) eachHelp(ctx context.Context, actor policy.Actor, f HelpFilter) iter.Seq2[asked, error] {
	f.Limit = stretch
	return func(yield func(asked, error) bool) {
		for {
			found, err := s.askedBy(ctx, actor, f)
			if err != nil {
				yield(asked{}, err)
				return
			}
			for _, a := range found {
				if !yield(a, nil) {
					return
				}
			}
			if len(found) < stretch {
				return
			}
			f.After = found[len(found)-1].ID
		}
	}
}

// askHelpPage asks a new question; the address may say about which clause, phase or draft.
func (s *Service) askHelpPage(r *web.Request) (web.Response, error) {
	form, err := s.askForm(r)
	if err != nil {
		return web.Response{}, err
	}
	q := r.ReadQuery()
	given := web.NewForm(nil)
	for from, to := range map[string]string{"paragraf": "clause", "fas": "phase", paramDraft: "draft", paramTo: "to"} {
		if v := q.Value(from); v != "" {
			given.Set(to, v)
		}
	}
	return askPage(r, sayAskHelp, helpCrumbs(r), form.Fill(given.Values())), nil
}

func helpCrumbs(r *web.Request) func(*ui.Frame) {
	return crumbs(r, ui.Link{Label: r.Say(sayHelps), Href: helpPath})
}

func (s *Service) askForm(r *web.Request) (ui.Form, error) {
	v, err := Current(r.Context(), s.Trail.DB())
	if err != nil {
		return ui.Form{}, err
	}
	phases, err := Checklist()
	clauses, steps := []ui.Option{{Label: r.Say(sayNoClause)}}, []ui.Option{{Label: r.Say(sayNoPhase)}}
	for i, c := range v.Doc.Clauses {
		clauses = append(clauses, ui.Option{Value: c.ID, Label: title(i+1, c, r.Lang)})
	}
	for _, p := range phases {
		steps = append(steps, ui.Option{Value: p.ID, Label: r.Say(p.Name)})
	}
	return ui.Form{Lang: r.Lang, ID: "stod", Action: helpPath + "/ny", Submit: ui.Button{Label: r.Say(saySendQuestion)}, Other: []ui.Button{{Label: r.Say(sayCancel), Href: helpPath, Kind: ui.Quiet}},
		Before: ui.Paragraph(r.Say(sayHelpsWhat.With(AnswerDays))), Fields: []ui.Field{
			{Kind: ui.RadiosField, Name: "to", Label: r.Say(sayWhomToAsk), Value: directory.SKR, Options: []ui.Option{
				{Value: directory.SKR, Label: "SKR", Hint: r.Say(sayAskSKR)}, {Value: directory.PES, Label: r.Say(sayRegional), Hint: r.Say(sayAskAF)}}},
			{Kind: ui.TextField, Name: "subject", Label: r.Say(sayInBrief), MaxLength: longSubject},
			{Kind: ui.TextareaField, Name: "question", Label: r.Say(sayQuestion), Hint: r.Say(sayNobodyNamed), Rows: 8},
			{Kind: ui.SelectField, Name: "clause", Label: r.Say(sayClause), Options: clauses, Optional: true},
			{Kind: ui.SelectField, Name: "phase", Label: r.Say(sayPhase), Options: steps, Optional: true},
			{Kind: ui.HiddenField, Name: "draft"}}}, err
}

const (
	longSubject  = 120
	longQuestion = 5000
)

func (s *Service) askHelpPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := Question{To: f.Choice("to", keepers(), web.Required), Subject: f.Text("subject", web.Required, web.Max(longSubject)), Question: f.Long("question", web.Required, web.Max(longQuestion)),
		Clause: f.Text("clause", web.Max(3)), Phase: f.Text("phase", web.Max(40)), Draft: f.Text("draft", web.Max(40))}
	if f.OK() {
		h, err := s.Ask(r.Context(), r.Actor, in)
		if err == nil {
			return web.Redirect(h.Path()).Message(ui.Good, saySent.With(bodyTitle(h.To), h.Due.String())), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	form, err := s.askForm(r)
	if err != nil {
		return web.Response{}, err
	}
	return askPage(r, sayAskHelp, helpCrumbs(r), form.Fill(f.Values()).WithFault(f.Err())), nil
}

// AskPath is where help is asked for about a clause, a phase or a draft; each may be empty.
func AskPath(clauseID, phase, draft string) string {
	path := helpPath + "/ny?"
	for _, p := range [][2]string{{"paragraf", clauseID}, {"fas", phase}, {paramDraft, draft}} {
		if p[1] != "" {
			path += p[0] + "=" + p[1] + "&"
		}
	}
	return path[:len(path)-1]
}
