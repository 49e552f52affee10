package directory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// officeSelect reads versions of offices; an authority's own name stands as it was on the day bound as $1, or last.
func officeSelect() string {
	return `SELECT o.id, o.authority_id, o.municipality_code, o.version, o.name, o.address, o.services, o.hours, o.unit_id, o.valid_from, o.valid_to,
	COALESCE((SELECT a.name FROM directory_authority_version a WHERE a.authority_id = o.authority_id AND ` + holds("a", 1) + `),
		(SELECT a.name FROM directory_authority_version a WHERE a.authority_id = o.authority_id ORDER BY a.no DESC LIMIT 1)) AS authority_name
	FROM directory_office_period o `
}

// OfficesIn gives the offices that a municipality has, has had or will have, as they are on a day: those open first,
// then those that open later, then the closed ones; each group by Swedish order of name.
func OfficesIn(ctx context.Context, q db.Reader, code string, day calendar.Date) ([]Office, error) {
	rows, err := db.All[Office](ctx, q, officeSelect()+`WHERE o.municipality_code = $2 ORDER BY o.id, o.no`, day, code)
	return arrange(rows, day), err
}

// OfficesOf gives the offices of an authority in the same way.
func OfficesOf(ctx context.Context, q db.Reader, authority string, day calendar.Date) ([]Office, error) {
	rows, err := db.All[Office](ctx, q, officeSelect()+`WHERE o.authority_id = $2 ORDER BY o.id, o.no`, day, authority)
	return arrange(rows, day), err
}

// OfficeHistory is an office with its whole history.
type OfficeHistory struct {
	Office
	History History[OfficeDetails]
}

func officeHistory(ctx context.Context, q db.Reader, id string) (OfficeHistory, error) {
	rows, err := db.All[Office](ctx, q, officeSelect()+`WHERE o.id = $2 ORDER BY o.no`, today(q), id)
	if err == nil && len(rows) == 0 {
		err = db.ErrNone
	}
	if err != nil {
		return OfficeHistory{}, orNotFound(err)
	}
	h := OfficeHistory{Office: arrange(rows, today(q))[0]}
	for _, o := range rows {
		h.History = append(h.History, Version[OfficeDetails]{Validity: o.Validity, Details: o.OfficeDetails})
	}
	return h, nil
}

// officeRow is a version as it is stored.
type officeRow struct {
	ID string `db:"office_id"`
	No int    `db:"no"`
	Validity
	OfficeDetails
	SortKey string `db:"sort_key"`
}

func putOffice(ctx context.Context, tx *audit.Tx, id string, h History[OfficeDetails]) error {
	rows := make([]officeRow, len(h))
	for i, v := range h {
		rows[i] = officeRow{ID: id, No: i + 1, Validity: v.Validity, OfficeDetails: v.Details, SortKey: language.SortKey(v.Details.Name)}
	}
	return replace(ctx, tx, "directory_office_version", "office_id", id, rows)
}

func insertOffice(ctx context.Context, tx *audit.Tx, o Office) error {
	_, err := tx.Exec(ctx, `INSERT INTO directory_office (id, authority_id, municipality_code, version) VALUES ($1, $2, $3, 1)`, o.ID, o.Authority, o.MunicipalityCode)
	if err != nil {
		return err
	}
	return putOffice(ctx, tx, o.ID, Begin(o.Validity, o.OfficeDetails))
}
