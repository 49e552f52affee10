package enquiry

import (
	"context"
	"fmt"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// choices remembers what the forms of every question's page let a reader choose among, and which changes seldom: the
// authority's standard replies and the colleagues who handle questions.
type choices struct {
	standards  *db.Kept[string, []Standard] // by what their query asks with
	colleagues *db.Kept[colleaguesOf, []named]
}

type colleaguesOf struct {
	authority string
	day       calendar.Date
}

// named is a colleague that can be chosen.
type named struct{ ID, Name string }

func newChoices() choices {
	return choices{standards: &db.Kept[string, []Standard]{Tables: []string{"enquiry_reply"}, Age: time.Minute},
		colleagues: &db.Kept[colleaguesOf, []named]{Tables: []string{"account"}, Age: time.Minute}}
}

// standardsKept is Standards as it was read before, if nothing has been written since. It is shared.
func (s *Service) standardsKept(ctx context.Context, actor policy.Actor) ([]Standard, error) {
	d := s.Trail.DB()
	var args []any
	where := policy.Where(d, actor, policy.ReadReplies, "r", &args)
	return s.choices.standards.Get(d, fmt.Sprint(where, args), func() ([]Standard, error) { return s.Standards(ctx, d, actor) })
}

// colleaguesKept are those who handle questions at an authority today. They are shared.
func (s *Service) colleaguesKept(ctx context.Context, authority string) ([]named, error) {
	d := s.Trail.DB()
	day := calendar.DateOf(d.Now())
	return s.choices.colleagues.Get(d, colleaguesOf{authority, day}, func() ([]named, error) {
		found, err := account.Colleagues(ctx, d, authority, []policy.Role{role(authority)}, day, mostOffered)
		list := make([]named, len(found))
		for i, a := range found {
			list[i] = named{a.ID, a.Name}
		}
		return list, err
	})
}

// mostJoined is how many questions are looked through for those between the same two.
const mostJoined = 60

// other is another question that one may be joined to.
type other struct {
	ID     string        `db:"id"`
	Topic  contact.Topic `db:"topic"`
	SentAt db.Time       `db:"sent_at"`
}

// same gives the other questions between the same two, of those of the municipality that stand first in the reader's inbox.
func (s *Service) same(ctx context.Context, q db.Reader, actor policy.Actor, e Enquiry) ([]other, error) {
	var args []any
	where, err := Filter{Municipality: e.Municipality}.where(q, actor, &args)
	if err != nil {
		return nil, err
	}
	n := len(args)
	return db.All[other](ctx, q, fmt.Sprintf(`SELECT e.id, e.topic, e.sent_at
		FROM (SELECT s.enquiry_id, s.order_at FROM enquiry_side s WHERE %s ORDER BY s.order_at, s.enquiry_id%s) near JOIN enquiry e ON e.id = near.enquiry_id
		WHERE e.asker_id = $%d AND e.receiver_id = $%d AND e.id <> $%d ORDER BY near.order_at, near.enquiry_id`, where, db.Limit(mostJoined), n+1, n+2, n+3), append(args, e.Asker, e.Receiver, e.ID)...)
}
