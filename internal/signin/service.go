package signin

import (
	"context"
	"errors"
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Service is the use cases of showing who one is.
type Service struct {
	Trail    *audit.Trail
	Keys     *seal.Keys
	Accounts *account.Service
	Provider *Provider // of OpenID Connect; nil when the installation has none
	SAML     *SAML     // nil when the installation has none
	Base     string    // where people reach the service; empty: passkeys work at http://localhost alone
	Demo     bool      // the invented people are shown their codes

	// Tell tells the owner of an account that its means have changed; nil tells nobody.
	Tell func(ctx context.Context, tx *audit.Tx, n notice.News, accounts ...string) error
}

// Kind names an account's means of sign-in in notices.
const Kind ref.Kind = "signin"

// NoticeChanged is the kind of notice that says that somebody's means of sign-in have changed.
const NoticeChanged = "signin.changed"

var (
	sayChanged = language.T("Dina inloggningssätt har ändrats. Var det inte du, byt lösenord genast och kontakta den som driver installationen.",
		"Your means of sign-in have changed. If it was not you, change your password at once and contact whoever runs the installation.")
	sayRecovery = language.T("En av dina reservkoder har använts. Var det inte du, byt lösenord genast och kontakta den som driver installationen.",
		"One of your recovery codes has been used. If it was not you, change your password at once and contact whoever runs the installation.")
)

func (s *Service) tell(ctx context.Context, tx *audit.Tx, account string, text language.Text) error {
	if s.Tell == nil {
		return nil
	}
	return s.Tell(ctx, tx, notice.News{Kind: NoticeChanged, Thing: ref.To(Kind, account), Text: text}, account)
}

// What the trail says beside the actions of the table.
const (
	ActionProveFailed policy.Action = "signin.prove-failed" // a wrong code, a wrong password, a passkey that did not hold
)

// Sealed lists the columns that are sealed here.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "signin_totp", Column: "secret", RowID: "account_id"}}
}

// changeWithin is how fresh a proof must be when its person changes with what they sign in.
const changeWithin = 10 * time.Minute

func (s *Service) now() time.Time { return s.Trail.DB().Now() }

func self(actor policy.Actor) ref.Ref { return ref.To(account.Kind, actor.ID) }

func notDone(t language.Text) error {
	return fault.New(fault.Invalid, language.T("Det gick inte.", "It did not work."), fault.Field("code", t))
}

// Means is with what an account shows who it is.
type Means struct {
	Passkeys   []Passkey
	Code       *Code // nil when none is set up
	Identities []Identity
	Recovery   int // codes left
}

// None tells whether there is nothing beside the password.
func (m Means) None() bool { return len(m.Passkeys) == 0 && m.Code == nil && len(m.Identities) == 0 }

// MeansOf gives the means of an account that the actor may see.
func (s *Service) MeansOf(ctx context.Context, actor policy.Actor, id string) (Means, error) {
	if err := policy.CheckRead(ctx, s.Trail.DB(), actor, policy.ReadSignIn, ref.To(account.Kind, id)); err != nil {
		return Means{}, err
	}
	return means(ctx, s.Trail.DB(), id)
}

func means(ctx context.Context, q db.Reader, id string) (m Means, err error) {
	if m.Passkeys, err = passkeysOf(ctx, q, id); err != nil {
		return m, err
	}
	if m.Identities, err = identitiesOf(ctx, q, id); err != nil {
		return m, err
	}
	c, err := codeOf(ctx, q, id)
	if err == nil {
		m.Code = &c
	} else if !errors.Is(err, db.ErrNone) {
		return m, err
	}
	m.Recovery, err = recoveryLeft(ctx, q, id)
	return m, err
}

// MayChange tells whether the actor has shown recently enough who they are to change with what they sign in: by a means
// that they have, or, when they have none, by their password. So a stolen password alone cannot add a means to an account
// that has one, nor a forgotten screen to any. The invented people of a demo have no password and are asked for none.
func (s *Service) MayChange(ctx context.Context, q db.Reader, actor policy.Actor) (bool, error) {
	m, err := means(ctx, q, actor.ID)
	if err != nil {
		return false, err
	}
	shown, err := proofs(ctx, q, actor, changeWithin)
	if err != nil {
		return false, err
	}
	if !m.None() {
		return slices.ContainsFunc(shown, func(p Proof) bool { return p.Method != ByPassword }), nil
	}
	if len(shown) > 0 {
		return true, nil
	}
	a, err := account.ByID(ctx, q, actor.ID)
	return s.Demo && a.Demo, err
}

// change is one act on one's own means: may, shown, rule, note.
func (s *Service) change(ctx context.Context, actor policy.Actor, rule func(tx *audit.Tx) (any, error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ChangeSignIn, self(actor)); err != nil {
			return err
		}
		may, err := s.MayChange(ctx, tx, actor)
		if err != nil {
			return err
		}
		if !may {
			return fault.New(fault.Denied, language.T("Legitimera dig på nytt innan du ändrar dina inloggningssätt.", "Show again who you are before you change your means of sign-in."))
		}
		note, err := rule(tx)
		if err != nil {
			return err
		}
		return errors.Join(tx.Note(policy.ChangeSignIn, self(actor), note), s.tell(ctx, tx, actor.ID, sayChanged))
	})
}

// shown is what somebody has shown, with the level that it is of.
type shown struct {
	by        Method
	assurance string
	strong    bool
}

// prove is one showing of who one is in a session. What does not hold is noted too.
func (s *Service) prove(ctx context.Context, actor policy.Actor, with shown, rule func(tx *audit.Tx) error) (p Proof, err error) {
	heldBack := false
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ProveIdentity, self(actor)); err != nil {
			return err
		}
		if err := rule(tx); err != nil {
			return err
		}
		if with.strong {
			late, err := held(ctx, tx, actor.ID, with.by)
			if err != nil {
				return err
			}
			with.strong, heldBack = !late, late
		}
		p = Proof{ID: tx.NewID(), Account: actor.ID, Session: actor.Session, Method: with.by, Assurance: with.assurance, Strong: with.strong, At: db.At(tx.Now())}
		if err := db.Insert(ctx, tx, "signin_proof", p); err != nil {
			return err
		}
		return tx.Note(policy.ProveIdentity, self(actor), map[string]any{"by": with.by, "assurance": with.assurance, "strong": with.strong})
	})
	if fault.Is(err, fault.Invalid) {
		err = errors.Join(err, s.noteFailed(ctx, actor, with.by))
	}
	p.HeldBack = heldBack
	return p, err
}

func (s *Service) noteFailed(ctx context.Context, actor policy.Actor, by Method) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		return tx.Note(ActionProveFailed, self(actor), map[string]Method{"by": by})
	})
}

// signedIn notes a sign-in that is complete, with the rule that makes it so. The proof follows when the session is there.
func (s *Service) signedIn(ctx context.Context, a account.Account, by string, rule func(tx *audit.Tx) error) error {
	actor := policy.Actor{ID: a.ID, Authority: a.Authority}
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := rule(tx); err != nil {
			return err
		}
		return tx.Note(account.ActionSignIn, a.Ref(), map[string]string{"by": by})
	})
}

// nobody is the answer when what was shown opens no account. It does not tell why.
func nobody() error {
	return fault.New(fault.Invalid, language.T("Inloggningen gick inte. Kontot kan vara spärrat, eller så är det inte knutet till det du visade. Kontakta din lokala administratör.",
		"The sign-in did not work. The account may be blocked, or not be tied to what you showed. Contact your local admin."))
}

// open gives an account that may be signed in to.
func open(ctx context.Context, q db.Reader, id string) (account.Account, error) {
	a, err := account.ByID(ctx, q, id)
	if fault.Is(err, fault.NotFound) || err == nil && a.State() == account.Blocked {
		return a, nobody()
	}
	return a, err
}

// Forget takes away every means of an account whose owner has lost them, and ends its sessions. The password stays.
func (s *Service) Forget(ctx context.Context, actor policy.Actor, id string) error {
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ForgetSignIn, ref.To(account.Kind, id)); err != nil {
			return err
		}
		now := db.At(tx.Now())
		for _, text := range []string{
			"UPDATE signin_passkey SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL",
			"UPDATE signin_identity SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL",
			"UPDATE signin_recovery SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL",
		} {
			if _, err := tx.Exec(ctx, text, id, now); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, "DELETE FROM signin_totp WHERE account_id = $1", id); err != nil {
			return err
		}
		return errors.Join(tx.Note(policy.ForgetSignIn, ref.To(account.Kind, id), nil), s.tell(ctx, tx, id, sayChanged))
	})
	if err != nil {
		return err
	}
	return s.Accounts.Revoke(ctx, id, "")
}
