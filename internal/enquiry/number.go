package enquiry

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"samsyn/internal/calendar"
)

// Number is what people call a question by on the telephone: "F-2026-4821-7730", the same for both sides. It follows from
// the question's id, which is random, so that it tells nobody how many questions there are or which came before. It is a
// name for people: two questions may share one, and nothing is found by it alone.
func (e Enquiry) Number() string {
	sum := sha256.Sum256([]byte("number of " + e.ID))
	n := binary.BigEndian.Uint64(sum[:8]) % 100_000_000
	at := e.SentAt.Time
	if at.IsZero() {
		return ""
	}
	return fmt.Sprintf("F-%d-%04d-%04d", calendar.DateOf(at).Year, n/10_000, n%10_000)
}
