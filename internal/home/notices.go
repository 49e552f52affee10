package home

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/notice"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// noticesShown is how many notices my day shows; the list of notices has them all.
const noticesShown = 5

// notices is what the reader has been told lately, each with why, and the way to turn it off.
func (h *Home) notices(r *web.Request) (templ.Component, error) {
	if h.Notices == nil {
		return nil, nil
	}
	found, err := notice.List(r.Context(), h.DB, r.Actor.ID, "", noticesShown)
	if err != nil {
		return nil, err
	}
	fresh, err := notice.Unseen(r.Context(), h.DB, r.Actor.ID)
	if err != nil {
		return nil, err
	}
	links := ui.Links([]ui.Link{{Label: r.Say(sayAllNotices), Href: notice.Path}, {Label: r.Say(sayChoose), Href: notice.Path + "/val"}})
	if len(found) == 0 {
		return section("notiser", r.Say(sayNotices), stack(paragraph(r.Say(sayNoticeNone)), links)), nil
	}
	var items []templ.Component
	for _, n := range found {
		items = append(items, h.notice(r, n))
	}
	parts := []templ.Component{bullets(items)}
	if fresh > 0 {
		parts = append(parts, ui.FormOf(ui.Form{Lang: r.Lang, ID: "sedda", Action: notice.Path + "/sedda", Submit: ui.Button{Label: r.Say(sayMark), Kind: ui.Secondary}}))
	}
	return section("notiser", r.Say(sayNotices), stack(append(parts, links)...)), nil
}

// notice is one notice with the way to its thing, over when it came and why.
func (h *Home) notice(r *web.Request, n notice.Notice) templ.Component {
	text := ui.Text(r.Say(n.Text()))
	if href := h.Find(n.Thing()); href != "" {
		text = ui.A(href, r.Say(n.Text()))
	}
	if n.SeenAt.IsZero() {
		text = ui.Join(ui.Strong(r.Say(sayNew)), text)
	}
	under := r.Say(calendar.DateTime(n.CreatedAt.Time))
	for _, k := range h.Notices.Kinds {
		if k.ID == n.Kind {
			under += " · " + r.Say(k.Why)
		}
	}
	return ui.Stack(text, ui.Text(under))
}
