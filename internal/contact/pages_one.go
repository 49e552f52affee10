package contact

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) onePage(r *web.Request) (web.Response, error) {
	p, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(p.Name, p.who()), ui.LeadBlock(s.lead(r, p)), s.acts(r, p), s.howSection(r, p), topicSection(r, p)}
	if r.May(policy.ReadAllContacts) {
		more, err := s.staffSections(r, p)
		if err != nil {
			return web.Response{}, err
		}
		parts = append(parts, more...)
	}
	return web.Page(language.Same(p.Name), ui.Parts(parts...)).Frame(func(f *ui.Frame) { f.Crumbs = p.crumbs(r) }), nil
}

// lead says how the path stands to this reader, and the one thing to do about it.
func (s *Service) lead(r *web.Request, p place) ui.Lead {
	q := s.Trail.DB()
	state := p.StateAt(q.Now())
	mine := s.can(r, policy.ConfirmContact, p.Ref())
	switch {
	case !p.SilentSince.IsZero() && state != Inactive && mine:
		return ui.Lead{Level: ui.Bad, Text: ui.Rich(r.Say(language.T("*Ingen har svarat* genom kontaktvägen på 30 dagar. Kontrollera kanal, öppettider och vem som svarar, och bekräfta den sedan.", "*Nobody has answered* through the contact path in 30 days. Check channel, hours and who answers, then confirm it."))), Button: confirmButton(r)}
	case !p.SilentSince.IsZero() && state != Inactive:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.T("*Ingen har svarat* genom kontaktvägen på 30 dagar. *Välj en annan väg om det finns.*", "*Nobody has answered* through the contact path in 30 days. *Choose another way if there is one.*"))),
			Button: &ui.Button{Label: r.Say(language.T("Hitta rätt kontaktväg", "Find the right path")), Href: "/kontaktvagar/hitta"}}
	case state == Inactive:
		return ui.Lead{Text: ui.Rich(r.Say(language.T("Kontaktvägen har *upphört*.", "The contact path has *ended*.")))}
	case state == Unconfirmed && mine:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(p.unconfirmedWords(language.T("*Bekräfta att den stämmer*: kanal, öppettider och vem som svarar.", "*Confirm that it is right*: channel, hours and who answers.")))), Button: confirmButton(r)}
	case state == Unconfirmed:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(p.unconfirmedWords(language.T("Den kan vara *inaktuell*.", "It may be *out of date*."))))}
	case mine && p.FreshUntil().Before(today(q).AddDays(soonDays).End()):
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.T("Ni behöver bekräfta kontaktvägen *senast %s*.", "You need to confirm the contact path *by %s*.").With(p.lastFresh().Long()))), Button: confirmButton(r)}
	}
	return ui.Lead{Text: ui.Rich(r.Say(p.reachWords().With(p.Name, promise(p.FirstDays), promise(p.AnswerDays))))}
}

// lastFresh is the last day on which the latest confirmation holds.
func (p Path) lastFresh() calendar.Date {
	return calendar.DateOf(p.ConfirmedAt.Time).AddDays(FreshDays)
}

func (p Path) unconfirmedWords(then language.Text) language.Text {
	if p.ConfirmedAt.IsZero() {
		return language.T("Ingen har bekräftat kontaktvägen ännu. %s", "Nobody has confirmed the contact path yet. %s").With(then)
	}
	return language.T("Kontaktvägen bekräftades senast %s. %s", "The contact path was last confirmed on %s. %s").With(calendar.DateOf(p.ConfirmedAt.Time), then)
}

func (p Path) reachWords() language.Text {
	if p.Channel == Samsyn {
		return language.T("Ni når *%s* i Samsyn: första svar %s, svar %s.", "You reach *%s* in Samsyn: first response %s, answer %s.")
	}
	return language.T("Ni når *%s*: första svar %s, svar %s.", "You reach *%s*: first response %s, answer %s.")
}

// confirmButton submits the form of one button below, so that the main button needs no page of its own.
func confirmButton(r *web.Request) *ui.Button {
	return &ui.Button{Label: r.Say(language.T("Bekräfta att den stämmer", "Confirm that it is right")), Form: confirmForm}
}

const confirmForm = "bekrafta"

// acts are what the reader may do, besides the main thing.
func (s *Service) acts(r *web.Request, p place) templ.Component {
	if p.StateAt(s.Trail.DB().Now()) == Inactive {
		return nil
	}
	at := p.Path.Path()
	var all []templ.Component
	link := func(act policy.Action, path string, label language.Text) {
		if s.can(r, act, p.Ref()) {
			all = append(all, ui.ButtonOf(ui.Button{Label: r.Say(label), Href: at + path, Kind: ui.Secondary}))
		}
	}
	if s.can(r, policy.ConfirmContact, p.Ref()) {
		all = append(all, ui.FormOf(ui.Form{Lang: r.Lang, ID: confirmForm, Action: at + "/bekrafta", Fields: []ui.Field{versionField(p.Version)},
			Submit: ui.Button{Label: r.Say(language.T("Bekräfta", "Confirm")), Kind: ui.Secondary}}))
	}
	link(policy.EditContact, "/andra", language.T("Ändra", "Change"))
	link(policy.EditRota, "/bemanning", sayRota)
	link(policy.EditContact, "/overlamna", language.T("Lämna över till en annan enhet", "Hand over to another unit"))
	link(policy.EditContact, "/avsluta", language.T("Avsluta", "End"))
	if report := "/avvikelser/ny?kontaktvag=" + p.ID; (p.Authority == directory.PES) != (r.Actor.Authority == directory.PES) && r.MayOpen(report) {
		all = append(all, ui.ButtonOf(ui.Button{Label: r.Say(language.T("Rapportera en avvikelse", "Report a deviation")), Href: report, Kind: ui.Secondary}))
	}
	return ui.Acts(all...)
}

// howSection is how, where and when the path is reached.
func (s *Service) howSection(r *web.Request, p place) templ.Component {
	facts := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(p.status(s.Trail.DB(), r.Lang))}, ui.F(r.Say(sayChannel), r.Say(p.Channel.Label()))}
	add := func(name language.Text, value string) {
		if value != "" {
			facts = append(facts, ui.F(r.Say(name), value))
		}
	}
	add(sayAddress, p.Address)
	add(sayHours, r.Say(p.openWords()))
	add(language.T("Just nu", "Right now"), r.Say(p.nowWords(s)))
	add(sayWhere, r.Say(p.where()))
	add(sayFirst, r.Say(promise(p.FirstDays)))
	add(sayAnswer, r.Say(promise(p.AnswerDays)))
	add(language.T("Språk", "Languages"), p.Languages)
	add(language.T("Plats och tillgänglighet", "Place and accessibility"), p.Place)
	add(language.T("Bra att veta", "Good to know"), p.Note)
	add(language.T("Gäller", "Holds"), calendar.Period{From: p.From, To: p.To}.In(r.Lang))
	if !p.ConfirmedAt.IsZero() {
		add(language.T("Senast bekräftad", "Last confirmed"), calendar.DateOf(p.ConfirmedAt.Time).String())
	}
	return ui.SectionOf("kontakt", r.Say(language.T("Så når ni den", "How you reach it")), ui.KeyValues(facts...))
}

// nowWords says whether the path is open now; nothing for one that has no hours.
func (p Path) nowWords(s *Service) language.Text {
	now := s.Trail.DB().Now()
	switch {
	case p.Hours.IsZero():
		return language.Text{}
	case p.Hours.Open(now):
		return language.T("öppet", "open")
	}
	for i := range 15 {
		for _, h := range p.Hours.On(calendar.DateOf(now).AddDays(i)) {
			if opens := h.From.On(calendar.DateOf(now).AddDays(i)); opens.After(now) {
				return language.T("stängt, öppnar %s", "closed, opens %s").With(calendar.LongDateTime(opens))
			}
		}
	}
	return language.T("stängt", "closed")
}

// topicSection is what the path answers about, and what it takes.
func topicSection(r *web.Request, p place) templ.Component {
	var lines []string
	for _, info := range Topics() { // in the order in which topics are shown
		if p.Takes(info.Topic) {
			lines = append(lines, r.Say(language.T("%s: %s", "%s: %s").With(info.Name, info.Asks)))
		}
	}
	takes := language.T("Bara frågor utan personuppgifter.", "Only questions without personal data.")
	switch {
	case p.Protected:
		takes = language.T("Frågor om enskilda, även om den som har skyddade personuppgifter.", "Questions about a person, also about somebody with a protected identity.")
	case p.Personal:
		takes = language.T("Frågor om enskilda, men aldrig om den som har skyddade personuppgifter.", "Questions about a person, but never about somebody with a protected identity.")
	}
	if p.Urgent {
		takes = language.T("%s Avsedd för det som är brådskande.", "%s Meant for what is urgent.").With(takes)
	}
	return ui.SectionOf("amnen", r.Say(language.T("Vad ni kan fråga om", "What you can ask about")), ui.Paragraph(r.Say(takes)), ui.Bullets(lines...))
}

// staffSections are what only staff see: whether it is answered, and for its own authority who is on duty.
func (s *Service) staffSections(r *web.Request, p place) ([]templ.Component, error) {
	reach, err := s.reachSection(r, p)
	if err != nil {
		return nil, err
	}
	if !s.can(r, policy.ReadRota, p.Ref()) {
		manned, err := s.mannedWords(r, p)
		return []templ.Component{reach, manned}, err
	}
	rota, err := s.rotaSection(r, p)
	return []templ.Component{reach, rota}, err
}

// reachSection is the figures of the path over the latest twelve months, and where one notes whether anybody answered.
func (s *Service) reachSection(r *web.Request, p place) (templ.Component, error) {
	q := s.Trail.DB()
	found, err := FiguresOf(r.Context(), q, []Path{p.Path}, latestYear(today(q)))
	if err != nil {
		return nil, err
	}
	if found[0].Reach, err = s.toldOf(r, p.Path, found[0].Reach); err != nil {
		return nil, err
	}
	f, none := found[0], language.T("inget att mäta ännu", "nothing to measure yet")
	facts := []ui.Fact{ui.F(r.Say(sayConfirmed), r.Say(p.confirmedWords())), ui.F(r.Say(sayInTime), r.Say(f.InTime().said(none))), ui.F(r.Say(sayCalls), r.Say(f.Calls().said(none)))}
	if f.Tries().Of > 0 {
		facts = append(facts, ui.F(r.Say(sayTries), r.Say(f.Tries().said(none))))
	}
	if n := f.Answered + f.Late; n > 0 && f.Minutes > 0 {
		facts = append(facts, ui.F(r.Say(language.T("Tid till första svar", "Time to first response")), r.Say(language.T("i genomsnitt %s arbetstimmar", "%s working hours on average").With(language.Decimal(float64(f.Minutes)/float64(n)/60, 1)))))
	}
	parts := []templ.Component{ui.KeyValues(append(facts, ui.Fact{Name: r.Say(sayGaps), Value: f.gapsCell(r)})...), howCounted(r),
		ui.Links([]ui.Link{{Label: r.Say(language.T("Jämför kontaktvägar och månader", "Compare contact paths and months")), Href: figuresPath + p.inPlace()}})}
	if s.can(r, policy.TryContact, p.Ref()) && p.manned() && p.StateAt(s.Trail.DB().Now()) != Inactive {
		at := p.Path.Path() + "/prova"
		parts = append(parts, ui.Paragraph(r.Say(language.T("Har du ringt eller varit där? Anteckna om någon svarade.", "Have you called or been there? Note whether anybody answered."))),
			ui.Acts(ui.Press(at, ui.Button{Label: r.Say(language.T("Någon svarade", "Somebody answered")), Kind: ui.Secondary}, ui.Hidden{Name: "reached", Value: "1"}),
				ui.Press(at, ui.Button{Label: r.Say(language.T("Ingen svarade", "Nobody answered")), Kind: ui.Secondary}, ui.Hidden{Name: "reached", Value: "0"})))
	}
	return ui.SectionOf("tillganglighet", r.Say(language.T("Tillgänglighet, %s", "Reachability, %s").With(sayYear)), parts...), nil
}

// inPlace narrows the page of figures to the municipality of the path, when it is for one.
func (p place) inPlace() string {
	switch {
	case p.at.MunicipalityCode != "":
		return "?" + paramPlace + "=" + p.at.MunicipalityCode
	case len(p.Areas) > 0:
		return "?" + paramPlace + "=" + p.Areas[0]
	}
	return ""
}

// mannedWords tells another authority whether anybody is on duty, and not who.
func (s *Service) mannedWords(r *web.Request, p place) (templ.Component, error) {
	q := s.Trail.DB()
	on, err := OnDuty(r.Context(), q, p.ID, q.Now())
	if err != nil {
		return nil, err
	}
	ahead, err := Shifts(r.Context(), q, p.ID, q.Now(), rotaEnd(today(q)))
	said := language.T("Kontaktvägen är bemannad nu.", "The contact path is staffed now.")
	switch {
	case len(on) > 0:
	case len(ahead) == 0:
		return nil, err
	default:
		said = language.T("Ingen är bemannad just nu.", "Nobody is on duty right now.")
	}
	return ui.SectionOf("bemanning", r.Say(sayRota), ui.Paragraph(r.Say(said))), err
}

// rotaSection is who is on duty now and the next four weeks, and the holes.
func (s *Service) rotaSection(r *web.Request, p place) (templ.Component, error) {
	ctx, q := r.Context(), s.Trail.DB()
	from, to := q.Now(), rotaEnd(today(q))
	on, err := OnDuty(ctx, q, p.ID, from)
	if err != nil {
		return nil, err
	}
	shifts, err := Shifts(ctx, q, p.ID, from, to)
	if err != nil {
		return nil, err
	}
	holes, err := Holes(ctx, q, p.ID, from, to)
	if err != nil {
		return nil, err
	}
	names, err := account.NamesOf(ctx, q, append([]string{p.Owner}, on...))
	if err != nil {
		return nil, err
	}
	grid, err := s.calendarPart(r, p.Path)
	return ui.SectionOf("bemanning", r.Say(sayRota), ui.KeyValues(ui.F(r.Say(sayOwner), orNobody(names[p.Owner]).In(r.Lang)), ui.F(r.Say(language.T("I tjänst nu", "On duty now")), dutyNames(on, names).In(r.Lang))),
		holesPart(r, p.Path, shifts, holes), grid), err
}

func orNobody(name string) language.Text {
	if name == "" {
		return language.T("ingen", "nobody")
	}
	return language.Same(name)
}

func dutyNames(ids []string, names map[string]string) language.Text {
	var all []string
	for _, id := range ids {
		all = append(all, names[id])
	}
	return orNobody(strings.Join(all, ", "))
}

// holesPart warns of the holes, or says that there are none.
func holesPart(r *web.Request, p Path, shifts []Shift, holes []Hole) templ.Component {
	if len(shifts) == 0 {
		return ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(language.T("Ingen bemanning är planerad de närmaste fyra veckorna.", "No rota is planned for the next four weeks."))})
	}
	gaps := Gaps(p, holes)
	if len(gaps) == 0 {
		return ui.Paragraph(r.Say(language.T("Kontaktvägen är bemannad hela sin öppettid de närmaste fyra veckorna.", "The contact path is staffed for all its open hours in the next four weeks.")))
	}
	var lines []string
	for _, g := range gaps {
		lines = append(lines, r.Say(g.words()))
	}
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: r.Say(language.T("Luckor de närmaste fyra veckorna", "Holes in the next four weeks")), More: ui.Bullets(lines...)})
}

// words says a gap: "måndag 9 mars–fredag 13 mars", "tisdag 3 mars kl. 12.00–16.30".
func (g Gap) words() language.Text {
	if g.From != g.To {
		return language.T("%s–%s", "%s–%s").With(g.From.DayMonth(), g.To.DayMonth())
	}
	out := g.From.DayMonth()
	for _, h := range g.Times {
		out = language.T("%s %s–%s", "%s %s–%s").With(out, calendar.Clock(h.From), calendar.Clock(h.To))
	}
	return out
}

var (
	sayFrom = language.T("Från och med", "From")
	sayTo   = language.T("Till och med", "To")
)

func (s *Service) confirmPost(r *web.Request) (web.Response, error) {
	return s.press(r, "", language.T("Kontaktvägen är bekräftad i 90 dagar.", "The contact path is confirmed for 90 days."), func(p place, f *web.Form) error {
		_, err := s.Confirm(r.Context(), r.Actor, p.ID, versionOf(f))
		return err
	})
}

func (s *Service) tryPost(r *web.Request) (web.Response, error) {
	return s.press(r, "", language.T("Tack, det är antecknat i mätningen.", "Thank you, it is noted in the measurement."), func(p place, f *web.Form) error {
		return s.Try(r.Context(), r.Actor, p.ID, f.Ticked("reached"))
	})
}
