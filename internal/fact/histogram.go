package fact

import (
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
)

// Histogram counts working minutes in buckets whose width grows with the value: exact below 32 minutes, then sixteen
// to each doubling, so that a quantile read from it is less than 1/16 off. Histograms of several months and
// municipalities are added to give theirs together.
type Histogram map[int64]int64

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

// Add adds times the counts of another; -1 takes them away.
func (h Histogram) Add(other Histogram, times int64) Histogram {
	sum := Histogram{}
	for b, n := range h {
		sum[b] = n
	}
	for b, n := range other {
		if sum[b] += n * times; sum[b] == 0 {
			delete(sum, b)
		}
	}
	return sum
}

// N is how many were counted.
func (h Histogram) N() (n int64) {
	for _, c := range h {
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
	for _, b := range h.buckets() {
		if rank -= h[b]; rank <= 0 {
			return (lowerBound(b) + lowerBound(b+1) - 1) / 2, true
		}
	}
	return 0, false
}

func (h Histogram) buckets() []int64 {
	out := make([]int64, 0, len(h))
	for b := range h {
		out = append(out, b)
	}
	slices.Sort(out)
	return out
}

// Value writes pairs of bucket and count, smallest first, so that equal histograms are equal bytes.
func (h Histogram) Value() (driver.Value, error) {
	b := []byte{}
	for _, bucket := range h.buckets() {
		b = binary.AppendUvarint(b, uint64(bucket))
		b = binary.AppendVarint(b, h[bucket])
	}
	return b, nil
}

// Scan reads what Value wrote.
func (h *Histogram) Scan(src any) error {
	b, ok := src.([]byte)
	if !ok && src != nil {
		return fmt.Errorf("fact: a histogram cannot be read from %T", src)
	}
	*h = Histogram{}
	for len(b) > 0 {
		bucket, n := binary.Uvarint(b)
		if n <= 0 {
			return errors.New("fact: a histogram is cut off")
		}
		count, k := binary.Varint(b[n:])
		if k <= 0 {
			return errors.New("fact: a histogram is cut off")
		}
		(*h)[int64(bucket)] = count
		b = b[n+k:]
	}
	return nil
}

// HistogramOf counts one number of minutes.
func HistogramOf(minutes int64) Histogram { return Histogram{bucketOf(minutes): 1} }
