package incident

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is an incident with all that its page says to one reader.
type one struct {
	View
	s      *Service
	r      *web.Request
	n      names
	now    time.Time
	failed *web.Failed
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, f *web.Failed) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = f
	name := p.Sort.Name()
	body := ui.Parts(ui.Heading(r.Say(name), r.Say(p.sub())), ui.LeadBlock(p.lead()), p.band(), ui.Split(ui.Parts(p.what(), p.thread(), p.concerns(), s.acts().Forms(r, p), p.history()), p.aside()))
	out := web.Page(name, body).Frame(crumbs(r, name))
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (s *Service) oneOf(r *web.Request) (p *one, err error) {
	p = &one{s: s, r: r, now: s.Trail.DB().Now()}
	if p.View, err = s.Open(r.Context(), r.Actor, r.Path("id")); err != nil {
		return nil, err
	}
	ids := []string{p.ReportedBy}
	for _, e := range p.Events {
		ids = append(ids, e.Account)
	}
	slices.Sort(ids)
	p.n, err = s.names(r, slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })...)
	return p, err
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

func (p *one) sub() language.Text {
	if p.Origin == ToldOf {
		return language.T("%s · meddelad av %s", "%s · told by %s").With(p.Number(), p.n.authority(p.From))
	}
	return language.T("%s · upptäckt %s", "%s · discovered %s").With(p.Number(), calendar.DateTime(p.DiscoveredAt.Time))
}

// lead is the sentence for this reader with the one main button.
func (p *one) lead() ui.Lead {
	text, path := p.sentence()
	lead := ui.Lead{Text: ui.Rich(p.say(text)), Button: p.s.acts().Button(p.r, p, path)}
	if p.Late(p.now) {
		lead.Level = ui.Bad
	}
	return lead
}

// sentence says what is to be done next, and the act that does it when it is the reader's.
func (p *one) sentence() (language.Text, string) {
	t := language.T
	switch {
	case p.State == Void:
		return t("Det visade sig *inte vara någon incident*.", "It turned out to be *no incident*."), ""
	case p.State == Closed:
		return t("Incidenten är *avslutad* %s.", "The incident is *closed* on %s.").With(calendar.LongDateTime(p.EndedAt.Time)), ""
	case !p.Can.May(policy.AssessIncident):
		return t("Tack för att du rapporterade. *De som bedömer incidenter hos er har fått veta det.*", "Thank you for reporting. *Those who assess incidents at yours have been told.*"), ""
	}
	left := lacks(p.Incident, p.Parties)
	if len(left) == 0 {
		return t("*Allt är beslutat och alla har fått veta.* Avsluta incidenten med vad ni har lärt er.", "*Everything is decided and everybody is told.* Close the incident with what you learnt."), pathOf(Close)
	}
	switch left[0] {
	case Receive:
		return t("*Kvittera* att ni har fått veta, så ser %s att det kom fram.", "*Acknowledge* that you have been told, so that %s sees that it arrived.").With(p.n.authority(p.From)), pathOf(Receive)
	case Tell:
		first, _ := (&work{i: p.Incident, parties: p.Parties}).untold()
		return t("*Meddela %s* senast %s.", "*Tell %s* by %s.").With(p.n.authority(first.Authority), calendar.LongDateTime(first.Due.Time)), pathOf(Tell)
	case Supervise:
		return t("*Besluta om anmälan till Integritets\u00adskydds\u00admyndigheten* senast %s.", "*Decide on notifying the supervisory authority* by %s.").With(calendar.LongDateTime(p.SupervisorDue.Time)), pathOf(Supervise)
	}
	return t("*Besluta om de berörda ska informeras.* Det görs utan onödigt dröjsmål när risken för dem är hög.", "*Decide whether the persons are told.* It is done without undue delay when the risk to them is high."), pathOf(Inform)
}

// band says why this reader sees it, and that it is noted.
func (p *one) band() templ.Component {
	t := language.T
	why := t("dig, som rapporterade", "you, who reported")
	if p.Can.May(policy.AssessIncident) {
		why = t("er som bedömer incidenter", "you who assess incidents")
	}
	facts := []ui.Fact{ui.F(p.say(t("Öppen för", "Open to")), p.say(why))}
	if p.Protected {
		facts = append(facts, ui.F(p.say(t("Skyddade personuppgifter", "Protected identities")), p.say(t("berörs, eller kan beröras", "are touched, or may be"))))
	}
	return ui.SecrecyBand(ui.Band{Facts: facts, Words: p.say(t("Den här sidvisningen loggas.", "This viewing is logged."))})
}

func (p *one) what() templ.Component {
	if p.Text == "" {
		return nil
	}
	return ui.SectionIntro("vad", p.say(language.T("Vad har hänt?", "What has happened?")), "", ui.Swedish(p.r.Lang, p.Text))
}

// thread is what another authority has told, as it was sent.
func (p *one) thread() templ.Component {
	if len(p.Thread) == 0 {
		return nil
	}
	var out []ui.Event
	for _, m := range p.Thread {
		out = append(out, ui.Event{When: p.say(calendar.DateTime(m.SentAt.Time)), At: m.SentAt.UTC().Format(time.RFC3339), Level: ui.Info, Title: p.n.authority(m.From), Body: ui.Swedish(p.r.Lang, m.Body)})
	}
	return ui.SectionIntro("meddelat", p.say(language.T("Vad har ni fått veta?", "What have you been told?")), "", ui.Timeline(out))
}

// concerns are the other authorities, when each is to be told and was, and whether it has acknowledged.
func (p *one) concerns() templ.Component {
	if len(p.Parties) == 0 {
		return nil
	}
	t := language.T
	table := ui.Table{Lang: p.r.Lang, ID: "berorda", Caption: p.say(t("Myndigheter som berörs", "Authorities concerned")), Tight: true, Columns: []ui.Column{{Label: p.say(t("Myndighet", "Authority")), RowHeader: true, Wide: true},
		{Label: p.say(t("Ska veta", "Is to know"))}, {Label: p.say(t("Fick veta", "Was told"))}, {Label: p.say(t("Kvitterat", "Acknowledged"))}}}
	for _, c := range p.Parties {
		told, got := ui.Muted("–"), ui.Muted("–")
		state := ui.ClockWords(clockOf(c.Due.Time, p.now, p.r.Lang))
		if !c.ToldAt.IsZero() {
			told = ui.Text(p.say(calendar.DateTime(c.ToldAt.Time)))
			state = ui.StatusChip(ui.Status{Level: ui.Good, Words: p.say(t("i tid", "in time"))})
			if c.ToldAt.After(c.Due.Time) {
				state = ui.StatusChip(ui.Status{Level: ui.Bad, Words: p.say(t("för sent", "too late"))})
			}
		}
		if p.State == Void {
			state = ui.Muted(p.say(t("räknas inte", "does not count")))
		}
		if !c.ReceivedAt.IsZero() {
			got = ui.Text(p.say(calendar.DateTime(c.ReceivedAt.Time)))
		}
		table.Rows = append(table.Rows, ui.Row{ID: "m" + c.ID, Cells: []templ.Component{ui.Text(p.n.authority(c.Authority)), state, told, got}})
	}
	return ui.SectionIntro("myndigheter", p.say(t("Vilka andra ska veta?", "Which others are to know?")), "", ui.TableOf(table))
}

// aside says what is known in short, what is decided, and what the law says.
func (p *one) aside() templ.Component {
	t := language.T
	facts := []ui.Fact{{Name: p.say(sayState), Value: ui.StatusChip(p.status(p.r.Lang))}, ui.F(p.say(sayRegistry), orDash(p.Registry)), ui.F(p.say(sayFound), p.say(calendar.LongDateTime(p.DiscoveredAt.Time))),
		ui.F(p.say(sayMany), p.say(p.many())), ui.F(p.say(sayWhom), p.say(p.who()))}
	if name := p.n.staff[p.ReportedBy]; name != "" {
		facts = append(facts, ui.F(p.say(t("Rapporterad av", "Reported by")), name))
	}
	return ui.Parts(ui.SectionIntro("kort", p.say(t("I korthet", "In short")), "", ui.KeyValues(facts...)), p.decided(),
		ui.Links([]ui.Link{{Label: p.say(t("Skriv ut (PDF)", "Print (PDF)")), Href: p.Page() + "/incident.pdf"}}), p.rules())
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// decided are the two decisions, or by when the first is due.
func (p *one) decided() templ.Component {
	if !p.Breach() {
		return nil
	}
	t := language.T
	law := ui.Fact{Name: p.say(t("Anmäld till Integritets\u00adskydds\u00admyndigheten", "The supervisory authority notified")), Value: ui.Text(p.say(p.Supervisor.said()))}
	switch {
	case p.Supervisor == Undecided && p.State == Open:
		law.Value = ui.ClockWords(clockOf(p.SupervisorDue.Time, p.now, p.r.Lang))
	case p.Supervisor == Yes:
		law.Value = ui.Text(p.say(calendar.LongDateTime(p.SupervisorAt.Time)))
	}
	facts := []ui.Fact{law}
	if p.SupervisorNo != "" {
		facts = append(facts, ui.F(p.say(t("Deras nummer", "Their number")), p.SupervisorNo))
	}
	facts = append(facts, ui.F(p.say(t("De berörda informerade", "Persons told")), p.say(p.Told.said())))
	return ui.SectionIntro("beslut", p.say(t("Vad är beslutat?", "What is decided?")), "", ui.KeyValues(facts...))
}

// history is what was done, the latest first.
func (p *one) history() templ.Component {
	var out []ui.Event
	for _, e := range slices.Backward(p.Events) {
		ev := ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format(time.RFC3339), Level: e.Act.tone(), Title: p.say(e.happened(p.n.authority(e.Authority)))}
		who := p.n.staff[e.Account]
		switch {
		case e.Said != "" && who != "":
			ev.Body = ui.Stack(ui.Swedish(p.r.Lang, e.Said), ui.Text(who))
		case e.Said != "":
			ev.Body = ui.Swedish(p.r.Lang, e.Said)
		case who != "":
			ev.Body = ui.Muted(who)
		}
		out = append(out, ev)
	}
	return ui.SectionIntro("historik", p.say(language.T("Vad är gjort?", "What has been done?")), "", ui.Timeline(out))
}

func (a Act) tone() ui.Level {
	switch a {
	case Tell, Receive, Close:
		return ui.Good
	case Remind:
		return ui.Warn
	case Raise:
		return ui.Bad
	}
	return ui.Info
}
