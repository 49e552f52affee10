package directory

import (
	"context"
	"fmt"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// authoritySelect reads versions of authorities with their municipality's name on the day bound as $1.
func authoritySelect() string {
	return `SELECT a.id, a.class, COALESCE(a.municipality_code, '') AS municipality_code, COALESCE(m.official_name, '') AS municipality_name,
	a.executive, a.version, a.name, a.short_name, a.organisation_number, a.valid_from, a.valid_to
	FROM directory_authority_period a LEFT JOIN directory_municipality_version m ON m.code = a.municipality_code AND ` + holds("m", 1) + ` `
}

// Authorities gives authorities by their ids as they are on a day; one that has ended, or not begun, comes as it was
// last or will be first, so that what once bound it can always be shown with a name. Unknown ids are left out.
func Authorities(ctx context.Context, q db.Reader, ids []string, day calendar.Date) (map[string]Authority, error) {
	args := []any{day}
	in := db.In(ids, &args)
	rows, err := db.All[Authority](ctx, q, authoritySelect()+`WHERE a.id `+in+` ORDER BY a.id, a.no`, args...)
	if err != nil {
		return nil, err
	}
	out := map[string]Authority{}
	for _, a := range nearest(rows, day, func(a Authority) (string, Validity) { return a.ID, a.Validity }) {
		out[a.ID] = a
	}
	return out, nil
}

// AuthorityByID gives one authority as Authorities does, or a fault of kind NotFound.
func AuthorityByID(ctx context.Context, q db.Reader, id string, day calendar.Date) (Authority, error) {
	found, err := Authorities(ctx, q, []string{id}, day)
	if err != nil {
		return Authority{}, err
	}
	a, ok := found[id]
	if !ok {
		return a, orNotFound(db.ErrNone)
	}
	return a, nil
}

// Boards gives the authorities of a municipality that there are on a day, the executive board first.
func Boards(ctx context.Context, q db.Reader, code string, day calendar.Date) ([]Authority, error) {
	return db.All[Authority](ctx, q, authoritySelect()+`WHERE `+holds("a", 1)+` AND a.municipality_code = $2
		ORDER BY CASE WHEN a.executive THEN 0 ELSE 1 END, a.sort_key, a.id`, day, code)
}

// AuthorityFilter says which authorities of a list are asked for.
type AuthorityFilter struct {
	Query        string // part of the authority's name, or of its municipality's
	Class        AuthorityClass
	Municipality string // code
	After        string // id of the last one shown, in the order of the list
	Limit        int    // most rows; 0 means all
}

// ListAuthorities gives the authorities of a day that the filter asks for: those of no municipality first, then by
// municipality code, then by id, which is the order in which they came to be.
func ListAuthorities(ctx context.Context, q db.Reader, f AuthorityFilter, day calendar.Date) ([]Authority, error) {
	args := []any{day}
	text := authoritySelect() + `WHERE ` + holds("a", 1) + f.where(&args)
	if f.After != "" {
		args = append(args, f.After)
		text += fmt.Sprintf(` AND (COALESCE(a.municipality_code, ''), a.id) > (SELECT COALESCE(x.municipality_code, ''), x.id FROM directory_authority x WHERE x.id = $%d)`, len(args))
	}
	text += ` ORDER BY COALESCE(a.municipality_code, ''), a.id`
	if f.Limit > 0 {
		text += db.Limit(f.Limit)
	}
	return db.All[Authority](ctx, q, text, args...)
}

// CountAuthorities gives how many authorities of a day the filter asks for, on all its pages.
func CountAuthorities(ctx context.Context, q db.Reader, f AuthorityFilter, day calendar.Date) (int, error) {
	args := []any{day}
	where := holds("a", 1) + f.where(&args)
	return db.One[int](ctx, q, `SELECT count(*) FROM directory_authority_period a
		LEFT JOIN directory_municipality_version m ON m.code = a.municipality_code AND `+holds("m", 1)+` WHERE `+where, args...)
}

// where says the filter in SQL, but for the page, and appends its values.
func (f AuthorityFilter) where(args *[]any) string {
	where := ""
	add := func(condition string, value any) {
		*args = append(*args, value)
		where += fmt.Sprintf(" AND "+condition, len(*args))
	}
	if key := language.SearchKey(f.Query); key != "" {
		add(`(a.search_key LIKE $%[1]d ESCAPE '!' OR m.search_key LIKE $%[1]d ESCAPE '!')`, "%"+escapeLike(key)+"%")
	}
	if f.Class != "" {
		add("a.class = $%d", string(f.Class))
	}
	if f.Municipality != "" {
		add("a.municipality_code = $%d", f.Municipality)
	}
	return where
}

// boardVersions gives every version of every board of a municipality, of any time.
func boardVersions(ctx context.Context, q db.Reader, code string) ([]Authority, error) {
	return db.All[Authority](ctx, q, authoritySelect()+`WHERE a.municipality_code = $2 ORDER BY a.id, a.no`, today(q), code)
}

// outlives counts the units and offices of an authority that hold after its last day; none when it has no last day.
func outlives(ctx context.Context, q db.Reader, authority string, last calendar.Date) (int, error) {
	if last.IsZero() {
		return 0, nil
	}
	return db.One[int](ctx, q, `SELECT (SELECT count(*) FROM directory_unit_period u WHERE u.authority_id = $1 AND (u.valid_to IS NULL OR u.valid_to > $2))
		+ (SELECT count(*) FROM directory_office_period o WHERE o.authority_id = $1 AND (o.valid_to IS NULL OR o.valid_to > $2))`, authority, last)
}

// nearest keeps of the rows of each thing, which stand together in order of time, the one that holds on the day.
func nearest[R any](rows []R, day calendar.Date, of func(R) (id string, v Validity)) []R {
	var out []R
	for len(rows) > 0 {
		id, _ := of(rows[0])
		n := slices.IndexFunc(rows, func(r R) bool { other, _ := of(r); return other != id })
		if n < 0 {
			n = len(rows)
		}
		out = append(out, nearestOf(rows[:n], day, of))
		rows = rows[n:]
	}
	return out
}

func nearestOf[R any](rows []R, day calendar.Date, of func(R) (string, Validity)) R {
	for _, r := range rows {
		if _, v := of(r); v.To.IsZero() || !day.After(v.To) {
			return r
		}
	}
	return rows[len(rows)-1]
}

// authorityRow is a version as it is stored.
type authorityRow struct {
	ID string `db:"authority_id"`
	No int    `db:"no"`
	Validity
	AuthorityDetails
	SortKey   string `db:"sort_key"`
	SearchKey string `db:"search_key"`
}

// AuthorityHistory is an authority with its whole history.
type AuthorityHistory struct {
	Authority // as it is now, or was last
	History   History[AuthorityDetails]
}

func authorityHistory(ctx context.Context, q db.Reader, id string) (AuthorityHistory, error) {
	a, err := AuthorityByID(ctx, q, id, today(q))
	if err != nil {
		return AuthorityHistory{}, err
	}
	rows, err := db.All[authorityRow](ctx, q, `SELECT authority_id, no, valid_from, valid_to, name, short_name, organisation_number, sort_key, search_key
		FROM directory_authority_version WHERE authority_id = $1 ORDER BY no`, id)
	h := AuthorityHistory{Authority: a}
	for _, r := range rows {
		h.History = append(h.History, Version[AuthorityDetails]{Validity: r.Validity, Details: r.AuthorityDetails})
	}
	return h, err
}

func putAuthority(ctx context.Context, tx *audit.Tx, id string, h History[AuthorityDetails]) error {
	rows := make([]authorityRow, len(h))
	for i, v := range h {
		rows[i] = authorityRow{
			ID: id, No: i + 1, Validity: v.Validity, AuthorityDetails: v.Details,
			SortKey: language.SortKey(v.Details.Name), SearchKey: language.SearchKey(v.Details.Name + " " + v.Details.ShortName),
		}
	}
	return replace(ctx, tx, "directory_authority_version", "authority_id", id, rows)
}

func insertAuthority(ctx context.Context, tx *audit.Tx, a Authority) error {
	_, err := tx.Exec(ctx, `INSERT INTO directory_authority (id, class, municipality_code, executive, version)
		VALUES ($1, $2, $3, $4, 1)`, a.ID, string(a.Class), nullable(a.MunicipalityCode), a.Executive)
	if err != nil {
		return err
	}
	return putAuthority(ctx, tx, a.ID, Begin(a.Validity, a.AuthorityDetails))
}

// nullable is NULL for an empty text.
func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}
