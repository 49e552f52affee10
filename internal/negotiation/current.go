package negotiation

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// current tells whether the agreement that a draft changes still is as it was when the draft began: the same text and the
// same parties. Else what was signed meanwhile would be undone without anybody having read that it is, and a municipality
// that joined meanwhile would fall out without having been asked.
func (d Draft) current(ctx context.Context, q db.Reader) error {
	if d.Agreement == "" {
		return nil
	}
	a, err := agreement.ByID(ctx, q, d.Agreement)
	if err != nil {
		return err
	}
	if !d.sameParties(a, calendar.DateOf(q.Now())) {
		return fault.New(fault.Conflict, overtakenParties)
	}
	text, known, err := d.outset(ctx, q)
	if err != nil || !known {
		return err
	}
	base, err := TextAt(ctx, q, d.ID, 0)
	if err == nil && base.Digest != text.Digest {
		err = fault.New(fault.Conflict, overtakenText)
	}
	return err
}

// outset is the text that a draft of its kind begins from: a renewal goes on from the text that is last to begin, all else
// changes the one in force.
func (d Draft) outset(ctx context.Context, q db.Reader) (Text, bool, error) {
	if d.Kind == Renewal {
		return LastText(ctx, q, d.Agreement)
	}
	return TextOf(ctx, q, d.Agreement)
}

// sameParties tells whether the draft binds everybody who is bound now, and nobody who has left unless they join again.
func (d Draft) sameParties(a agreement.Agreement, day calendar.Date) bool {
	for _, p := range a.Parties {
		gone, bound := p.Gone(day), d.Binds(p.Authority)
		if p.Municipality != "" && (!gone && !bound || gone && bound && d.Kind != Joining) {
			return false
		}
	}
	return true
}

var (
	overtakenText = language.T("Överenskommelsens text har ändrats sedan utkastet började. Avbryt utkastet och börja ett nytt från den text som gäller, så att inget som redan är överenskommet försvinner.",
		"The agreement's text has been changed since the draft began. Call the draft off and begin a new one from the text in force, so that nothing already agreed is lost.")
	overtakenParties = language.T("Överenskommelsens parter har ändrats sedan utkastet började. Avbryt utkastet och börja ett nytt med dem som är parter nu.",
		"The agreement's parties have changed since the draft began. Call the draft off and begin a new one with those who are parties now.")
)
