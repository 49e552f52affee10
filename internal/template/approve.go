package template

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
)

// keepers are the bodies that keep the template together; each approves what is published.
func keepers() []string { return []string{directory.SKR, directory.PES} }

// approvalRow is an approval as it stands in its table.
type approvalRow struct {
	Template string `db:"template_id"`
	Approval
	At db.Time `db:"approved_at"`
}

// Approve approves the next version for the actor's authority. digest is the content that the person read; when it is
// no longer the content, nothing is approved.
func (s *Service) Approve(ctx context.Context, actor policy.Actor, digest string) (v Version, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if v, err = s.open(ctx, tx, policy.ApproveTemplate); err != nil {
			return err
		}
		if err := approvable(ctx, tx, v, digest); err != nil {
			return err
		}
		if v.ApprovedBy(actor.Authority) {
			return fault.New(fault.Conflict, approvedAlready)
		}
		if slices.ContainsFunc(v.Approvals, func(a Approval) bool { return a.Account == actor.ID }) {
			return fault.New(fault.Denied, fourEyes)
		}
		a := Approval{Authority: actor.Authority, Account: actor.ID, Name: actor.Name, Digest: digest}
		if err := keepApproval(ctx, tx, v, a); err != nil {
			return err
		}
		v.Approvals = append(v.Approvals, a)
		if err := tx.Note(policy.ApproveTemplate, v.Ref(), noted{Digest: digest}); err != nil {
			return err
		}
		return s.tellKeepers(ctx, tx, v, sayApproved.With(v.No, bodyName(actor.Authority)), actor.ID)
	})
	return v, err
}

// approvable tells what stands in the way of approving a content.
func approvable(ctx context.Context, q db.Reader, v Version, digest string) error {
	if digest != v.Digest {
		return fault.New(fault.Conflict, readAnew)
	}
	if v.Note.Sv == "" || v.Note.En == "" {
		return fault.New(fault.Invalid, noNote)
	}
	latest, err := Current(ctx, q)
	if err != nil {
		return err
	}
	if len(Compare(latest.Doc, v.Doc, language.Swedish).Changed()) == 0 {
		return fault.New(fault.Invalid, sameAsLatest)
	}
	return clause.CheckTemplate(v.Doc, measured)
}

func keepApproval(ctx context.Context, tx *audit.Tx, v Version, a Approval) error {
	err := db.Insert(ctx, tx, "template_approval", approvalRow{v.Ref().ID, a, db.At(tx.Now())})
	if db.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, approvedAlready)
	}
	return err
}

// Withdraw takes back the approval of the actor's authority.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor) (v Version, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if v, err = s.open(ctx, tx, policy.ApproveTemplate); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "DELETE FROM template_approval WHERE template_id = $1 AND authority_id = $2", v.Ref().ID, actor.Authority)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, notApproved)
		}
		v.Approvals = slices.DeleteFunc(v.Approvals, func(a Approval) bool { return a.Authority == actor.Authority })
		return tx.Note(policy.ApproveTemplate, v.Ref(), noted{Withdrawn: []string{actor.Authority}})
	})
	return v, err
}

// end takes away every approval after a change, and tells those who gave them, but not who made the change.
func (s *Service) end(ctx context.Context, tx *audit.Tx, v *Version) error {
	var told []string
	for _, a := range v.Approvals {
		if a.Account != tx.Actor().ID {
			told = append(told, a.Account)
		}
	}
	if err := takeBack(ctx, tx, *v); err != nil {
		return err
	}
	v.Approvals = nil
	return s.tell(ctx, tx, notice.News{Kind: NoticeTemplate, Thing: v.Ref(), Text: sayEnded.With(v.No)}, told...)
}

func takeBack(ctx context.Context, tx *audit.Tx, v Version) error {
	_, err := tx.Exec(ctx, "DELETE FROM template_approval WHERE template_id = $1", v.Ref().ID)
	return err
}

func bodies(all []Approval) []string {
	var out []string
	for _, a := range all {
		out = append(out, a.Authority)
	}
	return out
}

// Publish publishes the next version, when each body has approved exactly what it says now.
func (s *Service) Publish(ctx context.Context, actor policy.Actor, row int64) (v Version, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if v, err = s.open(ctx, tx, policy.PublishTemplate); err != nil {
			return err
		}
		for _, body := range keepers() {
			if !v.ApprovedBy(body) {
				return fault.New(fault.Conflict, lacksApproval.With(bodyName(body)))
			}
		}
		if err := approvable(ctx, tx, v, v.Digest); err != nil {
			return err
		}
		v.State, v.PublishedOn, v.Row = Published, calendar.DateOf(tx.Now()), row
		if err := update(ctx, tx, &v); err != nil {
			return err
		}
		if err := tx.Note(policy.PublishTemplate, v.Ref(), noted{Digest: v.Digest}); err != nil {
			return err
		}
		return s.tellPublished(ctx, tx, v)
	})
	return v, err
}
