package measure

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
)

const columns = `m.id, m.authority_id, m.scheme, m.name, m.says, m.organiser, m.apply, m.site, m.remote, m.hours_from, m.hours_to, m.weeks, m.places, m.taken, m.starts,
	m.rules, m.state, m.valid_from, m.valid_to, m.owner_id, m.checked_at, m.changed_at, m.version`

// Get gives one measure, or a fault of kind NotFound.
func Get(ctx context.Context, q db.Reader, id string) (Measure, error) {
	found, err := read(ctx, q, `SELECT `+columns+` FROM measure m WHERE m.id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Measure{}, err
	}
	return found[0], nil
}

// tagKind is what a tag says.
type tagKind string

const (
	tagNeed     tagKind = "need"
	tagGroup    tagKind = "group"
	tagLanguage tagKind = "language"
)

type tagRow struct {
	Measure string  `db:"measure_id"`
	Kind    tagKind `db:"kind"`
	Tag     string  `db:"tag"`
}

type areaRow struct {
	Measure string `db:"measure_id"`
	Code    string `db:"municipality_code"`
}

// read reads measures in the order of the text, and what they are found by with two questions more, however many they are.
func read(ctx context.Context, q db.Reader, text string, args ...any) ([]Measure, error) {
	found, err := db.All[Measure](ctx, q, text, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(found))
	for i, m := range found {
		at[m.ID], ids[i] = i, m.ID
	}
	var bound []any
	tags, err := db.All[tagRow](ctx, q, `SELECT measure_id, kind, tag FROM measure_tag WHERE measure_id `+db.In(ids, &bound)+` ORDER BY measure_id, kind, tag`, bound...)
	if err != nil {
		return nil, err
	}
	bound = nil
	areas, err := db.All[areaRow](ctx, q, `SELECT measure_id, municipality_code FROM measure_area WHERE measure_id `+db.In(ids, &bound)+` ORDER BY measure_id, municipality_code`, bound...)
	for _, t := range tags {
		found[at[t.Measure]].tag(t)
	}
	for _, a := range areas {
		found[at[a.Measure]].Areas = append(found[at[a.Measure]].Areas, a.Code)
	}
	return found, err
}

func (m *Measure) tag(t tagRow) {
	switch t.Kind {
	case tagNeed:
		m.Needs = append(m.Needs, matter.Need(t.Tag))
	case tagGroup:
		m.Groups = append(m.Groups, Group(t.Tag))
	case tagLanguage:
		m.Languages = append(m.Languages, t.Tag)
	}
}

// stored is a measure as it stands in its table.
type stored struct {
	Measure
	SortKey   string `db:"sort_key"`
	SearchKey string `db:"search_key"`
}

func insert(ctx context.Context, tx *audit.Tx, m Measure) error {
	if err := db.Insert(ctx, tx, "measure", stored{m, m.sortKey(), m.searchKey()}); err != nil {
		return err
	}
	return putParts(ctx, tx, m)
}

// update writes a measure over the version that it was read at and gives it the next. How many places are taken is not
// written: see Take.
func update(ctx context.Context, tx *audit.Tx, m *Measure) error {
	n, err := tx.Exec(ctx, `UPDATE measure SET scheme = $3, name = $4, says = $5, organiser = $6, apply = $7, site = $8, remote = $9, hours_from = $10, hours_to = $11, weeks = $12,
		places = $13, starts = $14, rules = $15, state = $16, valid_from = $17, valid_to = $18, owner_id = $19, checked_at = $20, changed_at = $21, sort_key = $22, search_key = $23,
		version = version + 1 WHERE id = $1 AND version = $2 AND ($13 = 0 OR taken <= $13)`,
		m.ID, m.Version, m.Scheme, m.Name, m.Says, m.Organiser, m.Apply, m.Site, m.Remote, m.HoursFrom, m.HoursTo, m.Weeks, m.Places, m.Starts, m.Rules, m.State, m.From, m.To, m.Owner,
		m.CheckedAt, m.ChangedAt, m.sortKey(), m.searchKey())
	switch {
	case err != nil:
		return err
	case n == 0:
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	m.Version++
	for _, table := range []string{"measure_tag", "measure_area"} {
		if _, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE measure_id = $1`, m.ID); err != nil {
			return err
		}
	}
	return putParts(ctx, tx, *m)
}

func putParts(ctx context.Context, tx *audit.Tx, m Measure) error {
	var tags []tagRow
	for _, n := range m.Needs {
		tags = append(tags, tagRow{m.ID, tagNeed, string(n)})
	}
	for _, g := range m.Groups {
		tags = append(tags, tagRow{m.ID, tagGroup, string(g)})
	}
	for _, l := range m.Languages {
		tags = append(tags, tagRow{m.ID, tagLanguage, l})
	}
	areas := make([]areaRow, len(m.Areas))
	for i, c := range m.Areas {
		areas[i] = areaRow{m.ID, c}
	}
	if err := db.InsertAll(ctx, tx, "measure_tag", tags); err != nil {
		return err
	}
	return db.InsertAll(ctx, tx, "measure_area", areas)
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }
