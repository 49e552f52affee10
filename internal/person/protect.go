package person

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Protect sets the protection of a person's identity from a day on, and names who may handle it; from then on nobody else
// sees that the record exists, the actor neither unless named. Address and e-mail are taken away: such a person is
// reached by telephone only, and an old address is never used again (JO 5254-2016).
func (s *Service) Protect(ctx context.Context, actor policy.Actor, id string, version int64, p Protection, from calendar.Date, named []string) error {
	switch {
	case p != Marker && p != Registration || from.IsZero():
		return fault.New(fault.Invalid, sinceWhen, fault.Field("from", sinceWhen))
	case len(named) == 0:
		return fault.New(fault.Invalid, nobodyNamed, fault.Field("named", nobodyNamed))
	}
	return s.change(ctx, actor, policy.ProtectPerson, id, version, func(tx *audit.Tx, o *Opened) (noted, error) {
		o.Protection, o.ProtectedFrom, o.ProtectedTo = p, from, calendar.Date{}
		o.Email, o.Address = "", ""
		return noted{Protection: p}, s.clear(ctx, tx, o.Person, named)
	})
}

// Unprotect ends the protection: yesterday was its last day.
func (s *Service) Unprotect(ctx context.Context, actor policy.Actor, id string, version int64) error {
	return s.change(ctx, actor, policy.ProtectPerson, id, version, func(tx *audit.Tx, o *Opened) (noted, error) {
		o.Protection, o.ProtectedFrom, o.ProtectedTo = Unprotected, calendar.Date{}, calendar.Date{}
		return noted{Protection: Unprotected}, nil
	})
}

// Edit writes down how a person is reached now.
func (s *Service) Edit(ctx context.Context, actor policy.Actor, id string, version int64, name string, r Reached) error {
	return s.change(ctx, actor, policy.EditPerson, id, version, edit(name, r))
}

// EditWithin is Edit in an act under way, such as one that grants a correction. Version 0 is the record as it is.
func (s *Service) EditWithin(ctx context.Context, tx *audit.Tx, id string, version int64, name string, r Reached) error {
	return s.changeWithin(ctx, tx, policy.EditPerson, id, version, edit(name, r))
}

func edit(name string, r Reached) func(*audit.Tx, *Opened) (noted, error) {
	return func(tx *audit.Tx, o *Opened) (noted, error) {
		if o.Protected(today(tx)) && (r.Email != "" || r.Address != "") {
			return noted{}, fault.New(fault.Invalid, textForbidden, fault.Field("address", textForbidden))
		}
		o.Name, o.Reached = name, r
		return noted{Fields: []string{"name", "reach"}}, nil
	}
}

// change is an act on one record: may the actor, what is there, the rule, the row, the note.
func (s *Service) change(ctx context.Context, actor policy.Actor, act policy.Action, id string, version int64, rule func(*audit.Tx, *Opened) (noted, error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return s.changeWithin(ctx, tx, act, id, version, rule) })
}

func (s *Service) changeWithin(ctx context.Context, tx *audit.Tx, act policy.Action, id string, version int64, rule func(*audit.Tx, *Opened) (noted, error)) error {
	if err := policy.Check(ctx, tx, tx.Actor(), act, ref.To(PersonKind, id)); err != nil {
		return err
	}
	o, err := unseal(ctx, tx, s.keys(), id)
	if err != nil {
		return err
	}
	n, err := rule(tx, &o)
	if err != nil {
		return err
	}
	if version != 0 {
		o.Version = version
	}
	if err := updateIdentity(ctx, tx, s.keys(), &o.Person, o.Identity); err != nil {
		return err
	}
	if act == policy.ProtectPerson {
		for _, follow := range s.Protecting {
			if err := follow(ctx, tx, o.Person); err != nil {
				return err
			}
		}
	}
	return tx.Note(act, o.Ref(), n)
}

// clear names members of staff for a protected person, from today: them and nobody else. Each must be cleared by the
// authority.
func (s *Service) clear(ctx context.Context, tx *audit.Tx, p Person, named []string) error {
	named = slices.Compact(slices.Sorted(slices.Values(named)))
	args := []any{p.Authority}
	n, err := db.One[int64](ctx, tx, `SELECT COUNT(*) FROM account WHERE authority_id = $1 AND cleared AND id `+db.In(named, &args), args...)
	if err == nil && n != int64(len(named)) {
		err = fault.New(fault.Invalid, notCleared, fault.Field("named", notCleared))
	}
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE person_clearance SET valid_to = $2 WHERE person_id = $1 AND (valid_to IS NULL OR valid_to > $2)`, p.ID, today(tx).AddDays(-1)); err != nil {
		return err
	}
	type row struct {
		ID        string        `db:"id"`
		Person    string        `db:"person_id"`
		Authority string        `db:"authority_id"`
		Account   string        `db:"account_id"`
		From      calendar.Date `db:"valid_from"`
	}
	var rows []row
	for _, account := range named {
		rows = append(rows, row{tx.NewID(), p.ID, p.Authority, account, today(tx)})
	}
	return db.InsertAll(ctx, tx, "person_clearance", rows)
}

// Renumber writes down that a person has a new number; the earlier one still finds the record. It is never used for an
// assumed identity: that is another person, and the two are never linked. It relies on the record as it was seen, whose
// version it writes, and on the number, which it holds.
func (s *Service) Renumber(ctx context.Context, actor policy.Actor, id string, version int64, number identity.PersonalNumber) error {
	return s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.EditPerson, ref.To(PersonKind, id)); err != nil {
			return err
		}
		o, err := unseal(ctx, tx, s.keys(), id)
		if err != nil {
			return err
		}
		if o.Version != version { // first: who does not change the record is told nothing of other numbers
			return fault.New(fault.Conflict, changedMeanwhile)
		}
		if err := s.free(ctx, tx, o, number); err != nil {
			return err
		}
		if err := s.keepFormer(ctx, tx, o); err != nil {
			return err
		}
		sealed, err := s.keys().Seal(place("person", "number", id), []byte(number.TwelveDigits()))
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE person SET number = $3, number_digest = $4, written_at = $5, version = version + 1 WHERE id = $1 AND version = $2`,
			id, version, sealed, s.keys().Digest(digestPurpose, number.TwelveDigits()), db.At(tx.Now()))
		if db.IsUnique(err) {
			err = fault.Wrap(err, fault.Conflict, numberTaken)
		}
		if err := changed(n, err); err != nil {
			return err
		}
		return tx.Note(policy.EditPerson, o.Ref(), noted{Fields: []string{"number"}})
	})
}

// free refuses a number that the record has already, and one by which another record of the authority is found, now or by
// an earlier number. Nobody gives it to another until the act ends.
func (s *Service) free(ctx context.Context, tx *audit.Tx, o Opened, number identity.PersonalNumber) error {
	if number.TwelveDigits() == o.Number.TwelveDigits() {
		return fault.New(fault.Invalid, numberSame, fault.Field("number", numberSame))
	}
	digests, _, err := s.holdNumber(ctx, tx, o.Authority, number)
	if err != nil {
		return err
	}
	found, err := byDigest(ctx, tx, digests, o.Authority)
	if err != nil {
		return err
	}
	for _, p := range found {
		if p.ID != o.ID {
			return fault.New(fault.Conflict, numberTaken)
		}
	}
	return nil
}

func (s *Service) keepFormer(ctx context.Context, tx *audit.Tx, o Opened) error {
	row := struct {
		ID     string        `db:"id"`
		Person string        `db:"person_id"`
		Number []byte        `db:"number"`
		Digest string        `db:"number_digest"`
		Until  calendar.Date `db:"until_on"`
	}{ID: tx.NewID(), Person: o.ID, Digest: s.keys().Digest(digestPurpose, o.Number.TwelveDigits()), Until: today(tx)}
	var err error
	if row.Number, err = s.keys().Seal(place("person_former", "number", row.ID), []byte(o.Number.TwelveDigits())); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "person_former", row)
}
