package request

import (
	"slices"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// groupThem are the acts of the person, which staff write down.
const groupThem = "them"

// staff tells of an act whether the state lets those who handle the request do it.
func staff(a Act) func(p *one) bool {
	return func(p *one) bool { return p.Standing().May(Staff, a) }
}

// them tells the same of what the person does.
func them(a Act) func(p *one) bool {
	return func(p *one) bool { return p.Standing().May(Them, a) }
}

// takes tells whether the reader is one to whom the request can be given, which a coordinator is not.
func takes(p *one) bool { return p.handles && p.Account != p.r.Actor.ID && staff(Take)(p) }

// represented tells whether what a power of attorney says is shown to the reader.
func represented(p *one) bool {
	return p.Reads && p.By == Representative && p.Content.Power != nil && p.ErasedAt.IsZero()
}

func lifts(p *one) bool { return p.Type == Restriction && p.Outcome == Granted && p.Restricted }

// pathOf gives the deed of an act that the sentence on top can lead to.
func pathOf(a Act) string {
	return map[Act]string{Take: "ta", Give: "ge", Answer: "svara", Offer: "erbjud", Grant: "bevilja", Tell: "berattat", GiveMore: "komplettera", Accept: "tog-tiden"}[a]
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*one] {
	t := language.T
	return web.Deeds[*one]{All: deeds(), May: func(p *one, a policy.Action) bool { return p.Can.May(a) }, Load: s.toAct, Show: s.oneAgain, Address: func(p *one) string { return p.Page() },
		Groups: []web.DeedGroup{{Name: groupThem, ID: "personen", Title: t("Hör personen av sig", "When the person is in touch"), Says: t("Skriv in det personen säger, vilken väg det än kommer.", "Write down what the person says, whichever way it comes.")}},
		Page: func(p *one) web.DeedPage {
			_, main := p.sentence()
			return web.DeedPage{Version: p.Version, Main: pathOf(main), Failed: p.failed}
		}}
}

// toAct asks whether an act that somebody has sent may be done. What it is done with is read by the service.
func (s *Service) toAct(r *web.Request, act policy.Action) (*one, error) {
	p := &one{s: s, r: r}
	p.ID = r.Path("id")
	for _, a := range []policy.Action{policy.ReadRequest, act} {
		if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, a, p.Ref()); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *one) key(f *web.Form) Key { return Key{ID: p.ID, Version: f.Version()} }

// deeds lists the acts in the order in which the page offers them.
func deeds() []web.Deed[*one] {
	return slices.Concat(decisionDeeds(), tellDeeds(), handDeeds(), personDeeds())
}

func said(label, hint language.Text) func(p *one) []ui.Field {
	return func(p *one) []ui.Field { return []ui.Field{area(p.r, fieldSaid, label, hint, true)} }
}

// toldField asks whether the person knows already, where that can be.
func toldField(p *one) []ui.Field {
	if p.Way == MyPages {
		return nil
	}
	return []ui.Field{{Kind: ui.CheckboxField, Name: fieldTold, Label: p.say(language.T("Personen har redan fått svaret, per telefon eller på plats", "The person has been told already, by telephone or in person")), Optional: true}}
}

// speakerFields ask who is in touch, when somebody asked for the person.
func (p *one) speakerFields() []ui.Field {
	if p.By == Person || !p.Reads {
		return nil
	}
	var who []ui.Option
	for _, b := range []By{Person, p.By} {
		who = append(who, ui.Option{Value: string(b), Label: p.say(capital(b.Name()))})
	}
	return []ui.Field{{Kind: ui.RadiosField, Name: fieldBy, Label: p.say(language.T("Vem hör av sig?", "Who is in touch?")), Options: who, Value: string(p.By)}}
}

func spokenSaid(label language.Text) func(p *one) []ui.Field {
	return func(p *one) []ui.Field { return append(p.speakerFields(), said(label, language.Text{})(p)...) }
}

// spoken is the key of an act of the person's, with who speaks.
func (p *one) spoken(f *web.Form) Key {
	k := p.key(f)
	k.By = By(f.Text(fieldBy, web.Max(40)))
	return k
}

func replyOf(f *web.Form) Reply { return Reply{Text: f.Long(fieldSaid), Told: f.Ticked(fieldTold)} }
