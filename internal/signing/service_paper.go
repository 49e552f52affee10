package signing

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// OnPaper is a signature that one side brings on paper.
type OnPaper struct {
	Name, Function string
	On             calendar.Date // the day on the paper
	Scan           file.Checked
	Delegation
}

// Bring takes in a signature on paper. It counts when another party has confirmed it.
func (s *Service) Bring(ctx context.Context, actor policy.Actor, slot string, p OnPaper) error {
	return s.onSlot(ctx, actor, policy.BringPaper, slot, func(tx *audit.Tx, r *Round, at *Slot) (any, error) {
		if at.Group != r.Step() {
			return nil, r.MaySign(*at, Signature{Account: at.Account, Digest: r.Digest}, today(tx))
		}
		if err := p.check(today(tx)); err != nil {
			return nil, err
		}
		scan, err := file.Put(ctx, tx.Tx, s.Keys, p.Scan)
		if err != nil {
			return nil, err
		}
		at.State, at.Account, at.Name, at.Function, at.Method = Brought, "", p.Name, p.Function, onPaper
		if err := at.record(p.Delegation); err != nil {
			return nil, err
		}
		at.Paper, at.BroughtBy, at.ProvedAt = scan.ID, actor.ID, db.At(p.On.Start())
		return map[string]any{"round": r.ID, "file": scan.ID}, nil
	})
}

func (p OnPaper) check(today calendar.Date) error {
	t := language.T
	var problems []fault.Problem
	if p.Name == "" {
		problems = append(problems, fault.Field("name", t("Skriv vem som har undertecknat.", "Write who has signed.")))
	}
	if p.Function == "" {
		problems = append(problems, fault.Field("function", t("Skriv i vilken funktion.", "Write in which function.")))
	}
	if p.On.IsZero() || p.On.After(today) {
		problems = append(problems, fault.Field("on", t("Ange dagen på papperet. Den kan inte vara efter i dag.", "Give the day on the paper. It cannot be after today.")))
	}
	if len(problems) > 0 {
		return fault.New(fault.Invalid, t("Papperet behöver fler uppgifter.", "The paper needs more."), problems...)
	}
	return p.Delegation.Check(today)
}

// Confirm says for another party that a paper is what was agreed. It then counts as a signature. paper is the scan that
// the person saw: another that was brought since is looked at first.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, slot, digest, paper string) error {
	return s.onSlot(ctx, actor, policy.ConfirmPaper, slot, func(tx *audit.Tx, r *Round, at *Slot) (any, error) {
		if err := at.confirmable(actor, paper); err != nil {
			return nil, err
		}
		if digest != r.Digest {
			return nil, fault.New(fault.Conflict, language.T("Papperet gäller en annan version. Läs den text som gäller.", "The paper is for another version. Read the text that holds."))
		}
		at.State, at.At, at.ConfirmedBy = Signed, db.At(tx.Now()), actor.ID
		return s.signed(ctx, tx, r, at)
	})
}

// confirmable tells what stands in the way of confirming a paper; nil when nothing does. Who brought it does not confirm
// it, for whichever party they act now.
func (s Slot) confirmable(by policy.Actor, paper string) error {
	t := language.T
	switch {
	case s.State != Brought:
		return fault.New(fault.Conflict, t("Det finns inget papper att bekräfta.", "There is no paper to confirm."))
	case s.Paper != paper:
		return fault.New(fault.Conflict, t("Ett annat papper har lämnats in sedan du öppnade sidan. Läs det som gäller nu.", "Another paper has been brought since you opened the page. Read the one that holds now."))
	case s.BroughtBy == by.ID:
		return fault.New(fault.Denied, t("Du lämnade själv in papperet. Någon annan behöver bekräfta det.", "You brought the paper yourself. Somebody else needs to confirm it."))
	}
	return nil
}

// onPaperNow tells that a slot cannot be changed while its paper waits for the other party: what that party reads must
// be what it confirms.
func (s Slot) onPaperNow() error {
	if s.State != Brought {
		return nil
	}
	return fault.New(fault.Conflict, language.T("Ett papper väntar på den andra partens bekräftelse. Lämna in ett nytt papper om något är fel, eller be den andra parten att svara nej.",
		"A paper waits for the other party's confirmation. Bring a new paper if something is wrong, or ask the other party to answer no."))
}

// RejectPaper says for another party that a paper is not what was agreed; the signature is waited for again.
func (s *Service) RejectPaper(ctx context.Context, actor policy.Actor, slot, reason string) error {
	return s.onSlot(ctx, actor, policy.ConfirmPaper, slot, func(tx *audit.Tx, r *Round, at *Slot) (any, error) {
		if at.State != Brought {
			return nil, fault.New(fault.Conflict, language.T("Det finns inget papper att bekräfta.", "There is no paper to confirm."))
		}
		if err := needReason(reason); err != nil {
			return nil, err
		}
		at.State, at.Method, at.Paper, at.BroughtBy, at.Reason = Waiting, "", "", "", reason
		return map[string]any{"round": r.ID, "rejected": true}, nil
	})
}
