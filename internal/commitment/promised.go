package commitment

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
)

// Debt is what an authority owes another in a measure, in a municipality.
type Debt struct {
	Metric       string
	By, To       string // authorities
	Municipality string
	Usual        int64 // working days that hold where the two have agreed nothing else; 0 is the same day
}

// Owed is when something is due that an authority owes another, and who promised it.
type Owed struct {
	Agreement string // empty when the two have none in force
	Number    string // "K10.1"; empty when they have promised nothing in the measure
	Days      int64  // working days
	Months    int64  // when what was promised is counted in months; 0 is not
	Calendar  int64  // when what was promised is counted in calendar days; 0 is not
	Hours     int64  // when what was promised is counted in hours around the clock; 0 is not
	Why       language.Text
}

// Terms are the promise to the clock, in office hours.
func (o Owed) Terms() clock.Terms { return clock.Office(int(o.Days), o.Why) }

// OwedNow gives what holds between two authorities on the day of q: the commitment in force that the owing side made in
// the measure, else what holds in the whole country.
func OwedNow(ctx context.Context, q db.Reader, d Debt) (Owed, error) {
	return OwedOn(ctx, q, d, calendar.DateOf(q.Now()))
}

// OwedOn gives what held between two authorities on a day, as OwedNow does.
func OwedOn(ctx context.Context, q db.Reader, d Debt, day calendar.Date) (Owed, error) {
	out := Owed{Days: d.Usual, Why: language.T("nationellt riktmärke, ingen överenskommelse säger annat", "national standard, no agreement says otherwise")}
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, Municipality: d.Municipality, On: day})
	if err != nil {
		return out, err
	}
	for _, a := range found {
		if !a.BindsOn(d.By, day) || !a.BindsOn(d.To, day) {
			continue
		}
		held, err := InForce(ctx, q, a.ID, day)
		if err != nil {
			return out, err
		}
		return out.by(a.ID, held, d), nil
	}
	return out, nil
}

func (o Owed) by(agreementID string, held []Held, d Debt) Owed {
	o.Agreement = agreementID
	side := clause.Municipality
	if d.By == directory.PES {
		side = clause.Agency
	}
	for _, h := range held {
		i := slices.IndexFunc(h.Commitment.Measures, func(m clause.Measure) bool { return m.Metric == d.Metric })
		if i < 0 || h.Commitment.By != side && h.Commitment.By != clause.Both {
			continue
		}
		o.Number, o.Why = h.Number, language.T("överenskommelsen, § %d (%s)", "the agreement, § %d (%s)").With(h.ClauseNo, h.Number)
		switch m := h.Commitment.Measures[i]; m.LimitUnit {
		case clause.WorkingDays:
			o.Days = int64(m.Limit)
		case clause.Months:
			o.Months = int64(m.Limit)
		case clause.Days:
			o.Calendar = int64(m.Limit)
		case clause.Hours:
			o.Hours = int64(m.Limit)
		}
		return o
	}
	return o
}
