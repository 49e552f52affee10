package web

import (
	"net/http"
	"net/url"
	"testing"

	"samsyn/internal/language"
)

func TestWhatIsText(t *testing.T) {
	for s, want := range map[string]bool{"": true, "Ängö\n\tå": true, "نص\u200f": true, "a\x00b": false, "a\x1b[31m": false, "\xff": false, "a\u202eb": false, "a\u2066b": false, "\x7f": false, "\u0085": false} {
		if readable(s) != want {
			t.Errorf("%q is text: %t", s, !want)
		}
	}
}

// TestAnAddressThatIsNoText is answered like one that is not there, or with the filter's name, before anything is asked of
// the database, which on one engine keeps such bytes and on the other does not.
func TestAnAddressThatIsNoText(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /sak/{id}", seeOpen, func(r *Request) (Response, error) {
		if !readable(r.Path("id")) || !readable(r.URL.Query().Get("q")) {
			t.Errorf("the handler is given %q", r.URL)
		}
		return Page(language.Same("Sak"), nil), nil
	})
	d.get("/sak/a").want(t, http.StatusOK)
	for _, path := range []string{"/sak/%00", "/sak/a%00b", "/sak/%ff", "/sak/%e2%80%ae", "/nix/%00"} {
		d.get(path).want(t, http.StatusNotFound)
	}
	for _, query := range []string{"q=%00", "q=a&q=%ff", "%00=a", "q=%1b"} {
		d.get("/sak/a?"+query).want(t, http.StatusUnprocessableEntity, "tecken som inte går att läsa")
	}
	d.get("/sak/a?q="+url.QueryEscape("Åre\nfjäll")).want(t, http.StatusOK)
}

func TestABodyThatIsNoText(t *testing.T) {
	var out any
	for body, want := range map[string]string{
		`{"text":"a\u0000b"}`: "signs that are no text in body.text", `{"a":[{"b":"x"},{"b":"\u001b"}]}`: "signs that are no text in body.a[1].b",
		`{"a\u0000":1}`: "signs that are no text in body", `"\u202e"`: "signs that are no text in body", `{"text":"a\nb","n":1}`: "",
	} {
		err := jsonFormat().Unmarshal([]byte(body), &out)
		if said := ""; err != nil {
			if said = err.Error(); said != want {
				t.Errorf("%s: %s", body, said)
			}
		} else if want != "" {
			t.Errorf("%s is taken", body)
		}
	}
	if got := translate("signs that are no text in body.text").Sv; got != "Texten i body.text innehåller tecken som inte går att läsa. Skriv den på nytt." {
		t.Error(got)
	}
	if err := jsonFormat().Unmarshal([]byte(`{"`), &out); err == nil {
		t.Error("half a text is taken")
	}
}
