package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/pprof"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	raw  = "raw"
	bare = "bare"
)

// way is one way of doing the same thing.
type way struct {
	name string
	do   func(ctx context.Context, client, n int) error
}

// errSpent ends the turn of a way that has used up what was prepared for it.
var errSpent = errors.New("bench: nothing is left to do this with")

// row is what was measured of one way.
type row struct {
	Date    string  `json:"date"`
	Engine  string  `json:"engine"`
	Measure string  `json:"measure"`
	Size    int     `json:"size"`
	Clients int     `json:"clients"`
	Way     string  `json:"way"`
	Rate    float64 `json:"rate"`            // a second
	Median  float64 `json:"median"`          // ms
	P99     float64 `json:"p99"`             // ms
	OfRaw   float64 `json:"ofRaw,omitzero"`  // its rate beside the raw one
	OfBare  float64 `json:"ofBare,omitzero"` // beside the bare one
	P99Raw  float64 `json:"p99OfRaw,omitzero"`
}

// report prints what is measured and keeps it.
type report struct{ path string }

func (r *report) put(rows ...row) error {
	var lines []byte
	for _, x := range rows {
		text := ""
		if x.OfRaw > 0 {
			text += fmt.Sprintf("   %5.2f × raw", x.OfRaw)
		}
		if x.OfBare > 0 {
			text += fmt.Sprintf("   %5.2f × bare", x.OfBare)
		}
		if x.P99Raw > 0 {
			text += fmt.Sprintf("   p99 %.2f × raw", x.P99Raw)
		}
		fmt.Printf("  %-46s %9.1f /s   median %8.2f ms   p99 %8.2f ms%s\n", x.Way, x.Rate, x.Median, x.P99, text)
		line, err := json.Marshal(x)
		if err != nil {
			return err
		}
		lines = append(append(lines, line...), '\n')
	}
	if r.path == "" {
		return nil
	}
	f, err := os.OpenFile(r.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(lines)
	return errors.Join(err, f.Close())
}

// times are how long each of many doings took, and how long all of them did.
type times struct {
	mu    sync.Mutex
	each  []time.Duration
	total time.Duration
}

func (t *times) around(do func(context.Context, int, int) error) func(context.Context, int, int) error {
	return func(ctx context.Context, client, n int) error {
		began := time.Now()
		err := do(ctx, client, n)
		took := time.Since(began)
		t.mu.Lock()
		defer t.mu.Unlock()
		if err == nil {
			t.each = append(t.each, took)
		}
		return err
	}
}

func (t *times) ms(percent int) float64 {
	if len(t.each) == 0 {
		return 0
	}
	return float64(at(t.each, percent)) / float64(time.Millisecond)
}

// compare lets the ways take turns, with one client and with sixteen, or as many as are said.
func (s settings) compare(ctx context.Context, engine, measure string, size int, ways []way, clients ...int) error {
	if len(clients) == 0 {
		clients = []int{1, 16}
	}
	for _, clients := range clients {
		fmt.Printf("\n%s, %d questions: %s, %d client(s)\n", engine, size, measure, clients)
		spans, err := s.turns(ctx, ways, clients)
		if err != nil {
			return err
		}
		rates := map[string]*times{}
		var rows []row
		for i, w := range ways {
			rates[w.name] = &spans[i]
			x := row{Date: time.Now().Format(time.DateOnly), Engine: engine, Measure: measure, Size: size, Clients: clients, Way: w.name,
				Rate: rate(&spans[i]), Median: spans[i].ms(50), P99: spans[i].ms(99)}
			if r := rates[raw]; r != nil && w.name != raw {
				x.OfRaw, x.P99Raw = x.Rate/rate(r), x.P99/r.ms(99)
			}
			if b := rates[bare]; b != nil && w.name != bare {
				x.OfBare = x.Rate / rate(b)
			}
			rows = append(rows, x)
		}
		if err := s.report.put(rows...); err != nil {
			return err
		}
	}
	return nil
}

func rate(t *times) float64 { return float64(len(t.each)) / t.total.Seconds() }

func (s settings) turns(ctx context.Context, ways []way, clients int) ([]times, error) {
	spans := make([]times, len(ways))
	for round := range s.rounds {
		for i, w := range ways {
			took, err := measure(ctx, way{w.name, spans[i].around(w.do)}, clients, s.slice)
			if err != nil && !errors.Is(err, errSpent) {
				return nil, fmt.Errorf("%s: %w", w.name, err)
			}
			if err == nil || len(spans[i].each) > 0 {
				spans[i].total += took
			}
			if round == 0 && s.rounds > 1 { // warms up
				spans[i].each, spans[i].total = nil, 0
			}
		}
	}
	for i := range spans {
		slices.Sort(spans[i].each)
	}
	return spans, nil
}

// measure lets clients do one thing for a while, and gives how long it took.
func measure(ctx context.Context, w way, clients int, most time.Duration) (time.Duration, error) {
	var first atomic.Pointer[error]
	var wg sync.WaitGroup
	began := time.Now()
	for c := range clients {
		wg.Go(func() {
			for time.Since(began) < most && first.Load() == nil {
				if err := w.do(ctx, c, int(counter.Add(1))); err != nil {
					first.Store(&err)
					return
				}
			}
		})
	}
	wg.Wait()
	took := time.Since(began)
	if err := first.Load(); err != nil {
		return took, *err
	}
	return took, nil
}

var counter atomic.Int64 // makes every doing's number its own

// memory is how much the machine has, in bytes; 0 where it does not say.
func memory() int64 { return procNumber("/proc/meminfo", "MemTotal:") << 10 }

// profiled does something with the processor watched, if that is asked for.
func (s settings) profiled(do func() error) (err error) {
	if s.profile == "" {
		return do()
	}
	f, err := os.Create(s.profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return do()
}
