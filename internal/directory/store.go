package directory

import (
	"context"
	"errors"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// holds says in SQL that a version under the alias holds on the day bound as $n.
func holds(alias string, n int) string {
	return fmt.Sprintf("(%[1]s.valid_from IS NULL OR %[1]s.valid_from <= $%[2]d) AND (%[1]s.valid_to IS NULL OR %[1]s.valid_to >= $%[2]d)", alias, n)
}

const municipalityColumns = `m.code, m.name, m.official_name, m.county_code, m.county_name, m.county_letter, m.group_code, m.group_name,
	m.population, m.population_year, m.seat, m.latitude, m.longitude, m.valid_from, m.valid_to`

// All gives the municipalities of a day, by code.
func All(ctx context.Context, q db.Reader, day calendar.Date) ([]Municipality, error) {
	return db.All[Municipality](ctx, q, `SELECT `+municipalityColumns+` FROM directory_municipality_period m WHERE `+holds("m", 1)+` ORDER BY m.code`, day)
}

// ByCode gives one municipality as it is on a day, or a fault of kind NotFound.
func ByCode(ctx context.Context, q db.Reader, code string, day calendar.Date) (Municipality, error) {
	m, err := db.One[Municipality](ctx, q, `SELECT `+municipalityColumns+` FROM directory_municipality_period m WHERE `+holds("m", 1)+` AND m.code = $2`, day, code)
	return m, orNotFound(err)
}

// Named gives the municipalities of a day that have one of the codes, by Swedish order of name.
func Named(ctx context.Context, q db.Reader, codes []string, day calendar.Date) ([]Municipality, error) {
	args := []any{day}
	in := db.In(codes, &args)
	return db.All[Municipality](ctx, q, `SELECT `+municipalityColumns+` FROM directory_municipality_period m WHERE `+holds("m", 1)+` AND m.code `+in+` ORDER BY m.sort_key, m.code`, args...)
}

// Counties gives the counties by code.
func Counties(ctx context.Context, q db.Reader) ([]County, error) {
	return db.All[County](ctx, q, `SELECT code, letter, name, region_name FROM directory_county ORDER BY code`)
}

// Groups gives SKR's municipality groups by code.
func Groups(ctx context.Context, q db.Reader) ([]Group, error) {
	return db.All[Group](ctx, q, `SELECT code, name, main_code, main_name FROM directory_group ORDER BY code`)
}

// orNotFound says of a missing row what is said of what one may not see.
func orNotFound(err error) error {
	if errors.Is(err, db.ErrNone) {
		return fault.NotFoundThing()
	}
	return err
}

// today is the day of an act or of an asking in Sweden.
func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// touch raises the version of a thing that nobody else has changed since it was read.
func touch(ctx context.Context, tx *audit.Tx, table, key, id string, version int64) error {
	n, err := tx.Exec(ctx, `UPDATE `+table+` SET version = version + 1 WHERE `+key+` = $1 AND version = $2`, id, version)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	return err
}

// replace writes the versions of a thing anew: they are few, and a change may move the days of its neighbours.
func replace[R any](ctx context.Context, tx *audit.Tx, table, key, id string, rows []R) error {
	if _, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE `+key+` = $1`, id); err != nil {
		return err
	}
	return db.InsertAll(ctx, tx, table, rows)
}

var changedMeanwhile = language.T("Någon annan har ändrat uppgiften sedan du öppnade sidan. Ladda om sidan och gör ändringen igen.",
	"Somebody else has changed the record since you opened the page. Load the page again and make the change anew.")
