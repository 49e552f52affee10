package exchange

import (
	"context"
	"errors"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sdk"
)

// Address is a function of an authority here, as it is known in Säker digital kommunikation: SDK addresses functions,
// never persons.
type Address struct {
	ID        string  `db:"id"`
	Authority string  `db:"authority_id"`
	Unit      string  `db:"unit_id"` // may be empty
	Actor     string  `db:"actor"`   // the organisation: "0203:ludvika.se"
	Function  string  `db:"address"` // the functional address
	Label     string  `db:"label"`   // the function's name
	CreatedAt db.Time `db:"created_at"`
}

const addressColumns = "id, authority_id, unit_id, actor, address, label, created_at"

// Addresses lists the addresses of this installation, by organisation and function.
func Addresses(ctx context.Context, q db.Reader) ([]Address, error) {
	return db.All[Address](ctx, q, "SELECT "+addressColumns+" FROM exchange_address ORDER BY actor, address")
}

// AddAddress enters an address of an authority. One that is there gets its new authority, unit and name.
func (s *Service) AddAddress(ctx context.Context, a policy.Actor, in Address) error {
	in.Actor, in.Function, in.Label = strings.ToLower(strings.TrimSpace(in.Actor)), strings.TrimSpace(in.Function), strings.Join(strings.Fields(in.Label), " ")
	if err := in.check(); err != nil {
		return err
	}
	return s.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, a, policy.EditAddress, ref.To("authority", in.Authority)); err != nil {
			return err
		}
		if err := claimable(ctx, tx, a, in); err != nil {
			return err
		}
		in.ID, in.CreatedAt = tx.NewID(), db.At(tx.Now())
		if _, err := tx.Exec(ctx, "DELETE FROM exchange_address WHERE actor = $1 AND address = $2", in.Actor, in.Function); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "exchange_address", in); err != nil {
			return err
		}
		return tx.Note(policy.EditAddress, ref.To("authority", in.Authority), map[string]string{"organisation": in.Actor, "function": in.Function, "unit": in.Unit})
	})
}

// RemoveAddress takes an address away: what is sent to it is refused from then on.
func (s *Service) RemoveAddress(ctx context.Context, a policy.Actor, actor, function string) error {
	return s.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		had, err := addressAt(ctx, tx, actor, function)
		if errors.Is(err, db.ErrNone) {
			return fault.NotFoundThing()
		}
		if err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, a, policy.EditAddress, ref.To("authority", had.Authority)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM exchange_address WHERE id = $1", had.ID); err != nil {
			return err
		}
		return tx.Note(policy.EditAddress, ref.To("authority", had.Authority), map[string]string{"organisation": actor, "function": function, "removed": "true"})
	})
}

func (a Address) check() error {
	t := language.T
	var p []fault.Problem
	if !sdk.IsActor(a.Actor) {
		p = append(p, fault.Field("actor", t("Skriv organisationen som 0203: och dess domän, till exempel 0203:kommun.se.", "Write the organisation as 0203: and its domain, such as 0203:kommun.se.")))
	}
	if a.Function == "" || len(a.Function) > sdk.MaxLabel {
		p = append(p, fault.Field("address", t("Skriv funktionsadressen som den står i SDK:s adressbok.", "Write the functional address as it is in the address book of SDK.")))
	}
	if len(a.Label) > sdk.MaxLabel {
		p = append(p, fault.Field("label", t("Skriv ett namn på högst 256 tecken.", "Write a name of at most 256 characters.")))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, t("Adressen är inte sparad.", "The address is not saved."), p...)
	}
	return nil
}

func addressAt(ctx context.Context, q db.Reader, actor, function string) (Address, error) {
	return db.One[Address](ctx, q, "SELECT "+addressColumns+" FROM exchange_address WHERE actor = $1 AND address = $2", actor, function)
}

// addressOf finds the address that an authority writes from: its unit's, else any.
func addressOf(ctx context.Context, q db.Reader, authority, unit string) (Address, error) {
	return db.One[Address](ctx, q, "SELECT "+addressColumns+` FROM exchange_address WHERE authority_id = $1
		ORDER BY CASE WHEN unit_id = $2 THEN 0 WHEN unit_id = '' THEN 1 ELSE 2 END, actor, address LIMIT 1`, authority, unit)
}

// AddressesOf lists the addresses of an authority, by organisation and function.
func AddressesOf(ctx context.Context, q db.Reader, authority string) ([]Address, error) {
	return db.All[Address](ctx, q, "SELECT "+addressColumns+" FROM exchange_address WHERE authority_id = $1 ORDER BY actor, address", authority)
}

// organisationsOf gives the organisations in SDK that an authority may have functions of: those that it has already, and
// those of the other authorities of its municipality.
func organisationsOf(ctx context.Context, q db.Reader, authority string) (out []string, err error) {
	at, err := directory.AuthorityByID(ctx, q, authority, calendar.DateOf(q.Now()))
	if err != nil {
		return nil, err
	}
	ids := []string{authority}
	if at.MunicipalityCode != "" {
		boards, err := directory.Boards(ctx, q, at.MunicipalityCode, calendar.DateOf(q.Now()))
		if err != nil {
			return nil, err
		}
		for _, b := range boards {
			ids = append(ids, b.ID)
		}
	}
	var args []any
	return db.All[string](ctx, q, "SELECT DISTINCT actor FROM exchange_address WHERE authority_id "+db.In(ids, &args)+" ORDER BY actor", args...)
}

// claimable refuses an address that is another authority's, one of an organisation that the installation has not said is
// the authority's, and a unit of another authority: what is sent there would reach the wrong hands. The installation's own
// command says whose an organisation is.
func claimable(ctx context.Context, tx *audit.Tx, a policy.Actor, in Address) error {
	if a.Process != "" {
		return nil
	}
	t := language.T
	refuse := func(field string, text language.Text) error {
		return fault.New(fault.Invalid, t("Adressen är inte sparad.", "The address is not saved."), fault.Field(field, text))
	}
	had, err := addressAt(ctx, tx, in.Actor, in.Function)
	switch {
	case err == nil && had.Authority != in.Authority:
		return refuse("address", t("Adressen är redan angiven för en annan myndighet. Kontrollera den i SDK:s adressbok.", "The address is already entered for another authority. Check it in the address book of SDK."))
	case err != nil && !errors.Is(err, db.ErrNone):
		return err
	}
	known, err := organisationsOf(ctx, tx, in.Authority)
	if err != nil {
		return err
	}
	if !slices.Contains(known, in.Actor) {
		return refuse("actor", t("Organisationen är inte angiven som er. Be den som sköter installationen att ange den först.", "The organisation is not entered as yours. Ask whoever runs the installation to enter it first."))
	}
	units, err := directory.UnitsByID(ctx, tx, []string{in.Unit}, calendar.DateOf(tx.Now()))
	if err == nil && in.Unit != "" && units[in.Unit].Authority != in.Authority {
		err = refuse("unit", t("Välj en av era egna enheter.", "Choose one of your own units."))
	}
	return err
}
