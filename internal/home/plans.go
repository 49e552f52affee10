package home

import (
	"context"

	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// plans is what waits for the reader in joint plans. Nothing in it says who anybody is.
func (h *Home) plans(ctx context.Context, a policy.Actor) (all []task, err error) {
	if h.Plans == nil {
		return nil, nil
	}
	waits, err := h.Plans.Awaiting(ctx, h.DB, a)
	if err != nil {
		return nil, err
	}
	t := language.T
	add := func(level ui.Level, matters []string, one, many, button language.Text) {
		if len(matters) == 0 {
			return
		}
		href := plan.PathOf(matters[0])
		if len(matters) > 1 {
			href = matter.Path + "?mina=ja"
		}
		all = append(all, task{level: level, text: language.Plural(len(matters), one, many), button: button, href: href})
	}
	show := t("Visa", "Show")
	add(ui.Bad, waits.Late, t("I *%d gemensam plan är ett steg försenat*.", "In *%d joint plan a step is late*."), t("I *%d gemensamma planer är steg försenade*.", "In *%d joint plans steps are late*."), show)
	add(ui.Bad, waits.Missed, t("*%d gemensam plan skulle ha följts upp*.", "*%d joint plan should have been followed up*."), t("*%d gemensamma planer skulle ha följts upp*.", "*%d joint plans should have been followed up*."), show)
	add(ui.Waiting, waits.Answer, t("*%d förslag till gemensam plan* väntar på ditt svar.", "*%d proposal of a joint plan* waits for your answer."), t("*%d förslag till gemensam plan* väntar på ditt svar.", "*%d proposals of a joint plan* wait for your answer."), show)
	add(ui.Waiting, waits.Soon, t("*%d gemensam plan* ska snart följas upp.", "*%d joint plan* is soon to be followed up."), t("*%d gemensamma planer* ska snart följas upp.", "*%d joint plans* are soon to be followed up."), show)
	return all, nil
}
