package web

import (
	"errors"
	"strconv"
	"testing"
)

// TestAListIsReadStretchByStretch: every row once and in order, no question more than needed, and an error ends it.
func TestAListIsReadStretchByStretch(t *testing.T) {
	for total, questions := range map[int]int{0: 1, 1: 1, stretch - 1: 1, stretch: 2, stretch + 1: 2, 3*stretch + 7: 4} {
		asked := 0
		read := func(after Cursor, limit int) (rows []int, err error) {
			asked++
			from := 0
			if len(after) > 0 {
				n, err := after.Int(0)
				if err != nil {
					return nil, err
				}
				from = int(n) + 1
			}
			for i := from; i < total && len(rows) < limit; i++ {
				rows = append(rows, i)
			}
			return rows, nil
		}
		want := 0
		for row, err := range Stretches(read, func(i int) Cursor { return Cursor{strconv.Itoa(i)} }) {
			if err != nil || row != want {
				t.Fatalf("of %d rows: %d after %d, %v", total, row, want, err)
			}
			want++
		}
		if want != total || asked != questions {
			t.Errorf("%d of %d rows in %d questions, want %d", want, total, asked, questions)
		}
	}
	broken := errors.New("no more")
	n := 0
	for _, err := range Stretches(func(after Cursor, limit int) ([]int, error) {
		if len(after) > 0 {
			return nil, broken
		}
		return make([]int, limit), nil
	}, func(int) Cursor { return Cursor{"0"} }) {
		if n++; err != nil && (!errors.Is(err, broken) || n != stretch+1) {
			t.Errorf("row %d: %v", n, err)
		}
	}
	if n != stretch+1 {
		t.Errorf("%d rows and errors", n)
	}
}
