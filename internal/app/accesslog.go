package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/request"
)

// accessLog puts in place who has read whose data, with what each room has about persons.
func (a *App) accessLog() {
	a.AccessLog = accesslog.New(a.Trail, a.Persons)
	a.AccessLog.Abouts = abouts()
	a.AccessLog.Place = enquiry.LatestPlace
	a.AccessLog.Tell = a.tellAccessLog
	a.Persons.Withdrawn = append(a.Persons.Withdrawn, a.AccessLog.Withdrawn)
	a.Persons.Rejected = append(a.Persons.Rejected, a.AccessLog.Rejected)
	a.Persons.Informed = append(a.Persons.Informed, a.AccessLog.Informed)
}

// abouts says of which kinds there are things about persons, and which of them are about whom.
func abouts() []accesslog.About {
	told := func(n accesslog.Note) bool { return n.Ground != "" }
	beside := func(n accesslog.Note) bool { return n.Act != string(enquiry.Receive) } // that an answer has arrived follows from its reading, which has its own line
	file := func(conversation, authority string) string { return exchange.FileRef(conversation, authority).ID }
	return []accesslog.About{
		{Kind: person.PersonKind, Of: ownRecords, To: recordsThemselves, Also: []policy.Action{policy.OpenPerson}},
		{Kind: request.Kind, Of: request.About, To: request.Whom},
		{Kind: person.PersonKind, Of: ownRecords, To: recordsThemselves, Also: []policy.Action{policy.OpenPerson, policy.SeeReviewed}},
		ofEnquiries(enquiry.Kind, beside, func(c enquiry.Concerned) string { return c.Enquiry }, policy.OpenEnquiry),
		ofEnquiries(exchange.ConversationKind, told, func(c enquiry.Concerned) string { return c.Conversation }, policy.PostMessage),
		ofEnquiries(exchange.FileKind, nil, func(c enquiry.Concerned) string { return file(c.Conversation, c.Authority) }, policy.FetchRecord),
	}
}

func ownRecords(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Thing, error) {
	var args []any
	return db.All[accesslog.Thing](ctx, q, "SELECT id, id AS person_id, authority_id FROM person WHERE id "+db.In(persons, &args)+" ORDER BY id", args...)
}

func recordsThemselves(ctx context.Context, q db.Reader, authority string, persons []string) ([]accesslog.Thing, error) {
	all, err := ownRecords(ctx, q, persons)
	return slices.DeleteFunc(all, func(t accesslog.Thing) bool { return t.Authority != authority }), err
}

// ofEnquiries are the things of a kind that questions have, each named by id: the question, its thread, a file of it.
func ofEnquiries(kind ref.Kind, only func(accesslog.Note) bool, id func(enquiry.Concerned) string, also ...policy.Action) accesslog.About {
	things := func(list []enquiry.Concerned, err error) ([]accesslog.Thing, error) {
		out := make([]accesslog.Thing, len(list))
		for i, c := range list {
			out[i] = accesslog.Thing{ID: id(c), Person: c.Person, Authority: c.Authority}
		}
		return out, err
	}
	return accesslog.About{Kind: kind, Only: only, Also: also,
		Of: func(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Thing, error) {
			return things(enquiry.About(ctx, q, persons))
		},
		To: func(ctx context.Context, q db.Reader, authority string, ids []string) ([]accesslog.Thing, error) {
			if kind == enquiry.Kind {
				return things(enquiry.Whom(ctx, q, authority, ids, nil))
			}
			threads := make([]string, len(ids))
			for i, each := range ids {
				threads[i], _, _ = strings.Cut(each, "/")
			}
			return things(enquiry.Whom(ctx, q, authority, nil, threads))
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
