package meeting

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/person"
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

// OwnPanel shows, on my pages, the meetings with the person, and lets them say which times suit, cancel, or ask to wait.
func (s *Service) OwnPanel(r *web.Request, _ []person.Person) (templ.Component, error) {
	list, err := s.Own(r.Context(), r.Actor)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	t := language.T
	var live, over []templ.Component
	for _, m := range list {
		if m.State.Over() {
			over = append(over, ui.Stack(ui.Text(r.Say(m.whenSaid().Capital())), ui.StatusChip(m.status(r.Lang, s.Trail.DB().Now()))))
			continue
		}
		live = append(live, s.ownMeeting(r, m))
	}
	intro := ""
	if len(live) == 0 {
		intro = r.Say(t("Inget möte väntar.", "No meeting is coming."))
	}
	if len(over) > 0 {
		live = append(live, ui.Folded(r.Say(t("Möten som har varit (%d)", "Meetings that have been (%d)").With(int64(len(over)))), ui.BulletsOf(over...)))
	}
	return ui.SectionIntro("moten", r.Say(t("Dina möten", "Your meetings")), intro, ui.Parts(live...)), nil
}

// ownMeeting is one meeting that is to come.
func (s *Service) ownMeeting(r *web.Request, m OwnMeeting) templ.Component {
	t := language.T
	facts := []ui.Fact{{Name: r.Say(t("Läge", "State")), Value: ui.StatusChip(m.status(r.Lang, s.Trail.DB().Now()))}, ui.F(r.Say(t("Hur", "How")), r.Say(m.Way.Name()))}
	if m.Where != "" {
		facts = append(facts, ui.F(r.Say(t("Var", "Where")), m.Where))
	}
	if m.Interpreter {
		facts = append(facts, ui.F(r.Say(t("Tolk", "Interpreter")), r.Say(t("är begärd", "is asked for"))))
	}
	version := ui.Field{Kind: ui.HiddenField, Name: web.FieldVersion, Value: language.Number(m.Version)}
	press := func(path string, label language.Text) templ.Component {
		return ui.Press(ownPath+"/"+m.ID+"/"+path, ui.Button{Label: r.Say(label), Kind: ui.Secondary}, ui.Hidden{Name: web.FieldVersion, Value: version.Value})
	}
	parts := []templ.Component{ui.Paragraph(r.Say(t("%s: %s", "%s: %s").With(m.Sort.Name().Capital(), m.whenSaid()))), ui.KeyValues(facts...)}
	switch {
	case m.Waits():
		parts = append(parts, press("vidare", t("Jag kan träffas nu", "I can meet now")))
	case m.State == Offered:
		f := ui.Field{Kind: ui.CheckboxesField, Name: "slot", Label: r.Say(t("Vilka tider passar dig?", "Which times suit you?")), Hint: r.Say(t("Passar ingen? Skicka utan att kryssa i någon, så får du nya.", "None? Send without ticking any, and you get new ones.")), Optional: true}
		for _, o := range m.Offers {
			f.Options = append(f.Options, ui.Option{Value: o.ID, Label: r.Say(spanSaid(o.Starts.Time, o.Ends.Time).Capital())})
			if o.Says[Person] {
				f.Values = append(f.Values, o.ID)
			}
		}
		parts = append(parts, ui.FormOf(ui.Form{Lang: r.Lang, ID: "valj-" + m.ID, Action: ownPath + "/" + m.ID + "/valj", Submit: ui.Button{Label: r.Say(t("Skicka svar", "Send reply"))}, Fields: []ui.Field{f, version}}), press("vanta", t("Jag vill vänta", "I want to wait")))
	case m.State != Booked:
		parts = append(parts, ui.Paragraph(r.Say(t("Du får tider att välja på.", "You get times to choose from."))), press("vanta", t("Jag vill vänta", "I want to wait")))
	}
	return ui.Parts(append(parts, press("avboka", t("Avboka mötet", "Cancel the meeting")))...)
}
