package app

import (
	"context"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/promise"
)

// noticeBroken is the kind of notice that says that promises were broken in a period that has ended.
const noticeBroken = "promise.broken"

func promiseNotices() notice.Kind {
	t := language.T
	return notice.Kind{ID: noticeBroken, Name: t("Löften som inte hölls", "Promises that were broken"),
		Why: t("Du får detta därför att du är samverkansansvarig hos en part i överenskommelsen.", "You get this because you are coordinator at a party to the agreement."), Mail: true}
}

// promises puts in place how commitments turn out, on the pages where they stand and on the agendas of the groups.
func (a *App) promises() {
	a.Promises = promise.New(a.Trail)
	a.Promises.Broke = a.tellBroken
	a.Commitments.Turns = a.Promises.Turns
	a.Commitments.Panels = append(a.Commitments.Panels, a.Promises.CommitmentPanel)
	a.Steering.Open = append(a.Steering.Open, promise.Open)
	a.Drafts.Ready, a.Drafts.Turns = promise.Ready, a.Promises.Turns
	a.Agreements.Wides = append([]agreement.PagePanel{a.Promises.Panel}, a.Agreements.Wides...)
}

func (a *App) promisesByTheClock() {
	a.Queue.Clockwork(job.Every("promise.settle", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Promises.Settle(ctx) })
}

// tellBroken tells the coordinators of every party how many promises were broken, once for each agreement.
func (a *App) tellBroken(ctx context.Context, tx *audit.Tx, g agreement.Agreement, broken []promise.Result) error {
	day := calendar.DateOf(tx.Now())
	var parties []string
	for _, p := range g.PartiesOn(day) {
		parties = append(parties, p.Authority)
	}
	to, err := account.HoldersOf(ctx, tx, policy.Coordinator, parties, day)
	if err != nil || len(to) == 0 {
		return err
	}
	promises := map[string]bool{} // each may be broken in several periods, and by both sides
	for _, b := range broken {
		promises[b.Number] = true
	}
	text := language.Plural(len(promises), language.T("%d löfte hölls inte i en period som har slutat. Det står på nästa dagordning.", "%d promise was broken in a period that has ended. It stands on the next agenda."),
		language.T("%d löften hölls inte i perioder som har slutat. De står på nästa dagordning.", "%d promises were broken in periods that have ended. They stand on the next agenda."))
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeBroken, Thing: g.Ref(), Text: text}, to...)
}
