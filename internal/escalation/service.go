package escalation

import (
	"context"
	"slices"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Service is the use cases. Each act is all or nothing: the level, the step, who was told, the fact, the note and the
// notices stand together or not at all.
type Service struct {
	Trail     *audit.Trail
	Enquiries *enquiry.Service
	Tell      Teller // tells people; nil when nobody is told

	ladders *known
}

// Teller tells people of an escalation, in the act. What it says is nothing about anybody.
type Teller func(ctx context.Context, tx *audit.Tx, n News) error

// NewsKind is a sort of notice of this room.
type NewsKind string

// The sorts of notice.
const (
	NewsRaised NewsKind = "escalation.raised"
	NewsDue    NewsKind = "escalation.due"
	NewsEnded  NewsKind = "escalation.ended"
)

// NewsKinds lists the sorts of notice.
func NewsKinds() []NewsKind { return []NewsKind{NewsRaised, NewsDue, NewsEnded} }

// News is what some people are told.
type News struct {
	Kind       NewsKind
	Escalation Escalation
	Question   *enquiry.Enquiry // of whoever handles the question itself, where nothing is escalated yet
	Accounts   []string
	Text       language.Text
}

// New makes the service, and follows what becomes of questions.
func New(trail *audit.Trail, questions *enquiry.Service) *Service {
	s := &Service{Trail: trail, Enquiries: questions, ladders: newKnown()}
	questions.Followers = append(questions.Followers, s.Follow)
	return s
}

// Key says which escalation, and the version of it that the person saw.
type Key struct {
	ID      string
	Version int64 // zero: as it is now
}

// noted is what the trail says of an act: nothing that was written.
type noted struct {
	Kind   StepKind     `json:"kind"`
	Level  ladder.Level `json:"level"`
	Reason Reason       `json:"reason,omitempty"`
	Ending Ending       `json:"ending,omitempty"`
	Until  db.Time      `json:"until,omitzero"`
	Told   int          `json:"told,omitempty"` // at the side that acts: how many the other side told is its own
}

// began makes the escalation of a question as it is when it begins.
func (s *Service) began(ctx context.Context, tx *audit.Tx, q enquiry.Enquiry, byHand bool) (Escalation, error) {
	agreementID, l, err := LadderBetween(ctx, tx, q.Asker, q.Receiver, q.Municipality, calendar.DateOf(tx.Now()))
	if err != nil {
		return Escalation{}, err
	}
	e := Escalation{ID: tx.NewID(), ThingKind: enquiry.Kind, ThingID: q.ID, Round: q.Round, Municipality: q.Municipality, About: aboutOf(q), Agreement: agreementID,
		Commitment: q.Commitment, Ladder: frozen{l}, Asks: q.Asker, Owes: q.Receiver, ByHand: byHand, Due: q.Due, OpenedAt: db.At(tx.Now()), State: Open, Version: 1}
	e.rise(ladder.Coordinators, tx.Now())
	return e, nil
}

// aboutOf is the sort of matter of a question. Its topic is not told: that somebody's disability or sanction is asked about
// is more than the level needs.
func aboutOf(q enquiry.Enquiry) About {
	info, ok := contact.TopicOf(q.Topic)
	switch {
	case !q.Personal || ok && !info.Personal:
		return AboutGeneral
	case slices.Contains([]contact.Topic{"Q-OFFICER", "Q-MEETING", "M-OFFICER", "M-MEETING"}, q.Topic):
		return AboutContact
	}
	return AboutPerson
}

// enter writes a new escalation with its sides and its first step.
func (s *Service) enter(ctx context.Context, tx *audit.Tx, e Escalation, desks []*enquiry.Desk, step Step) error {
	if err := db.Insert(ctx, tx, "escalation", e); err != nil {
		return err
	}
	for _, d := range desks {
		if d.LeftAt.IsZero() && (d.Authority == e.Asks || d.Authority == e.Owes) {
			if err := putSide(ctx, tx, Side{Escalation: e.ID, Authority: d.Authority, Unit: d.Unit}); err != nil {
				return err
			}
		}
	}
	return s.raised(ctx, tx, e, step)
}

// raised writes that an escalation stands on a level now, and tells those of the level.
func (s *Service) raised(ctx context.Context, tx *audit.Tx, e Escalation, step Step) error {
	told, err := s.everybody(ctx, tx, e, e.Level)
	if err != nil {
		return err
	}
	handle, err := s.handlersOf(ctx, tx, e, e.Owes)
	if err != nil {
		return err
	}
	for i := range handle {
		handle[i].Part = Handling
	}
	step.Escalation, step.Kind, step.Level, step.Told = e.ID, Raised, e.Level, unique(append(told, handle...))
	return s.step(ctx, tx, e, step, NewsRaised, raisedSaid)
}

// everybody is who is told at the sides that still take part.
func (s *Service) everybody(ctx context.Context, q db.Reader, e Escalation, level ladder.Level) (out []Told, err error) {
	all, err := sides(ctx, q, e.ID)
	if err != nil {
		return nil, err
	}
	for _, side := range all {
		if !side.LeftAt.IsZero() {
			continue
		}
		told, err := s.toldOf(ctx, q, e, side, level)
		if err != nil {
			return nil, err
		}
		out = append(out, told...)
	}
	return out, nil
}

// step writes a step, notes it and tells those whom it names.
func (s *Service) step(ctx context.Context, tx *audit.Tx, e Escalation, step Step, kind NewsKind, say saying) error {
	actor := tx.Actor()
	step.Authority, step.Account = actor.Authority, actor.ID
	if err := addStep(ctx, tx, s.Trail.Keys(), &step); err != nil {
		return err
	}
	n := noted{Kind: step.Kind, Level: step.Level, Reason: step.Reason, Ending: e.Ending, Until: step.Until, Told: own(step.Told, actor.Authority)}
	if err := tx.Note(actionOf(actor, step.Kind), e.Ref(), n); err != nil {
		return err
	}
	text, err := say.said(ctx, tx, e)
	if err != nil {
		return err
	}
	return s.tell(ctx, tx, e, step, kind, text)
}

// tell tells those whom a step names but whoever took it. Who handles the question is told of the question, by the number
// that the others know.
func (s *Service) tell(ctx context.Context, tx *audit.Tx, e Escalation, step Step, kind NewsKind, text language.Text) error {
	if s.Tell == nil {
		return nil
	}
	var risen, handling []string
	for _, t := range step.Told {
		switch {
		case t.Account == "" || t.Account == tx.Actor().ID:
		case t.Part == Handling:
			handling = append(handling, t.Account)
		default:
			risen = append(risen, t.Account)
		}
	}
	if len(risen) > 0 {
		if err := s.Tell(ctx, tx, News{Kind: kind, Escalation: e, Accounts: risen, Text: text}); err != nil {
			return err
		}
	}
	if len(handling) == 0 {
		return nil
	}
	question, _, err := s.Enquiries.ByID(ctx, tx, e.ThingID)
	if err != nil {
		return err
	}
	return s.Tell(ctx, tx, News{Kind: kind, Escalation: e, Question: &question, Accounts: handling, Text: handlingSaid(e, kind, text)})
}

// own counts those told at one side.
func own(all []Told, authority string) (n int) {
	for _, t := range all {
		if t.Authority == authority && t.Account != "" {
			n++
		}
	}
	return n
}

func actionOf(a policy.Actor, k StepKind) policy.Action {
	if a.Process != "" || k == Moved || k == Finished {
		return policy.TendEscalations
	}
	return policy.DecideEscalation
}

// Raise raises a question to the coordinators of both sides before its time is up, or when it was not raised by itself.
func (s *Service) Raise(ctx context.Context, actor policy.Actor, question enquiry.Key, why Reason) (e Escalation, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		e = Escalation{}
		thing := enquiry.Enquiry{ID: question.ID}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadEnquiry, thing); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.RaiseEnquiry, thing); err != nil {
			return err
		}
		if err := s.Enquiries.Hold(ctx, tx, question.ID); err != nil {
			return err
		}
		q, desks, err := s.Enquiries.ByID(ctx, tx, question.ID)
		if err != nil {
			return err
		}
		if err := mayRise(q, why); err != nil {
			return err
		}
		if _, ok, err := of(ctx, tx, q.Ref(), q.Round); err != nil || ok {
			if err == nil {
				err = fault.New(fault.Conflict, already)
			}
			return err
		}
		if e, err = s.began(ctx, tx, q, true); err != nil {
			return err
		}
		return s.enter(ctx, tx, e, desks, Step{Reason: why})
	})
	return e, err
}

// mayRise is the rule: what both sides have here and still waits for something.
func mayRise(q enquiry.Enquiry, why Reason) error {
	switch {
	case !slices.Contains(Reasons(), why):
		return fault.New(fault.Invalid, putRight, fault.Field(fieldReason, chooseReason))
	case q.Noted || !enquiry.BothHere(q):
		return fault.New(fault.Conflict, onlyOneSide)
	case !q.State.Live():
		return fault.New(fault.Conflict, nothingWaits)
	}
	return nil
}

// Decision is what a level decides.
type Decision struct {
	Until  calendar.Date // a new time: the last day on which it is to be answered
	Settle bool          // it is settled without an answer
	Next   bool          // it is raised to the next level now
	Reason Reason        // of raising it
	Text   string        // what was decided; never about a person
}

// Decide is a level's decision: a new time, that it is settled, or that it goes to the next level now.
func (s *Service) Decide(ctx context.Context, actor policy.Actor, k Key, d Decision) (e Escalation, err error) {
	d.Text = strings.TrimSpace(d.Text)
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if e, err = s.decidable(ctx, tx, actor, k); err != nil {
			return err
		}
		if err := d.check(e, actor, tx.Now()); err != nil {
			return err
		}
		switch {
		case d.Next:
			e.rise(e.Level+1, tx.Now())
			if err := update(ctx, tx, &e); err != nil {
				return err
			}
			return s.raised(ctx, tx, e, Step{Reason: d.Reason})
		case d.Settle:
			e.end(Settled, tx.Now())
			return s.decided(ctx, tx, e, Step{Kind: Decided, Text: d.Text}, NewsEnded)
		}
		e.AgreedUntil = db.At(d.Until.At(16, 30))
		e.settle()
		return s.decided(ctx, tx, e, Step{Kind: Agreed, Text: d.Text, Until: e.AgreedUntil}, NewsRaised)
	})
	return e, err
}

// decidable gives the escalation for a decision that the actor may take part in: a coordinator of a side writes down what
// any level decides, anybody else decides on the level to which it went to them.
func (s *Service) decidable(ctx context.Context, tx *audit.Tx, actor policy.Actor, k Key) (e Escalation, err error) {
	thing := Escalation{ID: k.ID}.Ref()
	if err := policy.CheckRead(ctx, tx, actor, policy.ReadEscalation, thing); err != nil {
		return e, err
	}
	if err := policy.Check(ctx, tx, actor, policy.DecideEscalation, thing); err != nil {
		return e, err
	}
	if e, err = get(ctx, tx, k.ID); err != nil {
		return e, err
	}
	if k.Version != 0 && k.Version != e.Version {
		return e, fault.New(fault.Conflict, meanwhile)
	}
	if e.State != Open {
		return e, fault.New(fault.Conflict, isOver)
	}
	if actor.Has(policy.Coordinator) {
		return e, nil
	}
	n, err := db.One[int](ctx, tx, `SELECT COUNT(*) FROM escalation_told WHERE escalation_id = $1 AND level = $2 AND account_id = $3 AND authority_id = $4`, e.ID, e.Level, actor.ID, actor.Authority)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, otherLevel.With(e.Level.Role()))
	}
	return e, err
}

// decided writes what a level decided, and tells everybody who has been told before.
func (s *Service) decided(ctx context.Context, tx *audit.Tx, e Escalation, step Step, kind NewsKind) error {
	if err := update(ctx, tx, &e); err != nil {
		return err
	}
	told, err := s.toldBefore(ctx, tx, e)
	if err != nil {
		return err
	}
	step.Escalation, step.Level, step.Told = e.ID, e.Level, told
	return s.step(ctx, tx, e, step, kind, decidedSaid)
}

// toldBefore are those whom it has gone to on any level at a side that still takes part, and who may still know of it.
func (s *Service) toldBefore(ctx context.Context, q db.Reader, e Escalation) (out []Told, err error) {
	all, err := db.All[Told](ctx, q, `SELECT DISTINCT '' AS step_id, 0 AS place, t.escalation_id, 0 AS level, t.authority_id, t.account_id, t.name, t.part FROM escalation_told t
		WHERE t.escalation_id = $1 AND t.account_id <> '' AND t.level > 1 ORDER BY t.authority_id, t.name, t.account_id, t.part`, e.ID)
	if err != nil {
		return nil, err
	}
	part, err := sides(ctx, q, e.ID)
	if err != nil {
		return nil, err
	}
	for _, side := range part {
		if !side.LeftAt.IsZero() {
			continue
		}
		own := slices.DeleteFunc(slices.Clone(all), func(t Told) bool { return t.Authority != side.Authority })
		if own, err = s.allowed(ctx, q, e, side, own); err != nil {
			return nil, err
		}
		out = append(out, own...)
	}
	return unique(out), nil
}

// end ends it.
func (e *Escalation) end(why Ending, now time.Time) {
	e.State, e.Ending, e.EndedAt, e.AgreedUntil = Ended, why, db.At(now), db.Time{}
	e.settle()
}
