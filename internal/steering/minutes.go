package steering

import (
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Adjustment is that somebody who was at the meeting has found its minutes right (justering).
type Adjustment struct {
	Meeting string  `db:"meeting_id"`
	Member  string  `db:"member_id"`
	TextNo  int64   `db:"minutes_no"` // of the text that was found right; of no worth once the text is another
	By      string  `db:"account_id"` // who entered it: the member, or a coordinator for a member without account
	At      db.Time `db:"at"`
}

// current are the adjustments of the text as it stands.
func (m Meeting) current(all []Adjustment) (out []Adjustment) {
	for _, a := range all {
		if a.TextNo == m.TextNo && m.TextNo > 0 {
			out = append(out, a)
		}
	}
	return out
}

// lacks says whose adjustment is missing; it is zero when none is: the chair's, and one of the other side than the
// chair's.
func (m Meeting) lacks(all []Adjustment, members []Member) (chair, other bool) {
	chair, other = true, true
	led, _ := find(members, m.Chair)
	for _, a := range m.current(all) {
		by, ok := find(members, a.Member)
		if !ok {
			continue
		}
		if by.ID == m.Chair {
			chair = false
		}
		if SideOf(by.Authority) != SideOf(led.Authority) {
			other = false
		}
	}
	return chair, other
}

// mayAdjust are the members whose adjustment is still asked for: the chair, and those present of the other side.
func (m Meeting) mayAdjust(all []Adjustment, members []Member, present []string) (out []Member) {
	if !m.MinutesWait() || m.TextNo == 0 {
		return nil
	}
	chair, other := m.lacks(all, members)
	led, _ := find(members, m.Chair)
	for _, p := range members {
		opposite := SideOf(p.Authority) != SideOf(led.Authority)
		if p.ID == m.Chair && chair || opposite && other && slices.Contains(present, p.ID) {
			out = append(out, p)
		}
	}
	return out
}

var (
	lacksBoth  = language.T("Ordföranden och en från andra sidan behöver justera protokollet.", "The chair and one of the other side must adjust the minutes.")
	lacksChair = language.T("Ordföranden behöver justera protokollet.", "The chair must adjust the minutes.")
	lacksOther = language.T("En från andra sidan än ordförandens behöver justera protokollet.", "One of the other side than the chair’s must adjust the minutes.")
)

// lacking is the same in words.
func (m Meeting) lacking(all []Adjustment, members []Member) language.Text {
	switch chair, other := m.lacks(all, members); {
	case chair && other:
		return lacksBoth
	case chair:
		return lacksChair
	case other:
		return lacksOther
	}
	return language.Text{}
}
