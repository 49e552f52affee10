// Package identity reads and checks Swedish identity numbers: personnummer, samordningsnummer and
// organisationsnummer.
//
// It owns their form, their check digit and their masking: a number of a person shows only stars unless a method that
// says so by its name is called, so that none ends up in a log, an error, a page or a file by accident. Faults never
// repeat what was written. It does not know persons, nor how numbers are sealed, stored or found (seal and person do).
package identity
