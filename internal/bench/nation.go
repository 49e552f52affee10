package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
	"samsyn/internal/web"
)

// nation is a house with many questions, those who ask and who answers, and ways past the house to the same rows.
type nation struct {
	settings
	*app.App
	engine string
	size   int
	watch  *watch
	direct *sql.DB    // one commit for each act
	beside *db.Writer // shared commits
	files  *db.DB     // of beside
	stop   func()
	keys   *seal.Keys
	dsn    string

	askers  []staff
	officer staff
	model   string            // the question that the many are copies of
	opened  []enquiry.Enquiry // questions whose person the officer has opened
	post    *sample
	answer  *sample
}

// staff is somebody who is signed in.
type staff struct {
	policy.Actor
	cookies []*http.Cookie
}

func (s settings) measure(ctx context.Context, engine, dsn string, size int) (err error) {
	n, err := newNation(ctx, s, engine, dsn, size)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	for _, m := range parts() {
		if !s.wants(m.name) {
			continue
		}
		if err := s.profiled(func() error { return m.fn(n, ctx) }); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if err := fact.Fold(ctx, n.Trail); err != nil { // as the clock does each minute
			return err
		}
	}
	return nil
}

type part struct {
	name string
	fn   func(n *nation, ctx context.Context) error
}

func parts() []part {
	return []part{{"inbox", (*nation).inboxes}, {"post", (*nation).posts}, {"thread", (*nation).threads}, {"answer", (*nation).answers},
		{"promise", (*nation).promises}, {"coverage", (*nation).coverage}, {"overview", (*nation).overview},
		{"steady", (*nation).steadily}, {"export", (*nation).export}, {"start", (*nation).start}}
}

func names() []string {
	list := []string{"acts", "secrecy"}
	for _, p := range parts() {
		list = append(list, p.name)
	}
	return list
}

func newNation(ctx context.Context, s settings, engine, dsn string, size int) (n *nation, err error) {
	n = &nation{settings: s, engine: engine, size: size, dsn: dsn, watch: &watch{}, stop: func() {}}
	if n.keys, err = s.someKeys(); err != nil {
		return nil, err
	}
	if n.App, err = n.open(ctx); err != nil {
		return nil, err
	}
	if n.direct, err = db.Direct(dsn); err != nil {
		return nil, err
	}
	if n.files, n.beside, err = db.Open(ctx, dsn, db.Options{}); err != nil {
		return nil, err
	}
	n.sequence(ctx)
	began := time.Now()
	for _, step := range []func(context.Context) error{n.people, n.samples, n.prepare, n.crowd} {
		if err := step(ctx); err != nil {
			return nil, errors.Join(err, n.close())
		}
	}
	disk, err := n.disk(ctx)
	if err != nil {
		return nil, errors.Join(err, n.close())
	}
	fmt.Printf("\n%s: filled with %d questions and as many facts in %s; they take %.2f GB of disk\n", engine, size, time.Since(began).Round(time.Second), float64(disk)/1e9)
	return n, nil
}

// keyFile is where the keys are kept of all databases of a run.
func (s settings) keyFile() string { return filepath.Join(s.dir, "bench.keys") }

// someKeys are kept in a file where there is a place for it, so that the service can be started beside.
func (s settings) someKeys() (*seal.Keys, error) {
	if s.dir == "" {
		return seal.New(nil)
	}
	return seal.LoadOrCreate(s.keyFile(), nil)
}

// disk is how much the database takes, in bytes.
func (n *nation) disk(ctx context.Context) (sum int64, err error) {
	if n.DB.Dialect() == db.Postgres {
		return db.One[int64](ctx, n.DB, "SELECT pg_database_size(current_database())")
	}
	for _, end := range []string{"", "-wal"} {
		if about, err := os.Stat(n.dsn + end); err == nil {
			sum += about.Size()
		}
	}
	return sum, nil
}

func (n *nation) open(ctx context.Context) (*app.App, error) {
	return app.Open(ctx, app.Options{Database: n.dsn, Keys: n.keys, Log: slog.New(slog.DiscardHandler), Demo: true, Quick: true, DB: db.Options{Ran: n.watch.ran, Waited: n.watch.waited}})
}

// sequence gives entries their places in the log by the clock, as the house does.
func (n *nation) sequence(ctx context.Context) {
	running, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); n.Trail.Run(running) }()
	n.stop = func() { cancel(); <-done }
}

func (n *nation) close() error {
	n.stop()
	n.beside.Close()
	return errors.Join(n.files.Close(), n.direct.Close(), n.Close())
}

// people are the places and the staff of the cast, an agreement with its commitments, and those who are signed in.
func (n *nation) people(ctx context.Context) error {
	for _, fill := range []func(context.Context, *app.App) error{cast.Places, cast.Staff, cast.Agreements, cast.Promises} {
		if err := fill(ctx, n.App); err != nil {
			return err
		}
	}
	n.Router.Handle("POST "+inPath+"/{account}/{authority}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("account"), r.Path("authority"), "/")
	})
	for _, name := range []string{cast.Elin, cast.Sara, cast.Ture, cast.Nora} {
		a, err := n.signedIn(ctx, name)
		if err != nil {
			return err
		}
		n.askers = append(n.askers, a)
	}
	var err error
	n.officer, err = n.signedIn(ctx, cast.Maja)
	return err
}

func (n *nation) signedIn(ctx context.Context, name string) (s staff, err error) {
	a, err := n.Accounts.ByUserName(ctx, name)
	if err != nil {
		return s, err
	}
	if s.Actor, err = n.Accounts.Authenticate(ctx, a.ID, a.Authority); err != nil {
		return s, err
	}
	r := request(http.MethodPost, inPath+"/"+a.ID+"/"+a.Authority, nil)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	n.Router.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		return s, fmt.Errorf("sign-in answers %d", w.Code)
	}
	s.cookies = w.Result().Cookies()
	return s, nil
}

func request(method, path string, body []byte) *http.Request {
	r := httptest.NewRequest(method, "http://127.0.0.1"+path, bytes.NewReader(body))
	r.Header.Set("Origin", "http://127.0.0.1")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return r
}

// get asks for a page as a person's browser does.
func (n *nation) get(s staff, path string) error {
	return n.call(s, request(http.MethodGet, path, nil), http.StatusOK)
}

// send does an act of the API.
func (n *nation) send(s staff, path string, in any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	r := request(http.MethodPost, path, body)
	r.Header.Set("Content-Type", "application/json")
	return n.call(s, r, http.StatusOK)
}

func (n *nation) call(s staff, r *http.Request, want int) error {
	for _, c := range s.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	n.Router.ServeHTTP(w, r)
	if w.Code != want {
		return fmt.Errorf("%s answers %d: %.300s", r.URL.Path, w.Code, w.Body.String())
	}
	return nil
}

// number gives each client a person of its own: official test numbers.
func number(client int) string {
	all := []string{"199201012383", "199201012391", "199201022390", "200401012380", "200401012398", "189001019802", "189001029819", "189001039800",
		"189001049817", "189001059808", "189001069815", "189001079806", "189001089813", "189001099804", "189001109819", "189001119800"}
	return all[client%len(all)]
}

func places(asker int) string { return []string{"2085", "2085", "2080", "2085"}[asker] }

func (n *nation) question(client int) (staff, enquiry.Question) {
	asker := client % len(n.askers)
	return n.askers[asker], enquiry.Question{Receiver: directory.PES, Municipality: places(asker), Topics: []contact.Topic{"Q-PLAN"}, Personal: true, Number: number(client),
		Text: "Vad är nästa steg?", Purpose: "planering", Certified: true, Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: n.Accounts.Today().AddMonths(3)}}
}

func reply() enquiry.Reply {
	return enquiry.Reply{Outcome: enquiry.Answered, Text: "En ny plan görs på måndag.", Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "planen"}}
}

func (n *nation) ask(ctx context.Context, client int) (enquiry.Enquiry, error) {
	s, q := n.question(client)
	return n.Enquiries.Send(ctx, s.Actor, enquiry.Key{}, q)
}

func (n *nation) askAndOpen(ctx context.Context, client int) (enquiry.Enquiry, error) {
	e, err := n.ask(ctx, client)
	if err == nil {
		e, err = n.Enquiries.OpenPerson(ctx, n.officer.Actor, enquiry.Key{ID: e.ID}, enquiry.Basis{Kind: law.NoHarm, Motive: "behövs för planeringen"})
	}
	return e, err
}

// samples takes the rows of a question sent and of one answered, when everybody has been asked about once.
func (n *nation) samples(ctx context.Context) error {
	for client := range 16 {
		if _, err := n.askAndOpen(ctx, client); err != nil {
			return err
		}
	}
	var err error
	if n.post, err = take(ctx, n.direct, n.watch, func() error { _, err := n.ask(ctx, 0); return err }); err != nil {
		return err
	}
	e, err := n.askAndOpen(ctx, 0)
	if err != nil {
		return err
	}
	n.answer, err = take(ctx, n.direct, n.watch, func() error {
		_, err := n.Enquiries.Answer(ctx, n.officer.Actor, enquiry.Key{ID: e.ID}, reply())
		return err
	})
	return err
}

// prepare sends questions for threads and answers.
func (n *nation) prepare(ctx context.Context) error {
	want := 0
	if n.wants("thread") || n.wants("steady") || n.wants("start") {
		want = 100
	}
	if n.wants("answer") {
		want = 4000 // so many are answered in all turns
	}
	for len(n.opened) < want {
		err := n.Trail.Together(ctx, func(ctx context.Context) error {
			for range 100 {
				e, err := n.askAndOpen(ctx, len(n.opened))
				if err != nil {
					return err
				}
				n.opened = append(n.opened, e)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (n *nation) crowd(ctx context.Context) error {
	e, err := n.ask(ctx, 0)
	if err != nil {
		return err
	}
	n.model = e.ID
	if err := fill(ctx, n.direct, e.ID, n.DB.Dialect(), 0, n.size); err != nil {
		return err
	}
	return figures(ctx, n.Trail, 0, n.size)
}
