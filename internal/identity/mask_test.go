package identity

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"log/slog"
	"strings"
	"testing"
)

type around struct {
	Shown  PersonalNumber
	hidden PersonalNumber // fmt calls no methods on what is not exported
	Near   *PersonalNumber
	List   []PersonalNumber
	Map    map[PersonalNumber]PersonalNumber
}

func somebody(t *testing.T) (PersonalNumber, around) {
	t.Helper()
	n, err := ParsePersonal("199201012383", today)
	if err != nil {
		t.Fatal(err)
	}
	return n, around{Shown: n, hidden: n, Near: &n, List: []PersonalNumber{n}, Map: map[PersonalNumber]PersonalNumber{n: n}}
}

// bare finds the digits in any of the forms they could come out in.
func bare(s string) bool {
	for _, part := range []string{"920101", "2383", "31393932", "3932303130"} { // also as hexadecimal bytes
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

func TestNoVerbShowsTheNumber(t *testing.T) {
	n, in := somebody(t)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "%o", "%b", "%c", "%U", "%t", "%e", "%20v", "%w", "%!"} {
		for _, value := range []any{n, &n, in, &in, in.hidden, in.List, in.Map, []any{n}, struct{ any }{n}} {
			if got := fmt.Sprintf(verb, value); bare(got) {
				t.Errorf("%s of %T shows the number", verb, value)
			}
		}
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		if got := fmt.Sprintf(verb, n); got != masked {
			t.Errorf("%s gives %q", verb, got)
		}
	}
	if got := fmt.Sprint(PersonalNumber{}); got != "" {
		t.Errorf("no number is written %q", got)
	}
}

type named struct{ N PersonalNumber }

func TestNoEncoderShowsTheNumber(t *testing.T) {
	n, in := somebody(t)
	data, err := json.Marshal(in)
	if err != nil || bare(string(data)) || !strings.Contains(string(data), masked) {
		t.Errorf("JSON: %v", err)
	}
	if data, err = xml.Marshal(named{n}); err != nil || bare(string(data)) {
		t.Errorf("XML: %v", err)
	}
	var page bytes.Buffer
	err = template.Must(template.New("").Parse(`<p title="{{.}}">{{.}}</p><script>let n = {{.}}</script>`)).Execute(&page, n)
	if err != nil || bare(page.String()) {
		t.Errorf("HTML: %v", err)
	}
}

func TestNoLogShowsTheNumber(t *testing.T) {
	n, in := somebody(t)
	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).With("with", n).Info("event", "n", n, "in", in, "near", &in, "list", in.List, "err", fmt.Errorf("of %v", n))
	}
	if bare(strings.ReplaceAll(out.String(), "time=", "")) || !strings.Contains(out.String(), masked) {
		t.Error("a log line shows the number")
	}
}

func TestFaultsDoNotRepeatWhatWasWritten(t *testing.T) {
	for _, s := range []string{"199201012384", "19920101T383", "1992010123833", "19920230-2383", "920101-23834"} {
		if _, err := ParsePersonal(s, today); err == nil || bare(err.Error()) {
			t.Errorf("%v", err)
		}
		if _, err := ParseOrganisation(s); err == nil || bare(err.Error()) {
			t.Errorf("%v", err)
		}
	}
}
