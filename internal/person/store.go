package person

import (
	"context"
	"encoding/json"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/seal"
)

// digestPurpose is what the keyed digest of a number is for.
const digestPurpose = "person.number"

// Digests are what a number's records are found by: its keyed digest under every key of the ring, the current one first.
func Digests(keys *seal.Keys, number identity.PersonalNumber) []string {
	return keys.Digests(digestPurpose, number.TwelveDigits())
}

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{
		{Table: "person", Column: "number", RowID: "id", Digest: "number_digest", Purpose: digestPurpose},
		{Table: "person", Column: "name", RowID: "id"},
		{Table: "person", Column: "reach", RowID: "id"},
		{Table: "person_former", Column: "number", RowID: "id", Digest: "number_digest", Purpose: digestPurpose},
		{Table: "person_opening", Column: "reason", RowID: "id"},
		{Table: "person_ground", Column: "purpose", RowID: "id"},
		{Table: "person_ground", Column: "motive", RowID: "id"},
		{Table: "person_ground", Column: "reason", RowID: "id"},
		{Table: "person_test", Column: "given", RowID: "id"},
		{Table: "person_test", Column: "withheld", RowID: "id"},
		{Table: "person_task", Column: "note", RowID: "id"},
	}
}

const personColumns = `id, authority_id, protection, protected_from, protected_to, version`

type storedPerson struct {
	Person
	Number    []byte  `db:"number"`
	Digest    string  `db:"number_digest"`
	Name      []byte  `db:"name"`
	Reach     []byte  `db:"reach"`
	CreatedAt db.Time `db:"created_at"`
	WrittenAt db.Time `db:"written_at"` // when what it says was written last
}

// ByID gives an authority's record without what is sealed; nobody's right is asked.
func ByID(ctx context.Context, q db.Reader, id string) (Person, error) { return get(ctx, q, id) }

func get(ctx context.Context, q db.Reader, id string) (Person, error) {
	found, err := db.All[Person](ctx, q, `SELECT `+personColumns+` FROM person WHERE id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Person{}, err
	}
	return found[0], nil
}

// byDigest finds authorities' records of a number, present or earlier, by its digests under every key. It asks the same
// whether there is one or not. The two ways to find one are asked apart, so that each goes by its index.
func byDigest(ctx context.Context, q db.Reader, digests []string, authorities ...string) ([]Person, error) {
	var args []any
	of, is := db.In(authorities, &args), db.In(digests, &args)
	return db.All[Person](ctx, q, `SELECT `+personColumns+` FROM person WHERE authority_id `+of+` AND number_digest `+is+`
		UNION SELECT `+personColumns+` FROM person WHERE authority_id `+of+` AND id IN (SELECT person_id FROM person_former WHERE number_digest `+is+`) ORDER BY id`, args...)
}

func insert(ctx context.Context, tx *audit.Tx, keys *seal.Keys, p Person, who Identity) error {
	row := storedPerson{Person: p, Digest: keys.Digest(digestPurpose, who.Number.TwelveDigits()), CreatedAt: db.At(tx.Now()), WrittenAt: db.At(tx.Now())}
	err := sealInto(keys, p.ID, who, &row)
	if err != nil {
		return err
	}
	return db.Insert(ctx, tx, "person", row)
}

func sealInto(keys *seal.Keys, id string, who Identity, row *storedPerson) (err error) {
	if row.Number, err = keys.Seal(place("person", "number", id), []byte(who.Number.TwelveDigits())); err != nil {
		return err
	}
	if row.Name, err = sealText(keys, place("person", "name", id), who.Name); err != nil {
		return err
	}
	reach, err := json.Marshal(who.Reached)
	if err == nil && who.Reached != (Reached{}) {
		row.Reach, err = keys.Seal(place("person", "reach", id), reach)
	}
	return err
}

func place(table, column, id string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: id}
}

// sealText seals a text; nothing is sealed when there is none.
func sealText(keys *seal.Keys, at seal.Place, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	return keys.Seal(at, []byte(text))
}

func openText(keys *seal.Keys, at seal.Place, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := keys.Open(at, sealed)
	return string(plain), err
}

// unseal gives a record with what is sealed.
func unseal(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (o Opened, err error) {
	row, err := db.One[storedPerson](ctx, q, `SELECT `+personColumns+`, number, number_digest, name, reach, created_at, written_at FROM person WHERE id = $1`, id)
	if err != nil {
		return Opened{}, err
	}
	o.Person = row.Person
	if o.Number, err = openNumber(keys, place("person", "number", id), row.Number); err != nil {
		return Opened{}, err
	}
	if o.Name, err = openText(keys, place("person", "name", id), row.Name); err != nil {
		return Opened{}, err
	}
	reach, err := openText(keys, place("person", "reach", id), row.Reach)
	if err == nil && reach != "" {
		err = json.Unmarshal([]byte(reach), &o.Reached)
	}
	if err != nil {
		return Opened{}, err
	}
	o.Former, err = formerOf(ctx, q, keys, id)
	return o, err
}

// endOfTime is a day on which every number that was once taken in is of somebody who is born.
var endOfTime = calendar.NewDate(9999, time.December, 31)

func openNumber(keys *seal.Keys, at seal.Place, sealed []byte) (identity.PersonalNumber, error) {
	digits, err := keys.Open(at, sealed)
	if err != nil {
		return identity.PersonalNumber{}, err
	}
	return identity.ParsePersonal(string(digits), endOfTime)
}

func formerOf(ctx context.Context, q db.Reader, keys *seal.Keys, person string) (list []identity.PersonalNumber, err error) {
	type former struct {
		ID     string `db:"id"`
		Number []byte `db:"number"`
	}
	rows, err := db.All[former](ctx, q, `SELECT id, number FROM person_former WHERE person_id = $1 ORDER BY until_on DESC, id`, person)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		n, err := openNumber(keys, place("person_former", "number", row.ID), row.Number)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}

func updateIdentity(ctx context.Context, tx *audit.Tx, keys *seal.Keys, p *Person, who Identity) error {
	row := storedPerson{Person: *p}
	if err := sealInto(keys, p.ID, who, &row); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `UPDATE person SET name = $3, reach = $4, protection = $5, protected_from = $6, protected_to = $7, written_at = $8, version = version + 1
		WHERE id = $1 AND version = $2`, p.ID, p.Version, row.Name, row.Reach, p.Protection, p.ProtectedFrom, p.ProtectedTo, db.At(tx.Now()))
	p.Version++
	return changed(n, err)
}

// addMissing writes the name and how the person is reached where a record has none, and gives which it wrote.
func addMissing(ctx context.Context, tx *audit.Tx, keys *seal.Keys, p Person, who Identity) (added []string, err error) {
	var row storedPerson
	if err := sealInto(keys, p.ID, who, &row); err != nil {
		return nil, err
	}
	add := func(column string, value []byte) {
		if err != nil || len(value) == 0 {
			return
		}
		var n int64
		if n, err = tx.Exec(ctx, `UPDATE person SET `+column+` = $2, written_at = $3, version = version + 1 WHERE id = $1 AND protected_from IS NULL AND `+column+` IS NULL`, p.ID, value, db.At(tx.Now())); n > 0 {
			added = append(added, column)
		}
	}
	add("name", row.Name)
	add("reach", row.Reach)
	return added, err
}

// changed is a conflict when a guarded update met no row.
func changed(n int64, err error) error {
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, changedMeanwhile)
	}
	return err
}

// Get gives a record without what is sealed. Who may see it is for the caller to ask.
func Get(ctx context.Context, q db.Reader, id string) (Person, error) { return get(ctx, q, id) }

// Unseal gives a record with what is sealed, within an act or a reading of another room, which has asked whether the actor
// may and notes it.
func (s *Service) Unseal(ctx context.Context, q db.Reader, id string) (Opened, error) {
	return unseal(ctx, q, s.keys(), id)
}
