package mypages

import (
	"slices"

	"samsyn/internal/language"
	"samsyn/internal/meeting"
	"samsyn/internal/plan"
	"samsyn/internal/request"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// next is what the person does next: what others wait for from them goes before all else.
func (v *View) next(r *web.Request, o own, mine []request.Request) (ui.Lead, error) {
	t := language.T
	if i := slices.IndexFunc(mine, waitsForPerson); i >= 0 {
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(o.say(t("*De väntar på ditt svar.* Du har bett om något, och de behöver veta mer eller har en tid till dig.", "*They wait for your answer.* You have asked for something, and they need to know more or have a time for you."))),
			Button: &ui.Button{Label: o.say(t("Öppna", "Open")), Href: ownPage(mine[i].ID)}}, nil
	}
	waits, err := meeting.OwnWaits(r.Context(), v.Trail.DB(), r.Actor)
	if err != nil {
		return ui.Lead{}, err
	}
	if waits {
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(o.say(t("*Du kallas till ett möte.* Välj vilka tider som passar dig.", "*You are called to a meeting.* Choose which times suit you."))), Button: &ui.Button{Label: o.say(t("Välj tid", "Choose a time")), Href: "#moten"}}, nil
	}
	id, err := v.unsigned(r)
	if err != nil {
		return ui.Lead{}, err
	}
	if id == "" {
		return v.follow(r, o)
	}
	return ui.Lead{Text: ui.Rich(o.say(t("*Det finns en plan att läsa och godkänna.* Ta den tid du behöver.", "*There is a plan to read and approve.* Take the time you need."))), Button: &ui.Button{Label: o.say(t("Läs planen", "Read the plan")), Href: planPage(id)}}, nil
}

func waitsForPerson(q request.Request) bool {
	return q.Box != request.Over && (q.Waiting && q.State.Open() || q.State == request.Offered && !untold(q))
}

// unsigned gives the plan whose version in force the person has not said anything of; empty when there is none.
func (v *View) unsigned(r *web.Request) (string, error) {
	ctx, q := r.Context(), v.Trail.DB()
	plans, err := v.Plans.Own(ctx, q, r.Actor)
	for _, p := range plans {
		if p.State != plan.Active {
			continue
		}
		versions, err := plan.Versions(ctx, q, p.ID)
		if err != nil {
			return "", err
		}
		if slices.ContainsFunc(versions, func(x plan.Version) bool { return x.No == p.Holds && x.PersonPart == plan.NotYet }) {
			return p.ID, nil
		}
	}
	return "", err
}
