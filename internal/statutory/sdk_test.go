package statutory_test

import (
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/policy"
	"samsyn/internal/statutory"
)

const (
	agencyActor, agencyPlace   = "0203:arbetsformedlingen.se", "af-nationell"
	ludvikaActor, ludvikaPlace = "0203:ludvika.se", "ludvika-vux"
)

// pair is two installations: the municipality's and the agency's. Each knows the other by a contact path in SDK.
type pair struct{ kommun, af *house }

func eachPair(t *testing.T, fn func(p *pair)) {
	each(t, func(kommun *house) {
		p := &pair{kommun: kommun, af: furnish(kommun.t, dbtest.Open(kommun.t, kommun.Dialect()))}
		p.kommun.linked(p.kommun.anna.Authority, ludvikaActor, ludvikaPlace)
		p.af.linked(directory.PES, agencyActor, agencyPlace)
		for _, h := range []*house{p.kommun, p.af} {
			h.reachedAt(directory.PES, agencyActor+" "+agencyPlace, "Q-PLAN")
			h.reachedAt(h.anna.Authority, ludvikaActor+" "+ludvikaPlace, "M-EDUCATION")
		}
		fn(p)
	})
}

// linked puts what comes in by SDK to an authority together with its notices.
func (h *house) linked(authority, actor, function string) {
	h.t.Helper()
	x := h.svc.Exchange
	x.Incoming, x.Receipted, x.Outgoing = append(x.Incoming, h.svc.Arrived), append(x.Receipted, h.svc.Receipted), h.svc.Along
	must(h.t, x.AddAddress(h.t.Context(), policy.Process("test"), exchange.Address{Authority: authority, Actor: actor, Function: function, Label: "Funktionen (Demo)"}))
}

func (h *house) reachedAt(authority, address string, topic contact.Topic) {
	h.t.Helper()
	keeper := policy.Actor{ID: "keeper", Authority: authority, Roles: []policy.Role{policy.Coordinator}}
	owner := h.per.ID
	if authority == h.anna.Authority {
		owner = h.anna.ID
	}
	_, err := contact.New(h.Trail).Add(h.t.Context(), keeper, authority, contact.Draft{Name: "SDK (Demo)", Channel: contact.SDK, Address: address, Personal: true, FirstDays: 1,
		AnswerDays: 3, Owner: owner, From: calendar.NewDate(2026, 1, 1), Topics: []contact.Topic{topic}, Languages: "svenska"})
	must(h.t, err)
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
		if strings.Contains(f.Name, "1992") || strings.Contains(f.Name, "Nora") {
			h.t.Errorf("the file's name tells who it is: %s", f.Name)
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

func (h *house) inThread(who policy.Actor, conversation string) statutory.Notice {
	h.t.Helper()
	id, err := db.One[string](h.t.Context(), h.DB, `SELECT id FROM statutory_notice WHERE conversation_id = $1`, conversation)
	must(h.t, err)
	v, err := h.svc.Get(h.t.Context(), h.DB, who, id)
	must(h.t, err)
	return v.Notice
}

func (p *pair) later(d time.Duration) {
	p.kommun.Clock.Advance(d)
	p.af.Clock.Advance(d)
}

// Between two installations a notice has the same receipts, times and figures on both sides.
func TestNoticeBetweenTwoInstallations(t *testing.T) {
	eachPair(t, func(p *pair) {
		n := p.kommun.send()
		if n.Channel != statutory.BySDK {
			p.kommun.t.Fatalf("%+v", n)
		}
		p.carry()
		theirs := p.af.inThread(p.af.per, n.Conversation)
		if theirs.Type != n.Type || theirs.Happened != n.Happened || theirs.Municipality != "2085" || theirs.Sender != p.af.anna.Authority || theirs.Citation != n.Citation || !theirs.SentAt.Equal(n.SentAt.Truncate(time.Second)) && !theirs.SentAt.Equal(n.SentAt.Time) {
			p.af.t.Fatalf("%+v\nis not\n%+v", theirs, n)
		}
		p.later(time.Hour)
		theirs = p.af.take(p.af.per, theirs)
		read, err := p.af.svc.Open(p.af.t.Context(), p.af.per, theirs.ID)
		must(p.af.t, err)
		if read.Parts[0].Lines[0].Value != number {
			p.af.t.Errorf("%+v", read.Parts[0])
		}
		p.carry()
		if ours := p.kommun.inThread(p.kommun.anna, n.Conversation); ours.State != statutory.Received || ours.ReceivedAt.IsZero() {
			p.kommun.t.Errorf("the sender does not see that it is received: %+v", ours)
		}
		p.later(time.Hour)
		theirs, err = p.af.svc.AskMore(p.af.t.Context(), p.af.per, key(theirs), "Vilken kurs?")
		must(p.af.t, err)
		p.carry()
		ours := p.kommun.inThread(p.kommun.anna, n.Conversation)
		p.later(time.Hour)
		_, err = p.kommun.svc.GiveMore(p.kommun.t.Context(), p.kommun.anna, key(ours), "Delkurs 2.")
		must(p.kommun.t, err)
		p.carry()
		p.later(time.Hour)
		theirs = p.af.inThread(p.af.per, n.Conversation)
		_, err = p.af.svc.Act(p.af.t.Context(), p.af.per, key(theirs), statutory.Contacted, "Vi har ringt.")
		must(p.af.t, err)
		p.carry()
		if ours = p.kommun.inThread(p.kommun.anna, n.Conversation); ours.State != statutory.Acted || ours.Outcome != statutory.Contacted {
			p.kommun.t.Errorf("%+v", ours)
		}
		a, b := p.kommun.stored(), p.af.stored()
		if len(a) != 2 || len(b) != 2 || a[0].Metric != b[0].Metric || a[1].Outcome != b[1].Outcome || a[1].Authority != directory.PES || b[0].Authority != p.af.anna.Authority || b[1].Closed.After(b[1].Due.Time) {
			p.kommun.t.Errorf("%+v\n%+v", a, b)
		}
	})
}

// What is not for the receiver comes back, and what is taken back ends at both.
func TestReturnedAndWithdrawnBetweenInstallations(t *testing.T) {
	eachPair(t, func(p *pair) {
		n := p.kommun.send()
		p.carry()
		theirs := p.af.take(p.af.per, p.af.inThread(p.af.per, n.Conversation))
		_, err := p.af.svc.Return(p.af.t.Context(), p.af.per, key(theirs), "Inte vårt ärende.")
		must(p.af.t, err)
		p.carry()
		if ours := p.kommun.inThread(p.kommun.anna, n.Conversation); ours.State != statutory.Returned || ours.Outcome != statutory.NotForUs {
			p.kommun.t.Errorf("%+v", ours)
		}
		in := p.kommun.interruption()
		in.Number = another
		m, err := p.kommun.svc.Send(p.kommun.t.Context(), p.kommun.anna, in)
		must(p.kommun.t, err)
		p.carry()
		_, err = p.kommun.svc.Withdraw(p.kommun.t.Context(), p.kommun.anna, key(m), "Fel person.")
		must(p.kommun.t, err)
		p.carry()
		if theirs := p.af.inThread(p.af.per, m.Conversation); theirs.State != statutory.Withdrawn || !theirs.Due.IsZero() {
			p.af.t.Errorf("%+v", theirs)
		}
	})
}

// One whom the receiving register has as protected is shielded when it comes from outside too.
func TestProtectedFromOutsideIsForTheNamedAlone(t *testing.T) {
	eachPair(t, func(p *pair) {
		p.af.protect(directory.PES, number, "vera")
		n := p.kommun.send()
		p.carry()
		p.af.hidden(p.af.per, p.af.inThread(p.af.vera, n.Conversation))
	})
}

// An authority's file of a notice is the exchange's file of its thread: it gets a number, and when it is destroyed nobody
// there sees the notice any more; the other side's stays.
func TestFileOfANotice(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		n := h.take(h.per, h.send())
		n, err := h.svc.Act(ctx, h.per, key(n), statutory.NothingToDo, "")
		must(h.t, err)
		if given, err := h.svc.Exchange.Register(ctx); err != nil || given != 2 {
			h.t.Errorf("%d files have a number: %v", given, err)
		}
		room := h.svc.Exchange.Room()
		file := exchange.FileRef(n.Conversation, directory.PES)
		doc, err := room.Pack(ctx, h.DB, file.ID)
		must(h.t, err)
		if len(doc.Files) != 1 || doc.Number == "" {
			h.t.Errorf("%+v", doc)
		}
		due, err := room.Due(ctx, h.DB, file.ID)
		must(h.t, err)
		if due.Keep != "" || due.Start != calendar.DateOf(h.Now()) {
			h.t.Errorf("%+v", due)
		}
		h.act(func(tx *audit.Tx) error { return room.Erase(ctx, tx, file.ID) })
		h.hidden(h.per, n)
		if read, err := h.svc.Open(ctx, h.anna, n.ID); err != nil || len(read.Parts) != 2 {
			h.t.Errorf("the sender's stays: %v %+v", err, read.Parts)
		}
	})
}
