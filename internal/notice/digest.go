package notice

import (
	"context"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/job"
)

// DigestJob is the kind of job that sends the day's e-mails.
const DigestJob = "notice.digest"

// Install makes a queue send the day's e-mails.
func (s *Notices) Install(q *job.Queue) {
	q.Clockwork(job.Periodic{Kind: DigestJob, Slot: slot}, func(ctx context.Context, _ job.Job) error { return s.Digest(ctx) })
}

// Digest sends what has not been sent: one e-mail to each account about each kind, and none where one has left today.
// It can be run again at any time. Each e-mail is an act of its own, so what fails does not hold up the rest.
func (s *Notices) Digest(ctx context.Context) error {
	waiting, err := unmailed(ctx, s.Trail.DB())
	if err != nil {
		return err
	}
	failed := 0
	var last error
	for _, p := range waiting {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.Trail.House(ctx, func(tx *audit.HouseTx) error { return s.digest(ctx, tx, p) }); err != nil {
			failed, last = failed+1, err
		}
	}
	if last != nil {
		return fmt.Errorf("notice: %d of %d e-mails could not be put in the outbox: %w", failed, len(waiting), last)
	}
	return s.Trail.House(ctx, func(tx *audit.HouseTx) error { return sweep(ctx, tx) })
}

// digest sends one account what it waits for of one kind. What the person has turned off since is not sent.
func (s *Notices) digest(ctx context.Context, tx *audit.HouseTx, p pending) error {
	k, err := s.kind(p.Kind)
	if err != nil {
		return dropMail(ctx, tx, p) // a kind that is no more
	}
	c, err := choice(ctx, tx, k, p.Account)
	if err != nil {
		return err
	}
	if !c.Mail {
		return dropMail(ctx, tx, p)
	}
	first, err := claimDay(ctx, tx, p, calendar.DateOf(tx.Now()))
	if err != nil || !first {
		return err
	}
	at := db.At(tx.Now())
	ns, total, err := markMailed(ctx, tx, p, at)
	if err != nil || total == 0 {
		return err
	}
	sent, err := s.mail(ctx, tx, tx, k, p.Account, ns, total)
	if err == nil && !sent {
		err = unmark(ctx, tx, p, at)
	}
	return err
}
