package statutory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// notedSwitch is what the trail says of a switch.
type notedSwitch struct {
	Applies  calendar.Date `json:"applies,omitzero"` // none: the type is switched off
	Citation string        `json:"citation,omitempty"`
}

// SetSwitch says from which day a proposed type holds in this installation, and which statute says so; without a day, that
// it does not hold. What was sent meanwhile stays as it is and is acted on as before.
func (s *Service) SetSwitch(ctx context.Context, actor policy.Actor, id law.NoticeID, applies calendar.Date, citation string) error {
	citation = oneLine(citation)
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.SwitchStatutory, ref.Ref{}); err != nil {
			return err
		}
		t, ok := law.NoticeOf(id)
		if !ok {
			return fault.NotFoundThing()
		}
		if err := switchable(t, applies, citation); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM statutory_switch WHERE kind = $1`, id); err != nil {
			return err
		}
		say := notedSwitch{}
		if !applies.IsZero() {
			say = notedSwitch{applies, citation}
			if err := db.Insert(ctx, tx, "statutory_switch", Switch{id, applies, citation, actor.ID, db.At(tx.Now())}); err != nil {
				return err
			}
		}
		return tx.Note(policy.SwitchStatutory, ref.To(SwitchKind, string(id)), say)
	})
}

// switchable says what is wrong with a switch.
func switchable(t law.Notice, applies calendar.Date, citation string) error {
	bad := func(field string, says language.Text) error {
		return fault.New(fault.Invalid, cannotDo, fault.Field(field, says))
	}
	switch {
	case !t.Proposed:
		return bad(fieldType, language.T("Den underrättelsen gäller enligt lag och kan inte stängas av.", "That notice holds by law and cannot be switched off."))
	case applies.IsZero():
		return nil
	case applies.Before(t.Valid.From):
		return bad(fieldApplies, language.T("Ange en dag från och med %s, då den är föreslagen att börja gälla.", "Give a day from %s on, when it is proposed to begin to hold.").With(t.Valid.From.Long()))
	case citation == "":
		return bad(fieldCitation, language.T("Ange den lag eller förordning som föreskriver underrättelsen, med nummer och paragraf.", "Give the act or ordinance that prescribes the notice, with number and section."))
	case len([]rune(citation)) > longest:
		return bad(fieldCitation, tooLong.With(longest))
	}
	return nil
}
