package person

import (
	"context"
	"encoding/json"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
	"samsyn/internal/web"
)

// Service is the use cases of persons and grounds.
type Service struct {
	Trail *audit.Trail
	// Withdrawn is what follows when a consent is withdrawn, in the same act. App sets it.
	Withdrawn []func(ctx context.Context, tx *audit.Tx, g Ground) error
	// Protecting is what follows when an identity becomes protected or no longer is, in the same act. p is as it is after it.
	// What begins or ends on a later day is for the clock. App sets it.
	Protecting []func(ctx context.Context, tx *audit.Tx, p Person) error
	// Hold keeps what rests on a ground as it is until the act ends, before the ground itself is held. App sets it.
	Hold []func(ctx context.Context, tx *audit.Tx, ground string) error
	// Rejected and Informed are what follows when a consent is rejected, and when the person has been told so. App sets them.
	Rejected, Informed []func(ctx context.Context, tx *audit.Tx, g Ground) error
	// OpenedInEmergency is told, in the act, that a record was opened in an emergency; nil tells nobody. App sets it.
	OpenedInEmergency func(ctx context.Context, tx *audit.Tx, o Opening) error
	// Extractors give what the other rooms have about a person, for an extract. App sets it.
	Extractors []Extractor
	// Keeps are conditions on p, a record: each holds while a room keeps something that needs it. App sets them.
	Keeps []string
	// Panels are what other rooms show on a person's page, first in the main column. App sets it.
	Panels []PagePanel
}

// PagePanel is a part of a person's page that another room shows; nil when there is nothing to show to this reader.
type PagePanel func(r *web.Request, p Person) (templ.Component, error)

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

func today(tx *audit.Tx) calendar.Date { return calendar.DateOf(tx.Now()) }

// noted is what the trail says of an act about a person: which fields, never what stood in them.
type noted struct {
	Fields     []string   `json:"fields,omitempty"`
	Protection Protection `json:"protection,omitempty"`
	About      ref.Ref    `json:"about,omitzero"`
	policy.By
}

// Take gives the authority's own record of a person in an act under way, and makes it when there is none. What is known
// already is not overwritten. The caller assigns somebody to it.
func (s *Service) Take(ctx context.Context, tx *audit.Tx, authority string, who Identity) (Person, error) {
	found, err := s.Find(ctx, tx, who.Number, authority)
	if err != nil {
		return Person{}, err
	}
	return s.TakeOf(ctx, tx, found, authority, who)
}

// Found is what some authorities' registers had of a number, by authority.
type Found map[string]Person

// Find asks several authorities' registers of a number in one statement, the same whether any of them has it. What one has
// must tell another nothing.
func (s *Service) Find(ctx context.Context, q db.Reader, number identity.PersonalNumber, authorities ...string) (Found, error) {
	if number.IsZero() {
		return nil, nil
	}
	list, err := byDigest(ctx, q, Digests(s.keys(), number), authorities...)
	found := Found{}
	for _, p := range list {
		if _, have := found[p.Authority]; !have {
			found[p.Authority] = p
		}
	}
	return found, err
}

// TakeOf is Take of what was found just now.
func (s *Service) TakeOf(ctx context.Context, tx *audit.Tx, found Found, authority string, who Identity) (Person, error) {
	if who.Number.IsZero() {
		return Person{}, fault.New(fault.Invalid, language.T("Ange ett personnummer eller samordningsnummer.", "Give a personal or coordination number."))
	}
	if p, ok := found[authority]; ok {
		return s.complete(ctx, tx, p, who)
	}
	return s.make(ctx, tx, authority, who)
}

// complete writes what a record lacks, and leaves what it has. Of a protected person nothing is added by the way.
func (s *Service) complete(ctx context.Context, tx *audit.Tx, p Person, who Identity) (Person, error) {
	added, err := addMissing(ctx, tx, s.keys(), p, who)
	if err != nil || len(added) == 0 {
		return p, err
	}
	p.Version += int64(len(added))
	return p, tx.Note(policy.EditPerson, p.Ref(), noted{Fields: added})
}

// make makes a record. Two who do so at once, maybe under two keys, wait for each other at the number's digests, and the
// second finds what the first has made.
func (s *Service) make(ctx context.Context, tx *audit.Tx, authority string, who Identity) (Person, error) {
	digests, waited, err := s.holdNumber(ctx, tx, authority, who.Number)
	if err != nil {
		return Person{}, err
	}
	if waited {
		found, err := byDigest(ctx, tx, digests, authority)
		if err != nil || len(found) > 0 {
			return first(found), err
		}
	}
	p := Person{ID: tx.NewID(), Authority: authority, Version: 1}
	if err := insert(ctx, tx, s.keys(), p, who); err != nil {
		return Person{}, err
	}
	return p, tx.Note(policy.MakePerson, p.Ref(), noted{Fields: fieldsOf(who)})
}

// holdNumber keeps others who give a record of the authority's this number waiting until the act ends, and gives its digests.
// Who has waited looks again, so that the act must see what was kept meanwhile: it is done by audit.Trail.DoRows.
func (s *Service) holdNumber(ctx context.Context, tx *audit.Tx, authority string, number identity.PersonalNumber) (digests []string, waited bool, err error) {
	digests = Digests(s.keys(), number)
	names := make([]string, len(digests))
	for i, d := range digests {
		names[i] = "person " + authority + " " + d
	}
	waited, err = tx.HoldNames(ctx, names...)
	return digests, waited, err
}

func first(list []Person) (p Person) {
	if len(list) > 0 {
		p = list[0]
	}
	return p
}

func fieldsOf(who Identity) (list []string) {
	for name, text := range map[string]string{"name": who.Name, "phone": who.Phone, "email": who.Email, "address": who.Address} {
		if text != "" {
			list = append(list, name)
		}
	}
	return list
}

// Shielded tells whether an authority's own record of a number is protected on the day of the act. It runs the same
// statement whether there is a record or not.
func (s *Service) Shielded(ctx context.Context, q db.Reader, authority string, number identity.PersonalNumber) (bool, error) {
	found, err := s.Find(ctx, q, number, authority)
	return found.Shielded(authority, calendar.DateOf(q.Now())), err
}

// Shielded tells whether a register that was asked has the number as protected on a day.
func (f Found) Shielded(authority string, on calendar.Date) bool { return f[authority].Protected(on) }

// Assign names a member of staff on a person for a thing, from today, in an act under way. It is not written twice. The
// caller holds the thing, or has just made it.
func (s *Service) Assign(ctx context.Context, tx *audit.Tx, p Person, account string, thing ref.Ref) error {
	n, err := db.One[int64](ctx, tx, `SELECT COUNT(*) FROM person_assignment WHERE person_id = $1 AND account_id = $2 AND thing_kind = $3 AND thing_id = $4
		AND (valid_to IS NULL OR valid_to >= $5)`, p.ID, account, thing.Kind, thing.ID, today(tx))
	if err != nil || n > 0 {
		return err
	}
	return s.AssignNew(ctx, tx, p, account, thing)
}

// AssignNew is Assign for a thing that is new, on which nobody is named yet.
func (s *Service) AssignNew(ctx context.Context, tx *audit.Tx, p Person, account string, thing ref.Ref) error {
	type row struct {
		ID        string        `db:"id"`
		Person    string        `db:"person_id"`
		Authority string        `db:"authority_id"`
		Account   string        `db:"account_id"`
		Kind      ref.Kind      `db:"thing_kind"`
		Thing     string        `db:"thing_id"`
		From      calendar.Date `db:"valid_from"`
	}
	return db.InsertLater(ctx, tx, "person_assignment", row{tx.NewID(), p.ID, p.Authority, account, thing.Kind, thing.ID, today(tx)})
}

// Release ends what names a member of staff on a person for a thing: yesterday was the last day. With no account, everybody.
func (s *Service) Release(ctx context.Context, tx *audit.Tx, person, account string, thing ref.Ref) error {
	return tx.Later(ctx, `UPDATE person_assignment SET valid_to = $5 WHERE person_id = $1 AND ($2 = '' OR account_id = $2) AND thing_kind = $3
		AND thing_id = $4 AND (valid_to IS NULL OR valid_to > $5)`, person, account, thing.Kind, thing.ID, today(tx).AddDays(-1))
}

// Open gives a record with what is sealed, and notes that it was read and about what. Who may not see it is told that
// there is no such thing.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string, about ref.Ref) (o Opened, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		by, err := policy.CheckReadBy(ctx, tx, actor, policy.ReadPerson, ref.To(PersonKind, id))
		if err != nil {
			return err
		}
		if o, err = unseal(ctx, tx, s.keys(), id); err != nil {
			return err
		}
		o.By = by
		return tx.Note(policy.ReadPerson, o.Ref(), noted{About: about, By: by})
	})
	return o, err
}

// Opening is an emergency opening of a record.
type Opening struct {
	ID        string
	Person    string // the record
	Authority string
	Account   string // who opened it
	At        time.Time
}

// OpeningReason gives why a record was opened in an emergency, for whoever reviews it. The caller has asked whether they may,
// and notes it.
func (s *Service) OpeningReason(ctx context.Context, q db.Reader, opening string) (string, error) {
	sealed, err := db.One[[]byte](ctx, q, `SELECT reason FROM person_opening WHERE id = $1`, opening)
	if err != nil {
		return "", err
	}
	return openText(s.keys(), place("person_opening", "reason", opening), sealed)
}

// ForgetOpening destroys why a record was opened in an emergency, when the review of it is destroyed. One that still lets
// somebody in stays.
func (s *Service) ForgetOpening(ctx context.Context, tx *audit.Tx, opening string) error {
	_, err := tx.Exec(ctx, "DELETE FROM person_opening WHERE id = $1 AND ends_at <= $2", opening, db.At(tx.Now()))
	return err
}

// Called is who some records are of and where they live, for rules of the house's own that show nobody to anybody.
type Called struct{ ID, Name, Address string }

// Names opens who some records are of, in the order of their ids. What it gives must not leave the act that asked.
func (s *Service) Names(ctx context.Context, q db.Reader, ids []string) (out []Called, err error) {
	var args []any
	rows, err := db.All[storedPerson](ctx, q, `SELECT `+personColumns+`, number, number_digest, name, reach, created_at FROM person WHERE id `+db.In(ids, &args)+` ORDER BY id`, args...)
	for _, row := range rows {
		n := Called{ID: row.ID}
		if n.Name, err = openText(s.keys(), place("person", "name", row.ID), row.Name); err != nil {
			return nil, err
		}
		reach, err := openText(s.keys(), place("person", "reach", row.ID), row.Reach)
		if err != nil {
			return nil, err
		}
		var r Reached
		if reach != "" && json.Unmarshal([]byte(reach), &r) == nil {
			n.Address = r.Address
		}
		out = append(out, n)
	}
	return out, err
}

// openFor is how long an emergency opening lasts.
const openFor = 24 * time.Hour

// OpenInEmergency opens a record for a day to somebody of the same authority who is not assigned, with a reason.
func (s *Service) OpenInEmergency(ctx context.Context, actor policy.Actor, id, reason string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckEmergency(ctx, tx, actor, policy.OpenPerson, ref.To(PersonKind, id), reason); err != nil {
			return err
		}
		type row struct {
			ID        string  `db:"id"`
			Person    string  `db:"person_id"`
			Authority string  `db:"authority_id"`
			Account   string  `db:"account_id"`
			Reason    []byte  `db:"reason"`
			StartsAt  db.Time `db:"starts_at"`
			EndsAt    db.Time `db:"ends_at"`
		}
		r := row{ID: tx.NewID(), Person: id, Authority: actor.Authority, Account: actor.ID, StartsAt: db.At(tx.Now()), EndsAt: db.At(tx.Now().Add(openFor))}
		var err error
		if r.Reason, err = sealText(s.keys(), place("person_opening", "reason", r.ID), reason); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "person_opening", r); err != nil {
			return err
		}
		if s.OpenedInEmergency != nil {
			if err := s.OpenedInEmergency(ctx, tx, Opening{r.ID, id, actor.Authority, actor.ID, tx.Now()}); err != nil {
				return err
			}
		}
		return tx.Note(policy.OpenPerson, ref.To(PersonKind, id), noted{})
	})
}

// Read gives a record with what is sealed, for a room that has asked whether its reader works with the person and notes
// that it was read.
func (s *Service) Read(ctx context.Context, q db.Reader, id string) (Opened, error) {
	return unseal(ctx, q, s.keys(), id)
}
