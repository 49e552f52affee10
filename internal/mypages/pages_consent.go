package mypages

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (v *View) consents(r *web.Request) (web.Response, error) { return v.consentsAgain(r, nil) }

func (v *View) consentsAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	t := language.T
	o, err := v.read(r)
	if err != nil {
		return web.Response{}, err
	}
	given := o.groundsOf(func(g person.Ground) bool { return g.Kind == law.Consent && !o.ended(g) })
	ended := o.groundsOf(func(g person.Ground) bool { return g.Kind == law.Consent && o.ended(g) })
	laws := o.groundsOf(func(g person.Ground) bool { return g.Kind != law.Consent })
	parts := []templ.Component{ui.Heading(o.say(titleConsent), ""),
		ui.LeadBlock(ui.Lead{Text: ui.Rich(o.say(t("*Ett samtycke gör att en myndighet får berätta om dig för en annan.* Du väljer vem, om vad och hur länge, och kan ta tillbaka det när som helst. Du har rätt till hjälp även om du inte samtycker.", "*A consent lets one authority tell another about you.* You choose whom, about what and for how long, and can withdraw it at any time. You have a right to help also if you do not consent.")))}), o.band(),
		ui.SectionIntro("lamnade", o.say(t("Samtycken som du har lämnat", "Consents that you have given")), o.unless(given, t("Inget samtycke gäller nu.", "No consent holds now.")), ui.Parts(append(given, o.before(ended))...)),
		o.giving(sent)}
	if len(laws) > 0 {
		parts = append(parts, ui.SectionIntro("lag", o.say(t("Det som får lämnas utan samtycke", "What may be told without a consent")), o.say(t("Ibland får eller måste en myndighet berätta för en annan enligt lag. Det går inte att ta tillbaka, men du ser det här.", "Sometimes an authority may or must tell another by law. That cannot be withdrawn, but you see it here.")), ui.Parts(laws...)))
	}
	page := o.page(titleConsent, parts...)
	if sent != nil {
		page = page.Status(sent.Status())
	}
	return page, nil
}

func (o own) unless(have []templ.Component, none language.Text) string {
	if len(have) > 0 {
		return ""
	}
	return o.say(none)
}

// before folds what has ended.
func (o own) before(ended []templ.Component) templ.Component {
	if len(ended) == 0 {
		return nil
	}
	return ui.Folded(o.say(language.T("Samtycken som inte gäller längre (%d)", "Consents that hold no more (%d)"), len(ended)), ui.Parts(ended...))
}

// ended tells whether a ground can no longer come to hold.
func (o own) ended(g person.Ground) bool {
	return g.State == person.Withdrawn || g.State == person.Rejected || !g.EndsAt.IsZero() && !o.now.Before(g.EndsAt.Time)
}

// groundsOf are some of the person's grounds, each with how it stands.
func (o own) groundsOf(some func(person.Ground) bool) (parts []templ.Component) {
	for _, g := range o.grounds {
		if some(g) {
			parts = append(parts, o.ground(g))
		}
	}
	return parts
}

func (o own) ground(g person.Ground) templ.Component {
	t := language.T
	info, _ := law.GroundOf(g.Kind)
	title := o.say(t("%s får berätta för %s", "%s may tell %s"), o.authority(g.From), o.authority(g.To))
	facts := []ui.Fact{{Name: o.say(t("Läge", "State")), Value: ui.StatusChip(o.state(g))}, {Name: o.say(t("För att", "In order to")), Value: ui.Swedish(o.tongue.Lang, g.Purpose)}}
	if g.Kind != law.Consent {
		facts = append(facts, ui.Fact{Name: o.say(t("Grund", "Ground")), Value: o.swedish(ui.Text(info.Name.In(o.tongue.Lang)))})
	} else {
		health := t("får inte berättas", "may not be told")
		if g.Topics.Health() {
			health = t("får också berättas", "may be told too")
		}
		facts = append(facts, ui.F(o.say(t("Om din hälsa", "About your health")), o.say(health)), ui.F(o.say(t("Lämnat", "Given")), calendar.DateOf(g.StartsAt.Time).String()))
	}
	var act templ.Component
	if g.Kind == law.Consent && (g.Live(o.now) || g.State == person.Submitted || g.State == person.Accepted && o.now.Before(g.StartsAt.Time)) {
		act = ui.ConfirmBox(ui.Confirm{ID: "aterkalla-" + g.ID, Open: o.say(t("Ta tillbaka samtycket", "Withdraw the consent")), Title: o.say(t("Ta tillbaka samtycket?", "Withdraw the consent?")),
			Text:   o.say(t("Det slutar gälla genast, och båda myndigheterna får veta vad de ska göra. Det som redan har lämnats kan inte tas tillbaka. Du kan lämna ett nytt samtycke när du vill.", "It ends at once, and both authorities are told what to do. What has been told already cannot be taken back. You can give a new consent whenever you want.")),
			Action: consentPath + "/" + g.ID + "/aterkalla", Button: o.say(t("Ja, ta tillbaka", "Yes, withdraw")), Cancel: o.say(t("Avbryt", "Cancel"))})
	}
	return ui.Under(title, ui.Parts(ui.KeyValues(facts...), act))
}

// state is how a ground stands, in words for the person.
func (o own) state(g person.Ground) ui.Status {
	t := language.T
	switch {
	case g.State == person.Withdrawn:
		return ui.Status{Level: ui.Neutral, Words: o.say(t("Taget tillbaka %s", "Withdrawn %s"), calendar.DateOf(g.Stopped.Time))}
	case g.State == person.Rejected:
		return ui.Status{Level: ui.Neutral, Words: o.say(t("Räckte inte, myndigheten berättar varför", "Was not enough, the authority tells you why"))}
	case g.State == person.Submitted:
		return ui.Status{Level: ui.Waiting, Words: o.say(t("Myndigheten prövar det", "The authority judges it"))}
	case !g.EndsAt.IsZero() && !o.now.Before(g.EndsAt.Time):
		return ui.Status{Level: ui.Neutral, Words: o.say(t("Har slutat gälla", "Has ended"))}
	case g.EndsAt.IsZero():
		return ui.Status{Level: ui.Good, Words: o.say(t("Gäller", "Holds"))}
	}
	return ui.Status{Level: ui.Good, Words: o.say(t("Gäller till och med %s", "Holds until %s"), calendar.DateOf(g.EndsAt.Add(-time.Second)))}
}

// pair is one authority that may tell another.
type pair struct{ record, to string }

// pairs are whom each of the person's authorities may be allowed to tell: the agency, and the other authorities that the
// person is with or has been asked about by.
func (o own) pairs() (list []pair) {
	for _, p := range o.records {
		for _, to := range o.authorities() {
			_, known := o.names[to]
			if to != p.Authority && (known || to == directory.PES) && (p.Authority == directory.PES || to == directory.PES) {
				list = append(list, pair{p.ID, to})
			}
		}
	}
	return list
}

func (p pair) value() string { return p.record + " " + p.to }

// giving is the form of a new consent.
func (o own) giving(sent *web.Form) templ.Component {
	t := language.T
	var options []ui.Option
	for _, p := range o.pairs() {
		i := slices.IndexFunc(o.records, func(r person.Opened) bool { return r.ID == p.record })
		options = append(options, ui.Option{Value: p.value(), Label: o.say(t("%s får berätta för %s", "%s may tell %s"), o.authority(o.records[i].Authority), o.authority(p.to))})
	}
	title := o.say(t("Lämna ett samtycke", "Give a consent"))
	if len(options) == 0 {
		return ui.SectionIntro("lamna", title, o.say(t("Det finns ingen annan myndighet att berätta för.", "There is no other authority to tell.")), nil)
	}
	form := ui.Form{Lang: o.tongue.Lang, Said: o.tongue.said, ID: "samtycke", Action: consentPath, Submit: ui.Button{Label: o.say(t("Lämna samtycket", "Give the consent"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: "pair", Label: o.say(t("Vem får berätta för vem?", "Who may tell whom?")), Options: options},
		{Kind: ui.TextField, Name: "purpose", Label: o.say(t("Vad ska de hjälpa dig med?", "What are they to help you with?")), Hint: o.say(t("Till exempel: planera språkpraktik.", "For example: plan a language traineeship."))},
		{Kind: ui.RadiosField, Name: "health", Label: o.say(t("Får de berätta om din hälsa också?", "May they tell about your health too?")), Hint: o.say(t("Du kan säga nej och få hjälp ändå.", "You can say no and get help all the same.")), Options: []ui.Option{
			{Value: "no", Label: o.say(t("Nej", "No"))}, {Value: "yes", Label: o.say(t("Ja", "Yes"))}}},
		{Kind: ui.RadiosField, Name: "months", Label: o.say(t("Hur länge ska det gälla?", "For how long is it to hold?")), Value: "6", Options: []ui.Option{
			{Value: "3", Label: o.say(t("Tre månader", "Three months"))}, {Value: "6", Label: o.say(t("Sex månader", "Six months"))}, {Value: "12", Label: o.say(t("Ett år", "One year"))}}},
	}}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(o.tongue.fault(sent.Err()))
	}
	return ui.SectionIntro("lamna", title, "", ui.FormOf(form))
}

// months are for how long a consent can be given.
var months = map[string]int{"3": 3, "6": 6, "12": 12}

func (v *View) give(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	o, err := v.read(r)
	if err != nil {
		return web.Response{}, err
	}
	all := o.pairs()
	i := slices.IndexFunc(all, func(p pair) bool { return p.value() == f.Value("pair") })
	if i < 0 {
		f.Problem("pair", language.T("Välj vem som får berätta för vem.", "Choose who may tell whom."))
	}
	purpose := f.Text("purpose", web.Required, web.Max(300))
	health := f.Value("health")
	if health != "yes" && health != "no" {
		f.Problem("health", language.T("Välj om de får berätta om din hälsa.", "Choose whether they may tell about your health."))
	}
	n, ok := months[f.Value("months")]
	if !ok {
		f.Problem("months", language.T("Välj hur länge samtycket ska gälla.", "Choose for how long the consent is to hold."))
	}
	if !f.OK() {
		return v.consentsAgain(r, f)
	}
	day := calendar.DateOf(v.Trail.DB().Now())
	if err = v.giveTo(r, o, all[i], person.OwnConsent{Purpose: purpose, Until: day.AddMonths(n), Health: health == "yes"}); err != nil {
		if f.Take(err) {
			return v.consentsAgain(r, f)
		}
		return web.Response{}, err
	}
	return web.Redirect(consentPath).Message(ui.Good, language.Same(o.say(language.T("Samtycket gäller nu. Du kan ta tillbaka det här när du vill.", "The consent holds now. You can withdraw it here whenever you want.")))), nil
}

func (v *View) giveTo(r *web.Request, o own, p pair, in person.OwnConsent) error {
	in.Record, in.To = p.record, p.to
	i := slices.IndexFunc(o.records, func(x person.Opened) bool { return x.ID == p.record })
	side, err := directory.SideOf(r.Context(), v.Trail.DB(), o.records[i].Authority, "", calendar.DateOf(o.now))
	if err == nil {
		_, err = v.Persons.GiveOwn(r.Context(), r.Actor, side, in)
	}
	return err
}

func (v *View) withdraw(r *web.Request) (web.Response, error) {
	if _, err := r.ReadForm(); err != nil {
		return web.Response{}, err
	}
	if _, err := v.Persons.WithdrawOwn(r.Context(), r.Actor, r.Path("grund")); err != nil {
		return web.Response{}, err
	}
	said := readerOf(r).say(language.T("Samtycket är taget tillbaka. Myndigheterna har fått veta det.", "The consent is withdrawn. The authorities have been told."))
	return web.Redirect(consentPath).Message(ui.Good, language.Same(said)), nil
}
