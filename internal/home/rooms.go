package home

import (
	"context"

	"samsyn/internal/contact"
	"samsyn/internal/language"
	"samsyn/internal/measure"
	"samsyn/internal/policy"
	"samsyn/internal/responsibility"
	"samsyn/internal/ui"
)

// more is what the other rooms know to wait for the reader: the template's next version, minutes, decisions and reviews,
// and plans for going over. What is late comes first.
func (h *Home) more(ctx context.Context, a policy.Actor) (all []task, err error) {
	t, day := language.T, h.today()
	if h.Templates != nil {
		v, other, waits, err := h.Templates.Awaiting(ctx, a)
		if err != nil {
			return nil, err
		}
		text := t("Version %d av mallen *väntar på ert godkännande*.", "Version %d of the template *waits for your approval*.")
		if other {
			text = t("Version %d av mallen är godkänd av den andra parten och *väntar på ert godkännande*.", "Version %d of the template is approved by the other body and *waits for your approval*.")
		}
		if waits {
			all = append(all, task{level: ui.Waiting, text: text.With(v.No), button: t("Läs och godkänn", "Read and approve"), href: "/mall/nasta"})
		}
	}
	if h.Steering != nil {
		items, err := h.Steering.Awaiting(ctx, a)
		if err != nil {
			return nil, err
		}
		for _, i := range items {
			level := ui.Waiting
			if i.Due.Before(day) {
				level = ui.Bad
			}
			all = append(all, task{level: level, by: i.Due, text: i.Text, button: t("Öppna", "Open"), href: i.Path})
		}
	}
	absent, err := contact.StandsIn(ctx, h.DB, a)
	if err != nil {
		return nil, err
	}
	for _, s := range absent {
		all = append(all, task{level: ui.Info, by: s.Until(), text: t("*Du är ersättare för %s* till och med %s. Det som väntar på %s står här och under Mina.", "*You stand in for %s* until %s. What waits for %s stands here and under Mine.").With(s.Name, s.Until(), s.Name), button: t("Öppna ärendena", "Open the matters"), href: "/arenden?mina=ja"})
	}
	paths, err := contact.Duties(ctx, h.DB, a)
	if err != nil {
		return nil, err
	}
	for _, d := range paths {
		level := ui.Warn
		if !d.SilentSince.IsZero() {
			level = ui.Bad
		}
		all = append(all, task{level: level, by: d.By, text: d.Text, button: t("Öppna kontaktvägen", "Open the contact path"), href: d.Path.Path()})
	}
	entries, err := measure.Duties(ctx, h.DB, a, mostWaiting)
	if err != nil {
		return nil, err
	}
	for _, d := range entries {
		level := ui.Waiting
		if d.Late {
			level = ui.Warn
		}
		all = append(all, task{level: level, by: d.By, text: d.Text, button: t("Öppna insatsen", "Open the measure"), href: d.Page()})
	}
	if h.Deviations != nil {
		waits, err := h.Deviations.Awaiting(ctx, a, mostWaiting)
		if err != nil {
			return nil, err
		}
		for _, d := range waits {
			level := ui.Waiting
			if d.Late {
				level = ui.Bad
			}
			all = append(all, task{level: level, by: d.By, text: d.Text, button: d.Button, href: d.Href})
		}
	}
	if h.Requests != nil {
		waits, err := h.Requests.Awaiting(ctx, a, mostWaiting)
		if err != nil {
			return nil, err
		}
		for _, w := range waits {
			level := ui.Waiting
			if w.Late {
				level = ui.Bad
			}
			all = append(all, task{level: level, by: w.By, text: w.Text, button: w.Button, href: w.Href})
		}
	}
	together, err := h.together(ctx, a)
	if err != nil {
		return nil, err
	}
	all = append(all, together...)
	if h.Statutory != nil {
		waits, err := h.Statutory.Awaiting(ctx, a, mostWaiting)
		if err != nil {
			return nil, err
		}
		for _, n := range waits {
			level := ui.Waiting
			if n.Late {
				level = ui.Bad
			}
			all = append(all, task{level: level, by: n.By, text: n.Text, button: n.Button, href: n.Href})
		}
	}
	plans, err := responsibility.Waiting(ctx, h.DB, a)
	for _, p := range plans {
		level := ui.Waiting
		if p.Late {
			level = ui.Bad
		}
		all = append(all, task{level: level, by: p.On, text: p.Text, button: t("Öppna planen", "Open the plan"), href: p.Path()})
	}
	return sorted(all), err
}
