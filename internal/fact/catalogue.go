package fact

import (
	"slices"
	"sync"

	"samsyn/internal/language"
)

// Shape is how a measure turns time stamps into a count.
type Shape string

// The shapes.
const (
	Holds Shape = "holds" // counts in each month at whose end it holds
	Timed Shape = "timed" // counts in the month in which it was due, once closed; kept when closed by then
	Share Shape = "share" // so many of so many: counts in each month at whose end it stands, with its own denominator
)

// Metric is one measure of the catalogue.
type Metric struct {
	ID         string
	Version    int64 // rises when the definition changes; figures of two versions are never compared
	Shape      Shape
	Clause     string // of the clause library, e.g. K28.3: the first commitment that it was made for
	Name       language.Text
	Definition language.Text // how it is computed, in words
	Unit       language.Text // what is counted
	Measured   bool          // whether Samsyn records it yet; a promise on any other can be made, and says that it is not measured
	Joint      bool          // of what the parties do together: its facts stand under the agency and are of all parties
}

// State tells a reader whether the measure is recorded: "mäts" or "mäts inte än".
func (m Metric) State() language.Text {
	if m.Measured {
		return language.T("mäts", "measured")
	}
	return language.T("mäts inte än", "not measured yet")
}

// Coverage is whether a municipality has an agreement in force (K28.3).
const Coverage = "coverage"

// Catalogue is every measure there is: the national one first, then in the order of the clause library.
func Catalogue() []Metric { return slices.Clone(known().all) }

// Find gives a measure by its id.
func Find(id string) (Metric, bool) {
	m, ok := known().byID[id]
	return m, ok
}

// DefinitionPath is where a measure's definition is published, with its version.
func DefinitionPath(id string) string { return "/sa-raknar-vi#" + id }

// IsMetric tells whether the catalogue has a measure of that id.
func IsMetric(id string) bool {
	_, ok := Find(id)
	return ok
}

type catalogue struct {
	all  []Metric
	byID map[string]Metric
}

var known = sync.OnceValue(func() catalogue {
	c := catalogue{all: slices.Concat(national(), ofParties(), ofGoals(), ofSteering(), ofContact(), ofEnquiries(), ofPersons(), ofPlans(), ofMeasures(), ofNotices(), ofPresence(), ofPrivacy(), ofMoney(), ofLearning(), ofDeviations(), ofSigned(), ofSeekers()), byID: map[string]Metric{}}
	for i, m := range c.all {
		c.all[i].Measured = m.Measured || slices.Contains(recorded(), m.ID)
		c.all[i].Joint = slices.Contains(joint(), m.ID)
		c.byID[m.ID] = c.all[i]
	}
	return c
})

// recorded lists the measures that a room records besides the coverage. Whoever begins to record one adds it here.
func recorded() []string {
	return []string{
		SteeringMeetings, OperationalMeetings, MinutesPublished, DecisionsFollowedUp, TargetGroupReviews, AnnualReview, // steering
		DraftToSigned,                                     // negotiation
		ResponsibilityFilled,                              // responsibility
		ContactPathCheck, ContactChangeTold, RolesStaffed, // contact
		FirstResponse, CallbackAttempts, ForwardedTwice, CallbackReceived, // enquiry
		AnswerTime, UrgentSameDay, LateTold, CompleteFirst, RefusalGround, InSSBTEK, // enquiry
		DeviationAcknowledged, DeviationResolvedLocally, EscalatedWhenDue, RecurringAnalysed, // deviation
		HandoverReply, HandoverFirstContact, HandoverReturned, YouthContact, YouthPlan, // handover
		AssessmentStarted, AssessmentCompleted, AssessmentWithPerson, Samsyn, // matter
		PlanMade, PlanFollowUp, PlanStepsOwned, ParallelHours, // plan
		OutcomeWorkOrStudy,                                                                                       // outcome
		SeekerQuestion, SeekerQuestionMyPages, SeekerQuestionPhone, SeekerQuestionInPerson, SeekerQuestionLetter, // request
		SeekerMeeting, SeekerMeetingMyPages, SeekerMeetingPhone, SeekerMeetingInPerson, SeekerMeetingLetter, // request
		EducationNotice, InterruptionActed, ActivityNotice, ActivityNoticeActed, // statutory
		MeetingOffered, MeetingHeld, MeetingPartyAbsent, SIPReply, PhysicalMeetingOffered, InterpreterStated, InterpreterPresent, PresenceDays, // meeting
		WithdrawalSameDay, RejectedConsentTold, LogReviews, EmergencyReviewed, // accesslog
		IncidentTold,         // incident
		DisclosureWithGround, // exchange
		ToolboxUpdated,       // measure
	}
}

func national() []Metric {
	t := language.T
	return []Metric{{
		ID: Coverage, Version: 1, Shape: Holds, Clause: "K28.3", Measured: true,
		Name: t("Kommuner med gällande överenskommelse", "Municipalities with an agreement in force"),
		Definition: t(
			"En kommun räknas i en månad om minst en överenskommelse mellan Arbetsförmedlingen och kommunen gäller månadens sista dag. Kommuner räknas, inte dokument.",
			"A municipality counts in a month if at least one agreement between the agency and the municipality is in force on the month's last day. Municipalities are counted, not documents."),
		Unit: t("kommuner", "municipalities"),
	}}
}

// span is a measure of the time between two events, in working time unless the promise counts days. How its share is
// made follows from the rule for all of them: domain facts 14.2.
func span(clause, id string, name, unit, definition language.Text) Metric {
	return Metric{ID: id, Version: 1, Shape: Timed, Clause: clause, Name: name, Unit: unit, Definition: language.T(
		"%s Andelen räknas av det som förföll i perioden: det som blev klart för sent eller är ogjort efter sin sista dag är missat. Det som inte har förfallit än och det som har tagits tillbaka räknas inte.",
		"%s The share is of what fell due in the period: what was done too late, or is undone past its last day, is missed. What is not due yet and what was withdrawn do not count.").With(definition)}
}

// part is a measure of how many of some met a condition, or of how many there were; each counts when it is closed.
func part(clause, id string, name, unit, definition language.Text) Metric {
	return Metric{ID: id, Version: 1, Shape: Timed, Clause: clause, Name: name, Unit: unit, Definition: definition}
}

// share is a measure of how many of how many are in order at the end of a month.
func share(clause, id string, name, unit, definition language.Text) Metric {
	return Metric{ID: id, Version: 1, Shape: Share, Clause: clause, Name: name, Unit: unit, Definition: definition}
}

// state is a measure of what holds at the end of a month.
func state(clause, id string, name, unit, definition language.Text) Metric {
	return Metric{ID: id, Version: 1, Shape: Holds, Clause: clause, Name: name, Unit: unit, Definition: definition}
}

// joint lists the measures of what the parties of an agreement can only do together. Their facts stand under the agency,
// and are of all parties.
func joint() []string {
	return []string{SteeringMeetings, OperationalMeetings, TargetGroupReviews, AnnualReview, DraftToSigned, ResponsibilityFilled, AssessmentStarted, AssessmentCompleted, AssessmentWithPerson, Samsyn, PlanMade, PlanFollowUp, PlanStepsOwned, ParallelHours, MeetingOffered, MeetingHeld, OutcomeWorkOrStudy}
}
