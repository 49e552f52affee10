package routine

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// ActionRemind is what the trail says when an owner is reminded of an overdue review.
const ActionRemind policy.Action = "routine.remind"

// Event is what somebody is told of.
type Event string

// The events; each is a kind of notice.
const (
	ReviewOverdue   Event = "routine.overdue"
	OriginChanged   Event = "routine.origin"
	SharingProposed Event = "routine.sharing"
)

// Teller tells accounts the news in the act that it tells of.
type Teller func(ctx context.Context, tx *audit.Tx, e Event, r Routine, text language.Text, accounts []string) error

// most is how many reminders of one review are given, and apart how many working days lie between two.
const (
	most  = 3
	apart = 10
)

// reminder is one that was given.
type reminder struct {
	Routine string        `db:"routine_id"`
	Review  calendar.Date `db:"review_on"`
	No      int64         `db:"no"`
	ToldOn  calendar.Date `db:"told_on"`
}

// Remind tells the owners of routines whose review is overdue, on working days, at most three times for each review. It
// can be run again at any time.
func (s *Service) Remind(ctx context.Context) error {
	q := s.Trail.DB()
	day := today(q)
	if s.Tell == nil || !calendar.IsWorkingDay(day) {
		return nil
	}
	late, err := db.All[Routine](ctx, q, `SELECT `+columns+` FROM routine r WHERE r.state = 'in-force' AND r.review_on < $1 ORDER BY r.id`, day)
	if err != nil {
		return err
	}
	for _, r := range late {
		if err := s.remindOf(ctx, r, day); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) remindOf(ctx context.Context, r Routine, day calendar.Date) error {
	given, err := db.All[reminder](ctx, s.Trail.DB(), `SELECT routine_id, review_on, no, told_on FROM routine_reminder WHERE routine_id = $1 AND review_on = $2 ORDER BY no DESC`, r.ID, r.ReviewOn)
	if err != nil || len(given) >= most {
		return err
	}
	if len(given) > 0 && calendar.WorkingDaysBetween(given[0].ToldOn, day) < apart {
		return nil
	}
	err = s.Trail.Do(ctx, policy.Process("samsyn reminders"), func(tx *audit.Tx) error {
		if err := db.Insert(ctx, tx, "routine_reminder", reminder{r.ID, r.ReviewOn, int64(len(given)) + 1, day}); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, ReviewOverdue, r); err != nil {
			return err
		}
		return tx.Note(ActionRemind, r.Ref(), map[string]int{"no": len(given) + 1})
	})
	if db.IsUnique(err) {
		return nil // another node was first
	}
	return err
}

// tell finds out whom an event concerns and tells them.
func (s *Service) tell(ctx context.Context, tx *audit.Tx, e Event, r Routine) error {
	if s.Tell == nil {
		return nil
	}
	var to []string
	var err error
	if e == SharingProposed {
		to, err = s.answerers(ctx, tx, r)
	} else {
		to, err = s.keepers(ctx, tx, r)
	}
	if err != nil || len(to) == 0 {
		return err
	}
	return s.Tell(ctx, tx, e, r, e.says(r), to)
}

func (e Event) says(r Routine) language.Text {
	switch e {
	case ReviewOverdue:
		return language.T("Rutinen ”%s” skulle ha setts över senast %s.", "The routine “%s” was to be reviewed by %s.").With(r.Title, r.ReviewOn)
	case OriginChanged:
		return language.T("Ursprunget till er rutin ”%s” har en ny version. Läs skillnaden och bestäm om ni tar över den.",
			"The origin of your routine “%s” has a new version. Read the difference and decide whether to take it over.").With(r.Title)
	}
	return language.T("Den andra parten vill dela rutinen ”%s” som gott exempel. Ni behöver svara.",
		"The other party wants to share the routine “%s” as a good example. You need to answer.").With(r.Title)
}

// keepers are the owner, or where nobody is named or the person has left, the coordinators of the owner. The agency has
// so many coordinators that none would feel asked, so for a routine of its own the boards' are told.
func (s *Service) keepers(ctx context.Context, tx *audit.Tx, r Routine) ([]string, error) {
	if r.OwnerAccount != "" {
		works, err := worksAt(ctx, tx, r.OwnerAccount, r.Owner)
		if err != nil || works {
			return []string{r.OwnerAccount}, err
		}
	}
	if r.Owner != directory.PES {
		return account.HoldersOf(ctx, tx, policy.Coordinator, []string{r.Owner}, today(tx))
	}
	return s.coordinators(ctx, tx, r, func(p party) bool { return p.Authority != directory.PES })
}

// answerers are those who can answer a proposal to share: the owner if it is not theirs, and the other side. Of the
// agency only who is named as an owner of a routine under the agreement.
func (s *Service) answerers(ctx context.Context, tx *audit.Tx, r Routine) ([]string, error) {
	to, err := s.coordinators(ctx, tx, r, func(p party) bool { return p.Authority != directory.PES && r.mayAnswer(p.Authority) })
	if err != nil || !r.mayAnswer(directory.PES) {
		return to, err
	}
	named, err := db.All[string](ctx, tx, `SELECT DISTINCT owner_account_id FROM routine WHERE agreement_id = $1 AND owner_authority_id = $2 AND owner_account_id <> '' ORDER BY owner_account_id`, r.Agreement, directory.PES)
	return append(to, named...), err
}

func (s *Service) coordinators(ctx context.Context, tx *audit.Tx, r Routine, of func(party) bool) ([]string, error) {
	parties, err := partiesOf(ctx, tx, r.Agreement)
	if err != nil {
		return nil, err
	}
	var at []string
	for _, p := range parties {
		if of(p) {
			at = append(at, p.Authority)
		}
	}
	if len(at) == 0 {
		return nil, nil
	}
	return account.HoldersOf(ctx, tx, policy.Coordinator, at, today(tx))
}
