package admin

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// names finds what the ids in the log are called, each once.
type names struct {
	ctx  context.Context
	q    db.Reader
	day  calendar.Date
	have map[ref.Ref]language.Text
	err  error
}

func newNames(ctx context.Context, q db.Reader) *names {
	return &names{ctx: ctx, q: q, day: calendar.DateOf(q.Now()), have: map[ref.Ref]language.Text{}}
}

// account names a member of staff. Whoever may read a line of the log may know who stands in it.
func (n *names) account(id string) language.Text {
	return n.find(ref.To(account.Kind, id), func() (string, error) {
		a, err := account.ByID(n.ctx, n.q, id)
		return a.Name, err
	})
}

// thing names what a line is about: its name where it has one, else its id.
func (n *names) thing(thing ref.Ref) language.Text {
	switch thing.Kind {
	case account.Kind:
		return n.account(thing.ID)
	case directory.AuthorityKind, trailKind: // whose part of the trail was read
		return n.find(thing, func() (string, error) {
			a, err := directory.AuthorityByID(n.ctx, n.q, thing.ID, n.day)
			return a.Title(), err
		})
	case directory.MunicipalityKind:
		return n.find(thing, func() (string, error) {
			m, err := directory.ByCode(n.ctx, n.q, thing.ID, n.day)
			return m.Name, err
		})
	}
	return language.Same(thing.ID)
}

// find asks once for each thing. One that is no more is called by its id; any other failure is kept in err.
func (n *names) find(thing ref.Ref, ask func() (string, error)) language.Text {
	if name, ok := n.have[thing]; ok {
		return name
	}
	name, err := ask()
	said := language.Same(name)
	switch {
	case fault.Is(err, fault.NotFound) && thing.Kind == account.Kind:
		said = sayUnknownOne
	case fault.Is(err, fault.NotFound):
		said = language.Same(thing.ID)
	case err != nil && n.err == nil:
		n.err = err
	}
	n.have[thing] = said
	return said
}
