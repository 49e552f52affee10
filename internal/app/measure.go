package app

import (
	"context"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/measure"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
)

// The kinds of notice about the toolbox.
const (
	noticeMeasure      = "measure.due"
	noticeMeasureWatch = "measure.news"
)

func measureNotices() []notice.Kind {
	t := language.T
	return []notice.Kind{{
		ID: noticeMeasure, Name: t("Insatser att bekräfta", "Measures to confirm"), Mail: true,
		Why: t("Du får detta därför att du ansvarar för uppgiften om insatsen, eller är samverkansansvarig när den som ansvarar har slutat.", "You get this because you answer for the entry of the measure, or are coordinator when whoever answered for it has left."),
	}, {
		ID: noticeMeasureWatch, Name: t("Nytt i sökningar som du bevakar", "New in searches that you watch"), Mail: true,
		Why: t("Du får detta därför att du bevakar en sökning bland insatser.", "You get this because you watch a search among measures."),
	}}
}

// measures puts the toolbox in its place.
func (a *App) measures() {
	a.Measures = measure.New(a.Trail)
	a.Measures.Tell = a.tellMeasure
	a.Matters.Asides = append(a.Matters.Asides, a.Measures.MatterAside)
}

func (a *App) measuresByTheClock() {
	a.Queue.Clockwork(job.Every("measure.tick", 10*time.Minute), func(ctx context.Context, _ job.Job) error { return a.Measures.Tick(ctx) })
}

// tellMeasure tells whoever answers for an entry, or who watches a search. When whoever answers for an entry has left, the
// coordinators of its authority are told.
func (a *App) tellMeasure(ctx context.Context, tx *audit.Tx, n measure.News) error {
	if n.Watched {
		return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeMeasureWatch, Thing: n.Thing, Text: n.Text}, n.Account)
	}
	to := []string{n.Account}
	m, err := measure.Get(ctx, tx, n.Thing.ID)
	if err != nil {
		return err
	}
	staff, err := account.StaffOf(ctx, tx, m.Authority, to, calendar.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	if _, works := staff[n.Account]; !works {
		if to, err = account.HoldersOf(ctx, tx, policy.Coordinator, []string{m.Authority}, calendar.DateOf(tx.Now())); err != nil || len(to) == 0 {
			return err
		}
	}
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeMeasure, Thing: n.Thing, Text: n.Text}, to...)
}
