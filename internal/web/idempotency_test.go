package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/ref"
)

// shop is a house with one act that is noted, and that can be cut off before or after it stands.
type shop struct {
	*housed
	t      *testing.T
	d      *dbtest.Database
	begun  int
	before func() // before the act stands
	after  func() // when it stands, before it is answered
}

type soldOut struct {
	Body struct {
		ID string `json:"id"`
	}
}

func openShop(t *testing.T, d *dbtest.Database) *shop {
	s := &shop{housed: newHoused(t, d), t: t, d: d}
	API(s.Router, huma.Operation{OperationID: "sell", Method: http.MethodPost, Path: "/sales", DefaultStatus: http.StatusCreated, Summary: "Sälj || Sell"}, seeStaff,
		func(r *Request, in *townBody) (*soldOut, error) {
			s.begun++
			if s.before != nil {
				s.before()
			}
			out := &soldOut{}
			err := d.Trail.Do(r.Context(), r.Actor, func(tx *audit.Tx) error {
				out.Body.ID = tx.RandomID()
				return tx.Note("sale.make", ref.To("sale", out.Body.ID), nil)
			})
			if err == nil && s.after != nil {
				s.after()
			}
			return out, err
		})
	return s
}

func (s *shop) sell(key string) answer {
	return s.do(http.MethodPost, "/api/v1/sales", `{"name":"Umeå","count":1}`, "Authorization", "Bearer "+goodKey, "Content-Type", "application/json", "Idempotency-Key", key)
}

// sold counts the acts that stand: those placed in the log, and those that wait for it.
func (s *shop) sold() int64 {
	s.t.Helper()
	n, err := db.One[int64](s.t.Context(), s.d, `SELECT count(*) FROM trail_entry WHERE action = 'sale.make'`)
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// killed cuts a call off where it is, as the end of the process does, and forgets what that process knew.
func (s *shop) killed(key string) {
	s.t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }()
		s.sell(key)
	}()
	<-done
	s.before, s.after = nil, nil
	s.underway.Clear()
}

// TestAnActCutOffIsDoneOnce: whenever the process ends during a call, its repetition is carried out or told what was done,
// and the act stands once.
func TestAnActCutOffIsDoneOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := openShop(t, d)
		s.before = func() { panic(http.ErrAbortHandler) }
		s.killed("before")
		is(t, "sold when cut off before", s.sold(), 0)
		first := s.sell("before")
		first.want(t, 201, `"id":"`)
		is(t, "carried out by the repetition", s.sold(), 1)
		is(t, "the kept answer", s.sell("before").body, first.body)

		s.after = func() { panic(http.ErrAbortHandler) }
		s.killed("after")
		is(t, "sold when cut off after", s.sold(), 2)
		again := s.sell("after")
		again.want(t, 201, `"kind":"sale"`, `"id":"`, `"carriedOutAt":"2026-03-02`)
		is(t, "replayed", again.Header.Get("Idempotency-Replayed"), "true")
		s.Again("sale", func(r *Request, id string) (any, error) { return map[string]string{"id": id, "state": "såld"}, nil })
		s.sell("after").want(t, 201, `"state":"såld"`)
		s.Again("sale", func(*Request, string) (any, error) { return nil, fault.NotFoundThing() })
		s.sell("after").want(t, 201, `"carriedOutAt":"`)
		is(t, "not done again", s.sold(), 2)
		other := s.do(http.MethodPost, "/api/v1/sales", `{"name":"Luleå","count":1}`, "Authorization", "Bearer "+goodKey, "Content-Type", "application/json", "Idempotency-Key", "after")
		problemIn(t, other, 422)
	})
}

// TestALostClaimCannotAct: a call whose key another process has claimed meanwhile does nothing, so that two never act.
func TestALostClaimCannotAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := openShop(t, d)
		overtaken := false
		API(s.Router, huma.Operation{OperationID: "sell-slowly", Method: http.MethodPost, Path: "/slow-sales", DefaultStatus: http.StatusCreated, Summary: "Sälj || Sell"}, seeStaff,
			func(r *Request, in *townBody) (*soldOut, error) {
				if !overtaken { // meanwhile, at another process
					overtaken = true
					s.underway.Clear()
					s.slowly("k").want(t, 201, `"id":"`)
				}
				out := &soldOut{}
				return out, d.Trail.Do(r.Context(), r.Actor, func(tx *audit.Tx) error {
					out.Body.ID = tx.RandomID()
					return tx.Note("sale.make", ref.To("sale", out.Body.ID), nil)
				})
			})
		problemIn(t, s.slowly("k"), 409)
		is(t, "sold", s.sold(), 1)
		s.slowly("k").want(t, 201, `"id":"`)
		is(t, "sold", s.sold(), 1)
	})
}

func (s *shop) slowly(key string) answer {
	return s.do(http.MethodPost, "/api/v1/slow-sales", `{"name":"Umeå","count":1}`, "Authorization", "Bearer "+goodKey, "Content-Type", "application/json", "Idempotency-Key", key)
}

// TestACallUnderWayIsNotDoneTwice: a repetition that comes while the first is carried out is asked to wait.
func TestACallUnderWayIsNotDoneTwice(t *testing.T) {
	s := openShop(t, dbtest.Open(t, db.SQLite))
	s.after = func() {
		s.after = nil
		if p := problemIn(t, s.sell("k"), 409); !strings.Contains(p.Detail, "om en stund") {
			t.Errorf("told %q", p.Detail)
		}
	}
	first := s.sell("k")
	first.want(t, 201, `"id":"`)
	is(t, "its answer", s.sell("k").body, first.body)
	is(t, "carried out", s.begun, 1)
}

// TestAFaultOfTheHouseFreesTheKey: what failed without anything done may be tried again with its key.
func TestAFaultOfTheHouseFreesTheKey(t *testing.T) {
	s := openShop(t, dbtest.Open(t, db.SQLite))
	s.before = func() { panic("oj") }
	problemIn(t, s.sell("k"), 500)
	s.before = nil
	s.sell("k").want(t, 201, `"id":"`)
	is(t, "sold", s.sold(), 1)
}
