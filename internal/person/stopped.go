package person

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// ActionStopped notes of a record that somebody named its person, to tell another authority in writing, and was stopped
// because the identity is protected. The stop tells them that it is; so it is theirs to answer for, and a log review's to see.
const ActionStopped policy.Action = "person.stopped"

// stopped is the refusal, which undoes the act in which it came.
type stopped struct {
	*fault.Fault
	of Person
}

// Unwrap gives the fault that is told.
func (s *stopped) Unwrap() error { return s.Fault }

// Stop refuses, with a fault, to tell in writing about somebody whose identity is protected. Whoever begins the act gives what
// came of it to NoteStopped.
func Stop(p Person, f *fault.Fault) error { return &stopped{f, p} }

// NoteStopped keeps who was stopped, when an act ended so, in an act of its own: the first one left nothing. It gives the
// error back. What cannot be noted is not told either.
func NoteStopped(ctx context.Context, t *audit.Trail, actor policy.Actor, err error) error {
	var s *stopped
	if !errors.As(err, &s) {
		return err
	}
	if noted := t.Do(audit.Apart(ctx), actor, func(tx *audit.Tx) error { return tx.Note(ActionStopped, s.of.Ref(), nil) }); noted != nil {
		return noted
	}
	return s.Fault
}
