package enquiry_test

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/file"
	"samsyn/internal/policy"
	"samsyn/internal/sdk"
)

const (
	agencyActor, agencyPlace   = "0203:arbetsformedlingen.se", "af-nationell"
	ludvikaActor, ludvikaPlace = "0203:ludvika.se", "ludvika-ame"
)

// pair is two installations: the municipality's and the agency's. Each knows the other by a contact path in SDK.
type pair struct {
	kommun, af *house
	path       string // to the agency, at the municipality's
}

func eachPair(t *testing.T, fn func(p *pair)) {
	each(t, func(kommun *house) {
		p := &pair{kommun: kommun, af: furnish(kommun.t, dbtest.Open(kommun.t, kommun.Dialect()))}
		p.kommun.linked(p.kommun.anna.Authority, ludvikaActor, ludvikaPlace)
		p.af.linked(directory.PES, agencyActor, agencyPlace)
		p.path = p.kommun.reachedAt(directory.PES, agencyActor+" "+agencyPlace)
		p.af.reachedAt(directory.PES, agencyActor+" "+agencyPlace)
		p.af.reachedAt(p.af.anna.Authority, ludvikaActor+" "+ludvikaPlace)
		fn(p)
	})
}

// linked puts what comes in by SDK to an authority together with its questions.
func (h *house) linked(authority, actor, function string) {
	h.t.Helper()
	x := h.svc.Exchange
	x.Incoming = append(x.Incoming, h.svc.Arrived)
	x.Receipted = append(x.Receipted, h.svc.Receipted)
	x.Outgoing = h.svc.Along
	must(h.t, x.AddAddress(h.t.Context(), policy.Process("test"), exchange.Address{Authority: authority, Actor: actor, Function: function, Label: "Funktionen (Demo)"}))
}

func (h *house) reachedAt(authority, address string) string {
	h.t.Helper()
	keeper := policy.Actor{ID: "keeper", Authority: authority, Roles: []policy.Role{policy.Coordinator}}
	owner, topics := h.per.ID, []contact.Topic{"Q-PLAN", "Q-REG"}
	if authority == h.anna.Authority {
		owner, topics = h.anna.ID, []contact.Topic{"M-INCOME"}
	}
	p, err := contact.New(h.Trail).Add(h.t.Context(), keeper, authority, contact.Draft{Name: "SDK (Demo)", Channel: contact.SDK, Address: address, Personal: true, FirstDays: 1,
		AnswerDays: 3, Owner: owner, From: calendar.NewDate(2026, 1, 1), Topics: topics, Languages: "svenska"})
	must(h.t, err)
	return p.ID
}

// carry moves what waits from one installation to the other, back and forth until nothing waits.
func (p *pair) carry() {
	p.kommun.t.Helper()
	for n := 1; n > 0; {
		n = p.kommun.leave(p.af) + p.af.leave(p.kommun)
	}
}

func (h *house) leave(to *house) int {
	h.t.Helper()
	n, problems, err := h.svc.Exchange.Next(h.t.Context(), "", 100, func(f exchange.Parcel) error {
		for _, plain := range []string{number[:8], "Nora"} { // a random name can hold any four digits
			if strings.Contains(f.Name, plain) {
				h.t.Errorf("the file's name tells %q", plain)
			}
		}
		_, err := to.svc.Exchange.TakeIn(h.t.Context(), f.Content, false)
		return err
	})
	must(h.t, err)
	if len(problems) > 0 {
		h.t.Fatalf("cannot leave: %v", problems)
	}
	return n
}

// later lets time pass in both.
func (p *pair) later(d time.Duration) {
	p.kommun.Clock.Advance(d)
	p.af.Clock.Advance(d)
}

// theirs is the question of a conversation as the agency's installation has it.
func (p *pair) theirs(e enquiry.Enquiry) enquiry.Enquiry {
	p.af.t.Helper()
	return p.af.inThread(e.Conversation)
}

func (h *house) inThread(conversation string) enquiry.Enquiry {
	h.t.Helper()
	id, err := db.One[string](h.t.Context(), h.DB, `SELECT id FROM enquiry WHERE conversation_id = $1`, conversation)
	must(h.t, err)
	return h.now(id)
}

// now is a question as it stands.
func (h *house) now(id string) (e enquiry.Enquiry) {
	h.t.Helper()
	for _, a := range []policy.Actor{h.anna, h.per} {
		if v, err := h.svc.Get(h.t.Context(), h.DB, a, id); err == nil {
			return v.Enquiry
		}
	}
	h.t.Fatalf("nobody sees the question %s", id)
	return e
}

// alike asserts that the clock and what is kept beside it say the same in both installations.
func (p *pair) alike(e enquiry.Enquiry) (a, b enquiry.View) {
	t := p.kommun.t
	t.Helper()
	ctx := t.Context()
	a, err := p.kommun.svc.Get(ctx, p.kommun.DB, p.kommun.anna, e.ID)
	must(t, err)
	b, err = p.af.svc.Get(ctx, p.af.DB, p.af.per, p.theirs(e).ID)
	must(t, err)
	now := p.kommun.Now()
	for what, x := range map[string][2]any{
		"state": {a.State, b.State}, "turn": {a.Turn, b.Turn}, "round": {a.Round, b.Round}, "due": {a.Clock.Due(now).UTC(), b.Clock.Due(now).UTC()}, "first due": {a.FirstDue.UTC(), b.FirstDue.UTC()},
		"first": {a.FirstAt.UTC(), b.FirstAt.UTC()}, "answered": {a.AnsweredAt.UTC(), b.AnsweredAt.UTC()}, "delivered": {a.DeliveredAt.UTC(), b.DeliveredAt.UTC()},
		"verdict": {a.Clock.Verdict(now), b.Clock.Verdict(now)}, "sent": {a.SentAt.UTC(), b.SentAt.UTC()}, "urgent": {a.Urgent, b.Urgent}, "municipality": {a.Municipality, b.Municipality},
		"asker": {a.Asker == p.kommun.anna.Authority, b.Asker == p.af.anna.Authority}, "receiver": {a.Receiver, b.Receiver}, "outcome": {a.Outcome, b.Outcome}, "topic": {a.Topic, b.Topic}, "ground": {a.Enquiry.Ground, b.Enquiry.Ground},
		"warned": {a.Clock.Warned, b.Clock.Warned}, "late": {a.Clock.LateBy(now), b.Clock.LateBy(now)},
	} {
		if x[0] != x[1] {
			t.Errorf("%s: %v here and %v there", what, x[0], x[1])
		}
	}
	if a.State != enquiry.Paused && !a.Due.Equal(b.Due.Time) { // of a paused one the lists show what held when it was last touched
		t.Errorf("due %s here and %s there", a.Due, b.Due)
	}
	return a, b
}

func attachment(t *testing.T, name, content string) file.Checked {
	t.Helper()
	f, err := file.Check(file.Input{Name: name, Content: strings.NewReader(content), Size: int64(len(content))})
	must(t, err)
	return f
}

// whole reads a thread with the content of its attachments, each message on a line.
func (h *house) whole(a policy.Actor, id string) (lines []string) {
	h.t.Helper()
	th, err := h.svc.Open(h.t.Context(), a, id)
	must(h.t, err)
	for _, p := range th.Parts {
		line := p.Copy.ID + " " + string(p.Kind) + " " + p.SentAt.UTC().String() + " " + p.Digest + " " + p.Copy.Body
		for _, f := range p.Files {
			_, r, err := file.Open(h.t.Context(), h.DB, h.Keys, f.ID)
			must(h.t, err)
			b, err := io.ReadAll(r)
			must(h.t, err)
			must(h.t, r.Close())
			line += " [" + f.Name + ": " + string(b) + "]"
		}
		lines = append(lines, line)
	}
	return lines
}

// TestAQuestionBetweenTwoInstallations: asked in one, taken in, opened, acknowledged, paused, given more, promised later
// and answered in the other. Both clocks say the same at every step, and both have the same thread.
func TestAQuestionBetweenTwoInstallations(t *testing.T) {
	eachPair(t, func(p *pair) {
		here, there, ctx := p.kommun, p.af, p.kommun.t.Context()
		q := here.question()
		q.Path, q.Files = p.path, []file.Checked{attachment(here.t, "samtycke.txt", "Jag samtycker"), attachment(here.t, "plan.csv", "a;b\n1;2\n")}
		e := here.send(q)
		p.later(26 * time.Hour) // the file is a day on its way: the clock counts from when it was sent
		p.carry()
		_, b := p.alike(e)
		if want := calendar.NewDate(2026, 3, 5).At(16, 30); !b.Due.Equal(want) || b.State != enquiry.Open || b.Channel != enquiry.BySDK || !b.Needs() || b.Reads {
			here.t.Fatalf("it came as %+v", b.Enquiry)
		}
		f, err := there.svc.OpenPerson(ctx, there.per, key(b.Enquiry), noHarm())
		must(here.t, err)
		th, err := there.svc.Open(ctx, there.per, f.ID)
		must(here.t, err)
		if th.Parts[0].Number != number || th.Parts[0].Name != name || th.Parts[0].Text != written || len(th.Parts[0].Files) != 2 {
			here.t.Fatalf("opened as %+v", th.Parts)
		}
		for _, step := range []func(enquiry.Key) (enquiry.Enquiry, error){
			func(k enquiry.Key) (enquiry.Enquiry, error) { return there.svc.Acknowledge(ctx, there.per, k) },
			func(k enquiry.Key) (enquiry.Enquiry, error) {
				return there.svc.AskMore(ctx, there.per, k, clock.ThirdParty, "Vi väntar på ett intyg.")
			},
			func(k enquiry.Key) (enquiry.Enquiry, error) {
				return there.svc.GiveMore(ctx, there.per, k, enquiry.More{})
			},
			func(k enquiry.Key) (enquiry.Enquiry, error) {
				return there.svc.AskMore(ctx, there.per, k, clock.Clarification, "Vilken period gäller frågan?")
			},
		} {
			_, err = step(latest(f))
			must(here.t, err)
			p.later(100 * time.Minute)
			p.carry()
			p.alike(e)
		}
		if now := here.now(e.ID); now.State != enquiry.Paused || now.Turn != clock.Asker {
			here.t.Fatalf("paused there and %s here", now.State)
		}
		_, err = here.svc.GiveMore(ctx, here.anna, latest(e), enquiry.More{Text: "Den i mars.", Certified: true})
		must(here.t, err)
		p.later(time.Hour)
		p.carry()
		_, err = there.svc.SetTime(ctx, there.per, latest(f), there.Now().Add(72*time.Hour), "")
		must(here.t, err)
		p.carry()
		p.alike(e)
		p.later(96 * time.Hour)
		r := reply()
		r.Files = []file.Checked{attachment(here.t, "handlingsplan.txt", "Planen")}
		_, err = there.svc.Answer(ctx, there.per, latest(f), r)
		must(here.t, err)
		p.later(35 * time.Minute)
		here.svc.Tell = here.tell
		p.carry()
		a, b := p.alike(e)
		if a.State != enquiry.Done || a.Outcome != enquiry.Answered || !a.DeliveredAt.Equal(here.Now().Truncate(time.Minute)) || a.Clock.Verdict(here.Now()) != clock.Missed || !a.Clock.Warned {
			here.t.Errorf("the answer came as %+v", a.Enquiry)
		}
		if i := slices.IndexFunc(a.Topics, func(t enquiry.Topic) bool { return t.AnsweredAt.IsZero() }); i >= 0 {
			here.t.Error("a topic is not answered")
		}
		one, other := here.whole(here.anna, e.ID), there.whole(there.per, b.ID)
		if !slices.Equal(one, other) || len(one) != 8 {
			here.t.Errorf("%d messages here and %d there:\n%s\n\n%s", len(one), len(other), strings.Join(one, "\n"), strings.Join(other, "\n"))
		}
		_, err = here.svc.Reopen(ctx, here.anna, latest(e), enquiry.More{Text: "Och i april?", Certified: true})
		must(here.t, err)
		p.later(time.Hour)
		p.carry()
		if a, _ := p.alike(e); a.Round != 2 || a.State != enquiry.Open {
			here.t.Errorf("asked again: %+v", a.Enquiry)
		}
		_, err = here.svc.Withdraw(ctx, here.anna, latest(e), "")
		must(here.t, err)
		p.carry()
		if _, b := p.alike(e); b.State != enquiry.Withdrawn {
			here.t.Errorf("taken back here, %s there", b.State)
		}
	})
}

// TestUrgencyBetweenTwoInstallations: an urgent question is urgent in both, and the receiver's finding that it is not.
func TestUrgencyBetweenTwoInstallations(t *testing.T) {
	eachPair(t, func(p *pair) {
		t := p.kommun.t
		q := p.kommun.question()
		q.Path, q.Urgent, q.UrgentWhy = p.path, true, "hotande uppsägning"
		e := p.kommun.send(q)
		p.carry()
		if _, b := p.alike(e); !b.Urgent || !b.Due.Equal(calendar.NewDate(2026, 3, 2).At(16, 30)) {
			t.Fatalf("it came as %+v", b.Enquiry)
		}
		p.later(time.Hour)
		_, err := p.af.svc.Calm(t.Context(), p.af.per, latest(p.theirs(e)), "")
		if err == nil {
			t.Fatal("the mark is taken off without a reason")
		}
		_, err = p.af.svc.Calm(t.Context(), p.af.per, latest(p.theirs(e)), "Beslutet kommer först i april.")
		must(t, err)
		p.carry()
		if a, _ := p.alike(e); a.Urgent || !a.Due.Equal(calendar.NewDate(2026, 3, 5).At(16, 30)) {
			t.Fatalf("due %s", a.Due)
		}
	})
}

// TestAMessageFromAnotherSystem: without what a Samsyn sends along it is a general question at the unit that it was for,
// and what comes later in its thread is for a person to read.
func TestAMessageFromAnotherSystem(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		h.linked(directory.PES, agencyActor, agencyPlace)
		const id = "0b6f7f0e-5f7c-4f86-9d0f-5b9c58f0a001"
		m := sdk.Message{ID: id, Conversation: id, Created: h.Now().Add(-3 * time.Hour).UTC(), Label: "Fråga", Sender: sdk.Party{Actor: "0203:regionen.se", Address: "reg"},
			Recipient: sdk.Party{Actor: agencyActor, Address: agencyPlace}, Documents: []sdk.Document{{ID: "1", Name: "Text", Index: "1", Texts: []string{"När har ni öppet?"}}}}
		h.comes(m)
		e := h.inThread(id)
		if e.Topic != "Q-GENERAL" || e.Personal || e.State != enquiry.Open || e.Channel != enquiry.BySDK || !e.SentAt.Equal(m.Created) {
			t.Fatalf("it came as %+v", e)
		}
		list, err := h.svc.Inbox(t.Context(), h.DB, h.per, enquiry.Filter{Free: true})
		must(t, err)
		if len(list) != 1 || !list[0].Mine {
			t.Fatalf("inbox %+v", list)
		}
		e, err = h.svc.Take(t.Context(), h.per, key(e))
		must(t, err)
		m.ID, m.Created = "0b6f7f0e-5f7c-4f86-9d0f-5b9c58f0a002", m.Created.Add(time.Hour)
		h.news = nil
		h.comes(m)
		if e = h.now(e.ID); e.State != enquiry.Open || len(h.news) != 1 || h.news[0].Kind != enquiry.NewsMore {
			t.Fatalf("%s, told %+v", e.State, h.news)
		}
		if th, err := h.svc.Open(t.Context(), h.per, e.ID); err != nil || len(th.Parts) != 2 || !strings.Contains(th.Parts[0].Text, "När har ni öppet?") {
			t.Fatalf("%v %+v", err, th.Parts)
		}
		_, err = h.svc.Answer(t.Context(), h.per, latest(e), enquiry.Reply{Outcome: enquiry.Answered, Text: "Måndag."})
		must(t, err)
	})
}

func (h *house) comes(m sdk.Message) {
	h.t.Helper()
	b, err := sdk.Marshal(m)
	must(h.t, err)
	_, err = h.svc.Exchange.TakeIn(h.t.Context(), b, false)
	must(h.t, err)
}

// TestWhatTheOtherSideDoesNotTakeIn: a rejected message is told to whoever sent it, and the question goes on.
func TestWhatTheOtherSideDoesNotTakeIn(t *testing.T) {
	eachPair(t, func(p *pair) {
		t := p.kommun.t
		q := p.kommun.question()
		q.Path = p.path
		e := p.kommun.send(q)
		p.kommun.news = nil
		must(t, p.kommun.Trail.Do(t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
			return p.kommun.rejected(t.Context(), tx, e)
		}))
		if now := p.kommun.now(e.ID); now.State != enquiry.Open || len(p.kommun.news) != 1 || p.kommun.news[0].Authority != p.kommun.anna.Authority {
			t.Fatalf("%s, told %+v", now.State, p.kommun.news)
		}
	})
}

func (h *house) rejected(ctx context.Context, tx *audit.Tx, e enquiry.Enquiry) error {
	c, err := exchange.Get(ctx, tx, e.Conversation)
	if err != nil {
		return err
	}
	sent, err := exchange.Messages(ctx, tx, e.Conversation)
	if err != nil {
		return err
	}
	return h.svc.Receipted(ctx, tx, c, sent[0], exchange.Attempt{Conversation: c.ID, Outcome: exchange.Rejected, Channel: exchange.SDK, At: db.At(tx.Now())})
}
