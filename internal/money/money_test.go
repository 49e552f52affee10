package money

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

func anyAmount() *rapid.Generator[Öre] {
	return rapid.OneOf(rapid.Map(rapid.Int64(), func(n int64) Öre { return Öre(n) }),
		rapid.SampledFrom([]Öre{0, 1, -1, Largest, Smallest, Largest - 1, Smallest + 1, Krona}))
}

func TestWrite(t *testing.T) {
	for a, want := range map[Öre]language.Text{
		123456750: language.T("1\u00a0234\u00a0567,50\u00a0kr", "SEK\u00a01\u00a0234\u00a0567.50"),
		0:         language.T("0,00\u00a0kr", "SEK\u00a00.00"), 5: language.T("0,05\u00a0kr", "SEK\u00a00.05"),
		-150: language.T("−1,50\u00a0kr", "−SEK\u00a01.50"),
		Smallest: language.T("−92\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758,08\u00a0kr",
			"−SEK\u00a092\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758.08"),
	} {
		if got := language.T(a.In(language.Swedish), a.In(language.English)); got != want {
			t.Errorf("%d is written %v", int64(a), got)
		}
	}
	if got := (1200 * Krona).Short(); got != language.T("1\u00a0200\u00a0kr", "SEK\u00a01\u00a0200") {
		t.Errorf("short: %v", got)
	}
	if got := Öre(-50).Plain(); got != "-0.50" {
		t.Errorf("plain: %s", got)
	}
	if got := Öre(-50).Short().Sv; got != "−0,50\u00a0kr" {
		t.Errorf("short with öre: %s", got)
	}
}

func TestParse(t *testing.T) {
	for s, want := range map[string]Öre{
		"1 234 567,50 kr": 123456750, "1\u00a0234\u00a0567,50\u00a0kr": 123456750, "1234567.5": 123456750, "0": 0,
		"12:-": 1200, "−12:-": -1200, "-0,05": -5, " 1 000 kronor ": 100000, "SEK 99": 9900, "99 SEK": 9900, "007": 700,
		"1\u202f000": 100000, "92233720368547758,07": Largest, "-92233720368547758,08": Smallest,
	} {
		if got, err := Parse(s); err != nil || got != want {
			t.Errorf("%q is read as %d, %v; want %d", s, int64(got), err, int64(want))
		}
	}
	for _, bad := range []string{"", "kr", "-", "1,", ",5", "1,234", "1.234.567", "1,234,567", "12 34", "1 2345", "1e5", "NaN", "0x10",
		"--1", "1-", "+1", "１２", "1,5,0", "92233720368547758,08", "999999999999999999999", "=1+1", "10 €", "1,-5"} {
		if got, err := Parse(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is read as %v, %v", bad, got, err)
		}
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAmount().Draw(t, "a")
		for _, written := range []string{a.String(), a.Plain(), a.Short().Sv} {
			if got, err := Parse(written); err != nil || got != a {
				t.Fatalf("%d is written %q and read as %d, %v", int64(a), written, int64(got), err)
			}
		}
	})
}

func whole(n int64) *big.Int { return big.NewInt(n) }

// agrees tells whether a checked result equals the exact one, or is a fault exactly when that does not fit.
func agrees(t *rapid.T, what string, got Öre, err error, exact *big.Int) {
	t.Helper()
	if exact.IsInt64() != (err == nil) || err == nil && int64(got) != exact.Int64() {
		t.Fatalf("%s: %d, %v; exact %v", what, int64(got), err, exact)
	}
	if err != nil && !fault.Is(err, fault.Invalid) {
		t.Fatalf("%s: %v", what, err)
	}
}

func TestArithmeticEqualsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyAmount().Draw(t, "a"), anyAmount().Draw(t, "b")
		x, y := whole(int64(a)), whole(int64(b))
		sum, err := a.Add(b)
		agrees(t, "add", sum, err, new(big.Int).Add(x, y))
		difference, err := a.Sub(b)
		agrees(t, "sub", difference, err, new(big.Int).Sub(x, y))
		product, err := a.Times(int64(b))
		agrees(t, "times", product, err, new(big.Int).Mul(x, y))
		small, err := (a % 1_000_000).Times(int64(b % 1_000_000))
		agrees(t, "small times", small, err, new(big.Int).Mul(whole(int64(a%1_000_000)), whole(int64(b%1_000_000))))
	})
}

func TestPartRoundsHalfAwayFromZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAmount().Draw(t, "a")
		n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-200, 200)).Draw(t, "n")
		d := rapid.OneOf(rapid.Int64Range(1, 200), rapid.Int64Min(1)).Draw(t, "d")
		// |a·n|/d + ½ rounded down, with its sign
		exact := new(big.Int).Mul(whole(int64(a)), whole(n))
		negative := exact.Sign() < 0
		exact.Abs(exact).Lsh(exact, 1).Add(exact, whole(d)).Quo(exact, new(big.Int).Lsh(whole(d), 1))
		if negative {
			exact.Neg(exact)
		}
		got, err := a.Part(n, d)
		agrees(t, "part", got, err, exact)
	})
	if got, err := Öre(1<<62).Part(4, 1); !fault.Is(err, fault.Invalid) { // exactly 2⁶⁴
		t.Errorf("four times 2⁶² is %v, %v", got, err)
	}
	for _, d := range []int64{0, -1} {
		if _, err := Krona.Part(1, d); !fault.Is(err, fault.Invalid) {
			t.Errorf("a share of %d: %v", d, err)
		}
	}
}

func TestSplitSumsExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAmount().Draw(t, "a")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1<<58), 1, 12).Draw(t, "weights")
		parts, err := a.Split(weights...)
		if total := slices.Max(weights); total == 0 {
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("weights of nothing: %v", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkSplit(t, a, weights, parts)
	})
}

// checkSplit: the parts sum exactly, and each is within one öre of its exact share.
func checkSplit(t *rapid.T, a Öre, weights []int64, parts []Öre) {
	sum, total := new(big.Int), new(big.Int)
	for i, p := range parts {
		sum.Add(sum, whole(int64(p)))
		total.Add(total, whole(weights[i]))
	}
	if sum.Cmp(whole(int64(a))) != 0 {
		t.Fatalf("%v split by %v gives %v, which sums to %v", int64(a), weights, parts, sum)
	}
	for i, p := range parts {
		exact := new(big.Int).Mul(whole(int64(a)), whole(weights[i]))
		off := new(big.Int).Sub(new(big.Int).Mul(whole(int64(p)), total), exact)
		if off.Abs(off).Cmp(total) >= 0 {
			t.Fatalf("part %d of %v by %v is %v", i, int64(a), weights, int64(p))
		}
	}
}

func TestSplitExamples(t *testing.T) {
	for _, c := range []struct {
		a       Öre
		weights []int64
		want    []Öre
	}{
		{100, []int64{1, 1, 1}, []Öre{34, 33, 33}}, {-100, []int64{1, 1, 1}, []Öre{-34, -33, -33}},
		{101, []int64{50, 25, 25}, []Öre{51, 25, 25}}, {1, []int64{0, 1}, []Öre{0, 1}}, {0, []int64{3, 5}, []Öre{0, 0}},
		{1000, []int64{50, 25, 25}, []Öre{500, 250, 250}},
	} {
		if got, err := c.a.Split(c.weights...); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%d by %v = %v, %v", c.a, c.weights, got, err)
		}
	}
	for _, bad := range [][]int64{{}, {0, 0}, {1, -1}, {1 << 62, 1 << 62, 1 << 62}} {
		if got, err := Krona.Split(bad...); !fault.Is(err, fault.Invalid) {
			t.Errorf("by %v: %v, %v", bad, got, err)
		}
	}
}

func TestSum(t *testing.T) {
	if got, err := Sum(1, 2, -4); err != nil || got != -1 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Sum(Largest, 1); !fault.Is(err, fault.Invalid) {
		t.Errorf("too large: %v", err)
	}
	if got, err := Kronor(12); err != nil || got != 1200 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestColumn(t *testing.T) {
	var a Öre
	if v, err := Öre(-5).Value(); v != int64(-5) || err != nil {
		t.Errorf("stored as %v, %v", v, err)
	}
	if err := a.Scan(int64(-5)); err != nil || a != -5 {
		t.Errorf("read as %v, %v", a, err)
	}
	for _, bad := range []any{nil, 1.5, "5"} {
		if err := a.Scan(bad); err == nil {
			t.Errorf("%v was read as an amount", bad)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1 234 567,50 kr", "-0,05", "12:-", "SEK 99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err != nil {
			return
		}
		if again, err := Parse(a.String()); err != nil || again != a {
			t.Errorf("%q is read as %v, then %v", s, a, again)
		}
		if strings.Trim(s, " \u00a0\u202f\u20090123456789.,-−:krSEKonTtZz\t\r\n\v\f\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u2028\u2029\u205f\u3000") != "" {
			t.Errorf("%q was taken for an amount", s)
		}
	})
}
