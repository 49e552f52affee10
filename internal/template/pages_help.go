package template

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// helpRoutes are the pages of the requests for help.
func (s *Service) helpRoutes(rt *web.Router) {
	const one = helpPath + "/{help}"
	rt.Handle("GET "+helpPath, policy.ListHelp, s.helpsPage)
	rt.Handle("GET "+helpPath+"/ny", policy.AskHelp, s.askHelpPage)
	rt.Handle("POST "+helpPath+"/ny", policy.AskHelp, s.askHelpPost)
	rt.Handle("GET "+one, policy.ReadHelp, s.helpPage)
	rt.Handle("POST "+one+"/svara", policy.AnswerHelp, s.writePost(s.Answer, sayAnswerSent))
	rt.Handle("POST "+one+"/fraga", policy.FollowHelp, s.writePost(s.Follow, sayFollowSent))
	rt.Handle("POST "+one+"/avsluta", policy.CloseHelp, s.closePost)
}

func (s *Service) helpPage(r *web.Request) (web.Response, error) {
	h, lines, err := s.ReadHelp(r.Context(), r.Actor, r.Path("help"))
	if err != nil {
		return web.Response{}, err
	}
	return s.showHelp(r, h, lines, "", nil)
}

// showHelp is the page of one request; told is what was wrong with what the reader wrote in it.
func (s *Service) showHelp(r *web.Request, h Help, lines []Line, text string, told error) (web.Response, error) {
	names, err := s.names(r.Context(), h)
	if err != nil {
		return web.Response{}, err
	}
	facts, err := s.helpFacts(r, h, names)
	if err != nil {
		return web.Response{}, err
	}
	may := func(act policy.Action) bool {
		return r.May(act) && policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, h.Ref()) == nil
	}
	parts := []templ.Component{ui.Heading(h.Subject, ""), ui.LeadBlock(ui.Lead{Level: h.clock(today(s.Trail.DB()), r.Lang).Level, Text: ui.Rich(r.Say(h.sentence(r.Actor, names)))}),
		ui.KeyValues(facts...), ui.SectionOf("vad-som-skrivits", r.Say(sayWritten), ui.Timeline(h.events(r, lines, names)))}
	switch {
	case may(policy.AnswerHelp) && h.State != Closed:
		parts = append(parts, ui.SectionOf("att-svara", r.Say(sayAnswer), ui.FormOf(writeForm(r, h, "svara", sayAnswerText, saySendAnswer, text).WithFault(told))))
	case may(policy.FollowHelp):
		parts = append(parts, ui.SectionOf("att-fraga", r.Say(sayFollow), ui.FormOf(writeForm(r, h, "fraga", sayFollowText, saySendFollow, text).WithFault(told))))
	}
	if may(policy.CloseHelp) && h.State != Closed {
		parts = append(parts, ui.ConfirmBox(ui.Confirm{ID: "avsluta", Open: r.Say(sayClose), Title: r.Say(sayCloseAsk), Text: r.Say(sayCloseText), Action: h.Path() + "/avsluta",
			Button: r.Say(sayClose), Cancel: r.Say(sayCancel), Fields: []ui.Hidden{{Name: "version", Value: strconv.FormatInt(h.Version, 10)}}}))
	}
	status := 200
	if told != nil {
		status = 422
	}
	return web.Page(language.Same(h.Subject), ui.Parts(parts...)).Status(status).Frame(crumbs(r, ui.Link{Label: r.Say(sayHelps), Href: helpPath}, ui.Link{Label: h.Subject})), nil
}

// names gives the titles of the authorities of requests, as of today.
func (s *Service) names(ctx context.Context, all ...Help) (map[string]directory.Authority, error) {
	ids := keepers()
	seen := map[string]bool{}
	for _, h := range all {
		if !seen[h.Authority] {
			seen[h.Authority] = true
			ids = append(ids, h.Authority)
		}
	}
	return directory.Authorities(ctx, s.Trail.DB(), ids, today(s.Trail.DB()))
}

// sentence says what the reader has to do.
func (h Help) sentence(reader policy.Actor, names map[string]directory.Authority) language.Text {
	mine := reader.Authority == h.To && (reader.Has(policy.TemplateLead) || reader.Has(policy.HeadOffice))
	switch {
	case h.State == Closed:
		return sayIsClosed
	case h.State == Open && mine:
		return sayYouAnswer.With(h.Due.Long())
	case h.State == Open:
		return sayBodyAnswers.With(bodyTitle(h.To), h.Due.Long())
	case mine:
		return sayWaitsForAsker.With(names[h.Authority].Title())
	}
	return sayReadAnswer.With(bodyTitle(h.To))
}

func (s *Service) helpFacts(r *web.Request, h Help, names map[string]directory.Authority) ([]ui.Fact, error) {
	out := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(h.State.status(r.Lang))}, {Name: r.Say(sayClock), Value: ui.ClockWords(h.clock(today(s.Trail.DB()), r.Lang))},
		ui.F(r.Say(sayFromWhom), names[h.Authority].Title()+", "+h.Asker), ui.F(r.Say(sayToWhom), r.Say(bodyTitle(h.To)))}
	about, err := s.about(r, h)
	if err != nil || about == "" {
		return out, err
	}
	return append(out, ui.F(r.Say(sayAbout), about)), nil
}

// about says which clause, phase and draft a request is about.
func (s *Service) about(r *web.Request, h Help) (string, error) {
	var parts []language.Text
	if h.Clause != "" {
		v, err := Current(r.Context(), s.Trail.DB())
		if err != nil {
			return "", err
		}
		parts = append(parts, language.Same(headingOf(v, h.Clause, r.Lang)))
	}
	phases, err := Checklist()
	if err != nil {
		return "", err
	}
	for _, p := range phases {
		if p.ID == h.Phase {
			parts = append(parts, sayPhaseNamed.With(p.Name))
		}
	}
	if h.Draft != "" {
		parts = append(parts, sayDraftNamed.With(h.Draft))
	}
	return r.Say(language.List(parts...)), nil
}

// events are the question and what was written after it, in order.
func (h Help) events(r *web.Request, all []Line, names map[string]directory.Authority) []ui.Event {
	said := func(at db.Time, authority, name, text string) ui.Event {
		who := name
		if a, ok := names[authority]; ok {
			who = a.Title() + ", " + name
		}
		return ui.Event{When: r.Say(calendar.DateTime(at.Time)), At: at.UTC().Format("2006-01-02T15:04:05Z"), Title: who, Body: ui.Lines(text)}
	}
	out := []ui.Event{said(h.OpenedAt, h.Authority, h.Asker, h.Question)}
	for _, l := range all {
		out = append(out, said(l.At, l.Authority, l.Name, l.Text))
	}
	return out
}

func writeForm(r *web.Request, h Help, to string, label, send language.Text, text string) ui.Form {
	return ui.Form{Lang: r.Lang, ID: to, Action: h.Path() + "/" + to, Submit: ui.Button{Label: r.Say(send)}, Fields: []ui.Field{
		{Kind: ui.TextareaField, Name: "text", Label: r.Say(label), Hint: r.Say(sayNobodyNamed), Rows: 6, Value: text},
		{Kind: ui.HiddenField, Name: "version", Value: strconv.FormatInt(h.Version, 10)}}}
}

// writePost takes in what somebody writes in a request.
func (s *Service) writePost(do func(context.Context, policy.Actor, string, int64, string) (Help, error), done language.Text) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		text, version := f.Long("text", web.Required, web.Max(longQuestion)), int64(f.Int("version", 1, 1<<31-1, web.Required))
		if f.OK() {
			h, err := do(r.Context(), r.Actor, r.Path("help"), version, text)
			if err == nil {
				return web.Redirect(h.Path()).Message(ui.Good, done), nil
			}
			if !f.Take(err) {
				return web.Response{}, err
			}
		}
		h, all, err := s.ReadHelp(r.Context(), r.Actor, r.Path("help"))
		if err != nil {
			return web.Response{}, err
		}
		return s.showHelp(r, h, all, f.Value("text"), f.Err())
	}
}

func (s *Service) closePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	version := int64(f.Int("version", 1, 1<<31-1, web.Required))
	if f.OK() {
		h, err := s.Close(r.Context(), r.Actor, r.Path("help"), version)
		if err == nil {
			return web.Redirect(h.Path()).Message(ui.Good, sayNowClosed), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	h, all, err := s.ReadHelp(r.Context(), r.Actor, r.Path("help"))
	if err != nil {
		return web.Response{}, err
	}
	return s.showHelp(r, h, all, "", f.Err())
}
