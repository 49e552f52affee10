package signing

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

const (
	roundColumns = `r.id, r.draft_id, r.text_no, r.text_digest, r.state, r.started_at, r.ended_at, r.reason, r.agreement_id, r.sealed_file_id, r.version`
	slotColumns  = `s.id, s.round_id, s.step, s.authority_id, s.capacity, s.both_capacities, s.account_id, s.name, s.function, s.decision, s.decided_on, s.ground,
		s.registry_number, s.state, s.at, s.reason, s.method, s.assurance, s.proved_at, s.paper_file_id, s.brought_by, s.confirmed_by, s.version`
)

// get gives one round with its slots, or a fault of kind NotFound.
func get(ctx context.Context, q db.Reader, id string) (Round, error) {
	return whole(ctx, q, `SELECT `+roundColumns+` FROM signing_round r WHERE r.id = $1`, id)
}

func whole(ctx context.Context, q db.Reader, text string, args ...any) (Round, error) {
	r, err := db.One[Round](ctx, q, text, args...)
	if errors.Is(err, db.ErrNone) {
		return r, fault.NotFoundThing()
	}
	if err != nil {
		return r, err
	}
	r.Slots, err = slotsOf(ctx, q, r.ID)
	return r, err
}

func slotsOf(ctx context.Context, q db.Reader, round string) ([]Slot, error) {
	return db.All[Slot](ctx, q, `SELECT `+slotColumns+` FROM signing_slot s WHERE s.round_id = $1 ORDER BY s.step, s.id`, round)
}

// ByID gives a round without asking for rights.
func ByID(ctx context.Context, q db.Reader, id string) (Round, error) { return get(ctx, q, id) }

// Latest gives the latest round of a draft; ok is false when it was never to be signed.
func Latest(ctx context.Context, q db.Reader, draft string) (r Round, ok bool, err error) {
	return maybe(whole(ctx, q, `SELECT `+roundColumns+` FROM signing_round r WHERE r.draft_id = $1 ORDER BY r.started_at DESC, r.id DESC LIMIT 1`, draft))
}

// Of gives the round by which an agreement got the text that it has; ok is false for one that was signed elsewhere.
func Of(ctx context.Context, q db.Reader, agreement string) (r Round, ok bool, err error) {
	return maybe(whole(ctx, q, `SELECT `+roundColumns+` FROM signing_round r WHERE r.agreement_id = $1 AND r.state = 'completed'
		ORDER BY r.ended_at DESC, r.id DESC LIMIT 1`, agreement))
}

func maybe(r Round, err error) (Round, bool, error) {
	if fault.Is(err, fault.NotFound) {
		return Round{}, false, nil
	}
	return r, err == nil, err
}

// bySlot gives the round that a slot belongs to, and the slot.
func bySlot(ctx context.Context, q db.Reader, id string) (Round, Slot, error) {
	r, err := whole(ctx, q, `SELECT `+roundColumns+` FROM signing_round r WHERE r.id = (SELECT s.round_id FROM signing_slot s WHERE s.id = $1)`, id)
	if err != nil {
		return r, Slot{}, err
	}
	s, _ := r.Slot(id)
	return r, s, nil
}

func insert(ctx context.Context, tx *audit.Tx, r Round) error {
	if err := db.Insert(ctx, tx, "signing_round", r); err != nil {
		return err
	}
	for _, s := range r.Slots {
		if err := db.Insert(ctx, tx, "signing_slot", s); err != nil {
			return err
		}
	}
	return nil
}

// updateRound writes what may change of a round. Every act on a round or a slot of it goes through here, so that of two
// that meet one sees what the other did.
func updateRound(ctx context.Context, tx *audit.Tx, r *Round) error {
	n, err := tx.Exec(ctx, `UPDATE signing_round SET state = $3, ended_at = $4, reason = $5, agreement_id = $6, sealed_file_id = $7, version = version + 1
		WHERE id = $1 AND version = $2`, r.ID, r.Version, r.State, r.EndedAt, r.Reason, r.Agreement, r.Sealed)
	r.Version++
	return changed(n, err)
}

func updateSlot(ctx context.Context, tx *audit.Tx, s *Slot) error {
	n, err := tx.Exec(ctx, `UPDATE signing_slot SET account_id = $3, name = $4, function = $5, decision = $6, decided_on = $7, ground = $8,
		registry_number = $9, state = $10, at = $11, reason = $12, method = $13, assurance = $14, proved_at = $15, paper_file_id = $16,
		brought_by = $17, confirmed_by = $18, version = version + 1 WHERE id = $1 AND version = $2`,
		s.ID, s.Version, s.Account, s.Name, s.Function, s.Decision, s.Decided, s.Ground, s.RegistryNumber, s.State, s.At, s.Reason, s.Method,
		s.Assurance, s.ProvedAt, s.Paper, s.BroughtBy, s.ConfirmedBy)
	s.Version++
	return changed(n, err)
}

func changed(n int64, err error) error {
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, language.T("Någon annan hann före. Läs sidan igen och se vad som gäller nu.", "Somebody else was first. Read the page again and see what holds now."))
	}
	return err
}

// Waits is a signature that is waited for.
type Waits struct {
	Slot
	Draft     string  `db:"draft_id"`
	Text      int64   `db:"text_no"`
	StartedAt db.Time `db:"started_at"`
	Since     calendar.Date
}

// MyWaiting gives the signatures in open rounds that wait for an account, the longest first.
func MyWaiting(ctx context.Context, q db.Reader, actor policy.Actor) ([]Waits, error) {
	return db.All[Waits](ctx, q, `SELECT `+slotColumns+`, r.draft_id, r.text_no, r.started_at FROM signing_slot s JOIN signing_round r ON r.id = s.round_id
		WHERE s.account_id = $1 AND s.authority_id = $2 AND s.state = 'waiting' AND r.state = 'open' ORDER BY r.started_at, s.id LIMIT 200`, actor.ID, actor.Authority)
}
