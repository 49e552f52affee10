package exchange

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/seal"
)

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{
		{Table: "exchange_message", Column: "purpose", RowID: "id"},
		{Table: "exchange_copy", Column: "body", RowID: "id"},
		{Table: "exchange_attempt", Column: "note", RowID: "id"},
	}
}

func bodyPlace(id string) seal.Place {
	return seal.Place{Table: "exchange_copy", Column: "body", Row: id}
}

func purposePlace(id string) seal.Place {
	return seal.Place{Table: "exchange_message", Column: "purpose", Row: id}
}

func notePlace(id string) seal.Place {
	return seal.Place{Table: "exchange_attempt", Column: "note", Row: id}
}

func conversationOf(ctx context.Context, q db.Reader, id string) (Conversation, error) {
	found, err := db.All[Conversation](ctx, q, `SELECT id, kind, started_by, subject, personal, messages, created_at, closed_at, stopped_at, version
		FROM exchange_conversation WHERE id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Conversation{}, err
	}
	return found[0], nil
}

// Get gives a conversation. Who may see it is asked before.
func Get(ctx context.Context, q db.Reader, id string) (Conversation, error) {
	return conversationOf(ctx, q, id)
}

// messageColumns are those of a message without its purpose, which goes with a copy.
const messageColumns = `id, conversation_id, seq, kind, from_authority, by_account, sent_at, reply_to, ground, certified, digest`

const partyColumns = `conversation_id, authority_id, unit_id, address, name, side, outside, joined_at, left_at, registry, retention`

// Parties gives those who take or took part, in the order in which they came.
func Parties(ctx context.Context, q db.Reader, conversation string) ([]Party, error) {
	return db.All[Party](ctx, q, `SELECT `+partyColumns+` FROM exchange_party WHERE conversation_id = $1 ORDER BY joined_at, side, authority_id`, conversation)
}

// OutsideNames gives what the counterpart outside of each conversation is called, where there is one with a name.
func OutsideNames(ctx context.Context, q db.Reader, conversations []string) (map[string]string, error) {
	if len(conversations) == 0 {
		return nil, nil
	}
	var args []any
	found, err := db.All[Party](ctx, q, `SELECT `+partyColumns+` FROM exchange_party WHERE outside AND name <> '' AND conversation_id `+db.In(conversations, &args), args...)
	names := make(map[string]string, len(found))
	for _, p := range found {
		names[p.Conversation] = p.Name
	}
	return names, err
}

func join(ctx context.Context, tx *audit.Tx, conversation string, p Party) error {
	p.Conversation, p.JoinedAt, p.LeftAt = conversation, db.At(tx.Now()), db.Time{}
	return db.Insert(ctx, tx, "exchange_party", p)
}

// rejoin is join for somebody who may have taken part before.
func rejoin(ctx context.Context, tx *audit.Tx, conversation string, p Party) error {
	n, err := tx.Exec(ctx, `UPDATE exchange_party SET left_at = NULL, unit_id = $3 WHERE conversation_id = $1 AND authority_id = $2`, conversation, p.Authority, p.Unit)
	if err != nil || n > 0 {
		return err
	}
	return join(ctx, tx, conversation, p)
}

func leave(ctx context.Context, tx *audit.Tx, conversation, authority string) error {
	_, err := tx.Exec(ctx, `UPDATE exchange_party SET left_at = $3 WHERE conversation_id = $1 AND authority_id = $2`, conversation, authority, db.At(tx.Now()))
	return err
}

// held gives a conversation and its parties, and holds the conversation until the act ends.
func held(ctx context.Context, tx *audit.Tx, id string) (c Conversation, parties []Party, err error) {
	lock := tx.Dialect().ForChange()
	if lock != "" {
		lock += " OF c"
	}
	rows, err := db.All[struct {
		Conversation
		Party
	}](ctx, tx, `SELECT c.id, c.kind, c.started_by, c.subject, c.personal, c.messages, c.created_at, c.closed_at, c.stopped_at, c.version,
		p.conversation_id, p.authority_id, p.unit_id, p.address, p.name, p.side, p.outside, p.joined_at, p.left_at, p.registry, p.retention
		FROM exchange_conversation c JOIN exchange_party p ON p.conversation_id = c.id WHERE c.id = $1 ORDER BY p.joined_at, p.side, p.authority_id`+lock, id)
	if err == nil && len(rows) == 0 {
		err = fault.NotFoundThing()
	}
	for _, row := range rows {
		c, parties = row.Conversation, append(parties, row.Party)
	}
	return c, parties, err
}

// write writes a conversation that is new.
func write(ctx context.Context, tx *audit.Tx, c Conversation, parties []Party) error {
	if err := db.InsertLater(ctx, tx, "exchange_conversation", c); err != nil {
		return err
	}
	return db.InsertLater(ctx, tx, "exchange_party", parties...)
}

// freeze writes a message that has come in and its copies. The conversation's count is the lock: of two who write at once,
// one goes again.
func (s *Service) freeze(ctx context.Context, tx *audit.Tx, c Conversation, m Message, l Letter, parties []Party) error {
	n, err := tx.Exec(ctx, `UPDATE exchange_conversation SET messages = messages + 1, version = version + 1 WHERE id = $1 AND messages = $2`, c.ID, c.Messages)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	if err != nil {
		return err
	}
	return s.deliver(ctx, tx, m, l, parties, disclosedElsewhere)
}

// deliver writes a message, and a copy of it for each party here.
func (s *Service) deliver(ctx context.Context, tx *audit.Tx, m Message, l Letter, parties []Party, disclosure string) error {
	if err := s.insert(ctx, tx, m, disclosure); err != nil {
		return err
	}
	var to []string
	for _, p := range parties {
		if !p.Outside && p.LeftAt.IsZero() {
			to = append(to, p.Authority)
		}
	}
	return s.copiesFor(ctx, tx, m, l.Body, l.Files, to...)
}

// insert writes a message. A purpose is a few words that somebody wrote, and is sealed like any other.
func (s *Service) insert(ctx context.Context, tx *audit.Tx, m Message, disclosure string) (err error) {
	row := struct {
		Message
		Purpose    []byte `db:"purpose"`
		Disclosure string `db:"disclosure"`
	}{Message: m, Disclosure: disclosure}
	if m.Purpose != "" {
		if row.Purpose, err = s.keys().Seal(purposePlace(m.ID), []byte(m.Purpose)); err != nil {
			return err
		}
	}
	return db.InsertLater(ctx, tx, "exchange_message", row)
}

type storedCopy struct {
	ID         string  `db:"id"`
	Message    string  `db:"message_id"`
	Authority  string  `db:"authority_id"`
	Body       []byte  `db:"body"`
	ReceivedAt db.Time `db:"received_at"`
	ReadAt     db.Time `db:"read_at"`
	ReadBy     string  `db:"read_by"`
}

// copiesFor gives authorities their own copies of a message, each sealed for itself, and of its files.
func (s *Service) copiesFor(ctx context.Context, tx *audit.Tx, m Message, body string, files []file.Checked, authorities ...string) error {
	rows := make([]storedCopy, len(authorities))
	for i, authority := range authorities {
		row := storedCopy{ID: tx.NewID(), Message: m.ID, Authority: authority, ReceivedAt: db.At(tx.Now())}
		if authority == m.From {
			row.ReadAt, row.ReadBy = db.At(tx.Now()), m.By
		}
		var err error
		if row.Body, err = s.keys().Seal(bodyPlace(row.ID), []byte(body)); err != nil {
			return err
		}
		rows[i] = row
	}
	if err := db.InsertLater(ctx, tx, "exchange_copy", rows...); err != nil {
		return err
	}
	for _, authority := range authorities {
		if err := s.filesFor(ctx, tx, m, files, authority); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) filesFor(ctx context.Context, tx *audit.Tx, m Message, files []file.Checked, authority string) error {
	for i, f := range files {
		stored, err := file.Put(ctx, tx.Tx, s.keys(), f.OwnedBy(authority))
		if err != nil {
			return err
		}
		if err := attach(ctx, tx, m.ID, authority, int64(i+1), stored.ID); err != nil {
			return err
		}
	}
	return nil
}

func attach(ctx context.Context, tx *audit.Tx, message, authority string, seq int64, fileID string) error {
	_, err := tx.Exec(ctx, `INSERT INTO exchange_attachment (id, message_id, authority_id, seq, file_id) VALUES ($1, $2, $3, $4, $5)`,
		tx.NewID(), message, authority, seq, fileID)
	return err
}

type threadRow struct {
	Message
	Purpose    []byte  `db:"purpose"`
	CopyID     string  `db:"copy_id"`
	Body       []byte  `db:"body"`
	ReceivedAt db.Time `db:"received_at"`
	ReadAt     db.Time `db:"read_at"`
	File       string  `db:"file_id"`
}

// Thread gives an authority's own copies of a conversation's messages, in order, opened. Who may read them is asked and
// the reading noted before.
func (s *Service) Thread(ctx context.Context, q db.Reader, conversation, authority string) ([]Copy, error) {
	rows, err := db.All[threadRow](ctx, q, `SELECT m.id, m.conversation_id, m.seq, m.kind, m.from_authority, m.by_account, m.sent_at, m.reply_to, m.ground, m.purpose,
		m.certified, m.digest, c.id AS copy_id, c.body, c.received_at, c.read_at, COALESCE(a.file_id, '') AS file_id
		FROM exchange_message m JOIN exchange_copy c ON c.message_id = m.id AND c.authority_id = $2
		LEFT JOIN exchange_attachment a ON a.message_id = m.id AND a.authority_id = c.authority_id
		WHERE m.conversation_id = $1 ORDER BY m.seq, a.seq`, conversation, authority)
	if err != nil {
		return nil, err
	}
	list := make([]Copy, 0, len(rows))
	for _, row := range rows {
		if n := len(list); n == 0 || list[n-1].ID != row.ID { // a row for each attachment
			c, err := s.opened(row)
			if err != nil {
				return nil, err
			}
			list = append(list, c)
		}
		if row.File == "" {
			continue
		}
		f, err := file.Get(ctx, q, s.keys(), row.File)
		if err != nil {
			return nil, err
		}
		last := &list[len(list)-1]
		last.Files = append(last.Files, f)
	}
	return list, nil
}

// opened opens what is sealed of a message and its copy.
func (s *Service) opened(row threadRow) (c Copy, err error) {
	body, err := s.keys().Open(bodyPlace(row.CopyID), row.Body)
	if err != nil {
		return c, err
	}
	row.Message.Purpose, err = s.purposeOf(row)
	return Copy{Message: row.Message, CopyID: row.CopyID, ReceivedAt: row.ReceivedAt, ReadAt: row.ReadAt, Body: string(body)}, err
}

func (s *Service) purposeOf(row threadRow) (string, error) {
	if len(row.Purpose) == 0 {
		return "", nil
	}
	plain, err := s.keys().Open(purposePlace(row.ID), row.Purpose)
	return string(plain), err
}

// Messages gives the messages of a conversation without bodies and purposes, in order.
func Messages(ctx context.Context, q db.Reader, conversation string) ([]Message, error) {
	return db.All[Message](ctx, q, `SELECT `+messageColumns+`
		FROM exchange_message WHERE conversation_id = $1 ORDER BY seq`, conversation)
}

// Read notes that an authority has read its copies of a conversation, in an act under way.
func (s *Service) Read(ctx context.Context, tx *audit.Tx, conversation, authority string) error {
	_, err := tx.Exec(ctx, `UPDATE exchange_copy SET read_at = $3, read_by = $4 WHERE authority_id = $2 AND read_at IS NULL
		AND message_id IN (SELECT id FROM exchange_message WHERE conversation_id = $1)`, conversation, authority, db.At(tx.Now()), tx.Actor().ID)
	return err
}
