package enquiry

import (
	"context"
	"fmt"
	"strings"
	"time"

	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// PageSize is how many questions a page of the inbox holds.
const PageSize = 50

// Filter says which questions of the inbox are asked for. Empty fields ask for all.
type Filter struct {
	Box          Box  // empty: what waits
	Mine         bool // handled by the reader
	Free         bool // handled by nobody
	Turn         bool // it is the own side's turn
	Late         bool
	Urgent       bool
	Side         Side // asked, or received
	Unit         string
	Municipality string
	Topic        contact.Topic
	Number       string   // what people call it by, whatever box it is in
	After        []string // the place of the last row of the page before: Item.Place
	Limit        int      // most rows; 0 is PageSize
}

// Item is one row of the inbox.
type Item struct {
	Enquiry
	Account string  `db:"account_id"` // who handles it at the reader's authority
	Name    string  `db:"handler"`    // by name
	Unit    string  `db:"unit_id"`
	Side    Side    `db:"side"`
	Mine    bool    `db:"mine"`
	Order   db.Time `db:"order_at"`
	Needs   bool    `db:"needs"`   // a ground must be recorded before the person is shown
	Left    db.Time `db:"left_at"` // when the reader's authority passed it on
}

// Place is where the row stands in its box: what After continues from.
func (i Item) Place() []string { return []string{i.Order.UTC().Format(time.RFC3339Nano), i.ID} }

// Late tells whether the deadline has passed.
func (i Item) Late(now time.Time) bool {
	return i.State == Open && !i.Parted && !i.Due.IsZero() && !now.Before(i.Due.Time)
}

// Inbox gives the questions of the actor's authority that the actor may see, what is due first first; what is over, the
// latest first. It reads along one index and no further than the page.
func (s *Service) Inbox(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Item, error) {
	return list(ctx, q, actor, f, columns+`, s.unit_id, s.side, (e.personal AND s.side = 'receiver' AND s.opened_at IS NULL) AS needs`)
}

// Lines is Inbox with no more of each question than its line on the page and in the files says: to read a column takes as
// long as to find the row. What waits says nothing of when it was made or answered.
func (s *Service) Lines(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Item, error) {
	columns := `e.id, e.conversation_id, e.municipality_code, e.asker_id, e.receiver_id, e.urgent, e.topic, e.noted, e.state, e.commitment, e.due_at, e.sent_at`
	if f.Number != "" || f.Box != "" && f.Box != Waiting {
		columns += `, e.created_at, e.answered_at`
	}
	return list(ctx, q, actor, f, columns)
}

func list(ctx context.Context, q db.Reader, actor policy.Actor, f Filter, columns string) ([]Item, error) {
	text, args, err := f.statement(q, actor, columns)
	if err != nil {
		return nil, err
	}
	if f.Limit == 0 {
		f.Limit = PageSize
	}
	list := make([]Item, 0, min(f.Limit, 2*PageSize))
	err = db.Each(ctx, q, func(i Item) error {
		if !i.Left.IsZero() {
			i.Enquiry = i.parted(i.Left)
		}
		list = append(list, i)
		return nil
	}, text, args...)
	return list, err
}

// statement reads a page of the inbox in the order of an index of its own, so that it costs the same however many
// questions there are.
func (f Filter) statement(q db.Reader, actor policy.Actor, columns string) (text string, args []any, err error) {
	where, err := f.where(q, actor, &args)
	if err != nil {
		return "", nil, err
	}
	direction := "ASC"
	if f.backwards() {
		direction = "DESC"
	}
	if f.Limit == 0 {
		f.Limit = PageSize
	}
	text = fmt.Sprintf(`SELECT `+columns+`, s.account_id, COALESCE(a.name, '') AS handler, s.mine, s.order_at, s.left_at
		FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id LEFT JOIN account a ON a.id = s.account_id
		WHERE %s ORDER BY s.order_at %s, s.enquiry_id %s`, where, direction, direction) + db.Limit(f.Limit)
	return text, args, nil
}

// stored is a box as its column has it: one of the constants, whatever was asked for.
func (b Box) stored() string {
	switch b {
	case Drafts, Replied, Past:
		return string(b)
	}
	return string(Waiting)
}

func (f Filter) backwards() bool { return f.Box == Replied || f.Box == Past }

// where is the condition of a filter, with the policy's own.
func (f Filter) where(q db.Reader, actor policy.Actor, args *[]any) (string, error) {
	var parts []string
	add := func(cond string, values ...any) {
		var at []any
		for _, v := range values {
			*args = append(*args, v)
			at = append(at, len(*args))
		}
		parts = append(parts, fmt.Sprintf(cond, at...))
	}
	if f.Box == "" {
		f.Box = Waiting
	}
	add("s.authority_id = $%d", actor.Authority)
	if f.Number != "" {
		add("s.number = $%d", digitsAsked(f.Number))
	} else {
		parts = append(parts, "s.box = '"+f.Box.stored()+"'") // in the text: an index may be partial by it
	}
	for _, eq := range []struct {
		column, value string
	}{{"s.unit_id", f.Unit}, {"s.municipality_code", f.Municipality}, {"s.topic", string(f.Topic)}, {"s.side", string(f.Side)}} {
		if eq.value != "" {
			add(eq.column+" = $%d", eq.value)
		}
	}
	if f.Mine {
		parts = append(parts, contact.Mine("s.account_id", q, actor, args))
	}
	if f.Late {
		add("s.due_at <= $%d", db.At(q.Now()))
	}
	for cond, on := range map[string]bool{"s.account_id = ''": f.Free, "s.mine": f.Turn, "s.urgent": f.Urgent} {
		if on {
			parts = append(parts, cond)
		}
	}
	if err := f.after(add); err != nil {
		return "", err
	}
	parts = append(parts, policy.Where(q, actor, policy.ListEnquiries, "s", args))
	return strings.Join(parts, " AND "), nil
}

func (f Filter) after(add func(cond string, values ...any)) error {
	if len(f.After) == 0 {
		return nil
	}
	var at time.Time
	if len(f.After) == 2 {
		at, _ = time.Parse(time.RFC3339Nano, f.After[0])
	}
	if at.IsZero() {
		says := language.T("Platsen i listan går inte att läsa. Börja om från första sidan.", "The place in the list cannot be read. Begin again from the first page.")
		return fault.New(fault.Invalid, says, fault.Field("query.after", says))
	}
	sign := ">"
	if f.backwards() {
		sign = "<"
	}
	add("(s.order_at, s.enquiry_id) "+sign+" ($%d, $%d)", db.At(at), f.After[1]) // both are found in the index, also where many came at once
	return nil
}

// Counts are how many questions wait at the actor's authority, of those that the actor may see.
type Counts struct {
	Waiting  int64 `db:"waiting"`
	Turn     int64 `db:"turn"`    // the own side's turn
	Mine     int64 `db:"mine"`    // handled by the actor
	Free     int64 `db:"free"`    // handled by nobody
	Late     int64 `db:"late"`    // and the own side's turn
	Overdue  int64 `db:"overdue"` // late at the other side
	Urgent   int64 `db:"urgent"`
	Answered int64 `db:"answered"` // and something is left for the own side to do
	Replied  int64 `db:"replied"`  // all that are answered and not closed
	Drafts   int64 `db:"drafts"`
}

// count counts what waits, in one query.
func count(ctx context.Context, q db.Reader, actor policy.Actor) (Counts, error) {
	args := []any{actor.Authority, db.At(q.Now())}
	mine := contact.Mine("s.account_id", q, actor, &args)
	sum := func(cond string) string { return `COALESCE(SUM(CASE WHEN ` + cond + ` THEN 1 ELSE 0 END), 0)` }
	live := `s.box = 'live' AND `
	text := `SELECT ` + sum(`s.box = 'live'`) + ` AS waiting, ` + sum(live+`s.mine`) + ` AS turn, ` + sum(live+mine) + ` AS mine, ` +
		sum(live+`s.account_id = '' AND s.side = 'receiver'`) + ` AS free, ` + sum(live+`s.mine AND s.due_at <= $2`) + ` AS late, ` + sum(live+`NOT s.mine AND s.due_at <= $2`) + ` AS overdue, ` + sum(live+`s.urgent`) + ` AS urgent, ` +
		sum(`s.box = 'answered' AND s.mine`) + ` AS answered, ` + sum(`s.box = 'answered'`) + ` AS replied, ` + sum(`s.box = 'draft'`) + ` AS drafts
		FROM enquiry_side s WHERE s.authority_id = $1 AND s.box IN ('draft', 'live', 'answered') AND ` + policy.Where(q, actor, policy.ListEnquiries, "s", &args)
	return db.One[Counts](ctx, q, text, args...)
}
