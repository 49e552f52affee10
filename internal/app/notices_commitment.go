package app

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// noticeCommitment is the kind of notice that says that something was said about a commitment.
const noticeCommitment = "commitment.step"

// tellCommitment tells the coordinators of some parties what has been said about a commitment.
func (a *App) tellCommitment(ctx context.Context, tx *audit.Tx, h commitment.Held, authorities []string, news language.Text) error {
	to, err := account.HoldersOf(ctx, tx, policy.Coordinator, authorities, calendar.DateOf(tx.Now()))
	if err != nil || len(to) == 0 {
		return err
	}
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeCommitment, Thing: h.Ref(), Text: news}, to...)
}

// renewAt is where a party proposes the renewal of an agreement that ends soon; empty for who may not.
func renewAt(r *web.Request, ends agreement.Agreement) string {
	if !r.May(policy.BeginAmendment) || !r.May(policy.BeginDraft) { // the page asks for the second, the act for the first
		return ""
	}
	return "/utkast/nytt?overenskommelse=" + ends.ID + "&slag=" + string(negotiation.Renewal)
}
