package directory

import (
	"context"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Filter says which municipalities of a list are asked for. Empty fields ask for all.
type Filter struct {
	Query  string // part of the name, or the beginning of the code
	County string // county code
	Group  string // SKR group code, "A1", or main group, "A"
	Order  Order
	After  string // code after which the list goes on, in order of code
	Limit  int    // most rows; 0 means all
}

// Order is how a list of municipalities is sorted.
type Order string

// The orders. By name is Swedish order.
const (
	ByName       Order = "namn"
	ByNumber     Order = "kod"
	ByPopulation Order = "folkmangd" // the largest first
)

// List gives the municipalities of a day that the filter asks for.
func List(ctx context.Context, q db.Reader, f Filter, day calendar.Date) ([]Municipality, error) {
	args := []any{day}
	where := holds("m", 1) + f.where(&args)
	order := map[Order]string{ByNumber: "m.code", ByPopulation: "m.population DESC, m.sort_key"}[f.Order]
	if order == "" {
		order = "m.sort_key, m.code"
	}
	limit := ""
	if f.Limit > 0 {
		limit = db.Limit(f.Limit)
	}
	return db.All[Municipality](ctx, q, `SELECT `+municipalityColumns+` FROM directory_municipality_period m WHERE `+where+` ORDER BY `+order+limit, args...)
}

// where says the filter in SQL and appends its values.
func (f Filter) where(args *[]any) string {
	var b strings.Builder
	add := func(condition string, value any) {
		*args = append(*args, value)
		b.WriteString(" AND " + strings.ReplaceAll(condition, "?", db.Placeholders(len(*args), 1)))
	}
	if key := language.SearchKey(f.Query); key != "" {
		add("(m.search_key LIKE ? ESCAPE '!')", "%"+escapeLike(key)+"%")
	}
	if f.County != "" {
		add("m.county_code = ?", f.County)
	}
	if f.Group != "" {
		add("m.group_code LIKE ? ESCAPE '!'", escapeLike(f.Group)+"%")
	}
	if f.After != "" {
		add("m.code > ?", f.After)
	}
	return b.String()
}

// escapeLike makes what was asked for mean itself in a LIKE … ESCAPE '!'.
func escapeLike(s string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s)
}

// Find gives what a person most likely means by a name or a code: the one municipality when the text says exactly
// that, else all whose name or code has the text in it, by name.
func Find(ctx context.Context, q db.Reader, text string, day calendar.Date) ([]Municipality, error) {
	found, err := List(ctx, q, Filter{Query: text}, day)
	if err != nil {
		return nil, err
	}
	key := language.SearchKey(text)
	for _, m := range found {
		if m.Code == key || language.SearchKey(m.Name) == key || language.SearchKey(m.OfficialName) == key {
			return []Municipality{m}, nil
		}
	}
	return found, nil
}

// Count gives how many municipalities there are on a day.
func Count(ctx context.Context, q db.Reader, day calendar.Date) (int, error) {
	return db.One[int](ctx, q, `SELECT count(*) FROM directory_municipality_version m WHERE `+holds("m", 1), day)
}

// municipalityRow is a version as it is stored.
type municipalityRow struct {
	Code string `db:"code"`
	No   int    `db:"no"`
	Validity
	MunicipalityDetails
	SortKey   string `db:"sort_key"`
	SearchKey string `db:"search_key"`
}

func municipalityRows(code string, h History[MunicipalityDetails]) []municipalityRow {
	rows := make([]municipalityRow, len(h))
	for i, v := range h {
		rows[i] = municipalityRow{
			Code: code, No: i + 1, Validity: v.Validity, MunicipalityDetails: v.Details,
			SortKey: language.SortKey(v.Details.Name), SearchKey: language.SearchKey(v.Details.Name + " " + v.Details.OfficialName + " " + code),
		}
	}
	return rows
}

// MunicipalityHistory is a municipality with all its versions.
type MunicipalityHistory struct {
	Code    string
	Version int64
	History History[MunicipalityDetails]
}

func municipalityHistory(ctx context.Context, q db.Reader, code string) (MunicipalityHistory, error) {
	version, err := db.One[int64](ctx, q, `SELECT version FROM directory_municipality WHERE code = $1`, code)
	if err != nil {
		return MunicipalityHistory{}, orNotFound(err)
	}
	rows, err := db.All[municipalityRow](ctx, q, `SELECT code, no, valid_from, valid_to, name, official_name, county_code, group_code,
		population, population_year, seat, latitude, longitude, sort_key, search_key
		FROM directory_municipality_version WHERE code = $1 ORDER BY no`, code)
	h := MunicipalityHistory{Code: code, Version: version}
	for _, r := range rows {
		h.History = append(h.History, Version[MunicipalityDetails]{Validity: r.Validity, Details: r.MunicipalityDetails})
	}
	return h, err
}

// putEdited writes a municipality's versions and marks that a person has edited it, so that no later edition of the
// reference tables writes over it.
func putEdited(ctx context.Context, tx *audit.Tx, code string, h History[MunicipalityDetails]) error {
	if _, err := tx.Exec(ctx, `UPDATE directory_municipality SET edited = TRUE WHERE code = $1`, code); err != nil {
		return err
	}
	return replace(ctx, tx, "directory_municipality_version", "code", code, municipalityRows(code, h))
}
