package request

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// RegisterJob is the kind of job that gives numbers.
const RegisterJob = "request.register"

// registerMost is how many requests get their numbers in one act.
const registerMost = 100

// Register gives each request that lacks one its registry number, those that came first before others, in acts of some
// tens. Numbers follow OSL 5:1: what has come in is registered without delay.
func (s *Service) Register(ctx context.Context) (total int, err error) {
	for {
		n := 0
		err = s.Trail.Do(ctx, policy.Process("samsyn register"), func(tx *audit.Tx) (err error) {
			n, err = registerSome(ctx, tx)
			return err
		})
		if errors.Is(err, errNothing) {
			return total, nil
		}
		if err != nil {
			return total, err
		}
		total += n
	}
}

func registerSome(ctx context.Context, tx *audit.Tx) (int, error) {
	type waiting struct {
		ID        string `db:"id"`
		Authority string `db:"authority_id"`
	}
	list, err := db.All[waiting](ctx, tx, "SELECT id, authority_id FROM request WHERE registry = '' AND erased_at IS NULL ORDER BY asked_at, id"+db.Limit(registerMost))
	if err == nil && len(list) == 0 {
		err = errNothing
	}
	if err != nil {
		return 0, err
	}
	for _, r := range list {
		number, err := record.Assign(ctx, tx, r.Authority, record.MainSeries, ref.To(Kind, r.ID))
		if err == nil {
			err = registered(ctx, tx, r.ID, number)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

func registered(ctx context.Context, tx *audit.Tx, id, number string) error {
	if _, err := tx.Exec(ctx, "UPDATE request SET registry = $2 WHERE id = $1", id, number); err != nil {
		return err
	}
	return tx.Note(policy.RegisterRequest, ref.To(Kind, id), map[string]string{"number": number})
}

var noNumber = language.T("Det där är ett personnummer. Skriv diarienumret.", "That is a personal number. Write the registry number.")

// Number registers a request under the number that it has in the authority's own diary, in the place of the one that it has
// here.
func (s *Service) Number(ctx context.Context, actor policy.Actor, id, number string) error {
	number = record.Tidy(number)
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := ref.To(Kind, id)
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadRequest, thing); err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.RegisterRequest, thing); err != nil {
			return err
		}
		if identity.Mentioned(number, calendar.DateOf(tx.Now())) {
			return problem(fieldRegistry, noNumber)
		}
		if err := record.Register(ctx, tx, actor.Authority, number, fieldRegistry, thing); err != nil {
			return err
		}
		return registered(ctx, tx, id, number)
	})
}
