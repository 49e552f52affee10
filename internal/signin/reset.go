package signin

import (
	"context"
	"errors"
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Reset is that somebody else opened an account anew. What is put in place afterwards to sign in with is not enough for
// signing until a third person has confirmed it (decision 0018).
//
//	waiting ──another local admin, or who runs the installation──▶ confirmed
type Reset struct {
	ID          string  `db:"id"`
	Account     string  `db:"account_id"`
	By          string  `db:"reset_by"` // account
	How         how     `db:"how"`
	At          db.Time `db:"at"`
	ConfirmedBy string  `db:"confirmed_by"` // account; empty for who runs the installation
	ConfirmedAt db.Time `db:"confirmed_at"`
}

// how is what was done to the account.
type how string

const (
	byPassword how = "password" // a link for choosing a new password
	byIdentity how = "identity" // tied to somebody at a provider of sign-in
)

const resetColumns = "id, account_id, reset_by, how, at, confirmed_by, confirmed_at"

// NoticeReset is the kind of notice that says that an account has been opened anew by somebody else.
const NoticeReset = "signin.reset"

// waiting are the resets of an account that nobody has confirmed, the latest first.
func waiting(ctx context.Context, q db.Reader, id string) ([]Reset, error) {
	return db.All[Reset](ctx, q, "SELECT "+resetColumns+" FROM signin_reset WHERE account_id = $1 AND confirmed_at IS NULL ORDER BY at DESC, id DESC", id)
}

// LastReset gives the latest reset of an account in the year before a time; false when there is none.
func LastReset(ctx context.Context, q db.Reader, id string, at time.Time) (Reset, bool, error) {
	all, err := db.All[Reset](ctx, q, "SELECT "+resetColumns+" FROM signin_reset WHERE account_id = $1 AND at <= $2 AND at > $3 ORDER BY at DESC, id DESC LIMIT 1",
		id, db.At(at), db.At(at.AddDate(-1, 0, 0)))
	if err != nil || len(all) == 0 {
		return Reset{}, false, err
	}
	return all[0], true, nil
}

// PasswordReset notes that somebody makes a link for choosing a password to an account. The first, with which its owner
// opens it, changes nothing.
func (s *Service) PasswordReset(ctx context.Context, tx *audit.Tx, actor policy.Actor, a account.Account) error {
	return s.noteReset(ctx, tx, actor, a, byPassword)
}

func (s *Service) noteReset(ctx context.Context, tx *audit.Tx, actor policy.Actor, a account.Account, by how) error {
	if actor.Has(policy.System) || actor.ID == "" {
		return nil // who runs the installation could change the tables themselves
	}
	m, err := means(ctx, tx, a.ID)
	if err != nil || a.State() == account.Invited && m.None() {
		return err
	}
	row := Reset{ID: tx.NewID(), Account: a.ID, By: actor.ID, How: by, At: db.At(tx.Now())}
	if err := db.Insert(ctx, tx, "signin_reset", row); err != nil {
		return err
	}
	return s.tellReset(ctx, tx, actor, a)
}

// tellReset tells the owner, and the other local admins of the authority, one of whom confirms.
func (s *Service) tellReset(ctx context.Context, tx *audit.Tx, actor policy.Actor, a account.Account) error {
	if s.Tell == nil {
		return nil
	}
	by, err := account.ByID(ctx, tx, actor.ID)
	if err != nil {
		return err
	}
	admins, err := account.HoldersOf(ctx, tx, policy.LocalAdmin, []string{a.Authority}, calendar.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	admins = slices.DeleteFunc(admins, func(id string) bool { return id == actor.ID || id == a.ID })
	owner := language.T("%s har öppnat ditt konto på nytt. Det du lägger till för att logga in räcker inte för att underteckna förrän någon annan har bekräftat att det är du. Har du inte bett om det, säg till den som driver installationen.",
		"%s has opened your account anew. What you add to sign in with is not enough for signing until somebody else has confirmed that it is you. If you have not asked for it, tell whoever runs the installation.").With(by.Name)
	others := language.T("%s har öppnat kontot för %s på nytt. Fråga %s om det stämmer och bekräfta det på kontots sida, under Inloggningssätt.",
		"%s has opened the account of %s anew. Ask %s whether that is right and confirm it on the account's page, under Means of sign-in.").With(by.Name, a.Name, a.Name)
	err = s.Tell(ctx, tx, notice.News{Kind: NoticeReset, Thing: ref.To(Kind, a.ID), Text: owner}, a.ID)
	if err != nil || len(admins) == 0 {
		return err
	}
	return s.Tell(ctx, tx, notice.News{Kind: NoticeReset, Thing: a.Ref(), Text: others}, admins...)
}

// addedText asks when the means that was used just now was put in place; each use is written down before it is asked.
func addedText(by Method) string {
	switch by {
	case ByPasskey:
		return "SELECT added_at AS at FROM signin_passkey WHERE account_id = $1 AND ended_at IS NULL AND used_at IS NOT NULL ORDER BY used_at DESC, added_at DESC LIMIT 1"
	case ByCode:
		return "SELECT added_at AS at FROM signin_totp WHERE account_id = $1"
	}
	return "SELECT linked_at AS at FROM signin_identity WHERE account_id = $1 AND ended_at IS NULL AND used_at IS NOT NULL ORDER BY used_at DESC, linked_at DESC LIMIT 1"
}

// held tells whether a means that was used just now was put in place after a reset that waits to be confirmed.
func held(ctx context.Context, q db.Reader, id string, by Method) (bool, error) {
	resets, err := waiting(ctx, q, id)
	if err != nil || len(resets) == 0 {
		return false, err
	}
	at, err := db.One[db.Time](ctx, q, addedText(by), id)
	if errors.Is(err, db.ErrNone) {
		return true, nil
	}
	return slices.ContainsFunc(resets, func(r Reset) bool { return !at.Before(r.At.Time) }), err
}

var errHeld = fault.New(fault.Conflict, language.T("Det är du, men det du visade lades till efter att kontot öppnades på nytt av någon annan. Du kan underteckna när en annan administratör har bekräftat kontot.",
	"It is you, but what you showed was added after somebody else opened the account anew. You can sign when another admin has confirmed the account."))

// Confirm is that a third person has made sure that an account is with its owner after a reset. They may not have made the
// reset, nor have their role from who did, and they show themselves who they are, as for signing.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, id string) error {
	thing := ref.To(account.Kind, id)
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadSignIn, thing); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.ConfirmReset, thing); err != nil {
			return err
		}
		resets, err := waiting(ctx, tx, id)
		if err != nil {
			return err
		}
		if len(resets) == 0 {
			return fault.New(fault.Conflict, language.T("Det finns inget att bekräfta; någon annan kan ha hunnit före.", "There is nothing to confirm; somebody else may have been first."))
		}
		if err := mayConfirm(ctx, tx, actor, resets); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE signin_reset SET confirmed_by = $2, confirmed_at = $3 WHERE account_id = $1 AND confirmed_at IS NULL", id, actor.ID, db.At(tx.Now())); err != nil {
			return err
		}
		return errors.Join(tx.Note(policy.ConfirmReset, thing, nil), s.tell(ctx, tx, id, sayConfirmed))
	})
}

var sayConfirmed = language.T("Ditt konto är bekräftat efter att det öppnades på nytt. Du kan legitimera dig och underteckna.", "Your account is confirmed after it was opened anew. You can show who you are and sign.")

func mayConfirm(ctx context.Context, tx *audit.Tx, actor policy.Actor, resets []Reset) error {
	if actor.Has(policy.System) || actor.ID == "" {
		return nil
	}
	free, err := account.GrantedByOthers(ctx, tx, actor.ID, policy.LocalAdmin, resetters(resets), calendar.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	if !free || slices.Contains(resetters(resets), actor.ID) {
		return fault.New(fault.Denied, language.T("Den som öppnade kontot på nytt kan inte bekräfta det, och inte heller den som har sin roll därifrån. Be en annan administratör, eller den som driver installationen.",
			"Whoever opened the account anew cannot confirm it, nor can somebody who has their role from them. Ask another admin, or whoever runs the installation."))
	}
	_, err = Need(ctx, tx, actor, ForSigning)
	return err
}

func resetters(all []Reset) (out []string) {
	for _, r := range all {
		out = append(out, r.By)
	}
	return out
}
