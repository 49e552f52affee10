package incident

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// Supervision is the decision on the supervisory authority (GDPR art. 33).
type Supervision struct {
	Notified Decision
	At       time.Time // when it was notified
	Number   string    // its number of the case, when it is known
	Why      string    // why not, or why it was notified after the hours were out
}

// Supervise notes that the supervisory authority has been notified, or why it is not. What was decided before is replaced,
// and stands in the history.
func (s *Service) Supervise(ctx context.Context, actor policy.Actor, k Key, in Supervision) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if !w.i.Breach() {
			return fault.New(fault.Conflict, noBreach)
		}
		why, err := in.checked(w)
		if err != nil {
			return err
		}
		w.i.Supervisor, w.i.SupervisorAt, w.i.SupervisorNo = in.Notified, db.Time{}, ""
		if in.Notified == Yes {
			w.i.SupervisorAt, w.i.SupervisorNo = db.At(in.At), strings.TrimSpace(in.Number)
		}
		w.occur(Supervise, "", why)
		return nil
	})
}

func (in Supervision) checked(w *work) (why string, err error) {
	late := in.Notified == Yes && in.At.After(w.i.SupervisorDue.Time)
	switch {
	case in.Notified != Yes && in.Notified != No:
		return "", problem(fieldNotified, chooseNotified)
	case in.Notified == Yes && in.At.IsZero():
		return "", problem(fieldDay, sayNotifiedAt)
	case in.Notified == Yes && (in.At.After(w.tx.Now()) || in.At.Before(w.i.DiscoveredAt.Time)):
		return "", problem(fieldDay, sayBetween)
	case len(in.Number) > 100:
		return "", problem(fieldNumber, tooLong.With(100))
	}
	missing := sayWhyNot
	if late {
		missing = sayWhyLate
	}
	return w.written(fieldWhy, in.Why, in.Notified == No || late, missing)
}

// Information is the decision on the persons concerned (GDPR art. 34).
type Information struct {
	Told Decision
	Why  string // why not; or how they were told
}

// Inform notes that the persons concerned have been told, or why they are not.
func (s *Service) Inform(ctx context.Context, actor policy.Actor, k Key, in Information) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if !w.i.Breach() {
			return fault.New(fault.Conflict, noBreach)
		}
		if in.Told != Yes && in.Told != No {
			return problem(fieldTold, chooseTold)
		}
		why, err := w.written(fieldWhy, in.Why, true, sayHowOrWhy)
		if err != nil {
			return err
		}
		w.i.Told, w.i.ToldAt = in.Told, db.Time{}
		if in.Told == Yes {
			w.i.ToldAt = db.At(w.tx.Now())
		}
		w.occur(Inform, "", why)
		return nil
	})
}

// Concern adds another authority that is to be told. Its hours run from the discovery all the same.
func (s *Service) Concern(ctx context.Context, actor policy.Actor, k Key, authority string) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if err := w.concern(authority); err != nil {
			return err
		}
		w.i.PartyNews = Quiet
		return db.Insert(w.ctx, w.tx, "incident_party", w.parties[len(w.parties)-1])
	})
}

// conversationKind and the kinds of its messages.
const (
	conversationKind exchange.Kind = "incident"
	msgTold          exchange.Kind = "incident"
	msgMore          exchange.Kind = "incident-more"
	msgAnnulled      exchange.Kind = "incident-annulled"
)

// TellParty tells another authority what it needs to know, in a message that is frozen and that gives it an entry of its own;
// again, it adds to what was told. What was written for the own register does not go along.
func (s *Service) TellParty(ctx context.Context, actor policy.Actor, k Key, authority, text string) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		n := slices.IndexFunc(w.parties, func(p Party) bool { return p.Authority == authority })
		if n < 0 {
			return problem(fieldConcerned, chooseConcerned)
		}
		text, err := w.written(fieldText, text, true, sayForThem)
		if err != nil {
			return err
		}
		p := &w.parties[n]
		if !p.ToldAt.IsZero() {
			w.occur(More, authority, text)
			return w.more(*p, msgMore, text)
		}
		w.occur(Tell, authority, text)
		return w.first(p, text)
	})
}

// first begins the thread with an authority, and its entry there.
func (w *work) first(p *Party, text string) error {
	o := exchange.Opening{Kind: conversationKind, Subject: string(w.i.Sort), From: exchange.Party{Authority: w.i.Authority}, To: exchange.Party{Authority: p.Authority}}
	c, _, err := w.Exchange.Start(w.ctx, w.tx, o, w.i.Authority, exchange.Letter{Kind: msgTold, Body: text})
	if err != nil {
		return err
	}
	p.ToldAt, p.Conversation = db.At(w.tx.Now()), c.ID
	if _, err := w.tx.Exec(w.ctx, "UPDATE incident_party SET told_at = $2, conversation_id = $3 WHERE id = $1", p.ID, p.ToldAt, p.Conversation); err != nil {
		return err
	}
	return w.arrive(*p)
}

// arrive makes the entry of the authority that is told. It is aware from now on, and its own hours run.
func (w *work) arrive(p Party) error {
	now := db.At(w.tx.Now())
	there := Incident{ID: w.tx.NewID(), Authority: p.Authority, Origin: ToldOf, From: w.i.Authority, Party: p.ID, Conversation: p.Conversation, Sort: w.i.Sort, Categories: w.i.Categories,
		Persons: w.i.Persons, Protected: w.i.Protected, State: Open, DiscoveredAt: now, ReportedAt: now, Version: 1}.owing()
	a := &work{Service: w.Service, ctx: w.ctx, tx: w.tx, i: there, next: 1}
	a.occur(Arrive, w.i.Authority, "")
	a.settle()
	if err := a.number(); err != nil {
		return err
	}
	if err := insert(w.ctx, w.tx, a.i, content{}); err != nil {
		return err
	}
	if err := insertEvents(w.ctx, w.tx, a.events); err != nil {
		return err
	}
	return w.tellHeads(NoticeReported, p.Authority, a.i.Ref(), newsTold)
}

// more adds to what an authority was told.
func (w *work) more(p Party, kind exchange.Kind, text string) error {
	if _, err := w.Exchange.Post(w.ctx, w.tx, p.Conversation, w.i.Authority, exchange.Letter{Kind: kind, Body: text}); err != nil {
		return err
	}
	there, err := db.All[string](w.ctx, w.tx, "SELECT id FROM incident WHERE party_id = $1", p.ID)
	if err != nil || len(there) == 0 {
		return err
	}
	return w.tellHeads(NoticeMoved, p.Authority, Incident{ID: there[0]}.Ref(), newsMore)
}

// Acknowledge says to the authority that told of it that the message has come.
func (s *Service) Acknowledge(ctx context.Context, actor policy.Actor, k Key) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if w.i.Origin != ToldOf || !w.i.ReceivedAt.IsZero() {
			return fault.New(fault.Conflict, nothingToReceive)
		}
		w.i.ReceivedAt = db.At(w.tx.Now())
		w.occur(Receive, w.i.From, "")
		p, err := partyOf(w.ctx, w.tx, w.i.Party)
		if errors.Is(err, db.ErrNone) {
			return nil // the entry of whoever told is destroyed, and nobody waits there
		}
		if err != nil {
			return err
		}
		if _, err := w.tx.Exec(w.ctx, "UPDATE incident_party SET received_at = $2 WHERE id = $1", p.ID, w.i.ReceivedAt); err != nil {
			return err
		}
		return w.tellHeads(NoticeMoved, w.i.From, Incident{ID: p.Incident}.Ref(), newsReceived)
	})
}

// Measure notes something that was done about it.
func (s *Service) Measure(ctx context.Context, actor policy.Actor, k Key, text string) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		text, err := w.written(fieldText, text, true, sayMeasure)
		if err == nil {
			w.occur(Measure, "", text)
		}
		return err
	})
}

// Close ends an incident of which everything is decided and everybody told, with what was learnt.
func (s *Service) Close(ctx context.Context, actor policy.Actor, k Key, lessons string) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if left := lacks(w.i, w.parties); len(left) > 0 {
			return fault.New(fault.Conflict, leftToDo.With(leftSaid(left)))
		}
		lessons, err := w.written(fieldText, lessons, true, sayLessons)
		if err != nil {
			return err
		}
		w.occur(Close, "", lessons)
		return w.end(Closed)
	})
}

// Annul ends an incident that turned out to be none. Those who were told of it are told so, and what was promised of it is
// withdrawn.
func (s *Service) Annul(ctx context.Context, actor policy.Actor, k Key, why string) (Incident, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		why, err := w.written(fieldText, why, true, sayWhyNone)
		if err != nil {
			return err
		}
		w.occur(Annul, "", why)
		for _, p := range w.parties {
			if p.ToldAt.IsZero() {
				continue
			}
			if err := w.more(p, msgAnnulled, toldNone.Sv); err != nil {
				return err
			}
		}
		return w.end(Void)
	})
}

// end ends an incident, and the threads that it began.
func (w *work) end(state State) error {
	w.i.State, w.i.EndedAt = state, db.At(w.tx.Now())
	for _, p := range w.parties {
		if p.Conversation == "" {
			continue
		}
		if err := w.Exchange.Close(w.ctx, w.tx, p.Conversation); err != nil {
			return err
		}
	}
	return nil
}
