package web

import (
	"errors"
	"strconv"
	"strings"
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

// TestAStretchThatFallsIsTold: a panic where the next stretch is read goes on where the rows are written, and a reader who
// stops waits for what is being read.
func TestAStretchThatFallsIsTold(t *testing.T) {
	reading := 0
	read := func(after Cursor, limit int) ([]int, error) {
		if reading++; reading == 3 {
			panic("out of the blue")
		}
		return make([]int, limit), nil
	}
	key := func(int) Cursor { return Cursor{"0"} }
	told := func() (p any) {
		defer func() { p = recover() }()
		n := 0
		for range Stretches(read, key) {
			n++
		}
		return n
	}()
	if text, ok := told.(string); !ok || !strings.Contains(text, "out of the blue") {
		t.Errorf("told %v", told)
	}
	reading = 0
	for range Stretches(read, key) {
		break
	}
	if reading != 2 {
		t.Errorf("%d stretches were read", reading)
	}
	reading = 0
	func() {
		defer func() { _ = recover() }()
		for range Stretches(read, key) {
			panic("in writing")
		}
	}()
	if reading != 2 {
		t.Errorf("%d stretches were read when writing fell", reading)
	}
}
