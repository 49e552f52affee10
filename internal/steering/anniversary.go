package steering

import (
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
)

// yearState is how it went with the annual review of one year of an agreement (K28.1).
type yearState string

// The states of a year.
const (
	yearOpen      yearState = "open"      // the anniversary is to come and nobody has reviewed
	yearKept      yearState = "kept"      // reviewed before it
	yearMissed    yearState = "missed"    // it passed without a review; a review noted later for a day before mends that
	yearWithdrawn yearState = "withdrawn" // it never came: the agreement ended before, or its first day was put right
)

// year is one year of an agreement, known by the last day before its anniversary.
type year struct {
	Agreement string        `db:"agreement_id"`
	Due       calendar.Date `db:"due"`
	State     yearState     `db:"state"`
}

// calls tells whether an agreement calls for a review by a day: it is the last before an anniversary, and the agreement
// holds until then.
func calls(a agreement.Agreement, due calendar.Date) bool {
	return a.Standing == agreement.Concluded && Anniversary(a.From, due) == due && a.Period().Contains(due)
}

// reviewedBy gives the day of the first annual review of the year that ends on a day; zero when there is none.
func reviewedBy(a agreement.Agreement, due calendar.Date, done []Review) (first calendar.Date) {
	for _, v := range done {
		if v.Kind == AnnualReview && Anniversary(a.From, v.Day) == due && (first.IsZero() || v.Day.Before(first)) {
			first = v.Day
		}
	}
	return first
}

// stands is how it stands with a year on a day.
func (y year) stands(a agreement.Agreement, day calendar.Date, done []Review) year {
	switch {
	case !calls(a, y.Due):
		y.State = yearWithdrawn
	case !reviewedBy(a, y.Due, done).IsZero():
		y.State = yearKept
	case y.Due.Before(day):
		y.State = yearMissed
	default:
		y.State = yearOpen
	}
	return y
}

// years gives the years of an agreement whose state is another on a day than it was noted, the oldest first.
func years(a agreement.Agreement, day calendar.Date, noted []year, done []Review) (changed []year) {
	for _, y := range append(slices.Clone(noted), unnoted(a, day, noted)...) {
		if now := y.stands(a, day, done); now.State != y.State && (y.State != "" || now.State != yearWithdrawn) {
			changed = append(changed, now)
		}
	}
	slices.SortFunc(changed, func(x, y year) int { return x.Due.Compare(y.Due) })
	return changed
}

// unnoted gives the year under way and, when earlier ones were noted, those since the latest of them. What lay before the
// first is not followed: nobody could have noted a review here then.
func unnoted(a agreement.Agreement, day calendar.Date, noted []year) (out []year) {
	if len(noted) == 0 {
		if !a.InForce(day) {
			return nil
		}
		return []year{{Agreement: a.ID, Due: Anniversary(a.From, day)}}
	}
	if last := a.Last(); !last.IsZero() {
		day = calendar.Min(day, last)
	}
	for due := noted[len(noted)-1].Due; due.Before(day); {
		due = Anniversary(a.From, due.AddDays(1))
		out = append(out, year{Agreement: a.ID, Due: due})
	}
	return out
}
