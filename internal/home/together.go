package home

import (
	"context"

	"samsyn/internal/handover"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/outcome"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// together is what waits for the reader among hand-overs and matters. Nothing in it says who anybody is.
func (h *Home) together(ctx context.Context, a policy.Actor) (all []task, err error) {
	if h.Matters == nil || h.Handovers == nil {
		return nil, nil
	}
	t := language.T
	over, err := h.Handovers.Awaiting(ctx, a)
	if err != nil {
		return nil, err
	}
	matters, err := h.Matters.Awaiting(ctx, a)
	if err != nil {
		return nil, err
	}
	add := func(n, late int64, one, many language.Text, href string) {
		if n == 0 {
			return
		}
		level := ui.Waiting
		if late > 0 {
			level = ui.Bad
		}
		all = append(all, task{level: level, text: language.Plural(n, one, many), button: t("Visa", "Show"), href: href})
	}
	add(over.Turn, over.Late, t("*%d överlämning* väntar på er.", "*%d hand-over* waits for you."), t("*%d överlämningar* väntar på er.", "*%d hand-overs* wait for you."), handover.Path+"?var-tur=ja")
	add(matters.Waits, matters.Late, t("I *%d gemensamt ärende* ska ni göra något.", "In *%d matter* you are to do something."), t("I *%d gemensamma ärenden* ska ni göra något.", "In *%d matters* you are to do something."), matter.Path+"?vantar=ja")
	if h.Outcomes != nil {
		waits, late, err := h.Outcomes.Awaiting(ctx, h.DB, a)
		if err != nil {
			return nil, err
		}
		add(waits, late, t("*%d uppföljning* av hur det gick väntar på dig.", "*%d follow-up* of how it went waits for you."), t("*%d uppföljningar* av hur det gick väntar på dig.", "*%d follow-ups* of how it went wait for you."), outcome.Path+"?mina=ja")
	}
	plans, err := h.plans(ctx, a)
	if err != nil {
		return nil, err
	}
	all = append(all, plans...)
	return h.meetings(ctx, a, all)
}

// meetings adds the meetings that wait for the reader, and the next one that is booked.
func (h *Home) meetings(ctx context.Context, a policy.Actor, all []task) ([]task, error) {
	if h.Meetings == nil {
		return all, nil
	}
	t := language.T
	waits, next, err := h.Meetings.Awaiting(ctx, a)
	if err != nil {
		return nil, err
	}
	if waits > 0 {
		all = append(all, task{level: ui.Waiting, text: language.Plural(waits, t("*%d möte* väntar på dig.", "*%d meeting* waits for you."), t("*%d möten* väntar på dig.", "*%d meetings* wait for you.")), button: t("Visa", "Show"), href: meeting.Path + "?mina=ja&vantar=ja"})
	}
	if !next.IsZero() {
		all = append(all, task{level: ui.Info, by: next, text: t("Du har ett *bokat möte* %s.", "You have a *booked meeting* %s.").With(next.Long()), button: t("Visa", "Show"), href: meeting.Path + "?mina=ja&bokade=ja"})
	}
	return all, nil
}
