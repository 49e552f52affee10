package identity

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
)

// today is the day of every test.
var today = calendar.Date{Year: 2026, Month: 3, Day: 2}

// Official test numbers of Skatteverket, never given to anybody.
var (
	testPersonal     = []string{"199201012383", "199201012391", "199201022390", "200401012380", "200401012398", "189001019802", "202312312388"}
	testCoordination = []string{"198502862397", "198504782395", "191401682396", "202312912393"}
	testImpossible   = []string{"198502902391", "191500722390", "191812602397", "191900642396", "191600862393"} // no such date
)

func TestOfficialNumbersAreTaken(t *testing.T) {
	for kind, list := range map[Kind][]string{Personal: testPersonal, Coordination: append(testImpossible, testCoordination...)} {
		for _, s := range list {
			checkTaken(t, s, kind)
		}
	}
	for _, s := range testImpossible {
		if n, _ := ParsePersonal(s, today); !n.IsZero() {
			if d, ok := n.BirthDate(); ok {
				t.Errorf("%s has the birth date %v", s, d)
			}
		}
	}
}

// checkTaken: twelve digits, with a hyphen, and (under the century's sign) ten digits all give the same number.
func checkTaken(t *testing.T, s string, kind Kind) {
	t.Helper()
	sign := "-"
	if number(s[:4]) <= today.Year-100 {
		sign = "+"
	}
	for _, written := range []string{s, s[:8] + "-" + s[8:], s[2:8] + sign + s[8:], " " + s + "\n", s[:8] + "–" + s[8:]} {
		n, err := ParsePersonal(written, today)
		if err != nil || n.TwelveDigits() != s || n.Kind() != kind || n.Disclose() != s[:8]+"-"+s[8:] {
			t.Errorf("%q is read as %s of kind %q, %v", written, n.TwelveDigits(), n.Kind(), err)
		}
	}
}

func TestOfficialLists(t *testing.T) {
	folder := os.Getenv("SAMSYN_DATA")
	if folder == "" {
		t.Skip("SAMSYN_DATA IS NOT SET: the complete lists of official test numbers were NOT tried. " +
			"Set it to the folder of test_personnummer.csv and test_samordningsnummer.csv.")
	}
	impossible := 0
	for name, kind := range map[string]Kind{"test_personnummer.csv": Personal, "test_samordningsnummer.csv": Coordination} {
		for _, s := range lines(t, filepath.Join(folder, name)) {
			checkTaken(t, s, kind)
			n, _ := ParsePersonal(s, today)
			if _, ok := n.BirthDate(); !ok && kind == Personal {
				t.Errorf("%s has no birth date", s)
			} else if !ok {
				impossible++
			}
		}
	}
	if impossible == 0 {
		t.Error("some official samordningsnummer hold an impossible date, but none was met")
	}
}

func lines(t *testing.T, path string) (list []string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for s.Scan() {
		list = append(list, s.Text())
	}
	if s.Err() != nil || len(list) < 1000 {
		t.Fatalf("%s: %d lines, %v", path, len(list), s.Err())
	}
	return list[1:]
}

func TestRefused(t *testing.T) {
	for why, c := range map[string]struct {
		written string
		want    error
	}{
		"nothing":               {"", badForm()},
		"eleven digits":         {"19920101238", badForm()},
		"thirteen digits":       {"1992010123833", badForm()},
		"letters":               {"1992o1012383", badForm()},
		"wide digits":           {"１９９２０１０１２３８３", badForm()},
		"sign elsewhere":        {"1992-01012383", badForm()},
		"two signs":             {"199201-01-2383", badForm()},
		"wrong check digit":     {"199201012384", badCheckDigit()},
		"digits changed places": {"199201102383", badCheckDigit()},
		"month 13":              {valid("19921301238"), badDate()},
		"month 00":              {valid("19920001238"), badDate()},
		"30 February":           {valid("19920230238"), badDate()},
		"day 00":                {valid("19920100238"), badDate()},
		"day 32":                {valid("19920132238"), badDate()},
		"coordination day 92":   {valid("19920192238"), badDate()},
		"coordination month 13": {valid("19921361238"), badDate()},
		"29 February 2023":      {valid("20230229238"), badDate()},
		"tomorrow":              {valid("20260303238"), notBorn()},
		"next year":             {valid("20270101238"), notBorn()},
		"17th century":          {valid("16920101238"), badDate()},
		"interim":               {"19920101T383", interim()},
		"interim short":         {"920101-t383", interim()},
		"organisation":          {"202100-2114", badDate()},
		"formula":               {"=199201012383", badForm()},
	} {
		n, err := ParsePersonal(c.written, today)
		if !n.IsZero() || !sameFault(err, c.want) {
			t.Errorf("%s: %q gives %v, want %v", why, c.written, err, c.want)
		}
	}
}

// valid gives eleven digits their check digit.
func valid(eleven string) string {
	for c := '0'; c <= '9'; c++ {
		if luhn(eleven[2:] + string(c)) {
			return eleven + string(c)
		}
	}
	panic("one of ten digits is the check digit")
}

func sameFault(a, b error) bool {
	var x, y *fault.Fault
	return errors.As(a, &x) && errors.As(b, &y) && x.Kind == fault.Invalid && x.Text == y.Text
}

func TestCentury(t *testing.T) {
	for _, c := range []struct {
		written string
		on      int
		want    string
	}{
		{"920101-2383", 2026, "1992"}, {"040101-2380", 2026, "2004"}, {"040101+2380", 2026, "1904"},
		{"900101+9802", 2026, "1890"}, {"900101-9802", 2026, "1990"}, {"9001019802", 2026, "1990"},
		{"920101-2383", 2091, "1992"}, {"920101+2383", 2092, "1992"}, {"920101-2383", 2092, "2092"},
		{"200401012380", 2026, "2004"}, {"18900101+9802", 2026, "1890"},
	} {
		n, err := ParsePersonal(c.written, calendar.Date{Year: c.on, Month: 12, Day: 31})
		if err != nil || n.TwelveDigits()[:4] != c.want {
			t.Errorf("%s read in %d is of %.4s, %v; want %s", c.written, c.on, n.TwelveDigits(), err, c.want)
		}
	}
}

func TestOneWrongDigitIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		right := []byte(rapid.SampledFrom(testPersonal).Draw(t, "number"))
		at := rapid.IntRange(2, 11).Draw(t, "at")
		right[at] = '0' + (right[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if n, err := ParsePersonal(string(right), today); err == nil {
			t.Fatalf("a wrong digit at %d was taken as %s", at, n.TwelveDigits())
		}
	})
}

func TestEqualNumbersAreEqual(t *testing.T) {
	a, err := ParsePersonal("199201012383", today)
	b, err2 := ParsePersonal("920101-2383", today)
	c, err3 := ParsePersonal("199201012391", today)
	if errors.Join(err, err2, err3) != nil || a != b || a == c || !(PersonalNumber{}).IsZero() || a.IsZero() {
		t.Errorf("%v %v %v", err, err2, err3)
	}
}

func TestNoNumber(t *testing.T) {
	var none PersonalNumber
	if _, ok := none.BirthDate(); ok || none.TwelveDigits() != "" || none.Disclose() != "" || none.Kind() != "" {
		t.Error("no number has no digits, no kind and no date")
	}
	if Personal.Name().Sv != "personnummer" || Coordination.Name().Sv != "samordningsnummer" {
		t.Error("the kinds have their names")
	}
}

func TestBirthDate(t *testing.T) {
	for s, want := range map[string]calendar.Date{"199201012383": {Year: 1992, Month: 1, Day: 1}, "198502862397": {Year: 1985, Month: 2, Day: 26}} {
		n, err := ParsePersonal(s, today)
		if d, ok := n.BirthDate(); err != nil || !ok || d != want {
			t.Errorf("%v, %v, %v; want %v", d, ok, err, want)
		}
	}
}

func FuzzParsePersonal(f *testing.F) {
	for _, s := range append(append(testPersonal, testCoordination...), testImpossible...) {
		f.Add(s)
		f.Add(s[2:8] + "+" + s[8:])
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParsePersonal(s, today)
		if err != nil {
			if !n.IsZero() || !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		again, err := ParsePersonal(n.TwelveDigits(), today)
		if err != nil || again != n || len(n.TwelveDigits()) != 12 || !isDigits(n.TwelveDigits()) {
			t.Errorf("%q is read as %q, then %q, %v", s, n.TwelveDigits(), again.TwelveDigits(), err)
		}
	})
}
