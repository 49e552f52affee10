package enquiry

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Figure says which questions are behind a figure: those whose facts of a measure it was reckoned from.
type Figure struct {
	Metric         string
	Period         calendar.Period // in which they fell due
	Municipalities []string
	Authorities    []string // that owed it; none: whoever did
}

// Leaves tells whether a measure is recorded by questions.
func Leaves(metric string) bool {
	return slices.Contains([]string{firstResponse, answerTime, sameDay, toldInTime, complete, withGround, inSSBTEK, callbacks, forwarded, taken}, metric)
}

// Behind is what one question contributed to a figure.
type Behind struct {
	ID           string        `db:"id"`
	Topic        contact.Topic `db:"topic"`
	Municipality string        `db:"municipality_code"`
	Round        int64         `db:"round"`
	No           int64         `db:"no"` // of the call back, of measures that count calls
	Opened       db.Time       `db:"opened"`
	Due          db.Time       `db:"due"`
	Closed       db.Time       `db:"closed"`
	Outcome      string        `db:"outcome"`
	Minutes      int64         `db:"minutes"` // working minutes, pauses taken out
	Relieved     bool          `db:"relieved"`
}

// Page is the address of the question.
func (b Behind) Page() string { return Enquiry{ID: b.ID}.Page() }

// Title is what was asked about, without anything of whom.
func (b Behind) Title() language.Text { return Enquiry{Topic: b.Topic}.topic().Asks }

// Kept tells whether it counts as kept. What nobody has done yet and is past its due does not.
func (b Behind) Kept() bool {
	return !b.Closed.IsZero() && b.Outcome != fact.Missed && !b.Closed.After(b.Due.Time)
}

// Place is where it stands in the list: what the next page continues from.
func (b Behind) Place() []string {
	return []string{b.Due.UTC().Format(time.RFC3339Nano), b.ID, strconv.FormatInt(b.Round, 10), strconv.FormatInt(b.No, 10)}
}

// BehindFigure gives those of the questions behind a figure that the actor may see in the inbox, by when they were due.
// Whoever may see none is answered by the same statement, and nobody is told how many there are that they do not see.
// What an authority has passed on is the next one's to answer for, and no longer among its own.
func BehindFigure(ctx context.Context, q db.Reader, actor policy.Actor, f Figure, after []string, limit int) ([]Behind, error) {
	where, args, err := f.Facts(q.Now(), after, "e.id, l.round, l.no")
	if err != nil {
		return nil, err
	}
	where += ` AND ` + policy.Where(q, actor, policy.ListEnquiries, "s", &args)
	args = append(args, actor.Authority)
	return db.All[Behind](ctx, q, `SELECT e.id, e.topic, e.municipality_code, l.round, l.no, f.opened, f.due, f.closed, f.outcome, f.minutes, f.relieved
		FROM fact f JOIN enquiry_fact l ON l.fact_id = f.id JOIN enquiry e ON e.id = l.enquiry_id
		JOIN enquiry_side s ON s.enquiry_id = e.id AND s.left_at IS NULL
		WHERE `+where+fmt.Sprintf(` AND s.authority_id = $%d ORDER BY f.due, e.id, l.round, l.no`, len(args))+db.Limit(limit), args...)
}

// Facts is the condition for the facts f that a figure was reckoned from, with its arguments. After a place in the list,
// it is for those that stand behind it by when they were due and by columns: an id and two numbers.
func (f Figure) Facts(now time.Time, after []string, columns string) (where string, args []any, err error) {
	args = []any{f.Metric, db.At(f.Period.From.Start()), db.At(f.Period.To.End()), fact.Withdrawn, db.At(now)}
	where = `f.metric = $1 AND f.due > $2 AND f.due <= $3 AND f.outcome <> $4 AND (f.closed IS NOT NULL OR f.due < $5) AND f.municipality ` + db.In(f.Municipalities, &args)
	if len(f.Authorities) > 0 {
		where += ` AND f.authority_id ` + db.In(f.Authorities, &args)
	}
	if len(after) > 0 {
		cond, err := behindAfter(after, columns, &args)
		if err != nil {
			return "", nil, err
		}
		where += cond
	}
	return where, args, nil
}

// behindAfter is the condition for what stands after a place in the list.
func behindAfter(after []string, columns string, args *[]any) (string, error) {
	says := language.T("Platsen i listan går inte att läsa. Börja om från första sidan.", "The place in the list cannot be read. Begin again from the first page.")
	unread := fault.New(fault.Invalid, says, fault.Field("query.after", says))
	if len(after) != 4 {
		return "", unread
	}
	at, err := time.Parse(time.RFC3339Nano, after[0])
	if err != nil {
		return "", unread
	}
	values := []any{db.At(at), after[1]}
	for _, text := range after[2:] {
		n, err := strconv.ParseInt(text, 10, 32) // as great as the engines take a number that stands in the text
		if err != nil {
			return "", unread
		}
		values = append(values, n)
	}
	var marks []string
	for _, v := range values {
		*args = append(*args, v)
		marks = append(marks, fmt.Sprintf("$%d", len(*args)))
	}
	return ` AND (f.due, ` + columns + `) > (` + strings.Join(marks, ", ") + `)`, nil
}
