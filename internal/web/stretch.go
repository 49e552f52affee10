package web

import (
	"fmt"
	"iter"
	"runtime/debug"
)

// stretch is how many rows a file is read by at a time.
const stretch = 500

// Stretches makes the rows of a list of one that is read stretch by stretch, so that a file of a long list takes no more
// memory than two of them: while one is written the next is read. read gives at most limit rows after a cursor, nil at
// first, and key is where a row stands. What read changes, nothing that writes the rows may look at.
func Stretches[T any](read func(after Cursor, limit int) ([]T, error), key func(T) Cursor) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		rows, err := read(nil, stretch)
		for {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			if len(rows) < stretch {
				each(rows, yield)
				return
			}
			after := key(rows[len(rows)-1])
			if rows, err = while(func() bool { return each(rows, yield) }, func() ([]T, error) { return read(after, stretch) }); err == nil && rows == nil {
				return
			}
		}
	}
}

// each gives rows as long as they are wanted.
func each[T any](rows []T, yield func(T, error) bool) bool {
	for i := range rows {
		if !yield(rows[i], nil) {
			return false
		}
	}
	return true
}

// while reads while write goes on, and returns when both have ended: nothing when write wants no more.
func while[T any](write func() bool, read func() ([]T, error)) (rows []T, err error) {
	done := make(chan struct{})
	var fell any
	var next []T
	var failed error
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				fell = fmt.Sprintf("%v\n%s", p, debug.Stack()) // goes on where the request is answered
			}
		}()
		if next, failed = read(); next == nil {
			next = []T{}
		}
	}()
	defer func() { <-done }() // also when writing falls
	if !write() {
		return nil, nil
	}
	<-done
	if fell != nil {
		panic(fell)
	}
	return next, failed
}
