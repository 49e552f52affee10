package handover

import (
	"context"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/webhook"
)

// leftFact joins a hand-over with a fact that it has left. The hand-over's name here is no id that the fact knows.
type leftFact struct {
	Fact     string `db:"fact_id"`
	Handover string `db:"handover_id"`
	Metric   string `db:"metric"`
}

func leftBy(ctx context.Context, q db.Reader, id string) (map[string]string, error) {
	rows, err := db.All[leftFact](ctx, q, `SELECT fact_id, handover_id, metric FROM handover_fact WHERE handover_id = $1`, id)
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		out[r.Metric] = r.Fact
	}
	return out, err
}

// wanted gives the facts that a hand-over amounts to. It is the whole truth of them.
func wanted(h Handover, c clock.Clock, now time.Time) (out []fact.Fact) {
	base := fact.Fact{Agreement: h.Agreement, Municipality: h.Municipality, Authority: h.Receiver}
	reply := base
	reply.Metric, reply.Clause, reply.Opened, reply.Due = fact.HandoverReply, h.Commitment, db.At(c.Complete), db.At(c.Due(now))
	switch {
	case h.State == Withdrawn:
		reply.Closed, reply.Outcome = db.At(c.Last), fact.Withdrawn
	case !h.State.Live():
		minutes, _ := c.ToAnswer()
		reply.Closed, reply.Outcome, reply.Minutes, reply.Relieved = db.At(c.Stop), string(h.State), int64(minutes), c.Excused(now)
	case h.State == Paused && c.Verdict(now) != clock.Missed:
		reply.Due = fact.Never()
	}
	out = append(out, reply)
	if h.State == Accepted || h.State == Returned {
		returned := base
		returned.Metric, returned.Clause, returned.Opened, returned.Due, returned.Closed, returned.Outcome = fact.HandoverReturned, "K10.3", db.At(c.Stop), db.At(c.Stop), db.At(c.Stop), string(Returned)
		if h.State == Accepted {
			returned.Outcome = fact.Missed
		}
		out = append(out, returned)
	}
	if h.State == Accepted {
		out = append(out, h.contactFact(base))
		out = append(out, h.youthFacts(base)...)
	}
	return out
}

func (h Handover) contactFact(f fact.Fact) fact.Fact {
	f.Metric, f.Clause, f.Opened, f.Due = fact.HandoverFirstContact, "K10.2", h.DecidedAt, h.ContactDue
	if !h.ContactAt.IsZero() {
		f.Closed, f.Outcome = h.ContactAt, string(h.ContactHow)
		f.Minutes = int64(calendar.OfficeHours().MinutesBetween(h.DecidedAt.Time, h.ContactAt.Time))
	}
	return f
}

// keepFacts records the facts as they are now.
func (w *work) keepFacts() error {
	all := wanted(w.h, w.clock, w.tx.Now())
	for i := range all {
		all[i].ID = w.left[all[i].Metric]
	}
	ids, err := fact.RecordAll(w.ctx, w.tx, all)
	if err != nil {
		return err
	}
	var left []leftFact
	for i, f := range all {
		if f.ID == "" {
			left = append(left, leftFact{ids[i], w.h.ID, f.Metric})
		}
	}
	return db.InsertLater(w.ctx, w.tx, "handover_fact", left...)
}

// hookName is the event of an act, as programs subscribe to it.
func hookName(a Act) string { return string(Kind) + "." + string(a) }

// WebhookKinds lists what an authority's programs can be told of.
func WebhookKinds() (list []webhook.Kind) {
	t := language.T
	for _, k := range []struct {
		a    Act
		name language.Text
	}{
		{Send, t("En överlämning är skickad eller har kommit in", "A hand-over is sent or has come in")}, {AskMore, t("Mer behövs för att ta emot", "More is needed to accept")},
		{GiveMore, t("En överlämning är kompletterad", "A hand-over is completed")}, {Accept, t("En överlämning är mottagen", "A hand-over is accepted")},
		{Return, t("En överlämning är återlämnad", "A hand-over is returned")}, {TakeBack, t("En överlämning är återtagen", "A hand-over is taken back")},
		{Contact, t("Den första kontakten är tagen", "The first contact is made")}, {Stopped, t("Ett samtycke i en överlämning är återkallat", "A consent in a hand-over is withdrawn")},
		{Take, t("En överlämning har fått en ny handläggare", "A hand-over has a new officer")}, {Renew, t("En ny grund är angiven i en överlämning", "A new ground is recorded in a hand-over")},
	} {
		list = append(list, webhook.Kind{Event: webhook.Event(hookName(k.a)), Name: k.name, Reads: policy.ReadHandover})
	}
	return list
}
