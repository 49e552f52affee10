package db

import "testing"

// The sums of a table do not depend on the order of its rows, and tell of a changed row, one that is missing and one that
// stands twice.
func TestSumsOfATable(t *testing.T) {
	sums := func(lines ...string) tableSum {
		s := tableSums{}
		for _, l := range lines {
			s.add("t", []byte(l))
		}
		return s["t"]
	}
	was := sums("[1]", "[2]", "[2]")
	if sums("[2]", "[1]", "[2]") != was {
		t.Error("another order is another sum")
	}
	for _, other := range [][]string{{"[1]", "[2]", "[3]"}, {"[1]", "[2]"}, {"[1]", "[1]", "[2]"}, {"[1]", "[2]", "[2]", "[2]"}} {
		if sums(other...) == was {
			t.Errorf("%v has the same sum", other)
		}
	}
}
