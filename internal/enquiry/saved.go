package enquiry

import (
	"context"
	"net/url"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// FilterKind is a saved filter in the trail.
const FilterKind ref.Kind = "enquiry-filter"

// Saved is a filter of the inbox that one person keeps: the query of its address.
type Saved struct {
	ID        string  `db:"id"`
	Account   string  `db:"account_id"`
	Name      string  `db:"name"`
	Query     string  `db:"query"`
	CreatedAt db.Time `db:"created_at"`
}

// mostSaved is how many filters a person can keep.
const mostSaved = 30

// SavedFilters gives the actor's own filters, by name.
func (s *Service) SavedFilters(ctx context.Context, q db.Reader, actor policy.Actor) ([]Saved, error) {
	return db.All[Saved](ctx, q, `SELECT id, account_id, name, query, created_at FROM enquiry_filter WHERE account_id = $1 ORDER BY name, id`, actor.ID)
}

var notKept = language.T("Ett personnummer sparas inte i ett filter. Ta bort det ur namnet och urvalet.", "A personal number is not kept in a filter. Take it out of the name and the selection.")

// SaveFilter keeps a filter for the actor.
func (s *Service) SaveFilter(ctx context.Context, actor policy.Actor, name, query string) (f Saved, err error) {
	name = oneLine(name)
	if name == "" || len(query) > 1000 {
		says := language.T("Ge filtret ett namn.", "Give the filter a name.")
		return f, fault.New(fault.Invalid, says, fault.Field("name", says))
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.KeepFilters, ref.Ref{}); err != nil {
			return err
		}
		if asked, err := url.ParseQuery(query); err != nil || namesSomebody(asked.Get(paramNumber), today(tx)) || identity.Mentioned(name, today(tx)) {
			return fault.New(fault.Invalid, notKept, fault.Field("name", notKept))
		}
		have, err := s.SavedFilters(ctx, tx, actor)
		if err != nil {
			return err
		}
		if len(have) >= mostSaved {
			return fault.New(fault.Conflict, language.T("Du har redan %d filter. Ta bort ett först.", "You have %d filters already. Remove one first.").With(mostSaved))
		}
		f = Saved{ID: tx.NewID(), Account: actor.ID, Name: name, Query: query, CreatedAt: db.At(tx.Now())}
		if err := db.Insert(ctx, tx, "enquiry_filter", f); err != nil {
			return err
		}
		return tx.Note(policy.KeepFilters, ref.To(FilterKind, f.ID), nil)
	})
	return f, err
}

// DropFilter takes one of the actor's own filters away.
func (s *Service) DropFilter(ctx context.Context, actor policy.Actor, id string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.KeepFilters, ref.Ref{}); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `DELETE FROM enquiry_filter WHERE id = $1 AND account_id = $2`, id, actor.ID)
		if err == nil && n == 0 {
			err = fault.NotFoundThing()
		}
		if err != nil {
			return err
		}
		return tx.Note(policy.KeepFilters, ref.To(FilterKind, id), nil)
	})
}
