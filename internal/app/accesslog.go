package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/handover"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/notice"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/request"
	"samsyn/internal/statutory"
	"samsyn/internal/web"
)

// accessLog puts in place who has read whose data, with what each room has about persons.
func (a *App) accessLog() {
	a.AccessLog = accesslog.New(a.Trail, a.Persons)
	a.AccessLog.Abouts = abouts()
	a.AccessLog.Place = enquiry.LatestPlace
	a.AccessLog.Tell = a.tellAccessLog
	a.Matters.Asides = append(a.Matters.Asides, func(r *web.Request, o matter.Opened) (templ.Component, error) {
		return a.AccessLog.Latest(r, o.Desk.Person)
	})
	a.Persons.Withdrawn = append(a.Persons.Withdrawn, a.AccessLog.Withdrawn)
	a.Persons.Rejected = append(a.Persons.Rejected, a.AccessLog.Rejected)
	a.Persons.Informed = append(a.Persons.Informed, a.AccessLog.Informed)
}

// abouts says of which kinds there are things about persons, and which of them are about whom.
func abouts() []accesslog.About {
	between := []accesslog.Sides{enquiries(), handover.Sides(), matter.Sides(), statutory.Sides()}
	list := []accesslog.About{
		{Kind: person.PersonKind, Of: ownRecords, To: recordsThemselves, Also: []policy.Action{policy.OpenPerson, policy.SeeReviewed, person.ActionStopped}},
		{Kind: request.Kind, Of: request.About, To: request.Whom},
		{Kind: plan.Kind, Of: plan.About, To: plan.Whom},
		{Kind: outcome.Kind, Of: outcome.About, To: outcome.Whom},
		{Kind: meeting.Kind, Of: meeting.About, To: meeting.Whom},
	}
	for _, s := range between {
		list = append(list, s.About())
	}
	return append(list, messages(between), files(between))
}

// messages are what passes between the two: what tells something of a person says on which ground.
func messages(between []accesslog.Sides) accesslog.About {
	same := func(id string) string { return id }
	out := accesslog.Threads(exchange.ConversationKind, between, func(s accesslog.Side) string { return s.Conversation }, same)
	out.Only, out.Also = func(n accesslog.Note) bool { return n.Ground != "" }, []policy.Action{policy.PostMessage}
	return out
}

// files are the documents of what passes, when they are fetched for the archive.
func files(between []accesslog.Sides) accesslog.About {
	of := func(s accesslog.Side) string {
		if s.Conversation == "" {
			return ""
		}
		return exchange.FileRef(s.Conversation, s.Authority).ID
	}
	thread := func(id string) string { conversation, _, _ := strings.Cut(id, "/"); return conversation }
	out := accesslog.Threads(exchange.FileKind, between, of, thread)
	out.Also = []policy.Action{policy.FetchRecord}
	return out
}

func ownRecords(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Thing, error) {
	var args []any
	return db.All[accesslog.Thing](ctx, q, "SELECT id, id AS person_id, authority_id FROM person WHERE id "+db.In(persons, &args)+" ORDER BY id", args...)
}

func recordsThemselves(ctx context.Context, q db.Reader, authority string, persons []string) ([]accesslog.Thing, error) {
	all, err := ownRecords(ctx, q, persons)
	return slices.DeleteFunc(all, func(t accesslog.Thing) bool { return t.Authority != authority }), err
}

// enquiries are the questions, which know nothing of who reads them. That an answer has arrived follows from its reading,
// which has its own line.
func enquiries() accesslog.Sides {
	sides := func(list []enquiry.Concerned, err error) ([]accesslog.Side, error) {
		out := make([]accesslog.Side, len(list))
		for i, c := range list {
			out[i] = accesslog.Side{Thing: c.Enquiry, Conversation: c.Conversation, Person: c.Person, Authority: c.Authority}
		}
		return out, err
	}
	return accesslog.Sides{Kind: enquiry.Kind, Also: []policy.Action{policy.OpenEnquiry},
		Only: func(n accesslog.Note) bool { return n.Act != string(enquiry.Receive) },
		Of: func(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Side, error) {
			return sides(enquiry.About(ctx, q, persons))
		},
		To: func(ctx context.Context, q db.Reader, authority string, things, conversations []string) ([]accesslog.Side, error) {
			return sides(enquiry.Whom(ctx, q, authority, things, conversations))
		}}
}

func (a *App) accessLogByTheClock() {
	a.Queue.Clockwork(job.Every("logreview.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.AccessLog.Tend(ctx) })
}

// tellAccessLog tells people of reviews. A notice says nothing about a person.
func (a *App) tellAccessLog(ctx context.Context, tx *audit.Tx, n accesslog.News) error {
	return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Thing, Text: n.Text}, n.Accounts...)
}

// accessLogNotices are the kinds of notice that reviews give.
func accessLogNotices() []notice.Kind {
	t := language.T
	audits := t("Du får detta därför att du granskar loggen eller ansvarar för konton hos er.", "You get this because you review the log or answer for the accounts at yours.")
	return []notice.Kind{
		{ID: string(accesslog.NewsDrawn), Name: t("Loggkontroller att göra", "Log reviews to make"), Why: audits, Mail: true},
		{ID: string(accesslog.NewsAsked), Name: t("Frågor om varför någon läste", "Questions about why somebody read"), Mail: true, Duty: true,
			Why: t("Du får detta därför att du har läst uppgifter om en person, eller har frågat någon som läste.", "You get this because you read data about a person, or asked somebody who did.")},
		{ID: string(accesslog.NewsWaiting), Name: t("Nödöppningar som väntar på granskning", "Emergency openings that wait for review"), Why: audits, Mail: true, Urgent: true, Duty: true},
	}
}
