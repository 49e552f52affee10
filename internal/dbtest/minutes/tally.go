package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// tally is what the packages took by the clock. Packages run beside each other, so that the sum is more than the run.
type tally struct {
	packages []timed
	cached   int
	failed   []string
}

type timed struct {
	name    string
	seconds float64
}

// most is how many packages the summary names.
const most = 10

// result is the line that go test ends a package with: a verdict, the package, its seconds or that it was cached.
var result = regexp.MustCompile(`^(ok  |FAIL)\t(\S+)(?:\t(?:([0-9.]+)s|(\(cached\))|.*))?`)

func (t *tally) take(line string) {
	m := result.FindStringSubmatch(line)
	if m == nil {
		return
	}
	if m[1] == "FAIL" {
		t.failed = append(t.failed, m[2])
	}
	if m[4] != "" {
		t.cached++
	}
	if seconds, err := strconv.ParseFloat(m[3], 64); err == nil {
		t.packages = append(t.packages, timed{m[2], seconds})
	}
}

// summary is the sum, the slowest packages, and those that failed.
func (t *tally) summary() string {
	var b strings.Builder
	sum := 0.0
	for _, p := range t.packages {
		sum += p.seconds
	}
	fmt.Fprintf(&b, "\n%d packages took %.1f minutes in all, beside each other; %d were cached. The slowest:\n", len(t.packages), sum/60, t.cached)
	slices.SortStableFunc(t.packages, func(a, b timed) int { return cmp.Compare(b.seconds, a.seconds) })
	for _, p := range t.packages[:min(most, len(t.packages))] {
		fmt.Fprintf(&b, "%6.1f min  %s\n", p.seconds/60, p.name)
	}
	if len(t.failed) > 0 {
		fmt.Fprintf(&b, "FAILED: %s\n", strings.Join(t.failed, ", "))
	}
	return b.String()
}
