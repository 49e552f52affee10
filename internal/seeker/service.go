package seeker

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// Service is the use cases of signing in as the person whom the data is about.
type Service struct {
	Trail *audit.Trail
	Base  string // where people reach the service, for the letter with a code; empty leaves it out
	Demo  bool   // the invented person may be signed in as without anything
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// What the trail says of sign-ins to my pages.
const (
	ActionSignIn       policy.Action = "seeker.sign-in"
	ActionSignInFailed policy.Action = "seeker.sign-in-failed"
)

// process acts while nobody is signed in yet.
const process = "samsyn my pages"

// By is how a person showed who they are.
type By string

// The ways.
const (
	ByIdentification By = "e-id" // by a provider of e-identification
	ByCode           By = "code" // by a one-time code on paper
	ByDemo           By = "demo"
)

// Enter signs in whoever has shown that a number is theirs. Whether any authority has something about them makes no
// difference here.
func (s *Service) Enter(ctx context.Context, number identity.PersonalNumber, by By) (who Seeker, err error) {
	err = s.Trail.DoRows(ctx, policy.Process(process), func(tx *audit.Tx) error {
		if who, err = s.Take(ctx, tx, number); err != nil {
			return err
		}
		return noteSignIn(tx, who, by)
	})
	return who, err
}

func noteSignIn(tx *audit.Tx, who Seeker, by By) error {
	return tx.Note(ActionSignIn, who.Ref(), map[string]By{"by": by})
}

// Take gives who a number is to Samsyn, in an act under way that is done by audit.Trail.DoRows, and makes them when they
// are new. Two who do so at once wait for each other at the number.
func (s *Service) Take(ctx context.Context, tx *audit.Tx, number identity.PersonalNumber) (Seeker, error) {
	if number.IsZero() {
		return Seeker{}, fault.New(fault.Invalid, language.T("Det finns inget personnummer att logga in med.", "There is no personal number to sign in with."))
	}
	list := digests(s.Trail.Keys(), number)
	names := make([]string, len(list))
	for i, d := range list {
		names[i] = "seeker " + d
	}
	if _, err := tx.HoldNames(ctx, names...); err != nil {
		return Seeker{}, err
	}
	found, err := byDigests(ctx, tx, list)
	if err != nil {
		return Seeker{}, err
	}
	if len(found) == 0 {
		found = []Seeker{{ID: prefix + tx.NewID()}}
		if err := insert(ctx, tx, found[0], number); err != nil {
			return Seeker{}, err
		}
	}
	return found[0], refresh(ctx, tx, found[0].ID, list)
}

// Number is the personal number that the acting job seeker has signed in with.
func (s *Service) Number(ctx context.Context, q db.Reader, actor policy.Actor) (identity.PersonalNumber, error) {
	if err := policy.Check(ctx, q, actor, policy.OpenMyPages, ref.Ref{}); err != nil {
		return identity.PersonalNumber{}, err
	}
	return numberOf(ctx, q, s.Trail.Keys(), actor.ID)
}

// Authenticate is who stands behind a session of a job seeker now. One who has been away for too long, or whose session
// began before the keys were turned, signs in again.
func (s *Service) Authenticate(ctx context.Context, session web.Session) (policy.Actor, error) {
	q := s.Trail.DB()
	if away(session, q.Now()) {
		return policy.Actor{}, errAgain
	}
	who, err := byID(ctx, q, session.Account)
	if fault.Is(err, fault.NotFound) {
		return policy.Actor{}, errAgain
	}
	if err != nil {
		return policy.Actor{}, err
	}
	known, err := digestsOf(ctx, q, who.ID)
	if err != nil {
		return policy.Actor{}, err
	}
	current := s.Trail.Keys().Current() + "."
	if !slices.ContainsFunc(known, func(d string) bool { return strings.HasPrefix(d, current) }) {
		return policy.Actor{}, errAgain
	}
	return who.Actor(), nil
}

var errAgain = fault.New(fault.Unauthenticated, language.T("Logga in på mina sidor igen.", "Sign in to my pages again."))

// Invented makes the invented person with a number one who may be signed in as in demo mode.
func (s *Service) Invented(ctx context.Context, number identity.PersonalNumber) error {
	return s.Trail.DoRows(ctx, policy.Process(process), func(tx *audit.Tx) error {
		who, err := s.Take(ctx, tx, number)
		if err != nil {
			return err
		}
		if err := setDemo(ctx, tx, who.ID); err != nil {
			return err
		}
		return tx.Note(ActionInvented, who.Ref(), nil)
	})
}

// ActionInvented is what the trail says when an invented person is made.
const ActionInvented policy.Action = "seeker.invented"

// EnterDemo signs in as an invented person, in demo mode only.
func (s *Service) EnterDemo(ctx context.Context, id string) (who Seeker, err error) {
	err = s.Trail.Do(ctx, policy.Process(process), func(tx *audit.Tx) error {
		if who, err = byID(ctx, tx, id); err != nil {
			return err
		}
		if !s.Demo || !who.Demo {
			return fault.NotFoundThing()
		}
		return noteSignIn(tx, who, ByDemo)
	})
	return who, err
}

// Demos gives the invented people; none outside demo mode.
func (s *Service) Demos(ctx context.Context, q db.Reader) ([]Seeker, error) {
	if !s.Demo {
		return nil, nil
	}
	return demo(ctx, q)
}

// Speak keeps the language that a job seeker has chosen for my pages.
func (s *Service) Speak(ctx context.Context, actor policy.Actor, lang string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if !policy.May(actor, policy.ChooseOwnLanguage) {
			return policy.Refusal(actor, policy.ChooseOwnLanguage)
		}
		if err := setLang(ctx, tx, actor.ID, lang); err != nil {
			return err
		}
		return tx.Note(policy.ChooseOwnLanguage, Seeker{ID: actor.ID}.Ref(), map[string]string{"lang": lang})
	})
}
