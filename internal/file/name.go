package file

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"samsyn/internal/language"
)

// maxName bounds a name, in characters; with åäö it stays below the 255 bytes that file systems take.
const maxName = 120

// reserved are the names that Windows gives to devices, with whatever ending.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)`)

// Clean gives a name that can be stored and handed out on any system: composed, without signs that a file system
// takes for something else, without double spaces. A name that is a path, hides characters, is too long or has only
// an ending is refused.
func Clean(name string) (string, error) {
	if !utf8.ValidString(name) {
		return "", refuse(language.T("Filens namn har tecken som inte kan läsas. Byt namn på filen.",
			"The file's name has characters that cannot be read. Rename the file."))
	}
	if strings.ContainsAny(name, `/\`) {
		return "", refuse(language.T("Filens namn får inte innehålla / eller \\. Skicka filen med bara sitt namn.",
			"The file's name must not contain / or \\. Send the file with its name only."))
	}
	if strings.ContainsFunc(name, hidden) {
		return "", refuse(language.T("Filens namn har osynliga tecken. Byt namn på filen.",
			"The file's name has invisible characters. Rename the file."))
	}
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	name = strings.TrimRight(strings.Map(plain, name), ". ")
	if utf8.RuneCountInString(name) > maxName {
		return "", refuse(language.T("Filens namn är längre än %d tecken. Korta det.",
			"The file's name is longer than %d characters. Shorten it.").With(maxName))
	}
	return name, checkName(name)
}

func checkName(name string) error {
	stem := strings.TrimSuffix(name, path.Ext(name))
	switch {
	case strings.Trim(stem, "._ ") == "":
		return refuse(language.T("Filen saknar namn. Ge den ett namn som säger vad den är.",
			"The file has no name. Give it a name that says what it is."))
	case strings.HasPrefix(name, "."):
		return refuse(language.T("Filens namn får inte börja med en punkt. Byt namn på filen.",
			"The file's name must not begin with a full stop. Rename the file."))
	case reserved.MatchString(name):
		return refuse(language.T("Filens namn är reserverat i Windows. Byt namn på filen.",
			"The file's name is reserved in Windows. Rename the file."))
	}
	return nil
}

// hidden are characters that cannot be seen or that turn the direction of what is read, so that "gpj.exe" can look
// like "exe.jpg".
func hidden(r rune) bool {
	return r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// plain puts _ for the signs that some file system takes for something else.
func plain(r rune) rune {
	if strings.ContainsRune(`<>:"|?*`, r) {
		return '_'
	}
	return r
}
