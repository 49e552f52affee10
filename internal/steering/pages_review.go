package steering

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) reviewsPage(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.ReadGroups)
	if err != nil {
		return web.Response{}, err
	}
	all, err := reviewsOf(r.Context(), s.Trail.DB(), p.ID)
	if err != nil {
		return web.Response{}, err
	}
	list := reviewList(r, p, all)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	t.ID, t.Sorted = "oversyner", r.Say(language.T("sorterade efter dag, senast först", "sorted by day, the latest first"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Ingen översyn är registrerad ännu.", "No review is entered yet."))}
	body := ui.Parts(ui.Heading(r.Say(sayReviews), r.Say(sayBetween.With(p.of()))), ui.LeadBlock(p.reviewLead(r, all, s.can(r, policy.ReviewAgreement, p.Ref()))), p.tabs(r, "/oversyn"), ui.TableOf(t))
	return p.show(r, sayReviews, body, ui.Link{Label: r.Say(sayReviews)}), err
}

// reviewLead says by when the next annual review is made (K28.1).
func (p place) reviewLead(r *web.Request, all []Review, may bool) ui.Lead {
	due, lead := ReviewDue(p.From, p.Last(), all), ui.Lead{}
	switch {
	case !p.InForce(p.day):
		lead.Text = ui.Text(r.Say(language.T("Överenskommelsen gäller inte i dag, så ingen översyn ska göras.", "The agreement is not in force today, so no review is due.")))
		return lead
	case due.IsZero():
		lead.Text = ui.Text(r.Say(language.T("Ingen mer årlig översyn behövs innan överenskommelsen upphör.", "No more annual review is needed before the agreement ends.")))
	default:
		lead.Text = ui.Rich(r.Say(language.T("Nästa årliga översyn ska vara gjord *senast %s*: %s.", "The next annual review is to be made *by %s*: %s.").With(due.Long(), due.DueIn(p.day))))
		if p.day.After(due) {
			lead.Level = ui.Bad
		}
	}
	if may {
		lead.Button = &ui.Button{Label: r.Say(sayNewReview), Href: p.Path() + "/oversyn/ny"}
	}
	return lead
}

func reviewList(r *web.Request, p place, all []Review) web.List[Review] {
	return web.List[Review]{Title: sayReviews, File: "oversyn", Rows: web.Rows(all), Columns: []web.Column[Review]{
		{Heading: sayDay, RowHeader: true, Value: func(v Review) any { return v.Day }, Cell: func(v Review) templ.Component { return ui.A(p.Path()+"/oversyn/"+v.ID, r.Say(v.Day.Long())) }},
		{Heading: sayKind, Value: func(v Review) any { return v.Kind.Label() }},
		{Heading: language.T("Slutsats", "Conclusion"), Value: func(v Review) any { return v.Conclusion.Label() }},
		{Heading: language.T("Skulle göras senast", "Was due"), Value: func(v Review) any { return v.Due }},
		{Heading: language.T("Nästa senast", "Next by"), Value: func(v Review) any { return v.Next }},
		{Heading: sayResult, FileOnly: true, Value: func(v Review) any { return v.Result }},
	}}
}

func (s *Service) reviewPage(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.ReadGroups)
	if err != nil {
		return web.Response{}, err
	}
	v, err := getReview(r.Context(), s.Trail.DB(), p.ID, r.Path("review"))
	if err != nil {
		return web.Response{}, err
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(language.T("Checklistan", "The checklist")), Columns: []ui.Column{{Label: r.Say(language.T("Fråga", "Question")), RowHeader: true}, {Label: r.Say(language.T("Svar", "Answer"))}, {Label: r.Say(language.T("Att göra", "To do"))}}}
	for _, q := range Questions(v.Kind) {
		a, _ := answerTo(v.Answers, q.Code)
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(q.said())), ui.StatusChip(a.status(r.Lang)), ui.Text(a.Remark)}})
	}
	title := language.T("%s %s", "%s %s").With(v.Kind.Label(), v.Day)
	lead := ui.Lead{Text: ui.Rich(r.Say(language.T("Parterna såg över överenskommelsen %s och kom fram till att den *%s*. Nästa översyn görs senast %s.", "The parties reviewed the agreement on %s and concluded that it *%s*. The next review is made by %s.").With(v.Day.Long(), v.Conclusion.Label(), v.Next)))}
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(sayBetween.With(p.of()))), ui.LeadBlock(lead), ui.SectionOf("resultat", r.Say(sayResult), ui.ProseOf(ui.Paragraph(v.Result))), ui.SectionOf("checklista", r.Say(language.T("Checklista", "Checklist")), ui.TableOf(t)))
	return p.show(r, title, body, ui.Link{Label: r.Say(sayReviews), Href: p.Path() + "/oversyn"}, ui.Link{Label: v.Day.String()}), nil
}

func (q Question) said() language.Text {
	return language.T("%s (%s)", "%s (%s)").With(q.Text, q.Clause)
}

func (a Answer) status(l language.Lang) ui.Status {
	if a.Verdict == VerdictAct {
		return ui.Status{Level: ui.Warn, Words: language.T("något ska göras", "something is to be done").In(l)}
	}
	return ui.Status{Level: ui.Good, Words: language.T("inget att göra", "nothing to do").In(l)}
}

// remarkField is the name of the field beside a question.
func remarkField(code string) string { return code + "-remark" }

// reviewKind is the kind that the address asks for.
func reviewKind(r *web.Request) ReviewKind {
	if r.ReadQuery().Value("slag") == string(TargetReview) {
		return TargetReview
	}
	return AnnualReview
}

func (p place) reviewForm(r *web.Request, k ReviewKind) form {
	t := language.T
	var conclusions []ui.Option
	for _, c := range Conclusions() {
		conclusions = append(conclusions, ui.Option{Value: string(c), Label: r.Say(c.Label())})
	}
	fields := []ui.Field{{Kind: ui.DateField, Name: fieldDay, Label: r.Say(t("Vilken dag gjordes översynen?", "On which day was the review made?")), Value: p.day.String(), Width: ui.Short}}
	verdicts := []ui.Option{{Value: VerdictGood, Label: r.Say(t("Ja, inget att göra", "Yes, nothing to do"))}, {Value: VerdictAct, Label: r.Say(t("Något ska göras", "Something is to be done"))}}
	for _, q := range Questions(k) {
		fields = append(fields, ui.Field{Kind: ui.RadiosField, Name: q.Code, Label: r.Say(q.said()), Options: verdicts},
			ui.Field{Kind: ui.TextField, Name: remarkField(q.Code), Label: r.Say(t("Vad ska göras? (%s)", "What is to be done? (%s)").With(q.Text)), Optional: true, MaxLength: 500})
	}
	next := p.day.AddMonths(12)
	if k == TargetReview {
		next = p.day.AddMonths(6)
	}
	fields = append(fields, ui.Field{Kind: ui.RadiosField, Name: fieldConclusion, Label: r.Say(t("Vad kom ni fram till? Överenskommelsen …", "What did you conclude? The agreement …")), Options: conclusions},
		ui.Field{Kind: ui.TextareaField, Name: fieldResult, Label: r.Say(sayResult), Rows: 4},
		ui.Field{Kind: ui.DateField, Name: fieldNext, Label: r.Say(t("Nästa översyn senast", "The next review by")), Value: next.String(), Width: ui.Short, Hint: r.Say(t("Inom ett år.", "Within a year."))})
	return form{title: language.T("Registrera %s", "Enter %s").With(k.Label()), crumbs: p.crumbs(r, ui.Link{Label: r.Say(sayReviews), Href: p.Path() + "/oversyn"}), over: p.otherKind(r, k),
		Form: ui.Form{ID: "oversyn", Action: p.Path() + "/oversyn/ny?slag=" + string(k), Submit: ui.Button{Label: r.Say(sayNewReview)}, Other: cancelTo(r, p.Path()+"/oversyn"), Fields: fields}}
}

// otherKind leads between the two kinds of review.
func (p place) otherKind(r *web.Request, k ReviewKind) templ.Component {
	var all []ui.Tab
	for _, x := range []ReviewKind{AnnualReview, TargetReview} {
		all = append(all, ui.Tab{Label: r.Say(x.Label()), Href: p.Path() + "/oversyn/ny?slag=" + string(x), Current: x == k})
	}
	return ui.Chips(r.Say(sayKind), all)
}

func (s *Service) newReviewPage(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.ReviewAgreement)
	if err != nil {
		return web.Response{}, err
	}
	return p.reviewForm(r, reviewKind(r)).page(r, nil), nil
}

func (s *Service) newReviewPost(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.ReviewAgreement)
	if err != nil {
		return web.Response{}, err
	}
	in := ReviewInput{Kind: reviewKind(r)}
	return p.reviewForm(r, in.Kind).take(r, language.T("Översynen är registrerad.", "The review is entered."), func(f *web.Form) { in.read(f) }, func() (string, error) {
		v, err := s.Review(r.Context(), r.Actor, p.ID, in)
		return p.Path() + "/oversyn/" + v.ID, err
	})
}

func (in *ReviewInput) read(f *web.Form) {
	var conclusions []string
	for _, c := range Conclusions() {
		conclusions = append(conclusions, string(c))
	}
	in.Day, in.Next = f.Date(fieldDay, web.Required), f.Date(fieldNext, web.Required)
	in.Conclusion, in.Result = Conclusion(f.Choice(fieldConclusion, conclusions, web.Required)), f.Long(fieldResult, web.Required, web.Max(4000))
	in.Answers = nil
	for _, q := range Questions(in.Kind) {
		in.Answers = append(in.Answers, Answer{Code: q.Code, Verdict: f.Choice(q.Code, []string{VerdictGood, VerdictAct}, web.Required), Remark: f.Text(remarkField(q.Code), web.Max(500))})
	}
}
