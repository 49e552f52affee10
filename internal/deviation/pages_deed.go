package deviation

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// deed is an act that the page of a deviation offers: what it asks, and what it does.
type deed struct {
	path   string // of the address and of the form
	act    Act
	may    policy.Action
	name   language.Text
	says   language.Text // what happens, over the form
	danger bool
	fields func(p *one) []ui.Field // nil asks nothing
	do     func(p *one, f *web.Form, k Key) (Deviation, error)
	done   language.Text
}

// offered gives the deed of an act when this reader can do it now.
func (p *one) offered(a Act) (deed, bool) {
	for _, d := range deeds() {
		if d.act == a && p.may[d.may] && slices.Contains(p.Acts, a) {
			return d, true
		}
	}
	return deed{}, false
}

// forms are those of what this reader can do now: the main one open, the rest one click away.
func (p *one) forms() templ.Component {
	_, main := p.sentence()
	var open, folded []templ.Component
	for _, d := range deeds() {
		failed := p.failed != nil && p.failed.path == d.path
		if _, ok := p.offered(d.act); !ok && !failed {
			continue
		}
		first := d.act == main && p.State != Closed
		form := p.form(d, failed, first)
		if first || failed {
			open = append(open, ui.SectionIntro("gor-"+d.path, p.say(d.name), p.say(d.says), form))
			continue
		}
		folded = append(folded, ui.Fold(ui.FoldOf{ID: "gor-" + d.path, Title: p.say(d.name), Body: ui.Parts(ui.Paragraph(p.say(d.says)), form)}))
	}
	if len(folded) > 0 {
		open = append(open, ui.SectionIntro("annat", p.say(language.T("Annat du kan göra", "What else you can do")), "", ui.Parts(folded...)))
	}
	return ui.Parts(open...)
}

func (p *one) form(d deed, failed, first bool) templ.Component {
	form := ui.Form{Lang: p.r.Lang, ID: d.path, Action: p.Page() + "/" + d.path, Submit: ui.Button{Label: p.say(d.name), Kind: ui.Secondary}}
	switch {
	case d.danger:
		form.Submit.Kind = ui.Danger
	case first && d.fields != nil:
		form.Submit.Kind = ui.Primary
	}
	if d.fields != nil {
		form.Fields = d.fields(p)
	}
	if failed {
		form = form.Fill(p.failed.form.Values()).WithFault(p.failed.form.Err())
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: strconv.FormatInt(p.Version, 10)})
	return ui.FormOf(form)
}

// deedPost does an act and leads back; what cannot be done is shown again with all that was written.
func (s *Service) deedPost(d deed) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
		if err != nil {
			return web.Response{}, err
		}
		if err := may(r.Context(), s.Trail.DB(), r.Actor, d.may, v.Deviation); err != nil {
			return web.Response{}, err
		}
		_, err = d.do(&one{View: v, s: s, r: r}, f, Key{ID: v.ID, Version: versionOf(f)})
		if err == nil && f.OK() {
			return web.Redirect(v.Page()).Message(ui.Good, d.done), nil
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
		return s.oneAgain(r, &failed{d.path, f})
	}
}

// deeds lists the acts in the order in which the page offers them.
func deeds() []deed { return slices.Concat(askedDeeds(), reporterDeeds(), bothDeeds()) }

func said(label, hint language.Text, needed bool) func(p *one) []ui.Field {
	return func(p *one) []ui.Field { return []ui.Field{area(p.r, fieldSaid, label, hint, needed)} }
}

func askedDeeds() []deed {
	t := language.T
	return []deed{
		{path: "bekrafta", act: Acknowledge, may: policy.TreatDeviation, name: t("Bekräfta avvikelsen", "Acknowledge the deviation"), says: t("Du säger att en människa har sett den, och du handlägger den hos er. Ni håller inte med om något genom att bekräfta.", "You say that a human being has seen it, and you handle it at yours. You agree to nothing by acknowledging."),
			do: func(p *one, _ *web.Form, k Key) (Deviation, error) {
				return p.s.Acknowledge(p.r.Context(), p.r.Actor, k)
			}, done: t("Avvikelsen är bekräftad. Rapportören får veta det.", "The deviation is acknowledged. The reporter is told.")},
		{path: "orsak", act: Analyse, may: policy.TreatDeviation, name: t("Beskriv varför det blev så", "Describe why it came about"), says: t("Leta efter vad i arbetssättet som gjorde att det blev så. Nämn ingen.", "Look for what in the way of working made it so. Name nobody."),
			fields: said(t("Varför blev det så?", "Why did it come about?"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Analyse(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Orsaken är sparad.", "The cause is saved.")},
		{path: "besluta", act: Decide, may: policy.SettleDeviation, name: t("Besluta vad som ska göras", "Decide what is to be done"), says: t("Det ni beslutar är synligt för båda sidor, med dagen då det ska vara gjort.", "What you decide is seen by both sides, with the day by which it is to be done."),
			fields: func(p *one) []ui.Field {
				return []ui.Field{area(p.r, fieldSaid, t("Vad ska göras?", "What is to be done?"), sayNoPerson, true), {Kind: ui.DateField, Name: fieldDue, Label: p.say(t("När ska det vara gjort?", "By when is it to be done?")), Width: ui.Short}}
			},
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				in := Decision{Text: f.Long(fieldSaid), Due: f.Date(fieldDue)}
				if !f.OK() {
					return Deviation{}, nil
				}
				return p.s.Decide(p.r.Context(), p.r.Actor, k, in)
			}, done: t("Åtgärden är beslutad.", "The action is decided.")},
		{path: "los", act: Resolve, may: policy.SettleDeviation, name: t("Säg att den är löst", "Say that it is solved"), says: t("Skriv vad som gjordes och om ni ser att det hjälpte. Rapportören får säga sitt.", "Write what was done and whether you see that it helped. The reporter then says its part."),
			fields: func(p *one) []ui.Field {
				var out []ui.Field
				if p.State == Reported || p.State == Acknowledged {
					out = append(out, area(p.r, fieldCause, t("Varför blev det så?", "Why did it come about?"), sayNoPerson, true))
				}
				return append(out, area(p.r, fieldSaid, t("Vad gjordes?", "What was done?"), language.Text{}, true), helpedField(p.r, HelpedYes, HelpedPartly, HelpedUnknown))
			},
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Resolve(p.r.Context(), p.r.Actor, k, Solution{Cause: f.Long(fieldCause), Text: f.Long(fieldSaid), Helped: Helped(f.Value(fieldHelped))})
			}, done: t("Avvikelsen är löst. Rapportören får säga om det hjälpte.", "The deviation is resolved. The reporter says whether it helped.")},
		{path: "be-om-mer", act: AskMore, may: policy.TreatDeviation, name: t("Be om mer", "Ask for more"), says: t("Tiden står still tills rapportören svarar.", "Time stands still until the reporter answers."),
			fields: said(t("Vad behöver ni veta?", "What do you need to know?"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.AskMore(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Frågan är skickad. Tiden står still.", "The question is sent. Time stands still.")},
	}
}

func helpedField(r *web.Request, values ...Helped) ui.Field {
	options := make([]ui.Option, len(values))
	for i, h := range values {
		options[i] = ui.Option{Value: string(h), Label: r.Say(capital(h.Name()))}
	}
	return ui.Field{Kind: ui.RadiosField, Name: fieldHelped, Label: r.Say(language.T("Hjälpte det?", "Did it help?")), Options: options}
}

func reporterDeeds() []deed {
	t := language.T
	return []deed{
		{path: "svara-mer", act: GiveMore, may: policy.TreatDeviation, name: t("Svara", "Answer"), says: t("Tiden går igen när ni har svarat.", "Time goes on once you have answered."), fields: said(t("Ert svar", "Your answer"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.GiveMore(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Svaret är skickat. Tiden går igen.", "The answer is sent. Time goes on.")},
		{path: "hjalpte", act: Confirm, may: policy.TreatDeviation, name: t("Säg att det hjälpte", "Say that it helped"), says: t("Avvikelsen avslutas.", "The deviation is closed."),
			fields: func(p *one) []ui.Field { return []ui.Field{helpedField(p.r, HelpedYes, HelpedPartly)} },
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Confirm(p.r.Context(), p.r.Actor, k, Helped(f.Value(fieldHelped)))
			}, done: t("Tack. Avvikelsen är avslutad.", "Thank you. The deviation is closed.")},
		{path: "hjalpte-inte", act: Reopen, may: policy.TreatDeviation, name: t("Säg att det inte hjälpte", "Say that it did not help"), says: t("En ny omgång börjar, hos de samverkansansvariga eller högre upp. Det går en gång.", "A new round begins, with the coordinators or higher up. It can be done once."),
			fields: said(t("Vad händer fortfarande?", "What still happens?"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Reopen(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("En ny omgång har börjat.", "A new round has begun.")},
	}
}

func bothDeeds() []deed {
	t := language.T
	return []deed{
		{path: "lasning", act: Answer, may: policy.TreatDeviation, name: t("Svara med er läsning", "Answer with your reading"), says: t("Båda läsningarna står bredvid varandra.", "Both readings stand beside each other."), fields: said(t("Hur läser ni det?", "How do you read it?"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Answer(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Er läsning är sparad.", "Your reading is saved.")},
		{path: "hall-med", act: Agree, may: policy.TreatDeviation, name: t("Håll med motparten", "Agree with the counterpart"), says: t("Menar motparten att det inte var någon avvikelse skrivs den av. Har rapportören invänt mot orsaken eller åtgärden tittar ni på den på nytt.", "If the counterpart finds that it was no deviation it is struck off. If the reporter has spoken against the cause or the action you look at it anew."),
			fields: said(t("Vill ni säga något?", "Do you want to say anything?"), language.Text{}, false),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Agree(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Det är sparat.", "It is saved.")},
		{path: "ta-tillbaka-invandning", act: TakeBack, may: policy.TreatDeviation, name: t("Ta tillbaka er invändning", "Take back what you said against it"), says: t("Avvikelsen är som den var före invändningen.", "The deviation is as it was before."),
			do: func(p *one, _ *web.Form, k Key) (Deviation, error) { return p.s.TakeBack(p.r.Context(), p.r.Actor, k) }, done: t("Invändningen är återtagen.", "It is taken back.")},
		{path: "lyft", act: Raise, may: policy.TreatDeviation, name: t("Lyft till nästa nivå", "Raise to the next level"), says: t("Det går när som helst. Annars lyfter Samsyn avvikelsen själv när tiden är ute.", "It can be done at any time. Otherwise Samsyn raises the deviation itself when the time is up."),
			fields: said(t("Varför nu?", "Why now?"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Raise(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Avvikelsen är lyft.", "The deviation is raised.")},
		{path: "invand", act: Dispute, may: policy.TreatDeviation, name: t("Säg att ni läser det på ett annat sätt", "Say that you read it differently"), says: t("Motparten svarar, och båda läsningarna sparas. Tiden går under tiden.", "The counterpart answers, and both readings are kept. Time goes on meanwhile."),
			fields: said(t("Hur läser ni det?", "How do you read it?"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Dispute(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Er läsning är sparad. Motparten ska svara.", "Your reading is saved. The counterpart is to answer.")},
		{path: "ta-tillbaka", act: Withdraw, may: policy.TreatDeviation, name: t("Ta tillbaka avvikelsen", "Take the deviation back"), says: t("Den räknas inte längre någonstans. Det som har skrivits finns kvar att läsa.", "It no longer counts anywhere. What was written can still be read."), danger: true,
			fields: said(t("Varför?", "Why?"), sayNoPerson, true),
			do: func(p *one, f *web.Form, k Key) (Deviation, error) {
				return p.s.Withdraw(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Avvikelsen är återtagen.", "The deviation is taken back.")},
	}
}

// today is the day of the installation's clock.
func (s *Service) today() calendar.Date { return calendar.DateOf(s.Trail.DB().Now()) }
