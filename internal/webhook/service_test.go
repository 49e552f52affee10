package webhook

import (
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/job"
)

var told = authorityRef(board)

// TestAProgramIsTold by a real server: signed, with the ids alone, once.
func TestAProgramIsTold(t *testing.T) {
	each(t, func(h *house) {
		r := listen(h.t, nil)
		sub, secret := h.subscribe(r.URL, "c1")
		h.tell(told)
		if len(r.got()) != 0 {
			h.t.Fatal("sent within the act")
		}
		h.work()
		h.work()
		got := r.got()
		if len(got) != 1 {
			h.t.Fatalf("%d calls", len(got))
		}
		p := read(h.t, got[0].body)
		if p.Kind != closed || p.Thing.ID != board || p.Thing.Kind != "authority" || !p.At.Equal(h.Clock.Now()) || got[0].header.Get("Idempotency-Key") != p.ID {
			h.t.Errorf("%+v %v", p, got[0].header)
		}
		if got[0].header.Get("Samsyn-Signature") != "sha256="+job.Signature([]byte(secret), []byte(got[0].body)) || got[0].header.Get("Content-Type") != "application/json" {
			h.t.Errorf("%v", got[0].header)
		}
		list := h.sent(sub)
		if len(list) != 1 || list[0].State() != "sent" || list[0].Answer != "200" || list[0].Attempt != 1 {
			h.t.Errorf("%+v", list)
		}
		if _, err := h.Try(h.t.Context(), h.admin, board, sub.ID); err != nil {
			h.t.Fatal(err)
		}
		h.work()
		if p := read(h.t, r.got()[1].body); p.Kind != Trial || p.Thing.ID != sub.ID || p.Thing.Kind != ThingKind {
			h.t.Errorf("%+v", p)
		}
	})
}

// TestWhatIsNotKeptIsNotTold: an act that fails tells nobody.
func TestWhatIsNotKeptIsNotTold(t *testing.T) {
	each(t, func(h *house) {
		r := listen(h.t, nil)
		h.subscribe(r.URL, "c1")
		_ = h.Trail.Do(h.t.Context(), h.admin, func(tx *audit.Tx) error {
			must(h.t, Tell(h.t.Context(), tx, board, closed, told))
			return fault.NotFoundThing()
		})
		h.work()
		if len(r.got()) != 0 {
			h.t.Fatal("told of what never happened")
		}
	})
}

func TestOnlyWhatTheKeyMayRead(t *testing.T) {
	each(t, func(h *house) {
		r := listen(h.t, nil)
		sees, _ := h.subscribe(r.URL, "c1")
		blind, _ := h.subscribe(r.URL, "c2")
		h.tell(told)
		h.tell(authorityRef("falun-sn")) // another authority's: neither may read it
		h.work()
		if n := len(r.got()); n != 1 {
			h.t.Fatalf("%d calls", n)
		}
		for _, x := range []struct {
			sub  Subscription
			want string
		}{{sees, "withheld sent"}, {blind, "withheld withheld"}} {
			list := h.sent(x.sub)
			if got := list[0].State() + " " + list[1].State(); got != x.want {
				h.t.Errorf("%s: %s, want %s", x.sub.Client, got, x.want)
			}
		}
		// A key that has ended is told nothing more.
		h.clients = h.clients[1:]
		h.tell(told)
		h.work()
		if len(r.got()) != 1 || h.sent(sees)[0].State() != "withheld" {
			h.t.Error("an ended key was told")
		}
	})
}

func TestAnEndedWebhookIsSilent(t *testing.T) {
	each(t, func(h *house) {
		r := listen(h.t, nil)
		sub, _ := h.subscribe(r.URL, "c1")
		h.tell(told)
		must(h.t, h.End(h.t.Context(), h.admin, board, sub.ID))
		h.tell(told)
		h.work()
		if list := h.sent(sub); len(r.got()) != 0 || len(list) != 1 || list[0].State() != "withheld" {
			h.t.Errorf("%+v", list)
		}
		if err := h.End(h.t.Context(), h.admin, board, sub.ID); fault.KindOf(err) != fault.Conflict {
			h.t.Errorf("ended twice: %v", err)
		}
		if _, err := h.Try(h.t.Context(), h.admin, board, sub.ID); fault.KindOf(err) != fault.Conflict {
			h.t.Errorf("tried after its end: %v", err)
		}
	})
}

// TestAReceiverThatIsDown is tried with growing pauses, stands as stuck after the last, and is sent again when asked.
func TestAReceiverThatIsDown(t *testing.T) {
	each(t, func(h *house) {
		up := false
		r := listen(h.t, func(w http.ResponseWriter, _ int) {
			if !up {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		})
		sub, _ := h.subscribe(r.URL, "c1")
		h.tell(told)
		h.work()
		first := h.sent(sub)[0]
		if first.State() != "waiting" || first.Attempt != 1 || !strings.Contains(first.LastError, "503") || !first.NextAt.Equal(h.Clock.Now().Add(5*time.Second)) {
			h.t.Fatalf("%+v", first)
		}
		h.exhaust()
		stuck := h.sent(sub)[0]
		if stuck.State() != "stuck" || len(r.got()) != job.DefaultTries {
			h.t.Fatalf("%+v after %d calls", stuck, len(r.got()))
		}
		counted, err := stuckOf(h.t.Context(), h.DB, board)
		must(h.t, err)
		if counted[sub.ID] != 1 {
			h.t.Errorf("%v", counted)
		}
		up = true
		got, err := h.Resend(h.t.Context(), h.admin, board, stuck.ID)
		must(h.t, err)
		h.work()
		if got != sub.ID || h.sent(sub)[0].State() != "sent" {
			h.t.Errorf("%+v", h.sent(sub)[0])
		}
		ids := map[string]bool{}
		for _, c := range r.got() {
			ids[c.header.Get("Idempotency-Key")] = true
		}
		if len(ids) != 1 {
			h.t.Errorf("the id differs between tries: %v", ids)
		}
		if _, err := h.Resend(h.t.Context(), h.admin, board, stuck.ID); fault.KindOf(err) != fault.Conflict {
			h.t.Errorf("what is sent was sent again: %v", err)
		}
	})
}

// TestReceiversThatAreNotTold: nothing listens, slow, sends on elsewhere, a certificate that nobody knows.
func TestReceiversThatAreNotTold(t *testing.T) {
	each(t, func(h *house) {
		elsewhere := listen(h.t, nil)
		redirects := listen(h.t, func(w http.ResponseWriter, _ int) {
			w.Header().Set("Location", elsewhere.URL)
			w.WriteHeader(http.StatusTemporaryRedirect)
		})
		over := make(chan struct{})
		slow := listen(h.t, func(http.ResponseWriter, int) { <-over })
		defer close(over)
		usual := h.post.client.Timeout
		secure := httptest.NewUnstartedServer(http.NotFoundHandler())
		secure.Config.ErrorLog = log.New(io.Discard, "", 0)
		secure.StartTLS()
		defer secure.Close()
		gone, err := net.Listen("tcp", "127.0.0.1:0")
		must(h.t, err)
		must(h.t, gone.Close())
		for _, x := range []struct{ address, why string }{
			{redirects.URL, "answered 307"}, {slow.URL, "in time"}, {secure.URL, "certificate"}, {"http://" + gone.Addr().String(), "cannot be reached"},
		} {
			sub, _ := h.subscribe(x.address, "c1")
			h.tell(told)
			if h.post.client.Timeout = usual; x.address == slow.URL {
				h.post.client.Timeout = 200 * time.Millisecond
			}
			h.work()
			d := h.sent(sub)[0]
			if d.State() != "waiting" || !strings.Contains(d.LastError, x.why) || strings.Contains(d.LastError, "127.0.0.1") {
				h.t.Errorf("%s: %+v", x.why, d)
			}
			must(h.t, h.End(h.t.Context(), h.admin, board, sub.ID))
		}
		if len(elsewhere.got()) != 0 {
			h.t.Error("a redirect was followed")
		}
	})
}

func TestATrustedCertificateIsTold(t *testing.T) {
	each(t, func(h *house) {
		r := &receiver{}
		r.Server = httptest.NewTLSServer(r)
		defer r.Close()
		roots := x509.NewCertPool()
		roots.AddCert(r.Certificate())
		h.post.client = newClient(true, roots)
		sub, _ := h.subscribe(r.URL, "c1")
		h.tell(told)
		h.work()
		if h.sent(sub)[0].State() != "sent" {
			h.t.Errorf("%+v", h.sent(sub)[0])
		}
	})
}

// TestAddresses in production: what is plain, private or odd is refused when it is entered.
func TestAddresses(t *testing.T) {
	for address, good := range map[string]bool{
		"https://system.kommun.example/samsyn?a=b": true, "https://system.kommun.example:8443/": true, "https://[2a00:1450::1]/x": true, "https://93.184.216.34/": true,
		"http://system.kommun.example/": false, "ftp://system.kommun.example/": false, "https://user:secret@system.kommun.example/": false, "https:///path": false, "": false,
		"https://localhost/": false, "https://127.0.0.1/": false, "https://10.1.2.3/": false, "https://192.168.1.1/": false, "https://172.16.0.1/": false,
		"https://169.254.169.254/latest/meta-data": false, "https://100.64.0.1/": false, "https://0.0.0.0/": false, "https://[::1]/": false, "https://[fe80::1]/": false,
		"https://[fec0::1]/": false, "https://[2001:0:a00:1::1]/": false, "https://[::a00:1]/": false, "https://192.88.99.1/": false, "https://[2001:67c:1::1]/": true,
		"https://[fd00::1]/": false, "https://[::ffff:10.0.0.1]/": false, "https://[64:ff9b::a00:1]/": false, "https://224.0.0.1/": false, "https://system.kommun.example/#a": false,
		"https://" + strings.Repeat("a", 2000): false, "https:system": false, "://": false,
	} {
		if err := checkAddress(address, false); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
	if err := checkAddress("http://127.0.0.1:1/", true); err != nil {
		t.Errorf("a demo may not speak to its own machine: %v", err)
	}
	if err := checkAddress("http://10.0.0.1/", true); err == nil {
		t.Error("a demo may speak to other machines in the open")
	}
}

// TestANameThatLeadsInside is refused when it is connected to, whatever it led to when it was entered, and given up.
func TestANameThatLeadsInside(t *testing.T) {
	each(t, func(h *house) {
		r := listen(h.t, nil)
		_, err := poster{client: newClient(false, nil)}.send(h.t.Context(), "id", strings.Replace(r.URL, "127.0.0.1", "localhost", 1), "secret", "{}")
		if err == nil || !strings.Contains(err.Error(), "not on the public network") || len(r.got()) != 0 {
			h.t.Fatalf("%v, %d calls", err, len(r.got()))
		}
		sub, _ := h.subscribe(r.URL, "c1") // entered while near was allowed
		h.post = poster{client: newClient(false, nil)}
		h.tell(told)
		h.work()
		if d := h.sent(sub)[0]; d.State() != "stuck" || d.Attempt != 1 || len(r.got()) != 0 {
			h.t.Errorf("%+v", d)
		}
	})
}

func TestWhoMayAndWhatIsNeeded(t *testing.T) {
	each(t, func(h *house) {
		good := Input{Name: "Ärenden", Client: "c1", Address: "https://system.kommun.example/", Events: []Event{closed}}
		if _, _, err := h.Add(h.t.Context(), h.alien, board, good); fault.KindOf(err) != fault.Denied {
			h.t.Errorf("another authority's admin: %v", err)
		}
		for field, spoil := range map[string]func(*Input){
			"name": func(in *Input) { in.Name = " " }, "client": func(in *Input) { in.Client = "c9" }, "address": func(in *Input) { in.Address = "http://x.example" }, "events": func(in *Input) { in.Events = nil },
		} {
			in := good
			spoil(&in)
			_, _, err := h.Add(h.t.Context(), h.admin, board, in)
			if p := fault.ProblemsOf(err); len(p) != 1 || p[0].Field != field {
				h.t.Errorf("%s: %v %v", field, err, p)
			}
		}
		sub, secret, err := h.Add(h.t.Context(), h.admin, board, good)
		must(h.t, err)
		for _, err := range []error{
			func() error { _, _, err := h.Get(h.t.Context(), h.alien, board, sub.ID); return err }(),
			func() error { _, _, err := h.Get(h.t.Context(), h.alien, "falun-sn", sub.ID); return err }(),
			h.End(h.t.Context(), h.alien, "falun-sn", sub.ID), h.End(h.t.Context(), h.alien, board, sub.ID),
			func() error { _, err := h.Try(h.t.Context(), h.alien, "falun-sn", sub.ID); return err }(),
			func() error { _, err := h.Resend(h.t.Context(), h.alien, "falun-sn", sub.ID); return err }(),
		} {
			if fault.KindOf(err) != fault.NotFound {
				h.t.Errorf("%v", err)
			}
		}
		// Address and secret lie sealed.
		for _, column := range []string{"address", "secret"} {
			sealed, err := db.One[[]byte](h.t.Context(), h.DB, "SELECT "+column+" FROM webhook_subscription")
			must(h.t, err)
			if strings.Contains(string(sealed), "kommun.example") || strings.Contains(string(sealed), secret) {
				h.t.Errorf("%s lies in the open", column)
			}
		}
		for range mostSubscriptions - 1 {
			_, _, err := h.Add(h.t.Context(), h.admin, board, good)
			must(h.t, err)
		}
		if _, _, err := h.Add(h.t.Context(), h.admin, board, good); fault.KindOf(err) != fault.Conflict {
			h.t.Errorf("one more than there may be: %v", err)
		}
	})
}

func TestWhatWasSentLongAgoIsForgotten(t *testing.T) {
	each(t, func(h *house) {
		r := listen(h.t, nil)
		sub, _ := h.subscribe(r.URL, "c1")
		h.tell(told)
		h.work()
		h.Clock.Advance(keepSent + time.Hour)
		must(h.t, h.sweep(h.t.Context(), job.Job{}))
		if len(h.sent(sub)) != 0 {
			h.t.Error("it is still there")
		}
	})
}
