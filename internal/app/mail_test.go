package app_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/enquiry"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/notice"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// postbox is a mail server that keeps what it was given.
type postbox struct {
	mu  sync.Mutex
	got []letter
}

type letter struct {
	to, subject, text string
	raw               string
}

func (p *postbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &delivering{p: p}, nil }

type delivering struct {
	p  *postbox
	to string
}

func (d *delivering) Mail(string, *smtp.MailOptions) error      { return nil }
func (d *delivering) Rcpt(to string, _ *smtp.RcptOptions) error { d.to = to; return nil }
func (d *delivering) Reset()                                    {}
func (d *delivering) Logout() error                             { return nil }
func (d *delivering) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err
	}
	var body io.Reader = m.Body
	if m.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
		body = quotedprintable.NewReader(m.Body)
	}
	text, err := io.ReadAll(body)
	d.p.mu.Lock()
	defer d.p.mu.Unlock()
	d.p.got = append(d.p.got, letter{d.to, subject, string(text), string(raw)})
	return err
}

// take empties the box.
func (p *postbox) take() []letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.got
	p.got = nil
	return out
}

// office is a house with the demo's people, each with an e-mail address, whose letters a real mail server takes.
type office struct {
	*app.App
	t     *testing.T
	clock *dbtest.Clock
	box   *postbox
	all   []letter
}

const mailBase = "https://samsyn.example"

func openOffice(t *testing.T) *office {
	o := &office{t: t, clock: dbtest.NewClock(), box: &postbox{}}
	server := smtp.NewServer(o.box)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	keys, err := seal.New(nil)
	must(t, err)
	o.App, err = app.Open(t.Context(), app.Options{Database: filepath.Join(t.TempDir(), "mail.db"), Keys: keys, Quick: true, Demo: true, BaseURL: mailBase,
		Mail: "smtp://" + listener.Addr().String(), MailFrom: "samsyn@samsyn.example", DB: db.Options{Now: o.clock.Now}})
	must(t, err)
	t.Cleanup(func() { must(t, o.Close()) })
	for _, step := range []func(context.Context, *app.App) error{cast.Places, cast.Staff, cast.ContactPaths} {
		must(t, step(t.Context(), o.App))
	}
	o.addresses()
	return o
}

// addresses gives everybody an address, and Maja her pages in English.
func (o *office) addresses() {
	all, err := db.All[account.Account](o.t.Context(), o.DB, "SELECT id, version, authority_id, unit_id, user_name, name, lang, cleared, demo FROM account")
	must(o.t, err)
	for _, a := range all {
		lang := language.Swedish
		if a.UserName == cast.Maja {
			lang = language.English
		}
		must(o.t, o.Accounts.Edit(o.t.Context(), policy.Process("test"), a.ID, a.Version, account.Input{Name: a.Name, Unit: a.Unit, Email: a.UserName + "@mail.example", Lang: lang, Cleared: a.Cleared, Demo: a.Demo}))
	}
}

func (o *office) who(user string) policy.Actor {
	o.t.Helper()
	found, err := o.Accounts.ByUserName(o.t.Context(), user)
	must(o.t, err)
	a, err := o.Accounts.Authenticate(o.t.Context(), found.ID, found.Authority)
	must(o.t, err)
	return a
}

// post runs a job of the clock, and then all that is due, so that what is in the outbox leaves.
func (o *office) post(kinds ...string) []letter {
	o.t.Helper()
	ctx := o.t.Context()
	for _, kind := range kinds {
		must(o.t, o.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error {
			if _, err := job.Enqueue(ctx, tx, job.New{Kind: kind}); err != nil {
				return err
			}
			return tx.Note("test.clock", ref.To("job", kind), nil)
		}))
	}
	for did := true; did; {
		var err error
		did, err = o.Queue.Once(ctx)
		must(o.t, err)
	}
	got := o.box.take()
	o.all = append(o.all, got...)
	return got
}

// question is one of Elin's about an invented person, on a consent.
func (o *office) question(elin policy.Actor, topic contact.Topic, number, name, text string) enquiry.Enquiry {
	o.t.Helper()
	ctx := o.t.Context()
	q := enquiry.Question{Receiver: cast.Agency, Municipality: "2085", Topics: []contact.Topic{topic}, Personal: true, Number: number, Name: name, Text: text, Purpose: "hemligt ändamål", Certified: true,
		Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.DateOf(o.clock.Now()).AddMonths(6)}}
	r, err := contact.Route(ctx, o.DB, contact.Ask{From: elin.Authority, Municipality: "2085", Topic: topic, Personal: true})
	must(o.t, err)
	if !r.Hole && r.Path.Channel == contact.Samsyn {
		q.Path, q.Unit = r.Path.ID, r.Path.Unit
	}
	e, err := o.Enquiries.Send(ctx, elin, enquiry.Key{}, q)
	must(o.t, err)
	return e
}

// personOf is an authority's own record of whom a question is about.
func (o *office) personOf(e enquiry.Enquiry, authority string) string {
	o.t.Helper()
	id, err := db.One[string](o.t.Context(), o.DB, "SELECT person_id FROM enquiry_side WHERE enquiry_id = $1 AND authority_id = $2", e.ID, authority)
	must(o.t, err)
	return id
}

// secrets are what no letter may hold: whom the questions are about, what they are about and what anybody wrote.
func secrets() []string {
	out := []string{"199201012383", "19920101-2383", "920101-2383", "199201012391", "199201022390", "Nora", "Testberg", "Amir", "Testsson", "Sara", "Testlund",
		"hemlig", "Hemlig", "hemliga anteckningen", "Q-MEASURE", "Q-LANG", "Q-PLAN"}
	for _, t := range contact.Topics() {
		if t.Personal {
			out = append(out, t.Name.Sv, t.Name.En)
		}
	}
	return out
}

func about(all []letter, to, subject string) (out []letter) {
	for _, l := range all {
		if l.to == to+"@mail.example" && l.subject == subject {
			out = append(out, l)
		}
	}
	return out
}

// TestEachKindOfNewsIsPostedWithoutThePerson does what gives each kind of notice of questions, persons and contact paths,
// and reads what a real mail server was given.
func TestEachKindOfNewsIsPostedWithoutThePerson(t *testing.T) {
	o := openOffice(t)
	ctx := t.Context()
	elin, maja, birgit, per := o.who(cast.Elin), o.who(cast.Maja), o.who(cast.Birgit), o.who(cast.Per)
	_, err := o.Accounts.Grant(ctx, policy.Process("test"), birgit.ID, account.DutyInput{Authority: birgit.Authority, Role: policy.Caseworker, From: calendar.NewDate(2026, 1, 1)})
	must(t, err)
	everyone, err := db.All[string](ctx, o.DB, "SELECT id FROM account")
	must(t, err)
	for _, id := range everyone { // questions that change hands are mailed only to those who ask for it
		must(t, o.Notices.Prefer(ctx, policy.Actor{ID: id}, string(enquiry.NewsMoved), notice.Mail, true))
	}

	first := o.question(elin, "Q-MEASURE", "199201012383", "Nora Testberg (Demo)", "Hemlig fråga om Nora.")
	second := o.question(elin, "Q-LANG", "199201012391", "Amir Testsson (Demo)", "Hemlig fråga om Amir.")
	third := o.question(elin, "Q-PLAN", "199201022390", "Sara Testlund (Demo)", "Hemlig fråga om Sara.")
	noHarm := enquiry.Basis{Kind: law.NoHarm, Motive: "Hemligt motiv."}
	for _, e := range []enquiry.Enquiry{first, second, third} {
		_, err = o.Enquiries.OpenPerson(ctx, maja, enquiry.Key{ID: e.ID}, noHarm)
		must(t, err)
	}
	_, err = o.Enquiries.AskMore(ctx, maja, enquiry.Key{ID: second.ID}, "clarification", "Hemlig motfråga?")
	must(t, err)
	_, err = o.Enquiries.SetTime(ctx, maja, enquiry.Key{ID: third.ID}, calendar.DateOf(o.clock.Now()).AddDays(9).At(10, 0), "Hemligt skäl.")
	must(t, err)
	_, err = o.Enquiries.Answer(ctx, maja, enquiry.Key{ID: first.ID}, enquiry.Reply{Outcome: enquiry.Answered, Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "hemligt"}, Text: "Hemligt svar."})
	must(t, err)
	must(t, o.Enquiries.Note(ctx, elin, first.ID, "Den hemliga anteckningen.", []string{birgit.ID}))

	// An emergency and a consent withdrawn do not wait for the morning.
	if early := o.post(); len(early) != 0 {
		t.Fatalf("%d letters left before the day's, the first to %s: %s", len(early), early[0].to, early[0].subject)
	}
	stranger := policy.Actor{ID: per.ID, Name: per.Name, Authority: cast.Agency, Roles: []policy.Role{policy.EmploymentOfficer}}
	must(t, o.Persons.OpenInEmergency(ctx, stranger, o.personOf(second, cast.Agency), "Hemligt skäl till nödöppning."))
	grounds, err := person.Grounds(ctx, o.DB, o.personOf(second, elin.Authority))
	must(t, err)
	_, err = o.Persons.Withdraw(ctx, elin, grounds[0].ID, grounds[0].Version)
	must(t, err)
	urgent := o.post()
	if len(about(urgent, cast.Hassan, "Samsyn: Nödöppningar")) != 1 || len(about(urgent, cast.Maja, "Samsyn: Withdrawn consents")) != 1 {
		t.Errorf("what is urgent: %v", subjects(urgent))
	}
	_, err = o.Enquiries.Withdraw(ctx, elin, enquiry.Key{ID: third.ID}, "Hemligt skäl.")
	must(t, err)

	// What Elin turns off is not sent, though it was told before she did.
	must(t, o.Notices.Prefer(ctx, elin, string(enquiry.NewsTime), notice.Mail, false))
	day := o.post(notice.DigestJob)
	if got := about(day, cast.Elin, "Samsyn: Svar som kommer senare"); len(got) != 0 {
		t.Errorf("what was turned off: %+v", got)
	}
	if got := about(day, cast.Maja, "Samsyn: New questions"); len(got) != 1 || strings.Count(got[0].text, "• ") != 3 {
		t.Errorf("three new questions in one letter to Maja: %+v of %v", got, subjects(day))
	}
	for user, want := range map[string][]string{cast.Elin: {"Samsyn: Svar på era frågor", "Samsyn: Frågor som kompletteras"}, cast.Birgit: {"Samsyn: Anteckningar där du nämns"}, cast.Maja: {"Samsyn: Questions that change hands"}} {
		for _, subject := range want {
			if len(about(day, user, subject)) != 1 {
				t.Errorf("%s did not get %q: %v", user, subject, subjects(day))
			}
		}
	}
	if again := o.post(notice.DigestJob); len(again) != 0 {
		t.Errorf("the day's letters left twice: %v", subjects(again))
	}

	// Days pass: a question falls due, contact paths want to be confirmed; the later time is told to who still wants it.
	fourth := o.question(elin, "Q-PLAN", "199201022390", "Sara Testlund (Demo)", "Hemlig fråga igen.")
	must(t, o.Notices.Prefer(ctx, elin, string(enquiry.NewsTime), notice.Mail, true))
	_, err = o.Enquiries.OpenPerson(ctx, maja, enquiry.Key{ID: fourth.ID}, noHarm)
	must(t, err)
	_, err = o.Enquiries.SetTime(ctx, maja, enquiry.Key{ID: fourth.ID}, calendar.DateOf(o.clock.Now()).AddDays(9).At(10, 0), "Hemligt skäl.")
	must(t, err)
	o.clock.Advance(80 * 24 * time.Hour)
	late := o.post("enquiry.tend", "contact.tick")
	late = append(late, o.post(notice.DigestJob)...)
	if len(about(late, cast.Maja, "Samsyn: Questions that are due soon")) != 1 || len(about(late, cast.Elin, "Samsyn: Svar som kommer senare")) != 1 {
		t.Errorf("after some weeks: %v", subjects(late))
	}
	if !slices.ContainsFunc(late, func(l letter) bool { return l.subject == "Samsyn: Kontaktvägar att se till" }) {
		t.Errorf("nobody is told of contact paths: %v", subjects(late))
	}
	o.harmless()
}

func subjects(all []letter) (out []string) {
	for _, l := range all {
		out = append(out, fmt.Sprintf("%s: %s", l.to, l.subject))
	}
	slices.Sort(out)
	return out
}

// harmless asserts of every letter that it says where to read on and how to turn it off, in the reader's language, and
// nothing of whom and what the questions were about.
func (o *office) harmless() {
	o.t.Helper()
	if len(o.all) == 0 {
		o.t.Fatal("no letter has left")
	}
	for _, l := range o.all {
		open, because := "Läs mer i Samsyn", "Du får detta därför att"
		if strings.HasPrefix(l.to, cast.Maja) {
			open, because = "Read more in Samsyn", "You get this because"
		}
		for _, want := range []string{open, because, mailBase + "/notiser", mailBase + notice.OffPath} {
			if !strings.Contains(l.text, want) {
				o.t.Errorf("%s to %s does not say %q:\n%s", l.subject, l.to, want, l.text)
			}
		}
		for _, secret := range secrets() {
			if strings.Contains(l.subject+"\n"+l.text, secret) || strings.Contains(l.raw, secret) {
				o.t.Errorf("%s to %s tells %q:\n%s", l.subject, l.to, secret, l.text)
			}
		}
	}
}
