package main

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// asking are the statements whose answer an act waits for; on PostgreSQL the others go along with the next of them or with
// its commit.
var asking = regexp.MustCompile(`(?is)^\s*(SELECT|WITH)|RETURNING`)

// hot is an act that is done all day: for how many answers of the database it waits, how many statements it writes by, and
// how many messages to PostgreSQL that takes, its commit among them. Those of the log are not counted: on SQLite they are
// one for all acts of a commit.
type hot struct {
	name                   string
	do                     func(ctx context.Context, n *nation, i int) error
	asks, writes, messages int
}

// TestHotActs fixes how many statements it takes to post a question and to answer one. A statement more is a message more
// between program and database, for everybody, at each of them: what makes this test fail is to be weighed, and written in
// docs/performance.md.
func TestHotActs(t *testing.T) {
	acts := []hot{
		{name: "post", do: func(ctx context.Context, n *nation, _ int) error { _, err := n.ask(ctx, 0); return err }, asks: 3, writes: 12, messages: 4},
		{name: "answer", do: func(ctx context.Context, n *nation, i int) error { return n.reply(ctx, n.opened[i]) }, asks: 15, writes: 17, messages: 7},
	}
	for _, engine := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			ctx := t.Context()
			s := settings{only: []string{"thread"}, slice: time.Millisecond, rounds: 1, report: &report{}}
			n, err := newNation(ctx, s, string(engine), dbtest.Empty(t, engine), 2*openOnes)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := n.close(); err != nil {
					t.Error(err)
				}
			}()
			n.stop() // nothing but the acts asks meanwhile
			n.stop = func() {}
			for _, act := range acts {
				act.counted(t, n)
			}
		})
	}
}

func (h hot) counted(t *testing.T, n *nation) {
	t.Helper()
	if err := h.do(t.Context(), n, 1); err != nil { // what is remembered between acts is read once
		t.Fatal(err)
	}
	before := n.watch.messages()
	heard, err := n.watch.texts(func() error { return h.do(t.Context(), n, 2) })
	if err != nil {
		t.Fatal(err)
	}
	asks, writes := 0, 0
	for _, text := range heard {
		switch {
		case strings.Contains(text, "trail_"): // the log's own
		case asking.MatchString(text):
			asks++
		default:
			writes++
		}
	}
	if sent := n.watch.messages() - before; n.engine == string(db.Postgres) && sent != h.messages {
		t.Errorf("%s takes %d messages, not %d", h.name, sent, h.messages)
	}
	if asks != h.asks || writes != h.writes {
		t.Errorf("%s waits for %d answers and writes %d times, not %d and %d:\n%s", h.name, asks, writes, h.asks, h.writes, strings.Join(heard, "\n"))
	}
}
