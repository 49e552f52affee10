package identity

import (
	"fmt"
	"io"
	"log/slog"
)

// masked stands for any number of a person, whatever its digits.
const masked = "********-****"

// String gives only stars.
func (n PersonalNumber) String() string {
	if n.IsZero() {
		return ""
	}
	return masked
}

// Format gives only stars whatever the verb: %v, %+v, %#v, %s, %q, %d, %x and any other.
func (n PersonalNumber) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, n.String()) }

// MarshalText gives only stars, in JSON, XML and wherever else text is made of values.
func (n PersonalNumber) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// LogValue gives only stars.
func (n PersonalNumber) LogValue() slog.Value { return slog.StringValue(n.String()) }
