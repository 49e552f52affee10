package steering

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Item is something that is open under an agreement and belongs on the agenda of its groups.
type Item struct {
	Thing  ref.Ref       // what it is about
	Path   string        // the page to read before the meeting; empty when there is none
	Source language.Text // what sort it is: "Beslut att följa upp"
	Text   language.Text
	Due    calendar.Date // zero when it has none
}

// Open tells what is open under an agreement, in the order in which a meeting should take it up. Rooms that have
// something give one to Service.Open; app joins them.
type Open func(ctx context.Context, q db.Reader, agreementID string) ([]Item, error)

// Point is one point of an agenda: one that a party added, or an Item that stood on it when the meeting was held.
type Point struct {
	ID        string        `db:"id"`
	Meeting   string        `db:"meeting_id"`
	No        int64         `db:"no"`
	Own       bool          `db:"own"` // added by a party
	Authority string        `db:"authority_id"`
	SourceSv  string        `db:"source_sv"`
	SourceEn  string        `db:"source_en"`
	TitleSv   string        `db:"title_sv"`
	TitleEn   string        `db:"title_en"`
	Text      string        `db:"body"`
	Path      string        `db:"path"`
	Due       calendar.Date `db:"due"`
}

// Title is what the point is about.
func (p Point) Title() language.Text { return language.T(p.TitleSv, p.TitleEn) }

// Source is what sort of point it is.
func (p Point) Source() language.Text { return language.T(p.SourceSv, p.SourceEn) }

const fieldTitle = "title"

var sourceOwn = language.T("Anmäld punkt", "Point raised")

// pointOf makes a point of what is open.
func pointOf(meeting string, i Item) Point {
	return Point{Meeting: meeting, SourceSv: i.Source.Sv, SourceEn: i.Source.En, TitleSv: i.Text.Sv, TitleEn: i.Text.En, Path: i.Path, Due: i.Due}
}

// agenda puts what is open before what the parties added, numbered as it is read.
func agenda(meeting string, open []Item, own []Point) []Point {
	out := make([]Point, 0, len(open)+len(own))
	for _, i := range open {
		out = append(out, pointOf(meeting, i))
	}
	out = append(out, own...)
	for i := range out {
		out[i].No = int64(i + 1)
	}
	return out
}

// TakenUp tells which pages were on the agenda of a meeting that was held under an agreement.
func TakenUp(ctx context.Context, q db.Reader, agreementID string) (map[string]bool, error) {
	all, err := db.All[string](ctx, q, `SELECT DISTINCT p.path FROM steering_point p JOIN steering_meeting m ON m.id = p.meeting_id
		WHERE m.agreement_id = $1 AND m.state = 'held' AND p.path <> ''`, agreementID)
	out := make(map[string]bool, len(all))
	for _, path := range all {
		out[path] = true
	}
	return out, err
}
