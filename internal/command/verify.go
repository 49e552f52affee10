package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/config"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/promise"
	"samsyn/internal/seal"
)

type verifyCommand struct {
	base
	Head string `help:"${head_help}" placeholder:"\"SIZE ROOT\""`
}

// Run verifies the trail, what is sealed, and the sums. It goes on when the keys are lost, and names what that costs.
func (c *verifyCommand) Run(ctx context.Context, t *terminal) error {
	since, err := c.since()
	if err != nil {
		return err
	}
	keys, lost, err := c.keys()
	if err != nil {
		return err
	}
	var clock ahead
	d, w, err := db.Open(ctx, c.Address(), db.Options{Now: clock.now})
	if err != nil {
		return err
	}
	defer func() { w.Close(); _ = d.Close() }()
	if err := clock.follow(ctx, d); err != nil {
		return err
	}
	v := &verification{t: t, d: d, keys: keys}
	if lost != nil {
		t.fail(lost)
	}
	if !keys.IsNone() {
		// Entries that other nodes have just written, or had when the database was moved here, get their place first, as a
		// running node would give it.
		if err := audit.New(w, keys).Sequence(ctx); err != nil {
			return err
		}
	}
	if err := v.run(ctx, since); err != nil {
		return err
	}
	if !v.sound || lost != nil {
		t.say(language.T("INTE HELT. Se ovan.", "NOT SOUND. See above."))
		return errRefused
	}
	t.say(language.T("Allt stämmer.", "Everything is sound."))
	return nil
}

// ahead is a clock that is never behind what the database has seen: what was due in a demo's week is due when it is
// verified today.
type ahead struct{ by time.Duration }

func (a *ahead) now() time.Time { return config.Clock{}.Start(nil)().Add(a.by) }

func (a *ahead) follow(ctx context.Context, d *db.DB) error {
	seen, err := audit.SeenAt(ctx, d)
	if err == nil {
		a.by = max(0, seen.Sub(d.Now()))
	}
	return err
}

func (c *verifyCommand) since() (*audit.Head, error) {
	if c.Head == "" {
		return nil, nil
	}
	h, err := audit.ParseHead(c.Head)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, language.T("Skriv loggläget som det skrevs ut: --head ”STORLEK ROT”.", "Write the head as it was printed: --head “SIZE ROOT”."))
	}
	return &h, nil
}

// keys loads the keys; when they are lost it goes on without, and says so at the end.
func (c *verifyCommand) keys() (keys *seal.Keys, lost, err error) {
	if !c.IsPostgres() {
		if _, err := os.Stat(c.Address()); err != nil {
			return nil, nil, fault.New(fault.NotFound, language.T("Det finns ingen databas i %s att kontrollera.", "There is no database at %s to verify.").With(c.Address()))
		}
	}
	keys, err = c.Keys.Load(c.Database, "", nil)
	if errors.Is(err, seal.ErrNoFile) {
		return seal.None(), err, nil
	}
	return keys, nil, err
}

type verification struct {
	t     *terminal
	d     *db.DB
	keys  *seal.Keys
	sound bool
}

func (v *verification) run(ctx context.Context, since *audit.Head) error {
	v.sound = true
	steps := &steps{t: v.t, text: language.T("Loggen:", "Trail:")}
	r, err := audit.Verify(ctx, v.d, v.keys.Verifiers(), since, steps.at)
	if err != nil {
		return err
	}
	fmt.Fprintf(v.t.out, "head %s\n", r.Head)
	for _, f := range r.Findings {
		v.found(f.Text)
	}
	if r.More() > 0 {
		v.found(language.Plural(r.More(), language.T("… och %d fel till i loggen.", "… and %d more fault in the trail."), language.T("… och %d fel till i loggen.", "… and %d more faults in the trail.")))
	}
	if !v.keys.IsNone() {
		forged, err := audit.Forged(ctx, v.d, v.keys)
		if err != nil {
			return err
		}
		for _, id := range forged {
			v.found(language.T("Posten %s väntar på en plats i loggen men är inte skriven av Samsyn.", "Entry %s waits for a place in the log but was not written by Samsyn.").With(id))
		}
	}
	if r.Head.Size == 0 {
		// The 290 are noted when they are filled in, so where they are the log cannot be empty.
		if filled, err := db.One[int64](ctx, v.d, "SELECT count(*) FROM directory_reference"); err != nil || filled > 0 {
			v.found(language.T("Loggen är tom fast databasen är ifylld: den är borttagen.", "The log is empty although the database is filled: it was removed."))
		}
	}
	v.t.say(language.T("Loggen: %d poster, %d gallrade enligt protokoll.", "Trail: %d entries, %d disposed of under a protocol.").With(r.Head.Size, r.Disposed))
	for _, check := range []func(context.Context) error{v.seals, v.files, v.sums} {
		if err := check(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (v *verification) found(text language.Text) {
	v.sound = false
	v.t.say(language.T("FEL: %s", "FAULT: %s").With(text))
}

func (v *verification) seals(ctx context.Context) error {
	found, err := seal.Survey(ctx, v.d, v.keys, app.Sealed(), nil)
	if err != nil {
		return err
	}
	for _, id := range found.MissingIDs() {
		v.found(language.T("Nyckeln %s saknas; det som är förseglat med den kan inte öppnas.", "The key %s is missing; what is sealed with it cannot be opened.").With(id))
	}
	for _, b := range found.Broken {
		v.found(language.T("Det förseglade värdet i %s är ändrat eller skadat.", "The sealed value in %s was changed or damaged.").With(b.At.String()))
	}
	v.t.say(language.T("Förseglat: %s.", "Sealed: %s.").With(sealedCount(found.Values)))
	return nil
}

func (v *verification) files(ctx context.Context) error {
	n, wrong, err := file.Verify(ctx, v.d, v.keys)
	if err != nil {
		return err
	}
	for _, w := range wrong {
		v.found(language.Same(w.Error()))
	}
	v.t.say(language.T("Filer: %d.", "Files: %d.").With(n))
	return nil
}

func (v *verification) sums(ctx context.Context) error {
	if err := v.facts(ctx); err != nil {
		return err
	}
	differ, err := fact.Verify(ctx, v.d)
	if err != nil {
		return err
	}
	for _, d := range differ {
		v.found(d.Text)
	}
	turned, err := promise.Verify(ctx, v.d)
	if err != nil {
		return err
	}
	for _, d := range turned {
		v.found(d.Text)
	}
	v.t.say(language.T("Summor och utfall: omräknade från händelserna.", "Sums and outcomes: recomputed from the facts."))
	return nil
}

// facts looks at what the sums are made of, before the sums. Without the keys only what is gone can be told.
func (v *verification) facts(ctx context.Context) error {
	gone, err := fact.Gone(ctx, v.d, app.FactsLeft())
	if err != nil {
		return err
	}
	changed := fact.Found{}
	if !v.keys.IsNone() {
		if changed, err = fact.Changed(ctx, v.d, v.keys); err != nil {
			return err
		}
		v.t.say(language.T("Händelser: %d.", "Facts: %d.").With(changed.Facts))
	}
	for _, f := range append(changed.Findings, gone.Findings...) {
		v.found(f.Text)
	}
	if more := changed.More + gone.More; more > 0 {
		v.found(language.Plural(more, language.T("… och %d händelse till.", "… and %d more fact."), language.T("… och %d händelser till.", "… and %d more facts.")))
	}
	return nil
}
