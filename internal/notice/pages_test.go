package notice

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/dbtest"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// visitor is a browser before the room's pages alone; anybody may sign in as anybody.
type visitor struct {
	t      *testing.T
	base   string
	client *http.Client
}

func visit(t *testing.T, d *dbtest.Database, s *Notices) visitor {
	t.Helper()
	rt := web.New(web.Options{Trail: d.Trail, Keys: d.Keys, Now: d.Clock.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Authenticate: func(_ context.Context, s web.Session) (policy.Actor, error) {
			return policy.Actor{ID: s.Account, Authority: s.Authority, Roles: []policy.Role{policy.Coordinator}}, nil
		}})
	s.Routes(rt, func(thing ref.Ref) string { return "/overenskommelse/" + thing.ID })
	rt.Handle("POST /logga-in/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), "ludvika-amn", "/")
	})
	server := httptest.NewServer(rt)
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	must(t, err)
	return visitor{t, server.URL, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// do asks for a page and gives its status and text.
func (v visitor) do(method, path string, form url.Values) (int, string) {
	v.t.Helper()
	request, err := http.NewRequest(method, v.base+path, strings.NewReader(form.Encode()))
	must(v.t, err)
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := v.client.Do(request)
	must(v.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(v.t, err)
	return answer.StatusCode, string(body)
}

func (v visitor) see(path string, texts ...string) string {
	v.t.Helper()
	status, body := v.do(http.MethodGet, path, nil)
	if status != http.StatusOK {
		v.t.Fatalf("%s answers %d:\n%s", path, status, body)
	}
	for _, text := range texts {
		if !strings.Contains(body, text) {
			v.t.Errorf("%s does not say %q", path, text)
		}
	}
	return body
}

func (v visitor) post(path string, form url.Values, want int) string {
	v.t.Helper()
	status, body := v.do(http.MethodPost, path, form)
	if status != want {
		v.t.Errorf("POST %s answers %d, want %d:\n%s", path, status, want, body)
	}
	return body
}

func TestOnesOwnNotices(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		must(t, tell(t, s, agreementEnds("1"), "anna"))
		must(t, tell(t, s, agreementEnds("hemlig"), "bob"))
		v := visit(t, d, s)
		if status, _ := v.do(http.MethodGet, Path, nil); status != http.StatusSeeOther {
			t.Errorf("not signed in: %d", status)
		}
		v.post("/logga-in/anna", nil, http.StatusSeeOther)
		page := v.see(Path, "1 ny notis", "Överenskommelsen 1 löper ut.", `href="/overenskommelse/1"`, "därför att du är samverkansansvarig", "Ny")
		if strings.Contains(page, "hemlig") {
			t.Error("another person's notice is shown")
		}
		v.post(Path+"/sedda", nil, http.StatusSeeOther)
		if page := v.see(Path, "0 nya notiser", "Sedd"); strings.Contains(page, "Markera alla") {
			t.Error("nothing is left to mark, and the button stands there")
		}
		unseen(t, d, "bob", 1)
	})
}

func TestALongListIsReadByPages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		for i := range web.PageSize + 1 {
			must(t, tell(t, s, agreementEnds("nr"+string(rune('A'+i%26))+string(rune('A'+i/26))), "anna"))
		}
		v := visit(t, d, s)
		v.post("/logga-in/anna", nil, http.StatusSeeOther)
		first := v.see(Path)
		_, rest, found := strings.Cut(first, Path+"?"+web.AfterParam+"=")
		if !found {
			t.Fatal("no way to the next page")
		}
		cursor, _, _ := strings.Cut(rest, `"`)
		second := v.see(Path + "?" + web.AfterParam + "=" + cursor)
		if a, b := strings.Count(first, "löper ut."), strings.Count(second, "löper ut."); a != web.PageSize || b != 1 {
			t.Errorf("%d and %d rows", a, b)
		}
	})
}

func TestChoosing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		v := visit(t, d, s)
		v.post("/logga-in/anna", nil, http.StatusSeeOther)
		v.see(choicesPath, "Överenskommelser som löper ut", "Kan inte stängas av", "Som e-post")
		v.post(choicesPath, url.Values{ends.ID: {"product"}, quiet.ID: {"mail"}}, http.StatusSeeOther)
		v.see(choicesPath, "Dina val är sparade.")
		cs, err := s.Choices(t.Context(), d.DB, "anna")
		must(t, err)
		for i, want := range []Choice{{ends, true, false}, {urgent, true, false}, {quiet, false, true}} {
			if cs[i] != want {
				t.Errorf("%s: in the product %v, by mail %v", want.Kind.ID, cs[i].Product, cs[i].Mail)
			}
		}
		v.post(choicesPath, url.Values{ends.ID: {"brev"}}, http.StatusUnprocessableEntity)
		if again, _ := s.Choices(t.Context(), d.DB, "anna"); again[0] != cs[0] || again[2] != cs[2] {
			t.Error("a form that was refused changed something")
		}
	})
}

func TestTheOffLinkAsksOnceAndWorksWithoutSignIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		v := visit(t, d, s)
		path := OffPath + s.OffToken("anna", ends.ID)
		v.see(path, "Vill du sluta få e-post om Överenskommelser som löper ut?", "Ja, stäng av")
		if cs, _ := s.Choices(t.Context(), d.DB, "anna"); !cs[0].Mail {
			t.Error("looking at the page turned it off")
		}
		if body := v.post(path, url.Values{"List-Unsubscribe": {"One-Click"}}, http.StatusOK); !strings.Contains(body, "Du får inte längre e-post") {
			t.Errorf("%s", body)
		}
		if cs, _ := s.Choices(t.Context(), d.DB, "anna"); cs[0].Mail || !cs[0].Product {
			t.Errorf("%+v", cs[0])
		}
		if status, _ := v.do(http.MethodGet, OffPath+"fel", nil); status != http.StatusNotFound {
			t.Errorf("a made-up link answers %d", status)
		}
	})
}

func TestPagesAreInBothLanguages(t *testing.T) {
	for _, text := range []language.Text{say.title, say.one, say.count, say.unseen, say.when, say.what, say.none, say.mark, say.marked, say.choices, say.choicesSub,
		say.saved, say.save, say.product, say.mail, say.duty, say.offTitle, say.offText, say.offButton, say.off, say.seen, say.isNew} {
		if text.Sv == "" || text.En == "" {
			t.Errorf("%+v lacks a language", text)
		}
	}
}
