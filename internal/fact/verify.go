package fact

import (
	"context"
	"errors"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Difference is a sum that does not follow from the facts.
type Difference struct {
	Metric string
	Month  calendar.Date
	Text   language.Text
}

// Verify recomputes every sum from the facts and names what differs, in the cells or in what waits. It reads one unchanging view.
func Verify(ctx context.Context, d *db.DB) (found []Difference, err error) {
	err = d.Read(ctx, func(q db.Reader) error {
		for _, m := range Catalogue() {
			more, err := verifyMetric(ctx, q, m)
			if err != nil {
				return err
			}
			found = append(found, more...)
		}
		return nil
	})
	return found, err
}

func verifyMetric(ctx context.Context, q db.Reader, m Metric) ([]Difference, error) {
	want, err := recompute(ctx, q, m)
	if err != nil {
		return nil, err
	}
	var found []Difference
	say := func(c Cell, t language.Text) {
		found = append(found, Difference{Metric: m.ID, Month: c.Month, Text: t})
	}
	err = summed(ctx, q, func(have Cell) {
		if w, ok := want[have.key()]; !ok || !have.equal(w) {
			say(have, language.T("Summan för %s, kommun %s, månad %.7s säger %d men händelserna ger %d.",
				"The sum of %s, municipality %s, month %.7s says %d but the facts give %d.").With(m.Name, have.Municipality, have.Month.String(), have.N, w.N))
		}
		delete(want, have.key())
	}, sumText("metric = $1"), m.ID)
	for _, w := range want.ordered() {
		say(w, language.T("Summan för %s, kommun %s, månad %.7s saknas; händelserna ger %d.",
			"The sum of %s, municipality %s, month %.7s is missing; the facts give %d.").With(m.Name, w.Municipality, w.Month.String(), w.N))
	}
	return found, err
}

// recompute sums all facts of a measure from nothing.
func recompute(ctx context.Context, q db.Reader, m Metric) (deltas, error) {
	reach, err := db.One[calendar.Date](ctx, q, "SELECT month FROM rollup_reach WHERE metric = $1", m.ID)
	if errors.Is(err, db.ErrNone) {
		reach, err = latest(), nil
	}
	if err != nil {
		return nil, err
	}
	sums := deltas{}
	err = db.Each(ctx, q, func(f Fact) error {
		sums.add(m, f, reach, 1)
		return nil
	}, "SELECT "+columns+" FROM fact WHERE metric = $1", m.ID)
	return sums, err
}
