package enquiry

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// plan is where a question would go, why, and when it would be due, before anything about a person is asked.
type plan struct {
	topic   contact.TopicInfo
	place   string // municipality code
	area    contact.Area
	urgent  bool
	routing contact.Routing
	promise Promise
	clock   clock.Clock
	names   names
	side    law.Side // the asker's
	income  bool     // the asker decides on income support, and has SSBTEK
	now     time.Time
}

// written tells whether the question can be written here, or has to be said.
func (p plan) written() bool {
	return !p.routing.Hole && (p.routing.Path.Channel == contact.Samsyn || p.routing.Path.Channel == contact.SDK)
}

func (p plan) to() language.Text { return p.names.of(p.routing.Path.Authority) }

// planFor asks where a question would go and when it would be due if it were sent now.
func (s *Service) planFor(r *web.Request, p plan) (plan, error) {
	ctx, q, err := r.Context(), s.Trail.DB(), error(nil)
	p.now = q.Now()
	ask := contact.Ask{From: r.Actor.Authority, Municipality: p.place, Topic: p.topic.Topic, Area: p.area, Personal: p.topic.Personal, Urgent: p.urgent}
	if p.routing, err = contact.Route(ctx, q, ask); err != nil {
		return p, err
	}
	day := calendar.DateOf(p.now)
	areas, err := directory.AreasOf(ctx, q, r.Actor.Authority, r.Actor.Unit, day)
	if err != nil {
		return p, err
	}
	p.income = slices.Contains(areas, directory.IncomeSupport)
	if p.side, err = directory.SideOf(ctx, q, r.Actor.Authority, r.Actor.Unit, day); err != nil {
		return p, err
	}
	if p.names, err = s.names(ctx); err != nil || p.routing.Hole {
		return p, err
	}
	e := Enquiry{Asker: r.Actor.Authority, Receiver: p.routing.Path.Authority, Municipality: p.place, Path: p.routing.Path.ID, Urgent: p.urgent}
	if p.promise, err = Promised(ctx, q, e); err != nil {
		return p, err
	}
	p.clock, err = clock.Read([]clock.Event{{Kind: clock.Sent, At: p.now, Holder: e.Receiver, Terms: p.promise.Terms()}})
	return p, err
}

// lead says where the question goes and when it is answered.
func (p plan) lead(r *web.Request) ui.Lead {
	t := language.T
	switch {
	case p.routing.Hole:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Ingen tar emot frågan här.* Ring mottagarens växel och notera samtalet.", "*Nobody takes the question here.* Call the receiver's switchboard and note the call."))),
			Button: &ui.Button{Label: r.Say(sayNoteCall), Href: p.phonePath()}}
	case !p.written():
		return ui.Lead{Text: ui.Rich(r.Say(t("Frågan ställs på ett annat sätt: *%s, %s*. Notera samtalet efteråt.", "The question is asked in another way: *%s, %s*. Note the call afterwards.").With(p.routing.Path.Channel.Label(), p.routing.Path.Address))),
			Button: &ui.Button{Label: r.Say(sayNoteCall), Href: p.phonePath()}}
	}
	return ui.Lead{Text: ui.Rich(r.Say(t("Frågan går till *%s*. Skickas den nu ska den besvaras *senast %s*.", "The question goes to *%s*. Sent now, it is to be answered *by %s*.").
		With(p.to(), calendar.LongDateTime(p.clock.Due(p.now)))))}
}

func (p plan) phonePath() string {
	return inboxPath + "/telefon?" + paramTopic + "=" + string(p.topic.Topic) + "&" + paramPlace + "=" + p.place
}

// why unfolds the reasons of the routing and of the deadline.
func (p plan) why(r *web.Request) templ.Component {
	t := language.T
	var reasons []string
	for _, w := range p.routing.Why {
		reasons = append(reasons, r.Say(w))
	}
	if p.routing.Hole {
		return ui.SectionIntro("varfor", r.Say(t("Varför ingen tar emot", "Why nobody takes it")), "", ui.Bullets(reasons...))
	}
	parts := []templ.Component{ui.Folded(r.Say(t("Varför dit? %s", "Why there? %s").With(p.routing.Path.Name)), ui.Bullets(reasons...), p.others(r))}
	if p.written() {
		parts = append(parts, ui.Folded(r.Say(sayHowReckoned), ui.Bullets(said(r, p.clock.Explain(p.now, p.names.of))...)))
	}
	return ui.Parts(parts...)
}

func (p plan) others(r *web.Request) templ.Component {
	if len(p.routing.Other) == 0 {
		return nil
	}
	var lines []string
	for _, o := range p.routing.Other {
		lines = append(lines, r.Say(language.T("%s: %s %s", "%s: %s %s").With(o.Name, o.Channel.Label(), o.Address)))
	}
	return ui.Parts(ui.Paragraph(r.Say(language.T("Andra vägar till samma mottagare:", "Other paths to the same receiver:"))), ui.Bullets(lines...))
}

// ssbtek tells income-support units that they have the answer themselves; nobody else is told.
func (p plan) ssbtek(r *web.Request) templ.Component {
	if !p.income || !p.topic.SSBTEK {
		return nil
	}
	return ui.Alert(ui.AlertBox{Level: ui.Info, Title: r.Say(language.T("Svaret finns ofta i SSBTEK", "The answer is often in SSBTEK")),
		Text: r.Say(language.T("Ni handlägger ekonomiskt bistånd. Slå upp uppgiften i SSBTEK först; fråga här om den saknas eller behöver förklaras.", "You handle income support. Look the information up in SSBTEK first; ask here when it is missing or needs explaining."))})
}

func said(r *web.Request, lines []language.Text) (out []string) {
	for _, l := range lines {
		out = append(out, r.Say(l))
	}
	return out
}
