package agreement

import (
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Longest texts, in characters.
const (
	longRegistry = 60
	longSource   = 500
)

// The first and last year that a date in the register can have: a slip of the finger must not make an agreement of
// the year 23 or 20233.
const (
	firstYear = 1990
	lastYear  = 2100
)

// Field names, as forms, files and problems have them.
const (
	fieldKind       = "kind"
	fieldStanding   = "status"
	fieldSigned     = "signed"
	fieldFrom       = "valid_from"
	fieldTo         = "valid_to"
	fieldTerminated = "terminated_on"
	fieldSource     = "source"
	fieldParties    = "parties"
	fieldRegistryAF = "registry_number_af"
	fieldRegistry   = "registry_number_municipality"
	fieldScan       = "scan"
)

// check gives what must be put right about an agreement in itself, by field. today bounds when it can have been signed.
func (a Agreement) check(today calendar.Date) []fault.Problem {
	var p []fault.Problem
	add := func(field string, wrong bool, t language.Text) {
		if wrong {
			p = append(p, fault.Field(field, t))
		}
	}
	add(fieldFrom, a.From.IsZero(), needFrom)
	add(fieldTo, !a.To.IsZero() && a.To.Before(a.From), toBeforeFrom)
	add(fieldTerminated, !a.Terminated.IsZero() && a.Standing != Concluded, onlyConcluded)
	add(fieldTerminated, !a.Terminated.IsZero() && (a.Terminated.Before(a.From) || !a.To.IsZero() && a.Terminated.After(a.To)), terminatedOutside)
	add(fieldSigned, a.Signed.After(today), signedAhead.With(today))
	add(fieldSigned, !a.Signed.IsZero() && a.Standing != Concluded, onlyConcluded)
	for _, d := range []struct {
		field string
		date  calendar.Date
	}{{fieldSigned, a.Signed}, {fieldFrom, a.From}, {fieldTo, a.To}, {fieldTerminated, a.Terminated}} {
		add(d.field, !d.date.IsZero() && (d.date.Year < firstYear || d.date.Year > lastYear), yearOutside.With(firstYear, lastYear))
	}
	add(fieldSource, utf8.RuneCountInString(a.Source) > longSource, tooLong.With(longSource))
	for _, party := range a.Parties {
		field := fieldRegistry
		if party.Municipality == "" {
			field = fieldRegistryAF
		}
		add(field, utf8.RuneCountInString(party.RegistryNumber) > longRegistry, tooLong.With(longRegistry))
	}
	add(fieldParties, len(a.Municipalities()) == 0, needMunicipality)
	return p
}

var (
	needFrom          = language.T("skriv första dagen som överenskommelsen gäller", "enter the first day of the agreement")
	toBeforeFrom      = language.T("sista dagen är före första dagen. Ändra en av dem", "the last day is before the first day. Change one of them")
	terminatedOutside = language.T("överenskommelsen kan bara upphöra i förtid på en dag då den gäller. Ändra datumet", "the agreement can only end early on a day when it is in force. Change the date")
	onlyConcluded     = language.T("bara en överenskommelse kan vara undertecknad eller uppsagd. Ta bort datumet eller ändra status", "only an agreement can be signed or terminated. Remove the date or change the status")
	signedAhead       = language.T("dagen för undertecknande kan inte vara efter %s", "the day of signing cannot be after %s")
	yearOutside       = language.T("året ska vara mellan %d och %d. Kontrollera datumet", "the year must be between %d and %d. Check the date")
	tooLong           = language.T("texten är för lång. Använd högst %d tecken", "the text is too long. Use at most %d characters")
	needMunicipality  = language.T("välj minst en kommun", "choose at least one municipality")
)
