// Package board finds boards of municipalities for tests.
//
// It owns nothing. It stands apart from dbtest, with which the packages below the directory test themselves, and does not
// know what is tested.
package board
