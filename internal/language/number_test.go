package language

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 7: "7", 999: "999", 1000: "1\u00a0000", 1234567: "1\u00a0234\u00a0567",
		-1234: "−1\u00a0234", -5: "−5", math.MinInt64: "−9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0808"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestNumberKeepsEveryDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		plain := strings.NewReplacer("\u00a0", "", "−", "-").Replace(Number(n))
		if plain != strconv.FormatInt(n, 10) {
			t.Fatalf("%d is written %q", n, Number(n))
		}
	})
}

func TestDecimalAndPercent(t *testing.T) {
	for got, want := range map[Text]Text{
		Decimal(1234.5, 1):            T("1\u00a0234,5", "1\u00a0234.5"),
		Decimal(0.125, 2):             T("0,13", "0.13"),
		Decimal(1e300, 0):             Same(Decimal(1e300, 0).En),
		Share(1, 200, 0):              Same("1\u00a0%"),
		Decimal(-2.5, 0):              Same("−3"),
		Decimal(12, 0):                Same("12"),
		Decimal(-0.04, 1):             T("0,0", "0.0"),
		Decimal(-1.25, 2):             T("−1,25", "−1.25"),
		Decimal(math.NaN(), 1):        Same("–"),
		Percent(90, 0):                Same("90\u00a0%"),
		Percent(6.94, 1):              T("6,9\u00a0%", "6.9\u00a0%"),
		Percent(math.Inf(1), 1):       Same("–"),
		Share(261, 290, 0):            Same("90\u00a0%"),
		Share(1, 3, 2):                T("33,33\u00a0%", "33.33\u00a0%"),
		Share(0, 0, 0):                Same("–"),
		Decimal(1234567890.5, 1):      T("1\u00a0234\u00a0567\u00a0890,5", "1\u00a0234\u00a0567\u00a0890.5"),
		List():                        {},
		List(Names("a")...):           Same("a"),
		List(Names("a", "b")...):      T("a och b", "a and b"),
		List(Names("a", "b", "c")...): T("a, b och c", "a, b and c"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	one, other := T("%d fråga", "%d enquiry"), T("%d frågor", "%d enquiries")
	for n, want := range map[int]Text{0: T("0 frågor", "0 enquiries"), 1: T("1 fråga", "1 enquiry"),
		2: T("2 frågor", "2 enquiries"), 1200: T("1\u00a0200 frågor", "1\u00a0200 enquiries")} {
		if got := Plural(n, one, other); got != want {
			t.Errorf("Plural(%d) = %v", n, got)
		}
	}
}

func TestWithSaysEachArgumentInItsLanguage(t *testing.T) {
	got := T("Du har %s kvar", "You have %s left").With(Plural(2, T("%d dag", "%d day"), T("%d dagar", "%d days")))
	if got != T("Du har 2 dagar kvar", "You have 2 days left") {
		t.Errorf("%v", got)
	}
}
