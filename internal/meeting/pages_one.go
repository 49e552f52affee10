package meeting

import (
	"bytes"
	"io"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a meeting with all that its page says to one reader.
type one struct {
	Opened
	s      *Service
	r      *web.Request
	n      matter.Names
	side   law.Side
	failed *web.Failed
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, failed *web.Failed) (web.Response, error) {
	o, err := s.Open(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	p, err := s.pageOf(r, o)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = failed
	events, err := Events(r.Context(), s.Trail.DB(), p.ID)
	if err != nil {
		return web.Response{}, err
	}
	title := p.title()
	body := ui.Parts(ui.Heading(p.say(title.Capital()), p.say(p.sub())), ui.LeadBlock(p.lead()), p.band(),
		ui.Split(ui.Parts(p.times(), p.about(), p.result(), s.acts().Forms(r, p)), ui.Parts(p.facts(), p.files(), p.history(events))))
	out := web.Page(title.Capital(), body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: p.say(p.whenSaid().Capital())}}
	})
	if failed != nil {
		out = out.Status(failed.Form.Status())
	}
	return out, nil
}

func (s *Service) pageOf(r *web.Request, o Opened) (p *one, err error) {
	p = &one{Opened: o, s: s, r: r}
	q := s.Trail.DB()
	if p.n, err = matter.NamesOn(r, s.book, q); err != nil {
		return nil, err
	}
	p.side, err = directory.SideOf(r.Context(), q, r.Actor.Authority, p.Desk.Unit, today(q))
	return p, err
}

// toAct reads the page for a post, without what is about the person.
func (s *Service) toAct(r *web.Request, act policy.Action) (*one, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return nil, err
	}
	if err := v.Can.Check(act); err != nil {
		return nil, err
	}
	return s.pageOf(r, Opened{Seen: v})
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

func (p *one) key(f *web.Form) Key { return Key{ID: p.ID, Version: f.Version()} }

// title names the person to whoever works with them, and only the sort of meeting to others.
func (p *one) title() language.Text {
	if p.Reads && p.Person.Name != "" {
		return language.T("%s med %s", "%s with %s").With(p.Sort.Name(), p.Person.Name)
	}
	return p.Sort.Name()
}

func (p *one) sub() language.Text {
	return language.T("Ärende %s · %s och %s · begärt %s av %s", "Matter %s · %s and %s · asked for %s by %s").With(p.Number, p.n.Of(p.r.Actor.Authority), p.n.Of(p.Seen.Other), dayOf(p.AskedAt.Time).String(), p.By.Name())
}

// lead is the sentence for this reader, with the one main button.
func (p *one) lead() ui.Lead {
	t := language.T
	now := p.s.Trail.DB().Now()
	says := func(level ui.Level, text language.Text) ui.Lead {
		lead := ui.Lead{Level: level, Text: ui.Rich(p.say(text))}
		if main := p.main(); main != "" {
			lead.Button = p.s.acts().Button(p.r, p, main)
		}
		return lead
	}
	switch {
	case p.Passed(now):
		return says(ui.Warn, t("Mötet var *%s*. Anteckna hur det gick.", "The meeting was *%s*. Note how it went.").With(p.whenSaid()))
	case p.State == Booked:
		return says(ui.Good, t("Mötet är bokat: *%s*, %s.", "The meeting is booked: *%s*, %s.").With(p.whenSaid(), p.Way.Name()))
	case p.State == Held:
		return says(ui.Good, t("Mötet är *hållet* %s.", "The meeting was *held* %s.").With(dayOf(p.Starts.Time).Long()))
	case p.State == Cancelled:
		return says("", t("Mötet är *avbokat* %s.", "The meeting is *cancelled* %s.").With(dayOf(p.OverAt.Time).Long()))
	case p.Waits():
		return says(ui.Paused, t("*Personen har bett att få vänta.* Tiden räknas inte sedan %s.", "*The person has asked to wait.* Time does not count since %s.").With(dayOf(p.WaitsSince.Time).Long()))
	case p.State == Offered && p.all():
		return says("", t("Alla kan minst en tid. *Boka den.*", "Everybody can at one time at least. *Book it.*"))
	}
	if text, ok := p.ToDo(p.Part, now); ok {
		return says(ui.Warn, t("Nu ska ni *%s*.", "Now you are to *%s*.").With(text))
	}
	return says("", t("Nu väntar mötet på *%s*.", "Now the meeting waits for *%s*.").With(Part(p.Turn).Name()))
}

// all tells whether some time suits everybody.
func (p *one) all() bool { return slices.ContainsFunc(p.Offers, Offer.Suits) }

// band says to whom the page is open.
func (p *one) band() templ.Component {
	if !p.Reads {
		return nil
	}
	t := language.T
	return ui.SecrecyBand(ui.Band{Facts: []ui.Fact{ui.F(p.say(t("Öppen för", "Open to")), p.say(t("dig som arbetar med personen, och den som gör det hos %s, var sitt exemplar", "you who work with the person, and whoever does at %s, each their own copy").With(p.n.Of(p.Seen.Other))))}, Words: p.say(t("Den här sidvisningen loggas.", "This viewing is logged."))})
}

// times are those that are offered, with who can.
func (p *one) times() templ.Component {
	if p.State != Offered {
		return nil
	}
	t := language.T
	var lines []templ.Component
	for _, o := range p.Offers {
		var can, cannot, silent []language.Text
		for _, part := range Parts() {
			switch suits, said := o.Says[part]; {
			case !said:
				silent = append(silent, part.Name())
			case suits:
				can = append(can, part.Name())
			default:
				cannot = append(cannot, part.Name())
			}
		}
		var said []string
		for _, x := range []struct {
			head language.Text
			who  []language.Text
		}{{t("Kan: %s", "Can: %s"), can}, {t("Kan inte: %s", "Cannot: %s"), cannot}, {t("Har inte svarat: %s", "Not replied: %s"), silent}} {
			if len(x.who) > 0 {
				said = append(said, p.say(x.head.With(language.List(x.who...))))
			}
		}
		var under []templ.Component
		for i, line := range said {
			if i > 0 {
				under = append(under, ui.Text(" · "))
			}
			under = append(under, ui.Text(line))
		}
		lines = append(lines, ui.Stack(ui.Strong(p.say(spanSaid(o.Starts.Time, o.Ends.Time).Capital())), ui.Parts(under...)))
	}
	return ui.SectionIntro("erbjudna-tider", p.say(t("Erbjudna tider", "Times offered")), "", ui.BulletsOf(lines...))
}

// about is what the call says.
func (p *one) about() templ.Component {
	t := language.T
	title := p.say(t("Vad mötet handlar om", "What the meeting is about"))
	if !p.Reads {
		return ui.SectionIntro("om", title, p.say(t("Visas för den som arbetar med personen.", "Shown to whoever works with the person.")), nil)
	}
	facts := []ui.Fact{ui.F(p.say(t("Vi ska tala om och bestämma", "To talk about and decide")), p.Called.Why)}
	for _, x := range []struct {
		name  language.Text
		value string
	}{{t("Personen behöver", "The person needs"), p.Called.Needs}, {t("Personen vill ha med sig", "The person wants along"), p.Called.Along}, {t("Svar på kallelsen", "Reply to the call"), p.Why}} {
		if x.value != "" {
			facts = append(facts, ui.F(p.say(x.name), x.value))
		}
	}
	return ui.SectionIntro("om", title, "", ui.KeyValues(facts...))
}

// result is what was decided.
func (p *one) result() templ.Component {
	if p.State != Held || !p.Reads || p.HeldMessage == "" {
		return nil
	}
	t := language.T
	var lines []templ.Component
	for _, d := range p.Result.Decisions {
		lines = append(lines, ui.Stack(ui.Text(d.Text), ui.Text(p.say(t("%s, senast %s", "%s, by %s").With(d.Responsible.Name(), d.Due.String())))))
	}
	body := ui.Parts(ui.Paragraph(p.Result.Said), ui.BulletsOf(lines...), ui.Links([]ui.Link{{Label: p.say(t("Till ärendet och den gemensamma planen", "To the matter and the joint plan")), Href: matter.Path + "/" + p.Matter}}))
	return ui.SectionIntro("beslut", p.say(t("Det här bestämdes", "This was decided")), "", body)
}

// facts are when, where and how.
func (p *one) facts() templ.Component {
	t := language.T
	out := []ui.Fact{{Name: p.say(t("Läge", "State")), Value: ui.StatusChip(p.status(p.r.Lang, p.s.Trail.DB().Now()))}, ui.F(p.say(t("Tid", "Time")), p.say(p.whenSaid())), ui.F(p.say(t("Hur", "How")), p.say(p.Way.Name()))}
	if p.Where != "" {
		out = append(out, ui.F(p.say(t("Var", "Where")), p.Where))
	}
	if p.Accessible {
		out = append(out, ui.F(p.say(t("Lokal", "Premises")), p.say(t("måste vara tillgänglig", "must be accessible"))))
	}
	interp := p.say(t("behövs inte", "not needed"))
	if p.Interpreter {
		interp = p.say(t("behövs", "needed"))
		if p.Called.Language != "" {
			interp = p.Called.Language
		}
		switch Need(p.Interpreted) {
		case Needed:
			interp += p.say(t(", deltog", ", took part"))
		case Unneeded:
			interp += p.say(t(", deltog inte", ", did not take part"))
		}
	}
	out = append(out, ui.F(p.say(t("Tolk", "Interpreter")), interp))
	if list := p.absent(); len(list) > 0 {
		var names []language.Text
		for _, x := range list {
			names = append(names, x.Name())
		}
		out = append(out, ui.F(p.say(t("Uteblev", "Did not come")), p.say(language.List(names...))))
	}
	return ui.SectionIntro("nar", p.say(t("När, var och hur", "When, where and how")), "", ui.KeyValues(out...))
}

// files are the calendar file and the call to the person on paper.
func (p *one) files() templ.Component {
	t := language.T
	var links []ui.Link
	if p.State == Booked || p.State == Cancelled {
		links = append(links, ui.Link{Label: p.say(t("Kalenderfil, utan uppgifter om personen", "Calendar file, with nothing about the person")), Href: p.Page() + "/mote.ics"})
	}
	if p.Reads && !p.State.Over() && p.State != Missed {
		links = append(links, ui.Link{Label: p.say(t("Kallelse till personen att skriva ut (PDF)", "Call to the person to print (PDF)")), Href: p.Page() + "/kallelse.pdf"})
	}
	links = append(links, ui.Link{Label: p.say(t("Ärende %s", "Matter %s").With(p.Number)), Href: matter.Path + "/" + p.Matter})
	return ui.SectionIntro("filer", p.say(t("Kalender och papper", "Calendar and paper")), "", ui.Links(links))
}

// history is what has happened, the latest first.
func (p *one) history(events []Event) templ.Component {
	var out []ui.Event
	for _, e := range slices.Backward(events) {
		if text, ok := e.happened(); ok {
			out = append(out, ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format("2006-01-02T15:04:05Z"), Title: p.say(text)})
		}
	}
	return ui.Fold(ui.FoldOf{ID: "historik", Title: p.say(language.T("Vad har hänt?", "What has happened?")), Body: ui.Timeline(out)})
}

// happened is what an event says to a reader.
func (e Event) happened() (language.Text, bool) {
	t := language.T
	text, ok := map[Act]language.Text{
		Ask: t("%s bad om mötet", "%s asked for the meeting"), Propose: t("%s erbjöd tider", "%s offered times"), Moves: t("%s flyttade mötet och erbjöd nya tider", "%s moved the meeting and offered new times"),
		Answer: t("%s svarade om tiderna", "%s replied about the times"), Decline: t("%s kan inte någon av tiderna", "%s can at none of the times"), Wait: t("%s bad att få vänta", "%s asked to wait"),
		Ready: t("%s kan träffas igen", "%s can meet again"), Book: t("%s bokade en tid", "%s booked a time"), Cancel: t("%s avbokade", "%s cancelled"), Hold: t("%s antecknade att mötet hölls", "%s noted that the meeting was held"),
		Miss: t("%s antecknade att mötet inte blev av", "%s noted that the meeting did not take place"), Answers: t("%s svarade på kallelsen", "%s replied to the call"),
	}[e.Act]
	if e.Part == House {
		return t("Mötet avbokades när ärendet avslutades", "The meeting was cancelled when the matter was closed"), true
	}
	return text.With(e.Part.Name().Capital()), ok
}

// calendarFile gives the meeting for a calendar.
func (s *Service) calendarFile(r *web.Request) (web.Response, error) {
	o, err := s.Open(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	return calendarDownload(o.Meeting, o.Where, s.Base, s.Trail.DB().Now()), nil
}

func download(name, kind string, content []byte) web.Response {
	return web.Download(name, kind, int64(len(content)), io.NopCloser(bytes.NewReader(content)))
}
