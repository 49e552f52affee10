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
func alsoOwn(r *web.Request, also bool) templ.Component {
	if also {
		return ui.A(readPath, r.Say(language.T("Visa bara när andra har läst", "Show only when others have read")))
	}
	return ui.A(readPath+"?egna=ja", r.Say(language.T("Visa också när du själv har läst", "Show also when you have read yourself")))
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
	table := ui.Table{Lang: r.Lang, ID: "lasningar", Caption: r.Say(titleRead), Empty: ui.Empty{Text: r.Say(t("Ingen har läst något om dig.", "Nobody has read anything about you."))},
		Columns: []ui.Column{{Label: r.Say(t("När", "When")), RowHeader: true}, {Label: r.Say(t("Vem", "Who"))}, {Label: r.Say(t("Vad", "What"))}, {Label: r.Say(t("Varför", "Why"))}}}
	for _, x := range found {
		who := r.Say(x.WhoSaid())
		if x.Own {
			who = r.Say(t("du själv", "yourself"))
		} else if o.protected() {
			who = x.Name // not where
		}
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(calendar.DateTime(x.At.Time))), ui.Text(who), ui.Text(r.Say(x.WhatSaid())), ui.Text(r.Say(x.WhySaid()))}})
	}
	var next templ.Component
	if more {
		next = ui.A(readPath+"?"+url.Values{"fore": {found[len(found)-1].ID}, "egna": r.URL.Query()["egna"]}.Encode(), r.Say(t("Visa tidigare", "Show earlier")))
	}
	intro := ui.LeadBlock(ui.Lead{Text: ui.Rich(o.say(t("*Varje gång någon öppnar något om dig står det här.* Ser något fel ut, säg det till din handläggare eller till myndighetens dataskyddsombud.", "*Each time somebody opens something about you it stands here.* If something looks wrong, tell your caseworker or the authority's data protection officer.")))})
	page := o.page(titleRead, ui.Heading(o.say(titleRead), ""), intro, o.band(), o.swedish(ui.Parts(ui.TableOf(table), next, alsoOwn(r, also))))
	return page.Frame(func(f *ui.Frame) { f.Narrow = false }), nil
}
