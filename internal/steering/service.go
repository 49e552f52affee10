package steering

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Service is the use cases of the groups, their meetings and the reviews.
type Service struct {
	Trail *audit.Trail
	Open  []Open // what other rooms have that is open under an agreement, in the order of the agenda
	// Notice tells how many months of notice the text of an agreement gives; nil counts as the template proposes.
	Notice agreement.NoticeReader
	Base   string // where the product is, for calendar files: "https://samsyn.example"; empty leaves the link out
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// today is the day of the act or of the asking, in Sweden.
func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// invalid is the fault of what cannot be saved as it stands; nil when nothing is wrong.
func invalid(problems []fault.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved."), problems...)
}

func conflict(sv, en string) error { return fault.New(fault.Conflict, language.T(sv, en)) }

// partiesOf are the ids of the authorities that an agreement binds.
func partiesOf(a agreement.Agreement) (out []string) {
	for _, p := range a.Parties {
		out = append(out, p.Authority)
	}
	return out
}

// openUnder is what is open under an agreement: this room's decisions first, then what the other rooms say.
func (s *Service) openUnder(ctx context.Context, q db.Reader, agreementID string) ([]Item, error) {
	out, err := openDecisions(ctx, q, agreementID)
	if err != nil {
		return nil, err
	}
	for _, open := range s.Open {
		more, err := open(ctx, q, agreementID)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// may asks whether the actor may do an action to a group or a meeting. To who may not even read it, it is not there.
func may(ctx context.Context, q db.Reader, actor policy.Actor, act policy.Action, thing ref.Ref) error {
	read := policy.ReadMeeting
	if thing.Kind == GroupThing {
		read = policy.ReadGroup
	}
	if err := policy.CheckRead(ctx, q, actor, read, thing); err != nil {
		return err
	}
	return policy.Check(ctx, q, actor, act, thing)
}

// reading asks whether the actor may read something of the agreement.
func (s *Service) reading(ctx context.Context, actor policy.Actor, act policy.Action, id string) (agreement.Agreement, error) {
	a, err := agreement.ByID(ctx, s.Trail.DB(), id)
	if err != nil {
		return a, err
	}
	return a, policy.CheckRead(ctx, s.Trail.DB(), actor, act, a.Ref())
}
