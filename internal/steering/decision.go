package steering

import (
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// DecisionState is whether somebody has looked at what came of a decision.
type DecisionState string

// The states of a decision.
const (
	OpenDecision     DecisionState = "open"
	FollowedUp       DecisionState = "followed-up"
	DroppedDecision  DecisionState = "dropped" // with a reason
	fieldDecision                  = "decision"
	fieldOwner                     = "owner"
	fieldDue                       = "due"
	fieldResult                    = "result"
	fieldOutcome                   = "outcome"
	longDecisionText               = 2000
)

// Label is what the state is called.
func (s DecisionState) Label() language.Text {
	switch s {
	case FollowedUp:
		return language.T("uppföljt", "followed up")
	case DroppedDecision:
		return language.T("avskrivet", "dropped")
	}
	return language.T("öppet", "open")
}

// Decision is what a meeting decided, with a party who sees to it and a last day.
type Decision struct {
	ID        string        `db:"id"`
	Agreement string        `db:"agreement_id"`
	Group     string        `db:"group_id"`
	Meeting   string        `db:"meeting_id"`
	No        int64         `db:"no"` // within the meeting, from 1
	Text      string        `db:"decision"`
	Owner     string        `db:"owner_id"`  // the party that sees to it
	Due       calendar.Date `db:"due"`       // when it is to be done
	Made      calendar.Date `db:"made_on"`   // the day of the meeting
	FollowBy  calendar.Date `db:"follow_by"` // see followBy
	State     DecisionState `db:"state"`
	Closed    calendar.Date `db:"closed_on"` // when it was followed up or dropped
	Result    string        `db:"result"`    // what came of it, or why it was dropped
	Version   int64         `db:"version"`
}

// Overdue tells whether it is open past its last day.
func (d Decision) Overdue(today calendar.Date) bool {
	return d.State == OpenDecision && today.After(d.Due)
}

// DecisionInput is what is said of a new decision.
type DecisionInput struct {
	Text  string
	Owner string
	Due   calendar.Date
}

func (in DecisionInput) apply(m Meeting, parties []string) (Decision, []fault.Problem) {
	d := Decision{Agreement: m.Agreement, Group: m.Group, Meeting: m.ID, Text: strings.TrimSpace(in.Text), Owner: in.Owner, Due: in.Due, Made: m.Day, State: OpenDecision, Version: 1}
	var problems []fault.Problem
	if d.Text == "" {
		problems = append(problems, fault.Field(fieldDecision, language.T("Skriv vad som beslutades.", "Write what was decided.")))
	}
	if !contains(parties, d.Owner) {
		problems = append(problems, fault.Field(fieldOwner, language.T("Välj vilken part som ansvarar.", "Choose which party is responsible.")))
	}
	switch {
	case d.Due.IsZero():
		problems = append(problems, fault.Field(fieldDue, language.T("Ange när det ska vara gjort.", "Give when it is to be done.")))
	case d.Due.Before(m.Day):
		problems = append(problems, fault.Field(fieldDue, language.T("Dagen ligger före mötet. Ange mötesdagen eller senare.", "The day comes before the meeting. Give the day of the meeting or later.")))
	}
	return d, problems
}

// close follows a decision up or drops it.
func (d Decision) close(to DecisionState, result string, today calendar.Date) (Decision, []fault.Problem) {
	var problems []fault.Problem
	if to != FollowedUp && to != DroppedDecision {
		problems = append(problems, fault.Field(fieldOutcome, language.T("Välj om beslutet är uppföljt eller avskrivet.", "Choose whether the decision is followed up or dropped.")))
	}
	d.State, d.Result, d.Closed = to, strings.TrimSpace(result), today
	if d.Result == "" {
		problems = append(problems, fault.Field(fieldResult, language.T("Skriv vad som blev gjort, eller varför beslutet avskrivs.", "Write what was done, or why the decision is dropped.")))
	}
	return d, problems
}

// followBy is by when a decision is to be followed up: the day of the group's next meeting after the one that took it,
// or, when the decision is to be done later than that, of the first meeting that is not before its last day (K6.3).
// While no such meeting is planned it is the last day itself.
func (d Decision) followBy(meetings []Meeting) calendar.Date {
	var next calendar.Date
	for _, m := range meetings {
		if m.State != Cancelled && m.Day.After(d.Made) && !m.Day.Before(d.Due) && (next.IsZero() || m.Day.Before(next)) {
			next = m.Day
		}
	}
	if next.IsZero() {
		return d.Due
	}
	return next
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// item is the decision as a point of the next agenda.
func (d Decision) item() Item {
	return Item{Thing: ref.To(MeetingThing, d.Meeting), Path: "/moten/" + d.Meeting + "#beslut", Source: language.T("Beslut att följa upp", "Decision to follow up"),
		Text: language.Same(d.Text), Due: d.Due}
}
