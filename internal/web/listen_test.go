package web

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// served starts a desk on loopback and gives its address, and a function that stops it and tells how Serve ended.
func served(t *testing.T, d *desk) (addr string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.Serve(ctx, l) }()
	t.Cleanup(cancel)
	return l.Addr().String(), func() error { cancel(); return <-ended }
}

func TestStopIsGraceful(t *testing.T) {
	d := newDesk(t)
	entered, leave := make(chan struct{}), make(chan struct{})
	d.Handle("GET /trogt", seeOpen, func(*Request) (Response, error) {
		close(entered)
		<-leave
		return Data("text/plain", []byte("hela svaret")), nil
	})
	addr, stop := served(t, d)
	got := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + addr + "/trogt")
		if err != nil {
			got <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		got <- string(b)
	}()
	<-entered
	ended := make(chan error, 1)
	go func() { ended <- stop() }()
	for i := 0; !d.stopping.Load(); i++ {
		if i > 200 {
			t.Fatal("the stop was not begun")
		}
		time.Sleep(10 * time.Millisecond)
	}
	d.get("/readyz").want(t, 503, "stopping")
	d.get("/healthz").want(t, 200, "ok")
	close(leave)
	is(t, "the answer under way", <-got, "hela svaret")
	if err := <-ended; err != nil {
		t.Errorf("the stop: %v", err)
	}
}

func TestHugeBodyIsToldNotCut(t *testing.T) {
	d := newDesk(t)
	d.Handle("POST /fil", seeOpen, func(r *Request) (Response, error) {
		_, err := r.ReadForm()
		return Redirect("/"), err
	})
	addr, stop := served(t, d)
	body := io.MultiReader(strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"),
		io.LimitReader(forever('x'), 100<<20), strings.NewReader("\r\n--x--\r\n"))
	res, err := http.Post("http://"+addr+"/fil", "multipart/form-data; boundary=x", body)
	if err != nil {
		t.Fatalf("a body of 100 MB broke the connection instead of being told of: %v", err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 413 || !strings.Contains(string(b), "högst 1 megabyte") {
		t.Errorf("%d, %v: %s", res.StatusCode, err, b)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

type forever byte

func (f forever) Read(b []byte) (int, error) {
	copy(b, bytes.Repeat([]byte{byte(f)}, len(b)))
	return len(b), nil
}

// TestSlowClientsHoldNobodyUp: two hundred clients that say half a request keep nobody else from being answered.
func TestSlowClientsHoldNobodyUp(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /sida", seeOpen, hello("sida"))
	addr, stop := served(t, d)
	for i := range 200 {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprintf(c, "GET /sida HTTP/1.1\r\nHost: x\r\nX-Nummer: %d", i)
	}
	began := time.Now()
	res, err := http.Get("http://" + addr + "/sida")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if took := time.Since(began); res.StatusCode != 200 || took >= headerTime {
		t.Errorf("%d after %v", res.StatusCode, took)
	}
	go stop()
}

// TestSilentReaderIsGivenUp reads nothing of an endless answer: the write must end at its deadline and not hang.
func TestSilentReaderIsGivenUp(t *testing.T) {
	d := newDesk(t)
	gone := make(chan error, 1)
	d.Handle("GET /oandlig", seeOpen, func(*Request) (Response, error) {
		return Stream("", "application/octet-stream", func(w io.Writer) error {
			for {
				if _, err := w.Write(bytes.Repeat([]byte{'x'}, 1<<20)); err != nil {
					gone <- err
					return err
				}
			}
		}), nil
	})
	d.pause = 200 * time.Millisecond
	addr, stop := served(t, d)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "GET /oandlig HTTP/1.1\r\nHost: x\r\n\r\n")
	if _, err := bufio.NewReader(c).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	select {
	case <-gone:
	case <-time.After(20 * time.Second):
		t.Error("a client that reads nothing holds the handler")
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// TestConnectionOutlivesItsDeadlines: an answer without a body comes through on a connection that has rested longer
// than an earlier answer was given to be received.
func TestConnectionOutlivesItsDeadlines(t *testing.T) {
	d := newDesk(t)
	d.pause = 50 * time.Millisecond
	d.Handle("GET /sida", seeOpen, hello("sida"))
	d.Handle("GET /bort", seeOpen, func(*Request) (Response, error) { return Empty(204), nil })
	addr, stop := served(t, d)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	in := bufio.NewReader(c)
	for _, target := range []string{"/sida", "/bort", "/bort"} {
		fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", target)
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatalf("%s: %v", target, err)
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			t.Fatalf("%s: %v", target, err)
		}
		time.Sleep(150 * time.Millisecond)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// TestLargeBodiesTakeTurns lets no more large forms be read at once than there are places.
func TestLargeBodiesTakeTurns(t *testing.T) {
	d := newDesk(t, func(o *Options) { o.Timeout = 50 * time.Millisecond })
	d.Handle("POST /fil", seeOpen, func(r *Request) (Response, error) {
		_, err := r.ReadForm()
		return Empty(204), err
	}, Body(20<<20))
	for range heavyMost {
		d.heavy <- struct{}{}
	}
	d.post("/fil", nil).want(t, 503)
	<-d.heavy
	for range 3 {
		d.post("/fil", nil).want(t, 204) // each gives its place back
	}
}

func TestSlowHandlerIsCutOff(t *testing.T) {
	d := newDesk(t, func(o *Options) { o.Timeout = 20 * time.Millisecond })
	wait := func(r *Request) (Response, error) {
		select {
		case <-r.Context().Done():
			return Response{}, r.Context().Err()
		case <-time.After(150 * time.Millisecond):
			return Data("text/plain", []byte("klart")), nil
		}
	}
	d.Handle("GET /snabbt", seeOpen, wait)
	d.Handle("GET /talmodigt", seeOpen, wait, Patient())
	d.Handle("GET /export", seeOpen, func(r *Request) (Response, error) {
		return Stream("", "text/plain", func(w io.Writer) error {
			time.Sleep(60 * time.Millisecond)
			if err := r.Context().Err(); err != nil {
				return err
			}
			_, err := io.WriteString(w, "hela")
			return err
		}), nil
	})
	d.get("/snabbt").want(t, 503, "för lång tid")
	d.get("/talmodigt").want(t, 200, "klart")
	d.get("/export").want(t, 200, "hela")
}

func TestReadiness(t *testing.T) {
	broken := false
	check := Check{Name: "databas", Fn: func(context.Context) error {
		if broken {
			return io.ErrUnexpectedEOF
		}
		return nil
	}}
	d := newDesk(t, func(o *Options) { o.Ready = []Check{check}; o.Health = []Check{check} })
	d.get("/readyz").want(t, 200, "ok")
	d.get("/healthz").want(t, 200, "ok")
	broken = true
	d.get("/readyz").want(t, 503, "databas")
	d.get("/healthz").want(t, 503, "databas")
	if strings.Contains(d.get("/readyz").body, "EOF") {
		t.Error("the cause is shown")
	}
}

func TestComplaintsHoldNoAddress(t *testing.T) {
	d := newDesk(t)
	for _, line := range []string{"http: TLS handshake error from 203.0.113.9:4711: EOF\n", "http: TLS handshake error from [2001:db8::1]:4711: EOF\n"} {
		if _, err := (quiet{d.o.Log}).Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if log := d.log.String(); strings.Contains(log, "203.0") || strings.Contains(log, "2001") || !strings.Contains(log, "handshake error from (address)") {
		t.Error(log)
	}
}
