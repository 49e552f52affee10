// Package money counts in öre, whole numbers of a hundredth of a Swedish krona, so that every sum is exact on both
// engines and in every report.
//
// It owns how amounts are read, written, added and divided. It does not know agreements, budgets or who pays whom,
// and no other currency.
package money
