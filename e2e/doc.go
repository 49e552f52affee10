// Package e2e is the whole of Samsyn in a real browser: journeys in both languages, with the mouse, by keyboard alone
// and with script off, and every page that a role can reach, with the accessibility engine, at three widths.
//
// The program is built as make builds it and run as a demo on Monday 2 March 2026 at nine. Pictures are left in
// artifacts/; with -update the README's are written too. machine.sh installs what the tests need of the machine.
package e2e
