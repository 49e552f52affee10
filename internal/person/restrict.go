package person

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Restriction is that nothing new is told about a person until it is lifted (GDPR art. 18).
type Restriction struct {
	ID        string   `db:"id"`
	Person    string   `db:"person_id"`
	Authority string   `db:"authority_id"`
	AboutKind ref.Kind `db:"thing_kind"` // what it follows from: a request
	AboutID   string   `db:"thing_id"`
	StartsAt  db.Time  `db:"starts_at"`
	EndsAt    db.Time  `db:"ends_at"` // zero while it holds
	By        string   `db:"by_account"`
	LiftedBy  string   `db:"lifted_by"`
}

const restrictionColumns = "id, person_id, authority_id, thing_kind, thing_id, starts_at, ends_at, by_account, lifted_by"

var (
	restrictedNow = language.T("Behandlingen av personens uppgifter är begränsad. Lämna inget mer förrän begränsningen är hävd.", "The processing of the person's data is restricted. Tell nothing more until the restriction is lifted.")
	notRestricted = language.T("Behandlingen är inte begränsad. Läs in sidan igen.", "The processing is not restricted. Load the page again.")
)

// Restrictions gives those of a record, the latest first.
func Restrictions(ctx context.Context, q db.Reader, person string) ([]Restriction, error) {
	return db.All[Restriction](ctx, q, "SELECT "+restrictionColumns+" FROM person_restriction WHERE person_id = $1 ORDER BY starts_at DESC, id", person)
}

// Unrestricted refuses what would tell something about a person while the processing is restricted. Every act that tells
// asks it; a question without a record of the person has nothing to restrict.
func Unrestricted(ctx context.Context, q db.Reader, person string) error {
	if person == "" {
		return nil
	}
	n, err := db.One[int64](ctx, q, "SELECT COUNT(*) FROM person_restriction WHERE person_id = $1 AND ends_at IS NULL", person)
	if err == nil && n > 0 {
		err = fault.New(fault.Conflict, restrictedNow)
	}
	return err
}

// Restrict stops what is told about a person from now on, in an act under way.
func (s *Service) Restrict(ctx context.Context, tx *audit.Tx, p Person, about ref.Ref) error {
	thing := p.Ref()
	if err := policy.Check(ctx, tx, tx.Actor(), policy.RestrictPerson, thing); err != nil {
		return err
	}
	switch err := Unrestricted(ctx, tx, p.ID); {
	case fault.Is(err, fault.Conflict): // it is restricted already: once is enough
		return nil
	case err != nil:
		return err
	}
	if err := db.Insert(ctx, tx, "person_restriction", Restriction{ID: tx.NewID(), Person: p.ID, Authority: p.Authority, AboutKind: about.Kind, AboutID: about.ID, StartsAt: db.At(tx.Now()), By: tx.Actor().ID}); err != nil {
		return err
	}
	return tx.Note(policy.RestrictPerson, thing, noted{Fields: []string{"restricted"}, About: about})
}

// Lift lets what is told about a person go on, in an act of its own.
func (s *Service) Lift(ctx context.Context, actor policy.Actor, person string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return s.LiftWithin(ctx, tx, Person{ID: person}) })
}

// LiftWithin is Lift in an act under way.
func (s *Service) LiftWithin(ctx context.Context, tx *audit.Tx, p Person) error {
	if err := policy.Check(ctx, tx, tx.Actor(), policy.RestrictPerson, p.Ref()); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, "UPDATE person_restriction SET ends_at = $2, lifted_by = $3 WHERE person_id = $1 AND ends_at IS NULL", p.ID, db.At(tx.Now()), tx.Actor().ID)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, notRestricted)
	}
	if err != nil {
		return err
	}
	return tx.Note(policy.RestrictPerson, p.Ref(), noted{Fields: []string{"lifted"}})
}
