package web

import (
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// trace is where a request stands in a chain of calls between services (W3C Trace Context).
type trace struct {
	id     string // 32 hex digits, the same through the chain
	parent string // 16 hex digits: the caller's span, empty when we are the first
	span   string // 16 hex digits: ours
	flags  string
}

// readTrace continues the caller's trace, or begins one when the header is absent or wrong.
func readTrace(traceparent string, random io.Reader) trace {
	t := trace{span: randomHex(random, 8), flags: "00"}
	parts := strings.Split(traceparent, "-")
	if len(parts) >= 4 && isHex(parts[0], 2) && parts[0] != "ff" && isHex(parts[1], 32) && isHex(parts[2], 16) && isHex(parts[3], 2) &&
		strings.Trim(parts[1], "0") != "" && strings.Trim(parts[2], "0") != "" && (parts[0] != "00" || len(parts) == 4) {
		t.id, t.parent, t.flags = parts[1], parts[2], parts[3]
		return t
	}
	t.id = randomHex(random, 16)
	return t
}

// String gives the header for the next service in the chain.
func (t trace) String() string { return fmt.Sprintf("00-%s-%s-%s", t.id, t.span, t.flags) }

// Traceparent is the header to send along when this request makes us call another service.
func (r *Request) Traceparent() string { return r.trace.String() }

func isHex(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789abcdef") == ""
}

func randomHex(random io.Reader, n int) string {
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		panic(fmt.Sprintf("web: no randomness: %v", err))
	}
	return hex.EncodeToString(b)
}

// newID names a request: short enough to be read out over the telephone.
func newID(random io.Reader) string { return randomHex(random, 6) }
