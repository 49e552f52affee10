package apptest

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
)

// agreementOf is the agreement in force of an authority on the day of the tests.
func agreementOf(ctx context.Context, a *app.App, authority string) (string, error) {
	return db.One[string](ctx, a.DB, `SELECT a.id FROM agreement a JOIN agreement_party p ON p.agreement_id = a.id WHERE p.authority_id = $1
		AND a.standing = 'agreement' AND a.valid_from <= $2 AND (a.last_day IS NULL OR a.last_day >= $2) ORDER BY a.valid_from DESC`, authority, calendar.NewDate(2026, 3, 2))
}

// coordinatorAt acts for an authority as a coordinator of its own.
func coordinatorAt(ctx context.Context, a *app.App, authority string) policy.Actor {
	who := policy.Actor{ID: "exempel", Authority: authority, Roles: []policy.Role{policy.Coordinator}}
	if all, err := account.HoldersOf(ctx, a.DB, policy.Coordinator, []string{authority}, calendar.NewDate(2026, 3, 2)); err == nil && len(all) > 0 {
		who.ID = all[0]
	}
	return who
}

// exampleRoutine is one that is shared. Beside it stand one of another authority's that is free to take over, and one
// that was taken over and whose origin has changed since.
func exampleRoutine(ctx context.Context, a *app.App, owner string) (string, error) {
	other, err := authorityAt(ctx, a, foreign) // by name: Falun's other board has no agreement, and which was made first varies
	if err != nil {
		return "", err
	}
	id, err := sharedRoutine(ctx, a, owner, "Frågor om enskilda (Demo)")
	if err != nil {
		return "", err
	}
	if _, err = sharedRoutine(ctx, a, other, "Flerpartsmöten (Demo)"); err != nil {
		return "", err
	}
	origin, err := sharedRoutine(ctx, a, other, "Överlämning (Demo)")
	if err != nil {
		return "", err
	}
	own, err := agreementOf(ctx, a, owner)
	if err != nil {
		return "", err
	}
	if _, err = a.Routines.TakeOver(ctx, coordinatorAt(ctx, a, owner), origin, own, "samordnare"); err != nil {
		return "", err
	}
	return id, nextRoutine(ctx, a, other, origin)
}

func routineInput(authority, title string) routine.Input {
	return routine.Input{Owner: authority, OwnerRole: "samverkansansvarig", Content: routine.Content{Title: title, Purpose: "Prov.", Clauses: []string{"9"},
		Steps: []routine.Step{{Who: "Handläggaren", What: "skickar frågan"}}}}
}

// sharedRoutine is in force and shared by both sides.
func sharedRoutine(ctx context.Context, a *app.App, authority, title string) (string, error) {
	at, err := agreementOf(ctx, a, authority)
	if err != nil {
		return "", err
	}
	who, review := coordinatorAt(ctx, a, authority), calendar.NewDate(2026, 12, 1)
	x, err := a.Routines.Write(ctx, who, at, routineInput(authority, title))
	if err == nil {
		x, err = a.Routines.PutInForce(ctx, who, x.ID, x.Version, review)
	}
	if err == nil {
		x, err = a.Routines.ProposeSharing(ctx, who, x.ID, x.Version)
	}
	if err == nil {
		x, err = a.Routines.AnswerSharing(ctx, coordinatorAt(ctx, a, directory.PES), x.ID, x.Version, true)
	}
	return x.ID, err
}

func nextRoutine(ctx context.Context, a *app.App, authority, id string) error {
	who := coordinatorAt(ctx, a, authority)
	x, err := routine.One(ctx, a.DB, who, id)
	if err == nil {
		x, err = a.Routines.Edit(ctx, who, id, x.Version, routineInput(authority, "Överlämning, ny (Demo)"))
	}
	if err == nil {
		_, err = a.Routines.PutInForce(ctx, who, id, x.Version, calendar.NewDate(2026, 12, 1))
	}
	return err
}

// exampleTransition is a plan with a task and something open, under an agreement whose matrix is proposed.
func exampleTransition(ctx context.Context, a *app.App, owner string) (string, error) {
	at, err := agreementOf(ctx, a, owner)
	if err != nil {
		return "", err
	}
	who, day := coordinatorAt(ctx, a, owner), calendar.NewDate(2026, 9, 1)
	if _, err := a.Responsibilities.Propose(ctx, who, at); err != nil && !fault.Is(err, fault.Conflict) { // the story may have proposed
		return "", err
	}
	t, err := a.Responsibilities.Begin(ctx, who, "2085", responsibility.PlanInput{Cause: responsibility.ByOffice, Title: "Kontoret flyttar (Demo)", Changes: "Prov.", On: day})
	if err == nil {
		t, err = a.Responsibilities.AddMove(ctx, who, t.ID, t.Version, responsibility.MoveInput{Task: "Besök", Before: directory.PES, After: owner})
	}
	if err == nil {
		t, err = a.Responsibilities.AddPoint(ctx, who, t.ID, t.Version, responsibility.PointInput{Text: "Hitta lokal", Authority: owner, Due: day})
	}
	return t.ID, err
}

// beginsPlan asks for the right to begin a plan under the agreement that is in force.
func beginsPlan() narrow {
	return narrow{"thing", func(c cell, _ visit, a policy.Actor) bool {
		id, err := agreementOf(c.Context(), c.h.App, c.w.owner)
		if err != nil {
			c.Fatal(err)
		}
		return c.may(a, policy.AddTransition, ref.To(agreement.AgreementKind, id))
	}}
}
