package responsibility

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

// Service is the use cases of the matrix and the plans.
type Service struct {
	Trail *audit.Trail
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// Input is what a person writes of a line.
type Input struct {
	Task      TaskID // of the standard list; empty for a task of the agreement's own
	Name      string // of such a task
	Holder    Holder
	Authority string // the board, when the holder is one or both
	Ground    string
	From, To  calendar.Date
	Note      string
}

// On gives the matrix of an agreement on a day.
func On(ctx context.Context, q db.Reader, agreementID string, day calendar.Date) (Matrix, error) {
	lines, err := Lines(ctx, q, agreementID)
	return MatrixOn(day, lines), err
}

// Propose puts the standard list's proposal for every task that has no line yet, not confirmed, from today. It gives how
// many.
func (s *Service) Propose(ctx context.Context, actor policy.Actor, agreementID string) (n int, err error) {
	err = s.edit(ctx, actor, agreementID, func(tx *audit.Tx, have []Line) (ref.Ref, any, error) {
		boards, err := boardsOf(ctx, tx, agreementID, today(tx))
		if err != nil {
			return ref.Ref{}, nil, err
		}
		known := map[TaskID]bool{}
		for _, l := range have {
			known[l.Task] = true
		}
		var fresh []Line
		for i, t := range Tasks() {
			if known[t.ID] {
				continue
			}
			holder, board := t.suggest(boards)
			fresh = append(fresh, Line{ID: tx.NewID(), Agreement: agreementID, Task: t.ID, Holder: holder, Authority: board, Ground: t.Ground.Sv,
				From: today(tx), Place: int64(i), Version: 1})
		}
		if n = len(fresh); n == 0 {
			return ref.Ref{}, nil, fault.New(fault.Conflict, allProposed)
		}
		return ref.To(agreement.AgreementKind, agreementID), map[string]int{"proposed": n}, insertLines(ctx, tx, fresh)
	})
	return n, err
}

// Add says who holds a task, on a new line.
func (s *Service) Add(ctx context.Context, actor policy.Actor, agreementID string, in Input) (l Line, err error) {
	err = s.edit(ctx, actor, agreementID, func(tx *audit.Tx, have []Line) (ref.Ref, any, error) {
		l = Line{ID: tx.NewID(), Agreement: agreementID, Task: in.Task, Version: 1, Place: placeOf(in.Task, have)}
		if l.Task == "" {
			l.Task = TaskID(l.ID)
		}
		if err := settle(ctx, tx, &l, in, have); err != nil {
			return ref.Ref{}, nil, err
		}
		return l.Ref(), noteOf(l), insertLines(ctx, tx, []Line{l})
	})
	return l, err
}

// placeOf is where a task stands: in the order of the standard list, then the agreement's own as they came.
func placeOf(id TaskID, have []Line) int64 {
	tasks := Tasks()
	for i, t := range tasks {
		if t.ID == id {
			return int64(i)
		}
	}
	place := int64(len(tasks))
	for _, l := range have {
		if l.Task == id {
			return l.Place
		}
		place = max(place, l.Place+1)
	}
	return place
}

// Change puts a line right, and confirms it. version is the one that the person saw.
func (s *Service) Change(ctx context.Context, actor policy.Actor, agreementID, id string, version int64, in Input) (l Line, err error) {
	err = s.edit(ctx, actor, agreementID, func(tx *audit.Tx, have []Line) (ref.Ref, any, error) {
		before, err := line(ctx, tx, agreementID, id)
		if err != nil {
			return ref.Ref{}, nil, err
		}
		l = before
		l.Version = version
		in.Task = l.Task
		if err := settle(ctx, tx, &l, in, have); err != nil {
			return ref.Ref{}, nil, err
		}
		return l.Ref(), noteOf(l), updateLine(ctx, tx, &l)
	})
	return l, err
}

// Confirm says that every line which is still a proposal and names a holder is right. It gives how many.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, agreementID string) (n int, err error) {
	err = s.edit(ctx, actor, agreementID, func(tx *audit.Tx, have []Line) (ref.Ref, any, error) {
		n = 0
		for _, l := range have {
			if l.Confirmed || !l.holds() {
				continue
			}
			l.Confirmed = true
			if err := updateLine(ctx, tx, &l); err != nil {
				return ref.Ref{}, nil, err
			}
			n++
		}
		if n == 0 {
			return ref.Ref{}, nil, fault.New(fault.Conflict, allConfirmed)
		}
		return ref.To(agreement.AgreementKind, agreementID), map[string]int{"tasks_confirmed": n}, nil
	})
	return n, err
}

// edit is what every change of a matrix has in common: may, read, rule, write, note, follow.
func (s *Service) edit(ctx context.Context, actor policy.Actor, agreementID string, rule func(*audit.Tx, []Line) (ref.Ref, any, error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.EditResponsibility, ref.To(agreement.AgreementKind, agreementID)); err != nil {
			return err
		}
		if err := touch(ctx, tx, agreementID); err != nil {
			return err
		}
		have, err := Lines(ctx, tx, agreementID)
		if err != nil {
			return err
		}
		if _, _, _, err := count(ctx, tx, agreementID, have); err != nil {
			return err // what days have changed since the clock last looked comes before what the person changes
		}
		thing, change, err := rule(tx, have)
		if err != nil {
			return err
		}
		if err := tx.Note(policy.EditResponsibility, thing, change); err != nil {
			return err
		}
		if have, err = Lines(ctx, tx, agreementID); err != nil {
			return err
		}
		_, _, _, err = count(ctx, tx, agreementID, have)
		return err
	})
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// noted is what the trail says of a line.
type noted struct {
	Agreement string        `json:"agreement"`
	Task      TaskID        `json:"task"`
	Holder    Holder        `json:"holder"`
	Authority string        `json:"authority,omitempty"`
	From      calendar.Date `json:"from"`
	To        calendar.Date `json:"to,omitzero"`
}

func noteOf(l Line) noted { return noted{l.Agreement, l.Task, l.Holder, l.Authority, l.From, l.To} }

var (
	allProposed  = language.T("Alla uppgifter i standardlistan finns redan i matrisen.", "Every task of the standard list is in the matrix already.")
	allConfirmed = language.T("Det finns inget förslag kvar att bekräfta.", "There is no proposal left to confirm.")
)
