package negotiation

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// change is what every step has in common: read, may, rule, write, note, tell. The rule changes the draft; when it gives
// no error the draft is written over the version that was read, so that of two at once one is told.
func (s *Service) change(ctx context.Context, actor policy.Actor, act policy.Action, id string, rule func(tx *audit.Tx, d *Draft) (note any, err error)) (d Draft, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadDraft, Draft{ID: id}.Ref()); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, act, Draft{ID: id}.Ref()); err != nil {
			return err
		}
		if d, err = Get(ctx, tx, id); err != nil {
			return err
		}
		note, err := rule(tx, &d)
		if err != nil {
			return err
		}
		return tx.Note(act, d.Ref(), note)
	})
	return d, err
}

// Propose freezes the document being worked on as the next version and lays it before the other parties.
func (s *Service) Propose(ctx context.Context, actor policy.Actor, id string) (Draft, error) {
	return s.change(ctx, actor, policy.ProposeDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayWrite(actor.Authority); err != nil {
			return nil, err
		}
		text, err := s.put(ctx, tx, d)
		return noted{No: text.No, Digest: text.Digest}, err
	})
}

// propose is Propose of a draft that was begun in the same act.
func (s *Service) propose(ctx context.Context, tx *audit.Tx, d *Draft) error {
	text, err := s.put(ctx, tx, d)
	if err != nil {
		return err
	}
	return tx.Note(policy.ProposeDraft, d.Ref(), noted{No: text.No, Digest: text.Digest})
}

func (s *Service) put(ctx context.Context, tx *audit.Tx, d *Draft) (Text, error) {
	work, err := Work(ctx, tx, d.ID)
	if err != nil {
		return Text{}, err
	}
	before, err := TextAt(ctx, tx, d.ID, d.Latest)
	if err != nil {
		return Text{}, err
	}
	changed := clause.ChangedFields(before.Doc, work)
	if d.Latest > 0 && len(changed) == 0 {
		return Text{}, fault.New(fault.Invalid, nothingChanged.With(d.Latest))
	}
	d.Latest++
	text, err := freeze(ctx, tx, d.ID, d.Latest, work)
	if err != nil {
		return Text{}, err
	}
	if err := answerByChange(ctx, tx, *d, changed); err != nil {
		return Text{}, err
	}
	author := d.Turn
	d.State, d.Turn, d.Reason = Proposed, "", "" // what was said of the version before is answered
	if err := update(ctx, tx, d); err != nil {
		return Text{}, err
	}
	return text, s.tell(ctx, tx, *d, toldProposed.With(d.Latest), d.others(author))
}

// answerByChange marks threads whose field the new version changes, or deviates on, as answered.
func answerByChange(ctx context.Context, tx *audit.Tx, d Draft, changed []clause.Field) error {
	threads, err := Threads(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	is := map[clause.Field]bool{}
	for _, f := range changed {
		is[f] = true
	}
	for _, t := range threads {
		if t.State == Open && is[t.Field] && t.Authority != d.Turn {
			if err := setThread(ctx, tx, t, Answered); err != nil {
				return err
			}
		}
	}
	return nil
}

// TakePen lets the actor's authority answer the version that lies before the parties with the next one. Of two who take
// it at once one gets it.
func (s *Service) TakePen(ctx context.Context, actor policy.Actor, id string) (Draft, error) {
	return s.change(ctx, actor, policy.EditDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		threads, err := Threads(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		latest, err := TextAt(ctx, tx, id, d.Latest)
		if err != nil {
			return nil, err
		}
		if err := d.mayTake(actor.Authority, latest.By, threads); err != nil {
			return nil, err
		}
		d.State, d.Turn = Drafting, actor.Authority
		if err := saveWork(ctx, tx, d, latest.Doc); err != nil {
			return nil, err
		}
		return noted{Pen: "taken", No: d.Latest}, s.tell(ctx, tx, *d, toldPen.With(d.Latest), d.others(actor.Authority))
	})
}

// LeavePen hands the pen back without a new version: the latest lies before the parties again, and what was changed
// since is gone.
func (s *Service) LeavePen(ctx context.Context, actor policy.Actor, id string) (Draft, error) {
	return s.change(ctx, actor, policy.EditDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayWrite(actor.Authority); err != nil {
			return nil, err
		}
		if d.Latest == 0 {
			return nil, fault.New(fault.Conflict, firstPen)
		}
		latest, err := TextAt(ctx, tx, id, d.Latest)
		if err != nil {
			return nil, err
		}
		d.State, d.Turn = Proposed, ""
		if err := saveWork(ctx, tx, d, latest.Doc); err != nil {
			return nil, err
		}
		return noted{Pen: "left", No: d.Latest}, s.tell(ctx, tx, *d, toldLeft.With(d.Latest), d.others(actor.Authority))
	})
}

// Approve approves a version for the actor's authority: the one that the actor saw, by number and digest. With the last
// party's approval the draft can be signed; an amendment that needs no signature is then concluded.
func (s *Service) Approve(ctx context.Context, actor policy.Actor, id string, seen Approving) (Draft, error) {
	return s.change(ctx, actor, policy.ApproveDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		approvals, err := Approvals(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		latest, err := TextAt(ctx, tx, id, d.Latest)
		if err != nil {
			return nil, err
		}
		if err := d.mayApprove(actor.Authority, seen, latest.Digest, approvals); err != nil {
			return nil, err
		}
		if err := clause.CheckComplete(latest.Doc); err != nil {
			return nil, err
		}
		if err := d.current(ctx, tx); err != nil {
			return nil, err
		}
		if err := d.free(ctx, tx, latest.Doc); err != nil {
			return nil, err
		}
		a := Approval{Draft: id, No: seen.No, Authority: actor.Authority, Account: actor.ID, Decision: seen.Decision, At: db.At(tx.Now())}
		if err := s.approve(ctx, tx, d, a, append(approvals, a), latest); err != nil {
			return nil, err
		}
		return noted{No: seen.No, Digest: seen.Digest, Decision: seen.Decision}, nil
	})
}

func (s *Service) approve(ctx context.Context, tx *audit.Tx, d *Draft, a Approval, all []Approval, latest Text) error {
	if err := db.Insert(ctx, tx, "negotiation_approval", a); err != nil {
		if db.IsUnique(err) {
			return fault.Wrap(err, fault.Conflict, sayApprovedAlready.With(a.No))
		}
		return err
	}
	if err := s.resolveOwn(ctx, tx, *d, a.Authority); err != nil {
		return err
	}
	left := d.Missing(all)
	if len(left) > 0 {
		if err := update(ctx, tx, d); err != nil {
			return err
		}
		return s.tell(ctx, tx, *d, toldApproved.With(a.No), left)
	}
	d.State = Approved
	if done, err := s.concludeUnsigned(ctx, tx, d, latest); done || err != nil {
		return err
	}
	if err := update(ctx, tx, d); err != nil {
		return err
	}
	return s.tell(ctx, tx, *d, toldAll.With(a.No), d.others(""))
}

// concludeUnsigned lets an amendment that no signature is needed for hold at once.
func (s *Service) concludeUnsigned(ctx context.Context, tx *audit.Tx, d *Draft, latest Text) (bool, error) {
	if d.Kind != Amendment {
		return false, nil
	}
	need, err := NeedsOf(ctx, tx, *d, latest.Doc)
	if err != nil || need.Signatures != NoSignatures {
		return false, err
	}
	return true, s.conclude(ctx, tx, d, d.Agreement)
}

// resolveOwn resolves the threads that an authority opened: who approves a version has nothing more to ask of it.
func (s *Service) resolveOwn(ctx context.Context, tx *audit.Tx, d Draft, authority string) error {
	threads, err := Threads(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	for _, t := range threads {
		if t.Authority == authority && t.State != Resolved {
			if err := setThread(ctx, tx, t, Resolved); err != nil {
				return err
			}
		}
	}
	return nil
}

// TakeBack takes the authority's approval of the latest version back, with a reason, as long as signing has not begun.
func (s *Service) TakeBack(ctx context.Context, actor policy.Actor, id, reason string) (Draft, error) {
	return s.change(ctx, actor, policy.ApproveDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		approvals, err := Approvals(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := d.mayTakeBack(actor.Authority, approvals); err != nil {
			return nil, err
		}
		if reason == "" {
			return nil, fault.New(fault.Invalid, putRight, fault.Field(fieldReason, needReason))
		}
		if _, err := tx.Exec(ctx, `DELETE FROM negotiation_approval WHERE draft_id = $1 AND no = $2 AND authority_id = $3`, id, d.Latest, actor.Authority); err != nil {
			return nil, err
		}
		d.State, d.Reason = Proposed, reason
		if err := update(ctx, tx, d); err != nil {
			return nil, err
		}
		return noted{No: d.Latest, Back: true, Reason: reason}, s.tell(ctx, tx, *d, toldBack.With(d.Latest, reason), d.others(actor.Authority))
	})
}

// noted is what the trail says of a step. It holds no person.
type noted struct {
	No       int64  `json:"no,omitempty"`
	Digest   string `json:"digest,omitempty"`
	Field    string `json:"field,omitempty"`
	Thread   string `json:"thread,omitempty"`
	State    string `json:"state,omitempty"`
	Pen      string `json:"pen,omitempty"`
	Decision string `json:"decision,omitempty"`
	Back     bool   `json:"takenBack,omitempty"`
	Reason   string `json:"reason,omitempty"`
	File     string `json:"file,omitempty"`
}

// others are the parties except one.
func (d Draft) others(authority string) []string {
	var out []string
	for _, p := range d.Parties {
		if p.Authority != authority {
			out = append(out, p.Authority)
		}
	}
	return out
}

func (s *Service) tell(ctx context.Context, tx *audit.Tx, d Draft, what language.Text, to []string) error {
	if s.Tell == nil || len(to) == 0 {
		return nil
	}
	return s.Tell(ctx, tx, d, what, to)
}

const fieldReason = "reason"

var (
	nothingChanged = language.T("Inget skiljer sig från version %d. Ändra något, eller lämna tillbaka pennan.", "Nothing differs from version %d. Change something, or hand the pen back.")
	firstPen       = language.T("Det finns ingen version att gå tillbaka till. Lämna ett förslag, eller avbryt utkastet.", "There is no version to go back to. Put a proposal forward, or call the draft off.")
	needReason     = language.T("Skriv varför.", "Write why.")
	toldProposed   = language.T("Version %d ligger hos er att läsa och godkänna.", "Version %d is yours to read and approve.")
	toldPen        = language.T("En annan part har tagit pennan för att ändra version %d.", "Another party has taken the pen to change version %d.")
	toldLeft       = language.T("Pennan är tillbakalämnad utan ändring. Version %d ligger kvar att godkänna.", "The pen was handed back without a change. Version %d is still up for approval.")
	toldApproved   = language.T("En annan part har godkänt version %d. Er myndighets godkännande saknas.", "Another party has approved version %d. Your authority's approval is missing.")
	toldAll        = language.T("Alla parter har godkänt version %d.", "All parties have approved version %d.")
	toldBack       = language.T("En part har tagit tillbaka sitt godkännande av version %d. Skäl: %s", "A party has taken its approval of version %d back. Reason: %s")
)
