package policy

import (
	"fmt"
	"slices"
)

// chapters is the table: what may be done, by whom, how far. Each chapter is a file beside this one. docs/policy.md is
// the same table for reading.
func chapters() []Chapter {
	return []Chapter{
		chapterOpen(),
		chapterAccount(),
		chapterSignIn(),
		chapterTemplate(),
		chapterAgreement(),
		chapterCommitment(),
		chapterPromise(),
		chapterNegotiation(),
		chapterCorpus(),
		chapterSigning(),
		chapterRoutine(),
		chapterResponsibility(),
		chapterContact(),
		chapterPerson(),
		chapterSeeker(),
		chapterExchange(),
		chapterEnquiry(),
		chapterMatter(),
		chapterMeasure(),
		chapterPlan(),
		chapterOutcome(),
		chapterMeeting(),
		chapterEscalation(),
		chapterDeviation(),
		chapterStatutory(),
		chapterRequest(),
		chapterSteering(),
		chapterDirectory(),
		chapterTrail(),
		chapterAccessLog(),
		chapterIncident(),
		chapterRecord(),
		chapterNotice(),
		chapterWebhook(),
	}
}

// house is the table that the house decides by.
var house = mustHouse()

func mustHouse() *Table {
	t, err := New(slices.Concat(things(), thingsAgreement(), thingsTemplate(), thingsRoutine(), thingsResponsibility(), thingsSteering(), thingsNegotiation(), thingsSigning(), thingsContact(), thingsPerson(), thingsExchange(), thingsEnquiry(), thingsMatter(), thingsMeasure(), thingsPlan(), thingsMeeting(), thingsOutcome(), thingsEscalation(), thingsDeviation(), thingsStatutory(), thingsRequest(), thingsAccessLog(), thingsIncident()), chapters())
	if err != nil {
		panic(fmt.Sprintf("policy: the table is wrong: %v", err))
	}
	return t
}

// House gives the table that the house decides by.
func House() *Table { return house }
