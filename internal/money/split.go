package money

import (
	"math/bits"
	"slices"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Split divides the amount by weights (percent, hours, inhabitants) so that the parts sum to exactly the amount. Each
// part is the exact share rounded toward zero; the öre left over go one each to the parts that lost most in rounding,
// the first of equals. It is a fault when a weight is below zero, all are zero, or they are too large together.
func (a Öre) Split(weights ...int64) ([]Öre, error) {
	total, err := weigh(weights)
	if err != nil {
		return nil, err
	}
	parts, lost := make([]uint64, len(weights)), make([]uint64, len(weights))
	left := magnitude(int64(a))
	for i, w := range weights {
		high, low := bits.Mul64(magnitude(int64(a)), uint64(w))
		parts[i], lost[i] = bits.Div64(high, low, total) // w ≤ total, so the quotient fits
		left -= parts[i]
	}
	for _, i := range byLoss(lost)[:left] {
		parts[i]++
	}
	return withSign(parts, a < 0), nil
}

func weigh(weights []int64) (total uint64, err error) {
	for _, w := range weights {
		sum := total + magnitude(w)
		if w < 0 || sum < total || sum > uint64(Largest) {
			return 0, badWeights()
		}
		total = sum
	}
	if total == 0 {
		return 0, badWeights()
	}
	return total, nil
}

func badWeights() error {
	return fault.New(fault.Invalid, language.T(
		"Fördelningen går inte ihop. Ingen andel får vara negativ och minst en måste vara större än noll.",
		"The shares do not fit together. No share may be negative and at least one must be greater than zero."))
}

// byLoss gives the positions with the largest loss first, and of equals the first.
func byLoss(lost []uint64) []int {
	order := make([]int, len(lost))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case lost[i] > lost[j]:
			return -1
		case lost[i] < lost[j]:
			return 1
		}
		return 0
	})
	return order
}

func withSign(parts []uint64, negative bool) []Öre {
	signedParts := make([]Öre, len(parts))
	for i, p := range parts {
		if negative {
			p = -p
		}
		signedParts[i] = Öre(p)
	}
	return signedParts
}
