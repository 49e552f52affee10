package contact

import (
	"context"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
)

const pathColumns = `p.id, p.authority_id, p.unit_id, p.name, p.channel, p.address, p.hours, p.personal, p.protected, p.urgent, p.open, p.first_days, p.answer_days,
	p.state, p.owner_id, p.confirmed_at, p.confirmed_by, p.checked_at, p.silent_since, p.valid_from, p.valid_to, p.languages, p.place, p.note, p.version`

// Get gives one path, or a fault of kind NotFound.
func Get(ctx context.Context, q db.Reader, id string) (Path, error) {
	found, err := read(ctx, q, `SELECT `+pathColumns+` FROM contact_path p WHERE p.id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Path{}, err
	}
	return found[0], nil
}

// Of gives the paths of an authority that have not ended, in the order of lists.
func Of(ctx context.Context, q db.Reader, authority string) ([]Path, error) {
	return read(ctx, q, `SELECT `+pathColumns+` FROM contact_path p WHERE p.authority_id = $1 AND p.state <> 'inactive' ORDER BY p.sort_key, p.id`, authority)
}

type pathTopic struct {
	Path  string `db:"path_id"`
	Topic Topic  `db:"topic"`
}

type pathArea struct {
	Path string `db:"path_id"`
	Code string `db:"municipality_code"`
}

// read reads paths in the order of the text, and their topics and areas with two questions more, however many they are.
func read(ctx context.Context, q db.Reader, text string, args ...any) ([]Path, error) {
	found, err := db.All[Path](ctx, q, text, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(found))
	for i, p := range found {
		at[p.ID], ids[i] = i, p.ID
	}
	var bound []any
	topics, err := db.All[pathTopic](ctx, q, `SELECT path_id, topic FROM contact_topic WHERE path_id `+db.In(ids, &bound)+` ORDER BY path_id, topic`, bound...)
	if err != nil {
		return nil, err
	}
	bound = nil
	codes, err := db.All[pathArea](ctx, q, `SELECT path_id, municipality_code FROM contact_area WHERE path_id `+db.In(ids, &bound)+` ORDER BY path_id, municipality_code`, bound...)
	for _, t := range topics {
		found[at[t.Path]].Topics = append(found[at[t.Path]].Topics, t.Topic)
	}
	for _, c := range codes {
		found[at[c.Path]].Areas = append(found[at[c.Path]].Areas, c.Code)
	}
	return found, err
}

// serving gives the paths of authorities that are for a municipality and have not ended.
func serving(ctx context.Context, q db.Reader, authorities []string, code string) ([]Path, error) {
	args := []any{code}
	return read(ctx, q, `SELECT `+pathColumns+` FROM contact_path p WHERE p.state <> 'inactive' AND p.authority_id `+db.In(authorities, &args)+`
		AND (EXISTS (SELECT 1 FROM contact_area WHERE contact_area.path_id = p.id AND contact_area.municipality_code = $1)
			OR NOT EXISTS (SELECT 1 FROM contact_area WHERE contact_area.path_id = p.id)) ORDER BY p.sort_key, p.id`, args...)
}

// sharedInto gives the authorities of other municipalities whose paths name a municipality: a board that serves several.
func sharedInto(ctx context.Context, q db.Reader, code string) ([]string, error) {
	return db.All[string](ctx, q, `SELECT DISTINCT p.authority_id FROM contact_area a JOIN contact_path p ON p.id = a.path_id
		WHERE a.municipality_code = $1 AND p.state <> 'inactive' ORDER BY p.authority_id`, code)
}

const absenceColumns = `id, authority_id, account_id, substitute_id, starts_at, ends_at, version`

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

func orNow(q db.Reader, at time.Time) time.Time {
	if at.IsZero() {
		return q.Now()
	}
	return at
}
