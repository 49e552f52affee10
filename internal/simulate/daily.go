package simulate

import (
	"context"
	"encoding/json"

	"samsyn/internal/app"
)

// Daily makes the daily work of a country that is there already, in a house of its own time, keys and chance: the demo.
// The plan follows from the seed, what is made of it does not. Every question ends and is read, before the last day, so
// that nothing waits for anybody. Cut off, it goes on; finished, it does nothing.
func Daily(ctx context.Context, a *app.App, c Country, o Options) error {
	row, ok, err := progressOf(ctx, a.DB)
	if err != nil {
		return err
	}
	s := &Simulation{o: o, app: a, clock: &Clock{}, chance: NewChance(o.Seed), daily: true}
	s.clock.set(o.From.Start())
	if ok { // as it was begun, though that was another day
		if err := json.Unmarshal([]byte(row.Arguments), &s.o); err != nil {
			return err
		}
	} else {
		err := a.Trail.TogetherAt(ctx, s.clock.Now, func(ctx context.Context) error { return begin(ctx, a.Trail, o) })
		if err != nil {
			return err
		}
		if row, _, err = progressOf(ctx, a.DB); err != nil {
			return err
		}
	}
	s.at, s.o.AtOnce = row, 200
	if s.at.Done == 0 {
		s.at.Done = 1 // the stage is there
	}
	s.begin(&c)
	if err := s.resume(ctx); err != nil {
		return err
	}
	finished, err := s.Run(ctx, func(Progress) {})
	if err == nil && !finished {
		err = ctx.Err()
	}
	return err
}
