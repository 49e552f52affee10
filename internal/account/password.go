package account

import (
	"strings"
	"unicode/utf8"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const (
	shortestPassword = 12
	longestPassword  = 128
)

// checkPassword follows OWASP ASVS 5.0 6.2: length counts, no rules about kinds of characters, nothing that is easy to
// guess for whoever knows the account or the service.
func checkPassword(password string, a Account) error {
	n := utf8.RuneCountInString(password)
	low := strings.ToLower(password)
	var t language.Text
	switch {
	case !utf8.ValidString(password) || n < shortestPassword:
		t = language.T("Välj ett lösenord på minst 12 tecken. Några ord efter varandra är lätta att minnas.", "Choose a password of at least 12 characters. A few words in a row are easy to remember.")
	case n > longestPassword:
		t = language.T("Välj ett lösenord på högst 128 tecken.", "Choose a password of at most 128 characters.")
	case strings.Contains(low, a.UserName) || isCommon(low):
		t = language.T("Lösenordet är lätt att gissa. Välj ett annat, utan ditt användarnamn.", "The password is easy to guess. Choose another, without your user name.")
	default:
		return nil
	}
	return fault.New(fault.Invalid, language.T("Lösenordet är inte bytt.", "The password is not changed."), fault.Field("password", t))
}

// easyWords come first to mind here. A password of one or two of them and a year is guessed soon.
func easyWords() []string {
	return []string{"password", "lösenord", "losenord", "samsyn", "arbetsförmedlingen", "arbetsformedlingen", "kommun", "sommar", "vinter",
		"höst", "vår", "sverige", "välkommen", "qwerty", "asdfgh", "abcdefghijkl", "letmein", "admin", "hemlig"}
}

// isCommon tells passwords made of little: few different characters, or easy words with figures and marks around.
func isCommon(low string) bool {
	different := map[rune]bool{}
	for _, r := range low {
		different[r] = true
	}
	if len(different) < 5 {
		return true
	}
	rest := low
	for _, w := range easyWords() {
		rest = strings.ReplaceAll(rest, w, "")
	}
	rest = strings.Trim(rest, "0123456789!?.,-_#* ")
	return utf8.RuneCountInString(rest) < 4
}
