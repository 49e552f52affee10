package signin

import (
	"crypto/hmac"
	"crypto/sha1" // RFC 6238 as every app knows it; HMAC-SHA-1 is not weakened by collisions
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// A one-time code is RFC 6238 with the values that every app takes: HMAC-SHA-1, six digits, half a minute.
const (
	codeDigits  = 6
	codeModulus = 1_000_000
	codeStep    = 30 * time.Second
	secretBytes = 20 // as long as the hash, RFC 4226 section 4
)

var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

// stepOf is the number of half minutes since 1970.
func stepOf(t time.Time) int64 { return t.Unix() / int64(codeStep/time.Second) }

// codeAt is the code of a half minute (RFC 4226, 5.3).
func codeAt(secret []byte, step int64) string {
	var counter [8]byte
	binary.BigEndian.PutUint64(counter[:], uint64(step))
	h := hmac.New(sha1.New, secret)
	h.Write(counter[:])
	sum := h.Sum(nil)
	at := sum[len(sum)-1] & 0x0f
	n := binary.BigEndian.Uint32(sum[at:at+4]) & 0x7fffffff
	return fmt.Sprintf("%0*d", codeDigits, n%codeModulus)
}

// stepFor gives the half minute whose code was written: now's, the one before or the one after, since clocks differ and
// people write slowly. The comparisons take the same time whether they hold or not.
func stepFor(secret []byte, code string, now time.Time) (step int64, ok bool) {
	for d := int64(-1); d <= 1; d++ {
		at := stepOf(now) + d
		if subtle.ConstantTimeCompare([]byte(codeAt(secret, at)), []byte(code)) == 1 {
			step, ok = at, true
		}
	}
	return step, ok
}

// tidyCode takes away the spaces that apps show and people copy.
func tidyCode(s string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\u00a0", "", "\t", "").Replace(s))
}

// otpauth is the address that an app reads from a picture or a link.
func otpauth(secret []byte, userName, host string) string {
	label := "Samsyn:" + userName
	if host != "" {
		label = "Samsyn " + host + ":" + userName
	}
	q := url.Values{"secret": {base32Plain.EncodeToString(secret)}, "issuer": {strings.SplitN(label, ":", 2)[0]}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	return "otpauth://totp/" + url.PathEscape(label) + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// grouped shows a secret in groups of four, for whoever types it.
func grouped(s string) string {
	var out []string
	for len(s) > 4 {
		out, s = append(out, s[:4]), s[4:]
	}
	return strings.Join(append(out, s), " ")
}
