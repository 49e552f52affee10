package steering

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

// keptFact joins a thing of this room with a fact that tells of it in one municipality. The thing's name here is no id
// that the fact knows.
type keptFact struct {
	Thing        string `db:"thing_id"`
	Metric       string `db:"metric"`
	Municipality string `db:"municipality_code"`
	Fact         string `db:"fact_id"`
}

// recordMeeting records that a meeting was held (K6.1) and when its minutes were due and published (K6.2), for steering
// and operational groups.
func recordMeeting(ctx context.Context, tx *audit.Tx, m Meeting) error {
	g, a, err := groupOf(ctx, tx, m.Group)
	if err != nil || m.State != Held || g.Kind == Other {
		return err
	}
	members, err := membersOf(ctx, tx, g.ID)
	if err != nil {
		return err
	}
	here, err := presentAt(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	if everyParty(a, members, here) {
		f := fact.Fact{Metric: meetingMetric(g.Kind), Clause: "K6.1", Authority: directory.PES, Opened: db.At(m.Day.Start()), Due: db.At(m.Day.End()), Closed: db.At(m.End())}
		if err := record(ctx, tx, a, a.Municipalities(), m.ID, f); err != nil {
			return err
		}
	}
	led, _ := find(members, m.Chair)
	return record(ctx, tx, a, a.Municipalities(), m.ID, m.minutesFact(led.Authority))
}

func meetingMetric(k Kind) string {
	if k == Steering {
		return fact.SteeringMeetings
	}
	return fact.OperationalMeetings
}

// everyParty tells whether somebody of each party was there, as K6.1 counts a meeting.
func everyParty(a agreement.Agreement, members []Member, here []string) bool {
	return !slices.ContainsFunc(partiesOf(a), func(party string) bool {
		return !slices.ContainsFunc(members, func(m Member) bool { return m.Authority == party && slices.Contains(here, m.ID) })
	})
}

// minutesFact tells how long the minutes took; whoever led the meeting owes them.
func (m Meeting) minutesFact(owes string) fact.Fact {
	f := fact.Fact{Metric: fact.MinutesPublished, Clause: "K6.2", Authority: owes, Opened: db.At(m.Day.Start()), Due: db.At(m.MinutesDue().End()), Closed: m.Published}
	if !m.Published.IsZero() {
		f.Minutes = int64(calendar.OfficeHours().MinutesBetween(m.End(), m.Published.Time))
	}
	return f
}

// recordDecision records by when a decision was to be followed up and when it was (K6.3). A party owes it: a board in its
// own municipality, the agency in each that the agreement binds.
func recordDecision(ctx context.Context, tx *audit.Tx, a agreement.Agreement, d Decision) error {
	f := fact.Fact{Metric: fact.DecisionsFollowedUp, Clause: "K6.3", Authority: d.Owner, Opened: db.At(d.Made.Start()), Due: db.At(d.FollowBy.End()), Outcome: string(d.State)}
	if d.State != OpenDecision {
		f.Closed = db.At(d.Closed.Start())
	}
	codes := a.Municipalities()
	for _, p := range a.Parties {
		if p.Authority == d.Owner && p.Municipality != "" {
			codes = []string{p.Municipality}
		}
	}
	return record(ctx, tx, a, codes, d.ID, f)
}

// recordReview records a review of the target groups (K5.2), one a day, and of an annual review that the year it was made
// in has its review (K28.1).
func recordReview(ctx context.Context, tx *audit.Tx, a agreement.Agreement, v Review) error {
	day := db.At(v.Day.Start())
	target := fact.Fact{Metric: fact.TargetGroupReviews, Clause: "K5.2", Authority: directory.PES, Opened: day, Due: db.At(v.Day.End()), Closed: day}
	if err := record(ctx, tx, a, a.Municipalities(), a.ID+"/"+v.Day.String(), target); err != nil || v.Kind != AnnualReview {
		return err
	}
	_, err := followYears(ctx, tx, a)
	return err
}

// record writes the facts of one thing for some municipalities, or their new state.
func record(ctx context.Context, tx *audit.Tx, a agreement.Agreement, codes []string, thing string, f fact.Fact) error {
	have, err := factsOf(ctx, tx, thing, f.Metric)
	if err != nil {
		return err
	}
	facts, rows := make([]fact.Fact, len(codes)), []keptFact{}
	f.Agreement = a.ID
	for i, code := range codes {
		f.ID, f.Municipality = have[code], code
		facts[i] = f
	}
	ids, err := fact.RecordAll(ctx, tx, facts)
	if err != nil {
		return err
	}
	for i, code := range codes {
		if have[code] == "" {
			rows = append(rows, keptFact{thing, f.Metric, code, ids[i]})
		}
	}
	return db.InsertAll(ctx, tx, "steering_fact", rows)
}

// factsOf gives the facts that tell of a thing, by municipality.
func factsOf(ctx context.Context, tx *audit.Tx, thing, metric string) (map[string]string, error) {
	rows, err := db.All[keptFact](ctx, tx, "SELECT thing_id, metric, municipality_code, fact_id FROM steering_fact WHERE thing_id = $1 AND metric = $2", thing, metric)
	have := make(map[string]string, len(rows))
	for _, r := range rows {
		have[r.Municipality] = r.Fact
	}
	return have, err
}
