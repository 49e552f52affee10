package escalation

import (
	"iter"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// line is a row of the list with the names that its page shows.
type line struct {
	Escalation
	asks, owes language.Text
	place      string
}

func filterOf(r *web.Request) (f Filter, err error) {
	q := r.ReadQuery()
	f = Filter{Ended: q.Value(paramState) == stateEnded, Municipality: q.Value(paramPlace), Owing: q.Value(paramWhose) == whoseOurs}
	if n, err := strconv.Atoi(q.Value(paramLevel)); err == nil && n >= int(ladder.Coordinators) && n <= int(ladder.Heads) {
		f.Level = ladder.Level(n)
	}
	c, err := r.After(2)
	if err != nil {
		return f, err
	}
	f.After, err = placeOf(c)
	return f, err
}

func (f Filter) narrowed() bool { return f.Ended || f.Municipality != "" || f.Owing || f.Level > 0 }

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		f.After = nil
		return s.list(r, s.every(r, f)).Export(r)
	}
	rows, next, err := s.stretch(r, f, web.PageSize)
	if err != nil {
		return web.Response{}, err
	}
	t, err := s.list(r, web.Rows(rows)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := s.around(r, &t, f, next); err != nil {
		return web.Response{}, err
	}
	lead, err := s.listLead(r)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.filterForm(r, f)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(saySub)), ui.LeadBlock(lead), ui.FormOf(form), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), nil
}

// listLead says what waits for the reader.
func (s *Service) listLead(r *web.Request) (ui.Lead, error) {
	q, t := s.Trail.DB(), language.T
	n, err := s.Count(r.Context(), q, r.Actor, Filter{})
	if err != nil {
		return ui.Lead{}, err
	}
	own, err := s.Count(r.Context(), q, r.Actor, Filter{Owing: true})
	if err != nil {
		return ui.Lead{}, err
	}
	switch {
	case n == 0:
		return ui.Lead{Text: ui.Rich(r.Say(t("Inget är eskalerat hos er just nu. *Det som inte besvaras i tid kommer hit av sig självt.*", "Nothing is escalated with you now. *What is not answered in time comes here by itself.*")))}, nil
	case own == 0:
		return ui.Lead{Text: ui.Rich(r.Say(language.Plural(n, t("*%d eskalering är öppen.* Den andra parten ska svara.", "*%d escalation is open.* The other party is to answer."), t("*%d eskaleringar är öppna.* Den andra parten ska svara.", "*%d escalations are open.* The other party is to answer."))))}, nil
	}
	return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(own, t("*%d eskalering väntar på svar från er myndighet.* Den som går vidare först står överst.", "*%d escalation waits for an answer from your authority.* What goes on first stands on top."),
		t("*%d eskaleringar väntar på svar från er myndighet.* Den som går vidare först står överst.", "*%d escalations wait for an answer from your authority.* What goes on first stands on top.")))),
		Button: &ui.Button{Label: r.Say(t("Visa dem", "Show them")), Href: listPath + "?" + paramWhose + "=" + whoseOurs}}, nil
}

// stretch reads one page of the list and where the next one begins.
func (s *Service) stretch(r *web.Request, f Filter, size int) ([]line, web.Cursor, error) {
	f.Limit = size + 1
	found, err := s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return nil, nil, err
	}
	found, next := web.Cut(found, size, cursorOf)
	n, err := namesOf(r.Context(), s.Trail.DB(), found...)
	rows := make([]line, len(found))
	for i, e := range found {
		rows[i] = line{e, n.of(e.Asks), n.of(e.Owes), n.place(e.Municipality)}
	}
	return rows, next, err
}

// every reads all that a filter finds, a stretch at a time, for the files.
func (s *Service) every(r *web.Request, f Filter) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		for {
			rows, next, err := s.stretch(r, f, 500)
			if err != nil {
				yield(line{}, err)
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if len(next) == 0 {
				return
			}
			last := rows[len(rows)-1].Place()
			f.After = &last
		}
	}
}

func (s *Service) list(r *web.Request, rows iter.Seq2[line, error]) web.List[line] {
	t, today, now := language.T, calendar.DateOf(s.Trail.DB().Now()), s.Trail.DB().Now()
	file := func(heading language.Text, value func(line) any) web.Column[line] {
		return web.Column[line]{Heading: heading, FileOnly: true, Value: value}
	}
	instant := func(get func(line) time.Time) func(line) any {
		return func(l line) any {
			if get(l).IsZero() {
				return nil
			}
			return get(l)
		}
	}
	return web.List[line]{Title: sayTitle, File: "eskaleringar", Rows: rows, Columns: []web.Column[line]{
		{Heading: t("Nummer", "Number"), RowHeader: true, Value: func(l line) any { return l.Number() }, Cell: func(l line) templ.Component { return ui.A(l.Path(), l.Number()) }},
		{Heading: t("Gäller", "Concerns"), Value: func(l line) any { return l.About.Name() }, Cell: func(l line) templ.Component {
			return ui.Stack(ui.Text(r.Say(capital(l.About.Name()))), ui.Text(l.place))
		}},
		file(t("Kommun", "Municipality"), func(l line) any { return l.place }), file(t("Kommunkod", "Municipality code"), func(l line) any { return l.Municipality }),
		{Heading: t("Ska svara", "Is to answer"), Value: func(l line) any { return l.owes }, Cell: func(l line) templ.Component {
			return ui.Stack(ui.Text(r.Say(l.owes)), ui.Text(r.Say(t("till %s", "to %s").With(l.asks))))
		}},
		file(t("Väntar på svar", "Waits for the answer"), func(l line) any { return l.asks }),
		{Heading: t("Svar senast", "Answer due"), Value: instant(func(l line) time.Time { return l.Due.Time }), Cell: func(l line) templ.Component {
			return ui.Stack(ui.Text(r.Say(calendar.DateTime(l.Due.Time))), ui.Text(r.Say(lateSaid(l.Escalation, now))))
		}},
		{Heading: t("Läge", "State"), Value: func(l line) any { return levelStatus(l.Escalation, r.Lang).Words }, Cell: func(l line) templ.Component {
			return ui.Stack(ui.StatusChip(levelStatus(l.Escalation, r.Lang)), ui.Text(r.Say(l.Level.Role())))
		}},
		{Heading: t("Går vidare", "Goes on"), Value: instant(func(l line) time.Time { return l.NextAt.Time }), Cell: func(l line) templ.Component {
			if l.State == Ended {
				return ui.Text(r.Say(calendar.DateTime(l.EndedAt.Time)))
			}
			return ui.Stack(ui.Text(r.Say(calendar.DateTime(l.NextAt.Time))), ui.Text(r.Say(leftSaid(l.Escalation, today))))
		}},
		file(t("Eskalerad", "Escalated"), instant(func(l line) time.Time { return l.OpenedAt.Time })), file(t("Åtagande", "Commitment"), func(l line) any { return l.Commitment }),
		file(t("Trappa", "Ladder"), func(l line) any { return l.Ladder.Why() }), file(t("Lyft för hand", "Raised by hand"), func(l line) any { return l.ByHand }),
		file(t("Avslutad", "Ended"), instant(func(l line) time.Time { return l.EndedAt.Time })),
	}}
}

// lateSaid says for how long the answer has been late.
func lateSaid(e Escalation, now time.Time) language.Text {
	switch {
	case e.Due.IsZero() || now.Before(e.Due.Time) && e.State == Open:
		return language.T("tiden har inte gått ut", "the time is not up")
	case e.State == Ended:
		now = e.EndedAt.Time
	}
	if n := e.Late(now); n > 0 {
		return language.T("försenad %s", "late by %s").With(calendar.CountWorkingDays(n))
	}
	return language.T("försenad i dag", "late since today")
}

// around adds what the list says besides its rows.
func (s *Service) around(r *web.Request, t *ui.Table, f Filter, next web.Cursor) error {
	total, err := s.Count(r.Context(), s.Trail.DB(), r.Actor, f)
	t.ID, t.Keys, t.Long = "eskaleringar", true, true
	t.Count = r.Say(language.Plural(total, language.T("%d eskalering", "%d escalation"), language.T("%d eskaleringar", "%d escalations")))
	if total > mostCounted {
		t.Count = r.Say(language.T("fler än %s eskaleringar", "more than %s escalations").With(language.Number(mostCounted)))
	}
	t.Sorted = r.Say(language.T("sorterade efter när de går vidare, närmast först", "sorted by when they go on, nearest first"))
	if f.Ended {
		t.Sorted = r.Say(language.T("sorterade efter när de avslutades, senast först", "sorted by when they ended, latest first"))
	}
	t.Note = ui.Text(r.Say(sayWhatIsSeen))
	t.Empty = ui.Empty{Text: r.Say(language.T("Inget är eskalerat. Frågor som inte besvaras i tid kommer hit av sig själva, och handläggare kan lyfta en fråga från dess sida.", "Nothing is escalated. Questions not answered in time come here by themselves, and officers can raise a question from its page."))}
	if f.narrowed() {
		t.Empty = ui.Empty{Text: r.Say(language.T("Ingen eskalering passar urvalet.", "No escalation fits the selection.")), Button: &ui.Button{Label: r.Say(sayShowAll), Href: listPath, Kind: ui.Secondary}}
	}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return err
}

func (s *Service) filterForm(r *web.Request, f Filter) (ui.Form, error) {
	t := language.T
	levels := []ui.Option{{Label: r.Say(t("Alla nivåer", "All levels"))}}
	for _, l := range ladder.Levels()[1:] {
		levels = append(levels, ui.Option{Value: strconv.Itoa(int(l)), Label: r.Say(capital(l.Name()))})
	}
	chosen := ""
	if f.Level > 0 {
		chosen = strconv.Itoa(int(f.Level))
	}
	places, err := s.placeOptions(r)
	whose, state := "", ""
	if f.Owing {
		whose = whoseOurs
	}
	if f.Ended {
		state = stateEnded
	}
	return ui.Form{Lang: r.Lang, ID: "filter", Action: listPath, Method: "get", Inline: true, Live: "eskaleringar",
		Submit: ui.Button{Label: r.Say(t("Visa", "Show")), Kind: ui.Secondary}, Other: []ui.Button{{Label: r.Say(sayShowAll), Href: listPath, Kind: ui.Quiet}}, Fields: []ui.Field{
			{Kind: ui.SelectField, Name: paramLevel, Label: r.Say(t("Nivå", "Level")), Value: chosen, Options: levels, Optional: true},
			{Kind: ui.SelectField, Name: paramWhose, Label: r.Say(t("Vem ska svara", "Who is to answer")), Value: whose, Optional: true, Options: []ui.Option{{Label: r.Say(t("Alla", "All"))}, {Value: whoseOurs, Label: r.Say(t("Vi", "We"))}}},
			{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(t("Kommun", "Municipality")), Value: f.Municipality, Options: places, Optional: true},
			{Kind: ui.SelectField, Name: paramState, Label: r.Say(t("Läge", "State")), Value: state, Optional: true, Options: []ui.Option{{Label: r.Say(t("Öppna", "Open"))}, {Value: stateEnded, Label: r.Say(t("Avslutade", "Ended"))}}},
		}}, err
}

// placeOptions are the municipalities of what the reader may see, in Swedish order.
func (s *Service) placeOptions(r *web.Request) ([]ui.Option, error) {
	out := []ui.Option{{Label: r.Say(language.T("Alla", "All"))}}
	codes, err := s.municipalities(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil || len(codes) == 0 {
		return out, err
	}
	found, err := directory.Named(r.Context(), s.Trail.DB(), codes, calendar.DateOf(s.Trail.DB().Now()))
	for _, m := range found {
		out = append(out, ui.Option{Value: m.Code, Label: m.Name})
	}
	return out, err
}

var (
	sayTitle      = language.T("Eskaleringar", "Escalations")
	saySub        = language.T("Det som inte har lösts i tid och går uppåt enligt överenskommelsens trappa", "What was not solved in time and rises by the agreement’s ladder")
	sayShowAll    = language.T("Visa alla öppna", "Show all open")
	sayWhatIsSeen = language.T("Här syns kommun, slag av fråga, tider och vems tur det är. Vem och vad frågan gäller ser bara den som handlägger den.", "Municipality, sort of question, times and whose turn it is are seen here. Whom and what a question is about is seen by those alone who handle it.")
)
