package enquiry

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/clock"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// What holds in the whole country where the two have agreed nothing else, in working days.
const (
	defaultAnswer = 2
	defaultFirst  = 1
)

// Promise is when a question is to be answered, and who promised it.
type Promise struct {
	Answer     int64 // working days; 0 is the same day
	First      int64 // working days to the first human response
	Why        language.Text
	Agreement  string // empty when the two have none
	Commitment string // "K9.1"
}

// Terms are the promise to the clock.
func (p Promise) Terms() clock.Terms { return clock.Office(int(p.Answer), p.Why) }

// Promised gives what holds between the asker and the receiver now: the commitment in force, else what the receiver says
// at its contact path, else what holds in the whole country. An urgent question is promised the same day everywhere.
func Promised(ctx context.Context, q db.Reader, e Enquiry) (Promise, error) {
	p, err := usual(ctx, q, e)
	if err != nil {
		return p, err
	}
	day := calendar.DateOf(q.Now())
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, Municipality: e.Municipality, On: day})
	if err != nil {
		return p, err
	}
	for _, a := range found {
		if !a.BindsOn(e.Asker, day) || !a.BindsOn(e.Receiver, day) {
			continue
		}
		held, err := commitment.InForce(ctx, q, a.ID, day)
		if err != nil {
			return p, err
		}
		return p.by(held, a.ID, e), nil
	}
	return p, nil
}

// asked is between whom a promise holds, for what and when.
type asked struct {
	asker, receiver, municipality, path string
	urgent                              bool
	day                                 calendar.Date
}

// newPromises remembers what is promised, which is asked of every question and changes with an agreement.
func newPromises() *db.Kept[asked, Promise] {
	return &db.Kept[asked, Promise]{Tables: []string{"agreement", "commitment", "contact_path", "directory_"}, Age: 10 * time.Second, Most: 10_000}
}

// promised is Promised, remembered.
func (s *Service) promised(ctx context.Context, q db.Reader, e Enquiry) (Promise, error) {
	key := asked{e.Asker, e.Receiver, e.Municipality, e.Path, e.Urgent, calendar.DateOf(q.Now())}
	return s.promises.Get(s.Trail.DB(), key, func() (Promise, error) { return Promised(ctx, q, e) })
}

// usual is what holds without an agreement.
func usual(ctx context.Context, q db.Reader, e Enquiry) (Promise, error) {
	t := language.T
	p := Promise{Answer: defaultAnswer, First: defaultFirst, Why: t("nationellt riktmärke, ingen överenskommelse säger annat", "national standard, no agreement says otherwise")}
	if e.Urgent {
		p.Answer, p.First = 0, 0
		p.Why = t("brådskande fråga, nationellt riktmärke", "urgent question, national standard")
		return p, nil
	}
	if e.Path == "" {
		return p, nil
	}
	path, err := contact.Get(ctx, q, e.Path)
	if fault.Is(err, fault.NotFound) {
		return p, nil
	}
	if err == nil && path.AnswerDays > 0 {
		p.Answer, p.First = int64(path.AnswerDays), int64(path.FirstDays)
		p.Why = t("kontaktvägen %s", "the contact path %s").With(path.Name)
	}
	return p, err
}

// by takes the promises of an agreement into account: those that the receiver's side made.
func (p Promise) by(held []commitment.Held, agreementID string, e Enquiry) Promise {
	metric := answerTime
	if e.Urgent {
		metric = sameDay
	}
	if h, m, ok := promises(held, firstResponse, e.Receiver); ok && !e.Urgent && m.LimitUnit == clause.WorkingDays {
		p.First, p.Agreement = int64(m.Limit), h.Agreement
	}
	if h, m, ok := promises(held, metric, e.Receiver); ok {
		p.Agreement, p.Commitment = agreementID, h.Number
		p.Why = language.T("överenskommelsen, § %d (%s)", "the agreement, § %d (%s)").With(h.ClauseNo, h.Number)
		if m.LimitUnit == clause.WorkingDays && !e.Urgent {
			p.Answer = int64(m.Limit)
		}
	}
	return p
}

// promises finds what a receiver's side has promised in a measure.
func promises(held []commitment.Held, metric, receiver string) (commitment.Held, clause.Measure, bool) {
	side := clause.Municipality
	if receiver == directory.PES {
		side = clause.Agency
	}
	for _, h := range held {
		if h.Commitment.By != side && h.Commitment.By != clause.Both {
			continue
		}
		if i := slices.IndexFunc(h.Commitment.Measures, func(m clause.Measure) bool { return m.Metric == metric }); i >= 0 {
			return h, h.Commitment.Measures[i], true
		}
	}
	return commitment.Held{}, clause.Measure{}, false
}
