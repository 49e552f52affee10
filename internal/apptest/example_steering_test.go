package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/steering"
)

// Kinds that the trail does not name, of examples of what the groups of Ludvika's agreement have.
const (
	memberExample   = "steering-member"
	decisionExample = "group-decision"
	plannedExample  = "group-meeting-planned" // its day has come
	waitingExample  = "group-meeting-waiting" // its minutes are written and not yet adjusted
)

// groupExample is one of what the groups of the cast have, of which the owner is a party.
func groupExample(ctx context.Context, a *app.App, owner, kind string) (string, error) {
	text := map[string]string{
		string(steering.GroupThing):   "SELECT g.id FROM steering_group g JOIN agreement_party p ON p.agreement_id = g.agreement_id WHERE g.kind = 'operational' AND p.authority_id = $1",
		string(steering.MeetingThing): "SELECT m.id FROM steering_meeting m JOIN agreement_party p ON p.agreement_id = m.agreement_id WHERE m.published_at IS NOT NULL AND p.authority_id = $1",
		waitingExample:                "SELECT m.id FROM steering_meeting m JOIN agreement_party p ON p.agreement_id = m.agreement_id WHERE m.state = 'held' AND m.published_at IS NULL AND p.authority_id = $1",
		plannedExample:                "SELECT m.id FROM steering_meeting m JOIN agreement_party p ON p.agreement_id = m.agreement_id WHERE m.state = 'planned' AND m.on_day <= '2026-03-02' AND p.authority_id = $1",
		memberExample:                 "SELECT m.id FROM steering_member m JOIN steering_group g ON g.id = m.group_id WHERE g.kind = 'operational' AND m.authority_id = $1",
		decisionExample:               "SELECT d.id FROM steering_decision d JOIN steering_meeting m ON m.id = d.meeting_id WHERE m.published_at IS NOT NULL AND d.owner_id = $1",
	}
	return db.One[string](ctx, a.DB, text[kind], owner)
}

// exampleReview is a review of the target groups of the agreement in force.
func exampleReview(ctx context.Context, a *app.App, owner string) (string, error) {
	id, err := agreementOf(ctx, a, owner)
	if err != nil {
		return "", err
	}
	v, err := a.Steering.Review(ctx, maker(), id, steering.ReviewInput{Kind: steering.TargetReview, Day: calendar.NewDate(2026, 2, 20), Conclusion: steering.KeepAsIs, Result: "Målgrupperna stämmer (Demo).",
		Next: calendar.NewDate(2026, 8, 20), Answers: []steering.Answer{{Code: steering.TargetQuestion, Verdict: steering.VerdictGood}}})
	return v.ID, err
}
