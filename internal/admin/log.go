package admin

import (
	"context"
	"iter"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// trailKind names an authority's part of the trail in the note that it was read.
const trailKind ref.Kind = "trail"

// logPage shows the lines of the reader's own authority, or gives them as a file. That they were read is noted before
// they are shown: what cannot be noted is not shown.
func (a *Admin) logPage(r *web.Request) (web.Response, error) {
	if r.Actor.Authority == "" {
		return web.Response{}, fault.New(fault.Denied, sayNoAuth)
	}
	after, err := r.After(1)
	if err != nil {
		return web.Response{}, err
	}
	f := r.ReadQuery()
	s := readSelection(f)
	if r.Format() != "" {
		return a.logFile(r, f, s)
	}
	names := newNames(r.Context(), a.Trail.DB())
	form, err := a.form(r, f, s, names)
	if err != nil {
		return web.Response{}, err
	}
	var lines []audit.Line
	if f.OK() {
		if lines, err = audit.Lines(r.Context(), a.Trail.DB(), s.filter(r.Actor.Authority, begin(after)), web.PageSize+1); err != nil {
			return web.Response{}, err
		}
	}
	lines, next := web.Cut(lines, web.PageSize, func(l audit.Line) web.Cursor { return web.Cursor{l.ID} })
	seen, err := a.guard(r.Context(), r.Actor, s, lines)
	if err != nil {
		return web.Response{}, err
	}
	if s.thing != "" && len(seen) == 0 {
		next = nil // that a thing has more lines than a page tells that there is one
	}
	if err := a.noteReading(r, policy.ReadTrail, s, ""); err != nil {
		return web.Response{}, err
	}
	return a.shown(r, f, form, seen, next, names)
}

func begin(after web.Cursor) string {
	if len(after) == 0 {
		return ""
	}
	return after[0]
}

// shown is the page of lines as they may be seen.
func (a *Admin) shown(r *web.Request, f *web.Form, form ui.Form, lines []line, next web.Cursor, names *names) (web.Response, error) {
	list := web.List[line]{Title: sayLog, File: "logg", Columns: columns(r, names, a.Find), Rows: web.Rows(lines)}
	table, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	table.ID, table.Keys, table.Empty = "logg", true, ui.Empty{Text: r.Say(sayNoLines)}
	if len(lines) > 0 {
		table.Count = r.Say(language.Plural(len(lines), sayLine, sayLines))
	}
	if len(lines) > 1 {
		table.Sorted = r.Say(sayNewest)
	}
	if len(next) > 0 {
		table.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	sub, err := a.logSub(r)
	if err == nil {
		err = names.err
	}
	if err != nil {
		return web.Response{}, err
	}
	body := stack(ui.Heading(r.Say(sayLog), sub), paragraph(r.Say(sayNoted)), ui.FormOf(form), ui.TableOf(table))
	resp := page(r, sayLog, body).Part("logg", ui.TableOf(table))
	if !f.OK() {
		resp = resp.Status(f.Status())
	}
	return resp, nil
}

// logSub says whose log it is.
func (a *Admin) logSub(r *web.Request) (string, error) {
	q := a.Trail.DB()
	at, err := directory.AuthorityByID(r.Context(), q, r.Actor.Authority, calendar.DateOf(q.Now()))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return "", err
	}
	name := at.Title()
	if err != nil {
		name = r.Actor.Authority
	}
	return r.Say(sayLogSub.With(name)), nil
}

// noteReading puts in the trail that the log was read, in which selection and in which form; no names.
func (a *Admin) noteReading(r *web.Request, act policy.Action, s selection, format string) error {
	return a.Trail.Do(r.Context(), r.Actor, func(tx *audit.Tx) error {
		return tx.Note(act, ref.To(trailKind, r.Actor.Authority), reading{s.said(), format})
	})
}

type reading struct {
	Filter map[string]string `json:"filter,omitempty"`
	Format string            `json:"format,omitempty"`
}

// logFile gives every line of the selection as a file.
func (a *Admin) logFile(r *web.Request, f *web.Form, s selection) (web.Response, error) {
	if err := f.Err(); err != nil {
		return web.Response{}, err
	}
	if !r.May(policy.ExportTrail) {
		return web.Response{}, policy.Refusal(r.Actor, policy.ExportTrail)
	}
	names := newNames(r.Context(), a.Trail.DB())
	list := web.List[line]{Title: sayLog, File: "logg", Columns: columns(r, names, a.Find), Rows: a.lines(r.Context(), s, r.Actor)}
	resp, err := list.Export(r)
	if err != nil {
		return web.Response{}, err
	}
	return resp, a.noteReading(r, policy.ExportTrail, s, r.Format())
}

// chunk is how many lines of a file are read at once.
const chunk = 1000

// lines gives every line of a selection, the newest first, in memory that does not grow with them.
func (a *Admin) lines(ctx context.Context, s selection, reader policy.Actor) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		for before := ""; ; {
			some, err := audit.Lines(ctx, a.Trail.DB(), s.filter(reader.Authority, before), chunk)
			if err != nil {
				yield(line{}, err)
				return
			}
			seen, err := a.guard(ctx, reader, s, some)
			if err != nil {
				yield(line{}, err)
				return
			}
			for _, l := range seen {
				if !yield(l, nil) {
					return
				}
			}
			if len(some) < chunk {
				return
			}
			before = some[len(some)-1].ID
		}
	}
}
