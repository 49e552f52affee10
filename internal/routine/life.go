package routine

import (
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// longestReview is how many months ahead a review may lie: a routine that nobody looks over for two years is forgotten.
const longestReview = 24

// checkReview refuses a day of review that has passed or lies too far ahead.
func checkReview(day, today calendar.Date) []fault.Problem {
	if day.IsZero() || !day.After(today) || day.After(today.AddMonths(longestReview)) {
		return []fault.Problem{fault.Field(fieldReview, needReview.With(today.AddDays(1), today.AddMonths(longestReview)))}
	}
	return nil
}

// checkFirst is checkReview, but a routine that is entered for the first time may come with the day that the parties
// agreed on before they had Samsyn: if that has passed, its review is overdue from the beginning, as it is.
func checkFirst(r Routine, day, today calendar.Date) []fault.Problem {
	if r.Current == 0 && !day.IsZero() && !day.After(today) && !day.Before(today.AddMonths(-longestReview)) {
		return nil
	}
	return checkReview(day, today)
}

// putInForce lets the draft hold from today.
func (r Routine) putInForce(review, today calendar.Date) (Routine, error) {
	if r.State == Retired {
		return r, fault.New(fault.Conflict, isRetired)
	}
	if !r.HasDraft() {
		return r, fault.New(fault.Conflict, noDraft)
	}
	if problems := checkFirst(r, review, today); len(problems) > 0 {
		return r, fault.New(fault.Invalid, putRight, problems...)
	}
	r.State, r.Current, r.ReviewOn = InForce, r.Latest, review
	return r, nil
}

// reviewed says that the version in force was looked over and still holds, until the next review.
func (r Routine) reviewed(next, today calendar.Date) (Routine, error) {
	if r.State != InForce {
		return r, fault.New(fault.Conflict, reviewInForce)
	}
	if problems := checkReview(next, today); len(problems) > 0 {
		return r, fault.New(fault.Invalid, putRight, problems...)
	}
	r.ReviewOn = next
	return r, nil
}

// retire ends the routine, and with it the sharing.
func (r Routine) retire() (Routine, error) {
	if r.State == Retired {
		return r, fault.New(fault.Conflict, isRetired)
	}
	r.State, r.Sharing, r.SharedBy = Retired, Own, ""
	return r, nil
}

// offered tells whether the origin has a later version in force that has not been decided on.
func (r Routine) offered(origin Routine) bool {
	return r.Origin != "" && r.State != Retired && origin.ID == r.Origin && origin.State == InForce && origin.Sharing == Shared &&
		origin.Current > r.OriginSeen
}

var (
	putRight      = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	isRetired     = language.T("Rutinen har upphört och kan inte ändras.", "The routine is retired and cannot be changed.")
	noDraft       = language.T("Det finns inget utkast att sätta i kraft.", "There is no draft to put in force.")
	reviewInForce = language.T("Bara en rutin som gäller kan ses över.", "Only a routine in force can be reviewed.")
	needReview    = language.T("ange en dag från %s till %s då rutinen ska ses över", "give a day from %s to %s for the next review")
)
