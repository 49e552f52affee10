package accesslog

import (
	"cmp"
	"context"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// mostOfRule is how many readings of a rule a review takes; of more, so many are drawn by the review's seed.
const mostOfRule = 20

// drawn is a review as it is made, before it is kept.
type drawn struct {
	Review
	lines   []Line
	flagged []Flagged
}

// Begin draws a review of the own authority's readings in a period. Whatever the size, every rule that holds today looks at
// every reading of the period.
func (s *Service) Begin(ctx context.Context, actor policy.Actor, in calendar.Period, size int) (Review, error) {
	if err := policy.CheckRead(ctx, s.Trail.DB(), actor, policy.BeginLogReview, ref.To("authority", actor.Authority)); err != nil {
		return Review{}, err
	}
	if err := checkPeriod(in, size, calendar.DateOf(s.Trail.DB().Now())); err != nil {
		return Review{}, err
	}
	d, err := s.draw(ctx, actor.Authority, in, size)
	if err != nil {
		return Review{}, err
	}
	d.OpenedBy = actor.ID
	return s.keep(ctx, actor, d, func(tx *audit.Tx) error {
		return policy.CheckRead(ctx, tx, actor, policy.BeginLogReview, ref.To("authority", actor.Authority))
	})
}

func checkPeriod(in calendar.Period, size int, today calendar.Date) error {
	var p []fault.Problem
	if in.From.IsZero() || !in.From.Before(today) {
		p = append(p, fault.Field(fieldFrom, language.T("Skriv en första dag som har varit.", "Write a first day that has been.")))
	}
	if in.To.IsZero() || in.To.Before(in.From) || in.From.DaysUntil(in.To) > 366 {
		p = append(p, fault.Field(fieldTo, language.T("Skriv en sista dag efter den första, högst ett år senare.", "Write a last day after the first, at most a year later.")))
	}
	if size < 1 || size > MostDrawn {
		p = append(p, fault.Field(fieldSize, language.T("Välj hur många läsningar som ska dras, från 1 till %d.", "Choose how many readings to draw, from 1 to %d.").With(MostDrawn)))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, language.T("Loggkontrollen kan inte börja än.", "The log review cannot begin yet."), p...)
	}
	return nil
}

// draw reads all of a period's readings from one state of the database, and makes the review.
func (s *Service) draw(ctx context.Context, authority string, in calendar.Period, size int) (d drawn, err error) {
	seed := make([]byte, 8)
	if _, err := io.ReadFull(s.Trail.DB().Rand(), seed); err != nil {
		return d, err
	}
	err = s.Trail.DB().Read(ctx, func(q db.Reader) error {
		d = drawn{Review: Review{Authority: authority, From: in.From, To: in.To, Seed: int64(binary.BigEndian.Uint64(seed) >> 11), Size: int64(size), State: Open, Version: 1}}
		all, err := s.population(ctx, q, authority, in)
		if err != nil {
			return err
		}
		rules, err := s.rulesOn(ctx, q, authority, calendar.DateOf(q.Now()))
		if err != nil {
			return err
		}
		x, err := s.look(ctx, q, authority, all)
		if err != nil {
			return err
		}
		d.fill(all, rules, x)
		return nil
	})
	return d, err
}

// fill draws the sample, lets the rules look at every reading, and puts what they take beside it.
func (d *drawn) fill(all []read, active map[Code]int64, x looked) {
	readers, flags, by := map[string]bool{}, make([][]Code, len(all)), map[Code][]int{}
	for i, r := range all {
		readers[r.ActorID] = true
		flags[i] = Flags(x.seen(r), active)
		for _, c := range flags[i] {
			by[c] = append(by[c], i)
		}
	}
	d.Readings, d.Readers = int64(len(all)), int64(len(readers))
	taken := map[int]bool{}
	for _, i := range Draw(uint64(d.Seed), len(all), int(d.Size)) {
		taken[i] = true // drawn
	}
	for _, r := range Rules() {
		threshold, on := active[r.Code]
		if !on {
			continue
		}
		if r.Code == Volume {
			threshold = max(threshold, int64(x.usual))
		}
		some := Draw(uint64(d.Seed), len(by[r.Code]), mostOfRule)
		d.flagged = append(d.flagged, Flagged{Rule: r.Code, Threshold: threshold, Found: int64(len(by[r.Code])), Taken: int64(len(some))})
		for _, k := range some {
			if i := by[r.Code][k]; !taken[i] {
				taken[i] = false
			}
		}
	}
	for i, sample := range taken {
		d.lines = append(d.lines, all[i].line(sample, flags[i]))
	}
	slices.SortFunc(d.lines, func(a, b Line) int { return cmp.Compare(a.Entry, b.Entry) })
	for i := range d.lines {
		d.lines[i].No = int64(i + 1)
	}
}

func (r read) line(drawn bool, flags []Code) Line {
	codes := make([]string, len(flags))
	for i, c := range flags {
		codes[i] = string(c)
	}
	return Line{Entry: r.ID, At: r.At, Account: r.ActorID, Person: r.Person, ThingKind: r.Kind, ThingID: r.Thing, Action: r.Action, Change: r.Change,
		Drawn: drawn, Flagged: strings.Join(codes, " "), Version: 1}
}

// keep writes a review in an act of the actor's, after may has said that it may be made.
func (s *Service) keep(ctx context.Context, actor policy.Actor, d drawn, may func(tx *audit.Tx) error) (Review, error) {
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := may(tx); err != nil {
			return err
		}
		if err := onceForPeriod(ctx, tx, d.Review); err != nil {
			return err
		}
		d.ID, d.OpenedAt, d.Due = tx.NewID(), db.At(tx.Now()), db.At(dueOfReview(tx.Now()))
		if err := db.Insert(ctx, tx, "accesslog_review", d.Review); err != nil {
			return err
		}
		for i := range d.lines {
			l := &d.lines[i]
			l.ID, l.Review, l.Authority = tx.NewID(), d.ID, d.Authority
		}
		for i := range d.flagged {
			d.flagged[i].Review = d.ID
		}
		if err := db.InsertAll(ctx, tx, "accesslog_line", d.lines); err != nil {
			return err
		}
		if err := db.InsertAll(ctx, tx, "accesslog_flagged", d.flagged); err != nil {
			return err
		}
		if err := numbered(ctx, tx, d.Authority, d.Ref()); err != nil {
			return err
		}
		if err := s.tellDrawn(ctx, tx, d.Review, len(d.lines)); err != nil {
			return err
		}
		return tx.Note(policy.BeginLogReview, d.Ref(), map[string]any{"from": d.From.String(), "to": d.To.String(), "seed": d.Seed, "size": d.Size, "readings": d.Readings, "lines": len(d.lines)})
	})
	return d.Review, err
}

// onceForPeriod refuses a review of a period that is being reviewed.
func onceForPeriod(ctx context.Context, tx *audit.Tx, r Review) error {
	n, err := db.One[int64](ctx, tx, "SELECT COUNT(*) FROM accesslog_review WHERE authority_id = $1 AND from_on = $2 AND to_on = $3 AND state = 'open'", r.Authority, r.From, r.To)
	if err == nil && n > 0 {
		err = fault.New(fault.Conflict, language.T("En loggkontroll av den perioden pågår redan. Avsluta den först.", "A log review of that period goes on already. Close it first."))
	}
	return err
}
