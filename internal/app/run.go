package app

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/fact"
	"samsyn/internal/job"
	"samsyn/internal/web"
)

// readiness is why the service is not ready yet, or nil.
type readiness struct {
	why  atomic.Pointer[error]
	come atomic.Pointer[chan struct{}] // closed when it is ready
}

// NotReady makes /readyz say no until Ready is called: while a demo is being filled. Until then no job runs either: the
// clock's work would meet the filling in the same things. Call it before Run.
func (a *App) NotReady(why error) {
	come := make(chan struct{})
	a.ready.come.Store(&come)
	a.ready.why.Store(&why)
}

// Ready makes /readyz say yes, as far as the checks agree, and lets the jobs run.
func (a *App) Ready() {
	a.ready.why.Store(nil)
	if come := a.ready.come.Swap(nil); come != nil {
		close(*come)
	}
}

// runJobs runs the jobs from when the house is ready.
func (a *App) runJobs(ctx context.Context) {
	if come := a.ready.come.Load(); come != nil {
		select {
		case <-*come:
		case <-ctx.Done():
			return
		}
	}
	a.Queue.Run(ctx)
}

func (a *App) checks() (ready, health []web.Check) {
	health = []web.Check{
		{Name: "database", Fn: a.DB.Ping, Unknown: a.DB.Unknown},
		{Name: "trail", Fn: func(context.Context) error { return a.Trail.Health() }},
		{Name: "commit", Fn: func(context.Context) error { return a.Trail.WriterHealth() }},
	}
	ready = append([]web.Check{{Name: "filled", Fn: func(context.Context) error {
		if why := a.ready.why.Load(); why != nil {
			return *why
		}
		return nil
	}}}, health...)
	return ready, health
}

// jobs says who does what by the clock.
func (a *App) jobs() error {
	a.Queue = job.NewQueue(a.Trail, a.o.Log)
	a.Queue.Handle(agreement.ImportJob, a.Agreements.RunImport)
	a.Queue.Handle(agreement.CopiesJob, a.Agreements.RunCopies)
	a.Queue.Clockwork(job.Every("job.sweep", time.Hour), a.Queue.Sweep)
	a.Queue.Clockwork(job.Every("web.sweep", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Router.Sweep(ctx) })
	a.Queue.Clockwork(job.Every("signin.sweep", time.Hour), func(ctx context.Context, _ job.Job) error { return a.SignIn.Sweep(ctx) })
	a.Queue.Clockwork(job.Every("fact.reach", time.Hour), func(ctx context.Context, _ job.Job) error { return fact.Reach(ctx, a.Trail) })
	a.Queue.Clockwork(job.Every("fact.fold", time.Minute), func(ctx context.Context, _ job.Job) error { return fact.Fold(ctx, a.Trail) })
	a.Queue.Clockwork(job.Every("trail.witness", time.Hour), func(ctx context.Context, _ job.Job) error { return a.witness(ctx) })
	a.Queue.Clockwork(job.Every("keys.reseal", 24*time.Hour), func(ctx context.Context, _ job.Job) error {
		_, err := a.Reseal(ctx)
		return err
	})
	senders := map[job.Channel]job.Sender{}
	if a.o.Mail != "" {
		send, err := job.MailSender(a.o.Mail, a.o.MailFrom)
		if err != nil {
			return err
		}
		senders[job.Mail] = send
	}
	a.Queue.Deliver(a.Keys, senders)
	return nil
}

// witness writes the trail's head to the log, which lies outside the database: whoever rolls the database back cannot
// roll that back, and samsyn verify --head tells.
func (a *App) witness(ctx context.Context) error {
	head, err := audit.CurrentHead(ctx, a.DB, a.Keys.Verifiers())
	if err == nil {
		a.o.Log.Info("trail head", "head", head.String())
	}
	return err
}

// Run serves on a listener and does what runs by the clock, until ctx ends; then it stops without cutting anybody off.
func (a *App) Run(ctx context.Context, l net.Listener) error {
	var wg sync.WaitGroup
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	wg.Go(func() { a.Trail.Run(running) })
	wg.Go(func() { a.runJobs(running) })
	wg.Go(func() { a.followKeys(running) })
	wg.Go(func() { a.announce(running) })
	wg.Go(func() { a.probe(running) })
	stopMeters, err := a.serveMetrics()
	if err == nil {
		err = errors.Join(a.Router.Serve(ctx, l), stopMeters())
	}
	stop()
	wg.Wait()
	// What was written last gets its place in the log before the node is gone.
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return errors.Join(err, a.Trail.Sequence(late))
}
