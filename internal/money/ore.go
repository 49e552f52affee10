package money

import (
	"math"
	"math/bits"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Öre is an amount in hundredths of a krona. The zero value is no money. Stored as BIGINT.
type Öre int64

// Krona is one krona.
const Krona Öre = 100

// The largest and smallest amounts that can be held, about 92 million billion kronor.
const (
	Largest  Öre = math.MaxInt64
	Smallest Öre = math.MinInt64
)

func overflow() error {
	return fault.New(fault.Invalid, language.T(
		"Beloppet är för stort. Kontrollera siffrorna.", "The amount is too large. Check the figures."))
}

// Kronor makes an amount of whole kronor; a fault when it is too large.
func Kronor(n int64) (Öre, error) { return Krona.Times(n) }

// Add gives the sum; a fault when it is too large.
func (a Öre) Add(b Öre) (Öre, error) {
	sum := a + b
	if (sum > a) != (b > 0) && b != 0 {
		return 0, overflow()
	}
	return sum, nil
}

// Sub gives the difference; a fault when it is too large.
func (a Öre) Sub(b Öre) (Öre, error) {
	difference := a - b
	if (difference < a) != (b > 0) && b != 0 {
		return 0, overflow()
	}
	return difference, nil
}

// Times gives the amount n times, as price times volume; a fault when it is too large.
func (a Öre) Times(n int64) (Öre, error) {
	high, low := bits.Mul64(magnitude(int64(a)), magnitude(n))
	return signed(high, low, (a < 0) != (n < 0))
}

// Sum adds all amounts; a fault when a sum on the way is too large.
func Sum(amounts ...Öre) (total Öre, err error) {
	for _, a := range amounts {
		if total, err = total.Add(a); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// Part gives a·numerator/denominator rounded to the nearest öre, half away from zero: a share or a percentage. It is
// a fault when the result is too large or the denominator is not above zero.
func (a Öre) Part(numerator, denominator int64) (Öre, error) {
	if denominator <= 0 {
		return 0, fault.New(fault.Invalid, language.T(
			"En andel måste räknas av något som är större än noll.", "A share must be of something greater than zero."))
	}
	high, low := bits.Mul64(magnitude(int64(a)), magnitude(numerator))
	if high >= uint64(denominator) {
		return 0, overflow()
	}
	quotient, rest := bits.Div64(high, low, uint64(denominator))
	carry := uint64(0)
	if rest >= uint64(denominator)-rest {
		quotient, carry = bits.Add64(quotient, 1, 0)
	}
	return signed(carry, quotient, (a < 0) != (numerator < 0))
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// signed puts the sign back on a magnitude of 128 bits.
func signed(high, low uint64, negative bool) (Öre, error) {
	switch {
	case high != 0, !negative && low > math.MaxInt64, negative && low > 1<<63:
		return 0, overflow()
	case negative:
		return Öre(-low), nil
	}
	return Öre(low), nil
}
