package signin

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The values of RFC 6238, appendix B, for SHA-1; ours are their last six digits.
func TestCodesAreThoseOfTheStandard(t *testing.T) {
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{59: "94287082", 1111111109: "07081804", 1111111111: "14050471", 1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130"} {
		if got := codeAt(secret, stepOf(time.Unix(at, 0))); got != want[2:] {
			t.Errorf("at %d: got %s, want %s", at, got, want[2:])
		}
	}
}

func TestACodeHoldsForItsHalfMinuteAndItsNeighbours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.SliceOfN(rapid.Byte(), secretBytes, secretBytes).Draw(t, "secret")
		now := time.Unix(rapid.Int64Range(1e9, 4e9).Draw(t, "now"), 0)
		off := rapid.Int64Range(-5, 5).Draw(t, "off")
		code := codeAt(secret, stepOf(now)+off)
		step, ok := stepFor(secret, code, now)
		near := off >= -1 && off <= 1
		if near && !ok {
			t.Fatalf("the code of half minute %d was refused", off)
		}
		if ok && codeAt(secret, step) != code { // far codes may collide with near ones, one in a million
			t.Fatalf("another code was taken")
		}
	})
}

func TestAnAppIsToldWhatItNeeds(t *testing.T) {
	got := otpauth([]byte("12345678901234567890"), "karin.dahlberg", "samsyn.example")
	want := "otpauth://totp/Samsyn%20samsyn.example:karin.dahlberg?algorithm=SHA1&digits=6&issuer=Samsyn%20samsyn.example&period=30&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestThePictureHasAQuietZoneAndItsThreeCorners(t *testing.T) {
	p, err := drawQR("otpauth://totp/x")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(p.path, "M4 4h1v1h-1z") || strings.Contains(p.path, "M3 ") || p.size < 21+2*quiet {
		t.Errorf("got a picture of %d that begins %.30s", p.size, p.path)
	}
}

func TestOrganisationsOfAffiliations(t *testing.T) {
	got := organisations([]string{"kd01@2120001234", "x@202100-2114", "@2021002114", "no-at", "a@b@2021002114", "kd@1234567890"})
	if len(got) != 1 || got[0].String() != "202100-2114" {
		t.Errorf("got %v", got) // 212000-1234 has a wrong check digit
	}
}
