package plan

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
)

// Extractor gives what this room has about a person in one authority's file, for an extract: each version from the own copy,
// how far the steps have come, and the person's part. The messages themselves stand with the matter.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "plan", Tables: []string{"plan_side"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "plans", Title: sayPlan, Why: language.T("För att du och två myndigheter ska veta vem som gör vad och när.", "For you and two authorities to know who does what and when.")}
	ids, err := db.All[string](ctx, q, "SELECT matter_id FROM plan JOIN plan_side ON plan_side.plan_id = plan.id WHERE plan_side.person_id = $1 AND plan_side.authority_id = $2 ORDER BY plan.begun_at, plan.id", p.ID, p.Authority)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		v, err := s.copyOf(ctx, q, id, p.Authority)
		if err != nil {
			return nil, err
		}
		for _, each := range v.Versions {
			out.Entries = append(out.Entries, v.entry(each))
		}
	}
	return []person.Section{out}, nil
}

// copyOf is a matter's plan from an authority's own copies.
func (s *Service) copyOf(ctx context.Context, q db.Reader, matterID, authority string) (Seen, error) {
	m, err := matter.ByID(ctx, q, matterID)
	if err != nil {
		return Seen{}, err
	}
	thread, err := s.Exchange.Thread(ctx, q, m.Conversation, authority)
	if err != nil {
		return Seen{}, err
	}
	return s.Of(ctx, q, m.ID, thread)
}

// entry is one version as it is given to the person.
func (v Seen) entry(t Told) person.Entry {
	e := person.Entry{Heading: language.T("Version %d", "Version %d").With(t.No)}
	e.Say("Läge", "State", t.Standing())
	e.Add("Mål", "Goal", t.Content.Goal)
	for i, st := range t.Steps {
		text := language.T("%s. Ansvarig: %s. Senast %s: %s.", "%s. Responsible: %s. By %s: %s.").With(language.Same(t.text(i)), st.Responsible.Name(), st.Due.String(), st.State.Name())
		if why := reasonOf(v.Reasons[st.ID]); why != "" {
			text = language.T("%s %s", "%s %s").With(text, language.Same(why))
		}
		e.Pairs = append(e.Pairs, person.Pair{Name: language.T("Steg %d", "Step %d").With(st.Place), Value: text})
	}
	e.Add("Uppföljning", "Follow-up", t.Follow.String())
	e.When("Föreslagen", "Proposed", t.ProposedAt)
	e.When("Godkänd av båda", "Accepted by both", t.AcceptedAt)
	if t.PersonPart != NotYet {
		e.Say("Din del", "Your part", language.T("%s, %s", "%s, %s").With(t.PersonPart.Name(), t.PersonOn.String()))
		e.Add("Varför", "Why", reasonOf(t.Why))
	}
	if t.Evidence != "" {
		e.Say("Det underskrivna pappret", "The signed paper", language.T("finns hos myndigheten som antecknade det, och lämnas ut på begäran", "is with the authority that noted it, and is given when asked for"))
	}
	return e
}
