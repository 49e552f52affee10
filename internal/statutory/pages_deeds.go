package statutory

import (
	"slices"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func deeds() []web.Deed[*one] {
	t := language.T
	text := func(label, hint language.Text, needed bool) func(*one) []ui.Field {
		return func(p *one) []ui.Field {
			return []ui.Field{{Kind: ui.TextareaField, Name: fieldText, Label: p.say(label), Hint: p.say(hint), Rows: 3, MaxLength: longestText, Optional: !needed, Swedish: true}}
		}
	}
	return []web.Deed[*one]{
		{Path: "ta", May: mayFor(Take), When: takes, Name: t("Ta emot underrättelsen", "Receive the notice"), Says: t("Du handlägger den och ser vem den gäller. Läsningen antecknas.", "You handle it and see whom it concerns. The reading is noted."),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Take(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("Du handlägger underrättelsen nu.", "You handle the notice now.")},
		{Path: "aterkoppla", May: mayFor(Feedback), When: can(Feedback), Name: t("Återkoppla", "Say what you have done"), Says: t("Avsändaren får veta vad ni har bedömt och gjort.", "The sender gets to know what you have judged and done."),
			Fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, o := range Outcomes() {
					options = append(options, ui.Option{Value: string(o.Outcome), Label: p.say(o.Name)})
				}
				return append([]ui.Field{{Kind: ui.RadiosField, Name: fieldOutcome, Label: p.say(t("Vad har ni gjort?", "What have you done?")), Options: options}},
					text(t("Med egna ord", "In your own words"), t("Behövs bara om avsändaren måste veta mer. Skriv inte mer om personen än så.", "Needed only if the sender must know more. Write no more than that about the person."), false)(p)...)
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Act(p.r.Context(), p.r.Actor, p.key(f), Outcome(f.Text(fieldOutcome, web.Max(40))), f.Long(fieldText)))
			}, Done: t("Återkopplingen är skickad.", "The feedback is sent.")},
		{Path: "be-om-mer", May: mayFor(AskMore), When: can(AskMore), Name: t("Be om komplettering", "Ask for more"), Says: t("Er tid står stilla tills avsändaren svarar.", "Your time stands still until the sender answers."), Fields: text(t("Vad behöver ni veta?", "What do you need to know?"), language.Text{}, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.AskMore(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldText)))
			}, Done: t("Frågan är skickad och tiden står stilla.", "The request is sent and time stands still.")},
		{Path: "komplettera", May: mayFor(GiveMore), When: can(GiveMore), Name: t("Komplettera", "Give what is asked for"), Says: t("Mottagarens tid går igen.", "The receiver's time goes on."), Fields: text(t("Svar till mottagaren", "Answer to the receiver"), t("Skriv bara det som efterfrågas.", "Write only what is asked for."), true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.GiveMore(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldText)))
			}, Done: t("Kompletteringen är skickad.", "What was asked for is sent.")},
		{Path: "avsluta", May: mayFor(Close), When: can(Close), Name: t("Avsluta", "Finish"), Says: t("Du har sett till att rätt mottagare får veta, eller att ingen behöver det.", "You have seen to it that the right receiver gets to know, or that nobody needs to."),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Close(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("Underrättelsen är avslutad.", "The notice is closed.")},
		{Path: "ge", May: mayFor(Take), When: gives, Name: t("Ge till en kollega", "Give to a colleague"), Says: t("Bara kollegan ser sedan vem den gäller.", "Only the colleague then sees whom it concerns."), Fields: func(p *one) []ui.Field {
			return []ui.Field{{Kind: ui.SelectField, Name: fieldAccount, Label: p.say(t("Kollega", "Colleague")), Options: p.colleagues, Width: ui.Medium}}
		}, Do: func(p *one, f *web.Form) error {
			return web.ErrorOf(p.s.Give(p.r.Context(), p.r.Actor, p.key(f), f.Text(fieldAccount, web.Max(40))))
		}, Done: t("Kollegan handlägger underrättelsen nu.", "The colleague handles the notice now.")},
		{Path: "enhet", May: mayFor(Move), When: moves, Name: t("Ge till en annan enhet", "Give to another unit"), Says: t("Tiden går vidare. Ingen handlägger den förrän någon där tar emot den.", "Time goes on. Nobody handles it until somebody there receives it."), Fields: func(p *one) []ui.Field {
			return []ui.Field{{Kind: ui.SelectField, Name: fieldUnit, Label: p.say(t("Enhet", "Unit")), Options: p.units, Width: ui.Medium}}
		}, Do: func(p *one, f *web.Form) error {
			return web.ErrorOf(p.s.Move(p.r.Context(), p.r.Actor, p.key(f), f.Text(fieldUnit, web.Max(40))))
		}, Done: t("Underrättelsen är hos den andra enheten.", "The notice is with the other unit.")},
		{Path: "lamna-tillbaka", May: mayFor(Return), When: can(Return), Name: t("Lämna tillbaka, inte för oss", "Return it, not for us"), Says: t("Skyldigheten är avsändarens, så den skickar själv till rätt mottagare. Skicka inte personen vidare.", "The duty is the sender's, so it sends to the right receiver itself. Do not pass the person on."), Danger: true,
			Fields: text(t("Varför är den inte för er?", "Why is it not for you?"), language.Text{}, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Return(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldText)))
			}, Done: t("Underrättelsen är återlämnad.", "The notice is returned.")},
		{Path: "ta-tillbaka", May: mayFor(Withdraw), When: can(Withdraw), Name: t("Ta tillbaka underrättelsen", "Take the notice back"), Says: t("Inget mer behöver göras och inget räknas. Det som har skickats finns kvar hos mottagaren.", "Nothing more needs to be done and nothing counts. What was sent remains with the receiver."), Danger: true,
			Fields: text(t("Varför?", "Why?"), language.Text{}, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Withdraw(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldText)))
			}, Done: t("Underrättelsen är återtagen.", "The notice is taken back.")},
	}
}

// can tells of an act whether the state lets this side do it.
func can(a Act) func(p *one) bool {
	return func(p *one) bool { return slices.Contains(p.Acts, a) }
}

func takes(p *one) bool { return can(Take)(p) && p.Desk.Account != p.r.Actor.ID }

func gives(p *one) bool { return can(Take)(p) && len(p.colleagues) > 1 }

func moves(p *one) bool { return can(Move)(p) && len(p.units) > 1 }

// main is the deed that the page is there for; empty when nothing waits for this reader.
func (p *one) main() string {
	for _, path := range []string{"ta", "aterkoppla", "komplettera", "avsluta"} {
		if _, ok := p.s.acts().Offered(p, path); ok && p.waits(path) {
			return path
		}
	}
	return ""
}

func (p *one) waits(path string) bool {
	if path == "ta" {
		return p.Desk.Account == "" && (p.State.turn() == p.Desk.Side || p.Desk.Side == Receiver && p.State.Waits())
	}
	return p.State.turn() == p.Desk.Side
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*one] {
	return web.Deeds[*one]{All: deeds(), May: func(*one, policy.Action) bool { return true }, Load: s.toAct, Show: s.oneAgain, Address: func(p *one) string { return p.Page() }, Page: func(p *one) web.DeedPage {
		return web.DeedPage{Version: p.Version, Main: p.main(), Failed: p.failed}
	}}
}

// toAct reads the notice for an act that somebody has sent.
func (s *Service) toAct(r *web.Request, _ policy.Action) (*one, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	p := &one{s: s, r: r}
	p.View = v
	return p, err
}

func (p *one) key(f *web.Form) Key { return Key{p.ID, f.Version()} }
