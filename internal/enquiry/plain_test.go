package enquiry_test

import (
	"bytes"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/law"
	"samsyn/internal/person"
)

// TestWhatNeedsNoGroundNamesNobody: a general question, what it is needed for, and what is said on the way to an answer
// are read without a ground, and hold no personal number.
func TestWhatNeedsNoGroundNamesNobody(t *testing.T) {
	cases := []struct {
		field  string
		change func(q *enquiry.Question)
	}{
		{"number", func(q *enquiry.Question) { q.Personal = false }},
		{"number", func(q *enquiry.Question) { q.Personal, q.Number = false, "" }},
		{"text", func(q *enquiry.Question) { *q = general(); q.Text = "Gäller 19920101-2383, vad händer?" }},
		{"text", func(q *enquiry.Question) { *q = general(); q.Text = "Gäller " + number + "." }},
		{"text", func(q *enquiry.Question) { *q = general(); q.Text = "Gäller 920101–2383" }},
		{"text", func(q *enquiry.Question) { *q = general(); q.Text = "Gäller 9201012383" }},
		{"text", func(q *enquiry.Question) { *q = general(); q.Text = "Gäller 19850286 2397" }},
		{"purpose", func(q *enquiry.Question) { q.Purpose = "planering för " + number }},
		{"urgentWhy", func(q *enquiry.Question) { q.Urgent, q.UrgentWhy = true, number+" saknar pengar" }},
	}
	each(t, func(h *house) {
		for _, c := range cases {
			q := h.question()
			c.change(&q)
			before := h.rows()
			_, err := h.svc.Send(h.t.Context(), h.anna, enquiry.Key{}, q)
			refused(h.t, err, fault.Invalid, c.field)
			if after := h.rows(); after != before {
				h.t.Fatalf("%s: %d rows were written", c.field, after-before)
			}
		}
		for _, text := range []string{"Ring 070-123 45 67 eller 0701234567", "Diarienummer 2026-1234, 199201012384", "Konto 1199201012383", "Belopp 123456789012"} {
			q := general()
			q.Text = text
			h.send(q)
		}
		e := h.open(h.per, h.send(h.question()))
		_, err := h.svc.AskMore(h.t.Context(), h.per, key(e), clock.Clarification, "Är det "+number+"?")
		refused(h.t, err, fault.Invalid, "text")
	})
}

// general is a question about nobody.
func general() enquiry.Question {
	h := house{}
	q := h.question()
	q.Personal, q.Number, q.Name, q.Certified, q.Basis, q.Text = false, "", "", false, enquiry.Basis{}, "Hur ser planen ut?"
	return q
}

// TestMoreIsToldOnAGroundThatHolds: what the asker gives after the question needs the ground to hold then, also when the
// other side has recorded one of its own meanwhile.
func TestMoreIsToldOnAGroundThatHolds(t *testing.T) {
	more := enquiry.More{Text: "Hon har fått ett läkarintyg", Certified: true}
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.open(h.per, h.send(h.question()))
		e, err := h.svc.AskMore(ctx, h.per, key(e), clock.Clarification, "Vilken period?")
		must(h.t, err)
		v, err := h.svc.Get(ctx, h.DB, h.anna, e.ID)
		must(h.t, err)
		list, err := person.Grounds(ctx, h.DB, v.Desk.Person)
		must(h.t, err)
		_, err = h.persons.Withdraw(ctx, h.anna, list[0].ID, list[0].Version)
		must(h.t, err)
		_, err = h.svc.NewGround(ctx, h.per, latest(e), noHarm(), false)
		must(h.t, err)
		_, err = h.svc.GiveMore(ctx, h.anna, latest(e), more)
		refused(h.t, err, fault.Invalid, "ground")
		more := more
		more.Basis = consent()
		_, err = h.svc.GiveMore(ctx, h.anna, latest(e), more)
		must(h.t, err)
	})
	each(t, func(h *house) {
		ctx := h.t.Context()
		q := h.question()
		q.Basis.Until = calendar.NewDate(2026, 3, 31)
		e := h.open(h.per, h.send(q))
		e, err := h.svc.Answer(ctx, h.per, key(e), reply())
		must(h.t, err)
		_, err = h.svc.Open(ctx, h.anna, e.ID)
		must(h.t, err)
		h.at(calendar.NewDate(2026, 4, 1), 9, 0)
		_, err = h.svc.Reopen(ctx, h.anna, latest(e), more)
		refused(h.t, err, fault.Invalid, "ground")
	})
}

// TestNothingIsToldByTheWay: where an answer tells nothing, no file goes along, and of a protected person no word.
func TestNothingIsToldByTheWay(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.send(h.question())
		_, err := h.svc.Take(ctx, h.per, key(e))
		must(h.t, err)
		pdf := []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj<</Type/Page>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
		c, err := file.Check(file.Input{Name: "plan.pdf", Content: bytes.NewReader(pdf), Size: int64(len(pdf)), Owner: h.per.Authority})
		must(h.t, err)
		_, err = h.svc.Answer(ctx, h.per, latest(e), enquiry.Reply{Outcome: enquiry.ThreeParty, Text: "Vi behöver ses", Files: []file.Checked{c}})
		refused(h.t, err, fault.Invalid, "files")
		n, err := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM exchange_attachment")
		if err != nil || n != 0 {
			h.t.Fatalf("%d attachments, %v", n, err)
		}
		_, err = h.svc.Answer(ctx, h.per, latest(e), enquiry.Reply{Outcome: enquiry.ThreeParty, Text: "Vi behöver ses"})
		must(h.t, err)

		h.protect(another, h.vera, h.vera)
		q := h.question()
		q.Number = another
		e = h.send(q)
		_, err = h.svc.Take(ctx, h.vera, key(e))
		must(h.t, err)
		_, err = h.svc.Answer(ctx, h.vera, latest(e), enquiry.Reply{Outcome: enquiry.ThreeParty, Text: "Hon bor skyddat"})
		refused(h.t, err, fault.Invalid, "byPhone")
		_, err = h.svc.Answer(ctx, h.vera, latest(e), enquiry.Reply{Outcome: enquiry.NotDisclosable})
		must(h.t, err)
	})
}

// TestHealthIsToldOnAGroundThatCoversIt: what is about health, by its topic or by its text, is told on a consent only when the
// consent says that it covers health.
func TestHealthIsToldOnAGroundThatCoversIt(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		agrees := func(e enquiry.Enquiry, health bool) {
			v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
			must(h.t, err)
			until := calendar.DateOf(h.Now()).AddDays(30)
			_, err = h.persons.AddGround(ctx, h.per, v.Desk.Person, law.PES, person.NewGround{Kind: law.Consent, To: e.Asker, Purpose: needed, Form: person.Written, Until: until, Judged: true, Topics: person.Broad(health)})
			must(h.t, err)
		}
		told := reply()
		told.Test.Ground = law.Consent
		for _, about := range []contact.Topic{"Q-DISABILITY", "Q-PLAN"} {
			q := h.question()
			q.Topics = []contact.Topic{about}
			e := h.open(h.per, h.send(q))
			in := told
			in.Health = about == "Q-PLAN"
			agrees(e, false)
			_, err := h.svc.Answer(ctx, h.per, latest(e), in)
			refused(h.t, err, fault.Invalid, "test.ground")
		}
		q := h.question()
		e := h.open(h.per, h.send(q))
		agrees(e, false)
		_, err := h.svc.Answer(ctx, h.per, latest(e), told) // not about health: the consent covers it
		must(h.t, err)
		q.Topics = []contact.Topic{"Q-DISABILITY"}
		e = h.open(h.per, h.send(q))
		agrees(e, true)
		_, err = h.svc.Answer(ctx, h.per, latest(e), told)
		must(h.t, err)
	})
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.open(h.per, h.send(h.question()))
		e, err := h.svc.AskMore(ctx, h.per, key(e), clock.Clarification, "Vad säger läkaren?")
		must(h.t, err)
		more := enquiry.More{Text: "Hon har fått ett läkarintyg", Certified: true, Health: true}
		_, err = h.svc.GiveMore(ctx, h.anna, latest(e), more)
		refused(h.t, err, fault.Invalid, "ground")
		_, err = h.svc.NewGround(ctx, h.anna, latest(e), consent(), true)
		must(h.t, err)
		_, err = h.svc.GiveMore(ctx, h.anna, latest(e), more)
		must(h.t, err)
		q := h.question()
		q.Health, q.Basis = true, enquiry.Basis{} // on the consent that was written down last
		if _, err := h.svc.Send(ctx, h.anna, enquiry.Key{}, q); err != nil {
			h.t.Errorf("a consent that covers health does not do: %v", err)
		}
	})
	each(t, func(h *house) {
		h.send(h.question())
		q := h.question()
		q.Health, q.Basis = true, enquiry.Basis{}
		_, err := h.svc.Send(h.t.Context(), h.anna, enquiry.Key{}, q)
		refused(h.t, err, fault.Invalid, "ground")
	})
}
