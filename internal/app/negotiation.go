package app

import (
	"context"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
)

// noticeDraft is the kind of notice about drafts of agreements.
const noticeDraft = "negotiation.step"

func draftNotices() notice.Kind {
	t := language.T
	return notice.Kind{
		ID: noticeDraft, Name: t("Utkast till överenskommelser", "Drafts of agreements"),
		Why:  t("Du får detta därför att du är samverkansansvarig hos en part i utkastet.", "You get this because you are coordinator at a party to the draft."),
		Mail: true,
	}
}

// draftsByTheClock puts in place what the parties of a draft are told, and what happens when nothing does.
func (a *App) draftsByTheClock() {
	a.Drafts.Tell = a.tellDraft
	a.Queue.Clockwork(job.Every("negotiation.lapse", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Drafts.Lapse(ctx) })
}

// tellDraft tells the coordinators of some parties of a step in a draft, but not who took it. The agency is a party to
// every draft: there those are told who have worked on this one, and every coordinator only while nobody has.
func (a *App) tellDraft(ctx context.Context, tx *audit.Tx, d negotiation.Draft, what language.Text, to []string) error {
	day := calendar.DateOf(tx.Now())
	var told []string
	for _, authority := range to {
		var who []string
		var err error
		if authority == directory.PES {
			if who, err = negotiation.Involved(ctx, tx, d.ID, authority); err != nil {
				return err
			}
		}
		if len(who) == 0 {
			if who, err = account.HoldersOf(ctx, tx, policy.Coordinator, []string{authority}, day); err != nil {
				return err
			}
		}
		for _, id := range who {
			if id != tx.Actor().ID {
				told = append(told, id)
			}
		}
	}
	if len(told) == 0 {
		return nil
	}
	places, err := directory.Named(ctx, tx, d.Municipalities(), day)
	if err != nil {
		return err
	}
	var names []string
	for _, p := range places {
		names = append(names, p.OfficialName)
	}
	text := language.T("Utkast med %s: %s", "Draft with %s: %s").With(language.List(language.Names(names...)...), what)
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeDraft, Thing: d.Ref(), Text: text}, told...)
}
