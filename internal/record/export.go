package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/csip"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Parcel is an archive package that has been made and checked, and not handed over yet.
type Parcel struct {
	disposal string
	spool    *spool
	report   csip.Report
}

// Close lets it go.
func (p *Parcel) Close() error { return p.spool.Close() }

// Export makes an archive package of what a disposal is to destroy, checks it, and keeps its digest and what the check said in
// the protocol when all of it has been handed over to w. It can be fetched again until the disposal is carried out.
func (r *Records) Export(ctx context.Context, a policy.Actor, id string, w io.Writer) error {
	p, err := r.Prepare(ctx, a, id)
	if err != nil {
		return err
	}
	return errors.Join(r.HandOver(ctx, a, p, w), p.Close())
}

// Prepare makes the package and checks it. One that breaks a MUST is a Conflict fault that names it: nothing is handed over, and
// what is to be exported first cannot be destroyed. The package bears the date of the proposal, so that the same documents give
// the same bytes.
func (r *Records) Prepare(ctx context.Context, a policy.Actor, id string) (*Parcel, error) {
	if err := r.fetched(ctx, a, id); err != nil {
		return nil, err
	}
	p := &Parcel{disposal: id}
	var err error
	if p.spool, err = newSpool(r.Trail.DB().Rand()); err != nil {
		return nil, err
	}
	err = r.Trail.DB().Read(ctx, func(q db.Reader) error {
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
		items, err := ItemsOf(ctx, q, id)
		if err != nil {
			return err
		}
		if err := r.shielded(ctx, q, a, items); err != nil { // somebody may have become protected since it was noted
			return err
		}
		return r.pack(ctx, q, d, items, p.spool)
	})
	if err == nil {
		p.report, err = csip.Check(p.spool, p.spool.size)
	}
	if err == nil {
		err = broken(p.report)
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// broken is a fault that names every MUST that a package breaks.
func broken(report csip.Report) error {
	var problems []fault.Problem
	for _, f := range report.Broken() {
		problems = append(problems, fault.Field(f.ID, language.T("%s. %s: %s.", "%s. %s: %s.").With(f.ID, f.Text, f.What)))
	}
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Conflict, language.T("Arkivpaketet följer inte reglerna för E-ARK SIP 2.1. Inget lämnas ut och inget gallras. Kontakta driften.",
		"The archive package does not follow the rules of E-ARK SIP 2.1. Nothing is handed over and nothing is destroyed. Contact operations."), problems...)
}

// HandOver writes a package that was prepared, and keeps its digest and what the check said.
func (r *Records) HandOver(ctx context.Context, a policy.Actor, p *Parcel, w io.Writer) error {
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), io.NewSectionReader(p.spool, 0, p.spool.size)); err != nil {
		return err
	}
	_, err := r.step(ctx, a, p.disposal, policy.CarryOutDisposal, func(_ *audit.Tx, d Disposal) (Disposal, error) {
		if err := d.fetchable(); err != nil {
			return d, err
		}
		d.ExportDigest = hex.EncodeToString(sum.Sum(nil))
		d.keep(p.report)
		return d, nil
	})
	return err
}

// keep notes how many MUSTs of the published rules the package meets, and the SHOULDs that it does not follow.
func (d *Disposal) keep(report csip.Report) {
	d.ExportMusts = int64(len(report.Published().Of(csip.Must, csip.Met)))
	d.ExportShoulds = strings.Join(report.Of(csip.Should, csip.Unmet).IDs(), " ")
}

// Made says to which rules the package was made, and how far; empty before one was fetched.
func (d Disposal) Made() language.Text {
	if d.ExportDigest == "" || d.ExportMusts == 0 {
		return language.Text{}
	}
	shoulds := language.T("Alla bör-krav som gäller paketet följs.", "Every SHOULD that is asked of the package is followed.")
	if d.ExportShoulds != "" {
		shoulds = language.T("Bör-krav som inte följs: %s.", "SHOULDs that are not followed: %s.").With(strings.Join(strings.Fields(d.ExportShoulds), ", "))
	}
	return language.T("Gjort efter reglerna för E-ARK SIP 2.1 och FGS Paketstruktur 2.0; inte certifierat. %d ska-krav uppfyllda, inget brutet. %s",
		"Made to the rules of E-ARK SIP 2.1 and FGS Paketstruktur 2.0; not certified. %d MUSTs met, none broken. %s").With(d.ExportMusts, shoulds)
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
		if err := r.shielded(ctx, tx, a, items); err != nil {
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

// shielded refuses a package that tells of somebody with a protected identity to whoever is not named for that person, as the
// page of the thing itself would.
func (r *Records) shielded(ctx context.Context, q db.Reader, a policy.Actor, items []Item) error {
	if r.Guarded == nil {
		return nil
	}
	things := make([]ref.Ref, len(items))
	for i, item := range items {
		things[i] = item.Thing()
	}
	guarded, err := r.Guarded(ctx, q, a, things)
	if err != nil || !slices.ContainsFunc(things, func(thing ref.Ref) bool { return guarded[thing] }) {
		return err
	}
	return fault.New(fault.Denied, language.T("Paketet innehåller handlingar om någon med skyddade personuppgifter. Be en kollega som är utsedd för personen, och som får genomföra gallringar, att hämta det.",
		"The package holds documents about somebody with a protected identity. Ask a colleague who is named for the person, and who may carry out disposals, to fetch it."))
}

// fetchable refuses a package of what is already gone, or stays.
func (d Disposal) fetchable() error {
	if d.State == Proposed || d.State == Approved {
		return nil
	}
	return fault.New(fault.Conflict, language.T("Handlingarna i gallringen %s finns inte att hämta: den är i läget %s.",
		"The documents of disposal %s cannot be fetched: it is %s.").With(d.Number, d.State.Name()))
}

// archivist gives the authority as a package names it.
func (r *Records) archivist(ctx context.Context, q db.Reader, id string) (Archivist, error) {
	if r.Archivist == nil {
		return Archivist{Name: id}, nil
	}
	return r.Archivist(ctx, q, id)
}

func (r *Records) pack(ctx context.Context, q db.Reader, d Disposal, items []Item, w io.Writer) error {
	of, err := r.archivist(ctx, q, d.Authority)
	if err != nil {
		return err
	}
	p := Package{ID: d.ID, Label: d.Number, Archivist: of, Software: r.Software, Made: d.ProposedAt.Time}
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
