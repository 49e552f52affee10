package mypages

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/handover"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// received are the hand-overs that wait for somebody: to be answered, or to be followed by a first contact.
func (o own) received() (lines []templ.Component) {
	for _, h := range o.handovers {
		if whose, waits := o.awaited(h); waits {
			said := ui.Rich(o.say(language.T("*%s* har bett *%s* att ta emot dig, %s", "*%s* has asked *%s* to receive you, %s"), o.authority(h.Sender), o.authority(h.Receiver), calendar.DateOf(h.SentAt.Time)))
			lines = append(lines, ui.Stack(said, ui.Note(whose)))
		}
	}
	return lines
}

// awaited says who is to do what, by when; waits is false when nothing is.
func (o own) awaited(h handover.Handover) (whose string, waits bool) {
	t := language.T
	switch {
	case h.State == handover.Open:
		return o.say(t("Nu ska %s svara, senast %s.", "Now %s is to answer, by %s."), o.authority(h.Receiver), lastDay(h.Due)), true
	case h.State == handover.Paused:
		return o.say(t("Nu ska %s göra något.", "Now %s is to do something."), o.authority(h.Sender)), true
	case h.State == handover.Accepted && h.ContactAt.IsZero():
		return o.say(t("%s ska höra av sig till dig senast %s.", "%s is to be in touch with you by %s."), o.authority(h.Receiver), lastDay(h.ContactDue)), true
	}
	return "", false
}
