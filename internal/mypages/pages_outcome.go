package mypages

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/outcome"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const outcomePath = Path + "/utfall"

var titleOutcome = language.T("Hur gick det?", "How did it go?")

func outcomePage(id string) string { return outcomePath + "/" + id }

// outcomePart leads from the first page to what the authorities ask of how it went.
func (v *View) outcomePart(r *web.Request, o own) (templ.Component, error) {
	t := language.T
	list, err := v.Outcomes.Own(r.Context(), v.Trail.DB(), r.Actor)
	var lines []templ.Component
	for _, x := range list {
		state := o.say(t("Väntar på ditt svar", "Waits for your answer"))
		if x.State == outcome.Noted {
			state = o.say(t("Besvarad", "Answered"))
		}
		lines = append(lines, ui.Stack(ui.A(outcomePage(x.ID), o.say(t("%s: %s", "%s: %s"), o.authority(x.Authority), o.point(x.Point))), ui.Note(state)))
	}
	if len(lines) == 0 || err != nil {
		return nil, err
	}
	return ui.SectionIntro("utfall", o.say(titleOutcome), o.say(t("Myndigheterna följer upp planeringen med dig. Du väljer själv om du vill svara.", "The authorities follow up the planning with you. Whether you answer is your choice.")), ui.BulletsOf(lines...)), nil
}

func (r reader) point(p outcome.Point) string { return r.say(p.Name().Capital()) }

// follow is what the person does when nothing else waits for them: say how it went, if somebody asks.
func (v *View) follow(r *web.Request, o own) (ui.Lead, error) {
	t := language.T
	list, err := v.Outcomes.Own(r.Context(), v.Trail.DB(), r.Actor)
	i := slices.IndexFunc(list, func(x outcome.Outcome) bool { return x.State == outcome.Waiting })
	if err != nil || i < 0 {
		return o.lead(), err
	}
	return ui.Lead{Text: ui.Rich(o.say(t("*%s vill veta hur det gick för dig.* Du väljer själv om du vill svara.", "*%s wants to know how it went for you.* Whether you answer is your choice."), o.authority(list[i].Authority))),
		Button: &ui.Button{Label: o.say(t("Berätta hur det gick", "Say how it went")), Href: outcomePage(list[i].ID)}}, nil
}

// ownOutcome is the page of a follow-up.
type ownOutcome struct {
	own
	outcome.OwnOpened
	failed *web.Failed
}

func (v *View) outcome(r *web.Request) (web.Response, error) { return v.outcomeAgain(r, nil) }

func (v *View) outcomeAgain(r *web.Request, failed *web.Failed) (web.Response, error) {
	p := &ownOutcome{failed: failed}
	var err error
	if p.OwnOpened, err = v.Outcomes.OpenOwn(r.Context(), r.Actor, r.Path("id")); err != nil {
		return web.Response{}, err
	}
	if p.own, err = v.read(r); err != nil {
		return web.Response{}, err
	}
	page := p.page(titleOutcome, ui.Heading(p.say(titleOutcome), p.say(language.T("%s: %s", "%s: %s"), p.authority(p.Authority), p.point(p.Point))), ui.LeadBlock(ui.Lead{Text: ui.Rich(p.lead())}), p.band(),
		v.outcomeDeeds().Forms(r, p), p.history(), without(p.reader))
	if failed != nil {
		page = page.Status(failed.Form.Status())
	}
	return page, nil
}

func (p *ownOutcome) lead() string {
	t := language.T
	switch n := len(p.Said); {
	case n > 0 && !p.Said[n-1].Gone:
		return p.say(t("Det senaste svaret är *%s*. Stämmer det inte, berätta på nytt. Det som sades förut står kvar.", "The latest answer is *%s*. If it is not right, say it anew. What was said before stays."), p.what(p.Said[n-1].Answer))
	case p.Now:
		return p.say(t("*%s vill veta hur det gick för dig.* Du väljer själv om du vill svara.", "*%s wants to know how it went for you.* Whether you answer is your choice."), p.authority(p.Authority))
	case p.State == outcome.Dropped:
		return p.say(t("*Ingen frågar om det här längre.* Du behöver inte göra något.", "*Nobody asks about this any more.* You need not do anything."))
	}
	return p.say(t("*%s* frågar dig det här den %s.", "*%s* asks you this on %s."), p.authority(p.Authority), p.Due)
}

// what says an answer in a few words.
func (p *ownOutcome) what(a outcome.Answer) string {
	if f, ok := outcome.FormOf(a.Form); ok {
		return p.say(language.T("%s, %s", "%s, %s"), a.What.Name().Capital(), f.Name)
	}
	return p.say(a.What.Name().Capital())
}

// history is what was said, the latest first, by whom and how it is known.
func (p *ownOutcome) history() templ.Component {
	t := language.T
	var parts []templ.Component
	for _, x := range slices.Backward(p.Said) {
		by := p.say(t("du själv", "yourself"))
		if x.Account != "" {
			by = p.authority(p.Authority)
		}
		facts := []ui.Fact{ui.F(p.say(t("Antecknat av", "Noted by")), by)}
		if x.Gone {
			parts = append(parts, ui.Under(calendar.DateOf(x.At.Time).String(), ui.KeyValues(append(facts, ui.F(p.say(t("Svar", "Answer")), p.say(t("gallrat", "destroyed"))))...)))
			continue
		}
		facts = append(facts, ui.F(p.say(t("Svar", "Answer")), p.what(x.Answer)))
		if !x.Since.IsZero() {
			facts = append(facts, ui.F(p.say(t("Sedan", "Since")), x.Since.String()))
		}
		if x.Account != "" {
			facts = append(facts, ui.F(p.say(t("Hur myndigheten vet det", "How the authority knows")), p.say(x.Source.Name())))
		}
		if x.Note != "" {
			facts = append(facts, ui.Fact{Name: p.say(t("Dina ord", "Your words")), Value: ui.Text(x.Note)})
		}
		parts = append(parts, ui.Under(calendar.DateOf(x.At.Time).String(), ui.KeyValues(facts...)))
	}
	if len(parts) == 0 {
		return nil
	}
	return ui.SectionIntro("sagt", p.say(t("Vad som har sagts", "What has been said")), "", ui.Parts(parts...))
}

// outcomeDeeds are what the person can do with a follow-up: say how it went, to that authority and nobody else.
func (v *View) outcomeDeeds() web.Deeds[*ownOutcome] {
	t := language.T
	return web.Deeds[*ownOutcome]{All: []web.Deed[*ownOutcome]{
		{Path: "svara", May: policy.SayOutcome, Name: t("Berätta hur det gick", "Say how it went"), Says: t("Bara den myndighet som frågar får svaret. Du kan ändra det när du vill.", "Only the authority that asks gets the answer. You can change it whenever you want."),
			When: func(p *ownOutcome) bool { return p.Now }, Fields: (*ownOutcome).fields, Do: v.sayOutcome, Done: t("Tack. Ditt svar är sparat.", "Thank you. Your reply is kept.")},
	}, Load: v.toOutcome, Show: v.outcomeAgain, Address: func(p *ownOutcome) string { return outcomePage(p.ID) }, Say: func(p *ownOutcome, text language.Text) string { return p.say(text) },
		May:  func(*ownOutcome, policy.Action) bool { return true }, // the follow-up is the reader's own, or not there
		Page: func(p *ownOutcome) web.DeedPage { return web.DeedPage{Failed: p.failed, Main: "svara"} }}
}

func (v *View) toOutcome(r *web.Request, act policy.Action) (*ownOutcome, error) {
	p := &ownOutcome{own: own{reader: readerOf(r)}}
	p.ID = r.Path("id")
	return p, policy.CheckRead(r.Context(), v.Trail.DB(), r.Actor, act, p.Ref())
}

// ownWhats are what a person says of themselves, and ownForms more closely what.
func ownWhats() []outcome.What {
	return slices.DeleteFunc(outcome.Whats(), func(w outcome.What) bool { return w == outcome.Unknown })
}

func ownForms() []outcome.Form {
	return slices.DeleteFunc(outcome.Forms(), func(f outcome.Form) bool { return f.Code == "died" })
}

func (p *ownOutcome) fields() []ui.Field {
	t := language.T
	var whats []ui.Option
	forms := []ui.Option{{Label: p.say(t("Välj", "Choose"))}}
	for _, w := range ownWhats() {
		whats = append(whats, ui.Option{Value: string(w), Label: p.say(w.Name().Capital())})
	}
	for _, f := range ownForms() {
		forms = append(forms, ui.Option{Value: f.Code, Label: p.say(f.Name.Capital()), Group: p.say(f.Of.Name().Capital())})
	}
	more := &ui.Given{Field: "what", Values: []string{string(outcome.Work), string(outcome.Subsidised), string(outcome.Study), string(outcome.Other)}, Legend: p.say(t("Om du arbetar, studerar eller gör något annat", "If you work, study or do something else"))}
	begun := &ui.Given{Field: "what", Values: []string{string(outcome.Work), string(outcome.Subsidised), string(outcome.Study)}, Legend: p.say(t("Om du arbetar eller studerar", "If you work or study"))}
	return []ui.Field{
		{Kind: ui.RadiosField, Name: "what", Label: p.say(t("Vad gör du nu?", "What do you do now?")), Options: whats},
		{Kind: ui.SelectField, Name: "form", Label: p.say(t("Närmare bestämt", "More closely")), Options: forms, Width: ui.Medium, Given: more},
		{Kind: ui.DateField, Name: "since", Label: p.say(t("Från vilken dag?", "From which day?")), Given: begun},
		{Kind: ui.TextField, Name: "note", Label: p.say(t("Vill du säga något mer?", "Do you want to say anything more?")), Optional: true, MaxLength: 300, Swedish: true},
	}
}

func (v *View) sayOutcome(p *ownOutcome, f *web.Form) error {
	t := language.T
	a := outcome.Answer{What: outcome.What(f.Text("what", web.Max(20))), Form: f.Text("form", web.Max(20)), Since: f.Date("since"), Note: f.Text("note", web.Max(300))}
	chosen, ok := outcome.FormOf(a.Form)
	switch {
	case !slices.Contains(ownWhats(), a.What):
		f.Problem("what", t("Välj det som stämmer bäst.", "Choose what fits best."))
	case a.What == outcome.NotYet:
		nothingElse(f, a)
	case !ok || chosen.Of != a.What || !slices.Contains(ownForms(), chosen):
		f.Problem("form", t("Välj närmare vad, ur samma grupp.", "Choose more closely what, of the same group."))
	}
	if a.Since.IsZero() && (a.What == outcome.Work || a.What == outcome.Subsidised || a.What == outcome.Study) {
		f.Problem("since", t("Skriv från vilken dag.", "Write from which day."))
	}
	if a.What != outcome.NotYet && a.Since.After(calendar.DateOf(v.Trail.DB().Now())) {
		f.Problem("since", t("Dagen har inte kommit än. Berätta när det har börjat.", "The day has not come yet. Say so when it has begun."))
	}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(v.Outcomes.Say(p.Context(), p.Actor, p.ID, a))
}

// nothingElse refuses an answer that it came to nothing yet with what it came to.
func nothingElse(f *web.Form, a outcome.Answer) {
	t := language.T
	if a.Form != "" {
		f.Problem("form", t("Du har svarat Inget av det än, men också valt något här. Ta bort valet, eller ändra ditt svar.", "You have answered None of it yet, but chosen something here too. Take the choice away, or change your answer."))
	}
	if !a.Since.IsZero() {
		f.Problem("since", t("Du har svarat Inget av det än, men också skrivit en dag här. Ta bort dagen, eller ändra ditt svar.", "You have answered None of it yet, but written a day here too. Take the day away, or change your answer."))
	}
}
