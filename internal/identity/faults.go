package identity

import (
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

func invalid(sv, en string) error { return fault.New(fault.Invalid, language.T(sv, en)) }

func badForm() error {
	return invalid("Skriv personnumret eller samordningsnumret med tolv siffror, ååååmmdd-nnnn.",
		"Write the personal identity number or coordination number with twelve digits, yyyymmdd-nnnn.")
}

func badCheckDigit() error {
	return invalid("Numret stämmer inte: någon siffra är fel. Jämför med en handling.",
		"The number is not right: one of the digits is wrong. Compare it with a document.")
}

func badDate() error {
	return invalid("Numret börjar med ett datum som inte finns. Kontrollera år, månad och dag.",
		"The number begins with a date that does not exist. Check year, month and day.")
}

func notBorn() error {
	return invalid("Numret börjar med ett datum som ännu inte har varit. Skriv födelseåret med fyra siffror.",
		"The number begins with a date that is still to come. Write the year of birth with four digits.")
}

func interim() error {
	return invalid("Numret är ett tillfälligt nummer (T-nummer) och kan inte användas. Skriv personnummer eller samordningsnummer.",
		"This is a temporary number (T number) and cannot be used. Write a personal identity number or coordination number.")
}

func badOrganisation() error {
	return invalid("Skriv organisationsnumret med tio siffror, nnnnnn-nnnn.",
		"Write the organisation number with ten digits, nnnnnn-nnnn.")
}

func personNotOrganisation() error {
	return invalid("Numret är inte ett organisationsnummer: tredje siffran ska vara minst 2. Skriv aldrig ett personnummer här.",
		"This is not an organisation number: its third digit must be at least 2. Never write a personal identity number here.")
}
