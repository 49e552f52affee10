package accesslog

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// openers gives the names of those who opened and reviewed.
func (s *Service) openers(r *web.Request, all []Emergency) (map[string]string, error) {
	var ids []string
	for _, e := range all {
		ids = append(ids, e.Account, e.ReviewedBy)
	}
	return account.NamesOf(r.Context(), s.Trail.DB(), ids)
}

func (s *Service) reviewPage(r *web.Request) (web.Response, error) {
	ctx, q, t := r.Context(), s.Trail.DB(), language.T
	w, err := s.Get(ctx, q, r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	readings, err := s.whoIs(ctx, q, w.Lines)
	if err != nil {
		return web.Response{}, err
	}
	list := lineList(r, w.Lines, readings)
	if r.Format() != "" {
		return list.Export(r)
	}
	table, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	table.ID, table.Keys, table.Long = "lasningar", true, true
	table.Sorted = r.Say(t("den äldsta först", "the oldest first"))
	table.Count = r.Say(language.Plural(len(w.Lines), t("%d läsning", "%d reading"), t("%d läsningar", "%d readings")))
	table.Empty = ui.Empty{Text: r.Say(t("Ingen läste uppgifter om enskilda i perioden.", "Nobody read data about persons in the period."))}
	sub := t("%d av %d läsningar bedömda", "%d of %d readings judged").With(w.Judged(), len(w.Lines))
	body := ui.Parts(ui.Heading(r.Say(w.Name()), r.Say(sub)), ui.LeadBlock(s.reviewLead(r, w)), ui.TableOf(table), s.foundPart(r, w), s.drawnPart(r, w),
		ui.Links([]ui.Link{{Label: r.Say(t("Protokollet (PDF)", "The protocol (PDF)")), Href: w.Page() + "/protokoll"}}))
	return page(r, w.Name(), body, home(r)...), nil
}

func (s *Service) reviewLead(r *web.Request, w Whole) ui.Lead {
	t := language.T
	left := len(w.Lines) - w.Judged()
	next, ok := w.Next(r.Actor.ID)
	switch {
	case w.State == Closed:
		return ui.Lead{Text: ui.Rich(r.Say(t("Loggkontrollen är *avslutad* %s.", "The log review is *closed* %s.").With(calendar.LongDateTime(w.ClosedAt.Time))))}
	case left == 0:
		return ui.Lead{Text: ui.Rich(r.Say(t("*Alla läsningar är bedömda.* Avsluta loggkontrollen, så blir protokollet klart.", "*All readings are judged.* Close the log review, and its protocol is done."))),
			Button: &ui.Button{Label: r.Say(t("Avsluta loggkontrollen", "Close the log review")), Href: "#avsluta"}}
	case !ok:
		return ui.Lead{Text: ui.Rich(r.Say(language.Plural(left, t("*%d läsning väntar på någon annan*: på svar av den som läste, eller på en kollega som granskar det du själv har läst.", "*%d reading waits for somebody else*: for an answer by whoever read, or for a colleague who reviews what you have read yourself."),
			t("*%d läsningar väntar på någon annan*: på svar av dem som läste, eller på en kollega som granskar det du själv har läst.", "*%d readings wait for somebody else*: for answers by those who read, or for a colleague who reviews what you have read yourself."))))}
	}
	return ui.Lead{Text: ui.Rich(r.Say(language.Plural(left, t("*%d läsning är kvar att bedöma*, senast %s.", "*%d reading is left to judge*, by %s."), t("*%d läsningar är kvar att bedöma*, senast %s.", "*%d readings are left to judge*, by %s.")).With(calendar.DateOf(w.Due.Time).AddDays(-1).Long()))),
		Button: &ui.Button{Label: r.Say(t("Bedöm nästa läsning", "Judge the next reading")), Href: next.Page()}}
}

func lineList(r *web.Request, lines []Line, readings []Reading) web.List[Line] {
	t := language.T
	of := func(l Line) Reading { return readings[l.No-1] }
	return web.List[Line]{Title: t("Läsningar", "Readings"), File: "loggkontroll", Rows: web.Rows(lines), Columns: []web.Column[Line]{
		{Heading: sayWho, RowHeader: true, Value: func(l Line) any { return of(l).WhoSaid() }, Cell: func(l Line) templ.Component { return ui.A(l.Page(), r.Say(of(l).WhoSaid())) }},
		{Heading: sayWhen, Value: func(l Line) any { return calendar.DateTime(l.At.Time) }},
		{Heading: sayWhat, Value: func(l Line) any { return of(l).WhatSaid() }},
		{Heading: t("Varför den är med", "Why it is here"), Value: func(l Line) any { return l.Why() }},
		{Heading: sayState, Value: func(l Line) any { return l.status(r).Words }, Cell: func(l Line) templ.Component { return ui.StatusChip(l.status(r)) }},
	}}
}

// foundPart says what each rule found, and with which threshold.
func (s *Service) foundPart(r *web.Request, w Whole) templ.Component {
	t := language.T
	table := ui.Table{Lang: r.Lang, ID: "regler", Caption: r.Say(t("Vad reglerna hittade", "What the rules found")), Tight: true, Columns: []ui.Column{{Label: r.Say(t("Regel", "Rule")), RowHeader: true},
		{Label: r.Say(t("Gräns", "Threshold")), Number: true}, {Label: r.Say(t("Hittade", "Found")), Number: true}, {Label: r.Say(t("Med här", "Here")), Number: true}}}
	for _, info := range Rules() {
		for _, f := range w.Flagged {
			if f.Rule != info.Code {
				continue
			}
			limit := "–"
			if !info.Asks.IsZero() {
				limit = strconv.FormatInt(f.Threshold, 10)
			}
			table.Rows = append(table.Rows, ui.Row{Cells: ui.Cells(r.Say(info.Name), limit, strconv.FormatInt(f.Found, 10), strconv.FormatInt(f.Taken, 10))})
		}
	}
	return ui.SectionIntro("reglerna", r.Say(t("Vad reglerna hittade", "What the rules found")), r.Say(t("En träff säger bara vad som är värt att titta på. Av många träffar dras %d.", "A hit only says what is worth a look. Of many hits %d are drawn.").With(mostOfRule)), ui.TableOf(table))
}

// drawnPart says how the sample was drawn, so that it can be drawn again, and closes the review.
func (s *Service) drawnPart(r *web.Request, w Whole) templ.Component {
	t := language.T
	facts := ui.KeyValues(ui.F(r.Say(sayNumber), w.Number), ui.F(r.Say(t("Frö", "Seed")), strconv.FormatInt(w.Seed, 10)), ui.F(r.Say(t("Urvalets storlek", "Size of the sample")), strconv.FormatInt(w.Size, 10)),
		ui.F(r.Say(t("Läsningar i perioden", "Readings in the period")), strconv.FormatInt(w.Readings, 10)), ui.F(r.Say(t("Antal som läste", "How many read")), strconv.FormatInt(w.Readers, 10)))
	part := ui.SectionIntro("urvalet", r.Say(t("Hur urvalet drogs", "How the sample was drawn")), r.Say(t("Samma frö ger samma urval av samma läsningar, så att vem som helst kan kontrollera det.", "The same seed gives the same sample of the same readings, so that anybody can check it.")), facts)
	if w.State != Open || w.Judged() < len(w.Lines) {
		return part
	}
	return ui.Parts(part, ui.SectionIntro("avsluta", r.Say(t("Avsluta loggkontrollen", "Close the log review")), r.Say(t("Bedömningarna går inte att ändra efteråt.", "The judgements cannot be changed afterwards.")),
		ui.FormOf(ui.Form{Lang: r.Lang, ID: "avsluta-form", Action: w.Page() + "/avsluta", Submit: ui.Button{Label: r.Say(t("Avsluta loggkontrollen", "Close the log review"))}, Fields: []ui.Field{version(w.Version)}})))
}

func (s *Service) closePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	w, err := s.Close(r.Context(), r.Actor, r.Path("id"), f.Version())
	if fault.Is(err, fault.Conflict) {
		return web.Redirect(PathOf(ref.To(ReviewKind, r.Path("id")))).Message(ui.Bad, language.T("Loggkontrollen kan inte avslutas än: någon läsning är inte bedömd, eller så har något ändrats under tiden.", "The log review cannot be closed yet: some reading is not judged, or something has changed meanwhile.")), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(w.Page()).Message(ui.Good, language.T("Loggkontrollen är avslutad.", "The log review is closed.")), nil
}

func (s *Service) protocolFile(r *web.Request) (web.Response, error) {
	ctx, q := r.Context(), s.Trail.DB()
	w, err := s.Get(ctx, q, r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	doc, err := s.protocol(ctx, q, w, r.Lang)
	if err != nil {
		return web.Response{}, err
	}
	content, err := pdf.Render(doc)
	if err != nil {
		return web.Response{}, err
	}
	return web.Stream("loggkontroll.pdf", "application/pdf", func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	}), nil
}

// protocol composes the protocol of a review.
func (s *Service) protocol(ctx context.Context, q db.Reader, w Whole, l language.Lang) (doc pdf.Document, err error) {
	readings, err := s.whoIs(ctx, q, w.Lines)
	if err != nil {
		return doc, err
	}
	said := make([]Said, len(w.Lines))
	for i, line := range w.Lines {
		if said[i], err = s.saidOf(ctx, q, line.ID); err != nil {
			return doc, err
		}
	}
	names, err := s.namesIn(ctx, q, w)
	return Protocol(w, readings, said, l, names), err
}

// namesIn gives the names of those who judged and closed, and of the authority.
func (s *Service) namesIn(ctx context.Context, q db.Reader, w Whole) (map[string]string, error) {
	ids := []string{w.OpenedBy, w.ClosedBy}
	for _, l := range w.Lines {
		ids = append(ids, l.JudgedBy)
	}
	names, err := account.NamesOf(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	a, err := authorityName(ctx, q, w.Authority)
	names[w.Authority] = a
	return names, err
}

func (s *Service) linePage(r *web.Request) (web.Response, error) { return s.lineAgain(r, nil, nil) }

// whomPage is the page of a reading with whom it was about, which is noted.
func (s *Service) whomPage(r *web.Request) (web.Response, error) {
	whom, err := s.Whom(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	if whom == "" {
		whom = r.Say(language.T("Namnet är inte känt.", "The name is not known."))
	}
	return s.lineAgain(r, nil, &whom)
}

func (s *Service) lineAgain(r *web.Request, sent *web.Form, whom *string) (web.Response, error) {
	ctx, q, t := r.Context(), s.Trail.DB(), language.T
	l, said, w, err := s.LineOf(ctx, q, r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	readings, err := s.whoIs(ctx, q, []Line{l})
	if err != nil {
		return web.Response{}, err
	}
	can, err := policy.Can(ctx, q, r.Actor, l.Ref(), policy.JudgeReading, policy.SeeReviewed)
	if err != nil {
		return web.Response{}, err
	}
	x := readings[0]
	facts := []ui.Fact{ui.F(r.Say(sayWho), r.Say(x.WhoSaid())), ui.F(r.Say(sayWhen), r.Say(calendar.LongDateTime(l.At.Time))), ui.F(r.Say(sayWhat), r.Say(x.WhatSaid())), ui.F(r.Say(sayBy), r.Say(x.WhySaid())),
		ui.F(r.Say(t("Varför den är med", "Why it is here")), r.Say(l.Why()))}
	switch {
	case whom != nil:
		facts = append(facts, ui.F(r.Say(t("Vem det gällde", "Whom it was about")), *whom))
	case can.May(policy.SeeReviewed):
		facts = append(facts, ui.Fact{Name: r.Say(t("Vem det gällde", "Whom it was about")), Value: ui.A(l.Page()+"/person", r.Say(t("Visa. Att du ser det antecknas.", "Show. That you see it is noted.")))})
	}
	if said.Explanation != "" {
		facts = append(facts, ui.Fact{Name: r.Say(t("Svar från den som läste", "Answer by whoever read")), Value: ui.Swedish(r.Lang, said.Explanation)})
	}
	if l.Result != "" {
		facts = append(facts, ui.F(r.Say(t("Bedömning", "Judgement")), r.Say(l.Result.Name())))
	}
	if said.Words != "" {
		facts = append(facts, ui.Fact{Name: r.Say(t("Granskarens ord", "The auditor’s words")), Value: ui.Swedish(r.Lang, said.Words)})
	}
	title := t("Läsning %d av %d", "Reading %d of %d").With(l.No, len(w.Lines))
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(w.Name())), ui.LeadBlock(lineLead(r, l, can)), ui.Split(ui.Parts(ui.SectionIntro("lasningen", r.Say(t("Vem läste vad, och varför?", "Who read what, and why?")), "", ui.KeyValues(facts...)), judgeForm(r, l, can, sent)), flagsPart(r, l)))
	out := page(r, title, body, append(home(r), ui.Link{Label: r.Say(w.Name()), Href: w.Page()})...)
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func lineLead(r *web.Request, l Line, can policy.Allowed) ui.Lead {
	t := language.T
	switch {
	case l.Result != "":
		return ui.Lead{Text: ui.Rich(r.Say(t("Läsningen är *bedömd*: %s.", "The reading is *judged*: %s.").With(l.Result.Name())))}
	case !can.May(policy.JudgeReading):
		return ui.Lead{Text: ui.Rich(r.Say(t("*Det var du själv som läste.* Någon annan bedömer det.", "*It was you who read.* Somebody else judges it.")))}
	case !l.AskedAt.IsZero() && l.ExplainedAt.IsZero():
		return ui.Lead{Text: ui.Rich(r.Say(t("Den som läste *är tillfrågad* %s och har inte svarat än.", "Whoever read *was asked* %s and has not answered yet.").With(calendar.LongDateTime(l.AskedAt.Time))))}
	}
	return ui.Lead{Text: ui.Rich(r.Say(t("*Behövde den som läste uppgifterna i sitt arbete?* Bedöm det, eller fråga först.", "*Did whoever read need the data for their work?* Judge it, or ask first."))), Button: &ui.Button{Label: r.Say(t("Bedöm läsningen", "Judge the reading")), Href: "#bedom"}}
}

func flagsPart(r *web.Request, l Line) templ.Component {
	t := language.T
	var facts []ui.Fact
	for _, c := range l.Flags() {
		if info, ok := RuleOf(c); ok {
			facts = append(facts, ui.F(r.Say(info.Name), r.Say(info.Says)))
		}
	}
	if len(facts) == 0 {
		return ui.SectionIntro("traffar", r.Say(t("Reglerna", "The rules")), r.Say(t("Ingen regel slog på läsningen. Den är med i det slumpvisa urvalet.", "No rule hit the reading. It is in the random sample.")), nil)
	}
	return ui.SectionIntro("traffar", r.Say(t("Reglerna som slog på", "The rules that hit")), r.Say(t("En träff säger inte att något är fel.", "A hit does not say that anything is wrong.")), ui.KeyValues(facts...))
}

func judgeForm(r *web.Request, l Line, can policy.Allowed, sent *web.Form) templ.Component {
	if !can.May(policy.JudgeReading) {
		return nil
	}
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "bedom-form", Action: l.Page() + "/bedom", Submit: ui.Button{Label: r.Say(t("Spara och gå till nästa", "Save and go to the next"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: fieldResult, Label: r.Say(t("Vad kom du fram till?", "What did you come to?")), Value: string(l.Result), Options: []ui.Option{{Value: string(InOrder), Label: r.Say(t("Läsningen var i sin ordning", "The reading was in order"))}, {Value: string(Misuse), Label: r.Say(t("Den var inte i sin ordning, och jag har anmält den vidare", "It was not in order, and I have reported it onward"))}}},
		{Kind: ui.TextareaField, Name: fieldWords, Label: r.Say(t("Med egna ord", "In your own words")), Hint: r.Say(t("Behövs när något inte var i sin ordning: vad, och vem du har anmält det till.", "Needed when something was not in order: what, and to whom you reported it.")), Optional: true, MaxLength: 2000},
		version(l.Version)}}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	parts := []templ.Component{ui.SectionIntro("bedom", r.Say(t("Bedöm läsningen", "Judge the reading")), "", ui.FormOf(form))}
	if l.ask() == nil {
		parts = append(parts, ui.Fold(ui.FoldOf{ID: "fraga", Title: r.Say(t("Fråga den som läste", "Ask whoever read")), Body: ui.Parts(ui.Paragraph(r.Say(t("Den som läste får en avisering och svarar här. Du kan bedöma läsningen när svaret har kommit, eller ändå.", "Whoever read is notified and answers here. You can judge the reading when the answer has come, or anyhow."))),
			ui.FormOf(ui.Form{Lang: r.Lang, ID: "fraga-form", Action: l.Page() + "/fraga", Submit: ui.Button{Label: r.Say(t("Fråga varför", "Ask why")), Kind: ui.Secondary}, Fields: []ui.Field{version(l.Version)}}))}))
	}
	return ui.Parts(parts...)
}

func (s *Service) judgePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	ctx := r.Context()
	l, err := s.Judge(ctx, r.Actor, r.Path("id"), f.Version(), Result(f.Text(fieldResult)), f.Long(fieldWords))
	if err != nil {
		if !f.Take(err) {
			return web.Response{}, err
		}
		return s.lineAgain(r, f, nil)
	}
	w, err := s.Get(ctx, s.Trail.DB(), r.Actor, l.Review)
	if err != nil {
		return web.Response{}, err
	}
	to := w.Page()
	if next, ok := w.Next(r.Actor.ID); ok {
		to = next.Page()
	}
	return web.Redirect(to).Message(ui.Good, language.T("Bedömningen är sparad.", "The judgement is saved.")), nil
}

func (s *Service) askPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	l, err := s.Ask(r.Context(), r.Actor, r.Path("id"), f.Version())
	if fault.Is(err, fault.Conflict) {
		return web.Redirect(PathOf(ref.To(LineKind, r.Path("id")))).Message(ui.Bad, meanwhile), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(l.Page()).Message(ui.Good, language.T("Den som läste är tillfrågad.", "Whoever read is asked.")), nil
}
