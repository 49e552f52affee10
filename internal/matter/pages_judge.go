package matter

import (
	"strconv"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	fieldDo = "gor"
	doSave  = "spara"
	asGiven = "lamna"
)

// judgePage asks what the person needs and from whom, as this authority sees it.
func (s *Service) judgePage(r *web.Request) (web.Response, error) { return s.judgeAgain(r, nil) }

func (s *Service) judgeAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if !p.Reads {
		return web.Response{}, fault.NotFoundThing()
	}
	if p.Given || p.State == Closed {
		return web.Redirect(p.Page()), nil
	}
	t := language.T
	title := t("Er bedömning", "Your judgement")
	form := p.judgeForm()
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Bedöm *på egen hand*, helst tillsammans med personen. %s ser era svar först när de också har bedömt.", "Judge *on your own*, best together with the person. %s sees your answers only when they have judged too.").With(p.other())))}
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(p.title())), ui.LeadBlock(lead), p.band(), ui.FormOf(form))
	out := web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: p.Number, Href: p.Page()}, {Label: r.Say(title)}}
	})
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (p *one) judgeForm() ui.Form {
	t := language.T
	form := ui.Form{Lang: p.r.Lang, ID: "bedom", Action: p.Page() + "/bedom", Submit: ui.Button{Label: p.say(t("Lämna bedömningen", "Give the judgement")), Name: fieldDo, Value: asGiven},
		Other: []ui.Button{{Label: p.say(t("Spara och fortsätt senare", "Save and go on later")), Kind: ui.Secondary, Name: fieldDo, Value: doSave}}}
	health := len(p.Grounds) > 0 && p.Grounds[0].Topics.Covers(TopicHealth)
	for i, n := range Needs() {
		form.Fields = append(form.Fields, p.needFields(n, i == 0, health)...)
	}
	distance := []ui.Option{}
	for _, d := range Distances() {
		distance = append(distance, ui.Option{Value: strconv.Itoa(int(d)), Label: p.say(d.Name().Capital())})
	}
	value := ""
	if p.Own.Distance != 0 {
		value = strconv.Itoa(int(p.Own.Distance))
	}
	form.Fields = append(form.Fields,
		ui.Field{Kind: ui.RadiosField, Name: "distance", Over: p.say(t("Helheten", "The whole")), Label: p.say(t("Hur långt från arbete är personen?", "How far from work is the person?")), Options: distance, Value: value},
		ui.Field{Kind: ui.RadiosField, Name: "tookPart", Label: p.say(t("Har personen själv deltagit i bedömningen?", "Has the person taken part in the judgement?")), Value: p.Own.TookPart,
			Hint: p.say(t("Eller den som företräder personen, till exempel en god man.", "Or whoever represents the person, such as a guardian.")), Options: []ui.Option{{Value: "yes", Label: p.say(t("Ja", "Yes"))}, {Value: "no", Label: p.say(t("Nej", "No"))}}})
	if len(p.Grounds) == 0 {
		form.Fields = append(form.Fields, person.BasisFields(p.r, p.side, calendar.DateOf(p.s.Trail.DB().Now()), t("Grund för att berätta för motparten", "Ground for telling the counterpart"), t("På vilken grund lämnas bedömningen ut?", "On which ground is the judgement told?"))...)
		form.Fields = append(form.Fields, healthField(t("Grunden omfattar också uppgifter om hälsa", "The ground covers data about health too"))(p))
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: "version", Value: strconv.FormatInt(p.Version, 10)})
	return form
}

// needFields ask about one need. What is about health is asked only when it may be left out.
func (p *one) needFields(n NeedInfo, first, health bool) []ui.Field {
	t := language.T
	options := []ui.Option{}
	if n.Health {
		options = append(options, ui.Option{Value: "", Label: p.say(t("Lämnas inte ut", "Not told"))})
	}
	for _, a := range Answers() {
		options = append(options, ui.Option{Value: string(a), Label: p.say(a.Name())})
	}
	own := p.Own.Of(n.Need)
	hint := n.Says
	if n.Health && !health {
		hint = t("%s Kräver att grunden omfattar uppgifter om hälsa.", "%s Needs a ground that covers data about health.").With(n.Says)
	}
	who := ui.Field{Kind: ui.SelectField, Name: "need-" + string(n.Need), Label: p.say(n.Name), Hint: p.say(hint), Options: append([]ui.Option{}, options...), Value: string(own.Who), Width: ui.Medium, Optional: n.Health}
	if !n.Health {
		who.Options = append([]ui.Option{{Label: p.say(t("Välj från vem stödet behövs", "Choose from whom support is needed"))}}, options...)
	}
	if first {
		who.Over = p.say(t("Från vem behöver personen stöd?", "From whom does the person need support?"))
	}
	return []ui.Field{who, {Kind: ui.TextField, Name: "note-" + string(n.Need), Label: p.say(t("Kort om %s", "Briefly about %s").With(n.Name.Small())), Value: own.Note, Optional: true, MaxLength: 200}}
}

func (s *Service) judgePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	j, k := judgementOf(f), Key{ID: v.ID, Version: f.Version()}
	done := language.T("Bedömningen är sparad. Bara ni ser den.", "The judgement is saved. Only you see it.")
	if f.Value(fieldDo) == doSave {
		_, err = s.Save(r.Context(), r.Actor, k, j)
	} else {
		var b person.Basis
		if f.Has(person.FieldGround) {
			b = person.BasisOf(f)
		}
		if f.OK() {
			err = j.covered(b, f.Ticked(fieldHealth))
		}
		if f.OK() && err == nil {
			_, err = s.Give(r.Context(), r.Actor, k, j, b)
		}
		done = language.T("Bedömningen är lämnad. Den andra sidan ser den när båda har bedömt.", "The judgement is given. The other side sees it when both have judged.")
	}
	if err == nil && f.OK() {
		return web.Redirect(v.Page()).Message(ui.Good, done), nil
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	return s.judgeAgain(r, f)
}

// judgementOf reads what the form asks.
func judgementOf(f *web.Form) (j Judgement) {
	for _, n := range Needs() {
		a := Answer{Need: n.Need, Who: Who(f.Text("need-" + string(n.Need))), Note: f.Text("note-"+string(n.Need), web.Max(200))}
		if a.Who != "" || a.Note != "" {
			j.Answers = append(j.Answers, a)
		}
	}
	if n, err := strconv.Atoi(f.Value("distance")); err == nil {
		j.Distance = Distance(n)
	}
	j.TookPart = f.Value("tookPart")
	if j.TookPart != "yes" && j.TookPart != "no" {
		j.TookPart = ""
	}
	return j
}
