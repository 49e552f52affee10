package signing

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
	"samsyn/internal/signin"
)

// Service is the use cases of signing.
type Service struct {
	Trail       *audit.Trail
	Keys        *seal.Keys
	Agreements  *agreement.Service
	Commitments *commitment.Service
	Drafts      *negotiation.Service
	Timestamps  string // address of an RFC 3161 time-stamping service; empty for none
	Tell        Tell   // what is told to whom, in the act; nil when nobody is told
}

// Tell tells accounts what happened in a round, in the act.
type Tell func(ctx context.Context, tx *audit.Tx, r Round, what Happening, accounts ...string) error

// Happening is what people are told of.
type Happening string

// The happenings.
const (
	YourTurn  Happening = "your-turn" // a signature is waited for
	Reminder  Happening = "reminder"  // it is still waited for
	NoSigned  Happening = "refused"   // somebody has refused
	TakenBack Happening = "withdrawn"
	AllSigned Happening = "completed"
)

// today is the day of the act or of the asking, in Sweden.
func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// Seat is what a coordinator says about one signatory when a version is to be signed.
type Seat struct {
	Authority string
	Capacity  Capacity
	Account   string // empty for somebody without an account, who signs on paper
	Name      string // for somebody without an account
	Function  string
	Group     int64 // from 1
	Delegation
}

// Begin lets an approved version be signed by the given people, in order.
func (s *Service) Begin(ctx context.Context, actor policy.Actor, draft string, seats []Seat) (r Round, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.BeginSigning, negotiation.Draft{ID: draft}.Ref()); err != nil {
			return err
		}
		d, text, err := s.Drafts.BeginSigning(ctx, tx, draft)
		if err != nil {
			return err
		}
		r = Round{ID: tx.NewID(), Draft: draft, Text: text.No, Digest: text.Digest, State: Open, StartedAt: db.At(tx.Now()), Version: 1}
		if r.Slots, err = slotsFor(ctx, tx, r.ID, seats); err != nil {
			return err
		}
		need, err := negotiation.NeedsOf(ctx, tx, d, text.Doc)
		if err != nil {
			return err
		}
		if err := CheckSlots(authorities(d), r.Slots, need); err != nil {
			return err
		}
		if err := insert(ctx, tx, r); err != nil {
			return err
		}
		if err := tx.Note(policy.BeginSigning, r.Ref(), map[string]any{"draft": draft, "version": text.No, "digest": text.Digest, "signatures": len(r.Slots), "needs": need.Signatures}); err != nil {
			return err
		}
		return s.tellDue(ctx, tx, Round{}, r)
	})
	if db.IsUnique(err) {
		err = fault.New(fault.Conflict, language.T("Versionen undertecknas redan.", "The version is already being signed."))
	}
	return r, err
}

func authorities(d negotiation.Draft) []string {
	var out []string
	for _, p := range d.Parties {
		out = append(out, p.Authority)
	}
	return out
}

// slotsFor makes the slots of a round. A signatory with an account must hold the role in the authority that they sign for.
func slotsFor(ctx context.Context, tx *audit.Tx, round string, seats []Seat) ([]Slot, error) {
	var out []Slot
	for _, seat := range seats {
		s := Slot{ID: tx.NewID(), Round: round, Group: max(seat.Group, 1), Authority: seat.Authority, Capacity: seat.Capacity, Both: seat.Both, State: Waiting, Version: 1}
		if seat.Authority == tx.Actor().Authority { // nobody records another party's delegation
			s.Decision, s.Decided, s.Ground, s.RegistryNumber = seat.Decision, seat.Decided, seat.Ground, seat.RegistryNumber
		}
		if err := s.seat(ctx, tx, seat); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// seat puts somebody in a slot.
func (s *Slot) seat(ctx context.Context, tx *audit.Tx, seat Seat) error {
	s.Account, s.Name, s.Function = seat.Account, seat.Name, seat.Function
	if seat.Account == "" {
		if seat.Name == "" || seat.Function == "" {
			return fault.New(fault.Invalid, language.T("Någon saknas.", "Somebody is missing."), fault.Field("party:"+s.Authority,
				language.T("Välj en undertecknare, eller skriv namn och funktion på den som undertecknar på papper.", "Choose a signatory, or write the name and function of who signs on paper.")))
		}
		return nil
	}
	holders, err := account.HoldersOf(ctx, tx, policy.Signatory, []string{s.Authority}, today(tx))
	if err != nil {
		return err
	}
	for _, id := range holders {
		if id == seat.Account {
			who, err := account.ByID(ctx, tx, id)
			s.Name = who.Name
			return err
		}
	}
	return fault.New(fault.Invalid, language.T("Personen kan inte underteckna här.", "The person cannot sign here."), fault.Field("party:"+s.Authority,
		language.T("Välj någon med rollen behörig undertecknare hos myndigheten.", "Choose somebody with the role of signatory in the authority.")))
}

// SetDelegation records what a signature stands on. It can be changed until the signature is given.
func (s *Service) SetDelegation(ctx context.Context, actor policy.Actor, slot string, d Delegation, function string) error {
	return s.onSlot(ctx, actor, policy.SetDelegation, slot, func(tx *audit.Tx, r *Round, at *Slot) (any, error) {
		if err := at.onPaperNow(); err != nil {
			return nil, err
		}
		if err := d.Check(today(tx)); err != nil {
			return nil, err
		}
		if err := at.record(d); err != nil {
			return nil, err
		}
		if function != "" {
			at.Function = function
		}
		return map[string]any{"decision": d.Decision, "decided_on": d.Decided, "ground": d.Ground, "registry_number": d.RegistryNumber, "both": at.Both}, nil
	})
}

// Replace lets somebody else sign in a slot. The new one brings a delegation of their own.
func (s *Service) Replace(ctx context.Context, actor policy.Actor, slot string, seat Seat) error {
	return s.onSlot(ctx, actor, policy.ReplaceSigner, slot, func(tx *audit.Tx, r *Round, at *Slot) (any, error) {
		was := at.Account
		if err := at.onPaperNow(); err != nil {
			return nil, err
		}
		if err := at.seat(ctx, tx, seat); err != nil {
			return nil, err
		}
		for _, o := range r.Slots {
			if o.ID != at.ID && o.Account != "" && o.Account == at.Account {
				return nil, fault.New(fault.Invalid, language.T("Samma person kan inte underteckna två gånger.", "The same person cannot sign twice."))
			}
		}
		if err := at.record(seat.Delegation); err != nil {
			return nil, err
		}
		return map[string]any{"was": was, "is": at.Account}, nil
	})
}

// onSlot is every act on a slot that waits: read, may, rule, write, note, follow.
func (s *Service) onSlot(ctx context.Context, actor policy.Actor, act policy.Action, slot string, do func(*audit.Tx, *Round, *Slot) (any, error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		r, at, err := bySlot(ctx, tx, slot)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, act, at.Ref()); err != nil {
			return err
		}
		if r.State != Open {
			return r.Over()
		}
		if at.State == Signed {
			return fault.New(fault.Conflict, language.T("Underskriften finns redan.", "The signature is already there."))
		}
		before := r
		before.Slots = append([]Slot(nil), r.Slots...)
		change, err := do(tx, &r, &at)
		if err != nil {
			return err
		}
		if err := s.keep(ctx, tx, &r, &at); err != nil {
			return err
		}
		if err := tx.Note(act, at.Ref(), change); err != nil {
			return err
		}
		return s.tellDue(ctx, tx, before, r)
	})
}

// keep writes a slot and, with it, its round.
func (s *Service) keep(ctx context.Context, tx *audit.Tx, r *Round, at *Slot) error {
	if err := updateSlot(ctx, tx, at); err != nil {
		return err
	}
	for i := range r.Slots {
		if r.Slots[i].ID == at.ID {
			r.Slots[i] = *at
		}
	}
	return updateRound(ctx, tx, r)
}

// proof is how a signature's person showed who they are, no longer ago than signing asks.
func proof(ctx context.Context, tx *audit.Tx, actor policy.Actor) (signin.Proof, error) {
	return signin.Need(ctx, tx, actor, signin.ForSigning)
}
