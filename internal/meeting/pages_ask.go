package meeting

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayAsk = language.T("Boka möte", "Book a meeting")

func (s *Service) askPage(r *web.Request) (web.Response, error) { return s.askAgain(r, nil) }

// askAgain shows the form of a call, as it was filled in when it could not be sent.
func (s *Service) askAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	v, side, err := s.askable(r)
	if err != nil {
		return web.Response{}, err
	}
	n, err := matter.NamesOn(r, s.book, s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	form := s.askForm(r, v, side)
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Personen kallas alltid*, och får ta med sig vem den vill. Föreslå tider direkt om du kan; annars gör ni det efteråt.", "*The person is always called*, and may bring whom they want. Offer times at once if you can; else you do it afterwards.")))}
	body := ui.Parts(ui.Heading(r.Say(sayAsk), r.Say(t("Ärende %s, tillsammans med %s", "Matter %s, together with %s").With(v.Number, n.Of(v.Other.Authority)))), ui.LeadBlock(lead), ui.FormOf(form), rulesFold(r))
	out := web.Page(sayAsk, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(language.T("Ärenden", "Matters")), Href: matter.Path}, {Label: v.Number, Href: v.Page()}, {Label: r.Say(sayAsk)}}
	})
	if sent != nil && !sent.OK() {
		out = out.Status(sent.Status())
	}
	return out, nil
}

// askable reads the matter for somebody who may ask for a meeting in it.
func (s *Service) askable(r *web.Request) (v matter.Seen, side law.Side, err error) {
	q := s.Trail.DB()
	if v, err = s.Matters.Get(r.Context(), q, r.Actor, r.Path("id")); err != nil {
		return v, side, err
	}
	if err := v.Can.Check(policy.WorkMatter); err != nil {
		return v, side, err
	}
	side, err = directory.SideOf(r.Context(), q, v.Desk.Authority, v.Desk.Unit, today(q))
	return v, side, err
}

// rulesFold says what is known of the law on SIP.
func rulesFold(r *web.Request) templ.Component {
	var lines []templ.Component
	for _, rule := range Rules() {
		lines = append(lines, ui.Text(r.Say(rule.Note())))
	}
	return ui.Fold(ui.FoldOf{ID: "sip", Title: r.Say(language.T("Vad är en SIP?", "What is a SIP?")), Body: ui.BulletsOf(lines...)})
}

func (s *Service) askForm(r *web.Request, v matter.Seen, side law.Side) ui.Form {
	t := language.T
	sorts := []ui.Option{}
	for _, x := range Sorts() {
		sorts = append(sorts, ui.Option{Value: string(x), Label: r.Say(x.Name().Capital())})
	}
	fields := []ui.Field{
		{Kind: ui.RadiosField, Name: "sort", Label: r.Say(t("Vilket slags möte?", "What kind of meeting?")), Options: sorts},
		{Kind: ui.TextareaField, Name: "why", Label: r.Say(t("Vad ska ni tala om och bestämma?", "What are you to talk about and decide?")), Hint: r.Say(t("Personen läser samma ord i kallelsen. Skriv så att alla förstår.", "The person reads the same words in the call. Write so that everybody understands.")), Rows: 3, MaxLength: mostText, Swedish: true},
		wayField(r, t("Hur ska ni träffas?", "How are you to meet?"), ""), placeField(r, ""),
		{Kind: ui.CheckboxField, Name: "accessible", Label: r.Say(t("Lokalen måste vara tillgänglig för personen", "The premises must be accessible to the person")), Optional: true},
		yesNo(r, "interpreter", t("Behövs tolk?", "Is an interpreter needed?"), t("Ja", "Yes"), t("Nej", "No")),
		{Kind: ui.TextField, Name: "language", Label: r.Say(t("Vilket språk?", "Which language?")), Width: ui.Medium, MaxLength: 60, Swedish: true, Given: &ui.Given{Field: "interpreter", Values: []string{string(Needed)}, Legend: r.Say(t("Om tolk behövs", "If an interpreter is needed"))}},
		{Kind: ui.TextareaField, Name: "needs", Label: r.Say(t("Vad behöver personen för att kunna delta?", "What does the person need to take part?")), Hint: r.Say(t("Till exempel hörslinga eller en paus.", "For example a hearing loop or a break.")), Rows: 2, MaxLength: mostText, Optional: true, Swedish: true},
		{Kind: ui.CheckboxField, Name: "health", Label: r.Say(t("Det jag skrev handlar om personens hälsa, och grunden omfattar det", "What I wrote is about the person's health, and the ground covers that")), Optional: true},
		{Kind: ui.TextField, Name: "along", Label: r.Say(t("Vem vill personen ha med sig?", "Whom does the person want along?")), Hint: r.Say(t("Till exempel en anhörig, ett ombud eller en god man.", "For example a relative, a representative or a guardian.")), MaxLength: 200, Optional: true, Swedish: true},
	}
	fields = append(fields, timeFields(r, t("Tider att välja på", "Times to choose from"), false)...)
	fields = append(fields, person.BasisFields(r, side, calendar.DateOf(s.Trail.DB().Now()), t("Grund för att lämna uppgifter", "Ground for giving information"), t("På vilken grund berättar ni det här för motparten?", "On which ground do you tell the counterpart this?"))...)
	return ui.Form{Lang: r.Lang, ID: "mote", Action: v.Page() + "/mote", Submit: ui.Button{Label: r.Say(t("Kalla till mötet", "Call the meeting"))}, Fields: fields}
}

// askingOf reads what askForm asks.
func askingOf(f *web.Form) Asking {
	return Asking{Sort: Sort(f.Text("sort")), Why: f.Long("why"), Way: Way(f.Text("way")), Place: f.Text("place"), Accessible: f.Ticked("accessible"), Interpreter: Need(f.Text("interpreter")), Language: f.Text("language"),
		Needs: f.Long("needs"), Health: f.Ticked("health"), Along: f.Text("along"), Times: timesOf(f), Basis: person.BasisOf(f)}
}

func (s *Service) askPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if _, _, err := s.askable(r); err != nil {
		return web.Response{}, err
	}
	in := askingOf(f)
	if f.OK() {
		m, err := s.Ask(r.Context(), r.Actor, matter.Key{ID: r.Path("id")}, in)
		if err == nil {
			return web.Redirect(m.Page()).Message(ui.Good, language.T("Kallelsen är skickad till motparten. Skriv ut kallelsen till personen.", "The call is sent to the counterpart. Print the call to the person.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.askAgain(r, f)
}
