package enquiry

import (
	"context"
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// OwnQuestion is a question about the acting person, as far as the person is shown it: that it was asked, between whom,
// about which topic, when, and who is to do something. What was written is not in it.
type OwnQuestion struct {
	Enquiry
	Record string // of the person, at the authority whose record led here
}

// About says the topic in words.
func (o OwnQuestion) About() language.Text { return o.topic().Name }

// Over tells whether nobody is waited for any more.
func (o OwnQuestion) Over() bool { return !slices.Contains([]State{Incomplete, Open, Paused}, o.State) }

// Own gives the questions about the acting person, each once, the latest first. Drafts are nobody's yet.
func Own(ctx context.Context, q db.Reader, actor policy.Actor) ([]OwnQuestion, error) {
	var args []any
	mine := policy.Where(q, actor, policy.ReadOwnEnquiry, "s", &args)
	rows, err := db.All[struct {
		Enquiry
		Record string `db:"person_id"`
	}](ctx, q, `SELECT e.id, e.conversation_id, e.municipality_code, e.asker_id, e.receiver_id, e.topic, e.channel, e.noted, e.state, e.turn, e.due_at, e.outcome, e.created_at, e.sent_at,
		e.answered_at, e.stopped_at, s.person_id FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id WHERE e.state <> 'draft' AND e.state <> 'joined' AND `+mine+` ORDER BY e.created_at DESC, e.id DESC, s.id`, args...)
	var out []OwnQuestion
	for _, row := range rows {
		if !slices.ContainsFunc(out, func(o OwnQuestion) bool { return o.ID == row.ID }) {
			out = append(out, OwnQuestion{row.Enquiry, row.Record})
		}
	}
	return out, err
}
