package person

import (
	"context"
	"io"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// EvidenceTypes are the types of file that a consent may be shown by: a scanned paper, a picture of one.
func EvidenceTypes() []file.Type { return []file.Type{file.PDF, file.PNG, file.JPEG} }

// Attach keeps the paper that shows a consent, sealed, with the ground. One that is there already stays: a new paper is a
// new consent.
func (s *Service) Attach(ctx context.Context, actor policy.Actor, person, id string, version int64, c file.Checked) (g Ground, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddGround, ref.To(PersonKind, person)); err != nil {
			return err
		}
		if g, err = groundOf(ctx, tx, person, id); err != nil {
			return err
		}
		if g.Kind != law.Consent || g.Evidence != "" {
			return fault.New(fault.Conflict, language.T("Samtycket har redan ett underlag, eller så är det ingen grund som visas med ett.", "The consent has its evidence already, or it is no ground that is shown by any."))
		}
		if g.Evidence, err = s.keep(ctx, tx, g.Authority, c); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE person_ground SET evidence_id = $3, version = version + 1 WHERE id = $1 AND version = $2`, g.ID, version, g.Evidence)
		if err := changed(n, err); err != nil {
			return err
		}
		g.Version = version + 1
		return tx.Note(policy.AddGround, ref.To(PersonKind, person), noted{Fields: []string{"evidence"}, About: g.Ref()})
	})
	return g, err
}

// keep stores a file as an authority's own, sealed.
func (s *Service) keep(ctx context.Context, tx *audit.Tx, authority string, c file.Checked) (string, error) {
	stored, err := file.Put(ctx, tx.Tx, s.keys(), c.OwnedBy(authority))
	return stored.ID, err
}

// groundOf reads a ground of a person's record; one that stands in another is not found.
func groundOf(ctx context.Context, q db.Reader, person, id string) (Ground, error) {
	g, err := ground(ctx, q, id)
	if err == nil && g.Person != person {
		err = fault.NotFoundThing()
	}
	return g, err
}

// OpenEvidence gives the paper that shows a consent to somebody who may see the person, and notes that it was read. The
// caller closes the content.
func (s *Service) OpenEvidence(ctx context.Context, actor policy.Actor, person, id string) (f file.File, content io.ReadCloser, err error) {
	var g Ground
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		by, err := policy.CheckReadBy(ctx, tx, actor, policy.ReadPerson, ref.To(PersonKind, person))
		if err != nil {
			return err
		}
		if g, err = groundOf(ctx, tx, person, id); err != nil {
			return err
		}
		if g.Evidence == "" {
			return fault.NotFoundThing()
		}
		return tx.Note(policy.ReadPerson, ref.To(PersonKind, person), noted{Fields: []string{"evidence"}, About: g.Ref(), By: by})
	})
	if err != nil {
		return f, nil, err
	}
	return file.Open(ctx, s.Trail.DB(), s.keys(), g.Evidence)
}
