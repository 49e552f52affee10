package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// ActionReseal is what the trail says when sealed values are sealed anew under the current key.
const ActionReseal policy.Action = "keys.reseal"

// ActionTurnKeys is what the trail says when the keyring changes; which key, never the key.
const ActionTurnKeys policy.Action = "keys.turn"

// NoteKeys notes a change of the keyring.
func (a *App) NoteKeys(ctx context.Context, what, id string) error {
	return a.Trail.Do(ctx, policy.Process("samsyn keys"), func(tx *audit.Tx) error {
		return tx.Note(ActionTurnKeys, ref.To("key", id), map[string]string{"what": what})
	})
}

const resealStep = 64

// Reseal seals every value anew that is not under the current key, in acts of some tens, marks the facts anew, and gives
// how many. Cut off, it goes on where it was when it is run again. A value that does not open is left as it is and told of at the end.
func (a *App) Reseal(ctx context.Context) (total int, err error) {
	var broken []error
	for _, c := range Sealed() {
		for after := ""; ; {
			b, err := a.resealStep(ctx, c, after)
			if err != nil {
				return total, err
			}
			total, broken = total+b.Resealed, append(broken, b.Failed...)
			if after = b.Next; after == "" {
				break
			}
		}
	}
	marked, err := fact.Remark(ctx, a.Trail)
	if total += marked; err != nil {
		return total, err
	}
	if n := len(broken); n > 0 {
		return total, fault.Wrap(broken[0], fault.Conflict, language.Plural(n,
			language.T("%d förseglat värde går inte att öppna och är kvar som det var. Kör samsyn verify, som säger vilket.", "%d sealed value does not open and was left as it is. Run samsyn verify, which says which."),
			language.T("%d förseglade värden går inte att öppna och är kvar som de var. Kör samsyn verify, som säger vilka.", "%d sealed values do not open and were left as they are. Run samsyn verify, which says which.")))
	}
	return total, nil
}

var errNothingStale = errors.New("app: nothing to seal anew")

// resealStep relies on no other rows than those that it replaces, each only while it is what was read: it neither hinders
// the acts of a house at work nor loses against them.
func (a *App) resealStep(ctx context.Context, c seal.Column, after string) (b seal.Batch, err error) {
	err = a.Trail.DoRows(ctx, policy.Process("samsyn keys"), func(tx *audit.Tx) (err error) {
		if b, err = seal.Reseal(ctx, tx, a.Keys, c, after, resealStep); err != nil {
			return err
		}
		if b.Resealed == 0 {
			return errNothingStale
		}
		return tx.Note(ActionReseal, ref.To("column", c.Table+"."+c.Column), map[string]any{"values": b.Resealed, "key": a.Keys.Current()})
	})
	if errors.Is(err, errNothingStale) {
		err = nil
	}
	return b, err
}

// keysRead is how often every node looks whether the key file has changed.
const keysRead = time.Second

// followKeys reads the key file again when it has changed, so that a new key reaches every node without a restart.
func (a *App) followKeys(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(keysRead):
		}
		if err := a.Keys.Refresh(); err != nil {
			a.o.Log.Error("the key file cannot be read again", "error", err)
		}
	}
}

// KnownAuthority refuses the id of an authority that is not in the directory today.
func (a *App) KnownAuthority(ctx context.Context, id string) error {
	_, err := directory.AuthorityByID(ctx, a.DB, id, calendar.DateOf(a.DB.Now()))
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, language.T("Det finns ingen myndighet med id %s i katalogen i dag.", "There is no authority with the id %s in the directory today.").With(id),
			fault.Field("authority", language.T("Id:t står sist i adressen till myndighetens sida, eller är af eller skr.", "The id is last in the address of the authority's page, or is af or skr.")))
	}
	if err != nil {
		return fmt.Errorf("authority %s: %w", id, err)
	}
	return nil
}
