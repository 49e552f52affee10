package seeker

import (
	"cmp"
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// noteOfCode is what the trail says of a code: how it was checked who the person is, never the code.
type noteOfCode struct {
	Code    string  `json:"code,omitempty"` // id
	Checked Checked `json:"checked,omitempty"`
}

// MakeCode makes a one-time code for the person of a record, to be handed over on paper now, and ends those made before. The
// code is given once, and kept nowhere.
func (s *Service) MakeCode(ctx context.Context, actor policy.Actor, record string, checked Checked) (c Code, code string, err error) {
	if !slices.Contains(Checks(), checked) {
		return c, "", fault.New(fault.Invalid, sayCheck, fault.Field("checked", sayCheck))
	}
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		thing := ref.To(person.PersonKind, record)
		if err := policy.Check(ctx, tx, actor, policy.MakeSignInCode, thing); err != nil {
			return err
		}
		number, err := person.NumberOf(ctx, tx, record)
		if err != nil {
			return err
		}
		if c, code, err = s.makeCode(ctx, tx, record, number, checked); err != nil {
			return err
		}
		return tx.Note(policy.MakeSignInCode, thing, noteOfCode{c.ID, checked})
	})
	return c, code, err
}

func (s *Service) makeCode(ctx context.Context, tx *audit.Tx, record string, number identity.PersonalNumber, checked Checked) (c Code, code string, err error) {
	who, err := s.Take(ctx, tx, number)
	if err != nil {
		return c, "", err
	}
	if _, err := endCodes(ctx, tx, record); err != nil {
		return c, "", err
	}
	if code, err = random(s.Trail.DB().Rand()); err != nil {
		return c, "", err
	}
	c = Code{ID: tx.NewID(), Seeker: who.ID, Person: record, Authority: tx.Actor().Authority, Checked: checked, MadeBy: tx.Actor().ID,
		MadeAt: db.At(tx.Now()), EndsAt: db.At(tx.Now().Add(codeFor))}
	return c, code, insertCode(ctx, tx, c, codeDigest(code))
}

// EndCodes ends the codes of a record that can still be used: the paper is lost.
func (s *Service) EndCodes(ctx context.Context, actor policy.Actor, record string) error {
	return s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		thing := ref.To(person.PersonKind, record)
		if err := policy.Check(ctx, tx, actor, policy.EndSignInCode, thing); err != nil {
			return err
		}
		n, err := endCodes(ctx, tx, record)
		if err == nil && n == 0 {
			err = fault.New(fault.Conflict, language.T("Det finns ingen kod att spärra.", "There is no code to end."))
		}
		if err != nil {
			return err
		}
		return tx.Note(policy.EndSignInCode, thing, nil)
	})
}

// EnterByCode signs in by a code and the date of birth. The answer to a wrong code, a wrong date, and a code that is used,
// ended, closed or too old is one and the same, and takes the same writing; each is noted.
func (s *Service) EnterByCode(ctx context.Context, born, code string) (who Seeker, err error) {
	in := false
	err = s.Trail.DoRows(ctx, policy.Process(process), func(tx *audit.Tx) (err error) {
		if who, in, err = s.tryCode(ctx, tx, born, tidyCode(code)); err != nil || in {
			return err
		}
		return tx.Note(ActionSignInFailed, ref.To(Kind, unknown), nil)
	})
	if err == nil && !in {
		who, err = Seeker{}, fault.New(fault.Invalid, sayWrongCode)
	}
	return who, err
}

// unknown stands in the trail for whom a sign-in that failed was tried as: it is not said which code was right.
const unknown = "unknown"

func (s *Service) tryCode(ctx context.Context, tx *audit.Tx, born, code string) (who Seeker, in bool, err error) {
	c, err := codeHeld(ctx, tx, codeDigest(code))
	if err != nil {
		return who, false, err
	}
	right, err := s.opens(ctx, tx, c, born)
	if err != nil {
		return who, false, err
	}
	if !right {
		return who, false, triedCode(ctx, tx, c.ID)
	}
	n, err := usedCode(ctx, tx, c.ID)
	if err != nil || n == 0 {
		return who, false, err
	}
	if who, err = byID(ctx, tx, c.Seeker); err != nil {
		return who, false, err
	}
	number, err := s.numberOf(ctx, tx, c.Seeker)
	if err != nil {
		return who, false, err
	}
	return who, true, cmp.Or(refresh(ctx, tx, who.ID, digests(s.Trail.Keys(), number)), tx.Note(ActionSignIn, who.Ref(), noteOfEntry{ByCode, c.ID}))
}

type noteOfEntry struct {
	By   By     `json:"by"`
	Code string `json:"code"`
}

// opens tells whether a code that was found lets somebody in who was born so. The record must still have the number that it
// had when the code was made.
func (s *Service) opens(ctx context.Context, tx *audit.Tx, c Code, born string) (bool, error) {
	if c.ID == "" || !c.live(tx.Now()) {
		return false, nil
	}
	still, err := isStill(ctx, tx, c.Person, c.Seeker)
	if err != nil || !still {
		return false, err
	}
	number, err := s.numberOf(ctx, tx, c.Seeker)
	return err == nil && bornAs(number, born), err
}

// Codes gives the codes that were made from a record, the latest first, to who may make one.
func (s *Service) Codes(ctx context.Context, actor policy.Actor, record string) ([]Code, error) {
	q := s.Trail.DB()
	if err := policy.CheckRead(ctx, q, actor, policy.MakeSignInCode, ref.To(person.PersonKind, record)); err != nil {
		return nil, err
	}
	return codesOf(ctx, q, record)
}

var (
	sayCheck     = language.T("Välj hur du kontrollerade vem personen är.", "Choose how you checked who the person is.")
	sayWrongCode = language.T("Födelsedatumet och koden hör inte ihop, eller så gäller koden inte längre. Kontrollera båda och försök igen. Går det ändå inte, be din handläggare om en ny kod.",
		"The date of birth and the code do not belong together, or the code is no longer valid. Check both and try again. If it still does not work, ask your caseworker for a new code.")
)
