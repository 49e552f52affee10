package commitment

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Service is the use cases of the commitments.
type Service struct {
	Trail  *audit.Trail
	Tell   Teller      // nil when nobody is told
	Turns  Turns       // how the commitments turn out; nil when nobody says
	Panels []PagePanel // on a commitment's page, after what is promised
}

// Teller tells some authorities, in the act, what has been said about a commitment.
type Teller func(ctx context.Context, tx *audit.Tx, h Held, authorities []string, news language.Text) error

// Turnout is how a commitment turns out, in few words.
type Turnout struct {
	Said   language.Text // "februari 2026: 91,1 % inom 2 arbetsdagar av 214 frågor"
	Path   string        // to how the figure was reckoned
	Status ui.Status
	Judged bool // whether there is a verdict: kept, at risk or broken
}

// Turns tells a reader how the commitments of an agreement turn out, by number.
type Turns func(r *web.Request, a agreement.Agreement, day calendar.Date) (map[string]Turnout, error)

// PagePanel is a part of a commitment's page that another room shows; nil when there is nothing to show to this reader.
type PagePanel func(r *web.Request, h Held, a agreement.Agreement) (templ.Component, error)

// turnouts are those of an agreement; none when nobody says.
func (s *Service) turnouts(r *web.Request, a agreement.Agreement, day calendar.Date) (map[string]Turnout, error) {
	if s.Turns == nil {
		return nil, nil
	}
	return s.Turns(r, a, day)
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// Key says which commitment, and the version of it that the person saw.
type Key struct {
	Agreement string
	Number    string
	Version   int64
}

// Dispute says for the actor's authority that a commitment cannot stand as it is, and why.
func (s *Service) Dispute(ctx context.Context, actor policy.Actor, k Key, reason string) (Held, error) {
	return s.step(ctx, actor, k, stepDisputed, dispute, reason)
}

// Answer answers a dispute of the other side; the commitment is then under review.
func (s *Service) Answer(ctx context.Context, actor policy.Actor, k Key, text string) (Held, error) {
	return s.step(ctx, actor, k, stepAnswered, answer, text)
}

// Propose says how a commitment under review should be read, or why it should stand.
func (s *Service) Propose(ctx context.Context, actor policy.Actor, k Key, o Outcome, text string) (Held, error) {
	return s.step(ctx, actor, k, stepProposed, propose(o), text)
}

// ProposeTarget says by which target a commitment under review should be read until an amendment, and why.
func (s *Service) ProposeTarget(ctx context.Context, actor policy.Actor, k Key, target clause.Number, text string) (Held, error) {
	return s.step(ctx, actor, k, stepProposed, proposeTarget(target), text)
}

// Accept agrees to what the other side has proposed.
func (s *Service) Accept(ctx context.Context, actor policy.Actor, k Key) (Held, error) {
	return s.step(ctx, actor, k, stepStands, accept, "")
}

// TakeBack ends a dispute that the actor's own side began.
func (s *Service) TakeBack(ctx context.Context, actor policy.Actor, k Key, reason string) (Held, error) {
	return s.step(ctx, actor, k, stepTaken, takeBack, reason)
}

// noted is what the trail says of a step; what the parties wrote stands in the room's own rows.
type noted struct {
	Step   stepKind `json:"step"`
	State  State    `json:"state"`
	Number string   `json:"commitment"`
}

// step is what all steps have in common: read, may, rule, write, note, tell.
func (s *Service) step(ctx context.Context, actor policy.Actor, k Key, as stepKind, r rule, text string) (h Held, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		kind, said := as, strings.TrimSpace(text) // the act may be run again, and begins as it began
		before, a, err := one(ctx, tx, k.Agreement, k.Number, calendar.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.DisputeCommitment, a.Ref()); err != nil {
			return err
		}
		if before.Version != k.Version {
			return fault.New(fault.Conflict, changedMeanwhile)
		}
		if h, err = r(before, actor.Authority, said); err != nil {
			return err
		}
		if kind == stepStands && h.State == Adjusted {
			kind, said, h.Reading.On = stepAdjusted, h.Adjustment, calendar.DateOf(tx.Now())
		}
		if err := update(ctx, tx, h); err != nil {
			return err
		}
		h.Version++
		if err := putStep(ctx, tx, h.ID, kind, said); err != nil {
			return err
		}
		if err := tx.Note(policy.DisputeCommitment, h.Ref(), noted{kind, h.State, h.Number}); err != nil {
			return err
		}
		return s.tell(ctx, tx, h, a, kind)
	})
	return h, err
}

// tell lets every other party know.
func (s *Service) tell(ctx context.Context, tx *audit.Tx, h Held, a agreement.Agreement, kind stepKind) error {
	if s.Tell == nil {
		return nil
	}
	var others []string
	for _, p := range a.PartiesOn(calendar.DateOf(tx.Now())) {
		if p.Authority != tx.Actor().Authority {
			others = append(others, p.Authority)
		}
	}
	return s.Tell(ctx, tx, h, others, news(kind).With(h.Number))
}

// news is what the others are told of a step.
func news(kind stepKind) language.Text {
	switch kind {
	case stepDisputed:
		return language.T("Åtagandet %s har bestritts. Den andra parten ska svara.", "Commitment %s has been disputed. The other party should answer.")
	case stepAnswered:
		return language.T("Bestridandet av åtagandet %s har fått svar. Nu söker parterna en lösning.", "The dispute of commitment %s has been answered. The parties now look for a solution.")
	case stepProposed:
		return language.T("Det finns ett förslag till lösning för åtagandet %s.", "There is a proposed solution for commitment %s.")
	case stepAdjusted:
		return language.T("Parterna är överens: åtagandet %s är justerat.", "The parties agree: commitment %s is adjusted.")
	case stepTaken:
		return language.T("Bestridandet av åtagandet %s är återtaget.", "The dispute of commitment %s has been taken back.")
	}
	return language.T("Parterna är överens: åtagandet %s står kvar som det är.", "The parties agree: commitment %s stands as it is.")
}

// mayDo tells whether the reader may do something with a commitment. A database that cannot answer is an
// error, not a no.
func mayDo(ctx context.Context, q db.Reader, actor policy.Actor, act policy.Action, h Held) (bool, error) {
	err := policy.Check(ctx, q, actor, act, agreement.Agreement{ID: h.Agreement}.Ref())
	if denied(err) {
		return false, nil
	}
	return err == nil, err
}

// denied tells a no from a database that cannot answer.
func denied(err error) bool {
	return fault.Is(err, fault.Denied) || fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.NotFound)
}
