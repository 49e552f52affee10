package responsibility

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const lineColumns = `id, agreement_id, task, name, holder, authority_id, ground, valid_from, valid_to, confirmed, note, place, version`

// Lines gives every line of an agreement's matrix, of any time, in the order in which they are read.
func Lines(ctx context.Context, q db.Reader, agreement string) ([]Line, error) {
	return db.All[Line](ctx, q, `SELECT `+lineColumns+` FROM responsibility_line WHERE agreement_id = $1 ORDER BY place, valid_from, id`, agreement)
}

// line gives one line, or a fault of kind NotFound.
func line(ctx context.Context, q db.Reader, agreement, id string) (Line, error) {
	found, err := db.All[Line](ctx, q, `SELECT `+lineColumns+` FROM responsibility_line WHERE agreement_id = $1 AND id = $2`, agreement, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Line{}, err
	}
	return found[0], nil
}

type storedLine struct {
	Line
	ChangedAt db.Time `db:"changed_at"`
}

func insertLines(ctx context.Context, tx *audit.Tx, lines []Line) error {
	rows := make([]storedLine, len(lines))
	for i, l := range lines {
		rows[i] = storedLine{l, db.At(tx.Now())}
	}
	return db.InsertAll(ctx, tx, "responsibility_line", rows)
}

func updateLine(ctx context.Context, tx *audit.Tx, l *Line) error {
	n, err := tx.Exec(ctx, `UPDATE responsibility_line SET name = $3, holder = $4, authority_id = $5, ground = $6, valid_from = $7, valid_to = $8,
		confirmed = $9, note = $10, changed_at = $11, version = version + 1 WHERE id = $1 AND version = $2`, l.ID, l.Version, l.Name, l.Holder,
		l.Authority, l.Ground, l.From, l.To, l.Confirmed, l.Note, db.At(tx.Now()))
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, changedMeanwhile)
	}
	l.Version++
	return err
}

// touch lets one person at a time change which lines an agreement has.
func touch(ctx context.Context, tx *audit.Tx, agreement string) error {
	n, err := tx.Exec(ctx, `UPDATE responsibility_matrix SET version = version + 1 WHERE agreement_id = $1`, agreement)
	if err != nil || n > 0 {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO responsibility_matrix (agreement_id, version) VALUES ($1, 1)`, agreement)
	if db.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, changedMeanwhile)
	}
	return err
}

// party is an authority that an agreement binds, as the register has it.
type party struct {
	Authority    string `db:"authority_id"`
	Municipality string `db:"municipality_code"` // empty for Arbetsförmedlingen
}

// partiesOf gives the parties of an agreement, the agency first.
func partiesOf(ctx context.Context, q db.Reader, agreement string) ([]party, error) {
	return db.All[party](ctx, q, `SELECT authority_id, municipality_code FROM agreement_party WHERE agreement_id = $1 ORDER BY municipality_code, authority_id`, agreement)
}

// boardsOf gives the boards that are parties, with their names on a day.
func boardsOf(ctx context.Context, q db.Reader, agreement string, day calendar.Date) ([]boundBoard, error) {
	parties, err := partiesOf(ctx, q, agreement)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, p := range parties {
		if p.Municipality != "" {
			ids = append(ids, p.Authority)
		}
	}
	named, err := directory.Authorities(ctx, q, ids, day)
	var out []boundBoard
	for _, id := range ids {
		out = append(out, boundBoard{id, named[id].Title()})
	}
	return out, err
}

const transitionColumns = `id, agreement_id, municipality_code, cause, reform, title, changes, effective_on, pes_agreed_on, board_agreed_on, closed_on, sort_key, version`

// storedTransition is a plan as it stands in its table.
type storedTransition struct {
	ID           string        `db:"id"`
	Agreement    string        `db:"agreement_id"`
	Municipality string        `db:"municipality_code"`
	Cause        Cause         `db:"cause"`
	Reform       string        `db:"reform"`
	Title        string        `db:"title"`
	Changes      string        `db:"changes"`
	On           calendar.Date `db:"effective_on"`
	AgencyOn     calendar.Date `db:"pes_agreed_on"`
	BoardOn      calendar.Date `db:"board_agreed_on"`
	ClosedOn     calendar.Date `db:"closed_on"`
	SortKey      string        `db:"sort_key"`
	Version      int64         `db:"version"`
	ChangedAt    db.Time       `db:"changed_at"`
}

// Plans gives the plans of a municipality, or of the whole country when the code is empty, with what belongs to them.
// open leaves out those that are closed.
func Plans(ctx context.Context, q db.Reader, code string, open bool) ([]Transition, error) {
	text, args := `SELECT `+transitionColumns+` FROM responsibility_transition WHERE TRUE`, []any(nil)
	if code != "" {
		args = append(args, code)
		text += ` AND municipality_code = $1`
	}
	if open {
		text += ` AND closed_on IS NULL`
	}
	return withParts(ctx, q, text+` ORDER BY effective_on, sort_key, id`, args...)
}

// PlanOf gives one plan, or a fault of kind NotFound.
func PlanOf(ctx context.Context, q db.Reader, id string) (Transition, error) {
	found, err := withParts(ctx, q, `SELECT `+transitionColumns+` FROM responsibility_transition WHERE id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Transition{}, err
	}
	return found[0], nil
}

// withParts reads plans and fetches the tasks and points of all of them at once.
func withParts(ctx context.Context, q db.Reader, text string, args ...any) ([]Transition, error) {
	found, err := db.All[Transition](ctx, q, text, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	at := map[string]int{}
	var ids []string
	for i, t := range found {
		at[t.ID] = i
		ids = append(ids, t.ID)
	}
	var bound []any
	moves, err := db.All[Move](ctx, q, `SELECT id, transition_id, place, task, before, after, effective_on FROM responsibility_move WHERE transition_id `+db.In(ids, &bound)+` ORDER BY transition_id, place, id`, bound...)
	if err != nil {
		return nil, err
	}
	for _, m := range moves {
		found[at[m.Transition]].Moves = append(found[at[m.Transition]].Moves, m)
	}
	bound = nil
	points, err := db.All[Point](ctx, q, `SELECT id, transition_id, place, text, authority_id, due_on, settled_on FROM responsibility_point WHERE transition_id `+db.In(ids, &bound)+` ORDER BY transition_id, due_on, place, id`, bound...)
	for _, p := range points {
		found[at[p.Transition]].Points = append(found[at[p.Transition]].Points, p)
	}
	return found, err
}

func insertPlan(ctx context.Context, tx *audit.Tx, t Transition) error {
	return db.Insert(ctx, tx, "responsibility_transition", storedTransition{t.ID, t.Agreement, t.Municipality, t.Cause, string(t.Reform), t.Title, t.Changes,
		t.On, t.AgencyOn, t.BoardOn, t.ClosedOn, language.SortKey(t.Title), t.Version, db.At(tx.Now())})
}

// updatePlan writes a plan and all its parts over the version that it was read at and gives it the next.
func updatePlan(ctx context.Context, tx *audit.Tx, t *Transition) error {
	n, err := tx.Exec(ctx, `UPDATE responsibility_transition SET cause = $3, reform = $4, title = $5, changes = $6, effective_on = $7, pes_agreed_on = $8,
		board_agreed_on = $9, closed_on = $10, sort_key = $11, changed_at = $12, version = version + 1 WHERE id = $1 AND version = $2`, t.ID, t.Version,
		t.Cause, string(t.Reform), t.Title, t.Changes, t.On, t.AgencyOn, t.BoardOn, t.ClosedOn, language.SortKey(t.Title), db.At(tx.Now()))
	switch {
	case err != nil:
		return err
	case n == 0:
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	t.Version++
	if _, err := tx.Exec(ctx, `DELETE FROM responsibility_move WHERE transition_id = $1`, t.ID); err != nil {
		return err
	}
	if err := db.InsertAll(ctx, tx, "responsibility_move", t.Moves); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM responsibility_point WHERE transition_id = $1`, t.ID); err != nil {
		return err
	}
	return db.InsertAll(ctx, tx, "responsibility_point", t.Points)
}

var changedMeanwhile = language.T("Någon annan ändrade samtidigt. Öppna sidan på nytt och gör om din ändring.",
	"Somebody else made a change at the same time. Open the page again and redo your change.")
