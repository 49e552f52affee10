package identity

import "strings"

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// number gives the value of a few digits.
func number(digits string) (n int) {
	for _, c := range []byte(digits) {
		n = n*10 + int(c-'0')
	}
	return n
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

// luhn tells whether the last of ten digits is the check digit of the others: weights 2, 1, 2, …, sum of the digits
// of the products, the whole a multiple of ten.
func luhn(ten string) bool {
	sum := 0
	for i, c := range []byte(ten) {
		product := int(c-'0') * (2 - i%2)
		sum += product/10 + product%10
	}
	return sum%10 == 0
}
