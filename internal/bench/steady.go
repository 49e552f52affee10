package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const pagesEach = 200 // asked for in a second

// steadily asks for 200 pages a second, each at its time whether those before have come or not: nine of ten are the inbox,
// every tenth a thread, whose reading is noted. A page counts from when it should have been asked for.
func (n *nation) steadily(context.Context) error {
	var t times
	var failed atomic.Int64
	var wg sync.WaitGroup
	began := time.Now()
	total := int(n.steady.Seconds() * pagesEach)
	for k := range total {
		due := began.Add(time.Duration(k) * time.Second / pagesEach)
		time.Sleep(time.Until(due))
		wg.Go(func() {
			path := inboxPath
			if k%10 == 0 {
				path = "/fragor/" + n.opened[k%100].ID
			}
			if err := n.get(n.officer, path); err != nil {
				failed.Add(1)
				return
			}
			t.mu.Lock()
			t.each = append(t.each, time.Since(due))
			t.mu.Unlock()
		})
	}
	wg.Wait()
	t.total = time.Since(began)
	slices.Sort(t.each)
	fmt.Printf("\n%s, %d questions: %d pages in %s, %d failed\n", n.engine, n.size, total, t.total.Round(time.Second), failed.Load())
	return n.report.put(row{Date: time.Now().Format(time.DateOnly), Engine: n.engine, Measure: "200 pages a second", Size: n.size, Clients: pagesEach, Way: "inbox 9 of 10, thread 1 of 10", Rate: rate(&t), Median: t.ms(50), P99: t.ms(99)})
}

const exportTurns = 3 // of the engine alone and of the house

// export lists every question as a file, and beside it the rows that the file is made of with the engine alone, with every
// column that the file says something of; they take turns, and the middle of each counts. It tells how much the memory grew.
func (n *nation) export(ctx context.Context) error {
	fmt.Printf("\n%s, %d questions: everything as a file\n", n.engine, n.size)
	const text = `SELECT e.id, e.topic, e.municipality_code, e.asker_id, e.receiver_id, e.state, e.urgent, e.commitment, e.due_at, e.answered_at, s.mine, s.left_at, COALESCE(a.name, '') AS handler
		FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id LEFT JOIN account a ON a.id = s.account_id
		WHERE s.authority_id = 'af' AND s.box = 'over' ORDER BY s.order_at DESC, s.enquiry_id DESC`
	var alone, ours []time.Duration
	var grew uint64
	var bytes int64
	for range exportTurns {
		began := time.Now()
		if err := n.csv(ctx, text); err != nil {
			return err
		}
		alone = append(alone, time.Since(began))
		runtime.GC()
		before, most := heap(), watchHeap()
		w, took, err := n.file()
		held := most()
		if err != nil {
			return err
		}
		grew, bytes, ours = max(grew, max(held, before)-before), w.bytes, append(ours, took)
	}
	slices.Sort(alone)
	slices.Sort(ours)
	it, we := alone[exportTurns/2], ours[exportTurns/2]
	fmt.Printf("  %.1f s for %.1f MB, beside %.1f s of the engine's rows alone: %.2f times; memory grew by %d MB at the most\n",
		we.Seconds(), float64(bytes)/1e6, it.Seconds(), we.Seconds()/it.Seconds(), grew>>20)
	return nil
}

// file asks for the list of what is over as a file.
func (n *nation) file() (*discarded, time.Duration, error) {
	r := request(http.MethodGet, inboxPath+"?lada=avslutade&format=csv", nil)
	for _, c := range n.officer.cookies {
		r.AddCookie(c)
	}
	w := &discarded{header: http.Header{}}
	began := time.Now()
	n.Router.ServeHTTP(w, r)
	took := time.Since(began)
	if w.status != http.StatusOK {
		return nil, 0, fmt.Errorf("the file answers %d", w.status)
	}
	return w, took, nil
}

// watchHeap looks how much memory is held until it is asked for the most.
func watchHeap() (most func() uint64) {
	seen, done, watched := heap(), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		for {
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
				seen = max(seen, heap())
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-watched
		return seen
	}
}

// csv writes the rows of a query as the smallest program does.
func (n *nation) csv(ctx context.Context, text string) error {
	rows, err := n.direct.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	columns, err := rows.Columns()
	if err != nil {
		return errors.Join(err, rows.Close())
	}
	out := bufio.NewWriter(io.Discard)
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return errors.Join(err, rows.Close())
		}
		for _, v := range values {
			fmt.Fprint(out, v, ",")
		}
		fmt.Fprintln(out)
	}
	return errors.Join(rows.Err(), rows.Close(), out.Flush())
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

// discarded is a client that takes everything and keeps nothing.
type discarded struct {
	header http.Header
	status int
	bytes  int64
}

func (d *discarded) Header() http.Header { return d.header }
func (d *discarded) WriteHeader(code int) {
	if d.status == 0 {
		d.status = code
	}
}
func (d *discarded) Write(b []byte) (int, error) {
	d.WriteHeader(http.StatusOK)
	d.bytes += int64(len(b))
	return len(b), nil
}
