package template

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// stored is a version as it stands in its table.
type stored struct {
	ID          string        `db:"id"`
	No          int64         `db:"no"`
	State       State         `db:"state"`
	Doc         string        `db:"doc"`
	Digest      string        `db:"digest"`
	NoteSv      string        `db:"note_sv"`
	NoteEn      string        `db:"note_en"`
	PublishedOn calendar.Date `db:"published_on"`
	ChangedAt   db.Time       `db:"changed_at"`
	Version     int64         `db:"version"`
}

const columns = "id, no, state, doc, digest, note_sv, note_en, published_on, changed_at, version"

func (s stored) version() (Version, error) {
	v := Version{No: s.No, State: s.State, Note: language.T(s.NoteSv, s.NoteEn), PublishedOn: s.PublishedOn, Digest: s.Digest, Row: s.Version}
	if err := json.Unmarshal([]byte(s.Doc), &v.Doc); err != nil {
		return v, fmt.Errorf("template: version %d cannot be read: %w", s.No, err)
	}
	return v, nil
}

// Current gives the latest published version, or a fault of kind NotFound.
func Current(ctx context.Context, q db.Reader) (Version, error) {
	return one(ctx, q, `state = 'published' ORDER BY no DESC LIMIT 1`)
}

// ByNumber gives a published version by its number, or a fault of kind NotFound.
func ByNumber(ctx context.Context, q db.Reader, no int64) (Version, error) {
	return one(ctx, q, `no = $1 AND state = 'published'`, no)
}

// All gives every published version, the latest first.
func All(ctx context.Context, q db.Reader) ([]Version, error) {
	rows, err := db.All[stored](ctx, q, "SELECT "+columns+" FROM template_version WHERE state = 'published' ORDER BY no DESC")
	out := make([]Version, 0, len(rows))
	for _, r := range rows {
		v, err := r.version()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, err
}

// next gives the version that is being written with its approvals, or a fault of kind NotFound.
func next(ctx context.Context, q db.Reader) (Version, error) {
	v, err := one(ctx, q, "state = 'next'")
	if err != nil {
		return v, err
	}
	v.Approvals, err = approvals(ctx, q, v.No)
	return v, err
}

func one(ctx context.Context, q db.Reader, where string, args ...any) (Version, error) {
	rows, err := db.All[stored](ctx, q, "SELECT "+columns+" FROM template_version WHERE "+where, args...)
	if err != nil {
		return Version{}, err
	}
	if len(rows) == 0 {
		return Version{}, fault.NotFoundThing()
	}
	return rows[0].version()
}

func approvals(ctx context.Context, q db.Reader, no int64) ([]Approval, error) {
	return db.All[Approval](ctx, q, "SELECT authority_id, account_id, name, digest FROM template_approval WHERE template_id = $1 ORDER BY approved_at, authority_id", strconv.FormatInt(no, 10))
}

// insert writes a new version and gives it its digest.
func insert(ctx context.Context, tx *audit.Tx, v *Version) error {
	row, err := v.stored(db.At(tx.Now()))
	if err != nil {
		return err
	}
	v.Digest = row.Digest
	if err := db.Insert(ctx, tx, "template_version", row); err != nil {
		if db.IsUnique(err) {
			return fault.Wrap(err, fault.Conflict, alreadyBegun)
		}
		return err
	}
	return keepUsed(ctx, tx, v.Doc)
}

// update writes the next version over the row it was read at and gives it the next row number and its digest.
func update(ctx context.Context, tx *audit.Tx, v *Version) error {
	row, err := v.stored(db.At(tx.Now()))
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `UPDATE template_version SET state = $3, doc = $4, digest = $5, note_sv = $6, note_en = $7, published_on = $8, changed_at = $9,
		version = version + 1 WHERE id = $1 AND version = $2 AND state = 'next'`,
		row.ID, v.Row, row.State, row.Doc, row.Digest, row.NoteSv, row.NoteEn, row.PublishedOn, row.ChangedAt)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	v.Row, v.Digest = v.Row+1, row.Digest
	return keepUsed(ctx, tx, v.Doc)
}

func (v Version) stored(at db.Time) (stored, error) {
	v.Doc.Template = v.No
	digest, err := Digest(v.Doc, v.Note)
	if err != nil {
		return stored{}, err
	}
	doc, err := json.Marshal(v.Doc)
	return stored{ID: strconv.FormatInt(v.No, 10), No: v.No, State: v.State, Doc: string(doc), Digest: digest, NoteSv: v.Note.Sv, NoteEn: v.Note.En,
		PublishedOn: v.PublishedOn, ChangedAt: at, Version: v.Row}, err
}

var (
	changedMeanwhile = language.T("Någon annan ändrade nästa version samtidigt. Öppna den på nytt och gör om din ändring.",
		"Somebody else changed the next version at the same time. Open it again and redo your change.")
	alreadyBegun = language.T("Nästa version är redan påbörjad. Öppna den och ändra där.",
		"The next version is already begun. Open it and make your changes there.")
)
