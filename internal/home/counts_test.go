package home

import (
	"strings"
	"testing"

	"samsyn/internal/enquiry"
	"samsyn/internal/ui"
)

// TestCounted: what is said to wait for the reader is the reader's turn; what is late at others is said to be that.
func TestCounted(t *testing.T) {
	for _, c := range []struct {
		name string
		n    enquiry.Counts
		want []string // level: what stands between the stars
	}{
		{"nothing", enquiry.Counts{}, nil},
		{"asked, in time", enquiry.Counts{Waiting: 1}, []string{": väntar på andra"}},
		{"asked, and late there", enquiry.Counts{Waiting: 1, Overdue: 1}, []string{"warn: 1 fråga har inte besvarats i tid"}},
		{"ours, in time", enquiry.Counts{Waiting: 1, Turn: 1}, []string{"warn: 1 fråga väntar på er"}},
		{"ours and late", enquiry.Counts{Waiting: 1, Turn: 1, Late: 1}, []string{"bad: 1 fråga är försenad"}},
		{"all of it", enquiry.Counts{Waiting: 9, Turn: 4, Late: 1, Overdue: 2, Answered: 5},
			[]string{"bad: 1 fråga är försenad", "warn: 3 frågor väntar på er", "info: 5 frågor är besvarade", "warn: 2 frågor har inte besvarats i tid", ": väntar på andra"}},
	} {
		got := counted(c.n)
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		for i, task := range got {
			level, words, _ := strings.Cut(c.want[i], ": ")
			if parts := strings.Split(task.text.Sv, "*"); len(parts) < 2 || parts[1] != words || task.level != map[string]ui.Level{"": ui.Neutral, "warn": ui.Warn, "bad": ui.Bad, "info": ui.Info}[level] {
				t.Errorf("%s: %s %q", c.name, task.level, task.text.Sv)
			}
		}
	}
}
