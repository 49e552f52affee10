package person

import (
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// pagePath is the address of a person's page, before the id. No address holds a number or a name.
const pagePath = "/personer/"

const fieldVersion = "version"

// Page is the address of a person's page.
func (p Person) Page() string { return pagePath + p.ID }

// Routes registers the room's pages.
func (s *Service) Routes(rt *web.Router) {
	const one = pagePath + "{id}"
	rt.Handle("GET "+one, policy.ReadPerson, s.page)
	rt.Handle("POST "+one+"/nas", policy.EditPerson, s.reachPost)
	rt.Handle("POST "+one+"/skydd", policy.ProtectPerson, s.protectPost)
	rt.Handle("POST "+one+"/grund", policy.AddGround, s.groundPost)
	rt.Handle("POST "+one+"/grund/{grund}/godta", policy.DecideGround, s.acceptPost)
	rt.Handle("POST "+one+"/grund/{grund}/avsla", policy.DecideGround, s.rejectPost)
	rt.Handle("POST "+one+"/grund/{grund}/aterkalla", policy.WithdrawGround, s.withdrawPost)
	rt.Handle("POST "+one+"/uppgift/{uppgift}/klar", policy.DoPersonTask, s.donePost)
	rt.Handle("POST "+one+"/nummer", policy.EditPerson, s.numberPost)
	rt.Handle("POST "+one+"/grund/{grund}/underlag", policy.AddGround, s.evidencePost)
	rt.Handle("GET "+one+"/grund/{grund}/underlag", policy.ReadPerson, s.evidenceFile)
	rt.Handle("GET "+one+"/nodoppna", policy.OpenPerson, s.emergencyPage)
	rt.Handle("POST "+one+"/nodoppna", policy.OpenPerson, s.emergencyPost)
	s.apiRoutes(rt)
}

// shown is a record with all that its page says.
type shown struct {
	Opened
	r       *web.Request
	now     time.Time
	grounds []Ground
	tests   []testRow
	tasks   []Task
	names   map[string]directory.Authority
	side    law.Side
	may     map[policy.Action]bool
	failed  string // id of the form that could not be saved
	sent    *web.Form
}

// testRow is a secrecy test as it is listed: the words are sealed and stay so.
type testRow struct {
	At     db.Time      `db:"at"`
	Result Result       `db:"result"`
	Ground law.GroundID `db:"ground"`
	Thing  string       `db:"thing_id"`
}

func (s *Service) page(r *web.Request) (web.Response, error) { return s.pageAgain(r, "", nil) }

func (s *Service) pageAgain(r *web.Request, failed string, sent *web.Form) (web.Response, error) {
	p, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed, p.sent = failed, sent
	title := language.T("Personen", "The person")
	var panels []templ.Component
	for _, panel := range s.Panels {
		part, err := panel(r, p.Person)
		if err != nil {
			return web.Response{}, err
		}
		panels = append(panels, part)
	}
	main := ui.Parts(p.tasksPart(), ui.Parts(panels...), p.groundsPart(), p.newGround(), p.testsPart())
	aside := ui.Parts(p.whoPart(), p.reachPart(), p.protectionPart())
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(language.T("Er myndighets egna uppgifter", "Your authority's own record"))), ui.LeadBlock(p.lead()), p.band(), ui.Split(main, aside))
	out := web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(language.T("Frågor", "Questions")), Href: "/fragor"}, {Label: r.Say(title)}}
	})
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

// shown reads the record, which is noted, with its grounds, tests and tasks.
func (s *Service) shown(r *web.Request) (*shown, error) {
	ctx, q, id := r.Context(), s.Trail.DB(), r.Path("id")
	p := &shown{r: r, now: q.Now(), may: map[policy.Action]bool{}}
	var err error
	if p.Opened, err = s.Open(ctx, r.Actor, id, ref.Ref{}); err != nil {
		return nil, err
	}
	if p.grounds, err = Grounds(ctx, q, id); err != nil {
		return nil, err
	}
	if err := s.purposes(ctx, q, id, p.grounds); err != nil {
		return nil, err
	}
	if p.tests, err = db.All[testRow](ctx, q, `SELECT at, result, ground, thing_id FROM person_test WHERE person_id = $1 ORDER BY at DESC LIMIT 100`, id); err != nil {
		return nil, err
	}
	all, err := Tasks(ctx, q, r.Actor)
	if err != nil {
		return nil, err
	}
	p.tasks = slices.DeleteFunc(all, func(t Task) bool { return t.Person != id })
	ids := []string{p.Authority, directory.PES}
	for _, g := range p.grounds {
		ids = append(ids, g.To)
	}
	day := calendar.DateOf(p.now)
	slices.Sort(ids)
	if p.names, err = directory.Authorities(ctx, q, slices.Compact(ids), day); err != nil {
		return nil, err
	}
	if p.side, err = directory.SideOf(ctx, q, r.Actor.Authority, r.Actor.Unit, day); err != nil {
		return nil, err
	}
	return p, s.allowed(p)
}

// allowed asks what the reader may do here; a database that cannot answer is an error, not a no.
func (s *Service) allowed(p *shown) error {
	for _, act := range []policy.Action{policy.EditPerson, policy.ProtectPerson, policy.AddGround} {
		err := policy.Check(p.r.Context(), s.Trail.DB(), p.r.Actor, act, p.Ref())
		if err != nil && !fault.Is(err, fault.Denied) {
			return err
		}
		p.may[act] = err == nil
	}
	return nil
}

func (p *shown) say(t language.Text) string { return p.r.Say(t) }

func (p *shown) day() calendar.Date { return calendar.DateOf(p.now) }

// lead is the one sentence for this reader.
func (p *shown) lead() ui.Lead {
	t := language.T
	text, level := t("Här står hur personen nås och på vilka grunder ni får lämna uppgifter. *Öppna frågorna i inkorgen.*", "Here stands how the person is reached and on what grounds you may tell. *Open the questions in the inbox.*"), ui.Neutral
	button := &ui.Button{Label: p.say(t("Till frågorna", "To the questions")), Href: "/fragor"}
	waiting := slices.ContainsFunc(p.grounds, func(g Ground) bool { return g.State == Submitted })
	switch {
	case len(p.tasks) > 0:
		text, level = language.Plural(len(p.tasks), t("*%d sak ska göras* om personen.", "*%d thing is to be done* about the person."), t("*%d saker ska göras* om personen.", "*%d things are to be done* about the person.")), ui.Warn
		button = &ui.Button{Label: p.say(t("Se vad", "See what")), Href: "#gora"}
	case waiting:
		text, level = t("*Ett samtycke väntar på er prövning.* Godta det, eller avslå och berätta varför för personen.", "*A consent waits for your judgement.* Accept it, or reject it and tell the person why."), ui.Warn
		button = &ui.Button{Label: p.say(t("Pröva samtycket", "Judge the consent")), Href: "#grunder"}
	}
	return ui.Lead{Level: level, Text: ui.Rich(p.say(text)), Button: button}
}

func (p *shown) band() templ.Component {
	t := language.T
	facts := []ui.Fact{ui.F(p.say(t("Öppen för", "Open to")), p.say(openTo(p.By)))}
	if p.Protected(p.day()) {
		facts = append(facts, ui.F(p.say(t("Skydd", "Protection")), p.say(p.Protection.Name())))
	}
	return ui.SecrecyBand(ui.Band{Facts: facts, Words: p.say(t("Den här sidvisningen loggas.", "This viewing is logged."))})
}

// openTo says why the page is open to this reader, on the ground that the trail has it on.
func openTo(by policy.By) language.Text {
	t := language.T
	switch by.Reach {
	case policy.Substitute:
		return t("dig, som är ersättare för en kollega som är utsedd i ett ärende", "you, who stand in for a colleague who is named in a matter")
	case policy.Opened:
		return t("dig, som har nödöppnat uppgifterna. Någon annan granskar öppningen", "you, who opened the data in an emergency. Somebody else reviews the opening")
	}
	return t("dig, som är utsedd i ett ärende", "you, who are named in a matter")
}

func (p *shown) whoPart() templ.Component {
	t := language.T
	facts := []ui.Fact{ui.F(p.say(t("Namn", "Name")), orDash(p.Name)), ui.F(p.say(t("Personnummer", "Personal number")), p.Number.TwelveDigits())}
	for _, n := range p.Former {
		facts = append(facts, ui.F(p.say(t("Tidigare nummer", "Earlier number")), n.TwelveDigits()))
	}
	return ui.SectionIntro("vem", p.say(t("Vem", "Who")), "", ui.Parts(ui.KeyValues(facts...), p.numberPart()))
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func version(n int64) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: strconv.FormatInt(n, 10)}
}

func versionOf(f *web.Form) int64 {
	n, err := strconv.ParseInt(f.Value(fieldVersion), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// form is one of the page's forms, as it was filled in when it could not be saved.
func (p *shown) form(id, action string, label language.Text, v int64, fields ...ui.Field) templ.Component {
	f := ui.Form{Lang: p.r.Lang, ID: id, Action: p.Page() + action, Submit: ui.Button{Label: p.say(label), Kind: ui.Secondary}, Fields: fields}
	if p.failed == id {
		f = f.Fill(p.sent.Values()).WithFault(p.sent.Err())
	}
	f.Fields = append(f.Fields, version(v))
	return ui.FormOf(f)
}
