package seal

import (
	"fmt"
	"io"
	"log/slog"
)

// Format writes how many keys there are and never the keys, whatever verb is asked for.
func (k *Keys) Format(f fmt.State, _ rune) { io.WriteString(f, k.describe()) }

// String is what Format writes.
func (k *Keys) String() string { return k.describe() }

// LogValue is what Format writes.
func (k *Keys) LogValue() slog.Value { return slog.StringValue(k.describe()) }

// MarshalText is what Format writes.
func (k *Keys) MarshalText() ([]byte, error) { return []byte(k.describe()), nil }

func (k *Keys) describe() string {
	if k == nil {
		return "keys(nil)"
	}
	r := k.ring.Load()
	if r == nil {
		return "keys(empty)"
	}
	return fmt.Sprintf("keys(%s, %d, current %s)", r.installation, len(r.keys), r.current)
}
