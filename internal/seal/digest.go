package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Digest is the keyed digest (HMAC-SHA256) of a value for one purpose under the current key, in the form
// "keyid.digest". The same value has unlike digests for unlike purposes, so two tables cannot be joined on them.
// It is stored beside the sealed value and found again with Digests. Without a key it is empty.
func (k *Keys) Digest(purpose, value string) string {
	use := k.ring.Load().use()
	if use == nil {
		return ""
	}
	return use.digest(purpose, value)
}

// Lasting is the digest under the oldest key of the ring, which stays the same while keys are added and used, until that
// key is retired: for what is looked for while keys turn over and never stored beside a sealed value.
func (k *Keys) Lasting(purpose, value string) string {
	r := k.ring.Load()
	if len(r.keys) == 0 {
		return ""
	}
	return r.keys[0].digest(purpose, value)
}

// Digests gives the digest under every key of the ring, the current one first: what to look for while values are
// being sealed anew under another key.
func (k *Keys) Digests(purpose, value string) []string {
	r := k.ring.Load()
	out := make([]string, 0, len(r.keys))
	for _, each := range r.keys {
		out = append(out, each.digest(purpose, value))
		if each.id == r.current {
			last := len(out) - 1
			out[0], out[last] = out[last], out[0]
		}
	}
	return out
}

// SameDigest tells, in constant time, whether a stored digest is that of the value, under whichever key of the ring
// made it.
func (k *Keys) SameDigest(stored, purpose, value string) bool {
	id, _, _ := strings.Cut(stored, ".")
	with := k.find(id)
	return with != nil && hmac.Equal([]byte(with.digest(purpose, value)), []byte(stored))
}

// digest draws the purpose's own key first, so that a digest of one purpose says nothing of another.
func (k *key) digest(purpose, value string) string {
	own := mac(k.finder[:], purpose)
	return k.id + "." + base64.RawURLEncoding.EncodeToString(mac(own, value))
}

func mac(with []byte, text string) []byte {
	h := hmac.New(sha256.New, with)
	h.Write([]byte(text))
	return h.Sum(nil)
}
