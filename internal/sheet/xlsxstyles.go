package sheet

import "strings"

type stylesXML struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// readStyles learns which cell styles show a number as a date.
func (w *workbook) readStyles(part string) error {
	if part == "" {
		return nil
	}
	var s stylesXML
	if err := w.decode(part, &s); err != nil {
		return err
	}
	own := make(map[int]bool, len(s.Formats))
	for _, f := range s.Formats {
		own[f.ID] = isDateFormat(f.Code)
	}
	w.dates = make([]bool, len(s.Cells))
	for i, c := range s.Cells {
		date, known := own[c.Format]
		w.dates[i] = date || !known && builtInDate(c.Format)
	}
	return nil
}

// builtInDate knows the date formats that have a number and no code (ECMA-376 part 1, 18.8.30).
func builtInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58
}

// isDateFormat tells whether a format code shows a year or a day, outside quotes, brackets and escapes.
func isDateFormat(code string) bool {
	quoted, bracketed, skip := false, false, false
	for _, r := range code {
		switch {
		case skip:
			skip = false
		case r == '\\' || r == '_' || r == '*':
			skip = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracketed = true
		case r == ']':
			bracketed = false
		case !bracketed && strings.ContainsRune("yYdD", r):
			return true
		}
	}
	return false
}
