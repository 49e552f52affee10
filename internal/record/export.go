package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Export writes an archive package of what a disposal is to destroy, and keeps its digest in the protocol when all
// of it has been handed over to w. It can be fetched again until the disposal is carried out. The package bears the date of the
// proposal, so that the same documents give the same bytes.
func (r *Records) Export(ctx context.Context, a policy.Actor, id string, w io.Writer) error {
	if err := r.fetched(ctx, a, id); err != nil {
		return err
	}
	sum := sha256.New()
	err := r.Trail.DB().Read(ctx, func(q db.Reader) error {
		d, err := DisposalByID(ctx, q, id)
		if err != nil {
			return err
		}
		if err := r.guard(ctx, q, a, policy.CarryOutDisposal, d.Authority); err != nil {
			return err
		}
		if err := d.fetchable(); err != nil {
			return err
		}
		return r.pack(ctx, q, d, io.MultiWriter(w, sum))
	})
	if err != nil {
		return err
	}
	_, err = r.step(ctx, a, id, policy.CarryOutDisposal, func(_ *audit.Tx, d Disposal) (Disposal, error) {
		if err := d.fetchable(); err != nil {
			return d, err
		}
		d.ExportDigest = hex.EncodeToString(sum.Sum(nil))
		return d, nil
	})
	return err
}

// fetched notes of each document that it is read for a package, before anything of it leaves the house.
func (r *Records) fetched(ctx context.Context, a policy.Actor, id string) error {
	return r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		d, err := DisposalByID(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := r.guard(ctx, tx, a, policy.CarryOutDisposal, d.Authority); err != nil {
			return err
		}
		if err := d.fetchable(); err != nil {
			return err
		}
		by, err := policy.CheckReadBy(ctx, tx, a, policy.FetchRecord, ref.To("authority", d.Authority))
		if err != nil {
			return err
		}
		items, err := ItemsOf(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, item := range items {
			if err := tx.Note(policy.FetchRecord, ref.To(item.Kind, item.ID), struct {
				policy.By
				Disposal string `json:"disposal"`
			}{by, d.Number}); err != nil {
				return err
			}
		}
		return tx.Note(policy.FetchRecord, d.Ref(), map[string]any{"number": d.Number, "items": len(items)})
	})
}

// fetchable refuses a package of what is already gone, or stays.
func (d Disposal) fetchable() error {
	if d.State == Proposed || d.State == Approved {
		return nil
	}
	return fault.New(fault.Conflict, language.T("Handlingarna i gallringen %s finns inte att hämta: den är i läget %s.",
		"The documents of disposal %s cannot be fetched: it is %s.").With(d.Number, d.State.Name()))
}

func (r *Records) pack(ctx context.Context, q db.Reader, d Disposal, w io.Writer) error {
	items, err := ItemsOf(ctx, q, d.ID)
	if err != nil {
		return err
	}
	p := Package{ID: d.ID, Label: d.Number, Archivist: d.Authority, Made: d.ProposedAt.Time}
	p.Open(w)
	for _, item := range items {
		room, known := r.Rooms[item.Kind]
		if !known {
			return fmt.Errorf("record: no room packs things of kind %q", item.Kind)
		}
		doc, err := room.Pack(ctx, q, item.ID)
		if err != nil {
			return err
		}
		if err := p.Add(doc); err != nil {
			return err
		}
	}
	return p.Close()
}
