package agreement

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// lifeRoutes registers what happens to an agreement after it is signed.
func (s *Service) lifeRoutes(rt *web.Router) {
	const one = "/overenskommelser/{id}"
	rt.Handle("GET "+one+"/diarienummer", policy.NumberAgreement, s.numberPage)
	rt.Handle("POST "+one+"/diarienummer", policy.NumberAgreement, s.numberPost)
	rt.Handle("GET "+one+"/sag-upp", policy.GiveNotice, s.noticePage)
	rt.Handle("POST "+one+"/sag-upp", policy.GiveNotice, s.noticePost)
	rt.Handle("POST "+one+"/sag-upp/{notice}/ta-tillbaka", policy.GiveNotice, s.withdrawPost)
	rt.Handle("GET "+one+"/lamna-over", policy.HandOver, s.handoverPage)
	rt.Handle("POST "+one+"/lamna-over", policy.HandOver, s.handoverPost)
	rt.Handle("POST "+one+"/lamna-over/{handover}/godkann", policy.AgreeHandOver, s.agreePost)
	rt.Handle("POST "+one+"/lamna-over/{handover}/stoppa", policy.AgreeHandOver, s.stopPost)
}

// life is what has happened to an agreement since it was signed, and what of it this reader can act on.
type life struct {
	notices   []Notice
	handovers []Handover
	names     map[string]directory.Authority // also of boards that are to take over
	mayNumber bool
	mayNotice bool
	mayHand   bool
	agree     map[string]bool // hand-overs that this reader has a say in
}

func (s *Service) life(r *web.Request, a Agreement) (l life, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if l.notices, err = NoticesOf(ctx, q, a.ID); err != nil {
		return l, err
	}
	if l.handovers, err = HandoversOf(ctx, q, a.ID); err != nil {
		return l, err
	}
	for act, may := range map[policy.Action]*bool{policy.NumberAgreement: &l.mayNumber, policy.GiveNotice: &l.mayNotice, policy.HandOver: &l.mayHand} {
		if *may, err = s.may(r, act, a); err != nil {
			return l, err
		}
	}
	l.agree = map[string]bool{}
	ids := []string{directory.PES}
	for _, h := range l.handovers {
		ids = append(ids, h.From, h.To, h.By)
		if l.agree[h.ID], err = s.hasSay(r, h); err != nil {
			return l, err
		}
	}
	for _, n := range l.notices {
		ids = append(ids, n.Authority)
	}
	l.names, err = directory.Authorities(ctx, q, unique(ids), today(q))
	return l, err
}

// hasSay tells whether the reader can agree to a hand-over or stop it.
func (s *Service) hasSay(r *web.Request, h Handover) (bool, error) {
	if h.State != HandoverProposed || !r.May(policy.AgreeHandOver) {
		return false, nil
	}
	err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AgreeHandOver, h.Ref())
	if fault.Is(err, fault.Denied) || fault.Is(err, fault.Unauthenticated) {
		return false, nil
	}
	return err == nil, err
}

// waits is what waits for whom, as far as this room knows: numbers, notices, hand-overs.
func (a shown) waits(r *web.Request) templ.Component {
	var parts []templ.Component
	for _, n := range a.standing() {
		parts = append(parts, a.noticePart(r, n))
	}
	for _, h := range a.life.handovers {
		if h.State == HandoverProposed || h.State == HandoverAgreed && h.Starts.After(a.day) {
			parts = append(parts, a.handoverPart(r, h))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return ui.SectionIntro("andras", r.Say(language.T("Vad ändras?", "What changes?")), "", ui.Parts(parts...))
}

func (a shown) noticePart(r *web.Request, n Notice) templ.Component {
	t := language.T
	what := t("%s har sagt upp överenskommelsen. Den gäller till och med %s.", "%s has given notice of the agreement. It is in force until %s, that day included.").With(a.life.names[n.Authority].Title(), n.Last)
	if n.Municipality != "" {
		what = t("%s har sagt upp överenskommelsen för %s. Den gäller där till och med %s.", "%s has given notice of the agreement for %s. There it is in force until %s, that day included.").With(a.life.names[n.Authority].Title(), a.nameOf(n.Municipality), n.Last)
	}
	facts := ui.KeyValues(ui.F(r.Say(t("Lämnad", "Given")), n.Given.String()), ui.F(r.Say(sayWhy), n.Reason), ui.F(r.Say(t("Diarienummer", "Registry number")), r.Say(orNone(n.RegistryNumber))))
	if !a.life.mayNotice || n.Authority != r.Actor.Authority {
		return ui.Parts(ui.Alert(ui.AlertBox{Level: ui.Warn, Text: r.Say(what)}), facts)
	}
	back := ui.Form{Lang: r.Lang, ID: "ta-tillbaka-" + n.ID, Action: a.Path() + "/sag-upp/" + n.ID + "/ta-tillbaka", Fields: []ui.Field{{Kind: ui.HiddenField, Name: fieldVersion, Value: version(a.Version)}},
		Submit: ui.Button{Label: r.Say(t("Ta tillbaka uppsägningen", "Withdraw the notice")), Kind: ui.Secondary}}
	return ui.Parts(ui.Alert(ui.AlertBox{Level: ui.Warn, Text: r.Say(what)}), facts, ui.FormOf(back))
}

func (a shown) handoverPart(r *web.Request, h Handover) templ.Component {
	t, names := language.T, a.life.names
	what := t("%s tar över efter %s från %s.", "%s takes over from %s on %s.").With(names[h.To].Title(), names[h.From].Title(), h.Starts)
	facts := []ui.Fact{ui.F(r.Say(sayWhy), h.Reason)}
	var waiting []string
	for _, id := range h.Waiting() {
		waiting = append(waiting, names[id].Title())
	}
	if len(waiting) > 0 {
		what = t("%s föreslår att %s tar över efter %s från %s.", "%s proposes that %s takes over from %s on %s.").With(names[h.By].Title(), names[h.To].Title(), names[h.From].Title(), h.Starts)
		facts = append(facts, ui.F(r.Say(t("Väntar på", "Waits for")), r.Say(language.List(language.Names(waiting...)...))))
	}
	parts := []templ.Component{ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(what)}), ui.KeyValues(facts...)}
	step := func(id, label string, kind ui.ButtonKind) templ.Component {
		return ui.FormOf(ui.Form{Lang: r.Lang, ID: id + "-" + h.ID, Action: a.Path() + "/lamna-over/" + h.ID + "/" + id, Fields: []ui.Field{{Kind: ui.HiddenField, Name: fieldVersion, Value: version(h.Version)}}, Submit: ui.Button{Label: label, Kind: kind}})
	}
	if a.life.agree[h.ID] && slices.Contains(h.Waiting(), r.Actor.Authority) {
		parts = append(parts, step("godkann", r.Say(t("Godkänn överlämnandet", "Agree to the hand-over")), ui.Secondary))
	}
	if a.life.agree[h.ID] {
		parts = append(parts, step("stoppa", r.Say(t("Stoppa överlämnandet", "Stop the hand-over")), ui.Quiet))
	}
	return ui.Parts(parts...)
}

// partiesPart are the parties with their registry numbers, what is missing, and since when each is bound when that is
// not the agreement's own day.
func (a shown) partiesPart(r *web.Request) templ.Component {
	t := language.T
	var facts []ui.Fact
	for _, p := range a.Parties {
		number := ui.Text(r.Say(t("diarienummer %s", "registry number %s").With(p.RegistryNumber)))
		switch {
		case p.RegistryNumber == "" && a.Standing == Concluded && !p.Gone(a.day):
			number = ui.StatusChip(a.missing(r))
		case p.RegistryNumber == "":
			number = ui.Text("")
		}
		name := r.Say(t("Part", "Party"))
		if p.Gone(a.day) {
			name = r.Say(t("Tidigare part", "Former party"))
		}
		value := ui.Stack(ui.A("/myndighet/"+p.Authority, a.parties[p.Authority].Title()), number)
		if days := p.ownDays(); !days.IsZero() {
			value = ui.Parts(value, ui.Muted(r.Say(days)))
		}
		facts = append(facts, ui.Fact{Name: name, Value: value})
	}
	parts := []templ.Component{ui.KeyValues(facts...)}
	if a.life.mayNumber && a.Binds(r.Actor.Authority) {
		label := t("Ange ert diarienummer", "Enter your registry number")
		if a.RegistryNumber(r.Actor.Authority) != "" {
			label = t("Ändra ert diarienummer", "Change your registry number")
		}
		parts = append(parts, ui.Links([]ui.Link{{Label: r.Say(label), Href: a.Path() + "/diarienummer"}}))
	}
	return ui.SectionIntro("parter", r.Say(t("Parter och diarienummer", "Parties and registry numbers")), "", ui.Parts(parts...))
}

// ownDays says when a party joined or left, when that is not the agreement's own day.
func (p Party) ownDays() language.Text {
	switch {
	case !p.Joined.IsZero() && !p.Left.IsZero():
		return language.T("part %s till %s", "party %s to %s").With(p.Joined, p.Left)
	case !p.Joined.IsZero():
		return language.T("part från %s", "party from %s").With(p.Joined)
	case !p.Left.IsZero():
		return language.T("part till och med %s", "party until %s, that day included").With(p.Left)
	}
	return language.Text{}
}

// missing says that a registry number is missing, and since when that is late (K27.1).
func (a shown) missing(r *web.Request) ui.Status {
	due := a.NumberDue()
	switch {
	case due.IsZero():
		return ui.Status{Level: ui.Waiting, Words: r.Say(language.T("diarienummer saknas", "registry number missing"))}
	case due.Before(a.day):
		return ui.Status{Level: ui.Bad, Words: r.Say(language.T("diarienummer saknas, skulle ha angetts senast %s", "registry number missing, was due on %s").With(due))}
	}
	return ui.Status{Level: ui.Waiting, Words: r.Say(language.T("diarienummer saknas, anges senast %s", "registry number missing, due on %s").With(due))}
}

// lifeLead is what this reader should do after the signing; nil when nothing.
func (s *Service) lifeLead(r *web.Request, a shown) *ui.Lead {
	t := language.T
	for _, h := range a.life.handovers {
		if a.life.agree[h.ID] && slices.Contains(h.Waiting(), r.Actor.Authority) {
			text := t("*Ni behöver ta ställning* till att %s tar över efter %s från %s.", "*You need to decide* whether %s takes over from %s on %s.").With(a.life.names[h.To].Title(), a.life.names[h.From].Title(), h.Starts)
			return &ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(text)), Button: &ui.Button{Label: r.Say(t("Se överlämnandet", "See the hand-over")), Href: "#andras"}}
		}
	}
	if due := a.NumberDue(); a.life.mayNumber && a.InForce(a.day) && !due.IsZero() && a.BindsOn(r.Actor.Authority, a.day) && a.RegistryNumber(r.Actor.Authority) == "" {
		text := t("*Ni behöver ange ert diarienummer* senast %s.", "*You need to enter your registry number* by %s.").With(due.Long())
		if due.Before(a.day) {
			text = t("*Ert diarienummer saknas.* Det skulle ha angetts senast %s.", "*Your registry number is missing.* It was due on %s.").With(due)
		}
		return &ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(text)), Button: &ui.Button{Label: r.Say(t("Ange diarienummer", "Enter the registry number")), Href: a.Path() + "/diarienummer"}}
	}
	return nil
}

func orNone(s string) language.Text {
	if s == "" {
		return sayNotKnown
	}
	return language.Same(s)
}

var sayWhy = language.T("Skäl", "Reason")

// backTo leads to the agreement with a word of what was done, or hands a fault on.
func backTo(a Agreement, done language.Text, err error) (web.Response, error) {
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(a.Path()).Message(ui.Good, done), nil
}
