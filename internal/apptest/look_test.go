package apptest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/language"
)

const soundPage = `<!DOCTYPE html><html lang="sv"><head><title>Sidan – Samsyn</title></head><body><header></header><main><h1>Sidan</h1><p>Hej.</p>BODY</main><footer></footer></body></html>`

// Each page below has one fault, which the checks must find; the sound page has none.
func TestLookFindsWhatIsWrong(t *testing.T) {
	h := House(t, db.SQLite)
	for body, want := range map[string]string{
		``:                             "",
		`<h1>En till</h1>`:             "2 h1",
		`<h3>Djupt</h3>`:               "level 3 after level 1",
		`<h2> </h2>`:                   "a heading is empty",
		`<p id="a"></p><p id="a"></p>`: "twice",
		`<input name="x">`:             `the field "x" has no label`,
		`<fieldset><legend>Grupp</legend><input type="radio" name="x"></fieldset>`: `the field "x" has no label`,
		`<label for="x">X</label><input id="x" name="x">`:                          "",
		`<label>X <textarea name="x"></textarea></label>`:                          "",
		`<label for="y">X</label>`:                                                 `for="y" leads nowhere`,
		`<button></button>`:                                                        "a button has no words",
		`<fieldset></fieldset>`:                                                    "no legend",
		`<a href="/kommuner"></a>`:                                                 "has no words",
		`<a href="">Hit</a>`:                                                       "leads nowhere",
		`<a href="#borta">Hit</a>`:                                                 "leads nowhere on the page",
		`<img src="/x.png">`:                                                       "no alt",
		`<p style="color:red">Röd</p>`:                                             "blocked by the policy",
		`<script>1</script>`:                                                       "written in the page",
		`<form method="post"></form>`:                                              "where it goes",
		`<p>TODO</p>`:                                                              "unfinished",
		`<p>Antal: %!d(string=x)</p>`:                                              "unfinished",
		`<p>Choose the municipality</p>`:                                           "not in the page's language",
		`<p lang="en">Choose the municipality</p>`:                                 "",
		`<p>Påhittad för demon</p>`:                                                "",
	} {
		wrong := strings.Join(pageOf(h.Public(), body).look(), "\n")
		if want == "" && wrong != "" || !strings.Contains(wrong, want) {
			t.Errorf("%s: %q, want %q", body, wrong, want)
		}
	}
	english := h.Public().In(language.English)
	g := pageOf(english, `<p>Välj en kommun eller skriv dess namn.</p>`)
	if wrong := strings.Join(g.look(), "\n"); !strings.Contains(wrong, "not in the page's language") || !strings.Contains(wrong, "does not say its language") {
		t.Errorf("Swedish on an English page: %q", wrong)
	}
}

func pageOf(p *Person, body string) *Page {
	w := httptest.NewRecorder()
	p.h.Router.ServeHTTP(w, httptest.NewRequest(http.MethodGet, origin+"/kommuner", nil)) // for the headers of a real answer
	real := newPage(p.In(language.Swedish), http.MethodGet, "/kommuner", w)
	doc := strings.Replace(soundPage, "BODY", body, 1)
	g := &Page{Path: "/provsida", Code: 200, Header: real.Header, Body: doc, p: p}
	g.doc = parsed(doc)
	return g
}

func TestLeaksAreSeen(t *testing.T) {
	l := &Log{}
	l.Secret("hemlig-nyckel")
	for line, want := range map[string]bool{
		`{"msg":"request","route":"/kommun/{code}","trace_id":"0af7651916cd43dd8448eb211c80319c"}`: false,
		`{"msg":"to anna.sundin"}`:               true,
		`{"msg":"Anna Sundin signed in"}`:        true,
		`{"msg":"mail to någon@exempel.se"}`:     true,
		`{"msg":"found 189001019802"}`:           true,
		`{"msg":"found 920101-2383"}`:            true,
		`{"msg":"organisation 202100-2114"}`:     false,
		`{"msg":"cookie hemlig-nyckel"}`:         true,
		`{"msg":"took","bytes":20260302,"n":10}`: false,
	} {
		if got := l.leak(line) != ""; got != want {
			t.Errorf("%s: leak %v, want %v", line, got, want)
		}
	}
}
