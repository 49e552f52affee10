package main

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
)

// bareRows writes a sample through the shared commits, without checks or log.
func (n *nation) bareRows(s *sample, skip string, more func(ctx context.Context, tx *db.Tx) error) func(context.Context, int, int) error {
	return func(ctx context.Context, _, _ int) error {
		return n.beside.DoRows(ctx, func(tx *db.Tx) error {
			if more != nil {
				if err := more(ctx, tx); err != nil {
					return err
				}
			}
			return s.write(ctx, through{tx}, skip)
		})
	}
}

// posts measures a question being sent: the service alone, and as a program sends it.
func (n *nation) posts(ctx context.Context) error {
	return n.compare(ctx, n.engine, "post", n.size, []way{
		{raw, func(ctx context.Context, _, _ int) error { return n.post.alone(ctx, n.direct) }},
		{bare, n.bareRows(n.post, "", nil)},
		{"the service: rights, checks, rows, log", func(ctx context.Context, client, _ int) error { _, err := n.ask(ctx, client); return err }},
		{"the whole call, through session and API", func(_ context.Context, client, _ int) error {
			s, q := n.question(client)
			return n.send(s, "/api/v1/enquiries", map[string]any{"receiver": q.Receiver, "municipality": q.Municipality, "topics": q.Topics, "personal": true, "number": q.Number, "text": q.Text,
				"purpose": q.Purpose, "certified": true, "basis": map[string]any{"kind": q.Basis.Kind, "form": q.Basis.Form, "until": q.Basis.Until.String()}})
		}},
	})
}

// answers measures a question being answered. The sums that the answer's facts change are kept by the service; what that
// costs is told by the same rows with one such sum changed and without.
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
		{bare, n.bareRows(n.answer, "", nil)},
		{"bare, with a sum kept", n.bareRows(n.answer, "", n.sum)},
		{"the service: rights, checks, rows, sums, log", answer(n.reply)},
		{"the whole call, through session and API", answer(func(_ context.Context, e enquiry.Enquiry) error {
			in := reply()
			return n.send(n.officer, "/api/v1/enquiries/"+e.ID+"/answers", map[string]any{"version": e.Version, "outcome": in.Outcome, "text": in.Text, "certified": true, "ground": in.Test.Ground, "given": in.Test.Given})
		})},
	})
}

// sum changes the sums that the facts of one answer change, as the house does: reads the cell, locked, and writes it.
func (n *nation) sum(ctx context.Context, tx *db.Tx) error {
	for _, t := range n.answer.tables {
		if t.table != "fact" {
			continue
		}
		for range t.rows {
			if err := n.cell(ctx, tx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *nation) cell(ctx context.Context, tx *db.Tx) error {
	place := places(int(counter.Load()) % len(n.askers))
	cells, err := db.All[fact.Cell](ctx, tx, `SELECT metric, month, municipality, authority_id, n, kept, relieved, minutes, histogram FROM rollup
		WHERE metric = $1 AND month = $2 AND municipality = $3`+tx.Dialect().ForUpdate(), fact.AnswerTime, n.Accounts.Today().StartOfMonth(), place)
	if err != nil || len(cells) == 0 {
		return err
	}
	c := cells[0]
	_, err = tx.Exec(ctx, `INSERT INTO rollup (metric, month, municipality, authority_id, n, kept, relieved, minutes, histogram) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (metric, month, municipality, authority_id) DO UPDATE SET n = excluded.n, kept = excluded.kept, minutes = excluded.minutes, histogram = excluded.histogram`,
		c.Metric, c.Month, c.Municipality, c.Authority, c.N, c.Kept, c.Relieved, c.Minutes, c.Histogram.Add(fact.HistogramOf(90), 1))
	return err
}

func (n *nation) reply(ctx context.Context, e enquiry.Enquiry) error {
	_, err := n.Enquiries.Answer(ctx, n.officer.Actor, enquiry.Key{ID: e.ID}, reply())
	return err
}
