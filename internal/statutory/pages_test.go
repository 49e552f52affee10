package statutory_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/statutory"
	"samsyn/internal/web"
)

// site serves the room; people sign in by name.
type site struct {
	*house
	http.Handler
	cookie string
}

func open(t *testing.T) *site { return openOn(t, dbtest.Open(t, db.SQLite)) }

func openOn(t *testing.T, d *dbtest.Database) *site {
	h := furnish(t, d)
	people := map[string]policy.Actor{}
	for _, p := range []policy.Actor{h.per, h.eva, h.vera, h.anna, h.bo, h.cia, h.ingrid} {
		people[p.ID] = p
	}
	pathOf := func(_ policy.Actor, thing ref.Ref) string { return statutory.Notice{ID: thing.ID}.Page() }
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, PathOf: pathOf, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) { return people[se.Account], nil }})
	h.svc.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), people[r.Path("who")].Authority, "/")
	})
	return &site{house: h, Handler: rt}
}

func (s *site) as(who policy.Actor) {
	s.cookie = ""
	w := s.do(httptest.NewRequest(http.MethodGet, "/prova/"+who.ID, nil))
	s.cookie = w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if s.cookie != "" {
		r.Header.Set("Cookie", s.cookie)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// post sends a form and gives where it leads and what it shows.
func (s *site) post(path string, want int, pairs ...string) (to, body string) {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(formOf(pairs...).Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(r)
	if w.Code != want {
		s.t.Fatalf("%s answers %d, want %d: %s", path, w.Code, want, w.Body)
	}
	return w.Header().Get("Location"), w.Body.String()
}

func formOf(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.do(httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("%s does not say %q: %s", path, text, w.Body)
		}
	}
	return w.Body.String()
}

func written(pairs ...string) []string {
	return append([]string{"slag", string(law.EducationInterrupted), "kommun", "2085", "happened", "2026-03-01", "certified", "nej", "number", number, "name", name, "fact-education", course, "fact-extent", "50"}, pairs...)
}

// TestReviewedSentReceivedAndActedOnPages goes the whole way in pages: nothing is kept before it is reviewed, nobody but the
// one who has taken it sees the person, and no address holds anything about the person.
func TestReviewedSentReceivedAndActedOnPages(t *testing.T) {
	s := open(t)
	s.as(s.anna)
	s.see("/underrattelser", "Ingen underrättelse väntar på er", "/underrattelser/ny", "/underrattelser/slag")
	first := s.see("/underrattelser/ny", "Vad har hänt?", "Avbrott i komvux", "Ansökan till komvux")
	for _, text := range []string{"Planerade studier", "Kan omfattas av krav", "Samtycke"} {
		if strings.Contains(first, text) {
			t.Errorf("the form offers %q", text)
		}
	}
	s.see("/underrattelser/ny?slag="+string(law.EducationInterrupted), "Dagen för avbrottet", "1 a § lagen (2000:625)", "senast måndag 9 mars", "Har personen skyddade personuppgifter?", "Hur räknades detta?")
	_, again := s.post("/underrattelser/ny", http.StatusUnprocessableEntity, written("gor", "granska", "fact-education", "")...)
	if !strings.Contains(again, "Uppgiften behövs") || !strings.Contains(again, number) {
		t.Error("what is missing is not said, or what was written is gone")
	}
	_, review := s.post("/underrattelser/ny", http.StatusOK, written("gor", "granska")...)
	for _, text := range []string{"Stämmer allt?", number, course, "fredag 6 mars", "Skicka underrättelsen"} {
		if !strings.Contains(review, text) {
			t.Errorf("the review does not say %q", text)
		}
	}
	if n, err := db.One[int64](t.Context(), s.DB, "SELECT COUNT(*) FROM statutory_notice"); err != nil || n != 0 {
		t.Fatalf("%d notices are kept by a review: %v", n, err)
	}
	if _, back := s.post("/underrattelser/ny", http.StatusOK, written("gor", "andra")...); !strings.Contains(back, "Granska underrättelsen") || !strings.Contains(back, course) {
		t.Error("the way back loses what was written")
	}
	one, _ := s.post("/underrattelser/ny", http.StatusSeeOther, written("gor", "skicka")...)
	s.see(one, "skickad i tid", number, "Ta tillbaka underrättelsen", "Hur räknades detta?", "Det hände söndag 1 mars")

	s.as(s.eva)
	s.see("/underrattelser", "1 underrättelse har ingen tagit emot", "Avbrott i komvux")
	for _, path := range []string{one, "/underrattelser", "/underrattelser?format=csv"} {
		if text := s.see(path); strings.Contains(text, number) || strings.Contains(text, "Testberg") || strings.Contains(text, course) {
			t.Errorf("%s shows the person to one who has not taken it", path)
		}
	}
	s.as(s.per)
	s.post(one+"/ta", http.StatusSeeOther)
	s.see(one, number, name, course, "Bedöm underrättelsen och återkoppla", "måndag 9 mars", `id="gor-aterkoppla"`)
	s.post(one+"/aterkoppla", http.StatusUnprocessableEntity, "text", "Ny plan.")
	s.post(one+"/aterkoppla", http.StatusSeeOther, "outcome", "plan-changed", "text", "Ny plan sedan i dag.")
	s.as(s.anna)
	s.see(one, "Planeringen är ändrad", "Ny plan sedan i dag.")
	s.see("/underrattelser?lada=avslutade", "Återkopplad")
	s.as(s.eva)
	if text := s.see(one); strings.Contains(text, "Ny plan sedan") || strings.Contains(text, number) {
		t.Error("a colleague reads it")
	}
}

// What is about a protected identity is stopped before anything is kept, with where to telephone.
func TestStoppedAndShownTheTelephone(t *testing.T) {
	s := open(t)
	s.as(s.anna)
	_, body := s.post("/underrattelser/ny", http.StatusOK, written("gor", "granska", "certified", "ja")...)
	if !strings.Contains(body, "stoppad och inget är sparat") || strings.Contains(body, number) {
		t.Error(body)
	}
	if n, err := db.One[int64](t.Context(), s.DB, "SELECT COUNT(*) FROM person"); err != nil || n != 0 {
		t.Errorf("%d persons are kept: %v", n, err)
	}
	s.protect(s.anna.Authority, number)
	_, body = s.post("/underrattelser/ny", http.StatusUnprocessableEntity, written("gor", "skicka")...)
	if !strings.Contains(body, "skyddade personuppgifter") {
		t.Error(body)
	}
}

// TestAConfirmedNoticeOnPages: where the processing is restricted the sender is told that nothing was sent and what to do, sees
// before sending what is confirmed, and finds afterwards who confirmed it, when and on which law. The receiver sees none of it.
func TestAConfirmedNoticeOnPages(t *testing.T) {
	s := open(t)
	s.send()
	s.Restrict(t, s.anna.Authority)
	s.as(s.anna)
	_, stopped := s.post("/underrattelser/ny", http.StatusUnprocessableEntity, written("gor", "skicka")...)
	for _, text := range []string{"Underrättelsen är inte skickad.", "Lagen kräver underrättelsen trots begränsningen", "1 a § lagen (2000:625)", "fråga er jurist", course} {
		if !strings.Contains(stopped, text) {
			t.Errorf("the form does not say %q", text)
		}
	}
	_, review := s.post("/underrattelser/ny", http.StatusOK, written("gor", "granska", "despite", "1")...)
	if !strings.Contains(review, "Du bekräftar att lagen kräver underrättelsen trots begränsningen") {
		t.Error("the review does not say what is confirmed")
	}
	one, _ := s.post("/underrattelser/ny", http.StatusSeeOther, written("gor", "skicka", "despite", "1")...)
	said := []string{"Lämnad trots begränsad behandling", "Bekräftades av</dt><dd>anna", "Lagen kräver underrättelsen trots begränsningen: 1 a § lagen (2000:625)"}
	s.see(one, said...)
	api := "/api/v1/statutory-notices/" + strings.TrimPrefix(one, "/underrattelser/")
	s.see(api, `"despite":{`, `"confirmedById":"anna"`)
	s.as(s.per)
	s.post(one+"/ta", http.StatusSeeOther)
	for _, path := range []string{one, api} {
		if text := s.see(path); strings.Contains(text, "begränsad") || strings.Contains(text, "despite") || strings.Contains(text, said[1]) {
			t.Errorf("%s tells the receiver", path)
		}
	}
}

// TestANoticeSentTwiceIsOne: a form that is sent again, after the answer or at the same moment, gives one notice, and leads to it.
func TestANoticeSentTwiceIsOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := openOn(t, d)
		s.as(s.anna)
		key := func() string {
			_, review := s.post("/underrattelser/ny", http.StatusOK, written("gor", "granska")...)
			found := regexp.MustCompile(`name="formular" value="([^"]+)"`).FindStringSubmatch(review)
			if found == nil {
				t.Fatal("the form has no key")
			}
			return found[1]
		}
		first := key()
		one, _ := s.post("/underrattelser/ny", http.StatusSeeOther, written("gor", "skicka", "formular", first)...)
		again, _ := s.post("/underrattelser/ny", http.StatusSeeOther, written("gor", "skicka", "formular", first)...)
		if one == "" || again != one {
			t.Errorf("sent twice it leads to %q and %q", one, again)
		}
		second := key()
		var both sync.WaitGroup
		var to [2]string
		for i := range to {
			both.Go(func() {
				r := httptest.NewRequest(http.MethodPost, "/underrattelser/ny", strings.NewReader(formOf(written("gor", "skicka", "formular", second)...).Encode()))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				to[i] = s.do(r).Header().Get("Location")
			})
		}
		both.Wait()
		if to[0] == "" || to[0] != to[1] || to[0] == one {
			t.Errorf("sent twice at once it leads to %q", to)
		}
		for text, want := range map[string]int64{"SELECT COUNT(*) FROM statutory_notice": 2, "SELECT COUNT(*) FROM exchange_conversation": 2, "SELECT COUNT(*) FROM statutory_side": 4, "SELECT COUNT(*) FROM exchange_message": 2} {
			if n, err := db.One[int64](t.Context(), s.DB, text); err != nil || n != want {
				t.Errorf("%d, want %d: %s, %v", n, want, text, err)
			}
		}
	})
}

// Who may not, may not by any address; and a proposed type is in no menu until it is switched on.
func TestPagesOfOthers(t *testing.T) {
	s := open(t)
	n := s.send()
	s.as(s.cia)
	for _, path := range []string{n.Page(), "/underrattelser/nobody"} {
		if w := s.do(httptest.NewRequest(http.MethodGet, path, nil)); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	for _, path := range []string{"ta", "aterkoppla", "be-om-mer", "komplettera", "lamna-tillbaka", "ta-tillbaka", "avsluta", "ge", "enhet"} {
		s.post(n.Page()+"/"+path, http.StatusNotFound, "text", "x", "outcome", "nothing")
	}
	s.see("/underrattelser/ny", "lämnar inga underrättelser")
	s.post("/underrattelser/slag/"+string(law.ActivityMayBeSubject)+"/dag", http.StatusForbidden, "applies", "2026-07-01", "citation", "lag")
	if strings.Contains(s.see("/underrattelser/slag", "Föreslagen, kan inte skickas", "Gäller sedan söndag 1 mars", "Ska bekräftas av en jurist"), "Ange från vilken dag") {
		t.Error("a caseworker is offered the switch")
	}
	s.as(s.ingrid)
	s.post("/underrattelser/slag/"+string(law.ActivityMayBeSubject)+"/dag", http.StatusUnprocessableEntity, "applies", "2026-07-01")
	s.post("/underrattelser/slag/"+string(law.ActivityMayBeSubject)+"/dag", http.StatusSeeOther, "applies", "2026-07-01", "citation", "lag (2026:1) 3 §")
	s.see("/underrattelser/slag", "Gäller från onsdag 1 juli", "lag (2026:1) 3 §")
	s.post("/underrattelser/slag/"+string(law.ActivityMayBeSubject)+"/dag", http.StatusSeeOther, "applies", "")
	if strings.Contains(s.see("/underrattelser/slag"), "lag (2026:1)") {
		t.Error("it is not switched off")
	}
}
