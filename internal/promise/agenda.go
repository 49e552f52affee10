package promise

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/steering"
)

// followed is for how many months a broken promise stands on the agenda when no meeting takes it up.
const followed = 12

// Open gives for the agendas of an agreement's groups what was broken and no meeting has taken up since: of each measure
// and side the latest window, with how many before it. It stays until a meeting with it on its agenda has been held, or
// until the figure is put right, even when later windows were kept.
func Open(ctx context.Context, q db.Reader, agreementID string) (out []steering.Item, err error) {
	a, err := agreement.ByID(ctx, q, agreementID)
	if err != nil {
		return nil, err
	}
	taken, err := steering.TakenUp(ctx, q, agreementID)
	if err != nil {
		return nil, err
	}
	b, err := read(ctx, q, a)
	if err != nil {
		return nil, err
	}
	all, more, err := b.brokenSince(b.today.AddMonths(-followed))
	for _, o := range all {
		if !taken[o.FigurePath()] {
			out = append(out, o.item(more[o.result().follows()]))
		}
	}
	return out, err
}

// follows is what a broken promise is followed up by: a measure of a commitment and a side.
func (r Result) follows() key { return key{r.Number, r.Measure, r.Side, calendar.Date{}} }

// brokenSince gives what was broken in windows that ended since a day: the latest of each measure and side, and how many
// there were before it.
func (b book) brokenSince(day calendar.Date) (latest []Outcome, more map[key]int, err error) {
	more = map[key]int{}
	oldest := calendar.Max(b.a.From, day)
	for _, w := range kinds() {
		for p := before(w, WindowOf(w, b.today)); !p.To.Before(oldest); p = before(w, p) {
			all, err := b.in(w, p)
			if err != nil {
				return nil, nil, err
			}
			for _, o := range all {
				if o.Verdict != Broken || o.Commitment.Kind != clause.Target {
					continue
				}
				k := o.result().follows()
				if n, seen := more[k]; seen {
					more[k] = n + 1
					continue
				}
				more[k] = 0
				latest = append(latest, o)
			}
		}
	}
	return latest, more, nil
}

func (o Outcome) item(more int) steering.Item {
	t := language.T
	said := t("%s %s (%s): %s", "%s %s (%s): %s").With(o.Number, o.Side.Name(), WindowName(o.Of().Window, o.Window), o.Sentence(o.unit()))
	if more > 0 {
		said = t("%s %s", "%s %s").With(said, language.Plural(more, t("Även %d period före den.", "Also %d period before it."), t("Även %d perioder före den.", "Also %d periods before it.")))
	}
	return steering.Item{Thing: o.Ref(), Path: o.FigurePath(), Source: sayBrokenPromise, Text: said}
}
