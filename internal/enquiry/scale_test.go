package enquiry_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
)

// many is how many questions the engines plan for: enough that reading all and sorting them would be chosen were there no
// index that gives the page in its order.
const many = 4000

// flood gives the agency many questions like one, each due a minute after the one before.
func (h *house) flood(e enquiry.Enquiry) {
	v, err := h.svc.Get(h.t.Context(), h.DB, h.per, e.ID)
	must(h.t, err)
	h.act(func(tx *audit.Tx) error {
		questions, places := make([]enquiry.Enquiry, many), make([]enquiry.Desk, many)
		for i := range questions {
			questions[i], places[i] = v.Enquiry, v.Desk
			questions[i].ID, places[i].ID = fmt.Sprintf("many-%05d", i), fmt.Sprintf("many-%05d", i)
			places[i].Enquiry, places[i].Order = questions[i].ID, db.At(v.Desk.Order.Add(time.Duration(i)*time.Minute))
			places[i].Municipality, places[i].Mine = []string{"2085", "2080", "0114"}[i%3], i%2 == 0
			if i%7 == 0 {
				places[i].Account = h.per.ID
			}
		}
		if err := db.InsertAll(h.t.Context(), tx, "enquiry", questions); err != nil {
			return err
		}
		if err := db.InsertAll(h.t.Context(), tx, "enquiry_side", places); err != nil {
			return err
		}
		for _, table := range []string{"enquiry", "enquiry_side"} {
			if _, err := tx.Exec(h.t.Context(), "ANALYZE "+table); err != nil {
				return err
			}
		}
		return nil
	})
}

// explain gives how the engine carries out a statement.
func (h *house) explain(text string, args []any) string {
	h.t.Helper()
	if h.Dialect() == db.Postgres {
		lines, err := db.All[string](h.t.Context(), h.DB, "EXPLAIN "+text, args...)
		must(h.t, err)
		return strings.Join(lines, "\n")
	}
	type step struct {
		ID     int64  `db:"id"`
		Parent int64  `db:"parent"`
		Unused int64  `db:"notused"`
		Detail string `db:"detail"`
	}
	steps, err := db.All[step](h.t.Context(), h.DB, "EXPLAIN QUERY PLAN "+text, args...)
	must(h.t, err)
	var lines []string
	for _, s := range steps {
		lines = append(lines, s.Detail)
	}
	return strings.Join(lines, "\n")
}

var (
	readsAll = regexp.MustCompile(`(?m)Seq Scan on (enquiry_side|enquiry)\b|^SCAN (s|e)\b`)
	sortsAll = regexp.MustCompile(`Sort|TEMP B-TREE`)
	byIndex  = regexp.MustCompile(`Index (Only )?Scan.* using enquiry_side_\w+ on enquiry_side|SEARCH s USING INDEX enquiry_side_\w+`)
)

// TestAPageOfTheInboxIsReadFromAnIndex: on both engines a page is read in the order of an index, from where the page before
// ended, and neither the whole inbox nor its order is ever made.
func TestAPageOfTheInboxIsReadFromAnIndex(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		e := h.send(h.question())
		h.flood(e)
		first, err := h.svc.Inbox(t.Context(), h.DB, h.per, enquiry.Filter{})
		must(t, err)
		if len(first) != enquiry.PageSize {
			t.Fatalf("a page of %d", len(first))
		}
		after := first[len(first)-1].Place()
		for name, f := range map[string]enquiry.Filter{
			"all": {}, "next page": {After: after}, "our turn": {Turn: true, After: after}, "mine": {Mine: true}, "of a municipality": {Municipality: "2080", After: after},
			"free": {Free: true}, "over": {Box: enquiry.Past}, "answered": {Box: enquiry.Replied},
		} {
			text, args, err := f.Statement(h.DB, h.per)
			must(t, err)
			plan := h.explain(text, args)
			if readsAll.MatchString(plan) || sortsAll.MatchString(plan) || !byIndex.MatchString(plan) {
				t.Errorf("%s:\n%s", name, plan)
			}
		}
		seen := map[string]bool{}
		for at := []string(nil); len(seen) < 3*enquiry.PageSize; {
			page, err := h.svc.Inbox(t.Context(), h.DB, h.per, enquiry.Filter{After: at})
			must(t, err)
			for _, i := range page {
				if seen[i.ID] {
					t.Fatalf("%s stands on two pages", i.ID)
				}
				seen[i.ID] = true
			}
			at = page[len(page)-1].Place()
		}
	})
}
