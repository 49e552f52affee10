package account

import (
	"strings"
	"unicode/utf8"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Input is what a form or command says of an account.
type Input struct {
	Authority string
	Unit      string
	UserName  string
	Name      string
	Email     string
	Lang      language.Lang
	Cleared   bool
	Demo      bool
}

const (
	longestName     = 100
	longestUserName = 100
	longestEmail    = 254 // RFC 5321, 4.5.3.1.3
)

func (in Input) tidied() Input {
	in.UserName = tidyUserName(in.UserName)
	in.Name = strings.Join(strings.Fields(in.Name), " ")
	in.Email = strings.TrimSpace(in.Email)
	if in.Lang != language.English {
		in.Lang = language.Swedish
	}
	return in
}

// tidyUserName gives a user name as it is kept: what people type differs in case and spaces.
func tidyUserName(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// check gives what is wrong with it.
func (in Input) check() error {
	var problems []fault.Problem
	add := func(field string, t language.Text) { problems = append(problems, fault.Field(field, t)) }
	if in.Authority == "" {
		add("authority", language.T("Välj myndighet.", "Choose an authority."))
	}
	if n := utf8.RuneCountInString(in.Name); n == 0 || n > longestName {
		add("name", language.T("Skriv för- och efternamn, högst 100 tecken.", "Write first name and surname, at most 100 characters."))
	}
	if !isUserName(in.UserName) {
		add("user_name", language.T("Skriv ett användarnamn av bokstäver, siffror och . - _ @ utan mellanslag, 3 till 100 tecken. Använd aldrig ett personnummer.",
			"Write a user name of letters, digits and . - _ @ without spaces, 3 to 100 characters. Never use a personal number."))
	}
	if in.Email != "" && !isEmail(in.Email) {
		add("email", language.T("Skriv e-postadressen som namn@exempel.se.", "Write the e-mail address as name@example.se."))
	}
	return notSaved(problems, language.T("Kontot är inte sparat. Rätta uppgifterna.", "The account is not saved. Correct what is marked."))
}

func notSaved(problems []fault.Problem, t language.Text) error {
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, t, problems...)
}

// isUserName takes what can be typed anywhere. Six digits or more may be a birth date or a personal number.
func isUserName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 3 || n > longestUserName {
		return false
	}
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzåäöéü.-_@", r):
			return false
		}
	}
	return digits < 6
}

func isEmail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Contains(strings.Trim(host, "."), ".") && len(s) <= longestEmail &&
		!strings.ContainsAny(s, " \t\r\n<>\"(),;:\\") && !strings.Contains(host, "@")
}
