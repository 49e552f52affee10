package app

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
)

// noticeGiven is the kind of notice that says that an agreement is terminated, or that a termination is withdrawn.
const noticeGiven = "agreement.notice"

// tellNotice tells the coordinators of the other parties that notice was given, or withdrawn, but not who did it. The
// agency is a party to every agreement: there those are told who worked on this one's text, and who keep the register.
func (a *App) tellNotice(ctx context.Context, tx *audit.Tx, of agreement.Agreement, n agreement.Notice) error {
	day := calendar.DateOf(tx.Now())
	told, err := a.coordinatorsOf(ctx, tx, of, n.Authority)
	if err != nil {
		return err
	}
	told = slices.DeleteFunc(told, func(id string) bool { return id == tx.Actor().ID })
	if len(told) == 0 {
		return nil
	}
	giver, err := directory.AuthorityByID(ctx, tx, n.Authority, day)
	if err != nil {
		return err
	}
	codes := of.Municipalities()
	if n.Municipality != "" {
		codes = []string{n.Municipality}
	}
	places, err := directory.Named(ctx, tx, codes, day)
	if err != nil {
		return err
	}
	var names []string
	for _, p := range places {
		names = append(names, p.OfficialName)
	}
	text := language.T("%s har sagt upp överenskommelsen om samverkan för %s. Den gäller till och med %s.", "%s has given notice of the agreement on collaboration for %s. It is in force until %s, that day included.").
		With(giver.Title(), language.List(language.Names(names...)...), n.Last)
	if n.State == agreement.Withdrawn {
		text = language.T("%s har tagit tillbaka uppsägningen av överenskommelsen om samverkan för %s.", "%s has withdrawn its notice of the agreement on collaboration for %s.").With(giver.Title(), language.List(language.Names(names...)...))
	}
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeGiven, Thing: of.Ref(), Text: text}, told...)
}

// coordinatorsOf are those at the other parties who answer for an agreement's collaboration.
func (a *App) coordinatorsOf(ctx context.Context, tx *audit.Tx, of agreement.Agreement, but string) ([]string, error) {
	day := calendar.DateOf(tx.Now())
	var boards []string
	for _, p := range of.PartiesOn(day) {
		if p.Municipality != "" && p.Authority != but {
			boards = append(boards, p.Authority)
		}
	}
	var told []string
	if len(boards) > 0 {
		var err error
		if told, err = account.HoldersOf(ctx, tx, policy.Coordinator, boards, day); err != nil {
			return nil, err
		}
	}
	if but == directory.PES || !of.Binds(directory.PES) {
		return told, nil
	}
	wrote, err := negotiation.InvolvedIn(ctx, tx, of.ID, directory.PES)
	if err != nil {
		return nil, err
	}
	keepers, err := account.HoldersOf(ctx, tx, policy.HeadOffice, []string{directory.PES}, day)
	return slices.Concat(told, wrote, keepers), err
}
