package deviation

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a deviation with all that its page says to one reader.
type one struct {
	View
	s      *Service
	r      *web.Request
	n      names
	a      agreement.Agreement // zero when there is none
	src    from                // what it was reported from, as far as the reader may see it
	staff  map[string]string   // names of the reader's own colleagues
	may    map[policy.Action]bool
	failed *web.Failed
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, f *web.Failed) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = f
	body := ui.Parts(ui.Heading(r.Say(p.Type.Name()), r.Say(p.sub())), ui.LeadBlock(p.lead()), p.steps(), p.readings(),
		ui.Split(ui.Parts(ui.SectionIntro("vad", r.Say(language.T("Vad hände?", "What happened?")), "", ui.KeyValues(p.facts()...)), s.acts().Forms(r, p), p.history()), p.aside()))
	out := web.Page(p.Type.Name(), body).Frame(crumbs(r, p.Type.Name()))
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (s *Service) oneOf(r *web.Request) (*one, error) {
	ctx, q := r.Context(), s.Trail.DB()
	p := &one{s: s, r: r, may: map[policy.Action]bool{}}
	var err error
	if p.View, err = s.Get(ctx, q, r.Actor, r.Path("id")); err != nil {
		return nil, err
	}
	if p.n, err = s.names(r); err != nil {
		return nil, err
	}
	if p.Agreement != "" {
		if p.a, err = agreement.ByID(ctx, q, p.Agreement); err != nil {
			return nil, err
		}
	}
	if p.src, err = source(ctx, q, r.Actor, p.Thing()); err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
		return nil, err
	}
	if p.staff, err = account.NamesOf(ctx, q, p.ours()); err != nil {
		return nil, err
	}
	for _, act := range []policy.Action{policy.TreatDeviation, policy.SettleDeviation, policy.RegisterDeviation} {
		err := policy.Check(ctx, q, r.Actor, act, p.Ref())
		if err != nil && !fault.Is(err, fault.Denied) {
			return nil, err
		}
		p.may[act] = err == nil
	}
	return p, nil
}

// ours are the accounts of the reader's own authority that have done something.
func (p *one) ours() (ids []string) {
	for _, e := range p.Events {
		if e.Authority == p.r.Actor.Authority {
			ids = append(ids, e.Account)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

func (p *one) sub() language.Text {
	return language.T("%s rapporterade till %s · %s · %s", "%s reported to %s · %s · %s").With(p.n.of(p.Reporter), p.n.of(p.Asked), p.n.place(p.Municipality), calendar.DateTime(p.ReportedAt.Time))
}

// lead is the sentence for this reader with the one main button.
func (p *one) lead() ui.Lead {
	now := p.s.Trail.DB().Now()
	level, _, _ := p.ticking(now)
	text, act := p.sentence()
	return ui.Lead{Level: level, Text: ui.Rich(p.say(text)), Button: p.s.acts().Button(p.r, p, pathOf(act))}
}

// sentence says what waits for whom, and the act that would answer it when that is the reader's.
func (p *one) sentence() (language.Text, Act) {
	t := language.T
	due := calendar.LongDateTime(p.Due())
	mine := p.Turn() == p.Side
	asked := p.n.of(p.Asked)
	switch {
	case p.State == Withdrawn:
		return t("Avvikelsen är *återtagen*.", "The deviation is *withdrawn*."), ""
	case p.State == Struck:
		return t("Båda sidor är överens om att det *inte var någon avvikelse*.", "Both sides agree that it *was no deviation*."), ""
	case p.State == Closed:
		return p.closedSaid(), Reopen
	case p.State == Resolved && mine:
		return t("*Säg om det hjälpte.* %s har löst avvikelsen på nivå %d. Säger ingen något stängs den %s.", "*Say whether it helped.* %s has solved the deviation on level %d. If nobody says anything it closes on %s.").With(p.solver(), p.Level, p.Closes().Long()), Confirm
	case p.State == Resolved:
		return t("Avvikelsen är *löst på nivå %d*. %s ska säga om det hjälpte. Säger ingen något stängs den %s.", "The deviation is *resolved on level %d*. %s is to say whether it helped. If nobody says anything it closes on %s.").With(p.Level, p.n.of(p.Reporter), p.Closes().Long()), ""
	case p.Waiting && mine:
		return t("*Ni behöver svara på en fråga* från %s. Tiden står still tills ni gör det.", "*You need to answer a question* from %s. Time stands still until you do.").With(asked), GiveMore
	case p.Waiting:
		return t("%s har frågat om mer. *Tiden står still* tills %s svarar.", "%s has asked for more. *Time stands still* until %s answers.").With(asked, p.n.of(p.Reporter)), ""
	case p.State == Disputed && !p.Answered && mine:
		return t("*Ni behöver svara*: motparten läser avvikelsen på ett annat sätt. Båda läsningarna sparas.", "*You need to answer*: the counterpart reads the deviation differently. Both readings are kept."), Answer
	case p.State == Disputed && !p.Answered:
		return t("Avvikelsen *läses olika*. %s ska svara.", "The deviation is *read differently*. %s is to answer.").With(p.n.of(p.At(p.DisputedBy.Other()))), ""
	case p.State == Disputed && !mine:
		return t("Avvikelsen *läses olika*, och båda läsningarna finns här. %s ska ändå bestämma vad som ska göras, senast %s.", "The deviation is *read differently*, and both readings are here. %s is to decide all the same what to do, by %s.").With(asked, p.dueSaid(due)), ""
	case p.State == Disputed:
		return t("Avvikelsen *läses olika*, och båda läsningarna finns här. Bestäm ändå vad som ska göras, senast %s.", "The deviation is *read differently*, and both readings are here. Decide all the same what to do, by %s.").With(p.dueSaid(due)), Decide
	case p.State == Reported && mine:
		return t("*Ni ska bekräfta avvikelsen* senast %s.", "*You are to acknowledge the deviation* by %s.").With(due), Acknowledge
	case p.State == Reported:
		return t("%s ska *bekräfta avvikelsen* senast %s.", "%s is to *acknowledge the deviation* by %s.").With(asked, due), ""
	case mine:
		return t("*Ni behöver lösa avvikelsen* senast %s, annars lyfts den till nästa nivå.", "*You need to solve the deviation* by %s, or it rises to the next level.").With(p.dueSaid(due)), p.next()
	}
	return t("%s ska *lösa avvikelsen* på nivå %d senast %s.", "%s is to *solve the deviation* on level %d by %s.").With(asked, p.Level, p.dueSaid(due)), p.next()
}

// dueSaid is a deadline, or that the last level has none.
func (p *one) dueSaid(due language.Text) language.Text {
	if p.Due().IsZero() {
		return language.T("så snart det går (högsta nivån har ingen tidsgräns)", "as soon as possible (the highest level has no time limit)")
	}
	return due
}

// next is the act that takes a deviation on towards a solution.
func (p *one) next() Act {
	switch p.State {
	case Acknowledged:
		return Analyse
	case Analysed:
		return Decide
	}
	return Resolve
}

func (p *one) solver() string {
	if e, ok := p.Last(Resolve); ok {
		return p.n.of(e.Authority)
	}
	return p.n.of(p.Asked)
}

func (p *one) closedSaid() language.Text {
	t := language.T
	switch p.Heard {
	case HelpedPartly:
		return t("Avvikelsen är *avslutad*: det som gjordes hjälpte delvis.", "The deviation is *closed*: what was done helped partly.")
	case HelpedSilent:
		return t("Avvikelsen är *avslutad*: ingen sa något inom %d arbetsdagar efter lösningen.", "The deviation is *closed*: nobody said anything within %d working days of the solution.").With(silence)
	}
	return t("Avvikelsen är *avslutad*: det som gjordes hjälpte.", "The deviation is *closed*: what was done helped.")
}

// steps are the levels, with where it stands.
func (p *one) steps() templ.Component {
	var out []ui.Step
	for l := int64(1); l <= Highest; l++ {
		label := capital(LevelName(l))
		if l == p.Level && p.State.Live() && !p.LevelDue.IsZero() {
			label = language.T("%s, till %s", "%s, until %s").With(label, calendar.DateOf(p.LevelDue.Time).DayMonth())
		}
		out = append(out, ui.Step{Label: p.say(label), Current: l == p.Level && p.State.Live(), Done: l < p.Level || l == p.Level && !p.State.Live()})
	}
	return ui.Steps(p.say(language.T("Nivåer", "Levels")), out)
}

// readings are both sides' readings beside each other, while they differ and after.
func (p *one) readings() templ.Component {
	e, ok := p.Last(Dispute)
	if !ok || p.State != Disputed && p.State != Struck {
		return nil
	}
	half := func(authority, text string) templ.Component {
		return ui.Stack(ui.Strong(p.n.of(authority)), ui.Swedish(p.r.Lang, text))
	}
	other := p.say(language.T("Har inte svarat än.", "Has not answered yet."))
	if a, ok := p.Last(Answer); ok && a.No > e.No {
		other = a.Said
	}
	return ui.SectionIntro("lasningar", p.say(language.T("Två läsningar", "Two readings")), p.say(language.T("Båda sparas. Tiden går, och den enskilde ska aldrig behöva vänta på att ni blir överens.", "Both are kept. Time goes on, and the person shall never need to wait for you to agree.")),
		ui.HalvesOf(half(e.Authority, e.Said), half(p.At(e.Side.Other()), other)))
}

func (p *one) facts() []ui.Fact {
	t := language.T
	text := func(name language.Text, said string) ui.Fact {
		return ui.Fact{Name: p.say(name), Value: ui.Swedish(p.r.Lang, said)}
	}
	out := []ui.Fact{ui.F(p.say(t("När", "When")), p.Happened.String()), text(t("Skulle ha hänt", "Should have happened"), p.Expected), text(t("Hände i stället", "Happened instead"), p.What),
		ui.F(p.say(t("Följder för", "Consequences for")), p.say(p.Effect.Name()))}
	if p.EffectText != "" {
		out = append(out, text(t("Vilka följder", "What consequences"), p.EffectText))
	}
	if p.Proposal != "" {
		out = append(out, text(t("Förslag", "Proposal"), p.Proposal))
	}
	for _, k := range []struct {
		a    Act
		name language.Text
	}{{Analyse, t("Varför det blev så", "Why it came about")}, {Decide, t("Beslutad åtgärd", "Action decided")}, {Resolve, t("Vad som gjordes", "What was done")}} {
		if e, ok := p.Last(k.a); ok {
			out = append(out, text(k.name, e.Said))
			if !e.Due.IsZero() {
				out = append(out, ui.F(p.say(t("Ska vara gjort", "To be done by")), e.Due.String()))
			}
		}
	}
	if p.Helped != "" {
		out = append(out, ui.F(p.say(t("Hjälpte det, enligt den som löste", "Did it help, by whoever solved it")), p.say(p.Helped.Name())))
	}
	if p.Heard != "" {
		out = append(out, ui.F(p.say(t("Hjälpte det, enligt den som rapporterade", "Did it help, by whoever reported it")), p.say(p.Heard.Name())))
	}
	return out
}

// aside says where it belongs and how its time is reckoned.
func (p *one) aside() templ.Component {
	t := language.T
	facts := []ui.Fact{{Name: p.say(sayState), Value: ui.StatusChip(p.status(p.r.Lang))}, ui.F(p.say(sayLevel), p.say(levelShort(p.Level)))}
	if p.a.ID != "" {
		facts = append(facts, ui.Fact{Name: p.say(t("Överenskommelse", "Agreement")), Value: ui.A(p.a.Path(), p.n.place(p.Municipality))})
	}
	switch {
	case p.Commitment != "":
		facts = append(facts, ui.Fact{Name: p.say(t("Åtagande", "Commitment")), Value: ui.A("/ataganden/"+p.Agreement+"/"+p.Commitment, p.Commitment)})
	case p.Clause != "":
		facts = append(facts, ui.F(p.say(t("Paragraf", "Clause")), "§ "+p.Clause))
	}
	if p.src.path != "" {
		facts = append(facts, ui.Fact{Name: p.say(t("Rapporterad från", "Reported from")), Value: ui.A(p.src.path, p.say(p.src.name))})
	}
	if name := p.staff[p.Handler]; name != "" {
		facts = append(facts, ui.F(p.say(t("Handläggs hos er av", "Handled at yours by")), name))
	}
	facts = append(facts, ui.F(p.say(t("Nummer", "Number")), p.Number()))
	if p.Side != Group {
		facts = append(facts, ui.F(p.say(sayRegistry), p.say(p.registrySaid())))
	}
	return ui.Parts(ui.SectionIntro("var", p.say(t("Var den hör hemma", "Where it belongs")), "", ui.Parts(ui.KeyValues(facts...), p.registryForm())), p.reckoned())
}

// reckoned says how the deadlines were computed.
func (p *one) reckoned() templ.Component {
	t := language.T
	round := p.Round()
	if len(round) == 0 {
		return nil
	}
	var lines []string
	ack, err := ackClock(round, p.AckDays)
	if err == nil {
		lines = append(lines, p.say(t("Bekräftelse: %s efter att den rapporterades, alltså senast %s.", "Acknowledgement: %s after it was reported, that is by %s.").With(calendar.CountWorkingDays(int(p.AckDays)), calendar.LongDateTime(ack.Original()))))
	}
	for _, st := range stays(round, p.s.Trail.DB().Now()) {
		said := t("Nivå %d från %s", "Level %d from %s").With(st.Level, calendar.LongDateTime(st.Since))
		if st.days > 0 {
			said = t("%s: %s, till %s", "%s: %s, until %s").With(said, calendar.CountWorkingDays(st.days), calendar.LongDateTime(st.Due))
		}
		if st.Still {
			said = t("%s. Tiden står still", "%s. Time stands still").With(said)
		}
		lines = append(lines, p.say(t("%s.", "%s.").With(said)))
	}
	for _, g := range gaps(round) {
		if g.to.IsZero() {
			lines = append(lines, p.say(t("Tiden står still sedan %s.", "Time stands still since %s.").With(calendar.LongDateTime(g.from))))
			continue
		}
		lines = append(lines, p.say(t("Tiden stod still från %s till %s.", "Time stood still from %s to %s.").With(calendar.LongDateTime(g.from), calendar.LongDateTime(g.to))))
	}
	lines = append(lines, p.say(t("Arbetsdagar, helgfria. Dagen då den kom till nivån räknas inte; tiden går ut 16.30.", "Working days. The day on which it came to the level does not count; the time is up at 16.30.")))
	return ui.Folded(p.say(t("Hur räknades detta?", "How was this computed?")), ui.Bullets(lines...))
}

// history is what has happened, the latest first, with who was told.
func (p *one) history() templ.Component {
	var out []ui.Event
	for _, e := range slices.Backward(p.Events) {
		who := p.n.of(e.Authority)
		if e.Side == Clock {
			who = p.say(language.T("Samsyn", "Samsyn"))
		} else if name := p.staff[e.Account]; name != "" {
			who = name + ", " + who
		}
		ev := ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format("2006-01-02T15:04:05Z"), Level: e.Act.tone(), Title: p.say(e.Act.happened(who, e.Level))}
		switch told := p.toldSaid(e); {
		case e.Said != "" && told != "":
			ev.Body = ui.Stack(ui.Swedish(p.r.Lang, e.Said), ui.Text(told))
		case e.Said != "":
			ev.Body = ui.Swedish(p.r.Lang, e.Said)
		case told != "":
			ev.Body = ui.Muted(told)
		}
		out = append(out, ev)
	}
	return ui.SectionIntro("historik", p.say(language.T("Vad har hänt sedan?", "What has happened since?")), "", ui.Timeline(out))
}

// toldSaid says who was told of an event: how many, and what they are. Names stand nowhere.
func (p *one) toldSaid(e Event) string {
	var parts []language.Text
	for _, t := range p.Told[e.ID] {
		parts = append(parts, language.T("%s hos %s", "%s at %s").With(t.Audience.Name(t.People), p.n.of(t.Authority)))
	}
	if len(parts) == 0 {
		return ""
	}
	return p.say(language.T("Fick veta: %s.", "Told: %s.").With(language.List(parts...)))
}

// tone colours an event.
func (a Act) tone() ui.Level {
	switch a {
	case Raise, Rise, Dispute, Reopen:
		return ui.Warn
	case Resolve, Confirm, Close:
		return ui.Good
	case AskMore:
		return ui.Paused
	case Acknowledge, Analyse, Decide, GiveMore, Answer:
		return ui.Info
	}
	return ui.Neutral
}

// happened is what an event says to a reader.
func (a Act) happened(who string, level int64) language.Text {
	t := language.T
	said := map[Act]language.Text{
		Report: t("%s rapporterade avvikelsen", "%s reported the deviation"), Acknowledge: t("%s bekräftade avvikelsen", "%s acknowledged the deviation"),
		AskMore: t("%s frågade om mer; tiden står still", "%s asked for more; time stands still"), GiveMore: t("%s svarade; tiden går igen", "%s answered; time goes on"),
		Analyse: t("%s beskrev varför det blev så", "%s described why it came about"), Decide: t("%s beslutade vad som ska göras", "%s decided what is to be done"),
		Resolve: t("%s löste avvikelsen", "%s solved the deviation"), Confirm: t("%s sa att det hjälpte", "%s said that it helped"),
		Reopen: t("%s sa att det inte hjälpte; en ny omgång började", "%s said that it did not help; a new round began"), Dispute: t("%s läser avvikelsen på ett annat sätt", "%s reads the deviation differently"),
		Answer: t("%s svarade med sin läsning", "%s answered with its reading"), TakeBack: t("%s tog tillbaka sin invändning", "%s took back what it had said against it"),
		Agree: t("%s höll med motparten", "%s agreed with the counterpart"), Withdraw: t("%s tog tillbaka avvikelsen", "%s took the deviation back"),
		Close: t("%s avslutade avvikelsen, ingen sa något om lösningen", "%s closed the deviation, nobody said anything of the solution"), Remind: t("%s påminde om att tiden snart är ute", "%s reminded that the time is soon up"),
	}
	if text, ok := said[a]; ok {
		return text.With(who)
	}
	if a == Rise {
		return t("Tiden gick ut: %s lyfte avvikelsen till nivå %d", "The time was up: %s raised the deviation to level %d").With(who, level)
	}
	return t("%s lyfte avvikelsen till nivå %d", "%s raised the deviation to level %d").With(who, level)
}
