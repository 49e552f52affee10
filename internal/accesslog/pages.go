package accesslog

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Texts that several pages have.
var (
	sayTitle       = language.T("Loggkontroll", "Log review")
	sayEmergencies = language.T("Nödöppningar", "Emergency openings")
	sayRules       = language.T("Regler och bevakning", "Rules and watch list")
	sayState       = language.T("Läge", "State")
	sayNumber      = language.T("Diarienummer", "Registry number")
	sayWho         = language.T("Vem som läste", "Who read")
	sayWhen        = language.T("När", "When")
	sayWhat        = language.T("Vad", "What")
	sayBy          = language.T("Fick läsa som", "Could read as")
	sayDue         = language.T("Klar senast", "To be done by")
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const review, reading, question, opening = Path + "/kontroll/{id}", Path + "/lasning/{id}", Path + "/fraga/{id}", Path + "/nodoppning/{id}"
	rt.Handle("GET "+Path, policy.ListLogReviews, s.listPage)
	rt.Handle("POST "+Path+"/ny", policy.BeginLogReview, s.beginPost)
	rt.Handle("GET "+review, policy.ReadLogReview, s.reviewPage)
	rt.Handle("GET "+review+"/protokoll", policy.ReadLogReview, s.protocolFile)
	rt.Handle("POST "+review+"/avsluta", policy.CloseLogReview, s.closePost)
	rt.Handle("GET "+reading, policy.ReadReviewed, s.linePage)
	rt.Handle("GET "+reading+"/person", policy.SeeReviewed, s.whomPage)
	rt.Handle("POST "+reading+"/bedom", policy.JudgeReading, s.judgePost)
	rt.Handle("POST "+reading+"/fraga", policy.JudgeReading, s.askPost)
	rt.Handle("GET "+question, policy.ExplainReading, s.questionPage)
	rt.Handle("POST "+question, policy.ExplainReading, s.explainPost)
	rt.Handle("GET "+Path+"/nodoppningar", policy.ListEmergencies, s.emergenciesPage)
	rt.Handle("GET "+opening, policy.ReviewEmergency, s.emergencyPage)
	rt.Handle("POST "+opening+"/granska", policy.ReviewEmergency, s.emergencyPost)
	rt.Handle("GET "+Path+"/regler", policy.EditLogRules, s.rulesPage)
	rt.Handle("POST "+Path+"/regler", policy.EditLogRules, s.rulePost)
	rt.Handle("POST "+Path+"/bevakning", policy.EditLogRules, s.watchPost)
	rt.Handle("POST "+Path+"/bevakning/{id}/ta-bort", policy.EditLogRules, s.unwatchPost)
	s.apiRoutes(rt)
}

// page is a page of the room, with the way to it.
func page(r *web.Request, title language.Text, body templ.Component, way ...ui.Link) web.Response {
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = append([]ui.Link{{Label: r.Say(language.T("Administration", "Administration")), Href: "/admin"}}, way...)
		f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(title)})
	})
}

// home is the way to the list of reviews, for those who may see it.
func home(r *web.Request) []ui.Link {
	if !r.May(policy.ListLogReviews) {
		return nil
	}
	return []ui.Link{{Label: r.Say(sayTitle), Href: Path}}
}

func version(v int64) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: web.FieldVersion, Value: strconv.FormatInt(v, 10)}
}

// whoIs says of lines of a review who read, where and as what.
func (s *Service) whoIs(ctx context.Context, q db.Reader, lines []Line) ([]Reading, error) {
	entries := make([]audit.Line, len(lines))
	for i, l := range lines {
		entries[i] = audit.Line{Entry: audit.Entry{ActorID: l.Account, Authority: l.Authority}}
	}
	w, err := whoOf(ctx, q, entries)
	if err != nil {
		return nil, err
	}
	out := make([]Reading, len(lines))
	for i, l := range lines {
		out[i] = l.reading()
		w.fill(&out[i], calendar.DateOf(l.At.Time))
		out[i].AuthorityName = "" // the auditor's own
	}
	return out, nil
}

func (l Line) status(r *web.Request) ui.Status {
	t := language.T
	level, words := ui.Waiting, t("att bedöma", "to be judged")
	switch {
	case l.Result == InOrder:
		level, words = ui.Good, l.Result.Name()
	case l.Result == Misuse:
		level, words = ui.Bad, l.Result.Name()
	case !l.ExplainedAt.IsZero():
		level, words = ui.Info, t("har svarat, att bedöma", "has answered, to be judged")
	case !l.AskedAt.IsZero():
		level, words = ui.Neutral, t("tillfrågad", "asked")
	case l.Account == r.Actor.ID:
		level, words = ui.Neutral, t("din egen: någon annan bedömer", "your own: somebody else judges")
	}
	return ui.Status{Level: level, Words: r.Say(words)}
}

func (w Review) status(r *web.Request, now db.Time) ui.Status {
	t := language.T
	switch {
	case w.State == Closed:
		return ui.Status{Level: ui.Good, Words: r.Say(t("avslutad", "closed"))}
	case now.After(w.Due.Time):
		return ui.Status{Level: ui.Bad, Words: r.Say(t("pågår, försenad", "goes on, late"))}
	}
	return ui.Status{Level: ui.Waiting, Words: r.Say(t("pågår", "goes on"))}
}
