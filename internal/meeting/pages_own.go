package meeting

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// ownPath is where the person's own acts are posted.
const ownPath = "/mina-sidor/moten"

// ownAct is what the person can do with a meeting of theirs.
type ownAct struct {
	path string
	may  policy.Action
	do   func(s *Service, ctx context.Context, actor policy.Actor, k Key, f *web.Form) error
	done language.Text
}

func ownActs() []ownAct {
	t := language.T
	return []ownAct{
		{"valj", policy.ChooseOwnTime, func(s *Service, ctx context.Context, actor policy.Actor, k Key, f *web.Form) error {
			return web.ErrorOf(s.Choose(ctx, actor, k, f.Values()["slot"]))
		}, t("Tack. Ditt svar är sparat.", "Thank you. Your reply is kept.")},
		{"avboka", policy.CancelOwnMeeting, func(s *Service, ctx context.Context, actor policy.Actor, k Key, _ *web.Form) error {
			return web.ErrorOf(s.CancelOwn(ctx, actor, k))
		}, t("Mötet är avbokat.", "The meeting is cancelled.")},
		{"vanta", policy.PauseOwnMeeting, func(s *Service, ctx context.Context, actor policy.Actor, k Key, _ *web.Form) error {
			return web.ErrorOf(s.WaitOwn(ctx, actor, k, true))
		}, t("Vi väntar tills du hör av dig.", "We wait until you are in touch.")},
		{"vidare", policy.PauseOwnMeeting, func(s *Service, ctx context.Context, actor policy.Actor, k Key, _ *web.Form) error {
			return web.ErrorOf(s.WaitOwn(ctx, actor, k, false))
		}, t("Tack. Du får nya tider att välja på.", "Thank you. You get new times to choose from.")},
	}
}

func (s *Service) ownRoutes(rt *web.Router) {
	for _, a := range ownActs() {
		rt.Handle("POST "+ownPath+"/{id}/"+a.path, a.may, func(r *web.Request) (web.Response, error) {
			f, err := r.ReadForm()
			if err != nil {
				return web.Response{}, err
			}
			if err := a.do(s, r.Context(), r.Actor, Key{ID: r.Path("id"), Version: f.Version()}, f); err != nil {
				return web.Response{}, err
			}
			return web.Redirect("/mina-sidor#moten").Message(ui.Good, a.done), nil
		})
	}
}

// ownPanel is the part of my pages that shows the meetings with the person.
type ownPanel struct {
	web.Speech
	lang language.Lang
	now  time.Time
}

// OwnPanel shows, on my pages, the meetings with the person, and lets them say which times suit, cancel, or ask to wait.
func (s *Service) OwnPanel(r *web.Request, says web.Speech, _ []person.Person) (templ.Component, error) {
	list, err := s.Own(r.Context(), r.Actor)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	t := language.T
	p := ownPanel{Speech: says, lang: r.Lang, now: s.Trail.DB().Now()}
	var live, over []templ.Component
	for _, m := range list {
		if m.State.Over() {
			over = append(over, p.been(m))
			continue
		}
		live = append(live, p.meeting(m))
	}
	intro := ""
	if len(live) == 0 {
		intro = p.Say(t("Inget möte väntar.", "No meeting is coming."))
	}
	if len(over) > 0 {
		live = append(live, ui.Folded(p.Say(t("Möten som har varit (%d)", "Meetings that have been (%d)"), len(over)), ui.BulletsOf(over...)))
	}
	return ui.SectionIntro("moten", p.Say(t("Dina möten", "Your meetings")), intro, ui.Parts(live...)), nil
}

// been is a meeting that is over, with what was decided at it.
func (p ownPanel) been(m OwnMeeting) templ.Component {
	t := language.T
	lines := []templ.Component{ui.Text(p.when(m.Meeting)), ui.StatusChip(p.status(m.Meeting))}
	if m.Called.Why != "" {
		lines = append(lines, p.theirs(m.Called.Why))
	}
	if m.Result.Said == "" && len(m.Result.Decisions) == 0 {
		return ui.Parts(lines...)
	}
	decided := []templ.Component{ui.Strong(p.Say(t("Det här bestämdes", "This was decided")))}
	if m.Result.Said != "" {
		decided = append(decided, p.theirs(m.Result.Said))
	}
	for _, d := range m.Result.Decisions {
		decided = append(decided, ui.Stack(p.theirs(d.Text), ui.Note(p.Say(t("%s, senast %s", "%s, by %s"), whoForThem(d.Responsible), d.Due))))
	}
	return ui.Parts(append(lines, decided...)...)
}

// theirs is a text that staff wrote, in Swedish, on a page in any language.
func (p ownPanel) theirs(text string) templ.Component { return p.Swedish(ui.Swedish(p.lang, text)) }

// whoForThem is who is to do something, to the person.
func whoForThem(o plan.Owner) language.Text {
	t := language.T
	switch o {
	case plan.Person:
		return t("du", "you")
	case plan.Agency:
		return t("Arbetsförmedlingen", "the agency")
	case plan.Municipality:
		return t("kommunen", "the municipality")
	}
	return t("kommunen och Arbetsförmedlingen", "the municipality and the agency")
}

// meeting is one meeting that is to come.
func (p ownPanel) meeting(m OwnMeeting) templ.Component {
	parts, presses := p.acts(m)
	presses = append(presses, p.cancel(m))
	parts = append([]templ.Component{ui.KeyValues(p.facts(m)...)}, parts...)
	return ui.Under(p.Say(language.T("%s: %s", "%s: %s"), sortForThem(m.Sort), p.when(m.Meeting)), ui.Parts(append(parts, ui.Acts(presses...))...))
}

// cancel asks once more, since whoever has cancelled must wait for new times.
func (p ownPanel) cancel(m OwnMeeting) templ.Component {
	t := language.T
	return ui.ConfirmBox(ui.Confirm{ID: "avboka-" + m.ID, Open: p.Say(t("Avboka mötet", "Cancel the meeting")), Title: p.Say(t("Ska mötet avbokas?", "Is the meeting to be cancelled?")),
		Text:   p.Say(t("De som du skulle träffa får veta det. Du kan be om en ny tid när du vill.", "Those whom you were to meet are told. You can ask for a new time whenever you want.")),
		Action: ownPath + "/" + m.ID + "/avboka", Button: p.Say(t("Ja, avboka", "Yes, cancel it")), Cancel: p.Say(t("Nej, behåll", "No, keep it")), Fields: []ui.Hidden{{Name: web.FieldVersion, Value: language.Number(m.Version)}}})
}

func (p ownPanel) facts(m OwnMeeting) []ui.Fact {
	t := language.T
	facts := []ui.Fact{{Name: p.Say(t("Läge", "State")), Value: ui.StatusChip(p.status(m.Meeting))}, ui.F(p.Say(t("Hur", "How")), p.Say(m.Way.Name()))}
	if m.Called.Why != "" {
		facts = append(facts, ui.Fact{Name: p.Say(t("Vad vi ska tala om", "What we are to talk about")), Value: p.theirs(m.Called.Why)})
	}
	if m.Where != "" {
		facts = append(facts, ui.Fact{Name: p.Say(t("Var", "Where")), Value: p.Swedish(ui.Text(m.Where))})
	}
	if m.Interpreter {
		interpreter := ui.Text(p.Say(t("är begärd", "is asked for")))
		if m.Called.Language != "" {
			interpreter = ui.Stack(interpreter, p.theirs(m.Called.Language))
		}
		facts = append(facts, ui.Fact{Name: p.Say(t("Tolk", "Interpreter")), Value: interpreter})
	}
	return facts
}

// acts are what the person can do with a meeting, besides cancelling it: a form, and buttons.
func (p ownPanel) acts(m OwnMeeting) (forms, presses []templ.Component) {
	t := language.T
	wait := p.press(m, "vanta", t("Jag vill vänta", "I want to wait"))
	switch {
	case m.Waits():
		return nil, []templ.Component{p.press(m, "vidare", t("Jag kan träffas nu", "I can meet now"))}
	case m.State == Offered:
		return []templ.Component{p.choice(m)}, []templ.Component{wait}
	case m.State != Booked:
		return []templ.Component{ui.Paragraph(p.Say(t("Du får tider att välja på.", "You get times to choose from.")))}, []templ.Component{wait}
	}
	return nil, nil
}

// choice asks which of the offered times suit.
func (p ownPanel) choice(m OwnMeeting) templ.Component {
	t := language.T
	f := ui.Field{Kind: ui.CheckboxesField, Name: "slot", Label: p.Say(t("Vilka tider passar dig?", "Which times suit you?")), Hint: p.Say(t("Passar ingen? Skicka utan att kryssa i någon, så får du nya.", "None? Send without ticking any, and you get new ones.")), Optional: true}
	for _, o := range m.Offers {
		f.Options = append(f.Options, ui.Option{Value: o.ID, Label: p.span(o.Starts.Time, o.Ends.Time)})
		if o.Says[Person] {
			f.Values = append(f.Values, o.ID)
		}
	}
	version := ui.Field{Kind: ui.HiddenField, Name: web.FieldVersion, Value: language.Number(m.Version)}
	return ui.FormOf(ui.Form{Lang: p.lang, Said: p.Said, ID: "valj-" + m.ID, Action: ownPath + "/" + m.ID + "/valj", Submit: ui.Button{Label: p.Say(t("Skicka svar", "Send reply"))}, Fields: []ui.Field{f, version}})
}

func (p ownPanel) press(m OwnMeeting, path string, label language.Text) templ.Component {
	return ui.Press(ownPath+"/"+m.ID+"/"+path, ui.Button{Label: p.Say(label), Kind: ui.Secondary}, ui.Hidden{Name: web.FieldVersion, Value: language.Number(m.Version)})
}

// when says when a meeting is, or when its times are.
func (p ownPanel) when(m Meeting) string {
	t := language.T
	switch {
	case !m.Starts.IsZero():
		return p.span(m.Starts.Time, m.Ends.Time)
	case m.State == Offered:
		return p.Say(t("tidigast %s", "from %s"), dayOf(m.Order.Time))
	case m.State == Cancelled:
		return p.Say(t("avbokat %s", "cancelled %s"), dayOf(m.OverAt.Time))
	}
	return p.Say(t("ingen tid än", "no time yet"))
}

// span is a time with its day.
func (p ownPanel) span(starts, ends time.Time) string {
	from, to := starts.In(calendar.Stockholm()), ends.In(calendar.Stockholm())
	clocks := language.T(from.Format("15.04")+"–"+to.Format("15.04"), from.Format("15:04")+"–"+to.Format("15:04"))
	return p.Say(language.T("%s %s kl. %s", "%s %s, %s"), calendar.WeekdayName(dayOf(starts).Weekday()).Capital(), dayOf(starts), clocks)
}

// sortForThem is what kind of meeting it is, to whom it is with.
func sortForThem(s Sort) language.Text {
	if s == SIP {
		return language.T("Möte om en samordnad individuell plan (SIP)", "Meeting on a joint individual plan (SIP)")
	}
	return language.T("Möte med kommunen och Arbetsförmedlingen", "Meeting with the municipality and the agency")
}

// status is where a meeting stands, to whom it is with.
func (p ownPanel) status(m Meeting) ui.Status {
	t := language.T
	level, words := ui.Info, t("väntar på tider", "waits for times")
	switch {
	case m.Waits():
		level, words = ui.Paused, t("du har bett att få vänta", "you have asked to wait")
	case m.Passed(p.now):
		level, words = ui.Neutral, t("har varit", "has been")
	case m.State == Offered:
		words = t("tider är erbjudna", "times are offered")
	case m.State == Booked:
		level, words = ui.Good, t("bokat", "booked")
	case m.State == Held:
		level, words = ui.Good, t("hållet", "held")
	case m.State == Missed:
		level, words = ui.Warn, t("blev inte av", "did not take place")
	case m.State == Cancelled:
		level, words = ui.Neutral, cancelledBy(m.CancelledBy)
	}
	return ui.Status{Level: level, Words: p.Say(words)}
}

func cancelledBy(p Part) language.Text {
	t := language.T
	switch p {
	case Person:
		return t("avbokat av dig", "cancelled by you")
	case Agency:
		return t("avbokat av Arbetsförmedlingen", "cancelled by the agency")
	case Municipality:
		return t("avbokat av kommunen", "cancelled by the municipality")
	}
	return t("avbokat när planeringen avslutades", "cancelled when the planning was closed")
}
