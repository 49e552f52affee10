package measure

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/web"
)

// Filter says which measures are asked for. Those that have ended are left out unless asked for.
type Filter struct {
	Query        string
	Authority    string
	Municipality string // a code: what is for it, of its boards and of the agency
	Need         matter.Need
	Group        Group
	Scheme       law.ProgrammeID
	Language     string
	Free         bool  // only with a free place
	Stale        bool  // only what nobody has confirmed for a month
	State        State // as it stands today; empty is offered and paused
	After        web.Cursor
	Limit        int // most rows; 0 means all
}

// narrowed tells whether anything is asked for but the page.
func (f Filter) narrowed() bool {
	return f.Query != "" || f.Authority != "" || f.Municipality != "" || f.Need != "" || f.Group != "" || f.Scheme != "" || f.Language != "" || f.Free || f.Stale || f.State != ""
}

// where says the filter in SQL, but for the page, and appends its values.
func (f Filter) where(q db.Reader, args *[]any) string {
	var where []string
	add := func(cond string, value any) {
		*args = append(*args, value)
		where = append(where, strings.ReplaceAll(cond, "$?", fmt.Sprintf("$%d", len(*args))))
	}
	tagged := func(kind tagKind, tag string) {
		add(`EXISTS (SELECT 1 FROM measure_tag WHERE measure_tag.measure_id = m.id AND measure_tag.kind = '`+string(kind)+`' AND measure_tag.tag = $?)`, tag)
	}
	const ended = `(m.state = 'ended' OR COALESCE(m.valid_to < $?, FALSE))`
	if f.State == Ended {
		add(ended, today(q))
	} else {
		add(`NOT `+ended, today(q))
	}
	if f.State == Offered || f.State == Paused {
		add(`m.state = $?`, f.State)
	}
	for _, word := range strings.Fields(language.SearchKey(f.Query)) {
		add(`m.search_key LIKE $? ESCAPE '!'`, "%"+strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(word)+"%")
	}
	if f.Authority != "" {
		add(`m.authority_id = $?`, f.Authority)
	}
	if f.Municipality != "" {
		add(`(EXISTS (SELECT 1 FROM measure_area WHERE measure_area.measure_id = m.id AND measure_area.municipality_code = $?)
			OR NOT EXISTS (SELECT 1 FROM measure_area WHERE measure_area.measure_id = m.id)
				AND EXISTS (SELECT 1 FROM directory_authority WHERE directory_authority.id = m.authority_id AND (directory_authority.municipality_code = $? OR directory_authority.id = 'af')))`, f.Municipality)
	}
	if f.Need != "" {
		tagged(tagNeed, string(f.Need))
	}
	if f.Group != "" { // what is for nobody in particular is for them too
		add(`(EXISTS (SELECT 1 FROM measure_tag WHERE measure_tag.measure_id = m.id AND measure_tag.kind = 'group' AND measure_tag.tag = $?)
			OR NOT EXISTS (SELECT 1 FROM measure_tag WHERE measure_tag.measure_id = m.id AND measure_tag.kind = 'group'))`, f.Group)
	}
	if f.Scheme != "" {
		add(`m.scheme = $?`, f.Scheme)
	}
	if f.Language != "" {
		tagged(tagLanguage, f.Language)
	}
	if f.Free {
		where = append(where, `m.state = 'offered' AND (m.places = 0 OR m.taken < m.places)`)
	}
	if f.Stale {
		add(`m.checked_at < $?`, db.At(staleBefore(today(q))))
	}
	return strings.Join(where, " AND ")
}

// List gives the measures that a filter asks for, in Swedish order of their names.
func List(ctx context.Context, q db.Reader, f Filter) ([]Measure, error) {
	var args []any
	text := `SELECT ` + columns + ` FROM measure m WHERE ` + f.where(q, &args)
	if len(f.After) == 2 {
		args = append(args, f.After[0], f.After[1])
		text += fmt.Sprintf(` AND (m.sort_key, m.id) > ($%d, $%d)`, len(args)-1, len(args))
	}
	text += ` ORDER BY m.sort_key, m.id`
	if f.Limit > 0 {
		text += db.Limit(f.Limit)
	}
	return read(ctx, q, text, args...)
}

// Total counts the measures that a filter asks for, on all its pages, as far as lists are counted.
func Total(ctx context.Context, q db.Reader, f Filter) (int64, error) {
	var args []any
	where := f.where(q, &args)
	return web.CountTo(ctx, q, `SELECT 1 FROM measure m WHERE `+where, args...)
}

// Place is the place of a measure in a list.
func (m Measure) Place() []string { return []string{m.sortKey(), m.ID} }
