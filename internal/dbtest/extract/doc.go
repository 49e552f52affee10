// Package extract reads what a room gives for an extract in tests, as a person reads it.
//
// It owns nothing. It stands apart from dbtest, with which the packages below persons test themselves, and does not know
// what is tested.
package extract
