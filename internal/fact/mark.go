package fact

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

const markPurpose = "fact"

// said is all that a fact says, each part with its length, so that no two facts say the same.
func (f Fact) said() string {
	var b strings.Builder
	for _, part := range []any{f.ID, f.Metric, f.Version, f.Clause, f.Agreement, f.Municipality, f.Authority, instant(f.Opened), instant(f.Due), instant(f.Closed),
		f.Outcome, f.Minutes, f.Paused, f.Part, f.Whole, f.Relieved, instant(f.Changed)} {
		text := fmt.Sprint(part)
		fmt.Fprintf(&b, "%d:%s", len(text), text)
	}
	return b.String()
}

func instant(t db.Time) any {
	v, _ := t.Value() // which has no way to fail
	return v
}

// marked gives the fact with the house's mark.
func (f Fact) marked(keys *seal.Keys) Fact {
	f.Mark = keys.Digest(markPurpose, f.said())
	return f
}

// ActionMark is what the trail says when facts are marked that bore no mark, or one of another key.
const ActionMark policy.Action = "fact.mark"

// markStep is how many facts are marked in one act.
const markStep = 500

// MarkAll marks the facts of a database from before there were marks. That is once, and the trail says how many; without
// such facts it is one look at an index. A fact that lost its mark since is left as it is, for verify to name.
func MarkAll(ctx context.Context, t *audit.Trail) error {
	if t.Keys().IsNone() {
		return nil
	}
	if old, err := isFromBefore(ctx, t.DB()); err != nil || !old {
		return err
	}
	_, err := mark(ctx, t, "mark = ''")
	return err
}

// isFromBefore tells whether facts without a mark are from before there were marks: no fact bears one and the trail has
// noted none, or the trail says that those who began to mark them were cut off.
func isFromBefore(ctx context.Context, q db.Reader) (bool, error) {
	if bare, err := db.All[int64](ctx, q, "SELECT 1 FROM fact WHERE mark = '' LIMIT 1"); err != nil || len(bare) == 0 {
		return false, err
	}
	said, err := db.All[string](ctx, q, "SELECT change FROM trail_entry WHERE kind = $1 AND thing_id = $2 ORDER BY id DESC LIMIT 1", markThing().Kind, markThing().ID)
	if err != nil {
		return false, err
	}
	if len(said) > 0 {
		var n markNoted
		err := json.Unmarshal([]byte(said[0]), &n)
		return n.More, err
	}
	marked, err := db.All[int64](ctx, q, "SELECT 1 FROM fact WHERE mark > '' LIMIT 1")
	return len(marked) == 0, err
}

// markNoted is what the trail says when facts are marked.
type markNoted struct {
	Key    string `json:"key"`
	More   bool   `json:"more,omitempty"` // are to be marked the same way
	Values int    `json:"values"`
}

func markThing() ref.Ref { return ref.To("column", "fact.mark") }

// Remark marks facts anew under the current key, and gives how many. One whose mark does not hold is left as it is, for
// verify to name.
func Remark(ctx context.Context, t *audit.Trail) (int, error) {
	if len(t.Keys().IDs()) < 2 {
		return 0, nil
	}
	n, err := mark(ctx, t, fmt.Sprintf("(mark < '%[1]s.' OR mark >= '%[1]s/')", t.Keys().Current()))
	return n, err
}

// MarkedWith tells whether facts bear the mark of a key.
func MarkedWith(ctx context.Context, q db.Reader, key string) (bool, error) {
	n, err := db.All[int64](ctx, q, "SELECT 1 FROM fact WHERE mark >= $1 AND mark < $2 LIMIT 1", key+".", key+"/")
	return len(n) > 0, err
}

func mark(ctx context.Context, t *audit.Trail, which string) (total int, err error) {
	if t.Keys().IsNone() {
		return 0, nil
	}
	for after := ""; ; {
		facts, err := db.All[Fact](ctx, t.DB(), "SELECT "+columns+" FROM fact WHERE "+which+" AND id > $1 ORDER BY id"+db.Limit(markStep+1), after)
		if err != nil || len(facts) == 0 {
			return total, err
		}
		more := len(facts) > markStep
		facts = facts[:min(len(facts), markStep)]
		after = facts[len(facts)-1].ID
		n, err := markSome(ctx, t, facts, more)
		if total += n; err != nil {
			return total, err
		}
	}
}

func markSome(ctx context.Context, t *audit.Trail, facts []Fact, more bool) (n int, err error) {
	kept := facts[:0]
	for _, f := range facts {
		if f.Mark == "" || f.holds(t.Keys()) {
			kept = append(kept, f)
		}
	}
	if len(kept) == 0 {
		return 0, nil
	}
	// Each fact is marked while its mark is what was read, so the act relies on no other rows.
	err = t.DoRows(ctx, policy.Process("samsyn keys"), func(tx *audit.Tx) error {
		n = 0
		for _, f := range kept {
			did, err := tx.Exec(ctx, "UPDATE fact SET mark = $3 WHERE id = $1 AND mark = $2", f.ID, f.Mark, f.marked(t.Keys()).Mark)
			if err != nil {
				return err
			}
			n += int(did)
		}
		return tx.Note(ActionMark, markThing(), markNoted{Key: t.Keys().Current(), More: more, Values: n})
	})
	return n, err
}

// holds tells whether the fact says what it said when the house marked it.
func (f Fact) holds(keys *seal.Keys) bool { return keys.SameDigest(f.Mark, markPurpose, f.said()) }

// findingsMost bounds how many findings are named one by one.
const findingsMost = 200

// Found is what is wrong with the facts themselves.
type Found struct {
	Facts    int64 // looked at
	Findings []Difference
	More     int64 // findings beyond those named
}

func (f *Found) say(d Difference) {
	if len(f.Findings) == findingsMost {
		f.More++
		return
	}
	f.Findings = append(f.Findings, d)
}

// Changed reads every fact, in memory that does not grow with them, and names each that was changed since the house
// wrote it, or that the house did not write. It asks for the keys that made the marks.
func Changed(ctx context.Context, q db.Reader, keys *seal.Keys) (found Found, err error) {
	err = db.Each(ctx, q, func(f Fact) error {
		if found.Facts++; !f.holds(keys) {
			found.say(f.changed())
		}
		return nil
	}, "SELECT "+columns+" FROM fact")
	return found, err
}

func (f Fact) changed() Difference {
	m, ok := Find(f.Metric)
	if !ok {
		m.Name = language.Same(f.Metric)
	}
	text := language.T("Händelsen %s bakom %s, kommun %s, månad %.7s är ändrad sedan den skrevs.", "The fact %s behind %s, municipality %s, month %.7s was changed after it was written.")
	if f.Mark == "" {
		text = language.T("Händelsen %s bakom %s, kommun %s, månad %.7s är inte skriven av Samsyn.", "The fact %s behind %s, municipality %s, month %.7s was not written by Samsyn.")
	}
	month := f.month()
	return Difference{Metric: f.Metric, Month: month, Text: text.With(f.ID, m.Name, f.Municipality, month.String())}
}

// month is where a fact is looked for: the month of its due, or of its beginning.
func (f Fact) month() calendar.Date {
	if f.Due.IsZero() {
		return monthOf(f.Opened.Time)
	}
	return f.dueMonth()
}

// Left is where a room keeps the ids of the facts that its things have left.
type Left struct {
	Table, Column string
	Of            language.Text // what the things are: "a question"
}

// Gone names the facts that rooms have left and that are not there any more.
func Gone(ctx context.Context, q db.Reader, rooms []Left) (found Found, err error) {
	for _, r := range rooms {
		err = db.Each(ctx, q, func(id string) error {
			found.say(Difference{Text: language.T("Händelsen %s som %s har lämnat är borttagen.", "The fact %s that %s has left was removed.").With(id, r.Of)})
			return nil
		}, fmt.Sprintf("SELECT r.%[2]s AS id FROM %[1]s r LEFT JOIN fact f ON f.id = r.%[2]s WHERE f.id IS NULL AND r.%[2]s <> ''", r.Table, r.Column))
		if err != nil {
			return found, err
		}
	}
	return found, nil
}
