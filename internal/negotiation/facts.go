package negotiation

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

// signedWithin is how many days from the first draft to the last signature are promised (K29.2).
const signedWithin = 90

// recordSigned records how long an agreement took from draft to signature (K29.2), once for each municipality. Amendments
// do not count, nor does a municipality that joins. The time is in calendar days, so the minutes are those of the clock.
func recordSigned(ctx context.Context, tx *audit.Tx, d Draft, agreementID string) error {
	if d.Kind != NewAgreement && d.Kind != Renewal {
		return nil
	}
	due := calendar.DateOf(d.BegunAt.Time).AddDays(signedWithin).End()
	var facts []fact.Fact
	for _, code := range d.Municipalities() {
		facts = append(facts, fact.Fact{Metric: fact.DraftToSigned, Version: 1, Clause: "K29.2", Agreement: agreementID, Municipality: code, Authority: directory.PES,
			Opened: d.BegunAt, Due: db.At(due), Closed: db.At(tx.Now()), Minutes: int64(tx.Now().Sub(d.BegunAt.Time).Minutes())})
	}
	_, err := fact.RecordAll(ctx, tx, facts)
	return err
}
