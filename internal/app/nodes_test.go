package app_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// node is a running house on its own address.
type node struct {
	*app.App
	url string
}

func start(t *testing.T, dsn string, keys *seal.Keys) *node {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Database: dsn, Keys: keys, Quick: true})
	must(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error("run: ", err)
		}
		must(t, a.Close())
	})
	return &node{a, "http://" + l.Addr().String()}
}

func (n *node) enter(ctx context.Context, i int, code string) error {
	o := directory.Office{Authority: directory.PES, MunicipalityCode: code, Validity: directory.Validity{From: calendar.NewDate(2026, 3, 2)},
		OfficeDetails: directory.OfficeDetails{Name: fmt.Sprintf("Kontor %d", i), Address: "Gatan 1", Services: "Besök"}}
	_, err := n.Directory.AddOffice(ctx, policy.Process("test"), o)
	return err
}

// Several nodes on one database, writing at once, leave one log: on PostgreSQL as in production, on SQLite as a command
// beside a running service.
func TestSeveralNodesLeaveOneLog(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			keys, err := seal.New(nil)
			must(t, err)
			dsn := dbtest.Empty(t, dialect)
			nodes := []*node{start(t, dsn, keys), start(t, dsn, keys), start(t, dsn, keys)}
			var wg sync.WaitGroup
			for i, n := range nodes {
				for k := range 4 {
					wg.Go(func() {
						for m := range 15 {
							if err := n.enter(t.Context(), i*1000+k*100+m, []string{"2085", "0114", "2584"}[i]); err != nil {
								t.Error(err)
							}
						}
					})
				}
			}
			wg.Wait()
			for _, n := range nodes {
				answer, err := http.Get(n.url + "/readyz")
				must(t, err)
				must(t, answer.Body.Close())
				if answer.StatusCode != http.StatusOK {
					t.Errorf("/readyz of a node answers %d", answer.StatusCode)
				}
			}
			must(t, nodes[0].Trail.Sequence(t.Context()))
			r, err := audit.Verify(t.Context(), nodes[1].DB, keys.Verifiers(), nil, nil)
			must(t, err)
			if !r.Sound() || r.Head.Size < 180 {
				t.Errorf("head %s, findings %v", r.Head, r.Findings)
			}
			n, err := db.One[int64](t.Context(), nodes[2].DB, "SELECT count(*) FROM directory_office")
			must(t, err)
			if n != 180 {
				t.Errorf("%d offices of 180", n)
			}
		})
	}
}

// Nodes that start at once on a new database all start, and what each would have written stands once.
func TestNodesStartTogetherOnANewDatabase(t *testing.T) {
	keys, err := seal.New(nil)
	must(t, err)
	dsn := dbtest.Empty(t, db.Postgres)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			a, err := app.Open(t.Context(), app.Options{Database: dsn, Keys: keys, Quick: true})
			if err != nil {
				t.Error(err)
				return
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	a := start(t, dsn, keys)
	for table, want := range map[string]int64{"directory_municipality": 290, "template_version": 1} {
		if n, err := db.One[int64](t.Context(), a.DB, "SELECT count(*) FROM "+table); err != nil || n != want {
			t.Errorf("%s: %d rows, want %d (%v)", table, n, want, err)
		}
	}
}

// What is done by the clock is done once, whichever node is first.
func TestTheClockIsSharedByNodes(t *testing.T) {
	keys, err := seal.New(nil)
	must(t, err)
	dsn := dbtest.Empty(t, db.Postgres)
	a, b := start(t, dsn, keys), start(t, dsn, keys)
	end := time.Now().Add(time.Minute)
	for done := false; !done; {
		waiting, err := db.One[int64](t.Context(), a.DB, "SELECT count(*) FROM job WHERE done_at IS NULL")
		must(t, err)
		total, err := db.One[int64](t.Context(), b.DB, "SELECT count(*) FROM job")
		must(t, err)
		done = waiting == 0 && total > 0
		if !done && time.Now().After(end) {
			t.Fatalf("%d of %d turns wait still", waiting, total)
		}
		time.Sleep(100 * time.Millisecond)
	}
	double, err := db.One[int64](t.Context(), a.DB, "SELECT count(*) FROM (SELECT kind, unique_key FROM job GROUP BY kind, unique_key HAVING count(*) > 1) AS d")
	must(t, err)
	failed, err := db.All[string](t.Context(), a.DB, "SELECT last_error FROM job WHERE last_error <> '' OR attempt > 1") // what was written since then has not begun
	must(t, err)
	if double != 0 || len(failed) != 0 {
		t.Errorf("%d turns written twice; not done at the first try: %v", double, failed)
	}
}
