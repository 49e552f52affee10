package seeker

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/seal"
)

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "seeker", Column: "number", RowID: "id"}}
}

const columns = "id, lang, demo"

func numberPlace(id string) seal.Place { return seal.Place{Table: "seeker", Column: "number", Row: id} }

func byID(ctx context.Context, q db.Reader, id string) (Seeker, error) {
	found, err := db.All[Seeker](ctx, q, "SELECT "+columns+" FROM seeker WHERE id = $1", id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Seeker{}, err
	}
	return found[0], nil
}

func numberOf(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (n identity.PersonalNumber, err error) {
	sealed, err := db.One[[]byte](ctx, q, "SELECT number FROM seeker WHERE id = $1", id)
	if err != nil {
		return n, err
	}
	plain, err := keys.Open(numberPlace(id), sealed)
	if err != nil {
		return n, err
	}
	return identity.ParsePersonal(string(plain), calendar.DateOf(q.Now()))
}

func byDigests(ctx context.Context, q db.Reader, digests []string) ([]Seeker, error) {
	var args []any
	is := db.In(digests, &args)
	return db.All[Seeker](ctx, q, "SELECT "+columns+" FROM seeker WHERE id IN (SELECT seeker_id FROM seeker_number WHERE digest "+is+") ORDER BY id", args...)
}

func demo(ctx context.Context, q db.Reader) ([]Seeker, error) {
	return db.All[Seeker](ctx, q, "SELECT "+columns+" FROM seeker WHERE demo ORDER BY id")
}

func digestsOf(ctx context.Context, q db.Reader, id string) ([]string, error) {
	return db.All[string](ctx, q, "SELECT digest FROM seeker_number WHERE seeker_id = $1", id)
}

func insert(ctx context.Context, tx *audit.Tx, s Seeker, number identity.PersonalNumber) error {
	row := struct {
		Seeker
		Number    []byte  `db:"number"`
		CreatedAt db.Time `db:"created_at"`
	}{Seeker: s, CreatedAt: db.At(tx.Now())}
	var err error
	if row.Number, err = tx.Keys().Seal(numberPlace(s.ID), []byte(number.TwelveDigits())); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "seeker", row)
}

// refresh keeps a number's digests under the keys of the ring as it is, so that records under any of them are found.
func refresh(ctx context.Context, tx *audit.Tx, id string, digests []string) error {
	have, err := digestsOf(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, gone := range have {
		if slices.Contains(digests, gone) {
			continue
		}
		if _, err := tx.Exec(ctx, "DELETE FROM seeker_number WHERE digest = $1", gone); err != nil {
			return err
		}
	}
	type row struct {
		Digest string `db:"digest"`
		Seeker string `db:"seeker_id"`
	}
	for _, d := range digests {
		if slices.Contains(have, d) {
			continue
		}
		if err := db.Insert(ctx, tx, "seeker_number", row{d, id}); err != nil {
			return err
		}
	}
	return nil
}

func setLang(ctx context.Context, tx *audit.Tx, id, lang string) error {
	_, err := tx.Exec(ctx, "UPDATE seeker SET lang = $2 WHERE id = $1", id, lang)
	return err
}

func setDemo(ctx context.Context, tx *audit.Tx, id string) error {
	_, err := tx.Exec(ctx, "UPDATE seeker SET demo = $2 WHERE id = $1", id, true)
	return err
}

// digests are what a number's records are found by.
func digests(keys *seal.Keys, number identity.PersonalNumber) []string {
	return person.Digests(keys, number)
}
