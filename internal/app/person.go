package app

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// emergencyNotice is the kind of notice that an emergency opening gives.
const emergencyNotice = "person.opened"

// tellEmergency tells those who answer for the accounts and the log of an authority that somebody there has opened data
// about a person in an emergency. Who the person is, it does not say: the log does, to whoever may read it.
func (a *App) tellEmergency(ctx context.Context, tx *audit.Tx, p person.Person) error {
	var told []string
	for _, role := range []policy.Role{policy.LocalAdmin, policy.LogAuditor} {
		holders, err := account.HoldersOf(ctx, tx, role, []string{p.Authority}, calendar.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		told = append(told, holders...)
	}
	slices.Sort(told)
	told = slices.DeleteFunc(slices.Compact(told), func(id string) bool { return id == tx.Actor().ID })
	text := language.T("%s har nödöppnat uppgifter om en person. Skälet står i loggen.", "%s has opened data about a person in an emergency. The reason stands in the log.").With(tx.Actor().Name)
	return a.Notices.Tell(ctx, tx, notice.News{Kind: emergencyNotice, Thing: ref.To(account.Kind, tx.Actor().ID), Text: text}, told...)
}

func personNotices() []notice.Kind {
	t := language.T
	return []notice.Kind{{ID: emergencyNotice, Name: t("Nödöppningar", "Emergency openings"), Mail: true, Urgent: true, Duty: true,
		Why: t("Du får detta därför att du ansvarar för konton eller granskar loggen hos er.", "You get this because you answer for the accounts or review the log at yours.")}}
}
