package steering

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// MeetingState is how far a meeting has come.
type MeetingState string

// The states of a meeting.
const (
	Planned   MeetingState = "planned"
	Held      MeetingState = "held" // the minutes are due; see Meeting.Published
	Cancelled MeetingState = "cancelled"
)

// MinutesDays is within how many working days from the meeting its minutes are published (K6.2).
const MinutesDays = 10

// Meeting is one meeting of a group.
type Meeting struct {
	ID        string        `db:"id"`
	Agreement string        `db:"agreement_id"`
	Group     string        `db:"group_id"`
	Day       calendar.Date `db:"on_day"`
	Starts    int64         `db:"starts"` // minutes from midnight, Swedish time
	Ends      int64         `db:"ends"`   // likewise
	Place     string        `db:"place"`
	State     MeetingState  `db:"state"`
	Reason    string        `db:"reason"`       // why it was cancelled
	Chair     string        `db:"chair"`        // id of the member who led it, once held
	Guests    string        `db:"guests"`       // others who took part, once held
	Text      string        `db:"minutes"`      // the minutes, in Markdown
	TextNo    int64         `db:"minutes_no"`   // rises with every change of the text and every decision that comes to it; 0 when nothing is written
	Published db.Time       `db:"published_at"` // when the minutes were; zero before
	Version   int64         `db:"version"`
}

// Ref names the meeting.
func (m Meeting) Ref() ref.Ref { return ref.To(MeetingThing, m.ID) }

// Path is the address of its page.
func (m Meeting) Path() string { return "/moten/" + m.ID }

// Start is the instant at which it begins.
func (m Meeting) Start() time.Time { return calendar.TimeOfDay(m.Starts).On(m.Day) }

// End is the instant at which it ends.
func (m Meeting) End() time.Time { return calendar.TimeOfDay(m.Ends).On(m.Day) }

// MinutesDue is the last day for publishing the minutes.
func (m Meeting) MinutesDue() calendar.Date { return calendar.AddWorkingDays(m.Day, MinutesDays) }

// MinutesWait tells whether the meeting has been held and its minutes are not published.
func (m Meeting) MinutesWait() bool { return m.State == Held && m.Published.IsZero() }

// MinutesLate tells whether the minutes were not published in time, or are late now.
func (m Meeting) MinutesLate(today calendar.Date) bool {
	if m.State != Held {
		return false
	}
	if !m.Published.IsZero() {
		today = calendar.DateOf(m.Published.Time)
	}
	return today.After(m.MinutesDue())
}

// When is when and where a meeting is.
type When struct {
	Day    calendar.Date
	Starts calendar.TimeOfDay
	Ends   calendar.TimeOfDay
	Place  string
}

// Names of the fields of a meeting.
const (
	fieldDay    = "day"
	fieldStarts = "starts"
	fieldEnds   = "ends"
	fieldPlace  = "place"
)

// apply puts a planned meeting at a time. It must be a working day on which the group stands; a meeting that is planned
// for a day gone by was held and is being entered afterwards, which is allowed.
func (w When) apply(m Meeting, g Group) (Meeting, []fault.Problem) {
	m.Day, m.Starts, m.Ends, m.Place = w.Day, int64(w.Starts), int64(w.Ends), strings.TrimSpace(w.Place)
	var problems []fault.Problem
	switch look := calendar.Look(w.Day); {
	case w.Day.IsZero():
		problems = append(problems, fault.Field(fieldDay, language.T("Ange vilken dag mötet är.", "Give the day of the meeting.")))
	case !look.Working:
		problems = append(problems, fault.Field(fieldDay, language.T("%s är ingen arbetsdag (%s). Nästa arbetsdag är %s.", "%s is no working day (%s). The next one is %s.").With(w.Day.Long(), look.Reason, calendar.NextWorkingDay(w.Day))))
	case !g.Period().Contains(w.Day):
		problems = append(problems, fault.Field(fieldDay, language.T("Gruppen finns inte den dagen. Välj en dag i tiden %s.", "The group does not stand on that day. Choose a day within %s.").With(g.Period())))
	}
	if w.Ends <= w.Starts {
		problems = append(problems, fault.Field(fieldEnds, language.T("Mötet slutar innan det börjar. Ange ett senare klockslag.", "The meeting ends before it begins. Give a later time.")))
	}
	return m, problems
}

// hold says that the meeting was held by those present, one of whom led it.
func (m Meeting) hold(today calendar.Date, members []Member, present []string, chair, guests string) (Meeting, []fault.Problem) {
	var problems []fault.Problem
	on := membersOn(members, m.Day)
	sides := map[Side]bool{}
	for _, id := range present {
		if p, ok := find(on, id); ok {
			sides[SideOf(p.Authority)] = true
		}
	}
	if len(sides) < 2 {
		problems = append(problems, fault.Field(fieldPresent, language.T("Minst en från Arbetsförmedlingen och en från kommunen behöver ha varit med. Ställ annars in mötet.", "At least one from the agency and one from the municipality must have been there. Otherwise cancel the meeting.")))
	}
	if _, ok := find(on, chair); !ok || !slices.Contains(present, chair) {
		problems = append(problems, fault.Field(fieldChair, language.T("Välj vem av de närvarande som ledde mötet.", "Choose who of those present led the meeting.")))
	}
	if m.Day.After(today) {
		problems = append(problems, fault.Field(fieldPresent, language.T("Mötet är %s. Det kan registreras som genomfört först den dagen.", "The meeting is on %s. It can be entered as held on that day at the earliest.").With(m.Day.Long())))
	}
	m.State, m.Chair, m.Guests = Held, chair, strings.TrimSpace(guests)
	return m, problems
}

// Names of the fields of a held meeting.
const (
	fieldPresent = "present"
	fieldChair   = "chair"
	fieldGuests  = "guests"
	fieldText    = "text"
	fieldReason  = "reason"
)
