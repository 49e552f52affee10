package exchange

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sdk"
)

// system is what an outgoing message says made it.
const system = "Samsyn"

// Parcel is one file on its way out.
type Parcel struct {
	ID      string // of a receipt's row; empty for a message
	Name    string // of the file; never about a person
	Message string // that it is, or answers
	Receipt bool
	Content []byte
	from    string
	to      string
}

// Unsent is a message that waits to leave in a file.
type unsent struct {
	Message
	Outside string `db:"outside_id"`
}

// waiting lists the messages to parties outside that have an address in SDK and that have not left, oldest first; of one
// conversation when it is named.
func waiting(ctx context.Context, q db.Reader, conversation string, limit int) ([]unsent, error) {
	return db.All[unsent](ctx, q, `SELECT m.id, m.conversation_id, m.seq, m.kind, m.from_authority, m.by_account, m.sent_at, m.reply_to, m.ground, m.certified, m.digest, p.authority_id AS outside_id
		FROM exchange_party p JOIN exchange_message m ON m.conversation_id = p.conversation_id
		WHERE p.outside AND p.left_at IS NULL AND p.address <> '' AND p.authority_id LIKE '0203:%' AND m.from_authority <> p.authority_id AND ($1 = '' OR m.conversation_id = $1)
		AND NOT EXISTS (SELECT 1 FROM exchange_parcel x WHERE x.message_id = m.id AND x.direction = 'out' AND x.kind = 'message')
		AND NOT EXISTS (SELECT 1 FROM exchange_parcel y WHERE y.message_id = m.id AND y.direction = 'in' AND y.kind = 'message')
		ORDER BY m.sent_at, m.conversation_id, m.seq`+db.Limit(limit), conversation)
}

// Next calls fn with each file that waits to leave, one at a time: messages first, then receipts. What fn has put away is
// written down as sent when fn gives nil. problems tells what cannot leave and why.
func (s *Service) Next(ctx context.Context, conversation string, limit int, fn func(Parcel) error) (sent int, problems []error, err error) {
	list, err := waiting(ctx, s.Trail.DB(), conversation, limit)
	if err != nil {
		return 0, nil, err
	}
	for _, m := range list {
		p, err := s.parcel(ctx, s.Trail.DB(), m)
		var f *fault.Fault
		if errors.As(err, &f) && f.Kind == fault.Invalid {
			problems = append(problems, err)
			continue
		}
		if err == nil {
			err = fn(p)
		}
		if err == nil {
			err = s.sent(ctx, p, m.Message)
		}
		if err != nil {
			return sent, problems, err
		}
		sent++
	}
	n, err := s.nextReceipts(ctx, conversation, limit, fn)
	return sent + n, problems, err
}

// Waiting gives the names of the files that Next would write, and what cannot leave; it writes nothing.
func (s *Service) Waiting(ctx context.Context, conversation string) (names []string, problems []error, err error) {
	list, err := waiting(ctx, s.Trail.DB(), conversation, math.MaxInt32)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range list {
		p, err := s.parcel(ctx, s.Trail.DB(), m)
		if err != nil && !fault.Is(err, fault.Invalid) {
			return nil, nil, err
		}
		if err != nil {
			problems = append(problems, err)
			continue
		}
		names = append(names, p.Name)
	}
	receipts, err := owed(ctx, s.Trail.DB(), conversation)
	for _, row := range receipts {
		names = append(names, receiptName(row))
	}
	return names, problems, err
}

// Export gives every message of a conversation as files, whether or not it has left, and writes nothing down but that.
func (s *Service) Export(ctx context.Context, conversation string, fn func(Parcel) error) (n int, err error) {
	list, err := db.All[unsent](ctx, s.Trail.DB(), `SELECT m.id, m.conversation_id, m.seq, m.kind, m.from_authority, m.by_account, m.sent_at, m.reply_to, m.ground, m.certified, m.digest,
		COALESCE((SELECT min(p.authority_id) FROM exchange_party p WHERE p.conversation_id = m.conversation_id AND p.outside), '') AS outside_id
		FROM exchange_message m WHERE m.conversation_id = $1 ORDER BY m.seq`, conversation)
	if err != nil {
		return 0, err
	}
	if len(list) == 0 {
		return 0, fault.NotFoundThing()
	}
	for _, m := range list {
		p, err := s.parcel(ctx, s.Trail.DB(), m)
		if err != nil {
			return n, err
		}
		if err := fn(p); err != nil {
			return n, err
		}
		n++
	}
	return n, s.Trail.Do(ctx, policy.Process("samsyn sdk"), func(tx *audit.Tx) error {
		return tx.Note(policy.SendOut, Conversation{ID: conversation}.Ref(), map[string]any{"messages": n, "whole_thread": true})
	})
}

// parcel writes one message as a file.
func (s *Service) parcel(ctx context.Context, q db.Reader, m unsent) (Parcel, error) {
	c, err := conversationOf(ctx, q, m.Conversation)
	if err != nil {
		return Parcel{}, err
	}
	payload, err := s.payload(ctx, q, c, m)
	if err != nil {
		return Parcel{}, err
	}
	b, err := sdk.Marshal(payload)
	if err != nil {
		return Parcel{}, err
	}
	name := m.SentAt.UTC().Format("20060102T150405") + "-" + m.ID + ".xml"
	return Parcel{Name: name, Message: m.ID, Content: b, from: payload.Sender.Actor, to: payload.Recipient.Actor}, nil
}

func (s *Service) payload(ctx context.Context, q db.Reader, c Conversation, m unsent) (out sdk.Message, err error) {
	parties, err := Parties(ctx, q, c.ID)
	if err != nil {
		return out, err
	}
	out = sdk.Message{ID: m.ID, Conversation: c.ID, RefersTo: m.ReplyTo, Created: m.SentAt.UTC(), Label: c.Subject, Confidential: c.Personal, System: system}
	if out.Sender, err = s.place(ctx, q, parties, m.From, m.From); err != nil {
		return out, err
	}
	if out.Recipient, err = s.place(ctx, q, parties, receiverOf(parties, m), m.From); err != nil {
		return out, err
	}
	out.Documents, err = s.documents(ctx, q, c, m.Message, parties)
	return out, err
}

// receiverOf is to whom a message goes in a file: the party outside when there is one and it did not write it, else the
// other side.
func receiverOf(parties []Party, m unsent) string {
	if m.Outside != "" && m.Outside != m.From {
		return m.Outside
	}
	other := ""
	for _, p := range parties {
		if p.Authority != m.From && (other == "" || p.LeftAt.IsZero()) {
			other = p.Authority
		}
	}
	return other
}

// place is where a party is in SDK: an outside one's own address, or the address here of an authority.
func (s *Service) place(ctx context.Context, q db.Reader, parties []Party, authority, from string) (sdk.Party, error) {
	unit := ""
	for _, p := range parties {
		if p.Authority != authority {
			continue
		}
		if p.Outside {
			return sdk.Party{Actor: p.Authority, Address: p.Address, AddressOf: p.Name}, nil
		}
		unit = p.Unit
	}
	a, err := addressOf(ctx, q, authority, unit)
	if errors.Is(err, db.ErrNone) {
		return sdk.Party{}, fault.New(fault.Invalid, language.T("Myndigheten %s har ingen adress i SDK. Lägg upp den med samsyn sdk address.", "The authority %s has no address in SDK. Enter it with samsyn sdk address.").With(authority))
	}
	return sdk.Party{Actor: a.Actor, Address: a.Function, AddressOf: a.Label}, err
}

// documents writes the slip, and the text with its attachments.
func (s *Service) documents(ctx context.Context, q db.Reader, c Conversation, m Message, parties []Party) ([]sdk.Document, error) {
	own, err := s.copyOf(ctx, q, m, parties)
	if err != nil {
		return nil, err
	}
	slip := Slip{Kind: c.Kind, Letter: m.Kind, Topic: c.Subject, Personal: c.Personal, Ground: m.Ground, Purpose: own.Purpose, Certified: m.Certified,
		Bare: c.Personal && m.Ground == "" && own.Purpose == "" && !m.Certified}
	if s.Outgoing != nil {
		if slip.More, err = s.Outgoing(ctx, q, c, m); err != nil {
			return nil, err
		}
	}
	first, err := slip.document()
	if err != nil {
		return nil, err
	}
	letter := sdk.Document{ID: "message", Name: "Meddelande", Index: "2"}
	if own.Body != "" {
		letter.Texts = []string{strings.ReplaceAll(own.Body, "\r\n", "\n")}
	}
	for _, f := range own.Files {
		content, err := s.content(ctx, q, f.ID)
		if err != nil {
			return nil, err
		}
		letter.Files = append(letter.Files, sdk.File{Name: f.Name, Type: string(f.Type), Content: content})
	}
	return []sdk.Document{first, letter}, nil
}

// copyOf is the sender's own copy of a message, or that of whoever holds one when the sender is outside.
func (s *Service) copyOf(ctx context.Context, q db.Reader, m Message, parties []Party) (Copy, error) {
	of := holder(parties, m.From)
	thread, err := s.Thread(ctx, q, m.Conversation, of)
	if err != nil {
		return Copy{}, err
	}
	for _, c := range thread {
		if c.ID == m.ID {
			return c, nil
		}
	}
	return Copy{}, fault.NotFoundThing()
}

// sent writes down, in an act of its own, that a message has left.
func (s *Service) sent(ctx context.Context, p Parcel, m Message) error {
	return s.Trail.Do(ctx, policy.Process("samsyn sdk"), func(tx *audit.Tx) error {
		row := parcelRow{ID: tx.NewID(), Direction: out, Kind: isMessage, Message: m.ID, Digest: sum(p.Content), State: stateSent, At: db.At(tx.Now()), Sender: p.from, Recipient: p.to}
		if err := keep(ctx, tx, row); err != nil {
			return err
		}
		return tx.Note(policy.SendOut, Conversation{ID: m.Conversation}.Ref(), map[string]any{"seq": m.Seq, "file": row.Digest})
	})
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
