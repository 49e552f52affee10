package apptest

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/dbtest"
	"samsyn/internal/identity"
)

// Log keeps what the house logs, and knows what must not stand there.
type Log struct {
	mu       sync.Mutex
	lines    []string
	secrets  []string
	expected []string
}

// Write takes one line.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, string(bytes.TrimSpace(p)))
	return len(p), nil
}

// Lines gives what has been logged, each line as JSON.
func (l *Log) Lines() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string(nil), l.lines...)
}

// Secret says that a text must never be logged: a session's secret, a password, a key, a sought name.
func (l *Log) Secret(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s != "" {
		l.secrets = append(l.secrets, s)
	}
}

// Expect says that this test brings about faults whose lines hold one of the texts; any other line at the level ERROR
// fails the test.
func (l *Log) Expect(texts ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.expected = append(l.expected, texts...)
}

// check reads the whole log when the test ends.
func (l *Log) check(t testing.TB) {
	t.Helper()
	for _, line := range l.Lines() {
		if what := l.leak(line); what != "" {
			t.Errorf("the log tells %s: %s", what, line)
		}
		if isError(line) && !l.isExpected(line) {
			t.Errorf("the house logged a fault: %s", line)
		}
	}
}

func isError(line string) bool {
	var head struct{ Level string }
	return json.Unmarshal([]byte(line), &head) != nil || head.Level == "ERROR"
}

func (l *Log) isExpected(line string) bool {
	for _, text := range l.expected {
		if strings.Contains(line, text) {
			return true
		}
	}
	return false
}

func (l *Log) leak(line string) string {
	for _, s := range l.secrets {
		if strings.Contains(line, s) {
			return "a secret"
		}
	}
	return personal(durations.ReplaceAllString(line, ""))
}

// durations are in nanoseconds, and one of two seconds can look like somebody born in 1921; so can the twelve random digits
// that name a request, which is seen once a house has answered tens of thousands.
var durations = regexp.MustCompile(`"took":\d+|"(?:request|trace_id|span_id)":"[0-9a-f]+"`)

var (
	mailPattern   = regexp.MustCompile(`[\pL\pN._%+-]+@[\pL\pN-]+\.[\pL\pN.-]+`)
	numberPattern = regexp.MustCompile(`\b(?:\d{2})?\d{6}[-+]?\d{4}\b`)
)

// personal names what a text tells of a person: a personal number, an e-mail address, or somebody of the cast.
func personal(text string) string {
	if mailPattern.MatchString(text) {
		return "an e-mail address"
	}
	for _, n := range numberPattern.FindAllString(text, -1) {
		if _, err := identity.ParsePersonal(n, calendar.DateOf(dbtest.Monday())); err == nil {
			return "a personal number"
		}
	}
	for _, p := range cast.People() {
		if strings.Contains(text, p.UserName) || strings.Contains(text, strings.TrimSuffix(p.Name, " (Demo)")) {
			return "the name of " + p.UserName
		}
	}
	return ""
}
