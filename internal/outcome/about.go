package outcome

import (
	"context"

	"samsyn/internal/accesslog"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
)

const concerned = `SELECT id, person_id, authority_id FROM outcome`

// About gives the follow-ups that are about some records of persons, for who has read them.
func About(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Thing, error) {
	var args []any
	return db.All[accesslog.Thing](ctx, q, concerned+` WHERE person_id `+db.In(persons, &args)+` ORDER BY id`, args...)
}

// Whom gives the records that some follow-ups are about at an authority.
func Whom(ctx context.Context, q db.Reader, authority string, ids []string) ([]accesslog.Thing, error) {
	args := []any{authority}
	return db.All[accesslog.Thing](ctx, q, concerned+` WHERE authority_id = $1 AND id `+db.In(ids, &args)+` ORDER BY id`, args...)
}

// Extractor gives what this room has about a person in one authority's file, for an extract: every answer, also those that
// were put right.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "outcome", Tables: []string{"outcome", "outcome_plan"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "outcomes", Title: language.T("Hur det gick efter planeringen", "How it went after the planning"), Why: language.T("För att följa upp om stödet ledde till arbete eller studier.", "To follow up whether the support led to work or studies.")}
	list, err := db.All[Outcome](ctx, q, `SELECT `+columns+` FROM outcome o WHERE o.person_id = $1 AND o.authority_id = $2 AND o.answers > 0 ORDER BY o.due_on, o.id`, p.ID, p.Authority)
	for _, o := range list {
		said, err := answers(ctx, q, s.keys(), o.ID)
		if err != nil {
			return nil, err
		}
		for _, x := range said {
			out.Entries = append(out.Entries, x.entry(o))
		}
	}
	return []person.Section{out}, err
}

func (x Said) entry(o Outcome) person.Entry {
	e := person.Entry{Heading: language.T("%s, antecknat %s", "%s, noted %s").With(o.Point.Name().Capital(), calendar.DateTime(x.At.Time))}
	if x.Gone {
		return e
	}
	e.Say("Utfall", "Outcome", x.short())
	e.Add("Sedan", "Since", x.Since.String())
	e.Say("Källa", "Source", x.Source.Name())
	if g, ok := law.GroundOf(x.Ground); ok {
		e.Say("Grund", "Ground", g.Name)
	}
	e.Add("Anteckning", "Note", x.Note)
	return e
}
