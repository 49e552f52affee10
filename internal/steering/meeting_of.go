package steering

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// MeetingOf gives a meeting and its agreement to whoever may read it, for another room that something is said of it in.
func MeetingOf(ctx context.Context, q db.Reader, actor policy.Actor, id string) (Meeting, agreement.Agreement, error) {
	m, err := getMeeting(ctx, q, id)
	if err != nil {
		return m, agreement.Agreement{}, err
	}
	if err := policy.CheckRead(ctx, q, actor, policy.ReadMeeting, m.Ref()); err != nil {
		return m, agreement.Agreement{}, err
	}
	a, err := agreement.ByID(ctx, q, m.Agreement)
	return m, a, err
}
