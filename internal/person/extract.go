package person

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Pair is one thing that is kept, by name.
type Pair struct {
	Name  language.Text
	Value language.Text
}

// Entry is one of the things that a section is of, such as a question.
type Entry struct {
	Heading language.Text
	Pairs   []Pair
}

// Section is a part of an extract: what one room has about the person.
type Section struct {
	ID      string // "questions", for those who read it by program
	Title   language.Text
	Why     language.Text // what it is kept for
	Entries []Entry
}

// Extractor gives what a room has about a person in one authority's file: everything, opened, and nothing of another
// authority's. Tables names those of its tables that name the person, so that a test sees that none was forgotten.
type Extractor struct {
	Room   string
	Tables []string
	Read   func(ctx context.Context, q db.Reader, p Person) ([]Section, error)
}

// Extract is all that one authority has about a person (registerutdrag, GDPR art. 15).
type Extract struct {
	Person   Opened
	Of       string // the authority by name
	Made     calendar.Date
	Sections []Section
}

// Add puts a pair in an entry; one without a value is left out.
func (e *Entry) Add(sv, en, value string) {
	if value != "" {
		e.Pairs = append(e.Pairs, Pair{language.T(sv, en), language.Same(value)})
	}
}

// Say puts a pair whose value is in two languages in an entry.
func (e *Entry) Say(sv, en string, value language.Text) {
	if !value.IsZero() {
		e.Pairs = append(e.Pairs, Pair{language.T(sv, en), value})
	}
}

// When puts an instant in an entry.
func (e *Entry) When(sv, en string, at db.Time) {
	if !at.IsZero() {
		e.Say(sv, en, calendar.DateTime(at.Time))
	}
}

// extractNoted is what the trail says of an extract: how much it held, never what.
type extractNoted struct {
	About    ref.Ref `json:"about,omitzero"`
	Sections int     `json:"sections"`
	Entries  int     `json:"entries"`
}

// Filled is a section with an entry of each thing that a room has about the person.
func (s Section) Filled(ids []string, entry func(id string) (Entry, error)) ([]Section, error) {
	for _, id := range ids {
		e, err := entry(id)
		if err != nil {
			return nil, err
		}
		s.Entries = append(s.Entries, e)
	}
	return []Section{s}, nil
}

// TakeOut makes the extract of a record for who may, and notes that it was made and about what.
func (s *Service) TakeOut(ctx context.Context, actor policy.Actor, id string, about ref.Ref) (x Extract, err error) {
	thing, act := ref.To(PersonKind, id), policy.ExtractPerson
	if actor.Has(policy.Jobseeker) {
		act = policy.ExtractOwn
	}
	may := func(q db.Reader) error { return policy.CheckRead(ctx, q, actor, act, thing) }
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			if err := may(q); err != nil {
				return false, err
			}
			x, err = s.extract(ctx, q, id)
			return true, err
		},
		Still: func(tx *audit.Tx) error { return may(tx) },
		Note: func(tx *audit.Tx) error {
			n := extractNoted{About: about, Sections: len(x.Sections)}
			for _, part := range x.Sections {
				n.Entries += len(part.Entries)
			}
			return tx.Note(act, thing, n)
		}})
	if err != nil {
		return Extract{}, err
	}
	return x, nil
}

// TakeOutOf is TakeOut by number, for a command at an authority. A number that the authority has no record of, and one that
// the command may not see, are the same answer.
func (s *Service) TakeOutOf(ctx context.Context, actor policy.Actor, authority string, number identity.PersonalNumber) (Extract, error) {
	found, err := s.Find(ctx, s.Trail.DB(), number, authority)
	if err != nil {
		return Extract{}, err
	}
	p, ok := found[authority]
	if ok {
		var x Extract
		if x, err = s.TakeOut(ctx, actor, p.ID, ref.Ref{}); !fault.Is(err, fault.NotFound) {
			return x, err
		}
	}
	return Extract{}, fault.New(fault.NotFound, nothingToTakeOut)
}

var nothingToTakeOut = language.T("Här finns inget att ta ut. Är personen känd hos er: gör utdraget på sidan för begäran, som den som är utsedd.", "There is nothing to take out here. If the person is known to you: make the extract on the page of the request, as whoever is named.")

func (s *Service) extract(ctx context.Context, q db.Reader, id string) (x Extract, err error) {
	if x.Person, err = unseal(ctx, q, s.keys(), id); err != nil {
		return x, err
	}
	x.Made = calendar.DateOf(q.Now())
	of, err := directory.AuthorityByID(ctx, q, x.Person.Authority, x.Made)
	if err != nil {
		return x, err
	}
	x.Of = of.Title()
	for _, e := range append([]Extractor{s.Extractor()}, s.Extractors...) {
		part, err := e.Read(ctx, q, x.Person.Person)
		if err != nil {
			return x, err
		}
		x.Sections = append(x.Sections, part...)
	}
	x.Sections = slices.DeleteFunc(x.Sections, func(s Section) bool { return len(s.Entries) == 0 })
	return x, nil
}

// Extractor gives what this room has about a person.
func (s *Service) Extractor() Extractor {
	return Extractor{Room: "person", Tables: []string{"person_former", "person_assignment", "person_clearance", "person_opening", "person_ground", "person_test", "person_task", "person_restriction"}, Read: s.own}
}

func (s *Service) own(ctx context.Context, q db.Reader, p Person) ([]Section, error) {
	o, err := unseal(ctx, q, s.keys(), p.ID)
	if err != nil {
		return nil, err
	}
	who, err := s.ownRecord(ctx, q, o)
	if err != nil {
		return nil, err
	}
	out := []Section{who}
	for _, read := range []func(context.Context, db.Reader, Person) (Section, error){s.ownNamed, s.ownOpenings, s.ownGrounds, s.ownTests, s.ownTasks, s.ownRestrictions} {
		part, err := read(ctx, q, p)
		if err != nil {
			return nil, err
		}
		out = append(out, part)
	}
	return out, nil
}

func (s *Service) ownRecord(ctx context.Context, q db.Reader, o Opened) (Section, error) {
	var e Entry
	e.Heading = language.T("Vem du är och hur du nås", "Who you are and how you are reached")
	e.Add("Personnummer", "Personal number", o.Number.TwelveDigits())
	for _, n := range o.Former {
		e.Add("Tidigare nummer", "Earlier number", n.TwelveDigits())
	}
	e.Add("Namn", "Name", o.Name)
	e.Add("Telefon", "Telephone", o.Phone)
	e.Add("E-post", "E-mail", o.Email)
	e.Add("Adress", "Address", o.Address)
	if o.Protection != Unprotected {
		e.Say("Skydd av identiteten", "Protection of the identity", o.Protection.Name())
		e.Add("Skyddet gäller från", "Protected from", o.ProtectedFrom.String())
		if !o.ProtectedTo.IsZero() {
			e.Add("Skyddet gäller till", "Protected until", o.ProtectedTo.String())
		}
	}
	at, err := db.One[db.Time](ctx, q, "SELECT created_at FROM person WHERE id = $1", o.ID)
	e.When("Uppgifterna lades upp", "The record was made", at)
	return Section{ID: "record", Title: language.T("Uppgifter om dig", "Data about you"), Why: language.T("För att kunna nå dig och veta att det är rätt person.", "To reach you, and to know that it is the right person."), Entries: []Entry{e}}, err
}

// ownNamed are those whom the authority has named to handle something about the person. Their names are no secret from the
// person; what they are named for stands in its own section.
func (s *Service) ownNamed(ctx context.Context, q db.Reader, p Person) (Section, error) {
	out := Section{ID: "named", Title: language.T("Vilka som handlägger något om dig", "Who handles something about you"), Why: language.T("Bara den som är utsedd får se uppgifter om dig.", "Only those who are named may see data about you.")}
	rows, err := db.All[struct {
		Account string        `db:"account_id"`
		From    calendar.Date `db:"valid_from"`
		To      calendar.Date `db:"valid_to"`
	}](ctx, q, `SELECT account_id, MIN(valid_from) AS valid_from, CASE WHEN COUNT(valid_to) < COUNT(*) THEN NULL ELSE MAX(valid_to) END AS valid_to FROM
		(SELECT account_id, valid_from, valid_to FROM person_assignment WHERE person_id = $1 UNION ALL SELECT account_id, valid_from, valid_to FROM person_clearance WHERE person_id = $1) AS named
		GROUP BY account_id ORDER BY MIN(valid_from), account_id`, p.ID)
	if err != nil {
		return out, err
	}
	names, err := namesOf(ctx, q, len(rows), func(i int) string { return rows[i].Account })
	for _, r := range rows {
		var e Entry
		e.Heading = language.Same(names[r.Account])
		e.Add("Från och med", "From", r.From.String())
		if !r.To.IsZero() {
			e.Add("Till och med", "Until", r.To.String())
		}
		out.Entries = append(out.Entries, e)
	}
	return out, err
}

// namesOf gives the names of accounts, and of programs and accounts that are no more what they are.
func namesOf(ctx context.Context, q db.Reader, n int, id func(int) string) (map[string]string, error) {
	var ids []string
	for i := range n {
		ids = append(ids, id(i))
	}
	slices.Sort(ids)
	names, err := account.NamesOf(ctx, q, slices.Compact(ids))
	for _, id := range ids {
		if names != nil && names[id] == "" {
			names[id] = "–"
		}
	}
	return names, err
}

// ownOpenings are the emergency openings: when, by whom and why. The reason is data about the person, from whom the secrecy
// that protects them keeps nothing (OSL 12:1): see docs/decisions/0041.
func (s *Service) ownOpenings(ctx context.Context, q db.Reader, p Person) (Section, error) {
	out := Section{ID: "openings", Title: language.T("Nödöppningar", "Emergency openings"), Why: language.T("Någon som inte var utsedd har öppnat dina uppgifter i en nödsituation.", "Somebody who was not named has opened your data in an emergency.")}
	rows, err := db.All[struct {
		ID       string  `db:"id"`
		Account  string  `db:"account_id"`
		StartsAt db.Time `db:"starts_at"`
		EndsAt   db.Time `db:"ends_at"`
		Reason   []byte  `db:"reason"`
	}](ctx, q, "SELECT id, account_id, starts_at, ends_at, reason FROM person_opening WHERE person_id = $1 ORDER BY starts_at, id", p.ID)
	if err != nil {
		return out, err
	}
	names, err := namesOf(ctx, q, len(rows), func(i int) string { return rows[i].Account })
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		reason, err := openText(s.keys(), place("person_opening", "reason", r.ID), r.Reason)
		if err != nil {
			return out, err
		}
		var e Entry
		e.Heading = calendar.DateTime(r.StartsAt.Time)
		e.Add("Av", "By", names[r.Account])
		e.When("Till", "Until", r.EndsAt)
		e.Add("Skäl", "Reason", reason)
		out.Entries = append(out.Entries, e)
	}
	return out, nil
}
