package negotiation

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// What the trail says of steps that no row of the access table names.
const (
	ActionSign     policy.Action = "negotiation.sign"     // signing begins
	ActionReopen   policy.Action = "negotiation.reopen"   // signing was refused or withdrawn
	ActionConclude policy.Action = "negotiation.conclude" // the draft has become an agreement
	ActionExpire   policy.Action = "negotiation.expire"   // nothing happened for twelve weeks
	ActionWarn     policy.Action = "negotiation.warn"     // the parties were warned of that
)

// Withdraw calls the draft off, with a reason. It can no longer be done when signing has begun: of one who withdraws and
// one who begins signing at the same time, one is told.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, id, reason string) (Draft, error) {
	return s.change(ctx, actor, policy.WithdrawDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayWithdraw(); err != nil {
			return nil, err
		}
		if reason == "" {
			return nil, fault.New(fault.Invalid, putRight, fault.Field(fieldReason, needReason))
		}
		d.State, d.Turn, d.Reason, d.ClosedAt = Withdrawn, "", reason, db.At(tx.Now())
		if err := update(ctx, tx, d); err != nil {
			return nil, err
		}
		return noted{Reason: reason}, s.tell(ctx, tx, *d, toldWithdrawn.With(reason), d.others(actor.Authority))
	})
}

// BeginSigning takes the draft to signing, in the act of the room that signs, which asks who may. It gives the version
// that all parties have approved, to be bound by number and digest.
func (s *Service) BeginSigning(ctx context.Context, tx *audit.Tx, id string) (Draft, Text, error) {
	d, err := Get(ctx, tx, id)
	if err != nil {
		return d, Text{}, err
	}
	if d.State != Approved {
		return d, Text{}, d.closed()
	}
	if err := d.current(ctx, tx); err != nil {
		return d, Text{}, err
	}
	text, err := TextAt(ctx, tx, id, d.Latest)
	if err == nil {
		err = d.free(ctx, tx, text.Doc)
	}
	if err != nil {
		return d, text, err
	}
	d.State = Signing
	if err := update(ctx, tx, &d); err != nil {
		return d, text, err
	}
	return d, text, tx.Note(ActionSign, d.Ref(), noted{No: text.No, Digest: text.Digest})
}

// ToSign gives the version that is being signed, as long as the agreement that it changes is as it was when it was drafted.
func (s *Service) ToSign(ctx context.Context, q db.Reader, d Draft, no int64) (Text, error) {
	if err := d.current(ctx, q); err != nil {
		return Text{}, err
	}
	return TextAt(ctx, q, d.ID, no)
}

// Reopen gives a draft back to its parties when somebody refused to sign or the signing was withdrawn: every approval of
// the version is void, and the next step is a comment or a new approval.
func (s *Service) Reopen(ctx context.Context, tx *audit.Tx, id, reason string) (Draft, error) {
	d, err := Get(ctx, tx, id)
	if err != nil {
		return d, err
	}
	if d.State != Signing {
		return d, d.closed()
	}
	if _, err := tx.Exec(ctx, `DELETE FROM negotiation_approval WHERE draft_id = $1 AND no = $2`, id, d.Latest); err != nil {
		return d, err
	}
	d.State, d.Reason = Proposed, reason
	if err := update(ctx, tx, &d); err != nil {
		return d, err
	}
	if err := tx.Note(ActionReopen, d.Ref(), noted{No: d.Latest, Reason: reason}); err != nil {
		return d, err
	}
	return d, s.tell(ctx, tx, d, toldReopened.With(d.Latest, reason), d.others(""))
}

// Concluded closes a draft that has been signed and become an agreement, in the act of the last signature.
func (s *Service) Concluded(ctx context.Context, tx *audit.Tx, id, agreementID string) (Draft, error) {
	d, err := Get(ctx, tx, id)
	if err != nil {
		return d, err
	}
	if d.State != Signing || agreementID == "" {
		return d, d.closed()
	}
	return d, s.conclude(ctx, tx, &d, agreementID)
}

func (s *Service) conclude(ctx context.Context, tx *audit.Tx, d *Draft, agreementID string) error {
	text, err := TextAt(ctx, tx, d.ID, d.Latest)
	if err != nil {
		return err
	}
	d.State, d.Concluded, d.ClosedAt = Concluded, agreementID, db.At(tx.Now())
	d.Holds = d.Kind.holdsFrom(text.Doc, calendar.DateOf(tx.Now()))
	if err := update(ctx, tx, d); err != nil {
		return err
	}
	if err := recordSigned(ctx, tx, *d, agreementID); err != nil {
		return err
	}
	if err := tx.Note(ActionConclude, d.Ref(), noted{No: d.Latest}); err != nil {
		return err
	}
	return s.tell(ctx, tx, *d, toldConcluded.With(d.Latest), d.others(""))
}

// EachText calls fn with the text in force of every agreement that has one on a day, by the agreement's id, in the order
// of the ids. It asks once and reads one text at a time, so that a whole country takes little memory; fn asks nothing of
// the database, which is still answering.
func EachText(ctx context.Context, q db.Reader, day calendar.Date, fn func(agreementID string, t Text) error) error {
	type row struct {
		Agreement string `db:"concluded_id"`
		storedText
	}
	return db.Each(ctx, q, func(r row) error {
		t, err := r.text()
		if err != nil {
			return err
		}
		return fn(r.Agreement, t)
	}, `SELECT d.concluded_id, `+textColumns+` FROM negotiation_draft d JOIN agreement a ON a.id = d.concluded_id
		JOIN negotiation_text t ON t.draft_id = d.id AND t.no = d.latest
		WHERE d.state = 'concluded' AND d.closed_at < $1 AND COALESCE(d.holds_from, $3) <= $2 AND a.standing = 'agreement' AND a.valid_from <= $2 AND (a.last_day IS NULL OR a.last_day >= $2)
		AND NOT EXISTS (SELECT 1 FROM negotiation_draft n WHERE n.concluded_id = d.concluded_id AND n.state = 'concluded' AND n.closed_at < $1 AND COALESCE(n.holds_from, $3) <= $2
			AND (COALESCE(n.holds_from, $3) > COALESCE(d.holds_from, $3) OR COALESCE(n.holds_from, $3) = COALESCE(d.holds_from, $3)
				AND (n.closed_at > d.closed_at OR n.closed_at = d.closed_at AND n.id > d.id)))
		ORDER BY d.concluded_id`, db.At(day.AddDays(1).Start()), day, always())
}

var (
	toldWithdrawn = language.T("Utkastet är avbrutet av en part. Skäl: %s", "A party has called the draft off. Reason: %s")
	toldReopened  = language.T("Version %d blev inte undertecknad och ligger åter hos er. Skäl: %s", "Version %d was not signed and is yours again. Reason: %s")
	toldConcluded = language.T("Version %d är klar och gäller.", "Version %d is concluded and holds.")
)
