package identity

import (
	"encoding/json"
	"testing"

	"samsyn/internal/fault"
)

// Known numbers: Arbetsförmedlingen, Stockholms stad, Sveriges Kommuner och Regioner.
var known = []string{"202100-2114", "212000-0142", "222000-0315"}

func TestKnownOrganisations(t *testing.T) {
	for _, s := range known {
		plain := s[:6] + s[7:]
		for _, written := range []string{s, plain, "16" + plain, "16" + s, " " + s + " "} {
			n, err := ParseOrganisation(written)
			if err != nil || n.String() != s || n.TwelveDigits() != "16"+plain {
				t.Errorf("%q is read as %v, %v", written, n, err)
			}
		}
	}
}

func TestOrganisationsRefused(t *testing.T) {
	for written, want := range map[string]error{
		"": badOrganisation(), "202100211": badOrganisation(), "202100-2115": badCheckDigit(), "19202100-2114": badOrganisation(),
		"202100+2114": badOrganisation(), "2021O0-2114": badOrganisation(), "920101-2383": personNotOrganisation(),
		"199201012383": badOrganisation(), "002100-2114": badOrganisation(), "20-21002114": badOrganisation(),
	} {
		if n, err := ParseOrganisation(written); n != "" || !sameFault(err, want) {
			t.Errorf("%q is read as %v, %v; want %v", written, n, err, want)
		}
	}
}

func TestNoPersonIsAnOrganisation(t *testing.T) {
	for _, s := range append(append(testPersonal, testCoordination...), testImpossible...) {
		for _, written := range []string{s, s[2:], s[2:8] + "-" + s[8:]} {
			if n, err := ParseOrganisation(written); err == nil {
				t.Errorf("a person's number was taken as organisation %v", n)
			}
		}
	}
}

func TestOrganisationColumnAndJSON(t *testing.T) {
	n, err := ParseOrganisation(known[0])
	if err != nil {
		t.Fatal(err)
	}
	stored, err := n.Value()
	var read OrganisationNumber
	if err != nil || stored != "2021002114" || read.Scan(stored) != nil || read != n {
		t.Errorf("stored %v, read %v, %v", stored, read, err)
	}
	if stored, err = OrganisationNumber("").Value(); stored != nil || err != nil || read.Scan(nil) != nil || read != "" {
		t.Errorf("no number is stored %v, %v", stored, err)
	}
	data, err := json.Marshal(n)
	if err != nil || string(data) != `"202100-2114"` || json.Unmarshal(data, &read) != nil || read != n {
		t.Errorf("%s, %v", data, err)
	}
	if err := json.Unmarshal([]byte(`"202100-2115"`), &read); !fault.Is(err, fault.Invalid) {
		t.Errorf("a wrong number: %v", err)
	}
	if err := read.Scan(2021002114); err == nil {
		t.Error("a number column is not text")
	}
}

func FuzzParseOrganisation(f *testing.F) {
	for _, s := range known {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseOrganisation(s)
		if err != nil {
			return
		}
		if again, err := ParseOrganisation(n.String()); err != nil || again != n || len(n) != 10 {
			t.Errorf("%q is read as %v, then %v, %v", s, n, again, err)
		}
	})
}
