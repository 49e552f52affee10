package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
)

// TestManyQuestions: a question that was copied into the database has all that the service wrote of one, but for what
// tells it from another; the inbox shows it; the sums are those of the facts; and a page makes the same few queries among
// five times as many.
func TestManyQuestions(t *testing.T) {
	ctx := t.Context()
	s := settings{only: []string{"thread"}, slice: time.Millisecond, rounds: 1, report: &report{}}
	n, err := newNation(ctx, s, sqliteName, filepath.Join(t.TempDir(), "a.db"), 2*openOnes)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := n.close(); err != nil {
			t.Error(err)
		}
	}()
	t.Run("copied", func(t *testing.T) { n.likeTheService(t) })
	t.Run("sums", func(t *testing.T) { n.likeTheFacts(t) })
	t.Run("queries", func(t *testing.T) { n.asOften(t) })
}

func (n *nation) likeTheService(t *testing.T) {
	ctx := t.Context()
	for table, apart := range map[string][]string{"enquiry": {"id", "conversation_id", "state"}, "enquiry_side": {"enquiry_id", "id", "box", "person_id"}} {
		columns, rows, err := content(ctx, n.direct, table)
		if err != nil {
			t.Fatal(err)
		}
		id, side := slices.Index(columns, apart[0]), slices.Index(columns, "side")
		of := func(question string) []any {
			i := slices.IndexFunc(rows, func(r []any) bool { return r[id] == question && (side < 0 || r[side] == "receiver") })
			if i < 0 {
				t.Fatalf("%s: none of %s", table, question)
			}
			return rows[i]
		}
		made, copied := of(n.model), of("many-100000001")
		for i, name := range columns {
			if !slices.Contains(apart, name) && fmt.Sprint(made[i]) != fmt.Sprint(copied[i]) {
				t.Errorf("%s.%s: the service writes %v, copied is %v", table, name, made[i], copied[i])
			}
		}
	}
	page, err := n.Enquiries.Inbox(ctx, n.DB, n.officer.Actor, enquiry.Filter{})
	if err != nil || len(page) != enquiry.PageSize {
		t.Errorf("a page of %d, %v", len(page), err)
	}
}

func (n *nation) likeTheFacts(t *testing.T) {
	cells, err := fact.Cells(t.Context(), n.DB, fact.AnswerTime, fact.Filter{Authority: directory.PES})
	var sum int64
	for _, c := range cells {
		sum += c.N
	}
	if err != nil || sum != int64(n.size)+1 { // and the one that the service answered
		t.Errorf("the sums hold %d of %d, %v", sum, n.size+1, err)
	}
}

func (n *nation) asOften(t *testing.T) {
	ctx := t.Context()
	promise, err := n.promisePage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	n.stop() // nothing but the page asks meanwhile
	n.stop = func() {}
	pages := map[string]string{"the inbox": inboxPath, "a thread": "/fragor/" + n.opened[0].ID, "a promise": promise}
	count := func() map[string]int {
		asked := map[string]int{}
		for name, path := range pages {
			get := func() error { return n.get(n.officer, path) }
			if err := get(); err != nil { // what is remembered between pages is read once
				t.Fatal(err)
			}
			if asked[name], err = n.watch.statements(get); err != nil {
				t.Fatal(err)
			}
		}
		return asked
	}
	few := count()
	if err := errors.Join(fill(ctx, n.direct, n.model, n.DB.Dialect(), n.size, 5*n.size), figures(ctx, n.Trail, n.size, 5*n.size)); err != nil {
		t.Fatal(err)
	}
	if many := count(); !maps.Equal(few, many) {
		t.Errorf("pages ask %v times, and %v times among five times as many", few, many)
	}
	for name, most := range map[string]int{"the inbox": 10, "a thread": 25} {
		if few[name] > most {
			t.Errorf("%s asks %d times, and may %d", name, few[name], most)
		}
	}
	t.Log(few)
}
