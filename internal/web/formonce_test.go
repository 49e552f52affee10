package web

import (
	"context"
	"errors"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// writing is a house with a form that makes a letter.
type writing struct {
	*housed
	t      *testing.T
	refuse error  // what saving says instead
	after  func() // when the letter stands, before it is answered
}

func newWriting(t *testing.T, d *dbtest.Database) *writing {
	w := &writing{housed: newHoused(t, d), t: t}
	w.o.PathOf = func(_ policy.Actor, thing ref.Ref) string {
		if thing.Kind != "letter" {
			return ""
		}
		return "/brev/" + thing.ID
	}
	w.Handle("GET /brev", seeStaff, func(*Request) (Response, error) {
		return Page(language.T("Brev", "Letter"), templ.Raw(`<form class="a>b" method="post" action="/brev"><textarea name="text"></textarea></form><form method="get" action="/hem"></form><form method="post" action="/annat"></form>`)), nil
	})
	w.Handle("POST /brev", seeStaff, w.save)
	return w
}

func (w *writing) save(r *Request) (Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return Response{}, err
	}
	var id string
	err = w.db.Trail.Do(r.Context(), r.Actor, func(tx *audit.Tx) error {
		if w.refuse != nil {
			return w.refuse
		}
		id = tx.NewID()
		return tx.Note("letter.write", ref.To("letter", id), f.Long("text"))
	})
	if err == nil && w.after != nil {
		w.after()
	}
	return Redirect("/brev/" + id), err
}

func (w *writing) letters() int64 {
	w.t.Helper()
	n, err := db.One[int64](context.Background(), w.db, "SELECT count(*) FROM trail_entry WHERE action = 'letter.write'")
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

var hiddenKey = regexp.MustCompile(`<input type="hidden" name="formular" value="([^"]+)">`)

// open gives the keys of the forms on the page.
func (w *writing) open(b *browser) []string {
	w.t.Helper()
	var keys []string
	for _, m := range hiddenKey.FindAllStringSubmatch(b.get("/brev").body, -1) {
		keys = append(keys, m[1])
	}
	return keys
}

func TestAFormIsCarriedOutOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		w := newWriting(t, d)
		b := w.browser()
		b.signIn("maja")
		first, second := w.open(b), w.open(b)
		if len(first) != 2 || first[0] == first[1] || first[0] == second[0] {
			t.Fatalf("keys %q and %q: each form that posts has its own", first, second)
		}
		send := func(key, text string) answer {
			return b.do(http.MethodPost, "/brev", url.Values{"text": {text}, formKey: {key}})
		}
		one := send(first[0], "Hej")
		again := send(first[0], "Hej")
		again.want(t, 303)
		is(t, "the second answer leads to the letter", again.Header.Get("Location"), one.Header.Get("Location"))
		is(t, "letters", w.letters(), 1)
		b.get("/hem").want(t, 200, "redan sparat")
		send(first[0], "Hej igen").want(t, 303) // the writer went back and wrote something else
		send(second[0], "Hej").want(t, 303)     // the same words in another form
		is(t, "letters", w.letters(), 3)
		b.do(http.MethodPost, "/brev", url.Values{"text": {"utan nyckel"}}).want(t, 303)
		is(t, "letters", w.letters(), 4)
	})
}

// TestAFileThatWasPutRightIsAnother: who goes back and sends another file of the same name and length is not told that it
// was saved already.
func TestAFileThatWasPutRightIsAnother(t *testing.T) {
	w := newWriting(t, dbtest.Open(t, db.SQLite))
	b := w.browser()
	b.signIn("maja")
	key := w.open(b)[0]
	send := func(content string) string {
		body, contentType := multipartBody(t, map[string]string{"a.csv": content}, url.Values{"text": {"Hej"}, formKey: {key}})
		r := httptest.NewRequest(http.MethodPost, "/brev", body)
		r.Header.Set("Content-Type", contentType)
		got := b.send(r)
		got.want(t, 303)
		return got.Header.Get("Location")
	}
	first, other := send("kommun;2085"), send("kommun;2080")
	if first == other {
		t.Error("another file was taken for the first")
	}
	is(t, "the first once more", send("kommun;2085"), first)
	is(t, "letters", w.letters(), 2)
}

// TestAFormSentAtOnceFromManySides: whichever of them is first, the letter is one.
func TestAFormSentAtOnceFromManySides(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		w := newWriting(t, d)
		b := w.browser()
		b.signIn("maja")
		key := w.open(b)[0]
		var wg sync.WaitGroup
		for range 8 {
			own := &browser{h: b.h, jar: map[string]string{sessionCookie: b.jar[sessionCookie]}}
			wg.Go(func() {
				got := own.do(http.MethodPost, "/brev", url.Values{"text": {"Hej"}, formKey: {key}})
				if got.StatusCode != http.StatusSeeOther {
					t.Errorf("answers %d", got.StatusCode)
				}
			})
		}
		wg.Wait()
		is(t, "letters", w.letters(), 1)
	})
}

// TestAFormCutOffIsSentAgain: the process ends when the letter stands and before it is answered; the page that is loaded
// again leads to the letter.
func TestAFormCutOffIsSentAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		w := newWriting(t, d)
		b := w.browser()
		b.signIn("maja")
		sent := url.Values{"text": {"Hej"}, formKey: {w.open(b)[0]}}
		w.after = func() { panic(http.ErrAbortHandler) }
		func() {
			defer func() { _ = recover() }()
			b.do(http.MethodPost, "/brev", sent)
		}()
		w.after = nil
		got := b.do(http.MethodPost, "/brev", sent)
		if got.StatusCode != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), "/brev/") {
			t.Errorf("%d %s", got.StatusCode, got.Header.Get("Location"))
		}
		is(t, "letters", w.letters(), 1)
	})
}

var (
	hiddenFields = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)
	sendAgain    = regexp.MustCompile(`<form data-once method="post" action="([^"]+)">`)
)

// again reads the form that a page of fault gives back.
func again(t *testing.T, page answer) (to string, form url.Values) {
	t.Helper()
	m := sendAgain.FindStringSubmatch(page.body)
	if m == nil {
		t.Fatalf("nothing to send again: %s", page.body)
	}
	form = url.Values{}
	for _, f := range hiddenFields.FindAllStringSubmatch(page.body, -1) {
		form.Add(html.UnescapeString(f[1]), html.UnescapeString(f[2]))
	}
	return html.UnescapeString(m[1]), form
}

// TestNothingWrittenIsLostWhenSavingFails: whether the database is gone when the letter is to be saved, or already when
// the writer's session is looked for, the page of fault holds every word and sends it again, once.
func TestNothingWrittenIsLostWhenSavingFails(t *testing.T) {
	gone := fault.New(fault.Unavailable, language.T("Databasen svarar inte.", "The database does not answer."))
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		w := newWriting(t, d)
		b := w.browser()
		b.signIn("maja")
		written := "Lång text <med> \"å, ä & ö\"\r\noch en rad till"
		for what, spoil := range map[string]func(bool){
			"saving":   func(on bool) { w.refuse = map[bool]error{true: gone}[on] },
			"a fault":  func(on bool) { w.refuse = map[bool]error{true: errors.New("odd")}[on] },
			"sessions": func(on bool) { w.broken = on },
		} {
			before := w.letters()
			sent := url.Values{"text": {written}, "val": {"a", "b"}, formKey: {w.open(b)[0]}}
			spoil(true)
			page := b.do(http.MethodPost, "/brev?flik=2", sent)
			if page.StatusCode < 500 || !strings.Contains(page.body, "Lång text &lt;med&gt;") {
				t.Fatalf("%s: %d %s", what, page.StatusCode, page.body)
			}
			to, form := again(t, page)
			is(t, what+": where to", to, "/brev?flik=2")
			if form.Encode() != sent.Encode() {
				t.Errorf("%s: %q instead of %q", what, form.Encode(), sent.Encode())
			}
			if to, twice := again(t, b.do(http.MethodPost, to, form)); to != "/brev?flik=2" || twice.Encode() != sent.Encode() {
				t.Errorf("%s: the second time %q", what, twice.Encode())
			}
			spoil(false)
			b.do(http.MethodPost, to, form).want(t, 303)
			b.do(http.MethodPost, to, form).want(t, 303)
			is(t, what+": letters", w.letters(), before+1)
		}
		w.broken = true
		page := b.do(http.MethodPost, "/brev", url.Values{"text": {"Hej"}, "new-password": {"hemligt-lösen"}})
		if sendAgain.MatchString(page.body) || strings.Contains(page.body, "hemligt") {
			t.Error("a page holds a password")
		}
	})
}

// second is another node on the same database, with the same keys.
func second(t *testing.T, d *dbtest.Database) *dbtest.Database {
	t.Helper()
	other, w, err := db.Open(t.Context(), d.DSN, db.Options{Now: d.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.Close()
		if err := other.Close(); err != nil {
			t.Error(err)
		}
	})
	return &dbtest.Database{DB: other, Writer: w, Trail: audit.New(w, d.Keys), Keys: d.Keys, Clock: d.Clock, DSN: d.DSN}
}

// TestNodesShareWhatBelongsToNoNode: sessions and their end, kept forms, rates and what was done once are the same on
// every node.
func TestNodesShareWhatBelongsToNoNode(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	a, b := newWriting(t, d), newWriting(t, second(t, d))
	maja := a.browser()
	maja.signIn("maja")
	there := &browser{h: b.housed, jar: maja.jar}
	there.get("/hem").want(t, 200, "inloggad som maja")

	sent := url.Values{"text": {"Hej"}, formKey: {a.open(maja)[0]}}
	one := maja.do(http.MethodPost, "/brev", sent)
	is(t, "the letter on the other node", there.do(http.MethodPost, "/brev", sent).Header.Get("Location"), one.Header.Get("Location"))
	is(t, "letters", b.letters(), 1)

	bucket := Bucket{Burst: 2, Every: time.Hour}
	for i, l := range []*Limiter{a.Limiter(), b.Limiter(), a.Limiter()} {
		if err := l.Take(t.Context(), "x", bucket); fault.Is(err, fault.TooMany) != (i == 2) {
			t.Errorf("take %d: %v", i, err)
		}
	}

	live, err := a.Sessions().List(t.Context(), "maja")
	if err != nil || len(live) != 1 {
		t.Fatalf("%v %v", live, err)
	}
	if err := a.Sessions().Revoke(t.Context(), "maja", live[0].ID); err != nil {
		t.Fatal(err)
	}
	there.get("/hem").want(t, 303)
	got := there.do(http.MethodPost, "/brev", url.Values{"text": {"Skrivet på b"}})
	if !strings.HasPrefix(got.Header.Get("Location"), "/logga-in") {
		t.Fatalf("%d %s", got.StatusCode, got.Header.Get("Location"))
	}
	maja.signIn("maja")
	maja.get("/fortsatt").want(t, 200, "Skrivet på b")
}
