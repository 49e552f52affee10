package matter

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayTake = language.T("Ta eller ge ärendet", "Take or give the matter")

// deed is an act that the page of a matter offers: what it asks, and what it does.
type deed struct {
	path   string
	may    policy.Action
	name   language.Text
	says   language.Text
	danger bool
	when   func(p *one) bool
	fields func(p *one) []ui.Field
	do     func(r *web.Request, s *Service, f *web.Form, k Key) error
	done   language.Text
}

const fieldHealth = "health"

// healthField asks whether a text or a ground is about the person's health.
func healthField(label language.Text) func(p *one) ui.Field {
	return func(p *one) ui.Field {
		return ui.Field{Kind: ui.CheckboxField, Name: fieldHealth, Label: p.say(label), Optional: true}
	}
}

func open(p *one) bool { return p.State == Open }

// deeds lists the acts in the order in which the page offers them.
func deeds() []deed {
	t := language.T
	return []deed{
		{path: "grund", may: policy.WorkMatter, name: t("Ange en ny grund", "Record a new ground"), says: t("Grunden gäller det ni berättar för motparten, från och med nu.", "The ground is for what you tell the counterpart, from now on."),
			when: open, fields: func(p *one) []ui.Field {
				return append(person.NewBasisFields(p.r, p.side, calendar.DateOf(p.s.Trail.DB().Now()), t("Grund för att lämna uppgifter", "Ground for giving information")), healthField(t("Grunden omfattar också uppgifter om hälsa", "The ground covers data about health too"))(p))
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				b := person.BasisOf(f)
				if !f.OK() {
					return nil
				}
				_, err := s.Renew(r.Context(), r.Actor, k, b, f.Ticked(fieldHealth))
				return err
			}, done: t("Grunden är antecknad.", "The ground is recorded.")},
		{path: "samtal", may: policy.WorkMatter, name: t("Skriv vad ni kom fram till", "Write what you came to"), says: t("Ingen röstar. Blev ni inte överens skriver ni det, och vad som görs ändå. Motparten läser samma ord.", "Nobody votes. If you did not agree, write that, and what is done all the same. The counterpart reads the same words."),
			when: func(p *one) bool { return open(p) && p.toTalk() > 0 }, fields: talkFields,
			do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.Talked(r.Context(), r.Actor, k, TalkResult{Need: Need(f.Text("need", web.Required)), Agreed: f.Value("result") == resultAgreed, Said: f.Long("said")})
				return err
			}, done: t("Det ni kom fram till är sparat hos er båda.", "What you came to is kept with both of you.")},
		{path: "skriv", may: policy.WorkMatter, name: t("Skriv till motparten", "Write to the counterpart"), says: t("Skriv bara det som behövs. Det går som en kopia till motparten och kan inte ändras efteråt.", "Write only what is needed. It goes as a copy to the counterpart and cannot be changed afterwards."),
			when: open, fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.TextareaField, Name: "text", Label: p.say(t("Meddelande", "Message")), Rows: 4}, healthField(t("Meddelandet handlar om personens hälsa", "The message is about the person's health"))(p)}
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.Write(r.Context(), r.Actor, k, f.Long("text"), f.Ticked(fieldHealth))
				return err
			}, done: t("Meddelandet är skickat.", "The message is sent.")},
		{path: "kartlaggning", may: policy.WorkMatter, name: t("Be om en ny gemensam kartläggning", "Ask for a new joint assessment"), says: t("Båda bedömer då på nytt, var för sig.", "Both then judge anew, each on its own."),
			when: func(p *one) bool { return open(p) && p.Both }, do: func(r *web.Request, s *Service, _ *web.Form, k Key) error {
				_, err := s.AskRound(r.Context(), r.Actor, k)
				return err
			}, done: t("En ny kartläggning är begärd.", "A new assessment is asked for.")},
		{path: "handlaggare", may: policy.TakeMatter, name: sayTake, says: t("Den som får ärendet ser vem personen är. Den som haft det gör det inte längre.", "Whoever gets the matter sees who the person is. Whoever had it no longer does."),
			when: open, fields: colleagueFields, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.Hand(r.Context(), r.Actor, k, f.Text("account", web.Required))
				return err
			}, done: t("Ärendet har en ny handläggare hos er.", "The matter has a new officer at yours.")},
		{path: "avsluta", may: policy.WorkMatter, name: t("Avsluta ärendet", "Close the matter"), says: t("Inget mer kan lämnas i ärendet. Var och en har kvar sin akt. Det kan öppnas igen.", "Nothing more can be told in the matter. Each keeps its own file. It can be reopened."),
			danger: true, when: open, fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, why := range Reasons() {
					options = append(options, ui.Option{Value: string(why), Label: p.say(why.Name().Capital())})
				}
				return []ui.Field{{Kind: ui.RadiosField, Name: "reason", Label: p.say(t("Varför avslutas det?", "Why is it closed?")), Options: options}}
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.CloseMatter(r.Context(), r.Actor, k, Reason(f.Text("reason")))
				return err
			}, done: t("Ärendet är avslutat.", "The matter is closed.")},
		{path: "oppna", may: policy.WorkMatter, name: t("Öppna ärendet igen", "Reopen the matter"), says: t("En ny gemensam kartläggning börjar.", "A new joint assessment begins."),
			when: func(p *one) bool { return p.State == Closed }, do: func(r *web.Request, s *Service, _ *web.Form, k Key) error {
				_, err := s.Reopen(r.Context(), r.Actor, k)
				return err
			}, done: t("Ärendet är öppnat igen.", "The matter is reopened.")},
	}
}

func talkFields(p *one) []ui.Field {
	t := language.T
	var needs []ui.Option
	for _, talk := range p.Talks {
		if info, ok := NeedOf(talk.Need); ok && !talk.Done() {
			needs = append(needs, ui.Option{Value: string(talk.Need), Label: p.say(info.Name)})
		}
	}
	return []ui.Field{
		{Kind: ui.RadiosField, Name: "need", Label: p.say(t("Vad talade ni om?", "What did you talk about?")), Options: needs},
		{Kind: ui.RadiosField, Name: "result", Label: p.say(t("Hur blev det?", "How did it turn out?")), Options: []ui.Option{{Value: resultAgreed, Label: p.say(t("Vi är överens", "We agree"))}, {Value: resultRemains, Label: p.say(t("Vi ser fortfarande olika på det", "We still see it differently"))}}},
		{Kind: ui.TextareaField, Name: "said", Label: p.say(t("Vad kom ni fram till?", "What did you come to?")), Rows: 3},
	}
}

// colleagueFields offer those who work with persons at the own authority.
func colleagueFields(p *one) []ui.Field {
	options, err := Colleagues(p.r, p.s.Trail.DB(), p.Desk.Authority)
	if err != nil {
		options = nil // the form is shown without, and its post says what is wrong
	}
	return []ui.Field{{Kind: ui.SelectField, Name: "account", Label: p.say(language.T("Vem ska arbeta med personen?", "Who is to work with the person?")), Options: options, Width: ui.Medium, Value: p.r.Actor.ID}}
}

// forms are those of what this reader can do now, the main one open.
func (p *one) forms() templ.Component {
	var open, folded []templ.Component
	for _, d := range deeds() {
		failed := p.failed != nil && p.failed.path == d.path
		if !failed && (!p.may(d.may) || !d.when(p)) {
			continue
		}
		form := p.form(d, failed)
		if failed || p.mainDeed() == d.path {
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

// mainDeed is the act that the sentence on top leads to.
func (p *one) mainDeed() string {
	switch {
	case p.State == Open && p.Desk.Account == "":
		return "handlaggare"
	case p.Desk.What == ToGround:
		return "grund"
	case p.Both && p.toTalk() > 0:
		return "samtal"
	}
	return ""
}

func (p *one) form(d deed, failed bool) templ.Component {
	form := ui.Form{Lang: p.r.Lang, ID: d.path, Action: p.Page() + "/" + d.path, Submit: ui.Button{Label: p.say(d.name), Kind: ui.Secondary}}
	if d.danger {
		form.Submit.Kind = ui.Danger
	}
	if d.fields != nil {
		form.Fields = d.fields(p)
	}
	if failed {
		form = form.Fill(p.failed.form.Values()).WithFault(p.failed.form.Err())
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: "version", Value: strconv.FormatInt(p.Version, 10)})
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
		if err := v.Can.Check(d.may); err != nil {
			return web.Response{}, err
		}
		err = d.do(r, s, f, Key{ID: v.ID, Version: versionOf(f)})
		if err == nil && f.OK() {
			return web.Redirect(v.Page()).Message(ui.Good, d.done), nil
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
		return s.oneAgain(r, &failed{d.path, f})
	}
}

// mostOffered is how many colleagues a choice offers.
const mostOffered = 200

// Colleagues are the choices of who works with persons at an authority today.
func Colleagues(r *web.Request, q db.Reader, authority string) (options []ui.Option, err error) {
	found, err := account.Colleagues(r.Context(), q, authority, []policy.Role{Role(authority)}, calendar.DateOf(q.Now()), mostOffered)
	for _, a := range found {
		options = append(options, ui.Option{Value: a.ID, Label: a.Name})
	}
	return options, err
}
