package app

import (
	"context"
	"errors"
	"time"

	"golang.org/x/mod/sumdb/note"

	"samsyn/internal/audit"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// sound is why nothing personal may be shown now: what happens cannot be noted. Nil when it can.
func (a *App) sound() error {
	if err := a.Trail.Health(); err != nil {
		return err
	}
	if err := a.Trail.WriterHealth(); err != nil {
		return fault.Wrap(err, fault.Unavailable, language.T(
			"Det går inte att spara just nu, och därför visas inga personuppgifter. Driften är larmad. Försök igen om en stund.",
			"Saving is not possible right now, so no personal data is shown. Operations have been alerted. Try again in a moment."))
	}
	return nil
}

// ownKeys refuses keys that did not sign the trail: with another installation's, what is there cannot be opened, and the
// next head would be signed over the old one.
func (a *App) ownKeys(ctx context.Context) error {
	_, err := audit.CurrentHead(ctx, a.DB, a.Keys.Verifiers())
	var unknown *note.UnverifiedNoteError
	if errors.As(err, &unknown) {
		return fault.Wrap(err, fault.Invalid, language.T(
			"Nycklarna hör inte till den här databasen: de har inte signerat dess logg. Ange rätt nyckelfil med --keys. Är den rätt, kontrollera loggen med samsyn verify.",
			"The keys do not belong to this database: they have not signed its log. Give the right key file with --keys. If it is right, check the log with samsyn verify."))
	}
	return err
}

// probe tries once a second while something cannot be kept, so that the house finds out by itself when it can write again.
func (a *App) probe(ctx context.Context) {
	every := time.NewTicker(time.Second)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
		a.TryAgain(ctx)
	}
}

// TryAgain writes a little if the latest commit has failed, and a note if the latest note has. Its own failure is the
// health itself.
func (a *App) TryAgain(ctx context.Context) {
	if a.Trail.WriterHealth() != nil {
		_ = a.Router.Limiter().Take(ctx, "probe", web.Bucket{Every: time.Millisecond, Burst: 1000})
	}
	_ = a.Trail.TryAgain(ctx)
}
