package person

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/seal"
)

const groundColumns = `id, person_id, authority_id, ground, from_authority, to_authority, topics, form, evidence_id, citation, starts_at,
	ends_at, state, decided_at, informed_at, withdrawn_at, version`

// Grounds gives the grounds of a record, the latest first, without their purposes. Who may see them is asked before.
func Grounds(ctx context.Context, q db.Reader, person string) ([]Ground, error) {
	return grounds(ctx, q, person, "")
}

// GroundsHeld is Grounds for an act that tells something on one of them: none of them is withdrawn before the act ends.
func GroundsHeld(ctx context.Context, tx *audit.Tx, person string) ([]Ground, error) {
	return grounds(ctx, tx, person, tx.Dialect().ForShare())
}

func grounds(ctx context.Context, q db.Reader, person, lock string) ([]Ground, error) {
	return db.All[Ground](ctx, q, `SELECT `+groundColumns+` FROM person_ground WHERE person_id = $1 ORDER BY starts_at DESC, id DESC`+lock, person)
}

// purposes opens what grounds are for.
func (s *Service) purposes(ctx context.Context, q db.Reader, person string, grounds []Ground) error {
	rows, err := db.All[struct {
		ID      string `db:"id"`
		Purpose []byte `db:"purpose"`
	}](ctx, q, `SELECT id, purpose FROM person_ground WHERE person_id = $1`, person)
	if err != nil {
		return err
	}
	for _, row := range rows {
		i := slices.IndexFunc(grounds, func(g Ground) bool { return g.ID == row.ID })
		if i < 0 {
			continue // written since
		}
		if grounds[i].Purpose, err = openText(s.keys(), place("person_ground", "purpose", row.ID), row.Purpose); err != nil {
			return err
		}
	}
	return nil
}

func ground(ctx context.Context, q db.Reader, id string) (Ground, error) {
	return oneGround(ctx, q, id, "")
}

// groundHeld is ground for an act that changes it: it is as it was read until the act ends.
func groundHeld(ctx context.Context, tx *audit.Tx, id string) (Ground, error) {
	return oneGround(ctx, tx, id, tx.Dialect().ForChange())
}

func oneGround(ctx context.Context, q db.Reader, id, lock string) (Ground, error) {
	found, err := db.All[Ground](ctx, q, `SELECT `+groundColumns+` FROM person_ground WHERE id = $1`+lock, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Ground{}, err
	}
	return found[0], nil
}

func insertGround(ctx context.Context, tx *audit.Tx, keys *seal.Keys, g Ground, motive string) (err error) {
	row := struct {
		Ground
		Purpose   []byte  `db:"purpose"`
		Motive    []byte  `db:"motive"`
		CreatedBy string  `db:"created_by"`
		CreatedAt db.Time `db:"created_at"`
		DecidedBy string  `db:"decided_by"`
	}{Ground: g, CreatedBy: tx.Actor().ID, CreatedAt: db.At(tx.Now())}
	if !g.DecidedAt.IsZero() {
		row.DecidedBy = tx.Actor().ID
	}
	if row.Purpose, err = sealText(keys, place("person_ground", "purpose", g.ID), g.Purpose); err != nil {
		return err
	}
	if row.Motive, err = sealText(keys, place("person_ground", "motive", g.ID), motive); err != nil {
		return err
	}
	return db.InsertLater(ctx, tx, "person_ground", row)
}

func (s *Service) updateGround(ctx context.Context, tx *audit.Tx, g *Ground, by, reason string) error {
	sealed, err := sealText(s.keys(), place("person_ground", "reason", g.ID), reason)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `UPDATE person_ground SET state = $3, decided_by = $4, decided_at = $5, reason = $6, withdrawn_at = $7, version = version + 1
		WHERE id = $1 AND version = $2`, g.ID, g.Version, g.State, by, g.DecidedAt, sealed, g.Stopped)
	g.Version++
	return changed(n, err)
}
