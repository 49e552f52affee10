package promise

import (
	"iter"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// questions reads a page of the questions behind the figure that the reader may see. Whoever may see none is answered by
// the same statement.
func (s *Service) questions(r *web.Request, f figure, after web.Cursor, size int) ([]enquiry.Behind, web.Cursor, error) {
	which, ok := f.behind(f.a, f.today)
	if !ok {
		return nil, nil, nil
	}
	rows, err := enquiry.BehindFigure(r.Context(), s.Trail.DB(), r.Actor, which, after, size+1)
	rows, next := web.Cut(rows, size, func(b enquiry.Behind) web.Cursor { return b.Place() })
	return rows, next, err
}

// everyQuestion reads all of them for the files, a stretch at a time.
func (s *Service) everyQuestion(r *web.Request, f figure) iter.Seq2[enquiry.Behind, error] {
	return func(yield func(enquiry.Behind, error) bool) {
		for after := web.Cursor(nil); ; {
			rows, next, err := s.questions(r, f, after, stretch)
			if err != nil {
				yield(enquiry.Behind{}, err)
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if after = next; len(next) == 0 {
				return
			}
		}
	}
}

// stretch is how many questions are read at a time for a file.
const stretch = 500

// list is the questions as page and files have them: never anything about a person.
func (f figure) list(r *web.Request, rows iter.Seq2[enquiry.Behind, error]) web.List[enquiry.Behind] {
	t := language.T
	at := func(heading language.Text, of func(enquiry.Behind) db.Time) web.Column[enquiry.Behind] {
		return web.Column[enquiry.Behind]{Heading: heading,
			Value: func(b enquiry.Behind) any {
				if of(b).IsZero() {
					return nil
				}
				return of(b).Time
			},
			Cell: func(b enquiry.Behind) templ.Component {
				if of(b).IsZero() {
					return ui.Text("–")
				}
				return ui.Text(r.Say(calendar.DateTime(of(b).Time)))
			}}
	}
	return web.List[enquiry.Behind]{Title: sayBehind, File: "fragor-bakom-talet", Rows: rows, Columns: []web.Column[enquiry.Behind]{
		{Heading: t("Fråga", "Question"), RowHeader: true, Value: func(b enquiry.Behind) any { return b.Title() },
			Cell: func(b enquiry.Behind) templ.Component {
				return ui.Stack(ui.A(b.Page(), r.Say(b.Title())), f.under(r, b))
			}},
		{Heading: t("Kommun", "Municipality"), FileOnly: true, Value: func(b enquiry.Behind) any { return f.names[b.Municipality] }},
		{Heading: t("Omgång", "Round"), FileOnly: true, Value: func(b enquiry.Behind) any { return b.Round }},
		at(t("Klockan startade", "Clock began"), func(b enquiry.Behind) db.Time { return b.Opened }),
		at(t("Senast", "Due"), func(b enquiry.Behind) db.Time { return b.Due }),
		at(t("Klart", "Done"), func(b enquiry.Behind) db.Time { return b.Closed }),
		{Heading: t("Arbetsminuter", "Working minutes"), Number: true, Value: func(b enquiry.Behind) any { return f.minutes(b) },
			Cell: func(b enquiry.Behind) templ.Component { return ui.Text(r.Say(f.minutesSaid(b))) }},
		{Heading: sayVerdict, Value: func(b enquiry.Behind) any { return f.countsAs(b).words },
			Cell: func(b enquiry.Behind) templ.Component { return ui.StatusChip(f.countsAs(b).chip(r.Lang)) }},
		{Heading: t("Nummer", "Number"), FileOnly: true, Value: func(b enquiry.Behind) any { return b.ID }},
	}}
}

// questionsPart is the questions on the page. Nobody is told how many there are that they do not see.
func (f figure) questionsPart(r *web.Request, rows []enquiry.Behind, next web.Cursor) (templ.Component, error) {
	if _, ok := f.behind(f.a, f.today); !ok || !f.may {
		return nil, nil
	}
	t, err := f.list(r, web.Rows(rows)).Table(r)
	t.ID, t.Tight, t.Long = "fragor", true, true
	t.Sorted = r.Say(language.T("efter när svaret skulle ges", "by when the answer was due"))
	t.Empty = ui.Empty{Text: r.Say(sayBehindNone)}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return ui.SectionIntro("fragorna", r.Say(sayBehind), r.Say(sayBehindWho), ui.TableOf(t)), err
}

// under says what else tells one question from another.
func (f figure) under(r *web.Request, b enquiry.Behind) templ.Component {
	said := f.names[b.Municipality]
	if b.Round > 1 {
		said = r.Say(language.T("%s · omgång %d", "%s · round %d").With(said, b.Round))
	}
	return ui.Text(said)
}

// minutes are the working minutes that a question took; nothing for what is not done or takes no time.
func (f figure) minutes(b enquiry.Behind) any {
	if b.Closed.IsZero() || !f.timed() {
		return nil
	}
	return b.Minutes
}

func (f figure) minutesSaid(b enquiry.Behind) language.Text {
	if f.minutes(b) == nil {
		return language.Same("–")
	}
	return clock.Duration(int(b.Minutes))
}

// countedAs is what one question counted as in the figure.
type countedAs struct {
	code  string
	words language.Text
	level ui.Level
}

func (c countedAs) chip(l language.Lang) ui.Status {
	return ui.Status{Level: c.level, Words: c.words.In(l)}
}

// countsAs says what one question counted as: a miss with the other side's part in it is relieved where it was taken away.
func (f figure) countsAs(b enquiry.Behind) countedAs {
	t := language.T
	switch {
	case b.Kept():
		return countedAs{"kept", t("uppfylld", "met"), ui.Good}
	case b.Relieved && f.Commitment.Relief:
		return countedAs{"relieved", t("miss med lättnad", "relieved miss"), ui.Info}
	case b.Closed.IsZero():
		return countedAs{"open", t("inte klar, tiden ute", "not done, time is up"), ui.Bad}
	case b.Outcome != fact.Missed && b.Closed.After(b.Due.Time):
		return countedAs{"late", t("för sent", "too late"), ui.Bad}
	}
	return countedAs{"missed", t("inte uppfylld", "not met"), ui.Bad}
}
