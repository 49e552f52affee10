package policy

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/ref"
)

// May asks the house's table: may one of the actor's roles do this at all? It is the guard of a route.
func May(a Actor, act Action) bool { return house.May(a, act) }

// Refusal is what is answered when May says no: sign in first, or not allowed.
func Refusal(a Actor, act Action) *fault.Fault { return house.Refusal(a, act) }

// Check asks the house's table about one thing. See Table.Check.
func Check(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) error {
	return house.Check(ctx, q, a, act, thing)
}

// CheckRead is Check for showing: "may not" and "does not exist" are the same not-found fault.
func CheckRead(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) error {
	return house.CheckRead(ctx, q, a, act, thing)
}

// Can asks the house's table what may be done to one thing, with one query. See Table.Can.
func Can(ctx context.Context, q db.Reader, a Actor, thing ref.Ref, acts ...Action) (Allowed, error) {
	return house.Can(ctx, q, a, thing, acts...)
}

// CheckEmergency is Check for an action that asks for a reason in writing. See Table.CheckEmergency.
func CheckEmergency(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref, reason string) error {
	return house.CheckEmergency(ctx, q, a, act, thing, reason)
}

// Where gives the house's predicate for a list. See Table.Where.
func Where(q db.Reader, a Actor, act Action, alias string, args *[]any) string {
	return house.Where(q, a, act, alias, args)
}

// Explain tells why the actor may. See Table.Explain.
func Explain(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) ([]Reason, error) {
	return house.Explain(ctx, q, a, act, thing)
}

// Matrix lists the house's actions with the reach of every role. See Table.Matrix.
func Matrix() []Line { return house.Matrix() }
