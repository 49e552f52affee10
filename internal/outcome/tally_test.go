package outcome

import "testing"

// What all in a municipality have in common is not shown, nor what a few have; two kinds of enough each are.
func TestNoSumTellsOfEverybody(t *testing.T) {
	sum := func(what What, n int64) Sum { return Sum{Municipality: "2085", What: what, N: n} }
	for name, c := range map[string]struct {
		sums        []Sum
		hidden, few bool
	}{
		"two kinds of five":       {[]Sum{sum(Work, 5), sum(Study, 5)}, false, false},
		"all of one kind":         {[]Sum{sum(Work, 9)}, true, false},
		"one kind is of four":     {[]Sum{sum(Work, 9), sum(Study, 4)}, true, false},
		"four in all, of one":     {[]Sum{sum(Study, 4)}, true, true},
		"four in all, of several": {[]Sum{sum(Study, 2), sum(Work, 2)}, true, true},
	} {
		got := rowsOf(c.sums)
		if len(got) != 1 || got[0].Hidden != c.hidden || got[0].Few != c.few || (got[0].Of == nil) != c.hidden || c.few && got[0].All != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
