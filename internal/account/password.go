package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Hasher turns passwords into what is kept of them: Argon2id (RFC 9106) with a salt of 16 bytes.
type Hasher struct {
	Memory  uint32 // KiB
	Time    uint32
	Threads uint8
	Rand    io.Reader // salts; nil = crypto/rand
	slots   chan struct{}
}

// NewHasher is the hasher for production: 64 MiB, one pass, two threads, which took about 0.14 s on two cores. At most
// four run at once, so that a storm of sign-ins cannot take the memory.
func NewHasher() *Hasher {
	return &Hasher{Memory: 64 << 10, Time: 1, Threads: 2, Rand: rand.Reader, slots: make(chan struct{}, 4)}
}

// QuickHasher is for tests and for the invented people of the demo: as right, but cheap to break.
func QuickHasher() *Hasher {
	return &Hasher{Memory: 64, Time: 1, Threads: 1, Rand: rand.Reader, slots: make(chan struct{}, 4)}
}

const (
	saltSize = 16
	hashSize = 32
)

// Hash gives what is kept of a password, in the PHC form that names its own parameters.
func (h *Hasher) Hash(password string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(h.Rand, salt); err != nil {
		return "", fmt.Errorf("account: salt: %w", err)
	}
	sum := h.sum(password, salt, h.Time, h.Memory, h.Threads)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.Memory, h.Time, h.Threads, b64.EncodeToString(salt), b64.EncodeToString(sum)), nil
}

// Matches tells whether a password is the one that was kept. Where nothing was kept, as for an account that does not
// exist, the same work is done and the answer is no, so that the time tells nothing.
func (h *Hasher) Matches(kept, password string) bool {
	var version, memory, passes uint32
	var threads uint8
	parts := strings.Split(kept, "$")
	if len(parts) == 6 {
		_, errV := fmt.Sscanf(parts[2], "v=%d", &version)
		_, errP := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads)
		salt, errS := base64.RawStdEncoding.DecodeString(parts[4])
		want, errW := base64.RawStdEncoding.DecodeString(parts[5])
		if errV == nil && errP == nil && errS == nil && errW == nil && version == argon2.Version && len(want) == hashSize {
			return subtle.ConstantTimeCompare(h.sum(password, salt, passes, memory, threads), want) == 1
		}
	}
	h.sum(password, make([]byte, saltSize), h.Time, h.Memory, h.Threads)
	return false
}

func (h *Hasher) sum(password string, salt []byte, passes, memory uint32, threads uint8) []byte {
	h.slots <- struct{}{}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(password), salt, passes, memory, threads, hashSize)
}

const (
	shortestPassword = 12
	longestPassword  = 128
)

// checkPassword follows OWASP ASVS 5.0 6.2: length counts, no rules about kinds of characters, nothing that is easy to
// guess for whoever knows the account or the service.
func checkPassword(password string, a Account) error {
	n := utf8.RuneCountInString(password)
	low := strings.ToLower(password)
	var t language.Text
	switch {
	case !utf8.ValidString(password) || n < shortestPassword:
		t = language.T("Välj ett lösenord på minst 12 tecken. Några ord efter varandra är lätta att minnas.", "Choose a password of at least 12 characters. A few words in a row are easy to remember.")
	case n > longestPassword:
		t = language.T("Välj ett lösenord på högst 128 tecken.", "Choose a password of at most 128 characters.")
	case strings.Contains(low, a.UserName) || isCommon(low):
		t = language.T("Lösenordet är lätt att gissa. Välj ett annat, utan ditt användarnamn.", "The password is easy to guess. Choose another, without your user name.")
	default:
		return nil
	}
	return fault.New(fault.Invalid, language.T("Lösenordet är inte bytt.", "The password is not changed."), fault.Field("password", t))
}

// isCommon tells passwords made of little: few different characters, a run of the alphabet or keyboard, or one of the
// words that come first to mind here.
func isCommon(low string) bool {
	different := map[rune]bool{}
	for _, r := range low {
		different[r] = true
	}
	if len(different) < 5 {
		return true
	}
	rest := low
	for _, w := range []string{"password", "lösenord", "losenord", "samsyn", "arbetsförmedlingen", "arbetsformedlingen", "kommun", "sommar", "vinter", "höst", "vår", "sverige", "välkommen", "qwerty", "asdfgh", "abcdefghijkl", "letmein", "admin", "hemlig"} {
		rest = strings.ReplaceAll(rest, w, "")
	}
	rest = strings.Trim(rest, "0123456789!?.,-_#* ")
	return utf8.RuneCountInString(rest) < 4
}
