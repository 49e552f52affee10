package steering

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

const meetingColumns = `id, agreement_id, group_id, on_day, starts, ends, place, state, reason, chair, guests, minutes, minutes_no, published_at, version`

func getMeeting(ctx context.Context, q db.Reader, id string) (Meeting, error) {
	return found(db.One[Meeting](ctx, q, `SELECT `+meetingColumns+` FROM steering_meeting WHERE id = $1`, id))
}

// meetingsOf gives the meetings of a group in the order of their days.
func meetingsOf(ctx context.Context, q db.Reader, group string) ([]Meeting, error) {
	return db.All[Meeting](ctx, q, `SELECT `+meetingColumns+` FROM steering_meeting WHERE group_id = $1 ORDER BY on_day, starts, id`, group)
}

// meetingsUnder gives the meetings of all groups of an agreement in the order of their days.
func meetingsUnder(ctx context.Context, q db.Reader, agreement string) ([]Meeting, error) {
	return db.All[Meeting](ctx, q, `SELECT `+meetingColumns+` FROM steering_meeting WHERE agreement_id = $1 ORDER BY on_day, starts, id`, agreement)
}

func insertMeetings(ctx context.Context, tx *audit.Tx, all []Meeting) error {
	return db.InsertAll(ctx, tx, "steering_meeting", all)
}

// updateMeeting writes a meeting over the version it was read at and gives it the next.
func updateMeeting(ctx context.Context, tx *audit.Tx, m *Meeting) error {
	n, err := tx.Exec(ctx, `UPDATE steering_meeting SET on_day = $3, starts = $4, ends = $5, place = $6, state = $7, reason = $8, chair = $9,
		guests = $10, minutes = $11, minutes_no = $12, published_at = $13, version = version + 1 WHERE id = $1 AND version = $2`,
		m.ID, m.Version, m.Day, m.Starts, m.Ends, m.Place, m.State, m.Reason, m.Chair, m.Guests, m.Text, m.TextNo, m.Published)
	m.Version++
	return changed(n, err)
}

type attendance struct {
	Meeting string `db:"meeting_id"`
	Member  string `db:"member_id"`
}

// presentAt gives the ids of the members who were at a meeting.
func presentAt(ctx context.Context, q db.Reader, meeting string) ([]string, error) {
	return db.All[string](ctx, q, `SELECT member_id FROM steering_attendance WHERE meeting_id = $1 ORDER BY member_id`, meeting)
}

func insertPresent(ctx context.Context, tx *audit.Tx, meeting string, members []string) error {
	rows := make([]attendance, len(members))
	for i, id := range members {
		rows[i] = attendance{meeting, id}
	}
	return db.InsertAll(ctx, tx, "steering_attendance", rows)
}

// pointsOf gives the points that are kept for a meeting: those the parties added, and once it is held its whole agenda.
func pointsOf(ctx context.Context, q db.Reader, meeting string) ([]Point, error) {
	return db.All[Point](ctx, q, `SELECT id, meeting_id, no, own, authority_id, source_sv, source_en, title_sv, title_en, body, path, due
		FROM steering_point WHERE meeting_id = $1 ORDER BY no, id`, meeting)
}

func insertPoint(ctx context.Context, tx *audit.Tx, p Point) error {
	return db.Insert(ctx, tx, "steering_point", p)
}

// keepAgenda replaces what is kept for a meeting by its agenda as it was when it was held.
func keepAgenda(ctx context.Context, tx *audit.Tx, meeting string, points []Point) error {
	if _, err := tx.Exec(ctx, `DELETE FROM steering_point WHERE meeting_id = $1`, meeting); err != nil {
		return err
	}
	for i := range points {
		if points[i].ID == "" {
			points[i].ID = tx.NewID()
		}
	}
	return db.InsertAll(ctx, tx, "steering_point", points)
}

func adjustmentsOf(ctx context.Context, q db.Reader, meeting string) ([]Adjustment, error) {
	return db.All[Adjustment](ctx, q, `SELECT meeting_id, member_id, minutes_no, account_id, at FROM steering_adjustment WHERE meeting_id = $1 ORDER BY at, member_id`, meeting)
}

func insertAdjustment(ctx context.Context, tx *audit.Tx, a Adjustment) error {
	err := db.Insert(ctx, tx, "steering_adjustment", a)
	if db.IsUnique(err) {
		return conflict("Protokollet är redan justerat av den personen.", "The minutes have been adjusted by that person already.")
	}
	return err
}

const decisionColumns = `id, agreement_id, group_id, meeting_id, no, decision, owner_id, due, made_on, follow_by, state, closed_on, result, version`

// decisionsOf gives the decisions of an agreement, the latest first.
func decisionsOf(ctx context.Context, q db.Reader, agreement string) ([]Decision, error) {
	return db.All[Decision](ctx, q, `SELECT `+decisionColumns+` FROM steering_decision WHERE agreement_id = $1 ORDER BY made_on DESC, no, id`, agreement)
}

// decisionsAt gives the decisions of a meeting in their order.
func decisionsAt(ctx context.Context, q db.Reader, meeting string) ([]Decision, error) {
	return db.All[Decision](ctx, q, `SELECT `+decisionColumns+` FROM steering_decision WHERE meeting_id = $1 ORDER BY no`, meeting)
}

// openOf gives the decisions of a group that nobody has followed up, the oldest first.
func openOf(ctx context.Context, q db.Reader, group string) ([]Decision, error) {
	return db.All[Decision](ctx, q, `SELECT `+decisionColumns+` FROM steering_decision WHERE group_id = $1 AND state = 'open' ORDER BY due, id`, group)
}

func getDecision(ctx context.Context, q db.Reader, meeting, id string) (Decision, error) {
	return found(db.One[Decision](ctx, q, `SELECT `+decisionColumns+` FROM steering_decision WHERE id = $1 AND meeting_id = $2`, id, meeting))
}

func insertDecision(ctx context.Context, tx *audit.Tx, d Decision) error {
	err := db.Insert(ctx, tx, "steering_decision", d)
	if db.IsUnique(err) {
		return conflict("Någon annan skrev ett beslut samtidigt. Spara en gång till.", "Somebody else entered a decision at the same time. Save once more.")
	}
	return err
}

func updateDecision(ctx context.Context, tx *audit.Tx, d *Decision) error {
	n, err := tx.Exec(ctx, `UPDATE steering_decision SET follow_by = $3, state = $4, closed_on = $5, result = $6, version = version + 1 WHERE id = $1 AND version = $2`,
		d.ID, d.Version, d.FollowBy, d.State, d.Closed, d.Result)
	d.Version++
	return changed(n, err)
}

// openDecisions is the Open of this room: the decisions under an agreement that nobody has followed up.
func openDecisions(ctx context.Context, q db.Reader, agreement string) ([]Item, error) {
	all, err := db.All[Decision](ctx, q, `SELECT `+decisionColumns+` FROM steering_decision WHERE agreement_id = $1 AND state = 'open' ORDER BY due, id`, agreement)
	out := make([]Item, len(all))
	for i, d := range all {
		out[i] = d.item()
	}
	return out, err
}
