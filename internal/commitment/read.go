package commitment

import (
	"cmp"
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
)

// Of gives every commitment that an agreement has or has had, in reading order, as it is on a day: those that have ended
// in their last wording, those to come in their first.
func Of(ctx context.Context, q db.Reader, a agreement.Agreement, day calendar.Date) ([]Held, error) {
	b, err := Load(ctx, q, a)
	if err != nil {
		return nil, err
	}
	return b.On(day)
}

// Book is every commitment that an agreement has or has had, to be asked of several days.
type Book struct {
	a    agreement.Agreement
	kept map[string]*kept
}

// Load reads the book of an agreement.
func Load(ctx context.Context, q db.Reader, a agreement.Agreement) (Book, error) {
	return LoadOnly(ctx, q, a, "")
}

// LoadOnly reads the book with one commitment alone, by its number.
func LoadOnly(ctx context.Context, q db.Reader, a agreement.Agreement, number string) (Book, error) {
	all, err := keptOf(ctx, q, a.ID, number)
	return Book{a, all}, err
}

// On gives every commitment as Of does.
func (b Book) On(day calendar.Date) (out []Held, err error) {
	for _, k := range b.kept {
		if len(k.terms) == 0 {
			continue
		}
		h, err := k.held(b.a, day)
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	slices.SortFunc(out, func(x, y Held) int { return cmp.Or(cmp.Compare(x.Place, y.Place), cmp.Compare(x.Number, y.Number)) })
	return out, nil
}

// All gives every commitment in each of its wordings.
func (b Book) All() (out []Held, err error) {
	for _, k := range b.kept {
		for _, t := range k.terms {
			h, err := k.in(t, b.a, t.From)
			if err != nil {
				return nil, err
			}
			out = append(out, h)
		}
	}
	return out, nil
}

// InForce gives the commitments of an agreement that hold on a day, in reading order; none when the agreement does not.
func InForce(ctx context.Context, q db.Reader, agreementID string, day calendar.Date) ([]Held, error) {
	a, err := agreement.ByID(ctx, q, agreementID)
	if err != nil || !a.InForce(day) {
		return nil, err
	}
	all, err := Of(ctx, q, a, day)
	return slices.DeleteFunc(all, func(h Held) bool { return !h.Holds(day) }), err
}

// Holds tells whether the commitment holds on a day, as far as its own term goes.
func (h Held) Holds(day calendar.Date) bool {
	return !h.From.After(day) && (h.To.IsZero() || !h.To.Before(day))
}

// Each calls fn for every commitment that holds on a day in an agreement that is in force, by number and agreement, as
// they come: fn does not ask the same reader anything.
func Each(ctx context.Context, q db.Reader, day calendar.Date, fn func(Held) error) error {
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, On: day})
	if err != nil {
		return err
	}
	by := make(map[string]agreement.Agreement, len(found))
	for _, a := range found {
		by[a.ID] = a
	}
	var k kept
	flush := func() error {
		a, ok := by[k.Agreement]
		if !ok || len(k.terms) == 0 {
			return nil
		}
		h, err := k.held(a, day)
		if err != nil || !h.Holds(day) {
			return err
		}
		return fn(h)
	}
	err = db.Each(ctx, q, func(r struct {
		row
		term
	}) error {
		if r.ID == k.ID {
			k.terms = append(k.terms, r.term)
			return nil
		}
		if err := flush(); err != nil {
			return err
		}
		k = kept{row: r.row, terms: []term{r.term}}
		return nil
	}, "SELECT "+rowColumns+", "+termColumns+` FROM commitment c JOIN commitment_term t ON t.commitment_id = c.id
		ORDER BY c.number, c.agreement_id, t.valid_from`)
	if err != nil {
		return err
	}
	return flush()
}

// one gives a commitment as it is on a day with its agreement, or a fault of kind NotFound.
func one(ctx context.Context, q db.Reader, agreementID, number string, day calendar.Date) (Held, agreement.Agreement, error) {
	a, err := agreement.ByID(ctx, q, agreementID)
	if err != nil {
		return Held{}, a, err
	}
	b, err := LoadOnly(ctx, q, a, number)
	if err != nil {
		return Held{}, a, err
	}
	all, err := b.On(day)
	if err == nil && (len(all) == 0 || number == "") {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Held{}, a, err
	}
	return all[0], a, nil
}
