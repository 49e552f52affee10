package accesslog

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func authorityName(ctx context.Context, q db.Reader, id string) (string, error) {
	a, err := directory.AuthorityByID(ctx, q, id, calendar.DateOf(q.Now()))
	return a.Title(), err
}

func (s *Service) questionPage(r *web.Request) (web.Response, error) { return s.questionAgain(r, nil) }

// questionAgain is the page of whoever read and is asked why.
func (s *Service) questionAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	t := language.T
	l, said, err := s.Asked(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	title := t("Varför läste du?", "Why did you read?")
	facts := ui.KeyValues(ui.F(r.Say(sayWhen), r.Say(calendar.LongDateTime(l.At.Time))), ui.F(r.Say(sayWhat), r.Say(capital(l.reading().WhatSaid()))))
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Den som granskar loggen *vill veta varför du läste*. Det är vanligt och säger inte att något är fel.", "Whoever reviews the log *wants to know why you read*. It is usual and does not say that anything is wrong.")))}
	var part templ.Component
	if l.ExplainedAt.IsZero() && l.Result == "" {
		lead.Button = &ui.Button{Label: r.Say(t("Svara", "Answer")), Href: "#svara"}
		form := ui.Form{Lang: r.Lang, ID: "svara-form", Action: Path + "/fraga/" + l.ID, Submit: ui.Button{Label: r.Say(t("Skicka svaret", "Send the answer"))}, Fields: []ui.Field{
			{Kind: ui.TextareaField, Name: fieldSaid, Label: r.Say(t("Vad behövde du uppgifterna till?", "What did you need the data for?")), MaxLength: 2000}, version(l.Version)}}
		if sent != nil {
			form = form.Fill(sent.Values()).WithFault(sent.Err())
		}
		part = ui.SectionIntro("svara", r.Say(t("Ditt svar", "Your answer")), "", ui.FormOf(form))
	} else {
		lead = ui.Lead{Text: ui.Rich(r.Say(t("*Tack, du har svarat* eller läsningen är bedömd. Du behöver inte göra något mer.", "*Thank you, you have answered* or the reading is judged. You need do nothing more.")))}
		if said != "" {
			part = ui.SectionIntro("svarat", r.Say(t("Ditt svar", "Your answer")), "", ui.Swedish(r.Lang, said))
		}
	}
	out := web.Page(title, ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(lead), facts, part))
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (s *Service) explainPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if _, err := s.Explain(r.Context(), r.Actor, r.Path("id"), f.Version(), f.Long(fieldSaid)); err != nil {
		if !f.Take(err) {
			return web.Response{}, err
		}
		return s.questionAgain(r, f)
	}
	return web.Redirect(PathOf(ref.To(QuestionKind, r.Path("id")))).Message(ui.Good, language.T("Svaret är skickat.", "The answer is sent.")), nil
}

func (s *Service) emergencyPage(r *web.Request) (web.Response, error) {
	return s.emergencyAgain(r, nil)
}

func (s *Service) emergencyAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	t, now := language.T, db.At(s.Trail.DB().Now())
	e, err := s.EmergencyOpened(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	names, err := account.NamesOf(r.Context(), s.Trail.DB(), []string{e.Account, e.ReviewedBy})
	if err != nil {
		return web.Response{}, err
	}
	whom := e.Whom
	if e.Guarded {
		whom = r.Say(t("Visas bara för den som är utsedd för personen.", "Shown only to those named for the person."))
	}
	title := t("Nödöppning", "Emergency opening")
	facts := []ui.Fact{ui.F(r.Say(sayNumber), e.Number), ui.F(r.Say(t("Öppnad av", "Opened by")), names[e.Account]), ui.F(r.Say(sayWhen), r.Say(calendar.LongDateTime(e.OpenedAt.Time))), ui.F(r.Say(t("Vem det gällde", "Whom it was about")), whom),
		{Name: r.Say(t("Skälet", "The reason")), Value: ui.Swedish(r.Lang, e.Reason)}, {Name: r.Say(sayState), Value: ui.StatusChip(e.status(r, now))}}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Var öppningen befogad?* Granska den senast %s. Att du ser skälet och personen antecknas.", "*Was the opening justified?* Review it by %s. That you see the reason and the person is noted.").With(calendar.LongDateTime(e.Due.Time)))), Button: &ui.Button{Label: r.Say(t("Granska", "Review")), Href: "#granska"}}
	var part templ.Component
	if e.Waits() {
		form := ui.Form{Lang: r.Lang, ID: "granska-form", Action: e.Page() + "/granska", Submit: ui.Button{Label: r.Say(t("Spara granskningen", "Save the review"))}, Fields: []ui.Field{
			{Kind: ui.RadiosField, Name: fieldOutcome, Label: r.Say(t("Var öppningen befogad?", "Was the opening justified?")), Options: []ui.Option{{Value: string(Justified), Label: r.Say(t("Ja, den var befogad", "Yes, it was justified"))}, {Value: string(Unjustified), Label: r.Say(t("Nej, den var inte befogad", "No, it was not justified"))}}},
			{Kind: ui.TextareaField, Name: fieldWords, Label: r.Say(t("Varför?", "Why?")), MaxLength: 2000}, version(e.Version)}}
		if sent != nil {
			form = form.Fill(sent.Values()).WithFault(sent.Err())
		}
		part = ui.SectionIntro("granska", r.Say(t("Granska öppningen", "Review the opening")), "", ui.FormOf(form))
	} else {
		lead = ui.Lead{Text: ui.Rich(r.Say(t("Nödöppningen är *granskad* av %s: %s.", "The emergency opening was *reviewed* by %s: %s.").With(names[e.ReviewedBy], e.Outcome.Name())))}
		facts = append(facts, ui.Fact{Name: r.Say(t("Granskarens ord", "The reviewer’s words")), Value: ui.Swedish(r.Lang, e.Words)})
	}
	body := ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(lead), ui.KeyValues(facts...), part)
	out := page(r, title, body, append(home(r), ui.Link{Label: r.Say(sayEmergencies), Href: Path + "/nodoppningar"})...)
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (s *Service) emergencyPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if _, err := s.JudgeEmergency(r.Context(), r.Actor, r.Path("id"), f.Version(), Outcome(f.Text(fieldOutcome)), f.Long(fieldWords)); err != nil {
		if !f.Take(err) {
			return web.Response{}, err
		}
		return s.emergencyAgain(r, f)
	}
	return web.Redirect(Path+"/nodoppningar").Message(ui.Good, language.T("Granskningen är sparad.", "The review is saved.")), nil
}

// failed is a form of the page of rules that could not be saved.
type failed struct {
	id   string
	form *web.Form
}

func (s *Service) rulesPage(r *web.Request) (web.Response, error) { return s.rulesAgain(r, nil) }

func (s *Service) rulesAgain(r *web.Request, bad *failed) (web.Response, error) {
	ctx, q, t := r.Context(), s.Trail.DB(), language.T
	if err := policy.CheckRead(ctx, q, r.Actor, policy.EditLogRules, ref.To("authority", r.Actor.Authority)); err != nil {
		return web.Response{}, err
	}
	set, err := s.Settings(ctx, q, r.Actor.Authority, calendar.DateOf(q.Now()))
	if err != nil {
		return web.Response{}, err
	}
	watches, err := s.Watches(ctx, q, r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	var rules []templ.Component
	for _, one := range set {
		rules = append(rules, ruleForm(r, one, bad))
	}
	body := ui.Parts(ui.Heading(r.Say(sayRules), r.Say(t("Vad loggkontrollen letar efter hos er", "What the log review looks for at yours"))),
		ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(t("*Reglerna letar igenom alla läsningar* i varje loggkontroll. En ändring gäller från i dag.", "*The rules look through all readings* of each log review. A change holds from today.")))}),
		ui.SectionIntro("regler", r.Say(t("Regler", "Rules")), "", ui.Parts(rules...)), s.watchPart(r, watches, bad))
	out := page(r, sayRules, body, home(r)...)
	if bad != nil {
		out = out.Status(bad.form.Status())
	}
	return out, nil
}

func ruleForm(r *web.Request, one Setting, bad *failed) templ.Component {
	t := language.T
	info, _ := RuleOf(one.Rule)
	on, state := "ja", t("på", "on")
	if !one.Active {
		on, state = "nej", t("av", "off")
	}
	form := ui.Form{Lang: r.Lang, ID: "regel-" + string(one.Rule), Action: Path + "/regler", Submit: ui.Button{Label: r.Say(t("Spara regeln", "Save the rule")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: fieldActive, Label: r.Say(t("Ska regeln användas?", "Is the rule to be used?")), Value: on, Options: []ui.Option{{Value: "ja", Label: r.Say(t("Ja", "Yes"))}, {Value: "nej", Label: r.Say(t("Nej", "No"))}}}, {Kind: ui.HiddenField, Name: fieldRule, Value: string(one.Rule)}}}
	title := t("%s: %s", "%s: %s").With(info.Name, state)
	if !info.Asks.IsZero() {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.NumberField, Name: fieldThreshold, Label: r.Say(info.Asks), Value: strconv.FormatInt(one.Threshold, 10), Min: strconv.FormatInt(info.Lowest, 10), Max: strconv.FormatInt(info.Highest, 10), Width: ui.Short})
		title = t("%s, gräns %d", "%s, threshold %d").With(title, one.Threshold)
	}
	open := bad != nil && bad.id == string(one.Rule)
	if open {
		form = form.Fill(bad.form.Values()).WithFault(bad.form.Err())
	}
	return ui.Fold(ui.FoldOf{ID: "r-" + string(one.Rule), Title: r.Say(title), Open: open, Body: ui.Parts(ui.Paragraph(r.Say(info.Says)), ui.FormOf(form))})
}

func (s *Service) rulePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	rule := Code(f.Text(fieldRule))
	active, threshold := f.Choice(fieldActive, []string{"ja", "nej"}, web.Required), 0
	if info, ok := RuleOf(rule); ok && !info.Asks.IsZero() {
		threshold = f.Int(fieldThreshold, int(info.Lowest), int(info.Highest), web.Required)
	}
	if f.OK() {
		err := s.SetRule(r.Context(), r.Actor, rule, active == "ja", int64(threshold))
		if err == nil {
			return web.Redirect(Path+"/regler").Message(ui.Good, language.T("Regeln är sparad.", "The rule is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.rulesAgain(r, &failed{string(rule), f})
}

const watchForm = "bevaka"

// watchPart is the watch list: why and since when, and nobody's name or number.
func (s *Service) watchPart(r *web.Request, watches []Watch, bad *failed) templ.Component {
	t := language.T
	table := ui.Table{Lang: r.Lang, ID: "bevakade", Caption: r.Say(t("Bevakade personer", "Watched persons")), Count: r.Say(language.Plural(len(watches), t("%d person", "%d person"), t("%d personer", "%d persons"))),
		Columns: []ui.Column{{Label: r.Say(t("Varför", "Why")), RowHeader: true, Wide: true}, {Label: r.Say(t("Sedan", "Since"))}, {Label: r.Say(t("Ta bort", "Take off"))}}, Empty: ui.Empty{Text: r.Say(t("Ingen bevakas.", "Nobody is watched out for."))}}
	for _, w := range watches {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Swedish(r.Lang, w.Reason), ui.Text(calendar.DateOf(w.AddedAt.Time).String()), ui.Press(Path+"/bevakning/"+w.ID+"/ta-bort", ui.Button{Label: r.Say(t("Ta bort", "Take off")), Kind: ui.Secondary})}})
	}
	form := ui.Form{Lang: r.Lang, ID: watchForm, Action: Path + "/bevakning", Submit: ui.Button{Label: r.Say(t("Bevaka personen", "Watch out for the person")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.TextField, Name: fieldNumber, Label: r.Say(t("Personnummer", "Personal number")), Width: ui.Medium, MaxLength: 20}, {Kind: ui.TextField, Name: fieldReason, Label: r.Say(t("Varför?", "Why?")), MaxLength: 500}}}
	if bad != nil && bad.id == watchForm {
		form = form.Fill(bad.form.Values()).WithFault(bad.form.Err())
	}
	return ui.SectionIntro("bevakning", r.Say(t("Bevakningslistan", "The watch list")), r.Say(t("Personer som det är extra viktigt att ingen läser om i onödan, till exempel kända personer. Listan visar aldrig vem.", "Persons about whom it matters more that nobody reads without need, such as well-known ones. The list never shows who.")), ui.Parts(ui.TableOf(table), ui.FormOf(form)))
}

func (s *Service) watchPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if _, err := s.AddWatch(r.Context(), r.Actor, f.Secret(fieldNumber), f.Text(fieldReason)); err != nil {
		if !f.Take(err) {
			return web.Response{}, err
		}
		return s.rulesAgain(r, &failed{watchForm, f})
	}
	return web.Redirect(Path+"/regler").Message(ui.Good, language.T("Personen bevakas.", "The person is watched out for.")), nil
}

func (s *Service) unwatchPost(r *web.Request) (web.Response, error) {
	if err := s.EndWatch(r.Context(), r.Actor, r.Path("id")); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(Path+"/regler").Message(ui.Good, language.T("Personen bevakas inte längre.", "The person is not watched out for any more.")), nil
}
