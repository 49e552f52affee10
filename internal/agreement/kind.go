package agreement

import (
	"strings"

	"samsyn/internal/language"
)

// Kind is which template an agreement was made from.
type Kind string

// The kinds. Their figures are not the same thing and are never joined by one line.
const (
	Dua2015      Kind = "dua-2015"      // agreements on youth unemployment, from 2015, with Delegationen för unga till arbete
	Template2022 Kind = "template-2022" // the one general agreement by the template of AF, SKR and Dua, from 2022
	OtherKind    Kind = "other"         // another form
	UnknownKind  Kind = "unknown"       // not told
)

// Kinds lists the kinds in the order in which they are shown.
func Kinds() []Kind { return []Kind{Template2022, Dua2015, OtherKind, UnknownKind} }

// Label names the kind.
func (k Kind) Label() language.Text {
	switch k {
	case Dua2015:
		return language.T("Dua 2015, unga", "Dua 2015, youth")
	case Template2022:
		return language.T("AF, SKR och Dua 2022", "AF, SKR and Dua 2022")
	case OtherKind:
		return language.T("annan form", "another form")
	case UnknownKind:
		return language.T("inte angiven", "not stated")
	}
	return language.Same(string(k))
}

// ParseKind reads a kind as people write it in a file or choose it in a form.
func ParseKind(s string) (Kind, bool) {
	switch strings.ToLower(strings.Join(strings.Fields(s), " ")) {
	case "dua-2015", "dua", "dua 2015":
		return Dua2015, true
	case "template-2022", "mall-2022", "mall 2022", "lök", "af/skr/dua", "2022":
		return Template2022, true
	case "other", "annan", "övrig":
		return OtherKind, true
	case "unknown", "okänd", "inte angiven":
		return UnknownKind, true
	}
	return "", false
}

// ParseStanding reads a standing as people write it in a file.
func ParseStanding(s string) (Standing, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "agreement", "överenskommelse", "avtal", "tecknad", "undertecknad":
		return Concluded, true
	case "announced", "aviserad", "aviserat", "på gång":
		return Announced, true
	case "declined", "avböjd", "avböjt", "tackat nej":
		return Declined, true
	}
	return "", false
}

// Label names the standing.
func (s Standing) Label() language.Text {
	switch s {
	case Concluded:
		return language.T("överenskommelse", "agreement")
	case Announced:
		return language.T("aviserad", "announced")
	case Declined:
		return language.T("avböjd", "declined")
	}
	return language.Same(string(s))
}
