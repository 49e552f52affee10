package steering

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// AddGroup sets up a group under an agreement.
func (s *Service) AddGroup(ctx context.Context, actor policy.Actor, agreementID string, in GroupInput) (g Group, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := agreement.ByID(ctx, tx, agreementID)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.AddGroup, a.Ref()); err != nil {
			return err
		}
		made, problems := in.apply(Group{ID: tx.NewID(), Agreement: a.ID, Version: 1})
		if a.Standing != agreement.Concluded {
			return conflict("En avsikt eller ett avböjande har inga grupper. Registrera överenskommelsen först.", "An intention or a refusal has no groups. Register the agreement first.")
		}
		if err := invalid(problems); err != nil {
			return err
		}
		g = made
		if err := insertGroup(ctx, tx, g); err != nil {
			return err
		}
		return tx.Note(policy.AddGroup, g.Ref(), noteGroup(Group{}, g))
	})
	return g, err
}

// EditGroup changes what is said of a group. version is the one that the person saw.
func (s *Service) EditGroup(ctx context.Context, actor policy.Actor, id string, version int64, in GroupInput) (g Group, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		before, err := mayEditGroup(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		var problems []fault.Problem
		if g, problems = in.apply(before); len(problems) > 0 {
			return invalid(problems)
		}
		if g.Version = version; g == before {
			return fault.New(fault.Invalid, language.T("Inget är ändrat. Ändra något fält eller gå tillbaka.", "Nothing is changed. Change a field or go back."))
		}
		if err := updateGroup(ctx, tx, &g); err != nil {
			return err
		}
		return tx.Note(policy.EditGroup, g.Ref(), noteGroup(before, g))
	})
	return g, err
}

func mayEditGroup(ctx context.Context, tx *audit.Tx, actor policy.Actor, id string) (Group, error) {
	g, err := getGroup(ctx, tx, id)
	if err != nil {
		return g, err
	}
	return g, may(ctx, tx, actor, policy.EditGroup, g.Ref())
}

// AddMember puts somebody of the actor's own authority in a group. Each party names its own.
func (s *Service) AddMember(ctx context.Context, actor policy.Actor, group string, in MemberInput) (m Member, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		g, err := mayEditGroup(ctx, tx, actor, group)
		if err != nil {
			return err
		}
		if in, err = s.ownMember(ctx, tx, actor, g, in); err != nil {
			return err
		}
		others, err := membersOf(ctx, tx, g.ID)
		if err != nil {
			return err
		}
		made, problems := in.apply(g, others)
		if err := invalid(problems); err != nil {
			return err
		}
		m = made
		m.ID, m.Version = tx.NewID(), 1
		if err := insertMember(ctx, tx, m); err != nil {
			return err
		}
		return tx.Note(policy.EditGroup, g.Ref(), notedMember{"member-added", m.ID, m.Authority, m.Part, m.From, m.To})
	})
	return m, err
}

// ownMember fills in the party that the member stands for and the name of an account. A process must say the party.
func (s *Service) ownMember(ctx context.Context, tx *audit.Tx, actor policy.Actor, g Group, in MemberInput) (MemberInput, error) {
	a, err := agreement.ByID(ctx, tx, g.Agreement)
	if err != nil {
		return in, err
	}
	if actor.ID != "" {
		in.Authority = actor.Authority
	}
	if !a.Binds(in.Authority) {
		return in, invalid([]fault.Problem{fault.Field(fieldAccount, language.T("Ledamoten behöver komma från en part i överenskommelsen.", "The member must come from a party to the agreement."))})
	}
	if in.Account == "" {
		return in, nil
	}
	person, err := account.ByID(ctx, tx, in.Account)
	if fault.Is(err, fault.NotFound) || err == nil && person.Authority != in.Authority {
		return in, invalid([]fault.Problem{fault.Field(fieldAccount, language.T("Kontot finns inte hos er. Välj ett annat eller skriv personens namn.", "There is no such account at your authority. Choose another or write the person’s name."))})
	}
	in.Name = person.Name
	return in, err
}

// EndMember lets a member leave a group, last being the last day. A coordinator ends those of the own authority.
func (s *Service) EndMember(ctx context.Context, actor policy.Actor, group, member string, version int64, last calendar.Date) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		g, err := mayEditGroup(ctx, tx, actor, group)
		if err != nil {
			return err
		}
		all, err := membersOf(ctx, tx, g.ID)
		if err != nil {
			return err
		}
		m, ok := find(all, member)
		if !ok {
			return fault.NotFoundThing()
		}
		if actor.ID != "" && m.Authority != actor.Authority {
			return fault.New(fault.Denied, language.T("Varje part utser sina egna ledamöter. Be den andra parten att ändra.", "Each party names its own members. Ask the other party to change it."))
		}
		if last.IsZero() || last.Before(m.From) {
			return invalid([]fault.Problem{fault.Field(fieldTo, language.T("Ange en sista dag, tidigast %s.", "Give a last day, %s at the earliest.").With(m.From))})
		}
		m.To, m.Version = last, version
		if err := endMember(ctx, tx, m); err != nil {
			return err
		}
		return tx.Note(policy.EditGroup, g.Ref(), notedMember{"member-ended", m.ID, m.Authority, m.Part, m.From, m.To})
	})
}
