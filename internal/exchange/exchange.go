package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"samsyn/internal/db"
	"samsyn/internal/file"
	"samsyn/internal/law"
	"samsyn/internal/ref"
)

// ConversationKind is a conversation in the trail and in links.
const ConversationKind ref.Kind = "conversation"

// Kind is what a conversation or a message is, as its room names it: "enquiry", "question", "answer".
type Kind string

// Side is on which side a party stands.
type Side string

// The sides.
const (
	Asker    Side = "asker"
	Receiver Side = "receiver"
)

// Conversation is one thread between two authorities.
type Conversation struct {
	ID        string  `db:"id"` // a UUID, the same everywhere
	Kind      Kind    `db:"kind"`
	StartedBy string  `db:"started_by"` // authority
	Subject   string  `db:"subject"`    // a code; never about a person
	Personal  bool    `db:"personal"`   // it is about one person
	Messages  int64   `db:"messages"`
	CreatedAt db.Time `db:"created_at"`
	ClosedAt  db.Time `db:"closed_at"`
	StoppedAt db.Time `db:"stopped_at"` // since when nothing may be told about the person
	Version   int64   `db:"version"`
}

// Ref names the conversation.
func (c Conversation) Ref() ref.Ref { return ref.To(ConversationKind, c.ID) }

// Party is an authority that takes part.
type Party struct {
	Conversation string  `db:"conversation_id"`
	Authority    string  `db:"authority_id"` // its id here, or its organisation in SDK when it is outside
	Unit         string  `db:"unit_id"`
	Address      string  `db:"address"` // functional address, telephone or postal address, when it is outside
	Name         string  `db:"name"`    // when it is outside
	Side         Side    `db:"side"`
	Outside      bool    `db:"outside"` // not in this installation: it has no copy here
	JoinedAt     db.Time `db:"joined_at"`
	LeftAt       db.Time `db:"left_at"` // it passed the conversation on; it keeps its copies
	Registry     string  `db:"registry"`
	Retention    string  `db:"retention"`
}

// Message is one frozen message, without its body; as read without a copy, also without its purpose.
type Message struct {
	ID           string       `db:"id"` // a UUID, the same everywhere
	Conversation string       `db:"conversation_id"`
	Seq          int64        `db:"seq"` // from 1
	Kind         Kind         `db:"kind"`
	From         string       `db:"from_authority"`
	By           string       `db:"by_account"` // empty when it came from outside
	SentAt       db.Time      `db:"sent_at"`
	ReplyTo      string       `db:"reply_to"`
	Ground       law.GroundID `db:"ground"` // on which it tells something about a person
	Purpose      string       // in a few words; kept sealed, and opened with a copy
	Certified    bool         `db:"certified"` // the sender certifies that no protected identity is concerned
	Digest       string       `db:"digest"`    // SHA-256 of body and attachments, in hex
}

// Letter is what somebody sends.
type Letter struct {
	ID        string // given for what comes from outside; else made
	Kind      Kind
	Body      string
	Files     []file.Checked
	ReplyTo   string
	Ground    law.GroundID
	Purpose   string
	Certified bool
	By        string // account that wrote it, when another's act lets it leave; empty is who acts
	Bare      bool   // tells nothing about the person, and so needs no ground, purpose or certificate
}

// Copy is one authority's own copy of a message.
type Copy struct {
	Message
	CopyID     string  `db:"copy_id"`
	ReceivedAt db.Time `db:"received_at"`
	ReadAt     db.Time `db:"read_at"` // when somebody of this authority first read it
	Body       string
	Files      []file.File
}

// digest is of what is frozen: the body and the sums of the files, each with its length before it.
func digest(body string, sums []string) string {
	h := sha256.New()
	for _, part := range append([]string{body}, sums...) {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}
