package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"samsyn/internal/language"
)

func TestHeadersStandOnEveryAnswer(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /sida", seeOpen, hello("sida"))
	d.Handle("POST /sida", seeOpen, hello("sida"))
	always := map[string]string{
		"Content-Security-Policy":    "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
		"X-Content-Type-Options":     "nosniff",
		"X-Frame-Options":            "DENY",
		"Referrer-Policy":            "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
	}
	for _, target := range []string{"/sida", "/finns-inte", "/api/v1/finns-inte", "/api/v1/api-info", "/api/v1", "/healthz", "/robots.txt", "/assets/nej.css", "/metrics"} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodOptions, http.MethodHead} {
			got := d.do(method, target, "")
			for name, want := range always {
				if got.Header.Get(name) != want {
					t.Errorf("%s %s: %s is %q", method, target, name, got.Header.Get(name))
				}
			}
			if got.Header.Get("Permissions-Policy") == "" || got.Header.Get("X-Request-Id") == "" {
				t.Errorf("%s %s lacks a header: %v", method, target, got.Header)
			}
			if got.Header.Get("Strict-Transport-Security") != "" {
				t.Errorf("%s %s: HSTS over plain http", method, target)
			}
		}
	}
}

func TestHTTPSIsHeldOnto(t *testing.T) {
	proxy := func(o *Options) { o.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} }
	for _, c := range []struct {
		name   string
		change func(*Options)
		tls    bool
		proto  string
		want   bool
	}{
		{"plain", func(*Options) {}, false, "", false},
		{"told", func(o *Options) { o.HTTPS = true }, false, "", true},
		{"tls", func(*Options) {}, true, "", true},
		{"believed proxy", proxy, false, "https", true},
		{"anybody's word", func(*Options) {}, false, "https", false},
	} {
		d := newDesk(t, c.change)
		d.Handle("GET /sida", seeOpen, hello("sida"))
		r := httptest.NewRequest(http.MethodGet, "/sida?lang=en", nil)
		if c.tls {
			r = httptest.NewRequest(http.MethodGet, "https://samsyn.example/sida?lang=en", nil)
		}
		got := d.send(r, "X-Forwarded-Proto", c.proto)
		if has := got.Header.Get("Strict-Transport-Security") != ""; has != c.want {
			t.Errorf("%s: HSTS %v, want %v", c.name, has, c.want)
		}
		cookie := got.Header.Get("Set-Cookie")
		if safe := strings.HasPrefix(cookie, "__Host-") && strings.Contains(cookie, "Secure"); safe != c.want {
			t.Errorf("%s: cookie %q", c.name, cookie)
		}
		if !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") || !strings.Contains(cookie, "Path=/") {
			t.Errorf("%s: cookie %q", c.name, cookie)
		}
	}
}

func TestOtherSitesCannotPost(t *testing.T) {
	d := newDesk(t)
	called := 0
	d.Handle("POST /spara", seeOpen, func(*Request) (Response, error) { called++; return Redirect("/"), nil })
	for _, c := range []struct {
		name   string
		header []string
		want   int
	}{
		{"same origin", []string{"Sec-Fetch-Site", "same-origin"}, 303},
		{"typed by hand", []string{"Sec-Fetch-Site", "none"}, 303},
		{"a program", nil, 303},
		{"cross site", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"same site, other host", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"an old browser, foreign", []string{"Origin", "https://evil.example"}, 403},
		{"an old browser, ours", []string{"Origin", "http://example.com"}, 303},
	} {
		called = 0
		got := d.post("/spara", nil, c.header...)
		if got.StatusCode != c.want || (called == 1) != (c.want == 303) {
			t.Errorf("%s: %d, called %d times", c.name, got.StatusCode, called)
		}
	}
}

func TestCompression(t *testing.T) {
	long := strings.Repeat("Överenskommelse ", 200)
	d := newDesk(t)
	d.Handle("GET /lang", seeOpen, hello(long))
	d.Handle("GET /bild", seeOpen, func(*Request) (Response, error) { return Data("image/png", []byte(long)), nil })
	d.Handle("GET /liten", seeOpen, func(*Request) (Response, error) {
		return Data("text/plain", []byte("kort")).Header("Content-Length", "4"), nil
	})
	got := d.get("/lang", "Accept-Encoding", "br, gzip")
	if got.Header.Get("Content-Encoding") != "gzip" || got.Header.Get("Content-Length") != "" {
		t.Fatalf("header: %v", got.Header)
	}
	z, err := gzip.NewReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(z); err != nil || !strings.Contains(string(b), long) {
		t.Errorf("unpacked: %v", err)
	}
	if z.Name != "" {
		t.Errorf("padding on an open page: %q", z.Name)
	}
	for target, accept := range map[string]string{"/lang": "gzip;q=0", "/bild": "gzip", "/liten": "gzip"} {
		if got := d.get(target, "Accept-Encoding", accept); got.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s was compressed for %q", target, accept)
		}
	}
}

func TestLogsHoldNothingPersonal(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /arenden/{id}", seeOpen, hello("ärende"))
	d.get("/arenden/hemligt-id?namn=Karin", "User-Agent", "Karins webbläsare", "Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	d.get("/okand/199201012383")
	log := d.log.String()
	for _, secret := range []string{"hemligt-id", "Karin", "192.0.2.1", "199201012383", "okand"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q:\n%s", secret, log)
		}
	}
	for _, want := range []string{`"route":"/arenden/{id}"`, `"status":200`, `"trace_id":"0af7651916cd43dd8448eb211c80319c"`, `"route":"none"`, `"status":404`} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s:\n%s", want, log)
		}
	}
}

func TestTraceparent(t *testing.T) {
	good := "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	random := strings.NewReader(strings.Repeat("x", 4096))
	if got := readTrace(good, random); got.id != good[3:35] || got.parent != good[36:52] || got.flags != "01" || len(got.span) != 16 {
		t.Errorf("%+v", got)
	}
	for _, bad := range []string{"", "x", good + "-extra", "ff" + good[2:], strings.ToUpper(good), "00-" + strings.Repeat("0", 32) + "-b7ad6b7169203331-01"} {
		if got := readTrace(bad, random); got.parent != "" || len(got.id) != 32 {
			t.Errorf("%q was continued: %+v", bad, got)
		}
	}
}

func TestMetrics(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /kommun/{code}", seeOpen, hello("x"))
	d.get("/kommun/0114")
	d.get("/kommun/0115")
	local := httptest.NewRequest(http.MethodGet, "/metrics", nil)
	local.RemoteAddr = "127.0.0.1:4711"
	d.send(local).want(t, 200, `samsyn_http_requests_total{route="/kommun/{code}",method="GET",status="200"} 2`)
	d.get("/metrics").want(t, 404) // the test's address is nobody's own network
}

func TestClientAddress(t *testing.T) {
	d := newDesk(t, func(o *Options) { o.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	for _, c := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:1", "", "203.0.113.9"},
		{"203.0.113.9:1", "198.51.100.1", "203.0.113.9"}, // not a proxy of ours: its word is not taken
		{"10.0.0.1:1", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "198.51.100.1"}, // what the client claims is not reached
		{"10.0.0.1:1", "rubbish", "10.0.0.1"},
		{"[2001:db8::1]:1", "", "2001:db8::/64"},
		{"[::ffff:203.0.113.9]:1", "", "203.0.113.9"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		r.Header.Set("X-Forwarded-For", c.forwarded)
		if got := d.addressKey(r); got != c.want {
			t.Errorf("%+v gave %s", c, got)
		}
	}
}

func TestNavShowsWhatOneMay(t *testing.T) {
	d := newDesk(t, func(o *Options) {
		o.Nav = []NavItem{{Text: language.Same("Kommuner"), Path: "/kommun", Action: seeOpen}, {Text: language.Same("Hemligt"), Path: "/hem", Action: seeStaff}}
	})
	d.Handle("GET /kommun/{code}", seeOpen, hello("x"))
	got := d.get("/kommun/0114")
	got.want(t, 200, `aria-current="page"`, "Kommuner")
	if strings.Contains(got.body, "Hemligt") {
		t.Error("the menu shows a page that the reader may not see")
	}

}
