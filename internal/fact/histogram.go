package fact

import (
	"bytes"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math/bits"
)

// Histogram counts working minutes in buckets whose width grows with the value: exact below 32 minutes, then sixteen
// to each doubling, so that a quantile read from it is less than 1/16 off. Histograms of several months and
// municipalities are added to give theirs together.
//
// It is kept as it is stored: pairs of bucket and count, smallest bucket first and none of zero, so that equal histograms
// are equal bytes and tens of thousands are read without being taken apart.
type Histogram []byte

// bucketOf gives the bucket of a number of minutes.
func bucketOf(minutes int64) int64 {
	if minutes < 32 {
		return max(0, minutes)
	}
	shift := int64(bits.Len64(uint64(minutes))) - 5
	return shift*16 + minutes>>shift
}

// lowerBound gives the fewest minutes that are in a bucket.
func lowerBound(bucket int64) int64 {
	if bucket < 32 {
		return bucket
	}
	shift := bucket/16 - 1
	return (bucket - shift*16) << shift
}

// pair is a bucket and how many are in it.
type pair struct{ bucket, n int64 }

// end is beyond every bucket.
const end = 1<<63 - 1

// first gives the first pair and what comes after it; the end when there is none.
func (h Histogram) first() (pair, Histogram) {
	bucket, size := binary.Uvarint(h)
	if size <= 0 {
		return pair{bucket: end}, nil
	}
	n, more := binary.Varint(h[size:])
	if more <= 0 {
		return pair{bucket: end}, nil
	}
	return pair{int64(bucket), n}, h[size+more:]
}

// put appends a pair, unless it counts none.
func (h Histogram) put(p pair) Histogram {
	if p.n == 0 {
		return h
	}
	return binary.AppendVarint(binary.AppendUvarint(h, uint64(p.bucket)), p.n)
}

// Buckets gives each bucket, smallest first, and how many are in it.
func (h Histogram) Buckets() iter.Seq2[int64, int64] {
	return func(yield func(bucket, n int64) bool) {
		for p, rest := h.first(); p.bucket != end; p, rest = rest.first() {
			if !yield(p.bucket, p.n) {
				return
			}
		}
	}
}

// Add gives the counts together with times those of another; -1 takes them away.
func (h Histogram) Add(other Histogram, times int64) Histogram {
	if len(other) == 0 || times == 0 {
		return h
	}
	if len(h) == 0 && times == 1 {
		return other
	}
	sum := make(Histogram, 0, len(h)+len(other)+2)
	a, h := h.first()
	b, other := other.first()
	for a.bucket != end || b.bucket != end {
		p := pair{bucket: min(a.bucket, b.bucket)}
		if a.bucket == p.bucket {
			p.n += a.n
			a, h = h.first()
		}
		if b.bucket == p.bucket {
			p.n += b.n * times
			b, other = other.first()
		}
		sum = sum.put(p)
	}
	return sum
}

// N is how many were counted.
func (h Histogram) N() (n int64) {
	for _, c := range h.Buckets() {
		n += c
	}
	return n
}

// Quantile gives the minutes that a share p (0 to 1) of those counted do not exceed, as the middle of their bucket;
// ok is false when nothing was counted. The median is 0.5, the 90th percentile 0.9.
func (h Histogram) Quantile(p float64) (minutes int64, ok bool) {
	total := h.N()
	if total <= 0 {
		return 0, false
	}
	rank := max(1, int64(p*float64(total)+0.999999))
	for b, n := range h.Buckets() {
		if rank -= n; rank <= 0 {
			return (lowerBound(b) + lowerBound(b+1) - 1) / 2, true
		}
	}
	return 0, false
}

// Value is what is stored; of nothing counted it is no bytes, and not null.
func (h Histogram) Value() (driver.Value, error) {
	if h == nil {
		return []byte{}, nil
	}
	return []byte(h), nil
}

// Scan reads what Value wrote.
func (h *Histogram) Scan(src any) error {
	b, ok := src.([]byte)
	if !ok && src != nil {
		return fmt.Errorf("fact: a histogram cannot be read from %T", src)
	}
	if !isWhole(b) {
		return errors.New("fact: a histogram is cut off or changed")
	}
	*h = bytes.Clone(b)
	return nil
}

// buckets is more than there can be: the greatest number of minutes is in one before it.
const buckets = 1024

// isWhole tells whether bytes are pairs to the last, each of a bucket that there can be.
func isWhole(b []byte) bool {
	for len(b) > 0 {
		bucket, size := binary.Uvarint(b)
		if size <= 0 || bucket >= buckets {
			return false
		}
		_, more := binary.Varint(b[size:])
		if more <= 0 {
			return false
		}
		b = b[size+more:]
	}
	return true
}

// HistogramOf counts one number of minutes.
func HistogramOf(minutes int64) Histogram { return Histogram(nil).put(pair{bucketOf(minutes), 1}) }
