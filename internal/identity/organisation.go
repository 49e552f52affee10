package identity

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// OrganisationNumber is a checked organisationsnummer, ten digits. It is public and shown as it is. The empty value
// is no number; a column of it is TEXT or NULL.
type OrganisationNumber string

// ParseOrganisation reads ten digits, or twelve that begin with 16, with or without a hyphen before the last four.
// The third digit is at least 2, which tells it from the number of a person, and the check digit must be right.
func ParseOrganisation(s string) (OrganisationNumber, error) {
	digits, sign := split(strings.TrimSpace(s))
	if sign == "+" || !isDigits(digits) {
		return "", badOrganisation()
	}
	if len(digits) == 12 {
		if !strings.HasPrefix(digits, "16") {
			return "", badOrganisation()
		}
		digits = digits[2:]
	}
	switch {
	case len(digits) != 10 || digits[0] == '0':
		return "", badOrganisation()
	case digits[2] < '2':
		return "", personNotOrganisation()
	case !luhn(digits):
		return "", badCheckDigit()
	}
	return OrganisationNumber(digits), nil
}

// IsZero tells whether there is no number.
func (n OrganisationNumber) IsZero() bool { return n == "" }

// String gives 202100-2114.
func (n OrganisationNumber) String() string {
	if len(n) != 10 {
		return string(n)
	}
	return string(n[:6] + "-" + n[6:])
}

// TwelveDigits gives 162021002114, as some systems of the state ask for it.
func (n OrganisationNumber) TwelveDigits() string {
	if n.IsZero() {
		return ""
	}
	return "16" + string(n)
}

// MarshalText writes 202100-2114.
func (n OrganisationNumber) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads and checks a number; empty text is no number.
func (n *OrganisationNumber) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*n = ""
		return nil
	}
	*n, err = ParseOrganisation(string(text))
	return err
}

// Value stores the ten digits; no number is NULL.
func (n OrganisationNumber) Value() (driver.Value, error) {
	if n.IsZero() {
		return nil, nil
	}
	return string(n), nil
}

// Scan reads what Value stored.
func (n *OrganisationNumber) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*n = ""
		return nil
	case string:
		return n.UnmarshalText([]byte(v))
	case []byte:
		return n.UnmarshalText(v)
	}
	return fmt.Errorf("identity: an organisation number cannot be read from %T", src)
}
