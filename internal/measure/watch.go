package measure

import (
	"context"
	"net/url"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// WatchKind is a watched search in the trail.
const WatchKind ref.Kind = "measure-watch"

// Watch is a search that somebody is told of when something in it is new (bevakad sökning).
type Watch struct {
	ID      string  `db:"id"`
	Account string  `db:"account_id"`
	Name    string  `db:"name"`
	Asked   string  `db:"asked"`   // as the address of the list has it
	SeenAt  db.Time `db:"seen_at"` // what changed later is new
	MadeAt  db.Time `db:"made_at"`
}

// Ref names the watch.
func (w Watch) Ref() ref.Ref { return ref.To(WatchKind, w.ID) }

// Page is the address of the list as it is searched.
func (w Watch) Page() string { return Path + "?" + w.Asked }

// filter is what the watch asks for.
func (w Watch) filter() Filter {
	values, err := url.ParseQuery(w.Asked)
	if err != nil {
		return Filter{}
	}
	return filterFrom(values.Get)
}

// mostWatches is how many searches somebody can watch.
const mostWatches = 20

// longAsked is how long the address of a watched search can be.
const longAsked = 600

// Watch keeps a search of the actor, with a name.
func (s *Service) Watch(ctx context.Context, actor policy.Actor, name string, f Filter) (w Watch, err error) {
	f.After, f.Limit = nil, 0
	if actor.Program {
		return w, fault.New(fault.Denied, language.T("En bevakning är en människas: en API-nyckel har ingen att berätta för.", "A watch is a person’s: an API key has nobody to tell."))
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.WatchMeasures, ref.Ref{}); err != nil {
			return err
		}
		all, err := Watches(ctx, tx, actor.ID)
		if err != nil {
			return err
		}
		w = Watch{ID: tx.NewID(), Account: actor.ID, Name: oneLine(name), Asked: f.query().Encode(), SeenAt: db.At(tx.Now()), MadeAt: db.At(tx.Now())}
		if err := w.check(f, all); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "measure_watch", w); err != nil {
			return err
		}
		return tx.Note(policy.WatchMeasures, w.Ref(), nil)
	})
	return w, err
}

func (w Watch) check(f Filter, all []Watch) error {
	var problems []fault.Problem
	if w.Name == "" || longer(w.Name, longName) {
		problems = append(problems, fault.Field(fieldName, language.T("Skriv vad bevakningen ska heta, högst %d tecken.", "Write what the watch is to be called, at most %d characters.").With(longName)))
	}
	if len(w.Asked) > longAsked {
		problems = append(problems, fault.Field(fieldName, language.T("Sökningen är för lång. Sök med färre ord.", "The search is too long. Search with fewer words.")))
	}
	if !f.narrowed() {
		problems = append(problems, fault.Field(fieldName, language.T("Välj vad ni vill bevaka: sök först, spara sedan sökningen.", "Choose what to watch: search first, then keep the search.")))
	}
	for _, x := range all {
		if x.Asked == w.Asked {
			problems = append(problems, fault.Field(fieldName, language.T("Du bevakar redan den sökningen, som ”%s”.", "You watch that search already, as “%s”.").With(x.Name)))
		}
	}
	if len(all) >= mostWatches {
		problems = append(problems, fault.Field(fieldName, language.T("Du har redan %d bevakningar. Ta bort en först.", "You have %d watches already. Remove one first.").With(mostWatches)))
	}
	return invalid(problems)
}

// Unwatch takes a search of the actor away. Somebody else's is not found.
func (s *Service) Unwatch(ctx context.Context, actor policy.Actor, id string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.WatchMeasures, ref.Ref{}); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `DELETE FROM measure_watch WHERE id = $1 AND account_id = $2`, id, actor.ID)
		if err == nil && n == 0 {
			err = fault.NotFoundThing()
		}
		if err != nil {
			return err
		}
		return tx.Note(policy.WatchMeasures, ref.To(WatchKind, id), nil)
	})
}

// Watches gives what an account watches, the oldest first.
func Watches(ctx context.Context, q db.Reader, account string) ([]Watch, error) {
	return db.All[Watch](ctx, q, `SELECT id, account_id, name, asked, seen_at, made_at FROM measure_watch WHERE account_id = $1 ORDER BY made_at, id`, account)
}
