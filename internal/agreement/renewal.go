package agreement

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Coming tells whether a renewal has been signed that begins after a day: until then what was agreed before holds.
func (a Agreement) Coming(day calendar.Date) bool {
	last := a.Last()
	return a.Standing == Concluded && a.RenewedFrom.After(day) && (last.IsZero() || !last.Before(a.RenewedFrom))
}

// TermOn is the days of what is agreed on a day: of an agreement that has been renewed, those before the renewal until it
// begins, and from then on those of the renewal.
func (a Agreement) TermOn(day calendar.Date) calendar.Period {
	p := a.Period()
	switch {
	case a.Coming(day):
		p.To = a.RenewedFrom.AddDays(-1)
	case !a.RenewedFrom.IsZero() && !a.RenewedFrom.After(day):
		p.From = a.RenewedFrom
	}
	return p
}

// Next is the days of a renewal that is signed and has not begun on a day; the zero period when there is none.
func (a Agreement) Next(day calendar.Date) calendar.Period {
	if !a.Coming(day) {
		return calendar.Period{}
	}
	return calendar.Period{From: a.RenewedFrom, To: a.Last()}
}

// termSaid is the agreement's days as its page says them on a day, with the renewal apart.
func (a Agreement) termSaid(day calendar.Date) language.Text {
	if a.Coming(day) {
		return language.T("%s, förlängd %s", "%s, renewed %s").With(a.TermOn(day), a.Next(day))
	}
	if !a.RenewedFrom.IsZero() && a.RenewedFrom.After(a.From) && !a.RenewedFrom.After(day) {
		return language.T("%s, förlängd från %s", "%s, renewed from %s").With(a.TermOn(day), a.From)
	}
	return language.T("%s", "%s").With(a.Period())
}

// renewal says that a renewal is signed and coming.
func (a Agreement) renewalSaid(day calendar.Date) language.Text {
	return sayRenewedTo.With(a.TermOn(day).To.Long(), a.RenewedFrom.Long(), lastSaid(a.Last()))
}

// renewalRows is a renewal that is signed and coming as a row of its own, following on what holds now.
func (l listed) renewalRows(r *web.Request) []ui.Row {
	if !l.Coming(l.day) {
		return nil
	}
	next := l.Next(l.day)
	return []ui.Row{{Cells: []templ.Component{ui.A(l.Path(), r.Say(sayRenewal)), ui.StatusChip(NotYet.status(r.Lang)),
		ui.Text(next.From.String()), ui.Text(r.Say(lastSaid(next.To)))}}}
}

var (
	sayRenewal   = language.T("Förlängning, undertecknad", "Renewal, signed")
	sayRenewedTo = language.T("Överenskommelsen *är förlängd*. Det som står nu gäller till och med %s; den nya texten och de nya åtagandena gäller från %s till %s.",
		"The agreement *has been renewed*. What stands now is in force until %s, that day included; the new text and the new commitments hold from %s to %s.")
	gapBeforeRenewal = language.T("En förlängning från %s är redan undertecknad. Ändringen ska gälla till dagen före, utan glapp.", "A renewal from %s is already signed. The amendment must hold until the day before it, without a gap.")
)
