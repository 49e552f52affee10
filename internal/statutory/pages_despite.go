package statutory

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var (
	sayRestriction  = language.T("Begränsad behandling", "Restricted processing")
	sayDespiteTitle = language.T("Lämnad trots begränsad behandling", "Given in spite of restricted processing")

	stoppedByRestriction = language.T("*Underrättelsen är inte skickad.* Behandlingen av personens uppgifter är begränsad hos er. Kräver lagen den ändå, kryssa i rutan sist i formuläret.",
		"*The notice is not sent.* The processing of the person's data is restricted with you. If the law demands it all the same, tick the box at the end of the form.")
	despiteReview = language.T("Du bekräftar att lagen kräver underrättelsen trots begränsningen (%s). Mottagaren får inte veta det.", "You confirm that the law demands the notice in spite of the restriction (%s). The receiver is not told.")
)

// despiteField asks the sender to confirm that the law demands the notice although the processing is restricted.
func despiteField(r *web.Request, p planned) ui.Field {
	t := language.T
	return ui.Field{Kind: ui.CheckboxField, Name: fieldDespite, Over: r.Say(sayRestriction), Optional: true,
		Label: r.Say(t("Lagen kräver underrättelsen trots begränsningen", "The law demands the notice in spite of the restriction")),
		Hint:  r.Say(t("Lagrummet är %s. Att du bekräftar det antecknas hos er, med ditt namn. Mottagaren får inte veta det.", "The provision is %s. That you confirm it is noted with you, with your name. The receiver is not told.").With(citation(p.kind, p.sw)))}
}

// asksDespite tells whether the sender is to confirm that it is told although the processing is restricted.
func asksDespite(f *web.Form) bool { return f.Ticked(fieldDespite) || lacksDespite(f) }

// lacksDespite tells that it was stopped because nobody had confirmed it.
func lacksDespite(f *web.Form) bool {
	return slices.ContainsFunc(fault.ProblemsOf(f.Err()), func(p fault.Problem) bool { return p.Field == fieldDespite })
}

// despite says, to the sender's own authority, who confirmed that the notice is given although the processing is restricted, when
// and on which ground.
func (p *one) despite() templ.Component {
	t := language.T
	e, ok := p.Confirmed()
	if !ok {
		return nil
	}
	who := p.staff[e.Account]
	if who == "" {
		who = p.n.of(p.r, e.Authority)
	}
	intro := t("Behandlingen av personens uppgifter var begränsad hos er när underrättelsen lämnades. Det här står bara hos er.", "The processing of the person's data was restricted with you when the notice was given. This stands with you alone.")
	return ui.SectionIntro("begransad", p.say(sayDespiteTitle), p.say(intro), ui.KeyValues(ui.F(p.say(t("Bekräftades av", "Confirmed by")), who), ui.F(p.say(t("När", "When")), p.say(calendar.LongDateTime(e.At.Time))),
		ui.F(p.say(t("Skälet", "The reason")), p.say(t("Lagen kräver underrättelsen trots begränsningen: %s.", "The law demands the notice in spite of the restriction: %s.").With(p.Citation)))))
}
