package job_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-smtp"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/job"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newQueue(d *dbtest.Database) *job.Queue {
	return job.NewQueue(d.Trail, slog.New(slog.NewTextHandler(io.Discard, nil)))
}

func act(t testing.TB, d *dbtest.Database, fn func(tx *audit.Tx) error) error {
	t.Helper()
	return d.Trail.Do(t.Context(), policy.Actor{ID: "anna"}, func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note("test.act", ref.To("thing", "1"), nil)
	})
}

func enqueue(t testing.TB, d *dbtest.Database, n job.New) string {
	t.Helper()
	var id string
	must(t, act(t, d, func(tx *audit.Tx) (err error) { id, err = job.Enqueue(t.Context(), tx, n); return err }))
	return id
}

func once(t testing.TB, q *job.Queue) bool {
	t.Helper()
	did, err := q.Once(t.Context())
	must(t, err)
	return did
}

func TestAJobIsThereIfAndOnlyIfItsActIs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		q := newQueue(d)
		var said []string
		q.Handle("say", func(_ context.Context, j job.Job) error {
			var word string
			err := j.Read(&word)
			said = append(said, word)
			return err
		})
		refused := errors.New("refused")
		err := act(t, d, func(tx *audit.Tx) error {
			if _, err := job.Enqueue(t.Context(), tx, job.New{Kind: "say", Args: "never"}); err != nil {
				return err
			}
			return refused
		})
		if !errors.Is(err, refused) {
			t.Fatal(err)
		}
		enqueue(t, d, job.New{Kind: "say", Args: "later", RunAt: d.Clock.Now().Add(time.Hour)})
		enqueue(t, d, job.New{Kind: "say", Args: "now"})
		for once(t, q) {
		}
		d.Clock.Advance(2 * time.Hour)
		for once(t, q) {
		}
		if got := strings.Join(said, " "); got != "now later" {
			t.Errorf("said %q", got)
		}
	})
}

func TestAKeyIsThereOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if enqueue(t, d, job.New{Kind: "a", Key: "k"}) == "" || enqueue(t, d, job.New{Kind: "a", Key: "k"}) != "" || enqueue(t, d, job.New{Kind: "b", Key: "k"}) == "" {
			t.Error("a key of a kind stands not exactly once")
		}
	})
}

func TestAFailingJobPausesThenSticksThenIsTriedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		q := newQueue(d)
		tries := 0
		q.Handle("fail", func(context.Context, job.Job) error { tries++; return errors.New("no luck") })
		id := enqueue(t, d, job.New{Kind: "fail", Most: 3})
		for _, pause := range []time.Duration{0, 5 * time.Second, 10 * time.Second} {
			if pause > 0 {
				d.Clock.Advance(pause - time.Second)
				if once(t, q) {
					t.Fatalf("tried again before %s", pause)
				}
				d.Clock.Advance(2 * time.Second)
			}
			if !once(t, q) {
				t.Fatalf("not tried after %s", pause)
			}
		}
		s, err := job.Look(t.Context(), d, id)
		must(t, err)
		if s.StuckAt.IsZero() || s.LastError != "no luck" || tries != 3 {
			t.Errorf("%+v after %d tries", s, tries)
		}
		must(t, q.Retry(t.Context(), id))
		if !once(t, q) || tries != 4 {
			t.Error("not tried again")
		}
	})
}

func TestAPanicIsAFailureAndGivingUpIsAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		q := newQueue(d)
		q.Handle("panic", func(context.Context, job.Job) error { panic("boo") })
		id := enqueue(t, d, job.New{Kind: "panic", Most: 1})
		unknown := enqueue(t, d, job.New{Kind: "nobody"})
		once(t, q)
		once(t, q)
		stuck, err := job.Stuck(t.Context(), d, 10)
		must(t, err)
		if len(stuck) != 2 || stuck[0].ID != id || stuck[1].ID != unknown || stuck[1].Attempt != 1 {
			t.Errorf("stuck: %+v", stuck)
		}
	})
}

// A node that dies in the middle of a job keeps it from others only as long as its lease.
// An error's text is cut to fit, but never within a character, and holds nothing that an engine refuses.
func TestAnyErrorCanBeKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		q := newQueue(d)
		for kind, text := range map[string]string{"cut": "x" + strings.Repeat("å", 1000), "raw": "\xff sönder \x00 fil"} {
			q.Handle(kind, func(context.Context, job.Job) error { return errors.Join(errors.New(text), job.ErrGiveUp) })
			id := enqueue(t, d, job.New{Kind: kind})
			once(t, q)
			s, err := job.Look(t.Context(), d, id)
			must(t, err)
			if s.StuckAt.IsZero() || s.LastError == "" || !utf8.ValidString(s.LastError) {
				t.Errorf("%s: %+v", kind, s)
			}
		}
	})
}

func TestADeadNodesJobIsTakenOver(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		q := newQueue(d)
		started, release := make(chan struct{}), make(chan struct{})
		var runs atomic.Int64
		q.Handle("long", func(context.Context, job.Job) error {
			if runs.Add(1) == 1 {
				close(started)
				<-release
			}
			return nil
		})
		id := enqueue(t, d, job.New{Kind: "long"})
		done := make(chan struct{})
		go func() { defer close(done); once(t, q) }()
		<-started
		if once(t, q) {
			t.Error("a leased job was claimed")
		}
		d.Clock.Advance(2 * time.Minute)
		if !once(t, q) || runs.Load() != 2 {
			t.Error("the job was not taken over")
		}
		taken, err := job.Look(t.Context(), d, id)
		must(t, err)
		close(release)
		<-done
		after, err := job.Look(t.Context(), d, id)
		must(t, err)
		if after != taken || after.DoneAt.IsZero() {
			t.Errorf("the late node changed %+v to %+v", taken, after)
		}
	})
}

// A job that takes its node with it at every try is not tried for ever.
func TestAJobThatNeverEndsIsGivenUp(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		q := newQueue(d)
		release := make(chan struct{})
		q.Handle("deadly", func(context.Context, job.Job) error { <-release; return nil })
		id := enqueue(t, d, job.New{Kind: "deadly", Most: 2})
		var nodes sync.WaitGroup
		for try := range int64(2) {
			nodes.Go(func() { once(t, q) })
			for s := (job.State{}); s.Attempt <= try; time.Sleep(5 * time.Millisecond) {
				var err error
				s, err = job.Look(t.Context(), d, id)
				must(t, err)
			}
			d.Clock.Advance(2 * time.Minute)
		}
		if once(t, q) {
			t.Error("tried a third time")
		}
		must(t, q.GiveUp(t.Context()))
		s, err := job.Look(t.Context(), d, id)
		must(t, err)
		if s.StuckAt.IsZero() || s.Attempt != 2 {
			t.Errorf("%+v", s)
		}
		close(release)
		nodes.Wait()
	})
}

func TestSeveralNodesShareTheQueue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		const jobs = 60
		var ran sync.Map
		var double atomic.Int64
		queues := []*job.Queue{newQueue(d), newQueue(d), newQueue(d)}
		for _, q := range queues {
			q.Handle("one", func(_ context.Context, j job.Job) error {
				if _, was := ran.LoadOrStore(j.ID, true); was {
					double.Add(1)
				}
				return nil
			})
		}
		must(t, act(t, d, func(tx *audit.Tx) error {
			for range jobs {
				if _, err := job.Enqueue(t.Context(), tx, job.New{Kind: "one"}); err != nil {
					return err
				}
			}
			return nil
		}))
		var wg sync.WaitGroup
		for _, q := range queues {
			wg.Go(func() {
				for {
					did, err := q.Once(t.Context())
					if err != nil {
						t.Error(err)
					}
					if !did {
						if due, _, err := job.Backlog(t.Context(), d); err != nil || due == 0 {
							return
						}
					}
				}
			})
		}
		wg.Wait()
		n := 0
		ran.Range(func(any, any) bool { n++; return true })
		if n != jobs || double.Load() != 0 {
			t.Errorf("%d of %d done, %d twice", n, jobs, double.Load())
		}
	})
}

func TestTheClockWritesEachTurnOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		runs := 0
		a, b := newQueue(d), newQueue(d)
		for _, q := range []*job.Queue{a, b} {
			q.Clockwork(job.Every("hourly", time.Hour), func(context.Context, job.Job) error { runs++; return nil })
		}
		for range 3 {
			must(t, b.EnqueuePeriodic(t.Context()))
			must(t, a.CatchUp(t.Context()))
			must(t, b.CatchUp(t.Context()))
			d.Clock.Advance(time.Hour)
		}
		if runs != 3 {
			t.Errorf("%d runs in three hours", runs)
		}
		d.Clock.Advance(30 * 24 * time.Hour)
		must(t, a.Sweep(t.Context(), job.Job{}))
		if n, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM job"); err != nil || n != 0 {
			t.Errorf("%d jobs are left, %v", n, err)
		}
	})
}

func TestTheOutboxIsSealedAndSendsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		q := newQueue(d)
		var sent []job.Delivery
		down := true
		q.Deliver(d.Keys, map[job.Channel]job.Sender{job.Mail: func(_ context.Context, m job.Delivery) (string, error) {
			if down {
				return "", errors.New("down")
			}
			sent = append(sent, m)
			return "r1", nil
		}})
		must(t, act(t, d, func(tx *audit.Tx) error {
			_, err := job.Send(t.Context(), tx, d.Keys, job.Mail, job.Message{To: "anna@kommun.example", Subject: "Hej", Text: "Åäö"})
			return err
		}))
		raw, err := db.One[[]byte](t.Context(), d, "SELECT content FROM delivery")
		must(t, err)
		if strings.Contains(string(raw), "anna") {
			t.Error("the address stands in clear")
		}
		once(t, q)
		down = false
		d.Clock.Advance(time.Minute)
		once(t, q)
		if len(sent) != 1 || sent[0].Message.To != "anna@kommun.example" || sent[0].Message.Text != "Åäö" {
			t.Errorf("sent %+v", sent)
		}
		for _, left := range []struct {
			after time.Duration
			want  int64
		}{{13 * 24 * time.Hour, 1}, {2 * 24 * time.Hour, 0}} {
			d.Clock.Advance(left.after)
			must(t, q.Sweep(t.Context(), job.Job{}))
			if n, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM delivery"); err != nil || n != left.want {
				t.Errorf("%d deliveries are kept, %v; want %d", n, err, left.want)
			}
		}
	})
}

// letterbox is a mail server for the test.
type letterbox struct {
	mu   sync.Mutex
	got  []string
	code int
}

func (l *letterbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &letters{l}, nil }

type letters struct{ box *letterbox }

func (l *letters) Mail(string, *smtp.MailOptions) error { return nil }
func (l *letters) Rcpt(string, *smtp.RcptOptions) error {
	if l.box.code != 0 {
		return &smtp.SMTPError{Code: l.box.code, Message: "no such box as anna@kommun.example"}
	}
	return nil
}
func (l *letters) Reset()        {}
func (l *letters) Logout() error { return nil }
func (l *letters) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	l.box.mu.Lock()
	defer l.box.mu.Unlock()
	l.box.got = append(l.box.got, string(b))
	return err
}

func TestMailLeavesAndARefusalTellsNoAddress(t *testing.T) {
	box := &letterbox{}
	server := smtp.NewServer(box)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	go func() { _ = server.Serve(listener) }()
	defer server.Close()
	send, err := job.MailSender("smtp://"+listener.Addr().String(), "samsyn@samsyn.example")
	must(t, err)
	d := job.Delivery{ID: "d1", Channel: job.Mail, Message: job.Message{To: "anna@kommun.example", Subject: "Överenskommelsen löper ut", Text: "Ring före kl. 16.",
		Headers: map[string]string{"List-Unsubscribe": "<https://samsyn.example/notiser/av/" + strings.Repeat("x", 120) + ">"}}}
	if _, err := send(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if len(box.got) != 1 || !strings.Contains(box.got[0], "<d1@samsyn>") || !strings.Contains(box.got[0], "Ring f") ||
		!strings.Contains(strings.ReplaceAll(box.got[0], "\r\n ", " "), "List-Unsubscribe: <https://samsyn.example/notiser/av/x") {
		t.Errorf("got %q", box.got)
	}
	box.code = 550
	_, err = send(t.Context(), d)
	if !errors.Is(err, job.ErrGiveUp) || strings.Contains(err.Error(), "anna") {
		t.Errorf("a refusal: %v", err)
	}
	if _, err := job.MailSender("mail.example", "a@b.example"); err == nil {
		t.Error("an address without a scheme was taken")
	}
}

func TestAWebhookIsSigned(t *testing.T) {
	secret := []byte("secret of the test")
	status := http.StatusNoContent
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Header.Get("Samsyn-Signature") != "sha256="+job.Signature(secret, body) || r.Header.Get("Idempotency-Key") != "d2" {
			t.Errorf("headers %v", r.Header)
		}
		w.WriteHeader(status)
	}))
	defer receiver.Close()
	send := job.WebhookSender(receiver.Client(), secret)
	d := job.Delivery{ID: "d2", Channel: job.Webhook, Message: job.Message{To: receiver.URL, Text: `{"on":"2026-03-02"}`}}
	if _, err := send(t.Context(), d); err != nil {
		t.Error(err)
	}
	status = http.StatusBadGateway
	if _, err := send(t.Context(), d); err == nil {
		t.Error("a refusal counts as sent")
	}
}
