package web

import "iter"

// stretch is how many rows a file is read by at a time.
const stretch = 500

// Stretches makes the rows of a list of one that is read stretch by stretch, so that a file of a long list takes no more
// memory than one of them. read gives at most limit rows after a cursor, nil at first, and key is where a row stands.
func Stretches[T any](read func(after Cursor, limit int) ([]T, error), key func(T) Cursor) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var after Cursor
		for {
			rows, err := read(after, stretch)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if len(rows) < stretch {
				return
			}
			after = key(rows[len(rows)-1])
		}
	}
}
