package signing

import (
	"context"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Ref names the slot.
func (s Slot) Ref() ref.Ref { return ref.To(SlotKind, s.ID) }

// Sign signs in a slot the text of a digest. The actor must have shown anew who they are. At the last signature the
// agreement is in the register, its commitments hold and the draft is concluded, in the same act.
func (s *Service) Sign(ctx context.Context, actor policy.Actor, slot, digest string) error {
	return s.onSlot(ctx, actor, policy.SignAgreement, slot, func(tx *audit.Tx, r *Round, at *Slot) (any, error) {
		if err := r.MaySign(*at, Signature{Account: actor.ID, Digest: digest}, today(tx)); err != nil {
			return nil, err
		}
		shown, err := proof(ctx, tx, actor)
		if err != nil {
			return nil, err
		}
		at.State, at.At, at.Method, at.Assurance, at.ProvedAt = Signed, db.At(tx.Now()), string(shown.Method), shown.Assurance, shown.At
		return s.signed(ctx, tx, r, at)
	})
}

// signed is what follows from a signature, and what the trail says of it.
func (s *Service) signed(ctx context.Context, tx *audit.Tx, r *Round, at *Slot) (any, error) {
	note := map[string]any{"round": r.ID, "version": r.Text, "digest": r.Digest, "capacity": at.Capacity, "method": at.Method}
	for i := range r.Slots {
		if r.Slots[i].ID == at.ID {
			r.Slots[i] = *at
		}
	}
	if r.Step() != 0 {
		return note, nil
	}
	return note, s.conclude(ctx, tx, r)
}

// conclude makes an agreement of what everybody has signed.
func (s *Service) conclude(ctx context.Context, tx *audit.Tx, r *Round) error {
	d, err := negotiation.Get(ctx, tx, r.Draft)
	if err != nil {
		return err
	}
	text, err := s.Drafts.ToSign(ctx, tx, d, r.Text)
	if err != nil {
		return err
	}
	if text.Digest != r.Digest {
		return fault.New(fault.Internal, language.T("Texten har ändrats sedan den lades fram för underskrift.", "The text has changed since it was put forward for signing."))
	}
	c := agreement.Conclusion{ID: d.Agreement, Signed: today(tx)}
	c.Renewal = d.Kind == negotiation.Renewal
	c.From, c.To = term(d.Kind, text.Doc, today(tx))
	for _, p := range d.Parties { // each enters the number of its own file after the signing (K27.1): a delegation's is another
		c.Parties = append(c.Parties, agreement.Party{Authority: p.Authority, Municipality: p.Municipality})
	}
	a, err := s.Agreements.Conclude(ctx, tx, c)
	if err != nil {
		return err
	}
	if a.Coming(c.From) && !c.Renewal { // what changes now is changed until the renewal begins
		c.To = a.TermOn(c.From).To
	}
	if err := s.Commitments.Enter(ctx, tx, a.ID, text.Doc, c.From, c.To); err != nil {
		return err
	}
	if _, err := s.Drafts.Concluded(ctx, tx, r.Draft, a.ID); err != nil {
		return err
	}
	r.State, r.EndedAt, r.Agreement = Completed, db.At(tx.Now()), a.ID
	if err := enqueueSealing(ctx, tx, r.ID); err != nil {
		return err
	}
	return s.tell(ctx, tx, *r, AllSigned, everybody(*r)...)
}

// term is the days from which and to which what is signed holds. A new agreement and a renewal hold as the text says;
// what changes an agreement in force holds from the day of the last signature, or from the text's first day when that is
// still to come.
func term(k negotiation.Kind, doc clause.Document, today calendar.Date) (from, to calendar.Date) {
	from, to = negotiation.Term(doc)
	if k == negotiation.Amendment || k == negotiation.Joining {
		from = calendar.Max(from, today)
	}
	return from, to
}

// Refuse says no, with a reason. The round ends and the negotiation is open again.
func (s *Service) Refuse(ctx context.Context, actor policy.Actor, slot, reason string) error {
	return s.onSlot(ctx, actor, policy.RefuseToSign, slot, func(tx *audit.Tx, r *Round, at *Slot) (any, error) {
		if err := needReason(reason); err != nil {
			return nil, err
		}
		at.State, at.At, at.Reason = Refuses, db.At(tx.Now()), reason
		return map[string]any{"round": r.ID, "version": r.Text}, s.end(ctx, tx, r, Refused, reason, NoSigned)
	})
}

// Withdraw takes a version back from signing. The negotiation is open again.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, round, reason string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		r, err := get(ctx, tx, round)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.WithdrawSigning, r.Ref()); err != nil {
			return err
		}
		if r.State != Open {
			return r.Over()
		}
		if err := needReason(reason); err != nil {
			return err
		}
		if err := s.end(ctx, tx, &r, Withdrawn, reason, TakenBack); err != nil {
			return err
		}
		if err := updateRound(ctx, tx, &r); err != nil {
			return err
		}
		return tx.Note(policy.WithdrawSigning, r.Ref(), map[string]any{"version": r.Text})
	})
}

func needReason(reason string) error {
	if strings.TrimSpace(reason) != "" {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Skälet saknas.", "The reason is missing."), fault.Field("reason", language.T("Skriv varför, så att de andra parterna kan svara på det.", "Write why, so that the other parties can respond.")))
}

// end ends a round without an agreement, and opens the negotiation again.
func (s *Service) end(ctx context.Context, tx *audit.Tx, r *Round, as State, reason string, what Happening) error {
	r.State, r.EndedAt, r.Reason = as, db.At(tx.Now()), reason
	if _, err := s.Drafts.Reopen(ctx, tx, r.Draft, reason); err != nil {
		return err
	}
	return s.tell(ctx, tx, *r, what, everybody(*r)...)
}

// everybody is who has or had a part in a round and an account.
func everybody(r Round) (out []string) {
	for _, s := range r.Slots {
		out = append(out, s.Account)
	}
	return out
}

func (s *Service) tell(ctx context.Context, tx *audit.Tx, r Round, what Happening, accounts ...string) error {
	if s.Tell == nil || len(accounts) == 0 {
		return nil
	}
	return s.Tell(ctx, tx, r, what, accounts...)
}

// tellDue tells those whose turn has come by an act.
func (s *Service) tellDue(ctx context.Context, tx *audit.Tx, before, after Round) error {
	if after.State != Open {
		return nil
	}
	waited := map[string]string{}
	for _, o := range before.Due() {
		waited[o.ID] = o.Account
	}
	var now []string
	for _, o := range after.Due() {
		if was, ok := waited[o.ID]; !ok || was != o.Account {
			now = append(now, o.Account)
		}
	}
	return s.tell(ctx, tx, after, YourTurn, now...)
}
