package app

import (
	"context"
	"slices"

	"samsyn/internal/accesslog"
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
// about a person in an emergency. Who the person is and why, it does not say: the review does, to whoever may review it.
func (a *App) tellEmergency(ctx context.Context, tx *audit.Tx, o person.Opening) error {
	var told []string
	for _, role := range []policy.Role{policy.LocalAdmin, policy.LogAuditor} {
		holders, err := account.HoldersOf(ctx, tx, role, []string{o.Authority}, calendar.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		told = append(told, holders...)
	}
	slices.Sort(told)
	if err := a.AccessLog.Opened(ctx, tx, o); err != nil {
		return err
	}
	told = slices.DeleteFunc(slices.Compact(told), func(id string) bool { return id == tx.Actor().ID })
	text := language.T("%s har nödöppnat uppgifter om en person. Granska öppningen inom fem arbetsdagar.", "%s has opened data about a person in an emergency. Review the opening within five working days.").With(tx.Actor().Name)
	return a.Notices.Tell(ctx, tx, notice.News{Kind: emergencyNotice, Thing: ref.To(accesslog.EmergencyKind, o.ID), Text: text}, told...)
}

func personNotices() []notice.Kind {
	t := language.T
	return []notice.Kind{{ID: emergencyNotice, Name: t("Nödöppningar", "Emergency openings"), Mail: true, Urgent: true, Duty: true,
		Why: t("Du får detta därför att du ansvarar för konton eller granskar loggen hos er.", "You get this because you answer for the accounts or review the log at yours.")}}
}
