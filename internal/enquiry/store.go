package enquiry

import (
	"context"
	"encoding/json"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{
		{Table: "enquiry", Column: "purpose", RowID: "id"},
		{Table: "enquiry_event", Column: "reason", RowID: "id"},
		{Table: "enquiry_draft", Column: "content", RowID: "enquiry_id"},
		{Table: "enquiry_note", Column: "text", RowID: "id"},
	}
}

func place(table, column, id string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: id}
}

// sealText seals a text; nothing is sealed when there is none.
func sealText(keys *seal.Keys, at seal.Place, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	return keys.Seal(at, []byte(text))
}

func openText(keys *seal.Keys, at seal.Place, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := keys.Open(at, sealed)
	return string(plain), err
}

// columns are those of a question in lists, where nothing is opened.
const columns = `e.id, e.conversation_id, e.municipality_code, e.asker_id, e.receiver_id, e.path_id, e.personal, e.urgent, e.health, e.topic, e.channel, e.noted, e.callback,
	e.reach, e.state, e.turn, e.round, e.agreement_id, e.commitment, e.due_at, e.first_due_at, e.outcome, e.ground, e.refusal, e.ssbtek, e.helped,
	e.joined_to, e.forwards, e.first_days, e.created_at, e.sent_at, e.first_at, e.answered_at, e.delivered_at, e.returned_at, e.reminded_at, e.stopped_at, e.version`

// get gives a question with its purpose, opened.
func get(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (Enquiry, error) {
	row, err := db.One[storedEnquiry](ctx, q, `SELECT `+columns+`, e.purpose FROM enquiry e WHERE e.id = $1`, id)
	if err != nil {
		return Enquiry{}, orNotFound(err)
	}
	return row.opened(keys)
}

// storedEnquiry is a question with its purpose, sealed.
type storedEnquiry struct {
	Enquiry
	Purpose []byte `db:"purpose"`
}

func (row storedEnquiry) opened(keys *seal.Keys) (e Enquiry, err error) {
	e = row.Enquiry
	e.Purpose, err = openText(keys, purposePlace(e.ID), row.Purpose)
	return e, err
}

// insert writes a new question.
func insert(ctx context.Context, tx *audit.Tx, keys *seal.Keys, e *Enquiry) (err error) {
	e.Version++
	row := storedEnquiry{Enquiry: *e}
	if row.Purpose, err = sealText(keys, purposePlace(e.ID), e.Purpose); err != nil {
		return err
	}
	return db.InsertLater(ctx, tx, "enquiry", row)
}

func purposePlace(id string) seal.Place { return place("enquiry", "purpose", id) }

// update writes a question that the act holds.
func update(ctx context.Context, tx *audit.Tx, keys *seal.Keys, e *Enquiry) error {
	purpose, err := sealText(keys, purposePlace(e.ID), e.Purpose)
	if err != nil {
		return err
	}
	err = tx.Later(ctx, `UPDATE enquiry SET conversation_id = $3, municipality_code = $4, receiver_id = $5, path_id = $6, personal = $7, urgent = $8, topic = $9,
		callback = $10, reach = $11, state = $12, turn = $13, round = $14, agreement_id = $15, commitment = $16, due_at = $17, first_due_at = $18, outcome = $19,
		purpose = $20, ground = $21, refusal = $22, ssbtek = $23, helped = $24, joined_to = $25, forwards = $26, first_days = $27, sent_at = $28, first_at = $29,
		answered_at = $30, delivered_at = $31, returned_at = $32, reminded_at = $33, stopped_at = $34, asker_id = $35, channel = $36, noted = $37, version = version + 1
		WHERE id = $1 AND version = $2`, e.ID, e.Version, e.Conversation, e.Municipality, e.Receiver, e.Path, e.Personal, e.Urgent, e.Topic,
		e.Callback, e.Reach, e.State, e.Turn, e.Round, e.Agreement, e.Commitment, e.Due, e.FirstDue, e.Outcome,
		purpose, e.Ground, e.Refusal, e.SSBTEK, e.Helped, e.JoinedTo, e.Forwards, e.FirstDays, e.SentAt, e.FirstAt,
		e.AnsweredAt, e.DeliveredAt, e.ReturnedAt, e.RemindedAt, e.StoppedAt, e.Asker, e.Channel, e.Noted)
	e.Version++
	return err
}

// topics gives the topics of a question in the order in which they were asked.
func topics(ctx context.Context, q db.Reader, id string) ([]Topic, error) {
	return db.All[Topic](ctx, q, `SELECT enquiry_id, topic, answered_at FROM enquiry_topic WHERE enquiry_id = $1 ORDER BY place`, id)
}

func insertTopics(ctx context.Context, tx *audit.Tx, list []Topic) error {
	type row struct {
		Topic
		Place int64 `db:"place"`
	}
	rows := make([]row, len(list))
	for i, t := range list {
		rows[i] = row{t, int64(i)}
	}
	return db.InsertLater(ctx, tx, "enquiry_topic", rows...)
}

const deskColumns = `s.id, s.enquiry_id, s.authority_id, s.side, s.unit_id, s.account_id, s.person_id, s.shielded, s.box, s.mine, s.due_at, s.order_at, s.urgent,
	s.topic, s.municipality_code, s.opened_at, s.opened_by, s.ground_id, s.ground, s.left_at, s.created_at`

// desks gives every side's place for a question, the asker's first.
func desks(ctx context.Context, q db.Reader, id string) ([]*Desk, error) {
	rows, err := db.All[Desk](ctx, q, `SELECT `+deskColumns+` FROM enquiry_side s WHERE s.enquiry_id = $1 ORDER BY s.side, s.created_at, s.id`, id)
	list := make([]*Desk, len(rows))
	for i := range rows {
		list[i] = &rows[i]
	}
	return list, err
}

func updateDesk(ctx context.Context, tx *audit.Tx, d *Desk) error {
	return tx.Later(ctx, `UPDATE enquiry_side SET unit_id = $2, account_id = $3, person_id = $4, shielded = $5, box = $6, mine = $7, due_at = $8, order_at = $9,
		urgent = $10, topic = $11, municipality_code = $12, opened_at = $13, opened_by = $14, ground_id = $15, ground = $16, left_at = $17, side = $18 WHERE id = $1`,
		d.ID, d.Unit, d.Account, d.Person, d.Shielded, d.Box, d.Mine, d.Due, d.Order, d.Urgent, d.Topic, d.Municipality, d.OpenedAt, d.OpenedBy, d.GroundID, d.Ground, d.LeftAt, d.Side)
}

type storedEvent struct {
	ID        string         `db:"id"`
	Enquiry   string         `db:"enquiry_id"`
	Round     int64          `db:"round"`
	Seq       int64          `db:"seq"`
	Act       Act            `db:"act"`
	Kind      clock.Kind     `db:"kind"`
	At        db.Time        `db:"at"`
	Authority string         `db:"authority_id"`
	Account   string         `db:"account_id"`
	Holder    string         `db:"holder"`
	Days      int64          `db:"days"`
	Hours     calendar.Hours `db:"hours"`
	Cutoff    int64          `db:"cutoff"`
	Why       string         `db:"why"`
	Category  clock.Category `db:"category"`
	Reason    []byte         `db:"reason"`
	Until     db.Time        `db:"until_at"`
	Within    bool           `db:"within"`
}

// events gives what happened to a question, in order, without the reasons, which may be about the person.
func events(ctx context.Context, q db.Reader, id string) ([]Event, error) {
	rows, err := db.All[storedEvent](ctx, q, `SELECT round, seq, act, kind, at, authority_id, account_id, holder, days, hours, cutoff, why, category, until_at, within
		FROM enquiry_event WHERE enquiry_id = $1 ORDER BY round, seq`, id)
	if err != nil {
		return nil, err
	}
	list := make([]Event, len(rows))
	for i, r := range rows {
		if list[i], err = r.event(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (r storedEvent) event() (Event, error) {
	var why language.Text
	if r.Why != "" {
		if err := json.Unmarshal([]byte(r.Why), &why); err != nil {
			return Event{}, err
		}
	}
	return Event{Round: r.Round, Seq: r.Seq, Act: r.Act, Authority: r.Authority, Account: r.Account, Event: clock.Event{
		Kind: r.Kind, At: r.At.Time, Holder: r.Holder, Category: r.Category, Until: r.Until.Time, Within: r.Within,
		Terms: clock.Terms{Days: int(r.Days), Hours: r.Hours, Cutoff: calendar.TimeOfDay(r.Cutoff), Why: why}}}, nil
}

func insertEvents(ctx context.Context, tx *audit.Tx, keys *seal.Keys, enquiry string, list []Event) (err error) {
	rows := make([]storedEvent, len(list))
	for i, e := range list {
		if rows[i], err = e.stored(tx, keys, enquiry); err != nil {
			return err
		}
	}
	return db.InsertLater(ctx, tx, "enquiry_event", rows...)
}

func (e Event) stored(tx *audit.Tx, keys *seal.Keys, enquiry string) (storedEvent, error) {
	row := storedEvent{ID: tx.NewID(), Enquiry: enquiry, Round: e.Round, Seq: e.Seq, Act: e.Act, Kind: e.Kind, At: db.At(e.At), Authority: e.Authority,
		Account: e.Account, Holder: e.Holder, Days: int64(e.Terms.Days), Hours: e.Terms.Hours, Cutoff: int64(e.Terms.Cutoff), Category: e.Category,
		Until: db.At(e.Until), Within: e.Within}
	if !e.Terms.Why.IsZero() {
		why, err := json.Marshal(e.Terms.Why)
		if err != nil {
			return row, err
		}
		row.Why = string(why)
	}
	var err error
	row.Reason, err = sealText(keys, place("enquiry_event", "reason", row.ID), e.Reason)
	return row, err
}

// read gives the clock of a round from the events of a question. Events that are nothing to the clock are left out.
func read(all []Event, round int64) (clock.Clock, error) {
	var list []clock.Event
	for _, e := range all {
		if e.Round == round && e.Kind != "" {
			list = append(list, e.Event)
		}
	}
	return clock.Read(list)
}
