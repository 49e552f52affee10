package simulate

import (
	"container/heap"
	"context"
	"errors"
	"sync"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
	"samsyn/internal/template"
)

// actsAtOnce is how many moves go into one durable commit, where nothing else is said.
const actsAtOnce = 2000

// Clock stands where it is put.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// Now is where it stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *Clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}

// Progress is told after each commit that stands.
type Progress struct {
	Day     calendar.Date // that it has come to
	To      calendar.Date // that it ends before
	Asked   int64         // questions
	Acts    int64         // of people and the clock, in this run
	Resumed bool
}

// Simulation is the making of one invented Sweden.
type Simulation struct {
	o        Options
	app      *app.App
	clock    *Clock
	chance   *Chance
	plan     *planner
	stage    *stage
	register []signedAgreement
	daily    bool // in a house of its own time and chance: the demo
	rounds   int  // of tending in a night: the more questions, the more
	turns    map[*Desk][]turn
	towns    map[string]*Town
	at       progressRow
	ids      map[int64]string // of questions that were asked before it was cut off
	over     []int64          // what the commit under way ends
	fresh    []int64          // and begins
}

// Open begins a simulation in an empty database, or goes on with one that was cut off. keys are simulated ones that draw from
// the same chance (seal.CreateSimulated).
func Open(ctx context.Context, database string, keys *seal.Keys, chance *Chance, o Options, options app.Options) (*Simulation, error) {
	if len(o.Numbers) == 0 {
		o.Numbers = testNumbers()
	}
	s := &Simulation{o: o, clock: &Clock{}, chance: chance}
	s.clock.set(o.From.At(0, 1))
	if o.AtOnce == 0 {
		s.o.AtOnce = actsAtOnce
	}
	seams := options.DB
	seams.Now, seams.Rand = s.clock.Now, chance
	if err := s.ground(ctx, database, keys, seams); err != nil {
		return nil, err
	}
	options.Database, options.Keys, options.DB, options.Demo, options.Quick = database, keys, seams, true, true
	s.clock.set(s.at.Last.Time)
	var err error
	if s.app, err = app.Open(ctx, options); err != nil {
		return nil, err
	}
	if err := s.ready(ctx); err != nil {
		return nil, errors.Join(err, s.app.Close())
	}
	return s, nil
}

// ground fills in the reference data in one commit with the mark that the database is a simulation's.
func (s *Simulation) ground(ctx context.Context, database string, keys *seal.Keys, seams db.Options) (err error) {
	if !keys.Simulated() {
		return fault.New(fault.Invalid, language.T("Ett simulerat Sverige förseglas aldrig med riktiga nycklar. Ange en ny databas, så görs nycklar av fröet.",
			"A simulated Sweden is never sealed with real keys. Give a new database, and keys are made from the seed."))
	}
	d, w, err := db.Open(ctx, database, seams)
	if err != nil {
		return err
	}
	defer func() { w.Close(); err = errors.Join(err, d.Close()) }()
	row, ok, err := progressOf(ctx, d)
	if err != nil {
		return err
	}
	trail := audit.New(w, keys)
	if !ok {
		if err := empty(ctx, d); err != nil {
			return err
		}
		s.chance.Begin("ground", 0)
		err = trail.Together(ctx, func(ctx context.Context) error {
			return errors.Join(directory.Seed(ctx, trail), template.Seed(ctx, trail), begin(ctx, trail, s.o))
		})
		if err != nil {
			return err
		}
		if row, _, err = progressOf(ctx, d); err != nil {
			return err
		}
	}
	s.at = row
	return errors.Join(row.same(s.o), trail.Sequence(ctx))
}

func empty(ctx context.Context, q db.Reader) error {
	n, err := db.One[int64](ctx, q, "SELECT count(*) FROM trail_entry")
	if err != nil || n == 0 {
		return err
	}
	return fault.New(fault.Conflict, language.T("Databasen är inte tom och inte en simulering. Ange en ny med --database.", "The database is not empty and no simulation. Give a new one with --database."))
}

// ready sets the stage, if it is not set, and reads who there is.
func (s *Simulation) ready(ctx context.Context) error {
	towns, err := s.o.towns(ctx, s.app.DB)
	if err != nil {
		return err
	}
	s.register = register(s.o.Seed, towns, s.o.From, s.o.to())
	if s.at.Done == 0 {
		if err := s.set(ctx); err != nil {
			return err
		}
	}
	country, err := load(ctx, s.app, s.o)
	if err != nil {
		return err
	}
	s.begin(&country)
	days := max(1, s.o.From.DaysUntil(s.o.to()))
	s.rounds = 1 + int(s.o.Enquiries/int64(days)/200)
	return s.resume(ctx)
}

// begin stands before the first day of a country.
func (s *Simulation) begin(c *Country) {
	c.settle(s.o.Seed, sweden(), s.o.From, s.o.to())
	s.plan = newPlanner(s.o.Seed, c, len(s.o.Numbers), s.daily)
	quiet := *s.app.Enquiries
	quiet.Tell, quiet.Hook = nil, nil // everybody reads what they are told of at once, and no programs listen
	s.stage = &stage{enquiries: &quiet, escalations: s.app.Escalations, deviations: quietly(s.app), numbers: s.o.Numbers, live: map[int64]*question{}}
	if s.daily {
		return
	}
	s.app.Escalations.Tell = nil // they follow the questions themselves, so there is no quiet one beside them
	s.turns, s.towns = map[*Desk][]turn{}, map[string]*Town{}
	for _, d := range s.desks() {
		s.turns[d] = s.plan.turns(d, s.o.From, s.o.to())
	}
	for i := range c.Towns {
		s.towns[c.Towns[i].Code] = &c.Towns[i]
	}
}

// set makes the stage in one commit, as step 1.
func (s *Simulation) set(ctx context.Context) error {
	m := &maker{App: s.app, o: s.o, seed: s.o.Seed, since: s.o.From}
	m.step = func(what string, n int64) {
		s.clock.set(s.o.From.At(0, 2).Add(time.Duration(n) * time.Second))
		s.chance.Begin(what, n)
	}
	err := s.app.Trail.Together(ctx, func(ctx context.Context) error {
		if err := m.all(ctx); err != nil {
			return err
		}
		m.next()
		if err := enter(ctx, s.app, between(s.register, calendar.Date{}, s.o.From)); err != nil {
			return err
		}
		return s.keep(ctx, 1, false)
	})
	s.at.Done, s.at.Last = 1, db.At(s.clock.Now())
	return err
}

// Head is the trail's head as it stands, as samsyn verify prints it.
func (s *Simulation) Head(ctx context.Context) (audit.Head, error) {
	return audit.CurrentHead(ctx, s.app.DB, s.app.Keys.Verifiers())
}

// Close lets go of the database.
func (s *Simulation) Close() error { return s.app.Close() }

// step is one thing that is done: the night before a day, an hour of a day, or a move.
type step struct {
	night calendar.Date
	hour  hour // of day
	day   calendar.Date
	move  move
}

func (x step) at() time.Time {
	switch {
	case !x.night.IsZero():
		return x.night.At(0, 5)
	case x.hour != noHour:
		return x.hour.on(x.day)
	}
	return x.move.at
}

// Run does what is left, until it is finished or ctx ends; then it stops after the commit under way, and goes on from there
// the next time.
func (s *Simulation) Run(ctx context.Context, tell func(Progress)) (finished bool, err error) {
	if !s.at.Finished.IsZero() {
		return true, nil
	}
	var batch []step
	n, asked, done := int64(1), int64(0), int64(0)
	flush := func(day calendar.Date, last bool) error {
		if len(batch) == 0 && !last {
			return nil
		}
		err := s.commit(context.WithoutCancel(ctx), n-int64(len(batch)), batch, last)
		done += int64(len(batch))
		batch = batch[:0]
		if err == nil {
			tell(Progress{Day: day, To: s.o.to(), Asked: asked, Acts: done, Resumed: len(s.ids) > 0})
		}
		return err
	}
	days := newDays(s)
	for x, ok := days.next(); ok; x, ok = days.next() {
		n++
		asked = days.asked
		if n <= s.at.Done {
			s.passed(x)
			continue
		}
		batch = append(batch, x)
		if len(batch) < s.o.AtOnce {
			continue
		}
		if err := flush(days.day, false); err != nil {
			return false, err
		}
		if ctx.Err() != nil {
			return false, nil
		}
	}
	return true, flush(s.o.to(), true)
}

// passed takes account of what was done before it was cut off.
func (s *Simulation) passed(x step) {
	if !x.night.IsZero() || x.hour != noHour {
		return
	}
	q := s.stage.live[x.move.question]
	switch x.move.deed {
	case sends:
		q.id = s.ids[q.no]
	case passesOn:
		q.passed = true
	}
	if q.movesLeft--; q.movesLeft == 0 {
		delete(s.stage.live, q.no)
	}
}

// commit does some steps as one durable commit; before is how many stand.
func (s *Simulation) commit(ctx context.Context, before int64, batch []step, last bool) error {
	s.over, s.fresh = nil, nil
	at := s.at.Last.Time
	err := s.app.Trail.TogetherAt(ctx, s.clock.Now, func(ctx context.Context) error {
		for i, x := range batch {
			if at = at.Add(time.Millisecond); x.at().After(at) {
				at = x.at()
			}
			s.clock.set(at)
			s.chance.Begin("step", before+int64(i)+1)
			if err := s.do(ctx, x); err != nil {
				return err
			}
		}
		if last {
			if err := fact.Fold(ctx, s.app.Trail); err != nil {
				return err
			}
		}
		return s.keep(ctx, before+int64(len(batch)), last)
	})
	s.at.Done, s.at.Last = before+int64(len(batch)), db.At(at)
	return err
}

func (s *Simulation) do(ctx context.Context, x step) error {
	switch {
	case !x.night.IsZero() && s.daily:
		if x.night.Weekday() != time.Monday {
			return nil
		}
		_, err := s.app.Exchange.Register(ctx)
		return errors.Join(err, fact.Fold(ctx, s.app.Trail))
	case !x.night.IsZero():
		return s.midnight(ctx, x.night)
	case x.hour != noHour:
		return s.watch(ctx, x.hour, x.day)
	}
	if err := s.stage.perform(ctx, x.move); err != nil {
		return err
	}
	q := s.stage.live[x.move.question]
	if x.move.deed == sends {
		s.fresh = append(s.fresh, q.no)
	}
	if q.movesLeft--; q.movesLeft == 0 {
		s.ended(q.no)
	}
	return nil
}

// days goes through the years: each day's night, hours and moves in the order of their instants.
type days struct {
	s     *Simulation
	day   calendar.Date
	hours []hour // of the day, that are left
	asked int64
	load  float64 // of the days so far, of total
	total float64
	due   moves
}

func newDays(s *Simulation) *days {
	d := &days{s: s, day: s.o.From.AddDays(-1)}
	for day := s.o.From; day.Before(s.o.to()); day = day.AddDays(1) {
		d.total += s.plan.w.busy(day)
	}
	return d
}

func (d *days) next() (step, bool) {
	if len(d.hours) > 0 && (len(d.due) == 0 || d.hours[0].on(d.day).Before(d.due[0].at)) {
		h := d.hours[0]
		d.hours = d.hours[1:]
		return step{hour: h, day: d.day}, true
	}
	if len(d.due) > 0 && d.due[0].at.Before(d.day.End()) {
		return step{move: heap.Pop(&d.due).(move)}, true
	}
	d.day = d.day.AddDays(1)
	if !d.day.Before(d.s.o.to()) {
		return step{}, false
	}
	d.ask()
	if !d.s.daily && calendar.IsWorkingDay(d.day) {
		d.hours = []hour{noon, evening}
	}
	return step{night: d.day}, true
}

// ask plans the questions of the day.
func (d *days) ask() {
	d.load += d.s.plan.w.busy(d.day)
	upTo := int64(float64(d.s.o.Enquiries) * d.load / d.total)
	for ; d.asked < upTo; d.asked++ {
		q, life := d.s.plan.question(d.asked, d.day)
		if d.s.plan.whole && !life[len(life)-1].at.Before(d.s.o.to().Start()) {
			continue // it would not have ended
		}
		q.movesLeft = len(life)
		d.s.stage.live[q.no] = q
		for _, m := range life {
			heap.Push(&d.due, m)
		}
	}
}

// moves are a heap, the earliest first.
type moves []move

func (m moves) Len() int { return len(m) }

// Less puts moves of one instant in the order of their questions.
func (m moves) Less(i, k int) bool {
	a, b := m[i], m[k]
	if !a.at.Equal(b.at) {
		return a.at.Before(b.at)
	}
	if a.question != b.question {
		return a.question < b.question
	}
	return a.nth < b.nth
}

func (m moves) Swap(i, k int) { m[i], m[k] = m[k], m[i] }

// Push is for the heap.
func (m *moves) Push(x any) { *m = append(*m, x.(move)) }

// Pop is for the heap.
func (m *moves) Pop() any {
	old := *m
	last := old[len(old)-1]
	*m = old[:len(old)-1]
	return last
}
