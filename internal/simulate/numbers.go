package simulate

import (
	"bufio"
	"io"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// testNumbers are a few of the numbers that Skatteverket gives out for tests, and to nobody. Questions share them: the
// same few invented people are asked about over and over.
func testNumbers() []string {
	return []string{"199201012383", "199201012391", "199201022390", "200401012380", "200401012398", "198502862397", "198504782395"}
}

// ReadNumbers reads more of Skatteverket's test numbers, one a line, twelve digits; other lines, such as a heading, are
// passed over. It does not know which numbers are test numbers: whoever gives the file answers for that.
func ReadNumbers(r io.Reader, on calendar.Date) (list []string, err error) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		text, _, _ := strings.Cut(strings.TrimSpace(lines.Text()), ",")
		if n, err := identity.ParsePersonal(text, on); err == nil {
			list = append(list, n.TwelveDigits())
		}
	}
	if err = lines.Err(); err == nil && len(list) == 0 {
		says := language.T("Filen innehåller inga personnummer. Ange en med Skatteverkets testnummer, ett på varje rad.", "The file holds no personal numbers. Give one with the test numbers of Skatteverket, one a line.")
		err = fault.New(fault.Invalid, says)
	}
	return list, err
}
