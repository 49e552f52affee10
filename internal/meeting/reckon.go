package meeting

import (
	"strings"
	"time"

	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/language"
)

// What holds where the two have agreed nothing else, in working days (domain facts 14.3, §§ 13 and 19).
const (
	usualOffer    = 5
	usualHeld     = 15
	usualReply    = 3
	usualPhysical = 10
)

// usualOf gives it by measure.
func usualOf(metric string) int64 {
	switch metric {
	case fact.MeetingHeld:
		return usualHeld
	case fact.SIPReply:
		return usualReply
	case fact.PhysicalMeetingOffered:
		return usualPhysical
	}
	return usualOffer
}

// Reckoned is a span of a meeting as its events make it.
type Reckoned struct {
	Opened, Due, Closed db.Time
	Outcome             string
	Minutes, Paused     int64
}

// reckon reads one span from what happened, and nothing else. owes is the part that is measured. now matters only while the
// person waits: what is due moves with it.
//
// K13.1, to offered: until times are first offered; a pause is when the person asks to wait.
// K13.1, to held: until it is held; a pause is also from when the person can at none of the times until new ones come.
// K13.3: from a call to SIP until yes, no or another time; no pauses.
// K19.2: from the need of a meeting in person until the first day offered; what the person would rather do by phone or
// video does not count.
//
// What is cancelled is withdrawn; if whoever owes it cancelled without having done it, it is missed.
func reckon(metric string, events []Event, owes Part, days int64, now time.Time) (Reckoned, error) {
	var out []clock.Event
	end, paused := "", false
	put := func(k clock.Kind, at db.Time) {
		e := clock.Event{Kind: k, At: at.Time}
		if k == clock.Paused {
			e.Category = clock.PersonWaits
		}
		out = append(out, e)
	}
	for _, e := range events {
		if e.Act == Ask {
			out = append(out, clock.Event{Kind: clock.Sent, At: e.At.Time, Holder: "meeting", Terms: clock.Office(int(days), language.Text{})})
			continue
		}
		switch stop, outcome, at := ends(metric, e, owes); {
		case stop:
			if paused {
				put(clock.Resumed, e.At)
			}
			put(clock.Answered, at)
			end = outcome
		case pauses(metric, e) && !paused:
			put(clock.Paused, e.At)
			paused = true
		case resumes(e) && paused:
			put(clock.Resumed, e.At)
			paused = false
		}
		if end != "" {
			break
		}
	}
	c, err := clock.Read(out)
	if err != nil {
		return Reckoned{}, err
	}
	return result(c, end, now), nil
}

func result(c clock.Clock, end string, now time.Time) Reckoned {
	r := Reckoned{Opened: db.At(c.Complete), Due: db.At(c.Due(now))}
	if end == "" {
		return r
	}
	r.Closed, r.Outcome = db.At(c.Stop), end
	if r.Closed.Before(r.Opened.Time) {
		r.Closed = r.Opened
	}
	if minutes, ok := c.ToAnswer(); ok && end != fact.Withdrawn {
		r.Minutes = int64(minutes)
	}
	return r
}

// ends tells whether an event ends a span, how, and when.
func ends(metric string, e Event, owes Part) (stop bool, outcome string, at db.Time) {
	offers := e.Act == Propose || e.Act == Moves
	switch {
	case e.Act == Cancel:
		if e.Part == owes {
			return true, fact.MissedAs("cancelled"), e.At
		}
		return true, fact.Withdrawn, e.At
	case metric == fact.MeetingHeld:
		return e.Act == Hold, "held", e.At
	case metric == fact.MeetingOffered:
		return offers, "offered", e.At
	case metric == fact.PhysicalMeetingOffered && offers && e.Code != string(InPerson):
		return true, fact.Withdrawn, e.At
	case metric == fact.PhysicalMeetingOffered:
		return offers, "offered", e.When
	case metric == fact.SIPReply && e.Act == Answers:
		return true, e.Code, e.At
	case metric == fact.SIPReply:
		return offers && e.Part == owes, "other-time", e.At
	}
	return false, "", db.Time{}
}

func pauses(metric string, e Event) bool {
	return metric != fact.SIPReply && e.Act == Wait || metric == fact.MeetingHeld && e.Act == Decline
}

func resumes(e Event) bool { return e.Act == Ready || e.Act == Propose || e.Act == Moves }

// attended tells what an event says of a part that was booked: whether it counts, and whether the part was absent. Who
// cancels or moves on the day itself, or later, was absent; who does it by the working day before was not (K13.2). The
// person's own absence never counts.
func attended(e Event, booked time.Time, p Part) (counts, absent bool) {
	switch e.Act {
	case Hold, Miss:
		return true, strings.Contains(","+e.Code+",", ","+string(p)+",")
	case Cancel, Moves:
		late := !booked.IsZero() && e.Part == p && !e.At.Before(dayOf(booked).Start())
		return late, late
	}
	return false, false
}
