package contact

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// Filter says which paths of a list are asked for. Those that have ended are left out unless asked for.
type Filter struct {
	Query        string // part of name, address, place or topic
	Authority    string
	Municipality string // a code: paths that are for it, or for every municipality of their authority
	Agency       bool   // with Municipality: the agency's paths too
	Topic        Topic
	Channel      Channel
	State        State // as it stands today
	OnlyOpen     bool  // what the public may see
	After        web.Cursor
	Limit        int // most rows; 0 means all
}

// where says the filter in SQL, but for the page, and appends its values.
func (f Filter) where(q db.Reader, args *[]any) string {
	where := []string{"TRUE"}
	add := func(cond string, value any) {
		*args = append(*args, value)
		where = append(where, strings.ReplaceAll(cond, "$?", fmt.Sprintf("$%d", len(*args))))
	}
	if key := language.SearchKey(f.Query); key != "" {
		add(`p.search_key LIKE $? ESCAPE '!'`, "%"+strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(key)+"%")
	}
	if f.Authority != "" {
		add(`p.authority_id = $?`, f.Authority)
	}
	if f.Municipality != "" {
		agency := ""
		if f.Agency {
			agency = ` OR p.authority_id = 'af' AND NOT EXISTS (SELECT 1 FROM contact_area WHERE contact_area.path_id = p.id)`
		}
		add(`(EXISTS (SELECT 1 FROM contact_area WHERE contact_area.path_id = p.id AND contact_area.municipality_code = $?)
			OR NOT EXISTS (SELECT 1 FROM contact_area WHERE contact_area.path_id = p.id)
				AND EXISTS (SELECT 1 FROM directory_authority WHERE directory_authority.id = p.authority_id AND directory_authority.municipality_code = $?)`+agency+`)`, f.Municipality)
	}
	if f.Topic != "" {
		add(`EXISTS (SELECT 1 FROM contact_topic WHERE contact_topic.path_id = p.id AND contact_topic.topic = $?)`, f.Topic)
	}
	if f.Channel != "" {
		add(`p.channel = $?`, f.Channel)
	}
	if f.OnlyOpen {
		where = append(where, "p.open AND p.valid_from <= $"+fmt.Sprint(len(*args)+1))
		*args = append(*args, today(q))
	}
	return strings.Join(append(where, f.stateIs(q, args)), " AND ")
}

// stateIs says in SQL how a path stands today, as Path.StateAt does.
func (f Filter) stateIs(q db.Reader, args *[]any) string {
	bind := func(value any) string {
		*args = append(*args, value)
		return fmt.Sprintf("$%d", len(*args))
	}
	ended := `(p.state = 'inactive' OR COALESCE(p.valid_to < ` + bind(today(q)) + `, FALSE))`
	confirmed := func() string {
		return `(p.state = 'confirmed' AND COALESCE(p.confirmed_at >= ` + bind(db.At(today(q).AddDays(-FreshDays).Start())) + `, FALSE))`
	}
	switch f.State {
	case Inactive:
		return ended
	case Confirmed:
		return confirmed() + ` AND NOT ` + ended
	case Unconfirmed:
		return `NOT ` + confirmed() + ` AND NOT ` + ended
	}
	return `NOT ` + ended
}

// List gives the paths that a filter asks for, in Swedish order of their names.
func List(ctx context.Context, q db.Reader, f Filter) ([]Path, error) {
	var args []any
	text := `SELECT ` + pathColumns + ` FROM contact_path p WHERE ` + f.where(q, &args)
	if len(f.After) == 2 {
		args = append(args, f.After[0], f.After[1])
		text += fmt.Sprintf(` AND (p.sort_key, p.id) > ($%d, $%d)`, len(args)-1, len(args))
	}
	text += ` ORDER BY p.sort_key, p.id`
	if f.Limit > 0 {
		text += db.Limit(f.Limit)
	}
	return read(ctx, q, text, args...)
}

// Total counts the paths that a filter asks for, on all its pages.
func Total(ctx context.Context, q db.Reader, f Filter) (int, error) {
	var args []any
	where := f.where(q, &args)
	return db.One[int](ctx, q, `SELECT count(*) FROM contact_path p WHERE `+where, args...)
}

// after is the place of a path in a list.
func (p Path) after() web.Cursor { return web.Cursor{p.key(), p.ID} }
