package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

func TestPagesAreGuardedAndListed(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /", seeOpen, hello("framsidan"))
	d.Handle("GET /kommun/{code}", seeOpen, func(r *Request) (Response, error) {
		return Page(language.Same(r.Path("code")), text("kommun "+r.Path("code"))), nil
	})
	d.Handle("GET /hem", seeStaff, hello("hemma"))
	d.get("/").want(t, 200, "framsidan", "<title>Hej · Samsyn</title>", `lang="sv"`)
	d.get("/kommun/0114").want(t, 200, "kommun 0114")
	if got := d.get("/hem?a=1"); got.StatusCode != 303 || got.Header.Get("Location") != "/logga-in?till=%2Fhem%3Fa%3D1" {
		t.Errorf("not signed in: %d %s", got.StatusCode, got.Header.Get("Location"))
	}
	found := map[string]bool{}
	for _, r := range d.Routes() {
		found[r.String()+" "+string(r.Action)] = true
	}
	if !found["GET /kommun/{code} test.open"] || !found["GET /hem test.staff"] {
		t.Errorf("the route table lacks pages: %v", found)
	}
}

func TestRoutesNeedAnAction(t *testing.T) {
	for name, register := range map[string]func(*desk){
		"no action": func(d *desk) { d.Handle("GET /x", "", hello("x")) },
		"no method": func(d *desk) { d.Handle("/x", seeOpen, hello("x")) },
		"twice":     func(d *desk) { d.Handle("GET /x", seeOpen, hello("x")); d.Handle("GET /x", seeOpen, hello("x")) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("a route of that kind was taken")
				}
			}()
			register(newDesk(t))
		})
	}
}

func TestFaultsAreToldByKind(t *testing.T) {
	secret := errors.New("SELECT secret FROM person")
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{fault.New(fault.Invalid, language.T("Fel datum.", "Wrong date."), fault.Field("from", language.T("Ange ett datum.", "Give a date."))), 422, "Ange ett datum."},
		{fault.New(fault.Denied, language.T("Nej.", "No.")), 403, "Nej."},
		{fault.NotFoundThing(), 404, "finns inte"},
		{fault.New(fault.Conflict, language.T("Någon var före.", "Somebody was first.")), 409, "Någon var före."},
		{fault.New(fault.TooMany, language.T("Vänta.", "Wait.")), 429, "Vänta."},
		{fault.Wrap(secret, fault.Unavailable, language.T("Stängt.", "Closed.")), 503, "Stängt."},
		{fault.Wrap(secret, fault.Internal, language.T("Aj.", "Ouch.")), 500, "Något gick fel"},
		{secret, 500, "Något gick fel"},
	} {
		d := newDesk(t)
		d.Handle("GET /fel", seeOpen, func(*Request) (Response, error) { return Response{}, c.err })
		page := d.get("/fel")
		page.want(t, c.status, c.says, "<h1>")
		problem := d.get("/fel", "Accept", "application/json", "Accept-Language", "en")
		var p Problem
		if err := json.Unmarshal([]byte(problem.body), &p); err != nil || p.Status != c.status || p.Type == "" || p.Title == "" || p.Detail == "" || p.Instance == "" {
			t.Errorf("%v: problem %+v, %v", c.err, p, err)
		}
		if problem.Header.Get("Content-Type") != problemType || problem.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%v: header %v", c.err, problem.Header)
		}
		for _, a := range []answer{page, problem} {
			if strings.Contains(a.body, "SELECT") {
				t.Errorf("%v: the cause was shown", c.err)
			}
		}
		if c.status >= 500 && !strings.Contains(d.log.String(), "SELECT secret") {
			t.Errorf("%v: the cause was not logged: %s", c.err, d.log)
		}
	}
}

func TestPanicBecomesAPage(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /panik", seeOpen, func(*Request) (Response, error) { panic("hemligt 199201012383") })
	got := d.get("/panik")
	got.want(t, 500, "Något gick fel", got.Header.Get("X-Request-Id"))
	if strings.Contains(d.log.String(), "199201012383") {
		t.Error("what the panic said was logged: it may be personal data")
	}
	if !strings.Contains(d.log.String(), `"msg":"panic"`) || !strings.Contains(d.log.String(), "router_test.go") {
		t.Errorf("the panic's place was not logged: %s", d.log)
	}
	d.Handle("GET /bra", seeOpen, hello("bra"))
	d.get("/bra").want(t, 200, "bra")
}

func TestMissesAreOurPages(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /sida", seeOpen, hello("sida"))
	d.get("/finns-inte").want(t, 404, "Sidan finns inte", "<main")
	d.get("/api/v1/finns-inte").want(t, 404, `"status":404`)
	got := d.do(http.MethodDelete, "/sida", "")
	got.want(t, 405, "Metoden går inte här")
	if got.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("Allow: %q", got.Header.Get("Allow"))
	}
	if a := d.do(http.MethodHead, "/sida", ""); a.StatusCode != 200 || a.body != "" || a.Header.Get("Content-Length") == "" {
		t.Errorf("HEAD: %d %q", a.StatusCode, a.body)
	}
}

func TestLanguage(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /sida", seeOpen, func(r *Request) (Response, error) {
		return Page(language.T("Svensk titel", "English title"), text(r.Say(language.T("svenska", "English")))), nil
	})
	d.get("/sida").want(t, 200, "svenska", `lang="sv"`, "/sida?lang=en")
	d.get("/sida", "Accept-Language", "en-GB,en;q=0.9").want(t, 200, "English title", `lang="en"`)
	d.get("/sida", "Accept-Language", "de").want(t, 200, "Svensk titel")
	got := d.get("/sida?lang=en&x=1")
	if got.StatusCode != 303 || got.Header.Get("Location") != "/sida?x=1" {
		t.Fatalf("switch: %d %s", got.StatusCode, got.Header.Get("Location"))
	}
	c := got.Cookies()[0]
	d.get("/sida", "Cookie", c.Name+"="+c.Value, "Accept-Language", "sv").want(t, 200, "English")
	d.get("/sida?lang=xx").want(t, 200, "svenska")
}

func TestFragmentsComeFromTheSameHandler(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /lista", seeOpen, func(*Request) (Response, error) {
		return Page(language.Same("Lista"), text("hela sidan")).Part("rows", text("bara rader")), nil
	})
	got := d.get("/lista", "HX-Request", "true", "HX-Target", "tbody#rows", "HX-Request-Type", "partial")
	got.want(t, 200, "bara rader")
	if strings.Contains(got.body, "<html") || !strings.Contains(strings.Join(got.Header.Values("Vary"), ","), "HX-Request") {
		t.Errorf("fragment: %s %v", got.body, got.Header)
	}
	d.get("/lista", "HX-Request", "true", "HX-Target", "something-else").want(t, 200, "hela sidan", "<html")
	d.get("/lista").want(t, 200, "hela sidan", "<html")
}

func TestOpenPagesHaveTags(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /sida", seeOpen, hello("sida"))
	first := d.get("/sida")
	tag := first.Header.Get("ETag")
	if again := d.get("/sida", "If-None-Match", tag); tag == "" || again.StatusCode != 304 || again.body != "" {
		t.Errorf("tag %q: %d %q", tag, again.StatusCode, again.body)
	}
	if other := d.get("/sida", "If-None-Match", tag, "Accept-Language", "en"); other.StatusCode != 200 {
		t.Errorf("the other language answered %d", other.StatusCode)
	}
}

func TestFlashIsSaidOnce(t *testing.T) {
	d := newDesk(t)
	d.Handle("POST /spara", seeOpen, func(*Request) (Response, error) {
		return Redirect("/sida").Message("ok", language.T("Sparat", "Saved")), nil
	})
	d.Handle("GET /sida", seeOpen, hello("sida"))
	got := d.post("/spara", nil)
	if got.StatusCode != 303 || len(got.Cookies()) != 1 {
		t.Fatalf("%d, cookies %v", got.StatusCode, got.Cookies())
	}
	c := got.Cookies()[0]
	page := d.get("/sida", "Cookie", c.Name+"="+c.Value)
	page.want(t, 200, "Sparat")
	if len(page.Cookies()) != 1 || page.Cookies()[0].MaxAge >= 0 {
		t.Errorf("the message stays: %v", page.Cookies())
	}
	d.get("/sida", "Cookie", c.Name+"=%%%").want(t, 200, "sida")
}

func TestLocalPath(t *testing.T) {
	for in, want := range map[string]string{
		"/hem": "/hem", "/a?b=c#d": "/a?b=c#d", "": "/", "hem": "/", "//evil.example": "/", "https://evil.example/": "/",
		`/\evil.example`: "/", "/\t/evil.example": "/", "javascript:alert(1)": "/", "/%2f/x": "/", "///x": "/", "\\\\x": "/",
	} {
		if got := LocalPath(in); got != want {
			t.Errorf("%q gave %q, want %q", in, got, want)
		}
	}
}
