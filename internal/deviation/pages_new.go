package deviation

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// begin is what the form knows before anything is written.
type begin struct {
	about   ref.Ref
	src     from
	place   string
	places  []ui.Option // where the reader's authority collaborates
	routing Routing     // zero when the place is not known yet
	held    []commitment.Held
}

// aboutOf reads from the address what a deviation is reported from.
func aboutOf(q *web.Form) ref.Ref {
	for name, kind := range aboutParams() {
		if id := q.Text(name, web.Max(90)); id != "" {
			return ref.To(kind, id)
		}
	}
	return ref.Ref{}
}

// beginning finds what can be filled in, and who would look at it.
func (s *Service) beginning(r *web.Request, about ref.Ref, place, asked string) (b begin, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	b.about = about
	if b.src, err = source(ctx, q, r.Actor, about); err != nil {
		return b, err
	}
	if b.places, err = s.placesFor(r); err != nil {
		return b, err
	}
	b.place = place
	if b.place == "" {
		b.place = b.src.municipality
	}
	if b.place == "" && len(b.places) == 2 {
		b.place = b.places[1].Value
	}
	if b.place == "" {
		return b, nil
	}
	b.routing, err = Route(ctx, q, r.Actor, Input{Municipality: b.place, About: about, Asked: asked})
	if fault.Is(err, fault.Invalid) {
		b.routing = Routing{}
		return b, nil
	}
	if err != nil || b.routing.Agreement.ID == "" {
		return b, err
	}
	b.held, err = commitment.InForce(ctx, q, b.routing.Agreement.ID, calendar.DateOf(q.Now()))
	return b, err
}

// placesFor are the municipalities that the reader's authority may report in: all for the agency, for a board its own and
// those that its agreements bind.
func (s *Service) placesFor(r *web.Request) ([]ui.Option, error) {
	n, err := s.names(r)
	if err != nil {
		return nil, err
	}
	all := n.options(r, language.T("Välj kommun", "Choose a municipality"))
	if r.Actor.Authority == directory.PES {
		return all, nil
	}
	codes, err := s.ownPlaces(r.Context(), r.Actor.Authority, n)
	return slices.DeleteFunc(all, func(o ui.Option) bool { return o.Value != "" && !slices.Contains(codes, o.Value) }), err
}

func (s *Service) ownPlaces(ctx context.Context, authority string, n names) ([]string, error) {
	day := calendar.DateOf(s.Trail.DB().Now())
	own := n.Authorities[authority].MunicipalityCode
	codes := []string{own}
	found, err := agreement.List(ctx, s.Trail.DB(), agreement.Filter{State: agreement.InForce, Municipality: own, On: day})
	for _, a := range found {
		if a.BindsOn(authority, day) {
			codes = append(codes, a.Municipalities()...)
		}
	}
	return codes, err
}

func (s *Service) newPage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	b, err := s.beginning(r, aboutOf(q), q.Text(paramPlace, web.Max(4)), "")
	if err != nil {
		return web.Response{}, err
	}
	return s.formPage(r, b, s.newForm(r, b))
}

func (s *Service) formPage(r *web.Request, b begin, form ui.Form) (web.Response, error) {
	n, err := s.names(r)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayNew), r.Say(b.sub())), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(b.lead(n)))}), s.whyPart(r, b), ui.FormOf(form))
	return web.Page(sayNew, body).Frame(crumbs(r, sayNew)), nil
}

func (b begin) sub() language.Text {
	if b.about.Kind == "" {
		return language.T("Utan skuld: vad skulle ha hänt, och vad hände?", "Without blame: what should have happened, and what did?")
	}
	return language.T("Gäller %s", "About %s").With(b.src.name)
}

// lead says who looks at it, before anything is written.
func (b begin) lead(n names) language.Text {
	if b.routing.Asked == "" {
		return language.T("Beskriv vad som inte gick som ni kommit överens om. *Samsyn hittar rätt mottagare* när du har valt kommun.", "Describe what did not go as you agreed. *Samsyn finds the right receiver* once you have chosen the municipality.")
	}
	return language.T("*%s får avvikelsen* och ska bekräfta den inom %s. Kan den inte lösas lyfts den nivå för nivå.", "*%s gets the deviation* and is to acknowledge it within %s. What cannot be solved rises level by level.").
		With(n.of(b.routing.Asked), calendar.CountWorkingDays(int(b.routing.AckDays)))
}

// whyPart says why it goes there, and the levels with their time.
func (s *Service) whyPart(r *web.Request, b begin) templ.Component {
	if b.routing.Asked == "" {
		return nil
	}
	var lines []string
	for _, w := range b.routing.Why {
		lines = append(lines, r.Say(w))
	}
	l := b.routing.Ladder
	for level := int64(1); level <= Highest; level++ {
		said := levelSaid(level)
		if n := daysOn(l, level); n > 0 {
			said = language.T("%s: %s", "%s: %s").With(said, calendar.CountWorkingDays(n))
		}
		lines = append(lines, r.Say(said))
	}
	lines = append(lines, r.Say(language.T("Tiderna kommer från: %s.", "The times come from: %s.").With(l.Why())))
	return ui.Folded(r.Say(language.T("Varför dit, och vad händer sedan?", "Why there, and what happens then?")), ui.Bullets(lines...))
}

func (s *Service) newForm(r *web.Request, b begin) ui.Form {
	t := language.T
	types := make([]ui.Option, 0, len(Types()))
	for _, i := range Types() {
		types = append(types, ui.Option{Value: string(i.Type), Label: r.Say(i.Name), Hint: r.Say(i.Hint)})
	}
	effects := make([]ui.Option, 0, len(Effects()))
	for _, e := range Effects() {
		effects = append(effects, ui.Option{Value: string(e), Label: r.Say(capital(e.Name()))})
	}
	form := ui.Form{Lang: r.Lang, ID: "ny", Action: listPath + "/ny", Submit: ui.Button{Label: r.Say(t("Rapportera avvikelsen", "Report the deviation"))}}
	if b.about.Kind != "" {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: fieldThing, Value: string(b.about.Kind) + " " + b.about.ID})
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: fieldMunicipality, Label: r.Say(sayPlace), Options: b.places, Value: b.place, Width: ui.Medium})
	if len(b.routing.Choices) > 1 {
		form.Fields = append(form.Fields, s.askedField(r, b))
	}
	form.Fields = append(form.Fields,
		ui.Field{Kind: ui.RadiosField, Name: fieldType, Label: r.Say(t("Vad gäller det?", "What is it about?")), Options: types, Value: string(b.src.kind)},
		ui.Field{Kind: ui.DateField, Name: fieldHappened, Label: r.Say(t("När hände det?", "When did it happen?")), Value: calendar.DateOf(s.Trail.DB().Now()).String(), Width: ui.Short},
		area(r, fieldExpected, t("Vad skulle ha hänt?", "What should have happened?"), t("Som ni kommit överens om det. %s", "As you have agreed on it. %s").With(sayNoPerson), true),
		area(r, fieldWhat, t("Vad hände i stället?", "What happened instead?"), language.Text{}, true),
		ui.Field{Kind: ui.RadiosField, Name: fieldEffect, Label: r.Say(t("Vad fick det följder för?", "What did it have consequences for?")), Options: effects},
		area(r, fieldEffectText, t("Vilka följder?", "What consequences?"), t("Några ord, utan uppgifter om vem. Behövs inte om det inte fått några följder än.", "A few words, without anything about whom. Not needed if there are no consequences yet."), true),
		area(r, fieldProposal, t("Har du ett förslag?", "Do you have a proposal?"), t("Vad skulle göra att det fungerar nästa gång?", "What would make it work the next time?"), false))
	if len(b.held) > 0 {
		form.Fields = append(form.Fields, commitmentField(r, b))
	}
	return form
}

func area(r *web.Request, name string, label, hint language.Text, needed bool) ui.Field {
	return ui.Field{Kind: ui.TextareaField, Name: name, Label: r.Say(label), Hint: r.Say(hint), Rows: 3, MaxLength: longest, Optional: !needed, Swedish: true}
}

func (s *Service) askedField(r *web.Request, b begin) ui.Field {
	n, _ := s.names(r) // the page has read them already
	options := []ui.Option{{Label: r.Say(language.T("Samsyn väljer", "Samsyn chooses"))}}
	for _, id := range b.routing.Choices {
		options = append(options, ui.Option{Value: id, Label: n.of(id)})
	}
	return ui.Field{Kind: ui.SelectField, Name: fieldAsked, Label: r.Say(language.T("Vilken nämnd?", "Which board?")), Hint: r.Say(language.T("Lämna tomt om du inte vet.", "Leave it if you do not know.")), Options: options, Optional: true, Width: ui.Medium}
}

// commitmentField offers what the agreement promises.
func commitmentField(r *web.Request, b begin) ui.Field {
	options := []ui.Option{{Label: r.Say(language.T("Inget särskilt åtagande", "No commitment in particular"))}}
	for _, h := range b.held {
		options = append(options, ui.Option{Value: h.Number, Label: r.Say(language.T("%s %s", "%s %s").With(h.Number, h.Commitment.Text)), Group: r.Say(language.T("§ %d %s", "§ %d %s").With(h.ClauseNo, h.Heading))})
	}
	value := b.src.commitment
	if !slices.ContainsFunc(b.held, func(h commitment.Held) bool { return h.Number == value }) {
		value = ""
	}
	return ui.Field{Kind: ui.SelectField, Name: fieldCommitment, Label: r.Say(language.T("Vilket åtagande gäller det?", "Which commitment is it about?")), Options: options, Value: value, Optional: true}
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := inputOf(f)
	d := Deviation{}
	if f.OK() {
		d, err = s.Report(r.Context(), r.Actor, in)
	}
	if err == nil && f.OK() {
		return web.Redirect(d.Page()).Message(ui.Good, language.T("Avvikelsen är rapporterad. Du ser här vem som har fått den och när den ska bekräftas.", "The deviation is reported. Here you see who has got it and by when it is to be acknowledged.")), nil
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	b, err := s.beginning(r, in.About, in.Municipality, "")
	if err != nil {
		return web.Response{}, err
	}
	out, err := s.formPage(r, b, s.newForm(r, b).Fill(f.Values()).WithFault(f.Err()))
	return out.Status(f.Status()), err
}

func inputOf(f *web.Form) Input {
	in := Input{Municipality: f.Text(fieldMunicipality, web.Max(4)), Asked: f.Text(fieldAsked, web.Max(40)), Type: Type(f.Text(fieldType, web.Max(40))), Happened: f.Date(fieldHappened),
		Expected: f.Long(fieldExpected), What: f.Long(fieldWhat), Effect: Effect(f.Text(fieldEffect, web.Max(20))), EffectText: f.Long(fieldEffectText), Proposal: f.Long(fieldProposal),
		Commitment: f.Text(fieldCommitment, web.Max(20))}
	if thing := f.Text(fieldThing, web.Max(120)); thing != "" {
		in.About = thingOf(thing)
	}
	return in
}
