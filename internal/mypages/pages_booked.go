package mypages

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// mostBooked is how many booked times the first page shows.
const mostBooked = 20

// bookedPart is the times that the person has asked for and taken.
func (v *View) bookedPart(r *web.Request, o own) (templ.Component, error) {
	t := language.T
	list, err := v.Requests.Bookings(r.Context(), v.Trail.DB(), r.Actor, mostBooked)
	var lines []templ.Component
	for _, b := range list {
		lines = append(lines, ui.Stack(ui.A(ownPage(b.Request), o.say(calendar.LongDateTime(b.Starts.Time).Capital())), ui.Note(o.authority(b.Authority))))
	}
	if len(lines) == 0 || err != nil {
		return nil, err
	}
	return ui.SectionIntro("bokat", o.say(t("Tider som du har tagit", "Times that you have taken")), "", ui.BulletsOf(lines...)), nil
}
