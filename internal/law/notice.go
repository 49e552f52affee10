package law

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// NoticeID names a type of statutory notice for good; it is stored with every notice.
type NoticeID string

// NoticeGroup is which duty a type of notice belongs to, and so which promises measure it (domain facts 14.3, §§ 16–17).
type NoticeGroup string

// The groups.
const (
	EducationNotices NoticeGroup = "adult-education"
	ActivityNotices  NoticeGroup = "activity-requirement"
)

// Name says the group in words.
func (g NoticeGroup) Name() language.Text {
	switch g {
	case EducationNotices:
		return language.T("Komvux", "Adult education")
	case ActivityNotices:
		return language.T("Aktivitetskrav", "Activity requirement")
	}
	return language.Text{}
}

// NoticeParty is who gives or gets a notice: the agency, or the board of a municipality that has an activity. The codes of
// the activities are those of the directory.
type NoticeParty string

// The parties.
const (
	NoticePES       NoticeParty = "pes"
	NoticeEducation NoticeParty = "adult-education"
	NoticeIncome    NoticeParty = "income-support"
)

// Name says the party in words.
func (p NoticeParty) Name() language.Text {
	switch p {
	case NoticePES:
		return PES.Name()
	case NoticeEducation:
		return language.T("nämnden med vuxenutbildningen", "the board that has adult education")
	case NoticeIncome:
		return language.T("nämnden med ekonomiskt bistånd", "the board that has income support")
	}
	return language.Text{}
}

// NoticeFieldKind is what a field holds.
type NoticeFieldKind string

// The kinds of field.
const (
	NoticeLine    NoticeFieldKind = "text" // one line
	NoticeDay     NoticeFieldKind = "date"
	NoticePercent NoticeFieldKind = "percent" // 1–100
)

// NoticeField is one fact that a notice may carry beside who the person is and when it happened. What has no field cannot
// be written: that keeps a notice to what the duty is about.
type NoticeField struct {
	Code   string
	Name   language.Text
	Kind   NoticeFieldKind
	Needed bool
}

// Notice is a type of notice that one authority gives another because a statute says so. No consent is asked for: the
// duty is the ground, and what the facts are for follows from the type.
type Notice struct {
	ID        NoticeID
	Group     NoticeGroup
	Name      language.Text // "Avbrott i komvux"
	Trigger   language.Text // the event from whose day the time is reckoned, as a question asks for it
	Purpose   language.Text // what the facts are for
	From, To  NoticeParty
	Ground    GroundID
	Provision ProvisionID
	Reform    ReformID        // that brings the duty
	Valid     calendar.Period // of a proposed one, as it is proposed
	Proposed  bool            // never in force by itself: the installation says from which day, when it is
	SendDays  int             // working days from the day of the event in which it is sent, where no agreement says otherwise
	ActDays   int             // working days from when it was received in which the receiver has judged it and told so
	Fields    []NoticeField   // the most that it carries
	Standing  Standing
}

// Prescribed tells whether the duty holds for an event on a day. applies is the first day that the installation has given
// a proposed type; zero is none, and such a type is then never prescribed.
func (n Notice) Prescribed(event, applies calendar.Date) bool {
	if n.Proposed {
		return !applies.IsZero() && !event.Before(applies) && n.Valid.Contains(event)
	}
	return n.Valid.Contains(event)
}

// Field gives a field by its code.
func (n Notice) Field(code string) (NoticeField, bool) {
	return find(n.Fields, func(f NoticeField) bool { return f.Code == code })
}

// Notices gives every type of statutory notice, also those that are only proposed.
func Notices() []Notice {
	out := slices.Clone(notices)
	for i := range out {
		out[i].Fields = slices.Clone(out[i].Fields)
	}
	return out
}

// NoticeOf gives the type of an id; ok is false for an unknown one.
func NoticeOf(id NoticeID) (n Notice, ok bool) {
	return find(notices, func(n Notice) bool { return n.ID == id })
}
