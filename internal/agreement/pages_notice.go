package agreement

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// UnderNotice tells whether the agreement is in force on a day but ends before its time, which is what everybody who
// reads it needs to know first.
func (a Agreement) UnderNotice(day calendar.Date) bool {
	return a.Standing == Concluded && a.InForce(day) && a.past() == EndedEarly
}

// stateLabel is the state as a list says it: what is under notice is terminated in the reader's eyes, though it holds.
func (l listed) stateLabel() language.Text {
	if l.UnderNotice(l.day) {
		return EndedEarly.Label()
	}
	return l.StateOn(l.day).Label()
}

func (l listed) status(lang language.Lang) ui.Status {
	if l.UnderNotice(l.day) {
		return ui.Status{Level: ui.Warn, Words: EndedEarly.Label().In(lang)}
	}
	return l.StateOn(l.day).status(lang)
}

// standing are the notices that stand and have not yet taken effect, the latest first.
func (a shown) standing() (out []Notice) {
	for _, n := range a.life.notices {
		if n.State == Given && !n.Last.Before(a.day) {
			out = append(out, n)
		}
	}
	return out
}

// givenUp tells whether there is nothing left that an authority could give notice of: the whole agreement ends early
// already, or its own municipality's part does.
func (a shown) givenUp(authority string) bool {
	if a.UnderNotice(a.day) {
		return true
	}
	own := a.municipalityOf(authority)
	for _, n := range a.standing() {
		if n.Municipality == "" || n.Municipality == own {
			return true
		}
	}
	return false
}

// noticeText says who gave notice, when, and until when the agreement holds; zero when no notice stands.
func (a shown) noticeText(reader string) language.Text {
	t := language.T
	all := a.standing()
	if len(all) == 0 {
		return language.Text{}
	}
	n := all[0]
	name := a.life.names[n.Authority].Title()
	switch {
	case n.Authority == reader && n.Municipality == "":
		return t("Överenskommelsen är *uppsagd av er den %s* och gäller till och med %s.", "You *gave notice of the agreement on %s*. It is in force until %s, that day included.").With(n.Given, n.Last.Long())
	case n.Municipality == "":
		return t("Överenskommelsen är *uppsagd av %s den %s* och gäller till och med %s.", "*%s gave notice of the agreement on %s*. It is in force until %s, that day included.").With(name, n.Given, n.Last.Long())
	}
	return t("Överenskommelsen är *uppsagd för %s av %s den %s* och gäller där till och med %s.", "*For %s notice was given by %s on %s*. There the agreement is in force until %s, that day included.").With(a.nameOf(n.Municipality), name, n.Given, n.Last.Long())
}

// noticeFirst lets a notice that stands come before what another sentence asks of the reader.
func (a shown) noticeFirst(r *web.Request, lead *ui.Lead) *ui.Lead {
	said := a.noticeText(r.Actor.Authority)
	if said.IsZero() {
		return lead
	}
	lead.Text, lead.Level = ui.Join(ui.Rich(r.Say(said)), lead.Text), ui.Warn
	return lead
}

// noticeLead is the notice as the page's own sentence; nil when none stands.
func (s *Service) noticeLead(r *web.Request, a shown) *ui.Lead {
	said := a.noticeText(r.Actor.Authority)
	if said.IsZero() {
		return nil
	}
	return &ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(said)), Button: s.renewButton(r, a)}
}
