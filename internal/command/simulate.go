package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/config"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
	"samsyn/internal/simulate"
)

type simulateCommand struct {
	base
	Enquiries int64    `default:"10000" help:"${simulate_enquiries_help}"`
	Years     int      `default:"3" help:"${simulate_years_help}"`
	Seed      uint64   `default:"1" help:"${simulate_seed_help}"`
	From      day      `help:"${simulate_from_help}" placeholder:"2023-01-01"`
	County    []string `help:"${simulate_county_help}" placeholder:"20"`
	Numbers   string   `help:"${simulate_numbers_help}" placeholder:"FILE"`
}

// Run makes an invented Sweden, or goes on with one, and prints the trail's head as verify does.
func (c *simulateCommand) Run(ctx context.Context, t *terminal) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	chance := simulate.NewChance(o.Seed)
	keys, err := c.simulated(chance)
	if err != nil {
		return err
	}
	began := time.Now()
	s, err := simulate.Open(ctx, c.Address(), keys, chance, o, app.Options{Log: c.logger(t)})
	if err != nil {
		return err
	}
	return errors.Join(c.run(ctx, t, s, began), s.Close())
}

func (c *simulateCommand) run(ctx context.Context, t *terminal, s *simulate.Simulation, began time.Time) error {
	acts := int64(0)
	finished, err := s.Run(ctx, func(p simulate.Progress) {
		acts = p.Acts
		t.tell(language.T("%s: %d frågor ställda, %d steg, %d i sekunden.", "%s: %d questions asked, %d steps, %d a second.").
			With(p.Day, p.Asked, p.Acts, perSecond(p.Acts, began)))
	})
	if err != nil {
		return err
	}
	head, err := s.Head(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	if !finished {
		t.tell(language.T("Avbrutet efter det som är sparat. Kör samma kommando igen för att fortsätta.", "Stopped after what is saved. Run the same command again to go on."))
		return errRefused
	}
	fmt.Fprintf(t.out, "head %s\n", head)
	t.say(language.T("Klart: %d steg på %d sekunder. Titta med samsyn demo --database %s.", "Done: %d steps in %d seconds. Look at it with samsyn demo --database %s.").
		With(acts, int(time.Since(began).Seconds()), c.Database.Database.String()))
	return nil
}

func perSecond(n int64, since time.Time) int {
	return int(float64(n) / max(0.001, time.Since(since).Seconds()))
}

func (c *simulateCommand) options() (simulate.Options, error) {
	o := simulate.Options{Seed: c.Seed, Enquiries: c.Enquiries, Years: c.Years, From: c.From.Date, Counties: c.County}
	if o.From.IsZero() {
		o.From = calendar.NewDate(2023, time.January, 1)
	}
	if o.Enquiries < 0 || o.Years < 1 || o.Years > 20 {
		return o, fault.New(fault.Invalid, language.T("Ange minst 0 frågor och 1–20 år.", "Give at least 0 questions and 1–20 years."))
	}
	if err := o.Check(); err != nil {
		return o, err
	}
	if c.Database.Database == "" {
		return o, fault.New(fault.Invalid, language.T("Ange en egen databas för simuleringen med --database.", "Give the simulation a database of its own with --database."))
	}
	if c.Numbers == "" {
		return o, nil
	}
	f, err := os.Open(c.Numbers)
	if err != nil {
		return o, fault.Wrap(err, fault.Invalid, language.T("Filen %s går inte att läsa.", "The file %s cannot be read.").With(c.Numbers))
	}
	defer f.Close()
	o.Numbers, err = simulate.ReadNumbers(f, o.From)
	return o, err
}

// simulated reads the keys of a simulation, or makes them of the seed with a new database.
func (c *simulateCommand) simulated(chance *simulate.Chance) (*seal.Keys, error) {
	path := c.Keys.Path(c.Database, "")
	if path != "" && (c.IsNew() || c.IsPostgres()) {
		if err := seal.CreateSimulated(path, chance); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	return config.Keys{Keys: c.Keys.Keys}.Load(c.Database, "", chance)
}

// errSimulated is why the service does not start on an invented Sweden: anybody can make its keys from the seed.
func errSimulated() error {
	return fault.New(fault.Conflict, language.T(
		"Nycklarna är gjorda av ett frö med samsyn simulate och skyddar ingenting. Tjänsten startar inte med dem. Titta på simuleringen med samsyn demo, eller ange en egen databas med egna nycklar.",
		"The keys were made from a seed by samsyn simulate and protect nothing. The service does not start with them. Look at the simulation with samsyn demo, or give a database of your own with keys of its own."))
}
