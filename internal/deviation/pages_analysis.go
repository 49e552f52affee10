package deviation

import (
	"iter"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (a Analysis) status(today calendar.Date, l language.Lang) ui.Status {
	level := map[AnalysisState]ui.Level{AnalysisOpen: ui.Waiting, AnalysisNoted: ui.Info, AnalysisDone: ui.Good}[a.State]
	words := a.State.Name()
	if a.Late(today) {
		level, words = ui.Bad, language.T("%s, försenad", "%s, late").With(words)
	}
	return ui.Status{Level: level, Words: words.In(l)}
}

func (s *Service) analysesPage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	f := AnalysisFilter{Agreement: q.Text(paramAgreement, web.Max(40))}
	if err := q.Err(); err != nil {
		return web.Response{}, err
	}
	n, err := s.names(r)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return s.analysisList(r, n, s.everyAnalysis(r, f)).Export(r)
	}
	t, err := s.analysisTable(r, n, f)
	if err != nil {
		return web.Response{}, err
	}
	counts, err := s.CountAnalyses(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	t.Count = r.Say(language.Plural(counts.All, language.T("%d analys", "%d analysis"), language.T("%d analyser", "%d analyses")))
	body := ui.Parts(ui.Heading(r.Say(sayAnalyses), r.Say(language.T("Tre av samma slag i ett kvartal är ingen slump", "Three of a kind in one quarter are no accident"))), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(analysesSaid(counts)))}), ui.TableOf(t))
	return web.Page(sayAnalyses, body).Frame(crumbs(r, sayAnalyses)), nil
}

// analysisTable is one page of the list.
func (s *Service) analysisTable(r *web.Request, n names, f AnalysisFilter) (ui.Table, error) {
	after, err := r.After(3)
	if err != nil {
		return ui.Table{}, err
	}
	f.After, f.Limit = after, web.PageSize+1
	found, err := s.Analyses(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return ui.Table{}, err
	}
	all, next := web.Cut(found, web.PageSize, func(a Analysis) web.Cursor { return a.Place() })
	t, err := s.analysisList(r, n, web.Rows(all)).Table(r)
	t.ID, t.Keys = "analyser", true
	t.Sorted = r.Say(language.T("de som ska skrivas först", "those to be written first"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Ingen avvikelse har återkommit tre gånger i samma kvartal. Då öppnas en analys här.", "No deviation has recurred three times in one quarter. When one does, an analysis opens here."))}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return t, err
}

// everyAnalysis reads all that a filter finds, a stretch at a time, for the files.
func (s *Service) everyAnalysis(r *web.Request, f AnalysisFilter) iter.Seq2[Analysis, error] {
	return func(yield func(Analysis, error) bool) {
		f.Limit = stretch + 1
		for {
			found, err := s.Analyses(r.Context(), s.Trail.DB(), r.Actor, f)
			if err != nil {
				yield(Analysis{}, err)
				return
			}
			all, next := web.Cut(found, stretch, func(a Analysis) web.Cursor { return a.Place() })
			for _, a := range all {
				if !yield(a, nil) {
					return
				}
			}
			if f.After = next; len(next) == 0 {
				return
			}
		}
	}
}

// stretch is how many rows are read at a time for a file.
const stretch = 500

// analysesSaid is the sentence over the list.
func analysesSaid(n AnalysisCounts) language.Text {
	t := language.T
	switch {
	case n.Late > 0:
		return language.Plural(n.Late, t("*%d analys är försenad.* Skriv varför det återkommer och vad ni gör åt det.", "*%d analysis is late.* Write why it recurs and what you do about it."), t("*%d analyser är försenade.* Skriv varför det återkommer och vad ni gör åt det.", "*%d analyses are late.* Write why it recurs and what you do about it."))
	case n.Waiting > 0:
		return language.Plural(n.Waiting, t("*%d analys* är inte klar.", "*%d analysis* is not finished."), t("*%d analyser* är inte klara.", "*%d analyses* are not finished."))
	}
	return t("Ingen analys väntar.", "No analysis waits.")
}

func (s *Service) analysisList(r *web.Request, n names, rows iter.Seq2[Analysis, error]) web.List[Analysis] {
	t, today := language.T, s.today()
	dayOrNil := func(d calendar.Date) any {
		if d.IsZero() {
			return nil
		}
		return d
	}
	return web.List[Analysis]{Title: sayAnalyses, File: "orsaksanalyser", Rows: rows, Columns: []web.Column[Analysis]{
		{Heading: t("Vad som återkommer", "What recurs"), RowHeader: true, Value: func(a Analysis) any { return a.Type.Name() }, Cell: func(a Analysis) templ.Component {
			return ui.Stack(ui.A(a.Page(), r.Say(a.Type.Name())), ui.Text(r.Say(a.QuarterName())))
		}},
		{Heading: t("Kvartal", "Quarter"), FileOnly: true, Value: func(a Analysis) any { return a.QuarterName() }},
		{Heading: sayPlace, Value: func(a Analysis) any { return n.place(a.Municipality) }},
		{Heading: t("Ansvarig", "Owner"), Value: func(a Analysis) any { return n.of(a.Owner) }},
		{Heading: sayState, Value: func(a Analysis) any { return a.State.Name() }, Cell: func(a Analysis) templ.Component { return ui.StatusChip(a.status(today, r.Lang)) }},
		{Heading: t("Nästa dag", "Next day"), Value: func(a Analysis) any { return dayOrNil(a.NextDue()) }},
		{Heading: t("Orsak", "Cause"), FileOnly: true, Value: func(a Analysis) any { return a.Cause }},
		{Heading: t("Åtgärd", "Measure"), FileOnly: true, Value: func(a Analysis) any { return a.Measure }},
		{Heading: t("Resultat", "Result"), FileOnly: true, Value: func(a Analysis) any { return a.Result }},
	}}
}

func (s *Service) analysisPage(r *web.Request) (web.Response, error) { return s.analysisAgain(r, nil) }

func (s *Service) analysisAgain(r *web.Request, f *web.Failed) (web.Response, error) {
	a, found, err := s.GetAnalysis(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	n, err := s.names(r)
	if err != nil {
		return web.Response{}, err
	}
	err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditAnalysis, a.Ref())
	if err != nil && !fault.Is(err, fault.Denied) {
		return web.Response{}, err
	}
	forms, err := s.analysisForms(r, n, a, err == nil, f)
	if err != nil {
		return web.Response{}, err
	}
	title := language.T("Orsaksanalys: %s", "Analysis of causes: %s").With(lower(a.Type.Name()))
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(language.T("%s · %s", "%s · %s").With(n.place(a.Municipality), a.QuarterName()))), ui.LeadBlock(s.analysisLead(r, n, a, forms != nil, len(found))),
		forms, s.analysisSaid(r, n, a), s.analysisOf(r, n, found))
	out := web.Page(title, body).Frame(func(fr *ui.Frame) {
		fr.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: listPath}, {Label: r.Say(sayAnalyses), Href: analysesPath}, {Label: r.Say(a.Type.Name())}}
	})
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (s *Service) analysisLead(r *web.Request, n names, a Analysis, may bool, count int) ui.Lead {
	t := language.T
	lead := ui.Lead{Level: a.status(s.today(), r.Lang).Level}
	text, button, href := t("Analysen är *klar* och åtgärden genomförd.", "The analysis is *finished* and the measure carried out."), language.Text{}, ""
	switch a.State {
	case AnalysisOpen:
		text = t("Samma slags avvikelse har rapporterats %d gånger. *%s ska skriva varför* senast %s.", "The same kind of deviation was reported %d times. *%s is to write why* by %s.").With(count, n.of(a.Owner), a.Due)
		button, href = t("Skriv analysen", "Write the analysis"), "#skriv"
	case AnalysisNoted:
		text = t("Åtgärden är beslutad. *%s ska ha genomfört den* senast %s.", "The measure is decided. *%s is to have carried it out* by %s.").With(n.of(a.Owner), a.MeasureDue)
		button, href = t("Säg att den är genomförd", "Say that it is carried out"), "#genomford"
	case AnalysisDropped:
		text = t("Analysen *behövs inte*: färre än tre avvikelser är kvar.", "The analysis is *not needed*: fewer than three deviations are left.")
	}
	lead.Text = ui.Rich(r.Say(text))
	if may && href != "" {
		lead.Button = &ui.Button{Label: r.Say(button), Href: href}
	}
	return lead
}

func (s *Service) analysisSaid(r *web.Request, n names, a Analysis) templ.Component {
	t := language.T
	facts := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(a.status(s.today(), r.Lang))}, ui.F(r.Say(t("Ansvarig", "Owner")), n.of(a.Owner))}
	add := func(name language.Text, said string) {
		if said != "" {
			facts = append(facts, ui.Fact{Name: r.Say(name), Value: ui.Swedish(r.Lang, said)})
		}
	}
	add(t("Varför det återkommer", "Why it recurs"), a.Cause)
	add(t("Beslutad åtgärd", "Measure decided"), a.Measure)
	if !a.MeasureDue.IsZero() {
		add(t("Ska vara genomförd", "To be carried out by"), a.MeasureDue.String())
	}
	add(t("Vad det gav", "What came of it"), a.Result)
	facts = append(facts, ui.Fact{Name: r.Say(t("Överenskommelse", "Agreement")), Value: ui.A("/overenskommelser/"+a.Agreement, n.place(a.Municipality))})
	return ui.SectionIntro("analys", r.Say(t("Analysen", "The analysis")), "", ui.KeyValues(facts...))
}

// analysisOf lists the deviations that the analysis is of. One that the reader has no part in stands without a link.
func (s *Service) analysisOf(r *web.Request, n names, found []Deviation) templ.Component {
	t := ui.Table{Lang: r.Lang, ID: "avvikelserna", Caption: r.Say(language.T("Avvikelserna", "The deviations")), Tight: true, Columns: []ui.Column{{Label: r.Say(language.T("Rapporterad", "Reported")), RowHeader: true},
		{Label: r.Say(language.T("Till", "To"))}, {Label: r.Say(sayLevel)}, {Label: r.Say(sayState)}}}
	for _, d := range found {
		day := calendar.DateOf(d.ReportedAt.Time).String()
		first := ui.Text(day)
		if d.SideOf(r.Actor.Authority) != Group {
			first = ui.AFor(d.Page(), day, r.Say(d.Type.Name()))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{first, ui.Text(n.of(d.Asked)), ui.Text(r.Say(levelShort(d.Level))), ui.StatusChip(d.status(r.Lang))}})
	}
	return ui.SectionIntro("av", r.Say(language.T("Avvikelserna", "The deviations")), "", ui.TableOf(t))
}

// analysisForms are what this reader can write; nil for nothing.
func (s *Service) analysisForms(r *web.Request, n names, a Analysis, may bool, f *web.Failed) (templ.Component, error) {
	if !may || a.State != AnalysisOpen && a.State != AnalysisNoted {
		return nil, nil
	}
	of, err := agreement.ByID(r.Context(), s.Trail.DB(), a.Agreement)
	if err != nil {
		return nil, err
	}
	t := language.T
	var owners []ui.Option
	for _, p := range of.PartiesOn(s.today()) {
		owners = append(owners, ui.Option{Value: p.Authority, Label: n.of(p.Authority)})
	}
	cause, measure := area(r, fieldCause, t("Varför återkommer det?", "Why does it recur?"), t("Leta i arbetssättet, inte hos personer. %s", "Look in the way of working, not at people. %s").With(sayNoPerson), true), area(r, fieldMeasure, t("Vad gör ni åt det?", "What do you do about it?"), language.Text{}, true)
	cause.Value, measure.Value = a.Cause, a.Measure
	due := ui.Field{Kind: ui.DateField, Name: fieldDue, Label: r.Say(t("När ska det vara genomfört?", "By when is it to be carried out?")), Width: ui.Short}
	if !a.MeasureDue.IsZero() {
		due.Value = a.MeasureDue.String()
	}
	write := s.analysisForm(r, a, "skriv", t("Spara analysen", "Save the analysis"), f, cause, measure, due,
		ui.Field{Kind: ui.SelectField, Name: fieldOwner, Label: r.Say(t("Vem ansvarar för åtgärden?", "Who answers for the measure?")), Options: owners, Value: a.Owner, Width: ui.Medium})
	if a.State == AnalysisOpen {
		return ui.SectionIntro("att-skriva", r.Say(t("Skriv analysen", "Write the analysis")), "", ui.FormOf(write)), nil
	}
	done := s.analysisForm(r, a, "genomford", t("Åtgärden är genomförd", "The measure is carried out"), f, area(r, fieldResult, t("Vad gav den?", "What came of it?"), t("Har samma slags avvikelse kommit tillbaka?", "Has the same kind of deviation come back?"), true))
	write.Submit.Kind = ui.Secondary
	return ui.Parts(ui.SectionIntro("att-genomfora", r.Say(t("Följ upp åtgärden", "Follow up the measure")), "", ui.FormOf(done)),
		ui.Fold(ui.FoldOf{Title: r.Say(t("Ändra analysen", "Change the analysis")), Open: f != nil && f.Path == "skriv", Body: ui.FormOf(write)})), nil
}

func (s *Service) analysisForm(r *web.Request, a Analysis, path string, submit language.Text, f *web.Failed, fields ...ui.Field) ui.Form {
	form := ui.Form{Lang: r.Lang, ID: path, Action: a.Page() + "/" + path, Submit: ui.Button{Label: r.Say(submit)}, Fields: fields}
	if f != nil && f.Path == path {
		form = form.Fill(f.Form.Values()).WithFault(f.Form.Err())
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: web.FieldVersion, Value: strconv.FormatInt(a.Version, 10)})
	return form
}

func (s *Service) noteAnalysisPost(r *web.Request) (web.Response, error) {
	return s.analysisPost(r, "skriv", language.T("Analysen är sparad.", "The analysis is saved."), func(f *web.Form, k Key) error {
		in := Findings{Cause: f.Long(fieldCause), Measure: f.Long(fieldMeasure), Due: f.Date(fieldDue), Owner: f.Text(fieldOwner, web.Max(40))}
		if !f.OK() {
			return nil
		}
		_, err := s.NoteAnalysis(r.Context(), r.Actor, k, in)
		return err
	})
}

func (s *Service) finishAnalysisPost(r *web.Request) (web.Response, error) {
	return s.analysisPost(r, "genomford", language.T("Åtgärden är genomförd och uppföljd.", "The measure is carried out and followed up."), func(f *web.Form, k Key) error {
		_, err := s.FinishAnalysis(r.Context(), r.Actor, k, f.Long(fieldResult))
		return err
	})
}

func (s *Service) analysisPost(r *web.Request, path string, done language.Text, do func(f *web.Form, k Key) error) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	a := Analysis{ID: r.Path("id")}
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadAnalyses, a.Ref()); err != nil {
		return web.Response{}, err
	}
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditAnalysis, a.Ref()); err != nil {
		return web.Response{}, err
	}
	err = do(f, Key{ID: a.ID, Version: f.Version()})
	if err == nil && f.OK() {
		return web.Redirect(a.Page()).Message(ui.Good, done), nil
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	return s.analysisAgain(r, &web.Failed{Path: path, Form: f})
}
