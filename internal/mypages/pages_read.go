package mypages

import (
	"net/url"

	"github.com/a-h/templ"

	"samsyn/internal/accesslog"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// readingsShown is how many readings stand on a page.
const readingsShown = 50

// readBy gives the readings of a page and one more: by others, or the person's own among them.
func (v *View) readBy(r *web.Request, records []string, own bool) (out []accesslog.Reading, err error) {
	for before := r.URL.Query().Get("fore"); len(records) > 0 && len(out) <= readingsShown; {
		found, err := v.Log.Of(r.Context(), v.Trail.DB(), records, before, 2*readingsShown)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			if own || !x.Own {
				out = append(out, x)
			}
		}
		if len(found) < 2*readingsShown {
			break
		}
		before = found[len(found)-1].ID
	}
	return out[:min(len(out), readingsShown+1)], nil
}

// alsoOwn leads between others' readings and all of them.
func (r reader) alsoOwn(also bool) templ.Component {
	if also {
		return ui.A(readPath, r.say(language.T("Visa bara när andra har läst", "Show only when others have read")))
	}
	return ui.A(readPath+"?egna=ja", r.say(language.T("Visa också när du själv har läst", "Show also when you have read yourself")))
}

// readings is who has read what about the person, when and on which ground: the log itself, newest first.
func (v *View) readings(r *web.Request) (web.Response, error) {
	t := language.T
	o, err := v.read(r)
	if err != nil {
		return web.Response{}, err
	}
	var ids []string
	for _, p := range o.records {
		ids = append(ids, p.ID)
	}
	also := r.URL.Query().Get("egna") == "ja"
	found, err := v.readBy(r, ids, also)
	if err != nil {
		return web.Response{}, err
	}
	more := len(found) > readingsShown
	found = found[:min(len(found), readingsShown)]
	table := ui.Table{Lang: r.Lang, ID: "lasningar", Caption: o.say(titleRead), Empty: ui.Empty{Text: o.say(t("Ingen har läst något om dig.", "Nobody has read anything about you."))},
		Columns: []ui.Column{{Label: o.say(t("När", "When")), RowHeader: true}, {Label: o.say(t("Vem", "Who"))}, {Label: o.say(t("Vad", "What"))}, {Label: o.say(t("Varför", "Why"))}}}
	for _, some := range together(found) {
		table.Rows = append(table.Rows, ui.Row{Cells: o.readingCells(some)})
	}
	var next templ.Component
	if more {
		next = ui.A(readPath+"?"+url.Values{"fore": {found[len(found)-1].ID}, "egna": r.URL.Query()["egna"]}.Encode(), o.say(t("Visa tidigare", "Show earlier")))
	}
	intro := ui.LeadBlock(ui.Lead{Text: ui.Rich(o.say(t("*Varje gång någon öppnar något om dig står det här.* Ser något fel ut, säg det till din handläggare eller till myndighetens dataskyddsombud.", "*Each time somebody opens something about you it stands here.* If something looks wrong, tell your caseworker or the authority's data protection officer.")))})
	page := o.page(titleRead, ui.Heading(o.say(titleRead), ""), intro, o.band(), ui.TableOf(table), next, o.alsoOwn(also))
	return page.Frame(func(f *ui.Frame) { f.Narrow = false }), nil
}

// together puts readings that follow on each other, on one day, by the same person of the same thing on the same ground, in
// one group: whoever goes to and fro between pages reads one thing several times.
func together(found []accesslog.Reading) (groups [][]accesslog.Reading) {
	same := func(a, b accesslog.Reading) bool {
		return a.Own == b.Own && a.Account == b.Account && calendar.DateOf(a.At.Time) == calendar.DateOf(b.At.Time) && a.Action == b.Action && a.Thing == b.Thing && a.WhoSaid() == b.WhoSaid() && a.WhatSaid() == b.WhatSaid() && a.WhySaid() == b.WhySaid()
	}
	for _, x := range found {
		if n := len(groups); n > 0 && same(groups[n-1][0], x) {
			groups[n-1] = append(groups[n-1], x)
		} else {
			groups = append(groups, []accesslog.Reading{x})
		}
	}
	return groups
}

// readingCells are when, who, what and why, of readings that are alike, the latest first.
func (o own) readingCells(some []accesslog.Reading) []templ.Component {
	t, x := language.T, some[0]
	who := o.swedish(ui.Text(x.WhoSaid().In(o.tongue.Lang)))
	if x.Own {
		who = ui.Text(o.say(t("du själv", "yourself")))
	} else if o.protected() {
		who = ui.Text(x.Name) // not where
	}
	when := ui.Text(calendar.DateTime(x.At.Time).In(o.tongue.Lang))
	if n := len(some); n > 1 {
		first := some[n-1].At.In(calendar.Stockholm())
		when = ui.Stack(when, ui.Note(o.say(t("%d gånger sedan kl. %s", "%d times since %s"), n, language.T(first.Format("15.04"), first.Format("15:04")))))
	}
	return []templ.Component{when, who, o.swedish(ui.Text(x.WhatSaid().In(o.tongue.Lang))), o.swedish(ui.Text(x.WhySaid().In(o.tongue.Lang)))}
}
