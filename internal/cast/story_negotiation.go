package cast

import (
	"context"
	"fmt"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
)

// Drafts lets the cast negotiate: Ludvika amends its agreement, and its second version, with two comments, waits for the
// agency; Falun has begun the draft of its next agreement and holds the pen.
func Drafts(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT count(*) FROM negotiation_draft WHERE state <> 'concluded'")
	if err != nil || have > 0 {
		return err
	}
	s := &draftStory{App: a, people: map[string]policy.Actor{}}
	for _, user := range []string{Anna, Birgit, Per, Johan} {
		if s.people[user], err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	if err := s.amendment(ctx); err != nil {
		return fmt.Errorf("the amendment in Ludvika: %w", err)
	}
	if err := s.next(ctx); err != nil {
		return fmt.Errorf("the draft in Falun: %w", err)
	}
	return nil
}

// draftStory is what the parties of two drafts do.
type draftStory struct {
	*app.App
	people map[string]policy.Actor
}

// holding gives the agreement in force in a municipality; ok is false when there is none.
func (s *draftStory) holding(ctx context.Context, code string) (a agreement.Agreement, ok bool, err error) {
	held, err := agreement.List(ctx, s.DB, agreement.Filter{Municipality: code, State: agreement.InForce, On: today(s.App)})
	if err != nil || len(held) == 0 {
		return a, false, err
	}
	return held[0], true, nil
}

// amendment: Anna proposes to change a target, Per comments and Birgit too, Anna answers with version 2 and both comments
// go on in words.
func (s *draftStory) amendment(ctx context.Context) error {
	held, ok, err := s.holding(ctx, "2085")
	if err != nil || !ok {
		return err
	}
	anna, per, birgit := s.people[Anna], s.people[Per], s.people[Birgit]
	d, err := s.Drafts.Start(ctx, anna, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: held.ID})
	if err != nil {
		return err
	}
	if err := s.fill(ctx, anna, d.ID); err != nil {
		return err
	}
	if err := s.target(ctx, anna, d.ID, "K9.1", 85, "Vi är två handläggare och behöver en rimlig början. (Demo)"); err != nil {
		return err
	}
	if _, err := s.Drafts.Propose(ctx, anna, d.ID); err != nil {
		return err
	}
	field, way := clause.CommitmentField("K9.1"), clause.ClauseField("9")
	if _, err := s.Drafts.Comment(ctx, per, d.ID, field, "Vi vill behålla mallens nivå, eller ha ett slutdatum för undantaget."); err != nil {
		return err
	}
	if _, err := s.Drafts.Comment(ctx, birgit, d.ID, way, "Socialnämnden behöver kunna ringa även under lunchen. Skriv in det."); err != nil {
		return err
	}
	return s.second(ctx, d.ID, field, way)
}

// second is version 2: the target comes nearer the template's, and a deviation answers Birgit. Both comments wait for the
// agency's and the social board's word.
func (s *draftStory) second(ctx context.Context, id string, field, way clause.Field) error {
	anna, per := s.people[Anna], s.people[Per]
	if _, err := s.Drafts.TakePen(ctx, anna, id); err != nil {
		return err
	}
	if err := s.target(ctx, anna, id, "K9.1", 88, "Vi är två handläggare till och med juni. (Demo)"); err != nil {
		return err
	}
	work, err := negotiation.Work(ctx, s.DB, id)
	if err != nil {
		return err
	}
	if _, _, err = s.Drafts.Change(ctx, anna, id, negotiation.Edit{Field: negotiation.NewDeviation, Seen: negotiation.Stamp(work, negotiation.NewDeviation),
		Deviation: &clause.Deviation{On: "9", Kind: clause.Adds, Text: "Telefonen är bemannad även mellan klockan 12 och 13.", Reason: "Socialnämndens handläggare har sina samtal då. (Demo)"}}); err != nil {
		return err
	}
	if _, err := s.Drafts.Propose(ctx, anna, id); err != nil {
		return err
	}
	if _, err := s.Drafts.Comment(ctx, anna, id, field, "Nu 88 procent, och vi går upp till mallens nivå när vi är fler. Räcker det?"); err != nil {
		return err
	}
	_, err = s.Drafts.Comment(ctx, per, id, way, "Vi behöver fråga vår växel om lunchen.")
	return err
}

// next: Falun begins a draft of its own and has filled in a little.
func (s *draftStory) next(ctx context.Context) error {
	johan := s.people[Johan]
	_, err := s.Drafts.Start(ctx, johan, negotiation.Beginning{Kind: negotiation.NewAgreement, Boards: []string{johan.Authority}})
	return err
}

// fill gives every required variable that is empty a value that is plainly invented, and every open target a figure.
func (s *draftStory) fill(ctx context.Context, who policy.Actor, id string) error {
	work, err := negotiation.Work(ctx, s.DB, id)
	if err != nil {
		return err
	}
	for _, v := range work.Variables {
		if !work.Values[v.ID].IsZero() || !v.Fixed.IsZero() || !v.Required {
			continue
		}
		f, value := clause.VariableField(v.ID), invented(v)
		if _, _, err := s.Drafts.Change(ctx, who, id, negotiation.Edit{Field: f, Seen: negotiation.Stamp(work, f), Value: &value}); err != nil {
			return fmt.Errorf("%s: %w", v.ID, err)
		}
	}
	for _, c := range work.Commitments {
		if c.Open() {
			if err := s.target(ctx, who, id, c.ID, 10, "Ett första mål att pröva. (Demo)"); err != nil {
				return fmt.Errorf("%s: %w", c.ID, err)
			}
		}
	}
	return nil
}

// invented is a value of a variable's kind that says that it is the demo's.
func invented(v clause.Variable) clause.Value {
	switch v.Kind {
	case clause.Date:
		return clause.Value{Text: "2026-12-31"}
	case clause.Count:
		n := clause.N(5)
		if v.Min != nil {
			n = max(n, *v.Min)
		}
		if v.Max != nil {
			n = min(n, *v.Max)
		}
		return clause.Value{Text: n.String()}
	case clause.Choice:
		return clause.Value{Text: v.Choices[0].Sv}
	case clause.Person:
		return clause.Value{Text: "Anna Sundin (Demo)", Function: "samverkansansvarig"}
	case clause.OrganisationNo:
		return clause.Value{Text: "212000-0001"}
	case clause.TimeOfDay:
		return clause.Value{Text: "16.00"}
	case clause.List:
		return clause.Value{Items: []string{v.Name.Sv + " (Demo)"}}
	}
	return clause.Value{Text: v.Name.Sv + " (Demo)"}
}

// target sets the figure of every measure of a commitment that is open, and of the first one.
func (s *draftStory) target(ctx context.Context, who policy.Actor, id, number string, n int64, why string) error {
	work, err := negotiation.Work(ctx, s.DB, id)
	if err != nil {
		return err
	}
	c, _ := negotiation.Copy(work).Commitment(number)
	for i, m := range c.Measures {
		if i == 0 || m.Target == nil {
			goal := clause.N(n)
			c.Measures[i].Target = &goal
		}
	}
	c.Reason = why
	f := clause.CommitmentField(number)
	_, _, err = s.Drafts.Change(ctx, who, id, negotiation.Edit{Field: f, Seen: negotiation.Stamp(work, f), Commitment: &c})
	return err
}
