package exchange_test

import (
	"context"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room's pages to whoever reader is.
type site struct {
	t      *testing.T
	rt     *web.Router
	reader policy.Actor
	cookie string
}

func serve(h *house) *site {
	s := &site{t: h.t}
	s.rt = web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, Authenticate: func(context.Context, web.Session) (policy.Actor, error) { return s.reader, nil }})
	h.svc.Routes(s.rt)
	s.rt.Handle("GET /prova", policy.OpenPage, func(r *web.Request) (web.Response, error) { return r.SignIn(s.reader.ID, s.reader.Authority, "/") })
	return s
}

func (s *site) as(who policy.Actor) *site {
	s.reader, s.cookie = who, ""
	c := s.send("GET", "/prova", nil).Result().Cookies()[0]
	s.cookie = c.Name + "=" + c.Value
	return s
}

func (s *site) send(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", s.cookie)
	w := httptest.NewRecorder()
	s.rt.ServeHTTP(w, r)
	return w
}

func (s *site) want(method, path string, form url.Values, status int, words ...string) string {
	s.t.Helper()
	w := s.send(method, path, form)
	if w.Code != status {
		s.t.Fatalf("%s %s answers %d, want %d: %.3000s", method, path, w.Code, status, w.Body)
	}
	for _, word := range words {
		if !strings.Contains(w.Body.String(), word) {
			s.t.Errorf("%s does not say %q: %.5000s", path, word, w.Body)
		}
	}
	return w.Body.String()
}

// TestAnAuthorityEntersItsOwnAddressesOnly: under an organisation that is its own, never one that is another's.
func TestAnAuthorityEntersItsOwnAddressesOnly(t *testing.T) {
	each(t, func(h *house) {
		admin := policy.Actor{ID: "bo", Authority: h.ludvika, Roles: []policy.Role{policy.LocalAdmin}}
		alien := policy.Actor{ID: "cy", Authority: h.falun, Roles: []policy.Role{policy.LocalAdmin}}
		s := serve(h).as(admin)
		s.want("GET", exchange.AddressPath, nil, 200, "Ni tar inte emot meddelanden i SDK än", "samsyn sdk address")
		s.want("POST", exchange.AddressPath, url.Values{"actor": {ludvikaActor}, "address": {"ny"}}, 422)
		h.address(h.ludvika, ludvikaActor, ludvikaPlace, "Arbetsmarknadsenheten")
		s.want("POST", exchange.AddressPath, url.Values{"actor": {ludvikaActor}, "address": {"ny"}, "label": {"Växeln"}}, 303)
		page := s.want("GET", exchange.AddressPath, nil, 200, "Växeln", ludvikaPlace, "2 adresser", "hela myndigheten")
		mine := regexp.MustCompile(exchange.AddressPath+`/([^/"]+)/ta-bort`).FindAllStringSubmatch(page, -1)

		s.as(alien).want("GET", exchange.AddressPath, nil, 200, "Ni tar inte emot")
		s.want("POST", exchange.AddressPath, url.Values{"actor": {ludvikaActor}, "address": {"ny"}}, 422)
		for function, field := range map[string]string{"ny": "address", "egen": "actor"} { // another's address, another's organisation
			wanting(h.t, h.svc.AddAddress(h.t.Context(), alien, exchange.Address{Authority: h.falun, Actor: ludvikaActor, Function: function}), field)
		}
		s.want("POST", mine[0][0], nil, 404)
		s.as(h.anna).want("GET", exchange.AddressPath, nil, 403)
		s.as(admin).want("POST", mine[0][0], nil, 303)
		s.want("GET", exchange.AddressPath, nil, 200, "1 adress")
	})
}

// TestARefusedFileIsTriedAgain: why is told without the file's own words, that it was fetched is noted, and when the
// missing address has been entered the file is taken in and lies among the others.
func TestARefusedFileIsTriedAgain(t *testing.T) {
	eachPair(t, func(p pair) {
		c := p.kommun.begin(true, outside())
		_, err := p.kommun.post(p.kommun.anna, c.ID, about(secret))
		must(t, err)
		file := p.kommun.files()[0]
		folder := t.TempDir()
		p.af.svc.Folder = exchange.Folder{In: folder}
		system := policy.Process("test")
		must(t, p.af.svc.RemoveAddress(t.Context(), system, agencyActor, agencyPlace))
		must(t, os.WriteFile(filepath.Join(folder, "nora-"+file.Name), file.Content, 0o600))
		if got := p.af.turn(p.af.svc.Folder); got.Refused != 1 {
			t.Fatalf("%+v", got)
		}
		ingrid := policy.Actor{ID: "ingrid", Authority: directory.PES, Roles: []policy.Role{policy.InstallationAdmin}}
		s := serve(p.af).as(p.af.eva)
		s.want("GET", exchange.RefusedPath, nil, 403)
		page := s.as(ingrid).want("GET", exchange.RefusedPath, nil, 200, "1 fil togs inte emot", "Försök igen", ludvikaActor)
		if strings.Contains(strings.ToLower(page), "nora") || strings.Contains(page, "199201012383") {
			t.Errorf("the page tells of the person: %s", page)
		}
		at := exchange.RefusedPath + "/" + digestOf(string(file.Content))
		lines := p.af.count("SELECT count(*) FROM trail_entry WHERE action = $1", policy.ReadRefused)
		if got := s.want("GET", at, nil, 200); got != string(file.Content) {
			t.Error("the file is not what came in")
		}
		if p.af.count("SELECT count(*) FROM trail_entry WHERE action = $1", policy.ReadRefused) != lines+1 {
			t.Error("that the file was fetched is not noted")
		}
		s.want("GET", exchange.RefusedPath+"/"+strings.Repeat("0", 64), nil, 404)
		s.want("POST", at+"/igen", nil, 409)
		p.af.address(directory.PES, agencyActor, agencyPlace, "Kommunfrågor")
		s.want("POST", at+"/igen", nil, 303)
		s.want("GET", exchange.RefusedPath, nil, 200, "taget emot", "Ingen fil är avvisad")
		if left := names(t, filepath.Join(folder, "refused")); len(left) != 0 {
			t.Errorf("%v is left", left)
		}
		if thread := p.af.thread(c.ID, directory.PES); len(thread) != 1 || thread[0].Body != secret {
			t.Errorf("%+v", thread)
		}
	})
}
