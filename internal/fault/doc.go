// Package fault says what went wrong so that a person can act on it: what kind of fault, in one sentence of
// both languages, and which field, row or column each problem stands in with its remedy.
//
// It owns the kinds of fault and nothing else. It does not know HTTP, SQL or any room: web turns a kind into a
// status and a page, a command into an exit code.
package fault
