package routine

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Service is the use cases of the routines.
type Service struct {
	Trail *audit.Trail
	Tell  Teller // who is told of what happens; nil when nobody is
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// Input is what a person writes of a routine.
type Input struct {
	Content
	Owner        string // authority, a party of the agreement
	OwnerRole    string
	OwnerAccount string // of the owner's staff; empty when nobody is named
}

// Write begins a routine under an agreement, as a draft.
func (s *Service) Write(ctx context.Context, actor policy.Actor, agreementID string, in Input) (Routine, error) {
	return s.begin(ctx, actor, agreementID, Routine{}, in)
}

// begin makes a routine of what is written; r says where it comes from.
func (s *Service) begin(ctx context.Context, actor policy.Actor, agreementID string, r Routine, in Input) (Routine, error) {
	in.Content = in.Content.tidied()
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddRoutine, ref.To(agreement.AgreementKind, agreementID)); err != nil {
			return err
		}
		r.ID, r.Agreement, r.State, r.Sharing, r.Latest = tx.NewID(), agreementID, Draft, Own, 1
		if err := settle(ctx, tx, &r, in); err != nil {
			return err
		}
		if err := insert(ctx, tx, &r, in.Content); err != nil {
			return taken(err)
		}
		return tx.Note(policy.AddRoutine, r.Ref(), noteOf(r))
	})
	return r, err
}

// settle checks what was written, and the owner against the agreement's parties and the staff there.
func settle(ctx context.Context, tx *audit.Tx, r *Routine, in Input) error {
	problems := in.Content.check()
	parties, err := partiesOf(ctx, tx, r.Agreement)
	if err != nil {
		return err
	}
	bound := false
	for _, p := range parties {
		bound = bound || p.Authority == in.Owner
	}
	if !bound {
		problems = append(problems, fault.Field(fieldOwner, needOwner))
	}
	if in.OwnerRole == "" || len([]rune(in.OwnerRole)) > longWho {
		problems = append(problems, fault.Field(fieldRole, needRole))
	}
	if in.OwnerAccount != "" && in.OwnerAccount != r.OwnerAccount {
		ok, err := worksAt(ctx, tx, in.OwnerAccount, in.Owner)
		if err != nil {
			return err
		}
		if !ok || tx.Actor().Authority != in.Owner {
			problems = append(problems, fault.Field(fieldAccount, needAccount))
		}
	}
	if len(problems) > 0 {
		return fault.New(fault.Invalid, putRight, problems...)
	}
	if in.Owner != r.Owner && in.OwnerAccount == r.OwnerAccount {
		in.OwnerAccount = "" // the person named works at the authority that no longer owns it
	}
	r.Owner, r.OwnerRole, r.OwnerAccount = in.Owner, in.OwnerRole, in.OwnerAccount
	return nil
}

// worksAt tells whether an account that is not blocked is of an authority.
func worksAt(ctx context.Context, q db.Reader, id, authority string) (bool, error) {
	a, err := account.ByID(ctx, q, id)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil && a.Authority == authority && a.State() != account.Blocked, err
}

// Edit changes a routine: the draft if there is one, else it begins the next version as a draft beside the one in force.
// version is the one that the person saw.
func (s *Service) Edit(ctx context.Context, actor policy.Actor, id string, version int64, in Input) (Routine, error) {
	in.Content = in.Content.tidied()
	return s.change(ctx, actor, policy.EditRoutine, id, version, func(tx *audit.Tx, r Routine) (Routine, error) {
		if r.State == Retired {
			return r, fault.New(fault.Conflict, isRetired)
		}
		before := r
		if err := settle(ctx, tx, &r, in); err != nil {
			return r, err
		}
		changed, err := draft(ctx, tx, &r, in.Content)
		if err == nil && !changed && before == r {
			err = fault.New(fault.Invalid, nothingChanged)
		}
		return r, err
	})
}

// draft keeps content as the draft, and tells whether it says anything that the newest version does not.
func draft(ctx context.Context, tx *audit.Tx, r *Routine, c Content) (bool, error) {
	newest, err := edition(ctx, tx, r.ID, r.Latest)
	if err != nil || situation(all(newest.Content), all(c), all(c)) == Untouched {
		return false, err
	}
	if !r.HasDraft() {
		r.Latest++
	}
	return true, putEdition(ctx, tx, Edition{Routine: r.ID, No: r.Latest, Content: c, MadeAt: db.At(tx.Now())})
}

// all is a whole content as one text, for telling whether two are alike.
func all(c Content) (text string) {
	for _, p := range Parts() {
		text += part(c, p) + "\x00"
	}
	return text
}

// PutInForce lets the draft hold from today, to be reviewed on a day. Those who have taken the routine over are offered
// what is new.
func (s *Service) PutInForce(ctx context.Context, actor policy.Actor, id string, version int64, review calendar.Date) (Routine, error) {
	return s.change(ctx, actor, policy.EditRoutine, id, version, func(tx *audit.Tx, r Routine) (Routine, error) {
		day := today(tx)
		r, err := r.putInForce(review, day)
		if err != nil {
			return r, err
		}
		if err := beginEdition(ctx, tx, r.ID, r.Current, day); err != nil {
			return r, err
		}
		return r, s.offer(ctx, tx, r)
	})
}

// Review says that the version in force was looked over and still holds, until the next review.
func (s *Service) Review(ctx context.Context, actor policy.Actor, id string, version int64, next calendar.Date) (Routine, error) {
	return s.change(ctx, actor, policy.EditRoutine, id, version, func(tx *audit.Tx, r Routine) (Routine, error) {
		return r.reviewed(next, today(tx))
	})
}

// Retire ends a routine.
func (s *Service) Retire(ctx context.Context, actor policy.Actor, id string, version int64) (Routine, error) {
	return s.change(ctx, actor, policy.EditRoutine, id, version, func(_ *audit.Tx, r Routine) (Routine, error) { return r.retire() })
}

// change is what every change of one routine has in common: read, may, rule, write, note.
func (s *Service) change(ctx context.Context, actor policy.Actor, act policy.Action, id string, version int64, rule func(*audit.Tx, Routine) (Routine, error)) (r Routine, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		before, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := may(ctx, tx, actor, act, before); err != nil {
			return err
		}
		if before.Version != version {
			return fault.New(fault.Conflict, changedMeanwhile)
		}
		if r, err = rule(tx, before); err != nil {
			return err
		}
		e, err := edition(ctx, tx, r.ID, r.shown())
		if err != nil {
			return err
		}
		if err := update(ctx, tx, &r, e.Content); err != nil {
			return err
		}
		return tx.Note(act, r.Ref(), noteOf(r))
	})
	return r, err
}

// may asks whether the actor may do something to a routine. For who may not even read it, it does not exist.
func may(ctx context.Context, q db.Reader, actor policy.Actor, act policy.Action, r Routine) error {
	err := policy.Check(ctx, q, actor, act, r.Ref())
	if fault.Is(err, fault.Denied) || fault.Is(err, fault.Unauthenticated) {
		if hidden := readable(ctx, q, actor, r); hidden != nil {
			return hidden
		}
	}
	return err
}

// readable is nil when the actor may read the routine: it is shared, or their authority is a party.
func readable(ctx context.Context, q db.Reader, actor policy.Actor, r Routine) error {
	err := policy.CheckRead(ctx, q, actor, policy.ReadSharedRoutine, ref.To(SharedKind, r.ID))
	if fault.Is(err, fault.NotFound) {
		return policy.CheckRead(ctx, q, actor, policy.ReadRoutine, r.Ref())
	}
	return err
}

// One gives a routine that the reader may see, or a fault of kind NotFound.
func One(ctx context.Context, q db.Reader, reader policy.Actor, id string) (Routine, error) {
	r, err := get(ctx, q, id)
	if err != nil {
		return Routine{}, err
	}
	return r, readable(ctx, q, reader, r)
}

// Newest gives a routine's newest version, a draft if there is one, to those who may change it.
func (s *Service) Newest(ctx context.Context, actor policy.Actor, id string) (Edition, error) {
	q := s.Trail.DB()
	r, err := get(ctx, q, id)
	if err == nil {
		err = may(ctx, q, actor, policy.EditRoutine, r)
	}
	if err != nil {
		return Edition{}, err
	}
	return edition(ctx, q, id, r.Latest)
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// noted is what the trail says of a routine as it is after an act. It names no person but by id.
type noted struct {
	State   State         `json:"routine_state"`
	Sharing Sharing       `json:"sharing"`
	Current int64         `json:"current"`
	Latest  int64         `json:"latest"`
	Review  calendar.Date `json:"review_on,omitzero"`
	Owner   string        `json:"authority"`
	Account string        `json:"person,omitempty"`
	Origin  string        `json:"origin,omitempty"`
	Seen    int64         `json:"origin_seen,omitempty"`
}

func noteOf(r Routine) noted {
	return noted{r.State, r.Sharing, r.Current, r.Latest, r.ReviewOn, r.Owner, r.OwnerAccount, r.Origin, r.OriginSeen}
}

var (
	needOwner      = language.T("välj en part i överenskommelsen", "choose a party to the agreement")
	needRole       = language.T("skriv vilken roll som äger rutinen, till exempel samverkansansvarig", "write which role owns the routine, such as coordinator")
	needAccount    = language.T("välj en kollega i din egen myndighet, när den äger rutinen", "choose a colleague in your own authority, when it owns the routine")
	nothingChanged = language.T("Inget är ändrat. Ändra något fält eller gå tillbaka.", "Nothing is changed. Change a field or go back.")
)
