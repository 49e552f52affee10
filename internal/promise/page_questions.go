package promise

import (
	"iter"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// behind is what one question, deviation or analysis contributed to a figure, as page and files have it.
type behind struct {
	id, page     string
	title        language.Text
	place        web.Cursor
	municipality string
	round        int64
	opened       db.Time
	due, closed  db.Time
	outcome      string
	minutes      int64
	relieved     bool
}

// kept tells whether it counts as kept. What nobody has done yet and is past its due does not.
func (b behind) kept() bool {
	return !b.closed.IsZero() && b.outcome != fact.Missed && !b.closed.After(b.due.Time)
}

func ofQuestion(b enquiry.Behind) behind {
	return behind{b.ID, b.Page(), b.Title(), b.Place(), b.Municipality, b.Round, b.Opened, b.Due, b.Closed, b.Outcome, b.Minutes, b.Relieved}
}

func ofDeviation(b deviation.Behind) behind {
	return behind{b.ID, b.Page(), b.Title(), b.Place(), b.Municipality, b.Round, b.Opened, b.Due, b.Closed, b.Outcome, b.Minutes, b.Relieved}
}

// rows reads a page of what is behind the figure that the reader may see. Whoever may see none is answered by the same
// statement.
func (s *Service) rows(r *web.Request, f figure, after web.Cursor, size int) ([]behind, web.Cursor, error) {
	which, ok := f.behind(f.a, f.today)
	if !ok {
		return nil, nil, nil
	}
	rows, err := readBehind(r, s.Trail.DB(), which, f.deviations(), after, size+1)
	rows, next := web.Cut(rows, size, func(b behind) web.Cursor { return b.place })
	return rows, next, err
}

func readBehind(r *web.Request, q db.Reader, which enquiry.Figure, deviations bool, after web.Cursor, limit int) ([]behind, error) {
	if deviations {
		return all(ofDeviation)(deviation.BehindFigure(r.Context(), q, r.Actor, which, after, limit))
	}
	return all(ofQuestion)(enquiry.BehindFigure(r.Context(), q, r.Actor, which, after, limit))
}

// all makes rows of what a room gave.
func all[T any](of func(T) behind) func([]T, error) ([]behind, error) {
	return func(found []T, err error) ([]behind, error) {
		out := make([]behind, len(found))
		for i, b := range found {
			out[i] = of(b)
		}
		return out, err
	}
}

// everyRow reads all of them for the files, a stretch at a time.
func (s *Service) everyRow(r *web.Request, f figure) iter.Seq2[behind, error] {
	return func(yield func(behind, error) bool) {
		for after := web.Cursor(nil); ; {
			rows, next, err := s.rows(r, f, after, stretch)
			if err != nil {
				yield(behind{}, err)
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

// stretch is how many are read at a time for a file.
const stretch = 500

// list is the questions as page and files have them: never anything about a person.
func (f figure) list(r *web.Request, rows iter.Seq2[behind, error]) web.List[behind] {
	t := language.T
	at := func(heading language.Text, of func(behind) db.Time) web.Column[behind] {
		return web.Column[behind]{Heading: heading,
			Value: func(b behind) any {
				if of(b).IsZero() {
					return nil
				}
				return of(b).Time
			},
			Cell: func(b behind) templ.Component {
				if of(b).IsZero() {
					return ui.Text("–")
				}
				return ui.Text(r.Say(calendar.DateTime(of(b).Time)))
			}}
	}
	return web.List[behind]{Title: f.behindTitle(), File: f.behindFile(), Rows: rows, Columns: []web.Column[behind]{
		{Heading: f.behindOne(), RowHeader: true, Value: func(b behind) any { return b.title },
			Cell: func(b behind) templ.Component {
				return ui.Stack(ui.A(b.page, r.Say(b.title)), f.under(r, b))
			}},
		{Heading: t("Kommun", "Municipality"), FileOnly: true, Value: func(b behind) any { return f.names[b.municipality] }},
		{Heading: t("Omgång", "Round"), FileOnly: true, Value: func(b behind) any { return b.round }},
		at(t("Klockan startade", "Clock began"), func(b behind) db.Time { return b.opened }),
		at(t("Senast", "Due"), func(b behind) db.Time { return b.due }),
		at(t("Klart", "Done"), func(b behind) db.Time { return b.closed }),
		{Heading: t("Arbetsminuter", "Working minutes"), Number: true, Value: func(b behind) any { return f.minutes(b) },
			Cell: func(b behind) templ.Component { return ui.Text(r.Say(f.minutesSaid(b))) }},
		{Heading: sayVerdict, Value: func(b behind) any { return f.countsAs(b).words },
			Cell: func(b behind) templ.Component { return ui.StatusChip(f.countsAs(b).chip(r.Lang)) }},
		{Heading: t("Nummer", "Number"), FileOnly: true, Value: func(b behind) any { return b.id }},
	}}
}

// questionsPart is the questions on the page. Nobody is told how many there are that they do not see.
func (f figure) questionsPart(r *web.Request, rows []behind, next web.Cursor) (templ.Component, error) {
	if _, ok := f.behind(f.a, f.today); !ok || !f.may {
		return f.seenByOthers(r, ok), nil
	}
	t, err := f.list(r, web.Rows(rows)).Table(r)
	t.ID, t.Tight, t.Long = "fragor", true, true
	t.Sorted = r.Say(language.T("efter när det skulle vara klart", "by when it was due"))
	t.Empty = ui.Empty{Text: r.Say(f.behindNone())}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return ui.SectionIntro("fragorna", r.Say(f.behindTitle()), r.Say(f.behindWho()), ui.TableOf(t)), err
}

// seenByOthers tells a member of staff who does not see what is behind the figure who does.
func (f figure) seenByOthers(r *web.Request, some bool) templ.Component {
	if !some || r.Actor.Authority == "" {
		return nil
	}
	return ui.SectionIntro("fragorna", r.Say(f.behindTitle()), "", ui.Paragraph(r.Say(language.T("De visas för dem som handlägger dem hos parterna, och bara deras egna.", "They are shown to those who handle them at the parties, and to each their own alone."))))
}

// under says what else tells one question from another.
func (f figure) under(r *web.Request, b behind) templ.Component {
	said := f.names[b.municipality]
	if b.round > 1 {
		said = r.Say(language.T("%s · omgång %d", "%s · round %d").With(said, b.round))
	}
	return ui.Text(said)
}

// minutes are the working minutes that a question took; nothing for what is not done or takes no time.
func (f figure) minutes(b behind) any {
	if b.closed.IsZero() || !f.timed() {
		return nil
	}
	return b.minutes
}

func (f figure) minutesSaid(b behind) language.Text {
	if f.minutes(b) == nil {
		return language.Same("–")
	}
	return clock.Duration(int(b.minutes))
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
func (f figure) countsAs(b behind) countedAs {
	t := language.T
	switch {
	case b.kept():
		return countedAs{"kept", t("uppfylld", "met"), ui.Good}
	case b.relieved && f.Commitment.Relief:
		return countedAs{"relieved", t("miss med lättnad", "relieved miss"), ui.Info}
	case b.closed.IsZero():
		return countedAs{"open", t("inte klar, tiden ute", "not done, time is up"), ui.Bad}
	case b.outcome != fact.Missed && b.closed.After(b.due.Time):
		return countedAs{"late", t("för sent", "too late"), ui.Bad}
	}
	return countedAs{"missed", t("inte uppfylld", "not met"), ui.Bad}
}
