package signin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/oauth2"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Identity is who an account is to a provider.
type Identity struct {
	ID       string  `db:"id"`
	Account  string  `db:"account_id"`
	Issuer   string  `db:"issuer"`
	Subject  string  `db:"subject"`
	LinkedBy string  `db:"linked_by"` // account; empty for who runs the installation
	LinkedAt db.Time `db:"linked_at"`
	UsedAt   db.Time `db:"used_at"`
	EndedAt  db.Time `db:"ended_at"`
}

const identityColumns = "id, account_id, issuer, subject, linked_by, linked_at, used_at, ended_at"

const longestSubject = 255 // OpenID Connect Core, section 2

func identitiesOf(ctx context.Context, q db.Reader, id string) ([]Identity, error) {
	return db.All[Identity](ctx, q, "SELECT "+identityColumns+" FROM signin_identity WHERE account_id = $1 AND ended_at IS NULL ORDER BY linked_at, id", id)
}

func identityBySubject(ctx context.Context, q db.Reader, issuer, subject string) (Identity, error) {
	return db.One[Identity](ctx, q, "SELECT "+identityColumns+" FROM signin_identity WHERE issuer = $1 AND subject = $2 AND ended_at IS NULL", issuer, subject)
}

// beginProvider begins a visit to the provider.
func (s *Service) beginProvider(p purpose, account, till string) (a attempt, err error) {
	if a, err = s.begin(p, account, till); err != nil {
		return a, err
	}
	if a.State, err = s.random(32); err != nil {
		return a, err
	}
	a.Nonce, err = s.random(32)
	a.Verifier = oauth2.GenerateVerifier()
	return a, err
}

// visited asks the provider what it states of whoever came back. What is wrong with it is kept for the log.
func (s *Service) visited(ctx context.Context, begun attempt, back, state, code string) (stated, error) {
	if begun.State == "" || state != begun.State || code == "" {
		return stated{}, errNotBegun
	}
	st, err := s.Provider.exchange(ctx, begun, back, code)
	var told *fault.Fault
	if err != nil && !errors.As(err, &told) {
		err = unconfirmed(err, s.Provider.Name)
	}
	return st, err
}

// belongs refuses whoever the provider places in another organisation than that of their account's authority, where the
// authority's number is entered.
func belongs(ctx context.Context, q db.Reader, a account.Account, st stated) error {
	at, err := directory.AuthorityByID(ctx, q, a.Authority, calendar.DateOf(q.Now()))
	if err != nil || at.OrganisationNumber.IsZero() || slices.Contains(st.organisations, at.OrganisationNumber) {
		return err
	}
	return fault.New(fault.Invalid, language.T("E-legitimationen är inte utfärdad för %s (organisationsnummer %s). Använd den som du har i tjänsten där.",
		"The electronic identification is not issued for %s (organisation number %s). Use the one that you have for your work there.").With(at.Title(), at.OrganisationNumber.String()))
}

// used finds the identity that was stated and notes its use.
func (s *Service) used(ctx context.Context, tx *audit.Tx, begun attempt, st stated, account string) error {
	if err := spendBoth(ctx, tx, begun, st); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, "UPDATE signin_identity SET used_at = $4 WHERE issuer = $1 AND subject = $2 AND account_id = $3 AND ended_at IS NULL", st.by.id, st.subject, account, db.At(tx.Now()))
	if err == nil && n == 0 {
		err = nobody()
	}
	return err
}

// SignInByProvider tells whose account a stated person has, and notes the sign-in. An account that was never tied to the
// subject is not opened, whatever else the provider says of the person.
func (s *Service) SignInByProvider(ctx context.Context, begun attempt, st stated) (a account.Account, err error) {
	known, err := identityBySubject(ctx, s.Trail.DB(), st.by.id, st.subject)
	if errors.Is(err, db.ErrNone) {
		return a, nobody()
	}
	if err != nil {
		return a, err
	}
	if a, err = open(ctx, s.Trail.DB(), known.Account); err != nil {
		return a, err
	}
	err = s.signedIn(ctx, a, string(st.by.method), func(tx *audit.Tx) error {
		return errors.Join(belongs(ctx, tx, a, st), s.used(ctx, tx, begun, st, a.ID))
	})
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		err = errors.Join(err, s.noteFailed(ctx, policy.Actor{ID: a.ID, Authority: a.Authority}, st.by.method))
	}
	return a, err
}

// byProvider is what a provider's statement is worth.
func (s *Service) byProvider(st stated) shown {
	return shown{by: st.by.method, assurance: st.assurance, strong: st.strong(s.now())}
}

// ProveByProvider shows who one is at the provider.
func (s *Service) ProveByProvider(ctx context.Context, actor policy.Actor, begun attempt, st stated) (Proof, error) {
	return s.prove(ctx, actor, s.byProvider(st), func(tx *audit.Tx) error {
		a, err := account.ByID(ctx, tx, actor.ID)
		if err != nil {
			return err
		}
		return errors.Join(belongs(ctx, tx, a, st), s.used(ctx, tx, begun, st, actor.ID))
	})
}

// LinkOwn ties one's own account to who one has just shown to be at the provider.
func (s *Service) LinkOwn(ctx context.Context, actor policy.Actor, begun attempt, st stated) error {
	return s.change(ctx, actor, func(tx *audit.Tx) (any, error) {
		a, err := account.ByID(ctx, tx, actor.ID)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(belongs(ctx, tx, a, st), spendBoth(ctx, tx, begun, st)); err != nil {
			return nil, err
		}
		id, err := s.link(ctx, tx, actor, actor.ID, st.by.id, st.subject)
		return map[string]any{"added": st.by.method, "means": id}, err
	})
}

// spendBoth ends what was begun and, where what was stated holds once alone, that too.
func spendBoth(ctx context.Context, tx *audit.Tx, begun attempt, st stated) error {
	if st.once.ID == "" {
		return begun.spend(ctx, tx)
	}
	return errors.Join(begun.spend(ctx, tx), st.once.spend(ctx, tx))
}

func (s *Service) link(ctx context.Context, tx *audit.Tx, actor policy.Actor, account, issuer, subject string) (string, error) {
	row := Identity{ID: tx.NewID(), Account: account, Issuer: issuer, Subject: subject, LinkedBy: actor.ID, LinkedAt: db.At(tx.Now())}
	err := db.Insert(ctx, tx, "signin_identity", row)
	if db.IsUnique(err) {
		err = fault.New(fault.Conflict, language.T("Den e-legitimationen är redan knuten till ett konto.", "That electronic identification is tied to an account already."))
	}
	return row.ID, err
}

// Link ties somebody's account to a subject that an admin has got from a provider: the one with the id at, or the only
// one when at is empty. An admin who may not reset a
// password may not do this either.
func (s *Service) Link(ctx context.Context, actor policy.Actor, id, at, subject string) error {
	subject = strings.TrimSpace(subject)
	by, err := s.issuerOf(at)
	if err != nil {
		return err
	}
	if n := utf8.RuneCountInString(subject); n == 0 || n > longestSubject {
		return fault.New(fault.Invalid, language.T("Kontot är inte knutet.", "The account is not tied."), fault.Field("subject", language.T("Skriv personens id hos leverantören (sub), högst 255 tecken.", "Write the person's id at the provider (sub), at most 255 characters.")))
	}
	thing := ref.To(account.Kind, id)
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadSignIn, thing); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.LinkIdentity, thing); err != nil {
			return err
		}
		a, err := account.ByID(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := account.MayReset(ctx, tx, actor, a); err != nil {
			return err
		}
		if err := s.noteReset(ctx, tx, actor, a, byIdentity); err != nil {
			return err
		}
		made, err := s.link(ctx, tx, actor, id, by.id, subject)
		if err != nil {
			return err
		}
		return errors.Join(tx.Note(policy.LinkIdentity, thing, map[string]string{"means": made}), s.tell(ctx, tx, id, sayChanged))
	})
}

// Unlink unties somebody's account.
func (s *Service) Unlink(ctx context.Context, actor policy.Actor, id, means string) error {
	thing := ref.To(account.Kind, id)
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadSignIn, thing); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.LinkIdentity, thing); err != nil {
			return err
		}
		if err := endIdentity(ctx, tx, id, means); err != nil {
			return err
		}
		return errors.Join(tx.Note(policy.LinkIdentity, thing, map[string]string{"ended": means}), s.tell(ctx, tx, id, sayChanged))
	})
}

// EndOwn unties one's own account.
func (s *Service) EndOwn(ctx context.Context, actor policy.Actor, means string) error {
	return s.change(ctx, actor, func(tx *audit.Tx) (any, error) {
		return map[string]any{"ended": ByProvider, "means": means}, endIdentity(ctx, tx, actor.ID, means)
	})
}

func endIdentity(ctx context.Context, tx *audit.Tx, account, means string) error {
	n, err := tx.Exec(ctx, "UPDATE signin_identity SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL", means, account, db.At(tx.Now()))
	if err == nil && n == 0 {
		return fault.NotFoundThing()
	}
	if err != nil {
		return fmt.Errorf("signin: %w", err)
	}
	return nil
}
