package seeker

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// Extractor gives, for an extract, whether the person has pages of their own and the codes that the authority has made for
// them, without the codes: only their digests are kept.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "seeker", Tables: []string{"seeker_code"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "sign-in", Title: language.T("Inloggning på mina sidor", "Sign-in to my pages"), Why: language.T("För att bara du ska kunna läsa det som gäller dig.", "So that nobody but you can read what is about you.")}
	who, err := db.All[db.Time](ctx, q, `SELECT seeker.created_at FROM seeker JOIN seeker_number ON seeker_number.seeker_id = seeker.id JOIN person ON person.number_digest = seeker_number.digest WHERE person.id = $1 ORDER BY seeker.created_at`+db.Limit(1), p.ID)
	if err != nil {
		return nil, err
	}
	for _, at := range who {
		e := person.Entry{Heading: language.T("Mina sidor", "My pages")}
		e.When("Första gången", "First time", at)
		out.Entries = append(out.Entries, e)
	}
	codes, err := codesOf(ctx, q, p.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range codes {
		e, err := codeEntry(ctx, q, c)
		if err != nil {
			return nil, err
		}
		out.Entries = append(out.Entries, e)
	}
	return []person.Section{out}, nil
}

func codeEntry(ctx context.Context, q db.Reader, c Code) (person.Entry, error) {
	e := person.Entry{Heading: language.T("Engångskod på papper %s", "One-time code on paper %s").With(calendar.DateTime(c.MadeAt.Time))}
	names, err := account.NamesOf(ctx, q, []string{c.MadeBy})
	e.Add("Gjord av", "Made by", names[c.MadeBy])
	e.Say("Hur det kontrollerades vem du är", "How it was checked who you are", c.Checked.Name())
	e.When("Gällde till", "Valid until", c.EndsAt)
	e.When("Använd", "Used", c.UsedAt)
	e.Say("Läge", "State", c.State(q.Now()))
	return e, err
}
