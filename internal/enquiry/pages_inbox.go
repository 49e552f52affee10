package enquiry

import (
	"context"
	"iter"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// inboxPath is the address of the inbox.
const inboxPath = "/fragor"

// line is a row of the inbox with the names that its page shows.
type line struct {
	*Item
	other language.Text // the authority on the other side
	place string
}

func (s *Service) inboxPage(r *web.Request) (web.Response, error) {
	f, err := filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if r.Fragment() == countsPart {
		return s.inboxCounts(r, f)
	}
	if r.Format() != "" {
		f.After = nil
		return s.inboxList(r, s.everyLine(r, f)).Export(r)
	}
	rows, next, err := s.linesOf(r, f, PageSize)
	if err != nil {
		return web.Response{}, err
	}
	t, err := s.inboxList(r, web.Rows(rows)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := s.finishInbox(r, &t, f, next, rows); err != nil {
		return web.Response{}, err
	}
	return s.inboxAround(r, f, t)
}

// inboxAround puts the sentence, the filters and the ways on around the list.
func (s *Service) inboxAround(r *web.Request, f Filter, t ui.Table) (web.Response, error) {
	n, err := s.Count(r.Context(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	saved, err := s.savedFilters(r)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.filters(r, f)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayInbox), r.Say(sayInboxSub)), countsOf(r, f, n), form, ui.TableOf(t), saved)
	return web.Page(sayInbox, body).Part(t.ID, ui.TableOf(t)), nil
}

// countsPart is the id of what the inbox fetches anew by itself: how many questions wait.
const countsPart = "antal"

// inboxCounts answers with the numbers alone, by one statement.
func (s *Service) inboxCounts(r *web.Request, f Filter) (web.Response, error) {
	n, err := s.Count(r.Context(), r.Actor)
	part := countsOf(r, f, n)
	return web.Page(sayInbox, part).Part(countsPart, part), err
}

// countsOf is the sentence and the selections with how many each holds: numbers, and nothing about anybody.
func countsOf(r *web.Request, f Filter, n Counts) templ.Component {
	return ui.Live(countsPart, r.Link(), ui.Parts(ui.LeadBlock(inboxLead(r, n)), ui.Chips(r.Say(sayShownNow), chips(r, f, n))))
}

// inboxLead says what waits for this reader, the most urgent of it first.
func inboxLead(r *web.Request, n Counts) ui.Lead {
	t := language.T
	lead := ui.Lead{Button: &ui.Button{Label: r.Say(sayNewQuestion), Href: inboxPath + "/ny"}}
	text := t("Ingenting väntar på er just nu. *Här kommer frågor in*, den som ska besvaras först står överst.", "Nothing waits for you now. *Questions come in here*, what is due first on top.")
	switch {
	case n.Late > 0:
		lead.Level = ui.Bad
		lead.Button = &ui.Button{Label: r.Say(language.Plural(n.Late, t("Öppna den försenade", "Open the late one"), t("Öppna de försenade", "Open the late ones"))), Href: inboxPath + "?" + paramLate + "=ja&" + paramWhose + "=" + whoseTurn}
		text = language.Plural(n.Late, t("*%d fråga är försenad* och väntar på er. %s.", "*%d question is late* and waits for you. %s."), t("*%d frågor är försenade* och väntar på er. %s.", "*%d questions are late* and wait for you. %s.")).
			With(language.Plural(n.Turn, t("Totalt väntar %d på er", "In all %d waits for you"), t("Totalt väntar %d på er", "In all %d wait for you")))
	case n.Turn > 0:
		text = language.Plural(n.Turn, t("*%d fråga väntar på er.* Den som ska besvaras först står överst.", "*%d question waits for you.* What is due first stands on top."), t("*%d frågor väntar på er.* Den som ska besvaras först står överst.", "*%d questions wait for you.* What is due first stands on top."))
	}
	lead.Text = ui.Rich(r.Say(text))
	return lead
}

// linesOf reads one page of the inbox and where the next one begins.
func (s *Service) linesOf(r *web.Request, f Filter, size int) ([]line, web.Cursor, error) {
	f.Limit = size + 1
	items, err := s.Lines(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return nil, nil, err
	}
	items, next := web.Cut(items, size, func(i Item) web.Cursor { return i.Place() })
	rows, err := s.named(r, items)
	return rows, next, err
}

// named gives rows the names that they are shown with, in a fixed number of questions to the database.
func (s *Service) named(r *web.Request, items []Item) ([]line, error) {
	all := make([]*Enquiry, len(items))
	for k := range items {
		all[k] = &items[k].Enquiry
	}
	outside, err := outsideOf(r.Context(), s.Trail.DB(), all...)
	if err != nil {
		return nil, err
	}
	n, err := s.names(r.Context())
	if err != nil {
		return nil, err
	}
	rows := make([]line, len(items))
	for k := range items {
		i := &items[k]
		n.outside = outside[i.Conversation]
		rows[k] = line{Item: i, other: n.of(i.Other(r.Actor.Authority)), place: n.place(i.Municipality)}
	}
	return rows, nil
}

// everyLine reads all that a filter finds, a stretch at a time, for the files.
func (s *Service) everyLine(r *web.Request, f Filter) iter.Seq2[line, error] {
	return web.Stretches(func(after web.Cursor, limit int) ([]line, error) {
		f.After, f.Limit = after, limit
		items, err := s.Lines(r.Context(), s.Trail.DB(), r.Actor, f)
		if err != nil {
			return nil, err
		}
		return s.named(r, items)
	}, func(l line) web.Cursor { return l.Item.Place() })
}

// mostCounted is how far a list is counted; a larger one says that there are more.
const mostCounted = 1000

// total counts what a filter finds, no further than mostCounted and one.
func (s *Service) total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int, error) {
	if f.plain() { // the number that stands on the page already
		n, err := s.Count(ctx, actor)
		return int(n.Waiting), err
	}
	f.After = nil
	args := []any{}
	where, err := f.where(q, actor, &args)
	if err != nil {
		return 0, err
	}
	n, err := db.One[int64](ctx, q, `SELECT COUNT(*) FROM (SELECT s.id FROM enquiry_side s WHERE `+where+db.Limit(mostCounted+1)+`) AS found`, args...)
	return int(n), err
}

// finishInbox adds what the list says besides its rows.
func (s *Service) finishInbox(r *web.Request, t *ui.Table, f Filter, next web.Cursor, rows []line) error {
	total, err := s.total(r.Context(), s.Trail.DB(), r.Actor, f)
	t.ID, t.Keys = "fragor", true
	t.Count = r.Say(language.Plural(total, language.T("%d fråga", "%d question"), language.T("%d frågor", "%d questions")))
	if total > mostCounted {
		t.Count = r.Say(language.T("fler än %s frågor", "more than %s questions").With(language.Number(mostCounted)))
	}
	t.Sorted = r.Say(sayByDue)
	if f.backwards() {
		t.Sorted = r.Say(sayByLatest)
	}
	t.Links = append(t.Links, ui.Link{Label: r.Say(sayNewQuestion), Href: inboxPath + "/ny"}, ui.Link{Label: r.Say(sayNoteCall), Href: inboxPath + "/telefon"})
	if r.May(policy.ReadReplies) {
		t.Links = append(t.Links, ui.Link{Label: r.Say(sayReplies), Href: repliesPath})
	}
	t.Empty = emptyInbox(r, f)
	for i := range t.Rows {
		t.Rows[i].ID = "f" + rows[i].ID
		if rows[i].Late(s.Trail.DB().Now()) {
			t.Rows[i].Level = ui.Bad
		}
	}
	t.Note = ui.Text(r.Say(sayNoNames))
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return err
}

func emptyInbox(r *web.Request, f Filter) ui.Empty {
	if !f.plain() {
		return ui.Empty{Text: r.Say(sayNoneSuch), Button: &ui.Button{Label: r.Say(sayClearFilter), Href: inboxPath, Kind: ui.Secondary}}
	}
	return ui.Empty{Text: r.Say(sayNoneYet), Button: &ui.Button{Label: r.Say(sayNewQuestion), Href: inboxPath + "/ny", Kind: ui.Secondary}}
}

// inboxList is the inbox as page and files have it: never anything about the person.
func (s *Service) inboxList(r *web.Request, rows iter.Seq2[line, error]) web.List[line] {
	now, t := s.Trail.DB().Now(), language.T
	hand := dial{now: now, lang: r.Lang}
	return web.List[line]{Title: sayInbox, File: "fragor", Rows: rows, Columns: []web.Column[line]{
		{Heading: t("Klocka", "Clock"), Value: func(l line) any { _, words, _ := ticking(l.Enquiry, now); return words },
			Cell: func(l line) templ.Component { return ui.ClockWords(hand.of(&l.Enquiry)) }},
		{Heading: t("Svar senast", "Due"), FileOnly: true, Value: func(l line) any { return timeOrNil(l.Due) }},
		{Heading: t("Fråga", "Question"), RowHeader: true, Value: func(l line) any { return l.topic().Name },
			Cell: func(l line) templ.Component { return ui.Stack(l.link(r), l.under(r)) }},
		{Heading: t("Kommun", "Municipality"), Value: func(l line) any { return l.place },
			Cell: func(l line) templ.Component { return ui.Text(l.place) }},
		{Heading: t("Motpart", "Counterpart"), Value: func(l line) any { return l.other },
			Cell: func(l line) templ.Component { return ui.Text(r.Say(l.other)) }},
		{Heading: t("Vems tur", "Whose turn"), Value: func(l line) any { return l.turn() },
			Cell: func(l line) templ.Component { return turnCell(r, l) }},
		{Heading: t("Handläggare", "Handled by"), Value: func(l line) any { return l.Name },
			Cell: func(l line) templ.Component { return s.handlerCell(r, l) }},
		{Heading: t("Läge", "State"), FileOnly: true, Value: func(l line) any { return l.stateName() }},
		{Heading: t("Brådskande", "Urgent"), FileOnly: true, Value: func(l line) any { return l.Urgent }},
		{Heading: t("Åtagande", "Commitment"), FileOnly: true, Value: func(l line) any { return l.Commitment }},
		{Heading: t("Nummer", "Number"), FileOnly: true, Value: func(l line) any { return l.ID }},
	}}
}

func timeOrNil(t db.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Time
}

func (e Enquiry) topic() contact.TopicInfo {
	info, ok := contact.TopicOf(e.Topic)
	if !ok {
		untitled := language.T("Fråga utan ämne", "Question without a topic")
		return contact.TopicInfo{Name: untitled, Asks: untitled}
	}
	return info
}

// link leads to the question, a draft to where it is written on.
func (l line) link(r *web.Request) templ.Component {
	href := l.Page()
	if l.State == Draft {
		href = inboxPath + "/ny?" + paramDraft + "=" + l.ID
	}
	return ui.A(href, r.Say(l.topic().Asks))
}

// under says what else tells one question from another.
func (l line) under(r *web.Request) templ.Component {
	var room [160]byte
	b := room[:0]
	part := func(of ...string) {
		if len(b) > 0 {
			b = append(b, " · "...)
		}
		for _, s := range of {
			b = append(b, s...)
		}
	}
	if n := l.Number(); n != "" {
		part(n)
	}
	if l.Urgent {
		part("*", r.Say(sayUrgent), "*")
	}
	if l.Commitment != "" {
		part(l.Commitment)
	}
	if l.Noted {
		part(r.Say(language.T("antecknad per telefon", "noted by phone")))
	}
	if !l.SentAt.IsZero() {
		part(language.T("ställd %s", "asked %s").Fill(r.Lang, calendar.DateTime(l.SentAt.Time)))
	}
	return ui.Rich(string(b))
}

func (l line) turn() language.Text {
	switch {
	case l.Mine:
		return sayUs
	case l.State == Paused || l.State.Live():
		return sayThem
	}
	return sayNobody
}

func turnCell(r *web.Request, l line) templ.Component {
	if l.Mine {
		return ui.Strong(r.Say(sayUs))
	}
	return ui.Text(r.Say(l.turn()))
}

func (s *Service) handlerCell(r *web.Request, l line) templ.Component {
	switch {
	case l.Account == r.Actor.ID:
		return ui.Text(r.Say(sayYou))
	case l.Account == "" && l.State.Live():
		return ui.Stack(ui.Text(r.Say(sayNobodyHas)), ui.Press(l.Page()+"/ta", ui.Button{Label: r.Say(sayTake), Kind: ui.Quiet}, ui.Hidden{Name: fieldFrom, Value: "inkorg"}))
	}
	return ui.Text(l.Name)
}
