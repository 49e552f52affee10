package web

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/ui"
)

// page puts a body in the frame.
func (rt *Router) page(r *Request, p Response) templ.Component {
	f := ui.Frame{
		Lang: r.Lang, Title: p.title.In(r.Lang), Path: r.here(), SwitchHref: rt.switchHref(r),
		Nav: rt.nav(r), SignIn: rt.signInAt(r), SignOut: rt.o.SignOut, Messages: messages(r, p.flash),
	}
	if !r.Actor.IsPublic() {
		f.User = &ui.User{Name: r.Actor.Name}
	}
	if rt.o.Frame != nil {
		rt.o.Frame(r, &f)
	}
	for _, change := range p.frames {
		change(&f)
	}
	return ui.Page(f, p.body)
}

// nav is the menu of those pages that the reader's role may see.
func (rt *Router) nav(r *Request) []ui.NavItem {
	var items []ui.NavItem
	for _, n := range rt.o.Nav {
		if rt.may(r.Actor, n.Action) {
			items = append(items, ui.NavItem{Label: n.Text.In(r.Lang), Href: n.Path, Current: below(r.URL.Path, n.Path)})
		}
	}
	return items
}

func below(path, top string) bool {
	return path == top || top != "/" && strings.HasPrefix(path, top+"/")
}

func messages(r *Request, now []flash) []ui.Message {
	var all []ui.Message
	for _, m := range append(r.flash[:len(r.flash):len(r.flash)], now...) {
		all = append(all, ui.Message{Level: m.Level, Text: m.Text.In(r.Lang)})
	}
	return all
}
