package promise

import (
	"slices"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
)

// hides tells whether the numbers are too small for this reader: those of fewer than five single cases, whatever the
// verdict is, those without a verdict for being few, and those of one municipality from which a small number of another
// could be reckoned (domain facts 6.6). The verdict is never hidden.
func (o Outcome) hides(small bool) bool {
	return !small && (o.Verdict == TooFew || ofPeople(o.Of()) && (isFew(o.Sum.N) || o.Only != "" && o.Sum.Beside))
}

// hidesTimes tells the same of the times that cases took: what is not done has none, so there are fewer of them.
func (o Outcome) hidesTimes(small bool) bool {
	return o.hides(small) || !small && ofPeople(o.Of()) && isFew(o.Sum.Histogram.N())
}

// isFew tells a number that could point at somebody. None at all points at nobody.
func isFew(n int64) bool { return n > 0 && n < fewest }

// ofPeople tells whether a measure counts cases that may each be of an individual: all do but those of what authorities do
// among themselves.
func ofPeople(m clause.Measure) bool {
	return m.Statistic != clause.Counts && !slices.Contains(ofAuthorities(), m.Metric)
}

func ofAuthorities() []string {
	return []string{fact.Coverage, fact.SteeringMeetings, fact.OperationalMeetings, fact.MinutesPublished, fact.DecisionsFollowedUp, fact.TargetGroupReviews, fact.AnnualReview,
		fact.DraftToSigned, fact.ResponsibilityFilled, fact.ContactPathCheck, fact.ContactChangeTold, fact.RolesStaffed,
		fact.DeviationAcknowledged, fact.DeviationResolvedLocally, fact.RecurringAnalysed}
}
