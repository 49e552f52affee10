package seeker

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// Code is a one-time code for my pages, without the code: only its digest is kept.
type Code struct {
	ID        string  `db:"id"`
	Seeker    string  `db:"seeker_id"`
	Person    string  `db:"person_id"` // the record of the authority that handed it over
	Authority string  `db:"authority_id"`
	Checked   Checked `db:"checked"`
	MadeBy    string  `db:"made_by"` // account of staff
	MadeAt    db.Time `db:"made_at"`
	EndsAt    db.Time `db:"ends_at"` // not included
	Tries     int64   `db:"tries"`   // wrong dates of birth
	UsedAt    db.Time `db:"used_at"`
	EndedAt   db.Time `db:"ended_at"` // by staff, or since a new one was made
}

// Checked is what a caseworker looked at to see who a person is. The number of a document is never written down.
type Checked string

// The ways to check who somebody is.
const (
	Passport  Checked = "passport"
	IDCard    Checked = "id-card"
	Licence   Checked = "licence"
	Certified Checked = "certified" // somebody whose identity was checked vouches for the person
)

// Checks lists the ways in the order in which they are shown.
func Checks() []Checked { return []Checked{Passport, IDCard, Licence, Certified} }

// Name says a way in words.
func (c Checked) Name() language.Text {
	switch c {
	case Passport:
		return language.T("pass", "passport")
	case IDCard:
		return language.T("nationellt id-kort eller id-kort från Skatteverket", "national identity card or identity card from the tax agency")
	case Licence:
		return language.T("svenskt körkort", "Swedish driving licence")
	case Certified:
		return language.T("någon med giltig legitimation intygade vem personen är", "somebody with a valid identity document certified who the person is")
	}
	return language.Text{}
}

const (
	codeFor   = 14 * 24 * time.Hour // how long a code holds
	mostTries = 5                   // wrong dates of birth before it is closed
)

// live tells whether a code can be used at an instant.
func (c Code) live(now time.Time) bool {
	return c.UsedAt.IsZero() && c.EndedAt.IsZero() && c.Tries < mostTries && now.Before(c.EndsAt.Time)
}

// State says how a code stands, in words.
func (c Code) State(now time.Time) language.Text {
	t := language.T
	switch {
	case !c.UsedAt.IsZero():
		return t("använd", "used")
	case !c.EndedAt.IsZero():
		return t("spärrad", "ended")
	case c.Tries >= mostTries:
		return t("spärrad efter för många fel", "closed after too many errors")
	case !c.live(now):
		return t("gäller inte längre", "no longer valid")
	}
	return t("gäller, inte använd", "valid, not used")
}

// letters are those of a code: none that is taken for another.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codeLength = 16 // letters: 80 bits
	groupOf    = 4
)

// random draws a code.
func random(from io.Reader) (string, error) {
	b := make([]byte, codeLength)
	if _, err := io.ReadFull(from, b); err != nil {
		return "", fmt.Errorf("seeker: no randomness for a code: %w", err)
	}
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return string(b), nil
}

// Grouped is a code as it is printed: "7K2M-…".
func Grouped(code string) string {
	var parts []string
	for len(code) > groupOf {
		parts, code = append(parts, code[:groupOf]), code[groupOf:]
	}
	return strings.Join(append(parts, code), "-")
}

// tidyCode is a code as it was printed, however somebody has typed it.
func tidyCode(typed string) string {
	typed = strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(letters, c) {
			return c
		}
		return -1
	}, typed)
}

func codeDigest(code string) string {
	sum := sha256.Sum256([]byte("seeker code " + code))
	return hex.EncodeToString(sum[:])
}

// bornAs tells whether digits are the date of birth of a number, or the first eight of the number itself, which differ for
// a coordination number.
func bornAs(number identity.PersonalNumber, typed string) bool {
	digits := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, typed)
	born, known := number.BirthDate()
	return digits == number.TwelveDigits()[:8] || known && digits == strings.ReplaceAll(born.String(), "-", "")
}
