package promise

import (
	"context"
	"errors"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Service is the use cases: to read outcomes, and to keep those of windows that have ended.
type Service struct {
	Trail *audit.Trail
	// Broke is called in the act that finds promises newly broken, so that those who answer for them are told; may be nil.
	Broke func(ctx context.Context, tx *audit.Tx, a agreement.Agreement, broken []Result) error
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// Outcomes gives how every commitment of an agreement turns out in the windows that a day is in, in reading order. With
// municipalities, it counts what happened in those alone.
func Outcomes(ctx context.Context, q db.Reader, a agreement.Agreement, day calendar.Date, codes ...string) ([]Outcome, error) {
	b, err := read(ctx, q, a, codes...)
	if err != nil {
		return nil, err
	}
	return b.on(day)
}

// Course gives the outcomes of one commitment in its windows, the latest first: the one that runs, and at most so many
// that have ended.
func Course(ctx context.Context, q db.Reader, a agreement.Agreement, number string, windows int, codes ...string) (out []Outcome, err error) {
	b, err := readOnly(ctx, q, a, number, codes...)
	if err != nil {
		return nil, err
	}
	for _, w := range kinds() {
		for p, n := WindowOf(w, b.today), 0; n <= windows && !p.To.Before(a.From); p, n = before(w, p), n+1 {
			all, err := b.in(w, p)
			if err != nil {
				return nil, err
			}
			out = append(out, all...)
		}
	}
	slices.SortStableFunc(out, func(x, y Outcome) int { return y.Window.To.Compare(x.Window.To) })
	return out, nil
}

func kinds() []clause.Window {
	return []clause.Window{clause.Month, clause.Quarter, clause.HalfYear, clause.Year}
}

// remembered is for how many months after its end a window is reckoned anew, since a fact may be put right afterwards.
const remembered = 24

// ended gives the results of every window that has ended within the months that are remembered.
func (b book) ended() (out []Result, err error) {
	oldest := calendar.Max(b.a.From, b.today.AddMonths(-remembered))
	for _, w := range kinds() {
		for p := before(w, WindowOf(w, b.today)); !p.To.Before(oldest); p = before(w, p) {
			all, err := b.in(w, p)
			if err != nil {
				return nil, err
			}
			for _, o := range all {
				if o.Verdict.settled() {
					out = append(out, o.result())
				}
			}
		}
	}
	return out, nil
}

// ActionSettle is what the trail says when windows have ended, or their results have changed.
const ActionSettle policy.Action = "promise.settle"

var errNothingNew = errors.New("promise: the results are as they were")

// noted is what the trail says of an agreement's results.
type noted struct {
	Results []string `json:"results"`        // "K9.1 agency 2026-02-01: broken"
	Kept    int64    `json:"kept,omitempty"` // promises of the agreement, when how they stand has changed
	AtRisk  int64    `json:"atRisk,omitempty"`
	Broken  int64    `json:"broken,omitempty"`
	stands  bool     // how they stand has changed
	again   bool     // facts were written since the results were reckoned, though none changed
}

// Settle keeps the results of windows that have ended, and what has changed in those kept before. It runs by the clock,
// one act for each agreement, and can be run again at any time.
func (s *Service) Settle(ctx context.Context) error {
	all, err := agreement.List(ctx, s.Trail.DB(), agreement.Filter{})
	if err != nil {
		return err
	}
	oldest := calendar.DateOf(s.Trail.DB().Now()).AddMonths(-remembered)
	for _, a := range all {
		if a.Standing != agreement.Concluded || !a.Last().IsZero() && a.Last().Before(oldest) {
			continue
		}
		if err := s.settle(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) settle(ctx context.Context, a agreement.Agreement) error {
	err := s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		changed, broken, err := s.changes(ctx, tx, a)
		if err != nil {
			return err
		}
		if len(changed.Results) == 0 && !changed.again && !changed.stands {
			return errNothingNew
		}
		if err := reckoned(ctx, tx, a.ID); err != nil {
			return err
		}
		if err := tx.Note(ActionSettle, a.Ref(), changed); err != nil {
			return err
		}
		if s.Broke == nil || len(broken) == 0 {
			return nil
		}
		return s.Broke(ctx, tx, a, broken)
	})
	if errors.Is(err, errNothingNew) {
		return nil
	}
	return err
}

// changes writes what differs from the results that are kept, and gives what the trail says and what is newly broken.
func (s *Service) changes(ctx context.Context, tx *audit.Tx, a agreement.Agreement) (say noted, broken []Result, err error) {
	b, err := read(ctx, tx, a)
	if err != nil {
		return say, nil, err
	}
	if err := b.tally(ctx, tx, &say); err != nil {
		return say, nil, err
	}
	fresh, err := b.ended()
	if err != nil {
		return say, nil, err
	}
	old, err := results(ctx, tx, a.ID)
	if err != nil {
		return say, nil, err
	}
	late, err := lastChange(ctx, tx, b.codes)
	if err != nil {
		return say, nil, err
	}
	had := make(map[key]Result, len(old))
	for _, r := range old {
		had[r.key()] = r
		say.again = say.again || late.After(r.Reckoned.Time)
	}
	for _, r := range fresh {
		was, ok := had[r.key()]
		if ok && r.same(was) {
			continue
		}
		r.Reckoned = db.At(tx.Now())
		if err := put(ctx, tx, r); err != nil {
			return say, nil, err
		}
		say.Results = append(say.Results, r.Number+" "+string(r.Side)+" "+r.From.String()+": "+string(r.Verdict))
		if r.Verdict == Broken && was.Verdict != Broken {
			broken = append(broken, r)
		}
	}
	return say, broken, nil
}

// tally keeps how the agreement's promises stand today, for the register.
func (b book) tally(ctx context.Context, tx *audit.Tx, say *noted) error {
	t, err := b.tallied()
	if err != nil {
		return err
	}
	if say.stands, err = agreement.Reckon(ctx, tx, t); say.stands {
		say.Kept, say.AtRisk, say.Broken = t.Kept, t.AtRisk, t.Broken
	}
	return err
}

// tallied counts the agreement's promises by how they stand today.
func (b book) tallied() (agreement.Tally, error) {
	t := agreement.Tally{Agreement: b.a.ID}
	all, err := b.standings(b.today)
	for _, st := range all {
		switch o, _ := st.Shown(); o.Verdict {
		case Kept:
			t.Kept++
		case AtRisk:
			t.AtRisk++
		case Broken:
			t.Broken++
		}
	}
	return t, err
}
