package main

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/enquiry"
)

// bareRows writes a sample through the shared commits, without checks or log.
func (n *nation) bareRows(s *sample, skip string) func(context.Context, int, int) error {
	return func(ctx context.Context, _, _ int) error {
		return n.beside.DoRows(ctx, func(tx *db.Tx) error { return s.write(ctx, through{tx}, skip) })
	}
}

// posts measures a question being sent: the service alone, and as a program sends it.
func (n *nation) posts(ctx context.Context) error {
	return n.compare(ctx, n.engine, "post", n.size, []way{
		{raw, func(ctx context.Context, _, _ int) error { return n.post.alone(ctx, n.direct) }},
		{bare, n.bareRows(n.post, "")},
		{"the service: rights, checks, rows, log", func(ctx context.Context, client, _ int) error { _, err := n.ask(ctx, client); return err }},
		{"the whole call, through session and API", func(_ context.Context, client, _ int) error {
			s, q := n.question(client)
			return n.send(s, "/api/v1/enquiries", map[string]any{"receiver": q.Receiver, "municipality": q.Municipality, "topics": q.Topics, "personal": true, "number": q.Number, "text": q.Text,
				"purpose": q.Purpose, "certified": true, "basis": map[string]any{"kind": q.Basis.Kind, "form": q.Basis.Form, "until": q.Basis.Until.String()}})
		}},
	})
}

// sumsWait is where an act adds to the sums.
const sumsWait = "rollup_delta"

// answers measures a question being answered. What it costs to keep the sums that the answer's facts change is told by the
// same rows with what is added to them and without.
func (n *nation) answers(ctx context.Context) error {
	taken := make(chan enquiry.Enquiry, len(n.opened))
	for _, e := range n.opened {
		taken <- e
	}
	answer := func(do func(ctx context.Context, e enquiry.Enquiry) error) func(context.Context, int, int) error {
		return func(ctx context.Context, _, _ int) error {
			select {
			case e := <-taken:
				return do(ctx, e)
			default:
				return errSpent
			}
		}
	}
	return n.compare(ctx, n.engine, "answer", n.size, []way{
		{raw, func(ctx context.Context, _, _ int) error { return n.answer.alone(ctx, n.direct) }},
		{bare, n.bareRows(n.answer, sumsWait)},
		{"bare, with a sum kept", n.bareRows(n.answer, "")},
		{"the service: rights, checks, rows, sums, log", answer(n.reply)},
		{"the whole call, through session and API", answer(func(_ context.Context, e enquiry.Enquiry) error {
			in := reply()
			return n.send(n.officer, "/api/v1/enquiries/"+e.ID+"/answers", map[string]any{"version": e.Version, "outcome": in.Outcome, "text": in.Text, "certified": true, "ground": in.Test.Ground, "given": in.Test.Given})
		})},
	})
}

func (n *nation) reply(ctx context.Context, e enquiry.Enquiry) error {
	_, err := n.Enquiries.Answer(ctx, n.officer.Actor, enquiry.Key{ID: e.ID}, reply())
	return err
}
