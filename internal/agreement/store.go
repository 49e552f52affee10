package agreement

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const columns = `a.id, a.kind, a.standing, a.signed_on, a.valid_from, a.valid_to, a.terminated_on, a.renewed_from, a.source, a.scan_file_id, a.natural_key, a.sort_key, a.version`

// stored is an agreement as it stands in its table.
type stored struct {
	Agreement
	LastDay   calendar.Date `db:"last_day"`
	ChangedAt db.Time       `db:"changed_at"`
}

type storedParty struct {
	AgreementID string `db:"agreement_id"`
	Party
}

// register gives every agreement with its parties.
func register(ctx context.Context, q db.Reader) ([]Agreement, error) {
	found, err := db.All[Agreement](ctx, q, `SELECT `+columns+` FROM agreement a ORDER BY a.id`)
	if err != nil {
		return nil, err
	}
	parties, err := db.All[storedParty](ctx, q, `SELECT agreement_id, authority_id, municipality_code, registry_number, joined_on, left_on
		FROM agreement_party ORDER BY agreement_id, municipality_code, authority_id`)
	return join(found, parties), err
}

// of gives every agreement of a municipality, of any time, the latest first.
func of(ctx context.Context, q db.Reader, code string) ([]Agreement, error) {
	return withParties(ctx, q, `SELECT `+columns+` FROM agreement a WHERE EXISTS (SELECT 1 FROM agreement_party p
		WHERE p.agreement_id = a.id AND p.municipality_code = $1) ORDER BY a.valid_from DESC, a.id DESC`, code)
}

// get gives one agreement, or a fault of kind NotFound.
func get(ctx context.Context, q db.Reader, id string) (Agreement, error) {
	found, err := withParties(ctx, q, `SELECT `+columns+` FROM agreement a WHERE a.id = $1`, id)
	if err != nil {
		return Agreement{}, err
	}
	if len(found) == 0 {
		return Agreement{}, fault.NotFoundThing()
	}
	return found[0], nil
}

// withParties reads agreements in the order of the text and fetches the parties of all of them at once.
func withParties(ctx context.Context, q db.Reader, text string, args ...any) ([]Agreement, error) {
	found, err := db.All[Agreement](ctx, q, text, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	var parties []storedParty
	for ids := range slices.Chunk(ids(found), 500) {
		var bound []any
		some, err := db.All[storedParty](ctx, q, `SELECT agreement_id, authority_id, municipality_code, registry_number, joined_on, left_on
			FROM agreement_party WHERE agreement_id `+db.In(ids, &bound)+` ORDER BY agreement_id, municipality_code, authority_id`, bound...)
		if err != nil {
			return nil, err
		}
		parties = append(parties, some...)
	}
	return join(found, parties), nil
}

func ids(all []Agreement) []string {
	out := make([]string, len(all))
	for i, a := range all {
		out[i] = a.ID
	}
	return out
}

func join(found []Agreement, parties []storedParty) []Agreement {
	at := make(map[string]int, len(found))
	for i, a := range found {
		at[a.ID] = i
	}
	for _, p := range parties {
		if i, ok := at[p.AgreementID]; ok {
			found[i].Parties = append(found[i].Parties, p.Party)
		}
	}
	return found
}

// insert writes new agreements, many in one statement.
func insert(ctx context.Context, tx *audit.Tx, all []Agreement, names map[string]string) error {
	rows := make([]stored, len(all))
	var parties []storedParty
	for i, a := range all {
		a.SortKey = sortKey(a, names)
		rows[i] = stored{Agreement: a, LastDay: a.Last(), ChangedAt: db.At(tx.Now())}
		for _, p := range a.Parties {
			parties = append(parties, storedParty{a.ID, p})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := db.InsertAll(ctx, tx, "agreement", rows); err != nil {
		return taken(err)
	}
	return db.InsertAll(ctx, tx, "agreement_party", parties)
}

// update writes an agreement over the version it was read at and gives it the next.
func update(ctx context.Context, tx *audit.Tx, a *Agreement, names map[string]string) error {
	a.SortKey = sortKey(*a, names)
	n, err := tx.Exec(ctx, `UPDATE agreement SET natural_key = $3, kind = $4, standing = $5, signed_on = $6, valid_from = $7, valid_to = $8,
		terminated_on = $9, last_day = $10, source = $11, scan_file_id = $12, sort_key = $13, changed_at = $14, renewed_from = $15, version = version + 1
		WHERE id = $1 AND version = $2`, a.ID, a.Version, a.Key, a.Kind, a.Standing, a.Signed, a.From, a.To, a.Terminated, a.Last(),
		a.Source, a.Scan, a.SortKey, db.At(tx.Now()), a.RenewedFrom)
	switch {
	case err != nil:
		return taken(err)
	case n == 0:
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	a.Version++
	if _, err := tx.Exec(ctx, `DELETE FROM agreement_party WHERE agreement_id = $1`, a.ID); err != nil {
		return err
	}
	rows := make([]storedParty, len(a.Parties))
	for i, p := range a.Parties {
		rows[i] = storedParty{a.ID, p}
	}
	return db.InsertAll(ctx, tx, "agreement_party", rows)
}

func taken(err error) error {
	if db.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, alreadyThere)
	}
	return err
}

// sortKey puts agreements in Swedish order of their first municipality's name, the latest of each last.
func sortKey(a Agreement, names map[string]string) string {
	codes := a.Municipalities()
	if len(codes) == 0 {
		return ""
	}
	return language.SortKey(names[codes[0]]) + "|" + codes[0] + "|" + a.From.String()
}

// existing gives the days in which each municipality exists.
func existing(ctx context.Context, q db.Reader) ([]Exists, error) {
	return db.All[Exists](ctx, q, `SELECT code, valid_from, valid_to FROM directory_municipality_period ORDER BY code, no`)
}

// namesOf gives the name of each municipality on a day; one that no longer or not yet exists has its nearest name.
func namesOf(ctx context.Context, q db.Reader, day calendar.Date) (map[string]string, error) {
	rows, err := db.All[nameRow](ctx, q, `SELECT code, name, official_name, valid_from, valid_to FROM directory_municipality_period ORDER BY code, no`)
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		if _, have := out[r.Code]; !have || r.On(day) {
			out[r.Code] = r.Name
		}
	}
	return out, err
}

type nameRow struct {
	Code     string `db:"code"`
	Name     string `db:"name"`
	Official string `db:"official_name"`
	directory.Validity
}

var (
	changedMeanwhile = language.T("Någon annan ändrade överenskommelsen samtidigt. Öppna den på nytt och gör om din ändring.",
		"Somebody else changed the agreement at the same time. Open it again and redo your change.")
	alreadyThere = language.T("Överenskommelsen finns redan i registret: samma kommun, mall och första dag. Öppna den och ändra i den i stället.",
		"The agreement is already in the register: the same municipality, template and first day. Open it and change it instead.")
)
