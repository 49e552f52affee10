package template

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The kinds of thing that this room names in the trail and in links.
const (
	Kind     ref.Kind = "template"      // the id is the version's number
	HelpKind ref.Kind = "template-help" // a request for help
)

// State is whether a version is being written or is published.
type State string

// The states.
const (
	Next      State = "next"
	Published State = "published"
)

// Version is one numbered version of the template.
type Version struct {
	No          int64
	State       State
	Doc         clause.Document // Doc.Template is No
	Note        language.Text   // what has changed since the version before, for those who read it
	PublishedOn calendar.Date   // zero for the next version
	Digest      string          // of Doc and Note, see Digest
	Row         int64           // rises with every change of the next version
	Approvals   []Approval      // of the next version, and those that a published version was published on
}

// Approval is one body's approval of exactly one content.
type Approval struct {
	Authority string `db:"authority_id"`
	Account   string `db:"account_id"`
	Name      string `db:"name"`
	Digest    string `db:"digest"`
}

// Ref names the version.
func (v Version) Ref() ref.Ref { return refOf(v.No) }

func refOf(no int64) ref.Ref { return ref.To(Kind, strconv.FormatInt(no, 10)) }

// Path is the address of the version's page.
func (v Version) Path() string {
	if v.State == Next {
		return nextPath
	}
	return fmt.Sprintf("/mall/%d", v.No)
}

// Name is the version for a reader: "version 2".
func (v Version) Name() language.Text { return language.T("version %d", "version %d").With(v.No) }

// ApprovedBy tells whether an authority has approved the version as it reads now.
func (v Version) ApprovedBy(authority string) bool {
	for _, a := range v.Approvals {
		if a.Authority == authority && a.Digest == v.Digest {
			return true
		}
	}
	return false
}

// Digest is what an approval is bound to: the SHA-256 in hex of a text and the note of what it changes.
func Digest(doc clause.Document, note language.Text) (string, error) {
	b, err := json.Marshal(struct {
		Doc  clause.Document `json:"doc"`
		Note language.Text   `json:"note"`
	}{doc, note})
	if err != nil {
		return "", fmt.Errorf("template: the text cannot be written: %w", err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}
