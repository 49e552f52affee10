package request

import (
	"time"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The texts that several pages have.
var (
	sayTitle       = language.T("Begäran från enskilda", "Requests from persons")
	sayNew         = language.T("Skriv in en begäran", "Write down a request")
	sayPowerUntil  = language.T("Fullmakten gäller", "The power of attorney holds")
	sayPowerCovers = language.T("Fullmakten omfattar", "The power of attorney covers")
	sayType        = language.T("Vad som begärs", "What is asked for")
	sayChannel     = language.T("Hur den kom", "How it came")
	sayState       = language.T("Läge", "State")
	sayPlace       = language.T("Kommun", "Municipality")
	sayRegistry    = language.T("Diarienummer", "Registry number")
	sayHandler     = language.T("Handläggare", "Handler")
)

// room is how large a form with a paper may be.
const room = file.MaxSize + 1<<20

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = listPath + "/{id}"
	rt.Handle("GET "+listPath, policy.ListRequests, s.listPage)
	rt.Handle("GET "+listPath+"/ny", policy.EnterRequest, s.newPage)
	rt.Handle("POST "+listPath+"/ny", policy.EnterRequest, s.newPost, web.Body(room))
	rt.Handle("GET "+one, policy.ReadRequest, s.onePage)
	rt.Handle("GET "+one+"/brev.pdf", policy.ReadRequestText, s.letterPDF)
	rt.Handle("GET "+one+"/fullmakt", policy.ReadRequestText, s.evidenceFile)
	rt.Handle("GET "+one+"/utdrag.pdf", policy.TakeOutRequest, s.extractPDF)
	rt.Handle("GET "+one+"/utdrag.json", policy.TakeOutRequest, s.extractJSON)
	rt.Handle("POST "+one+"/diarienummer", policy.RegisterRequest, s.registryPost)
	s.acts().Handle(rt, one)
	s.apiRoutes(rt)
}

// names are what ids are called on a day.
type names struct {
	*directory.Edition
	staff map[string]string
}

func (s *Service) names(r *web.Request, accounts ...string) (n names, err error) {
	d := s.Trail.DB()
	if n.Edition, err = s.book.On(r.Context(), d, calendar.DateOf(d.Now())); err != nil {
		return n, err
	}
	n.staff, err = account.NamesOf(r.Context(), d, accounts)
	return n, err
}

func (n names) place(code string) string {
	if name := n.Places[code]; name != "" {
		return name
	}
	return code
}

func crumbs(r *web.Request, here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: listPath}, {Label: r.Say(here)}}
	}
}

// ticking is what a request is due for next, in words.
func (r Request) ticking(now time.Time) (ui.Level, language.Text, time.Time) {
	t := language.T
	switch {
	case r.Box == Told:
		return ui.Good, t("Berättat", "Told"), r.ToldAt.Time
	case r.Box == Over:
		return ui.Neutral, r.State.Name(), r.EndedAt.Time
	case r.Due.IsZero():
		return ui.Paused, t("Väntar på personen", "Waits for the person"), time.Time{}
	}
	day := calendar.DateOf(r.Due.Add(-1))
	days := calendar.WorkingDaysBetween(calendar.DateOf(now), day)
	switch {
	case r.Late(now) && days >= 0:
		return ui.Bad, t("Försenad", "Late"), r.Due.Time
	case r.Late(now):
		return ui.Bad, t("Försenad %s", "%s late").With(calendar.CountWorkingDays(-days)), r.Due.Time
	case days == 0:
		return ui.Warn, t("I dag", "Today"), r.Due.Time
	}
	return ui.Waiting, t("%s kvar", "%s left").With(calendar.CountWorkingDays(days)), r.Due.Time
}

func (r Request) clock(now time.Time, l language.Lang) ui.Clock {
	level, words, at := r.ticking(now)
	c := ui.Clock{Level: level, Words: words.In(l)}
	if !at.IsZero() {
		c.When, c.At = moment(at).In(l), at.UTC().Format(time.RFC3339)
	}
	return c
}

// moment is a time; the end of a day is that day.
func moment(at time.Time) language.Text {
	if day := calendar.DateOf(at); day.Start().Equal(at) {
		return day.AddDays(-1).Long()
	}
	return calendar.LongDateTime(at)
}

func (r Request) status(l language.Lang) ui.Status {
	level := map[State]ui.Level{Received: ui.Waiting, Taken: ui.Info, Answered: ui.Good, Granted: ui.Good, Refused: ui.Warn, Offered: ui.Good, Closed: ui.Good}[r.State]
	words := r.State.Name()
	if r.Waiting {
		level, words = ui.Paused, language.T("väntar på personen", "waits for the person")
	}
	return ui.Status{Level: level, Words: words.In(l)}
}

func (s *Service) evidenceFile(r *web.Request) (web.Response, error) {
	v, err := s.readable(r)
	if err == nil && v.Evidence == "" {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return web.Response{}, err
	}
	f, content, err := file.Open(r.Context(), s.Trail.DB(), s.keys(), v.Evidence)
	if err != nil {
		return web.Response{}, err
	}
	out := web.Download(f.Name, string(f.Type), f.Size, content)
	for name, value := range f.Headers() {
		out = out.Header(name, value)
	}
	return out, nil
}

func (s *Service) extractPDF(r *web.Request) (web.Response, error) {
	x, err := s.TakeOut(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	content, err := x.Render(r.Lang)
	return download("registerutdrag.pdf", "application/pdf", content), err
}

func (s *Service) extractJSON(r *web.Request) (web.Response, error) {
	x, err := s.TakeOut(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	content, err := x.JSON(r.Lang)
	return download("registerutdrag.json", "application/json", content), err
}

func (s *Service) registryPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	id := r.Path("id")
	err = s.Number(r.Context(), r.Actor, id, f.Text(fieldRegistry, web.Required, web.Max(100)))
	if err == nil && f.OK() {
		return web.Redirect(listPath+"/"+id).Message(ui.Good, language.T("Diarienumret är sparat.", "The registry number is saved.")), nil
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	return s.oneAgain(r, &web.Failed{Path: "diarienummer", Form: f})
}
