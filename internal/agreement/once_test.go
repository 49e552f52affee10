package agreement_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// once is a register that acts of every kind are tried on.
type once struct {
	house
	r      *rand.Rand
	boards map[string]string
	done   map[string]int // acts that were taken, by kind
	denied int            // acts that were refused for the overlap or anything else
}

func (o *once) day(least int) calendar.Date {
	return date("2024-01-01").AddDays(least + o.r.IntN(1500))
}

// codes gives one or several of the municipalities.
func (o *once) codes() []string {
	all := []string{"0114", "2085", "2584"}
	o.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:1+o.r.IntN(2)]
}

func (o *once) draft() agreement.Draft {
	d := agreement.Draft{Kind: agreement.OtherKind, From: o.day(0), Source: "protokoll"}
	if o.r.IntN(5) > 0 {
		d.To = d.From.AddDays(30 + o.r.IntN(500))
	}
	for _, code := range o.codes() {
		d.Bound = append(d.Bound, agreement.Bound{Municipality: code, Authority: o.boards[code]})
	}
	return d
}

func (o *once) conclusion(id string) agreement.Conclusion {
	c := agreement.Conclusion{ID: id, From: o.day(0), Signed: date("2024-01-01")}
	c.To = c.From.AddDays(30 + o.r.IntN(500))
	for _, code := range o.codes() {
		c.Parties = append(c.Parties, agreement.Party{Authority: o.boards[code], Municipality: code})
	}
	return c
}

// act tries one act of any kind and tells which.
func (o *once) act(held []agreement.Agreement) (string, error) {
	ctx := context.Background()
	var a agreement.Agreement
	if len(held) > 0 {
		a = held[o.r.IntN(len(held))]
	}
	switch kind := o.r.IntN(6); {
	case kind == 0 || a.ID == "":
		_, err := o.svc.Register(ctx, afCoordinator, o.draft())
		return "register", err
	case kind == 1:
		_, err := o.svc.Edit(ctx, afCoordinator, a.ID, a.Version, o.draft())
		return "edit", err
	case kind == 2:
		_, err := o.svc.End(ctx, afCoordinator, a.ID, a.Version, a.From.AddDays(o.r.IntN(60)))
		return "end", err
	case kind == 3:
		_, err := o.svc.End(ctx, afCoordinator, a.ID, a.Version, calendar.Date{})
		return "take the end back", err
	}
	id, kind := "", "conclude"
	if o.r.IntN(2) == 0 {
		id, kind = a.ID, "go on"
	}
	return kind, o.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error {
		_, err := o.svc.Conclude(ctx, tx, o.conclusion(id))
		return err
	})
}

// atMostOne looks at every municipality and day.
func (o *once) atMostOne(held []agreement.Agreement, after string) {
	o.t.Helper()
	for code := range o.boards {
		for d := date("2023-12-01"); d.Year < 2031; d = d.AddDays(7) {
			n := 0
			for _, a := range held {
				if slices.Contains(a.Municipalities(), code) && a.Within(code).InForce(d) {
					n++
				}
			}
			if n > 1 {
				o.t.Fatalf("after %s %s has %d agreements in force on %s", after, code, n, d)
			}
		}
	}
}

// K1.2 of the clause library: whatever is done, and in whatever order, no municipality ever has two agreements in force.
func TestNoMunicipalityEverHasTwoAgreementsInForce(t *testing.T) {
	each(t, func(h house) {
		o := &once{house: h, r: rand.New(rand.NewPCG(3, 4)), boards: map[string]string{}, done: map[string]int{}}
		for _, code := range []string{"0114", "2085", "2584"} {
			o.boards[code] = h.board(code)
		}
		for range 120 {
			held, err := agreement.List(context.Background(), h.DB, agreement.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			kind, err := o.act(held)
			switch {
			case err == nil:
				o.done[kind]++
			case fault.Is(err, fault.Invalid):
				o.denied++
			default:
				t.Fatalf("%s: %v", kind, err)
			}
			if held, err = agreement.List(context.Background(), h.DB, agreement.Filter{}); err != nil {
				t.Fatal(err)
			}
			o.atMostOne(held, kind)
		}
		if len(o.done) < 6 || o.denied < 20 {
			t.Errorf("too little was tried: taken %v, refused %d", o.done, o.denied)
		}
	})
}

// Nor when several register at the same moment, each from another day: one is taken, the others are told why not.
func TestOfSeveralRegisteredAtOnceOneIsTaken(t *testing.T) {
	each(t, func(h house) {
		bound := agreement.Bound{Municipality: "2085", Authority: h.board("2085")}
		errs := make([]error, 6)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				_, errs[i] = h.svc.Register(context.Background(), afCoordinator, draft(date("2026-01-01").AddDays(i).String(), "2027-12-31", bound))
			})
		}
		wait.Wait()
		taken := 0
		for _, err := range errs {
			if err == nil {
				taken++
			} else if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict) {
				t.Errorf("told %v", err)
			}
		}
		if taken != 1 || h.rows("agreement") != 1 {
			t.Errorf("%d were taken, %d are kept", taken, h.rows("agreement"))
		}
	})
}
