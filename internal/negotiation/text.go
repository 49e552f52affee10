package negotiation

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"samsyn/internal/clause"
	"samsyn/internal/db"
)

// Text is one frozen version of a draft: a full copy that never changes.
type Text struct {
	Draft    string
	No       int64 // 0 is what the draft began from
	Doc      clause.Document
	Digest   string // SHA-256 of the document's canonical JSON, in hexadecimal
	FrozenAt db.Time
	By       string // authority that put it forward
	Account  string // who did
}

// Canonical writes a document in the one way that its digest is made of: JSON with the fields in the order of the type,
// the values by variable in order, and no spaces.
func Canonical(doc clause.Document) (string, error) {
	b, err := json.Marshal(doc)
	return string(b), err
}

// DigestOf is the digest of a document.
func DigestOf(doc clause.Document) (string, error) {
	text, err := Canonical(doc)
	return digest(text), err
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// storedText is a version as it stands in its table.
type storedText struct {
	Draft     string  `db:"draft_id"`
	No        int64   `db:"no"`
	Doc       string  `db:"doc"`
	Digest    string  `db:"digest"`
	FrozenAt  db.Time `db:"frozen_at"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
}

// text opens a stored version and holds it against its digest: a text that was changed behind the program is an error.
func (s storedText) text() (Text, error) {
	t := Text{Draft: s.Draft, No: s.No, Digest: s.Digest, FrozenAt: s.FrozenAt, By: s.Authority, Account: s.Account}
	if digest(s.Doc) != s.Digest {
		return t, fmt.Errorf("negotiation: version %d of draft %s is not what was frozen", s.No, s.Draft)
	}
	return t, json.Unmarshal([]byte(s.Doc), &t.Doc)
}
